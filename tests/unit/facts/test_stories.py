"""Stories of sites: who thins out, who is last, what called."""

from exeunt.facts.stories import stories, thinning
from exeunt.model.plan import Closure, Plan
from tests.support.missions.report_samples import (
    day,
    load,
    reading,
    small_plan,
    stage,
)


def test_thinning_is_told_where_fewer_stay_for_good():
    whole = reading()
    assert thinning(whole.presence["alpha"], 120, whole.end) == (
        (0.75, 54.0),
        (0.5, 54.0),
        (0.25, 192.0),
    )
    assert thinning(whole.presence["hub"], 30, whole.end) == ()
    (alpha,) = [s for s in stories(whole) if s.site.site == "alpha"]
    assert alpha.thinning[0] == (0.75, 54.0)


def test_a_convoy_that_calls_twice_is_one_convoy():
    stages = (
        stage("C-1", 1, "alpha-hub", "hub", "alpha", day(1), day(2)),
        stage("C-1", 2, "alpha-hub", "alpha", "hub", day(3), day(4)),
        stage("C-1", 3, "alpha-hub", "hub", "alpha", day(5), day(6)),
        stage("C-1", 4, "alpha-hub", "alpha", "hub", day(7), day(8)),
    )
    loads = (
        load("C-1", "vehicle", "trucks", 2, 1, 4),
        load("C-1", "lot", "boxes", 4, 2, 2, "carried"),
        load("C-1", "lot", "boxes", 4, 4, 4, "carried"),
    )
    alpha = next(
        s
        for s in stories(reading(small_plan(stages=stages, loads=loads)))
        if s.site.site == "alpha"
    )
    assert (len(alpha.convoys_out), alpha.convoys) == (2, (1, 0))


def test_stories_follow_the_order_of_closing_and_count_calls():
    told = stories(reading())
    assert [s.site.site for s in told] == ["alpha", "hub", "port"]
    alpha = told[0]
    assert (alpha.people, alpha.units, alpha.teu, alpha.tonnes) == (120, 22, 26, 166)
    assert (len(alpha.convoys_out), len(alpha.convoys_in), alpha.sorties_out, alpha.sorties_in) == (
        2,
        0,
        2,
        0,
    )
    assert (alpha.last_lift, alpha.vacuum_days, alpha.last_serials) == (8 * 24, 1.5, ("C-2",))
    troops, civilians = alpha.parties
    assert (troops.first_leaves, troops.last_leaves, troops.last_out, troops.out, troops.modes) == (
        54,
        192,
        288,
        100,
        ("road",),
    )
    assert (civilians.modes, civilians.last_out) == (("air",), 129)
    assert told[1].parties[0].home
    assert told[1].parties[0].last_out is None
    assert told[2].kit_in == 10
    assert not alpha.quiet


def test_a_junction_that_nobody_uses_is_quiet():
    assert next(s for s in stories(reading(Plan())) if s.site.site == "port").quiet


def test_a_site_that_closes_without_people_has_no_last_lift():
    plan = Plan(closures=(Closure(site="alpha", close=day(3)),))
    assert stories(reading(plan))[0].last_lift is None
