"""Notes that ask for what a plan stands on."""

from datetime import datetime

import attrs

from exeunt.documents.parts import Signatures
from exeunt.model.stores import Permission
from exeunt.papers.permissions.letters import letter, notes
from exeunt.words.words import Words
from tests.support.pages.paper_parts import cells_of, letter_of, words_of
from tests.support.pages.paper_world import dossier, mission


def granted(**changes):
    """The small mission with changes of the permission that its plan uses."""
    (used,) = mission("small").permissions
    return attrs.evolve(mission("small"), permissions=(attrs.evolve(used, **changes),))


def test_letters_tell_hours_in_a_mission_of_days_and_the_last_day_of_a_span_that_ends_at_midnight():
    found = granted(answer_by=datetime(2024, 3, 2, 18))
    coarse, fine = (
        letter_of(dossier("small", mission=found, say=Words("en", fine))) for fine in (False, True)
    )
    assert "for an answer by 2 Mar 2024, 18:00," in words_of(fine)
    assert "is to be complete by 11 Mar 2024, 00:00." in words_of(fine)
    assert "is to be complete by 10 Mar 2024." in words_of(coarse)


def test_a_note_asks_for_what_is_used_with_its_dates_and_numbers():
    other = Permission(permission="idle", mode="sea", where="*", state="refused", grantor="Togo")
    found = granted(grantor="Algeria")
    found = attrs.evolve(found, permissions=(*found.permissions, other))
    facts = dossier("small", mission=found)
    drafts = notes(facts)
    # Nobody is asked for what the plan does without.
    assert list(drafts) == ["Algeria"]
    text = letter(facts, drafts["Algeria"])
    flight = next(m for m in facts.movements if m.mode == "air")
    cells = cells_of(text)
    first, last = flight.hops[0].stage.depart, flight.hops[-1].stage.depart
    assert any(facts.say.date(first) in cell and facts.say.date(last) in cell for cell in cells)
    assert facts.say.number(flight.passengers) in cells
    assert "idle" not in " ".join(cells)
    # An id of the mission's table is no word for a ministry.
    assert "alpha-flights" not in words_of(text)


def test_a_note_verbale_goes_to_a_foreign_ministry_and_is_not_signed():
    def to(grantor, language="en"):
        facts = dossier("small", language, mission=granted(grantor=grantor))
        texts = [letter(facts, note) for note in notes(facts).values()]
        assert not [b for text in texts for b in text.blocks if isinstance(b, Signatures)]
        return [cells_of(text)[1].replace("  ", " ") for text in texts]

    assert to("Algeria") == ["Ministry of Foreign Affairs of Algeria"]
    assert to("Algeria", "fr") == ["ministère des Affaires étrangères de l’Algérie"]
    assert to("Burkina Faso and Togo") == [
        "Ministry of Foreign Affairs of Burkina Faso",
        "Ministry of Foreign Affairs of Togo",
    ]
    assert to("host government") == ["Ministry of Foreign Affairs of the host country"]
    assert to("host army") == [
        "Ministry of Foreign Affairs of the host country (for the attention of: host army)"
    ]
    assert to("Ministry of Foreign Affairs of Atlantis") == [
        "Ministry of Foreign Affairs of Atlantis"
    ]
    assert to("") == ["Ministry of Foreign Affairs [country to be named]"]
