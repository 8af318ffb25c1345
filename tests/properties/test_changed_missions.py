"""What must not change a plan's cost, and what may only lower it: on small missions of every kind."""

from collections.abc import Callable
from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.mission import Mission
from tests.support.missions.kinds import (
    airfield,
    clinic,
    hours,
    motor_pool,
    offices,
    planned,
    stayed,
    stores,
    two_exits,
)

MISSIONS = {
    "offices": lambda: offices(20, 10, cars=(5, 4)),
    "stores": lambda: stores(6, ("base", 1), ("hub", 1)),
    "motor pool": lambda: motor_pool(9, drivers=4),
    "airfield": lambda: airfield(40),
    "clinic": clinic,
    "two exits": lambda: two_exits(apcs=6),
}
TABLES = ("sites", "legs", "parties", "lots", "vehicles", "fleets", "aircraft", "air_fleets")
NAMES = {
    "site",
    "origin",
    "destination",
    "leg",
    "party",
    "lot",
    "vehicle",
    "fleet",
    "crew_party",
    "aircraft",
    "air_fleet",
}
Change = Callable[[Mission], Mission]
NEAR = 1e-3
"""Share of what leaving everybody and everything would cost by which plans may differ."""
PASSES = 24
"""Plans built before the last repair, as in a second of planning: a walk of three may end anywhere."""
EACH = [
    pytest.param(name, marks=[pytest.mark.long] if name in {"clinic", "two exits"} else [])
    for name in MISSIONS
]


def renamed(mission: Mission) -> Mission:
    """Return a mission in which everything has another name, in another alphabetical order."""

    def row(old):
        names = {
            field.name: getattr(old, field.name)[::-1] + "-x"
            for field in attrs.fields(type(old))
            if field.name in NAMES and getattr(old, field.name)
        }
        return attrs.evolve(old, **names)

    tables = {name: tuple(row(old) for old in getattr(mission, name)) for name in TABLES}
    return attrs.evolve(mission, **tables)


def shifted(mission: Mission) -> Mission:
    """Return a mission a fortnight later."""

    def later(old):
        moments = {
            field.name: getattr(old, field.name) + timedelta(days=14)
            for field in attrs.fields(type(old))
            if field.init and isinstance(getattr(old, field.name), datetime)
        }
        return attrs.evolve(old, **moments)

    tables = {name: tuple(later(old) for old in getattr(mission, name)) for name in TABLES}
    return attrs.evolve(later(mission), **tables)


def split(mission: Mission) -> Mission:
    """Return a mission in which each lot is two."""
    lots = []
    for lot in mission.lots:
        half = lot.quantity // 2
        lots.append(attrs.evolve(lot, quantity=lot.quantity - half))
        if half:
            lots.append(attrs.evolve(lot, lot=f"{lot.lot}-2", quantity=half))
    return attrs.evolve(mission, lots=tuple(lots))


def more_vehicles(mission: Mission) -> Mission:
    """Return a mission with one vehicle, and one aircraft, more in each fleet that has any."""

    def more(fleets):
        return tuple(attrs.evolve(f, count=f.count + 1) if f.count else f for f in fleets)

    return attrs.evolve(mission, fleets=more(mission.fleets), air_fleets=more(mission.air_fleets))


def more_seats(mission: Mission) -> Mission:
    """Return a mission in which whatever has seats has two more."""

    def more(kinds):
        return tuple(attrs.evolve(k, seats=k.seats + 2) if k.seats else k for k in kinds)

    return attrs.evolve(mission, vehicles=more(mission.vehicles), aircraft=more(mission.aircraft))


def more_days(mission: Mission) -> Mission:
    """Return a mission with a later deadline."""
    return attrs.evolve(mission, deadline=mission.deadline + (mission.end - mission.deadline) / 2)


@pytest.mark.parametrize("change", [renamed, shifted, split])
@pytest.mark.parametrize("name", EACH)
def test_names_calendar_and_how_lots_are_cut_change_no_cost(name: str, change: Change) -> None:
    mission = MISSIONS[name]()
    near = NEAR * stayed(mission).objective
    assert planned(change(mission)).objective == pytest.approx(planned(mission).objective, abs=near)


@pytest.mark.parametrize("change", [more_vehicles, more_seats, more_days])
@pytest.mark.parametrize("name", EACH)
def test_more_of_what_helps_is_never_worse(name: str, change: Change) -> None:
    mission = MISSIONS[name]()
    near = NEAR * stayed(mission).objective
    more, before = planned(change(mission), PASSES), planned(mission, PASSES)
    assert more.objective <= before.objective + near


@pytest.mark.parametrize("name", EACH)
def test_nobody_is_left_who_has_a_way_out(name: str) -> None:
    terms = planned(MISSIONS[name]()).terms
    assert (terms.not_out, terms.late_person_days, terms.capture_points) == (0, 0, 0)


def test_a_party_that_comes_too_late_leaves_the_others_no_worse() -> None:
    mission = offices(20, 10, cars=(5, 4))
    never = attrs.evolve(
        mission.parties[0], party="never", count=3, leave_from=hours(119), by_road=False
    )
    late = attrs.evolve(mission, parties=(*mission.parties, never))
    assert planned(late).terms.not_out == 3
