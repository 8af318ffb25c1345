"""Ways and times: eras, permissions, seasons, marches with their nights, routes."""

import itertools
import math

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.model.figures import Doctrine
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.stores import Permission
from exeunt.network.network import Hop, Network, Step
from exeunt.rules.movement import march
from tests.support.missions.planner_country import AIRWAY, FORT_TOWN, TOWN, TOWN_PORT, country, day

DOWN = Step(FORT_TOWN, "fort", "town")
UPWARD = Step(FORT_TOWN, "town", "fort")


def hop(step: Step, t: float, hours: float = 0.0) -> Hop:
    """Return a hop that leaves at an hour and takes so many hours."""
    return Hop(step, t, t + hours)


def permission(**row) -> Permission:
    return Permission(**({"permission": "p", "mode": "road", "state": "granted"} | row))


def test_eras_begin_where_a_season_or_a_permission_changes() -> None:
    network = Network(
        country(
            seasons=(Season(leg="fort-town", closed_from=day(3), closed_to=day(5)),),
            permissions=(permission(valid_from=day(4)), permission(valid_to=day(5))),
        )
    )
    assert network.breakpoints == [72, 96, 120]
    assert [network.era(t) for t in (0, 71.9, 72, 96, 119, 120, 500)] == [0, 0, 1, 2, 2, 3, 3]


def test_an_era_begins_where_a_lead_time_ends() -> None:
    assert Network(country(permissions=(permission(lead_days=2),))).breakpoints == [48]


def test_a_season_closes_its_leg_in_both_directions_and_no_other() -> None:
    network = Network(
        country(seasons=(Season(leg="fort-town", closed_from=day(3), closed_to=day(5)),))
    )
    assert [network.allowed(hop(DOWN, t), "none") for t in (71.9, 72, 119.9, 120)] == [
        True,
        False,
        False,
        True,
    ]
    assert not network.allowed(hop(UPWARD, 80), "cargo")
    assert network.allowed(hop(Step(TOWN_PORT, "town", "port"), 80), "cargo")
    assert network.ever_allowed(DOWN, 80, "cargo")


@pytest.mark.parametrize(
    ("rows", "payload", "step", "expected"),
    [
        ([], "people", DOWN, True),
        ([{"state": "refused"}], "people", DOWN, False),
        ([{"state": "refused"}], "none", DOWN, False),
        ([{"state": "pending"}], "people", DOWN, False),
        ([{"state": "refused", "mode": "air"}], "people", DOWN, True),
        ([{"state": "refused", "mode": "*"}], "people", DOWN, False),
        ([{"state": "refused", "payload": "cargo"}], "people", DOWN, True),
        ([{"state": "refused", "payload": "cargo"}], "cargo", DOWN, False),
        ([{"state": "refused", "payload": "cargo"}], "none", DOWN, True),
        ([{"state": "refused", "payload": "medical"}], "people", DOWN, True),
        ([{"state": "refused", "where": "town-port"}], "people", DOWN, True),
        ([{"state": "refused", "where": "fort-town", "direction": "out"}], "people", DOWN, False),
        ([{"state": "refused", "where": "fort-town", "direction": "out"}], "people", UPWARD, True),
        ([{"state": "refused", "where": "fort-town", "direction": "in"}], "people", UPWARD, False),
        ([{"state": "refused", "where": "fort", "direction": "out"}], "people", DOWN, False),
        ([{"state": "refused", "where": "fort", "direction": "in"}], "people", DOWN, True),
        ([{"state": "refused", "where": "town", "direction": "in"}], "people", DOWN, False),
        ([{"state": "refused", "where": "town", "direction": "out"}], "people", DOWN, True),
        ([{"state": "refused", "where": "fort"}, {"where": "fort"}], "people", DOWN, False),
        ([{"state": "withdrawn", "valid_to": day(1)}, {}], "people", DOWN, False),
        ([{"state": "withdrawn", "valid_from": day(1)}, {}], "people", DOWN, True),
        ([{"state": "pending"}, {}], "people", DOWN, True),
        ([{"state": "refused"}, {"payload": "people"}], "people", DOWN, True),
        ([{"state": "refused"}, {"payload": "people"}], "cargo", DOWN, False),
        ([{"state": "refused"}, {"provider": "Chad"}], "people", DOWN, False),
        ([{"valid_from": day(1)}], "people", DOWN, False),
        ([{"state": "refused", "where": "fort"}, {"where": "town"}], "people", DOWN, False),
        ([{"where": "*"}, {"state": "refused", "where": "fort-town"}], "people", DOWN, False),
    ],
)
def test_every_place_that_rows_are_about_must_have_granted_it(
    rows: list[dict], payload: str, step: Step, expected: bool
) -> None:
    assert (
        Network(country(permissions=tuple(permission(**row) for row in rows))).allowed(
            hop(step, 0), payload
        )
        is expected
    )


