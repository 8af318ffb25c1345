"""The situation report of a week (a day, in a mission of days).

What the plan says, and beside it what is to be filled in.
"""

from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import (
    Block,
    Bullets,
    Form,
    Headline,
    Paragraph,
    Signatures,
    Text,
    TextLine,
    TextTable,
)
from exeunt.facts.curves import Curve
from exeunt.facts.movements import Movement
from exeunt.facts.stocks import Stock
from exeunt.model.places import Site
from exeunt.model.plan import Request
from exeunt.model.stores import Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.reporting_periods import ReportingPeriod
from exeunt.papers.sitreps.progress import ACTUAL, hours, kit, people

COVER_DAYS = 30.0
"""Stocks that last longer are not listed."""


def sitrep(dossier: Dossier, period: ReportingPeriod) -> Text:
    """Return the report on a period."""
    word, say = dossier.word, dossier.say
    last = period.end - timedelta(days=1)
    if say.fine:
        kind, span = "daily", say.dated(period.begin)
    else:
        kind = "weekly"
        span = word("sitrep.span", since=say.dated(period.begin), until=say.dated(last))
    title = word(f"sitrep.{kind}", period=period.key)
    following = [p for p in dossier.periods if p.begin == period.end]
    # Sections and numbers are the same from week to week: headquarters reads thirty such reports
    # side by side, section by section.
    blocks: list[Block] = [
        Headline(title, 0),
        Paragraph(f"{dossier.title} – {span}", "lead"),
        Form(
            ((word("sitrep.from"), ""), (word("sitrep.to"), ""), (word("sitrep.as_of"), "")),
            columns=3,
        ),
        Paragraph(word("sitrep.columns"), "small"),
        Headline(f"1. {word('sitrep.summary')}"),
        Form(((word("sitrep.assessment"), ""),)),
        events(dossier, period),
        Headline(f"2. {word('sitrep.people')}"),
        people(dossier, period),
        Headline(f"3. {word('sitrep.kit')}"),
        kit(dossier, period),
        Headline(f"4. {word('sitrep.sites')}"),
        *sites(dossier, period),
        Headline(f"5. {word('sitrep.movements')}"),
        *movements(dossier, leaving(dossier, period), actual=True),
        Headline(word("sitrep.under_way"), 2),
        *under_way(dossier, period),
        Headline(f"6. {word('sitrep.next')}"),
        *coming(dossier, following),
        Headline(f"7. {word('sitrep.permissions')}"),
        *permissions(dossier, period, following),
        Headline(f"8. {word('sitrep.stocks')}"),
        *stocks(dossier, period),
        Headline(f"9. {word('sitrep.incidents')}"),
        Form(((word("sitrep.incidents_here"), ""), (word("sitrep.requests"), ""))),
        Signatures(
            (word("sign.prepared"), word("sign.approved")),
            (word("sign.name"), word("sign.date"), word("sign.signature")),
        ),
    ]
    return dossier.text(title, tuple(blocks))


def coming(dossier: Dossier, following: list[ReportingPeriod]) -> list[Block]:
    """Return the serials that leave in the next period; nothing happened to them yet."""
    if not following:
        return [Paragraph(dossier.word("sitrep.no_next"))]
    return movements(dossier, leaving(dossier, following[0]), actual=False)


def sites(dossier: Dossier, period: ReportingPeriod) -> list[Block]:
    """Return our sites that are open at the end of a period, and those that closed."""
    word, say = dossier.word, dossier.say
    closed = [c.site for c in dossier.plan.closures if c.close < period.end]
    rows = [
        site_row(dossier, site, period)
        for site in dossier.mission.sites
        if site.site not in closed and is_ours(dossier, site)
    ]
    names = [dossier.site(s.site) for s in dossier.mission.sites if s.site in closed]
    blocks: list[Block] = [
        Paragraph(
            word("sitrep.sites_count", open=say.number(len(rows)), closed=say.number(len(names)))
        )
    ]
    if rows:
        head = tuple(
            word(f"sitrep.{name}")
            for name in ("site", "present", "floor", "kit_there", "closes", "actual")
        )
        blocks.append(
            TextTable(head=head, rows=tuple(rows), widths=(2, 1, 1, 1.1, 1.9, 1.4), right=(1, 2, 3))
        )
    if names:
        blocks.append(Paragraph(word("sitrep.closed", names=say.listed(names))))
    return blocks


def is_ours(dossier: Dossier, site: Site) -> bool:
    """Say whether a site is one that we hold: a base or hub that ever had people or kit."""
    if site.role not in {"base", "hub"}:
        return False
    people = dossier.reading.presence.get(site.site, Curve())
    kit = dossier.reading.ends.there.get(site.site, Curve())
    return bool(people.peak or kit.peak or site.site in dossier.plan.closes)


