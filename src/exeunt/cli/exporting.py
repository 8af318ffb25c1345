"""``exeunt export-model``: the mission as an integer programme for other solvers."""

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
)
from exeunt.cli.output import answering, say, show_json
from exeunt.cli.remarks import show_remarks
from exeunt.optimise.monolith.model import MOST_COLUMNS
from exeunt.version import __version__
from exeunt.words.words import words


@app.command(
    "export-model",
    epilog="Examples: `exeunt export-model tiny --out tiny.mps` · "
    "`exeunt export-model my.xlsx -o my.mps --most-columns 2000000`",
)
def export_model(
    mission: MissionArgument,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE.mps", help="Where the model goes; ends in .mps."),
    ],
    most_columns: Annotated[
        int,
        typer.Option(
            "--most-columns", min=1, help="Refuse, before building it, what would have more."
        ),
    ] = MOST_COLUMNS,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Write the mission as one integer programme (MPS), for solvers of others.

    It does not hold every rule, and says which it leaves out.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        made = api.export_model(loaded.mission, out, most_columns=most_columns)
    if as_json:
        show_json(
            {
                "out": str(made.path),
                "columns": made.size.columns,
                "whole": made.size.whole,
                "rows": made.size.rows,
                "left_out": list(made.left_out),
                "asked_beyond": list(made.asked_beyond),
                "version": __version__,
            }
        )
        return
    size = made.size
    sizes = {"columns": size.columns, "whole": size.whole, "rows": size.rows}
    say(tell("console.model.written", out=made.path, **sizes))
    say(tell("console.model.neither"))
    say(f"{tell('console.model.left_out')} {', '.join(made.left_out)}.")
    for key in made.asked_beyond:
        say(tell(f"console.model.{key}"))
