"""Say what one more of everything is worth."""

from exeunt.api.judging import check, refuse_unlawful
from exeunt.api.places import Where
from exeunt.api.planning import check_limits
from exeunt.api.resolving import Resolver, effort_of
from exeunt.evidence.offers import Offer
from exeunt.evidence.valuing import Tried, Worths
from exeunt.evidence.valuing import worth as valued
from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.model.plan import Plan
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged


def worth(
    mission: Mission,
    plan: Judged | Plan | Where,
    *,
    time_limit: float = 300.0,
    seed: int = 0,
    observer: Tried | None = None,
    stop: Stop | None = None,
) -> Worths:
    """Say what one more of each thing is worth by a plan, and between what that is proven to lie.

    One more vehicle of each fleet, aircraft of each air fleet, escort platoon, a day, and each
    permission that has not been given: every one is a change of the mission, planned anew from the
    plan in as much time as the others; and so is every base that closes a day sooner, and every
    permission that has been given if it is refused: their break-even prices. ``kit`` is that of
    which it hardly matters what becomes. ``observer`` hears of every run, ``stop`` is asked whether
    to end early with what is known so far.

    Raises:
        InputError: if ``time_limit`` or ``seed`` make no sense, or the plan cannot be read or
            breaks rules.
    """
    check_limits(time_limit, seed)
    given = plan if isinstance(plan, Judged) else check(mission, plan)
    refuse_unlawful(given, "must keep every rule for worth to be told")
    effort = effort_of(time_limit, None, stop)
    resolver = Resolver(seed=seed, stop=stop or never)
    return valued(mission, given, resolver, effort, observer or _unheard)


def _unheard(_offer: Offer | None, _n: int, _total: int) -> None:
    """Hear of no run."""
