"""``exeunt feasible``: whether it can be done at all."""

from typing import Any

import attrs
import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import AsOfOption, JsonOption, LanguageOption, MissionArgument
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
from exeunt.words.feasibility_sentences import lines, reasons, verdict_words
from exeunt.words.violations import violation_texts
from exeunt.words.words import Words, words


@app.command(
    epilog="Examples: `exeunt feasible mali-2023` · `exeunt feasible mali-2023 --lang fr` · "
    "`exeunt feasible my-mission.xlsx --json`"
)
def feasible(
    mission: MissionArgument,
    as_of: AsOfOption = None,
    language: LanguageOption = "en",
    as_json: JsonOption = False,
) -> None:
    """Say at once whether it can be done: loads against lift and time, axis by axis.

    A relaxation: it may say "not shown impossible", never wrongly "impossible". Exit code 1 if it
    is shown impossible that everybody is out by the deadline, or that all hard rules are kept.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        verdict = loaded.feasible()
    if as_json:
        show_json(feasible_object(loaded.mission, verdict))
    else:
        show_feasible(loaded.mission, verdict, tell)
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
        "version": __version__,
    }


def show_feasible(mission: Mission, verdict: Feasibility, tell: Words) -> None:
    """Print what the arithmetic says: sentences first, then a line per axis and one per site."""
    for sentence in lines(mission, verdict, tell):
        say(sentence)
    axes = axis_table(mission, verdict, tell)
    table(tell("console.axes"), axis_headers(tell), axes, right=AXIS_NUMBERS, breaks=AXIS_BREAKS)
    sites = site_table(mission, verdict, tell)
    table(tell("console.sites"), site_headers(tell), sites, right=SITE_NUMBERS)
    held = holding_table(mission, verdict, tell)
    if held:
        head = holding_headers(tell)
        table(tell("console.holdings", unit=mission.currency), head, held, right=HOLDING_NUMBERS)
    style = "bold green" if verdict.possible else "bold red"
    say(tell("console.people_verdict", verdict=verdict_words(verdict.verdict, tell)), style)
    for reason in reasons(verdict.reasons, mission, tell):
        say(f"  {reason}")
    say(tell("console.kit_verdict", verdict=verdict_words(verdict.kit_verdict, tell)), "bold")
    for reason in reasons(verdict.kit_reasons, mission, tell):
        say(f"  {reason}")
    if verdict.clashes:
        say(tell("console.clashes"), "bold red")
        for clash in violation_texts(verdict.clashes, mission, tell):
            say(f"  {clash.rule}: {clash.message}")
