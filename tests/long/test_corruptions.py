"""Two thousand corruptions of a mission by chance: each is refused with problems that say where, or reads as it was."""

import pytest

from exeunt.errors import InputError
from exeunt.files.missions import read_mission
from exeunt.model.mission import Mission
from tests.regressions.test_corrupted import SEEDS, corrupted, good

__all__ = ["good"]

PARTS, OFTEN = 10, 2
"""The corruptions are shared among so many tests, of which so many run with the long ones."""
ALL = range(SEEDS.stop, SEEDS.stop + 2000)


def outcome(path, mission: Mission) -> str:
    """Return what became of a file: read as it was, read as something else, or refused."""
    try:
        return "as it was" if read_mission(path) == mission else "as something else"
    except InputError as error:
        is_said = all(p.place and p.expected and str(p) for p in error.problems)
        return "refused" if is_said else "refused without a word"


@pytest.mark.parametrize(
    "part",
    [
        pytest.param(part, marks=pytest.mark.long if part < OFTEN else pytest.mark.hours)
        for part in range(PARTS)
    ],
)
def test_two_thousand_corruptions(good, tmp_path, part):
    mission, draft = good
    wrong = []
    for seed in ALL[part::PARTS]:
        spoilt, name, unusable = corrupted(draft, seed)
        folder = tmp_path / str(seed)
        folder.mkdir()
        found = outcome(spoilt.save(folder), mission)
        # Of an archive, a part may be spoilt that nobody needs.
        allowed = {"refused", "as it was"} if name == "inside_spoilt" else {"refused"}
        if found not in (allowed if unusable else {"as it was"}):
            wrong.append((seed, name, found))
    assert wrong == []
