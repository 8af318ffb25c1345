from datetime import datetime

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.files.csv_text import decode
from exeunt.files.missions import read_mission, write_mission
from exeunt.model.mission import TABLES
from tests.support.files.sample_files import (
    MISSION,
    SETTINGS_TOML,
    SITES_CSV,
    problems,
    put_rows,
    rows_of,
    small,
    the_problem,
)

LEGS = "leg,origin,destination,mode,km,travel_hours\n"


def site(tmp_path, header="", row="", **tables):
    """Read the first site of a mission whose header and first row have something more."""
    sites = f"site,name,lat,lon,role{header and ',' + header}\nalpha,Alpha,18.4408,1.4075,base{header and ',' + row}\n"
    return read_mission(small(tmp_path / "m", sites=sites, **tables)).sites[0]


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


def test_the_settings_file_names_its_folder(tmp_path):
    assert read_mission(small(tmp_path / "m") / "mission.toml").name == "small"


def test_only_sites_are_required(tmp_path):
    assert len(read_mission(small(tmp_path / "m")).sites) == 2
    problem = the_problem(small(tmp_path / "n", sites="site,lat,lon,role\n"))
    assert "at least one row" in problem.expected


# Settings


@pytest.mark.parametrize(
    ("text", "field", "says"),
    [
        (
            'name = "x"\nstart = 2023-07-01\ndeadline = 2023-06-01\nend = 2024-01-01\n',
            "deadline",
            "before the start",
        ),
        (
            'name = "x"\nstart = 2023-07-01\ndeadline = 2023-08-01\nend = 2023-07-15\n',
            "end",
            "before the deadline",
        ),
        (SETTINGS_TOML + "period_hours = 5\n", "period_hours", "one of 1, 2, 3"),
        (SETTINGS_TOML + 'period_hours = "soon"\n', "period_hours", "whole number"),
        (SETTINGS_TOML + 'currency = "euros"\n', "currency", "three letters"),
        (SETTINGS_TOML + 'dedline = "x"\n', "dedline", "known key"),
        (SETTINGS_TOML + "[more]\nx = 1\n", "more.x", "known key"),
        (SETTINGS_TOML.replace("2023-07-01", "2023-07-01T06:00:00Z"), "start", "local"),
        (SETTINGS_TOML.replace("2023-07-01", '"03/04/2023"'), "start", "ambiguous"),
        (SETTINGS_TOML.replace('name = "small"', ""), "name", "must be given"),
        ("name = small\n", "", "TOML"),
        ("\x00\x01\x02\x03", "", "text"),
    ],
)
def test_settings_are_checked(tmp_path, text, field, says):
    problem = the_problem(small(tmp_path / "m", mission=text))
    assert (problem.place, problem.field) == ("mission.toml", field)
    assert says in problem.expected


def test_an_unknown_key_comes_with_the_nearest(tmp_path):
    assert (
        "'deadline'"
        in the_problem(small(tmp_path / "m", mission=SETTINGS_TOML + 'dedline = "x"\n')).hint
    )


# Headers


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


# Rows


def test_blank_total_and_comment_rows_are_skipped(tmp_path):
    extra = ",,,,\n-,,,,\n# a comment,,,,\nTOTAL,,,,\nSous-total Nord,3,,,\nSomme :,,,,\n"
    assert len(read_mission(small(tmp_path / "m", sites=SITES_CSV + extra)).sites) == 2


def test_a_lone_note_below_is_one_problem(tmp_path):
    problem = the_problem(small(tmp_path / "m", sites=SITES_CSV + "Figures of June\n"))
    assert "whole row" in problem.expected
    assert "`# `" in problem.hint


@pytest.mark.parametrize(
    "word",
    ["", "N/A", "n/a", "-", "\u2013", "TBC", "TBD", "\u00e0 confirmer", "A CONFIRMER", "s.o."],
)
def test_words_for_nothing(tmp_path, word):
    assert site(tmp_path, "beds,receiver", f"{word},{word}").beds is None
    problem = the_problem(small(tmp_path / "n", sites=f"site,lat,lon,role\nalpha,{word},2,base\n"))
    assert "must be given" in problem.expected
    assert problem.field == "lat"


def test_source_and_note_are_kept_as_they_stand(tmp_path):
    found = site(tmp_path, "source,note,assumed", "TBC,-,beds; Lits; yard_teu")
    assert (found.source, found.note, found.assumed) == ("TBC", "-", ("beds", "yard_teu"))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("yes", ("*",)),
        ("oui", ("*",)),
        ("*", ("*",)),
        ("x", ("*",)),
        ("no", ()),
        ("Beds; runway", ("beds", "runway")),
    ],
)
def test_assumed(tmp_path, text, fields):
    assert site(tmp_path, "assumed", text).assumed == fields


def test_assumed_names_columns_there_are(tmp_path):
    with pytest.raises(InputError, match="beds"):
        site(tmp_path, "assumed", "bedz")


