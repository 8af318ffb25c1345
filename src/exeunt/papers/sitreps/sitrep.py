"""The situation report of a week (a day, in a mission of days).

What the plan says, and beside it what is to be filled in.
"""

from collections.abc import Iterable
from datetime import timedelta

from exeunt.documents.parts import (
    Block,
    Bullets,
    Form,
    Headline,
    Paragraph,
    Signatures,
    Text,
    TextLine,
    TextRun,
    TextTable,
)
from exeunt.facts.curves import Curve
from exeunt.facts.movements import Movement
from exeunt.facts.stocks import Stock
from exeunt.model.forces import CLASSES, POPULATIONS
from exeunt.papers.dossier import Dossier
from exeunt.papers.reporting_periods import ReportingPeriod

ACTUAL = TextRun("", fill=True)
COVER_DAYS = 30.0
"""Stocks that last longer are not listed."""


def sitrep(dossier: Dossier, period: ReportingPeriod) -> Text:
    """Return the report on a period."""
    word, say = dossier.word, dossier.say
    kind = "daily" if say.fine else "weekly"
    title = word(f"sitrep.{kind}", period=period.key)
    last = period.end - timedelta(days=1)
    span = (
        say.dated(period.begin)
        if say.fine
        else word("sitrep.span", since=say.dated(period.begin), until=say.dated(last))
    )
    following = [p for p in dossier.periods if p.begin == period.end]
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
        *(
            movements(dossier, leaving(dossier, following[0]), actual=False)
            if following
            else [Paragraph(word("sitrep.no_next"))]
        ),
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


def hours(dossier: Dossier, period: ReportingPeriod) -> tuple[float, float]:
    """Return a period in hours from the start; its end is just before the next begins."""
    # What happens on the stroke of midnight belongs to the day that begins with it.
    return dossier.mission.hours(period.begin) - 1e-6, dossier.mission.hours(period.end) - 1e-6


def flow(
    dossier: Dossier, name: str, total: float, gone: Curve, period: ReportingPeriod
) -> tuple[TextLine, ...]:
    """Return a row of a cumulative figure.

    In all, before the period, in it, until its end, still to go.
    """
    begin, end = hours(dossier, period)
    say, before, after = dossier.say, gone.at(begin), gone.at(end)
    return (
        name,
        say.number(total),
        say.number(before),
        say.number(after - before),
        say.number(after),
        say.number(total - after),
        ACTUAL,
    )


def totals(
    rows: Iterable[tuple[float, Curve]], period: ReportingPeriod, dossier: Dossier, name: str
) -> tuple[TextLine, ...]:
    """Return the sum of such rows."""
    listed = list(rows)
    begin, end = hours(dossier, period)
    total, before, after = (
        sum(t for t, _ in listed),
        sum(c.at(begin) for _, c in listed),
        sum(c.at(end) for _, c in listed),
    )
    say = dossier.say
    return (
        name,
        say.number(total),
        say.number(before),
        say.number(after - before),
        say.number(after),
        say.number(total - after),
        ACTUAL,
    )


def people(dossier: Dossier, period: ReportingPeriod) -> TextTable:
    """Return people out by population."""
    word, say, reading = dossier.word, dossier.say, dossier.reading
    groups = [
        (
            p,
            float(sum(x.count for x in reading.leavers if x.population == p)),
            reading.people_out[p],
        )
        for p in POPULATIONS
        if p in reading.people_out
    ]
    rows = [flow(dossier, say(f"population.{p}"), total, gone, period) for p, total, gone in groups]
    rows.append(
        totals(((total, gone) for _, total, gone in groups), period, dossier, word("total"))
    )
    head = tuple(
        word(f"sitrep.{name}")
        for name in (
            "population",
            "to_leave",
            "before",
            "this",
            "cumulative",
            "remaining",
            "actual",
        )
    )
    return TextTable(
        head=head,
        rows=tuple(rows),
        widths=(2, 1, 1.1, 1.1, 1.2, 1.1, 1.4),
        right=(1, 2, 3, 4, 5),
        total=True,
    )


