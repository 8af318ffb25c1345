"""``exeunt worth``: what one more of everything is worth, each planned anew."""

import time
from typing import Annotated, Any

import attrs
import typer
from rich.console import RenderableType
from rich.text import Text

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
from exeunt.cli.output import answering, say, show_json
from exeunt.cli.progress import Watch, watched
from exeunt.cli.remarks import show_remarks
from exeunt.cli.terms import judged_object
from exeunt.evidence.fates import Fates
from exeunt.evidence.offers import Offer
from exeunt.evidence.valuing import Holding, Worth, Worths
from exeunt.files.notes import Notes
from exeunt.model.mission import Mission
from exeunt.version import __version__
from exeunt.words.words import Words, words
from exeunt.words.worth import offer_text, worth_lines

TimeOption = Annotated[
    float,
    typer.Option(
        "--time-limit", "-t", metavar="SECONDS", help="How long all runs together may take."
    ),
]


@attrs.define
class WorthWatch(Watch):
    """Watches runs, one for each thing that there could be more of."""

    stopping: str = "console.stopping_answer"
    mission: Mission | None = None
    text: str = ""

    def __call__(self, offer: Offer | None, n: int, total: int) -> None:
        """Hear of a run as it begins."""
        what = self.words("console.trying_as_it_is")
        if offer is not None and self.mission is not None:
            what = offer_text(offer, self.mission, self.words)
        self.text = self.words("console.trying", n=n, total=total, what=what)
        seconds = time.monotonic() - self.began
        self.tell(seconds, self.text, f"{seconds:.0f} s  {self.text}")

    def kept(self) -> bool:
        """Say that something is known: nothing of it is lost by waiting for the end of a run."""
        return bool(self.text)

    def shown(self) -> RenderableType:
        """Return the run with the time that has passed."""
        return Text(f"{time.monotonic() - self.began:.0f} s  {self.text}")


@app.command(
    epilog="Examples: `exeunt worth mali-2023 out/mali-2023 --time-limit 900` · "
    "`exeunt worth my-mission.xlsx my-plan.xlsx` · `exeunt worth tiny out/tiny --json`"
)
def worth(
    mission: MissionArgument,
    plan: Annotated[
        str,
        typer.Argument(
            metavar="PLAN",
            help="A plan that keeps every rule: a folder of tables or a workbook.",
            autocompletion=complete_path,
        ),
    ],
    time_limit: TimeOption = 300.0,
    seed: SeedOption = 0,
    as_of: AsOfOption = None,
    overlays: WithOption = [],  # noqa: B006 - typer makes one of its own
    language: LanguageOption = "",
    quiet: QuietOption = False,
    as_json: JsonOption = False,
) -> None:
    """Say what one more of each thing is worth: a vehicle, an aircraft, a day, a permission.

    Each is planned anew from the plan, in as much time as the others, and told with what is proven
    of it; so is the break-even price of a day of each base and of each permission that has been
    given. Kit is named of which it hardly matters what becomes. Ctrl-C keeps what is known so far.
    """
    with answering(as_json=as_json, language=language):
        loaded = api.load(mission, as_of=as_of, overlays=overlays)
        tell = words(loaded.mission, language)
        notes = Notes()
        given = loaded.check(loaded.read(plan, notes))
        show_remarks(loaded.mission, (*loaded.remarks, *notes.remarks), tell)
        watch = WorthWatch(words=tell, quiet=quiet or as_json, mission=loaded.mission)
        with watched(watch):
            found = loaded.worth(
                given,
                time_limit=time_limit,
                seed=seed,
                observer=watch,
                stop=watch.asked_to_stop,
            )
    if as_json:
        show_json(worth_object(loaded.mission, found, seed))
    else:
        show_worth(loaded.mission, found, tell)


def show_worth(mission: Mission, found: Worths, tell: Words) -> None:
    """Print what each thing is worth, the most first, and what a day of each base is."""
    for text, listed in worth_lines(found, mission, tell):
        say(f"  · {text}" if listed else text, "" if listed else "bold")


def worth_object(mission: Mission, found: Worths, seed: int) -> dict[str, Any]:
    """Return what ``worth --json`` prints, sentences in English whatever people asked for."""
    tell = words(mission)
    return {
        "before": None if found.before is None else judged_object(mission, found.before),
        "bound": found.bound,
        "worths": [_worth(mission, each, tell) for each in found.worths],
        "holdings": [_holding(mission, each, tell) for each in found.holdings],
        "refusals": [_worth(mission, each, tell) for each in found.refusals],
        "indifferent": None if found.kit is None else _kit(found.kit),
        "untried": [_offer(mission, offer, tell) for offer in found.untried],
        "seconds_each": found.seconds,
        "sentences": [text for text, _ in worth_lines(found, mission, tell)],
        "mission_hash": mission.fingerprint,
        "seed": seed,
        "version": __version__,
    }


def _offer(mission: Mission, offer: Offer, tell: Words) -> dict[str, Any]:
    return {
        "kind": offer.kind,
        "id": offer.item,
        "message": offer_text(offer, mission, tell),
    }


def _worth(mission: Mission, worth: Worth, tell: Words) -> dict[str, Any]:
    after = worth.after
    return {
        **_offer(mission, worth.offer, tell),
        "saves": worth.saves,
        "proven_least": worth.proven.least,
        "proven_most": worth.proven.most,
        "bound": worth.bound,
        "after": None if after is None else judged_object(worth.offer.mission, after),
    }


def _kit(kit: Fates) -> dict[str, Any]:
    return {
        "threshold": kit.threshold,
        "kit": [attrs.asdict(each) for each in kit.indifferent],
        "judged": kit.judged,
        "untried": kit.untried,
    }


def _holding(mission: Mission, holding: Holding, tell: Words) -> dict[str, Any]:
    return {
        "site": holding.site,
        "day": holding.day,
        "days_earlier": holding.days,
        "break_even": holding.price,
        "earlier": _worth(mission, holding.earlier, tell),
    }
