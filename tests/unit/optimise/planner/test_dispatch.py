"""Building a plan: where vehicles go on from, requests, and a build that is stopped."""

import math

import attrs
import pytest

from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import Roads, build, requests
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from exeunt.rules.judge import Judged, judge
from tests.support.missions.buses import evacuation
from tests.support.missions.planner_country import (
    BUSES,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TOWN_PORT,
    TRUCKS,
    UP,
    Parts,
    country,
    day,
)


def judged(mission: Mission, **tactics: object) -> Judged:
    """Return the plan that the opening tactics make, changed so."""
    network = Network(mission)
    changed = attrs.evolve(opening(mission, network), **tactics)
    return judge(mission, build(mission, network, Worth(network), changed).plan)


def test_a_stopped_build_is_none() -> None:
    mission = country(parties=(GUARDS,))
    network = Network(mission)
    assert build(mission, network, Worth(network), opening(mission, network), lambda: True) is None


def test_a_build_is_cut_off_between_two_serials() -> None:
    mission = country(parties=(GUARDS,))
    network = Network(mission)
    asked: list[int] = []

    def stop() -> bool:
        asked.append(len(asked))
        return len(asked) > enough

    enough = 10**9
    whole = build(mission, network, Worth(network), opening(mission, network), stop)
    assert whole is not None
    # It asks at every serial that it tries, and not only once in a period.
    assert len(asked) >= whole.work > 0
    enough = len(asked) // 2
    asked.clear()
    assert build(mission, network, Worth(network), opening(mission, network), stop) is None
    assert len(asked) == enough + 1


def test_requests_are_for_what_is_not_granted_by_the_last_moment_to_ask() -> None:
    rows = (
        Permission(permission="granted", mode="road", state="granted"),
        Permission(
            permission="late",
            mode="air",
            where="fort",
            payload="people",
            state="pending",
            valid_from=day(10),
            lead_days=3,
        ),
        Permission(
            permission="now",
            mode="import",
            where="fuel",
            state="refused",
            valid_from=day(2),
            lead_days=7,
        ),
    )
    found = requests(country(permissions=rows))
    assert [(r.permission, r.ask_by) for r in found] == [("now", day(0)), ("late", day(7))]
    assert [r.reason for r in found] == ["import, fuel: refused", "people by air, fort: pending"]


WAYS = {("yard", "near"): 60, ("near", "town"): 60, ("far", "town"): 60}
"""Minutes; from the yard to the far ones one goes by the town."""


@pytest.mark.parametrize(("onward", "hours"), [(True, 6), (False, 8)])
def test_a_bus_goes_from_where_it_unloads_to_the_next_pickup(*, onward: bool, hours: int) -> None:
    """Four hours with the far ones to the town, two more for the near ones; by the yard it is four."""
    mission = evacuation({"yard": 1}, {"near": 20, "far": 20}, {"town": None}, WAYS)
    result = judged(mission, onward=onward)
    assert (result.lawful, result.terms.not_out) == (True, 0)
    assert result.terms.makespan_days * 24 == hours


def test_buses_that_stand_in_a_shelter_fetch_people_to_another() -> None:
    mission = evacuation({"yard": 0}, {"near": 20, "far": 20}, {"town": 10, "port": 30}, WAYS)
    way = Leg(leg="p", origin="near", destination="port", mode="road", km=9, travel_hours=1)
    fleet = attrs.evolve(mission.fleets[0], site="town", count=1)
    result = judged(attrs.evolve(mission, legs=(*mission.legs, way), fleets=(fleet,)))
    assert (result.lawful, result.terms.not_out) == (True, 0)


def test_nothing_leaves_on_days_on_which_nothing_is_decided() -> None:
    mission = country(parties=(GUARDS,))
    network = Network(mission)
    tactics = attrs.evolve(opening(mission, network), every=3)
    plan = build(mission, network, Worth(network), tactics).plan
    assert judge(mission, plan).lawful
    leaves = {stage.depart for stage in plan.stages if stage.stage == 1}
    assert leaves
    days = {int(mission.hours(moment) // mission.period_hours) for moment in leaves}
    assert all(one % 3 == 0 for one in days)


def test_towards_the_end_something_is_decided_every_day() -> None:
    mission = country(parties=(GUARDS,))
    network = Network(mission)
    late = attrs.evolve(GUARDS, leave_from=mission.time(14 * 24 - 12.0))
    waiting = country(parties=(late,))
    tactics = attrs.evolve(opening(waiting, network), every=13, daily_from=13 * 24.0)
    plan = build(waiting, network, Worth(network), tactics).plan
    days = {int(waiting.hours(stage.depart) // 24) for stage in plan.stages if stage.stage == 1}
    assert days
    assert min(days) >= 13
    assert any(day % 13 for day in days)


def test_full_coaches_of_people_who_are_many_do_not_wait_for_trucks() -> None:
    mission = country(
        lots=(attrs.evolve(STORES, quantity=60, ready_from=None),),
        parties=(attrs.evolve(STAFF, site="fort", count=600),),
        fleets=(TRUCKS, attrs.evolve(BUSES, count=1)),
    )
    parts = Parts(mission)
    roads = Roads(parts.world, parts.worth, parts.tactics, parts.convoys)
    draft = parts.convoys.compose(UP, 0)
    assert draft is not None
    full = attrs.evolve(draft, vehicles={"buses": 1}, riders={"staff": 30}, wanted=40, growing=True)
    assert roads._worth_sending(full, 0)
    assert not roads._worth_sending(attrs.evolve(full, riders={"staff": 29}), 0)


@pytest.mark.parametrize(
    ("hours_left", "riders", "goes"),
    [
        pytest.param(100, {}, False, id="soon to close"),
        pytest.param(1000, {}, False, id="after enablers are released"),
        pytest.param(100, {"staff": 30}, True, id="people ride"),
    ],
)
def test_kit_alone_goes_late_only_if_it_pays(
    hours_left: float, riders: dict[str, int], *, goes: bool
) -> None:
    fatal = attrs.evolve(FORT_TOWN, strikes_per_100km=1.0, casualties_per_strike=2.0)
    mission = country(lots=(STORES,), parties=(STAFF,), legs=(fatal, TOWN_PORT))
    parts = Parts(mission, release_at=0.0, close_at={"fort": hours_left, "town": math.inf})
    roads = Roads(parts.world, parts.worth, parts.tactics, parts.convoys)
    safe = Parts(attrs.evolve(mission, legs=(FORT_TOWN, TOWN_PORT)))
    draft = safe.convoys.compose(UP, 0)
    assert draft is not None
    draft.riders = riders
    draft.hops = [attrs.evolve(hop, step=attrs.evolve(hop.step, leg=fatal)) for hop in draft.hops]
    assert roads._worth_sending(draft, 0) is goes
