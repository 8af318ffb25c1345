"""Who and what has to leave, and what of it may be disposed of where it stands instead."""

from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.network.homes import kit_homes, may_ship, may_stay

WITHOUT_ABANDONING = ("transfer", "sell", "gift", "handover", "destroy")
TO_OTHERS = ("sell", "gift", "handover")
ARMS = ("weapon", "ammunition", "armour")


def travellers(mission: Mission) -> list[Party]:
    """Return the parties with people who are not out at the start."""
    return [p for p in mission.parties if p.count > 0 and not mission.is_home(p, p.site)]


def ships(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may be shipped and is not out already."""
    is_out = lot.site in kit_homes(mission, lot)
    return may_ship(mission, lot) and lot.quantity > 0 and not is_out


def disposable(mission: Mission, lot: Lot) -> bool:
    """Say whether a lot may lawfully be disposed of where it stands, not by abandoning it."""
    return any(_may(mission, lot, way) for way in WITHOUT_ABANDONING)


def _may(mission: Mission, lot: Lot, way: str) -> bool:
    disposition = mission.disposition(lot, way)
    if disposition is None or not disposition.lawful:
        return False
    if lot.allowed and way not in lot.allowed:
        return False
    # Arms are never put into others' hands.
    if way in TO_OTHERS and lot.kit_class in ARMS:
        return False
    # Kit is transferred to somebody who stays, whosever it is.
    if way == "transfer":
        return may_stay(mission, lot, lot.site)
    # Others take it only where there are others, by the end of planning.
    if way in TO_OTHERS and not _received(mission, lot.site):
        return False
    return lot.owner == "mission" or lot.consent


def _received(mission: Mission, site: str) -> bool:
    """Say whether a site is taken over by anybody before planning ends."""
    here = mission.site[site]
    ready = here.receiver_ready
    return bool(here.receiver) and (ready is None or ready <= mission.end)
