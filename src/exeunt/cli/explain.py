"""``exeunt explain``: what clashes where not everybody can be out in time, and what would help."""

from typing import Annotated, Any

import typer

from exeunt import api
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    QuietOption,
    SeedOption,
    WithOption,
    complete_path,
)
from exeunt.cli.output import NO, answering, say, show_json
from exeunt.cli.progress import watching_answer
from exeunt.cli.remarks import show_remarks
from exeunt.cli.terms import judged_object
from exeunt.evidence.explaining import Explanation
from exeunt.evidence.solving import Answer
from exeunt.evidence.ways import Way
from exeunt.files.notes import Notes
from exeunt.model.mission import Mission
from exeunt.version import __version__
from exeunt.words.evidence import EvidenceWords, explanation_lines
from exeunt.words.words import Words, words

TimeOption = Annotated[
    float,
    typer.Option("--time-limit", "-t", metavar="SECONDS", help="How long to look for answers."),
]


SiteOption = Annotated[
    str,
    typer.Option("--site", metavar="SITE", help="Ask only when the people of a site are gone."),
]
PartyOption = Annotated[
    str, typer.Option("--party", metavar="PARTY", help="Ask only when one party is out.")
]
ByOption = Annotated[
    str,
    typer.Option("--by", metavar="TIME", help="By when; without it by the mission's deadline."),
]


@app.command(
    epilog="Examples: `exeunt explain mali-2023` · `exeunt explain my-mission.xlsx my-plan.xlsx` · "
    "`exeunt explain mali-2023 --site tessalit --by 2023-10-15` · "
    "`exeunt explain my-mission --time-limit 300` · `exeunt explain tiny --json`"
)
def explain(
    mission: MissionArgument,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLAN]",
            help="A plan that you have: a folder of tables or a workbook.",
            autocompletion=complete_path,
        ),
    ] = None,
    site: SiteOption = "",
    party: PartyOption = "",
    by: ByOption = "",
    time_limit: TimeOption = 60.0,
    seed: SeedOption = 0,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say why not everybody can be out by the deadline: what clashes, and the cheapest ways out.

    Asked of one site or one party, others may be late. Every answer says whether it is proven or as
    far as the planner found. Ctrl-C keeps what is known so far. Exit code 1 if it is impossible, or
    no plan was found.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        given = None if plan is None else loaded.check(loaded.read(plan, notes))
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        with watching_answer(tell, quiet=quiet or as_json) as watch:
            found = loaded.explain(
                given,
                site=site,
                party=party,
                by=by or None,
                time_limit=time_limit,
                seed=seed,
                steps=watch,
                stop=watch.asked_to_stop,
            )
    if as_json:
        show_json(explanation_object(loaded.mission, found, seed))
    else:
        show_explanation(loaded.mission, found, tell)
    if found.answer is not Answer.POSSIBLE:
        raise typer.Exit(NO)


def show_explanation(mission: Mission, found: Explanation, tell: Words) -> None:
    """Print the answer, what clashes, and the ways out."""
    style = "bold green" if found.answer is Answer.POSSIBLE else "bold red"
    for line, listed in explanation_lines(found, mission, tell):
        say(f"  · {line}" if listed else line, style)
        style = ""


def explanation_object(mission: Mission, found: Explanation, seed: int) -> dict[str, Any]:
    """Return what ``explain --json`` prints, sentences in English whatever people asked for."""
    tell = EvidenceWords(mission, words(mission))
    clash = None
    if found.clash is not None:
        clash = {
            "how": found.clash.how,
            "for_good": found.clash.for_good,
            "conditions": [
                {
                    "kind": condition.kind,
                    "id": condition.item,
                    "doubted": condition in found.clash.doubted,
                    "message": tell.condition(condition),
                }
                for condition in found.clash.conditions
            ],
            "reasons": [tell.reason(reason) for reason in found.clash.reasons],
        }
    return {
        "answer": found.answer,
        "how": found.how,
        "asked": {"of": found.aim.kind, "id": found.aim.item or None, "by": found.aim.by},
        "deadline": mission.deadline,
        "clash": clash,
        "ways": [_way(mission, way, tell) for way in found.ways],
        "before": None if found.before is None else judged_object(mission, found.before),
        "in_time": None if found.in_time is None else judged_object(mission, found.in_time),
        "runs": found.runs,
        "cut": found.cut,
        "sentences": [line for line, _ in explanation_lines(found, mission, tell.words)],
        "mission_hash": mission.fingerprint,
        "seed": seed,
        "version": __version__,
    }


def _way(mission: Mission, way: Way, tell: EvidenceWords) -> dict[str, Any]:
    return {
        "changes": [
            {
                "kind": change.condition.kind,
                "id": change.condition.item,
                "amount": change.amount or None,
                "message": tell.change(change),
            }
            for change in way.changes
        ],
        "saves": way.saves,
        "less_is_proven_not_to_do": way.sure,
        **judged_object(mission, way.cheapest),
    }
