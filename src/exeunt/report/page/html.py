"""The report: one HTML file that is complete in itself and asks nothing of any network."""

from base64 import b64encode
from hashlib import sha256

import attrs
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from exeunt.model.forces import CLASSES, DISPOSITIONS, POPULATIONS
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Terms
from exeunt.report.drawing.axis import Axis, axis
from exeunt.report.drawing.charts import SAMPLES, Chart, Layer, Stack, chart, layers
from exeunt.report.drawing.sketch import sketch
from exeunt.report.drawing.timeline import bars, scale
from exeunt.report.reading.assumed import assumed_share, defaults_used, whole
from exeunt.report.reading.judged import Judged, judged
from exeunt.report.reading.left import behind, late
from exeunt.report.reading.series import Curve, Reading, curve
from exeunt.report.reading.stories import stories
from exeunt.report.words.sentences import paragraph
from exeunt.report.words.words import Words, words
from exeunt.version import __version__

ROWS_SHOWN = 60
"""Rows of kit left and of violations that are printed; the others are counted."""

ENVIRONMENT = Environment(loader=PackageLoader("exeunt.report.page"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


@attrs.frozen(kw_only=True)
class Card:
    """A key figure: what, how much, beside what; ``tone`` is ``good``, ``bad`` or blank."""

    label: str
    value: str
    sub: str = ""
    tone: str = ""


def html(mission: Mission, plan: Plan, *, terms: Terms, violations: tuple[Violation, ...], language: str = "en") -> str:
    """Write the report of a plan as one HTML file.

    Figures over time, fates and late people are read from the plan's tables; ``terms`` and
    ``violations`` are what the referee's side found. Unknown figures are printed as not known.

    Raises:
        InputError: the language is not one the report speaks.

    """
    say = words(mission, language)
    reading = Reading(mission=mission, plan=plan)
    line = axis(mission, say)
    told = stories(reading)
    found = judged(mission, plan.record, terms)
    style, script = source("report.css"), source("report.js")
    left = behind(reading)
    return ENVIRONMENT.get_template("report.html.j2").render(
        say=say, mission=mission, plan=plan, record=plan.record, version=plan.record.version or __version__, reading=reading,
        policy=policy(style, script), style=Markup(style), script=Markup(script),  # noqa: S704 - our own files
        paragraph=paragraph(reading, terms, violations, found.gap, say), cards=cards(reading, found, terms, say),
        violations=violations, broken=len({v.rule for v in violations}), rows_shown=ROWS_SHOWN,
        charts=charts(reading, line, say), bars=bars(reading, told, line, say), scale=scale(line), sketch=sketch(reading, say),
        stories=[s for s in told if not s.quiet], fates=DISPOSITIONS, late=late(reading), behind=left,
        seats=sum(r.people for r in plan.reserves), hidden=sum(row.units for row in left[ROWS_SHOWN:]), judged=found, requests=sorted(plan.requests, key=lambda r: (r.ask_by, r.permission)),
        permissions={p.permission: p for p in mission.permissions}, shares=assumed_share(mission), share=whole(assumed_share(mission)),
        defaults=defaults_used(mission),
    )  # fmt: skip


def source(name: str) -> str:
    """Read a file that stands beside the templates."""
    loader = ENVIRONMENT.loader
    return loader.get_source(ENVIRONMENT, name)[0] if loader is not None else ""


def policy(style: str, script: str) -> str:
    """Return the content security policy: nothing may be fetched, and only this style and this script may run."""
    allowed = {kind: b64encode(sha256(text.encode()).digest()).decode() for kind, text in (("style-src", style), ("script-src", script))}
    return "; ".join(["default-src 'none'", *(f"{kind} 'sha256-{digest}'" for kind, digest in allowed.items()), "base-uri 'none'", "form-action 'none'"])


def cards(reading: Reading, found: Judged, terms: Terms, say: Words) -> list[Card]:
    """Return the key figures."""
    mission, currency = reading.mission, reading.mission.currency
    counts, units = reading.fate_counts, sum(lot.quantity for lot in reading.kit)
    vehicles = reading.vehicles_abandoned
    stay = counts.get("left", 0) + counts.get("abandon", 0) + vehicles
    passed = sum(counts.get(fate, 0) for fate in ("ship", "transfer", "sell", "gift", "handover"))
    stay_value = sum(fate.behind * fate.lot.value for fate in reading.fates.values()) + reading.vehicles_value
    behind_key = "card.behind_fleets" if vehicles else "card.behind_sub"
    behind_sub = say(behind_key, value=say.money(stay_value, currency), **({"vehicles": say.count("vehicle", vehicles)} if vehicles else {}))
    share = whole(assumed_share(mission))
    late_key = "card.people_late" if reading.late else "card.people_sub"
    out_sub = say(late_key, total=say.number(reading.to_leave), late=say.number(reading.late))
    return [
        Card(label=say("card.people"), value=say.number(reading.to_leave - reading.late), sub=out_sub, tone=tone(reading.late)),
        last_card(reading, say),
        Card(label=say("card.kit"), value=say.number(passed), sub=say("card.kit_sub", total=say.number(units))),
        Card(label=say("card.behind"), value=say.number(stay), sub=behind_sub, tone=tone(stay)),
        Card(label=say("card.lifts"), value=say.number(reading.convoys), sub=say("card.lifts_sub", n=say.count("sortie", reading.sorties))),
        Card(
            label=say("card.casualties"), value=say.amount(terms.casualties_move + terms.casualties_site),
            sub=say("card.casualties_sub", move=say.amount(terms.casualties_move), site=say.amount(terms.casualties_site)),
        ),
        Card(label=say("card.cost"), value=say.money(terms.money, currency), sub=say("card.cost_sub", value=say.money(terms.value_lost, currency))),
        Card(label=say("card.gap"), value=say.share(found.gap, 1), sub=say("card.gap_sub", objective=say.money(found.objective, currency))),
        Card(
            label=say("card.assumed"), value=say.share(share.assumed / share.figures if share.figures else 0.0),
            sub=say("card.assumed_sub", n=say.number(share.assumed), total=say.number(share.figures)),
        ),
    ]  # fmt: skip


def tone(bad: int) -> str:
    """Colour a figure that should be nought."""
    return "bad" if bad else "good"


def last_card(reading: Reading, say: Words) -> Card:
    """Say when the last person is out, against the deadline."""
    last, mission = reading.last_out, reading.mission
    if last is None:
        return Card(label=say("card.last"), value=say("nobody"))
    if reading.not_out:
        sub = say("card.last_not", n=say.number(reading.not_out))
    else:
        days = (last - reading.deadline) / 24
        sub = say("card.last_late" if days > 0 else "card.last_early", days=say.span(abs(days)))
    return Card(label=say("card.last"), value=say.date(mission.time(last)), sub=sub)


def charts(reading: Reading, line: Axis, say: Words) -> tuple[Chart, ...]:
    """Draw people and kit, gone and still there."""
    dates = table_dates(reading, line, say)
    people_out = {p: (say(f"population.{p}"), reading.people_out[p]) for p in POPULATIONS if p in reading.people_out}
    kit_gone = {c: (say(f"class.{c}"), reading.kit_gone[c]) for c in CLASSES if c in reading.kit_gone}
    units = sum(lot.quantity for lot in reading.kit)
    others = say("time.others")
    people_there = by_site(reading, reading.people_there, moving(reading.to_leave, [reading.total_out, *reading.people_there.values()]), say)
    kit_there = by_site(reading, reading.kit_there, moving(units, [*reading.kit_gone.values(), *reading.kit_there.values()]), say)
    return (
        chart(Stack(key="people_out", bands=layers(line, people_out, others), total=reading.to_leave), line, dates, say),
        chart(Stack(key="people_there", bands=site_layers(line, people_there, say), total=reading.to_leave, falling=True), line, dates, say),
        chart(Stack(key="kit_gone", bands=layers(line, kit_gone, others), total=units), line, dates, say),
        chart(Stack(key="kit_there", bands=site_layers(line, kit_there, say), total=units, falling=True), line, dates, say),
    )


def site_layers(line: Axis, curves: dict[str, tuple[str, Curve]], say: Words) -> tuple[Layer, ...]:
    """Make bands of sites; those on the move come last and in the colour of neither."""
    whole_stack = layers(line, {k: v for k, v in curves.items() if k}, say("time.others"))
    movers = layers(line, {k: v for k, v in curves.items() if not k}, "")
    return (*whole_stack, *(attrs.evolve(m, tone=0) for m in movers))


def by_site(reading: Reading, curves: dict[str, Curve], movers: Curve, say: Words) -> dict[str, tuple[str, Curve]]:
    """Name curves by site, the last to empty at the bottom; the key of what is on the move is blank."""
    emptied = {site: max((h for h, v in zip(c.hours, c.values, strict=True) if v > 0), default=0.0) for site, c in curves.items()}
    ordered = sorted(curves, key=lambda site: (-emptied[site], -curves[site].peak, site))
    return {site: (say.site(reading.mission, site), curves[site]) for site in ordered} | {"": (say("time.moving"), movers)}


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
