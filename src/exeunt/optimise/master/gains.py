"""Which kit gains by moving on from where, by lanes and, where none leads out, by air."""

import math
from collections.abc import Iterable, Mapping

from exeunt.model.choices import Mode
from exeunt.model.forces import Lot
from exeunt.network.loads import units_per_sortie, vehicle_share
from exeunt.network.ways import Step
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.reduce.lanes import Lane

LEAST_GAIN = 1.0
"""What a unit must save, in currency, to be worth a column."""


def gains(
    frame: Frame, kit: Kit, lanes: Iterable[Lane], airways: Iterable[Step]
) -> Mapping[str, frozenset[str]]:
    """Return for each key the sites from which its units gain by moving on, where any can be."""
    edges = {(str(lane.mode), lane.pickup, lane.drop) for lane in lanes}
    by_surface = {pickup for _, pickup, _ in edges}
    edges |= {
        (str(Mode.AIR), step.origin, step.destination)
        for step in airways
        if step.origin not in by_surface
    }
    finder = _Finder(frame, kit, sorted(edges))
    return {key: finder.of(key) for key in frame.keys.lots}


class _Finder:
    """Follows units from where they stand to where they end at the least cost."""

    def __init__(self, frame: Frame, kit: Kit, edges: list[tuple[str, str, str]]) -> None:
        self.f, self.mission, self.kit, self.edges = frame, frame.mission, kit, edges

    def of(self, key: str) -> frozenset[str]:
        """Return the sites from which units of a key gain by moving on."""
        local = {site.site: self.kit.locally(key, site.site) for site in self.f.manned}
        local |= {site.site: self.kit.shipped(key, site.site) for site in self.mission.exits}
        best, modes = dict(local), self._modes(self.f.keys.one(key))
        edges = [(pickup, drop) for mode, pickup, drop in self.edges if mode in modes]
        changed = True
        while changed:
            changed = False
            for pickup, drop in edges:
                if best[drop] < best[pickup] - LEAST_GAIN:
                    best[pickup], changed = best[drop], True
        moving = {site for site, cost in best.items() if cost < local[site] - LEAST_GAIN}
        return frozenset(moving & self._reached(key, moving, edges))

    def _reached(self, key: str, moving: set[str], edges: list[tuple[str, str]]) -> set[str]:
        """Return the sites at which units of a key stand, or to which they can come."""
        reached = {site for (one, site), n in self.kit.start.items() if one == key and n}
        changed = True
        while changed:
            changed = False
            for pickup, drop in edges:
                if pickup in reached & moving and drop not in reached:
                    reached.add(drop)
                    changed = True
        return reached

    def _modes(self, lot: Lot) -> set[str]:
        """Return the modes by which units of a lot can go: driven, carried or flown."""
        vehicles = (v for v in self.mission.vehicles if vehicle_share(lot, v) < math.inf)
        modes = {str(kind.mode) for kind in vehicles}
        if lot.self_driving:
            modes.add(str(Mode.ROAD))
        if any(units_per_sortie(lot, kind) for kind in self.mission.aircraft):
            modes.add(str(Mode.AIR))
        return modes
