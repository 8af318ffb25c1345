"""Where own vehicles of fleets end: shipped, transferred to who stays, or left."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.model.choices import SiteRole, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet
from exeunt.rules.breach import above
from exeunt.rules.ledger import Case

OWNER = "mission"
"""Whose kit own vehicles end as: tables of fleets name no other owner."""


@attrs.frozen(kw_only=True)
class Ending:
    """Own vehicles of a fleet that are at a site when planning ends.

    ``way`` is how they end there, None where they are left; ``row`` is what the dispositions say of
    the mission's vehicles that end so.
    """

    fleet: Fleet
    site: str
    vehicles: float
    way: Way | None
    row: Disposition | None

    @property
    def recovery(self) -> float:
        """Share of their value that is kept."""
        if self.way is None:
            return 0.0
        # Without a row they are kept whole: they came on their own wheels and go on working.
        if self.row is None:
            return 1.0
        return self.row.recovery_share

    @property
    def lost(self) -> float:
        """Value that is not recovered."""
        return self.vehicles * self.fleet.value * (1 - self.recovery)


def vehicle_endings(opened: Case) -> Iterator[Ending]:
    """Yield where the own vehicles end that are not disposed of, by fleet and site.

    At an exit they are shipped; at a site that stays open they are transferred to those who stay
    there. Anywhere else nobody has them, and they are left.
    """
    for fleet in opened.mission.fleets:
        # A contractor's vehicles are the contractor's: let go, they cost the mission nothing more.
        if fleet.ownership != "own":
            continue
        for site in opened.mission.sites:
            present = opened.fleets.get((fleet.fleet, site.site))
            if present is not None and above(present.last, 0.0):
                yield _ending(opened, fleet, site.site, float(present.last))


def _ending(opened: Case, fleet: Fleet, site: str, vehicles: float) -> Ending:
    """Return how vehicles end that are at a site when planning ends."""
    way, row = _way(opened, site), None
    if way is not None:
        row = _row(opened.mission, fleet, way)
    if row is not None and not row.lawful:
        way = None
    return Ending(fleet=fleet, site=site, vehicles=vehicles, way=way, row=row)


def _way(opened: Case, site: str) -> Way | None:
    """Return how vehicles end that are at a site when planning ends; None if they are left."""
    if opened.mission.site[site].role == SiteRole.EXIT:
        return Way.SHIP
    if staying(opened, site):
        return Way.TRANSFER
    return None


def _row(mission: Mission, fleet: Fleet, way: Way) -> Disposition | None:
    """Return what the dispositions say of the mission's own vehicles that end in a way."""
    kit_class = "vehicle"
    if mission.vehicle[fleet.vehicle].armoured:
        kit_class = "armour"
    return mission.disposition_of(kit_class, OWNER, way)


def staying(opened: Case, site: str) -> dict[str, float]:
    """Return, by provider, the people who stay at a site that stays open.

    They are there at the end of planning, and at home there: who is only stranded keeps nothing in
    use. Nobody stays at a site that is to close.
    """
    by_provider: dict[str, float] = defaultdict(float)
    if not opened.mission.site[site].stays_open:
        return by_provider
    for name, steps in opened.parties_by_site.get(site, ()):
        party = opened.mission.party[name]
        if opened.mission.is_home(party, site) and above(steps.last, 0.0):
            by_provider[party.provider] += float(steps.last)
    return by_provider
