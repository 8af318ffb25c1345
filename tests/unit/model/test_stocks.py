"""Stocks worked out by hand: use, imports, what serials draw and bring, a tank that is full."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Load, Plan, Stage
from exeunt.model.stocks import import_rows, may_import, stock_at
from exeunt.model.stores import Permission, Supply

START = datetime(2030, 1, 1)
WATER = Supply(supply="water", site="fort", stock=100, use_per_day=2, use_per_person_day=1)
MISSION = Mission(
    name="m",
    start=START,
    deadline=START + timedelta(days=30),
    end=START + timedelta(days=40),
    sites=tuple(Site(site=s, lat=0, lon=0, role="base") for s in ("fort", "town")),
    parties=(Party(party="guard", site="fort", count=10, population="troops"),),
)


def day(n: float) -> datetime:
    return START + timedelta(days=n)


def allowed(**fields) -> Permission:
    return Permission(
        **{"permission": "p", "mode": "import", "where": "water", "state": "granted"} | fields
    )


def convoy(origin: str, destination: str, *loads: Load) -> Plan:
    stage = Stage(
        serial="C",
        stage=1,
        mode="road",
        leg="l",
        origin=origin,
        destination=destination,
        depart=day(2),
        arrive=day(3),
    )
    return Plan(stages=(stage,), loads=loads)


def load(kind: str, item: str, quantity: float, role: str = "") -> Load:
    return Load(
        serial="C",
        kind=kind,
        item=item,
        quantity=quantity,
        role=role,
        board_stage=1,
        alight_stage=1,
    )


def level(n: float, plan: Plan | None = None, *, supply: Supply = WATER, **changes) -> float:
    return stock_at(attrs.evolve(MISSION, **changes), plan or Plan(), supply, day(n))


def test_a_site_and_its_people_use_it_day_by_day() -> None:
    assert [level(n) for n in (-1, 0, 0.5, 5)] == [100, 100, 94, 40]


def test_more_than_there_is_leaves_less_than_nothing() -> None:
    assert level(10) == -20


def test_people_who_have_left_use_no_more() -> None:
    gone = convoy("fort", "town", load("people", "guard", 6))
    assert level(4, gone) == 100 - 2 * 12 - 2 * 6


def test_a_serial_draws_when_it_leaves_and_adds_when_it_is_there() -> None:
    away = convoy("fort", "town", load("supply", "water", 10, "delivered"))
    assert [level(n, away) for n in (1.9, 2, 3)] == pytest.approx([77.2, 66, 54])
    home = convoy("town", "fort", load("supply", "water", 10, "delivered"))
    assert [level(n, home) for n in (2.5, 3)] == [70, 74]


def test_what_a_serial_uses_comes_nowhere() -> None:
    assert level(3, convoy("town", "fort", load("supply", "water", 10, "used"))) == 64


def test_another_supply_is_another_stock() -> None:
    assert level(3, convoy("fort", "town", load("supply", "fuel", 10, "delivered"))) == 64


def test_imports_need_a_grant_only_where_rows_are_about_them() -> None:
    fed = attrs.evolve(WATER, import_per_day=12)
    assert level(5, supply=fed) == 100
    assert level(5, supply=fed, permissions=(allowed(state="pending"),)) == 40
    assert level(5, supply=fed, permissions=(allowed(state="refused", where="fuel"),)) == 100
    two_days = allowed(valid_from=day(1), valid_to=day(3))
    assert level(5, supply=fed, permissions=(two_days,)) == 40 + 2 * 12


def test_what_comes_in_above_the_capacity_is_lost() -> None:
    fed = attrs.evolve(WATER, import_per_day=20, capacity=110)
    assert [level(n, supply=fed) for n in (1, 2, 9)] == [108, 110, 110]


def test_what_stands_above_the_capacity_is_used_before_anything_comes_in() -> None:
    full = attrs.evolve(WATER, import_per_day=12, capacity=76)
    assert [level(n, supply=full) for n in (1, 2, 3, 9)] == [88, 76, 76, 76]


def test_a_closed_site_has_none() -> None:
    closed = Plan(closures=(Closure(site="fort", close=day(2)),))
    assert [level(n, closed) for n in (2, 2.1)] == [76, 0]


def test_rows_about_an_import_name_the_supply_the_site_or_everything() -> None:
    rows = tuple(allowed(permission=w, where=w) for w in ("water", "fort", "*", "fuel", "town"))
    mission = attrs.evolve(MISSION, permissions=(*rows, allowed(mode="*", where="*")))
    assert [p.permission for p in import_rows(mission, "water", "fort")] == ["water", "fort", "*"]


def test_a_grant_holds_from_its_first_moment_to_before_its_last() -> None:
    mission = attrs.evolve(MISSION, permissions=(allowed(valid_from=day(1), valid_to=day(2)),))
    assert [may_import(mission, "water", "fort", day(n)) for n in (0.9, 1, 1.9, 2)] == [
        False,
        True,
        True,
        False,
    ]
