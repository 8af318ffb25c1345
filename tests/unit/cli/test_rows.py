"""Rows and sentences for the console."""

import pytest

from exeunt.cli.rows import missions_head, missions_rows, summary, terms_head, terms_rows
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Terms
from exeunt.model.reason import Reason
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    SMALL_TERMS,
    small_mission,
    small_plan,
)


def test_rows_for_the_console_are_strings_of_one_width():
    terms = terms_rows(small_mission(), small_plan(), SMALL_TERMS)
    assert all(len(row) == len(terms_head(Words())) for row in terms)
    assert terms[2] == ["Late", "80", "person-days", "2,000", "160,000"]
    assert terms[-5][0] == "Cost"
    assert terms_rows(small_mission(), Plan(), Terms())[-4:] == [
        ["Proven least cost", "", "USD", "", "not known"],
        ["That no plan can change", "", "USD", "", "not known"],
        ["Could be cheaper by at most", "", "USD", "", "not known"],
        ["… of what planning can change", "", "", "", "not known"],
    ]
    (row,) = missions_rows([small_mission()])
    assert len(row) == len(missions_head(Words()))
    assert row[:7] == ["small", "Small mission", "2024-03-01", "2024-03-11", "3", "150", "22"]


def test_the_summary_is_the_reports_paragraph():
    said = summary(small_mission(), small_plan(), SMALL_TERMS)
    assert said.startswith("120 people and 22 units of kit are to leave 1 site")
    assert "It breaks 1 rule (1 violation)" in summary(
        small_mission(),
        small_plan(),
        SMALL_TERMS,
        (
            Violation(
                rule="beds",
                where="",
                when=None,
                needed="",
                found="",
                message=Reason.of("text", text=""),
            ),
        ),
    )


@pytest.mark.parametrize("changes", [{"lots": ()}, {"parties": ()}])
def test_missions_of_people_or_of_kit_alone_are_told(changes):
    assert "are to leave 1 site" in summary(small_mission(**changes), Plan(), Terms())
