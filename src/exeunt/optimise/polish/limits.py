"""What rules allow of every count: the least and the most, over time."""

import math
from collections.abc import Callable
from functools import cached_property

import attrs

from exeunt.clock.steps import EPS
from exeunt.model.choices import SiteRole
from exeunt.model.mission import Mission
from exeunt.optimise.polish.effects import Count, Effects
from exeunt.optimise.polish.levels import Levels
from exeunt.optimise.polish.teams import ALWAYS, Steps, Teams, at

HASTE = 5e-5
"""Half the share by which the referee lets a rate be exceeded, for spans in whole seconds."""


@attrs.frozen
class Limit:
    """A count's first figure, and its least and most: figures that hold from hours on."""

    start: float = 0.0
    least: tuple[tuple[float, float], ...] = ()
    most: tuple[tuple[float, float], ...] = ()
    growth: float = 0.0
    """What the most grows by with every hour from the start."""

    @cached_property
    def breaks(self) -> frozenset[float]:
        """The hours at which a limit changes."""
        return frozenset(t for t, _ in (*self.least, *self.most) if t > -math.inf)

    def least_at(self, t: float) -> float:
        """Return the least at an hour."""
        return at(self.least, t, -math.inf)

    def most_at(self, t: float) -> float:
        """Return the most at an hour."""
        return at(self.most, t, math.inf) + self.growth * max(0.0, t)


