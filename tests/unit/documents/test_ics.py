"""Calendars: an event keeps its identifier."""

from datetime import datetime

import attrs
import pytest

from exeunt.papers.registry import PAPERS
from tests.support.pages.paper_world import (
    PRINTED,
    WORLDS,
    dossier,
    plan,
)


@pytest.mark.parametrize("name", WORLDS)
def test_calendars_keep_their_identifiers(name):
    first, second = (
        PAPERS["calendar"].pieces(dossier(name, printed=when))[0].make()
        for when in (PRINTED, datetime(2025, 1, 1))
    )
    assert [e.uid for e in first.events] == [e.uid for e in second.events]
    assert len({e.uid for e in first.events}) == len(first.events)


def test_disposals_keep_their_identifiers_when_others_of_their_lot_come_and_go():
    def events(*rows):
        found = (
            PAPERS["calendar"]
            .pieces(dossier("small", plan=attrs.evolve(plan("small"), disposals=rows)))[0]
            .make()
            .events
        )
        return {e.uid: e.begin for e in found if e.uid.startswith("disposal-")}

    gift = next(d for d in plan("small").disposals if d.disposition == "gift")
    earlier, twin = (
        attrs.evolve(gift, start=datetime(2024, 3, 2), done=datetime(2024, 3, 3)),
        attrs.evolve(gift, quantity=1),
    )
    assert events(gift).items() < events(earlier, gift).items()
    assert len(events(gift, twin)) == 2
