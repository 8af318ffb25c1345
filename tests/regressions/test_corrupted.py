"""Whatever arrives, a mission reads as it was or is refused with problems that say where; never anything else."""

import copy
import random
from pathlib import Path

import attrs
import pytest
from corruption import CORRUPTIONS, Draft
from sample_files import rows_of

from exeunt.errors import InputError
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.settings import MissionSettings
from exeunt.model.columns import columns
from exeunt.model.mission import Mission
from exeunt.units import print_time

TINY = Path(__file__).parents[2] / "missions" / "tiny"
SEEDS = range(200)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> tuple[Mission, Draft]:
    mission = read_mission(TINY)
    folder = tmp_path_factory.mktemp("good") / "tiny"
    write_mission(mission, folder)
    values = {c.name: getattr(mission, c.name) for c in columns(MissionSettings)}
    settings = [[key, value if isinstance(value, str) else str(value) if isinstance(value, int) else print_time(value)] for key, value in values.items()]
    return mission, Draft(settings, {path.stem: rows_of(path) for path in sorted(folder.glob("*.csv"))}, is_folder=True)


def corrupted(good: Draft, seed: int) -> tuple[Draft, str, bool]:
    """Return the draft that a seed makes of a good one, what was done, and whether that makes it unusable."""
    rng = random.Random(seed)
    draft = attrs.evolve(copy.deepcopy(good), is_folder=seed % 2 == 0)
    corruption = CORRUPTIONS[seed // 2 % len(CORRUPTIONS)]
    return draft, corruption.__name__, corruption(draft, rng)


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_draft_that_nobody_touched_is_the_mission(good, tmp_path, is_folder):
    mission, draft = good
    assert read_mission(attrs.evolve(draft, is_folder=is_folder).save(tmp_path)) == mission


@pytest.mark.parametrize("seed", SEEDS)
def test_a_corrupted_mission_is_refused_with_problems_or_reads_as_it_was(good, tmp_path, seed):
    mission, draft = good
    draft, name, unusable = corrupted(draft, seed)
    path = draft.save(tmp_path)
    try:
        found = read_mission(path)
    except InputError as error:
        assert unusable, f"{name}: {error}"
        assert error.problems
        assert all(p.place and p.expected and str(p) for p in error.problems)
    else:
        assert not unusable, f"{name} went unnoticed"
        assert found == mission, name


def test_most_corruptions_make_a_mission_unusable(good):
    unusable = [corrupted(good[1], seed)[2] for seed in SEEDS]
    assert sum(unusable) >= 120
    assert sum(not is_so for is_so in unusable) >= 40
