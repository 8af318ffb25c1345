"""References from table to table."""

import pytest

from exeunt.files.missions import read_mission
from tests.support.files.sample_files import (
    LEGS,
    SITES_CSV,
    problems,
    small,
    the_problem,
)


def test_references_are_found_whatever_their_case(tmp_path):
    path = small(tmp_path / "m", legs=LEGS + "a-h,ALPHA,Home,road,150,2\n")
    assert (read_mission(path).legs[0].origin, read_mission(path).legs[0].destination) == (
        "alpha",
        "home",
    )


def test_unknown_references_come_with_the_nearest(tmp_path):
    problem = the_problem(small(tmp_path / "m", legs=LEGS + "a-h,alfa,home,road,150,2\n"))
    assert (problem.place, problem.field, problem.got, problem.hint) == (
        "legs.csv row 2",
        "origin",
        "alfa",
        "did you mean 'alpha'?",
    )


def test_a_reference_to_a_row_with_another_fault_is_no_second_problem(tmp_path):
    path = small(
        tmp_path / "m",
        sites=SITES_CSV.replace("18.4408", "x"),
        legs=LEGS + "a-h,alpha,home,road,150,2\n",
    )
    assert the_problem(path).field == "lat"


def test_references_to_a_table_that_cannot_be_read_are_not_said(tmp_path):
    path = small(tmp_path / "m", sites="1,2\n", legs=LEGS + "a-h,alpha,home,road,150,2\n")
    assert the_problem(path).place == "sites.csv header"


@pytest.mark.parametrize(
    ("activity", "where", "good"),
    [
        ("convoy", "a-h", True),
        ("convoy", "road", True),
        ("convoy", "*", True),
        ("convoy", "alpha", False),
        ("destroy", "weapon", True),
        ("destroy", "alpha", True),
        ("destroy", "a-h", False),
        ("hold", "alpha", True),
        ("hold", "a-h", False),
        ("fly", "*", True),
        ("close", "road", False),
    ],
)
def test_where_depends_on_the_activity(tmp_path, activity, where, good):
    requirements = f"requirement,activity,where,capability\nr,{activity},{where},eod\n"
    path = small(
        tmp_path / "m", legs=LEGS + "a-h,alpha,home,road,150,2\n", requirements=requirements
    )
    assert (not problems(path)) == good


@pytest.mark.parametrize(
    ("mode", "where", "good"),
    [
        ("import", "fuel", True),
        ("import", "alpha", True),
        ("air", "fuel", False),
        ("air", "alpha", True),
        ("*", "a-h", True),
        ("import", "a-h", False),
    ],
)
def test_where_of_a_permission_depends_on_its_mode(tmp_path, mode, where, good):
    permissions = f"permission,mode,where,state\np,{mode},{where},granted\n"
    path = small(tmp_path / "m", legs=LEGS + "a-h,alpha,home,road,150,2\n", permissions=permissions)
    assert (not problems(path)) == good
