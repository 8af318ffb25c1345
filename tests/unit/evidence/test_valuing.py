"""Worth: the difference of two costs, luck left out, with what is proven of it."""

from datetime import timedelta

import attrs
import pytest

from exeunt.evidence.fates import SHARE
from exeunt.evidence.offers import Kind
from exeunt.evidence.solving import Effort, Solved
from exeunt.evidence.valuing import worth
from exeunt.model.outcome import Bound
from exeunt.model.stores import Permission
from exeunt.rules.judge import judge
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

TINY = shipped_mission("tiny")
PLAN = judge(TINY, by_hand(TINY))
COST = PLAN.objective
FREE = attrs.evolve(
    TINY, parties=tuple(attrs.evolve(party, leave_by=None) for party in TINY.parties)
)
"""Tiny without a date by which anybody has to leave."""


def effort(stop=lambda: False):
    return Effort(seconds=100.0, each=1.0, stop=stop, steps=lambda _: None)


def unheard(*_):
    pass


@attrs.define
class Standing:
    """A planner that finds the plan by hand again, and proves so much of its cost."""

    share: float = 0.9
    asked: list = attrs.field(factory=list)

    def __call__(self, mission, seconds, start=None, enough=None):
        assert enough is None
        self.asked.append((mission, seconds, start.objective))
        bound = Bound(value=self.share * start.objective, fixed=0.0, method="")
        return Solved(judged=start if start.lawful else None, bound=bound)


def test_every_run_begins_with_the_plan_and_has_as_much_time():
    planner, heard = Standing(), []
    found = worth(TINY, PLAN, planner, effort(), lambda *run: heard.append(run))
    assert len({seconds for _, seconds, _ in planner.asked}) == 1
    assert planner.asked[0][0] is TINY
    assert len(planner.asked) == len(heard) == heard[0][2] == len(found.worths) + 2
    assert [n for _, n, _ in heard] == list(range(1, len(heard) + 1))
    assert found.untried == ()


def test_what_is_proven_is_the_difference_of_costs_known_to_their_proofs():
    found = worth(TINY, PLAN, Standing(0.9), effort(), unheard)
    trucks = next(w for w in found.worths if w.offer.item == "trucks")
    assert found.before.objective == COST
    assert found.bound == pytest.approx(0.9 * COST)
    assert trucks.saves == 0.0
    # The bound without it less the cost with it; the cost without it less the bound with it.
    assert trucks.proven.least == pytest.approx(0.9 * COST - COST)
    assert trucks.proven.most == pytest.approx(COST - 0.9 * COST)


def test_a_bound_that_a_plan_disproves_is_not_used():
    found = worth(TINY, PLAN, Standing(1.1), effort(), unheard)
    assert found.bound is None
    assert {w.proven.least for w in found.worths} == {None}


def test_a_better_plan_found_by_luck_is_no_worth_of_the_change():
    given, lucky = judge(FREE, a_day_later(PLAN.plan)), PLAN.plan
    assert given.lawful
    assert given.objective > COST

    def planner(mission, seconds, start=None, enough=None):
        assert seconds > 0
        assert enough is None
        if mission.fleet["trucks"].count == 11:
            return Solved(judged=judge(mission, lucky))
        return Solved(judged=start if start.lawful else None)

    found = worth(FREE, given, planner, effort(), unheard)
    assert found.before.objective == COST
    assert next(w for w in found.worths if w.offer.item == "trucks").saves == 0.0


def a_day_later(plan):
    """Return a plan in which everything is a day later."""
    day = timedelta(days=1)
    return attrs.evolve(
        plan,
        closures=tuple(attrs.evolve(row, close=row.close + day) for row in plan.closures),
        disposals=tuple(
            attrs.evolve(row, start=row.start + day, done=row.done + day) for row in plan.disposals
        ),
        stages=tuple(
            attrs.evolve(row, depart=row.depart + day, arrive=row.arrive + day)
            for row in plan.stages
        ),
    )


def test_a_run_that_was_stopped_counts_for_nothing_and_what_is_known_is_kept():
    asked = []

    def planner(mission, seconds, start=None, enough=None):
        asked.append((mission, seconds, enough))
        return Solved(judged=start)

    found = worth(TINY, PLAN, planner, effort(lambda: len(asked) >= 3), unheard)
    assert len(found.worths) == 1
    assert len(found.untried) == 5
    assert found.before.objective == COST


