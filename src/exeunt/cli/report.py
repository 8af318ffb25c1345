"""``exeunt report``: a plan as one page."""

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
    PlanArgument,
    QuietOption,
    WithOption,
)
from exeunt.cli.output import answering, say, show_json
from exeunt.cli.progress import watching_steps
from exeunt.cli.remarks import show_remarks
from exeunt.files.locks import writing
from exeunt.version import __version__
from exeunt.words.words import words


@app.command(
    epilog="Examples: `exeunt report mali-2023 out/mali-2023 --out report.html` · "
    "`exeunt report mali-2023 out/mali-2023 --out rapport.html --lang fr` · "
    "`exeunt report mali-2023 out/mali-2023 --out public.html "
    "--redact dates=month,routes=none,strengths=100`"
)
def report(
    mission: MissionArgument,
    plan: PlanArgument,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="REPORT.html", help="Where the page goes.")
    ],
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    redact: Annotated[
        str | None,
        typer.Option(
            "--redact",
            "-r",
            metavar="WHAT",
            help="Show nothing finer than dates=…,routes=…,strengths=…; "
            "what you do not name is as in `standard`.",
        ),
    ] = None,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write the report on a plan: one self-contained page that opens with no network.

    `--redact` leaves out or coarsens what would help an attacker: dates full, day, week,
    month or none; routes full or none; strengths full, none, or the width of a range. `--redact
    standard` is dates=month,routes=none,strengths=100.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        with writing(out), watching_steps(tell, quiet=quiet or as_json) as watch:
            made = api.reported(
                loaded.mission, plan, out, language=language, redact=redact, steps=watch
            )
    # The page is written all the same: it is where the broken rules are to be seen.
    violations = made.checked.violations
    rules = {v.rule for v in violations}
    if violations:
        broken = tell.count("rule", len(rules))
        breaches = tell.count("violation", len(violations))
        say(
            tell("console.report_breaks", rules=broken, violations=breaches),
            "bold yellow",
            error=True,
        )
    if as_json:
        show_json(
            {
                "out": str(out),
                "bytes": len(made.page.encode()),
                "rules_broken": len(rules),
                "violations": len(violations),
                "mission_hash": loaded.mission.fingerprint,
                "version": __version__,
            }
        )
    else:
        say(tell("console.reported", out=out))
