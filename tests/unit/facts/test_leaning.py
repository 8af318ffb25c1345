"""Assumed limits that a plan leans on."""

import attrs
import pytest

from exeunt.facts.leaning import LIMITS, leanings, worsened
from exeunt.model.dispositions import Disposition
from exeunt.model.plan import Disposal
from exeunt.rules.ledger import Case, again, case
from exeunt.rules.referee import RULES
from tests.support.missions.report_samples import day, guessed, small_mission, small_plan


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
    other, assumed, default = worsened(mission, table, field, worse)
    if table == "doctrine":
        # The mission states none: what is not nothing is at its default.
        was, now = getattr(mission.doctrine, field), getattr(other.doctrine, field)
        assert (assumed, default) == (0, int(bool(was)))
        assert now == pytest.approx(was * (1 + worse / 10))
        return
    before, after = mission.rows()[table], other.rows()[table]
    changed = [
        (getattr(a, field), getattr(b, field))
        for a, b in zip(before, after, strict=True)
        if getattr(a, field) != getattr(b, field)
    ]
    assert len(changed) == assumed + default
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
    other, _, _ = worsened(
        small_mission(sites=sites), "sites", "holding_people" if way > 0 else "beds", way
    )
    assert {s.holding_people if way > 0 else s.beds for s in other.sites} == {after}


@pytest.mark.parametrize(("table", "field"), LIMITS)
def test_serials_that_are_not_read_again_are_what_they_would_be(table, field):
    base = guessed()
    every = {
        name: tuple(attrs.evolve(row, assumed=("*",)) for row in rows)
        for name, rows in base.rows().items()
        if name not in {"doctrine", "prices"}
    }
    mission = attrs.evolve(base, **every)
    stages = tuple(
        attrs.evolve(stage, rotations=5) if stage.mode == "air" else stage
        for stage in small_plan().stages
    )
    opened = case(mission, small_plan(stages=stages))
    assert len(opened.serials) > len(opened.rows), "a flight goes in rounds"
    worse, _ = LIMITS[table, field]
    trial = worsened(mission, table, field, worse).mission
    tried, anew = again(opened, trial), Case(trial, opened.plan)
    assert tried == anew
    for read in ("rows", "serials", "row_hops", "hops", "flown", "journeys"):
        assert getattr(tried, read) == getattr(anew, read)
    # Whoever drives more slowly is read anew; what people drink changes nobody's way.
    if table in {"sites", "supplies"} or field in {"convoy_max", "spacing_hours", "notice_hours"}:
        assert tried.serials is opened.serials
