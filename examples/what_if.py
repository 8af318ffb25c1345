"""What if: the same mission with fewer trucks, and with a later deadline.

Missions are frozen: a change makes another mission, and the first stays as it was. Run it with
``python examples/what_if.py [MISSION [SECONDS]]``.
"""

import sys
from datetime import timedelta

import attrs

import exeunt
from exeunt.model.mission import Mission


def with_fewer_vehicles(mission: Mission, share: float) -> Mission:
    """Return the mission with only this share of every fleet, rounded up."""
    fleets = [
        attrs.evolve(fleet, count=-int(-fleet.count * share // 1)) for fleet in mission.fleets
    ]
    return attrs.evolve(mission, fleets=tuple(fleets))


def with_later_deadline(mission: Mission, days: float) -> Mission:
    """Return the mission with a later deadline."""
    return attrs.evolve(mission, deadline=mission.deadline + timedelta(days=days))


def main(name: str = "tiny", seconds: str = "5") -> None:
    """Plan each case for the same time and compare."""
    mission = exeunt.load(name).mission
    cases = {
        "as it is": mission,
        "half the vehicles": with_fewer_vehicles(mission, 0.5),
        "three days more": with_later_deadline(mission, 3),
    }
    print(f"{'case':20} {'possible':>9} {'cost':>12} {'at most cheaper':>24}")
    for title, case in cases.items():
        possible = "yes" if exeunt.feasible(case).possible else "no"
        outcome = exeunt.plan(case, time_limit=float(seconds), seed=0)
        if outcome.plan is None:
            print(f"{title:20} {possible:>9} {outcome.status:>12}")
            continue
        record = outcome.plan.record
        gap = "not known" if record.gap is None else f"{record.gap:.1%}"
        print(f"{title:20} {possible:>9} {record.objective or 0:>12,.0f} {gap:>24}")


if __name__ == "__main__":
    main(*sys.argv[1:])
