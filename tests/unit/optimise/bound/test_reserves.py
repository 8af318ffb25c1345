"""Seats held by road for who flies by leave that is not given."""

import attrs
import pytest

from exeunt.model.stores import Permission
from exeunt.optimise.bound.flows import Driven
from exeunt.optimise.bound.reserves import Reserves
from exeunt.optimise.bound.vehicles import Rolling
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    country,
)
from tests.support.programmes import Row, arc, frame_of, rows


class Field:
    """The fort with a flight and a bus on the second day, twenty people on each."""

    def __init__(self, state: str = "pending", **changes: object):
        leave = Permission(
            permission="p", mode="air", where=AIRWAY.leg, payload="people", state=state
        )
        self.frame = frame_of(
            country(
                **{
                    "legs": (FORT_TOWN, AIRWAY),
                    "fleets": (BUSES,),
                    "parties": (GUARDS,),
                    "aircraft": (MI8,),
                    "air_fleets": (MI8S,),
                    "permissions": (leave,),
                }
                | changes
            ),
            24.0,
        )
        lp, aboard = self.frame.lp, self.frame.aboard
        self.flies, self.rides, self.bus, self.unit = (lp.column(0.0, 20.0) for _ in range(4))
        air, road = arc(self.frame, AIRWAY.leg, "fort"), arc(self.frame, "fort-town", "fort")
        number = next(i for i, m in enumerate(self.frame.pools.movers) if not m.out)
        aboard[air, 1].people.append((self.flies, number))
        aboard[road, 1].people.append((self.rides, number))
        aboard[road, 1].driven.append(Driven(self.unit, 1, 3, False))
        wheels = self.frame.pools.wheels[0]
        self.before = len(rows(self.frame))
        self.rolling = {(road, 1): [Rolling(self.bus, wheels.kind, wheels)]}
        Reserves(self.frame, self.rolling).build()

    def rows(self) -> list[Row]:
        return rows(self.frame)[self.before :]


def test_as_many_fly_as_seats_are_free_by_road():
    field = Field()
    (row,) = field.rows()
    assert row.high == 0.0
    assert row.terms == {
        field.flies: 1.0,
        field.rides: 1.0,
        field.bus: -float(field.rolling[next(iter(field.rolling))][0].places),
        field.unit: -4.0,
    }


@pytest.mark.parametrize("state", ["granted", "impeded"])
def test_leave_that_is_given_needs_no_seats(state: str):
    assert Field(state).rows() == []


def test_who_may_not_go_by_road_is_not_booked():
    field = Field(parties=(attrs.evolve(GUARDS, by_road=False),))
    assert {field.flies: 1.0} in [row.terms for row in field.rows()]


def test_where_people_fly_in_from_a_road_seats_may_be_held_there():
    """The road leaves the town too, and who boarded there may hold a seat there."""
    field = Field()
    i = arc(field.frame, AIRWAY.leg, "town")
    column = field.frame.lp.column(0.0, 9.0)
    field.frame.aboard[i, 0].people.append((column, 0))
    before = len(rows(field.frame))
    Reserves(field.frame, field.rolling).build()
    assert len(rows(field.frame)) == before
