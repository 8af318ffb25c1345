"""What can go wrong by a user's doing.

::

    ExeuntError
    └── InputError      input that cannot be used, with all its problems (exit code 2)
"""

from collections.abc import Iterable

import attrs


@attrs.frozen(kw_only=True)
class Problem:
    """One thing wrong with the input.

    ``place`` is the file or sheet with row, ``field`` the column (or blank), ``got`` what stood
    there (None where nothing did), ``expected`` what would be right, ``hint`` a next step (or
    blank).
    """

    place: str
    field: str = ""
    got: str | None = None
    expected: str
    hint: str = ""

    def __str__(self) -> str:
        """Print the problem on one line.

        Such as ``sites.csv row 7 holding_people: got "-40", must be 0 or more``.
        """
        subject = f"{self.place} {self.field}".strip()
        got = "" if self.got is None else f'got "{self.got}", '
        hint = f" ({self.hint})" if self.hint else ""
        return f"{subject}: {got}{self.expected}{hint}"


class ExeuntError(Exception):
    """Base of all errors a caller can cause."""


class InputError(ExeuntError):
    """Input that cannot be used; carries every :class:`Problem` found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        """Keep the problems in the order found."""
        self.problems = tuple(problems)
        super().__init__("\n".join(str(p) for p in self.problems))
