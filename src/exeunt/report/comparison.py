"""The page of a comparison: one HTML file that is complete in itself and runs no script."""

from datetime import datetime, timedelta

import attrs
from markupsafe import Markup

from exeunt.drawing.axis import Axis, axis
from exeunt.drawing.charts import sample
from exeunt.drawing.versus import Bars, Dates, bars, dates, lines
from exeunt.facts.alternatives import Alternatives
from exeunt.facts.compared import Comparison, Course, Difference, Place
from exeunt.facts.curves import Curve
from exeunt.facts.matched import moved_most
from exeunt.model.mission import Mission
from exeunt.report.contrasts import Contrasts, axis_text, contrasts
from exeunt.report.head import digest, sources
from exeunt.report.html import ENVIRONMENT
from exeunt.version import __version__
from exeunt.words.choosing import CourseRow, cells, course_heads, course_rows, course_sentences
from exeunt.words.comparing import Telling, telling
from exeunt.words.standing import stands_text
from exeunt.words.words import IN_MONEY, Words, as_read

STYLES = ("report.css", "map.css", "comparison.css", "print.css")
SHOWN = 40
"""Things of a kind that moved and are printed; the others are counted."""
FIGURES_FROM = 3
"""Columns of a table of courses that hold words stand before this one."""


@attrs.frozen(kw_only=True)
class Named:
    """A plan's card: what it is called, how it stands, what it costs."""

    name: str
    stands: str
    good: bool
    cost: str
    gap: str


@attrs.frozen(kw_only=True)
class Moved:
    """What moved of one kind: a heading, lines, and how many more there are."""

    heading: str
    count: int
    lines: tuple[str, ...]
    more: int


@attrs.frozen(kw_only=True)
class Told:
    """What differs between two plans: sentences, then one thing after another."""

    title: str
    nothing: bool
    sentences: tuple[str, ...]
    moved: tuple[Moved, ...]


