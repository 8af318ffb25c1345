"""The state that a plan is built in: what is free when, and how much of what is shared is left."""

import math
from collections import Counter
from datetime import timedelta

import attrs
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from exeunt import shipped
from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.model.situation import Situation, StockLevel, Turnround
from exeunt.model.stores import Permission, Supply
from exeunt.network.network import Hop, Network, Step
from exeunt.optimise.planner.draft import Draft, book
from exeunt.optimise.planner.world import Stock, World
from tests.support.missions.planner_country import (
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TRUCKS,
    Parts,
    country,
    day,
)
from tests.support.plans.tiny_by_hand import by_hand

FUEL = Supply(supply="fuel", site="fort", stock=100)


DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")


def world(**changes) -> World:
    mission = country(**({"parties": (STAFF, GUARDS), "lots": (STORES,)} | changes))
    return World(mission, Network(mission))


def test_everybody_and_everything_begins_where_the_mission_says() -> None:
    w = world(fleets=(attrs.evolve(TRUCKS, out_of_service_share=0.25),))
    assert w.people == {"fort": {"staff": 50, "guards": 20}, "town": {}, "port": {}}
    assert w.kit["fort"] == {"stores": 6}
    assert w.vehicles["town"] == {"trucks": 7}
    assert w.stuck["town"] == {"trucks": 3}
    assert set(w.present["fort"]) == {70}
    assert set(w.yard["fort"]) == {6}


def test_what_comes_is_free_when_it_is_there_and_not_before() -> None:
    w = world()
    w.arrive(30, "people", "town", "staff", 10)
    w.arrive(20, "vehicle", "fort", "trucks", 2)
    w.arrive(30, "lot", "town", "stores", 1)
    assert w.expected("town")
    assert not w.expected("fort", frozenset({"people"}))
    w.advance(29)
    assert (w.people["town"], w.vehicles["fort"]) == ({}, {"trucks": 2})
    w.advance(30)
    assert (w.people["town"], w.kit["town"], w.coming) == ({"staff": 10}, {"stores": 1}, [])


def test_those_who_leave_count_to_the_end_of_the_period_and_those_who_come_from_its_beginning() -> (
    None
):
    w = world()
    w.leave("fort", 30, 50, 4)
    w.join("town", 40, 50, 4)
    assert list(w.present["fort"][:4]) == [70, 70, 20, 20]
    assert list(w.present["town"][:4]) == [0, 50, 50, 50]
    assert list(w.yard["fort"][:3]) == [6, 6, 2]
    w.join("port", 40, 50, 4)
    assert not w.present["port"].any()


def test_beds_and_yard_left_are_those_of_the_fullest_period_to_come() -> None:
    w = world(town={"beds": 60, "yard_teu": 5})
    w.join("town", 48, 50, 4)
    w.leave("town", 96, 50, 4)
    assert (w.free_beds("town", 0), w.free_yard("town", 0)) == (10, 1)
    assert (w.free_beds("town", 120), w.free_yard("town", 120)) == (60, 5)
    assert w.free_beds("port", 0) == w.free_beds("fort", 0) == math.inf


def test_days_and_months_are_the_calendar_s() -> None:
    w = world(start=day(0, 18), deadline=day(20, 18), end=day(40, 18))
    assert w.day(5.9) + 1 == w.day(6) == w.day(29.9)
    assert (w.month(0), w.month(31 * 24)) == ("2030-01", "2030-02")


def test_teams_are_rounded_down_party_by_party() -> None:
    w = world(
        parties=(
            attrs.evolve(STAFF, count=7, capabilities=(("medical", 2.0),)),
            attrs.evolve(GUARDS, capabilities=(("medical", 1.0),)),
        )
    )
    assert [w.teams({"staff": n}, "medical") for n in (3, 4, 6, 7)] == [0, 1, 1, 2]
    assert w.teams({"staff": 6, "guards": 19}, "medical") == 1
    assert w.armed({"staff": 6, "guards": 19}) == 19


