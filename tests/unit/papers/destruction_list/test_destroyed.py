"""The list of what is destroyed: teams that it needs, and the units of each day."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot
from exeunt.model.plan import Disposal
from exeunt.papers.destruction_list.destroyed import Destruction, days, named, teams_needed
from tests.support.pages.paper_world import dossier

START = datetime(2024, 3, 1, 18)
LOT = Lot(
    lot="shells",
    site="alpha",
    quantity=12,
    kit_class="ammunition",
    mass_t=0.5,
    teu=0.1,
    owner="mission",
)


def destruction(hours, lead_hours=0.0):
    disposal = Disposal(
        lot="shells",
        site="alpha",
        disposition="destroy",
        quantity=12,
        start=START,
        done=START + timedelta(hours=hours),
    )
    rule = Disposition(kit_class="ammunition", disposition="destroy", lead_hours=lead_hours)
    return Destruction(disposal, LOT, rule)


def test_units_are_spread_evenly_over_the_days_after_the_lead_time():
    assert days(destruction(hours=24)) == {
        datetime(2024, 3, 1): pytest.approx(3.0),
        datetime(2024, 3, 2): pytest.approx(9.0),
    }
    assert days(destruction(hours=30, lead_hours=6)) == {datetime(2024, 3, 2): pytest.approx(12.0)}


def test_where_the_lead_time_leaves_none_all_are_destroyed_on_the_last_day():
    assert days(destruction(hours=12, lead_hours=48)) == {datetime(2024, 3, 2): 12.0}


def test_the_capability_column_is_blank_where_no_team_is_needed():
    facts = dossier("small")
    assert teams_needed(facts, "alpha", attrs.evolve(LOT, kit_class="general"), None) == {}
    assert named(facts, {}) == ""


def test_teams_are_those_of_the_disposition_and_of_requirements_on_destroying():
    facts = dossier("small")
    rule = Disposition(kit_class="ammunition", disposition="destroy", capability="eod")
    assert teams_needed(facts, "alpha", LOT, rule)["eod"] >= 1
    assert named(facts, {"eod": 1}) != ""
