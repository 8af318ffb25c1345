"""The fixed-itinerary model: exact for the plan as it is, and with a better plan in it."""

import attrs
import numpy as np
import pytest

from exeunt.optimise.integers import Effort, solve
from exeunt.optimise.polish.model import model
from exeunt.optimise.polish.writing import write
from exeunt.rules.judge import judge
from tests.support.polishing import at_rest, desk_of, port_run, searched, tiny


@pytest.mark.parametrize(
    "made",
    [tiny, port_run, lambda: searched("port-run"), lambda: searched("lebanon-2006")],
    ids=["tiny by hand", "port-run by hand", "port-run", "lebanon-2006"],
)
def test_with_all_as_it_is_it_costs_what_the_referee_says(made):
    mission, plan = made()
    desk = desk_of(mission, plan)
    everywhere = [site.site for site in mission.sites]
    whole = model(desk, desk.book.trips.values(), everywhere)
    assert at_rest(desk) + whole.cost() == pytest.approx(judge(mission, plan).objective, abs=0.005)


def test_the_plan_as_it_is_fits_every_row():
    mission, plan = port_run()
    desk = desk_of(mission, plan)
    programme = model(desk, desk.book.trips.values(), ["embassy", "airfield"])
    frozen, known = programme.build.freeze(), np.array(programme.build.known)
    sums = np.add.reduceat(frozen.value * known[frozen.columns], frozen.starts[:-1])
    assert np.all(sums >= frozen.row_low - 1e-6)
    assert np.all(sums <= frozen.row_high + 1e-6)
    assert np.all((known >= frozen.low) & (known <= frozen.high))


def test_what_a_part_gains_is_what_the_referee_finds():
    mission, plan = port_run()
    desk = desk_of(mission, plan)
    trips = [trip for trip in desk.book.trips.values() if not trip.flies][:4]
    part = model(desk, trips, {site for trip in trips for site in trip.sites})
    programme = part.build.freeze()
    effort = Effort(nodes=20, steps=9_999, stop=lambda: False)
    found = solve(programme, effort, 0, begun=np.array(part.build.known))
    gain = part.cost() - float(programme.cost @ found.point)
    better = write(mission, desk.keys, part.read(desk.book, found.point))
    before, after = judge(mission, plan), judge(mission, better)
    assert gain > 0
    assert before.objective - after.objective == pytest.approx(gain, abs=0.01)
    assert after.lawful


def test_a_trip_that_holds_seats_for_others_is_left_as_it_is():
    mission, plan = tiny()
    desk = desk_of(mission, plan)
    name, trip = next(iter(desk.book.trips.items()))
    desk.book.trips[name] = bound = attrs.evolve(trip, bound=True)
    part = model(desk, [bound], [])
    (riding,) = part.ridings
    assert all(part.build.low[c] == part.build.high[c] for c in riding.columns.values())
    assert part.build.low[riding.goes] == 1