def site_row(dossier: Dossier, site: Site, period: ReportingPeriod) -> tuple[TextLine, ...]:
    """Return the row of a site that is open at the end of a period."""
    say, reading = dossier.say, dossier.reading
    _, end = hours(dossier, period)
    state = dossier.word("sitrep.stays")
    if site.site in dossier.plan.closes:
        state = dossier.when(dossier.plan.closes[site.site].close)
    # People beside the floor: a base that thins towards it is in more danger from week to week.
    return (
        dossier.site(site.site),
        say.number(reading.presence.get(site.site, Curve()).at(end)),
        say.number(site.holding_people),
        say.number(reading.ends.there.get(site.site, Curve()).at(end)),
        state,
        ACTUAL,
    )


def leaving(dossier: Dossier, period: ReportingPeriod) -> list[Movement]:
    """Return the serials whose first stage departs in a period."""
    return [m for m in dossier.movements if period.holds(m.hops[0].stage.depart)]


def under_way(dossier: Dossier, period: ReportingPeriod) -> list[Block]:
    """Return the serials that have left before a period and are on their way, or arrive, in it."""
    moving = [
        m
        for m in dossier.movements
        if m.hops[0].stage.depart < period.begin <= m.hops[-1].stage.arrive
    ]
    if moving:
        return [serials(dossier, moving, actual=True)]
    return [Paragraph(dossier.word("sitrep.no_under_way"))]


def movements(dossier: Dossier, listed: list[Movement], *, actual: bool) -> list[Block]:
    """Return some serials that leave, under their sum."""
    word, say = dossier.word, dossier.say
    if not listed:
        return [Paragraph(word("sitrep.no_movements"))]
    text = word(
        "sitrep.movements_sum",
        serials=len(listed),
        people=say.count("person", sum(m.passengers for m in listed)),
        units=say.count("unit", sum(m.units for m in listed)),
    )
    return [Paragraph(text), serials(dossier, listed, actual=actual)]


def serials(dossier: Dossier, listed: list[Movement], *, actual: bool) -> TextTable:
    """Return a row for each of some serials; of this period with a column to fill in."""
    word, say = dossier.word, dossier.say
    head = [
        word(f"sitrep.{name}")
        for name in ("serial", "route", "departs", "arrives", "lift", "passengers", "units")
    ]
    widths = [0.9, 3.6, 1.4, 1.4, 1, 0.8, 0.7]
    if actual:
        head.append(word("sitrep.actual"))
        widths.append(1.3)
    rows: list[tuple[TextLine, ...]] = []
    for m in listed:
        # A flight of six sorties may be one aircraft: the sorties say how much of the day it takes.
        lift = say.number(m.vehicles)
        if m.mode == "air":
            lift = say.count("sortie", m.rotations)
        cells: tuple[TextLine, ...] = (
            m.serial,
            dossier.route(m),
            dossier.short(m.hops[0].stage.depart),
            dossier.short(m.hops[-1].stage.arrive),
            lift,
            say.number(m.passengers),
            say.number(m.units),
        )
        rows.append((*cells, ACTUAL) if actual else cells)
    return TextTable(head=tuple(head), rows=tuple(rows), widths=tuple(widths), right=(4, 5, 6))


def permissions(
    dossier: Dossier, period: ReportingPeriod, following: list[ReportingPeriod]
) -> list[Block]:
    """Return the permissions to ask for, or answered, in this period or the next."""
    word, say = dossier.word, dossier.say
    rows: list[tuple[TextLine, ...]] = []
    by_name = {p.permission: p for p in dossier.mission.permissions}
    for request in sorted(dossier.plan.requests, key=lambda r: r.ask_by):
        permission = by_name[request.permission]
        due = dates_due(dossier, permission, request, [period, *following])
        if due:
            rows.append(
                (
                    say.capital(say.permission(dossier.mission, permission)),
                    permission.grantor or "–",
                    say(f"state.{permission.state}"),
                    say.listed(due),
                    ACTUAL,
                )
            )
    if not rows:
        return [Paragraph(word("sitrep.no_permissions"))]
    head = tuple(
        word(f"sitrep.{name}") for name in ("permission", "grantor", "state", "due", "actual")
    )
    return [TextTable(head=head, rows=tuple(rows), widths=(2, 1.5, 1.1, 3, 1.2))]


def dates_due(
    dossier: Dossier, permission: Permission, request: Request, spans: list[ReportingPeriod]
) -> list[str]:
    """Say when a permission is to be asked for, and answered, where that is in some periods."""
    word, moment = dossier.word, dossier.when
    due = []
    if any(span.holds(request.ask_by) for span in spans):
        due.append(word("sitrep.ask_by", when=moment(request.ask_by)))
    answer_by = permission.answer_by
    if answer_by and any(span.holds(answer_by) for span in spans):
        due.append(word("sitrep.answer_by", when=moment(answer_by)))
    return due


