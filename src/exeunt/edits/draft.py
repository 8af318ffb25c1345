"""A plan while it is changed: its rows by serial, what people fixed in it, and what followed."""

import itertools
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

import attrs

from exeunt.model.choices import LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Plan, Reserve, Stage
from exeunt.model.reason import Argument, Reason
from exeunt.network.network import Network
from exeunt.network.speeds import Mover
from exeunt.network.ways import Step, Way

Row = TypeVar("Row", Stage, Load)
DAY = 24.0
QUARTER = 0.25


def _key(load: Load) -> Load:
    """Return what tells a load from all others of a plan, however many there are of it."""
    return attrs.evolve(load, quantity=1.0)


def _as_before(
    rows: Iterable[Row], before: Iterable[Row], key: Callable[[Row], Hashable]
) -> tuple[Row, ...]:
    """Return rows in the order in which they were before, new ones after them."""

    def numbered(of: Iterable[Row]) -> Iterator[tuple[Hashable, Row]]:
        # A plan may have two rows of the same thing: the first stays the first.
        seen: Counter[Hashable] = Counter()
        for row in of:
            seen[key(row)] += 1
            yield (key(row), seen[key(row)]), row

    places = {name: n for n, (name, _) in enumerate(numbered(before))}
    ordered = sorted(numbered(rows), key=lambda pair: places.get(pair[0], len(places)))
    return tuple(row for _, row in ordered)


class Draft:
    """The rows of a plan by serial, open to change; ``effects`` say what was done to them.

    ``fixed`` are serials whose times a person has said, and ``fixed_closings`` sites of which one
    has said when they close: nothing that follows from other changes moves them. ``unfetched`` is
    what serials that do not go were to fetch, and where.
    """

    def __init__(self, mission: Mission, plan: Plan) -> None:
        """Take a plan apart."""
        self.mission, self.before = mission, plan
        self.network = Network(mission)
        self.stages: dict[str, tuple[Stage, ...]] = dict(plan.serials)
        self.loads: dict[str, tuple[Load, ...]] = {
            serial: plan.aboard.get(serial, ()) for serial in self.stages
        }
        self.disposals: list[Disposal] = list(plan.disposals)
        self.closures: dict[str, Closure] = dict(plan.closes)
        self.reserves: list[Reserve] = list(plan.reserves)
        self.fixed: set[str] = set()
        self.fixed_closings: set[str] = set()
        self.gone: set[str] = set()
        self.unfetched: list[tuple[Load, str]] = []
        self.effects: list[Reason] = []

    def say(self, key: str, /, **arguments: Argument) -> None:
        """Keep what was done or what follows, each once."""
        reason = Reason.of(f"edit.{key}", **arguments)
        if reason not in self.effects:
            self.effects.append(reason)

    def plan(self) -> Plan:
        """Put the plan together: what was there in its order, what is new at the end."""
        stages = [row for rows in self.stages.values() for row in rows]
        loads = [row for rows in self.loads.values() for row in rows]
        closing = [row.site for row in self.before.closures if row.site in self.closures]
        closing += [site for site in self.closures if site not in closing]
        return attrs.evolve(
            self.before,
            stages=_as_before(stages, self.before.stages, lambda row: (row.serial, row.stage)),
            loads=_as_before(loads, self.before.loads, _key),
            disposals=tuple(self.disposals),
            closures=tuple(self.closures[site] for site in closing),
            reserves=tuple(self.reserves),
            # What the planner tells of its work was told of another plan.
            trials=(),
            proof=(),
            changes=(),
        )

    # -- serials

    def departs(self, serial: str) -> datetime:
        """Return when a serial leaves."""
        return self.stages[serial][0].depart

    def movers(self, loads: Iterable[Load]) -> list[Mover]:
        """Return the types that travel by themselves among loads."""
        found: list[Mover] = []
        for load in loads:
            if load.kind == LoadKind.VEHICLE:
                found.append(self.mission.vehicle[self.mission.fleet[load.item].vehicle])
            elif load.kind == LoadKind.AIRCRAFT:
                found.append(self.mission.aircraft_type[self.mission.air_fleet[load.item].aircraft])
            elif load.kind == LoadKind.LOT and load.role == "driven":
                found.append(self.mission.lot[load.item])
        return found

    def timed(self, stages: tuple[Stage, ...], loads: Iterable[Load], depart: float) -> bool:
        """Put a serial in its place with times by the march from an hour on.

        Its halts are as long as they were. Says whether it comes to its end within planning.
        """
        hours, mission = self.mission.hours, self.mission
        runs: list[Way] = [(self._step(stage),) for stage in stages]
        stops = [
            max(0.0, hours(then.depart) - hours(stage.arrive))
            for stage, then in itertools.pairwise(stages)
        ]
        hops = self.network.timetable(
            runs, stages[0].mode, depart, [*stops, 0.0], self.movers(loads)
        )
        if not hops or max(hop.arrive for hop in hops) > hours(mission.end):
            return False
        self.stages[stages[0].serial] = tuple(
            attrs.evolve(stage, depart=mission.time(hop.depart), arrive=mission.time(hop.arrive))
            for stage, hop in zip(stages, hops, strict=True)
        )
        return True

    def _step(self, stage: Stage) -> Step:
        return Step(self.mission.leg[stage.leg], stage.origin, stage.destination)

    def move(self, serial: str, hours: float) -> None:
        """Let a serial leave so many hours later (earlier, where less than 0), its stages after it.

        Between days its nights come at other places, so its march is counted anew.
        """
        stages, by = self.stages[serial], timedelta(hours=hours)
        nightly = stages[0].mode == Mode.ROAD and hours % DAY
        depart = self.mission.hours(stages[0].depart) + hours
        if nightly and self.timed(stages, self.loads[serial], depart):
            return
        self.stages[serial] = tuple(
            attrs.evolve(stage, depart=stage.depart + by, arrive=stage.arrive + by)
            for stage in stages
        )

    def rhythm(self, serial: str, hours: float) -> float:
        """Return a delay as a serial can have it: whole days by road, else quarters of an hour."""
        step = QUARTER
        by_road = self.stages[serial][0].mode == Mode.ROAD
        if by_road and self.mission.doctrine.march_hours_per_day < DAY:
            # What marches by day and rests by night leaves at the same time of another day.
            step = DAY
        return step * -(-(hours - 1e-6) // step)

    def remove(self, serial: str) -> None:
        """Take a serial out, with the seats held on it and for it."""
        del self.stages[serial], self.loads[serial]
        self.gone.add(serial)
        for row in [row for row in self.reserves if serial in {row.flight, row.serial}]:
            self.reserves.remove(row)
            other = row.serial if row.flight == serial else row.flight
            self.say("reserve", n=row.people, party=row.party, serial=serial, other=other)

    def named_last(self, serial: str, instead: tuple[str, ...] = ()) -> None:
        """Let no closing name a serial as its last any more, but others ``instead``."""
        for site, row in self.closures.items():
            if serial in row.last_serials:
                kept = [one for one in row.last_serials if one != serial]
                last = tuple(dict.fromkeys([*kept, *instead]))
                self.closures[site] = attrs.evolve(row, last_serials=last)