class Limits:
    """Answers what is allowed of a count, with the plan's teams as they are.

    Every answer is found once: where the plan is another, so are its limits.
    """

    def __init__(self, mission: Mission, effects: Effects, levels: Levels) -> None:
        """Keep what limits depend on."""
        self.mission, self.effects, self.levels = mission, effects, levels
        self._teams = Teams(mission, effects, levels)
        self._known: dict[Count, Limit] = {}
        self._made: dict[str, Callable[[Count], Limit]] = {
            "people": self._people,
            "rested": self._rested,
            "kit": self._kit,
            "fleet": self._fleet,
            "standing": self._standing,
            "moving": self._moving,
            "trained": self._trained,
            "armed": self._armed,
            "armour": self._armour,
            "ammunition": self._ammunition,
            "beds": self._beds,
            "yard": self._yard,
            "load": self._load,
            "unload": self._unload,
            "packed": self._packed,
            "column": self._column,
            "gate": self._gate,
            "come": self._come,
            "units": self._units,
            "tonnes": self._tonnes,
        }

    def of(self, count: Count) -> Limit:
        """Return the limits of a count."""
        if count not in self._known:
            self._known[count] = self._made[count.what](count)
        return self._known[count]

    def _emptied(self, site: str) -> Steps:
        """Return that nothing is left at a site from its closing on."""
        close = self.effects.closes.get(site)
        return () if close is None else ((close - EPS, 0.0),)

    def _people(self, count: Count) -> Limit:
        party = self.mission.party[count.item]
        start = float(party.count) if party.site == count.at else 0.0
        most = self._emptied(count.at)
        if party.leave_by is not None and count.at == party.site:
            home = self.mission.is_home(party, party.site)
            most = most if home else (*most, (self.mission.hours(party.leave_by), 0.0))
        least = self._teams_kept(count)
        if party.with_kit and count.at == party.site:
            # Somebody stays as long as the plan has kit of theirs there.
            gone = self._kit_gone(party.provider, count.at)
            least = _raised(least, 1.0, gone)
        return Limit(start, least, tuple(sorted(most)))

    def _kit_gone(self, provider: str, site: str) -> float:
        """Return the hour from which no kit of a provider that began at a site is there."""
        gone = -math.inf
        for key, lots in self.effects.keys.lots.items():
            if lots[0].provider == provider and any(lot.site == site for lot in lots):
                count = Count("kit", key, site)
                start = self._begins(count)
                gone = max(gone, _last_time_above(start, self.levels.without(count, ())))
        return gone

    def _left_alone(self, count: Count) -> Steps:
        """Return from when on kit may not be at a site because those who stay with it have left."""
        lot = self.effects.keys.one(count.item)
        steps: list[tuple[float, float]] = []
        for party in self.mission.parties:
            theirs = party.with_kit and party.provider and party.provider == lot.provider
            if theirs and party.site == count.at and party.count:
                people = Count("people", party.party, count.at)
                changes = self.levels.without(people, ())
                steps.append((_last_time_above(float(party.count), changes) - EPS, 0.0))
        return tuple(step for step in steps if math.isfinite(step[0]))

    def _begins(self, count: Count) -> float:
        lots = self.effects.keys.lots[count.item]
        return float(sum(lot.quantity for lot in lots if lot.site == count.at))

    def _rested(self, count: Count) -> Limit:
        party = self.mission.party[count.item]
        start = float(party.count) if party.site == count.at else 0.0
        return Limit(start, ((ALWAYS, 0.0),))

    def _teams_kept(self, count: Count) -> Steps:
        """Return the people of a party who must be at a site for the teams that rules ask for."""
        steps = self._teams.kept(count.item, count.at)
        close = self.effects.closes.get(count.at)
        if close is not None:
            steps = (*(one for one in steps if one[0] < close - EPS), (close - EPS, 0.0))
        return steps

    def _kit(self, count: Count) -> Limit:
        most = (*self._emptied(count.at), *self._left_alone(count))
        return Limit(self._begins(count), ((ALWAYS, 0.0),), tuple(sorted(most)))

    def _fleet(self, count: Count) -> Limit:
        fleet = self.mission.fleet[count.item]
        start = fleet.count if fleet.site == count.at else 0
        return Limit(float(start), ((ALWAYS, 0.0),))

    def _standing(self, count: Count) -> Limit:
        return attrs.evolve(self._fleet(count), least=(), most=self._emptied(count.at))

    def _moving(self, count: Count) -> Limit:
        fleet = self.mission.fleet[count.item]
        most = math.floor(fleet.count * (1 - fleet.out_of_service_share) + 1e-9)
        return Limit(0.0, (), ((ALWAYS, float(most)),))

    def _trained(self, count: Count) -> Limit:
        trained = dict(self.mission.party[count.item].qualified).get(count.at, 0.0)
        return Limit(0.0, (), ((ALWAYS, trained),))

    def _armed(self, count: Count) -> Limit:
        here = (p.count for p in self.mission.parties if p.armed and p.site == count.at)
        site = self.mission.site[count.at]
        until = (self.effects.open_until(count.at) - EPS, -math.inf)
        return Limit(float(sum(here)), ((0.0, float(site.holding_people)), until))

    def _held_until(self, site: str) -> float:
        if site not in self.effects.closes:
            return self.effects.end
        return self.effects.closes[site] - self.mission.doctrine.last_lift_hours

    def _armour(self, count: Count) -> Limit:
        mission, site = self.mission, self.mission.site[count.at]
        start = sum(
            fleet.count
            for fleet in mission.fleets
            if fleet.site == count.at and mission.vehicle[fleet.vehicle].armoured
        )
        start += sum(
            lot.quantity
            for lot in mission.lots
            if lot.site == count.at and (lot.armoured or lot.kit_class == "armour")
        )
        until = (self._held_until(count.at) - EPS, -math.inf)
        return Limit(float(start), tuple(sorted(((0.0, float(site.floor_armour)), until))))

    def _ammunition(self, count: Count) -> Limit:
        lots = (x for x in self.mission.lots if x.site == count.at and x.kit_class == "ammunition")
        floor = self.mission.site[count.at].floor_ammunition_t
        until = (self._held_until(count.at) - EPS, -math.inf)
        start = sum(lot.quantity * lot.mass_t for lot in lots)
        return Limit(float(start), tuple(sorted(((0.0, float(floor)), until))))

    def _beds(self, count: Count) -> Limit:
        start = sum(p.count for p in self.mission.parties if p.site == count.at)
        return Limit(float(start), (), self._room(count.at, self.mission.site[count.at].beds))

    def _yard(self, count: Count) -> Limit:
        start = sum(lot.quantity * lot.teu for lot in self.mission.lots if lot.site == count.at)
        return Limit(start, (), self._room(count.at, self.mission.site[count.at].yard_teu))

    def _room(self, site: str, most: float | None) -> Steps:
        if most is None or self.mission.site[site].role == SiteRole.EXIT:
            return ()
        return ((ALWAYS, float(most)),)

    def _load(self, count: Count) -> Limit:
        return self._window(count.at, self.mission.site[count.at].load_teu_per_day)

    def _unload(self, count: Count) -> Limit:
        return self._window(count.at, self.mission.site[count.at].unload_teu_per_day)

    def _window(self, site: str, rate: float | None) -> Limit:
        window = max(24.0, self.mission.site[site].turn_hours)
        most = math.inf if rate is None else rate * window / 24
        return Limit(0.0, (), ((ALWAYS, most),))

    def _packed(self, count: Count) -> Limit:
        rate = self.mission.site[count.at].pack_teu_per_day or 0.0
        return Limit(0.0, (), ((ALWAYS, 0.0),), growth=rate / 24)

    def _column(self, count: Count) -> Limit:
        return _at_most(self.mission.leg[count.item].vehicles_per_day)

    def _gate(self, count: Count) -> Limit:
        return _at_most(self.mission.site[count.item].receive_vehicles_per_day)

    def _come(self, count: Count) -> Limit:
        return _at_most(self.mission.site[count.at].receive_people_per_day)

    def _units(self, count: Count) -> Limit:
        row = self.mission.dispositions[int(count.item)]
        return _at_most((row.rate_per_day or 0.0) * (1 + HASTE))

    def _tonnes(self, count: Count) -> Limit:
        row = self.mission.dispositions[int(count.item)]
        each = (row.rate_t_per_team_day or 0.0) * (1 + HASTE)
        if not row.capability:
            return _at_most(each)
        teams = self.teams(count.at, row.capability)
        return Limit(0.0, (), tuple((t, n * each) for t, n in teams))

    def teams(self, site: str, capability: str) -> Steps:
        """Return the teams at a site that the plan has there, as far as they stay there."""
        return self._teams.at(site, capability)


def _raised(steps: Steps, floor: float, until: float) -> Steps:
    """Return steps that are at least so much up to an hour."""
    moments = sorted({t for t, _ in steps} | {until})
    return tuple(
        (t, max(at(steps, t, 0.0), floor) if t < until - EPS else at(steps, t, 0.0))
        for t in moments
    )


def _last_time_above(start: float, changes: list[tuple[float, float]]) -> float:
    """Return the hour from which on there is nothing: inf where something stays to the last."""
    level, gone = start, -math.inf if start <= EPS else math.inf
    for t, by in changes:
        before, level = level, level + by
        if level > EPS:
            gone = math.inf
        elif before > EPS:
            gone = t
    return gone


def _at_most(most: float | None) -> Limit:
    return Limit(0.0, (), ((ALWAYS, math.inf if most is None else float(most)),))
