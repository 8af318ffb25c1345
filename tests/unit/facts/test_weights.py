"""The assumed figures that weigh most: each weight against the plain difference."""

import math

import attrs
import pytest

from exeunt.facts.weights import numbers, weights
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.hazards import Incident
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.terms import objective, terms
from tests.support.missions.report_samples import day, guessed, small_mission, small_plan


def objective_of(mission: Mission, plan: Plan) -> float:
    return objective(mission, terms(mission, plan))


def test_every_weight_is_what_the_objective_changes_by():
    mission, plan = guessed(), small_plan()
    base, found = objective_of(mission, plan), weights(mission, plan)
    assert len(found) > 10
    for w in found:
        rows = mission.rows()[w.table]
        tried = []
        for end in (w.low, w.high):
            if w.table == "doctrine":
                other = attrs.evolve(
                    mission, doctrine=attrs.evolve(mission.doctrine, **{rows[w.row].name: end})
                )
            else:
                other = attrs.evolve(
                    mission,
                    **{
                        w.table: tuple(
                            attrs.evolve(r, **{w.field: end}) if i == w.row else r
                            for i, r in enumerate(rows)
                        )
                    },
                )
            tried.append(abs(objective_of(other, plan) - base))
        assert w.change == pytest.approx(max(tried), rel=1e-9), (w.table, w.row, w.field)


def test_figures_that_divide_are_weighed_by_what_they_do_and_not_by_their_slope():
    base = guessed()
    legs = tuple(
        attrs.evolve(
            leg, strikes_per_100km=None, traverses_per_month=4.0 + i, casualties_per_strike=2.0
        )
        for i, leg in enumerate(base.legs)
    )
    rows = tuple(
        Figure(name=name, value=value, assumed=("*",))
        for name, value in (
            ("reference_people", 100),
            ("threat_prior_100km", 20),
            ("threat_months", 12),
        )
    )
    incidents = (
        Incident(incident="i", date=day(-200), where="hub-port"),
        Incident(incident="j", date=day(-500), where="hub-port"),
    )
    mission, plan = (
        guessed(legs=legs, doctrine=Doctrine(stated=rows), incidents=incidents),
        small_plan(),
    )
    found = {(w.table, w.row, w.field): w for w in weights(mission, plan)}
    assert {
        key for key in found if key[2] in {"km", "traverses_per_month"} or key[0] == "doctrine"
    } == {
        *(("legs", i, field) for i in range(3) for field in ("km", "traverses_per_month")),
        *(("doctrine", i, "value") for i in range(3)),
    }
    for (table, i, field), w in found.items():
        if table in {"legs", "doctrine"}:
            old = mission.rows()[table][i]
            tried = [
                attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, **{old.name: end}))
                if table == "doctrine"
                else attrs.evolve(
                    mission,
                    legs=tuple(
                        attrs.evolve(x, **{field: end}) if x is old else x for x in mission.legs
                    ),
                )
                for end in (w.low, w.high)
            ]
            change = max(
                abs(objective_of(other, plan) - objective_of(mission, plan)) for other in tried
            )
            assert w.change == pytest.approx(change, rel=1e-9), (table, i, field)


def test_the_heaviest_comes_first_and_sizes_and_prices_are_not_among_them():
    found = weights(guessed(), small_plan())
    assert [w.change for w in found] == sorted((w.change for w in found), reverse=True)
    assert not {(w.table, w.field) for w in found} & {("parties", "count"), ("lots", "quantity")}
    assert "prices" not in {w.table for w in found}
    assert {("legs", "strikes_per_100km"), ("sites", "receiver_ready"), ("doctrine", "value")} <= {
        (w.table, w.field) for w in found
    }


def test_a_stated_range_is_used_and_risks_are_spread_wider():
    by = {(w.table, w.field, w.row): w for w in weights(guessed(), small_plan())}
    fixed = next(w for (table, _, _), w in by.items() if table == "doctrine")
    assert (fixed.low, fixed.high, fixed.stated) == (0.1, 0.5, True)
    strikes = by["legs", "strikes_per_100km", 0]
    assert (strikes.low, strikes.high, strikes.stated) == (
        pytest.approx(0.005),
        pytest.approx(0.015),
        False,
    )
    cost = by["sites", "standing_cost_per_day", 0]
    assert (cost.low, cost.high) == (75, 125)


def test_what_is_not_assumed_has_no_weight():
    assert weights(small_mission(), small_plan()) == ()
    assert list(numbers(small_mission())) == []


def test_a_date_that_is_assumed_weighs_by_a_month():
    sites = tuple(attrs.evolve(s, assumed=("receiver_ready",)) for s in small_mission().sites)
    (only,) = weights(small_mission(sites=sites), small_plan())
    assert (only.field, only.low, only.high) == ("receiver_ready", day(-21, 12), day(39, 12))
    assert only.change == pytest.approx(30 * 50_000)
    assert math.isfinite(only.change)