def test_a_row_of_a_nation_covers_only_its_people_and_kit() -> None:
    network = Network(
        country(permissions=(permission(state="refused", payload="people", provider="Chad"),))
    )
    assert not network.allowed(hop(DOWN, 0), "people", frozenset({"Chad", "Togo"}))
    assert network.allowed(hop(DOWN, 0), "people", frozenset({"Togo"}))
    assert network.allowed(hop(DOWN, 0), "cargo", frozenset({"Chad"}))


def test_each_nation_needs_its_own_leave() -> None:
    rows = (
        permission(payload="people", provider="Chad"),
        permission(state="refused", payload="people"),
        permission(payload="cargo"),
    )
    network = Network(country(permissions=rows))
    assert [
        network.allowed(hop(DOWN, 0), "people", frozenset(who))
        for who in ({"Chad"}, {"Togo"}, {"Chad", "Togo"}, set())
    ] == [True, False, False, False]
    assert network.anybody(DOWN, 0, "people")
    assert network.ever_allowed(DOWN, 0, "people", "Chad")
    assert not network.ever_allowed(DOWN, 0, "people", "Togo")
    assert "town" in network.routes("fort", "road", 0, "people", provider="Chad")
    assert "town" not in network.routes("fort", "road", 0, "people")


def test_a_permission_holds_from_its_first_to_before_its_last_moment() -> None:
    network = Network(country(permissions=(permission(valid_from=day(1), valid_to=day(2)),)))
    assert [network.allowed(hop(DOWN, t), "people") for t in (0, 23.9, 24, 47.9, 48)] == [
        False,
        False,
        True,
        True,
        False,
    ]


def test_a_leg_without_places_for_its_nights_is_no_way() -> None:
    long = attrs.evolve(FORT_TOWN, travel_hours=25)
    for places, open_ in ((None, True), (2, True), (1, False), (0, False)):
        leg = attrs.evolve(long, halts=places)
        network = Network(country(legs=(leg, TOWN_PORT)))
        step = Step(leg, "fort", "town")
        assert network.allowed(hop(step, 0, 60), "people") is open_
        assert ("town" in network.routes("fort", "road", 0, "people")) is open_


def test_a_convoy_rests_at_no_site_that_has_closed() -> None:
    """Ten hours to the town, a day's march, and ten on: the night is in the town, or beyond it."""
    network = Network(country())
    way = (DOWN, Step(TOWN_PORT, "town", "port"))
    for closed, leaves in (((), 24), ({"town"}, 10)):
        hops = network.timetable([way], "road", 0, [0], closed=closed)
        assert [(hop.depart, hop.arrive) for hop in hops] == [(0, 10), (leaves, 34)]


