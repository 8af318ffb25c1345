"""Which papers there are, by the names that users call them."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

from exeunt.errors import InputError, Problem


class PaperKey(StrEnum):
    """The name of a paper, in the order in which papers are printed.

    The folder of a paper's code has the same name, with underscores.
    """

    # Commands offer these names long before they know a plan. So they stand here, where they
    # cost no import, and not in the registry, which pulls in every writer of every format.
    MOVEMENT_TABLE = "movement-table"
    AIR_TABLE = "air-table"
    CONVOY_ORDERS = "convoy-orders"
    PERMISSIONS = "permissions"
    ASSET_DISPOSAL_PLAN = "asset-disposal-plan"
    DESTRUCTION_LIST = "destruction-list"
    CLOSURES = "closures"
    SITREPS = "sitreps"
    MOVEMENT_LIST = "movement-list"
    MAPS = "maps"
    CALENDAR = "calendar"


KEYS: tuple[PaperKey, ...] = tuple(PaperKey)
"""Every paper, in the order in which they are printed."""


def chosen(only: Iterable[str]) -> tuple[PaperKey, ...]:
    """Return the papers asked for, in their order; all where none is named.

    Raises:
        InputError: a name that is no paper's.
    """
    # A single text is iterable too, letter by letter; who gives one means one paper.
    named = (only,) if isinstance(only, str) else tuple(only)
    problems = [_unknown(str(name)) for name in named if name not in KEYS]
    if problems:
        raise InputError(problems)
    return tuple(key for key in KEYS if not named or key in named)


def by_paper(keys: Iterable[str]) -> str:
    """Say how many files are of which paper: ``100 convoy-orders, 34 sitreps``."""
    files = Counter(keys)
    return ", ".join(f"{files[key]} {key}" for key in KEYS if key in files)


def _unknown(name: str) -> Problem:
    near = get_close_matches(name, KEYS, n=1)
    hint = f"did you mean {near[0]}?" if near else ""
    expected = f"must be one of: {', '.join(KEYS)}"
    return Problem(place="only", got=name, expected=expected, hint=hint)
