"""Build one plan, forward in time, by given tactics."""

from collections.abc import Callable, Collection

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Request
from exeunt.network.network import Network
from exeunt.optimise.planner.charges import pays
from exeunt.optimise.planner.closing import Closing
from exeunt.optimise.planner.convoys import Convoys
from exeunt.optimise.planner.disposals import Disposals
from exeunt.optimise.planner.draft import Draft, Lane, book
from exeunt.optimise.planner.evacuation import Evacuation
from exeunt.optimise.planner.flights import Flights
from exeunt.optimise.planner.gathering import Gathering
from exeunt.optimise.planner.haste import in_full
from exeunt.optimise.planner.keep import Keep
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.parting import Parting
from exeunt.optimise.planner.resumed import Resumed
from exeunt.optimise.planner.room import people_left
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.wanted import takes_kit
from exeunt.optimise.planner.world import CutError, World
from exeunt.optimise.planner.worth import Worth

DAY_HOURS = 24
AMPLE_TRIPS = 4
"""How many times over all could go in the time that is left, for it to be ample."""


@attrs.frozen
class Built:
    """A plan as built, with the serials tried for it.

    ``unshipped`` are the units of lots that were not shipped from where they stood.
    """

    plan: Plan
    unshipped: dict[tuple[str, str], int]
    work: int


def build(
    mission: Mission,
    network: Network,
    worth: Worth,
    tactics: Tactics,
    stop: Callable[[], bool] = lambda: False,
    passes_over: Callable[[float], bool] = in_full,
    resumed: Resumed | None = None,
) -> Built | None:
    """Return the plan that these tactics make (in each period dispose, close, fly, drive).

    It is None where stopped. In periods that are passed over nothing is decided; ``passes_over`` is
    asked when such a share of them has been gone through. One that is ``resumed`` goes on from what
    has begun.
    """
    try:
        if resumed is None:
            return _built(World(mission, network, stop=stop), worth, tactics, passes_over)
        world = resumed.world(network, stop)
        built = _built(world, worth, tactics, passes_over, resumed)
        return attrs.evolve(built, plan=resumed.renamed(built.plan))
    except CutError:
        return None


def _built(
    world: World,
    worth: Worth,
    tactics: Tactics,
    passes_over: Callable[[float], bool],
    resumed: Resumed | None = None,
) -> Built:
    """Build a plan in a world, from an hour on where it goes on from what has begun.

    Raises:
        CutError: somebody asked to stop.
    """
    mission, network = world.mission, world.network
    keep = Keep(world, tactics, worth.clients)
    disposals = Disposals(world, worth, tactics)
    flights = Flights(world, worth, keep, tactics, disposals.reserved)
    convoys = Convoys(world, worth, keep, tactics, flights)
    closing = Closing(world, worth, tactics, convoys, flights, disposals)
    evacuation = Evacuation(world, worth, tactics, closing.lifts)
    roads = Roads(world, worth, tactics, convoys)
    parting = Parting(world, keep, disposals)
    since = 0.0
    if resumed is not None:
        since, closing.told = resumed.since, resumed.told
    left: dict[tuple[str, str], int] = {}
    # In periods of a day all is decided at dawn: who came in the evening has had a night by then,
    # and not at midnight.
    dawn = network.daytime.dawn() if mission.period_hours == DAY_HOURS else 0.0
    for k in range(world.calendar.periods - 1):
        t = k * mission.period_hours + dawn
        if t < since:
            continue
        world.go_on()
        between = k % tactics.every and t < tactics.daily_from
        if between or passes_over(k / world.calendar.periods):
            continue
        world.advance(t)
        disposals.early(t)
        parting.settle(t)
        # Serials are being warned: nothing moves.
        if t < mission.doctrine.notice_hours:
            continue
        closing.clock = t
        for site in closing.open_sites():
            if closing.due(site, t):
                left.update(_close(world, closing, site, t))
        for site in evacuation.due(t):
            evacuation.evacuate(site, t)
        flights.fly(t, frozenset(world.closed.sites))
        roads.drive(t, closing.together)
    left.update(_wind_up(world, disposals))
    return Built(world.written.plan(requests(mission)), left, world.tried)


def _close(world: World, closing: Closing, site: str, t: float) -> dict[tuple[str, str], int]:
    """Try to close a site; return the units of lots that were there and did not ship."""
    before = dict(world.kit.at(site))
    booked = len(world.written.loads)
    if not closing.close(site, t):
        return {}
    last_loads = world.written.loads[booked:]
    shipped = {load.item: int(load.quantity) for load in last_loads if load.kind == "lot"}
    return {
        (lot, site): n - shipped.get(lot, 0) for lot, n in before.items() if n > shipped.get(lot, 0)
    }


