"""The assumed figures that matter most: slopes by the chain rule against plain differences, limits by the referee."""

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exeunt.facts.leaning import LIMITS, leanings, worsened
from exeunt.facts.tangent import Tangent, slopes_of
from exeunt.facts.weights import numbers, objective_of, weights
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import Disposition
from exeunt.model.places import Incident, Leg
from exeunt.model.plan import Disposal
from exeunt.report.page.doubtful import doubtful
from exeunt.rules.referee import RULES
from exeunt.words.words import Words
from tests.support.missions.report_samples import day, small_mission, small_plan

KEYS = [("t", i, "f") for i in range(3)]
FINITE = st.floats(min_value=0.1, max_value=9.0)


def guessed(**changes):
    """The small mission with figures that cost something, all of them guesses."""
    base = small_mission()
    legs = tuple(
        attrs.evolve(
            leg, strikes_per_100km=0.01 * (i + 1), casualties_per_strike=2.0, assumed=("*",)
        )
        for i, leg in enumerate(base.legs)
    )
    sites = tuple(
        attrs.evolve(
            s,
            standing_cost_per_day=100.0,
            perimeter_risk_per_day=0.001,
            person_risk_per_day=1e-5,
            assumed=("*",),
        )
        for s in base.sites
    )
    lots = tuple(attrs.evolve(lot, assumed=("*",)) for lot in base.lots)
    vehicles = tuple(attrs.evolve(v, cost_per_day=7.0, assumed=("*",)) for v in base.vehicles)
    doctrine = Doctrine(
        fixed_share=0.4,
        stated=(Figure(name="fixed_share", value=0.4, low=0.1, high=0.5, assumed=("value",)),),
    )
    return small_mission(
        **{
            "legs": legs,
            "sites": sites,
            "lots": lots,
            "vehicles": vehicles,
            "doctrine": doctrine,
            **changes,
        }
    )


@given(x=FINITE, y=FINITE, z=FINITE)
def test_slopes_follow_the_chain_rule(x, y, z):
    def f(a, b, c):
        return sum(
            [2 * a * b, (b - c) / a, 3.0 / c, -(a / (b + 1)), max(0.0, a - 100.0), min(a, 1e9)]
        )

    found = f(*(Tangent(v, {key: 1.0}) for v, key in zip((x, y, z), KEYS, strict=True)))
    assert float(found) == pytest.approx(f(x, y, z))
    for i, key in enumerate(KEYS):
        moved = [x, y, z]
        moved[i] += 1e-6
        assert slopes_of(found).get(key, 0.0) == pytest.approx(
            (f(*moved) - f(x, y, z)) / 1e-6, rel=1e-3, abs=1e-3
        )


def test_a_plain_number_has_no_slopes():
    assert slopes_of(3.0) == {}
    assert 1 - Tangent(3.0, {KEYS[0]: 1.0}) == -2.0
    assert slopes_of(1 - Tangent(3.0, {KEYS[0]: 1.0})) == {KEYS[0]: -1.0}


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


def test_every_limit_names_rules_that_exist():
    assert {rule for _, rules in LIMITS.values() for rule in rules} <= set(RULES)


def test_a_limit_that_is_worse_breaks_the_plan():
    base = small_mission()
    legs = tuple(attrs.evolve(leg, assumed=("travel_hours",)) for leg in base.legs)
    fleets = tuple(
        attrs.evolve(f, count=2, assumed=("count",)) if f.fleet == "buses" else f
        for f in base.fleets
    )
    mission = small_mission(legs=legs, fleets=fleets)
    found = {(x.table, x.field): x for x in leanings(mission, small_plan())}
    assert found["legs", "travel_hours"].rules[0] == "planned_times"
    assert found["legs", "travel_hours"].assumed == 3
    assert found["fleets", "count"].rules == ("vehicles_conserved",)
    assert found["fleets", "count"].breaches > 0


