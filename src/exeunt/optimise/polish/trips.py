"""A plan as numbers: its trips with what boards and alights where, and its disposals.

A trip is a serial, or one round of a flight of several. Its way and its times are fixed; what is
aboard is counted by cargo. Kit is counted by key: of units alike it does not matter which goes.
"""

from functools import cached_property
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan, Stage
from exeunt.model.rounds import as_flown
from exeunt.network.network import Network
from exeunt.network.speeds import Mover
from exeunt.network.ways import Step
from exeunt.optimise.reduce.keys import Keys

AFLOAT = (Mode.SEA, Mode.RIVER)


class Cargo(NamedTuple):
    """What travels alike: before the first of its stages (from 0) to after the last.

    ``item`` is a fleet, a party or a key of kit; ``alight`` is the place of its last stage plus 1,
    so that both are places in the trip's sites.
    """

    kind: LoadKind
    item: str
    board: int
    alight: int
    role: str


class Work(NamedTuple):
    """A disposal of kit of a key, or of vehicles of a fleet, at a site; times in hours."""

    kind: LoadKind
    item: str
    site: str
    way: str
    start: float
    done: float


@attrs.frozen(eq=False)
class Trip:
    """A serial or a round of a flight on its way: ``sites`` are one more than ``steps``.

    ``hours`` are those on the move of the slowest aboard as it was read. At ``handled`` places of
    ``sites`` it stands long enough to load and unload. ``kept`` loads go as they are, so that it
    must run; so must one that is ``bound``. ``refills`` tell where it takes on what it uses itself,
    as (supply, first stage, last stage).
    """

    name: str
    row: str
    mode: str
    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]
    departs: tuple[float, ...]
    arrives: tuple[float, ...]
    hours: tuple[float, ...]
    handled: frozenset[int]
    aircraft: Load | None = None
    kept: tuple[Load, ...] = ()
    refills: tuple[tuple[str, int, int], ...] = ()
    bound: bool = False

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """The sites in the order of its way, the first and the last among them."""
        return (self.steps[0].origin, *(step.destination for step in self.steps))

    @property
    def flies(self) -> bool:
        """Whether it is by air."""
        return self.mode == Mode.AIR

    @property
    def last(self) -> int:
        """The place of its last site."""
        return len(self.steps)


@attrs.frozen
class Book:
    """A plan as numbers; replaced, never changed.

    A trip that is not in ``loads`` does not go. ``plan`` is the one that was read, ``first`` are
    the loads as they were then.
    """

    trips: dict[str, Trip]
    loads: dict[str, dict[Cargo, int]]
    works: dict[Work, int]
    closes: dict[str, float]
    plan: Plan
    first: dict[str, dict[Cargo, int]]

    def with_trip(self, trip: Trip) -> "Book":
        """Return the book with one more trip, which does not go yet."""
        first = {**self.first, trip.name: {}}
        return attrs.evolve(self, trips={**self.trips, trip.name: trip}, first=first)

    def with_loads(
        self, loads: dict[str, dict[Cargo, int] | None], works: dict[Work, int]
    ) -> "Book":
        """Return the book with other loads of some trips, None where one goes no more."""
        merged = {**self.loads, **loads}
        running = {name: aboard for name, aboard in merged.items() if aboard is not None}
        return attrs.evolve(self, loads=running, works=works)


def read(
    mission: Mission, network: Network, keys: Keys, plan: Plan, held: Held | None = None
) -> Book:
    """Read a lawful plan; serials that are held go as they are."""
    kept = frozenset[str]() if held is None else held.serials
    named = {name for row in plan.reserves for name in (row.flight, row.serial)}
    trips: dict[str, Trip] = {}
    loads: dict[str, dict[Cargo, int]] = {}
    for row, stages in plan.serials.items():
        rounds = list(as_flown(mission, stages, plan.aboard.get(row, ())))
        for number, flown in enumerate(rounds, 1):
            name = row if len(rounds) == 1 else f"{row}.{number}"
            trip = _trip(mission, network, (name, row), flown.stages, flown.loads)
            trips[name] = attrs.evolve(trip, bound=trip.bound or row in named or row in kept)
            if row in kept:
                # What it was given along is what it has, be that more than it uses.
                supplies = tuple(x for x in flown.loads if x.kind == LoadKind.SUPPLY)
                trips[name] = attrs.evolve(trips[name], kept=supplies, refills=())
            loads[name] = cargoes(keys, flown.loads)
    works: dict[Work, int] = {}
    for disposal in plan.disposals:
        work = work_of(mission, keys, disposal)
        works[work] = works.get(work, 0) + disposal.quantity
    closes = {closure.site: mission.hours(closure.close) for closure in plan.closures}
    return Book(trips, loads, works, closes, plan, dict(loads))


def work_of(mission: Mission, keys: Keys, disposal: Disposal) -> Work:
    """Return a disposal as numbers."""
    return Work(
        LoadKind.LOT if disposal.lot in mission.lot else LoadKind.VEHICLE,
        keys.of.get(disposal.lot, disposal.lot),
        disposal.site,
        disposal.disposition,
        mission.hours(disposal.start),
        mission.hours(disposal.done),
    )


