"""Figures that are most likely off by a power of ten, or given in another unit.

No leg is driven at 1,000 km/h and no lorry carries 270 t: whoever typed that typed minutes for
hours, metres for kilometres, kilograms for tonnes, or a nought too many. All of it can be read, so
nobody is stopped; the planner is told. The limits are wide on purpose: what is merely unusual is
the planner's business. Findings are reasons, not sentences: the room of words prints them in the
reader's language.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

import attrs
from geographiclib.geodesic import Geodesic

from exeunt.model.choices import Mode
from exeunt.model.columns import columns
from exeunt.model.forces import Lot
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Argument, Name, Reason


@attrs.frozen
class Pace:
    """The least and the most km/h, on the move, that are worth no second look."""

    least: float
    most: float


PACES: dict[str, Pace] = {
    Mode.ROAD: Pace(2, 100),
    Mode.RIVER: Pace(1, 50),
    Mode.SEA: Pace(2, 90),
    Mode.RAIL: Pace(2, 200),
    Mode.AIR: Pace(20, 1000),
}
"""By mode, from slower than a man walks, or a helicopter's hop of a few km with its circuits, to
coaches on a motorway, fast patrol boats, fast ferries, express trains and jets."""

HURRY = 1.05
"""By so much a leg's figures, which are rounded, may be ahead of the fastest type."""
TYPE_LEAST: dict[str, float] = {
    Mode.ROAD: 5,
    Mode.RIVER: 2,
    Mode.SEA: 5,
    Mode.RAIL: 10,
    Mode.AIR: 80,
}
"""The least km/h of a type: a digger on its tracks, a pushed barge, a tug with its tow, a train of
works, a small helicopter with a load below it."""
GATE_HOURS = 2
"""A short leg may take so long at any speed: through a gate, across a town, over a ferry."""
WINDING = 10
"""Roads wind and rivers more, but not tenfold: that is metres for kilometres, or a wrong place."""
SHORT_KM = 100
"""A shorter leg may be any number of times its straight line: round a lake, over a pass."""

UNIT_MOST_T = 100
"""The heaviest tank or bulldozer weighs 75 t, a loaded 40-foot container 30."""
UNIT_MOST_TEU = 12
"""A patrol boat on its trailer takes less room."""
TEU_LEAST_T = 0.5
"""What fills a TEU weighs more, bedding too; the empty container alone weighs 2 t."""
BULKY_TEU = 0.5
"""What takes less room may be as light as a parcel."""
EMPTY_TEU_T = 2
"""An empty 20-foot container."""


@attrs.frozen
class Most:
    """The most of a figure of a type of vehicle or aircraft that is worth no second look."""

    field: str
    most: float
    unit: str


ON_ROADS = (
    Most("payload_t", 90, "t"),
    Most("teu", 4, "TEU"),
    Most("seats", 200, "people"),
    Most("fuel_l_per_km", 10, "L"),
)
"""Heavy-lift trailers, road trains, articulated buses, main battle tanks."""
IN_THE_AIR = (
    Most("payload_t", 160, "t"),
    Most("teu", 30, "TEU"),
    Most("seats", 900, "people"),
    Most("range_km", 20000, "km"),
    Most("fuel_l_per_hour", 30000, "L"),
)
"""The largest freighters and airliners that fly."""
RUNWAYS = (Most("runway_m", 5500, "m"),)
"""The longest that is paved has 5,500 m: 12,000 are feet."""
LITRES = (Most("kg_per_unit", 1.1, "kg"),)
"""Water, and the heaviest of fuels."""


def legs_at_likely_speeds(mission: Mission) -> Iterator[Finding]:
    """No leg is travelled faster than anything goes by its mode, or slower than on foot.

    Nor faster than the fastest that the mission has for it.
    """
    for leg in mission.legs:
        if leg.travel_hours is None:
            continue
        pace, speed = PACES[leg.mode], leg.km / leg.travel_hours
        fastest = _fastest_km_h(mission, leg)
        if speed > pace.most:
            yield _speed(leg, speed, Reason.of("sense.too_fast", **_on_leg(leg, pace.most)))
        elif speed > fastest * HURRY:
            limit = Amount(fastest, "km_h")
            yield _speed(leg, speed, Reason.of("sense.faster_than_any", limit=limit))
        elif speed < pace.least and leg.travel_hours > GATE_HOURS:
            yield _speed(leg, speed, Reason.of("sense.too_slow", **_on_leg(leg, pace.least)))


def _fastest_km_h(mission: Mission, leg: Leg) -> float:
    """Return the speed of the fastest that the mission has for a leg; inf where one is not told."""
    speeds: list[float | None] = []
    if leg.mode == Mode.AIR:
        speeds += [kind.speed_kmh for kind in mission.aircraft if kind.range_km >= leg.km]
    else:
        speeds += [kind.speed_kmh for kind in mission.vehicles if kind.mode == leg.mode]
    if leg.mode == Mode.ROAD:
        speeds += [lot.speed_kmh for lot in mission.lots if lot.self_driving]
    # A speed that is itself a slip says nothing about the legs.
    known = [speed for speed in speeds if speed is not None and speed >= TYPE_LEAST[leg.mode]]
    if not known or len(known) < len(speeds):
        return math.inf
    return max(known)


