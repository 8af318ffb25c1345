"""Plan the withdrawal of a field mission."""

from exeunt.api import (
    Checked,
    LoadedMission,
    ShippedMission,
    check,
    convert,
    feasible,
    load,
    missions,
    new,
    papers,
    plan,
    report,
)
from exeunt.errors import ExeuntError, InputError, Problem
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import Outcome, PaperFile, Papers, Printing, Progress, Violation
from exeunt.model.plan import Plan, Record, Terms
from exeunt.version import __version__

__all__ = [
    "Checked",
    "ExeuntError",
    "Feasibility",
    "InputError",
    "LoadedMission",
    "Mission",
    "Outcome",
    "PaperFile",
    "Papers",
    "Plan",
    "Printing",
    "Problem",
    "Progress",
    "Record",
    "ShippedMission",
    "Terms",
    "Violation",
    "__version__",
    "check",
    "convert",
    "feasible",
    "load",
    "missions",
    "new",
    "papers",
    "plan",
    "report",
]
