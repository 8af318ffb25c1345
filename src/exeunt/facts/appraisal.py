"""The terms a plan is judged by, in their own units and priced, against the bound."""

import itertools
import math

import attrs

from exeunt.facts.veil import Veil
from exeunt.model.mission import Mission
from exeunt.model.plan import Record, Terms
from exeunt.rules.terms import PRICE_OF, gap

TOLERANCE = 1e-6
"""Relative difference below which two objectives, or a bound and one, are the same number."""


@attrs.frozen(kw_only=True)
class TermRow:
    """One term: how much of it, the price of one, both multiplied."""

    term: str
    amount: float
    price: float
    priced: float


@attrs.frozen(kw_only=True)
class Appraisal:
    """Terms and their sum, with what is known of the best possible; unknown is None.

    ``recorded`` is the objective that the plan's record states where it differs; ``stale`` says
    that the record is of another state of the mission, so its bound holds no longer; ``doubted``
    that its bound and fixed part cannot be true of this plan, so they are not known.
    """

    rows: tuple[TermRow, ...]
    objective: float
    bound: float | None
    fixed: float | None
    gap: float | None
    recorded: float | None
    stale: bool
    doubted: bool

    def share(self, row: TermRow) -> float:
        """Return a term's share of the objective."""
        return row.priced / self.objective if self.objective else 0.0

    def summed(self, veil: Veil) -> bool:
        """Say whether sums and shares may be told.

        Not where they would tell how much there is of a term that is kept back.
        """
        return all(veil.weighs(row.term) or not row.priced for row in self.rows)


def appraise(mission: Mission, record: Record, terms: Terms, *, lawful: bool = True) -> Appraisal:
    """Price the terms and set them against the record's bound.

    The gap is of the objective recomputed here: (objective − bound) / (objective − fixed). The
    bound is of plans that break no rule, so one that is not ``lawful`` has no gap.
    """
    rows = []
    for term, price in PRICE_OF.items():
        amount, each = float(getattr(terms, term)), float(getattr(mission.prices, price))
        rows.append(TermRow(term=term, amount=amount, price=each, priced=amount * each))
    objective = sum(row.priced for row in rows)
    stale = not mission.is_of(record.mission_hash)
    bound, fixed = (None, None) if stale else (record.bound, record.fixed)
    slack = TOLERANCE * max(1.0, abs(objective))
    doubted = not _in_order(fixed, bound, objective, slack)
    if doubted:
        bound = fixed = None
    differs = record.objective is not None and not abs(record.objective - objective) <= slack
    return Appraisal(
        rows=tuple(rows),
        objective=objective,
        bound=bound,
        fixed=fixed,
        gap=gap(objective, bound, fixed) if lawful else None,
        recorded=record.objective if differs else None,
        stale=stale,
        doubted=doubted,
    )


def _in_order(fixed: float | None, bound: float | None, objective: float, slack: float) -> bool:
    """Say whether fixed part ≤ bound ≤ objective, as far as they are known.

    A checked plan disproves what is not.
    """
    known = [value for value in (fixed, bound, objective) if value is not None]
    return all(math.isfinite(value) for value in known) and all(
        a <= b + slack for a, b in itertools.pairwise(known)
    )
