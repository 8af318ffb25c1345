"""The last repair of a finished plan: nobody and nothing is left that could still be taken along.

Whatever is changed is put before the referee, and kept only where the plan is lawful and cheaper.
The work is counted: a serial that is tried is one, a plan that is priced or judged as many as it
has loads by :data:`PRICED` or :data:`JUDGED`, a way out as many as it has stages by :data:`RIDDEN`.
"""

import itertools
import math
from collections.abc import Callable, Iterator

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.forces import Lot, Party
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.onemore import Ride
from exeunt.optimise.planner.draft import Lane
from exeunt.optimise.planner.world import CutError
from exeunt.optimise.repair.bookings import Bookings, awaits_leave
from exeunt.optimise.repair.changes import (
    is_empty,
    sooner,
    with_and_closed,
    without,
    without_closing,
)
from exeunt.optimise.repair.further import Further, Serial
from exeunt.optimise.repair.logbook import Logbook, Refusal
from exeunt.optimise.repair.outings import Outings
from exeunt.optimise.repair.ruins import ruins
from exeunt.optimise.repair.seats import Left, Seats
from exeunt.optimise.repair.ventures import Ventures
from exeunt.rules.judge import Judged

Judge = Callable[[Plan], Judged | None]
"""Returns the judgement of a plan, or None where it breaks a rule."""
Price = Callable[[Plan], float]
"""Returns the objective of a plan, lawful or not."""
Broken = Callable[[], str]
"""Returns a rule that the plan breaks which was judged last."""

PRICED, JUDGED, RIDDEN = 16, 6, 4
"""Loads of a plan for which its price, or its judgement, takes as long as to try one serial."""
AT_ONCE = 6
"""Convoys that drive vehicles out before they are judged together."""
LEAST = 1e-6
"""What a change must save, in currency."""
OUTINGS = 12
"""Convoys that drive own vehicles out that are judged in one repair, at most."""
FEW_LOADS = 100
"""Loads that a plan is taken to have at least: what is added counts."""
MOMENTS = 400
"""Hours of leaving that are tried at most, evenly spread over the mission."""
MOST_JUDGED = 6
"""Plans that are judged for one hour of leaving, those of the lowest price."""


