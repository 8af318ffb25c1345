"""What all parts of the master share: the programme being built, and what is looked up often."""

import math
from collections import defaultdict
from functools import cached_property

import attrs

from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.network.network import Network
from exeunt.network.ways import Step
from exeunt.optimise.integers import Programme, programme
from exeunt.optimise.master.periods import Periods, periods
from exeunt.optimise.reduce.groups import Groups
from exeunt.optimise.reduce.keys import Keys
from exeunt.optimise.reduce.lanes import Lanes
from exeunt.optimise.rows import Rows, Term


class Builder(Rows):
    """A programme while it is being put together."""

    def __init__(self) -> None:
        """Begin with nothing."""
        super().__init__()
        self.cost: list[float] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.whole: list[int] = []
        self.block: list[str] = []

    def column(
        self,
        cost: float,
        high: float = math.inf,
        low: float = 0.0,
        *,
        whole: bool = False,
        block: str = "",
    ) -> int:
        """Add a column and return its number; ``block`` says what its cost is spent on."""
        self.block.append(block)
        self.cost.append(cost)
        self.low.append(low)
        self.high.append(high)
        self.whole.append(int(whole))
        return len(self.cost) - 1

    def freeze(self) -> Programme:
        """Return the programme as arrays."""
        return programme(self, self.cost, self.low, self.high, self.whole)


@attrs.define
class Store:
    """What comes to a site and leaves it, by period."""

    start: float = 0.0
    comes: dict[int, list[Term]] = attrs.field(factory=lambda: defaultdict(list))
    goes: dict[int, list[Term]] = attrs.field(factory=lambda: defaultdict(list))


class Frame:
    """The mission reduced, its time cut, and the programme."""

    def __init__(self, mission: Mission, network: Network, columns: float = math.inf) -> None:
        """Reduce and cut; the programme is to have so many columns at most."""
        self._most = columns
        self.mission, self.network = mission, network
        self.time: Periods = periods(mission, network)
        self.keys, self.groups = Keys.read(mission), Groups(mission, network)
        self.lanes = Lanes(mission, network)
        self.lp = Builder()
        self.constant = 0.0
        self.opens: dict[str, list[int]] = {}
        self.end, self.deadline = mission.hours(mission.end), mission.hours(mission.deadline)

    def is_full(self) -> bool:
        """Say whether the programme has more columns than it may have: the rest is not written."""
        return len(self.lp.cost) > self._most

    @cached_property
    def manned(self) -> tuple[Site, ...]:
        """The bases and hubs."""
        roles = {SiteRole.BASE, SiteRole.HUB}
        return tuple(site for site in self.mission.sites if site.role in roles)

    def strikes(self, step: Step, t: float) -> float:
        """Return what the strikes cost that one serial must expect on a leg, all of it by size."""
        leg = step.leg
        strikes = self.network.strikes(leg, t) * leg.km / 100
        return strikes * leg.casualties_per_strike * self.mission.prices.casualty

    def while_open(self, terms: list[Term], amount: float, site: str, k: int) -> None:
        """Row: terms are at most an amount where a site is open as period ``k`` begins."""
        if site not in self.opens or k == 0:
            return
        self.lp.row([*terms, (self.opens[site][k - 1], -amount)], high=0.0)

    def stock(self, store: Store, costs: list[float], last: float = 0.0) -> list[int]:
        """Columns: what is at a site at each period's end, and rows that keep account of it."""
        found: list[int] = []
        for k in range(self.time.n):
            cost = costs[k] + (last if k == self.time.n - 1 else 0.0)
            found.append(self.lp.column(cost, block="people"))
            terms: list[Term] = [(found[k], 1.0)]
            terms += [(c, -w) for c, w in store.comes.get(k, ())]
            terms += store.goes.get(k, ())
            start = store.start if k == 0 else 0.0
            if k:
                terms.append((found[k - 1], -1.0))
            self.lp.row(terms, start, start)
        return found
