"""What can leave a site as it is packed."""

import math

import attrs
import pytest

from exeunt.optimise.planner.stores.packing import ROUNDING, Packing
from tests.support.missions.planner_country import STORES

HERE = attrs.evolve(STORES, site="fort", teu=2)


def packing(rate: float | None = 12.0) -> Packing:
    return Packing({"fort": rate})


def test_it_is_packed_day_by_day_from_the_start() -> None:
    store = packing()
    assert store.ready("fort", 0).most(HERE) == 0
    assert store.ready("fort", 24).most(HERE) == pytest.approx(6, abs=2 * ROUNDING)
    assert packing(None).ready("fort", 0).most(HERE) == math.inf


def test_what_comes_from_elsewhere_or_takes_no_room_is_packed() -> None:
    ready = packing().ready("fort", 0)
    assert ready.most(attrs.evolve(HERE, site="town")) == math.inf
    assert ready.most(attrs.evolve(HERE, teu=0)) == math.inf


def test_what_a_serial_takes_is_gone() -> None:
    ready = packing().ready("fort", 24)
    ready.take(HERE, 4)
    ready.take(attrs.evolve(HERE, site="town"), 4)
    assert ready.teu == pytest.approx(4, abs=2 * ROUNDING)


def test_what_leaves_later_must_still_find_its_kit_packed() -> None:
    store = packing()
    store.book("fort", 48, 20)
    assert store.ready("fort", 24).teu == pytest.approx(4, abs=2 * ROUNDING)
    assert store.ready("fort", 48).teu == pytest.approx(4, abs=2 * ROUNDING)
    assert store.ready("fort", 72).teu == pytest.approx(16, abs=2 * ROUNDING)


def test_what_has_left_is_put_back_as_it_was() -> None:
    store = packing()
    undo = store.snapshot()
    store.book("fort", 3, 4)
    assert store.at("fort") == ((3, 4),)
    undo()
    assert store.at("fort") == ()