def kit(dossier: Dossier, period: ReportingPeriod) -> TextTable:
    """Return units of kit out or disposed of by class."""
    word, say, reading = dossier.word, dossier.say, dossier.reading
    groups = [
        (c, float(sum(x.quantity for x in reading.kit if x.kit_class == c)), reading.kit_gone[c])
        for c in CLASSES
        if c in reading.kit_gone
    ]
    rows = [flow(dossier, say(f"class.{c}"), total, gone, period) for c, total, gone in groups]
    rows.append(
        totals(((total, gone) for _, total, gone in groups), period, dossier, word("total"))
    )
    head = tuple(
        word(f"sitrep.{name}")
        for name in ("class", "to_go", "before", "this", "cumulative", "remaining", "actual")
    )
    return TextTable(
        head=head,
        rows=tuple(rows),
        widths=(2, 1, 1.1, 1.1, 1.2, 1.1, 1.4),
        right=(1, 2, 3, 4, 5),
        total=True,
    )


def sites(dossier: Dossier, period: ReportingPeriod) -> list[Block]:
    """Return our sites that are open at the end of a period, and those that closed."""
    word, say, reading = dossier.word, dossier.say, dossier.reading
    _, end = hours(dossier, period)
    rows: list[tuple[TextLine, ...]] = []
    closed = []
    for site in dossier.mission.sites:
        closure = dossier.plan.closes.get(site.site)
        if closure is not None and closure.close < period.end:
            closed.append(site.site)
            continue
        here, there = (
            reading.presence.get(site.site, Curve()),
            reading.kit_there.get(site.site, Curve()),
        )
        if site.role in {"base", "hub"} and (here.peak or there.peak or closure is not None):
            state = say.moment(closure.close) if closure else word("sitrep.stays")
            rows.append(
                (
                    dossier.site(site.site),
                    say.number(here.at(end)),
                    say.number(site.holding_people),
                    say.number(there.at(end)),
                    state,
                    ACTUAL,
                )
            )
    head = tuple(
        word(f"sitrep.{name}")
        for name in ("site", "present", "floor", "kit_there", "closes", "actual")
    )
    blocks: list[Block] = [
        Paragraph(
            word("sitrep.sites_count", open=say.number(len(rows)), closed=say.number(len(closed)))
        )
    ]
    if rows:
        blocks.append(
            TextTable(head=head, rows=tuple(rows), widths=(2, 1, 1, 1.1, 1.9, 1.4), right=(1, 2, 3))
        )
    return [
        *blocks,
        *(
            [Paragraph(word("sitrep.closed", names=say.listed(dossier.site(s) for s in closed)))]
            if closed
            else []
        ),
    ]


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
    people, units = sum(m.passengers for m in listed), sum(m.units for m in listed)
    text = word(
        "sitrep.movements_sum",
        serials=len(listed),
        people=say.count("person", people),
        units=say.count("unit", units),
    )
    return [Paragraph(text), serials(dossier, listed, actual=actual)]


def serials(dossier: Dossier, listed: list[Movement], *, actual: bool) -> TextTable:
    """Return a row for each of some serials; of this period with a column to fill in."""
    word, say = dossier.word, dossier.say
    rows: list[tuple[TextLine, ...]] = []
    for m in listed:
        lifts = say.count("sortie", m.rotations) if m.mode == "air" else say.number(m.vehicles)
        cells: tuple[TextLine, ...] = (
            m.serial,
            dossier.route(m),
            dossier.short(m.hops[0].stage.depart),
            dossier.short(m.hops[-1].stage.arrive),
            lifts,
            say.number(m.passengers),
            say.number(m.units),
        )
        rows.append((*cells, ACTUAL) if actual else cells)
    head = tuple(
        word(f"sitrep.{name}")
        for name in ("serial", "route", "departs", "arrives", "lift", "passengers", "units")
    )
    widths = (0.9, 3.6, 1.4, 1.4, 1, 0.8, 0.7)
    return TextTable(
        head=(*head, word("sitrep.actual")) if actual else head,
        rows=tuple(rows),
        widths=(*widths, 1.3) if actual else widths,
        right=(4, 5, 6),
    )


