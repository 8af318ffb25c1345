"""Say why not everybody can be out by the deadline, and what would help."""

from exeunt.api.judging import check
from exeunt.api.places import Where
from exeunt.api.planning import check_limits
from exeunt.api.resolving import Resolver, arithmetic, effort_of
from exeunt.evidence.explaining import Explanation
from exeunt.evidence.explaining import explain as explained
from exeunt.model.mission import Mission
from exeunt.model.outcome import Steps, Stop
from exeunt.model.plan import Plan
from exeunt.optimise.solve import never
from exeunt.rules.judge import Judged


def explain(
    mission: Mission,
    plan: Judged | Plan | Where | None = None,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    steps: Steps | None = None,
    stop: Stop | None = None,
) -> Explanation:
    """Say whether everybody can be out by the deadline and, where not, why not.

    It names the fewest rules and facts that clash, and the ways out, each shown by a plan that the
    referee has passed, with what it saves. ``plan`` is one that somebody has, as it is, as
    :func:`check` answers it, or where it is. ``steps`` hears of every step, ``stop`` is asked
    whether to end early with what is known so far.

    Raises:
        InputError: if ``time_limit`` or ``seed`` make no sense, or the plan cannot be read.
    """
    check_limits(time_limit, seed)
    given = plan if isinstance(plan, Judged | None) else check(mission, plan)
    effort = effort_of(time_limit, steps, stop)
    resolver = Resolver(seed=seed, stop=stop or never)
    return explained(mission, arithmetic, resolver, effort, given)
