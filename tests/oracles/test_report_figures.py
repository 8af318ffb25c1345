"""Every figure of the report, recomputed from the tables of mission and plan by another path: SQL and plain arithmetic.

Each case is written to folders. exeunt reads them and writes the page; the second reading (``second_*.py``) reads the same files
with nothing of ours; the comparisons (``figures_*.py``) set what is printed beside what was recomputed. A part of the
page that no comparison has looked at fails the test as much as a figure that differs.
"""

from datetime import timedelta

import attrs
import pytest

from exeunt import shipped
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.plans import write_plan
from exeunt.model.plan import Disposal, Plan, Record, Request, Reserve
from exeunt.model.stores import Supply
from exeunt.model.trials import Allowed, Trial
from exeunt.rules.terms import objective, terms
from tests.support.missions import ragged
from tests.support.missions.report_samples import day, small_mission, small_plan
from tests.support.oracles import (
    figures_data,
    figures_first,
    figures_leanings,
    figures_odd,
    figures_tables,
    figures_time,
)
from tests.support.oracles.figures_case import COMPARISONS, COVERED, Case
from tests.support.plans.port_run_by_hand import by_hand as port_run
from tests.support.plans.tiny_by_hand import by_hand as tiny

PARTS = (
    figures_data,
    figures_first,
    figures_leanings,
    figures_odd,
    figures_tables,
    figures_time,
)
PACKED = {"ground-data", "maplibre-gl.mjs", "maplibre-gl-worker.mjs"}
"""Scripts that carry the map's ground and its engine: nothing of the plan."""


def hindered(mission):
    """Return port-run's plan gone wrong: flights of the second day wait for leave, the last convoy is late, some are forgotten, kit is left or given away in a vacuum."""
    plan = port_run(mission)
    delays = {
        "F-3": timedelta(hours=13),
        "F-4": timedelta(hours=13),
        "R-4": timedelta(hours=8),
        "S-5": timedelta(hours=-14),
    }
    stages = tuple(
        attrs.evolve(
            s,
            depart=s.depart + delays.get(s.serial, timedelta()),
            arrive=s.arrive + delays.get(s.serial, timedelta()),
        )
        for s in plan.stages
    )
    closures = tuple(
        attrs.evolve(c, close=c.close - timedelta(hours=14)) if c.site == "embassy" else c
        for c in plan.closures
    )
    disposals = tuple(
        attrs.evolve(
            d, disposition="handover", start=mission.start, done=mission.start + timedelta(hours=20)
        )
        if d.lot == "office"
        else d
        for d in plan.disposals
        if d.lot != "archives"
    )
    reserves = tuple(
        Reserve(flight=flight, party="local-staff", people=n, serial="R-4", stage=1)
        for flight, n in (("F-3", 32), ("F-4", 22))
    )
    loads = tuple(
        x
        for x in plan.loads
        if (x.serial, x.item) not in {("R-4", "guards"), ("F-3", "embassy-staff")}
    )
    requests = (
        Request(
            permission="flights-later",
            ask_by=mission.start + timedelta(hours=30),
            reason="the second day's flights",
        ),
    )
    record = Record(
        mission="port-run", mission_hash="0123456789abcdef", objective=3e6, bound=2e6, fixed=1e5
    )
    return attrs.evolve(
        plan,
        stages=stages,
        closures=closures,
        disposals=disposals,
        reserves=reserves,
        loads=loads,
        requests=requests,
        record=record,
    )


def recorded(by_hand, **known):
    """Return a plan made by hand with what its record says of it."""
    return lambda mission: attrs.evolve(
        by_hand(mission),
        record=Record(mission=mission.name, mission_hash=mission.fingerprint, **known),
    )


def across():
    """Return the small mission on both sides of the antimeridian."""
    mission = small_mission()
    return attrs.evolve(
        mission,
        sites=tuple(attrs.evolve(s, lon=(s.lon + 359.5) % 360 - 180) for s in mission.sites),
    )


def alone():
    """Return the small mission without anything but its first site."""
    mission = small_mission()
    return attrs.evolve(
        mission,
        sites=mission.sites[:1],
        legs=(),
        parties=mission.parties[:2],
        fleets=(),
        air_fleets=(),
        permissions=(),
    )


def stocked():
    """Return the small mission with more stocks than a table shows."""
    mission = small_mission()
    camps = tuple(
        attrs.evolve(mission.sites[1], site=f"camp-{n}", name=f"Camp {n}", lon=1 + n / 10)
        for n in range(16)
    )
    supplies = tuple(
        Supply(supply=what, site=camp.site, stock=100 + n)
        for n, camp in enumerate(camps)
        for what in ("fuel", "water", "rations", "spares")
    )
    return attrs.evolve(mission, sites=(*mission.sites, *camps), supplies=supplies)


def given_up():
    """Return the small mission with its trucks hired, and their crews in no party."""
    mission = small_mission()
    fleets = tuple(
        attrs.evolve(f, ownership="contracted", crew_party="") if f.fleet == "trucks" else f
        for f in mission.fleets
    )
    vehicles = tuple(attrs.evolve(v, crew=2) for v in mission.vehicles)
    return attrs.evolve(mission, fleets=fleets, vehicles=vehicles)


