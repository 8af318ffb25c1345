"""Try one more: could what a plan gives up, or whom it brings out late, have gone with a serial?

Nothing is estimated: a serial with one unit or one person more aboard is put before the referee's
own rules; where every serial on the way could take a unit, so is the whole plan with it, and its
cost is counted anew.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

import attrs

from exeunt.model.attempts import Attempt, Outcome
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole
from exeunt.model.forces import Lot, Party, unlabelled
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.network.errands import Errand, distances, kit_errand, people_errand
from exeunt.rules.ledger import Case
from exeunt.rules.referee import RULES, broken
from exeunt.rules.terms import measured, objective

ABOARD = (
    "capacity",
    "convoy_size",
    "crews",
    "capability_along",
    "supplies_carried",
    "movement_permitted",
    "planned_times",
)
"""Rules that a serial keeps or breaks by itself, whatever else the plan does."""
NO_DRIVER = "no_driver"
"""What stands in the way where nobody who rides along could drive one vehicle more."""
BROKEN = "broken"
"""What stands in the way where a serial breaks a rule already: it is not said to have room."""
OTHERS = 3
"""Rides that are tried after one that would break a rule of the whole plan."""
JUDGED = 1500
"""Loads up to which a whole plan is judged anew for a unit that could ride. Assumed.

