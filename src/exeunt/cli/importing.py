"""``exeunt import``: what others publish, taken into a mission."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import JsonOption, LanguageOption, MissionArgument
from exeunt.cli.output import NO, answering, problem_rows, say, show_json, show_problems
from exeunt.files.imports.choices import KINDS, Choices
from exeunt.model.columns import columns
from exeunt.version import __version__
from exeunt.words.problems import problems
from exeunt.words.words import Words, known_language, words

_DEFAULTS = Choices()
_FORMATS = ["%Y-%m-%d"]


_Kind = Annotated[
    str,
    typer.Argument(
        metavar="KIND",
        help=f"What the file is: {', '.join(KINDS)}.",
        autocompletion=lambda: list(KINDS),
    ),
]
_File = Annotated[Path, typer.Argument(metavar="FILE", help="The file as it was exported.")]
_Out = Annotated[
    Path | None,
    typer.Option("--out", "-o", help="Write the mission there; the one at hand stays."),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", "-n", help="Say what would be added, and write nothing.")
]
_SiteKm = Annotated[float, typer.Option("--site-km", help="Events this near to a site are at it.")]
_LegKm = Annotated[
    float, typer.Option("--leg-km", help="Events this near to the line of a leg are on it.")
]
_Precision = Annotated[
    int, typer.Option("--precision", help="Worst code of an event's place that is taken.")
]
_Also = Annotated[
    list[str] | None,
    typer.Option("--also", help="Take events of this type too; may be given several times."),
]
_Since = Annotated[
    datetime | None,
    typer.Option(
        "--since",
        metavar="DATE",
        formats=_FORMATS,
        help="First day of events; else as far back as the mission counts incidents.",
    ),
]
_Doubles = Annotated[
    bool,
    typer.Option("--doubles", help="Take events that look like incidents the mission has."),
]
_Dates = Annotated[
    str, typer.Option("--dates", help="Order of days in figures: day-first or month-first.")
]
_SnapKm = Annotated[
    float, typer.Option("--snap-km", help="Points and ways this near to a site are at it.")
]
_Role = Annotated[
    str, typer.Option("--role", help="Role of new sites that say none: base, hub, exit, junction.")
]
_Prefix = Annotated[str, typer.Option("--prefix", help="Put before the identifiers of new sites.")]
_Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="FIELD=HEADER",
        help="Which column of the file is a field of the sites, or their position; may be given "
        "several times.",
    ),
]


@app.command(
    "import",
    epilog="Examples: `exeunt import acled events.csv my-mission --dry-run` · "
    "`exeunt import ucdp ged.csv my-mission.xlsx` · `exeunt import gpx track.gpx my-mission`",
)
def import_from(
    kind: _Kind,
    file: _File,
    mission: MissionArgument,
    out: _Out = None,
    dry_run: _DryRun = False,
    site_km: _SiteKm = _DEFAULTS.site_km,
    leg_km: _LegKm = _DEFAULTS.leg_km,
    precision: _Precision = _DEFAULTS.precision,
    also: _Also = None,
    since: _Since = None,
    doubles: _Doubles = False,
    dates: _Dates = "",
    snap_km: _SnapKm = _DEFAULTS.snap_km,
    role: _Role = "",
    prefix: _Prefix = "",
    column: _Column = None,
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Add to a mission what others publish: incidents, sites, legs.

    What was left out, guessed or converted is said; what the mission has is never changed. Exit
    code 1 if the file has nothing that is new to the mission.
    """
    choices = Choices(
        site_km=site_km,
        leg_km=leg_km,
        precision=precision,
        also=tuple(also or ()),
        since=since,
        doubles=doubles,
        dates=dates,
        snap_km=snap_km,
        role=role,
        prefix=prefix,
        columns=tuple(_pair(text) for text in column or ()),
    )
    with answering(as_json=as_json, language=language):
        # Before anything is written: an unknown language is bad usage.
        known_language(language)
        imported = api.import_from(kind, file, mission, out=out, dry_run=dry_run, choices=choices)
        tell = words(imported.mission, language)
    if as_json:
        show_json(_object(imported, dry_run=dry_run))
    else:
        _show(imported, file, tell, dry_run=dry_run)
    if not imported.count:
        raise typer.Exit(NO)


def _pair(text: str) -> tuple[str, str]:
    """Return the field and the header of an option such as ``name=Nom du camp``."""
    field, _, header = text.partition("=")
    return field.strip(), header.strip()


def _object(imported: "api.Imported", *, dry_run: bool) -> dict[str, Any]:
    """Return what ``import --json`` prints: in English, as programs read it."""
    english = words(imported.mission)
    return {
        "kind": imported.kind,
        "added": {
            name: [{c.name: getattr(row, c.name) for c in columns(type(row))} for row in rows]
            for name, rows in imported.added.items()
        },
        "remarks": problem_rows(problems(imported.remarks, imported.mission, english)),
        "warnings": problem_rows(problems(imported.doubts, imported.mission, english)),
        "terms": english(f"imports.terms.{imported.kind}"),
        "out": None if imported.written is None else str(imported.written),
        "dry_run": dry_run,
        "version": __version__,
    }


def _show(imported: "api.Imported", file: Path, tell: Words, *, dry_run: bool) -> None:
    mission = imported.mission
    for findings, heading in (
        (imported.remarks, "console.import.remarks"),
        (imported.doubts, "console.import.more"),
    ):
        if findings:
            lines = api.tell(mission, findings, tell.language)
            show_problems(lines, tell(heading), tell, style="bold yellow")
    if not imported.count:
        say(tell("console.import.nothing", file=file.name, mission=mission.name), "bold yellow")
        return
    say(tell("console.import.adds", mission=mission.name, rows=_counted(imported, tell)))
    say(tell(f"imports.terms.{imported.kind}"))
    if dry_run:
        say(tell("console.import.dry"))
    else:
        say(tell("console.import.written", out=imported.written), "bold green")


def _counted(imported: "api.Imported", tell: Words) -> str:
    counts = {name: len(rows) for name, rows in imported.added.items()}
    return ", ".join(tell.counted(f"imports.added.{name}", n, n=n) for name, n in counts.items())