# Cells


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
        ("beds", "#REF!", "error of the spreadsheet", "formula"),
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


# References and keys


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


def test_keys_stand_once(tmp_path):
    problem = the_problem(small(tmp_path / "m", sites=SITES_CSV + "Alpha,,1,2,base\n"))
    assert problem.place == "sites.csv row 4"
    assert "sites.csv row 2" in problem.hint
    problem = the_problem(
        small(
            tmp_path / "n",
            supplies="supply,site,stock\nfuel,alpha,1\nwater,alpha,1\nfuel,alpha,2\n",
        )
    )
    assert problem.got == "fuel / alpha"


def test_things_named_in_one_column_have_names_apart(tmp_path):
    found = problems(small(tmp_path / "m", legs=LEGS + "alpha,alpha,home,road,150,2\n"))
    assert "site as well" in found[0].expected
    parties, lots = (
        "party,site,count,population\np,alpha,3,troops\n",
        "lot,site,quantity,mass_t,teu,kit_class,owner\np,alpha,1,1,1,general,mission\n",
    )
    assert (
        "a party as well" in the_problem(small(tmp_path / "n", parties=parties, lots=lots)).expected
    )
    assert (
        "meaning of its own"
        in the_problem(small(tmp_path / "o", sites=SITES_CSV + "road,,1,2,hub\n")).expected
    )


# Figures


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


# Files


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_encodings_and_separators(tmp_path, encoding, mark):
    path = small(tmp_path / "m")
    text = "site,name,lat,lon,role\nalpha,\u00c9cole,18.4,1.4,base\n".replace(",", mark)
    (path / "sites.csv").write_bytes(text.encode(encoding))
    assert read_mission(path).sites[0].name == "\u00c9cole"


def test_excel_separator_line(tmp_path):
    path = small(
        tmp_path / "m", sites="sep=;\r\nsite;lat;lon;role\r\nalpha;1,5;2;base\r\nbravo;x;2;base\r\n"
    )
    assert the_problem(path).place == "sites.csv row 4"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\x00\x01\x02\xff" * 50, "text"),
        (b'site,lat,lon,role\n"alpha,1,2,base\n', "must be CSV"),
        (b"\xff\xfe\x00", "text"),
    ],
)
def test_files_that_are_no_tables(tmp_path, data, says):
    path = small(tmp_path / "m")
    (path / "sites.csv").write_bytes(data)
    problem = the_problem(path)
    assert says in problem.expected
    assert problem.place.startswith("sites.csv")


def test_other_files_are_left_alone_and_misnamed_tables_are_not(tmp_path):
    path = small(tmp_path / "m")
    for name in ("README.md", "map.png", ".~lock.sites.csv#", "old.xlsx"):
        (path / name).write_text("x")
    assert read_mission(path)
    (path / "site_list.csv").write_text("x")
    assert the_problem(path).got == "site_list"
    (path / "site_list.csv").rename(path / "troncons.csv")
    assert "'legs'" in the_problem(path).hint
    (path / "troncons.csv").rename(path / "site_list.csv")
    (path / "site_list.csv").rename(path / "movements.csv")
    assert "a plan" in the_problem(path).hint


def test_two_files_for_one_table(tmp_path):
    path = small(tmp_path / "m")
    (path / "Sites.CSV").write_text("site\n")
    assert "only one" in the_problem(path).expected


def test_a_folder_where_a_table_should_be(tmp_path):
    path = small(tmp_path / "m")
    (path / "legs.csv").mkdir()
    assert the_problem(path).place == "legs.csv"


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


@pytest.mark.parametrize("name", ["nothing", "nothing.xlsx", "m.txt", "m.xls"])
def test_paths_that_hold_no_mission(tmp_path, name):
    if name.startswith("m."):
        (tmp_path / name).write_text("x")
    assert the_problem(tmp_path / name).place.endswith(name)


def test_a_folder_of_a_plan_is_no_mission(tmp_path):
    (tmp_path / "plan.toml").write_text("")
    assert "plan.toml" in problems(tmp_path)[0].hint


def test_columns_can_be_deleted_and_moved(tmp_path):
    write_mission(MISSION, tmp_path / "m")
    rows = rows_of(tmp_path / "m" / "parties.csv")
    keep = [
        i for i, name in enumerate(rows[0]) if name in {"party", "site", "count", "population"}
    ][::-1]
    put_rows(tmp_path / "m" / "parties.csv", [[row[i] for i in keep] for row in rows])
    found = read_mission(tmp_path / "m")
    assert [p.count for p in found.parties] == [900, 40]
    assert attrs.evolve(found, parties=MISSION.parties) == MISSION


def test_private_characters_in_utf_8_are_text_and_guessed_encodings_are_not_believed():
    assert decode("site,name\ns0,\ue000\ue000".encode()) == "site,name\ns0,\ue000\ue000"
    assert decode(bytes(range(256)) * 4) is None
