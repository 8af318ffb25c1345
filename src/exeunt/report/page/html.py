"""The report: one HTML file that is complete in itself and asks nothing of any network."""

import gzip
import json
from base64 import b64encode
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exeunt.drawing.axis import Axis, axis
from exeunt.drawing.charts import embedded
from exeunt.drawing.timeline import Line, permit_lines, pool_lines, scale, site_lines
from exeunt.facts.assumed import assumed_share, defaults_used, whole
from exeunt.facts.harm import harm
from exeunt.facts.judged import Judged, judged
from exeunt.facts.left import behind, fate_reasons, late
from exeunt.facts.movements import movements
from exeunt.facts.periods import periods, told_step
from exeunt.facts.permits import Hanging, hanging
from exeunt.facts.pools import Pool, pools
from exeunt.facts.series import Reading, with_vacuums
from exeunt.facts.stocks import stocks
from exeunt.facts.stories import SiteStory, stories
from exeunt.facts.veil import BARE, Veil, veiled
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import PLANNED, STATUSES, Plan, Record, Terms
from exeunt.report.page.brief import brief
from exeunt.report.page.cards import cards
from exeunt.report.page.data import basemap, live
from exeunt.report.page.doubtful import doubtful
from exeunt.report.page.maps import maps
from exeunt.report.page.pictures import charts
from exeunt.report.page.tables import leg_rows, movement_rows, stock_rows
from exeunt.shipped import asset
from exeunt.version import __version__
from exeunt.words.sentences import paragraph
from exeunt.words.words import Words, words

ROWS_SHOWN = 60
"""Rows of kit left and of violations that are printed; the others are counted."""
STYLES = ("report.css", "map.css", "print.css")
ENGINE = ("maplibre-gl.mjs", "maplibre-gl-worker.mjs")

