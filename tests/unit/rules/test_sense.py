"""A mission's own sense: each fault alone, told with its table, field, what was got and what is expected."""

import attrs
import pytest

from exeunt.errors import Problem
from exeunt.model.mission import Mission
from exeunt.model.places import Season, Threat
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.rules.sense import Sense, sense, straight_km
from tests.support.missions.outpost import MISSION, at, row


def mission(**changes: object) -> Mission:
    return attrs.evolve(MISSION, **changes)


LONELY = attrs.evolve(MISSION.sites[0], site="isle", name="Isle", holding_people=0)
UNANSWERED = Permission(permission="p", mode="road", state="unanswered")

ERRORS = (
    (mission(deadline=at(0)), "mission.toml", "deadline"),
    (mission(deadline=at(-3)), "mission.toml", "deadline"),
    (mission(end=at(6)), "mission.toml", "end"),
    (row(MISSION, "sites", "fort", close_from=at(9)), "sites.csv fort", "close_by"),
    (row(MISSION, "parties", "sappers", leave_by=at(2)), "parties.csv sappers", "leave_by"),
    (
        row(MISSION, "fleets", "trucks", available_from=at(3), available_to=at(3)),
        "fleets.csv trucks",
        "available_to",
    ),
    (
        row(MISSION, "air_fleets", "helis", available_from=at(3), available_to=at(2)),
        "air_fleets.csv helis",
        "available_to",
    ),
    (
        mission(seasons=(Season(leg="fort-town", closed_from=at(3), closed_to=at(3)),)),
        "seasons.csv fort-town",
        "closed_to",
    ),
    (
        mission(
            threats=(
                Threat(leg="fort-town", valid_from=at(3), valid_to=at(2), strikes_per_100km=1),
            )
        ),
        "threats.csv fort-town",
        "valid_to",
    ),
    (
        row(MISSION, "permissions", "airport-late", valid_to=at(5)),
        "permissions.csv airport-late",
        "valid_to",
    ),
    (row(MISSION, "parties", "clerks", count_low=13), "parties.csv clerks", "count_low"),
    (row(MISSION, "parties", "clerks", count_high=11), "parties.csv clerks", "count_high"),
    (row(MISSION, "legs", "town-port", km=190), "legs.csv town-port", "km"),
    (
        mission(
            legs=(*MISSION.legs, attrs.evolve(MISSION.legs[0], leg="loop", destination="fort"))
        ),
        "legs.csv loop",
        "destination",
    ),
    (
        row(MISSION, "parties", "visitors", destination="fort"),
        "parties.csv visitors",
        "destination",
    ),
    (row(MISSION, "lots", "jeeps", destination="town"), "lots.csv jeeps", "destination"),
    (
        mission(
            sites=(*MISSION.sites, LONELY),
            parties=(
                *MISSION.parties,
                attrs.evolve(MISSION.parties[6], party="crusoe", site="isle"),
            ),
        ),
        "parties.csv crusoe",
        "site",
    ),
    (row(MISSION, "lots", "jeeps", crew=0), "lots.csv jeeps", "crew"),
    (row(MISSION, "permissions", "roads", chance=0.0), "permissions.csv roads", "chance"),
    (
        mission(
            permissions=(
                *MISSION.permissions,
                attrs.evolve(UNANSWERED, state="refused", chance=1.0),
            )
        ),
        "permissions.csv p",
        "chance",
    ),
)

WARNINGS = (
    (row(MISSION, "legs", "fort-town", km=98), "legs.csv fort-town", "km"),
    (row(MISSION, "sites", "fort", receiver=""), "sites.csv fort", "receiver"),
    (row(MISSION, "sites", "fort", beds=45), "sites.csv fort", "beds"),
    (row(MISSION, "sites", "fort", yard_teu=30), "sites.csv fort", "yard_teu"),
    (row(MISSION, "supplies", "water", capacity=700), "supplies.csv water fort", "stock"),
    (row(MISSION, "sites", "fort", holding_people=25), "sites.csv fort", "holding_people"),
    (row(MISSION, "requirements", "inspection", amount=2), "requirements.csv inspection", "amount"),
    (row(MISSION, "requirements", "escorts", amount=3), "requirements.csv escorts", "amount"),
    (
        mission(
            requirements=(
                Requirement(
                    requirement="fire", activity="hold", where="town", capability="medical"
                ),
            )
        ),
        "requirements.csv fire",
        "amount",
    ),
    (row(MISSION, "sites", "fort", closing_hours=150), "sites.csv fort", "close_by"),
    (
        row(row(MISSION, "aircraft", "heli", range_km=220), "requirements", "tower", amount=1),
        "parties.csv clerks",
        "site",
    ),
    (
        row(row(MISSION, "vehicles", "lowbed", outsize=False), "lots", "crane", allowed=("ship",)),
        "lots.csv crane",
        "mass_t",
    ),
    (row(MISSION, "fleets", "buses", site="airport"), "fleets.csv buses", "site"),
    (row(MISSION, "fleets", "carriers", crew_party="guard"), "fleets.csv carriers", "crew_party"),
    (row(MISSION, "parties", "drivers", count=5), "parties.csv drivers", "count"),
    (row(MISSION, "air_fleets", "helis", site="port"), "air_fleets.csv helis", "site"),
)


