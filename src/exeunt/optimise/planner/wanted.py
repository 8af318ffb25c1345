"""What would go with a convoy, and how its places are shared when there is room for less."""

import math

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.forces import Lot
from exeunt.model.transport import Fleet, VehicleType
from exeunt.optimise.planner.draft import Draft
from exeunt.optimise.planner.keep import People
from exeunt.optimise.planner.stores.packing import Packed
from exeunt.optimise.planner.world import World


def takes_kit(kind: VehicleType) -> bool:
    """Say whether vehicles of a type take kit: not what has seats and room for a few bags."""
    return kind.payload_t > 0 and (kind.teu > 0 or kind.seats == 0)


def _carriers_coming(world: World, draft: Draft) -> int:
    """Return the plain carriers on their way to a convoy's home.

    A ship sails as soon as it is full; vehicles of the road go together, for they share escorts.
    """
    if draft.lane.mode != Mode.ROAD:
        return 0
    mission, trucks = world.mission, 0
    for item, n in world.arrivals.coming(draft.lane.home, LoadKind.VEHICLE).items():
        kind = mission.vehicle[mission.fleet[item].vehicle]
        if takes_kit(kind) and not kind.capabilities:
            trucks += n
    return trucks


@attrs.frozen
class FreeFleet:
    """Vehicles of a fleet that are free at a convoy's home."""

    fleet: Fleet
    type: VehicleType
    count: int

    @property
    def is_carrier(self) -> bool:
        """Say whether it takes kit."""
        return takes_kit(self.type)


@attrs.frozen
class Wish:
    """Kit that would go: ``slot`` is the vehicles of the convoy one unit takes.

    ``gain`` what moving one unit is worth; ``late`` what it costs if it never comes; ``aboard`` the
    share of a carrier that a unit of kit that drives takes where nobody drives it, inf where none
    takes it.
    """

    lot: Lot
    quantity: int
    gain: float
    slot: float
    driven: bool
    late: float = 0.0
    aboard: float = math.inf

    def carried(self, driven: int) -> "Wish":
        """Return what of it would be carried where so many units drive."""
        if not self.driven:
            return self
        left = self.quantity - driven if self.aboard < math.inf else 0
        return attrs.evolve(self, quantity=left, slot=self.aboard, driven=False)

    @property
    def rate(self) -> float:
        """What a vehicle of the convoy gains by it: kit that is late otherwise comes first."""
        return (self.gain + self.late) / max(self.slot, 0.01)

    @property
    def people(self) -> int:
        """People that a unit takes along if it drives: its crew, and those on its seats."""
        return self.lot.seats + self.lot.crew


@attrs.frozen
class Drive:
    """So many units of a wish that would drive."""

    wish: Wish
    count: int


