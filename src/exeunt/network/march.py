"""How long a march takes, with its nightly rests."""

import math

import attrs

from exeunt.clock.spans import ALWAYS, Spans, end_of_span, next_in
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.network.speeds import Speeds

QUARTER_HOUR = 4
"""Parts of an hour to which planned times are rounded."""
ROUNDING = 1e-9
"""Hours of march that are an error of arithmetic, and no reason for another night."""


def up(hours: float) -> float:
    """Round a time up to the next quarter of an hour."""
    if hours == math.inf:
        return hours
    # Never to the nearest: a plan may give a leg more than its planned time, but not less.
    return math.ceil(hours * QUARTER_HOUR - 1e-6) / QUARTER_HOUR


def march(hours: float, hours_per_day: float) -> float:
    """Return the least span in which a convoy is so many hours on the move.

    It rests for the remainder of every 24 hours, but not after the last of its march: a march of
    one day's hours has no night in it, and one of no hours takes none.
    """
    return hours + nights(hours, hours_per_day) * (24.0 - hours_per_day)


def nights(hours: float, hours_per_day: float) -> int:
    """Return the nights in a march of so many hours that begins rested."""
    return max(0, math.ceil(hours / hours_per_day - ROUNDING) - 1)


def nights_under_way(hours: float, hours_per_day: float) -> int:
    """Return the nights in a stage of so many hours, the first after a day's march."""
    return max(0, math.ceil((hours - hours_per_day) / 24 - 1e-6))


def leg_hours(mission: Mission, leg: Leg) -> float:
    """Return the least span a leg takes: on a road with nightly rests, by other modes without.

    It is that of the fastest who can use it.
    """
    hours = Speeds(mission).least(leg)
    if leg.mode == "road":
        return march(hours, mission.doctrine.march_hours_per_day)
    return hours


@attrs.define
class MarchClock:
    """The time of a serial under way: it drives by day, rests by night, and halts where it must.

    ``now`` is in hours from the mission's start. Of every 24 hours it drives ``hours_per_day`` (inf
    for what travels through the night); ``driven`` are those since its last rest.
    """

    now: float
    hours_per_day: float
    driven: float = 0.0

    @property
    def night(self) -> float:
        """Hours of rest between two days of march."""
        return 24 - self.hours_per_day

    def drive(
        self,
        hours: float,
        by: Spans = ALWAYS,
        most_nights: int | None = None,
        *,
        passes: bool = False,
    ) -> tuple[float, float]:
        """Drive a leg that takes so many hours on the move; return when it begins and ends.

        It moves within the spans of ``by`` alone; both are inf where they end before it does. Where
        it would spend more than ``most_nights`` on the leg it rests before it. One that ``passes``
        where the leg begins rests on the leg, come what may.
        """
        # A day's march that ends with a leg: the night is spent before the next is entered, so that
        # nobody rests on a leg who could rest at its end.
        if self.driven >= self.hours_per_day - ROUNDING and not passes:
            self._rest()
            self.now = up(self.now)
        self._wait(by)
        crowded = most_nights is not None and self._nights_on(hours, by) > most_nights
        if crowded and not passes:
            self._begin_rested(by)
        depart = self.now
        self.move(hours, by)
        return depart, self.now

    def move(self, hours: float, by: Spans) -> None:
        """Be on the move for so many hours, with the nights in between."""
        left = hours
        while left > self._until_dusk(by) + ROUNDING:
            today = self._until_dusk(by)
            left -= today
            self.now += today
            self.driven += today
            if self.driven >= self.hours_per_day - ROUNDING:
                self._rest()
            self._wait(by)
        self.now = up(self.now + left)
        self.driven += left

    def _nights_on(self, hours: float, by: Spans) -> int:
        """Return the nights that it would spend on a leg begun now."""
        ahead = MarchClock(self.now, self.hours_per_day, self.driven)
        ahead.move(hours, by)
        if math.inf in {ahead.now, self.hours_per_day}:
            return 0
        return nights_under_way(ahead.now - self.now, self.hours_per_day)

    def _begin_rested(self, by: Spans) -> None:
        """Spend the night before a leg where it can, and begin the leg in the morning."""
        dusk = end_of_span(by, self.now)
        if dusk == math.inf:
            if self.driven > ROUNDING:
                self._rest()
                self.now = up(self.now)
            return
        self.now = next_in(by, max(dusk, self.now + self.night))
        self.driven = 0.0

    def _rest(self) -> None:
        """Spend the night that a full day of march asks for."""
        self.now += self.night
        self.driven = 0.0

    def _wait(self, by: Spans) -> None:
        """Stand until it may move; who has driven makes a whole night of it."""
        since, self.now = self.now, next_in(by, self.now)
        # Otherwise a day's march that dusk cuts in two would have a second night soon after.
        if self.now > since and self.driven > 0:
            self.now = next_in(by, max(self.now, since + self.night))
            self.driven = 0.0

    def _until_dusk(self, by: Spans) -> float:
        """Return the hours that it may still drive before it must rest or stand."""
        of_march = self.hours_per_day - self.driven
        if self.now == math.inf:
            return math.inf
        return min(of_march, end_of_span(by, self.now) - self.now)

    def is_night(self, since: float, until: float) -> bool:
        """Say whether who stands from one hour to another has had a night's rest in between."""
        return 0 < self.night <= until - since + ROUNDING

    def halt(self, hours: float) -> None:
        """Stand still to load, unload or turn round; a halt as long as a night is the night."""
        self.now = up(self.now + hours)
        if hours >= self.night:
            self.driven = 0.0
