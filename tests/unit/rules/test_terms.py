"""Terms of the outpost's plan by hand, and what changes them."""

import attrs
import pytest

from exeunt.model.hazards import Threat
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan, Terms
from exeunt.rules.ledger import case
from exeunt.rules.terms import exposure, objective, priced, terms
from tests.support.missions.outpost import (
    LOTS,
    MISSION,
    PLAN,
    added,
    at,
    closing,
    disposal,
    dropped,
    loads,
    row,
    where,
    without,
)


def test_casualties_on_the_move() -> None:
    # fort-town: 0.1 strikes per 100 km x 100 km x 3 casualties = 0.3 on each of four stages; the rest is safe.
    # C1, up and down: 6 trucks x 2 + 1 lowbed x 2 = 14 in the open and 3 under armour, 14.9: 0.3 x (0.5 + 0.5 x 0.149) = 0.17235
    # C2 up: 4 trucks x 2 + 2 buses x 1 = 10 and 3 under armour, 10.9: 0.3 x 0.5545 = 0.16635
    # C2 down: 10 + crews 6 + passengers 31 = 47, of whom crew 3 and passengers 4 under armour, 42.1: 0.3 x 0.7105 = 0.21315
    assert terms(MISSION, PLAN).casualties_move == pytest.approx(0.17235 * 2 + 0.16635 + 0.21315)


def test_casualties_at_sites() -> None:
    # open 5 d 14 h = 134/24 days at 0.01; 46 people for 31.5 h, then 34 until 134 h, at 0.0001 a person-day
    assert terms(MISSION, PLAN).casualties_site == pytest.approx(
        0.01 * 134 / 24 + 0.0001 * (46 * 31.5 + 34 * 102.5) / 24
    )


def test_a_thinner_base_is_in_more_danger() -> None:
    # Closed after 134 h. With nobody armed it would be three times as dangerous, and is so by the share that lacks:
    # the perimeter asks for twice the 24 guards who are there until then.
    full = terms(MISSION, PLAN).casualties_site
    thin = row(MISSION, "sites", "fort", perimeter_people=48)
    assert terms(thin, PLAN).casualties_site == pytest.approx(full + 0.01 * 134 / 24 * 2 * 0.5)
    for people in (0, 12, 24):
        manned = row(MISSION, "sites", "fort", perimeter_people=people)
        assert terms(manned, PLAN).casualties_site == full
    steeper = attrs.evolve(thin, doctrine=attrs.evolve(thin.doctrine, thin_base_factor=5))
    assert terms(steeper, PLAN).casualties_site == pytest.approx(full + 0.01 * 134 / 24 * 4 * 0.5)
    even = attrs.evolve(thin, doctrine=attrs.evolve(thin.doctrine, thin_base_factor=1))
    assert terms(even, PLAN).casualties_site == full


def test_who_leaves_a_base_makes_it_thinner_than_it_was_at_the_start() -> None:
    # The twelve clerks fly out after 31.5 h: armed, they are a third of those who were to hold the fort.
    armed = row(MISSION, "parties", "clerks", armed=True)
    more = terms(armed, PLAN).casualties_site - terms(MISSION, PLAN).casualties_site
    assert more == pytest.approx(0.01 * 102.5 / 24 * 2 * 12 / 36)


def test_lateness() -> None:
    # After day 7: 34 people reach the port 18 h late, 3 drivers are back in their town after 62 h.
    found = terms(MISSION, PLAN)
    assert found.late_person_days == pytest.approx((34 * 18 + 3 * 62) / 24)
    assert found.not_out == 0


def test_people_left_are_late_to_the_end_and_not_out() -> None:
    found = terms(MISSION, without(PLAN, "F1"))
    assert found.not_out == 12
    assert found.late_person_days == pytest.approx((34 * 18 + 3 * 62) / 24 + 12 * 5)


def test_makespan_ends_when_the_last_who_leaves_is_out() -> None:
    # 34 people reach the port 18 h after day 7; the drivers of the town, back later, do not leave.
    assert terms(MISSION, PLAN).makespan_days == pytest.approx(7 + 18 / 24)


def test_makespan_lasts_to_the_end_where_somebody_is_not_out() -> None:
    assert terms(MISSION, without(PLAN, "F1")).makespan_days == 12


def test_makespan_has_a_price_which_is_nothing_unless_it_is_set() -> None:
    found = terms(MISSION, PLAN)
    prices = attrs.evolve(MISSION.prices, makespan_day=1_000.0)
    dearer = attrs.evolve(MISSION, prices=prices)
    assert priced(MISSION, found)["makespan_days"] == 0
    assert objective(dearer, found) == pytest.approx(objective(MISSION, found) + 7_750)


