"""``exeunt edit``: change a plan by hand, with what follows from it."""

from pathlib import Path
from typing import Annotated, Any

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    PlanArgument,
    QuietOption,
    WithOption,
    complete_mission,
)
from exeunt.cli.changes import change_rows, held_rows, show_changes, show_held
from exeunt.cli.output import NO, answering, say, show_json, violation_rows
from exeunt.cli.progress import watching
from exeunt.cli.remarks import show_remarks
from exeunt.cli.tables import show_violations
from exeunt.cli.terms import term_objects
from exeunt.errors import InputError, Problem
from exeunt.files.notes import Notes
from exeunt.files.plans import mission_of
from exeunt.model.mission import Mission
from exeunt.model.outcome import Outcome
from exeunt.version import __version__
from exeunt.words.reasons import sentence
from exeunt.words.words import Words, words

REPAIR = "repair"
"""The word that asks for a repair, as ``--repair`` does."""


ChangesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[CHANGES]...",
        help="`shift SERIAL +2d`, `drop SERIAL`, `merge SERIAL SERIAL`, `add SERIAL from A to "
        "B at TIME with ITEM NUMBER`, `load SERIAL ITEM NUMBER`, `route SERIAL from A to B`, "
        "`close SITE TIME`, `dispose LOT METHOD NUMBER`, `retain LOT METHOD`; several, one "
        "after the other.",
    ),
]
MissionOption = Annotated[
    str | None,
    typer.Option(
        "--mission",
        "-m",
        help="The mission of the plan; without it the one that the plan names.",
        autocompletion=complete_mission,
    ),
]
FileOption = Annotated[
    Path | None,
    typer.Option("--file", "-f", metavar="FILE", help="Changes in a file, a line each."),
]
OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="PLAN",
        help="Where the changed plan goes: a folder or, ending in .xlsx, a workbook. "
        "Without it nothing is written.",
    ),
]
RepairOption = Annotated[
    bool,
    typer.Option("--repair", "-r", help="Make the rest lawful and better beside the changes."),
]
TimeLimitOption = Annotated[
    float, typer.Option("--time-limit", "-t", metavar="SECONDS", help="How long to repair.")
]
AllOption = Annotated[
    bool, typer.Option("--all", "-a", help="Every broken rule, not the first of each kind.")
]


@app.command(
    context_settings={"ignore_unknown_options": True},
    epilog="Examples: `exeunt edit plan.xlsx shift C-0031 +2d --out new.xlsx` · "
    "`exeunt edit plan drop C-0031 close kidal 2023-11-15 --repair --out new` · "
    "`exeunt edit plan merge C-0031 C-0032 --json` · "
    "`exeunt edit plan dispose kidal-prefabs sell 12 from 2023-09-01` · "
    "`exeunt edit plan --file changes.txt --mission my.xlsx --out new`",
)
def edit(
    plan: PlanArgument,
    changes: ChangesArgument = None,
    mission: MissionOption = None,
    file: FileOption = None,
    out: OutOption = None,
    repair: RepairOption = False,
    time_limit: TimeLimitOption = 30.0,
    seed: Annotated[int, typer.Option("--seed", "-s", help="Same seed, same repair.")] = 0,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    everything: AllOption = False,
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Change a plan by hand: what follows is carried through or named, and the referee judges it.

    Exit code 1 if the plan breaks a rule as it is then; it is written all the same.
    """
    with answering(as_json=as_json, language=language):
        said = list(changes or ())
        asked = repair or REPAIR in said
        written = api.written_changes([word for word in said if word != REPAIR], file)
        place = mission or _mission_of(plan)
        loaded = api.load(place, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        if out is not None:
            api.ready_for(out, folder=True, inputs=[api.locate(place)])
        with watching(time_limit, tell, quiet=quiet or as_json or not asked) as watch:
            edited = loaded.edit(
                plan,
                written,
                repair=asked,
                time_limit=time_limit,
                seed=seed,
                observer=watch,
                stop=watch.asked_to_stop,
                notes=notes,
            )
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        if out is not None:
            loaded.save(edited.plan, out, language=language)
    if as_json:
        show_json(edited_object(loaded.mission, edited))
    else:
        _show(loaded.mission, edited, tell, everything=everything)
        if out is None:
            say(tell("console.edit_unwritten"))
        else:
            say(tell("console.written", out=out))
    if not edited.lawful:
        raise typer.Exit(NO)


def _mission_of(plan: str) -> str:
    """Return the mission that a plan names.

    Raises:
        InputError: it names none.
    """
    name = mission_of(Path(plan))
    if name:
        return name
    expected = "must name its mission, or be given it"
    raise InputError([Problem(place=plan, expected=expected, hint="--mission MISSION")])


def edited_object(mission: Mission, edited: api.Edited) -> dict[str, Any]:
    """Return what ``edit --json`` prints; sentences in English, as in all JSON."""
    english, checked = words(mission), edited.checked
    return {
        "effects": [
            {
                "what": effect.key.removeprefix("edit."),
                "message": sentence(effect, mission, english),
            }
            for effect in edited.effects
        ],
        "violations": violation_rows(mission, checked.violations),
        "objective": checked.objective,
        "terms": term_objects(mission, checked.terms, checked.priced),
        "repaired": None if edited.outcome is None else edited.repaired,
        "changes": None if edited.outcome is None else change_rows(edited.outcome.changes),
        "held": None if edited.outcome is None else held_rows(mission, edited.outcome.held),
        "mission_hash": mission.fingerprint,
        "version": __version__,
    }


def _show(mission: Mission, edited: api.Edited, tell: Words, *, everything: bool) -> None:
    """Say what was changed and what followed, what the repair did, and the referee's verdict."""
    if edited.effects:
        say(f"{tell('console.edit_followed')}:", "bold")
        for effect in edited.effects:
            say(f"  · {tell.capital(sentence(effect, mission, tell))}.")
    else:
        say(tell("console.edit_nothing"))
    if edited.outcome is not None:
        _show_repair(mission, edited.outcome, tell, everything=everything)
    if not edited.lawful:
        heading = tell("console.edit_broken")
        show_violations(
            mission, edited.checked.violations, heading, tell, everything=everything, where="--all"
        )
        if edited.outcome is None:
            say(tell("console.edit_hint"))
        return
    cost, before = edited.checked.objective, edited.before.record.objective
    said = {"now": tell.number(cost), "currency": mission.currency}
    if before is None:
        say(tell("console.edit_cost_now", **said))
    else:
        difference = tell.number(cost - before)
        sign = "+" if cost > before else ""
        say(
            tell(
                "console.edit_costs",
                before=tell.number(before),
                difference=f"{sign}{difference}",
                **said,
            )
        )
    say(tell("console.edit_lawful"), "bold green")


def _show_repair(mission: Mission, outcome: Outcome, tell: Words, *, everything: bool) -> None:
    """Say what a repair did besides, or why it found nothing."""
    if outcome.plan is None:
        say(tell("console.edit_unrepaired"), "yellow")
        if outcome.held:
            show_held(mission, outcome.held, tell)
        return
    say(tell("console.edit_repaired"))
    show_changes(mission, outcome.changes or (), tell, everything=everything)
