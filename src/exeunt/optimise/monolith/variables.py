"""What is decided: passages, what they carry, what stands where, closings, disposals."""

import attrs

from exeunt.model.choices import Mode, SiteRole, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot
from exeunt.model.mission import Mission
from exeunt.network.homes import may_take
from exeunt.optimise.monolith.layout import ROUNDING, Layout, Passage
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.rows import Term

Key = tuple[str, str]
"""An item and a site."""


@attrs.frozen
class Ended:
    """Units of a lot disposed of: the column, the lot, the way, where, from when and until when."""

    column: int
    lot: Lot
    way: Way
    row: Disposition | None
    site: str
    start: int
    done: int


class Variables:
    """The columns of a mission, by what they mean. Periods count from 0."""

    def __init__(self, layout: Layout, programme: Programme) -> None:
        """Make all columns."""
        self.layout, self.programme, self.mission = layout, programme, layout.mission
        self.serials: dict[Passage, int] = {}
        """Convoys (or vessels, trains under one escort) of a passage; of flights none."""
        self.vehicles: dict[Passage, dict[str, int]] = {}
        """Vehicles by fleet, and sorties there and back by air fleet."""
        self.people: dict[Passage, dict[str, int]] = {}
        self.carried: dict[Passage, dict[str, int]] = {}
        self.driven: dict[Passage, dict[str, int]] = {}
        self.sheltered: dict[Passage, int] = {}
        """People of parties under armour."""
        for passage in layout.passages:
            self._passage(passage)
        self.stand: dict[Key, list[int]] = {}
        """What stands at a site after all that comes and goes at a period's beginning, by period
        and one more for the end."""
        self.rested: dict[Key, list[int]] = {}
        """Vehicles that have stood the turn time."""
        self._stores()
        self.open: dict[str, list[int]] = {
            site.site: [
                programme.column(f"open[{site.site},{t}]", 1) for t in range(layout.periods)
            ]
            for site in self.mission.sites
            if layout.closes(site)
        }
        self.given_up: dict[Key, list[int]] = {}
        """Vehicles abandoned by fleet and closing site, by period."""
        for fleet in self.mission.fleets:
            for site in self.open:
                self.given_up[fleet.fleet, site] = self._over_time(
                    f"abandon[{fleet.fleet},{site}", fleet.count, layout.periods
                )
        self.ended: list[Ended] = [
            ended for lot in self.mission.lots for ended in self._disposals(lot)
        ]
        self.whole: dict[tuple[str, str, int], int] = {}
        """Whether all of a party are at a site in a period; made where a rule asks."""
        self.last_out = programme.column("last_out", layout.periods, whole=False)
        """Period at whose beginning the last person is out."""

    def is_open(self, site: str, t: int) -> tuple[list[Term], float]:
        """Return terms and constant of whether a site is open in period t, or the last."""
        if site not in self.open:
            return [], 1.0
        if t < 0:
            return [], 1.0
        return [(self.open[site][min(t, self.layout.periods - 1)], 1.0)], 0.0

    def _passage(self, passage: Passage) -> None:
        add, name, mode = self.programme.column, passage.name, passage.step.leg.mode
        if mode == Mode.AIR:
            flying = self.layout.flying(passage.step)
            # One column for a rotation, kept with the passage that leaves its home.
            rotation = 2 * passage.hours + self.mission.doctrine.flight_turn_hours
            each = 1 + int(self.layout.hours // max(rotation, 0.5))
            self.vehicles[passage] = {
                fleet.air_fleet: add(f"sorties[{fleet.air_fleet},{name}]", each * fleet.count)
                for fleet in flying
                if fleet.site == passage.step.origin
            }
        else:
            spacing = max(1.0, self.mission.doctrine.spacing_hours)
            most = max(1, int(self.layout.hours // spacing)) if mode == Mode.ROAD else 24
            self.serials[passage] = add(f"serials[{name}]", most)
            self.vehicles[passage] = {
                fleet.fleet: add(f"vehicles[{fleet.fleet},{name}]", fleet.count)
                for fleet in self.layout.fleets(mode)
            }
            self.sheltered[passage] = add(
                f"sheltered[{name}]", float(self.mission.people), whole=False
            )
        crews = {
            self.mission.party[fleet.crew_party]
            for fleet in self.layout.fleets(mode)
            if fleet.crew_party
        }
        riders = [p for p in self.mission.parties if p in passage.people or p in crews]
        self.people[passage] = {p.party: add(f"people[{p.party},{name}]", p.count) for p in riders}
        fits = self.layout.carried(mode, passage.step)
        self.carried[passage] = {
            lot.lot: add(f"carried[{lot.lot},{name}]", lot.quantity)
            for lot in passage.kit
            if lot in fits
        }
        self.driven[passage] = {
            lot.lot: add(f"driven[{lot.lot},{name}]", lot.quantity)
            for lot in passage.kit
            if mode == Mode.ROAD and lot.self_driving
        }

    def _stores(self) -> None:
        counts: dict[str, int] = {fleet.fleet: fleet.count for fleet in self.mission.fleets}
        parties = {party.party: party.count for party in self.mission.parties}
        lots = {lot.lot: lot.quantity for lot in self.mission.lots}
        for site in self.mission.sites:
            is_passed = site.role == SiteRole.JUNCTION
            for item, count in {**counts, **parties, **lots}.items():
                self.stand[item, site.site] = self._over_time(
                    f"stand[{item},{site.site}", 0 if is_passed else count, self.layout.periods + 1
                )
                if item in counts and site.turn_hours and not is_passed:
                    self.rested[item, site.site] = self._over_time(
                        f"rested[{item},{site.site}", count, self.layout.periods + 1
                    )

    def _over_time(self, name: str, most: float, periods: int) -> list[int]:
        """Add a column a period that is whole by itself, being a sum of whole ones."""
        return [self.programme.column(f"{name},{t}]", most, whole=False) for t in range(periods)]

    def _disposals(self, lot: Lot) -> list[Ended]:
        layout, mission = self.layout, self.mission
        found = []
        for site in layout.places:
            if site.role == SiteRole.EXIT or (lot.site != site.site and site.role != SiteRole.HUB):
                continue
            for way in Way:
                if way == Way.SHIP or not lawful(mission, lot, way, site.site):
                    continue
                row = mission.disposition(lot, way)
                lead = 0.0 if row is None or way == Way.ABANDON else _hours(row)
                for t in range(layout.periods):
                    done = t + (layout.length(lead) if lead else 0)
                    if done > layout.periods or not self._may_begin(row, way, site.site, t, done):
                        continue
                    column = self.programme.column(
                        f"{way}[{lot.lot},{site.site},{t}]", lot.quantity
                    )
                    found.append(Ended(column, lot, way, row, site.site, t, done))
        return found

    def _may_begin(
        self, row: Disposition | None, way: Way, site: str, start: int, done: int
    ) -> bool:
        """Say whether a disposal may begin then: such a way exists, and who takes it is there."""
        mission, hours = self.mission, self.layout.hours
        since = None if row is None else row.available_from
        if since is not None and start * hours < mission.hours(since) - ROUNDING:
            return False
        ready = mission.site[site].receiver_ready
        if way in GIVING and ready is not None:
            return done * hours >= mission.hours(ready) - ROUNDING
        return True


def _hours(row: Disposition) -> float:
    """Return the hours of a disposal: its lead time, and the day over which its rate spreads it."""
    is_rated = row.rate_per_day is not None or row.rate_t_per_team_day is not None
    return row.lead_hours + (24.0 if is_rated else 0.0)


def lawful(mission: Mission, lot: Lot, way: Way, site: str) -> bool:
    """Say whether a lot may be disposed of in a way at a site, by law and by its owner's leave."""
    if way == Way.ABANDON:
        return True
    row = mission.disposition(lot, way)
    if row is None or not row.lawful or (lot.allowed and way not in lot.allowed):
        return False
    if way in GIVING and lot.kit_class in NEVER_GIVEN:
        return False
    if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        return False
    needs_leave = lot.owner == "contingent" and way in {*GIVING, Way.DESTROY}
    return (lot.consent or not needs_leave) and may_take(mission, lot, site, way)
