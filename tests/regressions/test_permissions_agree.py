"""The referee, the planner's network and the spans of the bound read permissions alike, each in its own code."""

import random

import attrs
import pytest

from exeunt.model.columns import Time
from exeunt.model.mission import Mission
from exeunt.model.stores import STATES, Permission
from exeunt.network.network import Hop, Network, Step
from exeunt.network.permissions import permitted
from exeunt.rules.ledger import Case
from exeunt.rules.permits import movement_permitted, notice
from tests.support.missions.outpost import MISSION, PLAN, at

NATIONS = ("", "Aland", "Bland", "Cland")
LOADS = ("people", "cargo", "resupply", "none")
"""What a permission may be about."""
PLAIN = attrs.evolve(PLAN, reserves=())


def drawn(rng: random.Random) -> Mission:
    """Return the outpost under a few permissions drawn at random."""

    def moment() -> Time | None:
        return at(rng.randint(0, 8), rng.choice((0, 6, 12, 14))) if rng.random() < 0.4 else None

    rows = [
        Permission(
            permission=f"p{i}",
            mode=rng.choice(("road", "air", "*")),
            where=rng.choice(("*", "*", "fort", "town", "port", "airport", "fort-town")),
            direction=rng.choice(("both", "in", "out")),
            payload=rng.choice(("any", "people", "cargo", "resupply", "medical")),
            provider=rng.choice(NATIONS),
            valid_from=moment(),
            valid_to=moment(),
            state=rng.choice((*STATES, "granted", "granted")),
            lead_days=rng.choice((0, 0, 0.5, 2, 5)),
            asked_on=moment() if rng.random() < 0.3 else None,
        )
        for i in range(rng.randint(1, 6))
    ]
    return attrs.evolve(MISSION, permissions=tuple(rows))


@pytest.mark.parametrize("seed", range(60))
def test_the_planner_allows_what_the_referee_does(seed: int) -> None:
    mission = drawn(random.Random(seed))
    case, network = Case(mission, PLAIN), Network(mission)
    blamed = {breach.where for rule in (movement_permitted, notice) for breach in rule(case)}
    for hop in case.hops:
        aboard = {
            "people": {mission.party[p].provider for p in hop.passengers},
            "cargo": {lot.provider for lot, _ in (*hop.carried, *hop.driven)},
        }
        aboard["resupply"] = {""} if hop.delivers else set()
        loads = {payload: who for payload, who in aboard.items() if who} or {"none": {""}}
        step = Step(hop.leg, hop.origin, hop.destination)
        assert all(
            network.allowed(Hop(step, hop.depart, hop.arrive), payload, frozenset(who))
            for payload, who in loads.items()
        ) == (hop.where not in blamed)


@pytest.mark.parametrize("seed", range(60))
def test_the_bound_s_spans_are_when_the_planner_may_go(seed: int) -> None:
    mission = drawn(random.Random(seed))
    network = Network(mission)
    for leg in mission.legs:
        for payload in LOADS:
            for provider in NATIONS:
                spans = permitted(mission, leg, forward=True, payload=payload, provider=provider)
                for t in range(0, 12 * 24, 3):
                    within = any(begin <= t < end for begin, end in spans)
                    hop = Hop(Step(leg, leg.origin, leg.destination), t, t)
                    assert within == network.allowed(hop, payload, frozenset({provider}))
