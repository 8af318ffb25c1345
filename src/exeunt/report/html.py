"""The report: one HTML file that is complete in itself and asks nothing of any network."""

import json

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exeunt.drawing.axis import Axis, axis
from exeunt.drawing.charts import Chart, embedded
from exeunt.drawing.timeline import Line, permit_lines, pool_lines, scale, site_lines
from exeunt.facts.facts import Facts
from exeunt.facts.kinds import FATES
from exeunt.facts.stories import SiteStory
from exeunt.report.brief import Brief, brief
from exeunt.report.cards import Card, Stands, cards, stands
from exeunt.report.data import basemap, live
from exeunt.report.doubtful import Doubtful, doubtful
from exeunt.report.head import head, packed, squeezed
from exeunt.report.maps import Maps, maps
from exeunt.report.pictures import charts
from exeunt.report.sheet import left_for_points
from exeunt.report.tables import (
    LegRow,
    MovementRow,
    StockRow,
    leg_rows,
    movement_rows,
    stock_rows,
)
from exeunt.version import __version__
from exeunt.words.apart import ApartRow, apart_rows, apart_sentence
from exeunt.words.sentences import paragraph
from exeunt.words.standing import confident_text
from exeunt.words.violations import ViolationText, violation_texts
from exeunt.words.words import Words, as_read, words

ROWS_SHOWN = 60
"""Rows of kit left and of violations that are printed; the others are counted."""
ENGINE = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs")
"""The map's engine and its worker, as the package carries them."""

ENVIRONMENT = Environment(
    loader=PackageLoader("exeunt.report"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@attrs.frozen(kw_only=True)
class LineGroup:
    """Lines of time of one kind; ``name`` is a key of words."""

    name: str
    lines: tuple[Line, ...]


@attrs.frozen(kw_only=True)
class Curves:
    """What the page shows over time: lines by group with their scale, charts, idle fleets."""

    groups: tuple[LineGroup, ...]
    scale: Markup
    charts: tuple[Chart, ...]
    idle: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Carried:
    """What the page carries for its script, as letters: plan, ground of the map, map's engine.

    The plan is None where it may not be told over time, the ground where there is no map.
    """

    plan: Markup | None
    ground: Markup | None
    engine: tuple[tuple[str, Markup], ...]


@attrs.frozen(kw_only=True)
class Page:
    """What the templates print beside the facts themselves: all that is drawn or put into words."""

    stands: Stands
    first: tuple[tuple[str, ...], tuple[str, ...]]
    cards: list[Card]
    brief: Brief
    maps: Maps | None
    curves: Curves
    stories: tuple[SiteStory, ...]
    doubts: Doubtful
    legs: list[LegRow]
    movements: list[MovementRow]
    stocks: list[StockRow]
    apart: list[ApartRow]
    violations: tuple[ViolationText, ...]
    carried: Carried


def html(facts: Facts, language: str = "en") -> str:
    """Write the report of a plan as one HTML file.

    The page says what the referee says now, not what the plan says of itself. Unknown figures are
    printed as not known. What the facts' veil keeps back is in no part of the file.

    Raises:
        InputError: the language is not one the report speaks.
    """
    say = words(facts.mission, language, facts.veil)
    return ENVIRONMENT.get_template("report.html.j2").render(
        say=say,
        veil=facts.veil,
        mission=facts.mission,
        as_read=as_read(facts.mission, say),
        facts=facts,
        page=page(facts, say),
        head=head(),
        version=facts.record.version or __version__,
        confident=confident(facts, say),
        rows_shown=ROWS_SHOWN,
        dispositions=ends_shown(facts),
    )


def confident(facts: Facts, say: Words) -> str:
    """Say by which travel times the plan was made, where that is not by their medians."""
    share = facts.record.confidence
    return "" if share is None else confident_text(facts.mission, share, say)


def ends_shown(facts: Facts) -> tuple[str, ...]:
    """Return the fates that tables of kit have columns for: those that any kit of the plan has.

    Where strengths are veiled that there is a column would tell that there is a number.
    """
    if facts.veil.drawn:
        return FATES
    lots = facts.reading.ends.fates.values()
    return tuple(fate for fate in FATES if any(lot.units(fate) for lot in lots))


def page(facts: Facts, say: Words) -> Page:
    """Draw and word all parts of the page."""
    drawn = maps(facts, say)
    first, rest = paragraph(facts.reading, facts.terms, facts.violations, facts.appraisal, say)
    more = (*rest, *apart_sentence(facts.apart, facts.mission, say))
    standing, figures = stands(facts, say), cards(facts, say)
    room = left_for_points(facts, standing, (" ".join(first), " ".join(more)), figures)
    return Page(
        stands=standing,
        first=(first, more),
        cards=figures,
        brief=brief(facts, say, room),
        maps=drawn,
        curves=curves(facts, say),
        stories=tuple(story for story in facts.stories if not story.quiet),
        doubts=doubtful(facts, say),
        legs=leg_rows(facts, say),
        movements=movement_rows(facts, say),
        stocks=stock_rows(facts, say),
        apart=apart_rows(facts.apart, say),
        violations=violation_texts(facts.violations[:ROWS_SHOWN], facts.mission, say),
        carried=carried(facts, say, mapped=drawn is not None),
    )


def curves(facts: Facts, say: Words) -> Curves:
    """Draw what the plan does over time; nothing where dates are not told at all."""
    line = axis(facts.mission, say)
    drawn: tuple[Chart, ...] = ()
    if say.veil.counted and say.veil.timed:
        drawn = charts(facts, line, say)
    return Curves(
        groups=tuple(group for group in groups(facts, line, say) if group.lines),
        scale=scale(line),
        charts=drawn,
        idle=tuple(idle(facts, say)),
    )


def groups(facts: Facts, line: Axis, say: Words) -> list[LineGroup]:
    """Draw the lines of time: sites, fleets, permissions; fleets only where they may be told."""
    if not say.veil.timed:
        return []
    reading = facts.reading
    sites = LineGroup(name="sites", lines=site_lines(reading, facts.stories, line, say))
    permits = LineGroup(name="permits", lines=permit_lines(reading, facts.hangings, line, say))
    # A fleet's line is of its trips, and a trip is one serial's time.
    if say.veil.drawn:
        return [sites, permits]
    pools = LineGroup(name="pools", lines=pool_lines(reading, facts.pools, line, say))
    return [sites, pools, permits]


def idle(facts: Facts, say: Words) -> list[str]:
    """Name the fleets that the plan does not use."""
    mission = facts.mission
    unused = [pool for pool in facts.pools if pool.count and not pool.trips]
    return [
        say("pools.at", fleet=pool.kind, site=say.site(mission, pool.fleet.site)) for pool in unused
    ]


def carried(facts: Facts, say: Words, *, mapped: bool) -> Carried:
    """Pack what the page's script works with."""
    if not say.veil.timed:
        return Carried(plan=None, ground=None, engine=())
    plan = embedded(live(facts, say))
    ground = None
    if mapped:
        ground = basemap(facts, say)
    # The engine is most of the page's size: a page without a map does not carry it.
    if ground is None:
        return Carried(plan=plan, ground=None, engine=())
    compact = json.dumps(ground, separators=(",", ":"))
    return Carried(
        plan=plan,
        ground=squeezed(compact.encode()),
        engine=tuple((name, packed(name)) for name in ENGINE),
    )
