"""Limits of fleets and fields: slots, parking, block hours, spares, field crews."""

import attrs
import pytest

from exeunt.model.stores import Permission
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
