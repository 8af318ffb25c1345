"""Duty: hours driven and flown go from serial to serial, with vehicles and with their crews."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.figures import Doctrine
from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.transport import Fleet, VehicleType
from exeunt.rules.duty import flight_duty, rest
from exeunt.rules.ledger import case
from exeunt.rules.movement import planned_times
from tests.support.missions.outpost import MISSION, PLAN, row, shifted
from tests.support.plans.breaks import again, broken

START = datetime(2030, 1, 1)
LEGS = (("north", "middle"), ("middle", "south"), ("south", "end"))
ROAD = Mission(
    name="road",
    start=START,
    deadline=START + timedelta(days=20),
    end=START + timedelta(days=30),
    doctrine=Doctrine(march_hours_per_day=12),
    sites=tuple(
        Site(site=site, name=site, role=role, lat=0, lon=0)
        for site, role in (
            ("north", "base"),
            ("middle", "hub"),
            ("south", "hub"),
            ("end", "exit"),
        )
    ),
    legs=tuple(
        Leg(leg=f"{a}-{b}", origin=a, destination=b, mode="road", km=100, travel_hours=6, spread=0)
        for a, b in LEGS
    ),
    parties=(Party(party="crews", site="north", count=4, population="troops"),),
    vehicles=(VehicleType(vehicle="truck", payload_t=10, crew=2),),
    fleets=(
        Fleet(fleet="hired", vehicle="truck", site="north", count=2),
        Fleet(fleet="own", vehicle="truck", site="north", count=2, crew_party="crews"),
    ),
)


def journey(*legs: tuple[str, str, str, float], fleet: str = "hired", number: float = 2) -> Plan:
    """Return serials of trucks: which, from where to where, leaving when; a leg takes 6 hours."""
    stages: list[Stage] = []
    loads: dict[str, Load] = {}
    for serial, origin, destination, hours in legs:
        count = sum(stage.serial == serial for stage in stages) + 1
        stages.append(
            Stage(
                serial=serial,
                stage=count,
                mode="road",
                leg="-".join(
                    sorted((origin, destination), key=["north", "middle", "south", "end"].index)
                ),
                origin=origin,
                destination=destination,
                depart=START + timedelta(hours=hours),
                arrive=START + timedelta(hours=hours + 6),
            )
        )
        loads[serial] = Load(
            serial=serial,
            kind="vehicle",
            item=fleet,
            quantity=number,
            board_stage=1,
            alight_stage=count,
        )
    crews = tuple(
        attrs.evolve(load, kind="people", item="crews", quantity=number * 2, role="crew")
        for load in loads.values()
        if fleet == "own"
    )
    return Plan(stages=tuple(stages), loads=(*loads.values(), *crews))


def told(plan: Plan) -> list[tuple[str, float, float]]:
    """Return what breaks the rule: the fleet or party, the hours needed and found."""
    return [
        (str(dict(breach.what.arguments)["item"]), breach.needed.value, breach.found.value)
        for breach in rest(case(ROAD, plan))
    ]


THREE = (("north", "middle", 0), ("middle", "south", 6), ("south", "end", 12))


def test_three_legs_need_a_night_as_one_serial() -> None:
    plan = journey(*(("A", *leg) for leg in THREE))
    assert [breach.needed.value for breach in planned_times(case(ROAD, plan))] == [30]
    assert told(plan) == []


def test_they_need_it_as_three_serials() -> None:
    plan = journey(*((serial, *leg) for serial, leg in zip("ABC", THREE, strict=True)))
    assert told(plan) == [("hired", 30, 18)]


def test_they_need_it_as_two_serials() -> None:
    plan = journey(*((serial, *leg) for serial, leg in zip("AAB", THREE, strict=True)))
    assert told(plan) == [("hired", 30, 18)]


@pytest.mark.parametrize(("leaves", "lawful"), [(23.9, False), (24, True)])
def test_a_night_at_a_site_is_a_night(leaves: float, lawful: bool) -> None:
    plan = journey(
        ("A", "north", "middle", 0), ("A", "middle", "south", 6), ("B", "south", "end", leaves)
    )
    assert (told(plan) == []) is lawful


def test_a_part_of_a_night_is_rest_as_it_is_within_a_serial() -> None:
    legs = (("north", "middle", 0), ("middle", "south", 8), ("south", "end", 24))
    assert told(journey(*((s, *leg) for s, leg in zip("ABC", legs, strict=True)))) == []
    assert list(planned_times(case(ROAD, journey(*(("A", *leg) for leg in legs))))) == []


def test_crews_take_their_hours_along_with_their_vehicles() -> None:
    plan = journey(*((s, *leg) for s, leg in zip("ABC", THREE, strict=True)), fleet="own")
    assert sorted(told(plan)) == [("crews", 30, 18), ("own", 30, 18)]


def test_who_only_rides_neither_drives_nor_rests() -> None:
    plan = journey(*((s, *leg) for s, leg in zip("ABC", THREE, strict=True)), fleet="own")
    riding = attrs.evolve(
        plan,
        loads=tuple(
            attrs.evolve(load, role="passenger")
            if (load.serial, load.kind) == ("B", "people")
            else load
            for load in plan.loads
        ),
    )
    # Six hours at the wheel, six beside it and six at the wheel are a day of twelve.
    assert told(riding) == [("own", 30, 18)]


def test_the_most_rested_go_first() -> None:
    out = journey(
        ("A", "north", "middle", 0),
        ("A", "middle", "south", 6),
        ("B", "north", "middle", 10),
        ("C", "middle", "south", 16),
        ("D", "south", "end", 22),
        number=1,
    )
    # At 22:00 one truck stands there with 12 hours driven 10 hours ago, and one with 12 just now.
    assert told(out) == [("hired", 30, 28)]
    later = journey(
        ("A", "north", "middle", 0),
        ("A", "middle", "south", 6),
        ("B", "north", "middle", 12),
        ("C", "middle", "south", 18),
        ("D", "south", "end", 24),
        number=1,
    )
    # An hour of night more, and the one that came first is rested: it goes, the other stays.
    assert told(later) == []


def test_trucks_that_come_back_in_the_morning_rest_before_they_leave() -> None:
    assert broken(MISSION, again(9, 19)) == {"rest"}
    assert broken(MISSION, again(9, 20)) == set()


def flown(mission: Mission, later: float = 0.0) -> list[tuple[str, str, float, float]]:
    """Return what crews do too long where the second flight, of noon on the sixth day, is shifted."""
    plan = shifted(PLAN, "F2", later)
    return [
        (
            str(breach.where),
            f"{case(mission, plan).time(breach.at):%d %H:%M}",
            dict(breach.needed.arguments)["amount"].value,
            breach.found.value,
        )
        for breach in flight_duty(case(mission, plan))
    ]


def with_crews(crews: float) -> Mission:
    return row(MISSION, "aircraft", "heli", crews=crews)


def test_a_duty_begins_when_the_crew_reports() -> None:
    """The first flight is away from six to twelve, and its crew is there an hour before."""
    most = attrs.evolve(MISSION.doctrine, flight_duty_hours=7)
    assert flown(attrs.evolve(MISSION, doctrine=most)) == []
    less = attrs.evolve(MISSION.doctrine, flight_duty_hours=6)
    assert flown(attrs.evolve(MISSION, doctrine=less)) == [
        ("F1", "02 06:00", 6, 7),
        ("helis", "02 12:00", 6, 7),
    ]


@pytest.mark.parametrize(
    ("later", "ends", "hours"),
    [(-88, "02 23:00", 11), (-86, "03 01:00", 11), (-82, "03 05:00", 11), (-80.75, None, 0)],
)
def test_duties_of_a_day_and_its_night_add_up(later: float, ends: str | None, hours: float) -> None:
    """Seven hours and four, midnight between them or not, are too much for 9.75 hours of crews."""
    found = [("helis", ends, 9.75, hours)] if ends else []
    assert flown(with_crews(0.75), later) == found


@pytest.mark.parametrize(("halt", "ends"), [(14.9, "07 04:54"), (15, None)])
def test_a_long_halt_on_the_way_is_a_rest(halt: float, ends: str | None) -> None:
    """The second flight stands at the airport, an hour from home, for what nine hours leave of a day."""
    nine = attrs.evolve(MISSION, doctrine=attrs.evolve(MISSION.doctrine, flight_duty_hours=9))
    plan = shifted(PLAN, "F2", halt - 1, since=2)
    found = [
        (str(breach.where), f"{case(nine, plan).time(breach.at):%d %H:%M}")
        for breach in flight_duty(case(nine, plan))
    ]
    assert found == ([("F2", "06 12:00"), ("helis", ends)] if ends else [])


def test_a_second_crew_flies_on_while_the_first_one_rests() -> None:
    assert flown(with_crews(1), -88) == []
    tired = attrs.evolve(
        with_crews(1), doctrine=attrs.evolve(MISSION.doctrine, flight_duty_hours=7)
    )
    assert flown(tired, -88) == [("helis", "02 23:00", 7, 11)]
    assert flown(row(tired, "aircraft", "heli", crews=2), -88) == []
    assert flown(row(tired, "air_fleets", "helis", count=3), -88) == []