def test_a_longer_lead_breaks_the_rate_as_well():
    rows = (
        Disposition(
            disposition="destroy",
            kit_class="ammunition",
            lead_hours=36,
            rate_per_day=8,
            assumed=("lead_hours",),
        ),
    )
    lots = tuple(attrs.evolve(lot, consent=True) for lot in small_mission().lots)
    mission = small_mission(dispositions=(*small_mission().dispositions, *rows), lots=lots)
    done = (
        Disposal(
            site="alpha", lot="rounds", disposition="destroy", quantity=4, start=day(3), done=day(5)
        ),
    )
    found = [x for x in leanings(mission, small_plan(disposals=done)) if x.table == "dispositions"]
    assert [x.rules for x in found] == [("disposal_rate",)]


def test_what_is_broken_already_does_not_count():
    base = small_mission(
        fleets=tuple(attrs.evolve(f, count=1, assumed=("count",)) for f in small_mission().fleets)
    )
    found = [x for x in leanings(base, small_plan()) if x.table == "fleets"]
    assert found == []


@pytest.mark.parametrize(("table", "field"), LIMITS)
def test_worse_is_worse_by_a_tenth_and_by_one_at_least(table, field):
    mission = guessed()
    worse, _ = LIMITS[table, field]
    other, assumed = worsened(mission, table, field, worse)
    if table == "doctrine":
        assert assumed == 0
        assert other is mission
        return
    before, after = mission.rows()[table], other.rows()[table]
    changed = [
        (getattr(a, field), getattr(b, field))
        for a, b in zip(before, after, strict=True)
        if getattr(a, field) != getattr(b, field)
    ]
    assert len(changed) == assumed
    for was, now in changed:
        assert (now - was) * worse > 0
        assert abs(now - was) >= 0.1 * abs(was) - 1e-9


@pytest.mark.parametrize(
    ("value", "way", "after"),
    [(10, 1, 11), (20, 1, 22), (1, 1, 2), (10, -1, 9), (1, -1, 0), (25, -1, 22)],
)
def test_a_tenth_of_whole_figures_is_not_more_for_what_floats_add(value, way, after):
    sites = tuple(
        attrs.evolve(s, holding_people=value, beds=value, assumed=("*",))
        for s in small_mission().sites
    )
    other, _ = worsened(
        small_mission(sites=sites), "sites", "holding_people" if way > 0 else "beds", way
    )
    assert {s.holding_people if way > 0 else s.beds for s in other.sites} == {after}


def test_both_lists_are_worded_and_at_most_twenty_and_ten_long():
    legs = tuple(
        Leg(
            leg=f"l{i}",
            origin="alpha",
            destination="hub",
            mode="road",
            km=100 + i,
            travel_hours=10,
            strikes_per_100km=0.1,
            casualties_per_strike=1,
            assumed=("*",),
        )
        for i in range(30)
    )
    used = attrs.evolve(
        small_plan(),
        stages=tuple(
            attrs.evolve(s, leg=f"l{i}") if s.leg == "alpha-hub" else s
            for i, s in enumerate(small_plan().stages)
        ),
    )
    found = doubtful(guessed(legs=(*legs, *guessed().legs)), used, Words())
    assert len(found.weights) <= 20
    assert len(found.leanings) <= 10
    assert found.weighing >= len(found.weights)
    assert found.weights[0].share == 1
    assert all(
        row.thing and row.figure and row.value and row.span and row.change for row in found.weights
    )
    assert (found.parties, found.lots) == (1, 4)


def test_a_date_that_is_assumed_weighs_by_a_month():
    sites = tuple(attrs.evolve(s, assumed=("receiver_ready",)) for s in small_mission().sites)
    (only,) = weights(small_mission(sites=sites), small_plan())
    assert (only.field, only.low, only.high) == ("receiver_ready", day(-21, 12), day(39, 12))
    assert only.change == pytest.approx(30 * 50_000)
    assert math.isfinite(only.change)
