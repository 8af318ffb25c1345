"""Which situation reports there are."""

from datetime import datetime, timedelta

import attrs

from exeunt.papers.sitreps.paper import pieces
from tests.support.pages.paper_world import dossier, mission


def named(name, as_of):
    facts = dossier(name, mission=attrs.evolve(mission(name), as_of=as_of))
    return [piece.name for piece in pieces(facts)]


def test_no_report_is_printed_of_a_week_that_has_not_been():
    start = mission("small").start
    assert start == datetime(2024, 3, 1)
    assert named("small", None) == ["sitreps/form.docx"]
    # The first week ends with Sunday, 3 March.
    assert named("small", datetime(2024, 3, 2)) == ["sitreps/form.docx"]
    assert named("small", datetime(2024, 3, 3)) == ["sitreps/2024-W09.docx"]
    assert named("small", datetime(2024, 3, 12)) == [
        "sitreps/2024-W09.docx",
        "sitreps/2024-W10.docx",
    ]
    late = mission("small").end + timedelta(days=60)
    whole = dossier("small").periods
    assert named("small", late) == [f"sitreps/{period.key}.docx" for period in whole]


def test_a_mission_of_days_has_a_report_a_day():
    assert named("tiny", mission("tiny").start) == ["sitreps/2030-01-01.docx"]