def names(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.place, p.field) for p in problems]


def test_the_outpost_makes_sense() -> None:
    assert sense(MISSION) == Sense()


@pytest.mark.parametrize(
    ("faulty", "place", "field"), ERRORS, ids=[f"{p} {f}" for _, p, f in ERRORS]
)
def test_a_contradiction_is_an_error(faulty: Mission, place: str, field: str) -> None:
    assert names(sense(faulty).errors) == [(place, field)]


@pytest.mark.parametrize(
    ("doubtful", "place", "field"), WARNINGS, ids=[f"{p} {f}" for _, p, f in WARNINGS]
)
def test_a_doubt_is_a_warning(doubtful: Mission, place: str, field: str) -> None:
    found = sense(doubtful)
    assert found.errors == ()
    assert names(found.warnings) == [(place, field)]


@pytest.mark.parametrize(
    "faulty",
    [m for m, _, _ in (*ERRORS, *WARNINGS)],
    ids=[f"{p} {f}" for _, p, f in (*ERRORS, *WARNINGS)],
)
def test_every_problem_says_what_was_got_and_expected(faulty: Mission) -> None:
    found = sense(faulty)
    for problem in (*found.errors, *found.warnings):
        assert problem.expected
        assert problem.place in str(problem)
        assert problem.got is not None or problem.field == "receiver"


def test_a_leg_may_be_longer_than_the_straight_line_by_any_length() -> None:
    assert sense(row(MISSION, "legs", "town-port", km=5000)) == Sense()


def test_the_straight_line_is_the_geodesic() -> None:
    # a degree of longitude on the parallel of 10 degrees north is 109.64 km on the ellipsoid
    assert straight_km(MISSION.site["fort"], MISSION.site["town"]) == pytest.approx(
        0.9 * 109.64, rel=1e-4
    )
    assert straight_km(MISSION.site["fort"], MISSION.site["fort"]) == 0


def test_all_is_told_at_once() -> None:
    faulty = row(
        row(mission(deadline=at(0)), "lots", "jeeps", crew=0), "parties", "clerks", count_low=99
    )
    assert len(sense(faulty).errors) == 3


def test_a_lot_that_nobody_can_lift_is_well_if_it_can_be_disposed_of_or_drives() -> None:
    heavy = row(MISSION, "lots", "stores", mass_t=99)
    assert sense(heavy) == Sense()  # it can be sold
    assert names(sense(row(heavy, "lots", "stores", kit_class="weapon")).warnings) == [
        ("lots.csv stores", "mass_t")
    ]
    assert (
        sense(row(heavy, "lots", "stores", kit_class="weapon", self_driving=True, crew=1))
        == Sense()
    )
    assert sense(row(heavy, "lots", "stores", kit_class="weapon", site="port")) == Sense()


def test_contingent_kit_without_consent_cannot_be_disposed_of_where_it_stands() -> None:
    heavy = row(MISSION, "lots", "shells", mass_t=99)
    assert sense(heavy) == Sense()
    assert names(sense(row(heavy, "lots", "shells", consent=False)).warnings) == [
        ("lots.csv shells", "mass_t")
    ]


def test_who_may_not_drive_needs_a_flight() -> None:
    grounded = attrs.evolve(
        MISSION, legs=MISSION.legs[:2], air_fleets=(), requirements=MISSION.requirements[:2]
    )
    assert names(sense(grounded).errors) == [("parties.csv clerks", "site")]


def test_people_need_something_to_ride_in() -> None:
    bare = attrs.evolve(MISSION, fleets=(), lots=(), requirements=())
    assert names(sense(bare).errors) == []
    assert ("parties.csv guard", "site") in names(sense(bare).warnings)
    assert ("parties.csv clerks", "site") not in names(sense(bare).warnings)