@pytest.mark.parametrize(
    ("lot", "due", "days"),
    [
        ("stores", 4, 2 * (186 - 96) / 24),  # ten came on day 3, two on day 7
        ("huts", 1, 5),  # sold on day 2
        ("racks", 0, 2 * 178 / 24),  # four are transferred at once
        ("radios", 10, 0),
        ("huts", 30, 0),
    ],
)
def test_kit_is_late_from_its_due_date_until_it_is_delivered_or_disposed_of(
    lot: str, due: float, days: float
) -> None:
    found = terms(row(MISSION, "lots", lot, due_by=at(due)), PLAN)
    assert found.late_unit_days == pytest.approx(days)


def test_kit_that_is_left_or_abandoned_is_late_to_the_end() -> None:
    mission = row(MISSION, "lots", "radios", due_by=at(4))
    left = dropped(PLAN, "C2", "radios")
    abandoned = Disposal(
        site="fort", lot="radios", disposition="abandon", quantity=2, start=at(3), done=at(3)
    )
    for plan in (left, added(left, abandoned)):
        assert terms(mission, plan).late_unit_days == pytest.approx(2 * 8)


def test_kit_is_due_only_where_it_has_a_date() -> None:
    assert terms(MISSION, Plan()).late_unit_days == 0


def test_crews_of_abandoned_vehicles_are_left_behind_unless_a_party_crews_them_or_they_are_at_an_exit() -> (
    None
):
    """Two trucks with two drivers each, from day 11 or from the deadline, day 7, to the end, day 12."""
    before = terms(MISSION, PLAN)
    for site, fleet, when, people, days in (
        ("town", "trucks", at(11), 4, 1),
        ("town", "trucks", at(1), 4, 5),
        ("town", "carriers", at(11), 0, 0),
        ("port", "trucks", at(11), 0, 0),
    ):
        found = terms(
            MISSION,
            added(
                PLAN,
                Disposal(
                    site=site, lot=fleet, disposition="abandon", quantity=2, start=when, done=when
                ),
            ),
        )
        assert found.not_out == people
        assert found.late_person_days == pytest.approx(before.late_person_days + people * days)


def test_value_and_capture() -> None:
    # 4 shells destroyed, 3,000 each; 5 huts of 2,000 sold at 30 %; what is shipped and transferred keeps its value.
    found = terms(MISSION, PLAN)
    assert found.value_lost == pytest.approx(12000 + 7000)
    assert found.capture_points == 0
    assert found.vacuum_days == 0


def test_days_until_the_receiver_is_ready_are_a_vacuum() -> None:
    later = row(MISSION, "sites", "fort", receiver_ready=at(7))
    assert terms(later, PLAN).vacuum_days == pytest.approx(34 / 24)


def test_money() -> None:
    # km: C1 600 x (6 x 2 + 4 + 1), C2 600 x (4 x 2 + 2 x 1 + 1), C3 400 x 6 x 2; trucks 100 a day: 6 x 128 h, 4 x 128 h, 6 x 74 h
    # 5 block hours at 2,000; the fort open 134 h at 1,000 a day, the town 12 days at 500; 4 destroyed at 500, 20 shipped at 100
    # They burn what they carry: 2,520 L, 1,800 L and 1,200 L at 1. A block hour is with its fuel.
    road = 600 * 17 + 600 * 11 + 400 * 12 + 100 * (10 * 128 + 6 * 74) / 24
    spent = road + 5520 + 10000 + 1000 * 134 / 24 + 6000 + 2000 + 2000
    assert terms(MISSION, PLAN).money == pytest.approx(spent)
    dear = attrs.evolve(MISSION, prices=attrs.evolve(MISSION.prices, fuel_litre=3.0))
    assert terms(dear, PLAN).money == pytest.approx(spent + 2 * 5520)


def test_kit_that_drives_pays_for_its_fuel() -> None:
    # Three jeeps drive from the fort to the port, 100 km and 200 km.
    thirsty = row(MISSION, "lots", "jeeps", fuel_l_per_km=0.5)
    more = terms(thirsty, PLAN).money - terms(MISSION, PLAN).money
    assert more == pytest.approx(3 * 300 * 0.5)


@pytest.mark.parametrize(
    ("plan", "points", "lost"),
    [
        (dropped(PLAN, "C2", "radios"), 10, 10000),
        (
            added(
                dropped(PLAN, "C2", "radios"),
                Disposal(
                    site="fort",
                    lot="radios",
                    disposition="abandon",
                    quantity=2,
                    start=at(5),
                    done=at(5),
                ),
            ),
            10,
            10000,
        ),
        (loads(PLAN, "C2", "radios", quantity=1.0), 5, 5000),
        (where(PLAN, lambda x: x.item == "radios", alight_stage=2), 10, 10000),
        (attrs.evolve(PLAN, disposals=PLAN.disposals[:2]), 0, 4 * 500),
        (
            added(
                PLAN,
                Disposal(
                    site="town",
                    lot="trucks",
                    disposition="abandon",
                    quantity=2,
                    start=at(11),
                    done=at(11),
                ),
            ),
            0,
            80000,
        ),
    ],
    ids=[
        "left",
        "abandoned",
        "one left",
        "put down on the way",
        "not transferred",
        "trucks abandoned",
    ],
)
def test_what_is_left_is_captured_and_lost(plan: Plan, points: float, lost: float) -> None:
    found = terms(MISSION, plan)
    assert found.capture_points == pytest.approx(points)
    assert found.value_lost == pytest.approx(19000 + lost)


