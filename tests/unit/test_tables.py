"""The bridge to index arrays: ledgers replayed say what the referee says of every plan."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from random import Random

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt import shipped
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.rules.conservation import (
    aircraft_conserved,
    kit_conserved,
    people_conserved,
    vehicles_conserved,
)
from exeunt.rules.ledger import Case
from exeunt.tables import (
    Book,
    Entry,
    Ledger,
    Ledgers,
    Minutes,
    Shortfall,
    disposal_entries,
    plan_entries,
    serial_entries,
)
from exeunt.words.reasons import sentence
from exeunt.words.words import Words
from tests.support.missions.outpost import MISSION, PLAN
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.plans.random_plans import mutated, random_load, random_plan
from tests.support.plans.tiny_by_hand import by_hand

RULES = (people_conserved, kit_conserved, vehicles_conserved, aircraft_conserved)
MISSIONS = {name: shipped_mission(name) for name in shipped.names()}
TINY = MISSIONS["tiny"]
MANY = settings(max_examples=400, deadline=None)

Broken = dict[tuple[str, str], int]
"""The minute of the first shortfall, by the item and what the referee says of it."""


def by_referee(mission: Mission, plan: Plan) -> Broken:
    """Return where the referee's ledgers first fall below zero; its other findings are left out."""
    case, broken = Case(mission, plan), Broken()
    for rule in RULES:
        for breach in rule(case):
            text = sentence(breach.what, mission, Words())
            if breach.at is not None and text.startswith("More "):
                minute = round(breach.at * 60 - 1e-3)
                key = str(breach.where), text
                broken[key] = min(minute, broken.get(key, minute))
    return broken


def by_kernel(mission: Mission, shortfalls: tuple[Shortfall, ...]) -> Broken:
    """Return the same of the kernel's answer, in the referee's words."""
    gone = {s.ledger[1:] for s in shortfalls if s.ledger.book is Book.VEHICLES}
    return {
        (s.ledger.item, words(mission, s.ledger)): s.minute
        for s in shortfalls
        # The referee says nothing of turning round where the vehicles are not there at all.
        if not (s.ledger.book is Book.VEHICLES_READY and s.ledger[1:] in gone)
    }


def words(mission: Mission, ledger: Ledger) -> str:
    item = ledger.item
    if ledger.book is Book.AIRCRAFT:
        return f"More aircraft of {item} are in use than are serviceable"
    if ledger.book is Book.VEHICLES_IN_SERVICE:
        return f"More vehicles of {item} are on the move than are in service"
    site = mission.site[ledger.site]
    name = site.name or site.site
    if ledger.book is Book.PEOPLE:
        return f"More people of {item} leave {name} than are there"
    if ledger.book is Book.KIT:
        return f"More units of {item} are moved from or disposed of at {name} than are there"
    hours = f"{site.turn_hours:,.0f}" if site.turn_hours % 1 == 0 else f"{site.turn_hours:,.2f}"
    if ledger.book is Book.VEHICLES_READY:
        return (
            f"More vehicles of {item} leave {name} than have been there for the {hours} h turn time"
        )
    return f"More vehicles of {item} leave {name} than are there"


def agree(mission: Mission, plan: Plan) -> Broken:
    broken = by_referee(mission, plan)
    assert by_kernel(mission, Ledgers.of(mission, plan).shortfalls()) == broken
    return broken


@MANY
@given(st.integers(0, 2**32))
def test_a_random_plan_breaks_the_ledgers_that_the_referee_says_and_then(seed: int) -> None:
    random = Random(seed)
    mission = random.choice((TINY, MISSION))
    agree(mission, random_plan(mission, random))


@MANY
@given(st.integers(0, 2**32))
def test_so_does_a_good_plan_with_some_rows_changed(seed: int) -> None:
    random = Random(seed)
    mission, plan = random.choice(((TINY, by_hand(TINY)), (MISSION, PLAN)))
    agree(mission, mutated(mission, plan, random))


def test_and_thousands_of_plans_of_all_shipped_missions_good_and_bad() -> None:
    random, broken = Random(8), list[Broken]()
    for name, many in (("tiny", 800), ("port-run", 400), ("mali-2023", 20), ("littoral", 20)):
        for _ in range(many):
            broken.append(agree(MISSIONS[name], random_plan(MISSIONS[name], random)))
    for mission, plan in ((TINY, by_hand(TINY)), (MISSION, PLAN)):
        for _ in range(600):
            plan_of_parts = attrs.evolve(plan, disposals=plan.disposals)
            broken.append(agree(mission, mutated(mission, plan_of_parts, random)))
    assert any(not b for b in broken)
    kinds = {text.split(" leave")[0].split(" are ")[0].split()[1] for b in broken for _, text in b}
    assert kinds == {"people", "units", "vehicles", "aircraft"}


