"""Figures that no mission has: each is refused with its limit, or worked with in good time."""

import csv
import shutil
import time
from pathlib import Path

import pytest

import exeunt
from exeunt.errors import InputError

TINY = Path(__file__).parents[2] / "missions" / "tiny"

REFUSED = [
    ("legs", "travel_hours", "1e7", "must be at most 1,000,000 hours"),
    ("sites", "turn_hours", "1e9", "must be at most 1,000,000 hours"),
    ("sites", "closing_hours", "1e9", "must be at most 1,000,000 hours"),
    ("sites", "packing_days", "1e5", "must be 0 to 40000"),
    ("dispositions", "lead_hours", "1e8", "must be at most 1,000,000 hours"),
    ("doctrine", "value", "1e9", "must be at most 1,000,000 hours"),
    ("air_fleets", "count", "1e9", "must be 0 to 10000"),
    ("parties", "count", "1e13", "must be at most 1e+12"),
]
"""Where a figure stands, what it is, and what is said of it."""

WORKED_WITH = [
    ("legs", "travel_hours", "1e6"),
    ("legs", "km", "1e12"),
    ("sites", "turn_hours", "1e6"),
    ("sites", "closing_hours", "1e6"),
    ("sites", "holding_people", "1e9"),
    ("vehicles", "speed_kmh", "1e-9"),
    ("aircraft", "speed_kmh", "1e-9"),
    ("vehicles", "payload_t", "1e12"),
    ("aircraft", "seats", "1e12"),
    ("air_fleets", "count", "10000"),
    ("fleets", "count", "1e9"),
    ("lots", "quantity", "1e9"),
    ("lots", "mass_t", "1e12"),
    ("parties", "count", "1e9"),
    ("supplies", "stock", "1e12"),
    ("supplies", "use_per_day", "1e12"),
    ("requirements", "amount", "1e9"),
    ("prices", "value", "1e12"),
]


def mission_with(folder, table, column, value):
    """Copy the smallest mission with one figure of every row of a table changed."""
    shutil.copytree(TINY, folder)
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row[column] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def over_a_century(folder, period_hours):
    """Copy the smallest mission with a deadline a century away, in periods of so many hours."""
    shutil.copytree(TINY, folder)
    path = folder / "mission.toml"
    lines = [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.partition(" =")[0] not in {"deadline", "end", "period_hours"}
    ]
    dates = ["deadline = 2129-01-01", "end = 2130-01-01", f"period_hours = {period_hours}"]
    path.write_text("\n".join([*dates, *lines]), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("table", "column", "value", "said"), REFUSED)
def test_a_figure_beyond_all_sense_is_refused_with_its_cell_and_limit(
    tmp_path, table, column, value, said
):
    with pytest.raises(InputError) as refused:
        exeunt.load(mission_with(tmp_path / "m", table, column, value))
    problem = refused.value.problems[0]
    assert problem.place.startswith(f"{table}.csv row 2")
    assert (problem.field, problem.got) == (column, value)
    assert problem.expected.startswith(said)


@pytest.mark.parametrize(("table", "column", "value"), WORKED_WITH)
def test_a_figure_that_is_read_is_worked_with_in_good_time(tmp_path, table, column, value):
    began = time.monotonic()
    loaded = exeunt.load(mission_with(tmp_path / "m", table, column, value))
    loaded.feasible()
    outcome = loaded.plan(time_limit=0.5)
    if outcome.plan is not None:
        assert loaded.check(outcome.plan).violations == ()
        loaded.report(outcome.plan)
        loaded.papers(outcome.plan, tmp_path / "papers", only=("movement-list", "movement-table"))
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("period_hours", [1, 24])
def test_a_century_is_planned_within_the_time_limit(tmp_path, period_hours):
    loaded = exeunt.load(over_a_century(tmp_path / "m", period_hours))
    began = time.monotonic()
    outcome = loaded.plan(time_limit=0.5)
    assert time.monotonic() - began < 3
    assert outcome.status in {"unknown", "feasible"}


def test_two_thousand_lots_are_read_and_placed_in_good_time(tmp_path):
    folder = mission_with(tmp_path / "m", "lots", "note", "one of many")
    path = folder / "lots.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    more = [lines[1].replace("stores,", f"stores-{n},", 1) for n in range(2_000)]
    path.write_text("\n".join([*lines, *more]), encoding="utf-8")
    began = time.monotonic()
    loaded = exeunt.load(folder)
    assert len(loaded.mission.lots) > 2_000
    loaded.plan(time_limit=0.5)
    assert time.monotonic() - began < 30