@attrs.frozen(kw_only=True)
class Table:
    """A table of the page; ``texts`` are its columns that hold no numbers, besides the first."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    texts: frozenset[int] = frozenset()


@attrs.frozen(kw_only=True)
class Courses:
    """Courses of action: a row for each, what is proven of them, and those that cannot be done."""

    table: Table
    sentences: tuple[str, ...]
    failed: tuple[CourseRow, ...]


@attrs.frozen(kw_only=True)
class Pictures:
    """What is drawn; blank where there is nothing to draw."""

    terms: Markup
    people: Markup
    closings: Markup


@attrs.frozen(kw_only=True)
class Head:
    """The style, and the policy that names it and lets nothing else in."""

    style: Markup
    policy: str


def comparison_html(
    comparison: Comparison, language: str = "en", courses: Alternatives | None = None
) -> str:
    """Write a comparison as one HTML file, with the courses of action that it is of, if it is.

    Raises:
        InputError: the language is not one the report speaks.
    """
    told = telling(comparison, language)
    maps = contrasts(told)
    mission = comparison.mission
    return ENVIRONMENT.get_template("comparison.html.j2").render(
        say=told.say,
        mission=mission,
        as_read=as_read(mission, told.say),
        first=comparison.courses[0].name,
        named=tuple(_named(course, told.say) for course in comparison.courses),
        notes=told.notes(),
        courses=_courses(courses, told),
        told=tuple(_told(difference, told) for difference in comparison.differences),
        pictures=_pictures(told),
        maps=maps,
        beside=() if maps is None else _beside(maps, told),
        tables=_tables(told),
        head=page_head(),
        version=__version__,
    )


def page_head() -> Head:
    """Return the style of a page, and the policy that lets nothing else in."""
    style = sources(STYLES)
    rules = ["default-src 'none'", f"style-src 'sha256-{digest(style)}'", "img-src data:"]
    policy = "; ".join([*rules, "base-uri 'none'", "form-action 'none'"])
    return Head(style=Markup(style), policy=policy)  # noqa: S704 - our own files


def _named(course: Course, say: Words) -> Named:
    return Named(
        name=course.name,
        stands=say.capital(stands_text(course.standing, say)),
        good=course.standing.good,
        cost=say.money(course.judged.objective, course.mission.currency),
        gap=say.money(course.appraisal.saving, course.mission.currency),
    )


def _courses(found: Alternatives | None, told: Telling) -> Courses | None:
    if found is None:
        return None
    say = told.say
    rows = course_rows(found, say.language)
    head = course_heads(told.currency, say)
    return Courses(
        table=Table(
            title=say("compare.course.planned", seconds=say.number(found.seconds)),
            head=head,
            rows=tuple(map(cells, rows)),
            texts=frozenset(range(FIGURES_FROM)),
        ),
        sentences=course_sentences(found, say.language),
        # Of one that has but one reason the sentence about it says all.
        failed=tuple(row for row in rows if len(row.reasons) > 1),
    )


def _told(difference: Difference, told: Telling) -> Told:
    names = {"before": difference.before.name, "after": difference.after.name}
    every = (
        ("closings", [told.closing(closing) for closing in difference.closings]),
        ("parties", [told.party(move) for move in difference.parties]),
        ("kit", [told.lot(move) for move in difference.kit]),
        ("serials", [told.serial(one) for one in moved_most(difference.serials.changes)]),
    )
    moved = tuple(
        Moved(
            heading=told.say(f"compare.page.{key}"),
            count=len(things),
            lines=tuple(things[:SHOWN]),
            more=max(0, len(things) - SHOWN),
        )
        for key, things in every
        if things
    )
    return Told(
        title=told.say("compare.against", **names),
        nothing=difference.nothing,
        sentences=told.sentences(difference),
        moved=moved,
    )


# Pictures


def _pictures(told: Telling) -> Pictures:
    comparison, say = told.comparison, told.say
    # The picture of time reaches as far as the longest of the missions.
    longest = max((course.mission for course in comparison.courses), key=_end)
    line = axis(longest, say)
    return Pictures(
        terms=_terms(told),
        people=_people(comparison, line, say),
        closings=_closings(told, line, longest),
    )


def _end(mission: Mission) -> datetime:
    return mission.end


def _terms(told: Telling) -> Markup:
    say, comparison = told.say, told.comparison
    currency = comparison.mission.currency
    rows = [
        Bars(
            name=say(f"term.{row.term}"),
            values=row.priced,
            texts=tuple(
                f"{say.money(priced, currency)} · {say.term(row.term, amount, currency)}"
                if row.term not in IN_MONEY
                else say.money(priced, currency)
                for priced, amount in zip(row.priced, row.amounts, strict=True)
            ),
        )
        for row in comparison.terms
        if any(row.priced)
    ]
    return bars(rows, say("compare.page.terms"))


def _people(comparison: Comparison, line: Axis, say: Words) -> Markup:
    courses = [sample(line, _Inside(course=course)) for course in comparison.courses]
    return lines(line, courses, say, say("compare.page.people"))


@attrs.frozen(kw_only=True)
class _Inside:
    """How many have yet to get home over time: a course that can be sampled."""

    course: Course

    @property
    def peak(self) -> float:
        return float(self.course.reading.of_parties)

    @property
    def out(self) -> Curve:
        return self.course.reading.total_out

    def at(self, hour: float) -> float:
        return self.course.reading.of_parties - self.out.at(hour)


def _closings(told: Telling, line: Axis, mission: Mission) -> Markup:
    comparison, say = told.comparison, told.say
    rows = []
    for site in comparison.closing_sites:
        closes = [course.closes(site) for course in comparison.courses]
        shares = [None if when is None else line.share(mission.hours(when)) for when in closes]
        texts = [
            f"{course.name}: {say.date(when)}"
            for course, when in zip(comparison.courses, closes, strict=True)
        ]
        rows.append(Dates(name=told.site(site), shares=tuple(shares), texts=tuple(texts)))
    if not rows:
        return Markup("")
    return dates(line, rows, say("compare.page.closings"))


# Figures


def _beside(maps: Contrasts, told: Telling) -> tuple[Table, ...]:
    """Return the tables of what the maps show, which are printed with them."""
    tables = (_axes(maps, told), _sites(told))
    return tuple(table for table in tables if table.rows)


def _axes(maps: Contrasts, told: Telling) -> Table:
    say = told.say
    rows = tuple(
        (axis_text(row, told), *map(say.amount, row.travels), *map(say.number, row.serials))
        for row in maps.rows[:SHOWN]
    )
    rest = len(maps.rows) - len(rows)
    title = say("compare.map.axes")
    if rest:
        more = say.counted("compare.page.more", rest, n=say.number(rest))
        title = f"{title}. {more}"
    head = (say("compare.head.axis"), *_heads(told, "travels", "serials"))
    return Table(title=title, head=head, rows=rows)


def _sites(told: Telling) -> Table:
    say, comparison = told.say, told.comparison
    rows = []
    for site in comparison.closing_sites:
        closes = [course.closes(site) for course in comparison.courses]
        if len(set(closes)) == 1:
            continue
        apart = [
            "" if closes[0] is None or when is None else _days(when - closes[0], say)
            for when in closes[1:]
        ]
        dates = [told.date(when, "compare.not_closing") for when in closes]
        rows.append((told.site(site), *dates, *apart))
    others = [course.name for course in comparison.courses[1:]]
    differences = [say("compare.head.difference", name=name) for name in others]
    head = (say("compare.head.site"), *_heads(told, "closes"), *differences)
    texts = frozenset(range(1, len(head)))
    return Table(title=say("compare.map.closings"), head=head, rows=tuple(rows), texts=texts)


def _days(apart: timedelta, say: Words) -> str:
    """Say by how much later or earlier; nothing of the same moment."""
    days = apart / timedelta(days=1)
    if not days:
        return ""
    key = "later" if days > 0 else "earlier"
    return say(f"compare.map.{key}", days=say.lasting(abs(days)))


def _tables(told: Telling) -> tuple[Table, ...]:
    tables = (
        _places(told, Place.SITE, "sites"),
        _places(told, Place.AXIS, "axes"),
        _nations(told),
        _periods(told),
        _fates(told),
    )
    return tuple(table for table in tables if table.rows)


def _heads(told: Telling, *keys: str) -> tuple[str, ...]:
    names = [course.name for course in told.comparison.courses]
    return tuple(told.say(f"compare.head.{key}", name=name) for key in keys for name in names)


def _places(told: Telling, place: Place, key: str) -> Table:
    say, comparison = told.say, told.comparison
    site = place == Place.SITE
    rows = []
    for row in comparison.places:
        # What people cost who wait, are late or stay is no site's: it stands among them.
        if row.place != place and not (site and row.place == Place.PEOPLE):
            continue
        others = [say.amount(number) for number in row.travels]
        if site:
            closes = [course.closes(row.owner) for course in comparison.courses]
            others = [told.date(when, "compare.not_closing") for when in closes]
        if row.place == Place.PEOPLE:
            others = [""] * len(comparison.courses)
        rows.append((told.place(row.place, row.owner), *map(say.number, row.costs), *others))
    head = (say(f"compare.head.{place}"), *_heads(told, "cost", "closes" if site else "travels"))
    dated = range(1 + len(comparison.courses), len(head)) if site else ()
    title = say(f"compare.table.{key}", unit=comparison.mission.currency)
    return Table(title=title, head=head, rows=tuple(rows), texts=frozenset(dated))


def _nations(told: Telling) -> Table:
    say, comparison = told.say, told.comparison
    rows = []
    for row in comparison.nations:
        last = [told.date(when, "compare.nobody_out") for when in row.last_out]
        average = [
            say.number(days / people, 1) if people else ""
            for days, people in zip(row.person_days, row.people, strict=True)
        ]
        name = row.provider or say("compare.nobody")
        numbers = map(say.number, (max(row.people), *row.in_time))
        rows.append((name, *numbers, *average, *last))
    heads = _heads(told, "in_time", "days_in", "last_out")
    head = (say("compare.head.nation"), say("console.head.people"), *heads)
    dated = range(len(head) - len(comparison.courses), len(head))
    title = say("compare.table.nations")
    return Table(title=title, head=head, rows=tuple(rows), texts=frozenset(dated))


def _periods(told: Telling) -> Table:
    say = told.say
    rows = tuple(
        (say.date(row.end), *map(say.number, (*row.people_out, *row.kit_taken, *row.serials)))
        for row in told.comparison.periods
    )
    head = (say("compare.head.from"), *_heads(told, "people_out", "kit_taken", "serials"))
    return Table(title=say("compare.table.periods"), head=head, rows=rows)


def _fates(told: Telling) -> Table:
    say = told.say
    rows = tuple(
        (say(f"fate.{row.fate}"), *map(say.number, row.units)) for row in told.comparison.fates
    )
    head = (say("compare.head.fate"), *_heads(told, "units"))
    return Table(title=say("compare.table.fates"), head=head, rows=rows)