def _trip(
    mission: Mission,
    network: Network,
    names: tuple[str, str],
    stages: tuple[Stage, ...],
    loads: tuple[Load, ...],
) -> Trip:
    """Return the way of a serial, or of a round, with what of it is not to be changed."""
    supplies = [load for load in loads if load.kind == LoadKind.SUPPLY]
    used = [load for load in supplies if load.role == AboardRole.USED]
    steps = tuple(Step(mission.leg[s.leg], s.origin, s.destination) for s in stages)
    departs = tuple(mission.hours(stage.depart) for stage in stages)
    return Trip(
        name=names[0],
        row=names[1],
        mode=stages[0].mode,
        stages=stages,
        steps=steps,
        departs=departs,
        arrives=tuple(mission.hours(stage.arrive) for stage in stages),
        hours=tuple(
            network.speeds.stage_hours(step.leg, _movers(mission, loads, place + 1), t)
            for place, (step, t) in enumerate(zip(steps, departs, strict=True))
        ),
        handled=handled(mission, stages, loads),
        aircraft=next((load for load in loads if load.kind == LoadKind.AIRCRAFT), None),
        kept=tuple(load for load in supplies if load.role != AboardRole.USED),
        refills=tuple((load.item, load.board_stage, load.alight_stage) for load in used),
        bound=len(supplies) > len(used) or _is_bound(mission, network, stages),
    )


def _movers(mission: Mission, loads: tuple[Load, ...], stage: int) -> list[Mover]:
    """Return all that drives or flies on a stage."""
    movers: list[Mover] = []
    for load in loads:
        if not load.board_stage <= stage <= load.alight_stage:
            continue
        if load.kind == LoadKind.VEHICLE:
            movers.append(mission.vehicle[mission.fleet[load.item].vehicle])
        elif load.kind == LoadKind.AIRCRAFT:
            movers.append(mission.aircraft_type[mission.air_fleet[load.item].aircraft])
        elif load.role == AboardRole.DRIVEN:
            movers.append(mission.lot[load.item])
    return movers


def handled(mission: Mission, stages: tuple[Stage, ...], loads: tuple[Load, ...]) -> frozenset[int]:
    """Return the places of the sites at which a serial may load and unload."""
    sites = (stages[0].origin, *(stage.destination for stage in stages))
    # Vessels, their crews and what they use up themselves do not go over the quay.
    cargo = [
        load
        for load in loads
        if load.kind != LoadKind.VEHICLE and load.role not in {AboardRole.CREW, AboardRole.USED}
    ]
    touched = {load.board_stage - 1 for load in cargo} | {load.alight_stage for load in cargo}
    handled = set()
    for place, name in enumerate(sites):
        site = mission.site[name]
        if site.role == SiteRole.JUNCTION:
            continue
        # A ship that begins to load where it only lay in the roads would need a berth.
        if stages[0].mode in AFLOAT and site.berths is not None and place not in touched:
            continue
        if 0 < place < len(stages):
            turn = site.turn_hours
            if stages[0].mode == Mode.AIR:
                turn = mission.doctrine.flight_turn_hours
            halt = mission.hours(stages[place].depart) - mission.hours(stages[place - 1].arrive)
            if halt < turn - EPS:
                continue
        handled.add(place)
    return frozenset(handled)


def _is_bound(mission: Mission, network: Network, stages: tuple[Stage, ...]) -> bool:
    """Say whether a serial needs teams that come as people: their whole teams are not linear."""
    if stages[0].mode == Mode.ROAD:
        return False
    return any(asked(mission, network, stage) for stage in stages)


def asked(
    mission: Mission, network: Network, stage: Stage
) -> list[tuple[str, float, float | None]]:
    """Return what must travel along on a stage: capability, least teams, vehicles for each."""
    leg = mission.leg[stage.leg]
    strikes = network.strikes(leg, mission.hours(stage.depart))
    flies = stage.mode == Mode.AIR
    return [
        (one.capability, float(one.amount), one.per_vehicles)
        for one in mission.requirements
        if one.activity == "convoy"
        and (one.where in {leg.leg, stage.mode} or (one.where == "*" and not flies))
        and strikes >= one.threat_from
    ]


def cargoes(keys: Keys, loads: tuple[Load, ...]) -> dict[Cargo, int]:
    """Return what vehicles, people and kit are aboard, by cargo."""
    cargo: dict[Cargo, int] = {}
    for load in loads:
        if load.kind not in {LoadKind.VEHICLE, LoadKind.PEOPLE, LoadKind.LOT}:
            continue
        role = str(load.role)
        if load.kind == LoadKind.PEOPLE and role != AboardRole.CREW:
            role = str(AboardRole.PASSENGER)
        if load.kind == LoadKind.LOT and role != AboardRole.DRIVEN:
            role = str(AboardRole.CARRIED)
        if load.kind == LoadKind.VEHICLE:
            role = ""
        one = Cargo(
            LoadKind(load.kind),
            keys.of.get(load.item, load.item),
            load.board_stage - 1,
            load.alight_stage,
            role,
        )
        cargo[one] = cargo.get(one, 0) + round(load.quantity)
    return cargo
