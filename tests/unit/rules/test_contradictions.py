"""What one figure of a mission says against another: each doubt alone, and the figure that raises none."""

import attrs
import pytest

from exeunt.model.hazards import Threat
from exeunt.model.mission import Mission
from exeunt.model.stores import Permission
from exeunt.rules.contradictions import CONTRADICTIONS, in_service
from exeunt.rules.sense import Sense, sense
from tests.support.missions.outpost import MISSION, at, row
from tests.support.plans.breaks import doctrine
from tests.support.tongues import told

DRY = row(MISSION, "supplies", "water", stock=200)
"""The fort uses 200 L or more a day."""


def priced(**changes: float) -> Mission:
    return attrs.evolve(MISSION, prices=attrs.evolve(MISSION.prices, **changes))


def imported(mission: Mission, **changes: object) -> Mission:
    return attrs.evolve(
        mission, supplies=tuple(attrs.evolve(s, **changes) for s in mission.supplies)
    )


DOUBTED = (
    (
        doctrine(convoy_min=15),
        (
            'doctrine.csv convoy_min value: got "15", should be at most convoy_max, 14 '
            "(no convoy has the right size where a leg is under threat)"
        ),
    ),
    (
        row(doctrine(convoy_min=5), "legs", "fort-town", vehicles_per_day=4),
        (
            'legs.csv fort-town vehicles_per_day: got "4", should be at least convoy_min, 5, as the leg '
            "is under threat (no convoy can use the leg)"
        ),
    ),
    (
        row(doctrine(convoy_min=5), "sites", "fort", receive_vehicles_per_day=4),
        (
            'sites.csv fort receive_vehicles_per_day: got "4", should be at least convoy_min, 5, as a '
            "leg to the site is under threat (no convoy can come to the site by it)"
        ),
    ),
    (
        row(MISSION, "legs", "town-port", halts=None),
        (
            "legs.csv town-port halts: should be at least 1: the leg takes 16 h on the move "
            "(where its nights are spent is not known)"
        ),
    ),
    (
        row(MISSION, "legs", "town-port", halts=0),
        (
            'legs.csv town-port halts: got "0", should be at least 1: the leg takes 16 h on the move '
            "(no convoy can drive the leg)"
        ),
    ),
    (
        row(MISSION, "lots", "racks", ready_from=MISSION.end),
        (
            'lots.csv racks ready_from: got "2024-03-13 00:00", should be before the end of planning, '
            "2024-03-13 00:00 (the kit cannot leave within the plan)"
        ),
    ),
    (
        row(MISSION, "lots", "radios", ready_from=MISSION.deadline),
        (
            'lots.csv radios ready_from: got "2024-03-08 00:00", should be before the deadline, '
            "2024-03-08 00:00 (the lot holds fort open until then, or is abandoned as it is)"
        ),
    ),
    (
        row(MISSION, "lots", "racks", due_by=MISSION.end),
        (
            'lots.csv racks due_by: got "2024-03-13 00:00", should be before the end of planning, '
            "2024-03-13 00:00 (no plan is late by it)"
        ),
    ),
    (
        row(MISSION, "lots", "radios", ready_from=at(3), due_by=at(3)),
        (
            'lots.csv radios due_by: got "2024-03-04 00:00", should be after the lot is ready, '
            "2024-03-04 00:00 (the lot is late whatever the plan does)"
        ),
    ),
    (
        row(MISSION, "parties", "guard", leave_from=MISSION.deadline),
        (
            'parties.csv guard leave_from: got "2024-03-08 00:00", should be before the deadline, '
            "2024-03-08 00:00 (all its people are late)"
        ),
    ),
    (
        doctrine(convoy_max=14, notice_hours=7 * 24),
        (
            'doctrine.csv notice_hours value: got "168", should end before the deadline, '
            "2024-03-08 00:00 (nothing leaves in time)"
        ),
    ),
    (
        row(MISSION, "permissions", "roads", lead_days=12),
        (
            'permissions.csv roads lead_days: got "12", should be over before the permission ends, '
            "2024-03-13 00:00 (nothing can ever go by it)"
        ),
    ),
    (
        row(MISSION, "permissions", "airport-early", lead_days=6, asked_on=at(-1)),
        (
            'permissions.csv airport-early lead_days: got "6", should be over before the permission '
            "ends, 2024-03-06 00:00 (nothing can ever go by it)"
        ),
    ),
    (
        row(MISSION, "sites", "fort", pack_teu_per_day=3.5),
        (
            'sites.csv fort pack_teu_per_day: got "3.5", should be at least 4 to pack all 28 TEU by the '
            "deadline (the rest stays, or is disposed of there)"
        ),
    ),
    (
        row(MISSION, "fleets", "buses", out_of_service_share=1),
        (
            'fleets.csv buses out_of_service_share: got "1", at least one of the fleet\'s 2 vehicles '
            "should be in service (the vehicles can never move)"
        ),
    ),
    (
        row(MISSION, "fleets", "lowbeds", count=1, out_of_service_share=0.1),
        (
            'fleets.csv lowbeds out_of_service_share: got "0.1", the one vehicle of the fleet should be '
            "in service (the vehicles can never move)"
        ),
    ),
    (
        row(MISSION, "aircraft", "heli", serviceability=0.4),
        (
            'air_fleets.csv helis count: got "2", at least one should be serviceable, at a '
            "serviceability of 0.40 (the fleet can never fly)"
        ),
    ),
    (
        priced(casualty=0),
        'prices.csv casualty value: got "0", should be above 0 (at 0 the plan spares nobody)',
    ),
    (
        priced(person_not_out=0),
        (
            'prices.csv person_not_out value: got "0", should be above 0 '
            "(at 0 it costs nothing to leave people behind)"
        ),
    ),
    (
        DRY,
        (
            'supplies.csv water fort stock: got "200", should last more than a day, at 230 a day '
            "(0 a day can come in)"
        ),
    ),
    (
        row(MISSION, "sites", "town", close_by=at(6)),
        (
            'sites.csv town close_by: got "2024-03-07 00:00", should be blank, as the site stays open '
            "(the date is never looked at)"
        ),
    ),
    (
        row(MISSION, "sites", "port", close_by=at(6)),
        (
            'sites.csv port close_by: got "2024-03-07 00:00", should be blank, as a site with the role '
            "exit never closes (the date is never looked at)"
        ),
    ),
)


