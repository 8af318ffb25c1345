"""Limits of fleets and fields: slots, parking, block hours, spares, field crews."""

import itertools

import attrs
import pytest

from exeunt.model.stores import Permission
from exeunt.optimise.planner.flight import book_flight
from tests.support.missions.air_country import (
    CREW,
    FIELD,
    FLIERS,
    compose,
    parts,
)


@pytest.mark.parametrize(
    ("limits", "sorties", "aircraft"),
    [
        ({"fort": {"slots_per_day": 2}}, 2, 2),
        ({"town": {"slots_per_day": 1}}, 1, 1),
        ({"fort": {"parking": 1}}, 3, 1),
        ({"kind": {"block_hours_per_month": 2}}, 2, 2),
        ({"doctrine": {"flying_hours_per_day": 1}}, 1, 1),
        ({"kind": {"serviceability": 0.5}}, 3, 1),
        ({"doctrine": {"flight_duty_hours": 4}}, 2, 2),
        ({"doctrine": {"flight_duty_hours": 4}, "kind": {"crews": 1.5}}, 3, 2),
    ],
)
def test_limits_of_fields_and_aircraft(limits: dict, sorties: int, aircraft: int) -> None:
    flight = compose(parts(**limits))
    assert (flight.sorties, flight.aircraft) == (sorties, aircraft)
    assert flight.lifted == min(50, 20 * sorties)


def test_aircraft_without_spares_stand() -> None:
    refused = Permission(permission="p", mode="import", where="spares", state="refused")
    assert compose(parts(kind={"serviceability_blocked": 0.0}, permissions=(refused,))) is None
    assert compose(parts(kind={"serviceability_blocked": 0.0})) is not None


def test_a_field_needs_its_crew() -> None:
    assert compose(parts(requirements=(FIELD,))) is None
    assert compose(parts(requirements=(FIELD,), parties=(FLIERS, CREW))) is not None
    assert (
        compose(parts(requirements=(FIELD,), parties=(FLIERS, attrs.evolve(CREW, site="town"))))
        is None
    )


def test_no_sortie_is_longer_than_a_crew_may_be_on_duty() -> None:
    """Two hours in the air, an hour on the ground, and an hour before."""
    assert compose(parts(doctrine={"flight_duty_hours": 3.9})) is None
    assert compose(parts(doctrine={"flight_duty_hours": 3.9}, kind={"crews": 2.0})) is not None


def test_who_flew_today_rests_tonight() -> None:
    p = parts(doctrine={"flight_duty_hours": 6}, fleet={"count": 1})
    first = compose(p, people=20)
    book_flight(p.world, first)
    assert (first.sorties, first.hops[-1].arrive) == (1, 3)
    assert compose(p, people=20, at=10) is None, "four hours more than six in a day"
    assert compose(p, people=20, at=24) is not None


@pytest.mark.parametrize(("period", "flights"), [(24, 3), (2, 1)])
def test_places_at_a_field_are_taken_only_while_aircraft_stand_there(
    period: int, flights: int
) -> None:
    """An hour out, an hour on the ground, an hour back: the next lands when the place is free."""
    p = parts(fort={"parking": 1}, period_hours=period, fleet={"count": 3})
    found = []
    for _ in range(3):
        flight = compose(p, people=10)
        if flight is not None:
            book_flight(p.world, flight)
            found.append((flight.hops[0].arrive, flight.hops[1].depart))
    assert len(found) == flights
    assert all(a[1] < b[0] for a, b in itertools.pairwise(found))


def test_a_place_that_is_taken_on_another_day_is_free_today() -> None:
    p = parts(fort={"parking": 1})
    p.world.fields.park("fort", 30, 40, 1)
    assert compose(p, people=20).hops[0].depart == 0
