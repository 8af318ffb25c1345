"""Numbers that know what they depend on.

Forward-mode differentiation for the arithmetic of a plan's terms.

A :class:`Tangent` is a float that carries its slope in every figure it was computed from. Sums,
products and quotients follow the chain rule; comparisons, ``min`` and ``max`` are those of floats
and keep the one chosen. What is rounded or converted to a plain number loses its slopes.
"""

from collections.abc import Mapping
from typing import Self

Key = tuple[str, int, str]
"""A figure: table, row number from 0, field."""
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
        return Tangent(float(self) + float(other), _mixed(self.slopes, 1.0, slopes_of(other), 1.0))

    __radd__ = __add__

    def __sub__(self, other: float) -> "Tangent":
        return Tangent(float(self) - float(other), _mixed(self.slopes, 1.0, slopes_of(other), -1.0))

    def __rsub__(self, other: float) -> "Tangent":
        return Tangent(float(other) - float(self), _mixed(self.slopes, -1.0, slopes_of(other), 1.0))

    def __mul__(self, other: float) -> "Tangent":
        return Tangent(
            float(self) * float(other),
            _mixed(self.slopes, float(other), slopes_of(other), float(self)),
        )

    __rmul__ = __mul__

    def __truediv__(self, other: float) -> "Tangent":
        value = float(self) / float(other)
        return Tangent(
            value, _mixed(self.slopes, 1 / float(other), slopes_of(other), -value / float(other))
        )

    def __rtruediv__(self, other: float) -> "Tangent":
        value = float(other) / float(self)
        return Tangent(
            value, _mixed(self.slopes, -value / float(self), slopes_of(other), 1 / float(self))
        )

    def __neg__(self) -> "Tangent":
        return Tangent(-float(self), _mixed(self.slopes, -1.0, {}, 0.0))


def slopes_of(value: float) -> Slopes:
    """Return a number's slopes; none for one that depends on no figure."""
    return value.slopes if isinstance(value, Tangent) else {}


def _mixed(one: Slopes, by: float, other: Slopes, times: float) -> Slopes:
    """Add two sets of slopes, each multiplied."""
    found = dict(one) if by == 1.0 else {key: slope * by for key, slope in one.items()}
    for key, slope in other.items():
        found[key] = found.get(key, 0.0) + slope * times
    return found
