"""What makes a leg close or dangerous: what its tables ask for, and what they take for granted."""

from datetime import datetime

import pytest

from exeunt.model.columns import Column, columns
from exeunt.model.hazards import Incident, Season, Threat


def contract(table: type) -> dict[str, Column]:
    return {column.name: column for column in columns(table)}


@pytest.mark.parametrize(
    ("table", "ends"),
    [(Season, ("closed_from", "closed_to")), (Threat, ("valid_from", "valid_to"))],
)
def test_a_span_says_when_it_begins_and_ends_and_of_which_leg(
    table: type, ends: tuple[str, str]
) -> None:
    fields = contract(table)
    assert all(fields[end].required and fields[end].kind == "time" for end in ends)
    assert fields["leg"].required
    assert fields["leg"].ref == ("leg",)


def test_a_threat_may_be_none_but_not_less() -> None:
    assert contract(Threat)["strikes_per_100km"].ge == 0


def test_an_incident_is_an_attack_on_a_leg_or_site_in_which_nobody_need_be_hurt() -> None:
    assert contract(Incident)["where"].ref == ("leg", "site")
    incident = Incident(incident="i", date=datetime(2023, 7, 6), where="gao-anefis")
    assert (incident.kind, incident.killed, incident.injured) == ("attack", 0, 0)
