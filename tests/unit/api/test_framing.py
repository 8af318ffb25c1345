"""Missions and plans as data frames."""

import sys
from datetime import UTC, datetime, timedelta

import attrs
import pandas as pd
import polars as pl
import pytest

import exeunt
from exeunt.api.framing import LIBRARIES, TERMS
from exeunt.files.cells_out import write_text
from exeunt.files.one_row import one_rows
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES
from exeunt.model.one_row import ONE_ROW_TABLES
from exeunt.model.plan import PLAN_TABLES
from exeunt.rules.terms import priced
from tests.support.plans.tiny_by_hand import by_hand


@pytest.fixture(scope="module")
def loaded():
    mission = attrs.evolve(exeunt.load("tiny").mission, utc_offset_hours=5.5)
    return exeunt.LoadedMission(mission=mission)


@pytest.fixture(scope="module")
def plan(loaded):
    plan = by_hand(loaded.mission)
    terms = loaded.check(plan).terms
    return attrs.evolve(plan, record=attrs.evolve(plan.record, terms=terms))


@pytest.mark.parametrize("library", LIBRARIES)
def test_every_table_is_a_frame_with_its_columns_and_rows(loaded, plan, library):
    for frames, contract, rows in (
        (loaded.frames(library=library), TABLES, loaded.mission.rows()),
        (
            loaded.frames(plan, library=library),
            {**PLAN_TABLES, **ONE_ROW_TABLES},
            {**plan.rows(), **one_rows(plan)},
        ),
    ):
        assert set(frames) - {TERMS} == set(contract)
        for table, noun in contract.items():
            assert list(frames[table].columns) == [column.name for column in columns(noun)]
            assert len(frames[table]) == len(rows[table])


PANDAS = {"integer": "Int64", "number": "float64", "flag": "boolean", "time": "datetime64[us]"}
POLARS = {"integer": pl.Int64, "number": pl.Float64, "flag": pl.Boolean, "time": pl.Datetime("us")}


@pytest.mark.parametrize(("library", "types"), [("pandas", PANDAS), ("polars", POLARS)])
def test_columns_have_types_even_without_rows(loaded, library, types):
    for frames, contract in (
        (loaded.frames(library=library), TABLES),
        (loaded.frames(exeunt.Plan(), library=library), PLAN_TABLES),
    ):
        for table, noun in contract.items():
            for column in columns(noun):
                if column.kind in types:
                    assert frames[table][column.name].dtype == types[column.kind], column.name
                elif column.kind in {"id", "text", "choice", "ids", "choices", "capabilities"}:
                    text = pl.String if library == "polars" else "string"
                    assert frames[table][column.name].dtype == text, column.name


def listed(frame, name):
    return [None if one is pd.NA or one is pd.NaT else one for one in frame[name].to_list()]


@pytest.mark.parametrize("library", LIBRARIES)
def test_values_are_those_of_the_plan(loaded, plan, library):
    frames = loaded.frames(plan, library=library)
    assert listed(frames["movements"], "depart") == [
        stage.depart for stage in plan.stages if stage.mode != "air"
    ]
    assert listed(frames["flights"], "serial") == [
        stage.serial for stage in plan.stages if stage.mode == "air"
    ]
    assert listed(frames["loads"], "quantity") == [load.quantity for load in plan.loads]
    assert listed(frames["loads"], "role") == [load.role or None for load in plan.loads]
    closures = listed(frames["closures"], "last_serials")
    contract = {column.name: column for column in columns(PLAN_TABLES["closures"])}
    assert closures == [
        write_text(contract["last_serials"], row.last_serials) or None for row in plan.closures
    ]


@pytest.mark.parametrize("library", LIBRARIES)
def test_blanks_are_missing_values(loaded, library):
    sites = loaded.frames(library=library)["sites"]
    assert listed(sites, "beds") == [site.beds for site in loaded.mission.sites]
    ready = listed(sites, "receiver_ready")
    assert ready == [site.receiver_ready for site in loaded.mission.sites]
    assert listed(sites, "stays_open") == [site.stays_open for site in loaded.mission.sites]


