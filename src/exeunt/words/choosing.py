"""What planned courses of action come to, in the words of a language: for terminal and page."""

import attrs

from exeunt.facts.alternatives import Alternative, Alternatives, Apart
from exeunt.words.problems import line
from exeunt.words.standing import stands_text
from exeunt.words.violations import violation_texts
from exeunt.words.words import Words, words

REASONS = 6
"""Reasons why a course cannot be done that are told; the others are counted."""


@attrs.frozen(kw_only=True)
class CourseRow:
    """A course in a row: its name, its files, how it stands, and its figures as text.

    Figures are blank where it has no plan; ``reasons`` say then why.
    """

    name: str
    files: str
    stands: str
    good: bool
    cost: str = ""
    least: str = ""
    late: str = ""
    left: str = ""
    hurt: str = ""
    reasons: tuple[str, ...] = ()


def course_heads(currency: str, say: Words) -> tuple[str, ...]:
    """Return the headings of :func:`course_rows`, in the order of :func:`cells`."""
    return (
        say("compare.course.head"),
        say("compare.course.files"),
        say("compare.course.stands"),
        say("compare.course.cost", currency=currency),
        say("compare.course.least"),
        say("compare.course.late"),
        say("compare.course.left"),
        say("compare.course.hurt"),
    )


def cells(row: CourseRow) -> tuple[str, ...]:
    """Return the cells of a row."""
    return (
        row.name,
        row.files,
        row.stands,
        row.cost,
        row.least,
        row.late,
        row.left,
        row.hurt,
    )


def course_rows(found: Alternatives, language: str) -> tuple[CourseRow, ...]:
    """Return a row for each course, those that cannot be done among them."""
    return tuple(_row(one, words(one.mission, language)) for one in found.courses)


def course_sentences(found: Alternatives, language: str) -> tuple[str, ...]:
    """Say why courses cannot be done, whose plan was taken, and what is proven of differences."""
    told = []
    for one in found.courses:
        say = words(one.mission, language)
        if one.judged is None:
            told.append(_why_not(one, say))
        elif one.taken_from:
            told.append(say("compare.course.taken", name=one.name, other=one.taken_from))
    return (*told, *(_apart(pair, words(pair.before.mission, language)) for pair in found.apart))


def reasons(one: Alternative, say: Words) -> tuple[str, ...]:
    """Return why a course has no plan, sentence by sentence; none where time alone was short."""
    if one.contradictions:
        return tuple(line(finding, one.mission, say) for finding in one.contradictions)
    if one.outcome is None:
        return ()
    broken = one.outcome.clashes or one.outcome.violations
    texts = violation_texts(broken, one.mission, say)
    return tuple(dict.fromkeys(text.message for text in texts))


def _row(one: Alternative, say: Words) -> CourseRow:
    files = ", ".join(one.overlays) or say("compare.course.as_it_stands")
    course = one.course
    if course is None:
        told = reasons(one, say)
        more = (say("more", n=len(told) - REASONS),) if len(told) > REASONS else ()
        return CourseRow(
            name=one.name,
            files=files,
            stands=say(f"compare.course.not.{_state(one)}"),
            good=False,
            reasons=(*told[:REASONS], *more),
        )
    figures = course.figures
    return CourseRow(
        name=one.name,
        files=files,
        stands=say.capital(stands_text(course.standing, say)),
        good=course.standing.good,
        cost=say.number(course.judged.objective),
        least=say.number(one.bound),
        late=say.number(figures.late),
        left=say.number(figures.not_out),
        hurt=say.amount(course.judged.people.casualties),
    )


def _state(one: Alternative) -> str:
    """Return why a course has no plan in a word, which is part of a key."""
    if one.contradictions:
        return "senseless"
    if one.outcome is None:
        return "stopped"
    return "clash" if one.outcome.clashes else "unknown"


def _why_not(one: Alternative, say: Words) -> str:
    why = say(f"compare.course.not.{_state(one)}").lower()
    told = reasons(one, say)
    if not told:
        return say("compare.course.no_plan", name=one.name, why=why)
    return say("compare.course.no_plan_for", name=one.name, why=why, reason=told[0])


def _apart(pair: Apart, say: Words) -> str:
    """Say what is proven of two courses' difference."""
    currency = pair.before.mission.currency
    names = {"before": pair.before.name, "after": pair.after.name}
    if pair.least is None or pair.most is None:
        return say("compare.course.unproven", **names)
    least, most = pair.least, pair.most
    if not pair.sure:
        return say(
            "compare.course.open",
            less=say.money(max(0.0, -least), currency),
            more=say.money(max(0.0, most), currency),
            **names,
        )
    key = "compare.course.dearer" if least > 0 else "compare.course.cheaper"
    between = sorted((abs(least), abs(most)))
    return say(
        key,
        least=say.money(between[0], currency),
        most=say.money(between[1], currency),
        **names,
    )
