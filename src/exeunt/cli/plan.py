"""``exeunt plan``: the best plan that the time allows, and how much cheaper one could be."""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer

from exeunt import api
from exeunt.api.keeping import actuals_of, held_of
from exeunt.began import since
from exeunt.cli.app import app
from exeunt.cli.arguments import (
    AsOfOption,
    JsonOption,
    LanguageOption,
    MissionArgument,
    QuietOption,
    WithOption,
    complete_path,
)
from exeunt.cli.beginning import show_came_of, show_start, start_object
from exeunt.cli.changes import (
    change_rows,
    held_rows,
    show_actuals,
    show_changes,
    show_held,
    situation_object,
)
from exeunt.cli.distances import distance_objects, show_distances
from exeunt.cli.odd import odd_of, odd_rows, show_odd
from exeunt.cli.output import NO, answering, say, show_json, violation_rows
from exeunt.cli.progress import PlanWatch, watching
from exeunt.cli.remarks import show_remarks
from exeunt.cli.rows import summary
from exeunt.cli.standing import stood
from exeunt.cli.tables import show_violations
from exeunt.cli.terms import show_terms, term_objects
from exeunt.facts.odd_left import in_time
from exeunt.files.locks import writing
from exeunt.files.notes import Notes
from exeunt.model.actuals import Actuals
from exeunt.model.mission import Mission
from exeunt.model.outcome import Outcome, Stop
from exeunt.model.plan import Plan, Record
from exeunt.rules.pricing import SLACK
from exeunt.rules.terms import OPTIMAL_GAP
from exeunt.version import __version__
from exeunt.words.ordering import level_lines
from exeunt.words.standing import confident_text
from exeunt.words.words import Words, words

OutOption = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="PLAN",
        help="Where the plan goes: a folder or, ending in .xlsx, a workbook.",
    ),
]
TimeLimitOption = Annotated[
    float, typer.Option("--time-limit", "-t", metavar="SECONDS", help="How long to plan.")
]
ParametersOption = Annotated[
    Path | None,
    typer.Option(
        "--parameters",
        "-p",
        metavar="FILE.toml",
        help="Settings of the planner that differ from the defaults.",
    ),
]
HELD_IN_ORDER = "--order goes neither with --keep nor with --freeze-before"
AllOption = Annotated[
    bool, typer.Option("--all", "-a", help="All that is odd in the plan, not the worst ten.")
]
FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="PLAN",
        help="A plan to start from, whoever made it: the answer is never worse.",
        autocompletion=complete_path,
    ),
]
KeepOption = Annotated[
    list[str],
    typer.Option(
        "--keep",
        metavar="PINS",
        help="With --from: what stays as it is, such as site:gao,convoy:C-0031 "
        "(site, convoy, flight, lot, party).",
    ),
]
FreezeOption = Annotated[
    str | None,
    typer.Option(
        "--freeze-before",
        metavar="DATE",
        help="With --from: what has begun by then has happened and stays; the rest is planned "
        "anew, with few changes.",
    ),
]
SituationOption = Annotated[
    Path | None,
    typer.Option(
        "--situation",
        metavar="FILE",
        help="With --freeze-before: what was counted at sites by then (.csv, .xlsx, .ods: site, "
        "item, count or lost); kit and vehicles missing against the plan are lost.",
    ),
]
ConfidenceOption = Annotated[
    float | None,
    typer.Option(
        "--confidence",
        metavar="SHARE",
        help="Plan by travel times that suffice in this share of cases, such as 0.7; "
        "without it by the mission's, as a rule the median.",
    ),
]
OrderOption = Annotated[
    str,
    typer.Option(
        "--order",
        metavar="TERMS",
        help="Improve these one after the other, each held while the next is improved, such as "
        "people,harm,value,money (people, harm, capture, value, money, or single terms).",
    ),
]
SlackOption = Annotated[
    float,
    typer.Option(
        "--slack",
        metavar="SHARE",
        help="With --order: by which share what was reached may be exceeded from then on.",
    ),
]
LATELY = 0.5
"""Share of the time within which a last improvement says that more time would bring more."""


