"""Change a plan by hand: the changes, what follows from them, and what the referee says then."""

from collections.abc import Iterable
from pathlib import Path

import attrs

from exeunt.api.judging import check, plan_of
from exeunt.api.places import Where
from exeunt.api.planning import check_limits
from exeunt.edits.changes import Change
from exeunt.edits.edit import Changed, edited
from exeunt.edits.reading import Written, of_text, read, split
from exeunt.errors import InputError, Problem
from exeunt.model.mission import Mission
from exeunt.model.outcome import Observer, Stop
from exeunt.model.plan import Plan
from exeunt.model.reason import Reason
from exeunt.optimise.amend import Amended, Spending, amended
from exeunt.optimise.run import never, unheard
from exeunt.rules.judge import Judged
from exeunt.rules.terms import gap
from exeunt.version import __version__


@attrs.frozen(kw_only=True)
class Edited:
    """A plan after changes, judged by the referee.

    ``effects`` are what was done and what followed, in order, as reasons. ``left_out`` are the
    serials, closings and lots that a repair took out because they could not stay beside the
    changes; ``repaired`` is None where no repair was asked for, False where none was found.
    """

    checked: Judged
    effects: tuple[Reason, ...] = ()
    repaired: bool | None = None
    left_out: tuple[str, ...] = ()

    @property
    def plan(self) -> Plan:
        """The plan as it is now."""
        return self.checked.plan

    @property
    def lawful(self) -> bool:
        """Say whether it keeps every rule."""
        return self.checked.lawful


def edit(
    mission: Mission,
    plan: Plan | Where,
    changes: str | Iterable[str | Written | Change] = (),
    *,
    repair: bool = False,
    time_limit: float = 30.0,
    seed: int = 0,
    observer: Observer | None = None,
    stop: Stop | None = None,
) -> Edited:
    """Change a plan, carry through or name what follows, and have the referee check what it is now.

    Args:
        mission: the mission.
        plan: a plan of it, whoever made it, or where one is.
        changes: what to change, as on the command line: ``shift C-0031 +2d``, ``drop C-0031``,
            ``merge C-0031 C-0032``, ``close kidal 2023-11-15``, ``dispose LOT METHOD NUMBER`` …,
            one text with one or more of them, or several texts or :class:`Change` values.
        repair: whether to make the rest of the plan lawful and better then, without touching what
            was changed.
        time_limit: seconds that a repair may take.
        seed: same seed, same repair.
        observer: is called with a :class:`Progress` while the plan is repaired.
        stop: is asked whether to end a repair early with the best plan so far.

    Raises:
        InputError: the plan cannot be read, or a change cannot be made of it; with every one.
    """
    check_limits(time_limit, seed)
    before = plan_of(mission, plan)
    changed = edited(mission, before, _changes(mission, before, changes))
    judged = check(mission, changed.plan)
    answer = Edited(checked=_recorded(mission, judged), effects=changed.effects)
    if not repair:
        return answer
    spending = Spending(
        seconds=time_limit, seed=seed, stop=stop or never, observer=observer or unheard
    )
    found = amended(mission, judged, Held(before, changed), spending)
    return _repaired(mission, answer, found)


def _repaired(mission: Mission, answer: Edited, found: Amended) -> Edited:
    if found.judged is None:
        return attrs.evolve(answer, repaired=False)
    return attrs.evolve(
        answer,
        checked=_recorded(mission, found.judged),
        repaired=True,
        left_out=found.left_out,
    )


class Held:
    """Says of plans whether the changes that a person made are still in them."""

    def __init__(self, before: Plan, changed: Changed) -> None:
        """Keep the times of serials and closings that were said, and what is disposed of."""
        plan = changed.plan
        self.stages = {one: plan.serials[one] for one in changed.serials if one in plan.serials}
        self.closings = {
            site: plan.closes[site].close for site in changed.closings if site in plan.closes
        }
        self.disposals = set(plan.disposals) - set(before.disposals)

    def __call__(self, plan: Plan) -> bool:
        """Say whether a plan has them all."""
        closes = {site: row.close for site, row in plan.closes.items()}
        return (
            all(plan.serials.get(one) == stages for one, stages in self.stages.items())
            and all(closes.get(site) == when for site, when in self.closings.items())
            and self.disposals <= set(plan.disposals)
        )


def _changes(
    mission: Mission, plan: Plan, given: str | Iterable[str | Written | Change]
) -> tuple[Change, ...]:
    """Return changes as they are, or as they are written."""
    texts = [given] if isinstance(given, str) else list(given)
    changes: list[Change] = []
    problems: list[Problem] = []
    for number, one in enumerate(texts, 1):
        try:
            if isinstance(one, str):
                written = _placed(of_text(one, ""), number, single=len(texts) == 1)
                changes += read(mission, plan, written, changes)
            elif isinstance(one, Written):
                changes += read(mission, plan, (one,), changes)
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
