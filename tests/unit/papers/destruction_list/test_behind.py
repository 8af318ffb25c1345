"""Lists of what is destroyed or left."""

from datetime import datetime

import attrs

from exeunt.papers.destruction_list.behind import behind
from exeunt.rules.terms import terms
from tests.support.pages.paper_world import dossier, mission, plan


def test_what_is_given_away_where_nobody_takes_it_is_left_behind():
    found = attrs.evolve(
        mission("small"),
        lots=tuple(attrs.evolve(lot, harm_if_captured=7.0) for lot in mission("small").lots),
    )
    rows = behind(dossier("small", mission=found))
    assert sum(row["harm"] for row in rows) == terms(found, plan("small")).capture_points
    (given,) = (row for row in rows if row["given"])
    assert (given["lot"], given["given"], given["when"]) == ("old", 3, datetime(2024, 3, 9))
    assert given["why"] == "Given, but nobody is there to receive it until 10 Mar 2024."
    there = attrs.evolve(
        found, sites=tuple(attrs.evolve(s, receiver_ready=None) for s in found.sites)
    )
    assert not [row for row in behind(dossier("small", mission=there)) if row["given"]]
