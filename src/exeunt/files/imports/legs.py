"""Stretches between sites as legs of a mission."""

import math
import statistics
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from exeunt.files.imports.choices import Choices
from exeunt.files.imports.features import Features, Source, Way, text_of, values_of
from exeunt.files.imports.globe import Spot, rough_km
from exeunt.files.imports.rows import as_id, in_km
from exeunt.files.imports.stretches import Network, Stretch, along
from exeunt.files.notes import Notes
from exeunt.model.choices import Mode
from exeunt.model.columns import columns
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Reason
from exeunt.units.text import fold

USUAL_KMH = {Mode.ROAD: 30.0, Mode.RIVER: 8.0, Mode.RAIL: 30.0, Mode.SEA: 20.0}
"""What a leg is taken to be travelled at where neither the file nor the mission tells."""
MOST_OF_IT = 0.9
"""A way that makes up so much of a leg speaks for all of it."""
_FROM_GEOMETRY = ("leg", "origin", "destination", "mode", "km", "source", "assumed", "known_from")
_SURFACES = {
    "paved": ("asphalt", "concrete", "paved", "chipseal", "paving stones"),
    "gravel": ("gravel", "fine gravel", "compacted", "pebblestone"),
    "track": ("unpaved", "ground", "dirt", "earth", "mud", "clay", "laterite"),
    "sand": ("sand",),
}
"""Surfaces of a mission, and what makers of maps call them."""
_ALL_BUT_MODE = frozenset(column.name for column in columns(Leg)) - {"mode"}


def legs(
    features: Features, mission: Mission, choices: Choices, source: Source, notes: Notes
) -> tuple[Leg, ...]:
    """Return the legs that a mission gains by ways between its sites, in the order of the file."""
    by_mode: dict[tuple[Mode, bool], dict[int, Way]] = defaultdict(dict)
    for number, way in enumerate(features.ways):
        by_mode[_mode_of(way)][number] = way
    added: list[Leg] = []
    for (mode, is_said), ways in by_mode.items():
        maker = _Maker(
            mission=mission, mode=mode, is_said=is_said, ways=ways, source=source, notes=notes
        )
        added += maker.legs(_stretches(ways, mission.sites, choices, notes), added)
    return tuple(added)


def _mode_of(way: Way) -> tuple[Mode, bool]:
    """Return what a way is travelled by, and whether it says so."""
    given = values_of(Leg, way.properties, place=way.place, but=_ALL_BUT_MODE, notes=Notes())
    if "mode" in given:
        return Mode(given["mode"]), True
    for tag, mode in (("waterway", Mode.RIVER), ("railway", Mode.RAIL), ("highway", Mode.ROAD)):
        if text_of(way.properties, tag):
            return mode, True
    return Mode.ROAD, False


def _stretches(
    ways: dict[int, Way], places: Sequence[Site], choices: Choices, notes: Notes
) -> list[Stretch]:
    """Return the stretches of tracks, each by itself, and of lines of a map, all together."""
    tracks = {number: way for number, way in ways.items() if way.is_track}
    found = [
        stretch
        for number, way in tracks.items()
        for stretch in along(way, number, places, choices.snap_km)
    ]
    lines = {number: way for number, way in ways.items() if not way.is_track}
    found += Network(lines).stretches(places, choices.snap_km)
    used = {number for stretch in found for number in stretch.shares}
    unused = [way for number, way in ways.items() if number not in used]
    # The first is shown, and how many there are besides: a map of a country has thousands.
    reason = _why_unused(unused[0], places) if unused else None
    for way in unused:
        if reason is not None:
            notes.remark(way.place, reason, way.name or None)
    return found


def _why_unused(way: Way, places: Sequence[Site]) -> Reason:
    """Return why a way leads from no site to another: how far off its ends are."""
    if not places:
        return Reason.of("imports.no_ground")
    ends = []
    for fix in (way.fixes[0], way.fixes[-1]):
        km, site = min((rough_km(fix.spot, Spot(s.lat, s.lon)), s.site) for s in places)
        ends.append((in_km(km), site))
    (first, origin), (last, destination) = ends
    return Reason.of(
        "imports.no_leg", first=first, origin=origin, last=last, destination=destination
    )