@pytest.mark.parametrize(("mission", "line"), DOUBTED, ids=[line[:50] for _, line in DOUBTED])
def test_it_is_doubted_in_one_sentence_with_its_value(mission: Mission, line: str) -> None:
    assert sense(mission).errors == ()
    assert told(mission) == [line]


LIKELY = (
    doctrine(convoy_min=14),
    row(doctrine(convoy_min=5), "legs", "fort-town", vehicles_per_day=5),
    row(doctrine(convoy_min=5), "legs", "town-port", vehicles_per_day=4),
    row(MISSION, "lots", "radios", ready_from=at(6, 23)),
    row(MISSION, "permissions", "roads", lead_days=11.9),
    row(MISSION, "permissions", "airport-late", lead_days=99, valid_from=at(5)),
    row(MISSION, "permissions", "spares", lead_days=99),
    row(MISSION, "permissions", "airport-early", lead_days=99, state="refused"),
    row(MISSION, "sites", "fort", pack_teu_per_day=4),
    row(MISSION, "lots", "racks", ready_from=MISSION.deadline),
    row(MISSION, "lots", "racks", ready_from=MISSION.end, quantity=0),
    row(MISSION, "lots", "radios", ready_from=at(3), due_by=at(4)),
    row(MISSION, "lots", "huts", due_by=MISSION.start),
    row(MISSION, "lots", "racks", due_by=MISSION.end, quantity=0),
    row(MISSION, "parties", "guard", leave_from=at(6, 23)),
    row(MISSION, "fleets", "buses", out_of_service_share=0.5),
    row(MISSION, "fleets", "buses", count=0, out_of_service_share=1),
    priced(person_day_late=0, money=0),
    row(DRY, "supplies", "water", stock=231),
    imported(DRY, import_per_day=5000),
    row(MISSION, "sites", "fort", close_by=at(7)),
)


@pytest.mark.parametrize("mission", LIKELY)
def test_what_agrees_is_not_doubted(mission: Mission) -> None:
    assert [finding for check in CONTRADICTIONS for finding in check(mission)] == []


def test_who_is_home_where_they_are_may_stay_for_ever() -> None:
    stays = row(MISSION, "parties", "drivers", destination="town", leave_from=MISSION.end)
    assert sense(stays) == Sense()


def test_imports_count_where_they_are_permitted_or_need_no_permission() -> None:
    dry = imported(DRY, import_per_day=5000)
    for state, told_lines in (("granted", 0), ("pending", 1)):
        permission = Permission(permission="bowsers", mode="import", where="water", state=state)
        covered = attrs.evolve(dry, permissions=(*dry.permissions, permission))
        doubted = [line for line in told(covered) if line.startswith("supplies.csv water")]
        assert len(doubted) == told_lines


def test_a_leg_is_under_threat_if_it_is_at_any_time() -> None:
    mission = row(doctrine(convoy_min=5), "legs", "town-port", vehicles_per_day=4)
    threat = Threat(leg="town-port", valid_from=at(3), valid_to=at(4), strikes_per_100km=0.01)
    assert len(told(attrs.evolve(mission, threats=(threat,)))) == 1
    quiet = attrs.evolve(threat, strikes_per_100km=0.0)
    assert told(attrs.evolve(mission, threats=(quiet,))) == []


def test_a_fleet_in_service_is_counted_in_whole_vehicles() -> None:
    assert [in_service(10, 0.9), in_service(1, 0.9), in_service(3, 1 / 3)] == [9, 0, 1]
