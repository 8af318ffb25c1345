"""Which events of others a mission takes, and where they are in it."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.files.imports.choices import Choices
from exeunt.files.imports.events import Event, incidents, once_each, uncounted
from exeunt.files.imports.globe import Spot
from exeunt.files.notes import Notes
from exeunt.model.hazards import Incident
from exeunt.network.threat import strikes_on
from tests.support.files.exports import leg, mission, remarked

EVENT = Event(
    place="e.csv row 2",
    got="XXX1",
    incident="acled-XXX1",
    day=datetime(2023, 5, 6),
    until=datetime(2023, 5, 6),
    is_vague=False,
    spot=Spot(16.1, 1.0),
    precision=1,
    kind="Armed clash",
    killed=2,
    location="Milestone",
    source="somebody",
)


def taken(*changes, given=None, **choices):
    notes = Notes()
    events = [attrs.evolve(EVENT, **change) for change in changes]
    rows = incidents(events, given or mission(), Choices(**choices), notes)
    return rows, remarked(notes)


def test_an_event_near_a_road_is_an_incident_on_it_with_its_guesses_marked():
    (row,), remarks = taken({})
    assert row == Incident(
        incident="acled-XXX1",
        date=datetime(2023, 5, 6),
        where="alpha-bravo",
        kind="Armed clash",
        killed=2,
        source="somebody",
        note="Milestone (16.1 1)",
        assumed=("injured", "where"),
    )
    assert remarks == {"imports.injured": 1, "imports.on_leg": 1}


def test_an_event_in_a_town_is_at_its_site_and_that_is_no_guess():
    (row,), _ = taken({"spot": Spot(16.0, 0.01)})
    assert (row.where, row.assumed) == ("alpha", ("injured",))
    (row,), _ = taken({"spot": Spot(16.0, 0.01), "precision": 2})
    assert row.assumed == ("injured", "where")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"day": datetime(2023, 7, 1), "until": datetime(2023, 7, 1)}, "not_before"),
        ({"day": datetime(2021, 7, 1), "until": datetime(2021, 7, 1)}, "too_old"),
        ({"until": EVENT.day + timedelta(days=40)}, "vague"),
        ({"spot": None}, "no_position"),
        ({"spot": Spot(0.0, 0.0)}, "nought"),
        ({"precision": 3}, "coarse"),
        ({"spot": Spot(1.0, 16.1)}, "exchanged"),
        ({"spot": Spot(12.0, 1.0)}, "far"),
        (
            {
                "incident": "MINE",
                "day": datetime(2023, 2, 21),
                "until": datetime(2023, 2, 21),
                "killed": 3,
            },
            "known",
        ),
        ({"incident": "mine"}, "differs"),
        ({"day": datetime(2023, 2, 22), "until": datetime(2023, 2, 22)}, "likely"),
    ],
)
def test_what_is_left_out_is_said(change, why):
    rows, remarks = taken(change)
    assert rows == ()
    assert remarks == {f"imports.{why}": 1}


def test_what_a_user_asks_for_is_taken():
    old = {"day": datetime(2021, 7, 1), "until": datetime(2021, 7, 1)}
    assert taken(old, since=datetime(2021, 1, 1))[0]
    assert taken({"precision": 3}, precision=3)[0]
    assert taken({"spot": Spot(16.4, 1.0)}, leg_km=50)[0]
    like = {"day": datetime(2023, 2, 22), "until": datetime(2023, 2, 22)}
    assert taken(like, doubles=True)[0]


def test_an_incident_of_the_mission_stands_for_one_event_and_not_for_two():
    day = {"day": datetime(2023, 2, 21), "until": datetime(2023, 2, 21)}
    rows, remarks = taken(
        {**day, "incident": "acled-a", "killed": 1}, {**day, "incident": "acled-b", "killed": 3}
    )
    assert len(rows) == 1
    assert remarks["imports.likely"] == 1


def test_events_of_one_publisher_on_one_day_are_several():
    other = Incident(incident="acled-old", date=EVENT.day, where="alpha-bravo")
    assert len(taken({}, given=mission(incidents=(other,)))[0]) == 1


def test_what_is_vague_is_marked():
    (row,), remarks = taken({"is_vague": True, "killed": None})
    assert row.assumed == ("date", "injured", "killed", "where")
    assert {"imports.dated", "imports.killed"} <= set(remarks)


def test_incidents_stand_in_the_order_of_their_days():
    rows, _ = taken(
        {"incident": "b", "day": datetime(2023, 3, 1), "until": datetime(2023, 3, 1)},
        {"incident": "a", "day": datetime(2023, 2, 1), "until": datetime(2023, 2, 1)},
    )
    assert [row.incident for row in rows] == ["a", "b"]


def test_one_event_is_kept_of_two_alike():
    notes = Notes()
    assert once_each([EVENT, attrs.evolve(EVENT, place="e.csv row 3")], notes) == [EVENT]
    assert remarked(notes) == {"imports.double": 1}


def test_incidents_that_came_raise_the_threat_on_a_leg_that_has_no_figure_of_its_own():
    before = mission(incidents=())
    rows, _ = taken({}, given=before)
    after = attrs.evolve(before, incidents=rows)
    road = before.leg["alpha-bravo"]
    assert strikes_on(after, road, 0) > strikes_on(before, road, 0)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"strikes_per_100km": 0.1}, {"imports.stated": 1}),
        ({}, {"imports.unexposed": 1}),
        ({"traverses_per_month": 4.0}, {}),
    ],
)
def test_where_incidents_change_nothing_or_too_much_is_said(changes, why):
    given = mission(legs=(leg("alpha-bravo", **changes),), incidents=())
    rows, _ = taken({}, given=given)
    notes = Notes()
    uncounted(rows, given, notes)
    assert remarked(notes) == why
