"""Who and what is left though it need not be: beside free seats, beside idle carriers, and why."""

import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.kinds import LOSSES
from exeunt.facts.left import (
    Late,
    kit_on_record,
    not_shipped_because,
    people_on_record,
    saves,
)
from exeunt.facts.odd import Kind, Odd
from exeunt.facts.pools import Pool, standing_at
from exeunt.facts.recorded import Said
from exeunt.facts.series import Reading
from exeunt.model.attempts import Attempt, Outcome
from exeunt.model.choices import Mode
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.errands import cheapest_lift, kit_errand, reach, vehicle_share
from exeunt.network.loads import fits_vehicle

NEAR = 0.25
"""By what share worth and cost may differ for it to be called indifferent whether kit goes."""
TRIED = 12
"""Lots at sites, those that lose most first, that are tried with the plan's serials."""


def in_time() -> bool:
    """Say that there is time for all."""
    return False


@attrs.frozen(kw_only=True)
class LostKit:
    """Units of a lot that are lost at a site, until an hour at which nobody can load them.

    ``worth`` is what bringing one out saves at most, ``cost`` what moving one costs about, with the
    way back of what carries it; both at the mission's prices.
    """

    lot: Lot
    site: str
    units: int
    until: float
    worth: float
    cost: float
    km: float

    @property
    def near(self) -> bool:
        """Say whether it makes next to no difference whether it goes."""
        return abs(self.worth - self.cost) <= NEAR * max(self.worth, self.cost)

    @property
    def gain(self) -> float:
        """Return what all of it would save at most, less what moving it costs about."""
        return self.units * (self.worth - self.cost)


@attrs.frozen(kw_only=True)
class Standing:
    """Vehicles of a fleet that stand at a site from an hour to an hour, at least so many."""

    fleet: str
    vehicles: int
    since: float
    until: float


@attrs.frozen(kw_only=True)
class Found:
    """Lost kit with what came of trying a unit of it, and what stands idle beside it.

    ``said`` is what the planner recorded that it tried, and ``attempt`` a try where it recorded
    none.
    """

    kit: LostKit
    said: Said
    attempt: Attempt | None
    standing: Standing | None

    def why(self, mission: Mission) -> tuple[Reason, ...]:
        """Say what came of trying to take a unit along: by the record first."""
        tried: tuple[Reason, ...] = self.said.aboard
        if not tried and self.attempt is not None:
            tried = self.attempt.reasons(mission)
        return (*tried, *self.said.further)


