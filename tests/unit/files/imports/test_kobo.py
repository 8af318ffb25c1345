"""Exports of surveys."""

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.kobo import read_kobo
from exeunt.files.imports.publishers import PUBLISHERS
from exeunt.files.notes import Notes
from tests.support.files.exports import KOBO, ODK, csv_of, mission, remarked, survey, workbook

SPLIT = [name for name in KOBO if "_location_" in name]


def read(path, **choices):
    notes = Notes()
    return read_kobo(path, Choices(**choices), notes), remarked(notes)


def the_problem(path, **choices):
    with pytest.raises(InputError) as caught:
        read(path, **choices)
    (problem,) = caught.value.problems
    return problem


def sites(path, **choices):
    notes = Notes()
    return PUBLISHERS["kobo"].read(path, mission(), Choices(**choices), notes)["sites"], notes


def without(*names):
    return {name: cell for name, cell in KOBO.items() if name not in names}


@pytest.mark.parametrize(
    "form",
    [
        KOBO,
        without(*SPLIT),
        without("camp/location"),
        {name.rpartition("/")[2]: cell for name, cell in KOBO.items()},
        ODK,
        {
            name.replace("-", ":") if name.startswith("camp") else name: cell
            for name, cell in ODK.items()
        },
        {
            name.replace("camp/", "") if "location" in name else name: cell
            for name, cell in KOBO.items()
        },
    ],
    ids=["both", "one-cell", "split", "no-groups", "central", "aggregate", "mixed"],
)
def test_a_submission_is_a_site_in_every_layout(tmp_path, form):
    (site,), _ = sites(survey(tmp_path / "s.csv", {}, form=form))
    assert (site.site, site.name, site.lat, site.lon) == ("delta-nord", "Delta Nord", 16.5, 1.25)
    assert (site.role, site.beds, site.assumed) == ("base", 200, ())
    assert site.source == "s.csv"


@pytest.mark.parametrize(
    "labels",
    [
        {
            "camp/site_name": "Nom",
            "camp/location": "Position GPS",
            "camp/role": "Rôle",
            "camp/beds": "Lits",
        },
        {
            "camp/site_name": "Site name::English (en)",
            "camp/location": "Where are you?",
            "camp/role": "Role::English (en)",
            "camp/beds": "Beds",
        },
    ],
    ids=["fr", "en"],
)
def test_labels_in_a_language_are_read_as_names(tmp_path, labels):
    form = {}
    for name, cell in KOBO.items():
        if "/_location_" in name:
            form[f"_{labels['camp/location']}_{name.rpartition('_')[2]}"] = cell
        else:
            form[labels.get(name, name)] = cell
    form[labels["camp/role"]] = "plateforme"
    (site,), _ = sites(survey(tmp_path / "s.csv", {}, form=form))
    assert (site.name, site.role, site.beds, site.lat) == ("Delta Nord", "hub", 200, 16.5)


def test_a_workbook_with_a_sheet_for_a_repeat(tmp_path):
    rows = [list(KOBO), [16.5 if "latitude" in name else cell for name, cell in KOBO.items()]]
    repeat = [["item", "count", "_index", "_parent_index"], ["tent", 3, 1, 1]]
    for sheets in ((rows, repeat), (repeat, rows)):
        (site,), _ = sites(workbook(tmp_path / "s.xlsx", *sheets))
        assert site.lat == 16.5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings(tmp_path, encoding):
    path = tmp_path / "s.csv"
    path.write_bytes(
        csv_of(list(KOBO), KOBO | {"camp/site_name": "Délta Né"}, separator=",").encode(encoding)
    )
    (site,), _ = sites(path)
    assert site.site == "délta-né"


def test_what_is_not_read_is_said_and_what_every_export_has_is_not(tmp_path):
    _, notes = sites(survey(tmp_path / "s.csv", {}))
    (unused,) = notes.remarks
    assert unused.expected.key == "imports.unused"
    assert unused.expected["names"] == "interviewer"


def test_a_column_may_be_named_for_a_field(tmp_path):
    form = {
        "What is it called?" if name == "camp/site_name" else name: cell
        for name, cell in KOBO.items()
    }
    path = survey(tmp_path / "s.csv", {}, form=form)
    (site,), _ = sites(path)
    assert site.site == "submission-101"
    (site,), _ = sites(path, columns=(("name", "what is it called?"), ("note", "interviewer")))
    assert (site.site, site.note) == ("delta-nord", "Somebody")
    problem = the_problem(path, columns=(("name", "who knows"),))
    assert problem.got == "name=who knows"


