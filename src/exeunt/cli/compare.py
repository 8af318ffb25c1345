"""``exeunt compare``: plans side by side, and what moved from the first to the others."""

from pathlib import Path
from typing import Annotated

import attrs
import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    QuietOption,
    SeedOption,
    complete_path,
)
from exeunt.cli.compared import comparison_object, show_comparison
from exeunt.cli.courses import CourseWatch, courses_object, show_courses
from exeunt.cli.output import NO, answering, say, show_json
from exeunt.cli.progress import watched
from exeunt.cli.remarks import show_remarks
from exeunt.files.notes import Notes
from exeunt.words.words import Words, words

CoursesOption = Annotated[
    list[str],
    typer.Option(
        "--with",
        metavar="FILE.toml",
        help="With plans: changes laid over their mission. Without: a course of action to plan "
        "and compare, several files of one joined by commas. May be given several times.",
    ),
]
TimeLimitOption = Annotated[
    float,
    typer.Option(
        "--time-limit", "-t", metavar="SECONDS", help="Without plans: how long to plan each course."
    ),
]
PlansOption = Annotated[
    Path | None,
    typer.Option(
        "--plans",
        metavar="DIR",
        help="Without plans: a folder in which the plan of each course is kept, under its name.",
    ),
]


@attrs.frozen(kw_only=True)
class _Limits:
    """How long and from what courses are planned."""

    time_limit: float
    seed: int
    as_of: str | None


@attrs.frozen(kw_only=True)
class _Outputs:
    """What is wanted of courses: a page, their plans, all that moved, one object."""

    page: Path | None
    plans: Path | None
    everything: bool
    as_json: bool


@app.command(
    epilog="Examples: `exeunt compare mali-2023 out/monday out/tuesday` · "
    "`exeunt compare mali-2023 out/a out/b out/c --out compared.html` · "
    "`exeunt compare tiny out/a by-hand.xlsx --all` · `exeunt compare tiny out/a out/b --json` · "
    "`exeunt compare mali-2023 --with no-flights.toml --with a-week-more.toml -t 60` · "
    "`exeunt compare tiny --with no-flights.toml,more-trucks.toml --plans out --out choice.html`"
)
def compare(
    mission: MissionArgument,
    plans: Annotated[
        list[str],
        typer.Argument(
            metavar="[PLAN PLAN [PLAN…]]",
            help="Plans of the mission: folders of tables or workbooks. "
            "The others are compared with the first.",
            show_default=False,
            autocompletion=complete_path,
        ),
    ] = [],  # noqa: B006 - typer makes one of its own
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PAGE.html", help="Write the comparison as a page."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="All that moved, not the first of each kind.")
    ] = False,
    as_of: AsOfOption = None,
    overlays: CoursesOption = [],  # noqa: B006 - typer makes one of its own
    time_limit: TimeLimitOption = 60.0,
    seed: SeedOption = 0,
    kept: PlansOption = None,
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Compare plans of a mission: by term, site, axis, nation and week, and what moved.

    Each plan is judged now, whoever made it. Serials are matched by what they do, not by their
    names. Without plans, each --with is a course of action: all of them are planned, and the
    mission as it stands, and compared. Exit code 1 if none of them has a plan.
    """
    if not plans and overlays:
        limits = _Limits(time_limit=time_limit, seed=seed, as_of=as_of)
        outputs = _Outputs(page=out, plans=kept, everything=everything, as_json=as_json)
        _choose(mission, overlays, limits, outputs, language, quiet=quiet or as_json)
        return
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        read = [loaded.read(plan, notes) for plan in plans]
        comparison = api.compare(loaded.mission, read, names=api.plan_names(plans))
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        if out is not None:
            api.compare_page(comparison, out, language=language)
    if as_json:
        show_json(comparison_object(comparison))
        return
    show_comparison(comparison, tell, everything=everything)
    if out is not None:
        say(tell("compare.written", out=out))


def _choose(
    mission: str,
    courses: list[str],
    limits: _Limits,
    outputs: _Outputs,
    language: str,
    *,
    quiet: bool,
) -> None:
    """Plan courses of action side by side and print what they come to."""
    with answering(as_json=outputs.as_json, language=language):
        tell = words(api.load(mission, as_of=limits.as_of).mission, language)
        given = [api.course_files(text) for text in courses]
        if outputs.page is not None:
            # Before, not after, all that planning.
            api.page_ready(outputs.page)
        watch = CourseWatch(words=tell, quiet=quiet, limit=limits.time_limit)
        with watched(watch):
            found = api.plan_courses(
                mission,
                given,
                time_limit=limits.time_limit,
                seed=limits.seed,
                as_of=limits.as_of,
                observer=watch.hear,
                stop=watch.asked_to_stop,
            )
        saved = {}
        if outputs.plans is not None:
            saved = api.save_courses(found, outputs.plans, language=language)
        if outputs.page is not None and found.comparison is not None:
            api.compare_page(found, outputs.page, language=language)
    if outputs.as_json:
        show_json(courses_object(found, saved, limits.seed))
    else:
        show_courses(found, tell, everything=outputs.everything)
        _say_where(found, outputs, tell)
    if found.comparison is None:
        raise typer.Exit(NO)


def _say_where(found: api.Alternatives, outputs: _Outputs, tell: Words) -> None:
    """Say where page and plans are."""
    if outputs.plans is not None and found.comparison is not None:
        say(tell("compare.course.saved", out=outputs.plans))
    if outputs.page is None:
        return
    if found.comparison is None:
        say(tell("compare.course.no_page"), "yellow")
    else:
        say(tell("compare.written", out=outputs.page))
