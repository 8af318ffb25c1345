"""Headers as people write them."""

import pytest

from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from tests.support.files.sample_files import (
    SITES_CSV,
    problems,
    small,
    the_problem,
)


def test_french_headers_aliases_accents_and_brackets(tmp_path):
    path = small(
        tmp_path / "m",
        sites="Code site;NOM;LATITUDE (d\u00e9g);Long;R\u00f4le;Longueur de piste [m];Lits\nalpha;Alpha;18,4408;1,4075;base;1 900;2 500\n",
    )
    found = read_mission(path).sites[0]
    assert (found.lat, found.lon, found.runway_m, found.beds) == (18.4408, 1.4075, 1900, 2500)


def test_a_unit_in_the_header_is_converted(tmp_path):
    path = small(
        tmp_path / "m",
        legs="Leg,From,To,Mode,Distance (m),Travel time (days)\na-h,alpha,home,road,150000,2\nh-a,home,alpha,road,2 km,36 h\n",
    )
    legs = read_mission(path).legs
    assert [(leg.km, leg.travel_hours) for leg in legs] == [(150.0, 48.0), (2.0, 36.0)]


def test_a_unit_of_another_kind_in_the_header_is_a_problem(tmp_path):
    problem = the_problem(
        small(
            tmp_path / "m",
            legs="Leg,From,To,Mode,Distance (kg),Travel time\na-h,alpha,home,road,150,2\n",
        )
    )
    assert (problem.field, problem.got) == ("km", "Distance (kg)")


def test_money_in_another_currency_is_a_problem(tmp_path):
    found = problems(
        small(tmp_path / "m", sites="site,lat,lon,role,Standing cost (EUR)\nalpha,1,2,base,100\n")
    )
    assert "USD" in found[0].expected


def test_tags_are_skipped_and_name_columns(tmp_path):
    path = small(
        tmp_path / "m",
        sites="pcode,site name,y,x,role\n#loc+code,#loc+name,#geo+lat,#lon+geo,\nalpha,Alpha,18.4,1.4,base\n".replace(
            "#lon+geo", "#geo +lon"
        ),
    )
    assert read_mission(path).sites[0].lon == 1.4


@pytest.mark.parametrize(
    ("header", "tags", "said"),
    [
        ("site,name,lat,lon,role", "#loc+code,#loc+name,#geo+lon,#geo+lat,", ["lat", "lon"]),
        ("site,name,lat,lon,role", "#loc+code,#loc+name,#geo+lat+y,#geo+lon+x,", []),
        ("name,site,lat,lon,role", "#loc+code,#loc+name,,,", ["name", "site"]),
        ("site,name,lat,lon,role", "#loc+code+name,#loc+name+code,,,", []),
        ("site,name,lat,lon,role", "#org,#date,#geo+bounds,,", []),
    ],
)
def test_a_tag_that_means_another_column_than_its_header_is_said(tmp_path, header, tags, said):
    cells = "Alpha,alpha" if header.startswith("name") else "alpha,Alpha"
    path = small(tmp_path / "m", sites=f"{header}\n{tags}\n{cells},18.4,1.4,base\n")
    notes = Notes()
    site = read_mission(path, notes=notes).sites[0]
    assert (site.site, site.name, site.lat, site.lon) == ("alpha", "Alpha", 18.4, 1.4)
    assert [r.field for r in notes.remarks] == said
    assert {r.expected.key for r in notes.remarks} <= {"reading.other_tag"}


def test_titles_above_and_headers_repeated_below(tmp_path):
    path = small(
        tmp_path / "m",
        sites="Sites of the mission\n,,As of June,\n\n"
        + SITES_CSV
        + "site,name,lat,lon,role\nbravo,Bravo,1,2,hub\nSite,Nom,Latitude,Longitude,R\u00f4le\n",
    )
    assert [s.site for s in read_mission(path).sites] == ["alpha", "home", "bravo"]


def test_rows_count_as_in_a_spreadsheet(tmp_path):
    path = small(
        tmp_path / "m",
        sites='title\n\nsite,lat,lon,role,note\nalpha,1,2,base,"two\nlines"\n\nbravo,x,2,base\n',
    )
    assert the_problem(path).place == "sites.csv row 6"


def test_a_header_of_two_rows(tmp_path):
    path = small(
        tmp_path / "m",
        sites="No.,Site,Coordinates,,Role\n,,Lat,Lon,\n1,alpha,18.4,1.4,base\n2,bravo,1,2,hub\n".replace(
            ",,Lat", ",Site,Lat"
        ),
    )
    assert [(s.lat, s.lon) for s in read_mission(path).sites] == [(18.4, 1.4), (1.0, 2.0)]


def test_a_row_of_units_below_the_header(tmp_path):
    path = small(
        tmp_path / "m",
        legs="Leg,From,To,Mode,Distance,Travel time\n,,,,m,(days)\na-h,alpha,home,road,150000,2\n",
    )
    leg = read_mission(path).legs[0]
    assert (leg.km, leg.travel_hours) == (150.0, 48.0)


