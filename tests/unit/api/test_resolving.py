"""The planner as engines of evidence ask it."""

import exeunt
from exeunt.api.resolving import Resolver, arithmetic, effort_of
from exeunt.evidence.conditions import later

TINY = exeunt.load("tiny").mission


def test_arithmetic_proves_what_cannot_be_and_nothing_else():
    assert arithmetic(TINY) == ()
    assert arithmetic(later(TINY, -12))


def test_a_run_ends_when_it_is_enough():
    resolver = Resolver(seed=0, stop=lambda: False)
    solved = resolver(TINY, 20.0, enough=lambda late, _: late is not None)
    assert solved.judged.lawful
    assert solved.first_s < 20.0


def test_the_time_is_shared_among_runs():
    assert effort_of(300.0, None, None).each == 10.0
    assert effort_of(1.0, None, None).each == 1.0