def test_leave_holds_and_the_leg_is_open_until_the_serial_arrives() -> None:
    network = Network(
        country(
            seasons=(Season(leg="fort-town", closed_from=day(3), closed_to=day(4)),),
            permissions=(
                permission(valid_from=day(1), valid_to=day(2)),
                permission(valid_from=day(2)),
                permission(payload="cargo", valid_from=day(2), valid_to=day(5)),
            ),
        )
    )
    # one permission takes over from another, and a stage ends as the leg closes
    assert network.allowed(hop(DOWN, 40, 32), "people")
    assert not network.allowed(hop(DOWN, 40, 32.1), "people")
    assert not network.allowed(hop(DOWN, 20, 8), "people")
    assert not network.allowed(hop(DOWN, 60, 40), "people")
    assert network.allowed(hop(DOWN, 96, 400), "people")
    assert [network.allowed(hop(DOWN, 100, hours), "cargo") for hours in (20, 21)] == [True, True]


def test_imports_need_a_granted_row_only_where_rows_cover_them() -> None:
    network = Network(
        country(
            permissions=(
                permission(mode="import", where="fuel", state="refused"),
                permission(mode="import", where="fort", valid_from=day(2)),
            )
        )
    )
    assert [network.imports("fuel", "town", 0), network.imports("water", "town", 0)] == [
        False,
        True,
    ]
    assert [network.imports("water", "fort", t) for t in (0, 48)] == [False, True]


# ---- timetables ----


def run(*hours: float) -> tuple[Step, ...]:
    return tuple(
        Step(
            Leg(leg=f"l{n}", origin="a", destination="b", mode="road", km=1, travel_hours=h),
            "a",
            "b",
        )
        for n, h in enumerate(hours)
    )


def times(
    runs: list[tuple[Step, ...]], stops: list[float], mode: str = "road", depart: float = 0
) -> list[tuple[float, float]]:
    return [
        (hop.depart, hop.arrive) for hop in Network(country()).timetable(runs, mode, depart, stops)
    ]


def test_a_march_of_24_hours_rests_two_nights() -> None:
    assert times([run(24)], [0]) == [(0, 10 + 14 + 10 + 14 + 4)]


def test_a_boat_sails_through_the_night() -> None:
    assert times([run(24, 3)], [0], mode="river", depart=6) == [(6, 30), (30, 33)]


def test_a_day_is_shared_by_the_legs_of_a_run() -> None:
    assert times([run(6, 8)], [0]) == [(0, 6), (6, 10 + 14 + 4)]


def test_a_day_marched_out_rests_before_the_next_leg() -> None:
    assert times([run(10, 3)], [0]) == [(0, 10), (24, 27)]


def test_a_stop_as_long_as_the_night_is_the_night() -> None:
    assert times([run(10), run(10)], [14, 0]) == [(0, 10), (24, 34)]
    assert times([run(4), run(10)], [14, 0]) == [(0, 4), (18, 28)]


def test_a_short_stop_is_no_rest() -> None:
    assert times([run(4), run(8)], [2, 0]) == [(0, 4), (6, 12 + 14 + 2)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.floats(0.1, 40), min_size=1, max_size=3), min_size=1, max_size=3),
    st.lists(st.floats(0, 40), min_size=3, max_size=3),
    st.floats(1, 24),
)
def test_no_timetable_is_faster_than_the_march(
    runs: list[list[float]], stops: list[float], hours_per_day: float
) -> None:
    network = Network(attrs.evolve(country(), doctrine=Doctrine(march_hours_per_day=hours_per_day)))
    hops = network.timetable([run(*r) for r in runs], "road", 0, stops[: len(runs)])
    assert len(hops) == sum(map(len, runs))
    for i, j in itertools.combinations_with_replacement(range(len(hops)), 2):
        moving = sum(h.step.leg.travel_hours for h in hops[i : j + 1])
        assert hops[j].arrive - hops[i].depart >= march(moving, hours_per_day) - 1e-6
    assert all(b.depart >= a.arrive for a, b in itertools.pairwise(hops))
    ends = list(itertools.accumulate(map(len, runs)))
    assert all(
        hops[end].depart - hops[end - 1].arrive >= stop - 1e-6
        for end, stop in zip(ends[:-1], stops, strict=False)
    )


# ---- routes ----


