"""People under way who wait at bases and hubs are in danger there, all but those aboard.

Who has left where he stood, and by a bucket's end has neither set out on his last way nor left the
base or hub that he was bound for, is then at it or aboard what goes to it. At any moment of the
bucket he is at some base or hub, his own too, or aboard what goes to one: and aboard are no more
than have places at once. So all but these pay for the bucket's hours by the least risk of a site
where they can be (*casualties_site*: people aboard are present nowhere).

That holds of people who can stand nowhere else: not of those who may come to an exit that is not
theirs, or to a site without risk.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from exeunt.model.mission import Mission
from exeunt.optimise.bound.flows import Frame
from exeunt.optimise.bound.guards import Guarding, price_of_a_day
from exeunt.optimise.bound.linear import Charge
from exeunt.optimise.rows import Term


class Waiting:
    """Who waits at the end of each bucket, and what it costs them."""

    def __init__(self, frame: Frame) -> None:
        """Begin with nobody."""
        self.f = frame
        self._terms: list[list[Term]] = [[] for _ in range(frame.grid.n)]
        self._under_way: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        self._sites: set[str] = set()

    def go(self, mover: int, column: int, b: int, arrival: int) -> None:
        """Take note of people who enter a way in a bucket at whose end they are not out."""
        self._under_way[mover].append((column, b, arrival))

    def stand(self, mover: int, reached: Collection[str], columns: Iterable[list[int]]) -> None:
        """Take note of people by what is left of them at the end of each bucket, site by site.

        ``reached`` are the sites where they can be, before they are out.
        """
        if not all(self._risk(site) > 0 or self._is_passed(site) for site in reached):
            return
        self._sites |= {site for site in reached if not self._is_passed(site)}
        for stood in columns:
            for b, column in enumerate(stood):
                self._terms[b].append((column, 1.0))
        for column, entered, arrival in self._under_way[mover]:
            for b in range(entered, min(arrival, self.f.grid.n)):
                self._terms[b].append((column, 1.0))

    def build(self, guarding: Guarding) -> None:
        """Columns and rows: those who wait, less all who can be aboard at once.

        What guards pay at sites is taken off.
        """
        # In large missions everybody may have come anywhere: nothing is known of their sites.
        if self.f.coarse or not self._sites:
            return
        lp, grid = self.f.lp, self.f.grid
        least, aboard = min(self._risk(site) for site in self._sites), self._places()
        for b, terms in enumerate(self._terms):
            most = sum(lp.high[column] for column, _ in terms) - aboard
            if most <= 0:
                continue
            cost = least * grid.hours(b) / 24
            column = lp.column(cost, most, implied=True)
            lp.charges.append(Charge(column, ("people", ""), cost))
            paid = [(c, price / (least / 24)) for c, price in guarding[b]]
            lp.row([(column, 1.0), *paid, *((c, -w) for c, w in terms)], low=-aboard)

    def _risk(self, site: str) -> float:
        """Return the price of a person's day at a site; 0 where nothing is asked for it."""
        return price_of_a_day(self.f.mission, self.f.mission.site[site])

    def _is_passed(self, site: str) -> bool:
        """Say whether nobody ever stands at a site (*stop_time*)."""
        return self.f.mission.site[site].role == "junction"

    def _places(self) -> float:
        """Return how many people can be aboard at once of what goes between their sites."""
        f = self.f
        modes = {a.mode for a in f.arcs if a.head in self._to and a.tail in self._to}
        places = 0.0
        for wheels in f.pools.wheels:
            if wheels.kind.mode in modes:
                crew = wheels.kind.crew if wheels.crews else 0
                places += wheels.count * (wheels.kind.seats + crew)
        if "road" in modes:
            places += _driven_places(f.mission)
        if "air" in modes:
            kinds = ((x.count, f.mission.aircraft_type[x.aircraft]) for x in f.mission.air_fleets)
            places += sum(count * kind.seats for count, kind in kinds)
        return places

    @property
    def _to(self) -> set[str]:
        """The sites between which they go before they are out, junctions too."""
        return self._sites | {s.site for s in self.f.mission.sites if self._is_passed(s.site)}


def _driven_places(mission: Mission) -> float:
    """Return the places in all kit that drives."""
    lots = (lot for lot in mission.lots if lot.self_driving)
    return float(sum(lot.quantity * (lot.crew + lot.seats) for lot in lots))
