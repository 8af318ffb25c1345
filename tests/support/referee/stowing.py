"""Whether units fit into single carriers, once more: by hand where that is easy, else by integer programming."""

from functools import lru_cache
from typing import NamedTuple

import highspy
import numpy as np

from tests.support.referee.docket import EPS


class Unit(NamedTuple):
    """A kind of unit to be carried."""

    mass: float
    teu: float
    outsize: bool


class Carrier(NamedTuple):
    """A kind of carrier: a vehicle, or the hold of one sortie."""

    payload: float
    teu: float
    outsize: bool


def takes(carrier, unit, mass, teu):
    """Say whether a carrier that carries so much takes a unit on top of it."""
    return (
        mass + unit.mass <= carrier.payload + EPS
        and teu + unit.teu <= carrier.teu + EPS
        and (carrier.outsize or not unit.outsize)
    )


@lru_cache(maxsize=100_000)
def fits(units, carriers):
    """Say whether (unit, count) of all kinds fit into (carrier, count) of all kinds."""
    if any(not any(takes(c, u, 0, 0) for c, n in carriers if n) for u, n in units if n):
        return False
    total = [(sum(u[i] * n for u, n in units), sum(c[i] * n for c, n in carriers)) for i in (0, 1)]
    if any(need > room + EPS for need, room in total):
        return False
    orders = (
        lambda u: (not u.outsize, -u.mass),
        lambda u: (not u.outsize, -u.teu),
        lambda u: (not u.outsize, -share(u, carriers)),
    )
    return any(stowed(sorted(units, key=lambda x, o=o: o(x[0])), carriers) for o in orders) or (
        solved(units, carriers)
    )


def share(unit, carriers):
    """Return the largest share of a carrier that a unit takes."""
    return max(
        max(unit.mass / c.payload if c.payload else 0, unit.teu / c.teu if c.teu else 0)
        for c, n in carriers
        if n and takes(c, unit, 0, 0)
    )


def stowed(units, carriers):
    """Say whether units go in one by one, each where it leaves least room, plain carriers before those for outsize."""
    holds = [[c, 0.0, 0.0] for c, n in carriers for _ in range(int(n))]
    for unit, count in units:
        for _ in range(int(count)):
            free = [h for h in holds if takes(h[0], unit, h[1], h[2])]
            if not free:
                return False
            best = min(free, key=lambda h: (h[0].outsize, h[0].teu - h[2], h[0].payload - h[1]))
            best[1] += unit.mass
            best[2] += unit.teu
    return True


def solved(units, carriers):
    """Say whether whole numbers of units by carrier exist that fit."""
    holds = [c for c, n in carriers for _ in range(int(n))]
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    pairs = [
        (i, j) for i, (u, _) in enumerate(units) for j, c in enumerate(holds) if takes(c, u, 0, 0)
    ]
    for i, _ in pairs:
        model.addVar(0, units[i][1])
    for column in range(len(pairs)):
        model.changeColIntegrality(column, highspy.HighsVarType.kInteger)
    of_unit = {i: [k for k, p in enumerate(pairs) if p[0] == i] for i in range(len(units))}
    of_hold = {j: [k for k, p in enumerate(pairs) if p[1] == j] for j in range(len(holds))}
    for i, (_, n) in enumerate(units):
        add(model, n, n, of_unit[i], [1.0] * len(of_unit[i]))
    for j, c in enumerate(holds):
        for most, what in ((c.payload, 0), (c.teu, 1)):
            weights = [float(units[pairs[k][0]][0][what]) for k in of_hold[j]]
            add(model, -highspy.kHighsInf, most + EPS, of_hold[j], weights)
    model.setOptionValue("time_limit", 60.0)
    model.run()
    status = model.getModelStatus()
    assert status in {
        highspy.HighsModelStatus.kOptimal,
        highspy.HighsModelStatus.kInfeasible,
    }, status
    return status == highspy.HighsModelStatus.kOptimal


def add(model, low, high, columns, weights):
    """Add a row to a model."""
    model.addRow(
        low, high, len(columns), np.array(columns, dtype=np.int32), np.array(weights, dtype=float)
    )
