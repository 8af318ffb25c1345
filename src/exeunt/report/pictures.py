"""The curves of the report: people and kit, gone and still there; vehicles on the move; stocks."""

import attrs

from exeunt.drawing.axis import Axis
from exeunt.drawing.charts import DUE, SAMPLES, Chart, Course, Layer, Stack, chart, layers
from exeunt.facts.curves import Curve, curve
from exeunt.facts.facts import Facts
from exeunt.facts.kinds import Kind
from exeunt.facts.pools import moving_by_kind
from exeunt.facts.stocks import Stock
from exeunt.facts.veil import TICK
from exeunt.model.forces import POPULATIONS
from exeunt.model.stores import SUPPLIES
from exeunt.words.words import Words

Courses = dict[str, tuple[str, Course]]
"""By key, the printed name and the value over time."""
LOSS = 9
"""The colour of what is lost, which no other band has."""
MOVING = ""
"""The key, among those of sites, of what is on the move between them."""


def charts(facts: Facts, line: Axis, say: Words) -> tuple[Chart, ...]:
    """Draw all curves; those of vehicles and stocks only where strengths are told exactly."""
    dates = table_dates(facts, line, say)
    stacks = [
        people_out(facts, line, say),
        people_there(facts, line, say),
        kit_kinds(facts, line, say),
        kit_there(facts, line, say),
    ]
    if not say.veil.drawn:
        stacks.append(vehicles(facts, line, say))
        tracked = {held.row.supply for held in facts.stocks}
        supplies = [supply for supply in SUPPLIES if supply in tracked]
        stacks += [stock(facts, line, supply, say) for supply in supplies]
    return tuple(chart(stack, line, dates, say) for stack in stacks)


def people_out(facts: Facts, line: Axis, say: Words) -> Stack:
    """Stack the people who are out, by population."""
    out = facts.reading.people_out
    courses: Courses = {}
    for population in POPULATIONS:
        if population in out:
            courses[population] = (say(f"population.{population}"), out[population])
    return Stack(
        key="people_out",
        bands=layers(line, courses, say("time.others"), say.veil.grain),
        total=facts.reading.to_leave,
    )


def people_there(facts: Facts, line: Axis, say: Words) -> Stack:
    """Stack the people who have yet to get home, by the site where they are."""
    reading = facts.reading
    movers = moving(reading.of_parties, [reading.total_out, *reading.people_there.values()])
    courses = by_site(facts, reading.people_there, movers, say)
    return Stack(
        key="people_there",
        bands=site_layers(line, courses, say),
        total=reading.to_leave,
        falling=True,
    )


def kit_kinds(facts: Facts, line: Axis, say: Words) -> Stack:
    """Stack the units that are home, passed on, staying in use, and lost."""
    over_time = facts.reading.ends.over_time
    courses: Courses = {kind: (say(f"kind_of_kit.{kind}"), over_time[kind]) for kind in Kind}
    bands = layers(line, courses, "", say.veil.grain)
    lost = say(f"kind_of_kit.{Kind.LOST}")
    # What is lost is the fourth band of the stack, and may not look like a fourth success.
    tones = {LOSS if band.name == lost else band.tone: band for band in bands}
    return Stack(
        key="kit_kinds",
        bands=tuple(attrs.evolve(band, tone=tone) for tone, band in tones.items()),
        total=facts.reading.ends.units,
    )


def kit_there(facts: Facts, line: Axis, say: Words) -> Stack:
    """Stack the units by the site where they stand, those among them that are lost there."""
    ends = facts.reading.ends
    movers = moving(ends.units, [ends.taken, *ends.there.values()])
    courses = by_site(facts, ends.there, movers, say)
    bands = site_layers(line, courses, say)
    return Stack(key="kit_there", bands=bands, total=ends.units, falling=True)


def vehicles(facts: Facts, line: Axis, say: Words) -> Stack:
    """Stack the vehicles and aircraft on the move, by type."""
    by_kind = moving_by_kind(facts.pools)
    courses: Courses = {kind: (kind, course) for kind, course in by_kind.items()}
    bands = layers(line, courses, say("time.other_types"))
    return Stack(key="vehicles", bands=bands, total=0, falling=True)


