"""How a plan gets built in the time that there is, where a whole build would take longer."""

from collections.abc import Callable

import attrs

FREE = 0.6
"""Share of the time for a build in which it need not keep pace: what is found once is found then,
and a plan that will be built in time is not thinned out."""

ASKED_S = 0.5
"""Seconds in which a build goes on at its pace after somebody asked to end: it may be done soon."""


def in_full(_share: float) -> bool:
    """Pass over no period."""
    return False


@attrs.define
class Haste:
    """Passes over periods where a plan would not be built in time: nothing is decided in them.

    What is booked by then goes on, and the plan goes on to its end: with fewer serials, and the
    rest stays. ``seconds`` tells the time, and ``until`` when the plan is to be built by the same
    clock; ``asked`` says whether somebody asked to end, and ``over`` whether nobody waits for the
    plan any more.
    """

    seconds: Callable[[], float]
    until: float
    asked: Callable[[], bool]
    over: Callable[[], bool]
    soon: bool = False
    """Whether there is so little time that the sooner a plan is built the better."""
    hurried: bool = False
    """Whether any period was passed over."""
    _began: float | None = None
    _since: float | None = None

    def passes_over(self, share: float) -> bool:
        """Say whether to pass over the period that begins when such a share of all is decided.

        A build begins with the period that begins with nothing decided.
        """
        now = self.seconds()
        if self._began is None or not share:
            self._began = now
        if self._since is None and self.asked():
            self._since = now
        until = self.until if self._since is None else min(self.until, self._since + ASKED_S)
        free = FREE * (until - self._began)
        late = now > self._began + free + share * (until - self._began - free)
        self.hurried = self.hurried or late
        return late
