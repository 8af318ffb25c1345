"""One run of the planner: search, repair and polish in one thread, the bound in another.

This one keeps the time: when it is over, the best plan so far is the answer.
"""

import itertools
import logging
import math
import threading
import time
from collections.abc import Iterator

import attrs

from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import (
    Bound,
    HeldBreach,
    Observer,
    People,
    Progress,
    Start,
    Stop,
    Violation,
)
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.bound.prove import bound
from exeunt.optimise.counsel import Counsel
from exeunt.optimise.done import Done, Solution
from exeunt.optimise.forgiven import forgiven
from exeunt.optimise.holding import Holding
from exeunt.optimise.limits import Limits
from exeunt.optimise.parameters import work_for
from exeunt.optimise.planner.beginning import FEW_ROUNDS, ROUNDS, beginning
from exeunt.optimise.planner.dispatch import requests
from exeunt.optimise.planner.haste import Haste
from exeunt.optimise.planner.search import Search
from exeunt.optimise.polish.loop import Budget, Polish
from exeunt.optimise.repair.repair import Repair
from exeunt.optimise.resuming import ENOUGH, Resuming
from exeunt.optimise.rivals import EACH, rival
from exeunt.optimise.shuttles.shuttle import shuttled
from exeunt.optimise.whole import Effort, is_small, whole
from exeunt.rules.judge import Judged, judge
from exeunt.rules.terms import OPTIMAL_GAP, gap, objective, terms

logger = logging.getLogger(__name__)
LEAST_REPAIR = 5_000
"""Serials that the last repair may try, however short the time."""
LEAST_SECONDS = 1e-3
"""Seconds that a plan takes at least, however few serials it tries."""
SHUTTLE_SHARE = 0.5
"""Share of the time that flows of shuttles may take."""
FIRST_UNTIL = 0.9
"""Share of the time that is left by which the first plan is built: thinned out where it is slow."""
STAY_AT = 0.85
"""Share of the time at which a run without a plan judges that nobody moves, to have that."""
OVERRUN_S = 0.5
"""Seconds by which the first plan may overrun the time: late it is worth more than none."""
PATIENCE_S = 1.0
"""Seconds that work which was asked to end has to come to what it can still give."""
PROOF_AFTER_S, PROOF_AFTER_SHARE = 15.0, 0.8
"""Seconds, or share of the time, after which the proof does not wait for the first plan."""
SOON_S = 10.0
"""Seconds of a time limit below which the first plan is to be built sooner than well."""
ADVISED_UNTIL = 0.8
"""Share of the time up to which a plan is built as the master advises."""
TICK_S = 0.1
"""Seconds between two looks at the clock."""


