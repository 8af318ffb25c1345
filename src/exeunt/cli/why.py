"""``exeunt why``: why something in a plan is as it is, and what it would cost otherwise."""

from collections.abc import Sequence
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
    QuietOption,
    SeedOption,
    WithOption,
    complete_path,
)
from exeunt.cli.compared import comparison_object
from exeunt.cli.output import NO, answering, say, show_json, violation_rows
from exeunt.cli.progress import watching_answer
from exeunt.cli.remarks import show_remarks
from exeunt.cli.terms import judged_object
from exeunt.errors import InputError, Problem
from exeunt.evidence.alternatives import Alternative
from exeunt.files.notes import Notes
from exeunt.model.choices import Way
from exeunt.model.mission import Mission
from exeunt.version import __version__
from exeunt.words.evidence import EvidenceWords
from exeunt.words.why import WhyWords, comparison, why_lines
from exeunt.words.words import Words, words

TimeOption = Annotated[
    float,
    typer.Option(
        "--time-limit", "-t", metavar="SECONDS", help="How long to look for the other plan."
    ),
]
LawfulPlanArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLAN",
        help="A plan that keeps every rule: a folder of tables or a workbook.",
        autocompletion=complete_path,
    ),
]
SiteOption = Annotated[
    str | None, typer.Option("--site", metavar="SITE", help="Why it closes when it does.")
]
ClosesOption = Annotated[
    str | None,
    typer.Option(
        "--closes",
        metavar="DAY",
        help="The day, or moment, on which the site is to close instead; `never`: it stays open.",
    ),
]
LotOption = Annotated[
    str | None, typer.Option("--lot", metavar="LOT", help="Why that becomes of it.")
]
PartyOption = Annotated[
    str | None, typer.Option("--party", metavar="PARTY", help="Why its people leave when they do.")
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by", metavar="DAY", help="The day, or moment, by which the party is to have left."
    ),
]
ConvoyOption = Annotated[
    str | None,
    typer.Option("--convoy", metavar="SERIAL", help="Why it goes: a convoy, flight or ship."),
]
WithoutOption = Annotated[
    bool, typer.Option("--without", help="The convoy is not to go, nor another at its hour.")
]
OutOption = Annotated[
    str | None,
    typer.Option(
        "--out",
        "-o",
        metavar="PLAN",
        help="Where the other plan goes: a folder or, ending in .xlsx, a workbook.",
    ),
]


def _all_of_it(flag: str, done: str) -> Any:
    return typer.Option(f"--{flag}", help=f"All of the lot is to be {done}.")


ShipOption = Annotated[bool, _all_of_it("ship", "shipped")]
TransferOption = Annotated[bool, _all_of_it("transfer", "transferred")]
SellOption = Annotated[bool, _all_of_it("sell", "sold")]
GiftOption = Annotated[bool, _all_of_it("gift", "given away")]
HandoverOption = Annotated[bool, _all_of_it("handover", "handed over")]
DestroyOption = Annotated[bool, _all_of_it("destroy", "destroyed")]
LeaveOption = Annotated[bool, _all_of_it("leave", "left")]


