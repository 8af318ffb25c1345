"""Halts for the night: on legs that have places for them, and at sites that are open."""

import itertools
import math
from collections.abc import Iterator

from exeunt.model.choices import Mode
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, at_most, below
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Serial

DAY = 24.0


def halts(case: Case) -> Iterator[Breach]:
    """A convoy spends no more nights on a leg than it has halting places.

    Nor does it spend one at a site that has closed.
    """
    # A column that stops wherever dusk finds it is what an ambush waits for: it needs a place
    # that was looked at before, off the road, large enough and watched.
    for serial in case.rows:
        if serial.mode != Mode.ROAD:
            continue
        for hop in serial.hops:
            yield from _out_in_the_open(case, hop)
        yield from _at_closed_sites(case, serial)


def _out_in_the_open(case: Case, hop: Hop) -> Iterator[Breach]:
    """Yield that a stage has more nights in it than its leg has halting places."""
    if hop.leg.halts is None:
        return
    spent = nights_under_way(hop.arrive - hop.depart, case.mission.doctrine.march_hours_per_day)
    if spent > hop.leg.halts:
        yield hop.breach(
            what=Reason.of("breach.halts.on_leg", stage=hop.where, leg=hop.leg.leg),
            needed=at_most(hop.leg.halts, "nights"),
            found=Amount(spent, "nights"),
        )


def nights_under_way(hours: float, hours_per_day: float) -> int:
    """Return the nights in a stage that lasts so many hours, whatever it does in them.

    Beyond a day's march it halts once, and once more for each further day.
    """
    return max(0, math.ceil((hours - hours_per_day) / DAY - 1e-6))


def _at_closed_sites(case: Case, serial: Serial) -> Iterator[Breach]:
    """Yield where a serial stands for a night between two stages though the site has closed."""
    night = DAY - case.mission.doctrine.march_hours_per_day
    for before, after in itertools.pairwise(serial.hops):
        close = case.closes.get(before.destination)
        # Of one that turns round there the rule last_lift speaks.
        turns = after.destination == before.origin
        if close is None or turns or night <= 0:
            continue
        stands = after.depart - max(before.arrive, close)
        if not below(stands, night):
            yield after.breach(
                what=Reason.of(
                    "breach.halts.at_site",
                    serial=serial.serial,
                    site=Name("site", before.destination),
                ),
                needed=Reason.of("breach.halts.open"),
                found=Reason.of("breach.halts.closed", when=case.time(close)),
            )
