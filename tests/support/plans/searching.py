"""A search whose plans the referee judges."""

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.optimise.planner.learning import Best
from exeunt.optimise.planner.search import Search
from exeunt.rules.judge import Judged, judge
from exeunt.rules.terms import objective, terms


def searching(mission: Mission, seed: int = 0, judged: list[float] | None = None) -> Search:
    """Return a search; ``judged`` collects the objectives of all plans that it has judged."""

    def price(plan: Plan) -> float:
        return objective(mission, terms(mission, plan))

    def lawful(plan: Plan) -> Judged | None:
        judgement = judge(mission, plan)
        if judged is not None:
            judged.append(judgement.objective)
        return judgement if judgement.lawful else None

    return Search(mission, lawful, price, seed)


def searched(mission: Mission, passes: int, seed: int = 0) -> Best | None:
    """Return the best of so many plans."""
    return searching(mission, seed).run(passes, lambda: False, lambda _: None)
