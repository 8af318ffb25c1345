"""The commands."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import attrs
import typer
from typer.core import TyperGroup

from exeunt import api, shipped
from exeunt.cli.output import (
    NO,
    answering,
    counted,
    listed,
    problem_rows,
    say,
    show_json,
    show_problems,
    usage_as_json,
    violation_rows,
)
from exeunt.cli.progress import watching, watching_papers
from exeunt.cli.rows import MISSIONS_HEAD, TERMS_HEAD, doubts, missions_rows, summary, terms_rows
from exeunt.cli.tables import show_violations, table
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import Outcome, Papers
from exeunt.model.plan import Plan, Record, Terms
from exeunt.papers.keys import KEYS, by_paper
from exeunt.version import __version__
from exeunt.words.feasibility import (
    AXIS_BREAKS,
    AXIS_HEADERS,
    AXIS_NUMBERS,
    SITE_HEADERS,
    SITE_NUMBERS,
    axis_table,
    site_table,
)


class _Commands(TyperGroup):
    """The commands; what is wrong with their use is an object too where ``--json`` is asked for."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **extra: Any) -> Any:
        """Remember the words of the command line, and run."""
        self.words = tuple(sys.argv[1:] if args is None else args)
        return super().main(args, *rest, **extra)

    def make_context(self, *given: Any, **extra: Any) -> Any:
        """Read the words before the command."""
        with usage_as_json(self.words):
            return super().make_context(*given, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Read the words after the command, and run it."""
        with usage_as_json(self.words):
            return super().invoke(ctx)


app = typer.Typer(
    name="exeunt",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Plan the withdrawal of a field mission: whether it can be done, a checked plan with a proven bound, the report.",
    epilog="Start with `exeunt feasible mali-2023`. Exit codes: 0 done; 1 the answer is no; 2 bad input or usage.",
)

TERM_UNITS = {
    "casualties_move": ("casualties on the move", "expected casualties"),
    "casualties_site": ("casualties at sites", "expected casualties"),
    "late_person_days": ("late", "person-days"),
    "not_out": ("not out at the end", "people"),
    "capture_points": ("capture", "points"),
    "vacuum_days": ("vacuum", "days"),
    "value_lost": ("value lost", ""),
    "money": ("money", ""),
}
"""Each term of the objective: how it is printed and its unit; blank for the mission's currency."""


def _complete_mission(incomplete: str) -> list[str]:
    """Offer shipped missions, folders and workbooks."""
    names = [name for name in shipped.names() if name.startswith(incomplete)]
    return names + _complete_path(incomplete)


def _complete_path(incomplete: str) -> list[str]:
    """Offer folders and workbooks."""
    start = Path(incomplete)
    folder, prefix = (start, "") if incomplete.endswith("/") else (start.parent, start.name)
    if not folder.is_dir():
        return []
    found = [
        p
        for p in sorted(folder.iterdir())
        if p.name.startswith(prefix)
        and not p.name.startswith(".")
        and (p.is_dir() or p.suffix == ".xlsx")
    ]
    return [f"{p}/" if p.is_dir() else str(p) for p in found]


MissionArgument = Annotated[
    str,
    typer.Argument(
        metavar="MISSION",
        help="A mission folder, a workbook, or the name of a shipped mission.",
        autocompletion=_complete_mission,
    ),
]
PlanArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLAN",
        help="A plan: a folder of tables or a workbook.",
        autocompletion=_complete_path,
    ),
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output and nothing else.")
]


