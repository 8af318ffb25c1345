"""Parameters: in range, from a mapping, and what of them is recorded."""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.optimise.parameters import DEFAULTS, Parameters, parameters_from, work_for


def test_every_parameter_has_a_range_that_holds_its_default_and_a_meaning():
    for field in attrs.fields(Parameters):
        assert field.metadata["least"] <= field.default <= field.metadata["most"], field.name
        assert len(field.metadata["meaning"]) > 20, field.name


def test_only_what_is_changed_is_recorded():
    assert DEFAULTS.changed() == {}
    assert parameters_from({"heat": 0.1, "coach_seats": 12}).changed() == {"coach_seats": 12}


def test_all_problems_of_a_file_are_said_at_once():
    with pytest.raises(InputError) as error:
        parameters_from({"heat": -1, "coach_seats": 2.5, "hurry": 1}, place="mine.toml")
    problems = {p.field: p for p in error.value.problems}
    assert problems.keys() == {"heat", "coach_seats", "hurry"}
    assert all(p.place == "mine.toml" for p in problems.values())
    assert problems["heat"].got == "-1"
    assert "from 0 to 10" in problems["heat"].expected
    assert "a whole number" in problems["coach_seats"].expected
    assert "search_share" in problems["hurry"].expected


@pytest.mark.parametrize("value", [True, "0.5", None, float("nan"), float("inf")])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(InputError):
        Parameters(search_share=value)


def test_parameters_are_used():
    assert work_for(60, Parameters(search_share=0.1)) < work_for(60)
