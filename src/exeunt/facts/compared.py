"""Plans of one mission set side by side: what each comes to, and what moved from the first on.

The plans may be of missions that differ by an overlay: each is read against its own. Whatever shows
a comparison is handed this one value, so that terminal, page and program cannot tell three stories.
"""

from collections import defaultdict
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cached_property

import attrs

from exeunt.facts.appraisal import Appraisal, appraise
from exeunt.facts.curves import Curve
from exeunt.facts.figures import Figures, figures
from exeunt.facts.matched import Matched, matched
from exeunt.facts.movements import movements
from exeunt.facts.periods import periods
from exeunt.facts.series import Reading
from exeunt.facts.standing import Standing, standing
from exeunt.facts.states import uses
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.blocks import costs
from exeunt.rules.judge import Judged
from exeunt.rules.ledger import case
from exeunt.rules.terms import PRICE_OF

HOUR = timedelta(hours=1)
SAME = 1e-6
"""Relative difference below which two figures are one."""


class Place(StrEnum):
    """Whose a part of the cost is; the values are keys of words."""

    SITE = "site"
    AXIS = "axis"
    PEOPLE = "people"
    """Nobody's in particular: people who are late, stay, or wait in danger."""


@attrs.frozen(kw_only=True)
class Course:
    """One plan of a comparison, judged against its own mission."""

    name: str
    mission: Mission
    judged: Judged

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judged.plan

    @cached_property
    def reading(self) -> Reading:
        """Who and what is where over time."""
        return Reading(mission=self.mission, plan=self.plan)

    @cached_property
    def figures(self) -> Figures:
        """What it comes to."""
        return figures(self.reading, self.judged.terms)

    @cached_property
    def appraisal(self) -> Appraisal:
        """Its terms with their prices, against its bound."""
        record, terms = self.plan.record, self.judged.terms
        return appraise(self.mission, record, terms, lawful=self.judged.lawful)

    @cached_property
    def standing(self) -> Standing:
        """How it stands."""
        return standing(self.reading, self.judged.terms, lawful=self.judged.lawful)

    @cached_property
    def costs(self) -> dict[tuple[Place, str], float]:
        """What it costs by site, axis, and people everywhere; together the whole cost."""
        mission = self.mission
        found: dict[tuple[Place, str], float] = defaultdict(float)
        for (block, owner), cost in costs(case(mission, self.plan)).items():
            if block == "people":
                found[Place.PEOPLE, ""] += cost
            elif block == "sites":
                found[Place.SITE, owner] += cost
            elif block == "kit":
                holder = mission.lot.get(owner) or mission.fleet[owner]
                found[Place.SITE, holder.site] += cost
            else:
                found[Place.AXIS, axis_of(mission, owner)] += cost
        return dict(found)

    @cached_property
    def travels(self) -> dict[str, float]:
        """Vehicles and sorties that travel each axis, both ways together."""
        by_axis: dict[str, float] = defaultdict(float)
        for leg, number in uses(movements(self.mission, self.plan)).items():
            by_axis[axis_of(self.mission, leg)] += number
        return dict(by_axis)

    def when(self, hour: float | None) -> datetime | None:
        """Return the moment of an hour of its mission; None where there is none."""
        # To the second: more digits come from dividing.
        if hour is None:
            return None
        return (self.mission.time(hour) + timedelta(milliseconds=500)).replace(microsecond=0)

    def closes(self, site: str) -> datetime | None:
        """Return when a site closes; None where it does not."""
        closure = self.plan.closes.get(site)
        return None if closure is None else closure.close

    def days_in(self, party: str, until: datetime) -> float:
        """Return the person-days that a party's people are not home yet, from the start on."""
        known = self.mission.party.get(party)
        if known is None or self.mission.is_home(known, known.site):
            return 0.0
        hours = (until - self.mission.start) / HOUR
        home = self.reading.party_out(known).integral(0.0, hours)
        return (known.count * hours - home) / 24


