"""Figures off by a power of ten: each doubted alone, and figures at the edge of what there is not."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.hazards import Incident
from exeunt.model.mission import Mission
from exeunt.model.pace import Pace
from exeunt.rules.sense import sense
from exeunt.rules.slips import PACES, SLIPS
from tests.support.missions.outpost import MISSION, at, row
from tests.support.tongues import told

DOUBTED = (
    (
        row(MISSION, "legs", "town-port", km=1000, travel_hours=1),
        (
            'legs.csv town-port travel_hours: got "1", should be more: nothing goes above 100 km/h by '
            "road (1000 km at 1,000 km/h; minutes, hours or days, metres or kilometres?)"
        ),
    ),
    (
        row(MISSION, "legs", "town-port", travel_hours=240, halts=30),
        (
            'legs.csv town-port travel_hours: got "240", should be less: nothing goes below 2 km/h by '
            "road (200 km at 0.83 km/h; minutes, hours or days, metres or kilometres?)"
        ),
    ),
    (
        row(MISSION, "legs", "fort-town-air", travel_hours=30),
        (
            'legs.csv fort-town-air travel_hours: got "30", should be less: nothing goes below 20 km/h '
            "by air (100 km at 3.33 km/h; minutes, hours or days, metres or kilometres?)"
        ),
    ),
    (
        row(
            row(MISSION, "legs", "town-airport", travel_hours=0.6),
            "aircraft",
            "heli",
            speed_kmh=220,
        ),
        (
            'legs.csv town-airport travel_hours: got "0.6", should be more: nothing in the mission '
            "goes above 220 km/h on it "
            "(230 km at 383 km/h; minutes, hours or days, metres or kilometres?)"
        ),
    ),
    (
        row(MISSION, "vehicles", "truck", speed_kmh=700),
        (
            'vehicles.csv truck speed_kmh: got "700", should be at most 100 km/h '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "aircraft", "heli", speed_kmh=22),
        (
            'aircraft.csv heli speed_kmh: got "22", should be at least 80 km/h '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "lots", "jeeps", speed_kmh=1),
        (
            'lots.csv jeeps speed_kmh: got "1", should be at least 5 km/h '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        attrs.evolve(MISSION, pace=(Pace(pace="track", surface="track", likely=127),)),
        (
            'pace.csv track likely: got "127", should be at most 10 '
            "(a factor, such as 1.27, and no per cent)"
        ),
    ),
    (
        row(MISSION, "legs", "town-port", km=2000, travel_hours=40),
        (
            'legs.csv town-port km: got "2000", should be less than ten times the straight line from '
            "town to port, 197.40 km (metres typed as kilometres, or a wrong coordinate?)"
        ),
    ),
    (
        row(MISSION, "lots", "racks", mass_t=0.02, teu=1),
        'lots.csv racks mass_t: got "0.02", should be at least 0.50 t for 1 TEU (a nought too few?)',
    ),
    (
        row(MISSION, "lots", "jeeps", mass_t=270),
        (
            'lots.csv jeeps mass_t: got "270", should be at most 100 t for one unit '
            "(kilograms, or the mass of the whole lot?)"
        ),
    ),
    (
        row(MISSION, "lots", "jeeps", teu=20, quantity=1, site="town"),
        (
            'lots.csv jeeps teu: got "20", should be at most 12 TEU for one unit '
            "(feet, or the room of the whole lot?)"
        ),
    ),
    (
        row(MISSION, "vehicles", "truck", payload_t=270),
        (
            'vehicles.csv truck payload_t: got "270", should be at most 90 t '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        attrs.evolve(
            MISSION,
            supplies=tuple(attrs.evolve(s, kg_per_unit=850) for s in MISSION.supplies[:1]),
        ),
        (
            f"supplies.csv {MISSION.supplies[0].supply} {MISSION.supplies[0].site} kg_per_unit: "
            'got "850", should be at most 1.10 kg (a nought too many, or another unit?)'
        ),
    ),
    (
        row(MISSION, "sites", "town", runway_m=6500),
        (
            'sites.csv town runway_m: got "6500", should be at most 5500 m '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "vehicles", "bus", seats=450),
        (
            'vehicles.csv bus seats: got "450", should be at most 200 people '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "vehicles", "truck", fuel_l_per_km=45),
        (
            'vehicles.csv truck fuel_l_per_km: got "45", should be at most 10 L '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "aircraft", "heli", range_km=56000),
        (
            'aircraft.csv heli range_km: got "56000", should be at most 20000 km '
            "(a nought too many, or another unit?)"
        ),
    ),
    (
        row(MISSION, "fleets", "trucks", out_of_service_share=0.0015),
        (
            'fleets.csv trucks out_of_service_share: got "0.0015", is only 0.15 per cent '
            "(0.15 meant?)"
        ),
    ),
    (
        row(MISSION, "aircraft", "heli", serviceability_blocked=0.005),
        'aircraft.csv heli serviceability_blocked: got "0.005", is only 0.50 per cent (0.5 meant?)',
    ),
    (
        attrs.evolve(MISSION, end=MISSION.end - timedelta(seconds=48)),
        (
            'mission.toml end: got "2024-03-12 23:59:12", should be a whole minute '
            "(2024-03-13 00:00 meant?)"
        ),
    ),
    (
        row(MISSION, "sites", "fort", receiver_ready=at(7) - timedelta(seconds=48)),
        (
            'sites.csv fort receiver_ready: got "2024-03-07 23:59:12", should be a whole minute '
            "(2024-03-08 00:00 meant?)"
        ),
    ),
)


@pytest.mark.parametrize(("mission", "line"), DOUBTED, ids=[line[:50] for _, line in DOUBTED])
def test_it_is_doubted_in_one_sentence_with_its_value(mission: Mission, line: str) -> None:
    assert sense(mission).errors == ()
    assert told(mission) == [line]


BLAST = Incident(incident="blast", date=at(-3) + timedelta(seconds=7), where="fort-town")

LIKELY = (
    row(MISSION, "legs", "town-port", km=1000, travel_hours=10),
    row(MISSION, "legs", "town-port", travel_hours=100),
    row(MISSION, "legs", "town-port", km=1970, travel_hours=100),
    row(MISSION, "legs", "town-port", km=1, travel_hours=2),
    row(row(MISSION, "legs", "town-airport", travel_hours=1), "aircraft", "heli", speed_kmh=220),
    row(row(MISSION, "legs", "town-airport", travel_hours=None), "aircraft", "heli", speed_kmh=220),
    row(MISSION, "vehicles", "truck", speed_kmh=100),
    row(MISSION, "lots", "racks", mass_t=0.5, teu=1),
    row(MISSION, "fleets", "trucks", out_of_service_share=0.01),
    row(MISSION, "sites", "fort", receiver_ready=at(6, 23.75)),
    attrs.evolve(MISSION, incidents=(BLAST,)),
    row(MISSION, "lots", "racks", mass_t=0.02, teu=0.4),
    row(MISSION, "lots", "racks", mass_t=270, quantity=0),
    row(MISSION, "lots", "jeeps", mass_t=75, teu=4),
    row(MISSION, "vehicles", "truck", payload_t=90),
    row(MISSION, "vehicles", "truck", payload_t=2000, teu=40, seats=3000, mode="sea"),
)


@pytest.mark.parametrize("mission", LIKELY)
def test_what_there_is_is_not_doubted(mission: Mission) -> None:
    assert [finding for check in SLIPS for finding in check(mission)] == []


def test_the_moment_meant_is_a_round_one_near_by() -> None:
    odd = attrs.evolve(MISSION, end=MISSION.end - timedelta(minutes=7, seconds=20))
    (line,) = told(odd)
    assert line.endswith("(2024-03-12 23:53 meant?)")


def test_a_type_that_takes_containers_carries_them_at_least_empty() -> None:
    (line,) = [
        line
        for line in told(row(MISSION, "vehicles", "truck", payload_t=0.2))
        if line.startswith("vehicles.csv")
    ]
    assert line.startswith('vehicles.csv truck payload_t: got "0.2", should be at least')
    assert line.endswith("(empty containers weigh as much)")


@pytest.mark.parametrize("pace", PACES.values())
def test_paces_leave_room_for_a_factor_of_ten_and_more(pace: object) -> None:
    assert pace.most > 30 * pace.least


def test_one_word_about_a_figure_is_enough() -> None:
    """A weapon of 270 t is told as what no vehicle takes, not as heavy besides."""
    heavy = row(MISSION, "lots", "stores", mass_t=270, kit_class="weapon")
    assert [line.split(":")[0] for line in told(heavy)] == ["lots.csv stores mass_t"]
