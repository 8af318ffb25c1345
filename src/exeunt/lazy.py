"""Faces of packages: names that are imported when they are first asked for.

Planner, page and papers need libraries that take longer to import than most commands take to
answer. A package's face therefore says in which module each of its names is, and imports nothing
until the name is used; checkers read the plain imports that stand beside it under
``TYPE_CHECKING``.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


class _Lent:
    """A name of a face: got from its home when asked for, never covered by a room of that name."""

    def __init__(self, name: str, home: str) -> None:
        self.name, self.home = name, home

    def __get__(self, module: ModuleType | None, owner: type) -> Any:
        if module is None:
            return self
        # What has been put there by hand, as a test does, counts before what is lent.
        given = vars(module)
        if self.name in given:
            return given[self.name]
        return getattr(self._home(), self.name)

    def __set__(self, module: ModuleType, value: Any) -> None:
        # Importing a room binds it in its package; `exeunt.report` stays what users call.
        if isinstance(value, ModuleType):
            return
        vars(module)[self.name] = value

    def __delete__(self, module: ModuleType) -> None:
        vars(module).pop(self.name, None)

    def _home(self) -> ModuleType:
        return import_module(self.home)


def face(package: str, homes: Mapping[str, tuple[str, ...]]) -> None:
    """Make a package show names of its modules: ``homes`` gives those that each module lends."""
    names = {name: _Lent(name, home) for home, lent in homes.items() for name in lent}

    def listed(module: ModuleType) -> list[str]:
        return sorted({*vars(module), *names})

    sys.modules[package].__class__ = type("Face", (ModuleType,), {**names, "__dir__": listed})
