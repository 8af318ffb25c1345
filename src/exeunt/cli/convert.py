"""``exeunt convert``: folder to workbook and back."""

from pathlib import Path
from typing import Annotated

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    WithOption,
    complete_mission,
)
from exeunt.cli.output import answering, say, show_json
from exeunt.cli.remarks import show_remarks
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.version import __version__
from exeunt.words.words import known_language, words


@app.command(
    epilog="Examples: `exeunt convert tiny tiny.xlsx` · `exeunt convert tiny.xlsx folder` · "
    "`exeunt convert plan plan.xlsx --mission tiny`"
)
def convert(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            help="A mission (or plan), folder or workbook.",
            autocompletion=complete_mission,
        ),
    ],
    target: Annotated[
        Path, typer.Argument(metavar="TO", help="A folder or, ending in .xlsx, a workbook.")
    ],
    mission: Annotated[
        str | None,
        typer.Option(
            "--mission",
            "-m",
            help="FROM is a plan of this mission.",
            autocompletion=complete_mission,
        ),
    ] = None,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Turn a mission or a plan from folder to workbook or back, without loss."""
    with answering(as_json=as_json, language=language):
        tell = known_language(language)

        def show(read: Mission, remarks: tuple[Finding, ...]) -> None:
            show_remarks(read, remarks, words(read, language))

        api.convert(source, target, mission, as_of=as_of, overlays=overlays, remarked=show)
    if as_json:
        show_json({"out": str(target), "version": __version__})
    else:
        say(tell("console.written", out=target))
