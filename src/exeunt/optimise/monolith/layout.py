"""The mission on its own time grid: periods, and the passages that may be made in them.

Every event is at the beginning of a period, and every journey takes whole periods, rounded up.
"""

import math
from functools import cached_property

import attrs

from exeunt.clock.spans import hold
from exeunt.model.choices import Mode, SiteRole
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.transport import AirFleet, Fleet
from exeunt.network.fields import flies
from exeunt.network.homes import may_ship
from exeunt.network.loads import fits_aircraft, fits_vehicle
from exeunt.network.march import march
from exeunt.network.network import Network, Step

ROUNDING = 1e-9
WAYS = 3
"""Ways of disposing of a lot that are usually lawful."""


@attrs.frozen(kw_only=True)
class Passage:
    """A leg entered in one direction at the beginning of a period.

    ``strikes`` are those to expect on one serial over the whole leg; ``hours`` those on the move.
    Who may not be aboard for want of leave is not in ``people`` and ``kit``.
    """

    step: Step
    depart: int
    arrive: int
    hours: float
    strikes: float
    people: tuple[Party, ...]
    kit: tuple[Lot, ...]

    @property
    def name(self) -> str:
        """Return what the passage is called in the programme."""
        return f"{self.step.leg.leg}:{self.step.origin}>{self.step.destination},{self.depart}"


