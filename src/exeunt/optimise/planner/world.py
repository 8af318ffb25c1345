"""The state of a mission while a plan of it is being built, and the calendars of what is shared.

Quantities that have been promised to a future departure are taken from the free ones at once, so
what is free at a site is never more than what will physically be there; floors kept by the free are
kept.
"""

import heapq
import math
from bisect import bisect_left
from collections import defaultdict
from datetime import timedelta

import attrs
import numpy as np
import numpy.typing as npt

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Load, Stage
from exeunt.model.situation import Aboard, Situation
from exeunt.network.network import Hop, Network

Grid = npt.NDArray[np.float64]
EPS = 1e-6


@attrs.frozen(order=True)
class Arrival:
    """Something on its way to a site, where it is free from hour ``t`` on.

    Ordered by hour, and by ``counter`` among equals, so that ties fall as they were booked.
    """

    t: float
    counter: int
    kind: str = attrs.field(order=False)
    site: str = attrs.field(order=False)
    item: str = attrs.field(order=False)
    quantity: int = attrs.field(order=False)


class Stock:
    """One supply at one site over the periods, bounded from below."""

    def __init__(self, mission: Mission, network: Network, supply: str, site: str) -> None:
        """Read the supply's row; draws and deliveries start at nothing."""
        row = next(s for s in mission.supplies if s.supply == supply and s.site == site)
        days = mission.period_hours / 24
        periods = math.ceil(mission.hours(mission.end) / mission.period_hours) + 1
        self.row = row
        self.hours = mission.period_hours
        self.capacity = math.inf if row.capacity is None else max(row.capacity, row.stock)
        flows = np.array(
            [(row.import_per_day if self._permitted(network, k) else 0.0) for k in range(periods)]
        )
        self.net: Grid = (flows - row.use_per_day) * days
        self.drawn: Grid = np.zeros(periods)
        self.per_person = row.use_per_person_day * days

    def _permitted(self, network: Network, k: int) -> bool:
        start, end = k * self.hours, (k + 1) * self.hours
        inside = [b for b in network.breakpoints if start < b < end]
        return all(network.imports(self.row.supply, self.row.site, t) for t in (start, *inside))

    def levels(self, people: Grid, last: int) -> Grid:
        """Return the level at the end of periods 0…last given the most people present in each.

        What comes in above the capacity is lost, before the period's draws: a walk reflected at an
        upper barrier, whose loss so far is the running maximum of what the free walk would have
        above it.
        """
        n = last + 1
        free = self.row.stock + np.cumsum(
            self.net[:n] - self.per_person * people[:n] - self.drawn[:n]
        )
        if self.capacity == math.inf:
            return free
        lost: Grid = np.maximum.accumulate(free + self.drawn[:n] - self.capacity)
        return free - np.maximum(lost, 0.0)

    def margins(self, people: Grid, last: int) -> Grid:
        """Return the least level in each of periods 0…last.

        At its end, or after its draws where they come before what it brings in.
        """
        ends = self.levels(people, last)
        starts: Grid = np.concatenate(([self.row.stock], ends[:-1])) - np.maximum(
            self.drawn[: last + 1], 0.0
        )
        return np.minimum(ends, starts)


