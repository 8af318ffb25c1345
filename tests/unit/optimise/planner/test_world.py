"""The state that a plan is built in: what is free when, and how much of what is shared is left."""

import math
from collections import Counter
from datetime import timedelta

import attrs
import pytest

from exeunt import shipped
from exeunt.model.choices import LoadKind
from exeunt.model.situation import Situation, StockLevel, Turnround
from exeunt.model.stores import Supply
from exeunt.network.network import Hop, Network, Step
from exeunt.optimise.planner.draft import Draft, book
from exeunt.optimise.planner.world import World
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
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.tiny_by_hand import by_hand

FUEL = Supply(supply="fuel", site="fort", stock=100)


DOWN, UPWARD = Step(FORT_TOWN, "fort", "town"), Step(FORT_TOWN, "town", "fort")


def world(**changes) -> World:
    mission = country(**({"parties": (STAFF, GUARDS), "lots": (STORES,)} | changes))
    return World(mission, Network(mission))


def test_everybody_and_everything_begins_where_the_mission_says() -> None:
    w = world(fleets=(attrs.evolve(TRUCKS, out_of_service_share=0.25),))
    assert dict(w.people) == {"fort": {"staff": 50, "guards": 20}, "town": {}, "port": {}}
    assert w.kit.at("fort") == {"stores": 6}
    assert w.vehicles.at("town") == {"trucks": 7}
    assert w.stuck.at("town") == {"trucks": 3}
    assert set(w.presence.people("fort")) == {70}
    assert set(w.presence.teu("fort")) == {6}


def test_what_comes_is_free_when_it_is_there_and_not_before() -> None:
    w = world()
    w.arrive(30, LoadKind.PEOPLE, "town", "staff", 10)
    w.arrive(20, LoadKind.VEHICLE, "fort", "trucks", 2)
    w.arrive(30, LoadKind.LOT, "town", "stores", 1)
    assert w.arrivals.are_expected("town")
    assert not w.arrivals.are_expected("fort", frozenset({LoadKind.PEOPLE}))
    w.advance(29)
    assert (w.people.at("town"), w.vehicles.at("fort")) == ({}, {"trucks": 2})
    w.advance(30)
    assert (w.people.at("town"), w.kit.at("town"), len(w.arrivals)) == (
        {"staff": 10},
        {"stores": 1},
        0,
    )


def test_those_who_leave_count_to_the_end_of_the_period_and_those_who_come_from_its_beginning() -> (
    None
):
    w = world()
    w.leave("fort", 30, 50, 4)
    w.join("town", 40, 50, 4)
    assert list(w.presence.people("fort")[:4]) == [70, 70, 20, 20]
    assert list(w.presence.people("town")[:4]) == [0, 50, 50, 50]
    assert list(w.presence.teu("fort")[:3]) == [6, 6, 2]
    w.join("port", 40, 50, 4)
    assert not w.presence.people("port").any()


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
    assert w.vehicles.at("town") == {"trucks": 7, "escorts": 3}
    assert w.written.stages
    revision = w.versions.revision
    w.restore(kept)
    assert _seen(w) == before
    assert w.versions.revision > revision


def _lane():
    return Parts(country()).closing.lifts.lanes("fort", 0.0)[0]


def _seen(w: World) -> str:
    """Everything that the world keeps count of, but for how often it changed."""
    hidden = {"mission", "network", "calendar", "versions", "presence", "stocks"}
    state = {k: _contents(v) for k, v in sorted(vars(w).items()) if k not in hidden}
    present = [(list(w.presence.people(s)), list(w.presence.teu(s))) for s in w.mission.site]
    return repr((state, present, [stock.drawn.tolist() for stock in w.stocks]))


def _contents(store: object) -> object:
    parts = getattr(store, "__dict__", store)
    if isinstance(parts, dict):
        return {k: v for k, v in parts.items() if k not in {"_calendar", "_site", "_leg"}}
    return parts


def test_every_store_is_part_of_a_snapshot() -> None:
    w = world()
    stores = [store for store in vars(w).values() if hasattr(store, "snapshot")]
    assert len(w.snapshot().undone) == len(stores) > 15


def test_going_back_to_a_snapshot_changes_only_what_was_changed_since() -> None:
    w = world()
    kept, town, fort = w.snapshot(), w.versions.of("town"), w.versions.of("fort")
    w.join("town", 48, 5, 1)
    w.loading.book("fort", 3.0, 2.0)
    w.restore(kept)
    assert w.presence.people("town").max() == 0
    assert w.loading.at("fort") == ()
    assert w.versions.of("town") > town
    assert w.versions.of("fort") == fort


# ---- where a plan begins ----


@pytest.mark.parametrize("name", shipped.names())
def test_the_world_begins_as_the_mission_s_tables_place_everything(name: str) -> None:
    """In the order of the tables too, for the order of the sites' keys decides ties."""
    mission = shipped_mission(name)
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
        assert {s: list(items.items()) for s, items in placed} == {
            s: list(items.items()) for s, items in expected.items()
        }
    exits = {site.site for site in mission.exits}
    for site in people:
        assert set(w.presence.people(site)) == {0 if site in exits else present[site]}
        assert set(w.presence.teu(site)) == {0 if site in exits else yard[site]}
    for fleet in mission.air_fleets:
        assert w.aircraft.free_from(fleet.air_fleet) == (0.0,) * fleet.count
    assert (len(w.arrivals), len(w.closed.sites), w.versions.revision) == (0, 0, 0)
    assert not any(stock.drawn.any() for stock in w.stocks)


def held(w: World) -> Counter[str]:
    """Count every item that is free, stuck or on its way."""
    count: Counter[str] = Counter()
    for store in (w.people, w.kit, w.vehicles, w.stuck):
        for _, items in store:
            count.update(dict(items))
    for arrival in w.arrivals:
        count[arrival.item] += arrival.quantity
    for fleet in w.mission.air_fleets:
        count[fleet.air_fleet] += len(w.aircraft.free_from(fleet.air_fleet))
    return +count


def test_a_world_of_any_moment_of_a_plan_has_lost_nobody() -> None:
    mission = shipped_mission("tiny")
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
        seen_coming = seen_coming or len(w.arrivals) > 0
        w.advance(w.calendar.end)
        assert len(w.arrivals) == 0
        assert held(w) + gone == owned
    assert seen_coming


def test_a_stock_starts_from_its_level_in_the_situation() -> None:
    mission = country(supplies=(attrs.evolve(FUEL, use_per_day=1),))
    situation = attrs.evolve(
        Situation.of(mission), moment=day(3), stocks=(StockLevel("fuel", "fort", 40),)
    )
    w = World(mission, Network(mission), situation)
    levels = w.stocks.of("fuel", "fort").levels(w.presence.people("fort"), 4)
    assert list(levels[3:]) == [39, 38]


def test_vehicles_that_turn_round_are_free_when_they_are_ready() -> None:
    mission = country()
    turning = Turnround("vehicle", "trucks", "town", 4, day(1, 6))
    situation = attrs.evolve(Situation.of(mission), moment=day(1), turning=(turning,))
    w = World(mission, Network(mission), situation)
    w.advance(29)
    assert w.vehicles.at("town")["trucks"] == 6
    w.advance(30)
    assert w.vehicles.at("town")["trucks"] == 10
