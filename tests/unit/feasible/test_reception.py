"""Proofs that sites receive too few in their days, each worked out by hand."""

from datetime import timedelta

import attrs

from exeunt.feasible.axes import axes
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from tests.support.missions.two_legs import START, axis, said, two_legs


def received(port: int | None, **changes: object) -> Mission:
    """Return the mission whose port receives so many people a day."""
    sites = tuple(
        attrs.evolve(site, receive_people_per_day=port) if site.site == "port" else site
        for site in two_legs().sites
    )
    return two_legs(sites=sites, **changes)


def test_an_exit_that_receives_too_few_a_day_is_impossible_with_the_date() -> None:
    # The first can be there on 1 January at 13:00; with the deadline's day there are ten days.
    deadline = START + timedelta(days=9, hours=12)
    assert axes(received(40, deadline=deadline)).verdict == NOT_SHOWN
    mission = received(39, deadline=deadline)
    found = axes(mission)
    assert found.verdict == IMPOSSIBLE
    assert said(mission, found.reasons) == [
        "Port can receive at most 390 of 400 people by the deadline; all of them not before 10 Jan."
    ]


def test_an_exit_that_receives_nobody_is_impossible_for_ever() -> None:
    mission = received(0)
    assert "Port can receive at most 0 of 400 people by the deadline; all of them never." in said(
        mission, axes(mission).reasons
    )


def test_only_those_count_who_are_out_nowhere_else() -> None:
    deadline = START + timedelta(days=9, hours=12)
    battalion = two_legs().parties[0]
    staying = Party(party="guards", site="kidal", count=100, population="troops", destination="gao")
    mission = received(39, deadline=deadline, parties=(battalion, staying))
    assert [text for text in said(mission, axes(mission).reasons) if "receive" in text] == [
        "Port can receive at most 390 of 400 people by the deadline; all of them not before 10 Jan."
    ]


def test_what_the_end_of_an_axis_receives_is_a_resource() -> None:
    sites = tuple(
        attrs.evolve(site, receive_vehicles_per_day=1, receive_people_per_day=2)
        if site.site == "port"
        else site
        for site in two_legs().sites
    )
    row = axis(two_legs(sites=sites), "Gao–Port")
    assert row.limits[0] == ("reception", 7.0)
    assert row.people_per_week in {None, 14.0}
