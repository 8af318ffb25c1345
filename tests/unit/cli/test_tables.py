"""Tables on the console."""

import pytest

import exeunt
from exeunt.cli import output
from exeunt.cli.tables import show_violations, table
from exeunt.model.outcome import Violation
from exeunt.model.reason import Reason
from exeunt.words.words import Words

VIOLATION = Violation(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message=Reason.of("text", text="alpha is never held"),
)


def test_a_console_shows_the_first_of_many_and_counts_the_others(capsys):
    many = [exeunt.Problem(place=f"loads.csv row {n}", expected="must be") for n in range(1, 1_261)]
    output.show_problems(many, "problems in the input", Words())
    shown = capsys.readouterr().err.splitlines()
    assert shown == [
        "problems in the input (1260):",
        *(f"  loads.csv row {n}: must be" for n in (1, 2, 3)),
        "  … and 1,257 more of this kind (row 4, row 5, row 6, row 7 …): --json",
    ]
    output.show_problems(many[:4], "problems in the input", Words())
    assert "more" not in capsys.readouterr().err
    odd = [exeunt.Problem(place=f"loads.csv row {n}", expected=f"must be {n}") for n in range(60)]
    output.show_problems(odd, "problems in the input", Words())
    assert capsys.readouterr().err.splitlines()[-1] == "  … and 10 more: --json"
    output.show_problems(odd, "problems in the input", Words(), everything=True)
    assert len(capsys.readouterr().err.splitlines()) == 61


def test_each_violation_is_said_once_under_its_rule(capsys):
    mission = exeunt.load("tiny").mission
    show_violations(mission, [VIOLATION] * 60, "Broken rules", Words())
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["Broken rules (60):", "holding_floor – Holding floor kept (60)"]
    assert sum("alpha is never held" in line for line in shown) == 3
    assert shown[-1] == "  … and 57 more of this kind (alpha): --json"
    show_violations(mission, [VIOLATION] * 60, "Broken rules", Words(), everything=True)
    assert capsys.readouterr().out.count("alpha is never held") == 60


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_name_and_no_number_is_cut(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [
        ("a-long-name-of-a-mission", "1,234,567", "words that may wrap between them", "12,345.67"),
        ("b", "1", "", "2"),
    ]
    table("Title", ("Name", "Number", "Text", "Other"), rows, right=(1, 3), breaks=(2,))
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("a-long-name-of-a-mission", "1,234,567", "12,345.67"))
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= max(width, len("a-long-name-of-a-mission"))