def test_the_column_left_is_that_of_the_tightest_leg_and_day() -> None:
    w = world(legs=(attrs.evolve(FORT_TOWN, vehicles_per_day=20),))
    w.column["fort-town", w.day(0)] = 5
    leg = w.mission.leg["fort-town"]
    one, same, next_day = (
        Hop(Step(leg, "town", "fort"), 0, 10),
        Hop(Step(leg, "fort", "town"), 12, 22),
        Hop(Step(leg, "fort", "town"), 34, 44),
    )
    assert w.column_left([one]) == w.column_left([one, next_day]) == 15
    assert w.column_left([one, same]) == 7
    assert w.column_left([next_day]) == 20
    assert world().column_left([one]) == math.inf


def test_serials_keep_their_distance_in_one_direction() -> None:
    w = world()
    w.entries["fort-town", "fort"] = [10.0]
    assert [w.spaced([Hop(DOWN, t, t + 10)]) for t in (6, 6.25, 10, 13.75, 14)] == [
        True,
        False,
        False,
        False,
        True,
    ]
    assert w.spaced([Hop(UPWARD, 10, 20)])
    w = world(doctrine={"spacing_hours": 0})
    w.entries["fort-town", "fort"] = [10.0]
    assert w.spaced([Hop(DOWN, 10, 20)])


def test_handling_counts_a_sliding_window_of_a_day_or_the_turn_time() -> None:
    w = world(fort={"load_teu_per_day": 10.0})
    w.loading["fort"] = [(30, 4), (50, 5)]
    assert w.handling_left(w.loading, "fort", 30, None) == math.inf
    assert [
        w.handling_left(w.loading, "fort", t, 10.0) for t in (6, 6.5, 30, 49, 53.9, 54, 74)
    ] == [10, 6, 1, 1, 1, 5, 10]
    w = world(fort={"turn_hours": 48})
    w.loading["fort"] = [(30, 4)]
    assert w.handling_left(w.loading, "fort", 77, 10.0) == 16


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 100), st.integers(1, 9)), max_size=6),
    st.integers(0, 100),
    st.sampled_from([12, 24, 36]),
)
def test_handling_left_is_what_no_window_minds(
    book_of: list[tuple[int, int]], t: int, turn: int
) -> None:
    w = world(fort={"turn_hours": turn})
    w.loading["fort"] = [(float(at), float(q)) for at, q in book_of]
    window, rate = max(24, turn), 60.0
    cap = rate * window / 24

    def worst(extra: float) -> float:
        rows = [*book_of, (t, extra)]
        return max(
            sum(q for at, q in rows if end - window < at <= end)
            for end, _ in rows
            if t <= end < t + window
        )

    left = w.handling_left(w.loading, "fort", t, rate)
    assert worst(left) == pytest.approx(cap)


def stock(row: Supply, **changes) -> Stock:
    mission: Mission = country(supplies=(row,), **changes)
    return Stock(mission, Network(mission), row.supply, row.site)


def test_a_stock_by_hand() -> None:
    s = stock(attrs.evolve(FUEL, use_per_day=5, use_per_person_day=0.5, import_per_day=2))
    people = np.full(40, 10.0)
    s.drawn[1] = 30
    assert list(s.levels(people, 2)) == [92, 54, 46]


def test_imports_count_only_in_periods_in_which_they_are_permitted_throughout() -> None:
    closed = Permission(
        permission="p",
        mode="import",
        where="fuel",
        state="granted",
        valid_from=day(1, 1),
        valid_to=day(4),
    )
    s = stock(attrs.evolve(FUEL, import_per_day=2), permissions=(closed,))
    assert list(s.net[:6]) == [0, 0, 2, 2, 0, 0]


