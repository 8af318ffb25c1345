"""Opening hours: what is just inside them, and what just not."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Amount
from exeunt.rules.referee import referee
from tests.support.missions.outpost import MISSION, PLAN, at, row, shifted, stage
from tests.support.plans.breaks import broken, doctrine
from tests.support.plans.verdicts import verdicts


def keeps(mission: Mission, plan: Plan = PLAN) -> bool:
    return "opening_hours" not in broken(mission, plan)


def test_a_serial_enters_and_leaves_a_leg_within_its_hours() -> None:
    """The convoys are on the road to the fort from 6:00 to 14:00, and back from 14:00 to 22:00."""
    assert keeps(row(MISSION, "legs", "fort-town", opens=6, closes=22))
    assert not keeps(row(MISSION, "legs", "fort-town", opens=6.02, closes=22))
    assert not keeps(row(MISSION, "legs", "fort-town", opens=6, closes=21.98))


def test_by_night_it_stands_where_it_is() -> None:
    """From 12:00 on one day to 18:00 on the next it drives sixteen hours: it may stand for 14."""
    assert keeps(row(MISSION, "legs", "town-port", opens=0, closes=22))
    short = row(MISSION, "legs", "town-port", opens=11, closes=18)
    moves = "breach.opening_hours.moves"
    found = next(v for v in referee(short, PLAN) if v.message["what"].key == moves)
    assert (found.needed, found.found) == (Amount(16.0, "h"), Amount(6.0 + 7.0, "h"))


def test_a_long_day_does_not_make_up_for_the_march_that_dusk_cut_short() -> None:
    """From 17:00, 15 hours by day: 1 h, then 10 of the next 24 h however long they are light, then 4 h more."""
    mission = row(MISSION, "legs", "town-port", opens=6, closes=18, travel_hours=15)

    def arriving(hour: float) -> Plan:
        there = stage(PLAN, "C1", 3, depart=at(2, 17), arrive=at(4, hour))
        return Plan(stages=(next(s for s in there.stages if (s.serial, s.stage) == ("C1", 3)),))

    # planned_times would have it there after 29 hours, at 22:00 on the second day
    assert keeps(mission, arriving(10))
    assert not keeps(mission, arriving(9.9))
    assert not keeps(mission, arriving(8))
    ferry = row(mission, "legs", "town-port", mode="river")
    by_river = attrs.evolve(arriving(8).stages[0], mode="river")
    assert keeps(ferry, Plan(stages=(by_river,)))


def test_a_march_of_days_stands_at_night() -> None:
    """31 hours at 10 a day, begun in the morning: dusk of the fourth day comes long after."""
    mission = row(MISSION, "legs", "town-port", opens=6, closes=18, travel_hours=31)

    def driven(depart: float, arrive: float) -> set[str]:
        first = next(s for s in PLAN.stages if s.leg == "town-port")
        moved = attrs.evolve(first, stage=1, depart=at(2, depart), arrive=at(5, arrive))
        plan = Plan(stages=(moved,))
        return broken(mission, plan) & {"opening_hours", "planned_times"}

    assert driven(6, 7) == set()
    assert driven(6, 6.75) == {"opening_hours", "planned_times"}
    # begun at noon it would be there in the night after the fourth day's march
    assert driven(12, 13) == set()
    assert driven(17.5, 18.5) == {"opening_hours"}


def test_a_leg_open_overnight() -> None:
    """From 20:00 to 14:00: the way back from the fort is not."""
    night = row(MISSION, "legs", "fort-town", opens=20, closes=14)
    assert {str(v.where) for v in verdicts(night, PLAN)} == {
        str(v.where) for v in verdicts(row(MISSION, "legs", "fort-town", closes=14), PLAN)
    }


def test_a_field_has_its_own_clock() -> None:
    """An hour east of the mission's clock, 7:00 there is 6:00 here."""
    assert keeps(row(MISSION, "sites", "town", opens=6))
    assert keeps(row(MISSION, "sites", "town", opens=7, utc_offset_hours=1))
    assert not keeps(row(MISSION, "sites", "town", opens=7.1, utc_offset_hours=1))
    ahead = attrs.evolve(MISSION, utc_offset_hours=1)
    assert keeps(row(ahead, "sites", "town", opens=7, utc_offset_hours=2))


def test_a_field_without_lights_is_used_between_sunrise_and_sunset() -> None:
    """On 2 March at 10° N, 0.9° E the sun rises at 6:12: the first flight leaves at 6:00."""
    dark = row(MISSION, "sites", "town", daylight=True)
    assert not keeps(dark)
    assert keeps(dark, shifted(PLAN, "F1", 0.25))
    assert not keeps(dark, shifted(PLAN, "F1", 0.15))
    # an hour east the same clock is an hour ahead of the sun
    assert not keeps(attrs.evolve(dark, utc_offset_hours=1), shifted(PLAN, "F1", 0.25))


def test_exits_have_lights_unless_they_say_otherwise() -> None:
    late = stage(stage(PLAN, "F2", 1, depart=at(5, 17), arrive=at(5, 18.75)), "F2", 2)
    late = stage(late, "F2", 2, depart=at(5, 19.75), arrive=at(5, 20.75))
    found = [v for v in verdicts(doctrine(air_daylight=1), late) if v.rule == "opening_hours"]
    # at the town both its take-off before sunrise (F1) and its landing after sunset (F2)
    assert [str(v.when) for v in found] == ["2024-03-02 06:00:00", "2024-03-06 19:45:00"]


@pytest.mark.parametrize(("threat", "lawful"), [(0.1, False), (0.11, True), (1000, True)])
def test_roads_are_driven_by_day_from_a_threat_on(threat: float, lawful: bool) -> None:
    assert keeps(doctrine(road_daylight_from_threat=threat)) == lawful
