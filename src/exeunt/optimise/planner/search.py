"""Search over tactics: build a plan by each, keep the best that breaks no rule.

The number of plans built follows from the time allowed and the size of the mission, not from the
clock, so the same seed gives the same plan on any machine fast enough; the clock only ends a run
that is late.
"""

import itertools
import math
import random
from collections.abc import Callable, Iterator

import attrs

from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.advice import Advice
from exeunt.optimise.parameters import DEFAULTS, Parameters
from exeunt.optimise.planner.advised import advised
from exeunt.optimise.planner.beginning import disposing_like, tactics_like
from exeunt.optimise.planner.calls import sooner
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.haste import Haste, in_full
from exeunt.optimise.planner.learning import Best, taught
from exeunt.optimise.planner.neighbours import Neighbours
from exeunt.optimise.planner.resumed import Resumed
from exeunt.optimise.planner.sparing import sparing
from exeunt.optimise.planner.tactics import Tactics, is_long, opening, sped
from exeunt.optimise.planner.trim import trim
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged

STRIDES = {True: (2, 1, 3, 4), False: (2, 3, 4)}
"""Periods between two decisions that are tried after the first, in long missions and others."""
SOONER = 0.4
"""Share of the time between a receiver's day and the call of a last lift that is tried instead."""
Judge = Callable[[Plan], Judged | None]
"""Returns the judgement of a plan, or None where it breaks a rule."""
Price = Callable[[Plan], float]
"""Returns the objective of a plan, lawful or not: cheaper than a judgement, and asked first."""


