"""What was tried with something that a plan gives up or brings out late, and what came of it.

Whoever makes plans can say so in these terms, and whoever tells a plan can find it out again: the
record knows things, serials and the names of rules, and nothing of how a planner works.
"""

from enum import StrEnum

import attrs

from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Name, Reason


class Outcome(StrEnum):
    """What comes of trying to take one more unit, or one more person, along."""

    NONE_LEAVES = "none_leaves"
    """Nothing leaves on the way out while it is there."""
    REFUSED = "refused"
    """Something leaves, and none of it can take one more."""
    ROOM = "room"
    """It could ride as far as what rides with it is concerned; the whole plan was not judged."""
    BREAKS = "breaks"
    """It could ride, and the plan would then break a rule elsewhere."""
    COSTS = "costs"
    """It could ride lawfully, and the plan would cost more."""
    SAVES = "saves"
    """It could ride lawfully, and the plan would cost less: nobody thought of it."""


@attrs.frozen(kw_only=True)
class Attempt:
    """One thing tried: where it was, and what came of it.

    ``refusals`` count the movements that could not take it by what stood in the way: the name of a
    rule, or ``no_driver``. ``as_far`` is the place beyond which nothing takes it; blank where it
    could not leave at all. ``serial`` is the first that it could have gone with, and ``leaves`` the
    hour at which that sets out. ``rule`` would be broken; ``change`` is what the plan would cost
    more.
    """

    item: str
    site: str
    outcome: Outcome
    refusals: tuple[tuple[str, int], ...] = ()
    as_far: str = ""
    serial: str = ""
    leaves: float = 0.0
    rule: str = ""
    change: float = 0.0

    @property
    def tried(self) -> int:
        """Movements that were tried from where it gets no further."""
        return sum(number for _, number in self.refusals)

    @property
    def rides(self) -> bool:
        """Whether it could ride all the way with what there is."""
        return self.outcome not in {Outcome.NONE_LEAVES, Outcome.REFUSED}

    def reasons(self, mission: Mission) -> tuple[Reason, ...]:
        """Say what came of it."""
        ride: dict[str, str | float] = {"serial": self.serial}
        when = mission.time(self.leaves)
        match self.outcome:
            case Outcome.ROOM:
                return (Reason.of("why.room", **ride, when=when),)
            case Outcome.BREAKS:
                rule = Name("rule", self.rule)
                return (Reason.of("why.breaks", **ride, when=when, rule=rule),)
            case Outcome.COSTS:
                return (Reason.of("why.costs_more", **ride, when=when, cost=self.change),)
            case Outcome.SAVES:
                return (Reason.of("why.missed", **ride, when=when, worth=-self.change),)
        reasons = []
        if self.as_far:
            there = Name("site", self.as_far)
            reasons.append(Reason.of("why.as_far", **ride, site=there, when=when))
        here = Name("site", self.as_far or self.site)
        if self.outcome == Outcome.NONE_LEAVES:
            return (*reasons, Reason.of("why.none_leaves", site=here))
        tally = tuple(Amount(number, f"refused_{code}") for code, number in self.refusals)
        leave = Amount(self.tried, "movement_leaves")
        return (*reasons, Reason.of("why.refused", movements=leave, site=here, tally=tally))
