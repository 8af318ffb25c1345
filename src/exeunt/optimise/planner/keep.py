"""Who must stay where: floors, services, crews and enablers that leave last."""

import math
from collections.abc import Callable, Mapping

from exeunt.clock.steps import EPS
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.forces import Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.requirements import VEHICLES_ONLY
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import Tactics, notice
from exeunt.optimise.planner.world import World

People = dict[str, int]


def minus(have: Mapping[str, int], keep: Mapping[str, int]) -> People:
    """Return who is left when some are kept."""
    return {p: n - keep.get(p, 0) for p, n in have.items() if n > keep.get(p, 0)}


def field_teams(mission: Mission, site: Site) -> list[tuple[str, int]]:
    """Return the teams without which nothing flies from a site, by capability."""
    return [
        (need.capability, need.amount)
        for need in mission.requirements
        if need.activity == "fly" and need.where in {site.site, "*"}
    ]


def _service_teams(mission: Mission, site: Site) -> list[tuple[str, int]]:
    """Return the teams that a site keeps while it is open, by capability.

    A service of every site is held only where people are from the start; every site needs those
    who close it.
    """
    peopled = any(party.site == site.site and party.count for party in mission.parties)
    teams = []
    for need in mission.requirements:
        everywhere = need.where == "*" and (peopled or need.activity == "close")
        here = need.where == site.site or everywhere
        if need.amount and need.activity in {"close", "hold"} and here:
            teams.append((need.capability, need.amount))
    return teams


def _travelling(mission: Mission) -> set[str]:
    """Return the capabilities that people travel with: on legs where not only vehicles bring them.

    Crews of vehicles that bring a capability are kept as crews.
    """
    places: set[str] = set()
    for leg in mission.legs:
        if leg.mode not in VEHICLES_ONLY:
            places |= {leg.leg, leg.mode}
            if leg.mode != Mode.AIR:
                places.add("*")
    convoys = (need for need in mission.requirements if need.activity == "convoy")
    return {need.capability for need in convoys if need.where in places}


