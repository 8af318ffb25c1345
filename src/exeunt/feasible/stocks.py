"""Clashes of stocks: what runs dry before a site can be closed or anything can be brought."""

import math

import attrs

from exeunt.clock.spans import ALWAYS, Spans, next_in
from exeunt.feasible.carriers import Purpose
from exeunt.feasible.case import Case
from exeunt.feasible.openings import imports
from exeunt.feasible.reach import SLACK_HOURS
from exeunt.model.outcome import Violation
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Supply

TINY = 1e-6


def stock_clash(case: Case, supply: Supply) -> list[Violation]:
    """Return the violation that a stock runs dry whatever the plan, if it is proven."""
    site = case.mission.site[supply.site]
    if site.role not in {"base", "hub"}:
        return []
    delivered = _first_delivery(case, supply.site)
    # From the first delivery on nothing is proven: how much it brings is a plan's affair.
    until = min(delivered, case.closes[supply.site], case.end)
    dry = _runs_dry(case, supply, imports(case.mission, supply.supply, supply.site), until)
    if dry is None:
        return []
    rule, cause = "stocks", "dry"
    if _runs_dry(case, supply, ALWAYS, until) is None:
        # Were all imports that are asked for granted, there would be enough.
        rule, cause = "imports_permitted", "barred"
    limit = "end"
    if until < case.end - TINY:
        limit = "rescue"
    name = Name("supply", supply.supply)
    return [
        Violation(
            rule=rule,
            where=supply.site,
            when=case.mission.time(dry),
            needed=Reason.of("feasible.clash.until", supply=name, at=case.date(until)),
            found=Reason.of("feasible.clash.none_after", at=case.date(dry)),
            message=Reason.of(
                f"feasible.clash.{cause}_before_{limit}",
                supply=Reason.of(f"feasible.supply.{supply.supply}"),
                site=Name("site", supply.site),
                dry=case.date(dry),
                until=case.date(until),
            ),
        )
    ]


def _first_delivery(case: Case, site: str) -> float:
    """Return the earliest that supplies can be brought to a site."""
    first = math.inf
    for arc in case.reach.arcs.into[site]:
        vehicle = case.reach.carriers.there(Purpose.KIT, arc.mode, arc.origin)
        leave = next_in(case.reach.openings.windows(arc, "resupply", ""), vehicle)
        first = min(first, leave + arc.hours)
    return first


@attrs.frozen
class _Fewest:
    """The fewest people who draw on a stock: all until ``leaving``, the floor until ``freed``."""

    everybody: int
    floor: int
    leaving: float
    freed: float

    def at(self, hour: float) -> int:
        """Return the fewest people at an hour."""
        if hour < self.leaving:
            return self.everybody
        if hour < self.freed:
            return self.floor
        return 0


def _fewest(case: Case, site: str) -> _Fewest:
    parties = case.parties[site]
    return _Fewest(
        everybody=sum(party.count for party in parties),
        floor=case.mission.site[site].holding_people,
        # Once the first can leave, all might: what carries them is never full in a proof.
        leaving=min((case.reach.party_departure(p) for p in parties), default=math.inf),
        freed=case.held_until(site),
    )


def _runs_dry(case: Case, supply: Supply, permitted: Spans, until: float) -> float | None:
    """Return when a stock would run out with the fewest people and all imports that are permitted.

    None where it would not before ``until``.
    """
    people = _fewest(case, supply.site)
    # Between two marks nothing changes but the stock.
    marks = {0.0, until, min(people.leaving, until), min(max(people.freed, 0.0), until)}
    marks |= {moment for span in permitted for moment in span if 0 < moment < until}
    stock, at = supply.stock, 0.0
    for mark in sorted(marks):
        if mark <= at:
            continue
        middle, hours = (at + mark) / 2, mark - at
        used = supply.use_per_day + supply.use_per_person_day * people.at(middle)
        net = (_imported(supply, permitted, middle) - used) / 24
        # What is used within the slack of times is no proof.
        if net < 0 and stock + net * hours < -TINY - SLACK_HOURS * used / 24:
            return at + stock / -net
        stock = _filled(supply, stock, net * hours)
        at = mark
    return None


def _imported(supply: Supply, permitted: Spans, hour: float) -> float:
    """Return what is imported a day at an hour."""
    if any(begin <= hour < end for begin, end in permitted):
        return supply.import_per_day
    return 0.0


def _filled(supply: Supply, stock: float, change: float) -> float:
    """Return a stock after a change: what comes in above the capacity is lost.

    A stock that is above it already keeps what it has.
    """
    if supply.capacity is None or change <= 0:
        return stock + change
    return min(stock + change, max(supply.capacity, stock))
