"""Holding floors and services that cannot be there."""

import attrs

from exeunt.feasible.clash import clashes
from exeunt.model.forces import Party
from exeunt.model.requirements import Requirement
from tests.support.missions.held_base import START, day, held_base, only


def test_floor_above_the_armed_at_the_start():
    found = only(held_base(base={"holding_people": 41}))
    assert (found.rule, found.where, found.when) == ("holding_floor", "base", START)
    assert (found.needed, found.found) == ("41 armed people", "at most 40 armed people")
    assert (
        found.message == "Base must be held by 41 armed people; on 1 Jan at most 40 can be there."
    )


def test_floor_after_the_provider_took_its_people_away():
    found = only(
        held_base(base={"holding_people": 20, "close_from": day(10)}, guards={"leave_by": day(5)})
    )
    assert (found.rule, found.when) == ("holding_floor", day(5))
    relief = Party(party="relief", site="hub", count=20, population="troops", armed=True)
    m = held_base(base={"holding_people": 20, "close_from": day(10)}, guards={"leave_by": day(5)})
    assert clashes(attrs.evolve(m, parties=(*m.parties, relief))) == ()


def test_services_that_nobody_brings():
    doctor = Requirement(
        requirement="doctor", activity="hold", where="base", capability="medical", amount=1
    )
    found = only(held_base(requirements=(doctor,)))
    assert (found.rule, found.needed, found.found) == ("services_stay", "1 medical", "at most 0")
    assert (
        clashes(held_base(requirements=(doctor,), guards={"capabilities": (("medical", 1.0),)}))
        == ()
    )
    assert (
        only(held_base(requirements=(attrs.evolve(doctor, where="*"),))).where == "base"
    )  # nobody is at the hub
