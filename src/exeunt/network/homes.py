"""Where people and kit are out: home for whom, and which kit may leave at all."""

from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission


def people_homes(mission: Mission, party: Party) -> frozenset[str]:
    """Return the sites at which a party's people are out.

    That is its destination or, where it has none, any exit.
    """
    sites = [site.site for site in mission.sites]
    return frozenset(site for site in sites if mission.is_home(party, site))


def kit_homes(mission: Mission, lot: Lot) -> frozenset[str]:
    """Return the sites at which a lot's units are out: its destination or, with none, any exit.

    A destination that is no exit is an error of the mission; it makes no site a home.
    """
    exits = frozenset(site.site for site in mission.exits)
    if lot.destination:
        return exits & {lot.destination}
    return exits


def may_ship(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped: no disposition forbids it, and its own list has it."""
    shipping = mission.disposition(lot, "ship")
    if shipping is not None and not shipping.lawful:
        return False
    # An empty list is no prohibition: it allows whatever is lawful for the lot's class and owner.
    return not lot.allowed or "ship" in lot.allowed
