"""What a run must hold of a plan, and what it pays for changing what people were told.

While it looks for plans, every plan costs the price of its changes besides its own cost, so that
each stage weighs them; what is handed back costs what the referee says.
"""

import attrs

from exeunt.model.changes import changes
from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.rules.judge import Judged
from exeunt.rules.pricing import cost_of
from exeunt.rules.terms import objective


@attrs.frozen(kw_only=True)
class Cap:
    """Names of terms that may cost so much together, at a mission's prices."""

    mission: Mission
    names: tuple[str, ...]
    most: float

    def cost(self, amounts: Terms) -> float:
        """Return what the terms cost."""
        return cost_of(self.mission, amounts, self.names)


@attrs.frozen
class Holding:
    """What is held, None where nothing is, and the price of one change, in currency.

    ``caps`` are what parts of the cost may come to.
    """

    mission: Mission
    held: Held | None = None
    price: float = 0.0
    caps: tuple[Cap, ...] = ()

    def may(self, plan: Plan) -> bool:
        """Say whether a plan has all that is held."""
        return self.held is None or self.held.is_kept(plan)

    def within(self, judged: Judged) -> bool:
        """Say whether a plan costs no more than it may of what is capped."""
        return all(cap.cost(judged.terms) <= cap.most for cap in self.caps)

    def cost(self, plan: Plan) -> float:
        """Return what it costs to tell people what is different in a plan."""
        if self.held is None or not self.price:
            return 0.0
        return self.price * len(changes(self.held.plan, plan))

    def weighed(self, judged: Judged) -> Judged:
        """Return a judgement with the price of the plan's changes in its objective."""
        cost = self.cost(judged.plan)
        return attrs.evolve(judged, objective=judged.objective + cost) if cost else judged

    def as_judged(self, judged: Judged) -> Judged:
        """Return a judgement that was weighed as the referee gave it."""
        return attrs.evolve(judged, objective=objective(self.mission, judged.terms))