def axis_of(mission: Mission, leg: str) -> str:
    """Return the axis that a leg is of: its two ends and its mode, whichever way it is travelled.

    It is named by the leg of it that comes first in the alphabet.
    """
    one = mission.leg[leg]
    ends = {one.origin, one.destination}
    both = [
        other.leg
        for other in mission.legs
        if other.mode == one.mode and {other.origin, other.destination} == ends
    ]
    return min(both)


@attrs.frozen(kw_only=True)
class TermRow:
    """A term of the cost in every plan: its amounts, and what they are priced at."""

    term: str
    amounts: tuple[float, ...]
    priced: tuple[float, ...]


@attrs.frozen(kw_only=True)
class CostRow:
    """What a site or an axis costs in every plan."""

    place: Place
    owner: str
    costs: tuple[float, ...]
    travels: tuple[float, ...] = ()
    """Vehicles and sorties on an axis."""


@attrs.frozen(kw_only=True)
class NationRow:
    """How a provider's people fare in every plan.

    ``person_days`` are those that they are not home yet, ``last_out`` is None where nobody gets
    home.
    """

    provider: str
    people: tuple[int, ...]
    in_time: tuple[int, ...]
    not_out: tuple[int, ...]
    last_out: tuple[datetime | None, ...]
    person_days: tuple[float, ...]


@attrs.frozen(kw_only=True)
class PeriodRow:
    """A week (a day, in a short mission): who is out at its end, what has left, what travels."""

    begin: datetime
    end: datetime
    people_out: tuple[int, ...]
    kit_taken: tuple[int, ...]
    serials: tuple[int, ...]


@attrs.frozen(kw_only=True)
class FateRow:
    """Units of kit with a fate in every plan."""

    fate: str
    units: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Closing:
    """A site that closes at another time: None where it stays open."""

    site: str
    before: datetime | None
    after: datetime | None

    @property
    def days(self) -> float | None:
        """Days by which it closes later (below 0: earlier); None where it closes in one only."""
        if self.before is None or self.after is None:
            return None
        return (self.after - self.before) / timedelta(days=1)


@attrs.frozen(kw_only=True)
class PartyMove:
    """A party that is out at other times; ``days`` is how much later on average, below 0 earlier.

    ``out`` counts who is home in the end.
    """

    party: str
    people: int
    days: float
    out: tuple[int, int]
    last_out: tuple[datetime | None, datetime | None]


@attrs.frozen(kw_only=True)
class KitMove:
    """A lot of which other things become: units by fate, before and after."""

    lot: str
    fates: tuple[tuple[str, int, int], ...]


@attrs.frozen(kw_only=True)
class Difference:
    """What moved from one plan to another."""

    before: Course
    after: Course
    serials: Matched
    closings: tuple[Closing, ...]
    parties: tuple[PartyMove, ...]
    kit: tuple[KitMove, ...]
    asked: tuple[str, ...]
    """Permissions that only the later plan asks for."""
    not_asked: tuple[str, ...]
    """Permissions that it needs no more."""

    @property
    def saved(self) -> float:
        """By how much the later plan is cheaper."""
        return self.before.judged.objective - self.after.judged.objective

    @property
    def nothing(self) -> bool:
        """Say whether the plans differ in nothing."""
        moved = (self.closings, self.parties, self.kit, self.asked, self.not_asked)
        same_cost = abs(self.saved) <= SAME * max(1.0, abs(self.before.judged.objective))
        return same_cost and not any(moved) and not self.serials.changes


