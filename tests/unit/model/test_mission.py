"""Questions to a mission: who is home where, which disposition rules, how time is counted."""

import math
from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import TABLES, Mission
from exeunt.model.places import Site

START = datetime(2030, 1, 1)
LOT = Lot(
    lot="tents", site="fort", quantity=1, mass_t=1, teu=0, kit_class="general", owner="mission"
)
MISSION = Mission(
    name="m",
    start=START,
    deadline=START + timedelta(days=30),
    end=START + timedelta(days=40),
    sites=(
        Site(site="fort", lat=0, lon=0, role="base"),
        Site(site="port", lat=0, lon=0, role="exit"),
        Site(site="airport", lat=0, lon=0, role="exit"),
    ),
    lots=(LOT,),
)


def party(destination: str = "") -> Party:
    return Party(party="p", site="fort", count=1, population="troops", destination=destination)


def test_hours_and_moments_are_each_other_s_inverse() -> None:
    assert MISSION.hours(START + timedelta(days=1, minutes=30)) == 24.5
    assert MISSION.time(24.5) == START + timedelta(days=1, minutes=30)


@pytest.mark.parametrize(("hours", "moment"), [(math.inf, datetime.max), (-math.inf, datetime.min)])
def test_never_is_the_end_of_the_calendar(hours: float, moment: datetime) -> None:
    assert MISSION.time(hours) == moment


def test_any_exit_is_home_for_whom_names_no_destination() -> None:
    assert [MISSION.is_home(party(), site) for site in ("fort", "port", "airport")] == [
        False,
        True,
        True,
    ]
    assert [MISSION.is_home(party("port"), site) for site in ("fort", "port", "airport")] == [
        False,
        True,
        False,
    ]


def sale(**fields) -> Disposition:
    return Disposition(disposition="sell", **fields)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], None),
        ([sale(kit_class="weapon")], None),
        ([sale(owner="contingent")], None),
        ([sale(), sale(owner="mission")], 1),
        ([sale(owner="mission"), sale(kit_class="general")], 1),
        ([sale(kit_class="general"), sale(kit_class="general", owner="mission")], 1),
        ([sale(cost_per_unit=1), sale(cost_per_unit=2)], 0),
    ],
)
def test_the_most_specific_disposition_rules_and_of_equals_the_first(
    rows: list[Disposition], expected: int | None
) -> None:
    mission = attrs.evolve(MISSION, dispositions=tuple(rows))
    ruling = mission.disposition(LOT, "sell")
    assert ruling is (None if expected is None else mission.dispositions[expected])
    assert mission.disposition(LOT, "gift") is None


def test_rows_are_those_of_every_table_in_the_order_of_reading() -> None:
    assert list(MISSION.rows()) == list(TABLES)
    assert MISSION.rows()["sites"] == MISSION.sites
    assert MISSION.rows()["doctrine"] == ()


def test_a_plan_without_a_hash_is_taken_to_be_of_the_mission() -> None:
    assert MISSION.is_of("")
    assert MISSION.is_of(MISSION.fingerprint)
    assert MISSION.is_of(MISSION.legacy_fingerprint)
    assert not MISSION.is_of(attrs.evolve(MISSION, title="another").fingerprint)