def test_of_two_groups_with_one_question_the_first_is_named(tmp_path):
    path = survey(tmp_path / "s.csv", {}, form={**KOBO, "a/code": "one", "b/code": "two"})
    (site,), _ = sites(path, columns=(("site", "code"),))
    assert site.site == "one"


def test_of_several_positions_the_one_that_is_meant_is_asked_for(tmp_path):
    form = KOBO | {"well": "16.6 1.3 0 0", "_home_latitude": "50", "_home_longitude": "4"}
    path = survey(tmp_path / "s.csv", {}, form=form)
    problem = the_problem(path)
    assert problem.got == "3 positions"
    assert "--column" in problem.hint
    (point,) = read(path, columns=(("position", "well"),))[0].points
    assert point.spot == Spot(16.6, 1.3)
    (point,) = read(path, columns=(("position", "location"),))[0].points
    assert point.spot == Spot(16.5, 1.25)


def test_a_form_without_a_position_is_refused(tmp_path):
    assert (
        "one position"
        in the_problem(
            survey(tmp_path / "s.csv", {}, form=without(*SPLIT, "camp/location"))
        ).expected
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            {"camp/location": "", "camp/_location_latitude": "", "camp/_location_longitude": ""},
            "no_position",
        ),
        ({"camp/_location_latitude": "0", "camp/_location_longitude": "0"}, "nought"),
        ({"_validation_status": "Not Approved"}, "not_approved"),
        ({"_validation_status": "validation_status_not_approved"}, "not_approved"),
    ],
)
def test_submissions_that_are_no_use_are_left_out_and_said(tmp_path, change, why):
    found, notes = sites(survey(tmp_path / "s.csv", change))
    assert found == ()
    assert remarked(notes).get(f"imports.{why}") == 1


def test_a_position_that_cannot_be_read_is_said(tmp_path):
    found, remarks = read(survey(tmp_path / "s.csv", {"camp/_location_latitude": "north"}))
    assert found.points[0].spot is None
    assert remarks == {"imports.unread": 1}
    form = without(*SPLIT)
    found, remarks = read(survey(tmp_path / "s.csv", {}, {}, {"camp/location": "here"}, form=form))
    assert remarks["imports.unread"] == 1


def test_the_whole_cell_stands_in_for_blank_parts(tmp_path):
    change = {"camp/_location_latitude": "", "camp/_location_longitude": ""}
    assert read(survey(tmp_path / "s.csv", change))[0].points[0].spot == Spot(16.5, 1.25)


def test_of_a_site_that_was_sent_in_anew_the_last_counts(tmp_path):
    older, newer = {"camp/beds": "1"}, {"camp/beds": "2", "_submission_time": "2023-06-01T09:00:00"}
    for changes in ((older, newer), (newer, older)):
        (site,), notes = sites(survey(tmp_path / "s.csv", *changes))
        assert site.beds == 2
        assert remarked(notes)["imports.sent_anew"] == 1


def test_a_position_of_a_telephone_network_is_marked(tmp_path):
    (site,), notes = sites(survey(tmp_path / "s.csv", {"camp/_location_precision": "1500"}))
    assert site.assumed == ("lat", "lon")
    assert remarked(notes)["imports.inexact"] == 1


def test_a_trace_between_sites_is_a_leg_and_a_shape_is_not(tmp_path):
    form = KOBO | {
        "road": "16.0 0.0 0 0; 16.05 1.0 0 0;16.0 2.0 0 0",
        "area": "16.0 1.0 0 0;16.0 1.1 0 0;16.0 1.0 0 0",
    }
    notes = Notes()
    given = mission(legs=(), incidents=())
    rows = PUBLISHERS["kobo"].read(
        survey(tmp_path / "s.csv", {}, form=form), given, Choices(), notes
    )
    (leg,) = rows["legs"]
    assert {leg.origin, leg.destination} == {"alpha", "bravo"}
    assert remarked(notes)["imports.no_line"] == 1


def test_a_file_that_is_no_survey(tmp_path):
    path = tmp_path / "s.csv"
    path.write_text("a,b,c\n1,2,3\n")
    assert "header row" in the_problem(path).expected
