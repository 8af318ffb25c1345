"""Numbers that know what they depend on: forward-mode differentiation of a plan's terms.

A :class:`Tangent` is a float that carries its slope in every figure it was computed from. Sums,
products and quotients follow the chain rule; comparisons, ``min`` and ``max`` are those of floats
and keep the one chosen. What is rounded or converted to a plain number loses its slopes.
"""

from collections.abc import Mapping
from typing import NamedTuple, Self


class Key(NamedTuple):
    """Where a figure stands: table, number of the row from 0, field."""

    table: str
    row: int
    field: str


Slopes = Mapping[Key, float]


class Tangent(float):
    """A number with its slopes in the figures it depends on."""

    __slots__ = ("slopes",)
    slopes: Slopes

    def __new__(cls, value: float, slopes: Slopes) -> Self:
        """Make a number of its value and its slopes."""
        made = super().__new__(cls, value)
        made.slopes = slopes
        return made

    def __add__(self, other: float) -> "Tangent":
        return self._with(float(self) + float(other), 1.0, other, 1.0)

    __radd__ = __add__

    def __sub__(self, other: float) -> "Tangent":
        return self._with(float(self) - float(other), 1.0, other, -1.0)

    def __rsub__(self, other: float) -> "Tangent":
        return self._with(float(other) - float(self), -1.0, other, 1.0)

    def __mul__(self, other: float) -> "Tangent":
        return self._with(float(self) * float(other), float(other), other, float(self))

    __rmul__ = __mul__

    def __truediv__(self, other: float) -> "Tangent":
        value = float(self) / float(other)
        return self._with(value, 1 / float(other), other, -value / float(other))

    def __rtruediv__(self, other: float) -> "Tangent":
        value = float(other) / float(self)
        return self._with(value, -value / float(self), other, 1 / float(self))

    def __neg__(self) -> "Tangent":
        return self._with(-float(self), -1.0, 0.0, 0.0)

    def _with(self, value: float, mine: float, other: float, theirs: float) -> "Tangent":
        """Return the value of an operation, with the slopes of both sides by the chain rule.

        ``mine`` and ``theirs`` are the operation's own slopes in this number and in the other.
        """
        return Tangent(value, _mixed(self.slopes, mine, slopes_of(other), theirs))


def slopes_of(value: float) -> Slopes:
    """Return a number's slopes; none for one that depends on no figure."""
    return value.slopes if isinstance(value, Tangent) else {}


def _mixed(one: Slopes, by: float, other: Slopes, times: float) -> Slopes:
    """Add two sets of slopes, each multiplied."""
    # Sums are most of the arithmetic, and leave the slopes of their first part as they are.
    mixed = dict(one) if by == 1.0 else {key: slope * by for key, slope in one.items()}
    for key, slope in other.items():
        mixed[key] = mixed.get(key, 0.0) + slope * times
    return mixed
