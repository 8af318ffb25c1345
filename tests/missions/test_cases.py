"""Missions after real ones hold what could be known on their first day; what really happened lies beside them, with its sources."""

import csv
from datetime import datetime
from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.rules.sense import sense

FOLDER = Path(__file__).parents[2] / "missions"
CASES = ("kabul-2021", "lebanon-2006", "unamid-2021")


def outcome(name: str) -> list[dict[str, str]]:
    with (FOLDER / name / "outcome.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module", params=CASES)
def case(request) -> tuple[str, Mission]:
    return request.param, read_mission(FOLDER / request.param)


@pytest.fixture(scope="module")
def kabul() -> Mission:
    return read_mission(FOLDER / "kabul-2021")


@pytest.fixture(scope="module")
def lebanon() -> Mission:
    return read_mission(FOLDER / "lebanon-2006")


@pytest.fixture(scope="module")
def darfur() -> Mission:
    return read_mission(FOLDER / "unamid-2021")


def test_every_row_is_sourced_or_assumed(case):
    _, mission = case
    bare = [
        (table, n)
        for table, rows in mission.rows().items()
        for n, row in enumerate(rows)
        if not (row.source or row.assumed)
    ]
    assert bare == []


def test_a_row_whose_source_is_a_guess_says_that_all_of_it_is_assumed(case):
    _, mission = case
    guesses = [
        (table, n)
        for table, rows in mission.rows().items()
        for n, row in enumerate(rows)
        if row.source == "assumed" and row.assumed != ("*",)
    ]
    assert guesses == []


def test_it_makes_sense(case):
    _, mission = case
    doubts = sense(mission)
    assert not doubts.errors
    assert not doubts.warnings


def test_nothing_of_it_is_from_after_its_first_day(case):
    _, mission = case
    assert all(incident.date < mission.start for incident in mission.incidents)


def test_what_really_happened_has_a_source_in_every_row(case):
    name, _ = case
    rows = outcome(name)
    assert len(rows) >= 9
    assert [row for row in rows if not row["source"].strip()] == []


def test_kabul_is_one_field_with_numbers_unknown(kabul):
    assert (kabul.start, kabul.deadline) == (datetime(2021, 8, 14), datetime(2021, 9, 1))
    low = sum(p.count if p.count_low is None else p.count_low for p in kabul.parties)
    high = sum(p.count if p.count_high is None else p.count_high for p in kabul.parties)
    assert (low, kabul.people, high) == (23140, 78000, 168600)
    (total,) = (row for row in outcome("kabul-2021") if row["window_end"] == "total")
    # What happened is inside the range that is planned with.
    assert low < int(total["people_all"]) < high
    assert {leg.mode for leg in kabul.legs if leg.destination in {s.site for s in kabul.exits}} == {
        "air"
    }


def test_the_lift_out_of_lebanon_grows_as_it_was_announced(lebanon):
    def places(day: datetime) -> int:
        return sum(
            f.count * lebanon.vehicle[f.vehicle].seats
            for f in lebanon.fleets
            if lebanon.vehicle[f.vehicle].mode == "sea"
            and (f.available_from is None or f.available_from <= day)
        )

    assert places(datetime(2006, 7, 18)) == 0
    assert 1500 <= places(datetime(2006, 7, 20)) <= 2500
    assert 3500 <= places(datetime(2006, 7, 21)) <= 4500
    assert lebanon.leg["beirut-larnaca"].travel_hours == 5


def test_fourteen_sites_of_darfur_close_before_the_rains(darfur):
    sites = [s for s in darfur.sites if s.role == "base"]
    assert len(sites) == 14
    assert all(s.receiver and s.receiver_ready for s in sites)
    uniformed = sum(p.count for p in darfur.parties if p.population == "troops")
    assert uniformed - darfur.party["guard"].count == 5940
    assert sum(p.count for p in darfur.parties if p.population == "civilian") == 1200
    given = [lot for lot in darfur.lots if lot.owner == "mission"]
    assert sum(lot.quantity for lot in given if lot.lot.endswith("generators")) == 196
    assert sum(lot.quantity for lot in given if lot.kit_class == "vehicle") == 196  # of 193
    tracks = {season.leg for season in darfur.seasons}
    assert all(s.closed_from == darfur.deadline for s in darfur.seasons)
    assert {"el-fasher-kutum", "nertiti-golo"} <= tracks
    known = {row["site"] for row in outcome("unamid-2021") if row["planned"]}
    assert {"kalma", "sortony"} <= known
    assert darfur.site["kalma"].receiver_ready == datetime(2021, 3, 11)
