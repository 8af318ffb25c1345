"""A point of the programme as a plan: serials, flights, disposals, closings.

What the model leaves out the plan may break: whoever reads one has the referee look at it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole, Way
from exeunt.model.plan import Closure, Disposal, Load, Plan, Request, Stage
from exeunt.network.march import up
from exeunt.network.network import Hop
from exeunt.network.speeds import Mover
from exeunt.optimise.monolith.layout import Layout, Passage
from exeunt.optimise.monolith.variables import Variables

HALF = 0.5
"""Whole columns come back as 0.9999997 or 1.0000002."""


@attrs.frozen(kw_only=True)
class Chain:
    """Passages that one serial makes, one after the other through junctions."""

    passages: tuple[Passage, ...]

    @property
    def last(self) -> Passage:
        """The last of them."""
        return self.passages[-1]


class Reading:
    """The plan that a point says."""

    def __init__(self, layout: Layout, variables: Variables, values: Sequence[float]) -> None:
        """Keep the point."""
        self.layout, self.v, self.values = layout, variables, values
        self.mission = layout.mission
        self.stages: list[Stage] = []
        self.loads: list[Load] = []
        self.leaves: dict[tuple[str, int], float] = {}
        """Hour at which the last leave a site that leave it in a period."""

    def plan(self, requests: tuple[Request, ...] = ()) -> Plan:
        """Write all of it down; ``requests`` are the permissions to ask for."""
        for chain in self._chains():
            self._serial(chain)
        for passage in self.layout.passages:
            if passage.step.leg.mode == Mode.AIR:
                self._flights(passage)
        closures = tuple(self._closures())
        return Plan(
            stages=tuple(self.stages),
            loads=tuple(self.loads),
            disposals=tuple(self._disposals()),
            closures=closures,
            requests=requests,
        )

    def _count(self, column: int) -> int:
        return round(self.values[column])

    def _counts(self, columns: dict[str, int]) -> dict[str, int]:
        found = {item: self._count(column) for item, column in columns.items()}
        return {item: count for item, count in found.items() if count}

    # ---- serials ----

    def _chains(self) -> Iterator[Chain]:
        """Yield what one serial makes; junctions are passed, and neither begin nor end one."""
        used = [p for p in self.v.serials if self._moving(p)]
        onward: dict[tuple[str, int, str], list[Passage]] = defaultdict(list)
        for passage in used:
            onward[passage.step.origin, passage.depart, passage.step.leg.mode].append(passage)
        for passage in used:
            if self._is_junction(passage.step.origin):
                continue
            chain = [passage]
            while self._is_junction(chain[-1].step.destination):
                last = chain[-1]
                follows = onward[last.step.destination, last.arrive, last.step.leg.mode]
                if not follows:
                    break
                chain.append(follows.pop(0))
            yield Chain(passages=tuple(chain))

    def _moving(self, passage: Passage) -> bool:
        return bool(self._counts(self.v.vehicles[passage]) or self._counts(self.v.driven[passage]))

    def _is_junction(self, site: str) -> bool:
        return self.mission.site[site].role == SiteRole.JUNCTION

    def _serial(self, chain: Chain) -> None:
        """Write a serial with what is aboard its first passage, which is aboard all of them."""
        first = chain.passages[0]
        serial = f"C-{len({stage.serial for stage in self.stages}) + 1:03d}"
        hops = self._hops(chain)
        for number, hop in enumerate(hops, start=1):
            self._stage(serial, number, hop.step.leg.mode, hop)
        self._left(first.step.origin, first.depart, hops[0].depart)
        aboard = list(self._aboard(first))
        for kind, item, count, role in aboard:
            self.loads.append(
                Load(
                    serial=serial,
                    kind=kind,
                    item=item,
                    quantity=float(count),
                    board_stage=1,
                    alight_stage=len(hops),
                    role=role,
                )
            )

    def _hops(self, chain: Chain) -> list[Hop]:
        first = chain.passages[0]
        movers: list[Mover] = [
            self.mission.vehicle[self.mission.fleet[fleet].vehicle]
            for fleet in self._counts(self.v.vehicles[first])
        ]
        movers += [self.mission.lot[lot] for lot in self._counts(self.v.driven[first])]
        way = tuple(passage.step for passage in chain.passages)
        begins = first.depart * self.layout.hours
        network = self.layout.network
        return network.timetable([way], first.step.leg.mode, begins, [0.0], movers)

    def _stage(self, serial: str, number: int, mode: str, hop: Hop, rotations: int = 1) -> None:
        self.stages.append(
            Stage(
                serial=serial,
                stage=number,
                mode=mode,
                leg=hop.step.leg.leg,
                origin=hop.step.origin,
                destination=hop.step.destination,
                depart=self.mission.time(hop.depart),
                arrive=self.mission.time(hop.arrive),
                rotations=rotations,
            )
        )

    def _aboard(self, passage: Passage) -> Iterator[tuple[LoadKind, str, int, AboardRole]]:
        """Yield vehicles, crews, passengers and kit of a passage."""
        vehicles, driven = (
            self._counts(self.v.vehicles[passage]),
            self._counts(self.v.driven[passage]),
        )
        people = self._counts(self.v.people[passage])
        crews: dict[str, int] = defaultdict(int)
        for fleet, count in vehicles.items():
            yield LoadKind.VEHICLE, fleet, count, AboardRole.NONE
            row = self.mission.fleet[fleet]
            if row.crew_party:
                crews[row.crew_party] += count * self.mission.vehicle[row.vehicle].crew
        wanted = sum(count * self.mission.lot[lot].crew for lot, count in driven.items())
        for party, count in people.items():
            spare = min(wanted, count - crews[party])
            crews[party] += spare
            wanted -= spare
        for party, count in people.items():
            if crews[party]:
                yield LoadKind.PEOPLE, party, crews[party], AboardRole.CREW
            if count > crews[party]:
                yield LoadKind.PEOPLE, party, count - crews[party], AboardRole.PASSENGER
        for lot, count in driven.items():
            yield LoadKind.LOT, lot, count, AboardRole.DRIVEN
        for lot, count in self._counts(self.v.carried[passage]).items():
            yield LoadKind.LOT, lot, count, AboardRole.CARRIED

    # ---- flights ----

    def _flights(self, out: Passage) -> None:
        """Write the rotations that leave home in a passage, wave by wave."""
        sorties = self._counts(self.v.vehicles[out])
        if not sorties:
            return
        back = next(
            (
                passage
                for passage in self.layout.passages
                if passage.step.leg is out.step.leg
                and passage.step.origin == out.step.destination
                and passage.depart == out.depart
            ),
            None,
        )
        riders = {1: self._freight(out), 2: {} if back is None else self._freight(back)}
        for fleet, count in sorties.items():
            row = self.mission.air_fleet[fleet]
            kind = self.mission.aircraft_type[row.aircraft]
            at_once = max(1, int(row.count * kind.serviceability + 1e-9))
            turn = self.mission.doctrine.flight_turn_hours
            begins = out.depart * self.layout.hours
            for before in range(0, count, at_once):
                flown = min(count - before, at_once)
                begins = self._wave(out, fleet, flown, begins, riders) + turn

    def _freight(self, passage: Passage) -> dict[tuple[LoadKind, str], int]:
        people = self._counts(self.v.people[passage])
        kit = self._counts(self.v.carried[passage])
        found = {(LoadKind.PEOPLE, party): count for party, count in people.items()}
        return found | {(LoadKind.LOT, lot): count for lot, count in kit.items()}

    def _wave(
        self,
        out: Passage,
        fleet: str,
        flown: int,
        begins: float,
        riders: dict[int, dict[tuple[LoadKind, str], int]],
    ) -> float:
        """Write some aircraft's flight there and back; return the hour at which they are home."""
        serial = f"F-{len({stage.serial for stage in self.stages}) + 1:03d}"
        kind = self.mission.aircraft_type[self.mission.air_fleet[fleet].aircraft]
        hours = self.layout.network.speeds.stage_hours(out.step.leg, [kind], begins)
        turn = self.mission.doctrine.flight_turn_hours
        leg, field, home = out.step.leg, out.step.destination, out.step.origin
        there = up(begins + hours)
        leaves = up(there + turn)
        steps = (out.step, attrs.evolve(out.step, origin=field, destination=home))
        times = ((begins, there), (leaves, up(leaves + hours)))
        for number, (step, (since, until)) in enumerate(zip(steps, times, strict=True), start=1):
            self._stage(serial, number, leg.mode, Hop(step, since, until, hours), flown)
            seats = flown * kind.seats
            for (load, item), count in list(riders[number].items()):
                taken = min(count, seats) if load == LoadKind.PEOPLE else count
                seats -= taken if load == LoadKind.PEOPLE else 0
                if taken:
                    self._aloft(serial, number, load, item, taken)
                riders[number][load, item] = count - taken
        self.loads.append(
            Load(
                serial=serial,
                kind=LoadKind.AIRCRAFT,
                item=fleet,
                quantity=float(flown),
                board_stage=1,
                alight_stage=2,
            )
        )
        self._left(home, out.depart, begins)
        self._left(field, out.depart, leaves)
        return times[1][1]

    def _aloft(self, serial: str, stage: int, load: LoadKind, item: str, count: int) -> None:
        role = AboardRole.PASSENGER if load == LoadKind.PEOPLE else AboardRole.CARRIED
        self.loads.append(
            Load(
                serial=serial,
                kind=load,
                item=item,
                quantity=float(count),
                board_stage=stage,
                alight_stage=stage,
                role=role,
            )
        )

    # ---- sites and kit ----

    def _left(self, site: str, period: int, hour: float) -> None:
        self.leaves[site, period] = max(hour, self.leaves.get((site, period), 0.0))

    def _closes(self, site: str) -> float | None:
        """Return the hour at which a site closes: when the last have left it; None if it stays."""
        if site not in self.v.open:
            return None
        for t, column in enumerate(self.v.open[site]):
            if self.values[column] < HALF:
                return max(t * self.layout.hours, self.leaves.get((site, t), 0.0))
        return None

    def _closures(self) -> Iterator[Closure]:
        for name in self.v.open:
            closes, site = self._closes(name), self.mission.site[name]
            if closes is None:
                # Whoever has left by the end may close the door at the end.
                continue
            vacuum = 0.0
            if site.receiver and site.receiver_ready is not None:
                vacuum = max(0.0, self.mission.hours(site.receiver_ready) - closes) / 24
            yield Closure(site=name, close=self.mission.time(closes), vacuum_days=vacuum)

    def _disposals(self) -> Iterator[Disposal]:
        for ended in self.v.ended:
            count = self._count(ended.column)
            if not count:
                continue
            start, done = ended.start * self.layout.hours, ended.done * self.layout.hours
            yield Disposal(
                site=ended.site,
                lot=ended.lot.lot,
                disposition=ended.way,
                quantity=count,
                start=self.mission.time(start),
                done=self.mission.time(done),
            )
        for (fleet, site), columns in self.v.given_up.items():
            for t, column in enumerate(columns):
                if count := self._count(column):
                    when = self.mission.time(t * self.layout.hours)
                    yield Disposal(
                        site=site,
                        lot=fleet,
                        disposition=Way.ABANDON,
                        quantity=count,
                        start=when,
                        done=when,
                    )