def with_alpha(mission, **values):
    sites = (attrs.evolve(s, **values) if s.site == "alpha" else s for s in mission.sites)
    return attrs.evolve(mission, sites=tuple(sites))


def without_prefabs(plan):
    """Return a plan without the huts, which could not be sold to a receiver who is not there."""
    return attrs.evolve(plan, disposals=tuple(d for d in plan.disposals if d.lot != "prefabs"))


def test_the_price_of_a_day_is_what_makes_both_plans_cost_the_same():
    # Nobody takes the base over before the plan leaves it: a day sooner is a day of nobody there.
    late = a_day_later(without_prefabs(PLAN.plan))
    waiting = with_alpha(FREE, receiver_ready=late.closes["alpha"].close)
    lots = tuple(lot for lot in waiting.lots if lot.lot != "prefabs")
    waiting = attrs.evolve(waiting, lots=lots)
    closures = tuple(attrs.evolve(row, vacuum_days=1.0) for row in PLAN.plan.closures)
    sooner = attrs.evolve(without_prefabs(PLAN.plan), closures=closures)
    given = judge(waiting, late)
    assert given.lawful

    def planner(mission, seconds, start=None, enough=None):
        assert seconds > 0
        assert enough is None
        if mission.site["alpha"].close_by is not None:
            return Solved(judged=judge(mission, sooner))
        return Solved(judged=start)

    (alpha,) = worth(waiting, given, planner, effort(), unheard).holdings
    row = TINY.site["alpha"]
    assert alpha.earlier.offer.kind is Kind.CLOSING
    assert (
        alpha.day == row.standing_cost_per_day + row.perimeter_risk_per_day * TINY.prices.casualty
    )
    assert alpha.days == 1.0
    assert alpha.price > alpha.day
    more = row.standing_cost_per_day + alpha.price - alpha.day
    dearer = with_alpha(waiting, standing_cost_per_day=more)
    assert judge(dearer, late).objective == pytest.approx(judge(dearer, sooner).objective)


def permitted():
    """Return tiny with leave by road on the first day and after, by air, and by river."""
    next_day = TINY.start + timedelta(days=1)
    rows = [
        Permission(
            permission=name, mode=mode, where="*", state=state, valid_from=since, valid_to=to
        )
        for name, mode, state, since, to in (
            ("river", "river", "granted", None, None),
            ("soon", "road", "granted", None, next_day),
            ("road", "road", "granted", next_day, None),
            ("air", "air", "granted", None, None),
            ("sea", "sea", "refused", None, None),
        )
    ]
    return attrs.evolve(FREE, permissions=tuple(rows))


def test_the_price_of_a_permission_is_what_its_loss_costs():
    mission, later = permitted(), a_day_later(PLAN.plan)
    given = judge(mission, PLAN.plan)
    assert given.lawful
    refused = []

    def planner(mission, seconds, start=None, enough=None):
        assert enough is None
        assert seconds > 0
        names = {row.permission for row in mission.permissions if row.state == "refused"}
        refused.append(names - {"sea"})
        bound = Bound(value=0.9 * COST, fixed=0.0, method="")
        if names & {"road", "air"}:
            return Solved(judged=None)
        return Solved(judged=judge(mission, later) if "soon" in names else start, bound=bound)

    found = worth(mission, given, planner, effort(), unheard)
    assert [each.offer.item for each in found.refusals] == ["road", "air", "soon", "river"]
    road, air, soon, river = found.refusals
    assert (road.saves, air.saves) == (None, None)
    # All wait for the second day: a day of the base more.
    assert soon.saves == pytest.approx(COST - judge(mission, later).objective)
    assert soon.saves < 0
    assert soon.proven.most == 0.0
    # What the plan does without is not planned anew; nothing gets cheaper by a refusal.
    assert {"river"} not in refused
    assert (river.saves, river.proven.most) == (0.0, 0.0)
    assert river.proven.least == pytest.approx(0.9 * COST - COST)
    asked = [each.offer.item for each in found.worths if each.offer.kind is Kind.PERMISSION]
    assert asked == ["sea"]


def test_kit_is_asked_of_the_best_plan():
    found = worth(TINY, PLAN, Standing(), effort(), unheard)
    assert found.kit is not None
    assert found.kit.threshold == pytest.approx(SHARE * COST)
    assert found.kit.indifferent == ()
