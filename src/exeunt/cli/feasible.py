"""``exeunt feasible``: whether it can be done at all."""

from typing import Annotated, Any

import attrs
import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    WithOption,
)
from exeunt.cli.output import NO, answering, say, show_json, violation_rows
from exeunt.cli.remarks import show_remarks
from exeunt.cli.tables import table
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.version import __version__
from exeunt.words.feasibility import (
    AXIS_BREAKS,
    AXIS_NUMBERS,
    HOLDING_NUMBERS,
    SITE_NUMBERS,
    axis_headers,
    axis_table,
    holding_headers,
    holding_table,
    site_headers,
    site_table,
)
from exeunt.words.feasibility_sentences import (
    axis_lines,
    lines,
    reasons,
    site_lines,
    verdict_lines,
)
from exeunt.words.violations import violation_texts
from exeunt.words.words import Words, words

WORST = 3
"""Axes that are said where not all are asked for."""


@app.command(
    epilog="Examples: `exeunt feasible mali-2023` · `exeunt feasible tiny --all` · "
    "`exeunt feasible mali-2023 --lang fr` · `exeunt feasible my-mission.xlsx --json`"
)
def feasible(
    mission: MissionArgument,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    everything: Annotated[
        bool,
        typer.Option("--all", "-a", help="Every axis and site, and what a day costs at each base."),
    ] = False,
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say at once whether it can be done: the verdict, what binds, and the worst axes.

    A relaxation: it may say "not shown impossible", never wrongly "impossible". Exit code 1 if it
    is shown impossible that everybody is out by the deadline, or that all hard rules are kept.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        verdict = loaded.feasible()
    if as_json:
        show_json(feasible_object(loaded.mission, verdict))
    else:
        show_feasible(loaded.mission, verdict, tell, everything=everything)
    if verdict.clashes or not verdict.possible:
        raise typer.Exit(NO)


def feasible_object(mission: Mission, verdict: Feasibility) -> dict[str, Any]:
    """Return what ``feasible --json`` prints: axes and sites, the verdicts and the sentences."""
    english = words(mission, "en")  # what programs read does not change with the reader's language
    return {
        "verdict": verdict.verdict,
        "reasons": reasons(verdict.reasons, mission, english),
        "kit_verdict": verdict.kit_verdict,
        "kit_reasons": reasons(verdict.kit_reasons, mission, english),
        "axes": verdict.rows(),
        "sites": verdict.site_rows(),
        "holdings": verdict.holding_rows(),
        "together": attrs.asdict(verdict.together),
        "sentences": lines(mission, verdict, english),
        "clashes": violation_rows(mission, verdict.clashes),
        "mission_hash": mission.fingerprint,
        "overlays": list(mission.overlays),
        "version": __version__,
    }


def show_feasible(mission: Mission, verdict: Feasibility, tell: Words, *, everything: bool) -> None:
    """Print the verdict, what binds and the worst axes; or everything the arithmetic says."""
    style = "bold green" if verdict.possible else "bold red"
    first, *rest = verdict_lines(mission, verdict, tell)
    say(first, style)
    for sentence in rest:
        say(sentence)
    if verdict.clashes:
        say(tell("console.clashes"), "bold red")
        for clash in violation_texts(verdict.clashes, mission, tell):
            say(f"  {clash.rule}: {clash.message}")
    shown = verdict.axes if everything else verdict.worst(WORST)
    for sentence in axis_lines(mission, verdict, shown, tell):
        say(sentence)
    for sentence in site_lines(mission, verdict, tell):
        say(sentence)
    if everything:
        _show_tables(mission, verdict, tell)
    elif len(shown) < len(verdict.axes):
        more = len(verdict.axes) - len(shown)
        say(tell.counted("console.more_axes", more, n=more))


def _show_tables(mission: Mission, verdict: Feasibility, tell: Words) -> None:
    """Print a row for each axis and site, and what a day of holding costs."""
    axes = axis_table(mission, verdict, tell)
    table(tell("console.axes"), axis_headers(tell), axes, right=AXIS_NUMBERS, breaks=AXIS_BREAKS)
    sites = site_table(mission, verdict, tell)
    table(tell("console.sites"), site_headers(tell), sites, right=SITE_NUMBERS)
    held = holding_table(mission, verdict, tell)
    if held:
        head = holding_headers(tell)
        table(tell("console.holdings", unit=mission.currency), head, held, right=HOLDING_NUMBERS)