class World:
    """Who and what is free where.

    What is on its way, and how much of every shared thing is taken.
    """

    def __init__(
        self, mission: Mission, network: Network, situation: Situation | None = None
    ) -> None:
        """Put everybody and everything where they are in a situation, at first the mission's start.

        Of what was booked before the situation's moment, roads, landings, block hours, handling
        and teams at work on disposals are not known.
        """
        self.mission, self.network = mission, network
        self._first_day = mission.start.toordinal()
        self._first_hour = (
            mission.start.hour + mission.start.minute / 60 + mission.start.second / 3600
        )
        self.end = mission.hours(mission.end)
        self.periods = math.ceil(self.end / mission.period_hours) + 1
        self.people: dict[str, dict[str, int]] = {s.site: {} for s in mission.sites}
        self.kit: dict[str, dict[str, int]] = {s.site: {} for s in mission.sites}
        self.vehicles: dict[str, dict[str, int]] = {s.site: {} for s in mission.sites}
        self.stuck: dict[str, dict[str, int]] = {s.site: {} for s in mission.sites}
        self.coming: list[Arrival] = []
        self.present: dict[str, Grid] = {s.site: np.zeros(self.periods) for s in mission.sites}
        self.yard: dict[str, Grid] = {s.site: np.zeros(self.periods) for s in mission.sites}
        self.column: dict[tuple[str, int], float] = defaultdict(float)
        self.entries: dict[tuple[str, str], list[float]] = defaultdict(list)
        self.loading: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.unloading: dict[str, list[tuple[float, float]]] = defaultdict(list)
        self.flown: dict[tuple[str, str], float] = defaultdict(float)
        self.landings: dict[tuple[str, int], int] = defaultdict(int)
        self.parked: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
        self.planes: dict[str, list[float]] = {}
        self.stocks = {
            (s.supply, s.site): Stock(mission, network, s.supply, s.site) for s in mission.supplies
        }
        self.works: dict[tuple[str, str], float] = {}
        self.pinned: dict[str, dict[str, tuple[float, int]]] = defaultdict(dict)
        self.last_out: dict[str, float] = defaultdict(float)
        self.last_in: dict[str, float] = defaultdict(float)
        self.kit_out: dict[tuple[str, str], float] = defaultdict(float)
        self.closed: dict[str, float] = {}
        self.stages: list[Stage] = []
        self.loads: list[Load] = []
        self.disposals: list[Disposal] = []
        self.closures: list[Closure] = []
        self.counter = 0
        self.tried = 0
        self.changes: dict[str, int] = dict.fromkeys(self.people, 0)
        self.revision = 0
        self.now = 0.0
        situation = situation or Situation.of(mission)
        self._place_people_and_kit(situation)
        self._place_vehicles(situation)
        self._place_aircraft(situation)
        for serial in situation.underway:
            for aboard in serial.aboard:
                self._expect(aboard)
        if situation.moment > mission.start:
            self._level_stocks(situation)
        self.closed.update({row.site: mission.hours(row.close) for row in situation.closed})

    # ---- where a plan begins ----

    def _place_people_and_kit(self, situation: Situation) -> None:
        for row in situation.people:
            self.people[row.site][row.item] = row.count
            self.present[row.site] += row.count
        for row in situation.kit:
            self.kit[row.site][row.item] = row.count
            self.yard[row.site] += row.count * self.mission.lot[row.item].teu
        # Units being disposed of can be moved no more, but take their room until the work is done.
        for work in situation.working:
            lot = self.mission.lot.get(work.lot)
            if lot is not None:
                until = self.period(self.mission.hours(work.done)) + 1
                self.yard[work.site][:until] += work.quantity * lot.teu
        for site in self.mission.exits:
            self.present[site.site][:] = 0
            self.yard[site.site][:] = 0

    def _place_vehicles(self, situation: Situation) -> None:
        # A fleet of none is listed too: which keys there are, in which order, decides ties.
        for fleet in self.mission.fleets:
            self.vehicles[fleet.site][fleet.fleet] = 0
        for row in situation.vehicles:
            self.vehicles[row.site][row.fleet] = row.usable
            if row.out_of_service:
                self.stuck[row.site][row.fleet] = row.out_of_service
        for turning in situation.turning:
            if turning.kind == "vehicle":
                free = self.vehicles[turning.site]
                n = min(turning.count, free.get(turning.item, 0))
                if n > 0:
                    free[turning.item] -= n
                    ready = self.mission.hours(turning.ready)
                    self.arrive(ready, "vehicle", turning.site, turning.item, n)

    def _place_aircraft(self, situation: Situation) -> None:
        for fleet in self.mission.air_fleets:
            self.planes[fleet.air_fleet] = []
        for row in situation.aircraft:
            self.planes[row.air_fleet] = [0.0] * row.count
        for turning in situation.turning:
            if turning.kind == "aircraft":
                planes, ready = self.planes[turning.item], self.mission.hours(turning.ready)
                for _ in range(min(turning.count, planes.count(0.0))):
                    planes[planes.index(0.0)] = ready

    def _expect(self, aboard: Aboard) -> None:
        """Note where and when something that is under way will be free."""
        at, site, item = self.mission.hours(aboard.arrives), aboard.destination, aboard.item
        n = int(aboard.quantity)
        if aboard.kind == "people":
            self.arrive(at, "people", site, item, n)
            self.join(site, at, n, 0.0)
        elif aboard.kind == "lot":
            self.arrive(at, "lot", site, item, n)
            self.join(site, at, 0, n * self.mission.lot[item].teu)
        elif aboard.kind == "vehicle":
            turn = self.mission.site[site].turn_hours
            self.arrive(at + turn, "vehicle", site, item, n)
        elif aboard.kind == "aircraft":
            self.planes[item] += [at + self.mission.doctrine.flight_turn_hours] * n
        elif aboard.role == "delivered" and (item, site) in self.stocks:
            # As with deliveries that are planned, it counts from the period after it comes.
            period = min(self.period(at) + 1, self.periods - 1)
            self.stocks[item, site].drawn[period] -= aboard.quantity

    def _level_stocks(self, situation: Situation) -> None:
        """Start every stock from its level in the situation: what differs counts as drawn then."""
        period = self.period(self.mission.hours(situation.moment))
        for row in situation.stocks:
            stock = self.stocks[row.supply, row.site]
            before = float(stock.row.stock)
            if period > 0:
                before = float(stock.levels(self.present[row.site], period - 1)[-1])
            stock.drawn[period] += before - row.level

    # ---- time ----

    def advance(self, t: float) -> None:
        """Let everything that has arrived by hour ``t`` become free."""
        self.revision += 1
        self.now = t
        stores = {"people": self.people, "lot": self.kit, "vehicle": self.vehicles}
        while self.coming and self.coming[0].t <= t + EPS:
            arrival = heapq.heappop(self.coming)
            store = stores[arrival.kind][arrival.site]
            store[arrival.item] = store.get(arrival.item, 0) + arrival.quantity
            self.changes[arrival.site] += 1

    def arrive(self, t: float, kind: str, site: str, item: str, quantity: int) -> None:
        """Note that something will be free at a site from hour ``t`` on."""
        self.counter += 1
        self.revision += 1
        self.changes[site] += 1
        heapq.heappush(self.coming, Arrival(t, self.counter, kind, site, item, quantity))
        self.last_in[site] = max(self.last_in[site], t)

    def expected(
        self, site: str, kinds: frozenset[str] = frozenset({"people", "lot", "vehicle"})
    ) -> bool:
        """Say whether anything is still on its way to a site."""
        return any(arrival.site == site and arrival.kind in kinds for arrival in self.coming)

    def period(self, t: float) -> int:
        """Return the period that holds hour ``t``."""
        return min(int(t / self.mission.period_hours + EPS), self.periods - 1)

    def day(self, t: float) -> int:
        """Return the ordinal of the calendar day that holds hour ``t``."""
        return self._first_day + int((self._first_hour + t + EPS) // 24)

    def month(self, t: float) -> str:
        """Return the calendar month that holds hour ``t``."""
        return f"{self.mission.start + timedelta(hours=t):%Y-%m}"

    # ---- presence ----

    def leave(self, site: str, t: float, people: float, teu: float) -> None:
        """Take people and kit out of the site's counts from the period after that of hour ``t``."""
        self.revision += 1
        k = min(math.floor(t / self.mission.period_hours + EPS) + 1, self.periods)
        self.changes[site] += 1
        self.present[site][k:] -= people
        self.yard[site][k:] -= teu
        self.last_out[site] = max(self.last_out[site], t)

    def join(self, site: str, t: float, people: float, teu: float) -> None:
        """Add people and kit to the site's counts from the period of hour ``t`` on."""
        if self.mission.site[site].role == "exit":
            return
        k = self.period(t)
        self.changes[site] += 1
        self.present[site][k:] += people
        self.yard[site][k:] += teu

    def free_beds(self, site: str, t: float) -> float:
        """Return how many more people the site can take from hour ``t`` on."""
        s = self.mission.site[site]
        return (
            math.inf
            if s.beds is None or s.role == "exit"
            else s.beds - float(self.present[site][self.period(t) :].max())
        )

    def free_yard(self, site: str, t: float) -> float:
        """Return how many more TEU the site can take from hour ``t`` on."""
        s = self.mission.site[site]
        return (
            math.inf
            if s.yard_teu is None or s.role == "exit"
            else s.yard_teu - float(self.yard[site][self.period(t) :].max())
        )

    def teams(self, people: dict[str, int], capability: str) -> int:
        """Return the whole teams of a capability that these people make up."""
        return sum(
            math.floor(n * q / self.mission.party[p].count + EPS)
            for p, n in people.items()
            for c, q in self.mission.party[p].capabilities
            if c == capability
        )

    def armed(self, people: dict[str, int]) -> int:
        """Return the armed among these people."""
        return sum(n for p, n in people.items() if self.mission.party[p].armed)

    # ---- roads ----

    def column_left(self, hops: list[Hop]) -> float:
        """Return how many vehicles may still enter every leg of a serial on its day."""
        taken: dict[tuple[str, int], int] = defaultdict(int)
        for hop in hops:
            taken[hop.step.leg.leg, self.day(hop.depart)] += 1
        left = math.inf
        for (leg, day), times in taken.items():
            most = self.mission.leg[leg].vehicles_per_day
            if most is not None:
                left = min(left, (most - self.column[leg, day]) // times)
        return left

    def spaced(self, hops: list[Hop]) -> bool:
        """Say whether a serial keeps its distance from those before and after it.

        Those count that entered its legs in its direction.
        """
        gap = self.mission.doctrine.spacing_hours
        if gap <= 0:
            return True
        for hop in hops:
            others = self.entries.get((hop.step.leg.leg, hop.step.origin), ())
            at = bisect_left(others, hop.depart)
            if any(
                abs(hop.depart - other) < gap - EPS for other in others[max(0, at - 1) : at + 1]
            ):
                return False
        return True

    def handling_left(
        self, book: dict[str, list[tuple[float, float]]], site: str, t: float, rate: float | None
    ) -> float:
        """Return how many TEU can still be (un)loaded at a site at hour ``t`` within its rate."""
        if rate is None:
            return math.inf
        window = max(24.0, self.mission.site[site].turn_hours)
        cap = rate * window / 24
        moments = [t, *(at for at, _ in book[site] if t <= at < t + window - EPS)]
        return min(
            cap - sum(q for at, q in book[site] if end - window + EPS < at <= end + EPS)
            for end in moments
        )

    # ---- stocks ----

    def horizon(self, site: str, until: dict[str, float]) -> int:
        """Return the period up to which a site's stocks must last."""
        return self.period(min(self.closed.get(site, until.get(site, self.end)), self.end))

    def shortage(self, supply: str, site: str, until: dict[str, float]) -> tuple[int, float]:
        """Return the period in which a stock runs out (or -1) and how much is missing in all."""
        stock = self.stocks.get((supply, site))
        if stock is None:
            return -1, 0.0
        levels = stock.margins(self.present[site], self.horizon(site, until))
        below = np.flatnonzero(levels < -EPS)
        return (int(below[0]) if below.size else -1), max(0.0, -float(levels.min()))

    def can_draw(
        self, supply: str, site: str, t: float, quantity: float, until: dict[str, float]
    ) -> bool:
        """Say whether a quantity can be drawn at hour ``t`` with no stock running out (sooner)."""
        stock = self.stocks.get((supply, site))
        if stock is None or quantity <= 0:
            return True
        if self.mission.site[site].role == "exit":
            return True
        k, last = self.period(t), self.horizon(site, until)
        before = stock.margins(self.present[site], last)
        stock.drawn[k] += quantity
        after = stock.margins(self.present[site], last)
        stock.drawn[k] -= quantity
        return not bool(np.any((after < -EPS) & (before >= -EPS)))

    def can_host(self, site: str, t: float, people: int, until: dict[str, float]) -> bool:
        """Say whether so many more people can live at a site from hour ``t`` on.

        No stock may run out, or run out sooner, for them.
        """
        last, k = self.horizon(site, until), self.period(t)
        for (_, where), stock in self.stocks.items():
            if where != site or not stock.per_person or self.mission.site[site].role == "exit":
                continue
            more = self.present[site].copy()
            more[k:] += people
            before, after = stock.margins(self.present[site], last), stock.margins(more, last)
            if bool(np.any((after < -EPS) & (before >= -EPS))):
                return False
        return True

    # ---- copies ----

    def snapshot(self) -> dict[str, object]:
        """Return a copy of all that changes, for :meth:`restore`."""
        fixed = {"mission", "network"}
        state = {
            k: v
            for k, v in self.__dict__.items()
            if k not in fixed and k not in {"stages", "loads", "disposals", "closures", "stocks"}
        }
        kept: dict[str, object] = {k: _copied(v) for k, v in state.items()}
        kept["lengths"] = (
            len(self.stages),
            len(self.loads),
            len(self.disposals),
            len(self.closures),
        )
        kept["drawn"] = {key: stock.drawn.copy() for key, stock in self.stocks.items()}
        return kept

    def restore(self, kept: dict[str, object]) -> None:
        """Go back to a snapshot (which is used up).

        What was changed since then changes once more.
        """
        lengths, drawn = kept.pop("lengths"), kept.pop("drawn")
        before: dict[str, int] = kept["changes"]  # type: ignore[assignment]
        revision, tried, changes = (
            self.revision,
            self.tried,
            {s: n + (n != before[s]) for s, n in self.changes.items()},
        )
        self.__dict__.update(kept)
        self.changes = changes
        self.revision, self.tried = revision + 1, tried
        for rows, n in zip(
            (self.stages, self.loads, self.disposals, self.closures), lengths, strict=True
        ):  # type: ignore[call-overload]
            del rows[n:]
        for key, values in drawn.items():  # type: ignore[attr-defined]
            self.stocks[key].drawn = values


def _copied(value: object) -> object:
    """Return a copy of dictionaries, lists and arrays, and of those in dictionaries.

    All values of one dictionary are of one kind.
    """
    if isinstance(value, dict):
        same = value.copy()
        if isinstance(next(iter(value.values()), None), dict | list | np.ndarray):
            same.update({k: v.copy() for k, v in value.items()})
        return same
    if isinstance(value, list):
        return list(value)
    return value.copy() if isinstance(value, np.ndarray) else value