@app.command(
    epilog="Examples: `exeunt plan mali-2023 --out out/mali-2023` · "
    "`exeunt plan my.xlsx --out plan.xlsx --time-limit 300 --seed 7` · "
    "`exeunt plan tiny --from by-hand.xlsx --out p` · `exeunt plan tiny --out p --json` · "
    "`exeunt plan mali-2023 --from p --keep site:gao,convoy:C-0031 --out p2` · "
    "`exeunt plan mali-2023 --confidence 0.8 --out p` · "
    "`exeunt plan mali-2023 --order people,harm,money --slack 0.02 --out p` · "
    "`exeunt plan mali-2023 --from p --freeze-before 2023-09-15 --out p2` · "
    "`exeunt plan mali-2023 --from p --freeze-before 2023-09-15 --situation today.csv --out p2`"
)
def plan(
    mission: MissionArgument,
    out: OutOption,
    time_limit: TimeLimitOption = 60.0,
    seed: Annotated[int, typer.Option("--seed", "-s", help="Same seed, same plan.")] = 0,
    parameters: ParametersOption = None,
    start: FromOption = None,
    keep: KeepOption = [],  # noqa: B006 - typer makes one of its own
    freeze_before: FreezeOption = None,
    situation: SituationOption = None,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    confidence: ConfidenceOption = None,
    order: OrderOption = "",
    slack: SlackOption = SLACK,
    everything: AllOption = False,
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Plan the withdrawal: a lawful plan, its cost, and how much cheaper one could be at most.

    Ctrl-C (or SIGTERM, or closing the terminal) keeps the best plan so far. Exit code 1 if no plan
    can keep all hard rules (it names those that clash) or none was found in time.
    """
    began = since()
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays, confidence=confidence)
        tell = words(loaded.mission, language)
        notes = Notes()
        given, stands = _given(loaded, start, freeze_before, situation, notes)
        # Before, not after, an hour of planning: pins of what is not there, and whether a plan
        # can be written.
        held_of(loaded.mission, None if given is None else given.plan, keep, freeze_before)
        planned = _planner(loaded, order, slack, keep, freeze_before, stands)
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        api.ready_for(out, folder=True, inputs=_inputs(mission, situation))
        if not as_json:
            _show_given(loaded, given, stands, tell)
        with writing(out), watching(time_limit, tell, quiet=quiet or as_json) as watch:
            outcome = planned(
                time_limit=time_limit,
                seed=seed,
                parameters=parameters,
                observer=watch,
                stop=watch.asked_to_stop,
                start=given,
                since=began,
            )
            seconds = round(time.monotonic() - began, 3)
            _keep(loaded, outcome.plan, out, watch)
    late = partial(_is_late, began + time_limit)
    if as_json:
        show_json(outcome_object(loaded, outcome, seed, seconds, late, stands))
    elif outcome.plan is None:
        _show_no_plan(outcome, loaded.mission, tell, stopped=watch.stopped)
    else:
        _show_plan(loaded, outcome, out, tell, watch, everything=everything, late=late)
    if outcome.plan is None:
        raise typer.Exit(NO)


def _inputs(mission: str, situation: Path | None) -> list[Path]:
    """Return what is read, so that the plan is not written over it."""
    return [api.locate(mission), *([] if situation is None else [situation])]


def _given(
    loaded: api.LoadedMission,
    start: str | None,
    freeze_before: str | None,
    situation: Path | None,
    notes: Notes,
) -> tuple[api.Checked | None, Actuals | None]:
    """Return the plan to start from with what was lost by the freeze, and what that is."""
    given = None if start is None else loaded.check(loaded.read(start, notes))
    if situation is None:
        return given, None
    told = None if given is None else given.plan
    stands = actuals_of(loaded.mission, told, freeze_before, situation, notes)
    return loaded.check(stands.plan), stands


def _show_given(
    loaded: api.LoadedMission, given: api.Checked | None, stands: Actuals | None, tell: Words
) -> None:
    """Say what is lost of the plan to start from, and what it breaks."""
    if stands is not None:
        show_actuals(loaded.mission, stands, tell)
    if given is not None:
        show_start(loaded.mission, given, tell)


def _planner(
    loaded: api.LoadedMission,
    order: str,
    slack: float,
    keep: list[str],
    freeze_before: str | None,
    stands: Actuals | None,
) -> Callable[..., Outcome]:
    """Return what plans: at prices, or terms in an order; then nothing of a plan can be held."""
    if not order:
        return partial(loaded.plan, keep=keep, freeze_before=freeze_before, situation=stands)
    if keep or freeze_before:
        raise typer.BadParameter(HELD_IN_ORDER)
    return partial(loaded.plan_in_order, order, slack=slack)


def _is_late(end: float) -> bool:
    """Say whether the time is over: what is still to be said had better be brief then."""
    return time.monotonic() > end


def _keep(loaded: api.LoadedMission, plan: Plan | None, out: Path, watch: PlanWatch) -> None:
    """Write the plan, if there is one."""
    # Whoever asks to stop while it is written has the best plan so far none the less.
    watch.written = plan is not None
    if plan is not None:
        loaded.save(plan, out, language=watch.words.language)


def outcome_object(
    loaded: api.LoadedMission,
    outcome: Outcome,
    seed: int,
    seconds: float,
    late: Stop = in_time,
    stands: Actuals | None = None,
) -> dict[str, Any]:
    """Return what ``plan --json`` prints; what is odd as far as it is found before it is late."""
    # Where there is no plan, this says at least with what it was tried, to report or to repeat it.
    record = Record(
        status=outcome.status,
        mission_hash=loaded.mission.fingerprint,
        seed=seed,
        seconds=seconds,
        version=__version__,
    )
    if outcome.plan is not None:
        record = outcome.plan.record
    terms = None
    if record.terms is not None:
        terms = term_objects(loaded.mission, record.terms, loaded.priced(record.terms))
    counted = None
    if outcome.plan is not None:
        counted = attrs.asdict(loaded.figures(outcome.plan))
    return {
        "status": outcome.status,
        "objective": record.objective,
        "bound": record.bound,
        "fixed": record.fixed,
        "gap": record.gap,
        "seconds": record.seconds,
        "terms": terms,
        "figures": counted,
        "distances": distance_objects(outcome.distances),
        "violations": len(outcome.violations),
        "mission_hash": record.mission_hash,
        "overlays": list(loaded.mission.overlays),
        "confidence": loaded.mission.confidence,
        "seed": record.seed,
        "version": record.version,
        "clashes": violation_rows(loaded.mission, outcome.clashes),
        "odd": []
        if outcome.plan is None
        else odd_rows(loaded.mission, odd_of(loaded.mission, outcome.plan, late)),
        "start": start_object(loaded.mission, outcome.start),
        "changes": change_rows(outcome.changes),
        "situation": situation_object(stands),
        "held": held_rows(loaded.mission, outcome.held),
        "levels": [attrs.asdict(level) for level in outcome.levels],
    }


def _show_no_plan(outcome: Outcome, mission: Mission, tell: Words, *, stopped: bool) -> None:
    """Say why there is no plan: what clashes, what the best try broke, or that time ran out."""
    if outcome.clashes:
        show_violations(mission, outcome.clashes, tell("console.no_plan_clashes"), tell)
    elif outcome.held:
        show_held(mission, outcome.held, tell)
    elif outcome.violations:
        say(tell("console.no_plan"), "bold yellow")
        say(tell("console.best_try"), "bold red")
        show_violations(mission, outcome.violations, tell("console.broken"), tell)
    elif stopped:
        say(tell("console.stopped_no_plan"), "bold yellow")
    else:
        say(f"{tell('console.no_plan')} {tell('console.more_time')}", "bold yellow")


def _show_plan(
    loaded: api.LoadedMission,
    outcome: Outcome,
    out: Path,
    tell: Words,
    watch: PlanWatch,
    *,
    everything: bool,
    late: Stop,
) -> None:
    """Print a plan's terms, what it does in a paragraph, and where it is."""
    plan = outcome.plan
    if plan is None:
        return
    # What a user looks for first comes last: on a terminal that stays in sight.
    record = plan.record
    if record.terms is not None:
        show_terms(loaded.mission, plan, record.terms, tell)
        show_distances(loaded.mission, outcome.distances, tell)
        say(summary(loaded.mission, plan, record.terms, language=tell.language))
    show_odd(loaded.mission, odd_of(loaded.mission, plan, late), tell, everything=everything)
    if outcome.start is not None:
        show_came_of(loaded.mission, outcome.start, record.objective, tell)
    if outcome.changes is not None:
        show_changes(loaded.mission, outcome.changes, tell, everything=everything)
    if watch.stopped:
        say(tell("console.stopped_plan"), "yellow")
    elif _goes_on(outcome, record) and watch.improved is not None:
        say(_what_follows(watch.improved, record.seconds or 0.0, tell))
    for sentence in level_lines(loaded.mission, outcome.levels, tell):
        say(sentence)
    if record.confidence is not None:
        say(confident_text(loaded.mission, record.confidence, tell))
    if record.terms is not None:
        shown = stood(loaded.mission, plan, record.terms, tell)
        say(tell("console.planned", stands=tell.capital(shown.text), out=out), shown.style)


def _goes_on(outcome: Outcome, record: Record) -> bool:
    """Say whether a cheaper plan may be found; in an order each turn has prices of its own."""
    return not outcome.levels and bool(record.gap and record.gap > OPTIMAL_GAP)


def _what_follows(improved: float, seconds: float, tell: Words) -> str:
    """Say whether more time is worth a try, by when the last cheaper plan was found."""
    ago = max(0.0, seconds - improved)
    # A walk that has found nothing for longer than it took to get there has lost its way.
    key = "console.still_better" if ago < LATELY * seconds else "console.no_better"
    return tell(key, ago=tell.number(ago), total=tell.number(seconds))
