"""Cells: flags, choices, numbers, quantities, positions, capabilities."""

from datetime import datetime

import pytest

from exeunt.errors import InputError
from exeunt.files.cells import Setting, read_cell
from exeunt.files.missions import read_mission
from exeunt.model.columns import columns
from exeunt.model.places import Site
from exeunt.units.text import Unreadable
from tests.support.files.sample_files import (
    problems,
    small,
    the_problem,
)

SITE_COLUMNS = {column.name: column for column in columns(Site)}


def site(tmp_path, header="", row="", **tables):
    """Read the first site of a mission whose header and first row have something more."""
    sites = f"site,name,lat,lon,role{header and ',' + header}\nalpha,Alpha,18.4408,1.4075,base{header and ',' + row}\n"
    return read_mission(small(tmp_path / "m", sites=sites, **tables)).sites[0]


@pytest.mark.parametrize(
    "text", ["NIL", "none", "néant", "Aucun", "nobody", "PERSONNE", "-", "n/a"]
)
def test_a_receiver_who_is_nobody_is_blank(tmp_path, text):
    assert not site(tmp_path, "receiver", text).receiver


def test_words_for_nobody_are_names_elsewhere(tmp_path):
    assert site(tmp_path, "note", "nil").note == "nil"
    assert site(tmp_path, "receiver", "Nilo Delta Company").receiver == "Nilo Delta Company"


@pytest.mark.parametrize(
    ("text", "is_open"),
    [
        ("yes", True),
        ("Oui", True),
        ("1", True),
        ("VRAI", True),
        ("x", True),
        ("no", False),
        ("non", False),
        ("FALSE", False),
        ("", False),
    ],
)
def test_flags(tmp_path, text, is_open):
    assert site(tmp_path, "stays_open", text).stays_open is is_open


@pytest.mark.parametrize(
    ("text", "runway"),
    [
        ("paved", "paved"),
        ("PAVED", "paved"),
        ("lat\u00e9rite", "unpaved"),
        ("Aucune", "none"),
        ("", "none"),
    ],
)
def test_choices_in_both_languages(tmp_path, text, runway):
    assert site(tmp_path, "runway", text).runway == runway


@pytest.mark.parametrize(
    ("header", "text", "says", "hint"),
    [
        ("runway", "pavd", "must be one of none, helipad", "'paved'"),
        ("stays_open", "maybe", "yes or no", ""),
        ("beds", "-40", "0 or more", ""),
        ("beds", "12.5", "whole number", ""),
        ("beds", "1.500", "ambiguous", "1500"),
        ("beds", "1e30", "at most", ""),
        ("beds", "nan", "whole number", ""),
        ("turn_hours", "12 kg", "hours", ""),
        ("turn_hours", '"1,234"', "1.234 or 1234", "write"),
        ("perimeter_risk_per_day", "inf", "number", ""),
        ("close_by", "03/04/2023", "ambiguous", "2023-04-03"),
        ("beds", "#REF!", "spreadsheet error", "formula"),
        ("name2", "x", "name of a column", "name"),
    ],
)
def test_wrong_cells(tmp_path, header, text, says, hint):
    with pytest.raises(InputError) as caught:
        site(tmp_path, header, text)
    problem = caught.value.problems[0]
    assert problem.field == header
    assert says in problem.expected
    assert hint in problem.hint


@pytest.mark.parametrize("share", ["15", "15 ducks"])
def test_a_share_is_at_most_one(tmp_path, share):
    fleets = f"fleet,vehicle,site,count,out_of_service_share\nf,v,alpha,3,{share}\n"
    assert (
        problems(small(tmp_path / "m", vehicles="vehicle,payload_t\nv,26\n", fleets=fleets))[
            0
        ].field
        == "out_of_service_share"
    )
    fleets = fleets.replace(share, "15 %")
    assert (
        read_mission(small(tmp_path / "n", vehicles="vehicle,payload_t\nv,26\n", fleets=fleets))
        .fleets[0]
        .out_of_service_share
        == 0.15
    )


def test_quantities_with_units(tmp_path):
    found = site(
        tmp_path, "turn_hours,yard_teu,runway_m,close_by", "1 h 30,20 TEU,1.9 km,1er juillet 2023"
    )
    assert (found.turn_hours, found.yard_teu, found.runway_m, found.close_by) == (
        1.5,
        20.0,
        1900,
        datetime(2023, 7, 1),
    )