def trucks_abandoned(_):
    """Return the small plan with hired trucks given up, some before the deadline and some after."""
    plan = small_plan()
    trucks = tuple(
        Disposal(
            site="hub", lot="trucks", disposition="abandon", quantity=n, start=day(d), done=day(d)
        )
        for n, d in ((1, 2), (2, 20))
    )
    return attrs.evolve(plan, disposals=(*plan.disposals, *trucks))


def on_record(mission):
    """Return tiny's plan without its last convoy, with a planner's record of what it tried for those whom that leaves."""
    plan = tiny(mission)
    plan = attrs.evolve(
        plan,
        stages=tuple(s for s in plan.stages if s.serial != "C-004"),
        loads=tuple(x for x in plan.loads if x.serial != "C-004"),
    )
    stores = Trial(
        kind="lot", item="stores", site="bravo", quantity=10, means="aboard", outcome="refused"
    )
    crews = attrs.evolve(stores, kind="people", item="escort-crews", quantity=6)
    ride = {"serial": "C-003", "leaves": mission.start + timedelta(days=6)}
    trials = (
        attrs.evolve(stores, rule="capacity", number=4),
        attrs.evolve(stores, rule="no_driver", number=1),
        attrs.evolve(stores, means="further", outcome="costs", number=9, cost=3_210.0),
        attrs.evolve(stores, means="further", outcome="breaks", rule="beds", number=1),
        attrs.evolve(crews, rule="capacity", number=1),
        attrs.evolve(crews, outcome="none_leaves", as_far="ford", **ride),
        attrs.evolve(crews, means="further", outcome="none_leaves", number=31),
    )
    plan = attrs.evolve(plan, trials=trials)
    known = {"mission_hash": mission.fingerprint, "status": "feasible"}
    cost = objective(mission, terms(mission, plan))
    proven = Record(mission=mission.name, objective=cost, bound=150_000.0, fixed=14_000.0, **known)
    return attrs.evolve(plan, record=proven, proof=ALLOWED)


ALLOWED = tuple(
    Allowed(block=block, owner=owner, cost=cost)
    for block, owner, cost in (
        ("sites", "alpha", 20_000.0),
        ("sites", "bravo", 11_000.0),
        ("kit", "stores", 4_500.0),
        ("kit", "", 2_000.0),
        ("carriage", "bravo-ford", 700.0),
        ("harm", "alpha-bravo", 1_000.5),
        ("people", "", 300.0),
    )
)
"""What a proof might allow for in tiny."""


CASES = {
    "small": (small_mission, lambda _: small_plan()),
    "tiny": (
        None,
        recorded(
            tiny,
            status="feasible",
            objective=202_760.0,
            bound=190_000.0,
            fixed=14_000.0,
            seconds=0.75,
            seed=1,
        ),
    ),
    "port-run": (None, recorded(port_run, status="optimal", bound=9e9, fixed=0.0)),
    "hindered": (None, hindered),
    "ragged": (ragged.mission, lambda _: ragged.plan()),
    "kit alone": (ragged.kit_alone, lambda _: ragged.kit_moved()),
    "nothing moved": (ragged.mission, lambda _: Plan()),
    "across": (across, lambda _: small_plan()),
    "alone": (alone, lambda _: Plan()),
    "given up": (given_up, trucks_abandoned),
    "on record": (None, on_record),
    "stocked": (stocked, lambda _: small_plan()),
}
SHIPPED = {"tiny": "tiny", "on record": "tiny", "port-run": "port-run", "hindered": "port-run"}


def built(name, folder):
    """Write a mission (where it is not shipped) and a plan of it, and read them twice."""
    make, plan = CASES[name]
    here = shipped.find(SHIPPED[name]) if make is None else folder / "mission"
    if make is not None:
        write_mission(make(), here)
    mission = read_mission(here)
    write_plan(plan(mission), mission, folder / "plan")
    return Case(here, folder / "plan")


def named_parts(case):
    """Return the names of all parts of a page that print or carry figures."""
    found = {f"table:{t.attributes['data-table']}" for t in case.root.all("table", data_table=True)}
    found |= {f"figure:{c.attributes['data-figure']}" for c in case.root.all(data_figure=True)}
    found |= {f"chart:{c.attributes['data-chart']}" for c in case.root.all(data_chart=True)}
    found |= {f"list:{c.attributes['data-list']}" for c in case.root.all(data_list=True)}
    found |= {f"lines:{c.attributes['data-group']}" for c in case.root.all(data_group=True)}
    found |= {f"data:{key}" for key in case.page.data("plan-data") or {}}
    return found | {f"script:{s.attributes['id']}" for s in case.root.all("script", id=True)} - {
        f"script:{name}" for name in (*PACKED, "plan-data")
    }


def told_otherwise(case):
    """Return what is printed otherwise than recomputed, and the figures in the page that no comparison looked at."""
    wrong = [
        f"{c.__name__}: {what}\n  printed    {shown!r}\n  recomputed {mine!r}"
        for c in COMPARISONS
        for what, shown, mine in c(case)
        if shown != mine
    ]
    return wrong + [f"not compared: {words!r} in {where}" for where, words in case.page.unread()]


@pytest.mark.parametrize("name", CASES)
def test_every_figure_of_the_report(name, tmp_path):
    case = built(name, tmp_path)
    assert told_otherwise(case) == []
    assert named_parts(case) - COVERED.keys() == set(), (
        "a part of the page that nothing is compared with"
    )
