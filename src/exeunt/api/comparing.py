"""Compare plans: what each comes to, and what moved from the first to the others."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from exeunt.api.judging import check
from exeunt.api.places import Where, path_of, ready_for
from exeunt.errors import InputError, Problem
from exeunt.facts.alternatives import Alternatives
from exeunt.facts.compared import Comparison, Course
from exeunt.files.atomic import write_file
from exeunt.files.locks import writing
from exeunt.files.outputs import refuse_no_page
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.report.comparison import comparison_html
from exeunt.rules.judge import Judged

FEWEST, MOST = 2, 6
"""Plans that can be compared: more have no room side by side."""


def compare(
    mission: Mission,
    plans: Sequence[Judged | Plan | Where],
    *,
    names: Iterable[str] = (),
) -> Comparison:
    """Set plans of a mission side by side; the first is what the others are compared with.

    Each is judged now. ``names`` are what the plans are called, else their files' names or their
    numbers.

    Raises:
        InputError: a plan cannot be read, there are too few or too many, or names are missing or
            twice.
    """
    refuse_count(len(plans))
    called = tuple(names) or plan_names(plans)
    refuse_names(called, len(plans))
    judged = [one if isinstance(one, Judged) else check(mission, one) for one in plans]
    return Comparison(
        courses=tuple(
            Course(name=name, mission=mission, judged=one)
            for name, one in zip(called, judged, strict=True)
        )
    )


def refuse_count(count: int) -> None:
    """Refuse to compare too few plans, or too many.

    Raises:
        InputError: there are too few or too many.
    """
    if FEWEST <= count <= MOST:
        return
    expected = f"must be {FEWEST} to {MOST} plans"
    raise InputError([Problem(place="compare", got=str(count), expected=expected)])


def refuse_names(names: Sequence[str], count: int) -> None:
    """Refuse names of plans by which they cannot be told apart.

    Raises:
        InputError: there are not as many names as plans, or two are one.
    """
    if len(names) == count == len(set(names)):
        return
    expected = f"must be {count} different names"
    raise InputError([Problem(place="names of plans", got=", ".join(names), expected=expected)])


def plan_names(plans: Sequence[Judged | Plan | Where]) -> tuple[str, ...]:
    """Return what plans are called: their files' names where these differ, else the whole paths."""
    paths = [
        str(number) if isinstance(plan, Judged | Plan) else path_of(plan, "plan")
        for number, plan in enumerate(plans, start=1)
    ]
    short = tuple(path.stem if isinstance(path, Path) else path for path in paths)
    if len(set(short)) == len(short):
        return short
    whole = tuple(map(str, paths))
    if len(set(whole)) == len(whole):
        return whole
    # One plan beside itself: told apart by where it stands.
    return tuple(f"{name} ({number})" for number, name in enumerate(short, start=1))


def compare_page(
    comparison: Comparison | Alternatives, out: Where | None = None, *, language: str = "en"
) -> str:
    """Return a comparison as one self-contained HTML page; write it where ``out`` is given.

    That of courses of action tells those too that cannot be done.

    Raises:
        InputError: there are no words in the language, the page cannot be written there, or no
            course of action has a plan.
    """
    if out is not None:
        page_ready(out)
    courses = comparison if isinstance(comparison, Alternatives) else None
    compared = comparison if courses is None else courses.comparison
    if not isinstance(compared, Comparison):
        expected = "must be courses of action of which one has a plan"
        raise InputError([Problem(place="compare", expected=expected)])
    page = comparison_html(compared, language, courses)
    if out is not None:
        with writing(Path(out)):
            write_file(Path(out), partial(_write_text, page))
    return page


def page_ready(out: Where) -> None:
    """Make sure, before long work, that a page can be written there.

    Raises:
        InputError: it cannot.
    """
    refuse_no_page(path_of(out, "output"))
    ready_for(out)


def _write_text(text: str, path: Path) -> None:
    path.write_text(text, encoding="utf-8")
