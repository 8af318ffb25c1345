"""None"""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.files.plans import read_plan, write_plan
from exeunt.model.plan import Load, Plan
from exeunt.model.trials import Allowed, Trial
from tests.support.files.sample_files import MISSION, PLAN, put_rows, rows_of, sheet_of


@pytest.fixture(params=["p", "p.xlsx"])
def path(tmp_path, request):
    write_plan(PLAN, MISSION, tmp_path / request.param)
    return tmp_path / request.param


@pytest.fixture
def folder(tmp_path):
    write_plan(PLAN, MISSION, tmp_path / "p")
    return tmp_path / "p"


def problem_of(path):
    with pytest.raises(InputError) as caught:
        read_plan(path, MISSION)
    assert len(caught.value.problems) == 1, str(caught.value)
    return caught.value.problems[0]


def change(folder, table, field, value, row=1):
    rows = rows_of(folder / f"{table}.csv")
    rows[row][rows[0].index(field)] = value
    put_rows(folder / f"{table}.csv", rows)
    return folder


def test_a_plan_survives(path):
    assert read_plan(path, MISSION) == PLAN


def test_an_empty_plan_survives(tmp_path):
    for name in ("p", "p.xlsx"):
        write_plan(Plan(), MISSION, tmp_path / name)
        assert read_plan(tmp_path / name, MISSION) == Plan()


def recorded():
    """Return the plan with what a planner keeps on record beside it."""
    lot = MISSION.lots[0]
    trial = Trial(
        kind="lot", item=lot.lot, site=lot.site, quantity=2, means="aboard", outcome="breaks"
    )
    trial = attrs.evolve(trial, rule="beds", serial="C-999", leaves=MISSION.start, cost=0.25)
    spent = (Allowed(block="kit", owner=lot.lot, cost=7.5), Allowed(block="people", cost=1e6))
    record = attrs.evolve(PLAN.record, plans_built=3, serials_tried=400, polish_steps=0)
    return attrs.evolve(PLAN, trials=(trial,), proof=spent, record=record)


@pytest.mark.parametrize("name", ["p", "p.xlsx"])
def test_what_the_planner_tried_survives_though_it_names_serials_that_are_gone(tmp_path, name):
    plan = recorded()
    write_plan(plan, MISSION, tmp_path / name)
    back = read_plan(tmp_path / name, MISSION)
    assert (back.trials, back.proof, back.record) == (plan.trials, plan.proof, plan.record)


def test_a_plan_without_a_record_leaves_no_file_of_another_s(tmp_path):
    write_plan(recorded(), MISSION, tmp_path / "p")
    assert (tmp_path / "p" / "trials.csv").exists()
    write_plan(PLAN, MISSION, tmp_path / "p")
    assert not {"trials.csv", "proof.csv"} & {path.name for path in (tmp_path / "p").iterdir()}


def test_a_record_of_lots_that_are_not_there_is_refused(tmp_path):
    write_plan(recorded(), MISSION, tmp_path / "p")
    assert "exists" in problem_of(change(tmp_path / "p", "trials", "item", "nobody")).expected


def test_a_plan_is_written_over_a_plan(folder):
    write_plan(Plan(), MISSION, folder)
    assert read_plan(folder, MISSION) == Plan()


def test_a_plan_is_not_written_over_a_mission(tmp_path):
    (tmp_path / "mission.toml").write_text("x")
    with pytest.raises(InputError, match=r"plan\.toml"):
        write_plan(PLAN, MISSION, tmp_path)


def test_stages_by_air_are_the_flights(folder):
    assert [row[0] for row in rows_of(folder / "flights.csv")] == ["serial", "F-001"]
    assert [row[0] for row in rows_of(folder / "movements.csv")] == ["serial", "C-001", "C-001"]


def test_a_plan_edited_in_a_spreadsheet(tmp_path):
    path = tmp_path / "p.xlsx"
    write_plan(PLAN, MISSION, path)
    workbook, loads = sheet_of(path, "loads")
    loads["D2"] = 8.0
    loads.delete_cols(7)
    workbook["movements"]["H2"] = "24 juillet 2023 10h00"
    workbook.save(path)
    found = read_plan(path, MISSION)
    assert found.loads[0].quantity == 8.0
    assert {load.role for load in found.loads} == {""}
    assert found.stages[0].arrive.hour == 10


