"""Where people and kit are out: home for whom, and which kit may leave at all."""

from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission


def people_homes(mission: Mission, party: Party) -> frozenset[str]:
    """Return the sites at which a party's people are out.

    Its destination or, with none, any exit.
    """
    return frozenset(s.site for s in mission.sites if mission.is_home(party, s.site))


def kit_homes(mission: Mission, lot: Lot) -> frozenset[str]:
    """Return the sites at which a lot's units are out: its destination or, with none, any exit.

    A destination that is no exit is an error of the mission; it makes no site a home.
    """
    return frozenset(s.site for s in mission.exits if lot.destination in {"", s.site})


def may_ship(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped.

    No disposition forbids it, and it is among those allowed.
    """
    row = mission.disposition(lot, "ship")
    lawful = row is None or row.lawful
    return lawful and (not lot.allowed or "ship" in lot.allowed)
