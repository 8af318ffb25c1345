"""None"""

import pytest

from exeunt.files.missions import read_mission, write_mission
from exeunt.model.mission import TABLES
from tests.support.files.sample_files import (
    LEGS,
    MISSION,
    SETTINGS_TOML,
    SITES_CSV,
    problems,
    small,
    the_problem,
)


@pytest.mark.parametrize("name", ["m", "m.xlsx"])
def test_every_table_survives(tmp_path, name):
    write_mission(MISSION, tmp_path / name)
    found = read_mission(tmp_path / name)
    assert found == MISSION
    assert found.fingerprint == MISSION.fingerprint
    assert found.sites[0].note == MISSION.sites[0].note
    assert found.sites[0].assumed == ("beds", "yard_teu")


def test_folder_to_workbook_and_back_is_the_same_to_the_byte(tmp_path):
    write_mission(MISSION, tmp_path / "a")
    write_mission(read_mission(tmp_path / "a"), tmp_path / "b.xlsx")
    write_mission(read_mission(tmp_path / "b.xlsx"), tmp_path / "c")
    assert {p.name: p.read_bytes() for p in (tmp_path / "a").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "c").iterdir()
    }


def test_a_sample_has_rows_in_every_table():
    assert all(MISSION.rows()[name] for name in TABLES)


def test_only_sites_are_required(tmp_path):
    assert len(read_mission(small(tmp_path / "m")).sites) == 2
    problem = the_problem(small(tmp_path / "n", sites="site,lat,lon,role\n"))
    assert "at least one row" in problem.expected


def test_figures_are_taken_and_kept(tmp_path):
    mission = read_mission(
        small(
            tmp_path / "m",
            doctrine="name,value,low,high\nspacing_hours,30 min,0,2 h\n",
            prices="Nom;Valeur\ncasualty;1 000 000\n",
        )
    )
    assert mission.doctrine.spacing_hours == 0.5
    assert mission.doctrine.stated[0].high == 2.0
    assert mission.prices.casualty == 1e6


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("convoy_mx,5,,", "name"),
        ("convoy_max,0,,", "value"),
        ("armour_factor,0.3,,2", "high"),
        ("convoy_max,50,60,70", "value"),
        ("convoy_max,TBC,,", "value"),
    ],
)
def test_wrong_figures(tmp_path, row, field):
    found = problems(small(tmp_path / "m", doctrine=f"name,value,low,high\n{row}\n"))
    assert found[0].field == field


def test_all_problems_come_at_once(tmp_path):
    path = small(
        tmp_path / "m",
        mission=SETTINGS_TOML + "x = 1\n",
        sites=SITES_CSV.replace("18.4408", "x").replace("exit", "exot"),
        legs=LEGS + "a-h,alpha,hom,road,-1,2\n",
        bogus="x\n",
    )
    found = problems(path)
    assert [(p.place, p.field) for p in found] == [
        ("bogus.csv", ""),
        ("mission.toml", "x"),
        ("sites.csv row 2", "lat"),
        ("sites.csv row 3", "role"),
        ("legs.csv row 2", "km"),
        ("legs.csv row 2", "destination"),
    ]
    assert all(str(p) for p in found)
