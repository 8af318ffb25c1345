"""The referee's own bookkeeping: who and what is where at every moment of a plan."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cached_property

import attrs

from exeunt.clock.steps import Event, Steps, total
from exeunt.errors import InputError
from exeunt.model.choices import LEAVE, LoadKind, SiteRole
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Plan
from exeunt.model.stores import Permission
from exeunt.rules.references import unknown
from exeunt.rules.serials import Hop, Journey, Serial, Weights, rows, serials, weights
from exeunt.rules.threat import Threats

Post = tuple[str, str]
"""An item (a party, lot or fleet) and a site where some of it may be."""

NOT_IN_SERIALS = frozenset({"sites", "dispositions", "permissions", "supplies", "doctrine"})
"""Tables of which serials hold nothing, or nothing but what :func:`_told` tells of them."""
LASTING = frozenset({LoadKind.PEOPLE, LoadKind.LOT, LoadKind.VEHICLE})
"""What is somewhere at every moment. Supplies are used up, and aircraft belong to their home."""


@attrs.frozen(kw_only=True)
class Removal:
    """A disposal with its times in hours."""

    disposal: Disposal
    start: float
    done: float

    @property
    def item(self) -> str:
        """The lot, or the fleet, that is disposed of."""
        return self.disposal.lot

    @property
    def site(self) -> str:
        """Where it is disposed of."""
        return self.disposal.site

    @property
    def way(self) -> str:
        """How it is disposed of."""
        return self.disposal.disposition

    @property
    def quantity(self) -> int:
        """How many units of it are disposed of."""
        return self.disposal.quantity


@attrs.frozen
class Case:
    """A mission and a plan, with the ledgers that rules read, each built when first asked for."""

    mission: Mission
    plan: Plan
    alike: "Case | None" = attrs.field(default=None, repr=False, eq=False)
    """A case of the same plan whose serials are the same, so that they need not be read again."""

    @cached_property
    def end(self) -> float:
        """End of planning in hours."""
        return self.hours(self.mission.end)

    @cached_property
    def deadline(self) -> float:
        """Deadline in hours."""
        return self.hours(self.mission.deadline)

    @cached_property
    def threats(self) -> Threats:
        """The threat on the legs."""
        return Threats(self.mission)

    @cached_property
    def rows(self) -> tuple[Serial, ...]:
        """All serials as the plan writes them, in its order."""
        if self.alike is not None:
            return self.alike.rows
        return tuple(rows(self.mission, self.plan, self.serials))

    @cached_property
    def serials(self) -> tuple[Serial, ...]:
        """All serials as they go, in the plan's order: each round of a flight is one."""
        if self.alike is not None:
            return self.alike.serials
        return tuple(serials(self.mission, self.plan))

    @cached_property
    def row_hops(self) -> tuple[Hop, ...]:
        """All stages of all serials as the plan writes them."""
        if self.alike is not None:
            return self.alike.row_hops
        return tuple(hop for serial in self.rows for hop in serial.hops)

    @cached_property
    def hops(self) -> tuple[Hop, ...]:
        """All stages of all serials as they go."""
        if self.alike is not None:
            return self.alike.hops
        return tuple(hop for serial in self.serials for hop in serial.hops)

    @cached_property
    def flown(self) -> tuple[Hop, ...]:
        """All stages of all rounds of flights."""
        if self.alike is not None:
            return self.alike.flown
        return tuple(hop for hop in self.hops if hop.flies)

    @cached_property
    def journeys(self) -> tuple[Journey, ...]:
        """The ways of all loads that have one."""
        if self.alike is not None:
            return self.alike.journeys
        return tuple(journey for serial in self.serials for journey in serial.journeys)

    def journeys_of(self, kind: LoadKind) -> Iterator[Journey]:
        """Yield the ways of all loads of a kind."""
        return (journey for journey in self.journeys if journey.load.kind == kind)

    @cached_property
    def removals(self) -> tuple[Removal, ...]:
        """All disposals in hours."""
        return tuple(
            Removal(
                disposal=disposal,
                start=self.hours(disposal.start),
                done=self.hours(disposal.done),
            )
            for disposal in self.plan.disposals
        )

    @cached_property
    def closes(self) -> dict[str, float]:
        """When sites close, in hours."""
        return {site: self.hours(closure.close) for site, closure in self.plan.closes.items()}

    def open_until(self, site: str) -> float:
        """Return when a site closes, or the end of planning."""
        return self.closes.get(site, self.end)

    def held_until(self, site: str) -> float:
        """Return until when services stay.

        It is the beginning of the last-lift span, or the end of planning.
        """
        if site not in self.closes:
            return self.end
        return self.closes[site] - self.mission.doctrine.last_lift_hours

    @cached_property
    def _moves(self) -> dict[str, dict[Post, list[Event]]]:
        """Comings and goings by kind of load, then by item and site."""
        moves: dict[str, dict[Post, list[Event]]] = defaultdict(lambda: defaultdict(list))
        # Whoever is aboard is present nowhere until the serial arrives: a plan cannot count the
        # same people as the floor of one site and the escort that left it.
        for journey in self.journeys:
            if journey.load.kind in LASTING:
                posts = moves[journey.load.kind]
                posts[journey.item, journey.origin].append((journey.depart, -journey.quantity))
                posts[journey.item, journey.destination].append((journey.arrive, journey.quantity))
        # What is being disposed of is taken at the start: half-destroyed kit cannot leave any more.
        for removal in self.removals:
            kind = LoadKind.VEHICLE
            if removal.item in self.mission.lot:
                kind = LoadKind.LOT
            taken = (removal.start, -float(removal.quantity))
            moves[kind][removal.item, removal.site].append(taken)
        return moves

    def _presence(
        self, kind: LoadKind, starts: Iterable[tuple[str, str, int]]
    ) -> dict[Post, Steps]:
        """Return presence by (item, site): where each item starts and wherever it goes."""
        moves = self._moves.get(kind, {})
        begins = {(item, site): float(count) for item, site, count in starts}
        # Sites where nothing of an item starts follow in the order in which the plan brings it.
        for post in moves:
            begins.setdefault(post, 0.0)
        return {post: Steps.of(count, moves.get(post, ())) for post, count in begins.items()}

    @cached_property
    def parties(self) -> dict[Post, Steps]:
        """People present by (party, site)."""
        starts = ((party.party, party.site, party.count) for party in self.mission.parties)
        return self._presence(LoadKind.PEOPLE, starts)

    @cached_property
    def lots(self) -> dict[Post, Steps]:
        """Units present and not yet being disposed of, by (lot, site)."""
        starts = ((lot.lot, lot.site, lot.quantity) for lot in self.mission.lots)
        return self._presence(LoadKind.LOT, starts)

    @cached_property
    def fleets(self) -> dict[Post, Steps]:
        """Vehicles present by (fleet, site)."""
        starts = ((fleet.fleet, fleet.site, fleet.count) for fleet in self.mission.fleets)
        return self._presence(LoadKind.VEHICLE, starts)

    @cached_property
    def parties_by_site(self) -> dict[str, list[tuple[str, Steps]]]:
        """Presence of each party that is ever there, by site."""
        by_site: dict[str, list[tuple[str, Steps]]] = defaultdict(list)
        for (party, site), steps in self.parties.items():
            by_site[site].append((party, steps))
        return by_site

    @cached_property
    def people(self) -> dict[str, Steps]:
        """People present by site, of all parties."""
        return {
            site.site: total(steps for _, steps in self.parties_by_site.get(site.site, ()))
            for site in self.mission.sites
        }

    @cached_property
    def armed(self) -> dict[str, Steps]:
        """Armed people present by site."""
        party = self.mission.party
        return {
            site.site: total(
                steps
                for name, steps in self.parties_by_site.get(site.site, ())
                if party[name].armed
            )
            for site in self.mission.sites
        }

    @cached_property
    def _teams(self) -> dict[tuple[str, str], Steps]:
        """The teams counted so far, by site and capability."""
        return {}

    def teams(self, site: str, capability: str) -> Steps:
        """Return whole teams of a capability at a site: every party's share, rounded down."""
        if (site, capability) not in self._teams:
            self._teams[site, capability] = total(self._teams_of_parties(site, capability))
        return self._teams[site, capability]

    def _teams_of_parties(self, site: str, capability: str) -> Iterator[Steps]:
        """Yield the teams that each party has at a site over time."""
        # Rounded party by party: half a search team of one party and half of another are no team,
        # and a plan that counted them as one would send a convoy without any.
        for name, steps in self.parties_by_site.get(site, ()):
            party = self.mission.party[name]
            brought = dict(party.capabilities).get(capability, 0.0)
            if brought:
                works = steps
                if party.available_from is not None:
                    works = steps.since(self.hours(party.available_from))
                yield works.mapped(share(brought, party.count))

    def permitted(self, permissions: Iterable[Permission]) -> Steps:
        """Return 1 while one of the permissions is granted and valid, else 0.

        It is 1 throughout where there is no permission.
        """
        permissions = tuple(permissions)
        # What no permission is about needs none: asking for one that nobody issues would stop all.
        if not permissions:
            return Steps(1.0)
        events: list[Event] = []
        for permission in permissions:
            since, until = self.valid(permission)
            if permission.state in LEAVE and since < until:
                events += [(since, 1.0), (until, -1.0)]
        return Steps.of(0.0, events).mapped(lambda valid: float(valid > 0))

    def valid(self, permission: Permission) -> tuple[float, float]:
        """Return the span a permission covers, in hours; blank ends are open."""
        since, until = -math.inf, math.inf
        if permission.valid_from is not None:
            since = self.hours(permission.valid_from)
        if permission.valid_to is not None:
            until = self.hours(permission.valid_to)
        return since, until

    def imports(self, supply: str, site: str) -> Steps:
        """Return 1 while a supply may be brought in at a site, else 0."""
        return self.permitted(
            permission
            for permission in self.mission.permissions
            if permission.mode == "import" and permission.where in {supply, "*", site}
        )

    def vacuum(self, site: str) -> float:
        """Return the days from a site's closing until its receiver is ready.

        They are 0 where it has no receiver or does not close.
        """
        ready = self.mission.site[site].receiver_ready
        if not self.mission.site[site].receiver or ready is None or site not in self.closes:
            return 0.0
        return max(0.0, self.hours(ready) - self.closes[site]) / 24

    def may_end(self, lot: str, site: str) -> bool:
        """Say whether a lot that is at a site is out.

        It is out at its destination, or at any exit where it names none.
        """
        destination = self.mission.lot[lot].destination
        if destination:
            return site == destination
        return self.mission.site[site].role == SiteRole.EXIT

    def hours(self, when: datetime) -> float:
        """Return the hours from the mission's start to a moment."""
        return self.mission.hours(when)

    def time(self, t: float) -> datetime:
        """Return the moment so many hours after the mission's start."""
        return self.mission.time(t)


