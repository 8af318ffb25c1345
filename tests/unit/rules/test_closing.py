"""Sites when they close: steps, windows, and what is left there."""

import attrs

from exeunt.model.plan import Disposal
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    closing,
    row,
)
from tests.support.plans.breaks import broken
from tests.support.plans.verdicts import verdicts


def test_aircraft_whose_home_closes_fly_no_more() -> None:
    for hour, rules in ((15, set()), (14.9, {"last_lift"})):
        plan = added(
            PLAN, attrs.evolve(PLAN.closures[0], site="town", close=at(5, hour), last_serials=())
        )
        found = [v for v in verdicts(MISSION, plan) if v.rule == "last_lift" and "F2" in v.message]
        assert {v.rule for v in found} == rules


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
