"""Names that people write in changes: which thing is meant, or what is there in its place."""

from collections.abc import Iterable
from difflib import get_close_matches

from exeunt.errors import InputError, Problem
from exeunt.model.mission import Mission
from exeunt.model.plan import LOAD_KINDS, Plan
from exeunt.model.stores import SUPPLIES

SHOWN = 3
"""Names that are offered where one is not known."""


def refuse(place: str, expected: str, got: str | None = None, hint: str = "") -> InputError:
    """Return what is wrong with a change, as the one problem of an error."""
    return InputError([Problem(place=place, got=got, expected=expected, hint=hint)])


def named(text: str, names: Iterable[str], what: str, place: str) -> str:
    """Return the name that is meant, whatever its case.

    Raises:
        InputError: nothing has it; some that do are offered.
    """
    by_folded = {name.casefold(): name for name in names}
    name = by_folded.get(text.casefold())
    if name is not None:
        return name
    near = get_close_matches(text.casefold(), by_folded, n=SHOWN, cutoff=0.5)
    shown = [by_folded[one] for one in near] or sorted(by_folded.values())[:SHOWN]
    hint = f"such as {', '.join(shown)}" if shown else f"there is no {what}"
    raise refuse(place, f"must be a {what} that exists", text, hint)


def serial_of(plan: Plan, text: str, place: str) -> str:
    """Return the serial that is meant."""
    return named(text, plan.serials, "serial of the plan", place)


def site_of(mission: Mission, text: str, place: str) -> str:
    """Return the site that is meant, by its id or its printed name."""
    for site in mission.sites:
        if site.name and site.name.casefold() == text.casefold():
            return site.site
    return named(text, mission.site, "site", place)


def items(mission: Mission) -> dict[str, tuple[str, str]]:
    """Return the kind of load and the name of everything that can be aboard, by folded name.

    Parties, lots and fleets share no name, so that a name alone says what it is.
    """
    found: dict[str, tuple[str, str]] = {}
    vehicle, aircraft, people, lot, supply = LOAD_KINDS
    for kind, names in (
        (vehicle, mission.fleet),
        (aircraft, mission.air_fleet),
        (people, mission.party),
        (lot, mission.lot),
        (supply, dict.fromkeys(SUPPLIES)),
    ):
        found.update({name.casefold(): (kind, name) for name in names})
    return found
