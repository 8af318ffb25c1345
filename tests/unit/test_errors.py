"""Errors name the value."""

import exeunt


def test_errors_name_the_value():
    problem = exeunt.Problem(
        place="sites.csv row 7",
        field="holding_people",
        got="-40",
        expected="must be 0 or more",
        hint="is the sign a dash?",
    )
    assert (
        str(problem)
        == 'sites.csv row 7 holding_people: got "-40", must be 0 or more (is the sign a dash?)'
    )
    assert str(exeunt.InputError([problem, problem])).count("\n") == 1
