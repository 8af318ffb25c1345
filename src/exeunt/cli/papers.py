"""``exeunt papers``: what a plan is moved by."""

from collections.abc import Sequence
from pathlib import Path
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
    PlanArgument,
    QuietOption,
    WithOption,
)
from exeunt.cli.output import NO, answering, say, show_json, violation_rows
from exeunt.cli.progress import watching_papers
from exeunt.cli.remarks import show_remarks
from exeunt.cli.tables import show_violations, table
from exeunt.files.locks import writing
from exeunt.model.outcome import Papers
from exeunt.papers.keys import KEYS, by_paper
from exeunt.version import __version__
from exeunt.words.words import Words, words

NAMED = 12
"""Files that a sentence names; the others are counted."""


def complete_paper(incomplete: str) -> list[str]:
    """Offer papers."""
    return [key for key in KEYS if key.startswith(incomplete)]


OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="The folder that the papers go to: new, empty, or with papers of this mission.",
    ),
]
OnlyOption = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="PAPER",
        help=f"Only this paper; may be given several times: {', '.join(KEYS)}.",
        autocompletion=complete_paper,
    ),
]
SymbolsOption = Annotated[
    bool,
    typer.Option(
        "--symbols",
        help="Military symbols (APP-6) on strip maps, and their codes in map attributes.",
    ),
]
DraftOption = Annotated[
    bool,
    typer.Option(
        "--draft", help="Print the papers of a plan that breaks rules too; every paper says so."
    ),
]


@app.command(
    epilog="Examples: `exeunt papers mali-2023 out/mali-2023 --out papers` · "
    "`exeunt papers tiny p --out papers --only calendar --only sitreps` · "
    "`exeunt papers tiny p -o papiers -l fr`"
)
def papers(
    mission: MissionArgument,
    plan: PlanArgument,
    out: OutOption,
    only: OnlyOption = None,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    symbols: SymbolsOption = False,
    draft: DraftOption = False,
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Print the papers: tables, orders, permissions, lists, situation reports, maps, calendar.

    Ctrl-C keeps the papers printed so far. Exit code 1 if the plan breaks rules and you asked for
    no draft (nothing is written then), or if papers are missing.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        show_remarks(loaded.mission, loaded.remarks, tell)
        with writing(out), watching_papers(tell, quiet=quiet or as_json) as watch:
            printed = loaded.papers(
                plan,
                out,
                only=only or (),
                language=language,
                symbols=symbols,
                draft=draft,
                observer=watch,
                stop=watch.asked_to_stop,
                inputs=[api.locate(mission)],
            )
    refused = bool(printed.violations) and not draft
    if as_json:
        show_json(papers_object(loaded, printed, out, language))
    elif refused:
        show_violations(loaded.mission, printed.violations, tell("console.broken"), tell)
        say(tell("console.no_papers"), "bold red")
    else:
        _show_papers(printed, out, tell)
    if printed.missing or refused:
        raise typer.Exit(NO)


def papers_object(
    loaded: api.LoadedMission, printed: Papers, out: Path, language: str
) -> dict[str, Any]:
    """Return what ``papers --json`` prints."""
    return {
        "out": str(out),
        "language": language,
        "written": [attrs.asdict(f) for f in printed.written],
        "missing": [{"paper": f.paper, "file": f.file} for f in printed.missing],
        "kept": [attrs.asdict(f) for f in printed.kept],
        "nothing_to_say": printed.silent,
        "removed": printed.removed,
        "translated": printed.translated,
        "draft": bool(printed.violations and printed.written),
        "violations": violation_rows(loaded.mission, printed.violations),
        "mission_hash": loaded.mission.fingerprint,
        "version": __version__,
    }


def _show_papers(printed: Papers, out: Path, tell: Words) -> None:
    """Say what was written, what was not and why, and what is missing."""
    if printed.written:
        head = ("paper", "files", "kilobytes")
        titles = [tell(f"console.head.{key}") for key in head]
        table(tell("console.papers"), titles, _sizes(printed, tell), right=(1, 2))
    if printed.silent:
        say(tell("console.silent", papers=", ".join(printed.silent)))
    if printed.removed:
        say(tell("console.removed", files=_listed(printed.removed, tell)))
    if printed.translated:
        say(tell("console.translated", files=_listed(printed.translated, tell)))
    if printed.violations and printed.written:
        breaches = tell.count("violation", len(printed.violations))
        say(tell("console.draft", violations=breaches), "bold red")
    written = tell.count("file", len(printed.written))
    if printed.missing or printed.kept:
        say(_stopped(printed, written, tell), "bold yellow")
    else:
        say(tell("console.printed", files=written, out=out), "bold green")


def _listed(files: Sequence[str], tell: Words) -> str:
    """Name a few files, and count the others."""
    rest = len(files) - NAMED
    if rest <= 0:
        return ", ".join(files)
    return tell("console.and_more", names=", ".join(files[:NAMED]), n=tell.number(rest))


def _sizes(printed: Papers, tell: Words) -> list[tuple[str, str, str]]:
    """Return a line for each paper written: its key, its files and what they take on the disk."""
    lines: list[tuple[str, str, str]] = []
    for key in KEYS:
        sizes = [file.size or 0 for file in printed.written if file.paper == key]
        if sizes:
            lines.append((key, str(len(sizes)), tell.number(sum(sizes) / 1000)))
    return lines


def _stopped(printed: Papers, written: str, tell: Words) -> str:
    """Say how far the printing came before it was stopped."""
    text = tell("console.stopped_papers", files=written)
    if printed.kept:
        text += tell("console.stopped_kept", n=tell.number(len(printed.kept)))
    text += tell("console.stopped_missing", n=tell.number(len(printed.missing)))
    if printed.missing:
        text += f": {by_paper(file.paper for file in printed.missing)}"
    return text
