"""The curves of the report: people and kit, gone and still there; vehicles on the move; stocks."""

import attrs

from exeunt.drawing.axis import Axis
from exeunt.drawing.charts import SAMPLES, Chart, Course, Layer, Stack, chart, layers
from exeunt.facts.pools import Pool, moving_by_kind
from exeunt.facts.series import Curve, Reading, curve
from exeunt.facts.stocks import Stock
from exeunt.model.forces import CLASSES, POPULATIONS
from exeunt.model.stores import SUPPLIES
from exeunt.words.words import Words


def charts(
    reading: Reading, line: Axis, found: tuple[Pool, ...], held: tuple[Stock, ...], say: Words
) -> tuple[Chart, ...]:
    """Draw all curves; those of vehicles and stocks only where strengths are told exactly."""
    dates = table_dates(reading, line, say)
    drawn = [*people_and_kit(reading, line, dates, say)]
    if not say.veil.drawn:
        drawn.append(vehicles(line, dates, found, say))
        drawn += [
            stock(reading, line, dates, supply, held, say)
            for supply in SUPPLIES
            if any(s.row.supply == supply for s in held)
        ]
    return tuple(drawn)


def people_and_kit(
    reading: Reading, line: Axis, dates: tuple[tuple[int, str], ...], say: Words
) -> tuple[Chart, ...]:
    """Draw people and kit, gone and still there."""
    people_out = {
        p: (say(f"population.{p}"), reading.people_out[p])
        for p in POPULATIONS
        if p in reading.people_out
    }
    kit_gone = {
        c: (say(f"class.{c}"), reading.kit_gone[c]) for c in CLASSES if c in reading.kit_gone
    }
    units = sum(lot.quantity for lot in reading.kit)
    others = say("time.others")
    people_there = by_site(
        reading,
        reading.people_there,
        moving(reading.to_leave, [reading.total_out, *reading.people_there.values()]),
        say,
    )
    kit_there = by_site(
        reading,
        reading.kit_there,
        moving(units, [*reading.kit_gone.values(), *reading.kit_there.values()]),
        say,
    )
    return (
        chart(
            Stack(
                key="people_out",
                bands=layers(line, people_out, others, say.veil.grain),
                total=reading.to_leave,
            ),
            line,
            dates,
            say,
        ),
        chart(
            Stack(
                key="people_there",
                bands=site_layers(line, people_there, say),
                total=reading.to_leave,
                falling=True,
            ),
            line,
            dates,
            say,
        ),
        chart(
            Stack(
                key="kit_gone", bands=layers(line, kit_gone, others, say.veil.grain), total=units
            ),
            line,
            dates,
            say,
        ),
        chart(
            Stack(
                key="kit_there", bands=site_layers(line, kit_there, say), total=units, falling=True
            ),
            line,
            dates,
            say,
        ),
    )


def vehicles(
    line: Axis, dates: tuple[tuple[int, str], ...], found: tuple[Pool, ...], say: Words
) -> Chart:
    """Draw the vehicles and aircraft on the move by type."""
    moved: dict[str, tuple[str, Course]] = {
        kind: (kind, one) for kind, one in moving_by_kind(found).items()
    }
    return chart(
        Stack(
            key="vehicles",
            bands=layers(line, moved, say("time.other_types")),
            total=0,
            falling=True,
        ),
        line,
        dates,
        say,
    )


def stock(
    reading: Reading,
    line: Axis,
    dates: tuple[tuple[int, str], ...],
    supply: str,
    held: tuple[Stock, ...],
    say: Words,
) -> Chart:
    """Draw the stock of one supply by site."""
    here: dict[str, tuple[str, Course]] = {
        s.row.site: (say.site(reading.mission, s.row.site), s)
        for s in held
        if s.row.supply == supply
    }
    return chart(
        Stack(
            key=f"stock_{supply}",
            bands=layers(line, here, say("time.others")),
            total=0,
            falling=True,
        ),
        line,
        dates,
        say,
    )


def site_layers(line: Axis, curves: dict[str, tuple[str, Course]], say: Words) -> tuple[Layer, ...]:
    """Make bands of sites; those on the move come last and in the colour of neither."""
    whole_stack = layers(
        line, {k: v for k, v in curves.items() if k}, say("time.others"), say.veil.grain
    )
    movers = layers(line, {k: v for k, v in curves.items() if not k}, "", say.veil.grain)
    return (*whole_stack, *(attrs.evolve(m, tone=0) for m in movers))


def by_site(
    reading: Reading, curves: dict[str, Curve], movers: Curve, say: Words
) -> dict[str, tuple[str, Course]]:
    """Name curves by site, the last to empty at the bottom; the key of what is on the move is blank."""
    emptied = {
        site: max(
            (h for h, v in zip(c.hours, c.values, strict=True) if say.veil.grain(v) > 0),
            default=0.0,
        )
        for site, c in curves.items()
    }
    ordered = sorted(
        curves, key=lambda site: (-emptied[site], -say.veil.grain(curves[site].peak), site)
    )
    named: dict[str, tuple[str, Course]] = {
        site: (say.site(reading.mission, site), curves[site]) for site in ordered
    }
    return {**named, "": (say("time.moving"), movers)}


def moving(total: int, known: list[Curve]) -> Curve:
    """Return what is neither there nor gone: on the move."""
    events = [(0.0, float(total))]
    for one in known:
        before = 0.0
        for hour, value in zip(one.hours, one.values, strict=True):
            events.append((hour, before - value))
            before = value
    return curve(events)


def table_dates(reading: Reading, line: Axis, say: Words) -> tuple[tuple[int, str], ...]:
    """Choose the moments of the tables of values: the start, the axis's marks, the deadline, the end."""
    shares = {0.0, 1.0, line.deadline, *(t.share for t in line.ticks)}
    samples = sorted({round(share * SAMPLES) for share in shares})
    return tuple((i, say.date(reading.mission.time(line.hours * i / SAMPLES))) for i in samples)