ENVIRONMENT = Environment(
    loader=PackageLoader("exeunt.report.page"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(
    mission: Mission,
    plan: Plan,
    *,
    terms: Terms,
    violations: tuple[Violation, ...],
    language: str = "en",
    veil: Veil = BARE,
) -> str:
    """Write the report of a plan as one HTML file.

    Figures over time, fates and late people are read from the plan's tables; ``terms`` and
    ``violations`` are what the referee's side found. Unknown figures are printed as not known.
    What ``veil`` keeps back is in no part of the file.

    Raises:
        InputError: the language is not one the report speaks, or the plan names what the mission does not have.
    """
    doubts = doubtful(mission, plan, words(mission, language, veil))
    record, found = plan.record, judged(mission, plan.record, terms, lawful=not violations)
    mission, plan = veiled(mission, with_vacuums(mission, plan), veil)
    say = words(mission, language, veil)
    reading, line = Reading(mission=mission, plan=plan), axis(mission, say)
    told, lifts, cut = (
        stories(reading),
        movements(mission, plan),
        periods(mission, told_step(mission, veil)),
    )
    tardy, left = late(reading, veil.grain), behind(reading, veil.grain)
    hangs, fleets, held = (
        hanging(mission, plan, lifts, tardy, left),
        pools(reading, lifts),
        stocks(reading),
    )
    risks, style = harm(mission, plan), sources(STYLES) + "\n" + packed("maplibre-gl.css").decode()
    drawn = maps(reading, lifts, cut, say)
    script, shares = asset("page.js").read_text(encoding="utf-8"), assumed_share(mission)
    given = live(reading, lifts, told, cut, risks, say) if veil.timed else None
    ground = basemap(reading, say) if drawn is not None and veil.timed else None
    return ENVIRONMENT.get_template(
        "report.html.j2"
    ).render(
        say=say,
        status=status(record, found, violations),
        veil=veil,
        mission=mission,
        plan=plan,
        record=record,
        version=record.version or __version__,
        reading=reading,
        policy=policy(style, script),
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own files
        paragraph=paragraph(reading, terms, violations, found.gap, say),
        cards=cards(reading, found, terms, say),
        brief=brief(reading, told, hangs, tardy, left, violations, say),
        violations=violations,
        broken=len({v.rule for v in violations}),
        rows_shown=ROWS_SHOWN,
        charts=charts(reading, line, fleets, held, say) if veil.counted and veil.timed else (),
        scale=scale(line),
        maps=drawn,
        lines=lines(reading, told, fleets, hangs, line, say),
        idle=idle(reading, fleets, say),
        stories=[s for s in told if not s.quiet],
        fates=DISPOSITIONS,
        why=fate_reasons(reading),
        late=tardy,
        behind=left,
        seats=sum(r.people for r in plan.reserves),
        hidden=sum(row.units for row in left[ROWS_SHOWN:]),
        judged=found,
        hangs=hangs,
        legs=leg_rows(mission, lifts, risks, say),
        lifts=() if veil.drawn else movement_rows(mission, lifts, risks, say),
        stocks=() if veil.drawn else stock_rows(mission, held, say),
        shares=shares,
        share=whole(shares),
        defaults=defaults_used(mission),
        doubts=doubts,
        data=None if given is None else embedded(given),
        ground=None
        if ground is None
        else squeezed(json.dumps(ground, separators=(",", ":")).encode()),
        engine=[
            (name, Markup(b64encode(asset(f"{name}.gz").read_bytes()).decode()))  # noqa: S704 - letters only
            for name in ENGINE
        ]
        if ground is not None
        else [],
    )


def status(record: Record, found: Judged, violations: tuple[Violation, ...]) -> str:
    """Return how a plan stands: what its record says of it, unless it breaks rules or was changed since."""
    if violations:
        return "broken"
    if record.status in PLANNED and found.recorded is not None:
        return "edited"
    return record.status if record.status in STATUSES else "unknown"


def lines(
    reading: Reading,
    told: tuple[SiteStory, ...],
    fleets: tuple[Pool, ...],
    hangs: tuple[Hanging, ...],
    line: Axis,
    say: Words,
) -> list[tuple[str, tuple[Line, ...]]]:
    """Return the groups of lines of time; fleets and permissions only where they may be told."""
    if not say.veil.timed:
        return []
    groups = [("sites", site_lines(reading, told, line, say))]
    groups += [("pools", pool_lines(reading, fleets, line, say))] if not say.veil.drawn else []
    groups += [("permits", permit_lines(reading, hangs, line, say))]
    return [(name, found) for name, found in groups if found]


def idle(reading: Reading, fleets: tuple[Pool, ...], say: Words) -> list[str]:
    """Name the fleets that the plan does not use."""
    return [
        say("pools.at", fleet=pool.kind, site=say.site(reading.mission, pool.fleet.site))
        for pool in fleets
        if not pool.trips and pool.count
    ]


def sources(names: tuple[str, ...]) -> str:
    """Read files that stand beside the templates, one after the other."""
    loader = ENVIRONMENT.loader
    return (
        "\n".join(loader.get_source(ENVIRONMENT, name)[0] for name in names)
        if loader is not None
        else ""
    )


def packed(name: str) -> bytes:
    """Read a packed asset."""
    return gzip.decompress(asset(f"{name}.gz").read_bytes())


def squeezed(content: bytes) -> Markup:
    """Compress what the script unpacks, as letters that can stand in a page."""
    return Markup(b64encode(gzip.compress(content, 9, mtime=0)).decode())  # noqa: S704 - letters only


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing may be fetched, and only this style and this script may run.

    ``blob:`` and ``data:`` are what the page itself carries: the map's engine, its worker, its buttons.
    """
    allowed = {
        kind: b64encode(sha256(text.encode()).digest()).decode()
        for kind, text in (("style-src", style), ("script-src", script))
    }
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src 'sha256-{allowed['style-src']}'",
            f"script-src 'sha256-{allowed['script-src']}' blob:",
            "worker-src blob: data:",
            "connect-src blob:",
            "img-src data: blob:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )
