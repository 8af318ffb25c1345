"""What the master's advice says by itself."""

from exeunt.optimise.advice import Advice


def test_advice_counts_the_units_that_go_no_further():
    ends = {("stores", "fort"): 4, ("trucks", "town"): 2}
    advice = Advice(closes={}, ends=ends, flown=frozenset(), lanes=frozenset(), cost=1.0)
    assert advice.units == 6