class Layout:
    """A mission's periods, sites and passages, and who can use which."""

    def __init__(self, mission: Mission) -> None:
        """Look at the mission; passages are made when they are asked for."""
        self.mission = mission
        self.network = Network(mission)
        self.hours = float(mission.period_hours)
        self.periods = math.ceil(mission.hours(mission.end) / self.hours - ROUNDING)
        """How many there are; period t begins at t · hours."""

    def at(self, hour: float) -> int:
        """Return the first period that begins at an hour or later."""
        return max(0, math.ceil(hour / self.hours - ROUNDING))

    def length(self, hours: float) -> int:
        """Return the whole periods that so many hours take."""
        return max(1, math.ceil(hours / self.hours - ROUNDING))

    def fleets(self, mode: str) -> tuple[Fleet, ...]:
        """Return the fleets of a mode."""
        mission = self.mission
        return tuple(f for f in mission.fleets if mission.vehicle[f.vehicle].mode == mode)

    def flying(self, step: Step) -> tuple[AirFleet, ...]:
        """Return the fleets that can fly a leg there and back from a home at one of its ends."""
        mission = self.mission
        return tuple(
            fleet
            for fleet in mission.air_fleets
            if fleet.site in {step.origin, step.destination}
            and flies(mission, mission.aircraft_type[fleet.aircraft], step.leg)
        )

    def _is_homeward(self, step: Step) -> bool:
        """Say whether some flights go along a leg in this direction on their way back."""
        return any(fleet.site == step.destination for fleet in self.flying(step))

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Legs by direction that something of the mission can travel, in the order of the table."""
        found = []
        for leg in self.mission.legs:
            ways = [Step(leg, leg.origin, leg.destination)]
            if leg.two_way:
                ways.append(Step(leg, leg.destination, leg.origin))
            usable = self.flying(ways[0]) if leg.mode == Mode.AIR else self.fleets(leg.mode)
            if usable or (leg.mode == Mode.ROAD and self.driven):
                found += ways
        return tuple(found)

    @cached_property
    def driven(self) -> tuple[Lot, ...]:
        """Lots whose units can drive out by themselves."""
        return tuple(lot for lot in self.mission.lots if lot.self_driving and self.moves(lot))

    def moves(self, lot: Lot) -> bool:
        """Say whether moving a lot is of any use: it may be shipped, or transferred elsewhere."""
        return lot.quantity > 0 and (
            may_ship(self.mission, lot) or any(s.stays_open for s in self.mission.sites)
        )

    def carried(self, mode: str, step: Step) -> tuple[Lot, ...]:
        """Return the lots of which some carrier of a mode takes a unit."""
        mission = self.mission
        if mode == Mode.AIR:
            kinds = {mission.aircraft_type[f.aircraft] for f in self.flying(step)}
            return tuple(
                lot
                for lot in mission.lots
                if self.moves(lot) and any(fits_aircraft(lot, kind) for kind in kinds)
            )
        types = {mission.vehicle[f.vehicle] for f in self.fleets(mode)}
        return tuple(
            lot
            for lot in mission.lots
            if self.moves(lot) and any(fits_vehicle(lot, kind) for kind in types)
        )

    def walking(self, mode: str) -> tuple[Party, ...]:
        """Return the parties that may go by a mode."""
        parties = self.mission.parties
        return tuple(p for p in parties if p.count and (p.by_road or mode == Mode.AIR))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """All passages that are open and end within planning, direction by direction."""
        made = []
        for step in self.steps:
            riders, freight = self.walking(step.leg.mode), self.carried(step.leg.mode, step)
            if step.leg.mode == Mode.ROAD:
                freight = tuple(lot for lot in self.mission.lots if lot in {*freight, *self.driven})
            for depart in range(self.periods):
                passage = self._passage(step, depart, riders, freight)
                if passage is not None:
                    made.append(passage)
        return tuple(made)

    def _passage(
        self, step: Step, depart: int, riders: tuple[Party, ...], freight: tuple[Lot, ...]
    ) -> Passage | None:
        mission, since = self.mission, depart * self.hours
        hours = self.on_the_move(step, since)
        lasts = hours
        if step.leg.mode == Mode.ROAD:
            lasts = march(hours, mission.doctrine.march_hours_per_day)
        elif step.leg.mode == Mode.AIR and self._is_homeward(step):
            # The rotation is entered at its beginning: it has to come before it can go back.
            lasts += hours + mission.doctrine.flight_turn_hours
        arrive, until = depart + self.length(lasts), since + lasts
        if arrive > self.periods or since < mission.doctrine.notice_hours - ROUNDING:
            return None
        if not self._open(step, since, until, "", ""):
            return None
        return Passage(
            step=step,
            depart=depart,
            arrive=arrive,
            hours=hours,
            strikes=self.network.strikes(step.leg, since) * step.leg.km / 100,
            people=tuple(
                p
                for p in riders
                if self._leaves(p, step, since)
                and self._open(step, since, until, "people", p.provider)
            ),
            kit=tuple(
                lot
                for lot in freight
                if self._ready(lot, since) and self._open(step, since, until, "cargo", lot.provider)
            ),
        )

    def on_the_move(self, step: Step, since: float) -> float:
        """Return the hours that the fastest takes for a leg entered at an hour."""
        return max(
            self.network.speeds.stage_hours(step.leg, (), since),
            self.network.speeds.least(step.leg),
        )

    def _open(self, step: Step, since: float, until: float, payload: str, provider: str) -> bool:
        leave = self.network.leave(step, payload, self.network.nation(provider))
        return hold(leave, since, until)

    def _leaves(self, party: Party, step: Step, since: float) -> bool:
        """Say whether people of a party may leave by then: from their own site not before a day."""
        first = party.leave_from
        at_home = step.origin == party.site
        return first is None or not at_home or since >= self.mission.hours(first) - ROUNDING

    def _ready(self, lot: Lot, since: float) -> bool:
        return lot.ready_from is None or since >= self.mission.hours(lot.ready_from) - ROUNDING

    def closes(self, site: Site) -> bool:
        """Say whether a site may close within planning."""
        return site.role in {SiteRole.BASE, SiteRole.HUB} and not site.stays_open

    @cached_property
    def places(self) -> tuple[Site, ...]:
        """Sites at which things can stand: all but junctions, which are only passed."""
        return tuple(s for s in self.mission.sites if s.role != SiteRole.JUNCTION)

    def size(self) -> int:
        """Return about how many columns the programme has, without making any passage."""
        mission = self.mission
        each = 0
        for step in self.steps:
            mode = step.leg.mode
            carriers = self.flying(step) if mode == Mode.AIR else self.fleets(mode)
            driven = self.driven if mode == Mode.ROAD else ()
            freight = len(self.carried(mode, step)) + len(driven)
            each += 2 + len(carriers) + len(self.walking(mode)) + freight
        things = len(mission.fleets) + len(mission.parties) + len(mission.lots)
        hubs = sum(site.role == SiteRole.HUB for site in mission.sites)
        ended = len(mission.lots) * (1 + hubs) * WAYS
        return self.periods * (each + len(mission.sites) * (things + 3) + ended)
