"""Floors of the bound: who holds a site that stays open for longer."""

import attrs

from exeunt.model.requirements import Requirement
from exeunt.optimise.bound.floors import floors
from exeunt.optimise.bound.flows import Present
from tests.support.missions.planner_country import GUARDS, country
from tests.support.programmes import Row, frame_of, rows


class Held:
    """The fort with a floor of ten, held by armed people with a team for every twenty of them."""

    def __init__(self, *, town: bool = False, **changes: object) -> None:
        needs = (
            Requirement(
                requirement="aid", activity="hold", where="*", capability="medical", amount=1
            ),
        )
        self.frame = frame_of(
            country(
                **(
                    {
                        "fort": {"holding_people": 10},
                        "parties": (attrs.evolve(GUARDS, site="town" if town else "fort"),),
                        "requirements": needs,
                        "doctrine": {"last_lift_hours": 24},
                    }
                    | changes
                )
            ),
            24.0,
        )
        n = self.frame.grid.n
        self.site = "town" if town else "fort"
        self.columns = [self.frame.lp.column(0.0, 20.0) for _ in range(n)]
        before = len(rows(self.frame))
        present = {"fort": [], "town": []}
        present[self.site] = [Present(self.columns, True, {"medical": 0.05}, 20, {})]
        floors(self.frame, present)
        self.rows = rows(self.frame)[before:]

    def of(self, b: int) -> list[Row]:
        """Return the rows of those who are there at a bucket's end."""
        return [row for row in self.rows if self.columns[b] in row.terms]


def test_who_is_armed_is_there_while_the_site_is_open_and_teams_if_it_is_for_a_day_more() -> None:
    held = Held()
    opened = held.frame.opens["fort"]
    armed, teams = held.of(3)
    assert armed.terms == {held.columns[3]: 1.0, opened[3]: -10.0}
    assert teams.terms == {held.columns[3]: 0.05, opened[4]: -1.0}


def test_a_site_that_stays_open_is_held_to_the_end() -> None:
    held = Held(town=True, fort={})
    (teams,) = held.of(3)
    assert (teams.terms, teams.low) == ({held.columns[3]: 0.05}, 1.0)
    assert held.of(held.frame.grid.n - 1) != []


def test_without_a_floor_nobody_has_to_be_there() -> None:
    assert Held(fort={}, requirements=()).rows == []
