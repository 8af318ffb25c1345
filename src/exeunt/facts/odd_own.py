"""Own vehicles that end where they keep less of their value than they would elsewhere, and why."""

from collections.abc import Iterator

from exeunt.facts.odd import Kind, Odd
from exeunt.facts.recorded import Recorded
from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.reason import Amount, Name, Reason
from exeunt.network.errands import Errand, distances
from exeunt.optimise.own_vehicles import Lane, Stands, standing
from exeunt.rules.ledger import case


def own_vehicles(mission: Mission, plan: Plan, recorded: Recorded) -> list[Odd]:
    """Return a line for all own vehicles that have a way to where they are worth more.

    The fleet that loses most is its example, with what the planner recorded of it.
    """
    found = sorted(_best(mission, plan), key=_order)
    if not found:
        return []
    worst = found[0]
    fleet, lane = worst.fleet.fleet, worst.lane
    reason = Reason.of(
        f"odd.{Kind.OWN_VEHICLES}",
        vehicles=Amount(sum(one.count for one in found), "vehicle"),
        places=Amount(len({one.lane.site for one in found}), "site"),
        n=Amount(worst.count, "vehicle"),
        fleet=fleet,
        site=Name("site", lane.site),
        worth=worst.gain,
        end=Name("site", lane.end),
    )
    said = recorded.of(LoadKind.VEHICLE, fleet, lane.site, worst.count)
    weight = sum(one.count * one.gain for one in found)
    return [Odd(kind=Kind.OWN_VEHICLES, reason=reason, weight=weight, why=said.further)]


def _order(one: Stands) -> tuple[float, str, str]:
    """Sort by what all of them lose, the most first."""
    return -one.count * one.gain, one.fleet.fleet, one.lane.site


def _best(mission: Mission, plan: Plan) -> Iterator[Stands]:
    """Yield what stands where it is worth less, with the nearest place that pays most."""
    km: dict[Lane, float] = {}
    best: dict[tuple[str, str], Stands] = {}
    for one in standing(case(mission, plan)):
        if one.lane not in km:
            km[one.lane] = _km(mission, one.lane)
        if km[one.lane] == float("inf"):
            continue
        key = (one.fleet.fleet, one.lane.site)
        kept = best.get(key)
        if kept is None or (one.gain, -km[one.lane]) > (kept.gain, -km[kept.lane]):
            best[key] = one
    yield from best.values()


def _km(mission: Mission, lane: Lane) -> float:
    """Return the km of a lane on legs that empty vehicles may ever travel, inf without a way."""
    errand = Errand(
        start=lane.site,
        goals=frozenset({lane.end}),
        payload="none",
        provider="",
        modes=frozenset({lane.mode}),
    )
    return distances(mission, errand).get(lane.site, float("inf"))
