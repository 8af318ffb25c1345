"""What of a plan is kept when it is made anew: pins as people write them, and a freeze."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from exeunt.api.places import Where, path_of
from exeunt.edits.actuals import reckoned
from exeunt.errors import InputError, Problem
from exeunt.files.actuals import read_actuals
from exeunt.files.notes import Notes
from exeunt.model.actuals import Actuals
from exeunt.model.held import Held, Pin, PinKind, may_pin
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time

KINDS = ", ".join(f"{kind}:…" for kind in PinKind)


def held_of(
    mission: Mission,
    plan: Plan | None,
    keep: Iterable[str] | str = (),
    freeze_before: date | str | None = None,
) -> Held | None:
    """Return what of a plan is to be held; None where that is nothing.

    Raises:
        InputError: with every pin that names nothing, and a moment that is none of the mission's.
    """
    pins = list(_each(keep))
    if not pins and freeze_before is None:
        return None
    if plan is None:
        expected = "needs a plan to start from: --from PLAN (start= in Python)"
        field = "keep" if pins else "freeze before"
        got = ", ".join(pins) or str(freeze_before)
        raise InputError([Problem(place=field, got=got, expected=expected)])
    problems: list[Problem] = []
    read = frozenset(_pins(mission, plan, pins, problems))
    before = None
    if freeze_before is not None:
        before = _moment(mission, freeze_before, problems)
    if problems:
        raise InputError(problems)
    return Held(plan=plan, pins=read, before=before)


def actuals_of(
    mission: Mission,
    plan: Plan | None,
    freeze_before: date | str | None,
    situation: Where | Actuals,
    notes: Notes | None = None,
) -> Actuals:
    """Return a plan as it stands before a freeze by a sheet of what was counted then.

    Remarks about how the sheet was read go into ``notes``.

    Raises:
        InputError: with every row that cannot be taken, and why; or nothing is frozen.
    """
    if isinstance(situation, Actuals):
        return situation
    if freeze_before is None:
        expected = "needs the moment at which it is so: --freeze-before DATE (freeze_before=)"
        raise InputError([Problem(place="situation", got=str(situation), expected=expected)])
    held = held_of(mission, plan, (), freeze_before)
    if held is None or held.before is None:
        message = "a freeze holds a plan from a moment on"
        raise ValueError(message)
    actuals = read_actuals(path_of(situation, "situation"), mission, notes)
    return reckoned(mission, held.plan, held.before, actuals)


def _each(keep: Iterable[str] | str) -> Iterator[str]:
    """Yield pins one by one: several may be written behind one another, with commas between."""
    for text in (keep,) if isinstance(keep, str) else keep:
        yield from (part.strip() for part in text.split(",") if part.strip())


def _pins(
    mission: Mission, plan: Plan, texts: Iterable[str], problems: list[Problem]
) -> Iterator[Pin]:
    known = {
        PinKind.SITE: mission.site.keys(),
        PinKind.LOT: mission.lot.keys(),
        PinKind.PARTY: mission.party.keys(),
    }
    for text in texts:
        kind, _, item = text.partition(":")
        if kind.strip().lower() not in set(PinKind) or not item.strip():
            expected = f"must be one of {KINDS}, such as site:gao"
            problems.append(Problem(place="keep", got=text, expected=expected))
            continue
        pin = Pin(PinKind(kind.strip().lower()), item.strip())
        there = pin.item in known.get(pin.kind, ()) or may_pin(plan, pin.kind, pin.item)
        if not there:
            whose = "the mission" if pin.kind in known else "the plan to start from"
            expected = f"must be the id of a {pin.kind} of {whose}"
            problems.append(Problem(place="keep", got=text, expected=expected))
            continue
        yield pin


def _moment(mission: Mission, when: date | str, problems: list[Problem]) -> datetime | None:
    expected = "must be a moment of the mission, such as 2023-09-15 or 2023-09-15T06:00"
    try:
        moment = (
            datetime.fromisoformat(when.isoformat()).replace(tzinfo=None)
            if isinstance(when, date)
            else read_time(when, mission.start)
        )
    except (Unreadable, AttributeError):
        problems.append(Problem(place="freeze before", got=str(when), expected=expected))
        return None
    if not mission.start <= moment < mission.end:
        expected = f"must be from {mission.start.isoformat()} to before {mission.end.isoformat()}"
        problems.append(Problem(place="freeze before", got=str(when), expected=expected))
    return moment
