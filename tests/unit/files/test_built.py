"""Missions from values in code."""

import numpy as np
import pytest

from exeunt.errors import InputError
from exeunt.files.built import built_mission
from exeunt.files.notes import Notes

SETTINGS = {"name": "m", "start": "2030-01-01", "deadline": "2030-01-05", "end": "2030-01-06"}
SITE = {"site": "alpha", "lat": 17.0, "lon": 0.0, "role": "exit"}


class Scalar:
    """A number of an array, which is none of Python's own."""

    def item(self) -> float:
        return 17.5


def test_numbers_of_arrays_are_numbers():
    mission = built_mission(SETTINGS, {"sites": [{**SITE, "lat": Scalar()}]}, Notes())
    assert mission.sites[0].lat == 17.5


def test_arrays_are_lists():
    row = {**SITE, "assumed": np.array(["lat", "lon"])}
    assert built_mission(SETTINGS, {"sites": [row]}, Notes()).sites[0].assumed == ("lat", "lon")


def test_values_that_no_cell_holds_are_problems_of_their_rows_and_come_together():
    rows = {"sites": [SITE, {**SITE, "site": "bravo", "lat": object(), "beds": object()}]}
    with pytest.raises(InputError) as caught:
        built_mission({**SETTINGS, "start": object()}, rows, Notes())
    assert [(p.place, p.field, p.got) for p in caught.value.problems] == [
        ("mission", "start", "object"),
        ("sites row 2", "lat", "object"),
        ("sites row 2", "beds", "object"),
    ]


def test_a_key_that_files_would_take_for_a_comment_is_a_problem():
    with pytest.raises(InputError) as caught:
        built_mission(SETTINGS, {"sites": [SITE, {**SITE, "site": "# alpha"}]}, Notes())
    (problem,) = caught.value.problems
    assert (problem.place, problem.field, problem.got) == ("sites row 2", "site", "# alpha")


def test_words_in_another_language_read_as_in_files():
    mission = built_mission(SETTINGS, {"sites": [{**SITE, "role": "sortie"}]}, Notes())
    assert mission.sites[0].role == "exit"


def test_blank_values_are_defaults():
    mission = built_mission(SETTINGS, {"sites": [{**SITE, "beds": None}]}, Notes())
    assert mission.sites[0].beds is None


def test_unknown_fields_and_wrong_values_come_together():
    notes = Notes()
    with pytest.raises(InputError) as caught:
        built_mission(SETTINGS, {"sites": [{**SITE, "bed": 3, "lon": "x"}]}, notes)
    assert [p.field for p in caught.value.problems] == ["bed", "lon"]


def test_the_notes_know_where_rows_stand():
    notes = Notes()
    built_mission(SETTINGS, {"sites": [SITE]}, notes)
    assert notes.rows["sites.csv alpha"] == "sites row 1 (alpha)"