class Repair:
    """Repairs one plan after the other, within so much work; ``log`` has what it tried."""

    def __init__(
        self,
        mission: Mission,
        network: Network,
        judge: Judge,
        price: Price,
        work: float,
        broken: Broken = str,
        held: Held | None = None,
    ) -> None:
        """Keep those it asks; ``work`` is what it may take in all.

        What is ``held`` no plan changes.
        """
        self.mission, self.network, self.held = mission, network, held
        self._judge, self._price, self._broken = judge, price, broken
        self._left = work
        self._kept: Judged
        self._refusal: Refusal | None = None
        self.log = Logbook(mission)

    def run(self, judged: Judged, stop: Stop) -> Judged:
        """Return a plan as it is or, where it could be repaired, a cheaper one."""
        best = self._kept = judged
        try:
            for step in (
                self._drive_out,
                self._fill,
                self._reopen,
                self._book,
                self._recreate,
                self._spare,
                self._hasten,
            ):
                best = step(best, stop)
        except CutError:
            return self._kept
        return best

    def _spend(self, work: float) -> bool:
        """Take so much of the work that is left; say whether there is any more."""
        self._left -= work
        return self._left > 0

    def _keeps(self, plan: Plan) -> bool:
        """Say whether a changed plan has all that no plan changes."""
        return self.held is None or self.held.is_kept(plan)

    def _fill(self, judged: Judged, stop: Stop) -> Judged:
        """Take those who are left along, with what runs already and with serials more."""
        best = self._further(self._seats(judged, stop), stop)
        return self._seats(best, stop)

    # ---- own vehicles that stand where they are worth less ----

    def _drive_out(self, judged: Judged, stop: Stop) -> Judged:
        """Drive own vehicles to exits that stand elsewhere in the end; it has work of its own."""
        if self._left <= 0:
            return judged
        best, others = judged, self._left
        loads = max(len(judged.plan.loads), FEW_LOADS)
        self._left = OUTINGS * loads * (1 / PRICED + 1 / JUDGED)
        best, went_well = self._several_out(best, stop)
        outings = Outings(self.mission, self.network, best.plan)
        offers = outings.plans(stop)
        while not went_well and not stop() and self._left > 0:
            offer = next(offers, None)
            if offer is None:
                break
            better = self._better(offer.plan, best)
            if better is None and self._refusal is not None:
                self.log.outing(offer.fleets, offer.site, self._refusal)
            elif better is not None:
                best = better
                outings = Outings(self.mission, self.network, best.plan)
                offers = outings.plans(stop)
        if not went_well:
            self.log.looked_for_vehicles(outings.looked)
        self._left = others
        return best

    def _several_out(self, judged: Judged, stop: Stop) -> tuple[Judged, bool]:
        """Drive vehicles out in several convoys before they are judged; say whether all went well.

        A judgement takes longer than a price.
        """
        best, plan, price, several = judged, judged.plan, judged.objective, 0
        outings = Outings(self.mission, self.network, plan)
        offers = outings.plans(stop)
        while not stop() and self._spend(len(plan.loads) / PRICED):
            other = next(offers, None)
            if other is not None and not self._keeps(other.plan):
                continue
            if other is not None:
                self.log.changes += 1
                cost = self._price(other.plan)
                if cost >= price - LEAST:
                    self.log.outing(other.fleets, other.site, Refusal(change=cost - price))
                    continue
                plan, price, several = other.plan, cost, several + 1
                outings = Outings(self.mission, self.network, plan)
                offers = outings.plans(stop)
            if several and (other is None or several == AT_ONCE):
                found = self._lawful(plan)
                if found is None or found.objective >= best.objective - LEAST:
                    return best, False
                best, several = found, 0
            if other is None:
                self.log.looked_for_vehicles(outings.looked)
                return best, True
        return best, False

    # ---- worse first, then better ----

    def _recreate(self, judged: Judged, stop: Stop) -> Judged:
        """Make the plan worse in one place after the other, and see what repair makes of that."""
        best, again = judged, True
        ventures = Ventures(self.mission, self._opened, self._moments, self._spend, stop)
        while again and not stop() and self._left > 0:
            again = False
            # What costs most comes first: people who are left.
            called, brought = ventures.called(best.plan), ventures.brought(best.plan)
            for plan in itertools.chain(called, ruins(self.mission, best.plan), brought):
                if stop() or self._left <= 0:
                    break
                worse, log = self._lawful(plan), self.log.kept()
                other = best if worse is None else self._fill(worse, stop)
                if other.objective < best.objective - LEAST:
                    best, again = other, True
                    break
                # What was tried with a plan that is not kept is no reason for this one.
                self.log.back_to(log)
        return best

    def _reopen(self, judged: Judged, stop: Stop) -> Judged:
        """Let sites stay open that nobody had to close: hired vehicles are let go there then."""
        best, rows = judged, judged.plan.disposals
        abandoned = {row.site for row in rows if row.lot not in self.mission.lot}
        for site in sorted(abandoned & judged.plan.closes.keys()):
            if stop() or self._left <= 0:
                break
            plan = without_closing(self.mission, best.plan, site)
            best = self._better(plan, best) or best
        return best

    def _lawful(self, plan: Plan) -> Judged | None:
        """Return the judgement of a plan that breaks no rule, whatever it costs."""
        if not self._keeps(plan) or not self._spend(len(plan.loads) / JUDGED):
            return None
        return self._judged(plan)

    # ---- seats and room on what runs already ----

    def _seats(self, judged: Judged, stop: Stop) -> Judged:
        """Take whom and what is left along with serials that could take them."""
        best, seats = judged, Seats(self.mission, judged.plan)
        given_up: set[tuple[Lot | Party, str]] = set()
        while not stop() and self._left > 0:
            left = next((x for x in seats.left() if (x.goer, x.site) not in given_up), None)
            if left is None:
                break
            better = self._aboard(left, best, seats)
            if better is None:
                given_up.add((left.goer, left.site))
            else:
                best, seats = better, Seats(self.mission, better.plan)
        return best

    def _aboard(self, left: Left, best: Judged, seats: Seats) -> Judged | None:
        """Return the plan with as many as possible of those left aboard; None where none can."""
        ways = 0
        refused: list[tuple[list[Ride], Refusal]] = []
        for rides in seats.ways(left):
            ways += 1
            # If one is not worth it, many are not; a plan that breaks a rule is often cheap.
            one = self._seated(left, rides, 1, best, seats)
            if one is None and self._refusal is not None:
                refused.append((rides, self._refusal))
            n = seats.most(left, rides) if one is not None else 0
            while n > 1 and self._spend(len(best.plan.stages) / RIDDEN):
                better = self._seated(left, rides, n, best, seats)
                if better is not None:
                    return better
                n //= 2
            if one is not None or self._left <= 0:
                return one
        if not ways:
            self.log.stuck(left, seats.stuck(left))
        self.log.aboard(best.plan, left, refused)
        return None

    def _seated(
        self, left: Left, rides: list[Ride], n: int, best: Judged, seats: Seats
    ) -> Judged | None:
        """Return the plan with so many of those left on rides, where it is lawful and cheaper."""
        plan = seats.with_more(left, rides, n)
        self._refusal = None
        return None if plan is None else self._better(plan, best)

    def _better(self, plan: Plan, best: Judged, least: float = LEAST) -> Judged | None:
        """Return the judgement of a plan that is lawful and saves the least; None for any other.

        Why it is any other is then kept.
        """
        most, self._refusal = best.objective - least, None
        if not self._keeps(plan) or not self._spend(len(plan.loads) / PRICED):
            return None
        self.log.changes += 1
        price = self._price(plan)
        if price >= most:
            self._refusal = Refusal(change=price - best.objective)
            return None
        if not self._spend(len(plan.loads) / JUDGED):
            return None
        judged = self._judged(plan)
        if judged is None:
            self._refusal = Refusal(rule=self._broken())
        return judged if judged is not None and judged.objective < most else None

    def _judged(self, plan: Plan) -> Judged | None:
        """Return the judgement of a lawful plan; the cheapest is kept for a repair that is cut."""
        judged = self._judge(plan)
        if judged is not None and judged.objective < self._kept.objective:
            self._kept = judged
        return judged

    # ---- flights that wait for leave ----

    def _book(self, judged: Judged, stop: Stop) -> Judged:
        """Book those whom only a flight without leave yet could take, with seats held for them."""
        best = judged
        if not awaits_leave(self.mission):
            return best
        for left in list(Seats(self.mission, best.plan).left()):
            n = left.count if isinstance(left.goer, Party) else 0
            while n and not stop() and self._left > 0:
                bookings = Bookings(self.mission, best.plan, stop)
                plans = bookings.plans(left, n)
                found = (self._better(plan, best) for plan in plans if self._left > 0)
                better = next((one for one in found if one is not None), None)
                if better is not None:
                    best = better
                    break
                n //= 2
        return best

    # ---- journeys that nobody needs ----

    def _spare(self, judged: Judged, stop: Stop) -> Judged:
        """Leave out empty convoys: whoever would have come back for them stays where they are."""
        best = judged
        latest = sorted(best.plan.serials, key=lambda s: best.plan.serials[s][0].depart)
        for serial in reversed(latest):
            if stop() or self._left <= 0:
                break
            if is_empty(best.plan, serial):
                plan = without(self.mission, best.plan, serial)
                # An empty convoy is worth leaving out though it costs nothing.
                best = self._better(plan, best, least=-LEAST) or best
        return best

    def _hasten(self, judged: Judged, stop: Stop) -> Judged:
        """Let serials leave sooner where whoever waits for them is in danger or in time then."""
        best = judged
        for serial in sorted(best.plan.serials, key=lambda s: best.plan.serials[s][0].depart):
            for plan in sooner(self.mission, best.plan, serial):
                if stop() or self._left <= 0:
                    return best
                better = self._better(plan, best)
                if better is not None:
                    best = better
                    break
        return best

    # ---- serials more ----

    def _further(self, judged: Judged, stop: Stop) -> Judged:
        """Add serials for those who are left, the earliest first."""
        best, further = judged, self._opened(judged.plan, stop)
        tried: dict[Lane, _Tried] = {}
        for t in self._moments():
            while not stop() and self._left > 0 and further.left:
                better = self._at(t, best, further, tried)
                if better is None:
                    break
                best, further = better, self._opened(better.plan, stop)
        return best

    def _opened(self, plan: Plan, stop: Stop) -> Further:
        return Further(self.mission, self.network, plan, stop)

    def _moments(self) -> Iterator[float]:
        """Yield the hours at which serials are tried, in order."""
        period, end = self.mission.period_hours, self.mission.hours(self.mission.end)
        dawn = self.network.daytime.dawn() if period == 24 else 0.0
        periods = math.ceil(end / period)
        step = max(1, math.ceil(periods / MOMENTS))
        before = None if self.held is None else self.held.before
        since = 0.0 if before is None else self.mission.hours(before)
        for k in range(0, periods, step):
            if k * period + dawn >= since:
                yield k * period + dawn

    def _at(
        self, t: float, best: Judged, further: Further, tried: "dict[Lane, _Tried]"
    ) -> Judged | None:
        """Return the plan with the best serial that could leave about an hour; None for none."""
        found: dict[Plan, tuple[float, Serial]] = {}
        for lane in further.lanes(t):
            if tried.setdefault(lane, _Tried()).waits(t, further.state(lane, t)):
                continue
            before, serial = further.world.tried, None
            for serial in further.serials(lane, t):
                for plan in with_and_closed(self.mission, best.plan, serial):
                    new = plan not in found and self._keeps(plan)
                    if new and self._spend(len(plan.loads) / PRICED):
                        found[plan] = self._price(plan), serial
            if serial is None:
                self.log.looked(lane.pickup)
            if not self._spend(further.world.tried - before):
                break
        return self._best_of(found, best)

    def _best_of(self, found: dict[Plan, tuple[float, Serial]], best: Judged) -> Judged | None:
        """Return the cheapest of some plans with a serial more that is lawful and cheaper."""
        self.log.changes += len(found)
        cheaper = []
        for plan, (price, serial) in found.items():
            if price < best.objective - LEAST:
                cheaper.append(plan)
            else:
                self.log.further(serial, Refusal(change=price - best.objective))
        for plan in sorted(cheaper, key=lambda one: found[one][0])[:MOST_JUDGED]:
            if not self._spend(len(plan.loads) / JUDGED):
                break
            judged = self._judged(plan)
            if judged is not None and judged.objective < best.objective - LEAST:
                return judged
            if judged is None:
                self.log.further(found[plan][1], Refusal(rule=self._broken()))
        return None


@attrs.define
class _Tried:
    """When a lane was last tried, in which state, and how long it then waits."""

    state: object = None
    next: float = -math.inf
    wait: float = 1.0

    def waits(self, t: float, state: object) -> bool:
        """Say whether it is too soon to try again; where nothing changed, ever longer."""
        if state != self.state:
            self.state, self.wait = state, 1.0
        elif t < self.next - EPS:
            return True
        self.next, self.wait = t + self.wait, 2 * self.wait
        return False
