"""Perimeters of the bound: what a site lacks of its armed people while it is open."""

import attrs
import pytest

from exeunt.optimise.bound.flows import Frame, Present
from exeunt.optimise.bound.perimeters import Move, Perimeters, perimeters
from tests.support.missions.planner_country import FORT_TOWN, GUARDS, STAFF, country
from tests.support.programmes import arc, frame_of, rows


def frame_in_danger(**changes: object) -> Frame:
    """Return a frame of the country with twenty guards at a fort in danger, in days."""
    return frame_of(
        country(
            fort={"perimeter_risk_per_day": 0.01},
            legs=(FORT_TOWN,),
            **({"parties": (GUARDS, STAFF)} | changes),
        ),
        24.0,
    )


def test_a_perimeter_needs_those_who_are_armed_there_at_the_start() -> None:
    assert perimeters(frame_in_danger().mission) == {"fort": 20.0}


def test_a_perimeter_may_need_more_or_nobody() -> None:
    fort = {"perimeter_risk_per_day": 0.01, "perimeter_people": 50}
    assert perimeters(country(fort=fort)) == {"fort": 50.0}
    assert perimeters(country(fort=fort | {"perimeter_people": 0})) == {}


def test_where_danger_does_not_rise_nothing_is_counted() -> None:
    fort = {"perimeter_risk_per_day": 0.01, "perimeter_people": 50}
    assert perimeters(country(fort=fort, doctrine={"thin_base_factor": 1.0})) == {}
    assert perimeters(country(fort={"perimeter_people": 50})) == {}


class Watched:
    """The fort in its third day: twelve guards who never left, others who come by road."""

    def __init__(self) -> None:
        self.frame = frame_in_danger()
        lp, n = self.frame.lp, self.frame.grid.n
        self.stay = [lp.column(0.0, 20.0) for _ in range(n)]
        self.stand = [lp.column(0.0, 20.0) for _ in range(n)]
        self.come = lp.column(0.0, 20.0)
        self.mover = next(i for i, m in enumerate(self.frame.pools.movers) if m.armed and not m.out)
        way = self.frame.arcs[arc(self.frame, "fort-town", "town")]
        present = {
            "fort": [
                Present(self.stay, True, {}, 20, {}),
                Present(self.stand, True, {}, 0, {2: [(self.come, 1.0)]}, self.mover),
            ]
        }
        moves = [Move(way, 1, 2, self.mover, self.come)]
        self.before = len(rows(self.frame))
        Perimeters(self.frame, present, moves).build()
        self.rows = rows(self.frame)[self.before :]


def test_the_watch_is_of_those_who_were_there_or_come() -> None:
    fort = Watched()
    there = {fort.stay[1]: -1.0, fort.stand[1]: -1.0, fort.come: -1.0}
    (row,) = [r for r in fort.rows if there.items() <= r.terms.items()]
    assert (len(row.terms), row.high) == (4, 0.0)


def test_what_the_watch_lacks_is_charged_while_the_site_is_open() -> None:
    fort = Watched()
    opened = fort.frame.opens["fort"][2]
    (row,) = [r for r in fort.rows if opened in r.terms]
    assert sorted(row.terms.values()) == [-20.0, 1.0, 20.0]
    share = next(c for c, w in row.terms.items() if w == 20.0)
    a_day = 0.01 * fort.frame.mission.prices.casualty * 2
    assert fort.frame.lp.cost[share] == pytest.approx(a_day)


def test_who_comes_from_where_he_is_not_home_is_counted_once() -> None:
    """He entered the arc in the bucket before: at its end he stood nowhere."""
    fort = Watched()
    (about,) = [
        r
        for r in fort.rows
        if {fort.stand[1]: -1.0, fort.come: -1.0}.items() <= r.terms.items()
        and fort.stay[1] not in r.terms
    ]
    assert sorted(about.terms.values()) == [-1.0, -1.0, 1.0]


def test_unarmed_people_watch_nothing() -> None:
    frame = frame_in_danger(parties=(attrs.evolve(GUARDS, armed=False),))
    assert perimeters(frame.mission) == {}