@app.command(
    epilog="Examples: `exeunt why mali-2023 plan --site kidal --closes 2023-11-15` · "
    "`exeunt why mali-2023 plan --convoy C-0031` · "
    "`exeunt why mali-2023 plan --lot kidal-prefabs --ship --out other` · "
    "`exeunt why my-mission plan.xlsx --party staff --by 2023-08-12 -t 300` · "
    "`exeunt why tiny plan --convoy C-0002 --without --json`"
)
def why(
    mission: MissionArgument,
    plan: LawfulPlanArgument,
    site: SiteOption = None,
    closes: ClosesOption = None,
    lot: LotOption = None,
    ship: ShipOption = False,
    transfer: TransferOption = False,
    sell: SellOption = False,
    gift: GiftOption = False,
    handover: HandoverOption = False,
    destroy: DestroyOption = False,
    leave: LeaveOption = False,
    party: PartyOption = None,
    by: ByOption = None,
    convoy: ConvoyOption = None,
    without: WithoutOption = False,
    out: OutOption = None,
    time_limit: TimeOption = 60.0,
    seed: SeedOption = 0,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say why a site, a lot, a party or a convoy is as it is in a plan, and what otherwise costs.

    With `--closes`, `--ship` and its like, `--by` or `--without` the mission is planned anew from
    the plan with that forced. Ctrl-C keeps what is known so far. Exit code 1 if there is no such
    plan, or none was found.
    """
    with answering(as_json=as_json, language=language):
        becomes = _one((ship, transfer, sell, gift, handover, destroy, leave))
        asked = api.Question(site=site, closes=closes, lot=lot, becomes=becomes)
        asked = attrs.evolve(asked, party=party, by=by, serial=convoy, without=without)
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        if out is not None:
            api.ready_for(out, folder=True, inputs=[api.locate(mission)])
        given = loaded.check(loaded.read(plan, notes))
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        with watching_answer(tell, quiet=quiet or as_json) as watch:
            given_up = watch.asked_to_stop
            found = loaded.why(
                given, asked, time_limit=time_limit, seed=seed, steps=watch, stop=given_up
            )
        other = None if found.alternative is None else found.alternative.after
        if out is not None and other is not None:
            loaded.save(other.plan, out, language=language)
    if as_json:
        show_json(why_object(loaded.mission, found, seed))
    else:
        show_why(loaded.mission, found, tell)
        if out is not None:
            say(tell("asked.unsaved") if other is None else tell("asked.saved", out=out))
    if found.alternative is not None and other is None:
        raise typer.Exit(NO)


def _one(flags: Sequence[bool]) -> Way | None:
    """Return what is to become of a lot, None where nothing was said.

    Raises:
        InputError: several things were said.
    """
    ways = [way for way, given in zip(Way, flags, strict=True) if given]
    if len(ways) > 1:
        got = " ".join(f"--{'leave' if way == Way.ABANDON else way}" for way in ways)
        raise InputError([Problem(place="--lot", got=got, expected="must be one of these")])
    return ways[0] if ways else None


def show_why(mission: Mission, found: api.Why, tell: Words) -> None:
    """Print the reasons, and what the other plan comes to."""
    for number, (text, depth) in enumerate(why_lines(found, mission, tell)):
        say(f"  · {text}" if depth else text, "" if depth or number else "bold")


def why_object(mission: Mission, found: api.Why, seed: int) -> dict[str, Any]:
    """Return what ``why --json`` prints, sentences in English whatever people asked for."""
    english = words(mission)
    tell = WhyWords(mission, english)
    return {
        "kind": found.kind,
        "id": found.item,
        "chain": [
            {
                "what": link.says.key.removeprefix("because."),
                "message": tell.full(link.says),
                "because": [tell.full(reason) for reason in link.because],
            }
            for link in found.chain
        ],
        "before": judged_object(mission, found.before),
        "alternative": _alternative(mission, found.alternative, tell),
        "sentences": [text for text, _ in why_lines(found, mission, english)],
        "mission_hash": mission.fingerprint,
        "seed": seed,
        "version": __version__,
    }


def _alternative(
    mission: Mission, other: Alternative | None, tell: WhyWords
) -> dict[str, Any] | None:
    if other is None:
        return None
    both, evidence = comparison(other, mission, tell.words), EvidenceWords(mission, tell.words)
    clash = () if other.clash is None else other.clash.conditions
    return {
        "message": tell.reason(other.says),
        "answer": other.answer,
        "already": other.already,
        "after": None if other.after is None else judged_object(mission, other.after),
        "more": other.more,
        "bound": other.bound,
        "proven_least": other.proven.least,
        "proven_most": other.proven.most,
        "against": [tell.full(reason) for reason in other.against],
        "clash": [
            {"kind": one.kind, "id": one.item, "message": evidence.condition(one)} for one in clash
        ],
        "broken": violation_rows(mission, other.broken),
        "runs": other.runs,
        "comparison": None if both is None else comparison_object(both),
    }
