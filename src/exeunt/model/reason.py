"""Reasons: what an engine has to say, as a key and arguments; the words are made elsewhere.

Engines never write sentences. They hand on which sentence it is and what goes into it, so that the
same finding can be printed in any language, and compared by what it says rather than by how.
"""

from datetime import date, datetime
from typing import Self, Union

import attrs


@attrs.frozen
class Amount:
    """A number of something: ``unit`` names what is counted or measured (``t``, ``people``).

    A whole number is printed as the tables have it, any other with its thousands separated.
    """

    value: float
    unit: str = ""


@attrs.frozen
class Name:
    """Something that has a name in print, by its noun (``site``, ``mode`` …) and its id."""

    noun: str
    id: str


Argument = Union[
    str, int, float, date, datetime, Amount, Name, "Reason", tuple["Argument", ...], None
]
"""What can go into a sentence. A text is printed as it is: an id, or somebody's own words."""


@attrs.frozen
class Reason:
    """One thing to say: the key of its sentence in every language, and the arguments by name.

    Hashable and comparable, so that a finding can be looked up, counted and held against another.
    """

    key: str
    arguments: tuple[tuple[str, Argument], ...] = ()

    @classmethod
    def of(cls, key: str, /, **arguments: Argument) -> Self:
        """Return a reason with named arguments, in the order given."""
        return cls(key, tuple(arguments.items()))

    def __getitem__(self, name: str) -> Argument:
        """Return an argument by its name.

        Raises:
            KeyError: the reason has no argument of that name.
        """
        return dict(self.arguments)[name]