def test_kit_given_into_a_vacuum_is_captured() -> None:
    """No rule lets it pass; what it comes to is told all the same: nobody had signed for it."""
    mission = row(MISSION, "lots", "huts", harm_if_captured=3)
    mission = row(mission, "sites", "fort", receiver_ready=at(7))
    assert terms(mission, PLAN).capture_points == 15
    assert terms(mission, closing(PLAN, close=at(7))).capture_points == 15
    there = row(mission, "sites", "fort", receiver_ready=at(2))
    assert terms(there, PLAN).capture_points == 0
    assert terms(mission, disposal(PLAN, "huts", disposition="destroy")).capture_points == 0
    alone = terms(row(mission, "sites", "fort", receiver=""), PLAN)
    assert alone.capture_points == 15
    # What is sold to nobody is not paid for.
    assert alone.value_lost == pytest.approx(12000 + 10000)


def test_shipped_kit_recovers_its_row_s_share_and_pays_by_unit() -> None:
    ship = attrs.evolve(MISSION.dispositions[0], recovery_share=0.75, cost_per_unit=0)
    found = terms(attrs.evolve(MISSION, dispositions=(ship, *MISSION.dispositions[1:])), PLAN)
    # 12 stores of 1,000, 3 jeeps of 20,000, a crane of 50,000, 2 radios of 5,000, 2 racks of 500
    assert found.value_lost == pytest.approx(19000 + 0.25 * (12000 + 60000 + 50000 + 10000 + 1000))
    assert found.money == pytest.approx(terms(MISSION, PLAN).money - 2000)


def test_kit_at_its_exit_from_the_start_is_neither_shipped_nor_lost() -> None:
    there = attrs.evolve(LOTS[0], lot="spares", site="port", harm_if_captured=9)
    assert terms(attrs.evolve(MISSION, lots=(*LOTS, there)), PLAN) == terms(MISSION, PLAN)


def test_a_threat_row_takes_the_place_of_the_leg_s_figure() -> None:
    threat = Threat(leg="town-port", valid_from=at(6, 12), valid_to=at(7), strikes_per_100km=0.5)
    risky = row(
        attrs.evolve(MISSION, threats=(threat,)), "legs", "town-port", casualties_per_strike=1
    )
    # only C2's third stage departs then: 0.5 strikes per 100 km x 200 km, exposure as on its second
    assert terms(risky, PLAN).casualties_move == pytest.approx(
        terms(MISSION, PLAN).casualties_move + 0.7105
    )


def test_exposure_puts_crews_and_passengers_under_armour_first() -> None:
    hop = next(h for h in case(MISSION, PLAN).hops if (h.serial, h.stage.stage) == ("C2", 2))
    assert exposure(hop, 1) == 47
    assert exposure(hop, 0) == 40


def test_jeeps_under_armour_shelter_their_drivers_and_passengers() -> None:
    mission = row(MISSION, "lots", "jeeps", armoured=True)
    hop = next(h for h in case(mission, PLAN).hops if (h.serial, h.stage.stage) == ("C2", 2))
    assert exposure(hop, 0) == 47 - 3 - 3 - 4 - 9


def test_the_objective_is_the_sum_of_priced_terms() -> None:
    found = Terms(
        casualties_move=1,
        casualties_site=2,
        late_person_days=3,
        not_out=4,
        makespan_days=9,
        late_unit_days=10,
        capture_points=5,
        vacuum_days=6,
        value_lost=7,
        money=8,
    )
    prices = MISSION.prices
    assert priced(MISSION, found) == {
        "casualties_move": prices.casualty,
        "casualties_site": 2 * prices.casualty,
        "late_person_days": 3 * prices.person_day_late,
        "not_out": 4 * prices.person_not_out,
        "makespan_days": 0,
        "late_unit_days": 10 * prices.unit_day_late,
        "capture_points": 5 * prices.capture_point,
        "vacuum_days": 6 * prices.vacuum_day,
        "value_lost": 7 * prices.value_lost,
        "money": 8 * prices.money,
    }
    hurt, late, given = 6_000_000, 6_000 + 4_000_000 + 1_000, 250_000 + 1_500_000
    assert objective(MISSION, found) == hurt + late + given + 7 + 8


def test_an_empty_plan_leaves_all() -> None:
    mission: Mission = MISSION
    found = terms(mission, Plan())
    assert found.not_out == 24 + 6 + 4 + 12 + 5
    assert found.late_person_days == pytest.approx(51 * 5)
    assert found.capture_points == 4 * 2 + 2 * 5
    assert found.value_lost == sum(lot.quantity * lot.value for lot in mission.lots)
    assert found.money == pytest.approx(12 * 1500)
    assert found.casualties_move == 0