@settings(max_examples=100, deadline=None)
@given(
    st.integers(0, 30),
    st.one_of(st.none(), st.integers(0, 30)),
    st.integers(0, 9),
    st.integers(0, 9),
    st.lists(st.integers(0, 5), min_size=10, max_size=10),
    st.lists(st.integers(-15, 15), min_size=10, max_size=10),
)
@example(20, 20, 0, 9, [0] * 10, [0, 5, 0, 0, -15, 0, 0, 0, 0, 0])
def test_levels_are_those_of_a_store_that_spills_day_by_day(
    begin: int, capacity: int | None, use: int, comes: int, people: list[int], drawn: list[int]
) -> None:
    s = stock(
        attrs.evolve(
            FUEL,
            stock=begin,
            capacity=capacity,
            use_per_day=use,
            import_per_day=comes,
            use_per_person_day=1,
        )
    )
    s.drawn[:10] = drawn
    level, most, expected = float(begin), math.inf if capacity is None else max(capacity, begin), []
    for there, taken in zip(people, drawn, strict=True):
        level = min(most, level + comes - use - there) - taken
        expected.append(level)
    assert s.levels(np.array(people, dtype=float), 9) == pytest.approx(expected)


def test_shortage_names_the_first_period_and_the_most_that_is_missing() -> None:
    w = world(parties=(), supplies=(attrs.evolve(FUEL, use_per_day=30),))
    assert w.shortage("fuel", "fort", {"fort": 48}) == (-1, 0.0)
    assert w.shortage("fuel", "fort", {"fort": 96}) == (3, 50.0)
    assert w.shortage("water", "fort", {}) == (-1, 0.0)
    w.closed["fort"] = 48
    assert w.shortage("fuel", "fort", {"fort": 96}) == (-1, 0.0)


def test_nothing_is_drawn_that_is_needed_later() -> None:
    w = world(
        parties=(),
        supplies=(attrs.evolve(FUEL, use_per_day=10), attrs.evolve(FUEL, site="port", stock=0)),
    )
    until = {"fort": 5 * 24.0}
    assert w.can_draw("fuel", "fort", 0, 40, until)
    assert not w.can_draw("fuel", "fort", 0, 41, until)
    assert w.can_draw("water", "fort", 0, 1e9, until)
    assert w.can_draw("fuel", "port", 0, 1e9, until)
    assert not w.stocks["fuel", "fort"].drawn.any()


def test_a_world_restored_is_the_world_as_it_was() -> None:
    parts = Parts(
        country(
            parties=(STAFF,),
            lots=(STORES,),
            fleets=(TRUCKS, ESCORTS),
            supplies=(attrs.evolve(FUEL, site="town", stock=9000),),
        )
    )
    w = parts.world
    before, kept = _seen(w), w.snapshot()
    hops = [Hop(UPWARD, 0, 10), Hop(DOWN, 34, 44)]
    draft = Draft(
        lane=_lane(),
        hops=hops,
        load_from=2,
        load_to=2,
        vehicles={"trucks": 3},
        carried={"stores": 3},
        used={"fuel": 60.0},
    )
    book(w, draft)
    assert _seen(w) != before
    assert w.vehicles["town"] == {"trucks": 7, "escorts": 3}
    assert w.stages
    revision = w.revision
    w.restore(kept)
    assert _seen(w) == before
    assert w.revision > revision


def _lane():
    return Parts(country()).closing._lanes("fort", 0.0)[0]


def _seen(w: World) -> str:
    hidden = {"mission", "network", "revision", "stocks", "changes"}
    state = {k: v for k, v in sorted(w.__dict__.items()) if k not in hidden}
    return repr((state, {k: s.drawn.tolist() for k, s in w.stocks.items()}))


def test_going_back_to_a_snapshot_changes_only_what_was_changed_since() -> None:
    w = world()
    kept, before = w.snapshot(), dict(w.changes)
    w.join("town", 48, 5, 1)
    w.loading["fort"].append((3.0, 2.0))
    w.restore(kept)
    assert w.present["town"].max() == 0
    assert not w.loading["fort"]
    assert w.changes["town"] > before["town"]
    assert w.changes["fort"] == before["fort"]


def test_serials_keep_their_distance_from_the_nearest_on_both_sides() -> None:
    w = world()
    w.entries["fort-town", "fort"] = [0.0, 10.0, 30.0, 31.0]
    assert [w.spaced([Hop(DOWN, t, t + 10)]) for t in (3, 4, 6, 7, 14, 26, 27, 30.5, 34.5, 35)] == [
        False,
        True,
        True,
        False,
        True,
        True,
        False,
        False,
        False,
        True,
    ]


