"""MPS: a solver reads what was written."""

import highspy
import pytest

from exeunt.optimise.monolith.mps import mps
from exeunt.optimise.monolith.programme import Programme


def solved(programme, folder):
    path = folder / "model.mps"
    path.write_text("\n".join(mps(programme, "a name", ["a remark"])) + "\n", encoding="utf-8")
    solver = highspy.Highs()
    solver.silent()
    assert solver.readModel(str(path)) == highspy.HighsStatus.kOk
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return solver.getObjectiveValue(), list(solver.getSolution().col_value)


def test_rows_bounds_constant_and_whole_columns_arrive(tmp_path):
    programme = Programme()
    x = programme.column("x", 9.0)
    y = programme.column("y", float("inf"), whole=False)
    z = programme.column("z with blanks", 4.0, low=1.0)
    programme.row("two sides", [(x, 2.0), (y, 1.0)], 3.0, 7.0)
    programme.row("equal", [(y, 1.0), (z, 1.0)], 2.5, 2.5)
    programme.row("least", [(x, 1.0), (z, 1.0)], low=2.0)
    programme.pay([(x, 1.0), (y, 1.0), (z, 3.0)], constant=100.0)
    value, found = solved(programme, tmp_path)
    assert value == pytest.approx(105.5)
    assert found == pytest.approx([1.0, 1.5, 1.0])


def test_names_are_one_word_and_no_others(tmp_path):
    programme = Programme()
    for _ in range(2):
        programme.pay([(programme.column("même nom, deux fois", 1.0, low=1.0), 1.0)])
    text = list(mps(programme, "", []))
    assert sum("m_me_nom" in line or "même_nom" in line for line in text) >= 4
    assert solved(programme, tmp_path)[0] == pytest.approx(2.0)
