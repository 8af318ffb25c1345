"""Random numbers by name: each depends on the seed and on what it is for, and on nothing else.

So a figure of one site stays what it is when another site, or another figure, comes in.
"""

import random
from collections.abc import Sequence
from typing import TypeVar

Option = TypeVar("Option")


class Draws:
    """The random numbers of one made-up mission."""

    def __init__(self, *key: object) -> None:
        """Begin with a key: the size of the mission, its seed."""
        self._key = "/".join(map(str, key))

    def share(self, *what: object) -> float:
        """Return a number from 0 to below 1."""
        # Seeded by a text, Python promises the same numbers in every release.
        return random.Random("/".join((self._key, *map(str, what)))).random()

    def between(self, low: float, high: float, *what: object) -> float:
        """Return a number from low to high."""
        return low + (high - low) * self.share(*what)

    def whole(self, low: int, high: int, *what: object) -> int:
        """Return a whole number from low to high, both included."""
        return low + int((high - low + 1) * self.share(*what))

    def one_of(self, options: Sequence[Option], *what: object) -> Option:
        """Return one of some options."""
        return options[int(len(options) * self.share(*what))]
