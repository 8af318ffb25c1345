"""A mission from its tables to a page: can it be done, a plan, its price, its report.

Run it with ``python examples/mali.py [MISSION [SECONDS [FOLDER]]]``; without words it plans the
shipped Mali mission for 20 seconds and writes into ``out/example``.
"""

import sys
from pathlib import Path

import exeunt


def main(name: str = "mali-2023", seconds: str = "20", folder: str = "out/example") -> None:
    """Plan a mission and write its plan and its report."""
    mission = exeunt.load(name)
    print(f"{name}: {mission.mission.people:,} people, {len(mission.mission.sites)} sites")

    # Arithmetic first: what it calls impossible needs no search.
    feasibility = mission.feasible()
    print("\n".join(mission.tell(feasibility)))

    outcome = mission.plan(time_limit=float(seconds), seed=0)
    if outcome.plan is None:
        print(f"no plan: {outcome.status}")
        return

    # The referee judges any plan, its own or one that came back from Excel.
    checked = mission.check(outcome.plan)
    print(f"rules broken: {len(checked.violations)}")
    record = outcome.plan.record
    print(f"cost {checked.objective:,.0f}; no plan costs less than {record.bound or 0:,.0f}")
    for term, usd in checked.priced.items():
        print(f"  {term:20} {usd:>16,.0f}")

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    mission.save(outcome.plan, target / f"{name}.xlsx")
    mission.report(outcome.plan, target / f"{name}.html")
    print(f"report in {target / name}.html")


if __name__ == "__main__":
    main(*sys.argv[1:])
