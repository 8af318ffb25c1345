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

    @property
    def saving(self) -> float | None:
        """Return by how much a lawful plan could be cheaper at most; None where not known."""
        if self.gap is None or self.bound is None:
            return None
        return max(0.0, self.objective - self.bound)

    def share(self, row: TermRow) -> float:
        """Return a term's share of the objective."""
        return row.priced / self.objective if self.objective else 0.0

    def summed(self, veil: Veil) -> bool:
        """Say whether sums and shares may be told.

        They may not where they would tell how much there is of a term that is kept back.
        """
        return all(veil.weighs(row.term) or not row.priced for row in self.rows)


def appraise(mission: Mission, record: Record, terms: Terms, *, lawful: bool = True) -> Appraisal:
    """Price the terms and set them against the record's bound.

    The gap is of the objective recomputed here: (objective − bound) / (objective − fixed). The
    bound is of plans that break no rule, so one that is not ``lawful`` has no gap.
    """
    rows = tuple(_priced(mission, terms, term) for term in PRICE_OF)
    objective = sum(row.priced for row in rows)
    slack = TOLERANCE * max(1.0, abs(objective))

    # A bound was proven for one state of the mission and says nothing of another.
    stale = not mission.is_of(record.mission_hash, record.confidence)
    bound = None if stale else record.bound
    fixed = None if stale else record.fixed

    # The terms were counted from the plan itself: a bound above them is wrong, whoever proved it.
    doubted = not _in_order(fixed, bound, objective, slack)
    if doubted:
        bound = fixed = None

    # Plans that break rules can be cheaper than the bound: their distance from it means nothing.
    distance = None
    if lawful:
        distance = gap(objective, bound, fixed)
    return Appraisal(
        rows=rows,
        objective=objective,
        bound=bound,
        fixed=fixed,
        gap=distance,
        recorded=_other_objective(record, objective, slack),
        stale=stale,
        doubted=doubted,
    )


def _priced(mission: Mission, terms: Terms, term: str) -> TermRow:
    amount = float(getattr(terms, term))
    price = float(getattr(mission.prices, PRICE_OF[term]))
    return TermRow(term=term, amount=amount, price=price, priced=amount * price)


def _other_objective(record: Record, objective: float, slack: float) -> float | None:
    """Return the objective that a record states, where it is not the one counted here."""
    if record.objective is None:
        return None
    difference = abs(record.objective - objective)
    # Asked this way round, an objective that is no number counts as another one.
    same = difference <= slack
    return None if same else record.objective


def _in_order(fixed: float | None, bound: float | None, objective: float, slack: float) -> bool:
    """Say whether fixed part ≤ bound ≤ objective, as far as they are known.

    A checked plan disproves what is not.
    """
    known = [value for value in (fixed, bound, objective) if value is not None]
    if not all(map(math.isfinite, known)):
        return False
    return all(lower <= higher + slack for lower, higher in itertools.pairwise(known))
