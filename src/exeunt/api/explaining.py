"""Say why not everybody can be out by the deadline, and what would help."""

from datetime import date, datetime, time

from exeunt.api.judging import check
from exeunt.api.places import Where
from exeunt.api.planning import check_limits
from exeunt.api.resolving import Resolver, arithmetic, effort_of
from exeunt.edits.names import named, refuse, site_of
from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.explaining import Explanation
from exeunt.evidence.explaining import explain as explained
from exeunt.model.mission import Mission
from exeunt.model.outcome import Steps, Stop
from exeunt.model.plan import Plan
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged
from exeunt.units.text import Unreadable
from exeunt.units.times import read_time

_BY = "by"
"""Where a moment stands that makes no sense."""


def explain(  # noqa: PLR0913 - limits as for planning
    mission: Mission,
    plan: Judged | Plan | Where | None = None,
    *,
    site: str = "",
    party: str = "",
    by: date | str | None = None,
    time_limit: float = 60.0,
    seed: int = 0,
    steps: Steps | None = None,
    stop: Stop | None = None,
) -> Explanation:
    """Say whether everybody can be out by the deadline and, where not, why not.

    It names the fewest rules and facts that clash, and the ways out, each shown by a plan that the
    referee has passed, with what it saves. With ``site`` it is asked whether the people who stand
    there can all be gone, with ``party`` whether that party can be out, whoever else is late;
    ``by`` is when, without it by the deadline. ``plan`` is one that somebody has, as it is, as
    :func:`check` answers it, or where it is. ``steps`` hears of every step, ``stop`` is asked
    whether to end early with what is known so far.

    Raises:
        InputError: if ``time_limit`` or ``seed`` make no sense, the plan cannot be read, or there
            is nobody of whom it could be asked.
    """
    check_limits(time_limit, seed)
    aim = aim_of(mission, site, party, by)
    given = plan if isinstance(plan, Judged | None) else check(mission, plan)
    effort = effort_of(time_limit, steps, stop)
    resolver = Resolver(seed=seed, stop=stop or never)
    return explained(aim, arithmetic, resolver, effort, given)


def aim_of(mission: Mission, site: str, party: str, by: date | str | None) -> Aim:
    """Return what is asked of a mission: of everybody, of one site's people or of one party.

    Raises:
        InputError: there is no such site or party, nobody of them has to leave, or the day lies
            outside the mission.
    """
    kind, item = Asked.MISSION, ""
    if site and party:
        expected = "must be asked without a site, or the site without it"
        raise refuse(str(Asked.PARTY), expected, party)
    if site:
        kind, item = Asked.SITE, site_of(mission, site, "site")
    elif party:
        kind, item = Asked.PARTY, named(party, mission.party, "party", "party")
    when = mission.deadline if by is None else _moment(mission, by)
    if not mission.start < when <= mission.end:
        expected = f"must lie after {mission.start} and no later than planning ends, {mission.end}"
        raise refuse(_BY, expected, str(when))
    aim = Aim(original=mission, by=when, kind=kind, item=item)
    if item and not aim.people:
        raise refuse(str(kind), "must have people who have to leave", item)
    return aim


def _moment(mission: Mission, by: date | str) -> datetime:
    if isinstance(by, datetime):
        return by
    if isinstance(by, date):
        return datetime.combine(by, time())
    try:
        return read_time(by, mission.start)
    except Unreadable as error:
        raise refuse(_BY, error.expected, by, error.hint) from error