@attrs.frozen(kw_only=True)
class Level:
    """How a stock stands in a period: its lowest and when, the rest at the end, its use a day.

    ``hour`` is an hour of the plan; the figures are in the supply's unit.
    """

    stock: Stock
    lowest: float
    hour: float
    rest: float
    use: float

    @property
    def cover_days(self) -> float | None:
        """Days that the rest lasts; None where nobody uses it."""
        if not self.use:
            return None
        return self.rest / self.use


def level_of(dossier: Dossier, stock: Stock, period: ReportingPeriod) -> Level | None:
    """Return how a stock stands in a period; None where its site has closed before."""
    supply = stock.row
    begin, end = hours(dossier, period)
    if stock.until <= begin:
        return None
    first, last = max(0.0, begin), min(max(0.0, end), stock.until)
    points = [(level, hour) for hour, level in stock.points if first <= hour <= last]
    points += [(stock.at(first), first), (stock.at(last), last)]
    lowest, hour = min(points)
    # Just before a site closes its last people are still there, and still eat.
    presence = dossier.reading.presence.get(supply.site, Curve())
    people = presence.at(min(end, stock.until - 1e-6))
    return Level(
        stock=stock,
        lowest=lowest,
        hour=hour,
        rest=stock.at(last),
        use=supply.use_per_day + supply.use_per_person_day * people,
    )


def stocks(dossier: Dossier, period: ReportingPeriod) -> list[Block]:
    """Return the stocks that would last less than a month, the shortest first."""
    word, say = dossier.word, dossier.say
    short: list[tuple[float, Level]] = []
    for stock in dossier.facts.stocks:
        level = level_of(dossier, stock, period)
        if level is None:
            continue
        cover = level.cover_days
        if cover is not None and cover < COVER_DAYS:
            short.append((cover, level))
    if not short:
        return [Paragraph(word("sitrep.stocks_fine", days=say.number(COVER_DAYS)))]
    short.sort(key=lambda one: one[0])
    names = ("site", "supply", "unit", "lowest", "when", "end", "use", "cover")
    grid = TextTable(
        head=(*(word(f"sitrep.stock_{name}") for name in names), word("sitrep.actual")),
        rows=tuple(stock_row(dossier, level, cover) for cover, level in short),
        widths=(1.5, 1.2, 1.1, 1.1, 1.9, 1.1, 1, 0.9, 1.1),
        right=(3, 5, 6, 7),
    )
    return [Paragraph(word("sitrep.stocks_note", days=say.number(COVER_DAYS)), "small"), grid]


def stock_row(dossier: Dossier, level: Level, cover: float) -> tuple[TextLine, ...]:
    """Return the row of a stock that lasts some days."""
    say, supply = dossier.say, level.stock.row
    return (
        dossier.site(supply.site),
        dossier.word(f"supply.{supply.supply}"),
        say(f"supplyunit.{supply.supply}"),
        say.number(level.lowest),
        dossier.short(dossier.time(level.hour)),
        say.number(level.rest),
        say.number(level.use),
        say.amount(cover),
        ACTUAL,
    )


def events(dossier: Dossier, period: ReportingPeriod) -> Block:
    """Return what happens in a period.

    Closings, receivers, the deadline, the last out, disposals done.
    """
    word, say, plan = dossier.word, dossier.say, dossier.plan
    lines = [
        word("colon", what=dossier.when(when), told=text)
        for when, text in sorted(dated_events(dossier))
        if period.holds(when)
    ]
    # Abandoning is no work that is done; it stands with what the site leaves behind.
    done = [d for d in plan.disposals if period.holds(d.done) and d.disposition != "abandon"]
    if done:
        units = sum(d.quantity for d in done if d.lot in dossier.mission.lot)
        lines.append(word("sitrep.disposals", n=say.count("unit", units)))
    if not lines:
        return Paragraph(word("sitrep.no_events"))
    return Bullets(tuple(lines))


def dated_events(dossier: Dossier) -> list[tuple[datetime, str]]:
    """Return what happens by the plan, with its moment, in no order."""
    word, mission = dossier.word, dossier.mission
    dated = [
        (c.close, word("event.closes", site=dossier.site(c.site))) for c in dossier.plan.closures
    ]
    for site in mission.sites:
        if site.receiver and site.receiver_ready is not None:
            text = word("event.receiver", site=dossier.site(site.site), receiver=site.receiver)
            dated.append((site.receiver_ready, text))
    dated.append((mission.deadline, word("event.deadline")))
    dated.append((mission.start, word("event.start")))
    last = dossier.reading.last_out
    if last is not None:
        dated.append((dossier.time(last), word("event.last_out")))
    return dated
