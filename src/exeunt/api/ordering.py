"""Plan a mission by terms in an order: people first, then harm, then what is left."""

import time
from collections.abc import Iterable, Mapping

import attrs

from exeunt.api.judging import check
from exeunt.api.places import Where
from exeunt.api.planning import check_limits, outcome_of, parameters_of
from exeunt.errors import InputError, Problem
from exeunt.feasible.clash import clashes
from exeunt.model.mission import Mission
from exeunt.model.outcome import Level, Observer, Outcome, Stop
from exeunt.model.plan import Plan
from exeunt.optimise.limits import Limits
from exeunt.optimise.ordered import in_order
from exeunt.optimise.parameters import Parameters
from exeunt.optimise.solve import never, unheard
from exeunt.rules.judge import Judged
from exeunt.rules.pricing import CHOICES, GROUPS, SLACK, is_priced


def plan_in_order(  # noqa: PLR0913 - as the use case that it is a kind of
    mission: Mission,
    order: Iterable[str] | str,
    *,
    slack: float = SLACK,
    time_limit: float = 60.0,
    seed: int = 0,
    parameters: Parameters | Where | None = None,
    observer: Observer | None = None,
    stop: Stop | None = None,
    start: Judged | Plan | Where | None = None,
    since: float | None = None,
) -> Outcome:
    """Plan the withdrawal by terms in an order: each is improved while those before it are held.

    ``order`` names parts of the cost (``people``, ``harm``, ``capture``, ``value``, ``money``) or
    single terms, the weightiest first; ``slack`` is by which share what one of them reached may be
    exceeded from then on. At last the whole cost is improved at the mission's prices. The other
    settings are those of :func:`exeunt.plan`. The answer's ``levels`` say what each came to, with
    what is proven of it.

    Raises:
        InputError: if a name, ``slack``, ``time_limit``, ``seed`` or the file of parameters make no
            sense, or the plan to start from cannot be read.
    """
    check_limits(time_limit, seed)
    names = names_of(mission, order, "order")
    check_slack(slack)
    began = time.monotonic() if since is None else since
    given = start if isinstance(start, Judged | None) else check(mission, start)
    clashing = clashes(mission)
    if clashing:
        return Outcome(status="infeasible", plan=None, clashes=clashing)
    limits = Limits(
        seconds=time_limit, seed=seed, parameters=parameters_of(parameters), since=began
    )
    found = in_order(mission, names, slack, limits, observer or unheard, stop or never, given)
    outcome = outcome_of(mission, found.solution, limits, time.monotonic() - began)
    if outcome.plan is not None:
        record = attrs.evolve(outcome.plan.record, order=_recorded(found.levels))
        outcome = attrs.evolve(outcome, plan=attrs.evolve(outcome.plan, record=record))
    return attrs.evolve(outcome, start=found.solution.start, levels=found.levels)


def names_of(mission: Mission, given: Iterable[str] | str, place: str) -> tuple[str, ...]:
    """Return the names of terms that somebody gave, in a text with commas or as a list.

    Raises:
        InputError: one is unknown, has no price in the mission, or two have a term in common.
    """
    parts = given.split(",") if isinstance(given, str) else given
    names = tuple(part.strip() for part in parts if part.strip())
    problems = []
    taken: dict[str, str] = {}
    for name in names:
        if name not in CHOICES:
            problems.append(_unknown(name, place))
            continue
        if not is_priced(mission, name):
            expected = "must be terms of which one has a price in the mission"
            problems.append(Problem(place=place, got=name, expected=expected))
        for term in CHOICES[name]:
            if term in taken:
                expected = "must be terms of which none is part of another"
                got = f"{taken[term]}, {name}"
                problems.append(Problem(place=place, got=got, expected=expected))
                break
        taken |= dict.fromkeys(CHOICES[name], name)
    if not names:
        problems.append(_unknown("", place))
    if problems:
        raise InputError(problems)
    return names


def _unknown(name: str, place: str) -> Problem:
    others = [choice for choice in CHOICES if choice not in GROUPS]
    expected = f"must be names of terms: {', '.join(GROUPS)}, or one of {', '.join(others)}"
    return Problem(place=place, got=name or None, expected=expected)


def check_slack(slack: float) -> None:
    """Make sure that a slack makes sense.

    Raises:
        InputError: it does not.
    """
    if 0 <= slack <= 1:
        return
    expected = "must be a share from 0 to 1, such as 0.01"
    raise InputError([Problem(place="slack", got=f"{slack:g}", expected=expected)])


def _recorded(levels: Iterable[Level]) -> str | None:
    """Return an order as a plan records it: each level with what it was held to."""
    held: Mapping[str, float] = {level.name: level.most for level in levels}
    return ", ".join(f"{name} {most:.0f}" for name, most in held.items()) or None