# ---- where a plan begins ----


@pytest.mark.parametrize("name", shipped.names())
def test_the_world_begins_as_the_mission_s_tables_place_everything(name: str) -> None:
    """In the order of the tables too, for the order of the sites' keys decides ties."""
    mission = read_mission(shipped.folder() / name)
    people, kit, vehicles, stuck = ({s.site: {} for s in mission.sites} for _ in range(4))
    present, yard = (dict.fromkeys(people, 0.0) for _ in range(2))
    for party in mission.parties:
        if party.count:
            people[party.site][party.party] = party.count
            present[party.site] += party.count
    for lot in mission.lots:
        if lot.quantity:
            kit[lot.site][lot.lot] = lot.quantity
            yard[lot.site] += lot.quantity * lot.teu
    for fleet in mission.fleets:
        usable = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        vehicles[fleet.site][fleet.fleet] = usable
        if fleet.count > usable:
            stuck[fleet.site][fleet.fleet] = fleet.count - usable
    w = World(mission, Network(mission))
    for placed, expected in (
        (w.people, people),
        (w.kit, kit),
        (w.vehicles, vehicles),
        (w.stuck, stuck),
    ):
        assert {s: list(items.items()) for s, items in placed.items()} == {
            s: list(items.items()) for s, items in expected.items()
        }
    exits = {site.site for site in mission.exits}
    for site in people:
        assert set(w.present[site]) == {0 if site in exits else present[site]}
        assert set(w.yard[site]) == {0 if site in exits else yard[site]}
    assert w.planes == {a.air_fleet: [0.0] * a.count for a in mission.air_fleets}
    assert (w.coming, w.closed, w.revision) == ([], {}, 0)
    assert not any(stock.drawn.any() for stock in w.stocks.values())


def held(w: World) -> Counter[str]:
    """Count every item that is free, stuck or on its way."""
    count: Counter[str] = Counter()
    for store in (w.people, w.kit, w.vehicles, w.stuck):
        for items in store.values():
            count.update(items)
    for arrival in w.coming:
        count[arrival.item] += arrival.quantity
    count.update({fleet: len(planes) for fleet, planes in w.planes.items()})
    return +count


def test_a_world_of_any_moment_of_a_plan_has_lost_nobody() -> None:
    mission = read_mission(shipped.folder() / "tiny")
    plan, network = by_hand(mission), Network(mission)
    times = {t for s in plan.stages for t in (s.depart, s.arrive)}
    times |= {t for d in plan.disposals for t in (d.start, d.done)}
    owned = held(World(mission, network))
    seen_coming = False
    for moment in sorted({t + timedelta(minutes=m) for t in times for m in (-1, 0, 1)}):
        w = World(mission, network, Situation.at(mission, plan, moment))
        gone = Counter[str]()
        for work in plan.disposals:
            if work.start <= moment:
                gone[work.lot] += work.quantity
        assert held(w) + gone == owned
        seen_coming = seen_coming or bool(w.coming)
        w.advance(w.end)
        assert w.coming == []
        assert held(w) + gone == owned
    assert seen_coming


def test_a_stock_starts_from_its_level_in_the_situation() -> None:
    mission = country(supplies=(attrs.evolve(FUEL, use_per_day=1),))
    situation = attrs.evolve(
        Situation.of(mission), moment=day(3), stocks=(StockLevel("fuel", "fort", 40),)
    )
    w = World(mission, Network(mission), situation)
    levels = w.stocks["fuel", "fort"].levels(w.present["fort"], 4)
    assert list(levels[3:]) == [39, 38]


def test_vehicles_that_turn_round_are_free_when_they_are_ready() -> None:
    mission = country()
    turning = Turnround("vehicle", "trucks", "town", 4, day(1, 6))
    situation = attrs.evolve(Situation.of(mission), moment=day(1), turning=(turning,))
    w = World(mission, Network(mission), situation)
    w.advance(29)
    assert w.vehicles["town"]["trucks"] == 6
    w.advance(30)
    assert w.vehicles["town"]["trucks"] == 10
