"""Serials of the master: lanes by period as columns, with their vehicles and all aboard."""

import math
from collections import defaultdict
from collections.abc import Mapping

import attrs

from exeunt.clock.spans import holds
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.loads import vehicle_share
from exeunt.network.ways import Step
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.master.people import People
from exeunt.optimise.reduce.groups import Group
from exeunt.optimise.reduce.lanes import Lane, Run
from exeunt.optimise.rows import Term

MOST_SERIALS = 40.0
"""Serials of one lane in one period, at most."""


@attrs.define
class Serials:
    """A lane in a period: its columns."""

    run: Run
    k: int
    serials: int
    vehicles: dict[str, int] = attrs.field(factory=dict)
    carried: dict[str, int] = attrs.field(factory=dict)
    driven: dict[str, int] = attrs.field(factory=dict)
    people: list[tuple[Group, int]] = attrs.field(factory=list)
    riding_back: int | None = None


@attrs.frozen
class _Danger:
    """The price of strikes on a serial: on all its way, and on its loaded part."""

    whole: float
    loaded: float


class Carriage:
    """Columns for serials by surface."""

    def __init__(self, frame: Frame, kit: Kit, people: People) -> None:
        """Keep the frame, and the stores that loads leave and come to."""
        self.f, self.mission, self.kit, self.people = frame, frame.mission, kit, people
        self.all: list[Serials] = []
        self._busy: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._loaded: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._unloaded: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._packed: dict[tuple[str, int], list[Term]] = defaultdict(list)
        self._gates: dict[tuple[str, int], list[Term]] = defaultdict(list)

    def build(self, moving: Mapping[str, frozenset[str]]) -> None:
        """Write all lanes in all periods; ``moving`` are the sites that keys gain by leaving."""
        for lane in self.f.lanes.all:
            if self.f.is_full():
                return
            for k in range(self.f.time.n):
                self._lane(lane, k, moving)

    # ---- one lane in one period ----

    def _lane(self, lane: Lane, k: int, moving: Mapping[str, frozenset[str]]) -> None:
        f, mission = self.f, self.mission
        mid = f.time.mid(k)
        run = f.lanes.run(lane, mid)
        if run is None or mid - run.before < min(mission.doctrine.notice_hours, f.end):
            return
        if mid + run.on + run.after > f.end:
            return
        fleets = [fleet for fleet in self._fleets(lane) if self._serves(fleet, run, mid)]
        needs = self._needs(run, mid)
        if not fleets or not self._manned(fleets, needs):
            return
        danger = self._danger(run, mid)
        serials = f.lp.column(
            danger.whole * mission.doctrine.fixed_share, MOST_SERIALS, whole=True, block="harm"
        )
        one = Serials(run, k, serials)
        for fleet in fleets:
            one.vehicles[fleet.fleet] = f.lp.column(
                self._fare(fleet, run, danger), block="carriage"
            )
        self._kit_aboard(one, moving)
        self._people_aboard(one, danger)
        if not (one.carried or one.driven or one.people):
            return
        self._rows(one, needs)
        self.all.append(one)

    def _fleets(self, lane: Lane) -> list[Fleet]:
        return [
            fleet
            for fleet in self.mission.fleets
            if fleet.site == lane.home
            and fleet.count
            and self.mission.vehicle[fleet.vehicle].mode == lane.mode
        ]

    def _serves(self, fleet: Fleet, run: Run, mid: float) -> bool:
        hours = self.mission.hours
        since = 0.0 if fleet.available_from is None else hours(fleet.available_from)
        until = math.inf if fleet.available_to is None else hours(fleet.available_to)
        return since <= mid - run.before and mid + run.on + run.after <= until

    def _steps(self, run: Run) -> tuple[Step, ...]:
        return (*run.out, *run.loaded, *run.back)

    def _danger(self, run: Run, t: float) -> _Danger:
        whole = sum(self.f.strikes(step, t) for step in self._steps(run))
        return _Danger(whole, sum(self.f.strikes(step, t) for step in run.loaded))

    def _each(self, strikes: float) -> float:
        """Return what one exposed person more costs, of the price of strikes."""
        doctrine = self.mission.doctrine
        return strikes * (1 - doctrine.fixed_share) / doctrine.reference_people

    def _fare(self, fleet: Fleet, run: Run, danger: _Danger) -> float:
        """Return what a vehicle costs that goes with a serial: money, and its crew's danger."""
        mission, kind = self.mission, self.mission.vehicle[fleet.vehicle]
        km = sum(step.leg.km for step in self._steps(run))
        by_km = kind.cost_per_km + kind.fuel_l_per_km * mission.prices.fuel_litre
        money = (by_km * km + kind.cost_per_day * run.hours / 24) * mission.prices.money
        sheltered = mission.doctrine.armour_factor if kind.armoured else 1.0
        return money + self._each(danger.whole) * kind.crew * sheltered

    def _needs(self, run: Run, t: float) -> dict[str, tuple[float, float]]:
        """Return the teams that a serial needs: at least, and for each vehicle, by capability."""
        needs: dict[str, tuple[float, float]] = {}
        if run.lane.mode != Mode.ROAD:
            return needs
        for need in self.mission.requirements:
            if need.activity != "convoy":
                continue
            for step in self._steps(run):
                asked = need.where in {step.leg.leg, "*", run.lane.mode}
                if asked and self.f.network.strikes(step.leg, t) >= need.threat_from:
                    least, share = needs.get(need.capability, (0.0, 0.0))
                    each = 1 / need.per_vehicles if need.per_vehicles else 0.0
                    needs[need.capability] = (max(least, need.amount), max(share, each))
        return needs

    def _brings(self, fleet: Fleet, capability: str) -> float:
        return dict(self.mission.vehicle[fleet.vehicle].capabilities).get(capability, 0.0)

    def _manned(self, fleets: list[Fleet], needs: dict[str, tuple[float, float]]) -> bool:
        return all(
            sum(fleet.count * self._brings(fleet, capability) for fleet in fleets) >= least
            for capability, (least, _) in needs.items()
        )

    def _kit_aboard(self, one: Serials, moving: Mapping[str, frozenset[str]]) -> None:
        f, lane, k = self.f, one.run.lane, one.k
        kinds = [self.mission.vehicle[self.mission.fleet[x].vehicle] for x in one.vehicles]
        arrives = f.time.of(f.time.mid(k) + one.run.on)
        km = sum(step.leg.km for step in one.run.loaded)
        for key, pickups in moving.items():
            lot = f.keys.one(key)
            if lane.pickup not in pickups or f.time.edges[k + 1] <= self.kit.ready(key):
                continue
            end = self._end_at(key, lane.drop, k, one.run)
            if end is None or not self._may_enter(one.run, "cargo", lot.provider, k):
                continue
            drives = lot.self_driving and lane.mode == Mode.ROAD
            if not drives and any(vehicle_share(lot, kind) < math.inf for kind in kinds):
                one.carried[key] = f.lp.column(end, block="shipped")
                self._moves(key, one.carried[key], lane, k, arrives)
            if drives:
                fuel = lot.burns_l_per_km * km * self.mission.prices.fuel_litre
                one.driven[key] = f.lp.column(
                    end + fuel * self.mission.prices.money, block="shipped"
                )
                self._moves(key, one.driven[key], lane, k, arrives)

    def _moves(self, key: str, column: int, lane: Lane, k: int, arrives: int) -> None:
        self.kit.at(key, lane.pickup).goes[k].append((column, 1.0))
        if self.mission.site[lane.drop].role != SiteRole.EXIT:
            self.kit.at(key, lane.drop).comes[arrives].append((column, 1.0))

    def _end_at(self, key: str, drop: str, k: int, run: Run) -> float | None:
        """Return what a unit pays that comes to a drop: its end at an exit, nothing at a hub."""
        if self.mission.site[drop].role != SiteRole.EXIT:
            return 0.0
        cost = self.kit.shipped(key, drop)
        if cost == math.inf:
            return None
        lot, t = self.f.keys.one(key), self.f.time.mid(k) + run.on
        if lot.due_by is not None:
            late = max(0.0, t - self.mission.hours(lot.due_by)) / 24
            cost += late * self.mission.prices.unit_day_late
        return cost

    def _may_enter(self, run: Run, payload: str, provider: str, k: int) -> bool:
        nation = self.f.network.nation(provider)
        t = self.f.time.mid(k)
        return all(holds(self.f.network.leave(s, payload, nation), t) for s in run.loaded)

    def _people_aboard(self, one: Serials, danger: _Danger) -> None:
        f, lane, k = self.f, one.run.lane, one.k
        arrives = f.time.of(f.time.mid(k) + one.run.on)
        each = self._each(danger.loaded)
        for group, there in f.groups.count.items():
            hub = self.mission.site[lane.pickup].role == SiteRole.HUB
            if lane.pickup in group.homes or not (lane.pickup in there or hub):
                continue
            if not (group.by_road or lane.mode == Mode.SEA):
                continue
            if not (self.people.may_leave(group, k) and self._rides(one.run, group, k)):
                continue
            column = f.lp.column(each, block="harm")
            one.people.append((group, column))
            self.people.at(group, lane.pickup).goes[k].append((column, 1.0))
            if lane.drop not in group.homes:
                self.people.at(group, lane.drop).comes[min(arrives, f.time.n - 1)].append(
                    (column, 1.0)
                )
        riders: list[Term] = [(column, 1.0) for _, column in one.people]
        self._while_open(one, riders, arrives)
        if one.driven and lane.home == lane.pickup and one.run.back:
            one.riding_back = f.lp.column(self._each(danger.whole), block="harm")

    def _while_open(self, one: Serials, riders: list[Term], arrives: int) -> None:
        """Rows: who and what is aboard finds pickup and drop open."""
        lane, k = one.run.lane, one.k
        columns = {*one.carried.values(), *one.driven.values()}
        loads: list[Term] = [(column, 1.0) for column in sorted(columns)]
        for terms, most in ((riders, self.people.most), (loads, self.kit.most)):
            if terms:
                self.f.while_open(terms, most(lane.pickup), lane.pickup, k)
                if arrives < self.f.time.n:
                    self.f.while_open(terms, most(lane.drop), lane.drop, arrives)

    def _rides(self, run: Run, group: Group, k: int) -> bool:
        t = self.f.time.mid(k)
        return all(holds(self.f.network.leave(s, "people", group.nation), t) for s in run.loaded)

    # ---- rows ----

    def _kinds(self, one: Serials) -> list[tuple[int, VehicleType]]:
        fleet, vehicle = self.mission.fleet, self.mission.vehicle
        return [(column, vehicle[fleet[name].vehicle]) for name, column in one.vehicles.items()]

    def _rows(self, one: Serials, needs: dict[str, tuple[float, float]]) -> None:
        f, doctrine, keys = self.f, self.mission.doctrine, self.f.keys
        kinds = self._kinds(one)
        every: list[Term] = [(column, 1.0) for column, _ in kinds]
        driven: list[Term] = [(column, 1.0) for column in one.driven.values()]
        if one.run.lane.mode == Mode.ROAD:
            f.lp.row([*every, *driven, (one.serials, -float(doctrine.convoy_max))], high=0.0)
            f.lp.row([*every, (one.serials, -float(doctrine.convoy_min))], low=0.0)
        else:
            f.lp.row([*every, (one.serials, -1.0)], low=0.0)
            f.lp.row([*every, (one.serials, -float(doctrine.convoy_max))], high=0.0)
        for capability, (least, share) in needs.items():
            teams = [
                (column, self._brings(self.mission.fleet[name], capability))
                for name, column in one.vehicles.items()
            ]
            teams = [(column, n) for column, n in teams if n]
            if least:
                f.lp.row([*teams, (one.serials, -least)], low=0.0)
            if share:
                guarded = [(c, -share) for c, kind in kinds if not kind.capabilities]
                guarded += [(c, -share) for c, _ in driven]
                f.lp.row([*teams, *guarded], low=0.0)
        self._room(one, kinds)
        riders: list[Term] = [(column, 1.0) for _, column in one.people]
        back = one.riding_back
        if back is not None:
            riders.append((back, 1.0))
            places = [(column, -float(kind.seats)) for column, kind in kinds if kind.seats]
            f.lp.row([(back, 1.0), *places], high=0.0)
        if riders:
            seats = [(column, -float(kind.seats)) for column, kind in kinds if kind.seats]
            seats += [
                (column, -float(keys.one(key).seats + keys.one(key).crew))
                for key, column in one.driven.items()
            ]
            f.lp.row([*riders, *seats], high=0.0)
        crews = [(c, -float(keys.one(key).crew)) for key, c in one.driven.items()]
        crews = [(c, n) for c, n in crews if n]
        if crews and riders:
            f.lp.row([*riders, *crews], low=0.0)
        elif crews:
            f.lp.row(crews, low=0.0)
        self._account(one)

    def _room(self, one: Serials, kinds: list[tuple[int, VehicleType]]) -> None:
        """Rows: what is carried fits, in shares of vehicles; outsize kit on what takes it."""
        f, keys = self.f, self.f.keys
        if not one.carried:
            return
        shares: list[Term] = []
        outsize: list[Term] = []
        for key, column in one.carried.items():
            lot = keys.one(key)
            least = min(vehicle_share(lot, kind) for _, kind in kinds)
            shares.append((column, least))
            if lot.outsize:
                outsize.append((column, least))
        takes = [(c, -1.0) for c, kind in kinds if kind.payload_t > 0 and _loads(kind)]
        f.lp.row([*shares, *takes], high=0.0)
        low = [(c, -1.0) for c, kind in kinds if kind.outsize and _loads(kind)]
        if outsize and len(low) < len(takes):
            f.lp.row([*outsize, *low], high=0.0)

    def _account(self, one: Serials) -> None:
        """Note what a serial takes of what others share with it."""
        f, lane, k = self.f, one.run.lane, one.k
        mid = f.time.mid(k)
        since, until = mid - one.run.before, mid + one.run.on + one.run.after
        for name, column in one.vehicles.items():
            for j in range(f.time.of(since), min(f.time.n - 1, f.time.of(until)) + 1):
                share = f.time.share(j, since, until)
                if share > 0:
                    self._busy[name, j].append((column, share))
        arrives = min(f.time.n - 1, f.time.of(mid + one.run.on))
        for key, column in one.carried.items():
            teu = f.keys.one(key).teu
            if teu:
                self._loaded[lane.pickup, k].append((column, teu))
                self._unloaded[lane.drop, arrives].append((column, teu))
                if self.kit.start.get((key, lane.pickup)):
                    self._packed[lane.pickup, k].append((column, teu))
        for column in (*one.vehicles.values(), *one.driven.values()):
            if lane.mode == Mode.ROAD:
                self._gates[lane.drop, arrives].append((column, 1.0))

    def share(self) -> None:
        """Rows, once it is written who is where: what serials share with one another.

        Vehicles and crews that there are, rates of handling, packing and gates.
        """
        f, mission = self.f, self.mission
        for (name, k), terms in self._busy.items():
            fleet = mission.fleet[name]
            most = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
            f.lp.row(terms, high=float(most))
            self._crewed(fleet, k, terms)
        for what, rows in (("load", self._loaded), ("unload", self._unloaded)):
            for (site, k), terms in rows.items():
                place = mission.site[site]
                rate = place.load_teu_per_day if what == "load" else place.unload_teu_per_day
                if rate is not None:
                    f.lp.row(terms, high=rate * f.time.days(k))
                    f.while_open(terms, rate * f.time.days(k), site, k)
        for packing in mission.sites:
            if packing.pack_teu_per_day is not None:
                so_far: list[Term] = []
                for k in range(f.time.n):
                    so_far += self._packed.get((packing.site, k), [])
                    f.lp.row(so_far, high=packing.pack_teu_per_day * f.time.edges[k + 1] / 24)
        for (site_name, k), terms in self._gates.items():
            gate = mission.site[site_name].receive_vehicles_per_day
            if gate is not None:
                f.lp.row(terms, high=gate * f.time.days(k))

    def _crewed(self, fleet: Fleet, k: int, terms: list[Term]) -> None:
        """Row: who crews a fleet is still at its home."""
        crew = self.mission.vehicle[fleet.vehicle].crew
        if not fleet.crew_party or not crew:
            return
        group = self.f.groups.of.get(fleet.crew_party)
        if group is None:
            return
        there = self.people.present.get((group, fleet.site))
        if there is not None:
            self.f.lp.row([(there[k], 1.0), *((c, -crew * share) for c, share in terms)], low=0.0)


def _loads(kind: VehicleType) -> bool:
    """Say whether vehicles of a type take kit: not what has seats and room for a few bags."""
    return kind.teu > 0 or kind.seats == 0
