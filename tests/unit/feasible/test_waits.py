"""Which permissions a way waits for, by name."""

import attrs
import pytest

from exeunt.feasible.axes import axes
from exeunt.model.stores import Permission
from tests.support.missions.two_legs import axis, two_legs


@pytest.mark.parametrize(
    ("state", "kit"), [("pending", ("p",)), ("refused", ("p",)), ("granted", ())]
)
def test_what_is_not_granted_blocks_what_it_is_about(state, kit):
    mission = two_legs()
    asked = Permission(permission="p", mode="road", where="kidal", payload="cargo", state=state)
    found = axis(attrs.evolve(mission, permissions=(asked,)), "Gao–Kidal")
    assert (found.waits_for, found.people_wait_for) == (kit, ())


def test_a_place_of_which_nothing_is_said_blocks_nobody():
    assert {one.waits_for for one in axes(two_legs(permissions=())).axes} == {()}


def test_a_grant_beside_a_refusal_is_none_of_what_blocks():
    rows = tuple(
        Permission(permission=state, mode="road", where="kidal", payload="cargo", state=state)
        for state in ("granted", "refused")
    )
    assert axis(two_legs(permissions=rows), "Gao–Kidal").waits_for == ("refused",)
