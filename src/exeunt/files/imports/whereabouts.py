"""Where in a mission a position is: at a site, on a leg, or at neither."""

from collections.abc import Iterable

import attrs

from exeunt.files.imports.globe import Cap, Line, Spot, Vector, arc_km, vector
from exeunt.model.choices import Mode
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site

_BY_MODE = (Mode.ROAD, Mode.RAIL, Mode.RIVER, Mode.SEA)
"""Of ways side by side the one on which serials are most often struck."""
_SAME_KM = 0.001


@attrs.frozen(kw_only=True)
class Whereabouts:
    """The site or leg that a position is nearest to: its id, and how far it is away.

    ``is_within`` says that it is near enough to be there.
    """

    id: str
    km: float
    is_leg: bool
    is_within: bool


class Ground:
    """The sites and legs of a mission, to say where positions are.

    A mission says where its sites are and how long its legs; which way these wind it does not. A
    leg is then as good as the straight line between its ends.
    """

    def __init__(self, mission: Mission, *, site_km: float, leg_km: float) -> None:
        """Take the sites and, of legs on the ground, the lines."""
        self._site_km, self._leg_km = site_km, leg_km
        self._sites = [(site, vector(Spot(site.lat, site.lon))) for site in mission.sites]
        # What happens below an air route is no strike on what flies it.
        legs = sorted(
            (leg for leg in mission.legs if leg.mode != Mode.AIR),
            key=lambda leg: _BY_MODE.index(Mode(leg.mode)),
        )
        self._lines = [(leg, _line(leg, mission.site)) for leg in legs]
        self._caps = [
            *(Cap(at, site_km) for _, at in self._sites),
            *(line.cap(leg_km) for _, line in self._lines),
        ]
        self._all = Cap.over(self._caps)

    def find(self, spot: Spot) -> Whereabouts | None:
        """Return where a position is, or what it is nearest to; None in a mission of no places.

        A site counts before a leg: what happens in a town is no strike on the road to it.
        """
        at = vector(spot)
        at_site = self._nearest_site(at)
        if at_site is not None and at_site.is_within:
            return at_site
        on_leg = self._nearest_leg(at)
        if at_site is None or on_leg is None or on_leg.is_within:
            return on_leg or at_site
        return min(at_site, on_leg, key=lambda found: found.km)

    def within(self, spot: Spot) -> Whereabouts | None:
        """Return where a position is; None where it is at nothing.

        Most events of a country are nowhere near a mission: this is quick to say so.
        """
        at = vector(spot)
        if not self._all.has(at) or not any(cap.has(at) for cap in self._caps):
            return None
        found = self.find(spot)
        return found if found is not None and found.is_within else None

    def _nearest_site(self, spot: Vector) -> Whereabouts | None:
        return _nearest(
            ((site.site, arc_km(spot, at)) for site, at in self._sites),
            within=self._site_km,
            is_leg=False,
        )

    def _nearest_leg(self, spot: Vector) -> Whereabouts | None:
        return _nearest(
            ((leg.leg, line.km_from(spot)) for leg, line in self._lines),
            within=self._leg_km,
            is_leg=True,
        )


def _nearest(
    measured: Iterable[tuple[str, float]], *, within: float, is_leg: bool
) -> Whereabouts | None:
    best: tuple[str, float] | None = None
    for name, km in measured:
        # The first of equals: legs side by side are as far away as each other but for rounding.
        if best is None or km < best[1] - _SAME_KM:
            best = name, km
    if best is None:
        return None
    name, km = best
    return Whereabouts(id=name, km=km, is_leg=is_leg, is_within=km <= within)


def _line(leg: Leg, sites: dict[str, Site]) -> Line:
    one, two = sites[leg.origin], sites[leg.destination]
    return Line(Spot(one.lat, one.lon), Spot(two.lat, two.lon))
