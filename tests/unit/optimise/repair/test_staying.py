"""Who may go with one serial more: those left for good, and nobody whom a rule keeps."""

import math

from exeunt.network.network import Network
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.repair.staying import Staying
from tests.support.missions.kinds import two_exits


def staying(left: int) -> Staying:
    mission = two_exits()
    open_ended = {site.site: math.inf for site in mission.sites}
    tactics = Tactics(priority={}, close_at=open_ended, release_at=0, settle_at=0)
    keep = Staying(World(mission, Network(mission)), tactics)
    keep.stay = {"base": {"inf": left}}
    return keep


def test_those_go_whom_the_plan_leaves() -> None:
    assert staying(30).releasable("base", 0) == {"inf": 30}
    assert staying(30).available("base", 0) == {"inf": 100}
    assert staying(30).takeable("base", 0) == staying(30).drivers("base", 0) == {"inf": 30}


def test_the_floor_is_kept_where_rules_are_heeded() -> None:
    keep = staying(100)
    keep.freely = False
    assert keep.releasable("base", 0) == {"inf": 90}
    assert keep.floor("base") == {"inf": 10}
    assert keep.for_work("base", 0) == {}


def test_nobody_leaves_home() -> None:
    keep = staying(0)
    keep.stay = {"airport": {"inf": 20}}
    assert keep.releasable("airport", 0) == {}
