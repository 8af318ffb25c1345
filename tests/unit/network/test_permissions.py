"""Leave for a stage, over time: which rows are about it and which of those decide."""

import math
from datetime import datetime, timedelta

from exeunt.clock.spans import (
    ALWAYS,
    NEVER,
)
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.stores import Permission
from exeunt.network.permissions import permitted, season

START = datetime(2030, 1, 1)


def way(
    *permissions: Permission,
    payload: str = "people",
    provider: str = "",
    forward: bool = True,
    asked: bool = False,
    announced: bool = False,
):
    leg = Leg(leg="a-b", origin="a", destination="b", mode="road", km=10, travel_hours=1)
    sites = tuple(Site(site=s, lat=0, lon=0, role="base") for s in "ab")
    m = Mission(
        name="m",
        start=START,
        deadline=START,
        end=START,
        sites=sites,
        legs=(leg,),
        permissions=permissions,
    )
    return permitted(
        m,
        leg,
        forward=forward,
        payload=payload,
        provider=provider,
        asked=asked,
        announced=announced,
    )


def row(state: str = "granted", **fields) -> Permission:
    return Permission(permission="p", state=state, **{"mode": "road", **fields})


def test_what_no_row_covers_needs_none():
    assert way() == ALWAYS
    assert way(row("refused", mode="air")) == ALWAYS
    assert way(row("refused", payload="cargo")) == ALWAYS
    assert way(row("refused", payload="medical")) == ALWAYS
    assert way(row("refused", where="a", direction="in")) == ALWAYS
    assert way(row("refused", where="a-b", direction="in")) == ALWAYS
    assert way(row("refused", provider="Chad")) == ALWAYS


def test_impeded_is_granted():
    assert way(row("impeded")) == ALWAYS
    assert way(row("impeded"), row("refused")) == NEVER
    assert way(row("impeded"), row("pending")) == ALWAYS


def test_what_rows_cover_needs_one_that_is_granted():
    for state in ("refused", "pending", "unanswered", "withdrawn"):
        assert way(row(state)) == NEVER
    assert way(
        row("refused", valid_to=START + timedelta(hours=5)),
        row("granted", valid_from=START + timedelta(hours=5)),
    ) == ((5, math.inf),)
    assert way(row("refused", where="a", direction="out")) == NEVER
    assert way(row("refused", where="a-b", direction="in"), forward=False) == NEVER
    assert way(row("refused", mode="*", payload="any")) == NEVER
    assert way(row("refused", provider="Chad"), provider="Chad") == NEVER


def test_each_place_needs_its_own():
    assert way(row("granted", where="a"), row("refused", where="b")) == NEVER
    assert way(
        row("granted", where="a", valid_to=START + timedelta(hours=9)),
        row("granted", valid_from=START + timedelta(hours=4)),
    ) == ((4, 9),)


def test_asked_counts_what_is_pending():
    assert way(row("pending"), asked=True) == ALWAYS
    assert way(row("refused"), asked=True) == NEVER
    assert way(row("refused"), row("pending"), asked=True) == NEVER
    assert way(row("refused"), row("pending", payload="people"), asked=True) == ALWAYS


def test_a_row_of_a_nation_says_nothing_of_others():
    rows = (row("refused"), row("granted", provider="Chad"))
    assert way(*rows) == NEVER
    assert way(*rows, provider="Togo") == NEVER
    assert way(*rows, provider="Chad") == ALWAYS
    assert way(row("granted", provider="Chad")) == ALWAYS
    assert way(row("granted"), row("refused", provider="Chad")) == ALWAYS


def test_the_most_specific_decide_and_among_equals_a_refusal():
    assert way(row("refused"), row("granted")) == NEVER
    assert way(row("withdrawn"), row("granted")) == NEVER
    assert way(row("pending"), row("granted")) == ALWAYS
    assert way(row("refused"), row("granted", payload="people")) == ALWAYS
    assert way(row("granted"), row("refused", payload="people")) == NEVER
    assert (
        way(row("refused", payload="people"), row("granted", provider="Chad"), provider="Chad")
        == ALWAYS
    )
    assert way(row("granted"), row("pending", payload="people")) == NEVER


def test_a_permission_withdrawn_for_some_days():
    withdrawn = row(
        "withdrawn", valid_from=START + timedelta(hours=5), valid_to=START + timedelta(hours=9)
    )
    assert way(row(), withdrawn) == ((0, 5), (9, math.inf))
    assert way(row(valid_to=START + timedelta(hours=7)), withdrawn) == ((0, 5),)


def test_a_permission_serves_when_its_lead_time_is_over():
    assert way(row(lead_days=2)) == ((48, math.inf),)
    asked = START - timedelta(days=1)
    assert way(row(lead_days=2, asked_on=asked)) == ((24, math.inf),)
    assert way(row(lead_days=2, asked_on=START - timedelta(days=2))) == ALWAYS
    assert way(row("pending", lead_days=2), asked=True) == ((48, math.inf),)
    # Leave that has a date of its own holds from that; an answer that is awaited does not.
    assert way(row(lead_days=2, valid_from=START)) == ALWAYS
    assert way(row("pending", lead_days=2, valid_from=START), asked=True) == ((48, math.inf),)
    assert way(row(lead_days=2, valid_to=START + timedelta(days=1))) == NEVER
    # A refusal holds at once.
    assert way(row("refused", lead_days=2), row()) == NEVER


def test_of_those_that_decide_one_that_serves_is_enough():
    assert way(row(lead_days=2), row()) == ALWAYS
    assert way(row(lead_days=2), row(lead_days=1)) == ((24, math.inf),)
    assert way(row(lead_days=2, payload="people"), row()) == ((48, math.inf),)
    assert way(row(lead_days=2), row("pending"), asked=True) == ((48, math.inf),)


def test_who_has_leave_is_asked_apart_from_who_can_use_it():
    assert way(row(lead_days=2), announced=True) == ALWAYS
    assert way(row("pending", lead_days=2), asked=True, announced=True) == ALWAYS


def test_season_closes_a_leg():
    leg = Leg(leg="a-b", origin="a", destination="b", mode="river", km=10, travel_hours=1)
    closed = Season(
        leg="a-b", closed_from=START + timedelta(hours=3), closed_to=START + timedelta(hours=5)
    )
    m = Mission(name="m", start=START, deadline=START, end=START, legs=(leg,), seasons=(closed,))
    assert season(m, leg) == ((0, 3), (5, math.inf))
