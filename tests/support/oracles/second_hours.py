"""Day, night and opening hours read a second time: moment by moment, from how high the sun stands.

The rule asks whether a moment lies between two sunrises and sunsets; here none is computed. Where the sun is within half a degree
of the horizon, two minutes or a few, nothing is said: neither reading is to be held to the other's rounding.
"""

from datetime import timedelta

from tests.support.oracles.second_leave import strikes
from tests.support.oracles.second_reading import DAY, HOUR, Book
from tests.support.oracles.second_sun import EDGE, altitude

SHUT, UNSURE, OPEN = -1, 0, 1
CLOSE = 0.5
"""Degrees from the horizon within which it is not told whether the sun is up."""
STEP = 300
"""Seconds from one look at a road to the next."""


class Hours:
    """A plan's stages, held to the hours of their legs and fields."""

    def __init__(self, book: Book) -> None:
        """Read all stages; ``shut`` and ``unsure`` hold (serial, stage)."""
        self.book = book
        self.zone = book.facts.get("utc_offset_hours", 0)
        self.shut: set[tuple[str, int]] = set()
        self.unsure: set[tuple[str, int]] = set()
        for (serial,) in book.ask("SELECT DISTINCT serial FROM stages"):
            self.serial(serial)

    def serial(self, serial):
        """Judge the stages of a serial, those of a flight round by round."""
        stages = self.book.ask(
            "SELECT stage, mode, leg, origin, destination, depart, arrive FROM stages WHERE serial = ? ORDER BY stage",
            serial,
        )
        rounds = self.book.rounds(serial)
        for stage, mode, name, origin, destination, depart, arrive in stages:
            leg, home = self.book.first("legs", leg=name), arrive
            if len(rounds) > 1 and stage == stages[-1][0]:
                home = depart + HOUR * self.book.stage_hours(serial, stage, name)
            told, hours = [], self.book.stage_hours(serial, stage, name)
            for _, after in rounds:
                leaves, lands = depart + after, home + after
                told.append(self.on_leg(leg, mode, leaves, lands, hours))
                if mode == "air":
                    told += [self.at_field(origin, leaves), self.at_field(destination, lands)]
            if SHUT in told:
                self.shut.add((serial, stage))
            elif UNSURE in told:
                self.unsure.add((serial, stage))

    def on_leg(self, leg, mode, leaves, lands, hours):
        """Say whether a leg is open when a stage leaves and arrives, and for long enough between."""
        struck = strikes(self.book, leg, leaves)
        sun = leg["daylight"] or (
            mode == "road" and struck >= self.book.doctrine["road_daylight_from_threat"]
        )
        ends = [self.book.first("sites", site=leg[end]) for end in ("origin", "destination")]
        if not sun and leg["opens"] is None and leg["closes"] is None:
            return OPEN

        def look(at):
            by_clock = self.by_clock(leg, at, self.zone)
            return min([by_clock, *(self.light(end, at) for end in ends)]) if sun else by_clock

        edges = [look(leaves), look(lands)]
        if min(edges) < OPEN:
            return min(edges)
        return self.long_enough(mode, leaves, lands, hours, look)

    def long_enough(self, mode, leaves, lands, hours, look):
        """Say whether a stage has its hours on the move while its leg is open, a day's march in each 24."""
        march = self.book.doctrine["march_hours_per_day"] if mode == "road" else 24
        surely = perhaps = days = 0
        day = leaves
        while day < lands:
            until = min(day + DAY, lands)
            looks = [look(at + STEP / 2) for at in range(int(day), int(until), STEP)]
            surely += min(march * HOUR, STEP * looks.count(OPEN))
            perhaps += min(march * HOUR, STEP * (looks.count(OPEN) + looks.count(UNSURE)))
            day, days = until, days + 1
        # A look stands for five minutes: each opening and closing may be missed by as many.
        missed, needed = 4 * STEP * days, HOUR * hours
        if perhaps + missed < needed:
            return SHUT
        return OPEN if surely - missed >= needed else UNSURE

    def at_field(self, name, at):
        """Say whether a field is open at a moment."""
        site = self.book.first("sites", site=name)
        asked = self.book.doctrine["air_daylight"] and site["role"] != "exit"
        own = site["utc_offset_hours"]
        by_clock = self.by_clock(site, at, self.zone if own is None else own)
        return min(by_clock, self.light(site, at)) if site["daylight"] or asked else by_clock

    def by_clock(self, place, at, zone):
        """Say whether a place is open by a clock so many hours ahead of UTC."""
        moment = self.book.when(at) + timedelta(hours=zone - self.zone)
        minutes = (moment - moment.replace(hour=0, minute=0, second=0, microsecond=0)) / timedelta(
            minutes=1
        )
        opens = 60 * (place["opens"] or 0)
        closes = 60 * (24 if place["closes"] is None else place["closes"])
        if opens < closes:
            # midnight is the last moment of a day that ends then
            inside = opens - 1e-3 <= minutes <= closes + 1e-3 or (closes == 1440 and minutes == 0)
        else:
            inside = minutes >= opens - 1e-3 or minutes <= closes + 1e-3
        return OPEN if inside else SHUT

    def light(self, site, at):
        """Say whether the sun is up at a site."""
        moment = self.book.when(at) - timedelta(hours=self.zone)
        midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
        hour = (moment - midnight) / timedelta(hours=1)
        above = altitude(site["lat"], site["lon"], moment.date(), hour) - EDGE
        if abs(above) < CLOSE:
            return UNSURE
        return OPEN if above > 0 else SHUT
