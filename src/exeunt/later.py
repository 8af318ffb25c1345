"""Modules that are imported when they are first used.

Papers need libraries that take longer to import than most commands take to answer. Whoever needs such a module
names it twice: for checkers as a plain import that never runs, and for Python as a stand-in::

    if TYPE_CHECKING:
        from exeunt.papers import registry
    else:
        registry = later("exeunt.papers.registry")
"""

from importlib import import_module
from typing import Any


class _Later:
    """Stands in for a module; asked for a name of it, it imports it."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> Any:
        return getattr(import_module(self._name), name)


def later(name: str) -> Any:
    """Return a stand-in for a module that imports it when a name of it is first asked for."""
    return _Later(name)
