"""Which vehicle makes which trips: what packings come to, the first and better ones."""

import attrs
import pytest

from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.shuttles.errands import errands
from exeunt.optimise.shuttles.packing import Packer, Tally
from exeunt.optimise.solve import never
from tests.support.missions.buses import evacuation, random_evacuation

TWO = {
    ("yard", "hill"): 10,
    ("yard", "dale"): 20,
    ("hill", "hall"): 7,
    ("dale", "hall"): 9,
}


def packer(mission: Mission, seed: int = 0) -> Packer:
    return Packer(errands(mission, Network(mission)), seed)


def two(buses: int, hill: int, dale: int, room: int | None = None) -> Packer:
    return packer(evacuation({"yard": buses}, {"hill": hill, "dale": dale}, {"hall": room}, TWO))


def test_a_route_takes_the_time_of_its_trips() -> None:
    """Ten and seven minutes; then nine out to the dale and nine back."""
    p = two(1, 20, 20)
    assert p.end(0, ()) == 0
    assert p.end(0, ((0, 0),)) == 17 * 60
    assert p.end(0, ((0, 0), (1, 0))) == 35 * 60


def test_who_finds_no_seat_or_no_room_is_missing() -> None:
    tally = two(2, 30, 20, room=45).tally
    assert tally.missing() == 50
    tally.add(((0, 0), (1, 0)), 20)
    assert tally.missing() == 10
    # Fifty are moved, of whom forty-five find room; the empty seats do not count.
    tally.add(((0, 0),), 20)
    assert tally.missing() == 5
    tally.add(((0, 0),), -20)
    assert tally.missing() == 10


def test_the_best_of_two_orders() -> None:
    """One bus: hill first, dale last, 17 + 18 minutes; the other way round 29 + 14."""
    packing = two(1, 20, 20).pack(2000, never)
    assert (packing.last, packing.routes) == (35 * 60, (((0, 0), (1, 0)),))


def test_no_packing_is_done_before_the_goal() -> None:
    for seed in range(4):
        p = packer(random_evacuation(seed))
        goal = p.goal()
        assert p.pack(500, never).last >= goal > 0


def test_what_is_packed_is_everybody_and_in_time() -> None:
    for seed in range(4):
        p = packer(random_evacuation(seed))
        packing = p.pack(2000, never)
        tally = Tally(p.errands)
        for n, route in zip(p.seats, packing.routes, strict=True):
            tally.add(route, n)
        assert tally.missing() == 0
        assert packing.last == max(p.end(v, r) for v, r in enumerate(packing.routes))


def test_more_moves_are_never_worse_and_the_same_seed_packs_the_same() -> None:
    mission = random_evacuation(5)
    few, more = (packer(mission).pack(moves, never) for moves in (0, 5000))
    assert more.last < few.last
    assert packer(mission).pack(1000, never) == packer(mission).pack(1000, never)


def test_whoever_asks_to_stop_gets_the_first_packing() -> None:
    p = packer(random_evacuation(5))
    assert p.pack(20_000, lambda: True) is not None
    assert p.moves == 0


@pytest.mark.parametrize("room", [10, 0])
def test_where_there_is_no_room_for_all_there_is_no_packing(room: int) -> None:
    assert two(1, 20, 20, room=room).pack(500, never) is None


def test_large_and_small_vehicles() -> None:
    """The bus takes twenty and the car five: neither alone is as soon done with twenty-five."""
    ways = {way: n for way, n in TWO.items() if "dale" not in way}
    mission = evacuation({"yard": 1}, {"hill": 25}, {"hall": None}, ways)
    car = attrs.evolve(mission.vehicles[0], vehicle="car", seats=5)
    cars = attrs.evolve(mission.fleets[0], fleet="cars", vehicle="car")
    mixed = attrs.evolve(mission, vehicles=(*mission.vehicles, car), fleets=(*mission.fleets, cars))
    assert packer(mixed).pack(4000, never).last == 17 * 60


@pytest.mark.parametrize(("hill", "dale", "minutes"), [(20, 5, 17), (5, 20, 29)])
def test_the_fast_are_sent_where_it_matters(hill: int, dale: int, minutes: int) -> None:
    """A fast car of five seats and a slow bus of twenty: each goes where it is large enough."""
    mission = evacuation({"yard": 1}, {"hill": hill, "dale": dale}, {"hall": None}, TWO)
    bus = mission.vehicles[0]
    car = attrs.evolve(bus, vehicle="car", seats=5)
    cars = attrs.evolve(mission.fleets[0], fleet="cars", vehicle="car")
    slow = attrs.evolve(bus, speed_kmh=30)
    mixed = attrs.evolve(mission, vehicles=(slow, car), fleets=(*mission.fleets, cars))
    packing = packer(mixed).pack(4000, never)
    assert packing.last == max(17, 29) * 60
    assert [route[0][0] for route in packing.routes] == ([0, 1] if hill > dale else [1, 0])
    assert minutes * 60 == packer(mixed).end(0, packing.routes[0])
