"""Which way everything goes."""

from exeunt.feasible.reach import Reach
from exeunt.feasible.ways import axis_id, ends_of, gather, main_flow
from tests.support.missions.shipped_missions import shipped_mission


def test_everything_that_leaves_is_on_an_axis() -> None:
    mission = shipped_mission("tiny")
    drafts, stranded = gather(Reach(mission))
    by_id = {axis_id(mission, ends_of(mission, d), d.last.mode): d for d in drafts}
    assert set(by_id) == {"Bravo–Port", "Bravo–Alpha", "Bravo–Alpha by air"}
    assert not stranded
    to_port = by_id["Bravo–Port"]
    assert {f.site for f in to_port.flows.values()} >= {"alpha"}
    assert main_flow(to_port.flows.values()).loads == max(f.loads for f in to_port.flows.values())


def test_what_has_no_way_on_the_ground_is_stranded() -> None:
    mission = shipped_mission("mali-2023")
    reach = Reach(mission)
    reach.arcs.out = {site: [] for site in reach.arcs.out}
    drafts, stranded = gather(reach)
    assert drafts == []
    assert sum(stranded.values()) > 0