@pytest.mark.parametrize(("mission", "plan"), [(TINY, by_hand(TINY)), (MISSION, PLAN)])
def test_good_plans_break_no_ledger(mission: Mission, plan: Plan) -> None:
    assert Ledgers.of(mission, plan).shortfalls() == ()


@MANY
@given(st.integers(0, 2**32))
def test_touched_ledgers_with_further_entries_are_those_of_the_whole_plan(seed: int) -> None:
    random = Random(seed)
    mission = random.choice((TINY, MISSION))
    plan = random_plan(mission, random)
    load = random_load(mission, random, plan)
    more = list(serial_entries(mission, plan.serials[load.serial], [load]))
    ledgers = Ledgers.of(mission, plan)
    whole = Ledgers.of(mission, attrs.evolve(plan, loads=(*plan.loads, load))).shortfalls()
    touched = {entry.ledger for entry in more}
    assert set(ledgers.shortfalls_with(more)) == {s for s in whole if s.ledger in touched}
    back = [Entry(e.ledger, e.minute, -e.change) for e in more]
    now = {s for s in ledgers.shortfalls() if s.ledger in touched}
    assert set(ledgers.shortfalls_with([*more, *back])) == now


def test_a_move_to_where_nothing_has_been_starts_a_ledger() -> None:
    ledgers = Ledgers.of(TINY, Plan())
    nowhere = Ledger(Book.PEOPLE, "nobody", "nowhere")
    assert nowhere not in ledgers.number
    assert ledgers.shortfalls_with([Entry(nowhere, 60, 2), Entry(nowhere, 90, -2)]) == ()
    assert ledgers.shortfalls_with([Entry(nowhere, 60, 2), Entry(nowhere, 60, -3)]) == (
        Shortfall(nowhere, 60, -1),
    )
    assert ledgers.shortfalls_with([]) == ()


def test_what_comes_in_a_minute_can_leave_in_it() -> None:
    party = next(p for p in TINY.parties if p.count)
    here = Ledger(Book.PEOPLE, party.party, party.site)
    ledgers = Ledgers.of(TINY, Plan())
    n = float(party.count)
    assert ledgers.shortfalls_with([Entry(here, 10, -n - 1), Entry(here, 10, 1)]) == ()
    late = [Entry(here, 10, -n - 1), Entry(here, 11, 1)]
    assert ledgers.shortfalls_with(late) == (Shortfall(here, 10, -1),)


def test_arrays_are_as_the_contract_says() -> None:
    ledgers = Ledgers.of(TINY, by_hand(TINY))
    arrays = (ledgers.start, ledgers.first, ledgers.minute, ledgers.change)
    assert [a.dtype.name for a in arrays] == ["float64", "int64", "int64", "float64"]
    assert all(a.flags.c_contiguous for a in arrays)
    count = sum(1 for _ in plan_entries(TINY, by_hand(TINY)))
    assert ledgers.minute.shape == ledgers.change.shape == (count,)
    assert ledgers.first.shape == (len(ledgers.ledgers) + 1,)
    assert (ledgers.first[0], ledgers.first[-1]) == (0, count)
    for begin, end in zip(ledgers.first[:-1], ledgers.first[1:], strict=True):
        assert sorted(ledgers.minute[begin:end]) == list(ledgers.minute[begin:end])


def test_moments_within_a_minute_make_nothing_available_sooner() -> None:
    minutes = Minutes.of(TINY)
    moment = TINY.start + timedelta(minutes=7, seconds=20)
    assert minutes.leaving(moment) == 7
    assert minutes.coming(moment) == 8
    assert minutes.coming(moment, 0.5) == 38
    assert minutes.moment(7) == TINY.start + timedelta(minutes=7)
    whole = TINY.start + timedelta(hours=-3)
    assert minutes.leaving(whole) == minutes.coming(whole) == -180


def test_a_disposal_takes_kit_or_vehicles_out_of_their_ledgers() -> None:
    (kit,) = disposal_entries(TINY, by_hand(TINY).disposals[0])
    assert kit.ledger.book in {Book.KIT, Book.VEHICLES}
    fleet = TINY.fleets[0]
    row = attrs.evolve(by_hand(TINY).disposals[0], lot=fleet.fleet, site=fleet.site, quantity=2)
    books = [entry.ledger.book for entry in disposal_entries(TINY, row)]
    assert books == [Book.VEHICLES, Book.VEHICLES_READY]


def test_entries_that_name_no_stages_of_the_serial_are_none() -> None:
    assert list(islice(astray(), 1)) == []


def astray() -> Iterator[Entry]:
    start = TINY.start
    leg = TINY.legs[0]
    stage = Stage(
        serial="S",
        stage=1,
        mode=leg.mode,
        leg=leg.leg,
        origin=leg.origin,
        destination=leg.destination,
        depart=start,
        arrive=start + timedelta(hours=1),
    )
    load = Load(serial="S", kind="people", item="p", quantity=1, board_stage=1, alight_stage=2)
    yield from serial_entries(TINY, (stage,), [load])
