"""Courses of action that were planned side by side, for people and as JSON; and their progress."""

from pathlib import Path
from typing import Any

import attrs
from rich.console import RenderableType
from rich.text import Text

from exeunt.cli.compared import comparison_object, show_comparison
from exeunt.cli.output import say
from exeunt.cli.progress import PlanWatch, line, people_line
from exeunt.cli.tables import table
from exeunt.facts.alternatives import Alternative, Alternatives
from exeunt.model.outcome import Progress
from exeunt.version import __version__
from exeunt.words.choosing import (
    CourseRow,
    cells,
    course_heads,
    course_rows,
    course_sentences,
    reasons,
)
from exeunt.words.words import Words, words

FIRST_NUMBER = 3
"""The columns of numbers begin here."""


@attrs.define
class CourseWatch(PlanWatch):
    """Watches the planner, course by course."""

    stopping: str = "console.stopping_answer"
    course: str = ""
    planned: bool = False
    """Whether any course has a plan, which must not be lost."""

    def kept(self) -> bool:
        """Say whether there is a plan of any course."""
        return self.planned

    def hear(self, course: str, progress: Progress) -> None:
        """Take a progress report of a course."""
        self.course, self.latest = course, progress
        self.planned = self.planned or progress.incumbent is not None
        far = line(progress, self.limit, progress.seconds, self.words)
        people = people_line(progress.people, self.words)
        # Where another course has begun, time counts anew.
        self.printed = min(self.printed, progress.seconds)
        self.tell(progress.seconds, f"{course} {progress.phase}", f"{course}: {far}  {people}")

    def shown(self) -> RenderableType:
        """Return the latest report of the course that is being planned."""
        far = line(self.latest, self.limit, self.latest.seconds, self.words)
        return Text(f"{self.course}: {far}  {people_line(self.latest.people, self.words)}")


def show_courses(found: Alternatives, tell: Words, *, everything: bool = False) -> None:
    """Print how the courses that have a plan compare; then what each comes to, or why it cannot."""
    if found.comparison is not None:
        show_comparison(found.comparison, tell, everything=everything)
        say("")
    currency = found.courses[0].mission.currency
    rows = course_rows(found, tell.language)
    head = course_heads(currency, tell)
    right = range(FIRST_NUMBER, len(head))
    table(tell("compare.course.table"), head, map(cells, rows), right=right)
    for row in rows:
        _show_reasons(row)
    for sentence in course_sentences(found, tell.language):
        say(sentence, "bold")
    if found.comparison is None:
        say(tell("compare.course.none"), "bold yellow")
    say(tell("compare.course.planned", seconds=tell.number(found.seconds)))


def _show_reasons(row: CourseRow) -> None:
    """Print why a course cannot be done, where that takes more than the sentence about it."""
    if len(row.reasons) <= 1:
        return
    say(f"{row.name}: {row.stands}", "bold yellow")
    for reason in row.reasons:
        say(f"  {reason}")


def courses_object(found: Alternatives, saved: dict[str, Path], seed: int) -> dict[str, Any]:
    """Return what ``compare --with … --json`` prints, sentences in English."""
    compared = found.comparison
    return {
        "courses": [_course(one, saved.get(one.name)) for one in found.courses],
        "apart": [
            {
                "before": pair.before.name,
                "after": pair.after.name,
                "least": pair.least,
                "most": pair.most,
                "sure": pair.sure,
            }
            for pair in found.apart
        ],
        "comparison": None if compared is None else comparison_object(compared),
        "sentences": list(course_sentences(found, "en")),
        "seconds_each": found.seconds,
        "seed": seed,
        "version": __version__,
    }


def _course(one: Alternative, saved: Path | None) -> dict[str, Any]:
    course = one.course
    status = "senseless" if one.contradictions else "stopped"
    if course is not None:
        status = course.plan.record.status
    elif one.outcome is not None:
        status = one.outcome.status
    return {
        "name": one.name,
        "overlays": list(one.overlays),
        "status": status,
        "plan": None if saved is None else str(saved),
        "objective": None if course is None else course.judged.objective,
        "bound": one.bound,
        "gap": None if course is None else course.appraisal.gap,
        "figures": None if course is None else attrs.asdict(course.figures),
        "taken_from": one.taken_from or None,
        "reasons": list(reasons(one, words(one.mission))) if course is None else [],
        "mission_hash": one.mission.fingerprint,
    }
