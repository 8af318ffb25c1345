"""Points of others as sites of a mission."""

from collections.abc import Sequence
from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.files.cells import blank
from exeunt.files.imports.choices import POSITION, Choices
from exeunt.files.imports.features import (
    Point,
    Source,
    is_known,
    last_part,
    renamed,
    text_of,
    values_of,
)
from exeunt.files.imports.globe import Spot, rough_km
from exeunt.files.imports.rows import as_id, in_km
from exeunt.files.notes import Notes
from exeunt.files.references import RESERVED
from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Reason
from exeunt.units.text import fold

SHOWN = 12
"""So many names of properties are said."""
INEXACT_M = 500.0
"""A position that is no better than this is the guess of a telephone network."""
AREA_KM = 1000.0
"""Farther from every other site something is most likely wrong with a position."""
_FROM_ELSEWHERE = ("site", "lat", "lon", "source", "assumed", "known_from")
_IDS = ("site", "site id", "site_id", "code site", "site code", "base", "camp")
_NAMES = (
    "name",
    "nom",
    "site name",
    "nom du site",
    "name:en",
    "name:fr",
    "title",
    "titre",
    "label",
)


def sites(
    points: Sequence[Point], mission: Mission, choices: Choices, source: Source, notes: Notes
) -> tuple[Site, ...]:
    """Return the sites that a mission gains by points, in the order of the file.

    Raises:
        InputError: one has the name of a site or leg that is somewhere else, or no point has what
            the user named for a field.
    """
    if points:
        _refuse_unnamed(points, choices)
    chosen = _Chosen(mission=mission, choices=choices, source=source, notes=notes)
    unused: dict[str, str] = {}
    for point in points:
        own = attrs.evolve(point, properties=renamed(point.properties, choices.columns))
        for name, cell in own.properties.items():
            if not blank(cell) and not is_known(Site, name, (*_IDS, *_NAMES)):
                unused.setdefault(name, point.place)
        chosen.take(own)
    if unused:
        why = Reason.of("imports.unused", n=len(unused), names=", ".join([*unused][:SHOWN]))
        notes.remark(next(iter(unused.values())), why)
    if chosen.problems:
        raise InputError(chosen.problems)
    return tuple(chosen.added)


def _refuse_unnamed(points: Sequence[Point], choices: Choices) -> None:
    """Refuse a column that no point has: left aside in silence, its field would stay blank."""
    names = list(dict.fromkeys(name for point in points for name in point.properties))
    known = {fold(part) for name in names for part in (name, last_part(name))}
    problems = [
        Problem(
            place="--column",
            got=f"{field}={header}",
            expected="must name a property of the file's points",
            hint=f"they have {', '.join(names[:SHOWN]) or 'none'}",
        )
        for field, header in choices.columns
        if field != POSITION and fold(header) not in known
    ]
    if problems:
        raise InputError(problems)