@attrs.frozen(kw_only=True)
class WhatIsLeft:
    """What finding who and what is left needs.

    ``rates`` are what the plan's serials cost by mode, for a km of a vehicle that carries freight
    or is driven as freight, guards and the way back of others included.
    """

    reading: Reading
    late: tuple[Late, ...]
    pools: tuple[Pool, ...]
    rates: Mapping[str, float]
    hurry: Stop = in_time
    """Says whether there is no time to try more with the plan's serials."""

    def odd(self) -> list[Odd]:
        """Return what is odd in what is left: people, drivers, kit."""
        return [*self._people(), *self._drivers(), *self._kit()]

    # People

    def _people(self) -> Iterator[Odd]:
        prices = self.reading.mission.prices
        for late in self.late:
            attempt = self._try_one(late)
            weight = late.not_out * prices.person_not_out
            weight += late.person_days * prices.person_day_late
            names: dict[str, Argument] = {
                "n": late.not_out or late.late,
                "party": Name("party", late.party.party),
                "site": Name("site", late.party.site),
            }
            if attempt is None or attempt.outcome != Outcome.ROOM:
                kind = Kind.PEOPLE_LEFT if late.not_out else Kind.PEOPLE_LATE
                reason = Reason.of(f"odd.{kind}", **names)
                yield Odd(kind=kind, reason=reason, weight=weight, why=late.reasons)
                continue
            kind = Kind.LEFT_BESIDE_SEATS if late.not_out else Kind.LATE_BESIDE_SEATS
            when = self.reading.mission.time(attempt.leaves)
            reason = Reason.of(f"odd.{kind}", **names, serial=attempt.serial, when=when)
            yield Odd(kind=kind, reason=reason, weight=weight, serials=(attempt.serial,))

    def _try_one(self, late: Late) -> Attempt | None:
        """Try one person more; None where the planner recorded that nothing could take them.

        Nor where there is no time to.
        """
        if self.hurry() or people_on_record(self.reading, late.party):
            return None
        attempt = self.reading.one_more.person(late.party)
        if late.not_out and attempt.outcome != Outcome.ROOM:
            return self.reading.one_more.person(late.party, self.reading.end)
        return attempt

    def _drivers(self) -> Iterator[Odd]:
        prices = self.reading.mission.prices
        people: dict[tuple[str, str], int] = defaultdict(int)
        for crews in self.reading.crews_left:
            people[crews.fleet.fleet, crews.site] += crews.people
        for (fleet, site), n in people.items():
            kind = Kind.DRIVERS_LEFT
            reason = Reason.of(f"odd.{kind}", n=n, fleet=fleet, site=Name("site", site))
            yield Odd(kind=kind, reason=reason, weight=n * prices.person_not_out)

    # Kit

    def _kit(self) -> Iterator[Odd]:
        lost = sorted(self.lost(), key=lambda kit: (-kit.gain, kit.lot.lot, kit.site))
        untried: list[LostKit] = []
        by_kind: dict[Kind, list[Found]] = defaultdict(list)
        for n, kit in enumerate(lost):
            attempt, standing = None, None
            said = kit_on_record(self.reading, kit.lot, kit.site)
            tries = not said.aboard and n < TRIED and kit.gain > 0
            if tries and self.hurry():
                untried.append(kit)
            elif tries:
                attempt = self.reading.one_more.unit(kit.lot, kit.site)
            kind = Kind.NOT_WORTH if said.costs else self._kind(kit, attempt)
            if kind == Kind.KIT_PAYS:
                standing = self.standing(kit)
                kind = Kind.KIT_PAYS if standing is None else Kind.IDLE_CARRIERS
            by_kind[kind].append(Found(kit=kit, said=said, attempt=attempt, standing=standing))
        for kind, found in by_kind.items():
            yield self._line(kind, found)
        if untried:
            units = Amount(sum(kit.units for kit in untried), "unit")
            reason = Reason.of(f"odd.{Kind.HURRIED}", kit=units)
            yield Odd(kind=Kind.HURRIED, reason=reason, weight=sum(kit.gain for kit in untried))

    def _kind(self, kit: LostKit, attempt: Attempt | None) -> Kind:
        """Return what is to be said of lost kit."""
        outcome = None if attempt is None else attempt.outcome
        if outcome == Outcome.SAVES:
            return Kind.KIT_MISSED
        if outcome == Outcome.COSTS:
            return Kind.NOT_WORTH
        if kit.near:
            return Kind.INDIFFERENT
        if kit.worth < kit.cost:
            return Kind.NOT_WORTH
        return Kind.KIT_ROOM if outcome == Outcome.ROOM else Kind.KIT_PAYS

    def _line(self, kind: Kind, found: list[Found]) -> Odd:
        """Return the line of all kit of which the same is to be said, with the worst as example."""
        mission, kits = self.reading.mission, [one.kit for one in found]
        whole = kind in {Kind.INDIFFERENT, Kind.NOT_WORTH}
        units = sum(kit.units for kit in kits)
        worth = sum(kit.units * kit.worth for kit in kits)
        cost = sum(kit.units * kit.cost for kit in kits)
        arguments: dict[str, Argument] = {
            "kit": Amount(units, "unit"),
            "places": Amount(len({kit.site for kit in kits}), "site"),
            "worth": worth,
            "cost": cost,
        }
        if whole:
            reason = Reason.of(f"odd.{kind}", **arguments)
            return Odd(kind=kind, reason=reason, weight=max(0.0, worth - cost))
        worst = found[0]
        arguments |= {
            "units": Amount(worst.kit.units, "unit"),
            "lot": worst.kit.lot.lot,
            "site": Name("site", worst.kit.site),
            "worth": worst.kit.worth,
            "cost": worst.kit.cost,
        }
        serials: tuple[str, ...] = ()
        why: tuple[Reason, ...] = ()
        if worst.attempt is not None and worst.attempt.rides:
            serials = (worst.attempt.serial,)
            arguments["serial"] = worst.attempt.serial
            arguments["when"] = mission.time(worst.attempt.leaves)
        else:
            why = worst.why(mission)
        if worst.standing is not None:
            arguments |= {
                "fleet": worst.standing.fleet,
                "vehicles": Amount(worst.standing.vehicles, "vehicle"),
                "since": mission.time(worst.standing.since),
                "until": mission.time(worst.standing.until),
            }
        reason = Reason.of(f"odd.{kind}", **arguments)
        return Odd(kind=kind, reason=reason, weight=worth - cost, serials=serials, why=why)

    def lost(self) -> Iterator[LostKit]:
        """Yield the kit that is lost though it may be shipped, and there is a way for it."""
        reading, mission = self.reading, self.reading.mission
        units: dict[tuple[str, str], int] = defaultdict(int)
        until: dict[tuple[str, str], float] = {}
        starts = {(row.lot, row.site): mission.hours(row.start) for row in reading.plan.disposals}
        for row in reading.ends.disposals:
            key = (row.lot.lot, row.site)
            if row.fate in LOSSES and row.units:
                units[key] += round(row.units)
                until[key] = max(until.get(key, 0.0), starts.get(key, row.hour))
        for kit in reading.behind:
            key = (kit.lot.lot, kit.site)
            if kit.left:
                closure = reading.plan.closes.get(kit.site)
                units[key] += kit.left
                until[key] = reading.end if closure is None else mission.hours(closure.close)
        for (name, site), n in units.items():
            lot = mission.lot[name]
            if not_shipped_because(reading, lot, site):
                continue
            km = reach(mission, kit_errand(mission, lot, site), permitted=True).km
            cost = self._cost(lot, site, km)
            if cost is None:
                continue
            yield LostKit(
                lot=lot,
                site=site,
                units=n,
                until=until[name, site],
                worth=saves(reading, lot, site),
                cost=cost,
                km=km,
            )

    def _cost(self, lot: Lot, site: str, km: float) -> float | None:
        """Return what moving a unit so far costs about, as this plan's convoys go.

        None where nothing lifts it. Without a convoy to go by, it is the least that the carrier's
        own running costs, there and back.
        """
        mission = self.reading.mission
        costs = []
        for mode in kit_errand(mission, lot, site).modes & self.rates.keys():
            if lot.self_driving and mode == Mode.ROAD:
                costs.append(self.rates[mode] * km)
            shares = [
                vehicle_share(lot, vehicle)
                for vehicle in map(self._vehicle, mission.fleets)
                if vehicle.mode == mode and fits_vehicle(lot, vehicle)
            ]
            # What is carried needs its carrier back; what drives itself does not come back.
            costs += [2 * self.rates[mode] * km * share for share in shares]
        if costs:
            return min(costs)
        lift = cheapest_lift(mission, lot, km)
        return None if lift is None else 2 * lift * mission.prices.money

    def _vehicle(self, fleet: Fleet) -> VehicleType:
        return self.reading.mission.vehicle[fleet.vehicle]

    # Carriers

    def standing(self, kit: LostKit) -> Standing | None:
        """Return the vehicles that stand longest beside kit that fits them; None where none do.

        They stand at least as long as the next place and back takes them: long enough to be used.
        """
        mission = self.reading.mission
        since = 0.0 if kit.lot.ready_from is None else mission.hours(kit.lot.ready_from)
        longest: Standing | None = None
        for pool in self.pools:
            if not isinstance(pool.fleet, Fleet):
                continue
            kind = mission.vehicle[pool.fleet.vehicle]
            if kind.armoured or kind.capabilities or not fits_vehicle(kit.lot, kind):
                continue
            hours = self._next_place(kit.site, kind.mode)
            if hours is None:
                continue
            found = self._idle(pool, kit.site, since, kit.until, 2 * hours)
            if found is not None and (
                longest is None or found.until - found.since > longest.until - longest.since
            ):
                longest = found
        return longest

    def _next_place(self, site: str, mode: str) -> float | None:
        """Return the hours to the next place by a mode, as the legs state them."""
        mission = self.reading.mission
        stated = [
            leg.travel_hours
            for leg in mission.legs
            if leg.mode == mode and site in {leg.origin, leg.destination}
        ]
        return min((hours for hours in stated if hours is not None), default=None)

    def _idle(
        self, pool: Pool, site: str, since: float, until: float, least: float
    ) -> Standing | None:
        """Return the longest time for which vehicles of a fleet stand at a site, or None."""
        mission, owner_has_them = self.reading.mission, pool.fleet.available_to
        if owner_has_them is not None:
            until = min(until, mission.hours(owner_has_them))
        here = standing_at(mission, pool, site)
        best: Standing | None = None
        for begin, end, vehicles in _spans(here, since, until):
            if end - begin >= max(least, best.until - best.since if best else 0.0):
                best = Standing(fleet=pool.name, vehicles=int(vehicles), since=begin, until=end)
        # Some of a fleet are always out of service, and stand.
        if best is None or best.vehicles <= pool.count - pool.usable:
            return None
        return attrs.evolve(best, vehicles=best.vehicles - (pool.count - pool.usable))


def _spans(here: Curve, since: float, until: float) -> Iterator[tuple[float, float, float]]:
    """Yield each span of hours in which somebody is here: from, to, and how many at least."""
    cuts = sorted({since, until, *(hour for hour in here.hours if since < hour < until)})
    begin, fewest = since, 0.0
    for hour, later in itertools.pairwise(cuts):
        now = here.at(hour)
        if now < 1:
            if fewest:
                yield begin, hour, fewest
            fewest = 0.0
        else:
            begin = begin if fewest else hour
            fewest = min(fewest, now) if fewest else now
        if later == until and fewest:
            yield begin, until, fewest
