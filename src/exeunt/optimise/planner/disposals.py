"""Dispose of kit where it stands: what, how, and when the work on it is done."""

import math

from exeunt.clock.steps import EPS
from exeunt.model.choices import Way
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, Lot
from exeunt.model.plan import Disposal
from exeunt.network.march import up
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.stores.works import Line
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World
from exeunt.optimise.planner.worth import Worth

TEAMS_BEGIN = 0.85
"""Share of the time to the deadline after which work for teams waits for no transport."""


class Disposals:
    """Books disposals one after the other for each site and way of disposing."""

    def __init__(self, world: World, worth: Worth, tactics: Tactics) -> None:
        """Keep what disposing needs."""
        self.world, self.worth, self.tactics = world, worth, tactics
        self.mission = world.mission
        self.reserved = dict(tactics.dispose_early)
        self._seen: dict[str, tuple[tuple[int, int, bool, bool], tuple[tuple[str, int], ...]]] = {}

    def early(self, t: float) -> None:
        """Start on kit that is best disposed of where it stands.

        Start too on what could not be shipped in time before.
        """
        for site, lots in self.world.kit:
            if site in self.world.closed or self.mission.site[site].role in {"exit", "junction"}:
                continue
            settled = self._settled(site, t)
            known = (self.world.network.era(t), self.worth.reception(t), *settled)
            state = (known, tuple(lots.items()))
            if self._seen.get(site) == state:
                continue
            for item in sorted(lots):  # a copy: disposing deletes what is gone
                lot = self.mission.lot[item]
                if lot.ready_from and self.mission.hours(lot.ready_from) > t:
                    continue
                choice = self.worth.choice(lot, site, t)
                wanted = (
                    lots[item]
                    if settled[self._asks_for_teams(lot, site, t)] or not choice.moves
                    else min(lots[item], self.reserved.get((item, site), 0))
                )
                if wanted > 0:
                    done = self.dispose(
                        site,
                        lot,
                        wanted,
                        t,
                        min(
                            self.tactics.close_at.get(site, self.world.calendar.end),
                            self.world.calendar.end,
                        ),
                        abandon=False,
                    )
                    if choice.moves and done:
                        self.reserved[item, site] = max(
                            0, self.reserved.get((item, site), 0) - done
                        )
            waits = any(
                (at := self.mission.lot[x].ready_from) and self.mission.hours(at) > t for x in lots
            )
            if not waits:
                self._seen[site] = (state[0], tuple(lots.items()))

    def _settled(self, site: str, t: float) -> tuple[bool, bool]:
        """Say whether kit at a site waits for no transport any more, and what needs teams for that.

        Teams leave by the deadline: what they are to do is begun in time for it to be done.
        """
        if not self.mission.site[site].stays_open:
            return False, False
        latest = TEAMS_BEGIN * self.mission.hours(self.mission.deadline)
        return t >= self.tactics.settle_at, t >= min(self.tactics.settle_at, latest)

    def _asks_for_teams(self, lot: Lot, site: str, t: float) -> bool:
        """Say whether the best way to dispose of a lot at a site is work for teams."""
        best = self.worth.local(lot, site, t)[0][1]
        row = self.worth.disposition(lot, best, site) if best != Way.ABANDON else None
        return row is not None and bool(self._needs(row, lot, best, site))

    def dispose(
        self,
        site: str,
        lot: Lot,
        quantity: int,
        t: float,
        by: float,
        *,
        abandon: bool,
        lift: Lift | None = None,
    ) -> int:
        """Dispose of up to so many units by hour ``by``, by the best means first.

        Return how many. Arms stay with the floor, but for what a last ``lift`` would leave behind.
        """
        left = quantity
        here = self.world.kit.at(site)
        # Nobody waits for a receiver with kit alone: before the closing it goes to who is there.
        asked = by if abandon else t
        for utility, disposition in self.worth.local(lot, site, asked):
            kept = self.world.floor_arms.kit(site, lift).get(lot.lot, 0)
            if disposition == "transfer":
                # Those who stay have it at hand all the same.
                kept = 0
            most = min(left, here.get(lot.lot, 0) - kept)
            if most <= 0:
                continue
            if disposition == "abandon":
                if abandon:
                    self._write(site, lot, "abandon", most, by, by)
                    left -= most
                continue
            # What is in use at its site is disposed of when that closes, or stays in use there.
            works = self.world.works_with(lot.lot, site)
            if works and not abandon and disposition != Way.TRANSFER:
                continue
            if utility < -lot.harm_if_captured * self.mission.prices.capture_point - EPS:
                continue
            left -= self._work(site, lot, disposition, most, t, by)
        return quantity - left

    def leave(self, site: str, lot: Lot, quantity: int, at: float) -> None:
        """Abandon so many units where they are at an hour."""
        self._write(site, lot, "abandon", quantity, at, at)

    def _work(
        self, site: str, lot: Lot, disposition: str, quantity: int, t: float, by: float
    ) -> int:
        """Book work of one kind on a lot as far as its rate, lead time and teams allow.

        Return the units.
        """
        row = self.worth.disposition(lot, disposition, site)
        if row is None:
            return 0
        needs = self._needs(row, lot, disposition, site)
        people = self.world.people.at(site)
        if any(self.world.teams(people, c) < n for c, n in needs):
            return 0
        line = Line.of(site, row)
        begin = max(t, self.world.works.free_from(line, t) - row.lead_hours)
        if row.available_from is not None:
            begin = max(begin, self.mission.hours(row.available_from))
        if disposition in GIVING:
            # The paper may be done before; what changes hands does so when somebody is there.
            begin = max(begin, self.worth.taken_from(site) - row.lead_hours)
        units, teams, done = self._shift(
            row, lot, quantity, begin, min(by, self.world.calendar.end), site
        )
        if units <= 0:
            return 0
        for capability, amount in needs:
            working = amount
            if capability == row.capability:
                working = max(amount, teams)
            self.world.works.hold(site, capability, done, working)
        if row.rate_per_day or row.rate_t_per_team_day:
            self.world.works.occupy(line, done)
        self._write(site, lot, disposition, units, begin, done)
        return units

    def _needs(
        self, row: Disposition, lot: Lot, disposition: str, site: str
    ) -> list[tuple[str, int]]:
        """Return the teams without which units of a lot are not disposed of, by capability."""
        needs = [(row.capability, 1)] if row.capability else []
        needs += [
            (r.capability, r.amount)
            for r in self.mission.requirements
            if disposition == "destroy"
            and r.activity == "destroy"
            and r.where in {"*", lot.kit_class, site}
            and r.amount
        ]
        return needs

    def _shift(
        self, row: Disposition, lot: Lot, quantity: int, begin: float, by: float, site: str
    ) -> tuple[int, int, float]:
        """Return the units that work from ``begin`` can finish, by how many teams, and when.

        The teams are the fewest that finish most.

        At a site that stays open the work is to end well before the deadline if it can, for the
        teams to leave.
        """
        most = self.world.teams(self.world.people.at(site), row.capability) if row.capability else 1
        early = (
            min(by, 0.9 * self.mission.hours(self.mission.deadline))
            if self.mission.site[site].stays_open
            else by
        )
        best = (0, 0, begin)
        for last in sorted({early, by}):
            for teams in sorted({1, 2, 4, 8, most}):
                if teams > most:
                    break
                days = self._days_per_unit(row.rate_per_day, row.rate_t_per_team_day, lot, teams)
                available = (last - begin - row.lead_hours) / 24
                units = (
                    (quantity if days == 0 else min(quantity, math.floor(available / days + EPS)))
                    if available >= -EPS
                    else 0
                )
                done = up(begin + row.lead_hours + units * days * 24)
                if units > best[0] and done <= by + EPS:
                    best = (units, teams, done)
            if best[0] == quantity:
                break
        return best

    def _days_per_unit(
        self, rate: float | None, team_rate: float | None, lot: Lot, teams: int
    ) -> float:
        by_units = 1 / rate if rate else 0.0
        by_teams = lot.mass_t / (team_rate * teams) if team_rate else 0.0
        return max(by_units, by_teams)

    def _write(
        self, site: str, lot: Lot, disposition: str, units: int, start: float, done: float
    ) -> None:
        time = self.mission.time
        self.world.kit.send(site, lot.lot, units)
        self.world.departures.note_lot(site, lot.lot, start)
        self.world.leave(site, done, 0.0, units * lot.teu)
        self.world.written.dispose(
            Disposal(
                site=site,
                lot=lot.lot,
                disposition=disposition,
                quantity=units,
                start=time(start),
                done=time(done),
            ),
        )
