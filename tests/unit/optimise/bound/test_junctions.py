"""Junctions of the relaxation: what comes to one goes on from it together."""

from datetime import timedelta

import attrs
import pytest

from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.model.requirements import Requirement
from exeunt.optimise.bound import pools
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.junctions import PEOPLE, Junctions
from exeunt.optimise.bound.relaxation import Relaxation
from tests.support.missions.planner_country import (
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    START,
    STORES,
    TOWN_PORT,
    TRUCKS,
    country,
)
from tests.support.programmes import arc, frame_of, rows

FORD = Site(site="ford", lat=17.5, lon=1, role="junction")
LEGS = (
    attrs.evolve(FORT_TOWN, leg="fort-ford", destination="ford", km=50, travel_hours=5),
    attrs.evolve(FORT_TOWN, leg="ford-town", origin="ford", km=50, travel_hours=5),
    Leg(leg="ford-port", origin="ford", destination="port", mode="road", km=90, travel_hours=9),
    TOWN_PORT,
)
ESCORTED = Requirement(
    requirement="escorted",
    activity="convoy",
    where="fort-ford",
    capability="escort",
    amount=1,
    per_vehicles=4,
)


def forked(**changes: object) -> Frame:
    """A fort, a town and a port, with roads from each to a ford; trucks and escorts in the town."""
    base = country(
        lots=(STORES,),
        parties=(STAFF, GUARDS),
        fleets=(TRUCKS, ESCORTS),
        legs=LEGS,
        requirements=(ESCORTED,),
    )
    mission = attrs.evolve(base, sites=(*base.sites, FORD), end=START + timedelta(days=30))
    return frame_of(attrs.evolve(mission, **changes), 240.0)


def flowing(frame: Frame, *flows: tuple[str, int]) -> dict[tuple[str, str, tuple[str, int]], int]:
    """Give every arc to and from the ford one column a flow, all in one bucket."""
    found = {}
    for i, a in enumerate(frame.arcs):
        if "ford" in {a.tail, a.head}:
            for what, pool in flows:
                means = (what, i, 0, pool)
                found[a.leg.leg, a.tail, (what, pool)] = frame.lp.column(0.0, 50.0, means=means)
    return found


def pool(frame: Frame, vehicle: str) -> tuple[str, int]:
    kinds = [wheels.kind.vehicle for wheels in frame.pools.wheels]
    return "vehicles", kinds.index(vehicle)


def test_all_that_comes_goes_on() -> None:
    frame = forked()
    trucks = pool(frame, "truck")
    columns = flowing(frame, trucks)
    Junctions(frame).build()
    comes = columns["fort-ford", "fort", trucks]
    (row,) = rows(frame, comes)
    onward = [c for c in row.terms if c != comes]
    assert (row.low, row.high, row.terms[comes]) == (0.0, 0.0, -1.0)
    assert len(onward) == 3, "to the town, to the port, and back"
    goes = columns["ford-port", "ford", trucks]
    (leaving,) = rows(frame, goes)
    assert len(set(onward) & set(leaving.terms)) == 1


def test_what_cannot_go_on_does_not_come() -> None:
    frame = forked()
    i = arc(frame, "fort-ford", "fort")
    column = frame.lp.column(0.0, 9.0, means=("carried", i, 0, 0))
    Junctions(frame).build()
    (row,) = rows(frame, column)
    assert (row.terms, row.low, row.high) == ({column: -1.0}, 0.0, 0.0)


def test_escorts_go_on_with_those_whom_they_escort() -> None:
    frame = forked()
    trucks, escorts = pool(frame, "truck"), pool(frame, "escort")
    columns = flowing(frame, trucks, escorts)
    junctions = Junctions(frame)
    junctions.build()
    passes = {
        flow: set(rows(frame, columns["fort-ford", "fort", flow])[0].terms)
        & set(rows(frame, columns["ford-port", "ford", flow])[0].terms)
        for flow in (trucks, escorts)
    }
    (truck,), (escort,) = passes[trucks], passes[escorts]
    (row,) = [r for r in rows(frame, truck, escort) if r.low == 0.0]
    assert row.terms == {truck: -0.25, escort: 1.0}


def test_kit_and_people_go_on_in_what_carries_them() -> None:
    frame = forked()
    trucks = pool(frame, "truck")
    columns = flowing(frame, trucks, ("carried", 0), PEOPLE)
    Junctions(frame).build()

    def passing(flow: tuple[str, int]) -> int:
        comes = rows(frame, columns["fort-ford", "fort", flow])[0].terms
        goes = rows(frame, columns["ford-port", "ford", flow])[0].terms
        return next(iter(set(comes) & set(goes)))

    truck, kit, people = passing(trucks), passing(("carried", 0)), passing(PEOPLE)
    (fits,) = rows(frame, truck, kit)
    assert (fits.terms, fits.high) == ({kit: 1.0, truck: -1.0}, 0.0)
    (seated,) = [row for row in rows(frame, people) if row.high == 0.0 and row.low != 0.0]
    # Hired drivers are none of the people aboard, and a truck has no seats.
    assert seated.terms == {people: 1.0}


def test_what_turns_back_is_no_more_than_said() -> None:
    """A serial may turn at a junction: with all that it has, so that nothing more is asked of it."""
    frame = forked()
    trucks, escorts = pool(frame, "truck"), pool(frame, "escort")
    columns = flowing(frame, trucks, escorts)
    Junctions(frame).build()
    comes = rows(frame, columns["fort-ford", "fort", trucks])[0].terms
    back = rows(frame, columns["fort-ford", "ford", trucks])[0].terms
    (turned,) = set(comes) & set(back)
    assert len(rows(frame, turned)) == 2, "only what comes and what goes"


def test_a_small_group_that_may_stay_anywhere_goes_on_from_a_junction(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pools, "FINE_PARTIES", -1)
    monkeypatch.setattr(pools, "FEW", 2.0)
    frame = forked()
    Relaxation(frame).linear()
    (number,) = {
        stay.mover
        for stay in frame.pools.stays
        if stay.site == "fort" and not frame.pools.movers[stay.mover].crews
    }
    assert "fort" in frame.pools.movers[number].homes
    entered = {int(m[1]) for m in frame.lp.meaning if m[0] == "people" and m[3] == number}
    ways = {(frame.arcs[i].tail, frame.arcs[i].head) for i in entered}
    assert {("fort", "ford"), ("ford", "port"), ("ford", "town")} <= ways
