"""Carriage of the relaxation: what must be on the move for people and kit to move.

Each module says which rules its rows stand for, and why every lawful plan keeps them: vehicles that
enter arcs in :mod:`~exeunt.optimise.bound.vehicles`, their turn-rounds in
:mod:`~exeunt.optimise.bound.turns`, what is aboard and what strikes cost in
:mod:`~exeunt.optimise.bound.ties`, what passes junctions together in
:mod:`~exeunt.optimise.bound.junctions`, aircraft in :mod:`~exeunt.optimise.bound.air`, seats held
for those who fly by leave that is not given in :mod:`~exeunt.optimise.bound.reserves`, what sites
take a day in :mod:`~exeunt.optimise.bound.reception`.
"""

from exeunt.optimise.bound.air import Air
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.junctions import Junctions
from exeunt.optimise.bound.reception import Reception
from exeunt.optimise.bound.reserves import Reserves
from exeunt.optimise.bound.ties import Ties
from exeunt.optimise.bound.turns import Loading, Turns
from exeunt.optimise.bound.vehicles import Vehicles


def carriage(frame: Frame, loading: Loading, unloaded: set[int]) -> None:
    """Add vehicles and aircraft, and all that ties what is aboard to them.

    ``loading`` is what leaves piles, by site and bucket; ``unloaded`` are the columns of what is
    unloaded at an exit.
    """
    rolling = Vehicles(frame).build()
    Turns(frame, loading, unloaded, rolling).build()
    Ties(frame, rolling).build()
    Junctions(frame).build()
    Air(frame).build()
    Reserves(frame, rolling).build()
    Reception(frame, rolling).build()