def share(teams: float, count: int) -> Callable[[float], float]:
    """Return how many whole teams ``n`` of a party's ``count`` people bring, as a function of n."""
    if count <= 0:
        return lambda n: 0.0 * n
    # A third of a party of three teams is one team, though 0.999... is what the division leaves.
    # Where a plan has more leave than are there, no team is missing twice: there is just none.
    return lambda n: max(0.0, float(math.floor(n * teams / count + 1e-9)))


def case(mission: Mission, plan: Plan) -> Case:
    """Open a case.

    Raises:
        InputError: the plan names what the mission does not have, or moves none of something.
    """
    problems = tuple(unknown(mission, plan))
    if problems:
        raise InputError(problems)
    return Case(mission, plan)


def again(opened: Case, mission: Mission) -> Case:
    """Open the case of the same plan in a mission of other figures, but of the same names and days.

    Serials are not read again where they hold none of the figures that differ.
    """
    held = {field.name for field in attrs.fields(Mission)} - NOT_IN_SERIALS
    same = all(getattr(mission, name) is getattr(opened.mission, name) for name in held)
    same = same and _told(mission) == _told(opened.mission)
    return Case(mission, opened.plan, opened if same else None)


def _told(mission: Mission) -> tuple[Weights, float, float]:
    """Return what serials hold of supplies and of doctrine: weights, and the times of flights."""
    doctrine = mission.doctrine
    return weights(mission), doctrine.flight_turn_hours, doctrine.taxi_hours