def types_at_likely_speeds(mission: Mission) -> Iterator[Finding]:
    """No vehicle, aircraft or kit that drives is faster than any of its mode, or slower."""
    kinds = [(f"vehicles.csv {row.vehicle}", row.mode, row.speed_kmh) for row in mission.vehicles]
    kinds += [(f"aircraft.csv {row.aircraft}", Mode.AIR, row.speed_kmh) for row in mission.aircraft]
    kinds += [(f"lots.csv {row.lot}", Mode.ROAD, row.speed_kmh) for row in mission.lots]
    for place, mode, speed in kinds:
        if speed is None:
            continue
        pace = PACES[mode]
        expected = None
        if speed > pace.most:
            expected = Reason.of("sense.at_most", most=Amount(pace.most, "km_h"))
        elif speed < TYPE_LEAST[mode]:
            expected = Reason.of("sense.at_least", least=Amount(TYPE_LEAST[mode], "km_h"))
        if expected is not None:
            yield Finding(
                place=place,
                field="speed_kmh",
                got=f"{speed:g}",
                expected=expected,
                hint=Reason.of("sense.nought"),
            )


def _on_leg(leg: Leg, limit: float) -> dict[str, Argument]:
    return {"mode": Name("mode", leg.mode), "limit": Amount(limit, "km_h")}


def _speed(leg: Leg, speed: float, expected: Reason) -> Finding:
    return Finding(
        place=f"legs.csv {leg.leg}",
        field="travel_hours",
        got=f"{leg.travel_hours:g}",
        expected=expected,
        hint=Reason.of(
            "sense.leg_speed", km=Amount(leg.km, "km"), speed=Amount(_rounded(speed), "km_h")
        ),
    )


def _rounded(speed: float) -> float:
    """Return a speed as a planner would say it."""
    digits = 0 if speed >= 10 else 2
    return round(speed, digits)


def legs_of_likely_length(mission: Mission) -> Iterator[Finding]:
    """No long leg is ten times as long as the straight line between its ends."""
    for leg in mission.legs:
        # Too long for its hours: said already.
        if leg.travel_hours and leg.km / leg.travel_hours > PACES[leg.mode].most:
            continue
        line_km = _line_km(mission.site[leg.origin], mission.site[leg.destination])
        if leg.km > SHORT_KM and leg.km > WINDING * line_km:
            yield Finding(
                place=f"legs.csv {leg.leg}",
                field="km",
                got=f"{leg.km:g}",
                expected=Reason.of(
                    "sense.too_long",
                    origin=leg.origin,
                    destination=leg.destination,
                    line=Amount(round(line_km, 1), "km"),
                ),
                hint=Reason.of("sense.metres"),
            )


def _line_km(one: Site, two: Site) -> float:
    geodesic: dict[str, float] = Geodesic.WGS84.Inverse(one.lat, one.lon, two.lat, two.lon)
    return geodesic["s12"] / 1000


def units_of_likely_weight(mission: Mission) -> Iterator[Finding]:
    """No unit of kit is heavier, larger or lighter for its room than what moves in one piece."""
    for lot in mission.lots:
        if not lot.quantity:
            continue
        if lot.teu > UNIT_MOST_TEU:
            most = Amount(UNIT_MOST_TEU, "TEU")
            yield _unit(lot, "teu", Reason.of("sense.at_most_a_unit", most=most), "sense.feet")
        if lot.mass_t > UNIT_MOST_T:
            most = Amount(UNIT_MOST_T, "t")
            yield _unit(lot, "mass_t", Reason.of("sense.at_most_a_unit", most=most), "sense.kilos")
        elif BULKY_TEU <= lot.teu <= UNIT_MOST_TEU and lot.mass_t < TEU_LEAST_T * lot.teu:
            least, room = Amount(TEU_LEAST_T * lot.teu, "t"), Amount(lot.teu, "TEU")
            yield _unit(
                lot, "mass_t", Reason.of("sense.at_least_in", least=least, teu=room), "sense.tonnes"
            )


def _unit(lot: Lot, field: str, expected: Reason, hint: str) -> Finding:
    got: float = getattr(lot, field)
    return Finding(
        place=f"lots.csv {lot.lot}",
        field=field,
        got=f"{got:g}",
        expected=expected,
        hint=Reason.of(hint),
    )


def types_of_likely_size(mission: Mission) -> Iterator[Finding]:
    """No vehicle of the road or aircraft holds, or burns, many times what any does."""
    for vehicle in mission.vehicles:
        place = f"vehicles.csv {vehicle.vehicle}"
        if vehicle.mode == Mode.ROAD:
            yield from _oversized(place, vehicle, ON_ROADS)
        # What takes containers can carry them at least empty.
        least = EMPTY_TEU_T * vehicle.teu
        if vehicle.payload_t < least:
            yield Finding(
                place=place,
                field="payload_t",
                got=f"{vehicle.payload_t:g}",
                expected=Reason.of(
                    "sense.at_least_in", least=Amount(least, "t"), teu=Amount(vehicle.teu, "TEU")
                ),
                hint=Reason.of("sense.empty_containers"),
            )
    for kind in mission.aircraft:
        yield from _oversized(f"aircraft.csv {kind.aircraft}", kind, IN_THE_AIR)


