"""Who crews, drives and escorts a convoy, and who is left."""

import attrs
import pytest

from exeunt.model.choices import LoadKind
from exeunt.model.forces import Party
from exeunt.network.network import Hop, Step
from exeunt.optimise.planner.draft import Ask, Draft, Lane
from exeunt.optimise.planner.freefleets import FreeFleets
from exeunt.optimise.planner.manning import Attempt, Manning
from exeunt.optimise.planner.wanted import Wanted
from tests.support.missions.planner_country import (
    ESCORTS,
    FORT_TOWN,
    GUARDS,
    STAFF,
    STORES,
    TRUCKS,
    Parts,
    country,
    day,
)

OUT = Lane("road", "fort", "fort", "town", returns=False)
HOPS = [Hop(Step(FORT_TOWN, "fort", "town"), 0, 10)]
CREWED = attrs.evolve(TRUCKS, site="fort", crew_party="guards")
MEDICS = Party(
    party="medics",
    site="fort",
    count=6,
    population="troops",
    capabilities=(("medical", 2.0),),
)


def attempt(pool: dict[str, int], *, most: float = 100, mode: str = "road", **changes):
    """Manning and an attempt at a convoy that leaves the fort."""
    mission = country(
        **({"fleets": (CREWED,), "parties": (GUARDS, STAFF, MEDICS), "lots": (STORES,)} | changes)
    )
    parts = Parts(mission)
    lane = attrs.evolve(OUT, mode=mode)
    draft = Draft(lane=lane, hops=HOPS, load_from=1, load_to=1)
    fleets = FreeFleets(parts.world, parts.worth).of(draft)
    plan = Wanted(parts.world, draft, fleets, [], {}, 0)
    return Manning(parts.world, parts.worth, parts.keep), Attempt(draft, plan, pool, most)


def test_crews_come_out_of_the_pool_as_long_as_there_are_any() -> None:
    manning, tried = attempt({"guards": 5})
    assert [manning.take_crew(tried, CREWED, n) for n in (2, 1)] == [True, False]
    assert (tried.pool, tried.draft.crew) == ({"guards": 1}, {"guards": 4})


def test_who_does_not_work_yet_crews_nothing_and_is_no_team() -> None:
    later = {"available_from": day(2)}
    parties = (attrs.evolve(GUARDS, **later), attrs.evolve(MEDICS, **later))
    manning, tried = attempt({"guards": 5, "medics": 6}, parties=parties, mode="sea")
    assert not manning.take_crew(tried, CREWED, 1)
    assert not manning.provide(tried, Ask("medical", 1, None), 1)
    manning.world.advance(48)
    assert manning.take_crew(tried, CREWED, 1)
    assert manning.provide(tried, Ask("medical", 1, None), 1)


def test_contractors_bring_their_own() -> None:
    manning, tried = attempt({}, fleets=(attrs.evolve(TRUCKS, site="fort"),))
    assert manning.take_crew(tried, TRUCKS, 10)
    assert tried.draft.crew == {}


@pytest.mark.parametrize(("mode", "crewed"), [("road", False), ("sea", True)])
def test_who_may_not_go_by_road_crews_nothing_on_land(mode: str, crewed: bool) -> None:
    sitters = (attrs.evolve(GUARDS, by_road=False),)
    manning, tried = attempt({"guards": 20}, mode=mode, parties=sitters)
    assert manning.take_crew(tried, CREWED, 1) is crewed


def test_those_of_little_use_elsewhere_drive_first() -> None:
    jeeps = attrs.evolve(STORES, lot="jeeps", self_driving=True, crew=2)
    trucks = attrs.evolve(TRUCKS, site="fort")
    pool = {"guards": 8, "staff": 50, "medics": 6}
    manning, tried = attempt(pool, lots=(jeeps,), fleets=(trucks,))
    tried.draft.driven = {"jeeps": 5}
    assert manning.crew(tried)
    assert tried.draft.drivers == {"guards": 8, "medics": 2}
    assert tried.pool == {"guards": 0, "staff": 50, "medics": 4}
    tried.draft.driven = {"jeeps": 40}
    assert not manning.crew(tried)


def test_by_road_teams_come_by_vehicles_only() -> None:
    escorts = attrs.evolve(ESCORTS, site="fort", count=2)
    walkers = attrs.evolve(GUARDS, capabilities=(("escort", 4.0),))
    manning, tried = attempt({"guards": 20}, fleets=(escorts,), parties=(walkers,))
    assert manning.provide(tried, Ask("escort", 2, None), 2)
    assert (tried.draft.vehicles, tried.draft.teams) == ({"escorts": 2}, {})
    assert not manning.provide(tried, Ask("escort", 3, None), 3), "nobody escorts on foot"


def test_afloat_teams_come_by_vehicles_first_and_then_by_people() -> None:
    boats = attrs.evolve(ESCORTS, site="fort", count=1)
    marines = attrs.evolve(GUARDS, capabilities=(("escort", 4.0),))
    kinds = tuple(attrs.evolve(kind, mode="river") for kind in country().vehicles)
    manning, tried = attempt(
        {"guards": 20}, mode="river", fleets=(boats,), parties=(marines,), vehicles=kinds
    )
    assert manning.provide(tried, Ask("escort", 3, None), 3)
    assert (tried.draft.vehicles, tried.draft.teams) == ({"escorts": 1}, {"guards": 10})
    assert manning.provide(tried, Ask("escort", 3, None), 3), "they are aboard already"
    assert tried.pool == {"guards": 10}
    assert not manning.provide(tried, Ask("escort", 6, None), 6)


def test_a_team_is_whole() -> None:
    manning, tried = attempt({"medics": 2}, mode="river")
    assert not manning.provide(tried, Ask("medical", 1, None), 1), "three make a team"
    assert tried.draft.teams == {}
    manning, tried = attempt({"medics": 4}, mode="river")
    assert manning.provide(tried, Ask("medical", 1, None), 1)
    assert (tried.draft.teams, tried.pool) == ({"medics": 3}, {"medics": 1})


def test_as_many_vehicles_go_as_have_trained_crews() -> None:
    kinds = tuple(attrs.evolve(kind, crew_qualification="drivers") for kind in country().vehicles)
    trained = attrs.evolve(GUARDS, qualified=(("drivers", 5.0),))
    manning, tried = attempt({"guards": 20}, parties=(trained,), vehicles=kinds)
    tried.draft.add("trucks", 2)
    assert manning.are_qualified(tried.draft)
    tried.draft.add("trucks", 1)
    assert not manning.are_qualified(tried.draft), "three crews of two"
    manning.world.arrive(30.0, LoadKind.VEHICLE, "fort", "trucks", 1)
    tried.draft.vehicles["trucks"] = 2
    assert not manning.are_qualified(tried.draft), "one crew is on the road"


def test_an_attempt_is_full_with_kit_that_drives() -> None:
    _, tried = attempt({}, most=3)
    tried.draft.add("trucks", 2)
    assert not tried.is_full
    tried.draft.driven = {"stores": 1}
    assert tried.is_full


def test_who_would_come_back_too_late_does_not_go_along() -> None:
    manning, tried = attempt({}, parties=(attrs.evolve(GUARDS, leave_by=day(2)), STAFF))
    for back, there in ((47, True), (48, False)):
        home = Hop(Step(FORT_TOWN, "town", "fort"), 20, back)
        draft = attrs.evolve(tried.draft, hops=[*HOPS, home])
        assert ("guards" in manning.at_home(draft)) is there
    assert "guards" in manning.at_home(tried.draft), "one way"
