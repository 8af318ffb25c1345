"""Letters that ask for leave."""

from datetime import datetime

import attrs

from exeunt.words.words import Words
from tests.support.pages.paper_parts import cells_of, letter_of, words_of
from tests.support.pages.paper_world import dossier, mission


def test_letters_tell_hours_in_a_mission_of_days_and_the_last_day_of_a_span_that_ends_at_midnight():
    rows = tuple(
        attrs.evolve(
            p,
            valid_from=datetime(2024, 3, 2),
            valid_to=datetime(2024, 3, 16),
            answer_by=datetime(2024, 3, 2, 18),
        )
        for p in mission("small").permissions
    )
    found = attrs.evolve(mission("small"), permissions=rows)
    coarse, fine = (
        letter_of(dossier("small", mission=found, say=Words("en", fine))) for fine in (False, True)
    )
    assert "2 Mar 2024 to 15 Mar 2024" in cells_of(coarse)
    assert "2 Mar 2024, 00:00 to 16 Mar 2024, 00:00" in cells_of(fine)
    assert "for an answer by 2 Mar 2024, 18:00," in words_of(fine)
    assert "is to be complete by 11 Mar 2024, 00:00." in words_of(fine)
    assert "is to be complete by 10 Mar 2024." in words_of(coarse)
    noon = attrs.evolve(
        found, permissions=tuple(attrs.evolve(p, valid_to=datetime(2024, 3, 16, 12)) for p in rows)
    )
    assert "2 Mar 2024 to 16 Mar 2024" in cells_of(letter_of(dossier("small", mission=noon)))
