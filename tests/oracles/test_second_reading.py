"""The second reading against the first on made-up plans: whatever moves where, both count the same people, kit, stocks and terms."""

import tempfile
from datetime import timedelta
from pathlib import Path

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from exeunt.facts.curves import Curve
from exeunt.facts.kinds import FATES, Kind
from exeunt.facts.kit import with_vacuums
from exeunt.facts.left import late
from exeunt.facts.series import Reading
from exeunt.facts.stocks import stocks
from exeunt.files.missions import write_mission
from exeunt.files.plans import read_plan, write_plan
from exeunt.model.figures import Figure
from exeunt.model.plan import Closure, Disposal, Load, Plan, Stage
from exeunt.rules.ledger import case
from exeunt.rules.provisions import own_t
from exeunt.rules.serials import weights
from exeunt.rules.terms import terms
from tests.oracles.test_report_figures import told_otherwise
from tests.support.missions import ragged
from tests.support.oracles.figures_case import Case
from tests.support.oracles.second_lifts import Lifts
from tests.support.oracles.second_provisions import own
from tests.support.oracles.second_reading import HOUR, Book, changes
from tests.support.oracles.second_stocks import follow, stock_at
from tests.support.oracles.second_terms import Account

MISSION = ragged.mission()
PATHS = (
    (("alpha-hub", "alpha", "hub"),),
    (("alpha-hub", "hub", "alpha"),),
    (("beta-hub", "beta", "hub"), ("hub-ford", "hub", "ford"), ("ford-port", "ford", "port")),
    (("hub-ford", "hub", "ford"), ("ford-port", "ford", "port")),
    (("ford-port", "port", "ford"), ("hub-ford", "ford", "hub")),
    (("hub-haven", "hub", "haven"),),
)


@st.composite
def plans(draw):
    """Draw serials one after the other, each with a part of what is there when it leaves, a disposal or two, and closings."""
    there = {("people", p.party, p.site): p.count for p in MISSION.parties} | {
        ("lot", x.lot, x.site): x.quantity for x in MISSION.lots
    }
    stages, loads, clock = [], [], 0
    for n in range(draw(st.integers(1, 6))):
        path, serial = draw(st.sampled_from(PATHS)), f"C-{n}"
        for number, (leg, origin, destination) in enumerate(path, start=1):
            leaves = clock + draw(st.integers(0, 500))
            clock = leaves + draw(st.integers(1, 300))
            mode = MISSION.leg[leg].mode
            stages.append(
                Stage(
                    serial=serial,
                    stage=number,
                    mode=mode,
                    leg=leg,
                    origin=origin,
                    destination=destination,
                    depart=hour(leaves),
                    arrive=hour(clock),
                )
            )
        last = draw(st.integers(1, len(path)))
        for kind, item, site in sorted(there):
            if site == path[0][1] and (here := there[kind, item, site]) and draw(st.booleans()):
                taken = draw(st.integers(1, here))
                role = (
                    draw(st.sampled_from(("crew", "passenger")))
                    if kind == "people"
                    else "driven"
                    if MISSION.lot[item].self_driving
                    else "carried"
                )
                loads.append(
                    Load(
                        serial=serial,
                        kind=kind,
                        item=item,
                        quantity=taken,
                        board_stage=1,
                        alight_stage=last,
                        role=role,
                    )
                )
                there[kind, item, site] -= taken
                end = (kind, item, path[last - 1][2])
                there[end] = there.get(end, 0) + taken
        if MISSION.leg[path[0][0]].mode == "road":
            loads.append(
                Load(
                    serial=serial,
                    kind="vehicle",
                    item="hub-trucks",
                    quantity=draw(st.integers(1, 9)),
                    board_stage=1,
                    alight_stage=len(path),
                )
            )
            loads.append(
                Load(
                    serial=serial,
                    kind="supply",
                    item="fuel",
                    quantity=draw(st.integers(1, 900)),
                    board_stage=1,
                    alight_stage=last,
                    role=draw(st.sampled_from(("used", "delivered"))),
                )
            )
    return Plan(
        stages=tuple(stages),
        loads=tuple(loads),
        disposals=tuple(disposed(draw, there, clock)),
        closures=tuple(closed(draw)),
    )


def hour(n):
    return MISSION.start + timedelta(hours=n)


def disposed(draw, there, clock):
    """Draw what becomes of kit that stands where it is until the last serial is there."""
    for kind, item, site in sorted(there):
        here = there[kind, item, site]
        if (
            kind == "lot"
            and here
            and MISSION.site[site].role != "exit"
            and draw(st.integers(0, 3)) == 0
        ):
            way = draw(
                st.sampled_from(("sell", "gift", "handover", "destroy", "abandon", "transfer"))
            )
            begin = clock + draw(st.integers(0, 300))
            yield Disposal(
                site=site,
                lot=item,
                disposition=way,
                quantity=draw(st.integers(1, here)),
                start=hour(begin),
                done=hour(begin + draw(st.integers(0, 99))),
            )


