"""Disposals: rates, lead times, teams and last dates by hand."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from exeunt.optimise.planner.disposals import TEAMS_BEGIN
from tests.support.missions.planner_country import LIAISON, SHIP, STORES, Parts, country, day

AMMO = attrs.evolve(
    STORES, lot="ammo", quantity=6, mass_t=1, kit_class="ammunition", value=0, harm_if_captured=10
)
SAPPERS = Party(
    party="sappers", site="fort", count=8, population="troops", capabilities=(("eod", 2.0),)
)


def parts(*lots, row: dict | None = None, **changes) -> Parts:
    destroy = Disposition(disposition="destroy", kit_class="ammunition", **(row or {}))
    tactics = changes.pop("tactics", {})
    return Parts(
        country(
            lots=lots or (AMMO,),
            dispositions=(attrs.evolve(SHIP, lawful=False), destroy),
            **changes,
        ),
        **tactics,
    )


def written(p: Parts) -> list[tuple[str, str, int, float, float]]:
    hours = p.mission.hours
    return [
        (x.lot, x.disposition, x.quantity, hours(x.start), hours(x.done))
        for x in p.world.written.disposals
    ]


def test_a_day_s_lead_and_three_days_work() -> None:
    p = parts(row={"rate_per_day": 2.0, "lead_hours": 24})
    assert p.disposals.dispose("fort", AMMO, 6, 0, 96, abandon=False) == 6
    assert written(p) == [("ammo", "destroy", 6, 0, 96)]
    assert p.world.kit.at("fort") == {}
    assert list(p.world.presence.teu("fort")[:7]) == [6, 6, 6, 6, 6, 0, 0]


@pytest.mark.parametrize(("by", "units"), [(96, 6), (95, 5), (72, 4), (48, 2), (24, 0), (0, 0)])
def test_as_many_units_as_there_is_time_for(by: float, units: int) -> None:
    p = parts(row={"rate_per_day": 2.0, "lead_hours": 24})
    assert p.disposals.dispose("fort", AMMO, 6, 0, by, abandon=False) == units


def test_what_there_is_no_time_for_is_abandoned_in_the_end() -> None:
    p = parts(row={"rate_per_day": 2.0, "lead_hours": 24})
    assert p.disposals.dispose("fort", AMMO, 6, 0, 72, abandon=True) == 6
    assert written(p) == [("ammo", "destroy", 4, 0, 72), ("ammo", "abandon", 2, 72, 72)]


def test_without_a_rate_only_the_lead_counts() -> None:
    p = parts(row={"lead_hours": 24})
    assert p.disposals.dispose("fort", AMMO, 6, 12, 36, abandon=False) == 6
    assert written(p) == [("ammo", "destroy", 6, 12, 36)]


def test_nothing_begins_before_there_is_such_a_way() -> None:
    p = parts(row={"lead_hours": 24, "available_from": day(2)})
    assert p.disposals.dispose("fort", AMMO, 6, 0, 71, abandon=False) == 0
    assert p.disposals.dispose("fort", AMMO, 6, 0, 96, abandon=False) == 6
    assert written(p) == [("ammo", "destroy", 6, 48, 72)]


def test_two_lots_share_a_rate_one_after_the_other() -> None:
    more = attrs.evolve(AMMO, lot="more", quantity=4)
    p = parts(AMMO, more, row={"rate_per_day": 2.0, "lead_hours": 24})
    p.disposals.dispose("fort", AMMO, 6, 0, 500, abandon=False)
    p.disposals.dispose("fort", more, 4, 0, 500, abandon=False)
    assert written(p) == [("ammo", "destroy", 6, 0, 96), ("more", "destroy", 4, 72, 72 + 24 + 48)]


@pytest.mark.parametrize(
    ("by", "done", "people"), [(500, 96, 4), (96, 96, 4), (95, 48, 8), (48, 48, 8)]
)
def test_work_takes_the_fewest_teams_that_finish_and_they_must_stay(
    by: float, done: float, people: int
) -> None:
    p = parts(row={"rate_t_per_team_day": 1.5, "capability": "eod"}, parties=(SAPPERS,))
    assert p.disposals.dispose("fort", AMMO, 6, 0, by, abandon=False) == 6
    assert written(p) == [("ammo", "destroy", 6, 0, done)]
    assert [p.keep.must("fort", t) for t in (0, done - 1, done)] == [
        {"sappers": people},
        {"sappers": people},
        {},
    ]


def test_no_team_no_work() -> None:
    p = parts(row={"rate_t_per_team_day": 1.5, "capability": "eod"})
    assert p.disposals.dispose("fort", AMMO, 6, 0, 500, abandon=False) == 0
    three = Requirement(
        requirement="r", activity="destroy", where="ammunition", capability="eod", amount=3
    )
    p = parts(requirements=(three,), parties=(SAPPERS,))
    assert p.disposals.dispose("fort", AMMO, 6, 0, 500, abandon=False) == 0


def test_what_is_best_disposed_of_is_begun_at_once() -> None:
    p = parts(row={"lead_hours": 24})
    p.disposals.early(0)
    assert written(p) == [("ammo", "destroy", 6, 0, 24)]


def test_what_is_not_ready_waits() -> None:
    p = parts(attrs.evolve(AMMO, ready_from=day(2)), row={"lead_hours": 24})
    for t in (0, 24, 48):
        p.disposals.early(t)
    assert written(p) == [("ammo", "destroy", 6, 48, 72)]


def test_what_is_worth_shipping_waits_unless_it_could_not_be_shipped_before() -> None:
    sell = Disposition(disposition="sell", recovery_share=0.1)
    changes = {"lots": (STORES,), "dispositions": (SHIP, sell)}
    waiting = Parts(country(**changes))
    waiting.disposals.early(0)
    assert written(waiting) == []
    taught = Parts(country(**changes), dispose_early={("stores", "fort"): 2})
    taught.disposals.early(0)
    assert written(taught) == [("stores", "sell", 2, 0, 0)]
    taught.disposals.early(24)
    assert len(taught.world.written.disposals) == 1


def test_kit_is_sold_when_the_receiver_is_there() -> None:
    sell = Disposition(disposition="sell", recovery_share=0.1, lead_hours=24)
    p = Parts(
        country(
            lots=(attrs.evolve(STORES, allowed=("sell",)),),
            fort={"receiver_ready": day(3)},
            dispositions=(sell,),
        )
    )
    for t in (0, 24, 48, 72):
        p.disposals.early(t)
    assert written(p) == [("stores", "sell", 6, 72, 96)]


def test_at_a_closing_kit_goes_to_the_receiver_who_will_be_there() -> None:
    sell = Disposition(disposition="sell", recovery_share=0.1, lead_hours=24)
    p = Parts(
        country(lots=(STORES,), fort={"receiver_ready": day(3)}, dispositions=(sell,)),
    )
    assert p.disposals.dispose("fort", STORES, 6, 0, 71, abandon=False) == 0
    assert p.disposals.dispose("fort", STORES, 6, 0, 73, abandon=True) == 6
    assert written(p) == [("stores", "sell", 6, 48, 72)]


def test_kit_at_a_place_that_stays_open_is_settled_in_the_end() -> None:
    p = Parts(
        country(
            lots=(attrs.evolve(STORES, site="town"),),
            dispositions=(SHIP, Disposition(disposition="transfer")),
            parties=(LIAISON,),
        ),
        settle_at=48.0,
    )
    for t in (0, 24, 48):
        p.disposals.early(t)
    assert written(p) == [("stores", "transfer", 6, 48, 48)]


def test_work_for_teams_is_settled_before_they_leave() -> None:
    sappers = attrs.evolve(SAPPERS, site="town")
    p = Parts(
        country(
            lots=(attrs.evolve(AMMO, site="town", value=20_000),),
            dispositions=(SHIP, Disposition(disposition="destroy", capability="eod")),
            parties=(sappers,),
        )
    )
    for t in range(0, 480, 24):
        p.disposals.early(t)
    begin = TEAMS_BEGIN * 480
    assert p.tactics.settle_at > 480
    assert written(p) == [("ammo", "destroy", 6, begin, begin)]
