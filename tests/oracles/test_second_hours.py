"""Opening hours and daylight, read a second time: on made-up plans, and on plans of the shipped missions by day and by night."""

import tempfile
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.files.missions import write_mission
from exeunt.files.plans import write_plan
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules.referee import referee
from tests.support.missions.outpost import MISSION, PLAN, row, shifted
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.oracles.second_hours import Hours
from tests.support.oracles.second_reading import Book
from tests.support.plans.first_plans import first_plan_of

MISSIONS = Path(__file__).parents[2] / "missions"
CLOCK = st.none() | st.integers(0, 96).map(lambda n: n / 4)
QUARTERS = st.integers(0, 240).map(lambda n: n / 4)


def named(where: str | Reason) -> tuple[str, int]:
    assert isinstance(where, Reason)
    serial, stage = where["serial"], where["stage"]
    assert isinstance(serial, str)
    assert isinstance(stage, int)
    return serial, stage


def refused(mission: Mission, plan: Plan) -> set[tuple[str, int]]:
    """Return the stages that the referee finds outside their hours."""
    return {named(v.where) for v in referee(mission, plan) if v.rule == "opening_hours"}


def read_again(mission: Mission, plan: Plan, files: Path | None = None) -> Hours:
    """Read a plan a second time; ``files`` hold the mission where they are."""
    with tempfile.TemporaryDirectory() as scratch:
        if files is None:
            files = Path(scratch) / "mission"
            write_mission(mission, files)
        write_plan(plan, mission, Path(scratch) / "plan")
        return Hours(Book(files, Path(scratch) / "plan"))


def stating(**figures: float) -> Doctrine:
    """Return the outpost's doctrine with other figures, stated so that its file has them."""
    given = {"convoy_max": MISSION.doctrine.convoy_max, **figures}
    stated = tuple(Figure(name=name, value=value, assumed=("*",)) for name, value in given.items())
    return attrs.evolve(MISSION.doctrine, **figures, stated=stated)


def agree(one: set[tuple[str, int]], other: Hours) -> bool:
    """Say whether both readings refuse the same stages, but for those too close to the horizon."""
    return one - other.unsure == other.shut - other.unsure


def cases(draw) -> tuple[Mission, Plan]:
    """Draw hours for the outpost's legs and fields, a clock for it, and when its serials leave and arrive."""
    mission = attrs.evolve(
        MISSION,
        utc_offset_hours=draw(st.sampled_from((-5.0, 0.0, 1.0, 4.5))),
        doctrine=stating(
            air_daylight=draw(st.sampled_from((0, 1))),
            road_daylight_from_threat=draw(st.sampled_from((0, 0.1, 1000))),
        ),
    )
    for site in ("fort", "town", "airport"):
        hours = {"opens": draw(CLOCK), "closes": draw(CLOCK), "daylight": draw(st.booleans())}
        zone = draw(st.sampled_from((None, 0.0, 3.0)))
        mission = row(mission, "sites", site, utc_offset_hours=zone, **hours)
    for leg in ("fort-town", "town-port", "town-airport"):
        hours = {"opens": draw(CLOCK), "closes": draw(CLOCK), "daylight": draw(st.booleans())}
        mission = row(mission, "legs", leg, **hours)
    plan = PLAN
    for serial in ("C1", "C2", "C3", "F1", "F2"):
        plan = shifted(plan, serial, draw(QUARTERS))
    # two rounds or three: the last is home hours after the row's other stages
    sorties, later = draw(st.integers(1, 3)), timedelta(hours=draw(QUARTERS) / 4)
    stages = tuple(
        attrs.evolve(
            s,
            rotations=sorties if s.serial == "F2" else 1,
            arrive=s.arrive + (later if (s.serial, s.stage) == ("F2", 2) else timedelta(0)),
        )
        for s in plan.stages
    )
    return mission, attrs.evolve(plan, stages=stages)


@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_both_readings_refuse_the_same_stages(data: st.DataObject) -> None:
    mission, plan = cases(data.draw)
    assert agree(refused(mission, plan), read_again(mission, plan))


def test_the_second_reading_has_seen_a_night() -> None:
    dark = attrs.evolve(MISSION, doctrine=stating(air_daylight=1))
    again = read_again(dark, PLAN)
    assert ("F1", 1) in again.shut | again.unsure
    assert ("F2", 1) not in again.shut | again.unsure
    assert ("F1", 1) in read_again(dark, shifted(PLAN, "F1", -2)).shut


@pytest.fixture(
    scope="module",
    params=(
        "tiny",
        "port-run",
        "kabul-2021",
        "unamid-2021",
        "lebanon-2006",
        pytest.param("mali-2023", marks=pytest.mark.long),
        pytest.param("littoral", marks=pytest.mark.long),
    ),
)
def shipped(request) -> tuple[Path, Mission, Plan]:
    """Build the first plan of a shipped mission."""
    name = request.param
    return MISSIONS / name, shipped_mission(name), first_plan_of(name)


def later(plan: Plan, hours: float) -> Plan:
    shift = timedelta(hours=hours)
    moved = (attrs.evolve(s, depart=s.depart + shift, arrive=s.arrive + shift) for s in plan.stages)
    return attrs.evolve(plan, stages=tuple(moved))


def test_no_serial_of_a_shipped_mission_is_in_the_dark_where_daylight_is_asked(
    shipped: tuple[Path, Mission, Plan],
) -> None:
    files, mission, plan = shipped
    assert read_again(mission, plan, files).shut == set()


def test_nine_hours_later_both_readings_find_the_same_in_the_dark(
    shipped: tuple[Path, Mission, Plan],
) -> None:
    files, mission, plan = shipped
    night = later(plan, 9)
    one, other = refused(mission, night), read_again(mission, night, files)
    assert agree(one, other)
    by_day = mission.doctrine.air_daylight > 0
    assert bool(one) == by_day


def test_missions_of_whole_days_begin_theirs_by_day(shipped: tuple[Path, Mission, Plan]) -> None:
    """Where roads are driven by day alone no serial but ships and flights of lit fields leaves at midnight."""
    _, mission, plan = shipped
    if mission.period_hours < 24 or mission.doctrine.road_daylight_from_threat > 0:
        return
    starts = [s.depart.hour for s in plan.stages if s.stage == 1]
    assert min(starts) >= 5
