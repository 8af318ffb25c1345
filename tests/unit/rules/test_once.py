"""What only follows from another doubt about the same row is left out."""

import attrs
import pytest

from exeunt.model.outcome import Finding
from exeunt.model.reason import Reason
from exeunt.rules.once import FOLLOWS, once
from exeunt.rules.sense import sense
from exeunt.words.catalogue import catalogue
from tests.support.missions.shipped_missions import shipped_mission

PORT_RUN = shipped_mission("port-run")


def changed(table: str, **fields: object):
    first, *rest = getattr(PORT_RUN, table)
    return attrs.evolve(PORT_RUN, **{table: (attrs.evolve(first, **fields), *rest)})


@pytest.mark.parametrize(
    ("table", "fields", "key"),
    [
        ("legs", {"travel_hours": 2_000.0}, "sense.too_slow"),
        ("lots", {"teu": 1_200.0}, "sense.at_most_a_unit"),
        ("vehicles", {"teu": 1_000.0}, "sense.at_most"),
        ("aircraft", {"serviceability": 0.001}, "sense.share_small"),
    ],
)
def test_one_slip_is_one_doubt(table, fields, key):
    known = set(sense(PORT_RUN).warnings)
    new = [one for one in sense(changed(table, **fields)).warnings if one not in known]
    assert [one.expected.key for one in new] == [key]


def test_the_same_of_another_row_is_another_doubt():
    slow = Finding(place="legs.csv a", field="travel_hours", expected=Reason.of("sense.too_slow"))
    nights = Finding(place="legs.csv b", field="halts", expected=Reason.of("sense.halts_least"))
    assert once((slow, nights)) == (slow, nights)
    assert once((slow, attrs.evolve(nights, place="legs.csv a"))) == (slow,)


def test_all_that_is_left_out_has_words():
    named = {*FOLLOWS, *(key for causes in FOLLOWS.values() for key, _ in causes)}
    assert named <= set(catalogue("en"))