def sites_and_stocks_of_likely_size(mission: Mission) -> Iterator[Finding]:
    """No runway is as long as one in feet, and no litre as heavy as a cubic metre."""
    for site in mission.sites:
        yield from _oversized(f"sites.csv {site.site}", site, RUNWAYS)
    for supply in mission.supplies:
        if supply.supply in {"fuel", "water"}:
            yield from _oversized(f"supplies.csv {supply.supply} {supply.site}", supply, LITRES)


def _oversized(place: str, kind: object, limits: Iterable[Most]) -> Iterator[Finding]:
    """Yield the figures of a type that are above what any such type has."""
    for limit in limits:
        value: float = getattr(kind, limit.field)
        if value > limit.most:
            yield Finding(
                place=place,
                field=limit.field,
                got=f"{value:g}",
                expected=Reason.of("sense.at_most", most=Amount(limit.most, limit.unit)),
                hint=Reason.of("sense.nought"),
            )


FACTOR_MOST = 10
"""No season makes a road ten times as long: 127 stands for 1.27."""
FACTOR_LEAST = 0.2
"""Nor a fifth of what it is."""


def paces_are_factors(mission: Mission) -> Iterator[Finding]:
    """No pace is a per cent, or makes a journey many times shorter."""
    for row in mission.pace:
        expected = None
        if row.likely > FACTOR_MOST:
            expected = Reason.of("sense.at_most", most=Amount(FACTOR_MOST))
        elif row.likely < FACTOR_LEAST:
            expected = Reason.of("sense.at_least", least=Amount(FACTOR_LEAST))
        if expected is not None:
            yield Finding(
                place=f"pace.csv {row.pace}",
                field="likely",
                got=f"{row.likely:g}",
                expected=expected,
                hint=Reason.of("sense.factor"),
            )


SMALL_SHARE = 0.01
"""A share of less than a hundredth is most likely a per cent that was divided by 100 twice."""


def shares_are_no_per_cent(mission: Mission) -> Iterator[Finding]:
    """No share of a fleet is a per cent of a per cent."""
    for fleet in mission.fleets:
        place = f"fleets.csv {fleet.fleet}"
        yield from _small(place, "out_of_service_share", fleet.out_of_service_share)
    for kind in mission.aircraft:
        place = f"aircraft.csv {kind.aircraft}"
        yield from _small(place, "serviceability", kind.serviceability)
        if kind.serviceability_blocked is not None:
            yield from _small(place, "serviceability_blocked", kind.serviceability_blocked)


def _small(place: str, field: str, share: float) -> Iterator[Finding]:
    if 0 < share < SMALL_SHARE:
        yield Finding(
            place=place,
            field=field,
            got=f"{share:g}",
            expected=Reason.of("sense.share_small", per_cent=Amount(share * 100)),
            hint=Reason.of("sense.share_100", share=f"{share * 100:g}"),
        )


def moments_are_whole_minutes(mission: Mission) -> Iterator[Finding]:
    """No moment of a mission has seconds: programs that keep days as fractions leave them behind.

    What happened before it, to the second, is evidence and may have them.
    """
    for field in ("start", "deadline", "end"):
        yield from _odd_second("mission.toml", field, getattr(mission, field))
    for table, rows in mission.rows().items():
        if table == "incidents":
            continue
        for row in rows:
            first, *_ = columns(type(row))
            for column in columns(type(row)):
                place = f"{table}.csv {getattr(row, first.name)}"
                yield from _odd_second(place, column.name, getattr(row, column.name))


def _odd_second(place: str, field: str, when: object) -> Iterator[Finding]:
    if isinstance(when, datetime) and (when.second or when.microsecond):
        yield Finding(
            place=place,
            field=field,
            got=when.isoformat(sep=" ", timespec="seconds"),
            expected=Reason.of("sense.whole_minute"),
            hint=Reason.of("sense.minute_meant", when=_meant(when)),
        )


def _meant(when: datetime) -> datetime:
    """Return the moment that was most likely meant: a round one within a minute, or the next."""
    for minutes in (5, 1):
        step = timedelta(minutes=minutes)
        nearest = datetime.min + step * round((when - datetime.min) / step)
        if abs(nearest - when) <= timedelta(minutes=1):
            break
    return nearest


SLIPS: tuple[Callable[[Mission], Iterator[Finding]], ...] = (
    legs_at_likely_speeds,
    types_at_likely_speeds,
    legs_of_likely_length,
    units_of_likely_weight,
    types_of_likely_size,
    sites_and_stocks_of_likely_size,
    paces_are_factors,
    shares_are_no_per_cent,
    moments_are_whole_minutes,
)
"""Figures that nothing on the road, on the water or in the air has."""
