"""What ``exeunt plan --from`` says of the plan it starts from: before it plans, and after."""

from typing import Any

from exeunt import api
from exeunt.cli.output import say, violation_rows
from exeunt.cli.tables import show_violations
from exeunt.model.mission import Mission
from exeunt.model.outcome import Start
from exeunt.words.words import Words

TOLERANCE = 1e-6
"""Relative difference below which two costs are the same."""
NAMED = 8
"""Serials, closings and lots that a line names; the others are counted."""


def show_start(mission: Mission, checked: api.Checked, tell: Words) -> None:
    """Say, before an hour of planning, what the plan to start from is worth or breaks."""
    record = checked.plan.record
    if record.mission not in {"", mission.name}:
        other = tell("console.other_mission", made_for=record.mission, mission=mission.name)
        say(other, "bold yellow", error=True)
    elif not mission.is_of(record.mission_hash, record.confidence):
        say(tell("console.start_other_state"), "yellow", error=True)
    if checked.lawful:
        cost = tell.number(checked.objective)
        say(tell("console.start_lawful", cost=cost, currency=mission.currency))
        return
    heading = tell("console.start_broken")
    show_violations(mission, checked.violations, heading, tell, where="exeunt check")


def show_came_of(mission: Mission, start: Start, objective: float | None, tell: Words) -> None:
    """Say what came of the plan to start from: how much cheaper, what was left out of it."""
    if not start.used:
        say(tell("console.start_order_only"))
    elif start.left_out:
        named = ", ".join(start.left_out[:NAMED])
        more = len(start.left_out) - NAMED
        if more > 0:
            named = tell("console.and_more", names=named, n=more)
        say(tell("console.start_left_out", names=named))
    if objective is None or start.violations:
        return
    saved = start.objective - objective
    if saved <= TOLERANCE * max(1.0, abs(objective)):
        say(tell("console.start_not_bettered"))
        return
    say(tell("console.start_bettered", saved=tell.number(saved), currency=mission.currency))


def start_object(mission: Mission, start: Start | None) -> dict[str, Any] | None:
    """Return what ``plan --json`` says of the plan to start from; None where none was given."""
    if start is None:
        return None
    return {
        "objective": start.objective,
        "violations": violation_rows(mission, start.violations),
        "used": start.used,
        "left_out": list(start.left_out),
    }
