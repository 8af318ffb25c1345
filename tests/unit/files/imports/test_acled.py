"""Exports of ACLED, in every layout that it has had."""

from datetime import datetime

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.acled import read_acled
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.globe import Spot
from exeunt.files.notes import Notes
from tests.support.files.exports import (
    ACLED,
    ACLED_BEFORE_2023,
    ACLED_EVENT,
    ACLED_IN_CAPITALS,
    acled,
    csv_of,
    remarked,
    workbook,
)


def read(path, notes=None, **choices):
    return read_acled(path, Choices(**choices), Notes() if notes is None else notes)


def the_problem(path, **choices):
    with pytest.raises(InputError) as caught:
        read(path, **choices)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize("header", [ACLED, ACLED_BEFORE_2023], ids=["2023", "before"])
def test_an_event_is_read_from_each_layout(tmp_path, header):
    (event,) = read(acled(tmp_path / "e.csv", {}, header=header))
    assert event.incident == "acled-XXX1"
    assert event.day == event.until == datetime(2023, 5, 6)
    assert event.spot == Spot(16.1, 1.0)
    assert (event.kind, event.killed, event.precision) == ("Armed clash", 2, 1)
    assert event.location == "Milestone"
    assert "XXX1" in event.source
    assert "not to be passed on" in event.source


def test_the_layout_in_capitals_has_no_sub_types_and_older_names_of_types(tmp_path):
    events = [
        {"event_id_cnty": f"XXX{n}", "event_type": kind, "event_date": "16-May-2017"}
        for n, kind in enumerate(
            (
                "Battle-No change of territory",
                "Remote violence",
                "Violence against civilians",
                "Riots/Protests",
                "Strategic development",
            )
        )
    ]
    found = read(acled(tmp_path / "e.csv", *events, header=ACLED_IN_CAPITALS))
    assert [event.kind for event in found] == [
        "Battle-No change of territory",
        "Remote violence",
        "Violence against civilians",
    ]
    assert {event.day for event in found} == {datetime(2017, 5, 16)}


@pytest.mark.parametrize("sheets", [1, 2])
def test_a_workbook_is_read_with_numbers_and_moments_as_cells(tmp_path, sheets):
    event = {**ACLED_EVENT, "event_date": datetime(2023, 5, 6), "latitude": 16.1, "fatalities": 2}
    table = [ACLED.split(","), [event.get(name) for name in ACLED.split(",")]]
    other = [["Read me"], ["Made up"]]
    path = workbook(tmp_path / "e.xlsx", *([other, table] if sheets == 2 else [table]))
    (found,) = read(path)
    assert (found.day, found.spot, found.killed) == (datetime(2023, 5, 6), Spot(16.1, 1.0), 2)
    assert found.place == f"e.xlsx sheet Sheet{sheets} row 2"


@pytest.mark.parametrize(
    ("encoding", "separator"),
    [("utf-8-sig", ";"), ("latin-1", ","), ("utf-16", "\t"), ("cp1252", ";")],
)
def test_files_saved_anew_by_office_programs(tmp_path, encoding, separator):
    text = csv_of(
        ACLED, ACLED_EVENT | {"location": "Mén\u00e9ka-Né", "latitude": "16,1"}, separator=separator
    )
    path = tmp_path / "e.csv"
    path.write_bytes(text.encode(encoding))
    (event,) = read(path)
    assert event.location == "Mén\u00e9ka-Né"
    assert event.spot == Spot(16.1, 1.0)


def test_tags_of_the_humanitarian_exchange_and_a_title_are_no_events(tmp_path):
    text = csv_of(
        ACLED,
        {name: f"#event+{name}" for name in ACLED.split(",")},
        ACLED_EVENT,
    )
    path = tmp_path / "e.csv"
    path.write_text(f"ACLED export\n\n{text}")
    assert len(read(path)) == 1


def test_what_is_no_attack_is_left_out_unless_it_is_asked_for(tmp_path):
    path = acled(
        tmp_path / "e.csv",
        {},
        {"event_id_cnty": "XXX2", "event_type": "Protests", "sub_event_type": "Peaceful protest"},
        {"event_id_cnty": "XXX3", "event_type": "Protests", "sub_event_type": "Peaceful protest"},
        {
            "event_id_cnty": "XXX4",
            "event_type": "Strategic developments",
            "sub_event_type": "Looting/property destruction",
        },
    )
    notes = Notes()
    assert [event.got for event in read(path, notes)] == ["XXX1"]
    told = [(finding.field, finding.expected["kind"], finding.hint) for finding in notes.remarks]
    assert [kind for kind, *_ in told] == ["Protests", "Strategic developments"]
    assert told[0][2]["n"] == 1
    assert len(read(path, also=("protests", "Looting / property destruction"))) == 4


