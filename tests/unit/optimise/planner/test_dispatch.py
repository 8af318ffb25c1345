"""Building a plan: requests, and a build that is stopped."""

from exeunt.model.stores import Permission
from exeunt.network.network import Network
from exeunt.optimise.planner.dispatch import build, requests
from exeunt.optimise.planner.tactics import opening
from exeunt.optimise.planner.worth import Worth
from tests.support.missions.planner_country import (
    GUARDS,
    country,
    day,
)


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