def stock(facts: Facts, line: Axis, supply: str, say: Words) -> Stack:
    """Stack the stocks of one supply, by site."""
    courses: Courses = {}
    for held in facts.stocks:
        site = held.row.site
        if held.row.supply == supply:
            courses[site] = (say.site(facts.mission, site), held)
    bands = layers(line, courses, say("time.others"))
    note = stock_note([held for held in facts.stocks if held.row.supply == supply], say)
    return Stack(key=f"stock_{supply}", bands=bands, total=0, falling=True, note=note)


def stock_note(stocks: list[Stock], say: Words) -> str:
    """Say what is used of a supply, what comes in and what is left over: a full store is no gain.

    A stock that grows looks like good news, and is what somebody pays for and leaves behind.
    """
    used, imported = (sum(getattr(one, name) for one in stocks) for name in ("used", "imported"))
    left = sum(one.left_over for one in stocks)
    note = say(
        "time.stock_sum",
        used=say.amount(used),
        imported=say.amount(imported),
        left=say.amount(left),
    )
    if imported > used:
        note = f"{note} {say('time.stock_grows')}"
    return note


def site_layers(line: Axis, courses: Courses, say: Words) -> tuple[Layer, ...]:
    """Make bands of sites; those on the move come last and in the colour of neither."""
    at_sites = dict(courses)
    # Few are on the move at any time: among the sites they would go into the others' band.
    on_the_move: Courses = {MOVING: at_sites.pop(MOVING)}
    bands = layers(line, at_sites, say("time.others"), say.veil.grain)
    movers = layers(line, on_the_move, "", say.veil.grain)
    return (*bands, *(attrs.evolve(band, tone=0) for band in movers))


def by_site(facts: Facts, curves: dict[str, Curve], movers: Curve, say: Words) -> Courses:
    """Name curves by site, the last to empty at the bottom, and what is on the move."""
    grain = say.veil.grain

    def last_to_empty(site: str) -> tuple[float, float, str]:
        there = curves[site]
        steps = zip(there.hours, there.values, strict=True)
        filled = [hour for hour, value in steps if grain(value) > 0]
        return (-max(filled, default=0.0), -grain(there.peak), site)

    named: Courses = {}
    for site in sorted(curves, key=last_to_empty):
        named[site] = (say.site(facts.mission, site), curves[site])
    named[MOVING] = (say("time.moving"), movers)
    return named


def moving(total: int, known: list[Curve]) -> Curve:
    """Return what is neither there nor gone: on the move."""
    events = [(0.0, float(total))]
    for one in known:
        before = 0.0
        for hour, value in zip(one.hours, one.values, strict=True):
            events.append((hour, before - value))
            before = value
    return curve(events)


def table_dates(facts: Facts, line: Axis, say: Words) -> tuple[tuple[int, str], ...]:
    """Choose the moments of the tables of values: start, the axis's marks, deadline, end.

    Each is the number of a sample of the curves, and its date.
    """
    if not say.veil.dated:
        return veiled_dates(facts, line, say)
    shares = {0.0, 1.0, line.deadline, *(tick.share for tick in line.ticks)}
    dates = []
    for sample in sorted({round(share * SAMPLES) for share in shares}):
        when = facts.mission.time(line.hours * sample / SAMPLES)
        dates.append((sample, say.date(when)))
    return tuple(dates)


def veiled_dates(facts: Facts, line: Axis, say: Words) -> tuple[tuple[int, str], ...]:
    """Choose the moments of the tables of values where dates are coarse.

    What happens in a period is counted at its end. Until then a curve is as at its beginning, and
    no row may say that it is so all through.
    """
    time = facts.mission.time
    begins: dict[str, int] = {}
    for share in sorted({0.0, *(tick.share for tick in line.ticks)}):
        sample = round(share * SAMPLES)
        if sample < SAMPLES:
            # In the last two minutes of a period all of it has happened: they begin the next.
            begins.setdefault(say.begun(time(line.hours * sample / SAMPLES) + 2 * TICK), sample)
    due = say("veil.due", when=say.date(facts.mission.deadline))
    dates = [(sample, label) for label, sample in begins.items()]
    place = sum(sample <= line.deadline * SAMPLES for sample, _ in dates)
    dates.insert(place, (DUE, due))
    return (*dates, (SAMPLES, say("veil.done", when=say.date(facts.mission.end))))
