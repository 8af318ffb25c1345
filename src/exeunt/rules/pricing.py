"""Terms of the cost by the names that people choose among them, and missions with other prices."""

from collections.abc import Iterable, Mapping

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Terms
from exeunt.rules.terms import PRICE_OF, priced

GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": ("late_person_days", "not_out", "makespan_days"),
    "harm": ("casualties_move", "casualties_site"),
    "capture": ("capture_points", "vacuum_days"),
    "value": ("value_lost", "late_unit_days"),
    "money": ("money",),
}
"""What a plan is judged by, in five parts: each term is of one."""
SLACK = 0.01
"""Share by which what a part came to may be exceeded by those after it in an order."""
SHARED = ("casualty",)
"""Prices that several terms have: these cannot be priced apart."""
OWN = {term: (term,) for term, price in PRICE_OF.items() if price not in SHARED}
"""Terms with a price of their own."""
CHOICES: Mapping[str, tuple[str, ...]] = {**OWN, **GROUPS}
"""All names that can be chosen, with their terms."""


def cost_of(mission: Mission, amounts: Terms, names: Iterable[str]) -> float:
    """Return what the terms under some names cost at the mission's prices."""
    costs = priced(mission, amounts)
    return sum(costs[term] for name in names for term in CHOICES[name])


def is_priced(mission: Mission, name: str) -> bool:
    """Say whether anything under a name costs anything."""
    return any(getattr(mission.prices, PRICE_OF[term]) for term in CHOICES[name])


def repriced(mission: Mission, factors: Mapping[str, float], others: float = 1.0) -> Mission:
    """Return a mission whose prices are multiplied: those under names, and all ``others``."""
    by_term = {term: factor for name, factor in factors.items() for term in CHOICES[name]}
    prices = {
        price: getattr(mission.prices, price) * by_term.get(term, others)
        for term, price in PRICE_OF.items()
    }
    return attrs.evolve(mission, prices=attrs.evolve(mission.prices, **prices))