class _Maker:
    """Makes legs of one mode of stretches."""

    def __init__(
        self,
        *,
        mission: Mission,
        mode: Mode,
        is_said: bool,
        ways: dict[int, Way],
        source: Source,
        notes: Notes,
    ) -> None:
        self._mission, self._mode, self._is_said = mission, mode, is_said
        self._ways, self._source, self._notes = ways, source, notes

    def legs(self, stretches: Iterable[Stretch], before: Sequence[Leg]) -> list[Leg]:
        """Return a leg for each two sites that stretches join, whichever way they lead."""
        pairs: dict[frozenset[str], list[Stretch]] = defaultdict(list)
        for stretch in stretches:
            pairs[frozenset((stretch.origin, stretch.destination))].append(stretch)
        taken = {row.casefold() for row in (*self._mission.leg, *self._mission.site)}
        taken |= {leg.leg.casefold() for leg in before}
        added = []
        for same in pairs.values():
            if self._known(same):
                continue
            leg = self._leg(same, taken)
            taken.add(leg.leg.casefold())
            self._notes.taken[f"legs.csv {leg.leg}"] = self._place(same)
            added.append(leg)
        return added

    def _known(self, same: Sequence[Stretch]) -> bool:
        """Say, with a remark, whether the mission has a leg by this mode between the sites."""
        ends = {same[0].origin, same[0].destination}
        for leg in self._mission.legs:
            if leg.mode == self._mode and {leg.origin, leg.destination} == ends:
                km = in_km(statistics.median(s.km for s in same))
                why = Reason.of("imports.leg_known", leg=leg.leg, its=in_km(leg.km), km=km)
                self._notes.remark(self._place(same), why, f"{leg.origin} - {leg.destination}")
                return True
        return False

    def _place(self, same: Sequence[Stretch]) -> str:
        return self._ways[min(same[0].shares, default=min(self._ways))].place

    def _leg(self, same: Sequence[Stretch], taken: set[str]) -> Leg:
        first, place = same[0], self._place(same)
        values, assumed = self._said(same), []
        if not self._is_said:
            assumed.append("mode")
            self._notes.remark(place, Reason.of("imports.mode"), _ends(first), field="mode")
        km = math.ceil(10 * statistics.median(s.km for s in same)) / 10
        if values.get("travel_hours") is None:
            values["travel_hours"] = self._hours(same, km, place, assumed)
        if len(same) > 1:
            self._notes.remark(place, Reason.of("imports.traverses", times=len(same)), _ends(first))
        named = as_id(self._named(first))
        return Leg(
            leg=_free(named or f"{first.origin}-{first.destination}", self._mode, taken),
            origin=first.origin,
            destination=first.destination,
            mode=self._mode,
            km=max(km, 0.1),
            source=self._source.text,
            assumed=tuple(sorted(assumed)),
            **values,
        )

    def _named(self, stretch: Stretch) -> str:
        """Return the identifier that the one way of a stretch gives it; blank for none."""
        if len(stretch.shares) != 1:
            return ""
        return text_of(self._ways[min(stretch.shares)].properties, "leg", "leg id", "tronçon")

    def _said(self, same: Sequence[Stretch]) -> dict[str, Any]:
        """Return what the way says of itself that most of a leg is on; else its surface at most."""
        shares = same[0].shares
        total = sum(shares.values())
        if not total:
            return {}
        most = max(shares, key=lambda number: shares[number])
        way = self._ways[most]
        values: dict[str, Any] = {}
        if len(same) == 1 and shares[most] >= MOST_OF_IT * total:
            but = (*_FROM_GEOMETRY, "surface", *(("note",) if way.is_track else ()))
            values = values_of(Leg, way.properties, place=way.place, but=but, notes=self._notes)
        if surface := self._surface(shares):
            values["surface"] = surface
        return values

    def _surface(self, shares: Mapping[int, float]) -> str:
        """Return the surface of most of the km in a mission's words; blank where it is not said."""
        km: dict[str, float] = defaultdict(float)
        for number, part in shares.items():
            said = fold(text_of(self._ways[number].properties, "surface", "revêtement"))
            for surface, words in _SURFACES.items():
                if said == surface or said in words:
                    km[surface] += part
        best = max(km, key=lambda surface: km[surface], default="")
        return best if best and km[best] > sum(shares.values()) / 2 else ""

    def _hours(
        self, same: Sequence[Stretch], km: float, place: str, assumed: list[str]
    ) -> float | None:
        """Return the hours on the move: as recorded, else at the speed of the mission's legs."""
        recorded = [stretch.hours for stretch in same if stretch.hours is not None]
        if recorded:
            halted = sum(stretch.halted for stretch in same)
            if halted:
                why = Reason.of("imports.halted", hours=Amount(round(halted, 1)))
                self._notes.remark(place, why, _ends(same[0]))
            return max(round(statistics.median(recorded), 2), 0.01)
        if self._mode == Mode.AIR:
            return None
        assumed.append("travel_hours")
        speeds = [
            leg.km / leg.travel_hours
            for leg in self._mission.legs
            if leg.mode == self._mode and leg.travel_hours
        ]
        kmh = statistics.median(speeds) if speeds else USUAL_KMH[self._mode]
        key = "imports.speed_of_others" if speeds else "imports.speed"
        why = Reason.of(key, kmh=in_km(kmh))
        self._notes.remark(place, why, _ends(same[0]), field="travel_hours")
        return max(round(km / kmh, 2), 0.01)


def _ends(stretch: Stretch) -> str:
    return f"{stretch.origin} - {stretch.destination}"


def _free(wanted: str, mode: Mode, taken: set[str]) -> str:
    """Return an id that no leg and no site has."""
    names = [wanted, f"{wanted}-{mode}"]
    names += [f"{wanted}-{mode}-{number}" for number in range(2, len(taken) + 3)]
    return next(name for name in names if name.casefold() not in taken)
