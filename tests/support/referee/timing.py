"""Hours of legs and fields, once more: what :mod:`tests.support.oracles.second_hours` says of a plan, remembered from plan to plan."""

from tests.support.oracles.second_hours import Hours
from tests.support.oracles.second_leave import strikes

TOLD = {}
"""What was said of a serial, by all that it hangs on: the sun is looked at every five minutes, which takes long."""


FIGURES = ("march_hours_per_day", "road_daylight_from_threat", "air_daylight")
"""The doctrine that the hours hang on, besides what is in the stages' own hours and rounds."""


class Remembering(Hours):
    """The hours of a plan, of whose serials most were judged before."""

    def serial(self, serial):
        """Judge the stages of a serial, or remember what was said of the same one."""
        key = self.said_of(serial)
        if key not in TOLD:
            before = set(self.shut), set(self.unsure)
            super().serial(serial)
            TOLD[key] = self.shut - before[0], self.unsure - before[1]
        shut, unsure = TOLD[key]
        self.shut |= shut
        self.unsure |= unsure

    def said_of(self, serial):
        """Return all that the hours of a serial hang on."""
        book = self.book
        stages = book.ask(
            "SELECT stage, leg, origin, destination, depart, arrive FROM stages WHERE serial = ?",
            serial,
        )
        legs = [book.first("legs", leg=row[1]) for row in stages]
        sites = {name for row in stages for name in row[2:4]}
        sites |= {leg[end] for leg in legs for end in ("origin", "destination")}
        rows = [*legs, *(book.first("sites", site=name) for name in sorted(sites))]
        threat = [strikes(book, leg, row[4]) for leg, row in zip(legs, stages, strict=True)]
        hours = [book.stage_hours(serial, row[0], row[1]) for row in stages]
        told = stages, book.rounds(serial), threat, hours, [list(r.values()) for r in rows]
        return repr((serial, self.zone, book.start, told, [book.doctrine[n] for n in FIGURES]))


def opening_hours(docket):
    """Serials move on a leg within its hours; aircraft use a field within those of the field."""
    hours = Remembering(docket.book)
    yield from ((None, f"{serial} {stage}") for serial, stage in sorted(hours.shut))
    # Near sunrise and sunset nothing is told; who compares has to know of it.
    docket.unsure |= {"opening_hours"} if hours.unsure and not hours.shut else set()


RULES = (opening_hours,)
