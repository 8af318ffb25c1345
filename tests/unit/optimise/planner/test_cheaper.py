"""Whose aircraft fly first, and how many people wait for the cheaper ones."""

import math

import attrs

from tests.support.missions.air_country import FLIERS, parts
from tests.support.missions.planner_country import MI8, MI8S, Parts

SEATS = min(MI8.seats, int(MI8.payload_t / 0.1))
DEAR = attrs.evolve(MI8, aircraft="dear", cost_per_hour=MI8.cost_per_hour * 5)
DEARS = attrs.evolve(MI8S, air_fleet="dears", aircraft="dear")


def lands(*, people: int, close: float = 20.0, **changes) -> Parts:
    """Return the air country with a dear fleet before the cheap one; the fort is held for days."""
    p = parts(parties=(attrs.evolve(FLIERS, count=people), *changes.pop("others", ())))
    mission = attrs.evolve(
        p.mission, aircraft=(DEAR, MI8), air_fleets=(DEARS, MI8S), supplies=(), **changes
    )
    built = Parts(mission)
    built.tactics.close_at["fort"] = close * 24
    return built


def way(p: Parts):
    """Return the way by air out of the fort."""
    (found,) = [w for w in p.worth.ways(0, "people") if w.mode == "air" and w.origin == "fort"]
    return found


def test_cheaper_seats_are_asked_first_whatever_the_order_of_the_table() -> None:
    p = lands(people=40)
    assert [f.air_fleet for f in p.flights.cheaper.order(0)] == [MI8S.air_fleet, "dears"]


def test_dear_aircraft_are_for_those_whom_cheaper_ones_cannot_fetch_in_time() -> None:
    few, many = lands(people=40), lands(people=40_000)
    assert few.flights.cheaper.most(DEARS, way(few), 0) == 0
    most = many.flights.cheaper.most(DEARS, way(many), 0)
    assert 0 < most < 40_000
    assert most % SEATS == 0


def test_cheap_aircraft_fly_everybody() -> None:
    p = lands(people=40)
    assert p.flights.cheaper.most(MI8S, way(p), 0) == math.inf


def test_nobody_waits_when_the_field_closes_soon() -> None:
    p = lands(people=40, close=2)
    assert p.flights.cheaper.most(DEARS, way(p), 0) == math.inf


def test_nobody_waits_whose_waiting_costs_more_than_it_saves() -> None:
    p = lands(people=40)
    risky = attrs.evolve(p.mission.site["fort"], person_risk_per_day=0.01)
    sites = tuple(risky if s.site == "fort" else s for s in p.mission.sites)
    q = lands(people=40, sites=sites)
    assert q.flights.cheaper.most(DEARS, way(q), 0) == math.inf
