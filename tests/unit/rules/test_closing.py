"""Sites when they close: steps, windows, and what is left there."""

import attrs

from exeunt.model.plan import Disposal
from exeunt.rules.closing import last_lift
from exeunt.rules.ledger import case
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    load,
    row,
    stages,
)
from tests.support.plans.breaks import broken, doctrine
from tests.support.plans.verdicts import verdicts


def test_aircraft_whose_home_closes_fly_no_more() -> None:
    for hour, rules in ((15, set()), (14.9, {"last_lift"})):
        plan = added(
            PLAN, attrs.evolve(PLAN.closures[0], site="town", close=at(5, hour), last_serials=())
        )
        found = [v for v in verdicts(MISSION, plan) if v.rule == "last_lift" and "F2" in v.message]
        assert {v.rule for v in found} == rules


def test_the_last_serials_of_a_closure_are_named_or_left_blank() -> None:
    for named, rules in (((), set()), (("C2",), set()), (("C1",), {"last_lift"})):
        assert broken(MISSION, closing(PLAN, last_serials=named)) == rules


def test_several_last_serials_leave_within_the_span_of_a_last_lift() -> None:
    """The clerks fly from the fort 102 hours before the last convoy leaves it."""
    named = closing(PLAN, last_serials=("F1", "C2"))
    for hours, rules in ((103, set()), (102, {"last_lift"})):
        assert broken(doctrine(last_lift_hours=hours), named) & {"last_lift"} == rules


def test_where_nobody_leaves_a_site_the_last_serial_takes_its_last_kit() -> None:
    depot = attrs.evolve(MISSION.site["town"], site="depot", name="Depot", stays_open=False)
    lane = attrs.evolve(MISSION.leg["town-port"], leg="depot-port", origin="depot")
    mission = attrs.evolve(
        MISSION, sites=(*MISSION.sites, depot), legs=(*MISSION.legs, lane), requirements=()
    )
    plan = added(
        PLAN,
        *(
            one
            for serial, day in (("C6", 1), ("C7", 3))
            for one in (
                *stages(serial, "road", ("depot-port", "depot", "port", at(day), at(day + 1, 6))),
                load(serial, "lot", "racks", 1, (1, 1), "carried"),
            )
        ),
    )
    for named, found in (("C7", 0), ("C6", 1), ("C2", 1)):
        close = attrs.evolve(PLAN.closures[0], site="depot", close=at(4), last_serials=(named,))
        assert len(list(last_lift(case(mission, added(plan, close))))) == found


def test_closing_teams_are_checked_at_one_moment_where_the_steps_are_short() -> None:
    short = row(MISSION, "sites", "fort", closing_hours=12)
    assert broken(short, PLAN) == set()
    assert broken(row(short, "requirements", "inspection", amount=2), PLAN) == {"closing_steps"}


def test_exits_never_close() -> None:
    assert "closing_window" in broken(
        MISSION,
        attrs.evolve(
            PLAN,
            closures=(*PLAN.closures, attrs.evolve(PLAN.closures[0], site="port", close=at(11))),
        ),
    )


def test_a_site_closes_within_planning() -> None:
    assert "closing_window" in broken(
        row(MISSION, "sites", "fort", close_by=None), closing(PLAN, close=at(13))
    )


def test_vehicles_left_in_a_closed_site_are_abandoned_or_a_breach() -> None:
    mission = attrs.evolve(
        MISSION,
        fleets=(
            *MISSION.fleets,
            attrs.evolve(MISSION.fleets[2], fleet="wrecks", site="fort", count=2),
        ),
    )
    assert broken(mission, PLAN) == {"closed_site_empty"}
    assert (
        broken(
            mission,
            added(
                PLAN,
                Disposal(
                    site="fort",
                    lot="wrecks",
                    disposition="abandon",
                    quantity=2,
                    start=at(5),
                    done=at(5),
                ),
            ),
        )
        == set()
    )