def test_french_headers_and_other_case(folder):
    rows = rows_of(folder / "movements.csv")
    rows[0] = [
        "Rame",
        "\u00c9tape",
        "Mode",
        "Tron\u00e7on",
        "De",
        "Vers",
        "D\u00e9part",
        "Arriv\u00e9e",
        "Rotations",
    ]
    rows[1][0], rows[1][3] = "c-001", "ALPHA-BRAVO"
    put_rows(folder / "movements.csv", rows, delimiter=";")
    found = read_plan(folder, MISSION)
    assert {s.serial for s in found.stages} == {"c-001", "F-001"}
    assert found.loads[0].serial == "c-001"
    assert found.stages[0].leg == "alpha-bravo"


@pytest.mark.parametrize(
    ("table", "field", "value", "says"),
    [
        ("movements", "leg", "alpha-brav", "a leg that exists"),
        ("movements", "origin", "nowhere", "a site that exists"),
        ("movements", "depart", "03/04/2023", "ambiguous"),
        ("movements", "stage", "2", "given once"),
        ("movements", "stage", "0", "1 or more"),
        ("flights", "mode", "balloon", "one of road"),
        ("loads", "serial", "C-002", "a serial that exists"),
        ("loads", "item", "stores", "a fleet that exists"),
        ("loads", "kind", "supply", "a supply that exists"),
        ("loads", "alight_stage", "3", "a stage of C-001, which has 2"),
        ("loads", "quantity", "0", "above 0"),
        ("disposals", "lot", "guards", "a lot or a fleet that exists"),
        ("disposals", "quantity", "1.5", "whole"),
        ("closures", "site", "gamma", "a site that exists"),
        ("closures", "last_serials", "C-001; C-9", "a serial that exists"),
        ("reserves", "flight", "F-9", "a serial that exists"),
        ("reserves", "stage", "3", "which has 2"),
        ("reserves", "party", "nobody", "a party that exists"),
        ("requests", "permission", "p-3", "a permission that exists"),
    ],
)
def test_rows_that_name_nothing_or_say_nonsense(folder, table, field, value, says):
    problem = problem_of(change(folder, table, field, value))
    assert says in problem.expected
    assert problem.place.startswith((f"{table}.csv row", "movements.csv row"))


def test_an_abandoned_fleet_may_stand_among_the_disposals(folder):
    change(folder, "disposals", "lot", "trucks")
    change(folder, "disposals", "disposition", "abandon")
    assert read_plan(folder, MISSION).disposals[0].lot == "trucks"


def test_a_site_closes_once(folder):
    rows = rows_of(folder / "closures.csv")
    put_rows(folder / "closures.csv", [*rows, rows[1]])
    assert "once" in problem_of(folder).expected


def test_serials_are_not_checked_where_their_stages_cannot_be_read(folder):
    (folder / "flights.csv").write_bytes(b"\0\1\2")
    assert problem_of(folder).place == "flights.csv"


def test_the_record_is_checked(folder):
    text = (folder / "plan.toml").read_text(encoding="utf-8")
    (folder / "plan.toml").write_text(
        text.replace('status = "feasible"', 'status = "great"'), encoding="utf-8"
    )
    assert problem_of(folder).field == "status"
    (folder / "plan.toml").write_text(text.replace("money", "monney"), encoding="utf-8")
    assert "money" in problem_of(folder).hint


def test_a_mission_is_no_plan(tmp_path):
    (tmp_path / "mission.toml").write_text("x = 1")
    (tmp_path / "sites.csv").write_text("x")
    with pytest.raises(InputError) as caught:
        read_plan(tmp_path, MISSION)
    assert "mission" in caught.value.problems[0].hint
    assert "a mission" in caught.value.problems[1].hint


def test_fractions_survive(folder):
    plan = attrs.evolve(
        PLAN,
        loads=(
            *PLAN.loads,
            Load(
                serial="C-001",
                kind="supply",
                item="water",
                quantity=1 / 3,
                board_stage=1,
                alight_stage=1,
                role="used",
            ),
        ),
    )
    write_plan(plan, MISSION, folder)
    assert read_plan(folder / "plan.toml", MISSION) == plan