def closed(draw):
    for site in ("alpha", "beta", "gamma"):
        if draw(st.booleans()):
            yield Closure(site=site, close=hour(draw(st.integers(1, 5999))))


def as_steps(curve):
    """Return a curve as moments and values, without what changes nothing."""
    return changes(
        [(round(at * HOUR), value) for at, value in zip(curve.hours, curve.values, strict=True)]
    )


@settings(max_examples=15, deadline=None)
@given(plan=plans())
def test_both_readings_count_the_same(plan):
    with tempfile.TemporaryDirectory() as folder:
        write_mission(MISSION, Path(folder) / "mission")
        write_plan(plan, MISSION, Path(folder) / "plan")
        assert read_plan(Path(folder) / "plan", MISSION).loads == plan.loads
        book = Book(Path(folder) / "mission", Path(folder) / "plan")
    first = Reading(mission=MISSION, plan=with_vacuums(MISSION, plan))
    assert as_steps(first.total_out) == changes(book.out_steps())
    assert (first.late, first.not_out) == (
        book.to_leave - book.out(book.deadline),
        book.to_leave - book.out(),
    )
    assert first.last_out == (None if book.last_out() is None else book.last_out() / HOUR)
    for site in MISSION.site:
        assert as_steps(first.presence.get(site, Curve())) == changes(book.presence(site))
        assert as_steps(first.ends.there.get(site, Curve())) == changes(book.kit_there_steps(site))
    assert {
        name: {fate: f.units(fate) for fate in FATES} for name, f in first.ends.fates.items()
    } == book.fates
    assert first.ends.kinds == book.kinds
    assert first.fleet_ends.kinds == book.fleet_kinds
    for kind in Kind:
        assert as_steps(first.ends.over_time[kind]) == changes(book.kind_steps(kind))
    assert as_steps(first.ends.taken) == changes(book.taken_steps())
    assert {(kit.lot.lot, *kit[1:]) for kit in first.behind} == set(book.behind)
    assert sum(party.count for party in first.remaining) == book.remaining
    told = [
        (r.party.party, r.late, r.not_out, None if r.last_out is None else r.last_out * HOUR)
        for r in late(first)
    ]
    assert told == [row[:4] for row in book.late]
    assert [r.person_days for r in late(first)] == pytest.approx([row[4] for row in book.late])
    assert Account(book).terms() == pytest.approx(attrs.asdict(terms(MISSION, plan)))
    for one, row in zip(
        stocks(first),
        (r for r in book.tables["supplies"] if MISSION.site[r["site"]].role != "exit"),
        strict=True,
    ):
        corners, until = follow(book, row)
        assert [one.at(h) for h in range(0, 6000, 77)] == pytest.approx(
            [stock_at(corners, until, h * HOUR) for h in range(0, 6000, 77)], abs=1e-6
        )


THIRSTY = attrs.evolve(
    MISSION,
    vehicles=tuple(attrs.evolve(v, fuel_l_per_km=0.5, tank_km=150.0) for v in MISSION.vehicles),
    doctrine=attrs.evolve(
        MISSION.doctrine,
        driven_tank_km=90.0,
        stated=(*MISSION.doctrine.stated, Figure(name="driven_tank_km", value=90.0)),
    ),
)
"""The mission with vehicles that burn fuel, more of it than their tanks hold."""


def filling_up(plan):
    """Return the plan with fuel taken on by every serial at its second stage, and rations at its third."""
    later = ((2, "fuel"), (3, "rations"))
    more = [
        Load(
            serial=serial,
            kind="supply",
            item=item,
            quantity=5,
            board_stage=n,
            alight_stage=n,
            role="used",
        )
        for serial, stages in plan.serials.items()
        for n, item in later
        if n <= len(stages)
    ]
    return attrs.evolve(plan, loads=(*plan.loads, *more))


@settings(max_examples=15, deadline=None)
@given(drawn=plans(), fills=st.booleans())
def test_both_readings_weigh_what_serials_carry_for_themselves(drawn, fills):
    plan = filling_up(drawn) if fills else drawn
    with tempfile.TemporaryDirectory() as folder:
        write_mission(THIRSTY, Path(folder) / "mission")
        write_plan(plan, THIRSTY, Path(folder) / "plan")
        book = Book(Path(folder) / "mission", Path(folder) / "plan")
    Lifts(book)
    opened = case(THIRSTY, plan)
    kg = weights(THIRSTY)
    for serial in opened.rows:
        assert own_t(opened, serial, kg) == pytest.approx(own(book, serial.serial))


@settings(max_examples=3, deadline=None, phases=[Phase.generate])
@given(plan=plans())
def test_pages_of_made_up_plans(plan):
    with tempfile.TemporaryDirectory() as folder:
        write_mission(MISSION, Path(folder) / "mission")
        write_plan(plan, MISSION, Path(folder) / "plan")
        assert told_otherwise(Case(Path(folder) / "mission", Path(folder) / "plan")) == []