@attrs.frozen(kw_only=True)
class Comparison:
    """Plans side by side; every row has one figure for each, the first is what others differ from.

    The missions are one but for overlays: names of things are those of the first that has them.
    """

    courses: tuple[Course, ...]

    @property
    def mission(self) -> Mission:
        """The mission of the first plan."""
        return self.courses[0].mission

    @cached_property
    def terms(self) -> tuple[TermRow, ...]:
        """Every term of the cost."""
        return tuple(
            TermRow(
                term=term,
                amounts=tuple(float(getattr(c.judged.terms, term)) for c in self.courses),
                priced=tuple(c.judged.priced[term] for c in self.courses),
            )
            for term in PRICE_OF
        )

    @cached_property
    def places(self) -> tuple[CostRow, ...]:
        """The whole cost by site, axis and people everywhere; what differs most first."""
        keys = dict.fromkeys(key for course in self.courses for key in course.costs)
        rows = [
            CostRow(
                place=place,
                owner=owner,
                costs=tuple(course.costs.get((place, owner), 0.0) for course in self.courses),
                travels=tuple(course.travels.get(owner, 0.0) for course in self.courses),
            )
            for place, owner in keys
        ]
        return tuple(sorted(rows, key=lambda row: (-_spread(row.costs), row.place, row.owner)))

    @cached_property
    def sites(self) -> tuple[str, ...]:
        """Sites of any of the missions, in the order of their tables."""
        return tuple(dict.fromkeys(s.site for c in self.courses for s in c.mission.sites))

    @cached_property
    def closing_sites(self) -> tuple[str, ...]:
        """Sites that close in any plan, those first that close first in the first of them."""
        closing = [site for site in self.sites if any(c.closes(site) for c in self.courses)]
        return tuple(sorted(closing, key=self._first_close))

    def _first_close(self, site: str) -> tuple[datetime, ...]:
        return tuple(course.closes(site) or datetime.max for course in self.courses)

    @cached_property
    def nations(self) -> tuple[NationRow, ...]:
        """How each provider's people fare, those first who have most to leave."""
        leaving = [party for course in self.courses for party in course.reading.leavers]
        rows = [
            self._nation(provider)
            for provider in dict.fromkeys(party.provider for party in leaving)
        ]
        return tuple(sorted(rows, key=lambda row: (-max(row.people), row.provider)))

    def _nation(self, provider: str) -> NationRow:
        counts = [_nation_of(course, provider, self.horizon) for course in self.courses]
        people, in_time, not_out, last_out, days = zip(*counts, strict=True)
        return NationRow(
            provider=provider,
            people=people,
            in_time=in_time,
            not_out=not_out,
            last_out=last_out,
            person_days=days,
        )

    @cached_property
    def horizon(self) -> datetime:
        """The latest end of planning."""
        return max(course.mission.end for course in self.courses)

    @cached_property
    def periods(self) -> tuple[PeriodRow, ...]:
        """Week by week, or day by day: what has happened by then, and what travels."""
        mission = self.mission
        return tuple(
            self._period(mission.time(period.begin), mission.time(period.end))
            for period in periods(mission)
        )

    def _period(self, begin: datetime, end: datetime) -> PeriodRow:
        return PeriodRow(
            begin=begin,
            end=end,
            people_out=tuple(_at(c, c.reading.total_out, end) for c in self.courses),
            kit_taken=tuple(_at(c, c.reading.ends.taken, end) for c in self.courses),
            serials=tuple(_leaving(c, begin, end) for c in self.courses),
        )

    @cached_property
    def fates(self) -> tuple[FateRow, ...]:
        """Units of kit by what becomes of them."""
        counts = [course.reading.ends.fate_counts for course in self.courses]
        return tuple(
            FateRow(fate=fate, units=tuple(count.get(fate, 0) for count in counts))
            for fate in dict.fromkeys(fate for count in counts for fate in count)
        )

    @cached_property
    def differences(self) -> tuple[Difference, ...]:
        """What moved from the first plan to each of the others."""
        return tuple(difference(self.courses[0], other) for other in self.courses[1:])