@pytest.mark.parametrize("library", LIBRARIES)
def test_times_are_local_or_in_utc(loaded, plan, library):
    local = listed(loaded.frames(plan, library=library)["movements"], "depart")[0]
    utc = listed(loaded.frames(plan, library=library, utc=True)["movements"], "depart")[0]
    first = next(stage for stage in plan.stages if stage.mode != "air")
    assert local == first.depart
    assert local.tzinfo is None
    assert utc == first.depart.replace(tzinfo=UTC) - timedelta(hours=5.5)


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_plan_s_terms_come_with_unit_and_price(loaded, plan, library):
    frame = loaded.frames(plan, library=library)[TERMS]
    costs = priced(loaded.mission, plan.record.terms)
    assert dict(zip(listed(frame, "term"), listed(frame, "priced"), strict=True)) == costs
    for amount, price, cost in zip(
        listed(frame, "amount"), listed(frame, "price"), listed(frame, "priced"), strict=True
    ):
        assert amount * price == pytest.approx(cost)
    assert listed(frame, "unit")[-1] == loaded.mission.currency
    assert len(loaded.frames(exeunt.Plan(), library=library)[TERMS]) == 0


def test_frames_of_pandas_know_their_units(loaded):
    units = loaded.frames()["sites"].attrs["units"]
    assert units["closing_hours"] == "hours"
    assert units["standing_cost_per_day"] == f"{loaded.mission.currency}/day"


def test_moments_of_any_year_fit(loaded):
    far = attrs.evolve(loaded.mission.sites[0], receiver_ready=datetime(9999, 1, 1))
    mission = attrs.evolve(loaded.mission, sites=(far, *loaded.mission.sites[1:]))
    for library in LIBRARIES:
        frame = exeunt.frames(mission, library=library)["sites"]
        assert listed(frame, "receiver_ready")[0] == datetime(9999, 1, 1)


def test_an_unknown_library_is_a_problem(loaded):
    with pytest.raises(exeunt.InputError, match="must be one of: pandas, polars"):
        loaded.frames(library="excel")


def test_a_library_that_is_not_installed_is_a_problem_with_a_way_out(loaded, monkeypatch):
    monkeypatch.setitem(sys.modules, "polars", None)
    with pytest.raises(exeunt.InputError, match="pip install polars"):
        loaded.frames(library="polars")


@pytest.mark.parametrize("library", LIBRARIES)
@pytest.mark.parametrize("utc", [False, True])
def test_frames_make_the_plan_that_they_were_made_from(loaded, plan, library, utc):
    frames = loaded.frames(plan, library=library, utc=utc)
    again = loaded.plan_of_frames(frames)
    assert again == attrs.evolve(plan, record=again.record)


def test_what_is_changed_in_a_frame_is_changed_in_the_plan(loaded, plan):
    frames = loaded.frames(plan)
    convoys = frames["convoys"]
    convoys.loc[convoys["serial"] == "C-004", "depart"] += pd.Timedelta(days=1)
    again = loaded.plan_of_frames(frames)
    assert again.serials["C-004"][0].depart == plan.serials["C-004"][0].depart + timedelta(days=1)
    frames = loaded.frames(plan)
    frames["loads"].loc[0, "quantity"] = 9
    assert loaded.plan_of_frames(frames).loads[0].quantity == 9


def test_frames_that_make_no_plan_are_refused_with_table_and_row(loaded, plan):
    frames = loaded.frames(plan)
    frames["loads"].loc[0, "item"] = "truks"
    with pytest.raises(exeunt.InputError, match="truks"):
        loaded.plan_of_frames(frames)
    with pytest.raises(exeunt.InputError, match="must be one of"):
        loaded.plan_of_frames({"trips": frames["loads"]})