class Search:
    """Builds plans by varied tactics and keeps the best.

    ``tried`` counts the plans built, ``work`` the serials composed for them.
    """

    def __init__(
        self,
        mission: Mission,
        judge: Judge,
        price: Price,
        seed: int,
        parameters: Parameters = DEFAULTS,
        haste: Haste | None = None,
        held: Held | None = None,
    ) -> None:
        """Keep the mission, the judge of validity and the pricer, and seed the choices.

        With ``haste`` a plan is built even where there is no time for a whole one, while there is
        none yet. Where some is ``held`` that has begun, plans are built from there on.
        """
        self.mission, self.judge, self.price = mission, judge, price
        self.parameters, self.haste = parameters, haste
        self.network = Network(mission)
        self.best: Best | None = None
        self.broken: Plan | None = None
        """Of plans that break rules the cheapest, while there is none that does not."""
        self._broken_price = math.inf
        self._resumed = None if held is None else Resumed(mission, held)
        self.tried = 0
        self.work = 0
        self._neighbours = Neighbours(mission, random.Random(seed))
        soon = haste is not None and haste.soon
        self._first = opening(mission, self.network, soon=soon)
        self._given: Iterator[Tactics] = self._systematic()
        self._worths: dict[tuple[float, bool, frozenset[tuple[str, str, str]] | None], Worth] = {}

    def begin(self, plan: Plan, judged: Judged | None) -> None:
        """Begin with a plan: with tactics like its own, and ``judged`` as the best so far."""
        like = tactics_like(self.mission, self._first, plan)
        disposing = disposing_like(self.mission, like, plan)
        self._given = itertools.chain((like, disposing), self._given)
        if judged is not None:
            self.best = Best(judged, like, unshipped={})

    def advise(self, advice: Advice) -> None:
        """Try next what a model of the whole mission advises."""
        tactics = advised(self.mission, self._first, advice)
        self._given = itertools.chain(tactics, self._given)

    def offer(self, plan: Plan, tell: Callable[[float], None]) -> None:
        """Keep a plan that was made otherwise, if it is lawful and better than the best."""
        before = self._best_price()
        self._keep(plan, self._base(), unshipped={})
        if self.best is not None and self.best.objective < before:
            tell(self.best.objective)

    def run(
        self,
        passes: int,
        stop: Callable[[], bool],
        tell: Callable[[float], None],
        work: float = math.inf,
    ) -> Best | None:
        """Build up to so many plans; ``tell`` hears of each better one; ``stop`` ends the search.

        No further one is begun when so many serials have been composed, ``work``, since the search
        began. One that runs again goes on where it was.
        """
        built = 0
        # First what helps on most missions, in turn. It is soon done, and a walk that begins at a
        # good plan finds a better one sooner.
        while built < passes and self.work < work and not stop():
            tactics = next(self._given, None)
            if tactics is None:
                break
            built += 1
            self._improve(tactics, stop, tell)
        # Then a walk by threshold accepting (Dueck and Scheuer 1990): from where it stands to any
        # neighbour that is not much worse, less and less so, for a walk that only ever improves
        # ends in the first local optimum.
        here, price, lost = self._base(), self._best_price(), 0
        while built < passes and self.work < work and not stop():
            built += 1
            done = max(built / passes, self.work / work)
            threshold = 1 + self.parameters.heat * (1 - done)
            neighbour = self._neighbours.of(here, self.best)
            before = self._best_price()
            built_price = self._improve(neighbour, stop, tell)
            if built_price is not None and built_price < price * threshold:
                here, price = neighbour, built_price
            lost = 0 if self._best_price() < before else lost + 1
            # Every step costs a whole plan: a walk that is lost goes back to the best at once.
            if lost > self.parameters.lost_after:
                here, price, lost = self._base(), self._best_price(), 0
        return self.best

    def _base(self) -> Tactics:
        """Return the tactics of the best plan."""
        return self.best.tactics if self.best else self._first

    def _best_price(self) -> float:
        return self.best.objective if self.best else math.inf

    # ---- one plan ----

    def _improve(
        self, tactics: Tactics, stop: Callable[[], bool], tell: Callable[[float], None]
    ) -> float | None:
        """Build a plan and return its price, None where stopped; ``tell`` hears if it is better."""
        before = self._best_price()
        price = self._try(tactics, stop)
        if self.best is not None and self.best.objective < before:
            tell(self.best.objective)
        return price

    def _try(self, tactics: Tactics, stop: Callable[[], bool]) -> float | None:
        """Build a plan and return its price, None where stopped.

        Keep it if it is better than the best and breaks no rule.
        """
        self.tried += 1
        passes_over: Callable[[float], bool] = in_full
        if self.haste is not None and self.best is None:
            # Half a plan is worth more than none, later ones are worth nothing by halves.
            passes_over, stop = self.haste.passes_over, self.haste.over
        worth = self._worth(tactics)
        built = build(self.mission, self.network, worth, tactics, stop, passes_over, self._resumed)
        if built is None:
            return None
        self.work += built.work
        # The plan as built stands in where the trimmed one breaks a rule.
        begun = frozenset() if self._resumed is None else self._resumed.held.begun
        plans = (trim(self.mission, built.plan, begun), built.plan)
        return min([self._keep(plan, tactics, built.unshipped) for plan in plans])

    def _keep(self, plan: Plan, tactics: Tactics, unshipped: dict[tuple[str, str], int]) -> float:
        """Return the price of a plan; keep it if it is better than the best and breaks no rule."""
        price = self.price(plan)
        # The referee takes three times as long as the price: only a better plan is judged.
        if price < self._best_price() - 1e-6:
            judged = self.judge(plan)
            if judged is not None:
                self.best = Best(judged, tactics, unshipped)
            elif self.best is None and price < self._broken_price:
                self.broken, self._broken_price = plan, price
        return price

    def _worth(self, tactics: Tactics) -> Worth:
        """Return what journeys are worth by these tactics; few differ, and each is found once."""
        key = (tactics.worth, tactics.through, tactics.lanes)
        if key not in self._worths:
            self._worths[key] = Worth(
                self.network,
                tactics.worth,
                through=tactics.through,
                lanes=tactics.lanes,
                parameters=self.parameters,
            )
        return self._worths[key]

    # ---- tactics that are always tried ----

    def _systematic(self) -> Iterator[Tactics]:
        """Yield the first tactics, then each of its scales changed in turn from the best so far."""
        yield self._first
        # Where there is no kit, vehicles are busy with people all the time, and soon tried.
        of_people_alone = not any(lot.quantity for lot in self.mission.lots)
        if of_people_alone:
            yield attrs.evolve(self._base(), onward=True)
            yield from self._sparing()
        # Kit that has driven off has taken along the seats of those who are left.
        if self.best is None or self.best.judged.terms.not_out:
            yield attrs.evolve(self._base(), drive_last=True)
            yield attrs.evolve(self._base(), drive_last=True, hold_back=True)
        yield from self._sooner()
        for every in STRIDES[is_long(self.mission)]:
            if every != self._first.every:
                yield attrs.evolve(self._base(), every=every)
        if self._first.patience:
            yield attrs.evolve(self._base(), patience=2 * self._first.patience)
        yield from self._lesson()
        yield attrs.evolve(self._base(), worth=2.0)
        yield attrs.evolve(self._base(), fill=0.8)
        if self._first.patience:
            yield attrs.evolve(self._base(), patience=0.0)
        yield from self._lesson()
        if self._first.held:
            yield attrs.evolve(self._base(), held={})
        deadline = self.mission.hours(self.mission.deadline)
        for share in (0.6, 0.45):
            yield attrs.evolve(self._base(), release_at=deadline * share)
        hubs_first = self._hubs_first()
        yield attrs.evolve(self._base(), far_first=True)
        yield attrs.evolve(self._base(), priority=hubs_first, far_first=True)
        yield attrs.evolve(self._base(), priority=hubs_first)
        yield attrs.evolve(self._base(), worth=0.5)
        yield attrs.evolve(self._base(), last_share=0.4)
        yield attrs.evolve(self._base(), fill=0.25)
        yield sped(self.mission, self._base(), 0.8)
        if not of_people_alone:
            yield attrs.evolve(self._base(), onward=True)
            yield from self._sparing()

    def _sooner(self) -> Iterator[Tactics]:
        """Yield tactics that call last lifts sooner where receivers are ready by then."""
        base = self._base()
        calls = sooner(self.mission, base.close_at, SOONER)
        if calls != base.close_at:
            yield attrs.evolve(base, close_at=calls)

    def _lesson(self) -> Iterator[Tactics]:
        """Yield what the best plan teaches, if there was anything that it could not ship."""
        if self.best is not None and self.best.unshipped:
            yield taught(self.mission, self._base(), self.best)

    def _hubs_first(self) -> dict[str, float]:
        """Return the first order of sites with the hubs, last in it, before all others."""
        return {
            site: priority + 20 if self.mission.site[site].role == "hub" else priority
            for site, priority in self._first.priority.items()
        }

    def _sparing(self) -> Iterator[Tactics]:
        """Yield tactics by which dear and dangerous seats stay at home."""
        for fleets in sparing(self.network):
            yield attrs.evolve(self._base(), spared=self._base().spared | fleets)
