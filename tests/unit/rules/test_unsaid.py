"""Times of which permissions say nothing: doubted beside a refusal, and before a first word that general leave denies."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.model.stores import Permission
from exeunt.rules.sense import sense
from exeunt.rules.unsaid import leave_without_holes
from exeunt.words.problems import line
from exeunt.words.words import words
from tests.support.missions.outpost import MISSION, at
from tests.support.tongues import told

ROADS = Permission(permission="roads", mode="road", state="granted")
SHUT = Permission(
    permission="shut",
    mode="road",
    where="town-port",
    direction="out",
    valid_from=at(4),
    state="refused",
)
OPEN = attrs.evolve(SHUT, permission="open", valid_from=None, valid_to=at(4), state="granted")


def under(*permissions: Permission) -> Mission:
    return attrs.evolve(MISSION, permissions=permissions)


def doubted(*permissions: Permission) -> list[tuple[str, str, str, object]]:
    return [
        (
            finding.place.removeprefix("permissions.csv "),
            finding.field,
            finding.expected.key.removeprefix("sense."),
            dict(finding.expected.arguments).get("general"),
        )
        for finding in leave_without_holes(under(*permissions))
    ]


def later(row: Permission, **changes: object) -> Permission:
    return attrs.evolve(row, **changes)


def test_a_refusal_from_a_day_on_is_doubted_with_who_grants_it_before() -> None:
    assert told(under(ROADS, SHUT)) == [
        (
            'permissions.csv shut valid_from: got "2024-03-05 00:00", should follow a row for town-port that is valid '
            "until then: before it, what it is about is not granted there, though roads would grant it "
            "(add a row that holds until then: granted, if that is how it was)"
        )
    ]


def test_it_is_doubted_in_french_too() -> None:
    mission = under(ROADS, SHUT)
    (finding,) = sense(mission).warnings
    spaced = line(finding, mission, words(mission, "fr")).translate({0xA0: " ", 0x202F: " "})
    assert spaced == (
        "permissions.csv shut valid_from : « 05/03/2024 00:00 » ; devrait suivre une ligne pour town-port valable "
        "jusque-là : avant, ce dont il s’agit n’y est pas accordé, alors que roads l’accorderait "
        "(ajoutez une ligne qui vaut jusque-là : accordée, si tel était le cas)"
    )


BEFORE = ("shut", "valid_from", "unsaid_before_though", ("roads",))
BARE = ("shut", "valid_from", "unsaid_before", None)
AFTER = ("shut", "valid_to", "unsaid_after_though", ("roads",))


@pytest.mark.parametrize(
    ("rows", "doubts"),
    [
        ((SHUT,), [BARE]),
        ((later(SHUT, where="*"),), [BARE]),
        ((ROADS, later(SHUT, state="withdrawn")), [BEFORE]),
        ((ROADS, later(SHUT, state="pending")), [BEFORE]),
        ((ROADS, later(SHUT, state="granted")), [BEFORE]),
        ((ROADS, later(SHUT, where="town", direction="in")), [BEFORE]),
        ((ROADS, later(SHUT, mode="*")), [BEFORE]),
        # Of one nation, or one payload, nothing is granted before either.
        ((ROADS, later(SHUT, provider="Aland")), [BEFORE]),
        ((ROADS, later(SHUT, payload="cargo")), [BEFORE]),
        # A row about something else, or one that ends too soon, leaves a hole.
        ((ROADS, SHUT, later(OPEN, direction="in")), [BEFORE]),
        ((ROADS, SHUT, later(OPEN, provider="Aland")), [BEFORE]),
        ((ROADS, SHUT, later(OPEN, payload="people")), [BEFORE]),
        ((ROADS, later(SHUT, direction="both"), OPEN), [BEFORE]),
        ((ROADS, SHUT, later(OPEN, valid_to=at(3))), [BEFORE]),
        # A refusal that ends, with nothing said of what follows.
        ((ROADS, later(SHUT, valid_from=None, valid_to=at(4))), [AFTER]),
        ((ROADS, OPEN, later(SHUT, valid_to=at(6))), [AFTER]),
        # Shut twice, and nothing said of the days between.
        (
            (
                ROADS,
                OPEN,
                later(SHUT, permission="first", valid_to=at(5)),
                later(SHUT, valid_from=at(6)),
            ),
            [BEFORE],
        ),
        # Imports need leave of anybody.
        ((later(SHUT, mode="import", where="fuel", direction="both"),), [BARE]),
    ],
)
def test_holes_are_doubted(rows: tuple[Permission, ...], doubts: list[object]) -> None:
    assert doubted(*rows) == doubts


@pytest.mark.parametrize(
    "rows",
    [
        (ROADS, SHUT, OPEN),
        (ROADS, SHUT, later(OPEN, direction="both", payload="any", mode="*")),
        (ROADS, later(SHUT, direction="both"), OPEN, later(OPEN, direction="in")),
        (ROADS, later(SHUT, provider="Aland"), OPEN),
        (ROADS, later(SHUT, payload="cargo"), OPEN),
        (ROADS, later(SHUT, valid_from=None)),
        (ROADS, later(SHUT, valid_from=MISSION.start)),
        (ROADS, later(SHUT, valid_from=None, valid_to=MISSION.end)),
        (ROADS, OPEN, later(SHUT, valid_to=at(6)), later(OPEN, valid_from=at(6), valid_to=None)),
        # Nobody grants it elsewhere: it was shut before, and stays so.
        (later(ROADS, state="refused"), SHUT),
        (later(ROADS, state="pending"), SHUT),
        (later(ROADS, valid_to=at(3)), SHUT),
        # Leave from a day on is plain where no other leave is needed, and so are two days of it.
        (later(SHUT, state="granted"),),
        (ROADS, OPEN, later(SHUT, state="granted", valid_from=at(6))),
        (ROADS, later(OPEN, valid_to=at(2))),
        # What is said of the sea is nothing about a road.
        (ROADS, later(SHUT, mode="*"), OPEN),
        # Imports are permitted if anybody permits them.
        (
            Permission(permission="goods", mode="import", state="granted"),
            later(SHUT, mode="import", where="fuel", direction="both"),
        ),
        (later(SHUT, mode="import", where="fuel", direction="both", state="granted"),),
    ],
)
def test_what_is_said_of_all_the_time_is_not_doubted(rows: tuple[Permission, ...]) -> None:
    assert doubted(*rows) == []


def test_a_row_is_doubted_once_whatever_it_is_about() -> None:
    anything = later(SHUT, mode="*", direction="both", where="town", valid_to=at(6))
    assert doubted(ROADS, anything) == [
        BEFORE,
        AFTER,
    ]
