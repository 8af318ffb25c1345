"""Say at once whether a mission can be done."""

import attrs

from exeunt.feasible.axes import axes
from exeunt.feasible.clash import clashes
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission


def feasible(mission: Mission) -> Feasibility:
    """Do the arithmetic that a chief of movements does first.

    It says for each axis what must move, what can, and when it would be done. It is a relaxation:
    it may say "not shown impossible", never wrongly "impossible". ``clashes`` are hard rules that
    no plan can keep.
    """
    return attrs.evolve(axes(mission), clashes=clashes(mission))