def permissions(
    dossier: Dossier, period: ReportingPeriod, following: list[ReportingPeriod]
) -> list[Block]:
    """Return the permissions to ask for, or answered, in this period or the next."""
    word, say = dossier.word, dossier.say
    rows: list[tuple[TextLine, ...]] = []
    by_name = {p.permission: p for p in dossier.mission.permissions}
    spans = [period, *following]
    for request in sorted(dossier.plan.requests, key=lambda r: r.ask_by):
        permission = by_name[request.permission]
        due = (
            [word("sitrep.ask_by", when=say.moment(request.ask_by))]
            if any(p.holds(request.ask_by) for p in spans)
            else []
        )
        if permission.answer_by and any(p.holds(permission.answer_by) for p in spans):
            due.append(word("sitrep.answer_by", when=say.moment(permission.answer_by)))
        if due:
            rows.append(
                (
                    permission.permission,
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


def lowest(dossier: Dossier, stock: Stock, period: ReportingPeriod) -> tuple[float, float, float]:
    """Return a stock's lowest in a period, its hour, and the rest at the period's end."""
    begin, end = (max(0.0, t) for t in hours(dossier, period))
    last = min(end, stock.until)
    points = [(h, level) for h, level in stock.points if begin <= h <= last]
    points += [(begin, stock.at(begin)), (last, stock.at(last))]
    hour, level = min(points, key=lambda p: (p[1], p[0]))
    return hour, level, stock.at(last)


def stocks(dossier: Dossier, period: ReportingPeriod) -> list[Block]:
    """Return the stocks that would last less than a month, the shortest first."""
    word, say, reading = dossier.word, dossier.say, dossier.reading
    begin, end = hours(dossier, period)
    rows = []
    for stock in dossier.facts.stocks:
        if stock.until <= begin:
            continue
        hour, low, rest = lowest(dossier, stock, period)
        row = stock.row
        people_there = reading.presence.get(row.site, Curve()).at(min(end, stock.until - 1e-6))
        use = row.use_per_day + row.use_per_person_day * people_there
        cover = rest / use if use else None
        if cover is not None and cover < COVER_DAYS:
            rows.append(
                (
                    cover,
                    (
                        dossier.site(row.site),
                        word(f"supply.{row.supply}"),
                        say(f"supplyunit.{row.supply}"),
                        say.number(low),
                        dossier.short(dossier.time(hour)),
                        say.number(rest),
                        say.number(use),
                        say.amount(cover),
                        ACTUAL,
                    ),
                )
            )
    if not rows:
        return [Paragraph(word("sitrep.stocks_fine", days=say.number(COVER_DAYS)))]
    names = ("site", "supply", "unit", "lowest", "when", "end", "use", "cover")
    head = (*(word(f"sitrep.stock_{name}") for name in names), word("sitrep.actual"))
    body = tuple(cells for _, cells in sorted(rows, key=lambda r: r[0]))
    grid = TextTable(
        head=head, rows=body, widths=(1.5, 1.2, 1.1, 1.1, 1.9, 1.1, 1, 0.9, 1.1), right=(3, 5, 6, 7)
    )
    return [Paragraph(word("sitrep.stocks_note", days=say.number(COVER_DAYS)), "small"), grid]


def events(dossier: Dossier, period: ReportingPeriod) -> Block:
    """Return what happens in a period.

    Closings, receivers, the deadline, the last out, disposals done.
    """
    word, say, plan = dossier.word, dossier.say, dossier.plan
    dated = [(c.close, word("event.closes", site=dossier.site(c.site))) for c in plan.closures]
    dated += [
        (s.receiver_ready, word("event.receiver", site=dossier.site(s.site), receiver=s.receiver))
        for s in dossier.mission.sites
        if s.receiver and s.receiver_ready is not None
    ]
    dated += [
        (dossier.mission.deadline, word("event.deadline")),
        (dossier.mission.start, word("event.start")),
    ]
    last = dossier.reading.last_out
    if last is not None:
        dated.append((dossier.time(last), word("event.last_out")))
    lines = tuple(
        word("colon", what=say.moment(when), told=text)
        for when, text in sorted(dated)
        if period.holds(when)
    )
    done = [d for d in plan.disposals if period.holds(d.done) and d.disposition != "abandon"]
    if done:
        lines += (
            word(
                "sitrep.disposals",
                n=say.count("unit", sum(d.quantity for d in done if d.lot in dossier.mission.lot)),
            ),
        )
    return Bullets(lines) if lines else Paragraph(word("sitrep.no_events"))