class Wanted:
    """The vehicles a convoy would like, and how they are allotted when there is room for fewer.

    ``loads`` are the carriers it would fill, ``driven`` the kit that would drive, ``coach`` the
    coaches; ``total`` all of them. ``whole`` is what ``total`` would be if all kit were packed, and
    those carriers there that are on their way.
    """

    def __init__(
        self,
        world: World,
        draft: Draft,
        fleets: list[FreeFleet],
        wishes: list[Wish],
        waiting: People,
        drivers: int,
    ) -> None:
        """Count what the wishes and those who wait would take.

        Given the free fleets and so many who may drive.
        """
        self.final, self.fleets, self.waiting = draft.final, fleets, waiting
        self.wishes = wishes
        # What brings a capability is not for loads: it comes as far as the convoy must have it.
        plain = [free for free in fleets if not free.type.capabilities]
        self.carriers = sorted(
            (free for free in plain if free.is_carrier),
            key=lambda free: (-free.type.teu, -free.type.payload_t),
        )
        self.coaches = sorted(
            (free for free in plain if not free.is_carrier and free.type.seats > 0),
            key=lambda free: -free.type.seats,
        )
        yard = world.presence.free_yard(draft.lane.drop, draft.drop_time)
        handled = min(
            world.loading.left(draft.lane.pickup, draft.pickup_time),
            world.unloading.left(draft.lane.drop, draft.drop_time),
        )
        packed = world.packing.ready(draft.lane.pickup, draft.pickup_time)
        self.driven = self._count_driven(drivers, max(0.0, yard))
        trucks = sum(free.count for free in self.carriers)
        self.loads = min(self._count_loads(min(handled, yard), packed), trucks)
        seats = sum(drive.count * drive.wish.lot.seats for drive in self.driven)
        self.coach = self._count_coaches(max(0, sum(waiting.values()) - seats))
        self.total = self.loads + sum(drive.count for drive in self.driven) + self.coach
        self.unpacked = self._count_loads(min(handled, yard), Packed(packed.site, math.inf))
        trucks += _carriers_coming(world, draft)
        self.whole = self.total - self.loads + min(self.unpacked, trucks)

    def _count_loads(self, room: float, packed: Packed) -> int:
        """Return the carriers that what gains by going would fill, within so many TEU.

        As if there were any number of them.
        """
        loads = 0.0
        driven = {drive.wish.lot.lot: drive.count for drive in self.driven}
        for wish in (wish.carried(driven.get(wish.lot.lot, 0)) for wish in self.wishes):
            if wish.gain > 0 and wish.quantity > 0:
                units = math.floor(min(wish.quantity, packed.most(wish.lot)))
                packed.take(wish.lot, units)
                loads += units * wish.slot
        teu = max((free.type.teu for free in self.carriers), default=1.0) or 1.0
        return math.ceil(min(loads, max(0.0, room) / teu) - EPS)

    def _count_driven(self, crew: int, yard: float) -> list[Drive]:
        """Return the kit that would drive, as far as drivers and yard go."""
        driven, people, lifted = [], sum(self.waiting.values()), 0
        for wish in self.wishes:
            lot, n = wish.lot, wish.quantity
            if not wish.driven or lot.crew > crew:
                continue
            if lot.crew:
                n = min(n, crew // lot.crew)
            if lot.teu:
                n = int(min(n, yard / lot.teu + EPS))
            # In a last lift, kit that gains nothing drives only to take people out.
            if self.final and wish.gain <= 0:
                n = min(n, math.ceil(max(0, people - lifted) / max(1, wish.people)))
            if n > 0:
                driven.append(Drive(wish, n))
                crew -= n * lot.crew
                yard -= n * lot.teu
                lifted += n * wish.people
        return driven

    def _count_coaches(self, people: int) -> int:
        """Return the coaches that so many people would take, the largest first."""
        coaches = 0
        for free in self.coaches:
            n = min(free.count, math.ceil(people / free.type.seats))
            coaches += n
            people -= n * free.type.seats
            if people <= 0:
                break
        return coaches

    def allot(self, draft: Draft, size: int) -> None:
        """Share ``size`` places among coaches, driven kit and carriers: people go first."""
        coaches = min(self.coach, size)
        left = size - coaches
        self._take(draft, self.coaches, coaches)
        # A last lift drives away what it can: nobody will be left to drive it later.
        if self.final or self._drives_are_worth_more():
            left -= self._drive(draft, left)
            self._take(draft, self.carriers, min(self.loads, left))
        else:
            trucks = min(self.loads, left)
            self._take(draft, self.carriers, trucks)
            self._drive(draft, left - trucks)

    def _drives_are_worth_more(self) -> bool:
        """Say whether a place gains more by kit that drives than by a full carrier."""
        carried = (wish.rate for wish in self.wishes if not wish.driven)
        driven = (drive.wish.rate for drive in self.driven)
        return max(driven, default=0.0) > max(carried, default=0.0)

    def _drive(self, draft: Draft, places: int) -> int:
        """Let kit drive in so many places; return how many it takes."""
        used = 0
        for drive in self.driven:
            n = min(drive.count, places - used)
            if n > 0:
                draft.driven[drive.wish.lot.lot] = n
                used += n
        return used

    def _take(self, draft: Draft, fleets: list[FreeFleet], count: int) -> None:
        """Take so many vehicles of these fleets, in order."""
        for free in fleets:
            n = min(free.count, count)
            if n > 0:
                draft.add(free.fleet.fleet, n)
                count -= n
