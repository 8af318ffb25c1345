"""Where people and kit are out: home for whom, and which kit may leave at all."""

from exeunt.model.forces import GIVING, Lot, Party
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


def may_stay(mission: Mission, lot: Lot, site: str) -> bool:
    """Say whether a lot may be transferred at a site: it stays open, and people may stay with it.

    With a contingent's kit that are people of its provider.
    """
    if not mission.site[site].stays_open:
        return False
    providers = {
        party.provider for party in mission.parties if party.count and mission.is_home(party, site)
    }
    if lot.owner == "contingent" and lot.provider:
        return lot.provider in providers
    return bool(providers)


def may_take(mission: Mission, lot: Lot, site: str, way: str) -> bool:
    """Say whether anybody may take over a unit at a site at some time, by a way of disposing."""
    if way == "transfer":
        return may_stay(mission, lot, site)
    return way not in GIVING or bool(mission.site[site].receiver)


def may_ship(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped: no disposition forbids it, and its own list has it."""
    shipping = mission.disposition(lot, "ship")
    if shipping is not None and not shipping.lawful:
        return False
    # An empty list is no prohibition: it allows whatever is lawful for the lot's class and owner.
    return not lot.allowed or "ship" in lot.allowed
