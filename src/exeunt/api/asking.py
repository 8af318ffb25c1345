"""Say why something in a plan is as it is, and what it would cost to have it otherwise."""

from collections.abc import Callable
from datetime import date, datetime

import attrs

from exeunt.api.judging import check, refuse_unlawful
from exeunt.api.places import Where
from exeunt.api.planning import check_limits
from exeunt.api.resolving import Resolver, clashing, effort_of
from exeunt.edits.names import named, refuse, serial_of, site_of
from exeunt.errors import InputError, Problem
from exeunt.evidence.alternatives import Means, alternative, impossible
from exeunt.evidence.forcing import (
    MINUTE,
    Forced,
    Span,
    becoming,
    closing,
    leaving,
    without,
)
from exeunt.facts.chains import Why, of_lot, of_party, of_serial, of_site
from exeunt.facts.left import may_go, other_ways, shipping_barred
from exeunt.facts.recorded import Recorded
from exeunt.facts.series import Reading
from exeunt.facts.trials import Link, Trials
from exeunt.model.choices import Way
from exeunt.model.mission import Mission
from exeunt.model.outcome import Steps, Stop
from exeunt.model.plan import Plan
from exeunt.model.reason import Name, Reason
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time

PLACE = "why"
"""Where what is wrong with a question stands."""
NEVER = "never"
"""What stands in the place of a day on which a site does not close."""
Chain = Callable[[Reading, Trials, str], tuple[Link, ...]]
CHAINS: dict[str, Chain] = {
    "site": of_site,
    "lot": of_lot,
    "party": of_party,
    "serial": of_serial,
}


@attrs.frozen(kw_only=True)
class Question:
    """What of a plan is asked about: one of a site, a lot, a party and a serial.

    ``closes`` is the day or moment at which the site is to close (``"never"``: it is to stay open),
    ``becomes`` what is to become of the whole lot, ``by`` the day or moment by which the party is
    to have left, ``without`` that the serial is not to go. Where none of these is said, nothing is
    planned anew.
    """

    site: str | None = None
    lot: str | None = None
    party: str | None = None
    serial: str | None = None
    closes: date | str | None = None
    becomes: Way | str | None = None
    by: date | str | None = None
    without: bool = False


def why(
    mission: Mission,
    plan: Judged | Plan | Where,
    question: Question,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    steps: Steps | None = None,
    stop: Stop | None = None,
) -> Why:
    """Say why something in a lawful plan is as it is, and what it would cost to have it otherwise.

    The reasons are what the plan shows: what a serial waits for, what the referee says where it
    leaves a day sooner. Where something is asked to be otherwise, the mission is planned with that
    forced, starting from the plan; the difference is that of two costs that the referee gave.
    ``steps`` hears of every step, ``stop`` is asked whether to end early.

    Raises:
        InputError: the question names nothing, or too much, of mission and plan, the plan cannot be
            read or breaks rules, or ``time_limit`` or ``seed`` make no sense.
    """
    check_limits(time_limit, seed)
    given = plan if isinstance(plan, Judged) else check(mission, plan)
    refuse_unlawful(given, "must keep every rule for its reasons to be told")
    asked = _asked(mission, given.plan, question)
    effort = effort_of(time_limit, steps, stop)
    effort.steps("reading")
    recorded = Recorded(given.plan) if mission.is_of(given.plan.record.mission_hash) else Recorded()
    reading = Reading(mission=mission, plan=given.plan, recorded=recorded)
    trials = Trials(mission=mission, judged=given)
    chain = CHAINS[asked.kind](reading, trials, asked.item)
    answer = Why(kind=asked.kind, item=asked.item, chain=chain, before=given)
    if asked.force is None:
        return answer
    forced = asked.force(given)
    if isinstance(forced, Forced):
        planner = Resolver(seed=seed, stop=stop or never)
        means = Means(arithmetic=clashing, planner=planner, effort=effort)
        found = alternative(mission, given, forced, means)
    else:
        found = impossible(given, *forced)
    return attrs.evolve(answer, alternative=found)


Barred = tuple[Reason, tuple[Reason, ...]]
"""Something that cannot be, and why not."""


@attrs.frozen(kw_only=True)
class _Asked:
    """A question whose names are known: what is asked about, and what is to be otherwise."""

    kind: str
    item: str
    force: Callable[[Judged], Forced | Barred] | None = None


