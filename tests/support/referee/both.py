"""What both referees say of a plan, rule by rule."""

import tempfile
from pathlib import Path

import attrs

from exeunt.files.missions import write_mission
from exeunt.files.plans import write_plan
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.referee import RULES as FIRST
from exeunt.rules.referee import referee
from tests.support.referee.referee import RULES as SECOND
from tests.support.referee.referee import second_referee

KNOWN = FIRST.keys() & SECOND.keys()
"""Rules that both know."""


def second(mission: Mission, plan: Plan) -> set[str]:
    """Return the rules that the second referee finds broken, by way of the files.

    Of a rule of which it is unsure it says what the first one does.
    """
    return both(mission, plan)[1]


def both(mission: Mission, plan: Plan) -> tuple[set[str], set[str]]:
    """Return the rules that each referee finds broken; of what the second is unsure it says the same."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_mission(stated(mission), folder / "mission")
        write_plan(plan, mission, folder / "plan")
        found, unsure = second_referee(folder / "mission", folder / "plan")
    one = first(mission, plan)
    return one, (set(found) & KNOWN) | (unsure & one)


def stated(mission: Mission) -> Mission:
    """Return a mission whose files say all of its doctrine, made up in a test or not."""
    figures = tuple(
        Figure(name=field.name, value=getattr(mission.doctrine, field.name))
        for field in attrs.fields(Doctrine)
        if field.name != "stated"
    )
    doctrine = attrs.evolve(mission.doctrine, stated=figures)
    return attrs.evolve(mission, doctrine=doctrine)


def first(mission: Mission, plan: Plan) -> set[str]:
    """Return the rules that the referee finds broken, of those that both know."""
    return {violation.rule for violation in referee(mission, plan)} & KNOWN
