"""What a mission's figures make impossible: who cannot ride, what cannot be lifted, where nothing lands."""

import attrs
import pytest

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.requirements import Requirement
from exeunt.rules.impossible import (
    air_fleets_have_runways,
    floors_manned,
    reached,
    requirements_met,
)
from exeunt.rules.sense import Sense, sense
from tests.support.missions.outpost import MISSION, row
from tests.support.tongues import told


def names(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.place, finding.field) for finding in findings]


def test_a_unit_that_no_single_vehicle_takes_is_doubted_unless_it_drives() -> None:
    """A unit of 50 t rides no truck of 20 t, however many trucks there are."""
    heavy = row(MISSION, "lots", "stores", mass_t=50)
    assert hints(heavy) == {"lots.csv stores": "sense.kit_stays"}
    wide = row(MISSION, "lots", "stores", outsize=True, mass_t=31)
    assert hints(wide) == {"lots.csv stores": "sense.kit_stays"}
    assert hints(row(heavy, "lots", "stores", kit_class="weapon")) == {
        "lots.csv stores": "sense.kit_abandoned"
    }
    assert sense(row(heavy, "lots", "stores", self_driving=True, crew=1)) == Sense()
    assert sense(row(heavy, "lots", "stores", site="port")) == Sense()
    assert sense(row(heavy, "vehicles", "truck", payload_t=50)) == Sense()


def test_contingent_kit_without_consent_cannot_be_disposed_of_where_it_stands() -> None:
    heavy = row(MISSION, "lots", "shells", mass_t=99)
    assert hints(heavy) == {"lots.csv shells": "sense.kit_stays"}
    assert hints(row(heavy, "lots", "shells", consent=False)) == {
        "lots.csv shells": "sense.kit_abandoned"
    }


def hints(mission: Mission) -> dict[str, str]:
    """Return what a mission's doubts advise, by place."""
    found = sense(mission).warnings
    return {finding.place: finding.hint.key for finding in found if finding.hint}


def test_people_need_something_to_ride_in() -> None:
    bare = attrs.evolve(MISSION, fleets=(), lots=(), requirements=())
    assert names(sense(bare).errors) == []
    assert ("parties.csv guard", "site") in names(sense(bare).warnings)
    assert ("parties.csv clerks", "site") not in names(sense(bare).warnings)


def test_a_one_way_leg_leads_one_way() -> None:
    there = Leg(
        leg="l",
        origin="fort",
        destination="town",
        mode="road",
        km=100,
        travel_hours=5,
        two_way=False,
    )
    sites = reached(MISSION, [there])
    assert sites["fort"] == {"fort", "town"}
    assert sites["town"] == {"town"}


def test_sites_are_joined_through_others() -> None:
    assert reached(MISSION, MISSION.legs)["fort"] >= {"fort", "town", "port"}


def test_unarmed_people_man_no_floor() -> None:
    disarmed = attrs.evolve(
        MISSION, parties=tuple(attrs.evolve(party, armed=False) for party in MISSION.parties)
    )
    (unmanned,) = floors_manned(disarmed)
    assert unmanned.expected["n"] == 0


def test_a_longer_runway_is_needed_than_is_there() -> None:
    (short,) = air_fleets_have_runways(
        row(MISSION, "aircraft", "heli", runway="paved", runway_m=900)
    )
    assert short.expected.key == "sense.runway_needed"


def test_who_comes_nearest_to_what_nobody_can_do_is_named() -> None:
    """The sappers bring one team to close the fort with, where two are asked for."""
    (line,) = told(row(MISSION, "requirements", "inspection", amount=2))
    assert line == (
        'requirements.csv inspection amount: got "2", engineers: the mission has only 1 '
        "(the site cannot be closed; sappers at fort comes nearest, with 1)"
    )
    bare = row(MISSION, "parties", "sappers", capabilities=())
    (line,) = (text for text in told(bare) if text.startswith("requirements.csv inspection"))
    assert line.endswith("(the site cannot be closed; nobody in the mission brings any)")


def test_parts_of_teams_are_no_team() -> None:
    halves = tuple(
        attrs.evolve(MISSION.party["sappers"], party=party, count=3, capabilities=(half,))
        for half in (("engineers", 0.5),)
        for party in ("sappers", "diggers")
    )
    others = tuple(party for party in MISSION.parties if party.party != "sappers")
    mission = attrs.evolve(MISSION, parties=(*others, *halves))
    (line,) = (text for text in told(mission) if text.startswith("requirements.csv inspection"))
    assert "the mission has only 0 (" in line
    assert line.endswith("sappers at fort comes nearest, with 0.50)")


def test_vehicles_out_of_service_escort_nobody() -> None:
    assert told(row(MISSION, "requirements", "escorts", amount=2)) == []
    (line,) = told(
        row(
            row(MISSION, "requirements", "escorts", amount=2),
            "fleets",
            "carriers",
            out_of_service_share=0.5,
        )
    )
    assert line.endswith("(the convoys cannot run; carriers at town comes nearest, with 1)")


@pytest.mark.parametrize(
    ("where", "onward", "met"),
    [
        ("road", "river", False),
        ("fort-town", "river", False),
        ("*", "road", False),
        ("*", "river", True),
        ("river", "river", True),
        ("town-port", "river", True),
    ],
)
def test_teams_without_vehicles_go_with_no_convoy_on_the_road(
    where: str, onward: str, met: bool
) -> None:
    """The medics have no ambulance; on a boat they serve as they are."""
    aid = Requirement(requirement="aid", activity="convoy", where=where, capability="medical")
    mission = row(attrs.evolve(MISSION, requirements=(aid,)), "legs", "town-port", mode=onward)
    assert bool(list(requirements_met(mission))) is not met


def test_vehicles_that_nobody_is_trained_for_never_move() -> None:
    armoured = row(MISSION, "vehicles", "carrier", crew_qualification="armour")
    two = row(armoured, "parties", "drivers", qualified=(("armour", 2.0),))
    (line,) = told(two)
    assert line == (
        'fleets.csv carriers crew_party: got "drivers", should have at least 3 trained for a crew '
        "(armour), and has 2 (the vehicles can never move)"
    )
    assert told(row(armoured, "parties", "drivers", qualified=(("armour", 3.0),))) == []
    assert told(row(armoured, "fleets", "carriers", crew_party="")) == []


def test_a_ratio_asks_for_a_team_with_the_first_vehicle() -> None:
    mission = row(MISSION, "requirements", "escorts", amount=0)
    assert told(mission) == []
    unescorted = row(mission, "vehicles", "carrier", capabilities=())
    assert [line.split(":")[0] for line in told(unescorted)] == ["requirements.csv escorts amount"]
