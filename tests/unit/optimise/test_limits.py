"""What a run may take."""

from exeunt.optimise.limits import Limits
from exeunt.optimise.parameters import DEFAULTS


def test_a_run_takes_a_minute_and_proves_what_it_plans() -> None:
    limits = Limits()
    assert limits.seconds == 60.0
    assert limits.parameters is DEFAULTS
    assert limits.proving is None
