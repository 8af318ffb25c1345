"""A comparison of plans, for people and as JSON."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import attrs

from exeunt.cli.output import say
from exeunt.cli.standing import STYLES
from exeunt.cli.tables import table
from exeunt.facts.compared import Comparison, CostRow, Course, Difference, Place
from exeunt.facts.matched import SerialChange, moved_most
from exeunt.version import __version__
from exeunt.words.comparing import Telling, telling
from exeunt.words.standing import stands_text
from exeunt.words.words import IN_MONEY, Words

FIRST = 8
"""Rows and things of a kind that are shown where not all are asked for."""
T = TypeVar("T")


def show_comparison(comparison: Comparison, tell: Words, *, everything: bool = False) -> None:
    """Print a comparison: the figures in tables, then what moved, the shortest last."""
    told = telling(comparison, tell.language)
    shown = _Shown(told=told, everything=everything)
    shown.terms()
    for place, key in ((Place.SITE, "sites"), (Place.AXIS, "axes")):
        shown.places(place, key)
    shown.nations()
    shown.fates()
    if everything:
        shown.periods()
    for note in told.notes():
        say(note, "bold yellow")
    for difference in comparison.differences:
        shown.difference(difference)


@attrs.frozen(kw_only=True)
class _Shown:
    """Prints the parts of a comparison."""

    told: Telling
    everything: bool

    @property
    def comparison(self) -> Comparison:
        return self.told.comparison

    @property
    def say(self) -> Words:
        return self.told.say

    def heads(self, *keys: str) -> list[str]:
        """Return the headings of columns that there is one of for each plan."""
        names = [course.name for course in self.comparison.courses]
        return [self.say(f"compare.head.{key}", name=name) for key in keys for name in names]

    def first(self, rows: Sequence[Any]) -> Sequence[Any]:
        return rows if self.everything else rows[:FIRST]

    def terms(self) -> None:
        """Print the terms in their own units, and by how much they change the cost."""
        tell, comparison = self.say, self.comparison
        names = [course.name for course in comparison.courses]
        differences = [tell("compare.head.difference", name=name) for name in names[1:]]
        head = [tell("console.head.term"), tell("console.head.unit"), *names, *differences]
        currency = comparison.mission.currency
        rows = []
        for row in comparison.terms:
            unit = currency if row.term in IN_MONEY else tell(f"unit.{row.term}")
            amounts = [tell.amount(amount) for amount in row.amounts]
            rows.append([tell(f"term.{row.term}"), unit, *amounts, *_apart(row.priced, tell)])
        objectives = tuple(course.judged.objective for course in comparison.courses)
        costs = [tell.number(value) for value in objectives]
        cost = tell("terms.objective_short")
        rows.append([cost, currency, *costs, *_apart(objectives, tell)])
        bounds = [tell.number(course.appraisal.bound) for course in comparison.courses]
        blank = [""] * len(differences)
        rows.append([tell("terms.bound_short"), currency, *bounds, *blank])
        stands = [tell.capital(stands_text(c.standing, tell)) for c in comparison.courses]
        table(tell("compare.table.terms"), head, rows, right=range(2, len(head)))
        for course, stand in zip(comparison.courses, stands, strict=True):
            say(f"{course.name}: {stand}", STYLES[course.standing.stand])

    def places(self, place: Place, key: str) -> None:
        """Print what sites or axes cost: all, or those in which the plans differ most."""
        tell, comparison = self.say, self.comparison
        found = [row for row in comparison.places if _stands_with(row.place, place)]
        if not self.everything:
            found = [row for row in found if len(set(row.costs)) > 1][:FIRST]
        if not found:
            return
        site = place == Place.SITE
        second = "closes" if site else "travels"
        rows = []
        for row in found:
            costs = [tell.number(cost) for cost in row.costs]
            others = [tell.amount(number) for number in row.travels]
            if site:
                others = [self._closes(course, row) for course in comparison.courses]
            rows.append([self.told.place(row.place, row.owner), *costs, *others])
        head = [tell(f"compare.head.{place}"), *self.heads("cost", second)]
        title = tell(f"compare.table.{key}", unit=comparison.mission.currency)
        table(title, head, rows, right=_numbers(head, comparison, text=site))

    def _closes(self, course: Course, row: CostRow) -> str:
        if row.place != Place.SITE:
            return ""
        return self.told.date(course.closes(row.owner), "compare.not_closing")

    def nations(self) -> None:
        """Print how each nation's people fare."""
        tell, comparison = self.say, self.comparison
        rows = []
        for row in self.first(comparison.nations):
            average = (
                tell.number(days / people, 1) if people else ""
                for days, people in zip(row.person_days, row.people, strict=True)
            )
            last = (self.told.date(when, "compare.nobody_out") for when in row.last_out)
            name = row.provider or tell("compare.nobody")
            people = tell.number(max(row.people))
            rows.append([name, people, *map(tell.number, row.in_time), *average, *last])
        head = [tell("compare.head.nation"), tell("console.head.people")]
        head += self.heads("in_time", "days_in", "last_out")
        title = tell("compare.table.nations")
        table(title, head, rows, right=range(1, len(head) - len(comparison.courses)))

    def fates(self) -> None:
        """Print what becomes of kit."""
        tell = self.say
        rows = [
            [tell(f"fate.{row.fate}"), *map(tell.number, row.units)]
            for row in self.comparison.fates
        ]
        if rows:
            head = [tell("compare.head.fate"), *self.heads("units")]
            table(tell("compare.table.fates"), head, rows, right=range(1, len(head)))

    def periods(self) -> None:
        """Print who is out and what has left, week by week or day by day."""
        tell = self.say
        rows = [
            [
                tell.date(row.end),
                *(tell.number(n) for n in (*row.people_out, *row.kit_taken, *row.serials)),
            ]
            for row in self.comparison.periods
        ]
        head = [tell("compare.head.from")]
        head += self.heads("people_out", "kit_taken", "serials")
        table(tell("compare.table.periods"), head, rows, right=range(1, len(head)))

    def difference(self, difference: Difference) -> None:
        """Print what moved from the first plan to another."""
        tell, told = self.say, self.told
        names = {"before": difference.before.name, "after": difference.after.name}
        say("")
        say(f"{tell('compare.against', **names)}:", "bold")
        if not difference.nothing:
            self._moved(difference)
        style = "bold green" if difference.nothing else ""
        for number, sentence in enumerate(told.sentences(difference)):
            say(sentence, "bold" if number == 0 and not style else style)

    def _moved(self, difference: Difference) -> None:
        told = self.told
        self._list("serials", moved_most(difference.serials.changes), told.serial)
        self._list("closings", difference.closings, told.closing)
        self._list("parties", difference.parties, told.party)
        self._list("kit", difference.kit, told.lot)

    def _list(self, key: str, things: Sequence[T], line: Callable[[T], str]) -> None:
        if not things:
            return
        tell = self.say
        say(tell("console.counted", heading=tell(f"compare.page.{key}"), n=len(things)))
        for thing in self.first(things):
            say(f"  {line(thing)}")
        rest = len(things) - len(self.first(things))
        if rest:
            say(f"  {tell('console.more', n=tell.number(rest), where='--all')}")


