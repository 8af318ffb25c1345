"""Which papers there are, by the names that users call them."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches

from exeunt.errors import InputError, Problem

KEYS = (
    "movement-table",
    "air-table",
    "convoy-orders",
    "permissions",
    "asset-disposal-plan",
    "destruction-list",
    "closures",
    "sitreps",
    "movement-list",
    "maps",
    "calendar",
)
"""Every paper, in the order in which they are printed."""


def chosen(only: Iterable[str]) -> tuple[str, ...]:
    """Return the papers asked for, in their order; all where none is named.

    Raises:
        InputError: a name that is no paper's.
    """
    named = (only,) if isinstance(only, str) else tuple(only)
    unknown = [name for name in named if name not in KEYS]
    if unknown:
        raise InputError(
            [
                Problem(
                    place="only",
                    got=str(name),
                    expected=f"must be one of: {', '.join(KEYS)}",
                    hint=_near(str(name)),
                )
                for name in unknown
            ]
        )
    return tuple(key for key in KEYS if key in named) if named else KEYS


def by_paper(keys: Iterable[str]) -> str:
    """Say how many files are of which paper: ``100 convoy-orders, 34 sitreps``."""
    found = Counter(keys)
    return ", ".join(f"{found[key]} {key}" for key in KEYS if key in found)


def _near(name: str) -> str:
    near = get_close_matches(name, KEYS, n=1)
    return f"did you mean {near[0]}?" if near else ""