Beyond, a judgement takes a second, and a report waits for dozens of them.
"""
Goer = Lot | Party


@attrs.frozen
class Ride:
    """A part of a serial on which a unit could be: the indices of its first and last stage."""

    serial: str
    first: int
    last: int


@attrs.frozen
class Answer:
    """Whether a serial can take one unit more: ``refusal`` is blank where it can.

    ``loads`` are then all that is aboard it, the unit last.
    """

    refusal: str
    loads: tuple[Load, ...] = ()


@attrs.frozen
class Search:
    """What one more is tried of: where it stands, from when to when, and by when it must be out.

    ``km`` are those from each place to where it ends, by ways that are ever open to it; it rides by
    ``modes`` alone: some may not go by road.
    """

    goer: Goer
    site: str
    since: float
    until: float
    out_by: float
    km: dict[str, float]
    modes: frozenset[str]


@attrs.frozen
class Reached:
    """A place that a unit could be brought to: when, by which ride, and from where."""

    arrive: float
    ride: Ride | None = None
    origin: str = ""


class OneMore:
    """Tries single units with the serials of one plan."""

    def __init__(self, mission: Mission, plan: Plan) -> None:
        """Keep mission and plan; answers are found when they are asked for, and once."""
        self.mission, self.plan = mission, plan
        self._answers: dict[tuple[Ride, Goer], Answer] = {}
        self._broken_serials: dict[str, bool] = {}
        self._tried: dict[tuple[str, str], Attempt] = {}
        self._km: dict[Errand, dict[str, float]] = {}

    @cached_property
    def _stages(self) -> tuple[Stage, ...]:
        """Stages in the order of leaving."""
        return tuple(sorted(self.plan.stages, key=lambda row: (row.depart, row.serial, row.stage)))

    @cached_property
    def _opened(self) -> Case:
        """The plan as it is before the rules."""
        return Case(self.mission, self.plan)

    @cached_property
    def _price(self) -> float:
        return objective(self.mission, measured(self._opened))

    @cached_property
    def _broken(self) -> frozenset[tuple[str, str]]:
        return _places(self._opened)

    # ---- where one unit could get to ----

    def unit(self, lot: Lot, site: str) -> Attempt:
        """Try to bring one unit of a lot out that stands at a site and does not leave it.

        It is tried once, however often it is asked.
        """
        if (lot.lot, site) not in self._tried:
            self._tried[lot.lot, site] = self._unit(lot, site)
        return self._tried[lot.lot, site]

    def _unit(self, lot: Lot, site: str) -> Attempt:
        """Try one unit; a ride that would break a rule elsewhere is not the last word."""
        since, until = self._there(lot, site)
        errand = kit_errand(self.mission, lot, site)
        end = self.mission.hours(self.mission.end)
        search = Search(lot, site, since, until, end, self.km_to_go(errand), frozenset(Mode))
        first, avoided = self._attempt(search, frozenset()), frozenset[str]()
        found = first
        while found.outcome == Outcome.BREAKS and len(avoided) < OTHERS:
            avoided |= {found.serial}
            found = self._attempt(search, avoided)
        return found if found.outcome in {Outcome.COSTS, Outcome.SAVES} else first

    def person(self, party: Party, out_by: float | None = None) -> Attempt:
        """Try to bring one person of a party out by the deadline, or by another hour."""
        errand = people_errand(self.mission, party)
        since = self.mission.hours(party.leave_from) if party.leave_from is not None else 0.0
        until = self.mission.hours(self.mission.deadline) if out_by is None else out_by
        km = self.km_to_go(errand)
        search = Search(party, party.site, since, until, until, km, errand.modes)
        return self._attempt(search, frozenset())

    def _attempt(self, search: Search, avoided: frozenset[str]) -> Attempt:
        """Try all serials but some that are avoided where it stands."""
        reached = {search.site: Reached(search.since)}
        refusals: dict[str, Counter[str]] = {}
        out = self._go(search, avoided, reached, refusals)
        if out:
            return self._found(search, out, reached)
        # The place nearest to the way out says what stands in the way: so far it could have come.
        last = min(reached, key=lambda place: (search.km.get(place, 0.0), place))
        return self._stuck(search, last, reached, refusals)

    def way_out(
        self, goer: Goer, site: str, since: float, avoided: frozenset[str] = frozenset()
    ) -> list[Ride]:
        """Return the rides by which one more who stands at a site from an hour on would be out.

        By the end of planning; none where there is no way. Serials that are ``avoided`` do not take
        it where it stands.
        """
        reached = {site: Reached(since)}
        out = self._go(self._onward(goer, site, since), avoided, reached, {})
        return _rides(out, reached) if out else []

    def stuck(self, goer: Goer, site: str, since: float) -> tuple[Attempt, ...]:
        """Say what stands in the way of one more who stands at a site, and has no way out.

        There and, where it could have left all the same, at the place from which it gets no nearer.
        """
        reached = {site: Reached(since)}
        refusals: dict[str, Counter[str]] = {}
        search = self._onward(goer, site, since)
        self._go(search, frozenset(), reached, refusals)
        last = min(reached, key=lambda place: (search.km.get(place, 0.0), place))
        places = [last] if last == site or not refusals.get(site) else [site, last]
        return tuple(self._stuck(search, place, reached, refusals) for place in places)

    def ways_on(self, goer: Goer, site: str, since: float) -> dict[str, list[Ride]]:
        """Return for each place that one more could come to from a site the rides that lead there.

        None lead to the site itself.
        """
        reached = {site: Reached(since)}
        self._go(self._onward(goer, site, since), frozenset(), reached, {})
        return {place: _rides(place, reached) for place in reached}

    def _onward(self, goer: Goer, site: str, since: float) -> Search:
        """Return a search for the way out from a site, to the end of planning."""
        errand = (
            kit_errand(self.mission, goer, site)
            if isinstance(goer, Lot)
            else attrs.evolve(people_errand(self.mission, goer), start=site)
        )
        end = self.mission.hours(self.mission.end)
        # What kit may ride with, its mass and size say; some people may not go by road.
        modes = frozenset(Mode) if isinstance(goer, Lot) else errand.modes
        return Search(goer, site, since, end, end, self.km_to_go(errand), modes)

    def boarded(self, rides: Iterable[Ride], goer: Goer, n: int) -> dict[str, tuple[Load, ...]]:
        """Return what is aboard the serials of rides with so many more on each.

        A serial is not in it where too few ride along to drive them.
        """
        changed = {}
        for ride in rides:
            aboard = self.plan.aboard.get(ride.serial, ())
            more = attrs.evolve(self._one(ride, goer), quantity=n)
            if isinstance(goer, Lot) and more.role == AboardRole.DRIVEN:
                manned = with_drivers(aboard, more, goer.crew * n)
                if manned is None:
                    continue
                aboard = manned
            changed[ride.serial] = (*aboard, more)
        return changed

    def _go(
        self,
        search: Search,
        avoided: frozenset[str],
        reached: dict[str, Reached],
        refusals: dict[str, Counter[str]],
    ) -> str:
        """Ride wherever a serial takes it; return the exit that it reaches, or blank."""
        for stage in self._stages:
            here, leaves = reached.get(stage.origin), self.mission.hours(stage.depart)
            if here is None or leaves < here.arrive or stage.origin not in search.km:
                continue
            if stage.mode not in search.modes:
                continue
            if stage.origin == search.site and (leaves > search.until or stage.serial in avoided):
                continue
            refused = refusals.setdefault(stage.origin, Counter())
            out = self._ride(search, stage, reached, refused)
            if out:
                return out
        return ""

    def _there(self, lot: Lot, site: str) -> tuple[float, float]:
        """Return from when to when units that stay at a site could be loaded there."""
        hours = self.mission.hours
        since = hours(lot.ready_from) if lot.ready_from is not None else 0.0
        if lot.site != site:
            since = max(since, min(self._arrivals(lot, site), default=0.0))
        closure = self.plan.closes.get(site)
        until = hours(closure.close) if closure is not None else hours(self.mission.end)
        here = self.mission.site[site]
        # What works at its site is not taken down before that stops working.
        if lot.in_use and lot.site == site and not here.stays_open:
            since = max(since, until - here.packing_days * 24)
        return since, until

    def _arrivals(self, lot: Lot, site: str) -> list[float]:
        """Return when units of a lot come to a site."""
        arrivals = []
        for load in self.plan.loads:
            if (load.kind, load.item) == (LoadKind.LOT, lot.lot):
                stages = self.plan.serials[load.serial]
                last = next(one for one in stages if one.stage == load.alight_stage)
                if last.destination == site:
                    arrivals.append(self.mission.hours(last.arrive))
        return arrivals

    def km_to_go(self, errand: Errand) -> dict[str, float]:
        """Return the km from each place to where an errand ends, by ways that are ever open."""
        key = attrs.evolve(errand, start="")
        if key not in self._km:
            self._km[key] = distances(self.mission, key)
        return self._km[key]

    def _ride(
        self, search: Search, stage: Stage, reached: dict[str, Reached], refusals: Counter[str]
    ) -> str:
        """Try a serial from one of its stages on; return the exit that it reaches, or blank.

        It is counted once among the refusals where it takes nobody and nothing nearer to one.
        """
        stages, km = self.plan.serials[stage.serial], search.km
        first = next(i for i, one in enumerate(stages) if one.stage == stage.stage)
        refused = ""
        for last in range(first, len(stages)):
            place = stages[last].destination
            arrive = self.mission.hours(stages[last].arrive)
            nearer = km.get(place, float("inf")) < km[stage.origin]
            if not nearer or self.mission.site[place].role == SiteRole.JUNCTION:
                continue
            if arrive > search.out_by:
                continue
            ride = Ride(stage.serial, first, last)
            refusal = self.answer(ride, search.goer).refusal
            if refusal:
                refused = refused or refusal
            elif place not in reached or arrive < reached[place].arrive:
                reached[place] = Reached(arrive, ride, stage.origin)
                if not km[place]:
                    return place
        if refused:
            refusals[refused] += 1
        return ""

    # ---- one serial ----

    def answer(self, ride: Ride, goer: Goer) -> Answer:
        """Say whether a serial can take one more on a part of its way."""
        key = (ride, _alike(goer))
        if key not in self._answers:
            self._answers[key] = self._ask(ride, goer)
        return self._answers[key]

    def _ask(self, ride: Ride, goer: Goer) -> Answer:
        stages = self.plan.serials[ride.serial]
        aboard = self.plan.aboard.get(ride.serial, ())
        if self._is_broken(ride.serial):
            return Answer(BROKEN)
        one = self._one(ride, goer)
        if isinstance(goer, Lot) and one.role == AboardRole.DRIVEN:
            manned = with_drivers(aboard, one, goer.crew)
            if manned is None:
                return Answer(NO_DRIVER)
            aboard = manned
        tried = Case(self.mission, Plan(stages=stages, loads=(*aboard, one)))
        for name in ABOARD:
            if next(iter(RULES[name](tried)), None) is not None:
                return Answer(name)
        return Answer("", (*aboard, one))

    def _is_broken(self, serial: str) -> bool:
        """Say whether a serial breaks a rule by itself as it is."""
        if serial not in self._broken_serials:
            stages, aboard = self.plan.serials[serial], self.plan.aboard.get(serial, ())
            opened = Case(self.mission, Plan(stages=stages, loads=aboard))
            broken_now = (next(iter(RULES[name](opened)), None) for name in ABOARD)
            self._broken_serials[serial] = any(one is not None for one in broken_now)
        return self._broken_serials[serial]

    def _one(self, ride: Ride, goer: Goer) -> Load:
        """Return one unit, or one person, as a load of a serial."""
        stages = self.plan.serials[ride.serial]
        kind, item, role = LoadKind.PEOPLE, "", AboardRole.PASSENGER
        if isinstance(goer, Lot):
            drives = goer.self_driving and stages[ride.first].mode == Mode.ROAD
            kind, item = LoadKind.LOT, goer.lot
            role = AboardRole.DRIVEN if drives else AboardRole.CARRIED
        else:
            item = goer.party
        return Load(
            serial=ride.serial,
            kind=kind,
            item=item,
            quantity=1,
            board_stage=stages[ride.first].stage,
            alight_stage=stages[ride.last].stage,
            role=role,
        )

    # ---- the whole plan ----

    def _found(self, search: Search, out: str, reached: dict[str, Reached]) -> Attempt:
        """Say what comes of the rides that were found: of a unit, in the whole plan."""
        rides = _rides(out, reached)
        stages = self.plan.serials[rides[0].serial]
        found = Attempt(
            item=_named(search.goer),
            site=search.site,
            outcome=Outcome.ROOM,
            serial=rides[0].serial,
            leaves=self.mission.hours(stages[rides[0].first].depart),
        )
        # People who are late have their ways already: one of them more is no other plan's matter.
        if isinstance(search.goer, Party) or len(self.plan.loads) > JUDGED:
            return found
        return self._judged(found, search.goer, rides)

    def _judged(self, found: Attempt, lot: Lot, rides: list[Ride]) -> Attempt:
        """Put one unit into the whole plan by its rides, and judge that."""
        changed: dict[str, tuple[Load, ...]] = {}
        for ride in rides:
            *aboard, unit = self.answer(ride, lot).loads
            changed[ride.serial] = (*aboard, attrs.evolve(unit, item=lot.lot))
        tried = Case(self.mission, self._with(lot, found.site, changed))
        new = sorted(_places(tried) - self._broken)
        if new:
            return attrs.evolve(found, outcome=Outcome.BREAKS, rule=new[0][0])
        change = objective(self.mission, measured(tried)) - self._price
        outcome = Outcome.COSTS if change >= 0 else Outcome.SAVES
        return attrs.evolve(found, outcome=outcome, change=change)

    def _with(self, lot: Lot, site: str, changed: dict[str, tuple[Load, ...]]) -> Plan:
        """Return the plan with other loads aboard some serials, and one unit less given up."""
        loads = [load for load in self.plan.loads if load.serial not in changed]
        loads += [load for aboard in changed.values() for load in aboard]
        disposals, spared = [], False
        for row in self.plan.disposals:
            if not spared and (row.lot, row.site) == (lot.lot, site):
                spared = True
                if row.quantity == 1:
                    continue
                disposals.append(attrs.evolve(row, quantity=row.quantity - 1))
            else:
                disposals.append(row)
        return attrs.evolve(self.plan, loads=tuple(loads), disposals=tuple(disposals))

    def _stuck(
        self,
        search: Search,
        last: str,
        reached: dict[str, Reached],
        refusals: dict[str, Counter[str]],
    ) -> Attempt:
        """Say what stands in the way at the last place that one more could have come to."""
        found = sorted(refusals.get(last, Counter()).items(), key=lambda one: (-one[1], one[0]))
        stuck = Attempt(
            item=_named(search.goer),
            site=search.site,
            outcome=Outcome.REFUSED if found else Outcome.NONE_LEAVES,
            refusals=tuple(found),
        )
        rides = _rides(last, reached)
        if not rides:
            return stuck
        stages = self.plan.serials[rides[0].serial]
        leaves = self.mission.hours(stages[rides[0].first].depart)
        return attrs.evolve(stuck, as_far=last, serial=rides[0].serial, leaves=leaves)


def _rides(out: str, reached: dict[str, Reached]) -> list[Ride]:
    """Return the rides that lead to a place, the first one first."""
    rides: list[Ride] = []
    place, ride = out, reached[out].ride
    while ride is not None:
        rides.insert(0, ride)
        place = reached[place].origin
        ride = reached[place].ride
    return rides


def with_drivers(aboard: tuple[Load, ...], unit: Load, needed: int) -> tuple[Load, ...] | None:
    """Return what is aboard with so many of those who ride along driving; None where too few do."""
    loads: list[Load] = []
    for load in aboard:
        rides = load.kind == LoadKind.PEOPLE and load.role == AboardRole.PASSENGER
        way, of_unit = (load.board_stage, load.alight_stage), (unit.board_stage, unit.alight_stage)
        drivers = min(needed, int(load.quantity)) if rides and way == of_unit else 0
        if drivers:
            needed -= drivers
            loads.append(attrs.evolve(load, quantity=drivers, role=AboardRole.CREW))
        if load.quantity > drivers:
            loads.append(attrs.evolve(load, quantity=load.quantity - drivers))
    return None if needed else tuple(loads)


def _alike(goer: Goer) -> Goer:
    """Return what a serial sees of it: what differs in place, number and words alone is one."""
    return unlabelled(goer) if isinstance(goer, Lot) else goer


def _named(goer: Goer) -> str:
    return goer.lot if isinstance(goer, Lot) else goer.party


def _places(opened: Case) -> frozenset[tuple[str, str]]:
    """Return what is broken, by rule and place."""
    return frozenset((one.rule, str(one.where)) for one in broken(opened))