class Keep:
    """Answers who may leave a site.

    ``must`` are rules; ``want`` adds those whom later work needs.
    """

    def __init__(
        self, world: World, tactics: Tactics, clients: Mapping[str, frozenset[str]] | None = None
    ) -> None:
        """Index services by site and crews by party once.

        ``clients`` are for each site those whose people go on by it.
        """
        self.world, self.tactics, self.clients = world, tactics, clients or {}
        mission = world.mission
        manned = [site for site in mission.sites if site.role not in {"exit", "junction"}]
        self.services = {site.site: _service_teams(mission, site) for site in manned}
        self.fields = {site.site: field_teams(mission, site) for site in manned}
        self.crews: dict[str, int] = {}
        self.bases: dict[str, set[str]] = {}
        for fleet in mission.fleets:
            if fleet.crew_party:
                self.bases.setdefault(fleet.crew_party, set()).add(fleet.site)
                crew = fleet.count * mission.vehicle[fleet.vehicle].crew
                self.crews[fleet.crew_party] = self.crews.get(fleet.crew_party, 0) + crew
        self.travelling = _travelling(mission)
        self._memo: dict[tuple[str, str, float], tuple[int, People]] = {}
        self._now = -1.0
        # Each table is read through once: a census may have a hundred thousand parties.
        stand: dict[tuple[str, str], list[str]] = {}
        for lot in mission.lots:
            stand.setdefault((lot.provider, lot.site), []).append(lot.lot)
        self.with_kit: dict[str, list[Party]] = {}
        self.own_kit: dict[str, list[str]] = {}
        for party in mission.parties:
            if party.with_kit:
                self.with_kit.setdefault(party.site, []).append(party)
                self.own_kit[party.party] = stand.get((party.provider, party.site), [])

    def _remembered(
        self, what: str, site: str, t: float, find: Callable[[str, float], People]
    ) -> People:
        """Return a copy of what was found since the site last changed, or find it."""
        if self._now != self.world.now:
            self._memo.clear()
            self._now = self.world.now
        key, version = (what, site, t), self.world.versions.of(site)
        known = self._memo.get(key)
        if known is None or known[0] != version:
            known = (version, find(site, t))
            self._memo[key] = known
        return dict(known[1])

    def must(self, site: str, t: float) -> People:
        """Return the people whom the rules keep at a site while it is open."""
        return self._remembered("must", site, t, self._must)

    def floor(self, site: str) -> People:
        """Return the armed who hold a site to the last.

        Rather others than the crews of its vehicles.
        """
        kept: People = {}
        have = self.world.people.at(site)
        others = {p: n for p, n in have.items() if p not in self.crews}
        self._retain_floor(others, kept, self.world.mission.site[site].holding_people)
        self._retain_floor(have, kept, self.world.mission.site[site].holding_people)
        return kept

    def takeable(self, site: str, t: float, lift: Lift = Lift.EVERYBODY) -> People:
        """Return whom a serial of a last lift takes; at a site that stays open, those who may go.

        Nobody goes from there whom the rules keep there or who is at home.
        """
        mission = self.world.mission
        if mission.site[site].stays_open:
            return {
                p: n
                for p, n in minus(self.world.people.at(site), self.must(site, t)).items()
                if not mission.is_home(mission.party[p], site)
            }
        # Teams still at work on disposals leave when the work is done, with a later serial.
        busy = {c for c, work in self.world.works.at(site).items() if work.until > t + EPS}
        return {
            p: n
            for p, n in self._leavers(site, t, lift).items()
            if not busy & {c for c, _ in mission.party[p].capabilities}
        }

    def _leavers(self, site: str, t: float, lift: Lift) -> Mapping[str, int]:
        """Return those at a site but for those who wait for a later serial of the lift."""
        have = self.world.people.at(site)
        if lift is Lift.ALL_BUT_THE_FLOOR:
            # Whoever may not leave yet is not sent ahead: he goes with the very last.
            return minus(minus(have, self.floor(site)), self._held(site, t))
        if lift is Lift.ALL_BUT_THOSE_WHO_MUST_STAY:
            return minus(have, self.must(site, t))
        return have

    def freed(self, site: str, t: float) -> People:
        """Return who may go once nothing flies from a site any more."""
        return minus(self.world.people.at(site), self._must(site, t, field=False))

    def _must(self, site: str, t: float, *, field: bool = True) -> People:
        have, m = self.world.people.at(site), self.world.mission
        kept: People = {}
        for capability, amount in self.services.get(site, ()):
            self._retain_teams(have, kept, capability, amount)
        if field and not self._last_flight(site, t):
            for capability, amount in self.fields.get(site, ()):
                self._retain_teams(have, kept, capability, amount)
        for capability, work in self.world.works.at(site).items():
            if work.until > t + EPS:
                self._retain_teams(have, kept, capability, work.teams)
        for party in self.with_kit.get(site, ()):
            if any(
                self.world.kit.at(site).get(x) or self.world.departures.last_of(site, x) > t + EPS
                for x in self.own_kit[party.party]
            ):
                kept[party.party] = max(kept.get(party.party, 0), min(1, have.get(party.party, 0)))
        self._retain_floor(have, kept, m.site[site].holding_people)
        return {**kept, **self._held(site, t)}

    def _held(self, site: str, t: float) -> People:
        """Return those whom their providers do not let leave a site before hour ``t`` is over."""
        mission, held = self.world.mission, {}
        for name, n in self.world.people.at(site).items():
            party = mission.party[name]
            since = party.leave_from if party.site == site else None
            if since is not None and mission.hours(since) > t + EPS:
                held[name] = n
        return held

    def _last_flight(self, site: str, t: float) -> bool:
        """Say whether a field that stays ours has nobody left to fly but its own crew."""
        m = self.world.mission
        if not m.site[site].stays_open or t < self.tactics.release_at:
            return False
        crew = {c for c, _ in self.fields.get(site, ())}
        others = [
            p
            for p, n in self.world.people.at(site).items()
            if n
            and not crew & {c for c, _ in m.party[p].capabilities}
            and not m.is_home(m.party[p], site)
        ]
        return not others and not self.world.arrivals.are_expected(
            site, frozenset({LoadKind.PEOPLE})
        )

    def _retain_teams(
        self, have: Mapping[str, int], kept: People, capability: str, amount: int
    ) -> None:
        found = self.world.teams({p: kept.get(p, 0) for p in have}, capability)
        for p in sorted(have, key=self._is_home):
            party = self.world.mission.party[p]
            teams = dict(party.capabilities).get(capability, 0.0)
            if found >= amount or not teams:
                continue
            most = math.floor(have[p] * teams / party.count + EPS)
            before = math.floor(kept.get(p, 0) * teams / party.count + EPS)
            wanted = min(most, before + amount - found)
            kept[p] = max(
                kept.get(p, 0), min(have[p], math.ceil(wanted * party.count / teams - EPS))
            )
            found += math.floor(kept[p] * teams / party.count + EPS) - before

    def _retain_floor(self, have: Mapping[str, int], kept: People, floor: int) -> None:
        missing = floor - self.world.armed(kept)
        for p in sorted(have, key=self._holds):
            if missing <= 0:
                break
            if self.world.mission.party[p].armed:
                more = min(missing, have[p] - kept.get(p, 0))
                kept[p] = kept.get(p, 0) + more
                missing -= more

    def _is_home(self, p: str) -> int:
        party = self.world.mission.party[p]
        return 0 if party.destination and self.world.mission.is_home(party, party.site) else 1

    def _holds(self, p: str) -> tuple[int, int, str]:
        """Order in which the armed are kept for a floor.

        Those at home, enablers of the site, the others, those whom convoys need.
        """
        capabilities = {c for c, _ in self.world.mission.party[p].capabilities}
        travels = p in self.crews or bool(capabilities & self.travelling)
        return self._is_home(p), 2 if travels else 0 if capabilities else 1, p

    def _rank(self, p: str) -> tuple[int, int, str]:
        """Order in which people stay rather than drive kit away.

        Those at home, enablers, then the others.
        """
        party = self.world.mission.party[p]
        return self._is_home(p), 0 if party.capabilities else 1, p

    def want(self, site: str, t: float) -> People:
        """Return ``must`` and those whom convoys, drives and later work at the site still need."""
        return self._remembered("want", site, t, self._want)

    def _want(self, site: str, t: float) -> People:
        have = self.world.people.at(site)
        kept = self._enablers(site, t)
        self._retain_drivers(site, t, have, kept)
        if self.mans_perimeter(site, t):
            for p, n in have.items():
                party = self.world.mission.party[p]
                if party.armed and not self.pressed(party, site, t):
                    kept[p] = n
        return kept

    def mans_perimeter(self, site: str, t: float) -> bool:
        """Say whether the armed of a site had better stay for now, beyond its floor.

        A perimeter is in more danger the fewer hold it.
        """
        tactics = self.tactics
        hours = tactics.held.get(site)
        return hours is not None and t < tactics.close_at[site] - hours

    def _enablers(self, site: str, t: float) -> People:
        """Return ``must``, and those who are home.

        Also the crews and teams whom convoys from the site still need.
        """
        kept, m = self.must(site, t), self.world.mission
        for p, n in self.world.people.at(site).items():
            party = m.party[p]
            if m.is_home(party, site):
                kept[p] = n
            elif self.pressed(party, site, t):
                continue
            elif site in self.bases.get(p, ()) and self.employed(site, t):
                kept[p] = max(kept.get(p, 0), min(n, self.crews[p]))
            elif (
                party.site == site
                and any(c in self.travelling or c == "eod" for c, _ in party.capabilities)
                and self.employed(site, t)
            ):
                kept[p] = n
            elif p in self.crews and not m.site[site].stays_open:
                kept[p] = max(kept.get(p, 0), min(n, self.crewing(p, site)))
        return kept

    def crewing(self, crew: str, site: str) -> int:
        """Return how many of a party the vehicles need that it crews.

        Those count that stand at a site or are on their way there.
        """
        m, world = self.world.mission, self.world
        vehicles = {
            f: n for f, n in world.vehicles.at(site).items() if m.fleet[f].crew_party == crew
        }
        for arrival in world.arrivals:
            if arrival.kind != LoadKind.VEHICLE or arrival.site != site:
                continue
            if m.fleet[arrival.item].crew_party == crew:
                vehicles[arrival.item] = vehicles.get(arrival.item, 0) + arrival.quantity
        return sum(n * m.vehicle[m.fleet[f].vehicle].crew for f, n in vehicles.items())

    def _retain_drivers(self, site: str, t: float, have: Mapping[str, int], kept: People) -> None:
        """Keep enough who may go by road to drive the self-driving kit that is still to leave."""
        m = self.world.mission
        needed = sum(
            q * m.lot[x].crew for x, q in self.world.kit.at(site).items() if m.lot[x].self_driving
        )
        if m.site[site].stays_open and t >= self.tactics.release_at:
            needed = 0
        for p in sorted(have, key=self._rank, reverse=True):
            if needed <= 0:
                break
            party = m.party[p]
            if (
                party.by_road
                and party.population in {"troops", "police", "contractor"}
                and not self.pressed(party, site, t)
            ):
                more = min(needed, have[p] - kept.get(p, 0))
                kept[p] = kept.get(p, 0) + more
                needed -= more

    def employed(self, site: str, t: float) -> bool:
        """Say whether enablers at a site still have work.

        It will close, it is too early to go, or somebody still is to come this way.
        """
        if self.world.mission.site[site].stays_open:
            return (
                t < self.tactics.release_at
                or not self.clients.get(site, frozenset()) <= self.world.closed.sites
            )
        return True

    def closes_first(self, site: str, arrives: float) -> bool:
        """Say whether a site is to close before a serial gets there, and waits for no site."""
        # Everything under way to a site puts its last lift off: sites that stay open would send
        # their kit by way of it to the end of planning, and its people would all be late.
        waits = not self.clients.get(site, frozenset()) <= self.world.closed.sites
        return not waits and arrives >= self.tactics.close_at.get(site, math.inf)

    def may_be_at(self, name: str, site: str, t: float) -> bool:
        """Say whether somebody of a party may come to a site at hour ``t``: to its own in time."""
        party, mission = self.world.mission.party[name], self.world.mission
        if party.leave_by is None or party.site != site or mission.is_home(party, site):
            return True
        return t < mission.hours(party.leave_by) - EPS

    def pressed(self, party: Party, site: str, t: float) -> bool:
        """Say whether a party's own last date is near."""
        m = self.world.mission
        if party.leave_by is None or party.site != site:
            return False
        return t >= m.hours(party.leave_by) - notice(m)

    def releasable(self, site: str, t: float) -> People:
        """Return who may go as a passenger now."""
        return self._remembered(
            "releasable", site, t, lambda s, at: minus(self.world.people.at(s), self.want(s, at))
        )

    def drivers(self, site: str, t: float) -> People:
        """Return who may drive kit away for good.

        Neither the rules nor convoys from here need them.
        """
        return self._remembered(
            "drivers", site, t, lambda s, at: minus(self.world.people.at(s), self._enablers(s, at))
        )

    def for_work(self, site: str, t: float) -> People:
        """Return those kept at a site whom no rule keeps: crews, teams and drivers of convoys."""
        return minus(self.want(site, t), self.must(site, t))

    def available(self, site: str, t: float) -> People:
        """Return who may drive, crew or escort from here now."""
        return self._remembered(
            "available", site, t, lambda s, at: minus(self.world.people.at(s), self.must(s, at))
        )
