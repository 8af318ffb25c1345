"""What a user may say about an import."""

import math

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import KINDS, Choices
from exeunt.files.imports.publishers import PUBLISHERS


def test_what_holds_where_nothing_is_said_can_be_used():
    Choices().check()


@pytest.mark.parametrize(
    ("choice", "option"),
    [
        ({"site_km": 0}, "--site-km"),
        ({"leg_km": -1}, "--leg-km"),
        ({"snap_km": math.nan}, "--snap-km"),
        ({"leg_km": math.inf}, "--leg-km"),
        ({"precision": 0}, "--precision"),
        ({"dates": "american"}, "--dates"),
        ({"role": "palace"}, "--role"),
        ({"columns": (("colour", "x"),)}, "--column"),
    ],
)
def test_what_no_import_can_use_is_refused(choice, option):
    with pytest.raises(InputError) as caught:
        Choices(**choice).check()
    (problem,) = caught.value.problems
    assert problem.place == option


def test_every_kind_has_its_reader():
    assert tuple(PUBLISHERS) == KINDS
