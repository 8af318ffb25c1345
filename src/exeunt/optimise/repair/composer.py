"""Composes convoys that drive own vehicles out: crews, escorts, and what brings crews back."""

import math
from collections.abc import Mapping, Sequence

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.transport import Fleet, VehicleType
from exeunt.network.network import Hop, Network
from exeunt.optimise.own_vehicles import Lane, Stands
from exeunt.optimise.repair.columns import (
    Column,
    Errand,
    Rows,
    crews_of,
    end_place,
    joins_at,
)
from exeunt.optimise.repair.idle import Idle
from exeunt.optimise.repair.journeys import Journeys, breaks
from exeunt.optimise.repair.parked import Parked

FITTED = 4
"""Times that a convoy is composed with fewer vehicles, where coaches and trucks join it."""
MOST = 100
"""Vehicles in one serial, where nothing says how many may go."""
TRUCKS = 24
"""Trucks that come along for what a convoy uses up, at most."""


class Composer:
    """Composes the convoys of one plan."""

    def __init__(
        self,
        mission: Mission,
        network: Network,
        plan: Plan,
        stands: Mapping[Lane, Sequence[Stands]],
    ) -> None:
        """Keep what stands where, by where it would go."""
        self.mission, self.network, self.plan = mission, network, plan
        self.idle, self._stands = Idle(mission, plan), stands
        self.parked = Parked(mission, plan, self.idle)
        self.careful = False
        """Whether only those drive who would have left by then."""

    def compose(
        self, errand: Errand, hops: list[Hop], journeys: Journeys
    ) -> tuple[list[Hop], Column] | None:
        """Return the convoy of an errand and its stages; None where none is worth it, or could go.

        It goes back only where crews are not out at the exit.
        """
        room = self._room(errand, hops)
        for _ in range(FITTED):
            column = self._column(errand, hops, journeys, room)
            if column is None or not self._turned(errand, hops, column):
                return None
            driven = hops
            if self._ends_there(errand, column):
                driven = hops[: end_place(errand, hops) + 1]
            if not self._fed(errand, driven, column):
                return None
            over = column.size - self._room(errand, hops)
            if over <= 0:
                return driven, column
            room -= over
        return None

    def type(self, fleet: str) -> VehicleType:
        """Return the type of a fleet's vehicles."""
        return self.mission.vehicle[self.mission.fleet[fleet].vehicle]

    def _crews(self, vehicles: dict[str, int]) -> dict[str, int]:
        return crews_of(self.mission, vehicles)

    def _ends_there(self, errand: Errand, column: Column) -> bool:
        """Say whether no crews ride back from where the vehicles are left."""
        parties = (self.mission.party[one] for one in self._crews(column.out))
        return not errand.turns or all(self.mission.is_home(party, errand.end) for party in parties)

    def _column(
        self, errand: Errand, hops: list[Hop], journeys: Journeys, room: int
    ) -> Column | None:
        """Return the vehicles that pay for their own way, as many as have crews, and escorts."""
        leaves, comes = hops[0].depart, hops[end_place(errand, hops)].arrive
        pool: dict[str, int] = {}
        column = Column()
        for one in sorted(self._stands[errand.lane], key=lambda x: (-x.gain, x.fleet.fleet)):
            kind, party = self.type(one.fleet.fleet), one.fleet.crew_party
            if one.gain <= self._toll(errand, kind, one.fleet, hops):
                continue
            n = min(room, self.parked.at(one.fleet.fleet, errand.site, leaves, comes))
            if party and kind.crew:
                known = self.mission.party[party]
                if not (known.by_road or errand.lane.mode == Mode.SEA):
                    continue
                if party not in pool:
                    careful = self.careful
                    pool[party] = journeys.most(known, errand.site, leaves, careful=careful)
                there = pool[party]
                n = min(n, there // kind.crew)
                pool[party] -= n * kind.crew
            if n > 0:
                column.out[one.fleet.fleet] = n
                room -= n
        return self._escorted(hops, column)

    def _room(self, errand: Errand, hops: list[Hop]) -> int:
        """Return how many vehicles may go in one convoy."""
        limits: list[float | None] = [hop.step.leg.vehicles_per_day for hop in hops]
        if errand.lane.mode == Mode.ROAD:
            limits.append(self.mission.doctrine.convoy_max)
            limits.append(self.mission.site[errand.end].receive_vehicles_per_day)
        return min((int(limit) for limit in limits if limit is not None), default=MOST)

    def _toll(self, errand: Errand, kind: VehicleType, fleet: Fleet, hops: list[Hop]) -> float:
        """Return about what one vehicle more costs on its way: money, danger, and late crews."""
        mission, prices = self.mission, self.mission.prices
        crew = kind.crew if fleet.crew_party else 0
        litre = kind.fuel_l_per_km * prices.fuel_litre
        toll, exposed = 0.0, float(crew)
        if kind.armoured:
            exposed *= mission.doctrine.armour_factor
        for hop in hops:
            toll += hop.step.leg.km * (kind.cost_per_km + litre) * prices.money
            one = self.network.casualties(hop.step.leg, hop.depart, exposed)
            none = self.network.casualties(hop.step.leg, hop.depart, 0.0)
            toll += (one - none) * prices.casualty
            if hop.step.destination == errand.end:
                break
        party = fleet.crew_party
        if party and not mission.is_home(mission.party[party], errand.end):
            late = hops[-1].arrive - mission.hours(mission.deadline)
            toll += max(0.0, late) / 24 * crew * prices.person_day_late
        return toll

    # ---- what the road asks for ----

    def _asked(self, hops: list[Hop], vehicles: dict[str, int]) -> dict[str, int]:
        """Return the teams that a convoy lacks on some stages, by capability."""
        lacking: dict[str, int] = {}
        plain = sum(n for f, n in vehicles.items() if not self.type(f).capabilities)
        for rule in self.mission.requirements:
            applies = rule.activity == "convoy" and any(
                rule.where in {"*", hop.step.leg.leg, hop.step.leg.mode}
                and self.network.strikes(hop.step.leg, hop.depart) >= rule.threat_from
                for hop in hops
            )
            if not applies:
                continue
            per = math.ceil(plain / rule.per_vehicles - EPS) if rule.per_vehicles else 0
            have = sum(
                n * int(dict(self.type(f).capabilities).get(rule.capability, 0))
                for f, n in vehicles.items()
            )
            lack = max(int(rule.amount), per) - have
            if lack > 0:
                lacking[rule.capability] = max(lack, lacking.get(rule.capability, 0))
        return lacking

    def _escorted(self, hops: list[Hop], column: Column) -> Column | None:
        """Return a convoy without plain vehicles for which it lacks teams; None for none."""
        while self._asked(hops, column.out):
            plain = [f for f, n in column.out.items() if n and not self.type(f).capabilities]
            if not plain:
                return None
            column.out[plain[-1]] -= 1
        column.out = {fleet: n for fleet, n in column.out.items() if n}
        return column if sum(column.out.values()) >= max(1, self._least(hops)) else None

    def _turned(self, errand: Errand, hops: list[Hop], column: Column) -> bool:
        """Choose what brings crews back who are not out at the exit; False where nothing can."""
        if self._ends_there(errand, column):
            return True
        back = hops[end_place(errand, hops) + 1 :]
        if not back:
            return False
        self._take_coaches(errand, column, hops[joins_at(errand, hops)].depart)
        gains = {one.fleet.fleet: one.gain for one in self._stands[errand.lane]}
        while self._riders(errand, column) > self._seats(column):
            seated = [f for f, n in column.out.items() if n and self._worth_back(f) > 0]
            if not seated:
                return False
            column.go_back(min(seated, key=lambda f: (gains[f] / self._worth_back(f), f)))
        while lacking := self._asked(back, {**column.back, **column.coaches}):
            wanted = next(iter(sorted(lacking)))
            brings = [
                f for f, n in column.out.items() if n and wanted in dict(self.type(f).capabilities)
            ]
            if not brings:
                return False
            column.go_back(min(brings, key=lambda f: (gains[f], f)))
        size = sum(column.back.values()) + sum(column.coaches.values())
        for _ in range(size, self._least(back)):
            staying = [f for f, n in column.out.items() if n]
            if not staying:
                return False
            column.go_back(min(staying, key=lambda f: (gains[f], f)))
        column.out = {fleet: n for fleet, n in column.out.items() if n}
        return bool(column.out)

    def _least(self, hops: list[Hop]) -> int:
        """Return the vehicles with which a convoy may go at least."""
        by_road = all(hop.step.leg.mode == Mode.ROAD for hop in hops)
        if by_road and any(self.network.strikes(hop.step.leg, hop.depart) > 0 for hop in hops):
            return math.ceil(self.mission.doctrine.convoy_min)
        return 1

    def _worth_back(self, fleet: str) -> int:
        """Return how many seats are gained where a vehicle comes back instead of staying."""
        kind = self.type(fleet)
        return kind.seats + (kind.crew if self.mission.fleet[fleet].crew_party else 0)

    def _riders(self, errand: Errand, column: Column) -> int:
        """Return the crews who ride back from the exit."""
        crews = self._crews(column.out)
        if not errand.turns:
            return 0
        home = {p for p in crews if self.mission.is_home(self.mission.party[p], errand.end)}
        return sum(n for party, n in crews.items() if party not in home)

    def _seats(self, column: Column) -> int:
        vehicles = [*column.back.items(), *column.coaches.items()]
        return sum(n * self.type(fleet).seats for fleet, n in vehicles)

    def _take_coaches(self, errand: Errand, column: Column, joins: float) -> None:
        """Take hired vehicles with seats that stand idle where crews turn back to."""
        idle = []
        for fleet in self.mission.fleets:
            kind = self.type(fleet.fleet)
            post = (LoadKind.VEHICLE, fleet.fleet, errand.turn)
            there = self.idle.at(post, joins)
            plain = kind.mode == errand.lane.mode and kind.seats and not kind.capabilities
            if there and plain and not fleet.crew_party and fleet.ownership != "own":
                idle.append((kind.seats, fleet.fleet, there))
        riders = self._riders(errand, column)
        for seats, name, there in sorted(idle, key=lambda one: (-one[0], one[1])):
            n = min(there, math.ceil(riders / seats))
            if n > 0:
                column.coaches[name] = n
                riders -= n * seats

    # ---- what it eats and drinks ----

    def _fed(self, errand: Errand, hops: list[Hop], column: Column) -> bool:
        """Take trucks along for what people eat and drink; say whether the convoy is lawful then.

        Hired ones join where crews turn back to, or leave with the others; or own ones come back.
        """
        for _ in range(TRUCKS):
            stages, loads = Rows(self.mission, self.plan, errand, hops, column).written()
            breach = breaks(self.mission, stages, loads)
            if breach is None or breach.rule == "convoy_size":
                return True
            if breach.rule != "capacity":
                return False
            if not self._truck(errand, hops, column, breach.stage):
                return False
        return False

    def _truck(self, errand: Errand, hops: list[Hop], column: Column, stage: int) -> bool:
        """Take one truck more along, aboard on a stage; say whether there is one."""
        joins = joins_at(errand, hops)
        if stage > joins and self._hired(errand, column.coaches, errand.turn, hops[joins].depart):
            return True
        if self._hired(errand, column.back, errand.site, hops[0].depart):
            return True
        own = [
            (one.gain / self.type(one.fleet.fleet).payload_t, one.fleet.fleet)
            for one in self._stands[errand.lane]
            if column.out.get(one.fleet.fleet) and self.type(one.fleet.fleet).payload_t > 1
        ]
        # Own trucks that stay at the exit are there already on the way out.
        if own and stage > end_place(errand, hops) + 1:
            column.go_back(min(own)[1])
            return True
        return False

    def _hired(self, errand: Errand, part: dict[str, int], site: str, t: float) -> bool:
        """Take a hired truck that is idle at a site into a part of a convoy, if there is one."""
        idle = []
        for fleet in self.mission.fleets:
            kind = self.type(fleet.fleet)
            there = self.idle.at((LoadKind.VEHICLE, fleet.fleet, site), t)
            hired = not fleet.crew_party and fleet.ownership != "own"
            plain = kind.mode == errand.lane.mode and not kind.capabilities and kind.payload_t > 1
            if hired and plain and there > part.get(fleet.fleet, 0):
                idle.append((kind.cost_per_km, fleet.fleet))
        if not idle:
            return False
        chosen = min(idle)[1]
        part[chosen] = part.get(chosen, 0) + 1
        return True
