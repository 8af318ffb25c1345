"""The referee's own bookkeeping: who and what is where at every moment of a plan."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cached_property

import attrs

from exeunt.clock.steps import Event, Steps, total
from exeunt.errors import InputError
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan
from exeunt.model.stores import Permission
from exeunt.rules.references import unknown
from exeunt.rules.serials import Hop, Journey, Serial, serials
from exeunt.rules.threat import Threats


@attrs.frozen(kw_only=True)
class Removal:
    """A disposal with its times in hours."""

    row: Disposal
    start: float
    done: float


@attrs.frozen
class Case:
    """A mission and a plan, with the ledgers that rules read, each built when first asked for."""

    mission: Mission
    plan: Plan

    @cached_property
    def end(self) -> float:
        """End of planning in hours."""
        return self.mission.hours(self.mission.end)

    @cached_property
    def deadline(self) -> float:
        """Deadline in hours."""
        return self.mission.hours(self.mission.deadline)

    @cached_property
    def threats(self) -> Threats:
        """The threat on the legs."""
        return Threats(self.mission)

    @cached_property
    def serials(self) -> tuple[Serial, ...]:
        """All serials in the plan's order."""
        return tuple(serials(self.mission, self.plan))

    @cached_property
    def hops(self) -> tuple[Hop, ...]:
        """All stages of all serials."""
        return tuple(hop for serial in self.serials for hop in serial.hops)

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """The ways of all loads that have one."""
        return tuple(journey for serial in self.serials for journey in serial.journeys)

    @cached_property
    def removals(self) -> tuple[Removal, ...]:
        """All disposals in hours."""
        hours = self.mission.hours
        return tuple(
            Removal(row=d, start=hours(d.start), done=hours(d.done)) for d in self.plan.disposals
        )

    @cached_property
    def closes(self) -> dict[str, float]:
        """When sites close, in hours."""
        return {site: self.mission.hours(c.close) for site, c in self.plan.closes.items()}

    def open_until(self, site: str) -> float:
        """Return when a site closes, or the end of planning."""
        return self.closes.get(site, self.end)

    def held_until(self, site: str) -> float:
        """Return until when services stay.

        It is the beginning of the last-lift span, or the end of planning.
        """
        return (
            self.closes[site] - self.mission.doctrine.last_lift_hours
            if site in self.closes
            else self.end
        )

    @cached_property
    def _moves(self) -> dict[tuple[str, str, str], list[Event]]:
        """Comings and goings by kind of load, item and site."""
        moves: dict[tuple[str, str, str], list[Event]] = defaultdict(list)
        for j in self.journeys:
            if j.load.kind in {"people", "lot", "vehicle"}:
                moves[j.load.kind, j.load.item, j.origin].append((j.depart, -j.load.quantity))
                moves[j.load.kind, j.load.item, j.destination].append((j.arrive, j.load.quantity))
        for r in self.removals:
            kind = "lot" if r.row.lot in self.mission.lot else "vehicle"
            moves[kind, r.row.lot, r.row.site].append((r.start, -float(r.row.quantity)))
        return moves

    def _presence(
        self, kind: str, starts: Iterable[tuple[str, str, int]]
    ) -> dict[tuple[str, str], Steps]:
        """Return presence by (item, site): where each item starts and wherever it goes."""
        begins = {(item, site): float(n) for item, site, n in starts}
        keys = {
            **begins,
            **{
                (item, site): 0.0
                for k, item, site in self._moves
                if k == kind and (item, site) not in begins
            },
        }
        return {
            (item, site): Steps.of(n, self._moves.get((kind, item, site), ()))
            for (item, site), n in keys.items()
        }

    @cached_property
    def parties(self) -> dict[tuple[str, str], Steps]:
        """People present by (party, site)."""
        return self._presence("people", ((p.party, p.site, p.count) for p in self.mission.parties))

    @cached_property
    def lots(self) -> dict[tuple[str, str], Steps]:
        """Units present and not yet being disposed of, by (lot, site)."""
        return self._presence("lot", ((x.lot, x.site, x.quantity) for x in self.mission.lots))

    @cached_property
    def fleets(self) -> dict[tuple[str, str], Steps]:
        """Vehicles present by (fleet, site)."""
        return self._presence("vehicle", ((f.fleet, f.site, f.count) for f in self.mission.fleets))

    @cached_property
    def _parties_by_site(self) -> dict[str, list[tuple[str, Steps]]]:
        found: dict[str, list[tuple[str, Steps]]] = defaultdict(list)
        for (party, site), steps in self.parties.items():
            found[site].append((party, steps))
        return found

    @cached_property
    def people(self) -> dict[str, Steps]:
        """People present by site, of all parties."""
        return {
            site.site: total(steps for _, steps in self._parties_by_site.get(site.site, ()))
            for site in self.mission.sites
        }

    @cached_property
    def armed(self) -> dict[str, Steps]:
        """Armed people present by site."""
        party = self.mission.party
        return {
            site.site: total(
                steps
                for name, steps in self._parties_by_site.get(site.site, ())
                if party[name].armed
            )
            for site in self.mission.sites
        }

    @cached_property
    def _teams(self) -> dict[tuple[str, str], Steps]:
        return {}

    def teams(self, site: str, capability: str) -> Steps:
        """Return whole teams of a capability at a site: every party's share, rounded down."""
        if (site, capability) not in self._teams:
            parts = []
            for name, steps in self._parties_by_site.get(site, ()):
                whole = dict(self.mission.party[name].capabilities).get(capability, 0.0)
                if whole:
                    parts.append(steps.mapped(share(whole, self.mission.party[name].count)))
            self._teams[site, capability] = total(parts)
        return self._teams[site, capability]

    def permitted(self, rows: Iterable[Permission]) -> Steps:
        """Return 1 while one of the rows is granted and valid, else 0.

        It is 1 throughout where there is no row.
        """
        rows = tuple(rows)
        if not rows:
            return Steps(1.0)
        spans = [self.valid(row) for row in rows if row.state == "granted"]
        events = [
            e for since, until in spans if since < until for e in ((since, 1.0), (until, -1.0))
        ]
        return Steps.of(0.0, events).mapped(lambda n: float(n > 0))

    def valid(self, row: Permission) -> tuple[float, float]:
        """Return the span a permission covers, in hours; blank ends are open."""
        hours = self.mission.hours
        since = -math.inf if row.valid_from is None else hours(row.valid_from)
        return since, math.inf if row.valid_to is None else hours(row.valid_to)

    def imports(self, supply: str, site: str) -> Steps:
        """Return 1 while a supply may be brought in at a site, else 0."""
        return self.permitted(
            p
            for p in self.mission.permissions
            if p.mode == "import" and p.where in {supply, "*", site}
        )

    def vacuum(self, site: str) -> float:
        """Return the days from a site's closing until its receiver is ready.

        They are 0 where it has no receiver or does not close.
        """
        row = self.mission.site[site]
        if not row.receiver or row.receiver_ready is None or site not in self.closes:
            return 0.0
        return max(0.0, self.mission.hours(row.receiver_ready) - self.closes[site]) / 24

    def may_end(self, lot: str, site: str) -> bool:
        """Say whether a lot that is at a site is out.

        It is out at its destination, or at any exit where it names none.
        """
        destination = self.mission.lot[lot].destination
        return site == destination if destination else self.mission.site[site].role == "exit"

    def time(self, t: float) -> datetime:
        """Return the moment so many hours after the mission's start."""
        return self.mission.time(t)


def share(teams: float, count: int) -> Callable[[float], float]:
    """Return how many whole teams ``n`` of a party's ``count`` people bring, as a function of n."""
    if count <= 0:
        return lambda n: 0.0 * n
    return lambda n: float(math.floor(n * teams / count + 1e-9))


def case(mission: Mission, plan: Plan) -> Case:
    """Open a case.

    Raises:
        InputError: the plan names what the mission does not have, or moves none of something.
    """
    problems = tuple(unknown(mission, plan))
    if problems:
        raise InputError(problems)
    return Case(mission, plan)
