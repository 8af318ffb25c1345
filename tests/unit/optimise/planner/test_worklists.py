"""A base that could close at once stays for work that spares what it would leave behind."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot, Party
from exeunt.optimise.planner.dispatch import build
from exeunt.optimise.planner.tactics import opening
from exeunt.rules.judge import judge
from tests.support.missions.planner_country import BUSES, SHIP, STAFF, TRUCKS, Parts, country, day

SHELLS = Lot(
    lot="shells",
    site="fort",
    quantity=6,
    mass_t=1,
    teu=0.25,
    kit_class="ammunition",
    owner="mission",
    value=3_000,
    harm_if_captured=6,
)
BLOWN_UP = Disposition(
    disposition="destroy", kit_class="ammunition", rate_t_per_team_day=2, capability="eod"
)
SAPPERS = Party(
    party="sappers", site="fort", count=6, population="troops", capabilities=(("eod", 1.0),)
)


def closing(standing: float, harm: float = 6.0):
    """Build a plan of a fort with shells that a team destroys in three days, and nothing else.

    They are worth a little more elsewhere, but there are no trucks yet.
    """
    mission = country(
        lots=(attrs.evolve(SHELLS, harm_if_captured=harm),),
        parties=(STAFF, SAPPERS),
        fleets=(BUSES, attrs.evolve(TRUCKS, available_from=day(15))),
        dispositions=(SHIP, BLOWN_UP),
        fort={"standing_cost_per_day": standing},
    )
    parts = Parts(mission)
    built = build(mission, parts.network, parts.worth, opening(mission, parts.network))
    return judge(mission, built.plan)


def test_it_waits_where_what_is_left_costs_more_than_the_days():
    judged = closing(standing=1_000)
    assert judged.lawful
    assert judged.terms.capture_points == 0
    assert judged.terms.not_out == 0


@pytest.mark.parametrize("standing", [1_000, 1e7])
def test_people_are_out_either_way(standing):
    assert closing(standing).terms.not_out == 0


def test_it_does_not_wait_for_what_is_worth_less_than_its_days():
    dear, cheap = closing(standing=1e7, harm=0.001), closing(standing=1_000)
    first = {closure.site: closure.close for closure in dear.plan.closures}["fort"]
    later = {closure.site: closure.close for closure in cheap.plan.closures}["fort"]
    assert first < later