@pytest.mark.parametrize(
    ("sites", "field", "hint"),
    [
        ("site,lat,lon,role,runwai\nalpha,1,2,base,paved\n", "runwai", "runway"),
        ("site,lat,lon,role,role\nalpha,1,2,base,base\n", "role", "delete or rename"),
        ("site,lat,lon\nalpha,1,2\n", "role", "base: people to leave"),
    ],
)
def test_wrong_headers(tmp_path, sites, field, hint):
    problem = the_problem(small(tmp_path / "m", sites=sites))
    assert problem.field == field
    assert hint in problem.hint


def test_a_table_without_header_is_a_problem(tmp_path):
    assert "header row" in the_problem(small(tmp_path / "m", sites="1,2,3\n4,5,6\n")).expected
    assert "header row" in the_problem(small(tmp_path / "n", legs="")).expected


def test_blank_columns_are_nothing_and_filled_ones_without_name_a_problem(tmp_path):
    assert read_mission(small(tmp_path / "m", sites="site,lat,lon,role,,\nalpha,1,2,base,,\n"))
    assert (
        the_problem(small(tmp_path / "n", sites="site,lat,lon,role,\nalpha,1,2,base,x\n")).got
        == "x"
    )


@pytest.mark.parametrize("name", ["Status", "Contact", "Phone", "Priority", "GPS photo", "Adm1"])
def test_a_users_own_column_is_left_out_and_said(tmp_path, name):
    path = small(tmp_path / "m", sites=f"site,lat,lon,role,{name}\nalpha,1,2,base,x\n")
    notes = Notes()
    assert read_mission(path, notes=notes).sites[0].site == "alpha"
    assert [(r.field, r.expected.key) for r in notes.remarks] == [(name, "reading.own_column")]


@pytest.mark.parametrize("name", ["#Status", "# Status", "#beds"])
def test_a_column_marked_as_ones_own_is_nobodys(tmp_path, name):
    path = small(tmp_path / "m", sites=f"site,lat,lon,role,{name}\nalpha,1,2,base,x\n")
    notes = Notes()
    assert read_mission(path, notes=notes).sites[0].beds is None
    assert not notes.remarks


@pytest.mark.parametrize("name", ["runwya", "bedss", "receivr", "yard teuu"])
def test_a_misspelt_column_is_a_problem_with_a_way_out(tmp_path, name):
    problem = the_problem(
        small(tmp_path / "m", sites=f"site,lat,lon,role,{name}\nalpha,1,2,base,x\n")
    )
    assert "did you mean" in problem.hint
    assert "`#`" in problem.hint


def test_where_a_column_is_lacking_an_unknown_one_may_be_it(tmp_path):
    found = problems(small(tmp_path / "m", sites="site,lat,lon,kind\nalpha,1,2,base\n"))
    assert {problem.field for problem in found} == {"kind", "role"}


@pytest.mark.parametrize(
    "tags",
    [
        "#loc+code+v_pcode,#loc+camp+name,#geo+lat+y,#geo+lon+x,",
        "#loc +v_iso3 +code,#loc+name+fr,#geo+bounds+lat,#lon+geo,",
    ],
)
def test_tags_with_more_attributes(tmp_path, tags):
    tags = tags.replace("#lon+geo", "#geo+lon")
    path = small(tmp_path / "m", sites=f"A,B,Y,X,role\n{tags}\nalpha,Alpha,18.4,1.4,base\n")
    site = read_mission(path).sites[0]
    assert (site.site, site.name, site.lat, site.lon) == ("alpha", "Alpha", 18.4, 1.4)


@pytest.mark.parametrize(
    "header", ["Distance (lieues)", "Distance (thousands)", "Distance (k)", "Distance (000s)"]
)
def test_a_measure_that_is_none_of_ours_is_a_problem(tmp_path, header):
    text = f"Leg,From,To,Mode,{header},Travel time\na-h,alpha,home,road,150,24\n"
    problem = the_problem(small(tmp_path / "m", legs=text))
    assert (problem.field, problem.got) == ("km", header)


def test_money_in_thousands_is_a_problem(tmp_path):
    for header in ("Standing cost (k USD)", "Standing cost ('000 USD)", "Standing cost (kUSD)"):
        path = tmp_path / header.strip(")")[-7:]
        problem = the_problem(
            small(path, sites=f"site,lat,lon,role,{header}\nalpha,1,2,base,100\n")
        )
        assert (problem.field, problem.got) == ("standing_cost_per_day", header)


def test_brackets_that_name_no_unit_are_said(tmp_path):
    text = "Leg,From,To,Mode,Distance (by map),Travel time\na-h,alpha,home,road,150,24\n"
    notes = Notes()
    assert read_mission(small(tmp_path / "m", legs=text), notes=notes).legs[0].km == 150
    assert [(r.field, r.expected.key) for r in notes.remarks] == [("km", "reading.no_unit")]
    degrees = "site,Lat (WGS84),Lon (WGS84),role\nalpha,1,2,base\n"
    notes = Notes()
    read_mission(small(tmp_path / "n", sites=degrees), notes=notes)
    assert not notes.remarks