def _wind_up(world: World, disposals: Disposals) -> dict[tuple[str, str], int]:
    """Dispose of what is still at open sites at the end of planning; return what that was."""
    left = {}
    world.advance(world.calendar.end)
    for site, lots in world.kit:
        if world.mission.site[site].role in {"exit", "junction"} or site in world.closed:
            continue
        for item in sorted(lots):
            left[item, site] = lots[item]
            lot = world.mission.lot[item]
            if not lot.ready_from or world.mission.hours(lot.ready_from) <= world.calendar.end:
                end = world.calendar.end
                lift = Lift.EVERYBODY
                disposals.dispose(site, lot, lots[item], end, end, abandon=True, lift=lift)
    return left


def requests(mission: Mission) -> tuple[Request, ...]:
    """List the permissions that are not granted, by the last moment to ask."""
    found = []
    for p in mission.permissions:
        if p.state == "granted":
            continue
        needed = max(0.0, (mission.hours(p.valid_from) if p.valid_from else 0.0) - p.lead_days * 24)
        what = f"{p.payload} by {p.mode}" if p.mode != "import" else "import"
        found.append(
            Request(
                permission=p.permission,
                ask_by=mission.time(needed),
                reason=f"{what}, {p.where}: {p.state}",
            )
        )
    return tuple(sorted(found, key=lambda r: (r.ask_by, r.permission)))


