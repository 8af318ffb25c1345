"""tiny's best plan and cost, from the comment in its file, against a brute force and the rules."""

import re
from pathlib import Path

import pytest

from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, priced, terms
from tests.support.oracles.tiny_oracle import brute_force
from tests.support.plans.tiny_by_hand import by_hand

FOLDER = Path(__file__).parents[2] / "missions" / "tiny"


@pytest.fixture(scope="module")
def mission() -> Mission:
    return read_mission(FOLDER)


@pytest.fixture(scope="module")
def stated() -> float:
    found = re.search(
        r"^# OBJECTIVE .*= +([\d,]+)$",
        (FOLDER / "mission.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert found is not None
    return float(found[1].replace(",", ""))


def test_brute_force_finds_the_stated_cost(mission: Mission, stated: float) -> None:
    assert brute_force(mission) == pytest.approx(stated, abs=1e-6)


def test_hand_plan_breaks_no_rule(mission: Mission) -> None:
    assert referee(mission, by_hand(mission)) == ()


def test_hand_plan_costs_what_is_stated(mission: Mission, stated: float) -> None:
    found = terms(mission, by_hand(mission))
    assert objective(mission, found) == pytest.approx(stated, abs=1e-6)
    assert sum(priced(mission, found).values()) == pytest.approx(stated, abs=1e-6)


def test_hand_plan_costs_term_by_term(mission: Mission) -> None:
    found = terms(mission, by_hand(mission))
    assert found.casualties_move == pytest.approx(0.0514)
    assert found.casualties_site == pytest.approx(0.01)
    assert (
        found.late_person_days,
        found.not_out,
        found.capture_points,
        found.vacuum_days,
    ) == pytest.approx((0, 0, 0, 0))
    assert found.value_lost == pytest.approx(32_000)
    assert found.money == pytest.approx(109_360)
