"""People who were out come back to serve, before the deadline and after: such plans have their place in the bound too."""

from random import Random

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.bound import pools
from exeunt.rules.referee import referee
from tests.support.missions.planner_country import (
    BUS,
    BUSES,
    FORT_TOWN,
    GUARDS,
    TOWN_PORT,
    country,
    day,
)
from tests.support.oracles.plan_in_columns import Programme
from tests.support.plans.port_run_by_hand import Table

LEGS = {"fort": ("fort-town",), "town": ("fort-town", "town-port"), "port": ("town-port",)}
GRIDS = (96, 48, 30, 24, 7)


def thin_country() -> Mission:
    """Make a country whose perimeters are in danger: guards of two homes, and drivers who are guards besides."""
    return country(
        fort={"turn_hours": 0, "perimeter_risk_per_day": 0.02, "person_risk_per_day": 0.001},
        town={"perimeter_risk_per_day": 0.01, "perimeter_people": 15},
        doctrine={"notice_hours": 0, "spacing_hours": 0, "convoy_min": 1},
        deadline=day(4),
        end=day(10),
        fleets=(attrs.evolve(BUSES, crew_party="drivers", count=1),),
        legs=(
            attrs.evolve(FORT_TOWN, strikes_per_100km=0.01),
            attrs.evolve(TOWN_PORT, strikes_per_100km=0.002, travel_hours=6),
        ),
        parties=(
            GUARDS,
            attrs.evolve(GUARDS, party="drivers", site="town", count=6),
            attrs.evolve(GUARDS, party="locals", count=9, destination="town"),
            attrs.evolve(GUARDS, party="clerks", count=8, armed=False),
            attrs.evolve(GUARDS, party="wardens", site="port", count=12),
        ),
    )


def tight_country(home: str = "port", risk: float = 0.02) -> Mission:
    """Make a country where nothing has a price but lateness and one perimeter, and a bus with a crew of its own."""
    free = attrs.evolve(BUS, cost_per_km=0, cost_per_day=0)
    return country(
        fort={"turn_hours": 0},
        town={"perimeter_risk_per_day": risk, "perimeter_people": 12},
        doctrine={"notice_hours": 0, "spacing_hours": 0, "convoy_min": 1},
        deadline=day(4),
        end=day(8),
        vehicles=(free,),
        fleets=(
            attrs.evolve(BUSES, site="port", count=1, crew_party="guards"),
            attrs.evolve(BUSES, fleet="fort-bus", site="fort"),
        ),
        legs=(FORT_TOWN, attrs.evolve(TOWN_PORT, travel_hours=6)),
        parties=(attrs.evolve(GUARDS, site=home, count=12),),
    )


def rides(mission: Mission, *trips: tuple[str, str, float]) -> Plan:
    """Return a plan of a bus with all guards aboard, by trips: from where, over which leg, at what hour."""
    table = Table(mission)
    fleet = "fort_bus" if trips[0][0] == "fort" else "buses"
    for n, (here, leg, at) in enumerate(trips):
        table.serial(f"s{n}", here, (leg, at))
        crew = 1 if fleet == "buses" else 0
        table.put(f"s{n}", (1, 1), guards=12 - crew, **{fleet: 1})
        if crew:
            table.put(f"s{n}", (1, 1), guards__crew=crew)
    return Plan(stages=tuple(table.stages), loads=tuple(table.loads))


def to_and_fro(mission: Mission, seed: int) -> Plan:
    """Return a plan of one bus that goes where it likes, with whoever happens to be there."""
    random, table = Random(seed), Table(mission)
    where = {(p.party, p.site): p.count for p in mission.parties}
    here, at = "town", 0.0
    for n in range(40):
        name = random.choice(LEGS[here])
        leg = mission.leg[name]
        at += random.choice((14, 14, 14, 17))
        if at + leg.travel_hours > mission.hours(mission.end) or not where["drivers", here]:
            break
        there = leg.destination if here == leg.origin else leg.origin
        table.serial(f"s{n}", here, (name, at))
        aboard, seats = {"drivers--crew": 1}, 30
        for party in ("drivers", "guards", "locals", "clerks", "wardens"):
            free = where.get((party, here), 0) - (party == "drivers")
            going = min(seats, random.choice((0, free // 2, free)))
            seats -= going
            if going:
                aboard[party] = going
        table.put(f"s{n}", (1, 1), buses=1, **{k.replace("-", "_"): v for k, v in aboard.items()})
        for party, number in aboard.items():
            key = party.partition("--")[0]
            where[key, here] = where.get((key, here), 0) - number
            where[key, there] = where.get((key, there), 0) + number
        here, at = there, at + leg.travel_hours
    return Plan(stages=tuple(table.stages), loads=tuple(table.loads))


@pytest.fixture(params=[True, False], ids=["fine", "coarse"], autouse=True)
def _pooled(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(pools, "FINE_PARTIES", -1)


def faults(mission: Mission, plan: Plan, *grids: float) -> list[str]:
    """Return what keeps a lawful plan out of the programme on some grids."""
    assert not referee(mission, plan)
    return [fault for hours in grids for fault in Programme(mission, hours).faults(plan)]


@pytest.mark.parametrize("seed", range(5))
def test_who_comes_back_has_a_place(seed: int) -> None:
    mission = thin_country()
    assert faults(mission, to_and_fro(mission, seed), *GRIDS) == []


def test_who_is_home_a_minute_before_the_day_ends_was_not_away_all_day() -> None:
    mission = tight_country(risk=0.0)
    plan = rides(mission, ("port", "town-port", 72), ("town", "town-port", 4 * 24 + 18 - 1 / 60))
    assert faults(mission, plan, 24, 12) == []


def test_who_comes_home_the_day_after_is_late_for_one_day_and_no_way_besides() -> None:
    mission = tight_country(risk=0.0)
    plan = rides(mission, ("port", "town-port", 72), ("town", "town-port", 4 * 24 + 24 - 1 / 60))
    assert faults(mission, plan, 24, 6) == []


@pytest.mark.parametrize(
    ("home", "leg", "at"), [("port", "town-port", 6), ("fort", "fort-town", 14)]
)
def test_who_arrives_a_minute_after_a_bucket_begins_is_on_watch_in_it(
    home: str, leg: str, at: float
) -> None:
    mission = tight_country(home)
    assert faults(mission, rides(mission, (home, leg, at + 1 / 60)), 24, 6, 2) == []
