"""Made-up missions make sense whatever their size, and are the same for the same numbers."""

import pytest

from exeunt.api.arithmetic import feasible
from exeunt.files.missions import read_mission, write_mission
from exeunt.invent.mission import invented
from exeunt.invent.size import Size
from exeunt.rules.sense import sense

TEXTS = {"title": "{sites} sites, {days} days, number {seed}", "description": ""}
SIZES = [(3, 2), (4, 4), (7, 12), (12, 40), (25, 90), (40, 400)]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("sites", "days"), SIZES)
def test_nothing_in_them_is_doubtful(sites, days, seed):
    found = sense(invented(Size(sites, days, seed), TEXTS))
    assert found.errors == ()
    assert found.warnings == ()


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(("sites", "days"), SIZES[:4])
def test_arithmetic_does_not_show_that_people_cannot_get_out(sites, days, seed):
    assert feasible(invented(Size(sites, days, seed), TEXTS)).possible


def test_the_largest_is_the_same_each_time_and_says_how_it_was_made():
    one, two = (invented(Size(130, 540, 7), TEXTS) for _ in range(2))
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != invented(Size(130, 540, 8), TEXTS).fingerprint
    assert (one.name, one.title) == ("generated-130-540-7", "130 sites, 540 days, number 7")
    assert len(one.sites) == 130
    assert (one.end - one.start).days == 540


def test_all_is_assumed():
    mission = invented(Size(40, 180, 1), TEXTS)
    tables = mission.rows()
    assert {name for name, rows in tables.items() if not rows} <= {
        "threats",
        "incidents",
        "pace",
        "prices",
        "seasons",
    }
    assert all(row.assumed == ("*",) for rows in tables.values() for row in rows)


@pytest.mark.parametrize("name", ["made", "made.xlsx"])
def test_a_written_one_is_read_as_it_was(tmp_path, name):
    mission = invented(Size(7, 12, 3), TEXTS)
    write_mission(mission, tmp_path / name)
    assert read_mission(tmp_path / name).fingerprint == mission.fingerprint
