"""When what may pass an arc."""

import attrs
import pytest

from exeunt.clock.spans import ALWAYS
from exeunt.feasible.openings import imports
from exeunt.feasible.reach import Reach
from exeunt.model.hazards import Season
from exeunt.model.stores import Permission
from tests.support.missions.planner_country import (
    AIRWAY,
    FORT_TOWN,
    GUARDS,
    MI8,
    MI8S,
    country,
    day,
)

REFUSED = Permission(
    permission="p", mode="road", where="fort-town", payload="people", state="refused"
)
AIR = {"aircraft": (MI8,), "air_fleets": (MI8S,)}


def opened(*permissions, legs=(FORT_TOWN,), **changes):
    reach = Reach(country(legs=legs, permissions=permissions, **changes))
    return reach.openings, reach.arcs.every[0]


def test_seasons_and_permissions_both_count():
    granted = attrs.evolve(REFUSED, payload="cargo", state="granted", valid_from=day(3))
    thaw = Season(leg="fort-town", closed_from=day(5), closed_to=day(8))
    openings, arc = opened(granted, seasons=(thaw,))
    assert openings.windows(arc, "cargo", "")[0] == (72, 120)
    assert openings.share(arc, "cargo", "", asked=False) == pytest.approx((2 + 12) / 20)


def test_people_refused_as_passengers_may_pass_as_crews():
    openings, arc = opened(REFUSED)
    assert openings.windows(arc, "people", "") == ()
    assert openings.people(arc, "") == ALWAYS
    all_refused = attrs.evolve(REFUSED, payload="any")
    openings, arc = opened(all_refused)
    assert openings.people(arc, "") == openings.anybodys_people(arc) == ()


def test_what_one_nation_may_is_open_to_anybody():
    only_them = attrs.evolve(REFUSED, state="granted", provider="Ruritania")
    openings, arc = opened(attrs.evolve(REFUSED, payload="people"), only_them)
    assert openings.windows(arc, "people", "") == ()
    assert openings.windows(arc, "people", "Ruritania") == ALWAYS
    assert openings.anybodys(arc, "people") == ALWAYS
    assert openings.nation("Ruritania") == "Ruritania"
    assert openings.nation("Graustark") == "", "no permission tells them from others"


@pytest.mark.parametrize(("legs", "spans"), [((AIRWAY, FORT_TOWN), ALWAYS), ((AIRWAY,), ())])
def test_a_flight_only_asked_for_counts_where_road_seats_can_be_held(legs, spans):
    asked = attrs.evolve(REFUSED, mode="air", where="airway", state="pending")
    openings, arc = opened(asked, legs=legs, parties=(GUARDS,), **AIR)
    assert arc.mode == "air"
    assert openings.people(arc, "") == openings.anybodys_people(arc) == spans


def test_imports_are_free_until_a_row_speaks_of_them():
    row = Permission(permission="w", mode="import", where="water", state="granted", valid_to=day(4))
    assert imports(country(), "water", "fort") == ALWAYS
    assert imports(country(permissions=(row,)), "water", "fort") == ((0, 96),)
    assert imports(country(permissions=(row,)), "fuel", "fort") == ALWAYS
    pending = attrs.evolve(row, state="pending", where="fort")
    assert imports(country(permissions=(pending,)), "water", "fort") == ()
