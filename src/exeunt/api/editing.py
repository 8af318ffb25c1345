"""Change a plan by hand: the changes, what follows from them, and what the referee says then."""

from collections.abc import Iterable
from pathlib import Path

import attrs

from exeunt.api.judging import check
from exeunt.api.places import Where, path_of
from exeunt.api.planning import check_limits
from exeunt.api.planning import plan as plan_anew
from exeunt.edits.changes import Change
from exeunt.edits.edit import Changed, edited
from exeunt.edits.reading import Written, of_text, read, split
from exeunt.errors import InputError, Problem
from exeunt.files.notes import Notes
from exeunt.files.plans import read_changed
from exeunt.model.choices import Mode
from exeunt.model.held import Held, Pin, PinKind, departure
from exeunt.model.mission import Mission
from exeunt.model.outcome import Observer, Outcome, Stop
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.rules.judge import Judged
from exeunt.rules.terms import gap
from exeunt.version import __version__


@attrs.frozen(kw_only=True)
class Edited:
    """A plan after changes, judged by the referee; ``before`` is as it was.

    ``effects`` are what was done and what followed, in order, as reasons. ``outcome`` is what came
    of a repair, None where none was asked for: its ``changes`` are all that the repair did besides,
    and where it found no plan its ``held`` are the rules that the changes themselves break.
    """

    checked: Judged
    before: Plan
    effects: tuple[Reason, ...] = ()
    outcome: Outcome | None = None

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.checked.plan

    @property
    def lawful(self) -> bool:
        """Say whether it keeps every rule."""
        return self.checked.lawful

    @property
    def repaired(self) -> bool:
        """Say whether a repair was asked for and found a plan."""
        return self.outcome is not None and self.outcome.plan is not None


def edit(  # noqa: PLR0913 - limits as for planning
    mission: Mission,
    plan: Plan | Where,
    changes: str | Iterable[str | Written | Change] = (),
    *,
    repair: bool = False,
    time_limit: float = 30.0,
    seed: int = 0,
    observer: Observer | None = None,
    stop: Stop | None = None,
    notes: Notes | None = None,
) -> Edited:
    """Change a plan, carry through or name what follows, and have the referee check what it is now.

    Args:
        mission: the mission.
        plan: a plan of it, whoever made it, or where one is.
        changes: what to change, as on the command line: ``shift C-0031 +2d``, ``drop C-0031``,
            ``merge C-0031 C-0032``, ``close kidal 2023-11-15``, ``dispose LOT METHOD NUMBER``,
            ``retain LOT METHOD`` …, one text with one or more of them, or several texts or
            :class:`Change` values.
        repair: whether to make the rest of the plan lawful and better then, without touching what
            was changed.
        time_limit: seconds that a repair may take.
        seed: same seed, same repair.
        observer: is called with a :class:`Progress` while the plan is repaired.
        stop: is asked whether to end a repair early with the best plan so far.
        notes: remarks about how the plan was read go into them.

    Raises:
        InputError: the plan cannot be read, or a change cannot be made of it; with every one.
    """
    check_limits(time_limit, seed)
    before, said = plan, tuple[Change, ...]()
    if not isinstance(before, Plan):
        # What was changed in the sheets of one row is as good as said here.
        before, said = read_changed(path_of(before, "plan"), mission, notes)
    changes_of_all = (*said, *_changes(mission, before, changes, said))
    changed = edited(mission, before, changes_of_all)
    judged = check(mission, changed.plan)
    answer = Edited(checked=_recorded(mission, judged), before=before, effects=changed.effects)
    if not repair:
        return answer
    outcome = plan_anew(
        mission,
        time_limit=time_limit,
        seed=seed,
        observer=observer,
        stop=stop,
        start=judged,
        keep=_held(before, changed),
    )
    if outcome.plan is None:
        return attrs.evolve(answer, outcome=outcome)
    repaired = attrs.evolve(
        outcome.plan, record=attrs.evolve(outcome.plan.record, status=outcome.status)
    )
    return attrs.evolve(answer, checked=check(mission, repaired), outcome=outcome)


def _held(before: Plan, changed: Changed) -> Held:
    """Return what a person said and a repair must leave."""
    plan, pins = changed.plan, set[Pin]()
    for serial in changed.serials & plan.serials.keys():
        kind = PinKind.FLIGHT if plan.serials[serial][0].mode == Mode.AIR else PinKind.CONVOY
        pins.add(Pin(kind, serial))
    pins |= {Pin(PinKind.SITE, site) for site in changed.closings}
    pins |= {Pin(PinKind.LOT, lot) for lot in changed.lots}
    # What was dropped must not go again under another name, in what else is left of the plan.
    gone = {
        departure(stage)
        for serial in changed.gone & before.serials.keys()
        for stage in before.serials[serial]
    }
    there = set(map(departure, plan.stages))
    return Held(plan=plan, pins=frozenset(pins), never=frozenset(gone - there))


def _changes(
    mission: Mission,
    plan: Plan,
    given: str | Iterable[str | Written | Change],
    said: tuple[Change, ...] = (),
) -> tuple[Change, ...]:
    """Return changes as they are, or as they are written."""
    texts = [given] if isinstance(given, str) else list(given)
    changes: list[Change] = []
    problems: list[Problem] = []
    for number, one in enumerate(texts, 1):
        try:
            if isinstance(one, str):
                written = _placed(of_text(one, ""), number, single=len(texts) == 1)
                changes += read(mission, plan, written, [*said, *changes])
            elif isinstance(one, Written):
                changes += read(mission, plan, (one,), [*said, *changes])
            else:
                changes.append(one)
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(changes)


def _placed(written: tuple[Written, ...], number: int, *, single: bool) -> tuple[Written, ...]:
    """Return written changes with a place that repeats them."""
    return tuple(
        attrs.evolve(one, place=f"edit {n if single else number}: {' '.join(one.words)}")
        for n, one in enumerate(written, 1)
    )


def written_changes(words: Iterable[str], file: Path | None) -> tuple[Written, ...]:
    """Return the changes on a command line, then those in a file.

    Raises:
        InputError: they cannot be read.
    """
    changes = split(words)
    if file is not None:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "is no text in UTF-8"
            problem = Problem(place=str(file), expected=f"must be a text file: {reason}")
            raise InputError([problem]) from error
        changes += of_text(text, file.name)
    return changes


def _recorded(mission: Mission, judged: Judged) -> Judged:
    """Return a judged plan with its own terms on record, where it is lawful."""
    record = attrs.evolve(
        judged.plan.record,
        mission=mission.name,
        mission_hash=mission.fingerprint,
        as_of=mission.as_of,
        overlays=mission.overlaid,
        status="edited",
        version=__version__,
    )
    if judged.lawful:
        # A bound of the mission as it was read is one of this plan too; of another it is none.
        proven, fixed = record.bound, record.fixed
        if not mission.is_of(judged.plan.record.mission_hash) or (proven or 0) > judged.objective:
            proven = fixed = None
        record = attrs.evolve(
            record,
            objective=judged.objective,
            terms=judged.terms,
            bound=proven,
            fixed=fixed,
            gap=gap(judged.objective, proven, fixed),
        )
    else:
        record = attrs.evolve(record, bound=None, fixed=None)
    return attrs.evolve(judged, plan=attrs.evolve(judged.plan, record=record))
