"""The threat: what rows, the leg itself and its incidents let expect."""

import attrs
import pytest

from exeunt.model.hazards import Incident, Threat
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.network.threat import strikes_from_incidents, strikes_on, threat_breaks
from exeunt.rules.threat import usual
from tests.support.missions.planner_country import FORT_TOWN, country, day


def threatened(leg: Leg, **changes) -> Mission:
    return country(legs=(leg,), **changes)


def test_the_threat_without_evidence_is_nothing() -> None:
    assert strikes_on(threatened(FORT_TOWN), FORT_TOWN, 0) == 0


def test_the_threat_from_incidents_is_the_gamma_mean_by_hand() -> None:
    leg = attrs.evolve(FORT_TOWN, km=150, traverses_per_month=4)
    incidents = tuple(
        Incident(incident=f"i{n}", date=day(-days), where=where)
        for n, (days, where) in enumerate(
            [
                (1, "fort-town"),
                (360, "fort-town"),
                (370, "fort-town"),
                (5, "town-port"),
                (-1, "fort-town"),
            ]
        )
    )
    mission = threatened(leg, incidents=incidents)
    assert strikes_on(mission, leg, 0) == pytest.approx((0.5 + 2) / (20 + 12 * 4 * 1.5))
    assert strikes_on(mission, leg, 0) == pytest.approx(usual(mission, leg))


def test_a_month_of_memory_forgets_the_older_incidents() -> None:
    incidents = tuple(
        Incident(incident=f"i{n}", date=day(-n), where="fort-town") for n in (10, 20, 40)
    )
    mission = threatened(
        FORT_TOWN,
        incidents=incidents,
        doctrine={"threat_months": 1.0, "threat_prior_strikes": 1.0, "threat_prior_100km": 5.0},
    )
    assert strikes_on(mission, FORT_TOWN, 0) == pytest.approx(3 / 5)


def test_a_threat_row_overrides_the_leg_while_it_holds_and_the_last_wins() -> None:
    leg = attrs.evolve(FORT_TOWN, strikes_per_100km=0.01)
    rows = (
        Threat(leg="fort-town", valid_from=day(1), valid_to=day(5), strikes_per_100km=0.2),
        Threat(leg="fort-town", valid_from=day(2), valid_to=day(3), strikes_per_100km=0.4),
    )
    mission = threatened(leg, threats=rows)
    assert [strikes_on(mission, leg, 24 * d) for d in (0, 1, 2, 3, 5)] == [
        0.01,
        0.2,
        0.4,
        0.2,
        0.01,
    ]


def test_the_threat_changes_where_a_row_begins_or_ends() -> None:
    rows = (
        Threat(leg="fort-town", valid_from=day(1), valid_to=day(5), strikes_per_100km=0.2),
        Threat(leg="fort-town", valid_from=day(5), valid_to=day(6), strikes_per_100km=0.4),
    )
    assert threat_breaks(threatened(FORT_TOWN, threats=rows)) == [24, 120, 144]


def test_a_leg_that_is_used_and_was_never_struck_is_under_some_threat() -> None:
    used = attrs.evolve(FORT_TOWN, km=100, traverses_per_month=1)
    assert strikes_from_incidents(threatened(used), used) == pytest.approx(0.5 / (20 + 12))
