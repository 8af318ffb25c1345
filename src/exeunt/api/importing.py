"""Take what others publish into a mission: incidents, sites and legs."""

from collections.abc import Mapping
from pathlib import Path

import attrs

from exeunt import shipped
from exeunt.api.loading import SenselessMissionError
from exeunt.api.places import Where, locate, path_of
from exeunt.errors import InputError, Problem
from exeunt.files import words
from exeunt.files.additions import add_rows, extended
from exeunt.files.atomic import refuse_other_kinds
from exeunt.files.imports.choices import KINDS, Choices
from exeunt.files.imports.publishers import PUBLISHERS
from exeunt.files.imports.trial import refuse_unreadable
from exeunt.files.locks import writing
from exeunt.files.missions import MISSION, read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.files.outputs import refuse_inputs, refuse_other_missions, refuse_other_workbooks
from exeunt.model.columns import Row
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.rules.sense import sense


@attrs.frozen(kw_only=True)
class Imported:
    """What came of an import.

    ``mission`` is as it was, ``added`` are the rows that it gains by table; ``remarks`` say what
    was left out, guessed or converted, ``doubts`` what is worth a look in the mission since then.
    ``written`` is where it was written, None where it was not.
    """

    kind: str
    mission: Mission
    added: Mapping[str, tuple[Row, ...]]
    remarks: tuple[Finding, ...] = ()
    doubts: tuple[Finding, ...] = ()
    written: Path | None = None

    @property
    def count(self) -> int:
        """How many rows the mission gains."""
        return sum(map(len, self.added.values()))


def import_from(
    kind: str,
    file: Where,
    mission: Where,
    *,
    out: Where | None = None,
    dry_run: bool = False,
    choices: Choices | None = None,
) -> Imported:
    """Add to a mission what a file of ``acled``, ``ucdp``, ``kobo``, ``geojson`` or ``gpx`` holds.

    The rows go below those that the mission's files have, and all else in these stays; with
    ``out``, the mission is written there anew and the one at hand stays as it is. What it has
    already is never changed. With ``dry_run`` nothing is written.

    Raises:
        InputError: if the file or the mission cannot be read, or the mission cannot be written.
        SenselessMissionError: an input error too, if the mission would make no sense any more.
    """
    if kind not in KINDS:
        raise InputError([Problem(place="kind", got=str(kind), expected=words.one_of(KINDS))])
    chosen = choices or Choices()
    chosen.check()
    source, place = path_of(file, "file"), locate(mission)
    target = place if out is None else path_of(out, "output")
    if not dry_run:
        _refuse_target(target, source, place, is_new=out is not None)
    reading, notes = Notes(), Notes()
    before = read_mission(place, notes=reading, is_begun=True)
    # What reading had to say belongs to a check; where the mission's rows stand is used here too.
    notes.rows = reading.rows
    rows = PUBLISHERS[kind].read(source, before, chosen, notes)
    added = {name: tuple(more) for name, more in rows.items() if more}
    if added:
        refuse_unreadable(before, added, notes)
    imported = Imported(
        kind=kind,
        mission=before,
        added=added,
        remarks=notes.remarks,
        doubts=_doubts(before, extended(before, added), notes),
    )
    if dry_run or not added:
        return imported
    with writing(target):
        if out is None:
            add_rows(place, before, added)
        else:
            refuse_other_missions(target, before)
            write_mission(extended(before, added), target)
    return attrs.evolve(imported, written=target)


def _refuse_target(target: Path, source: Path, place: Path, *, is_new: bool) -> None:
    """Refuse to write to a mission of the package, or over what is read."""
    if is_new:
        refuse_other_kinds(target)
        refuse_inputs(target, (source, place))
        refuse_other_workbooks(target, MISSION)
    elif target.resolve().is_relative_to(shipped.folder().resolve()):
        # Installed, it is everybody's, and goes with the next release.
        problem = Problem(
            place="mission",
            got=target.name,
            expected="must be a mission of your own; this one comes with exeunt",
            hint=f"write to another: --out {target.name}",
        )
        raise InputError([problem])


def _doubts(before: Mission, after: Mission, notes: Notes) -> tuple[Finding, ...]:
    """Return what is worth a look in a mission and was not before.

    Raises:
        SenselessMissionError: it contradicts itself where it did not before.
    """
    was, now = sense(before), sense(after)
    # What is refused stands in no table of the mission: it is looked up in the file.
    errors = tuple(
        attrs.evolve(notes.placed(finding), place=notes.taken[finding.place])
        if finding.place in notes.taken
        else notes.placed(finding)
        for finding in now.errors
        if finding not in was.errors
    )
    if errors:
        raise SenselessMissionError(after, errors)
    return tuple(notes.placed(finding) for finding in now.warnings if finding not in was.warnings)
