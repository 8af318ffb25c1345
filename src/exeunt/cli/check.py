"""``exeunt check``: whether a mission makes sense, or a plan breaks rules."""

from datetime import datetime
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
    complete_path,
)
from exeunt.cli.output import (
    NO,
    answering,
    problem_rows,
    say,
    show_json,
    show_problems,
    violation_rows,
)
from exeunt.cli.remarks import show_remarks
from exeunt.cli.rows import summary
from exeunt.cli.siblings import lines_of
from exeunt.cli.standing import stood
from exeunt.cli.tables import show_violations
from exeunt.cli.terms import show_terms, term_objects
from exeunt.files.notes import Notes
from exeunt.files.settings import older
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.plan import Record
from exeunt.version import __version__
from exeunt.words.standing import confident_text
from exeunt.words.words import Words, words

ALL = "--all"
"""What lists all that a check only counts."""


@app.command(
    epilog="Examples: `exeunt check mali-2023` · `exeunt check my-mission my-plan.xlsx` · "
    "`exeunt check tiny out/tiny --lang fr` · `exeunt check tiny out/tiny --json`"
)
def check(
    mission: MissionArgument,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLAN]",
            help="A plan: a folder of tables or a workbook.",
            autocompletion=complete_path,
        ),
    ] = None,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    everything: Annotated[
        bool,
        typer.Option("--all", "-a", help="Every doubt and breach, not the first of each kind."),
    ] = False,
    language: LanguageOption = "",
    as_json: JsonOption = False,
) -> None:
    """Check that a mission makes sense or, with a PLAN, that the plan is lawful, whoever made it.

    Exit code 1 if the plan breaks a rule, 2 if the mission or the plan cannot be read or makes no
    sense.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        checked = None if plan is None else loaded.check(loaded.read(plan, notes))
    if checked is None:
        _show_sense(loaded, tell, as_json=as_json, everything=everything)
        return
    remarks = (*loaded.remarks, *notes.remarks)
    show_remarks(loaded.mission, remarks, tell, everything=everything)
    if as_json:
        show_json(checked_object(loaded.mission, checked))
    else:
        _show_checked(loaded.mission, checked, tell, everything=everything)
    if checked.violations:
        raise typer.Exit(NO)


def checked_object(mission: Mission, checked: api.Checked) -> dict[str, Any]:
    """Return what ``check MISSION PLAN --json`` prints."""
    record = checked.plan.record
    return {
        "violations": violation_rows(mission, checked.violations),
        "objective": checked.objective,
        "terms": term_objects(mission, checked.terms, checked.priced),
        "figures": attrs.asdict(api.figures(mission, checked.plan, checked.terms)),
        "mission_hash": mission.fingerprint,
        "plan_mission": record.mission or None,
        "plan_mission_hash": record.mission_hash or None,
        "as_of": _iso(mission.as_of),
        "plan_as_of": _iso(record.as_of),
        "overlays": list(mission.overlays),
        "plan_overlays": record.overlays,
        "plan_confidence": record.confidence,
        "version": __version__,
    }


def _iso(day: datetime | None) -> str | None:
    return None if day is None else day.date().isoformat()


def _show_checked(mission: Mission, checked: api.Checked, tell: Words, *, everything: bool) -> None:
    record = checked.plan.record
    # First, because all that follows may be wrong for no other reason.
    if record.mission not in {"", mission.name}:
        say(
            tell("console.other_mission", made_for=record.mission, mission=mission.name),
            "bold yellow",
        )
    if checked.violations:
        heading = tell("console.broken")
        show_violations(
            mission, checked.violations, heading, tell, everything=everything, where=ALL
        )
    else:
        shown = stood(mission, checked.plan, checked.terms, tell)
        say(tell("console.lawful"), shown.style)
        if not shown.good:
            say(f"{tell.capital(shown.text)}.", shown.style)
        show_terms(mission, checked.plan, checked.terms, tell)
        say(summary(mission, checked.plan, checked.terms, language=tell.language))
    if record.confidence is not None:
        say(confident_text(mission, record.confidence, tell))
    if not mission.is_of(record.mission_hash, record.confidence):
        say(_other_state(mission, record, tell), "bold yellow")
    notices = older("plan", record.format_version)
    if notices:
        _show_doubts(mission, notices, tell, everything=everything)


def _other_state(mission: Mission, record: Record, tell: Words) -> str:
    """Say that a plan was made from other figures, and whether they are those of another day."""
    if mission.as_of == record.as_of:
        return tell("console.other_state")
    return tell("console.other_day", then=_day(record.as_of, tell), now=_day(mission.as_of, tell))


def _day(as_of: datetime | None, tell: Words) -> str:
    """Return the day as of which a mission was read, or that all in it was known."""
    if as_of is None:
        return tell("console.all_known")
    return tell("console.as_known_on", day=tell.dated(as_of))


def _show_sense(loaded: api.LoadedMission, tell: Words, *, as_json: bool, everything: bool) -> None:
    """Say that a mission makes sense, and what is still worth a look."""
    if as_json:
        show_json(
            {
                "problems": [],
                "warnings": problem_rows(loaded.warnings),
                "violations": [],
                "mission_hash": loaded.mission.fingerprint,
                "version": __version__,
            }
        )
        return
    if loaded.doubts:
        _show_doubts(loaded.mission, loaded.doubts, tell, everything=everything)
    say(tell("console.sense"), "bold green")


def _show_doubts(
    mission: Mission, doubts: tuple[Finding, ...], tell: Words, *, everything: bool
) -> None:
    lines = lines_of(doubts, api.tell(mission, doubts, tell.language))
    heading = tell("console.warnings")
    show_problems(lines, heading, tell, style="bold yellow", everything=everything, where=ALL)