def test_a_decimal_comma_elsewhere_in_the_table_decides(tmp_path):
    lots = "lot;site;quantity;mass_t;teu;kit_class;owner\na;alpha;1;2,5;1;general;mission\nb;alpha;1;1,234;1;general;mission\n"
    assert [lot.mass_t for lot in read_mission(small(tmp_path / "m", lots=lots)).lots] == [
        2.5,
        1.234,
    ]
    assert (
        "1.234 or 1234"
        in the_problem(small(tmp_path / "n", lots=lots.replace("1,234", "1.234"))).expected
    )


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        ("31QCV1234567890", ""),
        ("31Q CV 12345 67890", ""),
        ("17\u00b047'25.7\"N", "1\u00b013'46.9\"E"),
        ('"17.79047, 1.22969"', ""),
        ('"17,79047"', '"1,22969"'),
    ],
)
def test_positions(tmp_path, lat, lon):
    lat, lon = (
        '"' + cell.replace('"', '""') + '"' if '"N' in cell or '"E' in cell else cell
        for cell in (lat, lon)
    )
    found = read_mission(
        small(tmp_path / "m", sites=f"site,lat,lon,role\nalpha,{lat},{lon},base\n")
    ).sites[0]
    assert (found.lat, found.lon) == pytest.approx((17.79047, 1.22969), abs=1e-4)


def test_positions_without_a_column_for_longitude(tmp_path):
    path = small(
        tmp_path / "m", sites="site,MGRS,role\nalpha,31QCV1234567890,base\nbravo,17.5,base\n"
    )
    problem = the_problem(path)
    assert (problem.place, problem.field) == ("sites.csv row 3", "lon")


def test_wrong_positions(tmp_path):
    assert (
        "1 km"
        in the_problem(
            small(tmp_path / "m", sites="site,lat,lon,role\nalpha,31QCV,,base\n")
        ).expected
    )
    assert (
        "blank"
        in the_problem(
            small(tmp_path / "n", sites="site,lat,lon,role\nalpha,31QCV1234567890,3,base\n")
        ).expected
    )
    assert (
        problems(small(tmp_path / "o", sites="site,lat,lon,role\nalpha,16 S,16 N,base\n"))[0].field
        == "lon"
    )


@pytest.mark.parametrize(
    "text",
    [
        "eod:2; medical:1",
        "EOD 2, medical",
        "2 eod | 1 medical",
        "eod=2;medical x1",
        "NEDEX:2;medical",
    ],
)
def test_capabilities(tmp_path, text):
    parties = f'party,site,count,population,capabilities\np,alpha,3,troops,"{text}"\n'
    assert read_mission(small(tmp_path / "m", parties=parties)).parties[0].capabilities == (
        ("eod", 2.0),
        ("medical", 1.0),
    )


@pytest.mark.parametrize("text", ["eod:0", "eod:2;eod:1", "cooks:3", "eod:-1"])
def test_wrong_capabilities(tmp_path, text):
    assert (
        the_problem(
            small(
                tmp_path / "m",
                parties=f"party,site,count,population,capabilities\np,alpha,3,troops,{text}\n",
            )
        ).field
        == "capabilities"
    )


@pytest.mark.parametrize(
    "text",
    [
        "#NOM?",
        "#VALEUR!",
        "#ERROR!",
        "#WERT!",
        "#\u00a1VALOR!",
        "#DIV/0!",
        "#n/a",
        "#NV",
        "Err:502",
        "Erreur : 504",
        "Loading...",
        "Chargement\u2026",
        "########",
        "#SPILL!",
        "#VALEUR\u00a0!",
        "#REF",
        "#\u041d/\u0414",
        "#YOK",
        "#I/T",
        "#N/A N/A",
        "#N/A Requesting Data...",
        "=#REF!",
        "Fehler:502",
        "Erro:502",
        "Fout:508",
        "B\u0142\u0105d:522",
        "\u041e\u0448\u0438\u0431\u043a\u0430:502",
        "Chargement en cours...",
        "\ufeff#NOM?",
    ],
)
def test_errors_of_spreadsheets_in_any_language_are_no_names(text):
    with pytest.raises(Unreadable, match="spreadsheet error"):
        read_cell(SITE_COLUMNS["name"], text, Setting())


@pytest.mark.parametrize(
    "text", ["#1 camp", "Loading bay", "Error", "Room: 502", "#hash", "#reference"]
)
def test_names_that_look_a_little_like_errors(text):
    assert read_cell(SITE_COLUMNS["name"], text, Setting()) == text


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("district\x0bauthority", "district\nauthority"),
        ("district\u2028authority", "district\nauthority"),
        ("\u202eevil", "evil"),
        ("re\x1euse", "re-use"),
        ("re\x1fuse", "reuse"),
    ],
)
def test_characters_that_nobody_sees(text, name):
    assert read_cell(SITE_COLUMNS["name"], text, Setting()) == name
    assert read_cell(SITE_COLUMNS["site"], text, Setting()) == name.replace("\n", " ")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Me\u0301naka", "M\u00e9naka"),
        ("al\u200bpha", "alpha"),
        ("al\u00adpha", "alpha"),
        ("alpha\ufeff", "alpha"),
        ("al\u061cpha\ufe0f", "alpha"),
        ("camp\u00a0one", "camp one"),
    ],
)
def test_names_are_what_is_seen(text, name):
    assert read_cell(SITE_COLUMNS["site"], text, Setting()) == name