def _asked(mission: Mission, plan: Plan, question: Question) -> _Asked:
    """Read a question.

    Raises:
        InputError: it is about nothing, or more than one thing, or what it says does not fit.
    """
    about = [kind for kind in CHAINS if getattr(question, kind) is not None]
    if len(about) != 1:
        got = " and ".join(about) or None
        raise refuse(PLACE, "must be about one site, lot, party or convoy", got)
    kind = about[0]
    _refuse_others(question, kind)
    item = str(getattr(question, kind))
    match kind:
        case "site":
            site = site_of(mission, item, "site")
            return _site(mission, plan, site, question.closes)
        case "lot":
            return _lot(mission, named(item, mission.lot, "lot", "lot"), question.becomes)
        case "party":
            party = named(item, mission.party, "party", "party")
            return _party(mission, party, question.by)
    serial = serial_of(plan, item, "convoy")
    if not question.without:
        return _Asked(kind=kind, item=serial)
    return _Asked(kind=kind, item=serial, force=lambda given: without(mission, given.plan, serial))


def _refuse_others(question: Question, kind: str) -> None:
    """Refuse what is said of another kind of thing than the one that is asked about."""
    said = {
        "closes": ("site", question.closes is not None),
        "becomes": ("lot", question.becomes is not None),
        "by": ("party", question.by is not None),
        "without": ("serial", question.without),
    }
    problems = [
        Problem(place=PLACE, field=field, got=kind, expected=f"is said of a {_called(owner)} only")
        for field, (owner, given) in said.items()
        if given and owner != kind
    ]
    if problems:
        raise InputError(problems)


def _called(kind: str) -> str:
    return "convoy" if kind == "serial" else kind


def _site(mission: Mission, plan: Plan, site: str, closes: date | str | None) -> _Asked:
    if closes is None:
        return _Asked(kind="site", item=site)
    known = mission.site[site]
    place = Name("site", site)
    span = None
    if str(closes).casefold() != NEVER:
        span = _span(mission, closes, "closes")
    says = closing(mission, plan, site, span)
    if span is not None and (known.stays_open or known.role not in {"base", "hub"}):
        reason = Reason.of("because.may_not_close", site=place)
        return _Asked(kind="site", item=site, force=lambda _: (says.says, (reason,)))
    return _Asked(kind="site", item=site, force=lambda _: says)


def _lot(mission: Mission, lot: str, becomes: Way | str | None) -> _Asked:
    if becomes is None:
        return _Asked(kind="lot", item=lot)
    if becomes not in set(Way):
        field, expected = "becomes", f"must be one of {', '.join(Way)}"
        raise refuse(field, expected, str(becomes))
    way, kit = Way(becomes), mission.lot[lot]
    barred: tuple[Reason, ...] = ()
    if way == Way.SHIP:
        barred = shipping_barred(mission, kit, kit.site)
    elif way != Way.ABANDON and not any(may_go(mission, kit, at, way) for at in mission.sites):
        barred = (other_ways(mission, kit, kit.site),)

    def force(given: Judged) -> Forced | Barred:
        forced = becoming(mission, given.plan, given.objective, lot, way)
        return (forced.says, barred) if barred else forced

    return _Asked(kind="lot", item=lot, force=force)


def _party(mission: Mission, party: str, by: date | str | None) -> _Asked:
    if by is None:
        return _Asked(kind="party", item=party)
    known = mission.party[party]
    span = _span(mission, by, "by")
    forced = leaving(mission, party, span.until + MINUTE if span.is_day else span.since)
    if mission.is_home(known, known.site):
        reason = Reason.of("because.at_home", party=party, site=Name("site", known.site))
        return _Asked(kind="party", item=party, force=lambda _: (forced.says, (reason,)))
    return _Asked(kind="party", item=party, force=lambda _: forced)


def _span(mission: Mission, when: date | str, field: str) -> Span:
    """Read a day, or a moment of one: from it to the end of its planning period.

    Raises:
        InputError: it is none, or not of the mission.
    """
    try:
        moment = (
            datetime.fromisoformat(when.isoformat()).replace(tzinfo=None)
            if isinstance(when, date)
            else read_time(when, mission.start)
        )
    except (Unreadable, AttributeError):
        expected = "must be a day or a moment, such as 2023-11-15 or 2023-11-15T06:00"
        raise refuse(field, expected, str(when)) from None
    if not mission.start <= moment <= mission.end:
        expected = f"must lie from {mission.start.isoformat()} to {mission.end.isoformat()}"
        raise refuse(field, expected, str(when))
    # Midnight is how a day without an hour is read.
    return Span.of(moment, mission.period_hours)