def test_an_event_by_each_of_its_actors_is_one_event(tmp_path):
    notes = Notes()
    path = acled(tmp_path / "e.csv", {"actor1": "A"}, {"actor1": "B"})
    assert len(read(path, notes)) == 1
    assert remarked(notes) == {"imports.double": 1}


@pytest.mark.parametrize("stamps", [("1683400000", "1683500000"), ("2023-05-07", "2023-06-08")])
@pytest.mark.parametrize("turned", [False, True])
def test_of_an_event_that_was_revised_the_last_counts(tmp_path, stamps, turned):
    events = [
        {"fatalities": "2", "timestamp": stamps[0]},
        {"fatalities": "7", "timestamp": stamps[1]},
    ]
    notes = Notes()
    (event,) = read(acled(tmp_path / "e.csv", *(events[::-1] if turned else events)), notes)
    assert event.killed == 7
    assert remarked(notes) == {"imports.revised": 1}


def test_two_stories_of_one_event_are_asked_about(tmp_path):
    problem = the_problem(acled(tmp_path / "e.csv", {"fatalities": "2"}, {"fatalities": "7"}))
    # A row is a row, as a spreadsheet counts them, though an event's notes have two lines.
    assert problem.place == "e.csv row 3"
    assert problem.got == "XXX1"
    assert "different figures" in problem.expected
    assert "e.csv row 2" in problem.hint


def test_days_whose_order_nothing_tells_are_asked_about(tmp_path):
    path = acled(tmp_path / "e.csv", {"event_date": "06/05/2023"})
    assert "--dates day-first" in the_problem(path).hint
    assert read(path, dates="day-first")[0].day == datetime(2023, 5, 6)
    assert read(path, dates="month-first")[0].day == datetime(2023, 6, 5)


@pytest.mark.parametrize(
    "change",
    [
        {"event_date": "soon"},
        {"latitude": "north"},
        {"latitude": "97"},
        {"fatalities": "many"},
        {"fatalities": "-1"},
        {"event_id_cnty": ""},
        {"geo_precision": "town"},
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_said(tmp_path, change):
    notes = Notes()
    path = acled(tmp_path / "e.csv", change, {"event_id_cnty": "XXX2"})
    assert [event.got for event in read(path, notes)] == ["XXX2"]
    assert remarked(notes) == {"imports.unread": 1}


def test_sums_by_week_and_region_are_no_events(tmp_path):
    path = tmp_path / "e.csv"
    path.write_text(
        "WEEK,REGION,COUNTRY,ADMIN1,EVENT_TYPE,SUB_EVENT_TYPE,EVENTS,FATALITIES,DISORDER_TYPE,ID,"
        "CENTROID_LATITUDE,CENTROID_LONGITUDE\n2023-05-06,X,Y,Z,Battles,Armed clash,3,2,V,1,16,1\n"
    )
    assert "sums of them by region" in the_problem(path).expected


def test_columns_that_were_left_out_of_the_export_are_named(tmp_path):
    path = acled(tmp_path / "e.csv", {}, header=[n for n in ACLED.split(",") if "itude" not in n])
    assert "latitude, longitude" in the_problem(path).expected


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty file"),
        (b"\n \n", "empty file"),
        (b"a,b,c\n1,2,3\n", "header row with columns such as event_id_cnty"),
        (b"\x00\x01\x02\xff" * 50, "text"),
    ],
)
def test_files_that_are_no_export(tmp_path, data, says):
    path = tmp_path / "e.csv"
    path.write_bytes(data)
    assert says in the_problem(path).expected


def test_a_download_that_broke_off_is_refused(tmp_path):
    path = acled(tmp_path / "e.csv", {"notes": "x"}, {"event_id_cnty": "XXX2", "notes": "x"})
    text = path.read_text()
    path.write_text(text[: text.rindex("16.1") + 2])
    problem = the_problem(path)
    assert problem.place == "e.csv row 3"
    assert "breaks off" in problem.expected
    path.write_text(text[: text.rindex("Made up") + 2].replace("Made up,", '"Made up,'))
    assert "CSV" in the_problem(path).expected


def test_a_broken_workbook_is_refused(tmp_path):
    path = workbook(tmp_path / "e.xlsx", [ACLED.split(",")])
    path.write_bytes(path.read_bytes()[:-300])
    assert "can be opened" in the_problem(path).expected
