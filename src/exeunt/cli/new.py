"""``exeunt new``: an empty mission to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import JsonOption, LanguageOption
from exeunt.cli.output import answering, say, show_json
from exeunt.version import __version__
from exeunt.words.words import Words


@app.command(
    epilog="Examples: `exeunt new my-mission.xlsx --small` · `exeunt new my-mission --language fr`"
    " · `exeunt new first.xlsx --example` · `exeunt new large --generate 40,180,1`"
)
def new(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE.xlsx",
            help="A folder or, ending in .xlsx, a workbook; must not exist yet.",
        ),
    ],
    language: LanguageOption = "",
    small: Annotated[
        bool,
        typer.Option(
            "--small", help="Only the tables that a small case needs; a workbook hides the others."
        ),
    ] = False,
    example: Annotated[
        bool,
        typer.Option("--example", help="Filled with a small made-up case, which can be planned."),
    ] = False,
    generate: Annotated[
        str | None,
        typer.Option(
            "--generate",
            "-g",
            metavar="SITES,DAYS,SEED",
            help="A made-up mission of so many sites and days to try things on, such as 12,90,1; "
            "the same numbers make the same mission.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write a mission to fill in, with units, hints and choices."""
    with answering(as_json=as_json, language=language):
        api.new(target, language, small=small, example=example, generate=generate)
    if as_json:
        show_json({"out": str(target), "version": __version__})
    else:
        key = "console.generated" if generate is not None else "console.started"
        say(Words(language)(key, out=target))
