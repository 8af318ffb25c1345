"""What holds of the referee and the terms for every plan near the outpost's, good or bad."""

from collections import Counter
from datetime import datetime, timedelta
from typing import TypeVar

import attrs
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from exeunt.model.mission import TABLES, Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import PLAN_TABLES, Closure, Plan, Terms
from exeunt.rules.ledger import case
from exeunt.rules.referee import RULES
from exeunt.rules.terms import exposure, objective, priced, terms
from tests.support.missions.outpost import LOADS, MISSION, PLAN, row, shifted, where
from tests.support.plans.verdicts import verdicts

FEW = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)

SERIALS = ("C1", "C2", "C3", "F1", "F2")
Thing = TypeVar("Thing")


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw a plan with a few mistakes, or none."""
    plan = PLAN
    for serial in draw(st.lists(st.sampled_from(SERIALS), max_size=2, unique=True)):
        plan = shifted(plan, serial, draw(st.integers(-30, 30)), since=draw(st.integers(1, 3)))
    for i in draw(st.lists(st.integers(0, len(LOADS) - 1), max_size=3, unique=True)):
        changes = draw(
            st.sampled_from(
                (
                    {"quantity": 1.0},
                    {"quantity": LOADS[i].quantity + 1},
                    {"alight_stage": 1},
                    {"role": "carried"},
                )
            )
        )
        plan = where(
            plan,
            lambda x, key=(LOADS[i].serial, LOADS[i].item, LOADS[i].role): (
                (x.serial, x.item, x.role) == key
            ),
            **changes,
        )
    for name in draw(
        st.lists(st.sampled_from(("loads", "disposals", "closures", "reserves")), max_size=1)
    ):
        rows = list(getattr(plan, name))
        rows.pop(draw(st.integers(0, len(rows) - 1)))
        plan = attrs.evolve(plan, **{name: tuple(rows)})
    return plan


def brief(
    found: tuple[Violation, ...], later: timedelta = timedelta()
) -> Counter[tuple[str, datetime | None]]:
    return Counter((v.rule, v.when + later if v.when else None) for v in found)


def close(one: Terms, two: Terms) -> bool:
    return attrs.astuple(one) == pytest.approx(attrs.astuple(two), rel=1e-9, abs=1e-9)


def renamed(thing: Thing, tables: tuple[str, ...]) -> Thing:
    """Give every thing another name, in a mission or a plan, wherever it is named."""

    def fresh(name: str) -> str:
        return "x" + name[::-1]

    known = {
        fresh_id
        for t in (
            "sites",
            "legs",
            "parties",
            "lots",
            "vehicles",
            "fleets",
            "aircraft",
            "air_fleets",
        )
        for fresh_id in _keys(t)
    } | set(SERIALS)
    changes = {}
    for table in tables:
        rows = []
        for r in getattr(thing, table):
            words = {
                f.name: fresh(v)
                for f in attrs.fields(type(r))
                if isinstance(v := getattr(r, f.name), str)
                and v in known
                and f.name
                not in {"role", "mode", "kind", "capability", "supply", "name", "source", "note"}
            }
            if isinstance(r, Closure):
                words["last_serials"] = tuple(map(fresh, r.last_serials))
            rows.append(attrs.evolve(r, **words))
        changes[table] = tuple(rows)
    return attrs.evolve(thing, **changes)


def _keys(table: str) -> list[str]:
    return [str(attrs.astuple(r, recurse=False)[_place(r)]) for r in getattr(MISSION, table)]


def _place(r: object) -> int:
    return next(
        i for i, f in enumerate(attrs.fields(type(r))) if f.metadata.get("column", {}).get("key")
    )


@FEW
@given(plans())
def test_names_mean_nothing(plan: Plan) -> None:
    other = renamed(
        MISSION, tuple(t for t in TABLES if t not in {"doctrine", "prices", "dispositions"})
    )
    same = renamed(plan, ("stages", "loads", "disposals", "closures", "reserves"))
    assert brief(verdicts(other, same)) == brief(verdicts(MISSION, plan))
    assert close(terms(other, same), terms(MISSION, plan))


@FEW
@given(plans(), st.integers(-40, 400))
def test_days_mean_nothing(plan: Plan, days: int) -> None:
    """But for calendar months, which the outpost's few block hours do not fill."""
    later = timedelta(days=days)
    assert brief(verdicts(moved(MISSION, later), moved(plan, later))) == brief(
        verdicts(MISSION, plan), later
    )
    assert close(terms(moved(MISSION, later), moved(plan, later)), terms(MISSION, plan))


def moved(thing: Thing, later: timedelta) -> Thing:
    """Move every date of a mission or plan by whole days."""
    changes: dict[str, object] = {
        f.name: v + later
        for f in attrs.fields(type(thing))
        if isinstance(v := getattr(thing, f.name), datetime)
    }
    for f in attrs.fields(type(thing)):
        rows = getattr(thing, f.name)
        if isinstance(rows, tuple) and rows and attrs.has(type(rows[0])):
            changes[f.name] = tuple(moved(r, later) for r in rows)
    return attrs.evolve(thing, **changes)


