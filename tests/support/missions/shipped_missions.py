"""The shipped missions, each read once in a process: they are frozen, and many tests ask for them."""

from functools import cache

from exeunt import shipped
from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission


@cache
def shipped_mission(name: str) -> Mission:
    """Return a shipped mission, with all that is ever known of it."""
    return read_mission(shipped.folder() / name)
