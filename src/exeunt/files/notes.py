"""What reading has to say: problems, which stop it, and remarks, which do not."""

import re
from collections.abc import Collection, Iterable

import attrs

from exeunt.errors import Problem
from exeunt.files.cells import Cell, shown
from exeunt.model.outcome import Finding
from exeunt.model.reason import Reason

_ROW = re.compile(r" (?:row|feature|wpt|trk|rte) (?=\d)")
"""What stands between a table or file and the number of one of its rows or parts."""


@attrs.define(kw_only=True)
class _Remark:
    """One thing that reading did, where it did it first, and how often besides."""

    place: str
    field: str
    got: str | None
    what: Reason
    again: int = 0


Kept = tuple[list[Problem], dict[tuple[str, str, str], _Remark], dict[str, str]]


class Notes(list[Problem]):
    """The problems found so far, and remarks beside them.

    A remark says what reading did on its own account: what was dropped, guessed or converted. It
    is said once for a column of a table, with the first of its cells. ``rows`` says where the rows
    of a workbook's tables stand, by table and key as findings about a mission name them, and
    ``taken`` the same of rows that are being taken from a file of others.
    """

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        """Begin with some problems and no remark."""
        super().__init__(problems)
        self._remarks: dict[tuple[str, str, str], _Remark] = {}
        self.rows: dict[str, str] = {}
        self.taken: dict[str, str] = {}

    def came_from(self, place: str) -> str:
        """Return where in a file of others a row came from; the place itself where it did not."""
        return self.taken.get(place, place)

    def placed(self, finding: Finding) -> Finding:
        """Return a finding about a mission with its place where its reader can look it up."""
        if not self.rows:
            return finding
        table, _, key = finding.place.partition(" ")
        sheet = f"sheet {table.partition('.')[0]}"
        place = self.rows.get(finding.place, f"{sheet} {key}".strip())
        return attrs.evolve(finding, place=place)

    def remark(self, place: str, what: Reason, cell: Cell = None, *, field: str = "") -> None:
        """Add what was done with a cell, or with a whole row where no field is named."""
        table = _ROW.split(place, maxsplit=1)[0]
        known = self._remarks.get((table, field, what.key))
        if known is not None:
            known.again += 1
            return
        self._remarks[table, field, what.key] = _Remark(
            place=place, field=field, got=shown(cell), what=what
        )

    def kept(self) -> Kept:
        """Return what has been said so far, to go back to."""
        return list(self), dict(self._remarks), dict(self.rows)

    def back_to(self, kept: Kept) -> None:
        """Forget all that was said since."""
        self[:], self._remarks, self.rows = kept

    def forget(self, places: Collection[str]) -> None:
        """Drop all that was said of some rows, since they are not read after all."""
        self[:] = [problem for problem in self if problem.place not in places]
        self._remarks = {
            key: remark for key, remark in self._remarks.items() if remark.place not in places
        }

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """The remarks, in the order in which they were made first."""
        return tuple(_finding(remark) for remark in self._remarks.values())


def _finding(remark: _Remark) -> Finding:
    hint = None
    if remark.again:
        hint = Reason.of("reading.again", n=remark.again)
    return Finding(
        place=remark.place, field=remark.field, got=remark.got, expected=remark.what, hint=hint
    )