class _Chosen:
    """Takes points one by one, and keeps what came of them."""

    def __init__(self, *, mission: Mission, choices: Choices, source: Source, notes: Notes) -> None:
        self._mission, self._choices = mission, choices
        self._source, self._notes = source, notes
        self._legs = {leg.leg.casefold() for leg in mission.legs}
        self.added: list[Site] = []
        self.problems: list[Problem] = []

    def take(self, point: Point) -> None:
        """Take a point, or note why it is left out."""
        spot = point.spot
        got = point.name or point.own_id or None
        if spot is None or spot == (0, 0):
            key = "imports.no_position" if spot is None else "imports.nought"
            self._notes.remark(point.place, Reason.of(key), got)
            return
        if why := self._out_of_place(spot):
            self._notes.remark(point.place, why, got)
            return
        own_id = self._id_of(point)
        same = self._there(own_id)
        if same is not None and rough_km(spot, _spot(same)) <= self._choices.snap_km:
            key = "imports.site_twice" if same in self.added else "imports.site_known"
            self._notes.remark(point.place, Reason.of(key, site=same.site), got)
        elif same is not None and same not in self.added:
            self.problems.append(self._clash(point, own_id, rough_km(spot, _spot(same))))
        elif own_id.casefold() in self._legs:
            self.problems.append(self._clash(point, own_id, None))
        elif (twin := self._near(spot)) is not None and not self._choices.doubles:
            km = in_km(rough_km(spot, _spot(twin)))
            why = Reason.of("imports.site_likely", site=twin.site, km=km)
            self._notes.remark(point.place, why, got)
        else:
            self._add(point, spot, self._free(own_id, point.place))

    def _out_of_place(self, spot: Spot) -> Reason | None:
        """Return why a position cannot be meant; note where it may not be."""
        nearest = self._nearest_km(spot)
        if nearest is None or nearest <= AREA_KM:
            return None
        turned = Spot(spot.lon, spot.lat)
        turned_km = self._nearest_km(turned) if abs(turned.lat) <= 90 else None
        if turned_km is not None and turned_km <= AREA_KM:
            return Reason.of("imports.exchanged")
        return None

    def _nearest_km(self, spot: Spot) -> float | None:
        return min((rough_km(spot, _spot(site)) for site in self._mission.sites), default=None)

    def _id_of(self, point: Point) -> str:
        named = text_of(point.properties, *_IDS)
        name = named or point.name or text_of(point.properties, *_NAMES) or point.own_id
        own_id = as_id(name) if named else as_id(name).lower()
        prefix = as_id(self._choices.prefix)
        own_id = "-".join(part for part in (prefix, own_id or "site") if part)
        return f"{own_id}-site" if own_id.casefold() in RESERVED["site"] else own_id

    def _there(self, own_id: str) -> Site | None:
        """Return the site of a name, of the mission or come before."""
        for site in (*self._mission.sites, *self.added):
            if site.site.casefold() == own_id.casefold():
                return site
        return None

    def _near(self, spot: Spot) -> Site | None:
        """Return the site of the mission that a position is hardly away from."""
        near = [
            site
            for site in self._mission.sites
            if rough_km(spot, _spot(site)) <= self._choices.snap_km
        ]
        return min(near, key=lambda site: rough_km(spot, _spot(site)), default=None)

    def _clash(self, point: Point, own_id: str, km: float | None) -> Problem:
        what = "a leg" if km is None else f"a site {km:.0f} km away"
        return Problem(
            place=point.place,
            got=own_id,
            expected=f"must not be the name of {what}",
            hint="put something before the names of the file: --prefix new",
        )

    def _free(self, own_id: str, place: str) -> str:
        """Return an id that no site of the file has: two of one name are two places."""
        taken = {site.site.casefold() for site in self.added}
        name, number = own_id, 2
        while name.casefold() in taken:
            name, number = f"{own_id}-{number}", number + 1
        if name != own_id:
            self._notes.remark(place, Reason.of("imports.renamed", name=name), own_id)
        return name

    def _add(self, point: Point, spot: Spot, own_id: str) -> None:
        if (km := self._nearest_km(spot)) is not None and km > AREA_KM:
            why = Reason.of("imports.remote", km=in_km(km))
            self._notes.remark(point.place, why, point.name or own_id)
        values: dict[str, Any] = values_of(
            Site,
            point.properties,
            place=point.place,
            but=_FROM_ELSEWHERE,
            notes=self._notes,
            currency=self._mission.currency,
        )
        values.setdefault("name", point.name or text_of(point.properties, *_NAMES))
        assumed = []
        if "role" not in values:
            values["role"] = self._choices.role or SiteRole.JUNCTION
            if not self._choices.role:
                # Of all roles it claims least: nobody stands there, and nothing leaves by it.
                assumed.append("role")
                why = Reason.of("imports.role", role=SiteRole.JUNCTION)
                self._notes.remark(point.place, why, point.name or own_id, field="role")
        if point.off_m > INEXACT_M:
            assumed += ["lat", "lon"]
            inexact = Reason.of("imports.inexact", m=Amount(round(point.off_m), "m"))
            self._notes.remark(point.place, inexact, point.name or own_id, field="lat")
        site = Site(
            site=own_id,
            lat=spot.lat,
            lon=spot.lon,
            source=self._source.text,
            assumed=tuple(sorted(assumed)),
            **values,
        )
        self._notes.taken[f"sites.csv {own_id}"] = point.place
        self.added.append(site)


def _spot(site: Site) -> Spot:
    return Spot(site.lat, site.lon)


def with_sites(mission: Mission, added: tuple[Site, ...]) -> Mission:
    """Return a mission with sites more, for ways to lead to."""
    return attrs.evolve(mission, sites=(*mission.sites, *added))
