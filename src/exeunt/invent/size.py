"""What a made-up mission is asked for with: its sites, its days and its seed."""

import re

import attrs

from exeunt.errors import InputError, Problem

FEWEST_SITES, MOST_SITES = 3, 400
"""A base, a hub and an exit are the least that can be left; the largest known missions had 130."""
FEWEST_DAYS, MOST_DAYS = 2, 1500
MOST_SEED = 2**31 - 1
EXAMPLE = "12,90,1"
_HOURLY_DAYS, _QUARTERLY_DAYS, _HALF_DAYS = 4, 14, 45
"""Up to so many days a period is an hour, six, twelve; longer missions are planned by days."""


@attrs.frozen
class Size:
    """How many sites, how many days from the start to the end of planning, and which of them."""

    sites: int
    days: int
    seed: int

    @property
    def name(self) -> str:
        """Return the mission's name, which tells how to make it again."""
        return f"generated-{self.sites}-{self.days}-{self.seed}"

    @property
    def period_hours(self) -> int:
        """Return the planning period: the shorter the mission, the finer."""
        if self.days <= _HOURLY_DAYS:
            return 1
        if self.days <= _QUARTERLY_DAYS:
            return 6
        return 12 if self.days <= _HALF_DAYS else 24

    @property
    def deadline_days(self) -> int:
        """Return the days from the start to the deadline; the rest is for being late."""
        return max(1, self.days - max(1, self.days // 6))

    @property
    def is_short(self) -> bool:
        """Say whether it is an evacuation of days, in which people count and little kit moves."""
        return self.days <= _QUARTERLY_DAYS


def size_of(text: str) -> Size:
    """Read a size such as ``12,90,1``: sites, days, seed.

    Raises:
        InputError: it is not three whole numbers in their ranges; carries every problem.
    """
    parts = re.split(r"\s*[,;]\s*", text.strip())
    asked = f"must be SITES,DAYS,SEED, three whole numbers such as {EXAMPLE}"
    if len(parts) != len(_RANGES) or not all(re.fullmatch(r"\d{1,12}", part) for part in parts):
        raise InputError([Problem(place="--generate", got=text, expected=asked)])
    values = [int(part) for part in parts]
    problems = [
        Problem(
            place="--generate",
            field=field,
            got=str(value),
            expected=f"must be from {low} to {high}",
        )
        for value, (field, low, high) in zip(values, _RANGES, strict=True)
        if not low <= value <= high
    ]
    if problems:
        raise InputError(problems)
    return Size(*values)


_RANGES = (
    ("SITES", FEWEST_SITES, MOST_SITES),
    ("DAYS", FEWEST_DAYS, MOST_DAYS),
    ("SEED", 0, MOST_SEED),
)
