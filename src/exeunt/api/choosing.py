"""Plan courses of action side by side, each an overlay of one mission or several laid together."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import attrs

from exeunt.api.comparing import MOST
from exeunt.api.judging import check
from exeunt.api.loading import LoadedMission, SenselessMissionError, load
from exeunt.api.places import Where, overlay_paths, path_of
from exeunt.api.planning import check_limits, plan
from exeunt.errors import InputError, Problem
from exeunt.facts.alternatives import Alternative, Alternatives
from exeunt.model.outcome import Progress, Stop
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged, judge
from exeunt.rules.terms import OPTIMAL_GAP, gap

CourseObserver = Callable[[str, Progress], None]
"""Hears how far the planning is, and of which course."""
SHIFT = 1e-9
"""Relative difference below which another course's plan is no cheaper."""


def plan_courses(
    where: Where,
    courses: Iterable[Where | Iterable[Where]],
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    as_of: date | str | None = None,
    observer: CourseObserver | None = None,
    stop: Stop | None = None,
) -> Alternatives:
    """Plan a mission as it stands, and by each course of action; each for ``time_limit`` seconds.

    A course is an overlay, or several that are laid over the mission one after the other. One that
    cannot be done is told with its reasons, and ends nothing. Where the plan of one course is
    lawful by another, and cheaper there than what was found for it, that other takes it: what one
    may do the other may too. ``stop`` is asked whether to end early with what is planned so far.

    Raises:
        InputError: the mission or an overlay cannot be read, the mission as it stands makes no
            sense, there are too few or too many courses, or two are one.
    """
    check_limits(time_limit, seed)
    hear, ended = observer or _unheard, stop or never
    begun = _loaded(where, [overlay_paths(one) for one in courses], as_of)
    planned: list[Alternative] = []
    for one in begun:
        if one.contradictions or ended():
            planned.append(one)
            continue
        outcome = plan(
            one.mission,
            time_limit=time_limit,
            seed=seed,
            observer=_Told(course=one.name, observer=hear),
            stop=ended,
        )
        judged = None if outcome.plan is None else check(one.mission, outcome.plan)
        planned.append(attrs.evolve(one, outcome=outcome, judged=judged))
    return Alternatives(
        courses=tuple(_cheapest(one, planned) for one in planned), seconds=time_limit
    )


def save_courses(found: Alternatives, folder: Where, *, language: str = "en") -> dict[str, Path]:
    """Write the plan of each course into a folder, under the course's name; return where each is.

    Raises:
        InputError: something cannot be written there.
    """
    place = path_of(folder, "output")
    return {
        one.name: LoadedMission(mission=one.mission).save(
            one.judged.plan, place / one.name, language=language
        )
        for one in found.courses
        if one.judged is not None
    }


def course_files(text: str) -> tuple[str, ...]:
    """Return the overlays of a course as one text names them: with commas between several.

    A file whose name has a comma in it is itself.
    """
    if "," not in text or Path(text).exists():
        return (text,)
    return tuple(filter(None, (part.strip() for part in text.split(","))))


def course_names(mission: str, courses: Sequence[Sequence[Where]]) -> tuple[str, ...]:
    """Return what courses are called: the mission's name, then the names of their files.

    Raises:
        InputError: two are one.
    """
    names = (mission, *("+".join(Path(path).stem for path in paths) for paths in courses))
    if len(set(names)) < len(names):
        expected = "must be courses of action that differ by name, from each other and the mission"
        raise InputError([Problem(place="with", got=", ".join(names), expected=expected)])
    return names


def _loaded(
    where: Where, courses: Sequence[tuple[Path, ...]], as_of: date | str | None
) -> list[Alternative]:
    """Read the mission as it stands and as each course changes it; all that is wrong at once."""
    if not 1 <= len(courses) < MOST:
        expected = f"must be 1 to {MOST - 1} courses of action"
        raise InputError([Problem(place="with", got=str(len(courses)), expected=expected)])
    as_it_stands = load(where, as_of=as_of)
    names = course_names(as_it_stands.mission.name, courses)
    found = [_alternative(names[0], as_it_stands)]
    problems: list[Problem] = []
    for name, paths in zip(names[1:], courses, strict=True):
        try:
            found.append(_alternative(name, load(where, as_of=as_of, overlays=paths)))
        except SenselessMissionError as error:
            files = tuple(path.name for path in paths)
            found.append(
                Alternative(
                    name=name,
                    overlays=files,
                    mission=error.mission,
                    contradictions=error.findings,
                )
            )
        except InputError as error:
            # One file may be of several courses: what is wrong with it is said once.
            problems += (one for one in error.problems if one not in problems)
    if problems:
        raise InputError(problems)
    return found


def _alternative(name: str, loaded: LoadedMission) -> Alternative:
    return Alternative(name=name, overlays=loaded.mission.overlays, mission=loaded.mission)


def _cheapest(one: Alternative, planned: Sequence[Alternative]) -> Alternative:
    """Return a course with the cheapest lawful plan that any of them has for it."""
    if one.outcome is None or one.outcome.clashes:
        return one
    best, source = one.judged, ""
    for other in planned:
        if other is one or other.judged is None:
            continue
        try:
            judged = judge(one.mission, other.judged.plan)
        except InputError:
            # It is of vehicles, bases or legs that this course does not have.
            continue
        if judged.lawful and (best is None or _is_cheaper(judged, best)):
            best, source = judged, other.name
    if best is None or not source:
        return one
    return attrs.evolve(one, judged=_on_record(one, best), taken_from=source)


def _is_cheaper(one: Judged, other: Judged) -> bool:
    return one.objective < other.objective - SHIFT * max(1.0, abs(other.objective))


def _on_record(one: Alternative, judged: Judged) -> Judged:
    """Put another course's plan on the record of this one, against what was proven of this one."""
    own = None if one.judged is None else one.judged.plan
    bound, fixed = (None, None) if own is None else (own.record.bound, own.record.fixed)
    share = gap(judged.objective, bound, fixed)
    optimal = share is not None and share <= OPTIMAL_GAP
    record = attrs.evolve(
        judged.plan.record,
        mission_hash=one.mission.fingerprint,
        overlays=one.mission.overlaid,
        status="optimal" if optimal else "feasible",
        objective=judged.objective,
        terms=judged.terms,
        bound=bound,
        fixed=fixed,
        gap=share,
    )
    plan_here = attrs.evolve(
        judged.plan,
        record=record,
        trials=(),
        changes=(),
        proof=() if own is None else own.proof,
    )
    return attrs.evolve(judged, plan=plan_here)


@attrs.frozen(kw_only=True)
class _Told:
    """Hands on how far the planning of a course is."""

    course: str
    observer: CourseObserver

    def __call__(self, progress: Progress) -> None:
        self.observer(self.course, progress)


def _unheard(_course: str, _progress: Progress) -> None:
    """Hear nothing."""
