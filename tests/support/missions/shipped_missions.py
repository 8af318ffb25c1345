"""The shipped missions, each read once in a process: they are frozen, and many tests ask for them."""

from functools import cache

from exeunt import shipped
from exeunt.feasible.axes import axes
from exeunt.files.missions import read_mission
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission


@cache
def shipped_mission(name: str) -> Mission:
    """Return a shipped mission, with all that is ever known of it."""
    return read_mission(shipped.folder() / name)


@cache
def shipped_axes(name: str) -> Feasibility:
    """Return what a shipped mission comes to by arithmetic, worked out once in a process."""
    return axes(shipped_mission(name))
