"""The exported model by solvers of others: what each finds, read back as a plan."""

import time
from collections.abc import Sequence
from pathlib import Path

import exeunt
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.monolith.layout import Layout
from exeunt.optimise.monolith.model import built, solved
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.monolith.reading import Reading


def highs(mission: Mission, seconds: float, folder: Path) -> Plan | None:
    """Solve by HiGHS, which is what exeunt itself uses."""
    exeunt.export_model(mission, folder / "model.mps")
    until = time.monotonic() + seconds
    return solved(mission, steps=float("inf"), seed=0, stop=lambda: time.monotonic() > until)


def scip(mission: Mission, seconds: float, folder: Path) -> Plan | None:
    """Solve by SCIP."""
    from pyscipopt import Model  # noqa: PLC0415 - in nobody's way where it is not installed

    path = exeunt.export_model(mission, folder / "model.mps").path
    model = Model()
    model.hideOutput()
    model.readProblem(str(path))
    model.setParam("limits/time", seconds)
    model.optimize()
    if not model.getNSols():
        return None
    best = model.getBestSol()
    return _read(mission, [(v.name, model.getSolVal(best, v)) for v in model.getVars()])


def cp_sat(mission: Mission, seconds: float, folder: Path) -> Plan | None:
    """Solve by CP-SAT, through OR-Tools' reader of models."""
    from ortools.linear_solver.python import model_builder  # noqa: PLC0415 - as above

    path = exeunt.export_model(mission, folder / "model.mps").path
    model = model_builder.Model()
    assert model.import_from_mps_file(str(path))
    solver = model_builder.Solver("sat")
    solver.set_time_limit_in_seconds(seconds)
    solver.set_solver_specific_parameters("num_workers:1")
    status = solver.solve(model)
    if status not in {model_builder.SolveStatus.OPTIMAL, model_builder.SolveStatus.FEASIBLE}:
        return None
    return _read(mission, [(v.name, solver.value(v)) for v in model.get_variables()])


def _read(mission: Mission, found: Sequence[tuple[str, float]]) -> Plan:
    """Return the plan of columns that carry their number in the name."""
    layout, programme = Layout(mission), Programme()
    variables = built(layout, programme)
    values = [0.0] * len(programme.columns)
    for name, value in found:
        values[int(name.rsplit("#", 1)[1])] = value
    return Reading(layout, variables, values).plan()