def _version(value: bool) -> None:
    if value:
        typer.echo(f"exeunt {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Plan the withdrawal of a field mission."""


@app.command(
    epilog="Examples: `exeunt feasible mali-2023` · `exeunt feasible my-mission.xlsx --json`"
)
def feasible(mission: MissionArgument, as_json: JsonOption = False) -> None:
    """Say at once whether it can be done: loads against convoys, escorts, flights and weeks, axis by axis.

    A relaxation: it may say "not shown impossible", never wrongly "impossible". Exit code 1 if it is shown impossible
    that everybody is out by the deadline, or that all hard rules are kept.
    """
    with answering(as_json=as_json):
        loaded = api.load(mission)
        found = loaded.feasible()
    if as_json:
        show_json(feasible_row(loaded.mission, found))
    else:
        show_feasible(loaded.mission, found)
    if found.clashes or not found.possible:
        raise typer.Exit(NO)


def feasible_row(mission: Mission, found: Feasibility) -> dict[str, Any]:
    """Return what ``feasible --json`` prints: one row per axis and per site, the verdicts and the sentences."""
    return {
        "verdict": found.verdict,
        "reasons": found.reasons,
        "kit_verdict": found.kit_verdict,
        "kit_reasons": found.kit_reasons,
        "axes": found.rows(),
        "sites": found.site_rows(),
        "together": attrs.asdict(found.together),
        "sentences": found.sentences,
        "clashes": violation_rows(found.clashes),
        "mission_hash": mission.fingerprint,
        "version": __version__,
    }


def show_feasible(mission: Mission, found: Feasibility) -> None:
    """Print what the arithmetic says: sentences first, then a row per axis and one per site."""
    for sentence in found.sentences:
        say(sentence)
    table("Axes", AXIS_HEADERS, axis_table(mission, found), right=AXIS_NUMBERS, breaks=AXIS_BREAKS)
    table("Sites", SITE_HEADERS, site_table(mission, found), right=SITE_NUMBERS)
    say(
        f"Everybody out by the deadline: {found.verdict}.",
        "bold green" if found.possible else "bold red",
    )
    for reason in found.reasons:
        say(f"  {reason}")
    say(f"All kit that can be shipped, shipped by the deadline: {found.kit_verdict}.", "bold")
    for reason in found.kit_reasons:
        say(f"  {reason}")
    if found.clashes:
        say("No plan can keep all hard rules:", "bold red")
        for clash in found.clashes:
            say(f"  {clash.rule}: {clash.message}")


@app.command(
    epilog="Examples: `exeunt check mali-2023` · `exeunt check my-mission my-plan.xlsx` · `exeunt check tiny out/tiny --json`"
)
def check(
    mission: MissionArgument,
    plan: Annotated[
        str | None,
        typer.Argument(
            metavar="[PLAN]",
            help="A plan: a folder of tables or a workbook.",
            autocompletion=_complete_path,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check that a mission makes sense or, with a PLAN, that the plan breaks no rule, whoever made it.

    Exit code 1 if the plan breaks a rule, 2 if the mission or the plan cannot be read or makes no sense.
    """
    with answering(as_json=as_json):
        loaded = api.load(mission)
        checked = None if plan is None else loaded.check(plan)
    if checked is None:
        _show_sense(loaded, as_json=as_json)
        return
    owner = checked.plan.record.mission
    if not as_json and owner not in {"", loaded.mission.name}:
        say(
            f"This is a plan of another mission: it was made for {owner}, and is checked against {loaded.mission.name}.",
            "bold yellow",
        )
    if as_json:
        show_json(
            {
                "violations": violation_rows(checked.violations),
                "objective": checked.objective,
                "terms": term_rows(loaded.mission, checked.terms, checked.priced),
                "mission_hash": loaded.mission.fingerprint,
                "plan_mission": owner or None,
                "plan_mission_hash": checked.plan.record.mission_hash or None,
                "version": __version__,
            }
        )
    elif checked.violations:
        show_violations(checked.violations, "Broken rules")
    else:
        say("The plan breaks no rule.", "bold green")
        show_terms(loaded.mission, checked.plan, checked.terms, lawful=not checked.violations)
    if not as_json and checked.plan.record.mission_hash not in {"", loaded.mission.fingerprint}:
        say(
            "The plan was made for another state of this mission: its bound and gap no longer hold.",
            "bold yellow",
        )
    if checked.violations:
        raise typer.Exit(NO)


def _show_sense(loaded: api.LoadedMission, *, as_json: bool) -> None:
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
    if loaded.warnings:
        show_problems(loaded.warnings, "worth a look", style="bold yellow")
    say("The mission can be read and makes sense.", "bold green")


@app.command(
    epilog="Examples: `exeunt plan mali-2023 --out out/mali-2023` · `exeunt plan my.xlsx --out plan.xlsx --time-limit 300 --seed 7` · `exeunt plan tiny --out p --json`"
)
def plan(
    mission: MissionArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="PLAN",
            help="Where the plan goes: a folder or, ending in .xlsx, a workbook.",
        ),
    ],
    time_limit: Annotated[
        float, typer.Option("--time-limit", "-t", metavar="SECONDS", help="How long to plan.")
    ] = 60.0,
    seed: Annotated[int, typer.Option("--seed", "-s", help="Same seed, same plan.")] = 0,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress on standard error.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Plan the withdrawal: a plan that breaks no rule, its price term by term, a proven bound and the gap.

    Ctrl-C (or SIGTERM, or closing the terminal) keeps the best plan so far. Exit code 1 if no plan can keep all hard rules (which ones clash is said)
    or none was found in time.
    """
    with answering(as_json=as_json):
        loaded = api.load(mission)
        api.ready_for(out, folder=True, inputs=[api.locate(mission)])
        began = time.monotonic()
        with watching(time_limit, quiet=quiet) as watch:
            outcome = loaded.plan(
                time_limit=time_limit, seed=seed, observer=watch, stop=watch.asked_to_stop
            )
        seconds = round(time.monotonic() - began, 3)
        if outcome.plan is not None:
            loaded.save(outcome.plan, out)
    if as_json:
        show_json(outcome_row(loaded, outcome, seed, seconds))
    else:
        _show_outcome(loaded, outcome, out, stopped=watch.stopped)
    if outcome.plan is None:
        raise typer.Exit(NO)


def outcome_row(
    loaded: api.LoadedMission, outcome: Outcome, seed: int, seconds: float
) -> dict[str, Any]:
    """Return what ``plan --json`` prints."""
    record = (
        outcome.plan.record
        if outcome.plan is not None
        else Record(
            status=outcome.status,
            mission_hash=loaded.mission.fingerprint,
            seed=seed,
            seconds=seconds,
            version=__version__,
        )
    )
    return {
        "status": outcome.status,
        "objective": record.objective,
        "bound": record.bound,
        "fixed": record.fixed,
        "gap": record.gap,
        "seconds": record.seconds,
        "terms": None
        if record.terms is None
        else term_rows(loaded.mission, record.terms, loaded.priced(record.terms)),
        "violations": len(outcome.violations),
        "mission_hash": record.mission_hash,
        "seed": record.seed,
        "version": record.version,
        "clashes": violation_rows(outcome.clashes),
    }


def _show_outcome(loaded: api.LoadedMission, outcome: Outcome, out: Path, *, stopped: bool) -> None:
    if outcome.plan is None:
        if outcome.clashes:
            show_violations(outcome.clashes, "No plan can keep all hard rules; these clash")
        elif outcome.violations:
            say(
                "No plan was found in the time allowed; that there is none is not shown.",
                "bold yellow",
            )
            say("The best try broke rules:", "bold red")
            show_violations(outcome.violations, "Broken rules")
        else:
            say(
                "No plan was found in the time allowed; that there is none is not shown. Give it more time: --time-limit",
                "bold yellow",
            )
        return
    record = outcome.plan.record
    if record.terms is not None:
        show_terms(loaded.mission, outcome.plan, record.terms)
        say(summary(loaded.mission, outcome.plan, record.terms))
    if stopped:
        say("Stopped early: this is the best plan found until then.", "yellow")
    say(f"Status: {outcome.status}. Rules broken: none. Plan in {out}", "bold green")


def term_rows(
    mission: Mission, counted: Terms, prices: dict[str, float]
) -> dict[str, dict[str, Any]]:
    """Return the terms for JSON: each with its amount, its unit and its price."""
    amounts = attrs.asdict(counted)
    return {
        name: {"amount": amounts[name], "unit": unit or mission.currency, "priced": prices[name]}
        for name, (_, unit) in TERM_UNITS.items()
    }


def show_terms(mission: Mission, plan: Plan, counted: Terms, *, lawful: bool = True) -> None:
    """Print the terms of the objective, each in its own unit and priced, then the objective, its bound and the gap."""
    table(
        "Objective by term",
        TERMS_HEAD,
        terms_rows(mission, plan, counted, lawful=lawful),
        right=("Amount", "Price", "Priced"),
    )
    if doubt := doubts(mission, plan, counted):
        say(doubt, "bold yellow")


@app.command(
    epilog="Examples: `exeunt report mali-2023 out/mali-2023 --out report.html` · `exeunt report mali-2023 out/mali-2023 --out rapport.html --lang fr` · "
    "`exeunt report mali-2023 out/mali-2023 --out public.html --redact dates=month,routes=none,strengths=100`"
)
def report(
    mission: MissionArgument,
    plan: PlanArgument,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="REPORT.html", help="Where the page goes.")
    ],
    language: Annotated[
        str, typer.Option("--lang", "--language", "-l", help="Language of the report: en or fr.")
    ] = "en",
    redact: Annotated[
        str | None,
        typer.Option(
            "--redact",
            "-r",
            metavar="WHAT",
            help="Tell nothing finer than dates=…,routes=…,strengths=…; what is not named is as in `standard`.",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Write the report on a plan: one self-contained page that opens with no network.

    With `--redact` what would help an attacker is left out or made coarse: dates full, day, week, month or none; routes full or none;
    strengths full, none, or the width of a range. `--redact standard` is dates=month,routes=none,strengths=100.
    """
    with answering(as_json=as_json):
        loaded = api.load(mission)
        made = api.reported(loaded.mission, plan, out, language=language, redact=redact)
    violations = made.checked.violations
    rules = {v.rule for v in violations}
    if violations:
        say(
            f"The plan breaks {counted(len(rules), 'rule')} ({counted(len(violations), 'violation')}), and the report says so; exeunt check lists them.",
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
        say(f"Report in {out}")


def _complete_paper(incomplete: str) -> list[str]:
    """Offer papers."""
    return [key for key in KEYS if key.startswith(incomplete)]


@app.command(
    epilog="Examples: `exeunt papers mali-2023 out/mali-2023 --out papers` · `exeunt papers tiny p --out papers --only calendar --only sitreps` · `exeunt papers tiny p -o papiers -l fr`"
)
def papers(
    mission: MissionArgument,
    plan: PlanArgument,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            help="The folder that the papers go to: new, empty, or with papers of this mission.",
        ),
    ],
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            metavar="PAPER",
            help=f"Only this paper; may be given several times: {', '.join(KEYS)}.",
            autocompletion=_complete_paper,
        ),
    ] = None,
    language: Annotated[
        str, typer.Option("--lang", "--language", "-l", help="Language of the papers: en or fr.")
    ] = "en",
    symbols: Annotated[
        bool,
        typer.Option(
            "--symbols",
            help="Military symbols (APP-6) on strip maps, and their codes in map attributes.",
        ),
    ] = False,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="Print the papers of a plan that breaks rules too; every paper says so."
        ),
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress on standard error.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Print the papers: movement and air tables, convoy orders, permissions, disposal, destruction, closures, situation reports, lists, maps, calendar.

    Ctrl-C keeps the papers printed so far. Exit code 1 if the plan breaks rules and no draft was asked for (nothing is written then), or if papers are missing.
    """
    with answering(as_json=as_json):
        loaded = api.load(mission)
        with watching_papers(quiet=quiet) as watch:
            found = loaded.papers(
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
    if as_json:
        show_json(papers_row(loaded, found, out, language))
    else:
        _show_papers(found, out, refused=bool(found.violations) and not draft)
    if found.missing or (found.violations and not draft):
        raise typer.Exit(NO)


def papers_row(
    loaded: api.LoadedMission, found: Papers, out: Path, language: str
) -> dict[str, Any]:
    """Return what ``papers --json`` prints."""
    return {
        "out": str(out),
        "language": language,
        "written": [attrs.asdict(f) for f in found.written],
        "missing": [{"paper": f.paper, "file": f.file} for f in found.missing],
        "kept": [attrs.asdict(f) for f in found.kept],
        "nothing_to_say": found.silent,
        "removed": found.removed,
        "translated": found.translated,
        "draft": bool(found.violations and found.written),
        "violations": violation_rows(found.violations),
        "mission_hash": loaded.mission.fingerprint,
        "version": __version__,
    }


def _show_papers(found: Papers, out: Path, *, refused: bool) -> None:
    if refused:
        show_violations(found.violations, "Broken rules")
        say(
            "The plan breaks rules: no paper was printed. --draft prints them all the same, each marked as a draft.",
            "bold red",
        )
        return
    rows = [
        (
            key,
            str(sum(f.paper == key for f in found.written)),
            f"{sum(f.size or 0 for f in found.written if f.paper == key) / 1000:,.0f}",
        )
        for key in KEYS
    ]
    if found.written:
        table(
            "Papers",
            ("Paper", "Files", "kB"),
            [row for row in rows if row[1] != "0"],
            right=("Files", "kB"),
        )
    if found.silent:
        say(f"Nothing to say, so not printed: {', '.join(found.silent)}.")
    if found.removed:
        say(f"No longer made, so removed: {listed(found.removed)}.")
    if found.translated:
        say(f"There in another language, so replaced: {listed(found.translated)}.")
    if found.violations and found.written:
        say(
            f"DRAFT: the plan breaks rules ({counted(len(found.violations), 'violation')}); every paper says so. exeunt check lists them.",
            "bold red",
        )
    if found.missing or found.kept:
        there = f", {len(found.kept):,} there from before, of the same plan" if found.kept else ""
        lacking = f": {by_paper(f.paper for f in found.missing)}" if found.missing else ""
        say(
            f"Stopped early: {counted(len(found.written), 'file')} written{there}, {len(found.missing):,} missing{lacking}",
            "bold yellow",
        )
        return
    say(f"{counted(len(found.written), 'file')} in {out}", "bold green")


@app.command(
    epilog="Examples: `exeunt convert tiny tiny.xlsx` · `exeunt convert tiny.xlsx folder` · `exeunt convert plan plan.xlsx --mission tiny`"
)
def convert(
    source: Annotated[
        str,
        typer.Argument(
            metavar="FROM",
            help="A mission (or plan), folder or workbook.",
            autocompletion=_complete_mission,
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
            autocompletion=_complete_mission,
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Turn a mission or a plan from folder to workbook or back, without loss."""
    with answering(as_json=as_json):
        api.convert(source, target, mission)
    if as_json:
        show_json({"out": str(target), "version": __version__})
    else:
        say(f"Written: {target}")


@app.command(
    epilog="Examples: `exeunt new my-mission` · `exeunt new my-mission.xlsx --language fr`"
)
def new(
    target: Annotated[
        Path,
        typer.Argument(
            metavar="DIR|FILE.xlsx",
            help="A folder or, ending in .xlsx, a workbook; must not exist yet.",
        ),
    ],
    language: Annotated[
        str, typer.Option("--language", "-l", help="Language of the headers: en or fr.")
    ] = "en",
    as_json: JsonOption = False,
) -> None:
    """Write an empty mission to fill in, with units, hints and choices."""
    with answering(as_json=as_json):
        api.new(target, language)
    if as_json:
        show_json({"out": str(target), "version": __version__})
    else:
        say(f"Written: {target}. Fill it in, then: exeunt check {target}")


@app.command(epilog="Examples: `exeunt missions` · `exeunt missions --json`")
def missions(as_json: JsonOption = False) -> None:
    """List the missions that come with exeunt; their names work wherever a path does."""
    with answering(as_json=as_json):
        found = api.missions()
    if as_json:
        show_json({"missions": [mission_row(m) for m in found]})
        return
    table(
        "Shipped missions",
        MISSIONS_HEAD,
        missions_rows(m.mission for m in found),
        right=("Sites", "People", "Kit", "Assumed"),
    )


def mission_row(shown: api.ShippedMission) -> dict[str, Any]:
    """Return what ``missions --json`` prints of one mission."""
    mission = shown.mission
    return {
        "name": shown.name,
        "title": mission.title,
        "start": mission.start,
        "deadline": mission.deadline,
        "sites": len(mission.sites),
        "people": mission.people,
        "mission_hash": mission.fingerprint,
        "path": str(shown.path),
    }
