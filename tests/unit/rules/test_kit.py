"""Kit: which disposition is lawful, who consents, how fast and by whom."""

import attrs
import pytest

from exeunt.model.plan import Disposal
from exeunt.model.requirements import Requirement
from tests.support.missions.outpost import (
    MISSION,
    PLAN,
    added,
    at,
    disposal,
    load,
    loads,
    requiring,
    row,
    where,
)
from tests.support.plans.breaks import broken, disposition


def test_half_the_sappers_are_no_team() -> None:
    """Three of six stay until the end: the aid post stands, the inspection does not."""
    plan = added(
        loads(PLAN, "C2", "sappers", quantity=3.0),
        load("C1", "people", "sappers", 3, (2, 3), "passenger"),
    )
    assert broken(MISSION, plan) >= {"closing_steps", "disposal_capability"}


@pytest.mark.parametrize(
    ("group", "ways"), [("", 3), ("I", 1), ("II", 2), ("III", 2), ("IV", 2), ("V", 3)]
)
def test_disposal_groups_are_about_mission_owned_kit(group: str, ways: int) -> None:
    mission = row(MISSION, "lots", "huts", disposal_group=group)
    good = [
        way
        for way in ("sell", "handover", "destroy")
        if "lawful_disposition" not in broken(mission, disposal(PLAN, "huts", disposition=way))
    ]
    assert len(good) == ways
    assert "destroy" in good
    contingent = row(mission, "lots", "huts", owner="contingent", consent=True)
    assert "lawful_disposition" not in broken(
        contingent, disposal(PLAN, "huts", disposition="handover")
    )


@pytest.mark.parametrize("kit_class", ["weapon", "ammunition", "armour"])
@pytest.mark.parametrize("way", ["sell", "gift", "handover"])
def test_what_kills_is_never_given_away_whatever_the_tables_say(kit_class: str, way: str) -> None:
    mission = row(MISSION, "lots", "huts", kit_class=kit_class, allowed=())
    rows = tuple(
        attrs.evolve(d, disposition=way, kit_class="*", rate_per_day=None)
        if d.disposition == "sell"
        else d
        for d in MISSION.dispositions
    )
    assert broken(
        attrs.evolve(mission, dispositions=rows), disposal(PLAN, "huts", disposition=way)
    ) == {"lawful_disposition"}


def test_abandoning_is_always_open() -> None:
    assert (
        broken(
            row(MISSION, "lots", "huts", allowed=("sell",)),
            disposal(PLAN, "huts", disposition="abandon"),
        )
        == set()
    )


def test_shipping_must_be_lawful_and_allowed() -> None:
    assert broken(disposition("ship", "*", lawful=False), PLAN) == {"lawful_disposition"}
    assert broken(row(MISSION, "lots", "crane", allowed=("destroy",)), PLAN) == {
        "lawful_disposition"
    }


def test_kit_that_passes_an_exit_on_its_way_is_not_shipped_there() -> None:
    """The jeeps belong to the airport, pass the port, and come back."""
    mission = row(MISSION, "lots", "jeeps", destination="airport")
    plan = loads(PLAN, "C2", "jeeps", alight_stage=4)
    plan = where(plan, lambda x: x.item == "guard" and x.role == "crew", alight_stage=4)
    assert "lawful_disposition" not in broken(mission, plan)


def test_consent_is_not_needed_to_ship_or_abandon() -> None:
    mission = row(MISSION, "lots", "shells", consent=False)
    assert broken(mission, disposal(PLAN, "shells", disposition="abandon")) == set()


def test_disposals_under_one_row_share_its_rate() -> None:
    mission = row(MISSION, "lots", "stores", allowed=())
    plan = loads(PLAN, "C1", "stores", quantity=9.0)
    one = Disposal(
        site="fort", lot="stores", disposition="sell", quantity=1, start=at(0), done=at(2)
    )
    assert broken(mission, added(plan, one)) == {"disposal_rate"}
    assert broken(mission, added(plan, attrs.evolve(one, start=at(1), done=at(3)))) == set()


def test_a_team_that_leaves_slows_the_work() -> None:
    mission = row(MISSION, "parties", "sappers", capabilities=(("eod", 2.0), ("engineers", 2.0)))
    fast = disposal(PLAN, "shells", done=at(2))
    assert broken(mission, fast) == set()
    half = added(
        loads(fast, "C2", "sappers", quantity=3.0),
        load("F1", "people", "sappers", 3, (2, 2), "passenger"),
    )
    assert "disposal_rate" in broken(row(mission, "parties", "sappers", leave_from=None), half)


def test_destroying_may_be_required_more_of_by_class_site_or_anywhere() -> None:
    for about, rules in (("ammunition", 1), ("fort", 1), ("*", 1), ("weapon", 0), ("town", 0)):
        mission = requiring(
            Requirement(
                requirement="more", activity="destroy", where=about, capability="recovery", amount=1
            )
        )
        assert len(broken(mission, PLAN)) == rules
