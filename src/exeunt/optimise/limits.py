"""What a run of the planner may take, and what it is tuned by."""

import attrs

from exeunt.model.mission import Mission
from exeunt.optimise.parameters import DEFAULTS, Parameters


@attrs.frozen(kw_only=True)
class Limits:
    """What a run may take, what it draws its choices from, and what it is tuned by."""

    seconds: float = 60.0
    seed: int = 0
    parameters: Parameters = DEFAULTS
    since: float | None = None
    """Moment of :func:`time.monotonic` from which the seconds count; else the beginning."""
    proving: Mission | None = None
    """The mission, at other prices, of which a bound is proven; else that which is planned."""
