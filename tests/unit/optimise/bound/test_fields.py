"""Flights leave and land while sites are open."""

import attrs

from exeunt.optimise.bound.fields import Fields
from tests.support.missions.planner_country import AIRWAY, GUARDS, MI8, MI8S, country
from tests.support.programmes import arc, frame_of, rows


class Fort:
    """The fort, which closes, with a sortie out of it and one into it on the third day."""

    def __init__(self, hours: float = 24.0, **site: object) -> None:
        mission = country(legs=(AIRWAY,), parties=(GUARDS,), aircraft=(MI8,), air_fleets=(MI8S,))
        sites = tuple(
            attrs.evolve(s, stays_open=False, **(site if s.site == "town" else {}))
            for s in mission.sites
        )
        self.frame = frame_of(attrs.evolve(mission, sites=sites), hours)
        self.out, self.back = (self.frame.lp.column(0.0, 40.0) for _ in range(2))
        self.before = len(rows(self.frame))
        ways = {"fort": self.out, "town": self.back}
        Fields(
            self.frame,
            {(arc(self.frame, AIRWAY.leg, tail), 2): [c] for tail, c in ways.items()},
        ).build()

    def terms(self, column: int) -> list[dict[int, float]]:
        """Return the rows of a column, without it."""
        found = rows(self.frame, column)
        return [{c: w for c, w in row.terms.items() if c != column} for row in found]


def test_a_sortie_finds_the_field_open_that_it_leaves_and_where_it_lands():
    fort = Fort()
    opened = fort.frame.opens["fort"]
    assert {opened[1]: -40.0} in fort.terms(fort.out)
    assert {opened[1]: -40.0} in fort.terms(fort.back)


def test_where_buckets_are_shorter_than_the_way_it_is_open_for_longer():
    fort = Fort(hours=0.5)
    opened = fort.frame.opens["fort"]
    # Entered at the third half hour, an hour on the way: open through the fourth.
    assert {opened[3]: -40.0} in fort.terms(fort.back)


def test_no_more_than_land_in_the_slots_of_a_day():
    fort = Fort(slots_per_day=3)
    assert {fort.frame.opens["fort"][1]: -3.0} in fort.terms(fort.out)