def difference(before: Course, after: Course) -> Difference:
    """Say what moved from one plan to another."""
    sites = dict.fromkeys((*before.plan.closes, *after.plan.closes))
    closings = [
        Closing(site=site, before=before.closes(site), after=after.closes(site)) for site in sites
    ]
    asked = {request.permission for request in before.plan.requests}
    now = {request.permission for request in after.plan.requests}
    return Difference(
        before=before,
        after=after,
        serials=matched(before.plan, after.plan),
        closings=tuple(
            sorted((c for c in closings if c.before != c.after), key=lambda c: (_far(c), c.site))
        ),
        parties=_party_moves(before, after),
        kit=_kit_moves(before, after),
        asked=tuple(sorted(now - asked)),
        not_asked=tuple(sorted(asked - now)),
    )


def _far(closing: Closing) -> float:
    """Return what puts closings in order: those in one plan only, then the furthest apart."""
    return float("-inf") if closing.days is None else -abs(closing.days)


def _party_moves(before: Course, after: Course) -> tuple[PartyMove, ...]:
    """Return the parties that are out at other times, most person-days first."""
    until = max(before.mission.end, after.mission.end)
    leaving = (*before.reading.leavers, *after.reading.leavers)
    moves = []
    for party in dict.fromkeys(party.party for party in leaving):
        out = _out(before, party), _out(after, party)
        last = _last(before, party), _last(after, party)
        apart = after.days_in(party, until) - before.days_in(party, until)
        people = max(_count(before, party), _count(after, party))
        days = apart / people if people else 0.0
        if abs(days) > SAME or out[0] != out[1] or last[0] != last[1]:
            moves.append(PartyMove(party=party, people=people, days=days, out=out, last_out=last))
    return tuple(sorted(moves, key=lambda move: (-abs(move.days) * move.people, move.party)))


def _count(course: Course, party: str) -> int:
    known = course.mission.party.get(party)
    return 0 if known is None else known.count


def _out(course: Course, party: str) -> int:
    known = course.mission.party.get(party)
    return 0 if known is None else round(course.reading.party_out(known).at(course.reading.end))


def _last(course: Course, party: str) -> datetime | None:
    known = course.mission.party.get(party)
    if known is None:
        return None
    return course.when(course.reading.party_out(known).settled(course.reading.end))


def _kit_moves(before: Course, after: Course) -> tuple[KitMove, ...]:
    """Return the lots of which other things become, those first with most units."""
    mine, theirs = before.reading.ends.fates, after.reading.ends.fates
    moves = []
    for lot in dict.fromkeys((*mine, *theirs)):
        one, other = mine.get(lot), theirs.get(lot)
        fates = [
            (fate, one.units(fate) if one else 0, other.units(fate) if other else 0)
            for fate in dict.fromkeys(
                (*before.reading.ends.fate_counts, *after.reading.ends.fate_counts)
            )
        ]
        changed = tuple((fate, old, new) for fate, old, new in fates if old != new)
        if changed:
            moves.append(KitMove(lot=lot, fates=changed))
    return tuple(sorted(moves, key=lambda move: (-_units_moved(move), move.lot)))


def _units_moved(move: KitMove) -> int:
    return max(abs(new - old) for _, old, new in move.fates)


def _nation_of(
    course: Course, provider: str, until: datetime
) -> tuple[int, int, int, datetime | None, float]:
    """Count a provider's people: all, in time, not out, the last out, days not home."""
    reading = course.reading
    people = in_time = out = 0
    days = 0.0
    last: list[datetime] = []
    for party in reading.leavers:
        if party.provider != provider:
            continue
        curve = reading.party_out(party)
        people += party.count
        in_time += round(curve.at(reading.deadline))
        out += round(curve.at(reading.end))
        days += course.days_in(party.party, until)
        settled = course.when(curve.settled(reading.end))
        if settled is not None:
            last.append(settled)
    return people, in_time, people - out, max(last, default=None), days


def _at(course: Course, curve: Curve, moment: datetime) -> int:
    return round(curve.at(course.mission.hours(moment)))


def _leaving(course: Course, begin: datetime, end: datetime) -> int:
    """Count the serials that leave in a span; its end does not belong to it."""
    return sum(begin <= stages[0].depart < end for stages in course.plan.serials.values())


def _spread(values: tuple[float, ...]) -> float:
    return max(values) - min(values)
