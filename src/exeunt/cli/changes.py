"""What ``exeunt plan --keep`` and ``--freeze-before`` say: what is different, held, and lost."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

import attrs

from exeunt.cli.output import say, violation_rows
from exeunt.cli.tables import show_violations
from exeunt.model.actuals import Actuals
from exeunt.model.changes import Change
from exeunt.model.choices import Changed
from exeunt.model.held import BEGUN
from exeunt.model.mission import Mission
from exeunt.model.outcome import HeldBreach
from exeunt.words.words import Words

SHOWN = 12
"""Changes that are told one by one; ``--all`` tells all."""


def show_changes(
    mission: Mission, changes: tuple[Change, ...], tell: Words, *, everything: bool
) -> None:
    """Say what is different from the plan to start from, orders to recall first."""
    if not changes:
        say(tell("console.changes_none"))
        return
    counts = Counter(change.changed for change in changes)
    say(
        tell(
            "console.changes",
            n=len(changes),
            **{changed.value: counts[changed] for changed in Changed},
        ),
        "bold",
    )
    recalled = sorted(changes, key=lambda one: (one.changed != Changed.DROPPED, one))
    for change in recalled if everything else recalled[:SHOWN]:
        say(f"  {_line(mission, change, tell)}")
    more = len(recalled) - SHOWN
    if more > 0 and not everything:
        say(f"  {tell('console.changes_more', n=more)}")


def _line(mission: Mission, change: Change, tell: Words) -> str:
    """Return a change in one line: from when, what, where, and what was done to it."""
    return tell(
        "console.change",
        when=tell.moment(change.when),
        thing=tell(f"console.thing_{change.thing}"),
        item=change.item,
        site=tell.site(mission, change.site),
        changed=tell(f"console.changed_{change.changed}"),
    )


def show_actuals(mission: Mission, stands: Actuals, tell: Words) -> None:
    """Say by row what is lost against the plan, and what has left and loads less for it."""
    if not stands.losses:
        say(tell("console.situation_none"))
    else:
        say(tell("console.situation", when=tell.moment(stands.moment)), "bold")
    for loss in stands.losses:
        line = tell(
            "console.situation_lost",
            place=loss.place,
            item=loss.item,
            site=tell.site(mission, loss.site),
            planned=loss.planned,
            count=loss.count,
            lost=loss.lost,
        )
        say(f"  {line}")
    for cut in stands.cuts:
        line = tell(
            "console.situation_cut",
            serial=cut.serial,
            item=cut.item,
            site=tell.site(mission, cut.site),
            planned=cut.planned,
            count=cut.count,
        )
        say(f"  {line}")


def situation_object(stands: Actuals | None) -> dict[str, Any] | None:
    """Return for JSON what is lost against the plan; None where no sheet says what is there."""
    if stands is None:
        return None
    return {
        "moment": stands.moment.isoformat(),
        "lost": [{**attrs.asdict(one), "lost": one.lost} for one in stands.losses],
        "loaded_less": [attrs.asdict(one) for one in stands.cuts],
    }


def show_held(mission: Mission, held: tuple[HeldBreach, ...], tell: Words) -> None:
    """Say which pins break which rules, and so why there is no plan."""
    by_pin: dict[str, list[HeldBreach]] = {}
    for breach in held:
        by_pin.setdefault(breach.by, []).append(breach)
    say(tell("console.held_breaks"), "bold yellow")
    for pin, breaches in by_pin.items():
        name = tell("console.held_begun") if pin == BEGUN else pin
        show_violations(mission, [one.violation for one in breaches], name, tell)


def change_rows(changes: Iterable[Change] | None) -> list[dict[str, Any]] | None:
    """Return changes for JSON; None where no plan was held to."""
    if changes is None:
        return None
    return [{**attrs.asdict(one), "when": one.when.isoformat()} for one in changes]


def held_rows(mission: Mission, held: tuple[HeldBreach, ...]) -> list[dict[str, Any]]:
    """Return for JSON which pins break which rules."""
    rows = violation_rows(mission, [one.violation for one in held])
    return [{"by": one.by, **row} for one, row in zip(held, rows, strict=True)]
