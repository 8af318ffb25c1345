"""Packing rates and kit in use, held against the outpost's plan."""

import attrs
import pytest

from exeunt.model.mission import Mission
from tests.support.missions.outpost import MISSION, PLAN, at, closing, disposal, row, where
from tests.support.plans.breaks import broken
from tests.support.plans.verdicts import verdicts


def packing(rate: float) -> Mission:
    return row(MISSION, "sites", "fort", pack_teu_per_day=rate)


def test_twelve_teu_leave_after_a_day_and_fourteen_hours() -> None:
    assert broken(packing(7.6), PLAN) == set()
    (found,) = verdicts(packing(7.5), PLAN)
    assert found.message == (
        "More kit leaves Fort than can have been packed, 2024-03-02 14:00: needed at most 11.88 TEU, "
        "found 12 TEU."
    )


def test_it_is_the_sum_that_counts_whenever_it_was_packed() -> None:
    # Twelve TEU with the first convoy, four with the second, four days later: sixteen in 134 hours.
    driven = row(packing(2.9), "lots", "crane", teu=0)
    plan = where(PLAN, lambda x: (x.serial, x.item) == ("C1", "stores"), quantity=4.0)
    assert "packing_rate" not in broken(driven, plan)


def test_what_drives_or_comes_from_elsewhere_needs_no_packing() -> None:
    jeeps_only = where(PLAN, lambda x: x.item == "jeeps", quantity=3.0)
    assert "packing_rate" not in broken(packing(7.6), jeeps_only)
    # The town hands on what the fort has packed: its own racks alone are measured there.
    assert broken(row(MISSION, "sites", "town", pack_teu_per_day=0.5), PLAN) == set()


@pytest.mark.parametrize(("days", "keeps"), [(5.6, True), (5.5, False), (0, False)])
def test_kit_in_use_is_sold_once_its_site_stops_working(days: float, keeps: bool) -> None:
    mission = row(row(MISSION, "lots", "huts", in_use=True), "sites", "fort", packing_days=days)
    assert broken(mission, PLAN) == (set() if keeps else {"stops_work"})


def test_kit_in_use_leaves_with_the_last_of_its_site() -> None:
    assert broken(row(MISSION, "lots", "radios", in_use=True), PLAN) == set()
    mission = row(MISSION, "lots", "crane", in_use=True)
    (found,) = verdicts(mission, PLAN)
    assert found.message == (
        "crane, in use, boards C1 while its site works, 2024-03-02 14:00: needed not before "
        "2024-03-06 14:00, found 2024-03-02 14:00."
    )
    packed = row(mission, "sites", "fort", packing_days=4)
    assert broken(packed, PLAN) == set()


def test_what_stays_where_it_is_used_is_not_taken_down() -> None:
    mission = row(MISSION, "lots", "huts", in_use=True)
    for way in ("handover", "abandon"):
        assert "stops_work" not in broken(mission, disposal(PLAN, "huts", disposition=way))
    # In the town, which does not close, racks are transferred at once, and none may go.
    racks = row(MISSION, "lots", "racks", in_use=True)
    assert "stops_work" in broken(racks, PLAN)
    staying = attrs.evolve(PLAN, loads=tuple(x for x in PLAN.loads if x.item != "racks"))
    assert "stops_work" not in broken(racks, staying)


def test_the_days_are_counted_from_the_closing() -> None:
    mission = row(row(MISSION, "lots", "crane", in_use=True), "sites", "fort", packing_days=4)
    assert broken(mission, PLAN) == set()
    later = closing(PLAN, close=at(5, 15))
    assert "stops_work" in broken(mission, later)
