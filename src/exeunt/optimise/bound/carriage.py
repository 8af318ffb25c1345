"""Carriage of the relaxation: what must be on the move for people and kit to move.

Vehicles stand at sites and enter arcs like people do (*vehicles_conserved*). In each bucket and arc
what is aboard all serials together fits into all their vehicles together (*capacity*), has its
crews (*crews*) and its escorts (*capability_along*): sums of what holds serial by serial. There are
at least as many serials as vehicles ÷ the largest convoy (*convoy_size*), no more than the spacing
lets in (*spacing*), and no more vehicles than the leg takes (*column_capacity*). A vehicle that
enters an arc in a bucket is on the move from the bucket's end at the latest for the arc's least
time: summed over a window this is at most the vehicles that can move times the window. A truck that
loads where it stands in the way of a turn-round has come there that long before, or stood there at
the start (*stop_time*, *vehicles_conserved*).

Aircraft. See :mod:`exeunt.optimise.bound.air`.

Threat. Each serial pays the fixed share of a strike's casualties, each person aboard the rest; of
them those under armour, at most the armoured places, less (the formula of the objective, with the
bucket's least threat).
"""

from exeunt.optimise.bound.air import Air
from exeunt.optimise.bound.flows import Frame
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
    Air(frame).build()
