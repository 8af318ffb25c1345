"""The small case that fills in a template."""

import pytest

import exeunt
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.files.template import SMALL, write_template
from exeunt.files.template_example import example_mission
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.template import wording


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["m", "m.xlsx"])
@pytest.mark.parametrize("small", [True, False])
def test_it_reads_back_as_it_is_without_a_remark(tmp_path, language, name, small):
    mission = example_mission(wording(language))
    write_template(tmp_path / name, wording(language), small=small, example=mission)
    notes = Notes()
    assert read_mission(tmp_path / name, notes=notes) == mission
    assert notes.remarks == ()


def test_it_uses_only_the_tables_that_a_small_case_needs():
    rows = example_mission(wording("en")).rows()
    assert {table for table in rows if rows[table]} == set(SMALL)


def test_it_makes_sense_and_gets_everybody_out_in_time(tmp_path):
    exeunt.new(tmp_path / "m", example=True)
    loaded = exeunt.load(tmp_path / "m")
    assert loaded.doubts == ()
    assert loaded.feasible().possible
    outcome = loaded.plan(time_limit=2, seed=0)
    assert outcome.violations == ()
    terms = loaded.check(outcome.plan).terms
    assert terms.not_out == 0
    assert terms.late_person_days == 0