def _stands_with(one: Place, place: Place) -> bool:
    """Say whether a row stands in the table of a place: people everywhere stand among sites."""
    return one == place or (place == Place.SITE and one == Place.PEOPLE)


def _apart(values: Sequence[float], tell: Words) -> list[str]:
    """Return by how much values differ from the first, signed; blank where they do not."""
    differences = (value - values[0] for value in values[1:])
    return [_signed(apart, tell) if round(apart) else "" for apart in differences]


def _signed(value: float, tell: Words) -> str:
    number = tell.number(value)
    return f"+{number}" if value > 0 else number


def _numbers(head: Sequence[str], comparison: Comparison, *, text: bool) -> Iterable[int]:
    """Return the columns of numbers: all but the first, and the dates of plans at the end."""
    return range(1, len(head) - (len(comparison.courses) if text else 0))


# For programs


def comparison_object(comparison: Comparison) -> dict[str, Any]:
    """Return what ``compare --json`` prints: figures in the order of the plans."""
    courses = comparison.courses
    return {
        "plans": [_course(course) for course in courses],
        "currency": comparison.mission.currency,
        "terms": [attrs.asdict(row) for row in comparison.terms],
        "places": [attrs.asdict(row) for row in comparison.places],
        "closings": [
            {"site": site, "closes": [_iso(course.closes(site)) for course in courses]}
            for site in comparison.closing_sites
        ],
        "nations": [attrs.asdict(row) for row in comparison.nations],
        "periods": [attrs.asdict(row) for row in comparison.periods],
        "fates": [attrs.asdict(row) for row in comparison.fates],
        "differences": [_difference(difference) for difference in comparison.differences],
        "version": __version__,
    }


def _course(course: Course) -> dict[str, Any]:
    return {
        "name": course.name,
        "mission": course.mission.name,
        "mission_hash": course.mission.fingerprint,
        "violations": len(course.judged.violations),
        "objective": course.judged.objective,
        "bound": course.appraisal.bound,
        "gap": course.appraisal.gap,
        "figures": attrs.asdict(course.figures),
    }


def _difference(difference: Difference) -> dict[str, Any]:
    closings = [{**attrs.asdict(one), "days": one.days} for one in difference.closings]
    return {
        "before": difference.before.name,
        "after": difference.after.name,
        "nothing": difference.nothing,
        "saved": difference.saved,
        "serials": {
            "same": difference.serials.same,
            "changed": [_serial(one) for one in difference.serials.changes],
        },
        "closings": closings,
        "parties": [attrs.asdict(move) for move in difference.parties],
        "kit": [
            {
                "lot": move.lot,
                "fates": [{"fate": f, "before": b, "after": a} for f, b, a in move.fates],
            }
            for move in difference.kit
        ],
        "asked": list(difference.asked),
        "not_asked": list(difference.not_asked),
    }


def _serial(one: SerialChange) -> dict[str, Any]:
    origin, destination = one.first.places
    return {
        "change": str(one.change),
        "before": None if one.before is None else one.before.name,
        "after": None if one.after is None else one.after.name,
        "mode": one.first.mode,
        "origin": origin,
        "destination": destination,
        "departs_before": None if one.before is None else _iso(one.before.depart),
        "departs_after": None if one.after is None else _iso(one.after.depart),
        "days": one.days,
        "loads": [
            {"kind": kind, "item": item, "before": old, "after": new}
            for kind, item, old, new in one.loads
        ],
    }


def _iso(when: datetime | None) -> str | None:
    return None if when is None else when.isoformat()
