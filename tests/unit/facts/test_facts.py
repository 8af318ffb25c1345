"""One value of what a mission and a plan say: read once, no finer than the veil, judged as given."""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.facts.facts import facts
from exeunt.facts.veil import Veil, veil
from exeunt.model.hazards import Threat
from exeunt.model.outcome import Violation
from exeunt.model.plan import Record, Reserve
from exeunt.model.trials import Allowed
from tests.support.missions.report_samples import (
    SMALL_TERMS,
    day,
    load,
    small_mission,
    small_plan,
)

BREACH = Violation(rule="beds", where="alpha", when=None, needed="1", found="2", message="full")


def told(plan=None, **options):
    return facts(small_mission(), plan or small_plan(), SMALL_TERMS, **options)


def test_serials_are_those_of_surface_and_air_in_the_order_of_leaving():
    one = told()
    assert [m.serial for m in one.surface] == ["C-1", "C-2"]
    assert [m.serial for m in one.flights] == ["F-1"]
    assert [m.serial for m in one.movements] == ["C-1", "F-1", "C-2"]


def test_a_leg_knows_the_stages_that_travel_it_and_how_much_that_is():
    one = told()
    assert {
        leg: [(s.hop.serial, s.hop.stage.stage) for s in stages]
        for leg, stages in one.on_leg.items()
    } == {
        "alpha-hub": [("C-1", 1), ("C-2", 1)],
        "hub-port": [("C-1", 2), ("C-2", 2)],
        "port-alpha-air": [("F-1", 1), ("F-1", 2)],
    }
    # 2 buses and 2 carriers drive each road; 2 sorties are flown there and back
    assert one.uses == {"alpha-hub": 4, "hub-port": 4, "port-alpha-air": 4}


def test_a_part_is_worked_out_once():
    one = told()
    for part in (
        "reading",
        "movements",
        "stories",
        "late",
        "behind",
        "appraisal",
        "harm",
        "weights",
    ):
        assert getattr(one, part) is getattr(one, part), part


def test_stages_by_air_hang_on_the_permission_that_decides_on_them_and_roads_on_none():
    leaves = told().leaves
    assert {key: [row.permission for row in rows] for key, rows in leaves.items()} == {
        ("C-1", 1): [],
        ("C-1", 2): [],
        ("C-2", 1): [],
        ("C-2", 2): [],
        ("F-1", 1): ["alpha-flights"],
        ("F-1", 2): ["alpha-flights"],
    }


def test_the_vacuum_is_that_of_the_closings_and_not_the_one_the_plan_owns_up_to():
    claims = tuple(attrs.evolve(c, vacuum_days=9.0) for c in small_plan().closures)
    one = told(small_plan(closures=claims))
    assert [c.vacuum_days for c in one.plan.closures] == [1.5]
    assert [c.vacuum_days for c in one.given.plan.closures] == [9.0]


def test_dates_are_veiled_and_the_judgement_is_not():
    bare, hidden = told(), told(veil=veil("dates=month"))
    assert hidden.given == bare.given
    assert hidden.plan.closures[0].close != bare.plan.closures[0].close
    assert hidden.appraisal == bare.appraisal
    assert hidden.weights == bare.weights


@pytest.mark.parametrize(
    ("record", "violations", "status"),
    [
        (Record(status="feasible", objective=847_795.0), (), "feasible"),
        (Record(status="feasible", objective=1_010.0), (), "edited"),
        (Record(status="feasible", objective=847_795.0), (BREACH,), "broken"),
        (Record(), (), "unknown"),
        (Record(status="splendid"), (), "unknown"),
        (Record(status="optimal", bound=847_795.0, fixed=0.0), (), "optimal"),
        (Record(status="optimal", bound=847_000.0, fixed=0.0), (), "feasible"),
        (Record(status="optimal"), (), "feasible"),
        (Record(status="optimal", objective=9.0, mission_hash="other"), (), "feasible"),
        (
            Record(status="optimal", bound=847_795.0, fixed=0.0, mission_hash="other"),
            (),
            "feasible",
        ),
    ],
)
def test_a_plan_stands_as_its_record_says_unless_it_was_changed_or_breaks_rules(
    record, violations, status
):
    assert told(small_plan(record=record), violations=violations).status == status


def test_rules_are_counted_and_not_how_often_they_are_broken():
    other = attrs.evolve(BREACH, rule="yard")
    assert told(violations=(BREACH, BREACH, other)).rules_broken == 2


def test_seats_are_held_by_people():
    assert told().seats_held == 0
    reserves = (
        Reserve(flight="F-1", party="alpha-civ", people=12, serial="C-1", stage=2),
        Reserve(flight="F-1", party="alpha-civ", people=8, serial="C-2", stage=2),
    )
    assert told(small_plan(reserves=reserves)).seats_held == 20


def test_strikes_on_a_leg_follow_its_threat_over_time():
    threat = Threat(leg="alpha-hub", valid_from=day(4), valid_to=day(6), strikes_per_100km=0.5)
    one = facts(small_mission(threats=(threat,)), small_plan(), SMALL_TERMS)
    leg = one.mission.leg["alpha-hub"]
    assert [one.strikes(leg, 24 * d) for d in (3, 5, 7)] == [0, 0.5, 0]


def test_a_plan_that_names_what_the_mission_lacks_is_refused_at_once():
    loads = (*small_plan().loads, load("C-1", "people", "strangers", 3, 1, 2, "passenger"))
    with pytest.raises(InputError, match="strangers"):
        told(small_plan(loads=loads))


def test_risk_of_stages_adds_up_to_the_harm_of_legs():
    read = told()
    for leg, on_leg in read.on_leg.items():
        assert sum(read.risk(s.hop) for s in on_leg) == pytest.approx(read.harm.legs[leg])


def test_permissions_of_a_stage_are_in_the_missions_order():
    read = told()
    order = [row.permission for row in read.mission.permissions]
    for rows in read.leaves.values():
        places = [order.index(row.permission) for row in rows]
        assert places == sorted(places)


PROVEN = Record(objective=1.0, bound=10.0, fixed=0.0, status="feasible")
PROOF = (Allowed(block="sites", owner="alpha", cost=1.0),)


def test_plan_and_proof_are_set_apart_where_a_gap_is_known() -> None:
    plan = small_plan(record=PROVEN, proof=PROOF)
    found = {(d.block, d.owner): d for d in told(plan).apart}
    assert found["sites", "alpha"].least == 1.0
    assert found["sites", "alpha"].plan > 1.0
    assert told(small_plan(record=PROVEN)).apart == (), "nothing is on record"
    assert told(small_plan(record=Record(), proof=PROOF)).apart == (), "nothing is proven"
    stale = attrs.evolve(PROVEN, mission_hash="0123456789abcdef")
    assert told(small_plan(record=stale, proof=PROOF)).apart == ()
    assert told(plan, veil=Veil(dates="week")).apart == (), "who knows costs knows what moves"
