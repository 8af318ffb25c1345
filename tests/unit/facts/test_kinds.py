"""The four kinds of what becomes of kit, and who has to be there for kit to be passed on."""

import attrs
import pytest

from exeunt.facts.kinds import BEHIND, FATES, KIND_OF, LOSSES, Kind, fate_of, somebody_takes
from exeunt.files.missions import read_mission, write_mission
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.plan import Closure, Disposal, Plan
from tests.support.missions.report_samples import day, small_mission


def received(receiver="the district", ready=None):
    """Return the small mission with a receiver at Alpha, or none."""
    mission = small_mission()
    sites = tuple(
        attrs.evolve(s, receiver=receiver, receiver_ready=ready) if s.site == "alpha" else s
        for s in mission.sites
    )
    return attrs.evolve(mission, sites=sites)


def given(way, done=8):
    return Disposal(
        site="alpha", lot="old", disposition=way, quantity=1, start=day(7), done=day(done)
    )


def closing(on):
    return Plan(closures=(Closure(site="alpha", close=day(on)),))


def test_every_fate_has_one_kind_and_all_that_stays_behind_is_lost():
    assert set(KIND_OF) == set(FATES) == {*DISPOSITIONS, "nobody", "left"}
    assert set(BEHIND) < set(LOSSES)
    assert set(LOSSES) == {"destroy", "abandon", "nobody", "left"}
    assert [KIND_OF[way] for way in ("ship", "gift", "transfer")] == [
        Kind.HOME,
        Kind.PASSED,
        Kind.STAYS,
    ]


@pytest.mark.parametrize("way", ["sell", "gift", "handover"])
@pytest.mark.parametrize(
    ("receiver", "ready", "close", "takes"),
    [
        ("the district", None, 8, True),
        ("the district", day(8), 9, True),
        ("the district", day(8, 1), 9, False),
        ("the district", day(8), 7, False),
        ("", None, 8, False),
    ],
    ids=["always there", "there in time", "comes later", "gone before it comes", "no receiver"],
)
def test_kit_is_passed_on_only_to_a_receiver_who_is_there(way, receiver, ready, close, takes):
    mission, plan = received(receiver, ready), closing(close)
    assert somebody_takes(mission, plan, "alpha", day(8)) is takes
    fate = fate_of(mission, plan, mission.lot["old"], given(way), frozenset())
    assert fate == (way if takes else "nobody")
    assert KIND_OF[fate] == (Kind.PASSED if takes else Kind.LOST)


@pytest.mark.parametrize("nobody", ["", "NIL", "aucun", "TBD", "nobody", "N/A"])
def test_a_word_for_nobody_is_no_receiver(nobody, tmp_path):
    write_mission(received("Somebody Else"), tmp_path)
    sites = tmp_path / "sites.csv"
    sites.write_text(
        sites.read_text(encoding="utf-8").replace("Somebody Else", nobody), encoding="utf-8"
    )
    mission = read_mission(tmp_path)
    assert not somebody_takes(mission, closing(8), "alpha", day(8))


@pytest.mark.parametrize(
    ("owner", "provider", "staying", "fate"),
    [
        ("mission", "", {""}, "transfer"),
        ("mission", "", set(), "nobody"),
        ("contingent", "Chad", {"Chad"}, "transfer"),
        ("contingent", "Chad", {"Togo"}, "nobody"),
        ("contingent", "", {"Togo"}, "transfer"),
    ],
)
def test_kit_stays_in_use_only_with_somebody_who_stays(owner, provider, staying, fate):
    lot = attrs.evolve(small_mission().lots[2], owner=owner, provider=provider)
    assert fate_of(received(), Plan(), lot, given("transfer"), frozenset(staying)) == fate
