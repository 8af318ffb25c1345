"""What a convoy needs for itself."""

import pytest

from exeunt.papers.convoy_orders.needs import needs
from tests.support.pages.paper_world import dossier


@pytest.mark.parametrize("name", ["tiny", "port-run"])
def test_a_plan_that_keeps_the_rules_stands_on_granted_permissions_and_carries_what_it_needs(name):
    facts = dossier(name).facts
    assert all(row.state == "granted" for deciding in facts.leaves.values() for row in deciding)
    tracked = {(s.site, s.supply) for s in facts.mission.supplies}
    for movement in facts.surface:
        for need in needs(facts.mission, movement):
            if (movement.way[0], need.supply) in tracked:
                assert need.carried >= need.needed - 1e-6
