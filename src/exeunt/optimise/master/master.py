"""The master: a whole mission in some twenty periods, all of it divided, solved for its advice.

Columns are serials by lane and period (round trips by surface, rounds of flights), their vehicles
and all that is aboard; what is where at each period's end; what kit ends as, without a date; until
when sites are open. It leaves out what the builder sees to (hours, crews' rest, supplies, berths,
beds, whole vehicles), so that what it costs is neither a plan nor a bound: it says what is worth
moving, by which means, and when to close.
"""

import logging
import math
from collections import defaultdict

from exeunt.model.choices import Way
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.advice import Advice
from exeunt.optimise.integers import Effort, Floats, solve_inside
from exeunt.optimise.master.carriage import Carriage
from exeunt.optimise.master.flights import Flights
from exeunt.optimise.master.frame import Frame
from exeunt.optimise.master.gains import gains
from exeunt.optimise.master.kit import Kit
from exeunt.optimise.master.people import People
from exeunt.optimise.master.sites import Sites
from exeunt.optimise.reduce.groups import Group

logger = logging.getLogger(__name__)
UNIT = 1_000.0
"""What a solver's cost of 1 stands for: its tolerances are made for small numbers."""
MOSTLY = 0.5
"""Share from which something is taken to be so."""
FEWEST_UNITS = 1.0
"""Units of kit from which a lane is used."""
FEWEST_FLOWN = 1.0
"""People from which a group flies."""


def advise(mission: Mission, network: Network, effort: Effort, columns: float) -> Advice | None:
    """Return what the master of a mission advises.

    None where it has more than so many ``columns``, or is not solved with the effort.
    """
    master = Master(mission, network, columns)
    logger.info(
        "The master: %d columns; %d lots are %d keys, %d parties %d groups; %d lanes, %d left out",
        len(master.f.lp.cost),
        len(mission.lots),
        len(master.f.keys.lots),
        len(mission.parties),
        len(master.f.groups.count),
        len(master.f.lanes.all),
        master.f.lanes.left_out,
    )
    if master.f.is_full() or effort.stop():
        return None
    programme = master.f.lp.freeze()
    point = solve_inside(programme._replace(cost=programme.cost / UNIT), effort).point
    if point is None:
        return None
    return master.advice(point, float(programme.cost @ point))


class Master:
    """A mission in periods as one programme, and how a point of it is read."""

    def __init__(self, mission: Mission, network: Network, columns: float = math.inf) -> None:
        """Write all of it, or as much as so many columns are."""
        self.f = Frame(mission, network, columns)
        self.mission = mission
        self.sites, self.kit, self.people = Sites(self.f), Kit(self.f), People(self.f)
        self.flights = Flights(self.f, self.people, self.kit)
        self.carriage = Carriage(self.f, self.kit, self.people)
        self.sites.build()
        moving = gains(self.f, self.kit, self.f.lanes.all, self.flights.steps())
        self.flights.build(moving)
        self.carriage.build(moving)
        self.people.wait()
        self.carriage.share()
        self.kit.end()

    def advice(self, point: Floats, cost: float) -> Advice:
        """Return what a point advises that costs so much, without what is constant."""
        return Advice(
            closes=self._closes(point),
            ends=self._ends(point),
            flown=self._flown(point),
            lanes=self._lanes(point),
            cost=cost + self.f.constant,
        )

    def _closes(self, point: Floats) -> dict[str, float]:
        """Return when sites close: at the best moment of the period through which they are not."""
        found = {}
        for site, columns in self.f.opens.items():
            for k, column in enumerate(columns):
                if point[column] < MOSTLY:
                    closing = self.sites.closing[site][k]
                    found[site] = self.f.time.edges[k] if closing is None else closing.t
                    break
        return found

    def _ends(self, point: Floats) -> dict[tuple[str, str], int]:
        """Return the units that end at a site, by lot: those that stood there first."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        taken: dict[str, int] = defaultdict(int)
        for (key, site, way), column in sorted(self.kit.ends.items()):
            left = round(point[column])
            if way == Way.ABANDON or left <= 0:
                continue
            lots = sorted(self.f.keys.lots[key], key=lambda lot: (lot.site != site, lot.lot))
            for lot in lots:
                n = min(left, lot.quantity - taken[lot.lot])
                if n > 0:
                    found[lot.lot, site] += n
                    taken[lot.lot] += n
                    left -= n
        return dict(found)

    def _lanes(self, point: Floats) -> frozenset[tuple[str, str, str]]:
        """Return the modes, pickups and drops between which kit is carried or drives."""
        units: dict[tuple[str, str, str], float] = defaultdict(float)
        for one in self.carriage.all:
            lane = one.run.lane
            for column in (*one.carried.values(), *one.driven.values()):
                units[lane.mode, lane.pickup, lane.drop] += point[column]
        return frozenset(lane for lane, n in units.items() if n >= FEWEST_UNITS)

    def _flown(self, point: Floats) -> frozenset[tuple[str, str]]:
        """Return the parties that go by air, with the sites from which most of them do."""
        air: dict[tuple[Group, str], float] = defaultdict(float)
        road: dict[tuple[Group, str], float] = defaultdict(float)
        for (origin, _, _), aboard in self.flights.aboard.items():
            for group, column in aboard:
                air[group, origin] += point[column]
        for one in self.carriage.all:
            for group, column in one.people:
                road[group, one.run.lane.pickup] += point[column]
        mostly = {
            place
            for place, n in air.items()
            if n >= FEWEST_FLOWN and n > MOSTLY * (n + road[place])
        }
        parties = self.f.groups.of.items()
        return frozenset(
            (name, site) for name, group in parties for g, site in mostly if g == group
        )
