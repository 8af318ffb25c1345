"""The cheapest way to every site that can be reached."""

import itertools
import math

from hypothesis import given
from hypothesis import strategies as st

from exeunt.model.legs import Leg
from exeunt.network.routes import cheapest_ways
from exeunt.network.ways import Step, Way

SITES = "abcde"


def step(origin: str, destination: str, km: float) -> Step:
    leg = Leg(
        leg=f"{origin}-{destination}-{km}",
        origin=origin,
        destination=destination,
        mode="road",
        km=km,
        travel_hours=1,
    )
    return Step(leg, origin, destination)


def ways(steps: list[Step], origin: str = "a") -> dict[str, Way]:
    return cheapest_ways(
        origin, lambda _, site: [s for s in steps if s.origin == site], lambda s: s.leg.km
    )


def test_the_origin_is_reached_by_no_step_and_what_is_cut_off_not_at_all() -> None:
    assert ways([step("b", "c", 1)]) == {"a": ()}


def test_two_short_steps_are_better_than_a_long_one() -> None:
    short = (step("a", "b", 1), step("b", "c", 1))
    assert ways([step("a", "c", 3), *short])["c"] == short


def test_of_two_ways_at_the_same_price_the_first_is_taken() -> None:
    first, second = step("a", "b", 2), step("a", "b", 2.0)
    assert ways([first, second])["b"][0] is first


def test_what_may_follow_can_depend_on_the_way_so_far() -> None:
    steps = [step("a", "b", 1), step("b", "c", 1)]
    one_step = cheapest_ways(
        "a",
        lambda way, site: [s for s in steps if s.origin == site and not way],
        lambda s: s.leg.km,
    )
    assert set(one_step) == {"a", "b"}


PRICES = st.dictionaries(
    st.sampled_from(list(itertools.permutations(SITES, 2))), st.integers(1, 20), max_size=12
)


@given(PRICES)
def test_no_way_is_cheaper_than_those_found(prices: dict[tuple[str, str], int]) -> None:
    found = ways([step(*ends, km) for ends, km in prices.items()])
    for site in SITES[1:]:
        cheapest = min(
            (
                sum(prices.get(ends, math.inf) for ends in itertools.pairwise(("a", *via, site)))
                for n in range(len(SITES) - 1)
                for via in itertools.permutations(set(SITES) - {"a", site}, n)
            ),
            default=math.inf,
        )
        cost = sum(s.leg.km for s in found[site]) if site in found else math.inf
        assert cost == cheapest
