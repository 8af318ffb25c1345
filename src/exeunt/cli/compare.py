"""``exeunt compare``: plans side by side, and what moved from the first to the others."""

from pathlib import Path
from typing import Annotated

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    WithOption,
    complete_path,
)
from exeunt.cli.compared import comparison_object, show_comparison
from exeunt.cli.output import answering, say, show_json
from exeunt.cli.remarks import show_remarks
from exeunt.files.notes import Notes
from exeunt.words.words import words


@app.command(
    epilog="Examples: `exeunt compare mali-2023 out/monday out/tuesday` · "
    "`exeunt compare mali-2023 out/a out/b out/c --out compared.html` · "
    "`exeunt compare tiny out/a by-hand.xlsx --all` · `exeunt compare tiny out/a out/b --json`"
)
def compare(
    mission: MissionArgument,
    plans: Annotated[
        list[str],
        typer.Argument(
            metavar="PLAN PLAN [PLAN…]",
            help="Plans of the mission: folders of tables or workbooks. "
            "The others are compared with the first.",
            autocompletion=complete_path,
        ),
    ],
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="PAGE.html", help="Write the comparison as a page."),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", "-a", help="All that moved, not the first of each kind.")
    ] = False,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Compare plans of a mission: by term, site, axis, nation and week, and what moved.

    Each plan is judged now, whoever made it. Serials are matched by what they do, not by their
    names.
    """
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
