"""The armour and the ammunition that stay with the floor of a site to its last lift."""

import math
from collections.abc import Mapping, Sequence

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Disposal
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.stores.holdings import Holdings
from exeunt.optimise.planner.stores.written import Written

NOTHING: Mapping[str, int] = {}
"""What stays at a site whose floor needs no arms."""


@attrs.frozen
class Counted:
    """What a floor still needs after the first ``n`` disposals, ``last`` the last of them."""

    n: int
    last: Disposal | None
    armour: int
    ammunition: float

    def is_part_of(self, disposals: Sequence[Disposal]) -> bool:
        """Say whether these begin with those that were counted."""
        # What is taken back and written anew is another row, even where it says the same.
        return self.n <= len(disposals) and (not self.n or disposals[self.n - 1] is self.last)


class FloorArms:
    """Says which kit and which vehicles at a site stay with its floor.

    ``kit`` are the lots and ``vehicles`` the fleets that are free where; ``stuck`` vehicles are out
    of service, and count where they stand.
    """

    def __init__(
        self,
        mission: Mission,
        kit: Holdings,
        vehicles: tuple[Holdings, Holdings],
        written: Written,
    ) -> None:
        """Keep what is asked, and list the sites whose floors need arms."""
        self.mission, self._kit, self._written = mission, kit, written
        self._vehicles, self._stuck = vehicles
        self._sites = {
            site.site: site
            for site in mission.sites
            if site.floor_armour or site.floor_ammunition_t
        }
        self._counted: dict[str, Counted] = {}
        # Whoever leaves with its kit does so before the others: theirs is counted on last.
        self._parting = {p.provider for p in mission.parties if p.with_kit and p.provider}

    def kit(self, site: str, lift: Lift | None = None) -> Mapping[str, int]:
        """Return the units of lots that stay at a site; a last lift of everybody takes them."""
        here = self._sites.get(site)
        if here is None or self._goes(here, lift):
            return NOTHING
        kept: dict[str, int] = {}
        armour, ammunition = self._needs(here)
        for lot in self._lots(site):
            units = self._kit.at(site)[lot.lot]
            if _is_armour(lot):
                kept[lot.lot] = min(units, max(0, armour))
                armour -= kept[lot.lot]
            elif _is_ammunition(lot):
                wanted = math.ceil(max(0.0, ammunition) / lot.mass_t - EPS)
                kept[lot.lot] = min(units, wanted)
                ammunition -= kept[lot.lot] * lot.mass_t
        return kept

    def vehicles(self, site: str, lift: Lift | None = None) -> Mapping[str, int]:
        """Return the vehicles of fleets that stay at a site where its kit is too little armour."""
        here = self._sites.get(site)
        if here is None or self._goes(here, lift):
            return NOTHING
        armour, _ = self._needs(here)
        armour -= sum(self._kit.at(site)[lot.lot] for lot in self._lots(site) if _is_armour(lot))
        armour -= sum(n for fleet, n in self._stuck.at(site).items() if self._armoured(fleet))
        kept: dict[str, int] = {}
        for fleet, n in sorted(self._vehicles.at(site).items()):
            if armour > 0 and self._armoured(fleet):
                kept[fleet] = min(n, armour)
                armour -= kept[fleet]
        return kept

    def _goes(self, site: Site, lift: Lift | None) -> bool:
        """Say whether a lift takes the floor and its arms: nobody holds the site after it."""
        return lift is Lift.EVERYBODY and not site.stays_open

    def _needs(self, site: Site) -> tuple[int, float]:
        """Return the armour and the tonnes of ammunition that are to stay, but for what does."""
        disposals = self._written.disposals
        counted = self._counted.get(site.site)
        if counted is None or not counted.is_part_of(disposals):
            counted = Counted(0, None, site.floor_armour, site.floor_ammunition_t)
        armour, ammunition = counted.armour, counted.ammunition
        for n in range(counted.n, len(disposals)):
            disposal = disposals[n]
            lot = self.mission.lot.get(disposal.lot)
            if lot is None or disposal.site != site.site or disposal.disposition != "transfer":
                continue
            if _is_armour(lot):
                armour -= disposal.quantity
            elif _is_ammunition(lot):
                ammunition -= disposal.quantity * lot.mass_t
        last = disposals[-1] if disposals else None
        self._counted[site.site] = Counted(len(disposals), last, armour, ammunition)
        return armour, ammunition

    def _lots(self, site: str) -> list[Lot]:
        """Return the lots of arms at a site, those first that are easiest to spare."""
        lots = (self.mission.lot[item] for item, n in self._kit.at(site).items() if n > 0)
        arms = (lot for lot in lots if _is_armour(lot) or _is_ammunition(lot))
        return sorted(arms, key=lambda lot: (lot.provider in self._parting, lot.value, lot.lot))

    def _armoured(self, fleet: str) -> bool:
        return self.mission.vehicle[self.mission.fleet[fleet].vehicle].armoured


def _is_armour(lot: Lot) -> bool:
    return lot.armoured or lot.kit_class == "armour"


def _is_ammunition(lot: Lot) -> bool:
    return lot.kit_class == "ammunition" and lot.mass_t > 0
