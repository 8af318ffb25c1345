"""How a plan that has begun goes on: as people were told where that still works, else anew.

What still works is kept, and the rest planned around it. Where that breaks rules, what is to
blame is planned anew as well; of a site that cannot be left as was told, its whole last lift.
"""

from collections.abc import Callable, Sequence

from exeunt.model.held import Held
from exeunt.model.mission import Mission
from exeunt.model.outcome import Start, Stop, Violation
from exeunt.model.plan import Plan
from exeunt.network.network import Network
from exeunt.optimise.holding import Holding
from exeunt.optimise.parameters import Parameters
from exeunt.optimise.planner.beginning import blamed, tactics_like
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.following import followed, last_out, without
from exeunt.optimise.planner.resumed import Resumed
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged, judge

ROUNDS = 5
"""How often a plan is built around what still works, at most, leaving out more each time."""
ENOUGH = 0.02
"""Share by which a plan may cost more than what people were told before it is built anew."""
LEAVING = frozenset(
    {
        "closing_steps",
        "floor_armed",
        "holding_floor",
        "last_lift",
        "perimeter",
        "services_stay",
    }
)
"""Rules about those who leave a site last: they are broken where somebody is left behind."""
Taken = Callable[[Judged], Judged | None]
"""Returns the judgement of a plan as a run weighs it, None where it is not lawful."""


class Resuming:
    """Goes on with a plan of which some has begun."""

    def __init__(self, mission: Mission, parameters: Parameters, given: Judged, held: Held) -> None:
        """Keep the plan that people were told, judged as things are now."""
        self.mission, self.given, self.held = mission, given, held
        self.network = Network(mission)
        self._worth = Worth(self.network, parameters=parameters)
        first = opening(mission, self.network)
        self._tactics = tactics_like(mission, first, given.plan)

    def plan(self, holding: Holding, taken: Taken, stop: Stop) -> Judged | None:
        """Return a lawful plan with what still works of the one that people were told."""
        kept = followed(self.mission, self.held, self.given.plan, self.given.violations)
        for _ in range(ROUNDS):
            resumed = Resumed(self.mission, self.held, kept)
            built = build(
                self.mission, self.network, self._worth, self._tactics, stop, resumed=resumed
            )
            if built is None or not holding.may(built.plan):
                return None
            judged = judge(self.mission, built.plan)
            if judged.lawful:
                return taken(judged)
            names = self._to_blame(kept, judged.plan, judged.violations)
            less = without(self.mission, self.held, kept, names)
            if less == kept:
                return None
            kept = less
        return None

    def _to_blame(self, kept: Plan, plan: Plan, violations: Sequence[Violation]) -> set[str]:
        """Return the serials, sites and lots that were kept and are to be planned anew."""
        names = set[str]()
        for one in violations:
            site = str(one.where)
            row = self.given.plan.closes.get(site)
            if one.rule in LEAVING and row is not None:
                names |= {site, *row.last_serials, *last_out(self.mission, kept, site)}
            elif site not in self.mission.site or site in plan.closes:
                names |= blamed(self.mission, plan, one)
        # Of a site that stays open any who call there may be to blame: only where nobody else is.
        if not names & {*kept.serials, *kept.closes}:
            names = {name for one in violations for name in blamed(self.mission, plan, one)}
        return names

    def start(self, plan: Plan) -> Start:
        """Return what is to be said of how a plan begins with the one that people were told."""
        told = self.given.plan
        serials = {name for name in told.serials if plan.serials.get(name) != told.serials[name]}
        sites = {site for site in told.closes if site not in plan.closes}
        return Start(
            objective=self.given.objective,
            violations=self.given.violations,
            left_out=tuple(sorted(serials | sites)),
            used=True,
        )
