"""What of a plan is kept when it is made anew: pins as people write them, and a freeze."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from exeunt.errors import InputError, Problem
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