class Roads:
    """Chooses which lanes to run in a period, and when a convoy is worth sending."""

    def __init__(self, world: World, worth: Worth, tactics: Tactics, convoys: Convoys) -> None:
        """Keep what choosing needs."""
        self.world, self.worth, self.tactics, self.convoys = world, worth, tactics, convoys
        self.mission, self.gathering = world.mission, Gathering(world, worth, tactics)
        self._failed: dict[Lane, tuple[int, ...]] = {}
        self._idle: dict[Lane, tuple[int, ...]] = {}

    def drive(self, t: float, together: Collection[str] = ()) -> None:
        """Send the convoys of the period of hour ``t``, sites of high priority first.

        From sites whose people all leave ``together`` soon, their own vehicles do not go before.
        """
        for lane in self._lanes(t):
            if lane.home == lane.pickup and lane.home in together:
                continue
            if self.gathering.rests(lane, t):
                continue
            state = self._state(lane, t)
            if self._failed.get(lane) == state or self._idle.get(lane) == (state[1], *state[3:]):
                continue
            for _ in range(self.worth.parameters.most_convoys_per_lane):
                if not self.world.vehicles.any_at(lane.home):
                    break
                draft = self.convoys.compose(lane, t)
                if draft is None or not self._worth_sending(draft, t):
                    self._failed[lane] = self._state(lane, t)
                    if draft is None and self.convoys.idle:  # whatever there is at home and drop
                        self._idle[lane] = (self._failed[lane][1], *self._failed[lane][3:])
                    break
                book(self.world, draft)
                self.convoys.first.sent(lane, t)

    def _state(self, lane: Lane, t: float) -> tuple[int, ...]:
        """Return what must have changed before a lane that gave no convoy is tried again.

        Unless a few days have passed.
        """
        changes = self.world.versions.of
        again = (
            max(1.0, 72.0 / self.mission.period_hours) if self.mission.period_hours >= 24 else 1.0
        )
        return (
            changes(lane.home),
            changes(lane.pickup),
            changes(lane.drop),
            self.world.network.era(t),
            int(t / self.mission.period_hours / again),
        )

    def _lanes(self, t: float) -> list[Lane]:
        homes, onward = self.convoys.ways.homes(), self.tactics.onward
        based = self.convoys.ways.based
        found: dict[Lane, float] = {}
        for payload in ("cargo", "people"):
            for way in self.worth.ways(t, payload):
                p, d = way.origin, way.destination
                if (
                    way.mode == "air"
                    or p in self.world.closed
                    or d in self.world.closed
                    or not self._busy(p)
                    or self.convoys.keep.closes_first(d, t + way.hours)
                ):
                    continue
                for home in homes:
                    if onward or home in {p, d} or not {p, d} & based:
                        returns = home != d and not onward
                        found[Lane(way.mode, home, p, d, returns=returns)] = way.hours
        sign = -1 if self.tactics.far_first else 1
        return sorted(
            found,
            key=lambda x: (
                not self.convoys.first.due(x, t),
                -self.tactics.priority.get(x.pickup, 0.0),
                sign * found[x],
                x.home,
                x.pickup,
                x.drop,
                x.mode,
            ),
        )

    def _busy(self, site: str) -> bool:
        return any(n > 0 for n in self.world.kit.at(site).values()) or any(
            n > 0 for n in self.world.people.at(site).values()
        )

    def _worth_sending(self, draft: Draft, t: float) -> bool:
        """Say whether a convoy goes now: it pays, is full enough, or something presses."""
        if draft.delivered or self._presses(draft, t):
            return True
        left = self.tactics.close_at.get(draft.lane.pickup, self.world.calendar.end) - t
        may_wait = not draft.riders or self._may_wait(draft, t)
        if left < 10 * self.mission.period_hours:
            # Soon only the last lift is left for kit: it goes now, or never.
            return bool(draft.riders) or self._pays(draft, t)
        if (may_wait and not self._pays(draft, t)) or self.gathering.waits(draft, t):
            return False
        return (not may_wait and self._coaches_full(draft)) or self._is_full(draft, t)

    def _is_full(self, draft: Draft, t: float) -> bool:
        """Wait for a fuller convoy where vehicles are still to come back."""
        plain = sum(
            n
            for f, n in draft.vehicles.items()
            if not self.mission.vehicle[self.mission.fleet[f].vehicle].capabilities
        ) + sum(draft.driven.values())
        full = min(draft.wanted, self.mission.doctrine.convoy_max)
        away = self.world.arrivals.are_expected(draft.lane.home, frozenset({LoadKind.VEHICLE}))
        if plain < self.tactics.fill * full and (away or draft.growing):
            return False
        if draft.carried and self._half_empty(draft, t):
            return False
        if not (draft.carried or draft.driven):
            seats = sum(
                n * self.mission.vehicle[self.mission.fleet[f].vehicle].seats
                for f, n in draft.vehicles.items()
            )
            # A drop that receives fewer than a ship has places is served by ships half empty.
            return draft.lifted >= 0.5 * min(seats, people_left(self.world, draft))
        return True

    def _pays(self, draft: Draft, t: float) -> bool:
        """Say whether a convoy gains what it costs: by its kit, or whom nothing else fetches."""
        flown = self.convoys.flights.appetite(draft.lane.pickup, t) >= 0
        return pays(self.world, self.worth, draft, flown=flown)

    def _may_wait(self, draft: Draft, t: float) -> bool:
        """Say whether all who are where riders board could go several times over later."""
        left = self.tactics.release_at - t
        trips = left / max(EPS, draft.hops[-1].arrive - draft.hops[0].depart)
        needed = self.world.people.count(draft.lane.pickup) / draft.lifted
        return trips > AMPLE_TRIPS * needed

    def _coaches_full(self, draft: Draft) -> bool:
        """Say whether a convoy has coaches whose seats are taken: no more people could ride."""
        kinds = [
            (n, self.mission.vehicle[self.mission.fleet[f].vehicle])
            for f, n in draft.vehicles.items()
        ]
        seats = sum(n * v.seats for n, v in kinds if not v.capabilities and not takes_kit(v))
        return 0 < seats <= sum(draft.riders.values())

    def _presses(self, draft: Draft, t: float) -> bool:
        """Say whether somebody aboard must soon have left the pickup."""
        party, pickup = self.mission.party, draft.lane.pickup
        aboard = (*draft.riders, *draft.drivers)
        return any(self.convoys.keep.pressed(party[name], pickup, t) for name in aboard)

    def _half_empty(self, draft: Draft, t: float) -> bool:
        """Say whether a carrier that would leave alone and half empty should wait.

        It does while more of what it carries is still to come to the pickup.
        """
        keep, m, pickup = self.convoys.keep, self.mission, draft.lane.pickup
        types = [(n, m.vehicle[m.fleet[f].vehicle]) for f, n in draft.vehicles.items()]
        carriers = [
            (n, v)
            for n, v in types
            if v.payload_t > 0 and not v.capabilities and (v.teu > 0 or v.seats == 0)
        ]
        if (
            t >= self.tactics.settle_at
            or sum(n for n, _ in carriers) != 1
            or draft.driven
            or draft.lifted >= 0.5 * max(1, sum(n * v.seats for n, v in types))
        ):
            return False
        (carrier,) = (v for _, v in carriers)
        lots = [(n, m.lot[x]) for x, n in draft.carried.items()]
        by_size, by_mass = sum(n * x.teu for n, x in lots), sum(n * x.mass_t for n, x in lots)
        full = (
            by_size >= self.tactics.fill * carrier.teu
            or by_mass >= self.tactics.fill * carrier.payload_t
        )
        return not full and (
            self.world.arrivals.are_expected(pickup, frozenset({LoadKind.LOT}))
            or bool(keep.clients.get(pickup, frozenset()) - self.world.closed.sites)
        )
