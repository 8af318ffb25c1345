"""Sites while open: floors, services, beds, yards and rates."""

import attrs

from exeunt.model.mission import Mission
from exeunt.model.requirements import Requirement
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    at,
    closing,
    disposal,
    requiring,
    row,
)
from tests.support.plans.breaks import broken, doctrine
from tests.support.plans.verdicts import verdicts


def test_the_floor_may_leave_only_at_the_moment_of_the_closing() -> None:
    for later, rules in ((0, set()), (1, {"holding_floor"})):
        plan = closing(PLAN, close=at(5, 14 + later))
        assert broken(doctrine(last_lift_hours=24), plan) - {"receiver_ready"} == rules


def test_a_site_without_a_closing_is_held_to_the_end() -> None:
    mission = row(MISSION, "sites", "fort", close_by=None)
    found = verdicts(mission, attrs.evolve(PLAN, closures=()))
    assert {v.rule for v in found} >= {"holding_floor", "services_stay"}
    assert [v.when for v in found if v.rule == "holding_floor"] == [at(5, 14)]


def armed(armour: int = 0, ammunition_t: float = 0.0, **shells: object) -> Mission:
    """Return the outpost with armoured jeeps, and a fort whose floor needs so many arms."""
    mission = row(row(MISSION, "lots", "jeeps", armoured=True), "lots", "shells", **shells)
    return row(mission, "sites", "fort", floor_armour=armour, floor_ammunition_t=ammunition_t)


def test_armour_and_ammunition_stay_with_the_floor_to_the_last_lift() -> None:
    kept = disposal(PLAN, "shells", disposition="abandon", start=at(5, 14), done=at(5, 14))
    assert broken(armed(3, 4.0), kept) == set()
    early = disposal(kept, "shells", start=at(3), done=at(3))
    for mission, plan, since in (
        (armed(4), kept, at(0)),
        (armed(3, 4.5), kept, at(0)),
        (armed(3, 4.0), PLAN, at(0)),  # the shells are being destroyed from the start
        (armed(3, 4.0), early, at(3)),
    ):
        assert [(v.rule, v.when) for v in verdicts(mission, plan)] == [("floor_armed", since)]


def test_arms_may_go_within_the_last_lift_span() -> None:
    early = disposal(PLAN, "shells", disposition="abandon", start=at(5, 2), done=at(5, 2))
    for hours, rules in ((12, set()), (11, {"floor_armed"})):
        mission = attrs.evolve(armed(3, 4.0), doctrine=doctrine(last_lift_hours=hours).doctrine)
        assert broken(mission, early) == rules


def test_ammunition_is_counted_by_the_tonne() -> None:
    kept = disposal(PLAN, "shells", disposition="abandon", start=at(5, 14), done=at(5, 14))
    (found,) = verdicts(armed(ammunition_t=9.0, mass_t=2), kept)
    assert (found.needed, found.found) == ("9 t", "8 t")


def test_what_is_transferred_to_those_who_stay_is_still_there() -> None:
    """Four of six armoured racks are transferred at once, two leave on day 6; one of two carriers is away by then."""
    mission = row(MISSION, "lots", "racks", armoured=True)
    for armour, rules in ((5, set()), (6, {"floor_armed"})):
        assert broken(row(mission, "sites", "town", floor_armour=armour), PLAN) == rules


def test_hold_requirements_everywhere_are_for_bases_and_hubs_with_people() -> None:
    mission = requiring(
        Requirement(requirement="aid", activity="hold", where="*", capability="medical", amount=1)
    )
    assert [(v.rule, v.where) for v in verdicts(mission, PLAN)] == [("services_stay", "town")]


def test_nobody_may_be_put_down_where_it_is_over_full_from_the_start() -> None:
    """The fort has 46 people and fewer beds; that nobody comes is enough."""
    assert broken(row(MISSION, "sites", "fort", beds=10), PLAN) == set()
    assert broken(row(MISSION, "sites", "fort", yard_teu=1), PLAN) == set()


def test_rates_look_back_over_the_turn_time() -> None:
    """Ten hours lie between the 2 TEU of the third convoy and the 4 of the second; the first brings 12 alone."""
    for rate, when in ((12, []), (6, [at(3, 18)]), (5, [at(3, 18), at(7, 18)])):
        found = verdicts(row(MISSION, "sites", "port", unload_teu_per_day=rate), PLAN)
        assert [(v.rule, v.when) for v in found] == [("unloading_rate", t) for t in when]
    slow = row(row(MISSION, "sites", "fort", load_teu_per_day=6), "sites", "fort", turn_hours=24)
    assert [v.when for v in verdicts(slow, PLAN)] == [at(1, 14)]
    assert broken(row(slow, "sites", "fort", turn_hours=48), PLAN) == {"stop_time"}
    assert broken(row(MISSION, "sites", "port", unload_teu_per_day=0), PLAN) == {"unloading_rate"}