def test_a_route_takes_the_cheaper_of_two_ways_and_the_other_when_it_is_closed() -> None:
    long_way = (
        Leg(
            leg="fort-ford", origin="fort", destination="ford", mode="road", km=300, travel_hours=30
        ),
        Leg(
            leg="ford-town", origin="ford", destination="town", mode="road", km=300, travel_hours=30
        ),
    )
    ford = attrs.evolve(TOWN, site="ford", role="junction", stays_open=False)
    base = country()
    mission = attrs.evolve(
        base,
        sites=(*base.sites, ford),
        legs=(*base.legs, *long_way),
        seasons=(Season(leg="fort-town", closed_from=day(1), closed_to=day(3)),),
    )
    network = Network(mission)
    assert [s.leg.leg for s in network.routes("fort", "road", 0, "cargo")["town"]] == ["fort-town"]
    assert [s.leg.leg for s in network.routes("fort", "road", 30, "cargo")["town"]] == [
        "fort-ford",
        "ford-town",
    ]
    assert [s.leg.leg for s in network.routes("fort", "road", 30, "cargo", ever=True)["town"]] == [
        "fort-town"
    ]


def test_a_dangerous_leg_is_driven_round() -> None:
    safe = attrs.evolve(FORT_TOWN, leg="round", km=150, travel_hours=15)
    struck = attrs.evolve(FORT_TOWN, strikes_per_100km=1.0, casualties_per_strike=3.0)
    for legs in ((struck, safe), (safe, struck)):
        assert Network(country(legs=legs)).routes("fort", "road", 0, "cargo")["town"][0].leg == safe


def test_one_way_legs_and_other_modes_lead_nowhere() -> None:
    network = Network(country(legs=(attrs.evolve(FORT_TOWN, two_way=False), TOWN_PORT, AIRWAY)))
    assert set(network.routes("town", "road", 0, "cargo")) == {"town", "port"}
    assert set(network.routes("town", "air", 0, "people")) == {"town", "fort"}


def test_a_flight_does_not_go_on_from_a_field() -> None:
    onward = attrs.evolve(AIRWAY, leg="onward", origin="town", destination="port")
    assert set(Network(country(legs=(AIRWAY, onward))).routes("fort", "air", 0, "people")) == {
        "fort",
        "town",
    }


def test_a_convoy_that_dusk_finds_at_a_closed_site_has_halted_before_it() -> None:
    """By day alone: ten hours to the town end at dusk; the night is in the town, or on the leg before."""
    by_day = {"opens": 6.0, "closes": 16.0}
    legs = tuple(attrs.evolve(leg, **by_day) for leg in country().legs)
    mission = attrs.evolve(country(), legs=legs)
    down, onward = (mission.leg[leg.leg] for leg in (FORT_TOWN, TOWN_PORT))
    way = (Step(down, "fort", "town"), Step(onward, "town", "port"))
    for closed, comes in (((), 16), ({"town"}, 30)):
        hops = Network(mission).timetable([way], "road", 0, [0], closed=closed)
        assert [(hop.depart, hop.arrive) for hop in hops] == [(6, comes), (30, 40)]


def test_what_takes_far_too_long_is_not_followed_night_by_night() -> None:
    slow = attrs.evolve(FORT_TOWN, travel_hours=1e9)
    network = Network(country(legs=(slow,)))
    (hop,) = network.timetable([(Step(slow, "fort", "town"),)], "road", 0.0, [0.0])
    assert (hop.depart, hop.arrive) == (0.0, math.inf)


def test_a_share_of_casualties_does_not_grow_with_those_exposed() -> None:
    leg = Leg(
        leg="l", origin="fort", destination="town", mode="road", km=200,
        strikes_per_100km=0.1, casualties_per_strike=5,
    )  # fmt: skip
    doctrine = Doctrine(fixed_share=0.25, reference_people=40)
    network = Network(attrs.evolve(country(legs=(leg,)), doctrine=doctrine))
    # 0.2 strikes of 5 casualties: a quarter of one whoever travels, all of it with 40 exposed.
    found = [network.casualties(leg, 0.0, exposed) for exposed in (0, 40, 80)]
    assert found == pytest.approx([0.25, 1.0, 1.75])
