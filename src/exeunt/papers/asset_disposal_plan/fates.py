"""What becomes of every lot: shipped, disposed of, or left; and of vehicles of fleets."""

from collections import defaultdict
from datetime import datetime

import attrs

from exeunt.facts.kinds import BEHIND, KIND_OF, LEFT, Kind
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot
from exeunt.model.plan import Disposal
from exeunt.papers.dossier import Dossier

FLEET = "fleet"
"""Stands for the owner of vehicles of fleets, which are in no lot."""


@attrs.frozen(kw_only=True)
class Fall:
    """Units that have one fate at one place. ``lot`` is None for vehicles of a fleet."""

    name: str
    lot: Lot | None
    item: str
    home: str
    fate: str
    site: str
    units: int
    value_each: float
    first: datetime | None = None
    last: datetime | None = None
    rule: Disposition | None = None

    @property
    def kind(self) -> Kind:
        """Which of the four kinds that is."""
        return KIND_OF[self.fate]

    @property
    def value(self) -> float:
        """Value of the units."""
        return self.units * self.value_each

    @property
    def recovery(self) -> float:
        """Share of the value recovered: what the tables say of the disposition.

        Where they say nothing, it is all of what is shipped, and of vehicles that are transferred.
        """
        if self.fate in BEHIND:
            return 0.0
        if self.rule is not None:
            return self.rule.recovery_share
        return 1.0 if self.fate == "ship" or self.lot is None else 0.0

    @property
    def recovered(self) -> float:
        """Value recovered."""
        return self.value * self.recovery

    @property
    def cost(self) -> float:
        """Cost of the disposition."""
        # Vehicles of fleets come on their own wheels and go on working: nobody packs them.
        if self.rule is not None and self.fate != LEFT and self.lot is not None:
            return self.units * self.rule.cost_per_unit
        return 0.0

    @property
    def owner(self) -> str:
        """Whose it is."""
        if self.lot is None:
            return FLEET
        return self.lot.owner

    @property
    def group(self) -> str:
        """Its disposal group; blank for none."""
        # Regulation 5.14 is about property of the United Nations: a contingent's goes home with it,
        # or as its nation says.
        if self.lot is not None and self.lot.owner == "mission":
            return self.lot.disposal_group
        return ""

    def sizes(self) -> tuple[float, float]:
        """Return tonnes and TEU of the units; nothing is known of vehicles of fleets."""
        if self.lot is not None:
            return (self.units * self.lot.mass_t, self.units * self.lot.teu)
        return (0.0, 0.0)


def falls(dossier: Dossier) -> tuple[Fall, ...]:
    """Return what becomes of all kit not out from the start, and of vehicles of fleets."""
    fallen = [
        fall
        for lot in dossier.reading.kit
        for fall in (*shipped(dossier, lot), *disposed(dossier, lot), *left(dossier, lot))
    ]
    fallen += [
        abandoned(dossier, disposal)
        for disposal in dossier.plan.disposals
        if disposal.lot in dossier.mission.fleet
    ]
    return (*fallen, *ended(dossier))


def ended(dossier: Dossier) -> list[Fall]:
    """Return own vehicles of fleets that are not abandoned, where they are at the end."""
    vehicle = dossier.mission.vehicle
    return [
        Fall(
            name=ending.fleet.fleet,
            lot=None,
            item=vehicle[ending.fleet.vehicle].name or ending.fleet.vehicle,
            home=ending.fleet.site,
            fate=ending.way or "left",
            site=ending.site,
            units=round(ending.vehicles),
            value_each=ending.fleet.value,
            rule=ending.row,
        )
        for ending in dossier.reading.fleet_ends.endings
    ]


def abandoned(dossier: Dossier, disposal: Disposal) -> Fall:
    """Return vehicles of a fleet that are abandoned; they are in no lot."""
    fleet = dossier.mission.fleet[disposal.lot]
    kind = dossier.mission.vehicle[fleet.vehicle]
    return Fall(
        name=fleet.fleet,
        lot=None,
        item=kind.name or kind.vehicle,
        home=fleet.site,
        fate=disposal.disposition,
        site=disposal.site,
        units=disposal.quantity,
        value_each=fleet.value,
        first=disposal.start,
        last=disposal.done,
    )


def shipped(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that arrive at an exit where they may end, by exit."""
    moves = dossier.reading.lot_moves.get(lot.lot, ())
    units: dict[str, float] = defaultdict(float)
    arrivals: dict[str, list[float]] = defaultdict(list)
    for move in moves:
        if dossier.reading.is_out(lot, move.destination):
            units[move.destination] += move.quantity
            arrivals[move.destination].append(move.arrive)
        # A unit that moves on from one exit to another is shipped from the last one only.
        if dossier.reading.is_out(lot, move.origin):
            units[move.origin] -= move.quantity
    rule = dossier.mission.disposition(lot, "ship")
    return [
        fall_of(
            lot,
            "ship",
            site,
            round(n),
            first=dossier.time(min(arrivals[site])),
            last=dossier.time(max(arrivals[site])),
            rule=rule,
        )
        for site, n in units.items()
        if round(n) > 0
    ]


def fall_of(
    lot: Lot,
    fate: str,
    site: str,
    units: int,
    *,
    first: datetime | None = None,
    last: datetime | None = None,
    rule: Disposition | None = None,
) -> Fall:
    """Return units of a lot with a fate."""
    return Fall(
        name=lot.lot,
        lot=lot,
        item=lot.item or lot.lot,
        home=lot.site,
        fate=fate,
        site=site,
        units=units,
        value_each=lot.value,
        first=first,
        last=last,
        rule=rule,
    )


def disposed(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that are disposed of, disposal by disposal."""
    fates = dossier.reading.ends.disposal_fates
    return [
        fall_of(
            lot,
            fate,
            d.site,
            d.quantity,
            first=d.start,
            last=d.done,
            rule=dossier.mission.disposition(lot, d.disposition),
        )
        for d, fate in zip(dossier.plan.disposals, fates, strict=True)
        if d.lot == lot.lot
    ]


def left(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that are left where they stand."""
    return [
        fall_of(lot, "left", site, n)
        for other, site, n, _, _ in dossier.reading.behind
        if other.lot == lot.lot and n
    ]
