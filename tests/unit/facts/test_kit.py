"""How kit and vehicles end, against counts made by hand."""

import attrs

from exeunt.facts.curves import Curve
from exeunt.facts.kinds import Kind
from exeunt.facts.kit import with_vacuums
from exeunt.facts.series import Reading
from exeunt.facts.veil import Veil, veiled
from exeunt.model.plan import Disposal, Plan
from tests.support.missions.report_samples import (
    day,
    load,
    reading,
    small_mission,
    small_plan,
    stage,
)


def test_the_four_kinds_add_up_to_all_kit():
    ends = reading().ends
    assert ends.kinds == {Kind.HOME: 10, Kind.PASSED: 0, Kind.STAYS: 0, Kind.LOST: 12}
    assert sum(ends.kinds.values()) == ends.units == 22
    # Rounds are destroyed; trucks are abandoned, given before anybody comes, and forgotten, as are
    # two boxes.
    assert ends.losses == {"destroy": 4, "abandon": 2, "nobody": 3, "left": 3}


def test_over_time_what_is_left_is_lost_when_its_site_closes():
    over_time = reading().ends.over_time
    assert over_time[Kind.HOME] == Curve((0, 24 * 6, 24 * 12), (0, 8, 10))
    assert over_time[Kind.LOST] == Curve((0, 24 * 5, 24 * 8), (0, 4, 12))
    assert over_time[Kind.PASSED].peak == over_time[Kind.STAYS].peak == 0


def test_what_is_left_at_a_site_that_does_not_close_is_lost_at_the_end():
    lost = reading(small_plan(closures=(), disposals=())).ends.over_time[Kind.LOST]
    assert (lost.at(24 * 30 - 0.01), lost.at(24 * 30)) == (0, 12)


def test_what_comes_to_a_site_after_the_end_is_lost_when_it_comes():
    late = Plan(
        stages=(stage("C-1", 1, "alpha-hub", "alpha", "hub", day(29), day(31)),),
        loads=(load("C-1", "lot", "boxes", 4, 1, 1, "carried"),),
    )
    lost = reading(late).ends.over_time[Kind.LOST]
    assert lost.at(24 * 31) - lost.at(24 * 31 - 0.01) == 4
    assert lost.at(24 * 31) == 22


def test_kit_that_nobody_has_taken_goes_on_standing_there():
    ends = reading().ends
    assert ends.there["alpha"].at(24 * 30) == 2 + 6
    assert ends.taken.at(24 * 30) == 10 + 4
    assert ends.units == ends.there["alpha"].at(24 * 30) + ends.taken.at(24 * 30)


def test_fates_add_up_to_the_lot():
    fates = reading().ends.fates
    assert (fates["boxes"].shipped, fates["boxes"].left) == (8, 2)
    assert (fates["old"].disposed, fates["old"].left) == ({"nobody": 3, "abandon": 2}, 1)
    assert fates["old"].behind == 6
    for fate in fates.values():
        assert fate.shipped + sum(fate.disposed.values()) + fate.left == fate.lot.quantity


def test_what_stays_behind_is_told_by_where_it_stands():
    assert [(kit.lot.lot, *kit[1:]) for kit in reading().behind] == [
        ("boxes", "alpha", 2, 0, 0),
        ("old", "alpha", 1, 2, 3),
    ]


def test_kit_dropped_on_the_way_is_left_where_it_was_dropped():
    plan = small_plan(loads=(load("C-1", "lot", "boxes", 8, 1, 1, "carried"),), disposals=())
    assert [
        (kit.lot.lot, kit.site, kit.left) for kit in reading(plan).behind if kit.lot.lot == "boxes"
    ] == [("boxes", "alpha", 2), ("boxes", "hub", 8)]


def test_coarse_dates_do_not_change_what_becomes_of_kit():
    mission, plan = small_mission(), small_plan()
    exact = Reading(mission=mission, plan=plan)
    coarse = veiled(mission, with_vacuums(mission, plan), Veil(dates="none"))
    shown = Reading(mission=coarse[0], plan=coarse[1], given=exact)
    assert shown.ends.kinds == exact.ends.kinds
    assert shown.ends.losses == exact.ends.losses


def test_kit_is_transferred_to_people_who_are_there_at_the_end():
    tents = Disposal(
        site="hub", lot="tents", disposition="transfer", quantity=5, start=day(1), done=day(2)
    )
    mission = small_mission()
    lots = (*mission.lots, attrs.evolve(mission.lots[2], lot="tents", site="hub", quantity=5))
    plan = Plan(disposals=(tents,))
    assert reading(plan, lots=lots).ends.kinds[Kind.STAYS] == 5
    alone = tuple(party for party in mission.parties if party.site != "hub")
    assert reading(plan, lots=lots, parties=alone).ends.losses["nobody"] == 5


def abandoned(**changes):
    row = {"site": "hub", "lot": "trucks", "quantity": 2, "start": day(1), "done": day(1)}
    return Plan(disposals=(Disposal(disposition="abandon", **{**row, **changes}),))


def test_vehicles_of_a_fleet_can_be_abandoned():
    fleets = reading(abandoned()).fleet_ends
    assert fleets.left == (("trucks", "hub", 2, True),)
    assert fleets.kinds == {Kind.HOME: 0, Kind.PASSED: 0, Kind.STAYS: 0, Kind.LOST: 2}


def test_own_vehicles_end_home_in_use_or_lost():
    own = tuple(attrs.evolve(fleet, ownership="own") for fleet in small_mission().fleets)
    fleets = reading(fleets=own).fleet_ends
    # Two buses reach the port, ten trucks stay with the guard at the hub, a bus is left at Alpha.
    assert fleets.kinds == {Kind.HOME: 2, Kind.PASSED: 0, Kind.STAYS: 10, Kind.LOST: 1}