@FEW
@given(plans(), st.integers(1, 50), st.sampled_from(("trucks", "buses", "lowbeds", "carriers")))
def test_more_vehicles_where_nothing_closes_break_no_rule(
    plan: Plan, more: int, fleet: str
) -> None:
    richer = row(MISSION, "fleets", fleet, count=MISSION.fleet[fleet].count + more)
    assert not brief(verdicts(richer, plan)) - brief(verdicts(MISSION, plan))


@FEW
@given(plans(), st.floats(0, 5000))
def test_more_of_a_supply_breaks_no_rule(plan: Plan, more: float) -> None:
    richer = row(MISSION, "supplies", "fuel", stock=8000 + more)
    rules = {v.rule for v in verdicts(MISSION, plan)}
    assert {v.rule for v in verdicts(richer, plan)} <= rules | (
        {"imports_permitted"} if "stocks" in rules else set()
    )


@FEW
@given(plans())
def test_no_term_is_negative(plan: Plan) -> None:
    found = terms(MISSION, plan)
    assert all(value >= 0 for value in attrs.astuple(found))
    assert objective(MISSION, found) == pytest.approx(sum(priced(MISSION, found).values()))


@FEW
@given(plans())
def test_nobody_is_in_two_places(plan: Plan) -> None:
    """Where people are conserved, all of a party are at sites or aboard at every moment, and nobody twice."""
    assume("people_conserved" not in {v.rule for v in verdicts(MISSION, plan)})
    opened = case(MISSION, plan)
    assume(all(j.depart <= j.arrive for j in opened.journeys))
    moments = sorted({t for steps in opened.parties.values() for t in steps.times})
    for party in MISSION.parties:
        for t in moments:
            present = sum(
                steps.at(t) for (name, _), steps in opened.parties.items() if name == party.party
            )
            aboard = sum(
                j.load.quantity
                for j in opened.journeys
                if j.load.kind == "people"
                and j.load.item == party.party
                and j.depart <= t < j.arrive
            )
            assert present + aboard == pytest.approx(party.count)


@FEW
@given(plans(), st.randoms(use_true_random=False))
def test_the_order_of_rows_means_nothing(plan: Plan, rng: object) -> None:
    tables = {f.name: list(getattr(plan, f.name)) for f in attrs.fields(Plan) if f.name != "record"}
    for rows in tables.values():
        rng.shuffle(rows)
    mixed = attrs.evolve(plan, **{name: tuple(rows) for name, rows in tables.items()})
    assert brief(verdicts(MISSION, mixed)) == brief(verdicts(MISSION, plan))
    assert close(terms(MISSION, mixed), terms(MISSION, plan))


@FEW
@given(plans())
def test_violations_are_in_order_and_of_known_rules(plan: Plan) -> None:
    found = verdicts(MISSION, plan)
    keys = [(v.when or datetime.min, v.rule, v.where) for v in found]
    assert keys == sorted(keys)
    assert {v.rule for v in found} <= set(RULES)
    assert all(v.needed in v.message and v.found in v.message for v in found)


@FEW
@given(plans())
def test_a_load_may_be_split_in_two(plan: Plan) -> None:
    """Two rows of half the people, vehicles or kit are one row of all."""
    halves = []
    for x in plan.loads:
        half = x.quantity / 2
        halves += (
            [attrs.evolve(x, quantity=half)] * 2
            if half == round(half) and x.kind != "aircraft"
            else [x]
        )
    split = attrs.evolve(plan, loads=tuple(halves))
    few = {
        r: n
        for r, n in Counter(v.rule for v in verdicts(MISSION, split)).items()
        if r not in {"legs_exist", "ready_first", "provider_conditions"}
    }
    one = {
        r: n
        for r, n in Counter(v.rule for v in verdicts(MISSION, plan)).items()
        if r not in {"legs_exist", "ready_first", "provider_conditions"}
    }
    assert few == one
    assert close(terms(MISSION, split), terms(MISSION, plan))


@FEW
@given(st.floats(0, 1), st.floats(0, 1))
def test_armour_never_harms(one: float, two: float) -> None:
    for hop in case(MISSION, PLAN).hops:
        if one <= two:
            assert exposure(hop, one) <= exposure(hop, two) <= hop.people_count


@FEW
@given(st.integers(0, 60))
def test_leaving_people_behind_costs_more_than_taking_them(hours: int) -> None:
    """A later last convoy is never less late."""
    later = shifted(shifted(PLAN, "C2", hours), "C3", -4)
    assert terms(MISSION, later).late_person_days >= terms(MISSION, PLAN).late_person_days


def test_tables_cover_the_plan() -> None:
    assert {f.name for f in attrs.fields(Plan)} - {"record", "stages"} == set(PLAN_TABLES) - {
        "movements",
        "flights",
    }
    assert isinstance(MISSION, Mission)
