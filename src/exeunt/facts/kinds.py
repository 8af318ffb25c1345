"""What becomes of kit, in four kinds: home, passed on, staying in use, or lost.

They are defined here and nowhere else: page, papers, command line and Python all count by them. A
paper that says "handed over" makes nobody a receiver: what is given where nobody is there to take
it is lost, as is what is destroyed, abandoned, or not decided on when planning ends.
"""

from datetime import datetime
from enum import StrEnum

from exeunt.model.forces import DISPOSITIONS, GIVING, Lot
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan


class Kind(StrEnum):
    """What has become of kit in the end, as its owner sees it."""

    HOME = "home"
    """At an exit where it may end."""
    PASSED = "passed"
    """Sold, given or handed over to somebody who was there to take it."""
    STAYS = "stays"
    """In use with somebody who stays."""
    LOST = "lost"
    """Destroyed, abandoned, given to nobody, or still undecided at the end."""


NOBODY, LEFT = "nobody", "left"
"""Fates besides the dispositions: given where nobody takes it; neither out nor disposed of."""
FATES = (*DISPOSITIONS, NOBODY, LEFT)
"""All that may become of kit, in the order in which it is listed."""
KIND_OF = {
    "ship": Kind.HOME,
    **dict.fromkeys(GIVING, Kind.PASSED),
    "transfer": Kind.STAYS,
    **dict.fromkeys(("destroy", "abandon", NOBODY, LEFT), Kind.LOST),
}
"""The kind of each fate."""
LOSSES = tuple(fate for fate in FATES if KIND_OF[fate] == Kind.LOST)
"""The ways of losing kit, in the order in which they are listed."""
BEHIND = ("abandon", NOBODY, LEFT)
"""Losses that go on standing where they are, for whoever comes first."""


def somebody_takes(mission: Mission, plan: Plan, site: str, done: datetime) -> bool:
    """Say whether a receiver is at a site to take what is sold, given or handed over by then."""
    place = mission.site[site]
    if not place.receiver:
        return False
    ready = place.receiver_ready
    if ready is None:
        return True
    closure = plan.closes.get(site)
    # Kit that was signed over lies in the open where the site is left before its receiver comes.
    if closure is not None and closure.close < ready:
        return False
    return done >= ready


def somebody_stays(lot: Lot, staying: frozenset[str]) -> bool:
    """Say whether those who stay at a site, by their providers, keep a transferred lot in use."""
    if lot.owner == "contingent" and lot.provider:
        return lot.provider in staying
    return bool(staying)


def fate_of(
    mission: Mission, plan: Plan, lot: Lot, disposal: Disposal, staying: frozenset[str]
) -> str:
    """Return what a disposal of units of a lot comes to; ``staying`` are those who stay there."""
    way = disposal.disposition
    if way in GIVING and not somebody_takes(mission, plan, disposal.site, disposal.done):
        return NOBODY
    if way == "transfer" and not somebody_stays(lot, staying):
        return NOBODY
    return way
