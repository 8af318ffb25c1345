"""What the planner's own record says of those whom its plan leaves: what it tried, what came of it.

It is asked before anything is tried anew, and only of the plan that it was written for.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from exeunt.model.attempts import Outcome
from exeunt.model.choices import LoadKind
from exeunt.model.plan import Plan
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.trials import Means, Trial
from exeunt.optimise.onemore import ABOARD, BROKEN, NO_DRIVER
from exeunt.rules.referee import RULES

REFUSALS = frozenset({*ABOARD, NO_DRIVER, BROKEN})
"""What the language has words for where a serial could not take one more."""


class Said(NamedTuple):
    """What a record says of some who are left at a site."""

    aboard: tuple[Reason, ...]
    """What came of the serials that the plan has; nothing where none was tried."""
    further: tuple[Reason, ...]
    """What came of serials more; nothing where none was tried."""
    rides: bool
    """Whether one more could have gone with a serial, at some cost or against a rule."""
    costs: bool
    """Whether it was the cost."""


NOTHING = Said((), (), rides=False, costs=False)


class Recorded:
    """What was tried, by kind, item and site."""

    def __init__(self, plan: Plan | None = None) -> None:
        """Read the record of a plan; without one nothing is on record."""
        self._rows: dict[tuple[str, str, str], list[Trial]] = defaultdict(list)
        if plan is None:
            return
        for row in plan.trials:
            # Whoever edits files may write anything, and delete the serial that a row names.
            if _makes_sense(row) and row.serial in {"", *plan.serials}:
                self._rows[row.kind, row.item, row.site].append(row)

    def of(self, kind: LoadKind, item: str, site: str, count: int) -> Said:
        """Return what it says of so many who are left; nothing where others are."""
        rows = self._rows.get((kind, item, site), ())
        rows = [row for row in rows if row.quantity == count]
        if not rows:
            return NOTHING
        aboard = [row for row in rows if row.means == Means.ABOARD]
        further = [row for row in rows if row.means == Means.FURTHER]
        return Said(
            aboard=tuple(_aboard(aboard)),
            further=tuple(map(_further, further)),
            rides=any(row.outcome in {Outcome.COSTS, Outcome.BREAKS} for row in aboard),
            costs=any(row.outcome == Outcome.COSTS for row in aboard),
        )


def _makes_sense(row: Trial) -> bool:
    if row.serial and row.leaves is None:
        return False
    if row.outcome == Outcome.REFUSED:
        return row.rule in REFUSALS and row.number > 0
    if row.outcome == Outcome.BREAKS:
        return row.rule in RULES
    return True


def _aboard(rows: Iterable[Trial]) -> Iterable[Reason]:
    """Say what came of trying serials of the plan: what refused at a place is told at once."""
    refused: dict[str, list[Trial]] = defaultdict(list)
    for row in rows:
        if row.outcome == Outcome.REFUSED:
            refused[row.as_far].append(row)
    for here in refused.values():
        yield from _as_far(here[0])
        tally = tuple(Amount(row.number, f"refused_{row.rule}") for row in here)
        yield Reason.of("why.planner_refused", site=_here(here[0]), tally=tally)
    for row in rows:
        ride: dict[str, Argument] = {"serial": row.serial, "when": row.leaves}
        match row.outcome:
            case Outcome.BREAKS:
                yield Reason.of("why.planner_breaks", **ride, rule=Name("rule", row.rule))
            case Outcome.COSTS:
                yield Reason.of("why.planner_costs", **ride, cost=row.cost)
            case Outcome.NONE_LEAVES if row.as_far:
                yield Reason.of("why.planner_ends", site=_here(row), **ride)
            case Outcome.NONE_LEAVES:
                yield Reason.of("why.planner_none_leaves", site=_here(row))


def _as_far(row: Trial) -> Iterable[Reason]:
    if row.as_far:
        site = Name("site", row.as_far)
        yield Reason.of("why.planner_as_far", site=site, serial=row.serial, when=row.leaves)


def _here(row: Trial) -> Name:
    """Return the site from which one more gets no further."""
    return Name("site", row.as_far or row.site)


def _further(row: Trial) -> Reason:
    match row.outcome:
        case Outcome.BREAKS:
            return Reason.of("why.further_breaks", n=row.number, rule=Name("rule", row.rule))
        case Outcome.COSTS:
            return Reason.of("why.further_costs", n=row.number, cost=row.cost)
    return Reason.of("why.further_none", n=row.number)
