"""Where own vehicles end: no vehicle of the mission ends in no term."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.endings import vehicle_endings
from exeunt.rules.ledger import case
from exeunt.rules.terms import terms
from tests.support.missions.outpost import DISPOSITIONS, MISSION, PLAN, row

OWN = {"lowbeds", "buses", "carriers"}


def ends(mission: Mission, plan: Plan) -> dict[tuple[str, str], tuple[str, float]]:
    return {
        (end.fleet.fleet, end.site): (end.way or "left", end.vehicles)
        for end in vehicle_endings(case(mission, plan))
    }


def lost(mission: Mission, plan: Plan) -> float:
    return terms(mission, plan).value_lost


def test_vehicles_where_somebody_stays_are_transferred_to_them() -> None:
    found = ends(MISSION, Plan())
    assert found == {
        ("lowbeds", "town"): ("transfer", 1),
        ("buses", "town"): ("transfer", 2),
        ("carriers", "town"): ("transfer", 2),
    }


def test_contracted_vehicles_are_let_go_where_they_stand() -> None:
    assert "trucks" not in {fleet for fleet, _ in ends(MISSION, Plan())}


def test_every_own_vehicle_ends_somewhere() -> None:
    for fleet in OWN:
        number = sum(n for (name, _), (_, n) in ends(MISSION, PLAN).items() if name == fleet)
        assert number == MISSION.fleet[fleet].count


def test_vehicles_at_an_exit_are_shipped() -> None:
    mission = row(MISSION, "fleets", "lowbeds", site="port")
    assert ends(mission, Plan())["lowbeds", "port"] == ("ship", 1)


def test_vehicles_at_a_site_that_does_not_stay_are_left() -> None:
    mission = row(MISSION, "fleets", "lowbeds", site="fort")
    assert ends(mission, Plan())["lowbeds", "fort"] == ("left", 1)
    assert lost(mission, Plan()) == lost(MISSION, Plan()) + 90_000


def test_vehicles_are_left_where_nobody_stays() -> None:
    """All are at home at the port now: who is in the town at the end only waits there."""
    mission = row(MISSION, "parties", "drivers", destination="port")
    mission = row(mission, "parties", "tower", destination="port")
    assert ends(mission, Plan())["lowbeds", "town"] == ("left", 1)
    assert lost(mission, Plan()) == lost(MISSION, Plan()) + 90_000


def test_vehicles_recover_what_the_mission_s_own_do() -> None:
    keeps = Disposition(disposition="transfer", kit_class="vehicle", recovery_share=0.4)
    mission = attrs.evolve(MISSION, dispositions=(*DISPOSITIONS, keeps))
    assert lost(mission, Plan()) == pytest.approx(lost(MISSION, Plan()) + 0.6 * 90_000)


def test_a_row_about_armour_is_about_armoured_vehicles() -> None:
    keeps = Disposition(disposition="transfer", kit_class="armour", recovery_share=0.4)
    mission = attrs.evolve(MISSION, dispositions=(*DISPOSITIONS, keeps))
    assert lost(mission, Plan()) == lost(MISSION, Plan())
    mission = row(mission, "vehicles", "lowbed", armoured=True)
    assert lost(mission, Plan()) == pytest.approx(lost(MISSION, Plan()) + 0.6 * 90_000)


def test_vehicles_that_a_row_forbids_to_transfer_are_left() -> None:
    forbids = Disposition(
        disposition="transfer", kit_class="vehicle", lawful=False, recovery_share=1
    )
    mission = attrs.evolve(MISSION, dispositions=(*DISPOSITIONS, forbids))
    assert ends(mission, Plan())["lowbeds", "town"] == ("left", 1)
