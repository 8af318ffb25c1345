"""Whatever arrives, a mission reads as it was or is refused with problems that say where; never anything else."""

import random
from pathlib import Path

import pytest

from exeunt.errors import InputError
from exeunt.files.cells_out import write_text
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.settings import MissionSettings
from exeunt.model.columns import columns
from exeunt.model.mission import Mission
from tests.support.files.corruption import CORRUPTIONS, UNUSABLE, Draft
from tests.support.files.sample_files import rows_of

TINY = Path(__file__).parents[2] / "missions" / "tiny"
SEEDS = range(200)


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> tuple[Mission, Draft]:
    mission = read_mission(TINY)
    folder = tmp_path_factory.mktemp("good") / "tiny"
    write_mission(mission, folder)
    settings = [
        [column.name, write_text(column, getattr(mission, column.name))]
        for column in columns(MissionSettings)
    ]
    return mission, Draft(
        settings,
        {path.stem: rows_of(path) for path in sorted(folder.glob("*.csv"))},
        is_folder=True,
    )


def corruption_of(seed: int):
    """Return what a seed does: each corruption in turn, to a folder and to a workbook."""
    return CORRUPTIONS[seed // 2 % len(CORRUPTIONS)]


def corrupted(good: Draft, seed: int) -> tuple[Draft, str, bool]:
    """Return the draft that a seed makes of a good one, what was done, and whether that makes it unusable."""
    rng = random.Random(seed)
    draft = good.copy(is_folder=seed % 2 == 0)
    corruption = corruption_of(seed)
    return draft, corruption.__name__, corruption(draft, rng)


@pytest.mark.parametrize("is_folder", [True, False])
def test_a_draft_that_nobody_touched_is_the_mission(good, tmp_path, is_folder):
    mission, draft = good
    assert read_mission(draft.copy(is_folder=is_folder).save(tmp_path)) == mission


@pytest.mark.parametrize("seed", SEEDS)
def test_a_corrupted_mission_is_refused_with_problems_or_reads_as_it_was(good, tmp_path, seed):
    mission, draft = good
    draft, name, unusable = corrupted(draft, seed)
    path = draft.save(tmp_path)
    if unusable:
        with pytest.raises(InputError) as caught:
            read_mission(path)
        assert caught.value.problems
        assert all(p.place and p.expected and str(p) for p in caught.value.problems)
    else:
        assert read_mission(path) == mission, name


def test_most_corruptions_make_a_mission_unusable():
    unusable = [corruption_of(seed) in UNUSABLE for seed in SEEDS]
    assert sum(unusable) >= 120
    assert sum(not is_so for is_so in unusable) >= 40