class Run:
    """A search, a proof and a clock."""

    def __init__(
        self,
        mission: Mission,
        limits: Limits,
        observer: Observer,
        stop: Stop,
        given: Judged | None = None,
        holding: Holding | None = None,
    ) -> None:
        """Start the clock; ``given`` is a plan to start from, of which some may be held."""
        self.mission, self.limits, self.observer, self.stop = mission, limits, observer, stop
        self.started = time.monotonic() if limits.since is None else limits.since
        self.bound: Bound | None = None
        self.broken: tuple[Violation, ...] = ()
        self.incumbent: float | None = None
        self.people: People | None = None
        self.given = given
        self.holding = holding or Holding(mission)
        self.by_held: tuple[HeldBreach, ...] = ()
        self.start: Start | None = None
        self.phase = "search"
        self.ended = False
        self.cut = ""
        self.done = Done()
        left = limits.seconds - self._seconds()
        self._first_until = self._seconds() + max(OVERRUN_S, left * FIRST_UNTIL)
        self._best: Judged | None = None
        self._over = False
        self._failed: Exception | None = None
        self._planned = threading.Event()

    def solution(self) -> Solution:
        """Search, improve, wait for the proof while there is time, and answer."""
        # What is not done in time must not keep the program from ending.
        proof = threading.Thread(target=self._prove, daemon=True)
        work = threading.Thread(target=self._work, daemon=True)
        work.start()
        proof.start()
        stay = self._attend(work)
        self._over = True
        judged, done = self._best or stay, self.done
        if work.is_alive():
            # What was tried may have been for a plan before this one.
            done = attrs.evolve(done, trials=())
        if self._failed is not None:
            if judged is None:
                raise self._failed
            logger.warning("The search ended before its time: %s", self._failed)
        self.phase = "bound"
        self._wait(proof)
        # What the proof still finds would come after the answer: it is not reported.
        self.ended = True
        return Solution(
            judged=judged if judged is None else self.holding.as_judged(judged),
            bound=self.bound,
            broken=self.broken,
            start=self.start,
            ended=self.cut or "work",
            done=done,
            by_held=self.by_held,
        )

    def _attend(self, work: threading.Thread) -> Judged | None:
        """Wait until the work is done or the time over; return the plan in which nobody moves.

        That is judged where there is no other after a while.
        """
        asked, judged, stay = math.inf, False, None
        while work.is_alive():
            work.join(timeout=TICK_S)
            now = self._seconds()
            if self.stop():
                asked = min(asked, now)
            latest = self.limits.seconds * self.limits.parameters.wait_share
            if self._best is None:
                latest = self.limits.seconds + OVERRUN_S
            over = now >= min(latest, asked + PATIENCE_S)
            late = over or now >= self.limits.seconds * STAY_AT
            if self._best is None and late and not judged:
                judged, stay = True, self._stay()
            if over:
                self.cut = self.cut or ("clock" if now < asked else "asked")
                break
        return stay

    def _stay(self) -> Judged | None:
        """Return the plan in which nobody moves, if it is lawful."""
        plan = Plan(requests=requests(self.mission))
        judged = self.holding.weighed(judge(self.mission, plan))
        kept = judged.lawful and self.holding.may(plan) and self.holding.within(judged)
        return judged if kept else None

    def _work(self) -> None:
        """Do all that finds plans; what fails is told to whoever waits for them."""
        try:
            self._best = self._improved(self._search()) or self._best
        except Exception as error:  # noqa: BLE001 - it is raised where the answer is waited for
            self._failed = error
        finally:
            self._planned.set()

    def _search(self) -> Judged | None:
        """Return the best lawful plan: of the search or, where it finds none, that nobody moves."""
        limits, mission = self.limits, self.mission
        if self.given is not None and self.holding.held is not None:
            return self._resumed(self.given, self.holding.held)
        soon = limits.seconds < SOON_S
        haste = Haste(self._seconds, self._first_until, self.stop, self._is_over, soon)
        search = Search(mission, self._judge, self._price, limits.seed, limits.parameters, haste)
        if self.given is not None:
            search.begin(self.given.plan, self._begun(self.given))
        search.run(1, self._late, self._tell)
        counsel = Counsel(mission, self._columns(soon=soon), self._late)
        if haste.hurried:
            # Of half a build it may be that staying is cheaper.
            search.offer(Plan(requests=requests(mission)), self._tell)
        self._offer(search)
        if counsel.asked:
            # It thinks for about as long as a plan takes.
            search.run(1, self._late, self._tell)
        advice = counsel.heard()
        if advice is not None:
            search.advise(advice)
            # Even late it is worth more than what time is left for otherwise.
            search.run(1, lambda: self._past(limits.seconds * ADVISED_UNTIL), self._tell)
        # A plan has a price of its own, however small the mission is.
        each = max(1.0, LEAST_SECONDS / limits.parameters.seconds_per_try)
        work = work_for(limits.seconds, limits.parameters)
        more = max(1, min(limits.parameters.most_plans - 1, int(work / each)))
        best = search.run(more, self._late, self._tell, max(work, search.work + 1))
        self.done.plans_built, self.done.serials_tried = search.tried, search.work
        if best is not None:
            return best.judged
        # What the search broke is worth telling, not what staying would break.
        tried = self.broken
        stay = self._judge(Plan(requests=requests(mission)))
        self.broken = tried
        return stay

    def _resumed(self, given: Judged, held: Held) -> Judged | None:
        """Return what there is of a plan, or a better one that goes on from what has begun.

        With pins plans are not built anew, for they would not have what is pinned.
        """
        best = self._followed(given, held) or self._begun(given)
        if held.before is None or held.pins:
            return best
        if best and (given.lawful or best.objective <= (1 + ENOUGH) * given.objective):
            return best
        haste = Haste(self._seconds, self._first_until, self.stop, self._is_over, soon=False)
        parameters, seed = self.limits.parameters, self.limits.seed
        search = Search(self.mission, self._judge, self._price, seed, parameters, haste, held)
        search.begin(given.plan, best)
        # Even late it is worth more than what is left of a plan that was upset.
        search.run(1, lambda: self._past(self.limits.seconds * ADVISED_UNTIL), self._tell)
        work = max(work_for(self.limits.seconds, parameters), search.work)
        search.run(parameters.most_plans, self._late, self._tell, work)
        self.done.plans_built, self.done.serials_tried = search.tried, search.work
        if self._best is None and search.broken is not None:
            built = beginning(self.mission, judge(self.mission, search.broken), self._late, held)
            if built.best is not None:
                self._judge(built.best.plan)
        return self._best

    def _followed(self, given: Judged, held: Held) -> Judged | None:
        """Return a plan that goes on with what still works of one that was upset."""
        if held.before is None or given.lawful:
            return None
        resuming = Resuming(self.mission, self.limits.parameters, given, held)
        best = resuming.plan(self.holding, self._taken, self._late)
        if best is not None:
            self.start = resuming.start(best.plan)
            self._tell(best.objective)
        return best

    def _columns(self, *, soon: bool) -> float:
        """Return how many columns a master may have to be worth its time."""
        parameters = self.limits.parameters
        if soon or is_small(self.mission, parameters.most_columns_whole):
            return 0.0
        return self.limits.seconds * parameters.columns_per_second

    def _offer(self, search: Search) -> None:
        """Offer the search what models of some kinds of mission say: it keeps what is better."""
        tried = self.broken
        with forgiven("A model of the mission could not be solved"):
            plans = (self._shuttles(search.network), self._mended(search), self._whole())
            for plan in itertools.chain.from_iterable(plans):
                search.offer(plan, self._tell)
        self.broken = tried

    def _shuttles(self, network: Network) -> Iterator[Plan]:
        """Yield what shuttles would do, where people alone are to be fetched."""
        seconds = self.limits.seconds * SHUTTLE_SHARE
        given = requests(self.mission)
        yield from shuttled(
            self.mission, network, given, seed=self.limits.seed, seconds=seconds, stop=self._late
        )

    def _mended(self, search: Search) -> Iterator[Plan]:
        """Yield the first plan repaired, where a whole model may take the rest of the time."""
        if search.best is not None and is_small(
            self.mission, self.limits.parameters.most_columns_whole
        ):
            phase = self.phase
            yield self._repaired(search.best.judged, search.network).plan
            self.phase = phase

    def _whole(self) -> Iterator[Plan]:
        """Yield the plan of the whole model, where the mission is small."""
        until = self.limits.seconds * self.limits.parameters.whole_until
        effort = Effort.within(self.limits, lambda: self._past(until), until - self._seconds())
        plan = whole(self.mission, requests(self.mission), effort)
        if plan is not None:
            yield plan

    def _improved(self, found: Judged | None) -> Judged | None:
        """Return a plan without what a clerk would still take along, and loaded as well as can be.

        Repair adds serials for the polish to fill; what the polish leaves idle is repaired again.
        """
        if found is None:
            return None
        tried, network = self.broken, Network(self.mission)
        repaired = self._repaired(found, network)
        polished = self._polished_twice(repaired, network)
        if polished.objective < repaired.objective:
            polished = self._repaired(polished, network)
        self.broken = tried
        return polished

    def _polished_twice(self, repaired: Judged, network: Network) -> Judged:
        """Return the better of a plan and its rival, polished alike and then on."""
        plan = rival(self.mission, network, self.limits.parameters, repaired, self._late)
        judged = None if plan is None else self._judge(plan)
        if judged is None:
            return self._polished(repaired, network)
        one, trials = self._polished(repaired, network, EACH), self.done.trials
        other = self._polished(self._repaired(judged, network), network, EACH)
        self.done.trials = trials if one.objective <= other.objective else ()
        best = min(one, other, key=lambda judged: judged.objective)
        return self._polished(best, network, 1 - 2 * EACH)

    def _repaired(self, found: Judged, network: Network) -> Judged:
        """Return a plan in which nobody and nothing is left beside what could take it along."""
        limits = self.limits
        # Half of the share each time.
        share = limits.parameters.repair_share / 2
        work = limits.seconds * share / limits.parameters.seconds_per_try
        until = limits.seconds * limits.parameters.wait_share
        self.phase = "repair"
        least = max(work, LEAST_REPAIR)
        asked = (self._judge, self._price, least, self._broken_rule, self.holding.held)
        repair = Repair(self.mission, network, *asked)
        repaired = found
        with forgiven("The plan could not be repaired further"):
            repaired = repair.run(found, lambda: self._past(until))
            self.done.trials = repair.log.trials(repaired.plan)
        self.done.repairs_tried += repair.log.changes
        if repaired.objective < found.objective:
            self._tell(repaired.objective)
        return repaired

    def _begun(self, given: Judged) -> Judged | None:
        """Begin with a plan that somebody has: nothing worse is then handed back."""
        rounds = FEW_ROUNDS if self.limits.seconds < SOON_S * 3 else ROUNDS
        began = beginning(self.mission, given, self._late, self.holding.held, rounds)
        self.start = began.start
        if began.best is None:
            self.broken, self.by_held = began.broken, began.by_held
            return None
        self._best = self.holding.weighed(began.best)
        self.people = began.best.people
        self._tell(self._best.objective)
        return self._best

    def _polished(self, judged: Judged, network: Network, share: float = 1.0) -> Judged:
        """Return a plan made better where it is: with the rest of the time that is not the proof's.

        As for the search, work is counted, and the clock only cuts it short.
        """
        parameters, mission = self.limits.parameters, self.mission
        until = self.limits.seconds * parameters.polish_until
        small = len(mission.parties) + len(mission.lots) <= parameters.most_items_polished
        if not small or self._past(until):
            return judged
        self.phase = "polish"
        self._tell(judged.objective)
        seconds = self.limits.seconds * (parameters.polish_until - parameters.search_share) * share
        budget = Budget(
            work=seconds * parameters.polish_per_second,
            stop=lambda: self._past(until),
        )
        best = [judged]

        def keep(plan: Plan) -> Judged | None:
            found = self._judge(plan)
            if found is not None and found.objective < best[0].objective:
                best[0] = found
            return found

        with forgiven("The plan could not be improved further"):
            polish = Polish(mission, network, judged, keep, self.limits.seed, self.holding)
            polish.run(budget, self._tell)
            self.done.polish_steps += polish.steps
        return best[0]

    def _wait(self, proof: threading.Thread) -> None:
        """Give the proof the rest of the time."""
        until = self.limits.seconds * self.limits.parameters.wait_share
        while proof.is_alive() and not self.stop() and self._seconds() < until:
            proven = self.bound.value if self.bound is not None else None
            if proven is not None and self._enough(proven):
                break
            proof.join(timeout=0.2)

    def _seconds(self) -> float:
        return time.monotonic() - self.started

    def _is_over(self) -> bool:
        """Say whether nobody waits for plans any more."""
        return self._over

    def _late(self) -> bool:
        """Say whether to end the search: asked to, or late; without a plan a little later."""
        if self.incumbent is None:
            return self._past(self._first_until)
        return self._past(self.limits.seconds * self.limits.parameters.late_share)

    def _past(self, until: float) -> bool:
        """Say whether work ends here, asked to or by the clock, and keep which of them it was."""
        if self._over:
            return True
        if self.stop():
            self.cut = "asked"
        elif self._seconds() >= until:
            self.cut = self.cut or "clock"
        else:
            return False
        return True

    def _prove(self) -> None:
        # At first both are Python for the most part, and take turns: a plan is wanted first.
        after = min(PROOF_AFTER_S, self.limits.seconds * PROOF_AFTER_SHARE)
        self._planned.wait(after - self._seconds())
        left = self.limits.seconds * self.limits.parameters.bound_share - self._seconds()
        # Who is told to end before there is a plan has nothing that a proof could be of.
        in_vain = self._best is None and self.stop()
        if left <= 0 or self.ended or in_vain:
            return
        with forgiven("The lower bound could not be computed"):
            bound(
                self.limits.proving or self.mission,
                time_limit_s=left,
                seed=self.limits.seed,
                tell=self._proven,
                enough=self._enough,
            )

    def _enough(self, value: float) -> bool:
        """Say whether a bound proves the best plan so far, or nobody waits for another."""
        if self.ended:
            return True
        if self.limits.proving is not None:
            # Bound and plan are of two prices: they cannot be held against each other.
            return False
        # What no plan can change is told at once, with the first bound.
        if self.incumbent is None or self.bound is None:
            return False
        share = gap(self.incumbent, value, self.bound.fixed)
        return share is not None and share <= OPTIMAL_GAP

    def _proven(self, better: Bound) -> None:
        """Keep a better bound, and report it while the run lasts."""
        if not self.ended:
            self.bound = better
            self._tell(self.incumbent)

    def _price(self, plan: Plan) -> float:
        return objective(self.mission, terms(self.mission, plan)) + self.holding.cost(plan)

    def _judge(self, plan: Plan) -> Judged | None:
        return self._taken(judge(self.mission, plan)) if self.holding.may(plan) else None

    def _taken(self, given: Judged) -> Judged | None:
        """Keep a judgement if it is of the best plan so far; return it weighed, if lawful."""
        if self._over:
            return None
        judged = self.holding.weighed(given)
        if judged.lawful and not self.holding.within(judged):
            return None
        if judged.lawful:
            if self._best is None or judged.objective < self._best.objective:
                self._best = judged
            # The search has only what is better than its best judged: this is the best now.
            self.people = judged.people
            return judged
        self.broken = judged.violations
        return None

    def _broken_rule(self) -> str:
        return self.broken[0].rule if self.broken else ""

    def _tell(self, value: float | None) -> None:
        """Report the best plan so far and the bound."""
        if not self._over:
            best = (one for one in (value, self.incumbent) if one is not None)
            self.incumbent = value = min(best, default=None)
        if value is not None:
            self._planned.set()
        # What is proven at other prices says nothing of this cost.
        proven = self.bound if self.limits.proving is None else None
        share = gap(value, proven.value, proven.fixed) if proven is not None else None
        self.observer(
            Progress(
                seconds=self._seconds(),
                phase=self.phase,
                incumbent=value,
                bound=proven.value if proven else None,
                gap=share,
                people=self.people,
            )
        )
