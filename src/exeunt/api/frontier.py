"""The front of two parts of the cost: what less of the one costs in the other."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import attrs

from exeunt.api.judging import check
from exeunt.api.loading import LoadedMission
from exeunt.api.ordering import names_of
from exeunt.api.places import Where, path_of
from exeunt.api.planning import check_limits, plan
from exeunt.errors import InputError, Problem
from exeunt.facts.compared import Course
from exeunt.facts.front import PAGE, Front, Point, Prices, point, undominated
from exeunt.files.atomic import write_file
from exeunt.files.locks import writing
from exeunt.model.mission import Mission
from exeunt.model.outcome import Progress, Stop
from exeunt.model.plan import Plan
from exeunt.optimise.solve import never
from exeunt.report.frontier import frontier_html
from exeunt.rules.judge import Judged, judge
from exeunt.rules.pricing import repriced

FEWEST, MOST = 2, 9
"""Points that can be asked for."""
SPREAD = 10.0
"""By how much prices are multiplied, or divided, at the ends of the front."""

PointObserver = Callable[[int, int, Progress], None]
"""Hears how far the planning is: of which point, of how many."""


def frontier(
    mission: Mission,
    terms: Iterable[str] | str,
    *,
    points: int = 5,
    time_limit: float = 60.0,
    seed: int = 0,
    observer: PointObserver | None = None,
    stop: Stop | None = None,
) -> Front:
    """Say what less of one part of the cost costs in another: the best plans at several prices.

    ``terms`` names two parts of the cost, as for :func:`exeunt.plan_in_order`. The mission is
    planned at its own prices and at others: the one part's up to ten times, the other's down to a
    tenth, and the reverse; each for ``time_limit`` seconds, from the best plan known. Plans that
    another is no worse than in both are dropped. ``stop`` is asked whether to end early with the
    points so far. Where no plan was found, or rules clash, the front has no point.

    Raises:
        InputError: names, ``points``, ``time_limit`` or ``seed`` make no sense.
    """
    check_limits(time_limit, seed)
    names = _two(names_of(mission, terms, "terms"))
    if not FEWEST <= points <= MOST:
        expected = f"must be {FEWEST} to {MOST} points"
        raise InputError([Problem(place="points", got=str(points), expected=expected)])
    hear, ended = observer or _unheard, stop or never
    tried: list[Prices] = []
    found: list[Judged] = []
    for number, factors in enumerate(_from_the_middle(points), start=1):
        if found and ended():
            break
        priced = repriced(mission, dict(zip(names, factors, strict=True)))
        outcome = plan(
            priced,
            time_limit=time_limit,
            seed=seed,
            observer=partial(hear, number, points),
            stop=ended,
            start=_cheapest(priced, found),
        )
        if outcome.plan is None:
            continue
        tried.append(Prices(factors=factors, least=outcome.plan.record.bound))
        found.append(_at_own_prices(mission, outcome.plan))
    return _front(mission, names, tried, found, time_limit)


def save_front(front: Front, folder: Where, *, language: str = "en") -> Path:
    """Write the page of a front, and the plans of its points, into a folder; return the page.

    Raises:
        InputError: something cannot be written there, or there are no words in the language.
    """
    place = path_of(folder, "output")
    loaded = LoadedMission(mission=front.mission)
    for one in front.points:
        loaded.save(one.course.plan, place / one.course.name, language=language)
    page, text = place / PAGE, frontier_html(front, language)
    with writing(page):
        write_file(page, lambda path: _write(path, text))
    return page


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _two(names: tuple[str, ...]) -> tuple[str, str]:
    if len(names) == 2:
        return names[0], names[1]
    expected = "must be two names of terms, such as harm,value"
    raise InputError([Problem(place="terms", got=",".join(names), expected=expected)])


def _from_the_middle(points: int) -> list[tuple[float, float]]:
    """Return by what both prices are multiplied, those nearest to the mission's own first."""
    shares = [2 * n / (points - 1) - 1 for n in range(points)]
    return [
        (SPREAD**share, SPREAD**-share)
        for share in sorted(shares, key=lambda share: (abs(share), share))
    ]


def _cheapest(priced: Mission, found: list[Judged]) -> Judged | None:
    """Return the plan so far that is cheapest at some prices."""
    judged = [judge(priced, one.plan) for one in found]
    return min(judged, key=lambda one: one.objective, default=None)


def _at_own_prices(mission: Mission, planned: Plan) -> Judged:
    """Return a plan on record as one of the mission's own prices: of these nothing is proven."""
    judged = check(mission, planned)
    record = attrs.evolve(
        judged.plan.record,
        mission_hash=mission.fingerprint,
        status="feasible",
        objective=judged.objective,
        terms=judged.terms,
        bound=None,
        fixed=None,
        gap=None,
    )
    return attrs.evolve(judged, plan=attrs.evolve(judged.plan, record=record, proof=()))


def _front(
    mission: Mission,
    names: tuple[str, str],
    tried: list[Prices],
    found: list[Judged],
    seconds: float,
) -> Front:
    """Return the front of all plans that were found: at each prices the cheapest of them."""
    courses = [
        Course(name=str(number), mission=mission, judged=one)
        for number, one in enumerate(found, start=1)
    ]
    best = [
        min((point(mission, names, course, prices) for course in courses), key=_cost)
        for prices in tried
    ]
    # One plan may be the best at several prices: it is one point.
    unique = tuple({id(one.course): one for one in reversed(best)}.values())
    kept = undominated(unique)
    renamed = tuple(
        attrs.evolve(one, course=attrs.evolve(one.course, name=f"P{number}"))
        for number, one in enumerate(kept, start=1)
    )
    return Front(
        mission=mission,
        names=names,
        points=renamed,
        tried=tuple(tried),
        dropped=len(unique) - len(kept),
        seconds=seconds,
    )


def _cost(one: Point) -> float:
    return one.cost


def _unheard(_point: int, _of: int, _progress: Progress) -> None:
    """Hear nothing."""
