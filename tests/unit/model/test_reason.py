"""Reasons are values: equal, hashable, asked for arguments by name."""

import pytest

from exeunt.model.reason import Amount, Name, Reason


def test_reasons_of_the_same_key_and_arguments_are_one():
    one = Reason.of("floor.short", site=Name("site", "gao"), needed=Amount(40, "people"))
    other = Reason.of("floor.short", site=Name("site", "gao"), needed=Amount(40, "people"))
    assert one == other
    assert len({one, other}) == 1
    assert one != Reason.of("floor.short", site=Name("site", "kidal"), needed=Amount(40, "people"))


def test_an_argument_is_found_by_its_name():
    reason = Reason.of("leg.closed", leg=Name("leg", "gao-ansongo"), why=Reason.of("season"))
    assert reason["leg"] == Name("leg", "gao-ansongo")
    assert reason["why"] == Reason.of("season")
    with pytest.raises(KeyError):
        reason["since"]
