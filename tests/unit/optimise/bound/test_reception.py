"""Who comes to a site keeps to what it takes a day, but for those who go on from there."""

import attrs

from exeunt.optimise.bound.flows import Driven
from exeunt.optimise.bound.reception import Reception
from exeunt.optimise.bound.vehicles import Rolling
from tests.support.missions.planner_country import (
    AIRWAY,
    BUSES,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    country,
)
from tests.support.programmes import Row, arc, frame_of, rows


class Town:
    """The town, which takes ten people and four vehicles a day: who comes, who leaves."""

    def __init__(self) -> None:
        mission = country(
            legs=(FORT_TOWN, AIRWAY),
            fleets=(BUSES,),
            parties=(GUARDS,),
            aircraft=(attrs.evolve(MI8, crews=1),),
            air_fleets=(MI8S,),
        )
        sites = tuple(
            attrs.evolve(s, receive_people_per_day=10, receive_vehicles_per_day=4)
            if s.site == "town"
            else s
            for s in mission.sites
        )
        self.frame = frame_of(attrs.evolve(mission, sites=sites), 24.0)
        lp, aboard = self.frame.lp, self.frame.aboard
        self.flies, self.rides, self.leaves, self.bus, self.unit = (
            lp.column(0.0, 50.0) for _ in range(5)
        )
        air, road = arc(self.frame, AIRWAY.leg, "fort"), arc(self.frame, "fort-town", "fort")
        aboard[air, 1].people.append((self.flies, 0))
        aboard[road, 3].people.append((self.rides, 0))
        aboard[arc(self.frame, "fort-town", "town"), 4].people.append((self.leaves, 0))
        aboard[road, 3].driven.append(Driven(self.unit, 1, 3, False))
        wheels = self.frame.pools.wheels[0]
        Reception(self.frame, {(road, 3): [Rolling(self.bus, wheels.kind, wheels)]}).build()

    def last(self, *columns: int) -> Row:
        """Return the row of the latest beginning in which columns stand."""
        return min(rows(self.frame, *columns), key=lambda row: row.high)


def test_who_comes_from_a_day_on_alights_on_the_days_left_or_goes_on():
    town = Town()
    days = town.frame.grid.n - 3
    row = town.last(town.rides)
    assert row.terms == {town.rides: 1.0, town.leaves: -1.0}
    # The end of planning is a moment of one day more.
    assert row.high == 10.0 * (days + 1)


def test_who_flies_up_to_a_day_alights_before_the_crews_duty_is_over():
    town = Town()
    row = town.last(town.flies)
    assert row.terms == {town.flies: 1.0, town.leaves: -1.0}
    # Entered on the second day, and 13 hours of duty: that day or the next.
    assert row.high == 20.0


def test_vehicles_count_whether_or_not_they_go_on():
    town = Town()
    row = town.last(town.bus)
    assert row.terms == {town.bus: 1.0, town.unit: 1.0}
    assert row.high == 4.0 * (town.frame.grid.n - 3 + 1)


def test_a_site_without_limits_has_no_rows():
    frame = frame_of(country(), 24.0)
    before = len(rows(frame))
    Reception(frame, {}).build()
    assert len(rows(frame)) == before
