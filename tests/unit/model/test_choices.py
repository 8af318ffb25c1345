"""Words that nouns choose from are enums that equal their strings."""

from datetime import datetime

import attrs
import pytest

from exeunt.model import choices
from exeunt.model.choices import AboardRole, LoadKind, Mode, SiteRole, State, Way
from exeunt.model.plan import LOAD_KINDS, Disposal, Load, Stage
from tests.support.missions.shipped_missions import shipped_mission

MOMENT = datetime(2030, 1, 1)
MALI = shipped_mission("mali-2023")


@pytest.mark.parametrize("enum", [e for e in vars(choices).values() if isinstance(e, type)])
def test_a_member_is_its_word_wherever_the_word_goes(enum: type) -> None:
    for member in enum:
        assert member == member.value
        assert {member: 1}[member.value] == 1
        assert f"{member}" == str(member) == member.value


def test_nouns_built_in_python_hold_members_for_plain_words() -> None:
    stage = Stage(
        serial="S",
        stage=1,
        mode="road",
        leg="l",
        origin="a",
        destination="b",
        depart=MOMENT,
        arrive=MOMENT,
    )
    load = Load(
        serial="S", kind="people", item="p", quantity=1, board_stage=1, alight_stage=1, role="crew"
    )
    row = Disposal(site="a", lot="x", disposition="sell", quantity=1, start=MOMENT, done=MOMENT)
    assert stage.mode is Mode.ROAD
    assert (load.kind, load.role) == (LoadKind.PEOPLE, AboardRole.CREW)
    assert load.kind is LoadKind.PEOPLE
    assert attrs.evolve(load, role="").role is AboardRole.NONE
    assert row.disposition is Way.SELL


def test_a_word_that_is_none_stays_for_the_rules_to_refuse() -> None:
    load = Load(serial="S", kind="kite", item="p", quantity=1, board_stage=1, alight_stage=1)
    assert load.kind == "kite"
    assert load.kind not in LOAD_KINDS


def test_files_are_read_into_members() -> None:
    assert {type(site.role) for site in MALI.sites} == {SiteRole}
    assert {type(leg.mode) for leg in MALI.legs} == {Mode}
    assert {type(row.state) for row in MALI.permissions} == {State}
    assert {type(way) for lot in MALI.lots for way in lot.allowed} == {Way}


def test_a_field_with_further_words_has_members_for_those_that_are_of_the_enum() -> None:
    row = MALI.permissions[0]
    assert attrs.evolve(row, mode="air").mode is Mode.AIR
    assert attrs.evolve(row, mode="*").mode == "*"
    assert attrs.evolve(row, mode="import").mode == "import"
