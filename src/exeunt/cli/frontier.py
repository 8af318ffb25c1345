"""``exeunt frontier``: what less of one part of the cost costs in another."""

from pathlib import Path
from typing import Annotated, Any

import attrs
import typer
from rich.console import RenderableType
from rich.text import Text

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    QuietOption,
    SeedOption,
    WithOption,
)
from exeunt.cli.output import NO, answering, say, show_json
from exeunt.cli.progress import PlanWatch, line, watched
from exeunt.cli.remarks import show_remarks
from exeunt.cli.tables import table
from exeunt.facts.front import PAGE, Front, Point
from exeunt.model.outcome import Progress
from exeunt.version import __version__
from exeunt.words.front import front_heads, front_rows, front_sentences, step_texts
from exeunt.words.words import Words, words

TermsOption = Annotated[
    str,
    typer.Option(
        "--terms",
        metavar="ONE,OTHER",
        help="Two parts of the cost: people, harm, capture, value, money, or single terms.",
    ),
]
TimeLimitOption = Annotated[
    float,
    typer.Option("--time-limit", "-t", metavar="SECONDS", help="How long to plan each point."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="A folder for the page with the picture, and the plans of the points beside it.",
    ),
]


@attrs.define
class FrontWatch(PlanWatch):
    """Watches the planner, point by point."""

    stopping: str = "console.stopping_answer"
    text: str = ""
    planned: bool = False

    def kept(self) -> bool:
        """Say whether there is a plan of any point."""
        return self.planned

    def hear(self, point: int, total: int, progress: Progress) -> None:
        """Take a progress report of a point."""
        self.planned = self.planned or progress.incumbent is not None
        far = line(progress, self.limit, progress.seconds, self.words)
        self.text = self.words("frontier.progress", n=point, total=total, line=far)
        # With another point time counts anew.
        self.printed = min(self.printed, progress.seconds)
        self.tell(progress.seconds, f"{point} {progress.phase}", self.text)

    def shown(self) -> RenderableType:
        """Return the latest report."""
        return Text(self.text)


@app.command(
    epilog="Examples: `exeunt frontier mali-2023 --terms harm,value --out front` · "
    "`exeunt frontier tiny --terms harm,money --points 3 -t 5` · "
    "`exeunt frontier tiny --terms value_lost,money --json`"
)
def frontier(
    mission: MissionArgument,
    terms: TermsOption,
    points: Annotated[int, typer.Option("--points", help="How many prices to plan at.")] = 5,
    time_limit: TimeLimitOption = 60.0,
    seed: SeedOption = 0,
    out: OutOption = None,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what less of one part of the cost costs in another: plans that no other beats in both.

    The mission is planned at several prices of the two; what is proven at each is told. Ctrl-C
    keeps the points so far. Exit code 1 if no plan was found.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        if out is not None:
            # Before, not after, all that planning.
            api.page_ready(out / PAGE)
        watch = FrontWatch(words=tell, quiet=quiet or as_json, limit=time_limit)
        with watched(watch):
            found = api.frontier(
                loaded.mission,
                terms,
                points=points,
                time_limit=time_limit,
                seed=seed,
                observer=watch.hear,
                stop=watch.asked_to_stop,
            )
        page = None
        if out is not None and found.points:
            page = api.save_front(found, out, language=language)
    if as_json:
        show_json(front_object(found, seed, page))
    else:
        show_front(found, tell, page)
    if not found.points:
        raise typer.Exit(NO)


def show_front(found: Front, tell: Words, page: Path | None) -> None:
    """Print the points, what changes between them, and what is proven."""
    if not found.points:
        say(tell("frontier.none"), "bold yellow")
        return
    head = front_heads(found, tell)
    table(tell("frontier.table"), head, front_rows(found, tell), right=range(1, len(head)))
    for step in step_texts(found, tell):
        say("")
        say(step.title, "bold")
        say(step.trade)
        for sentence in step.sentences:
            say(f"  {sentence}")
    say("")
    for sentence in front_sentences(found, tell):
        say(sentence, "bold")
    say(tell("frontier.planned", seconds=tell.number(found.seconds)))
    if page is not None:
        say(tell("frontier.written", out=page))


def front_object(found: Front, seed: int, page: Path | None) -> dict[str, Any]:
    """Return what ``frontier --json`` prints, sentences in English."""
    tell = words(found.mission)
    return {
        "terms": list(found.names),
        "points": [_point(one) for one in found.points],
        "dropped": found.dropped,
        "proven": [{"factors": list(one.factors), "least": one.least} for one in found.tried],
        "excluded": [{"factors": [a, b], "least": c} for a, b, c in found.excluded],
        "most_others": found.most_others,
        "steps": [attrs.asdict(step) for step in step_texts(found, tell)],
        "sentences": list(front_sentences(found, tell)),
        "page": None if page is None else str(page),
        "seconds_each": found.seconds,
        "mission_hash": found.mission.fingerprint,
        "seed": seed,
        "version": __version__,
    }


def _point(one: Point) -> dict[str, Any]:
    return {
        "name": one.course.name,
        "values": list(one.values),
        "others": one.others,
        "objective": one.course.judged.objective,
        "factors": list(one.prices.factors),
        "cost_there": one.cost,
        "least_there": one.prices.least,
        "figures": attrs.asdict(one.course.figures),
    }
