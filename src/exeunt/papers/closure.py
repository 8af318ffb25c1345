"""Closing a site: a checklist with the plan's timeline, and a certificate to sign."""

from datetime import datetime

import attrs

from exeunt.documents.parts import (
    Block,
    Bullets,
    Form,
    Grid,
    Heading,
    Line,
    Paragraph,
    Run,
    Signatures,
    Text,
)
from exeunt.facts.series import Curve, curve
from exeunt.facts.stories import SiteStory, stories
from exeunt.papers.dossier import Dossier

CHECKS = {
    "people": 4,
    "inventory": 5,
    "sensitive": 5,
    "environment": 6,
    "explosives": 4,
    "records": 5,
    "contracts": 5,
    "keys": 5,
    "community": 4,
}
"""Sections of the checklist, and how many points each has."""
WITH_RECEIVER = (("keys", 2), ("community", 1))
"""Points of the checklist that only a site with a receiver has."""
DANGEROUS_LEFT = ("weapon", "ammunition", "sensitive")
"""Classes of kit of which a certificate says that nothing is left, or what."""
STEPS = 14
"""Most rows of the timeline."""


@attrs.frozen(kw_only=True)
class Closing:
    """A site that closes: its story, how many armed people and units are there over time, when it closes in hours."""

    story: SiteStory
    armed: Curve
    kit: Curve
    hour: float

    @property
    def site(self) -> str:
        """The site."""
        return self.story.site.site

    @property
    def sort(self) -> str:
        """``handed``: to a receiver who is there; ``vacuum``: before the receiver is ready; ``alone``: no receiver is named."""
        return (
            "alone"
            if not self.story.site.receiver
            else "vacuum"
            if self.story.vacuum_days
            else "handed"
        )


def closings(dossier: Dossier) -> tuple[Closing, ...]:
    """Return the sites that close, in the order of closing."""
    reading = dossier.reading
    found = []
    for told in stories(reading):
        closure = dossier.plan.closes.get(told.site.site)
        if closure is not None:
            here = told.site.site
            armed = curve(
                e
                for p in dossier.mission.parties
                if p.armed
                for e in reading.people_events(p, here.__eq__)
            )
            found.append(
                Closing(
                    story=told,
                    armed=armed,
                    kit=reading.kit_there.get(here, Curve()),
                    hour=dossier.mission.hours(closure.close),
                )
            )
    return tuple(sorted(found, key=lambda c: (c.hour, c.site)))


def checklist(dossier: Dossier, closing: Closing) -> Text:
    """Return the checklist of a site."""
    word, name = dossier.word, dossier.site(closing.site)
    title = word("closure.checklist", site=name)
    blocks: list[Block] = [
        Heading(title, 0),
        Paragraph(dossier.title, "lead"),
        facts(dossier, closing),
        Heading(word("closure.timeline")),
        timeline(dossier, closing),
        Paragraph(word("closure.timeline_note"), "small"),
        Heading(word("closure.steps")),
        steps(dossier, closing),
        Heading(word("closure.last_serials")),
        *last_serials(dossier, closing),
        Heading(word("closure.remaining")),
        remaining(dossier, closing),
    ]
    for section, count in CHECKS.items():
        points = [
            n
            for n in range(1, count + 1)
            if closing.sort != "alone" or (section, n) not in WITH_RECEIVER
        ]
        blocks += [
            Heading(word(f"check.{section}.title"), 2),
            Bullets(tuple(word(f"check.{section}.{n}") for n in points), boxes=True),
        ]
    blocks += [Heading(word("closure.open_points")), Form(tuple((str(n), "") for n in range(1, 5)))]
    blocks.append(
        Signatures(
            (word("sign.site_commander"), word("sign.mission_support")),
            (word("sign.name"), word("sign.date"), word("sign.signature")),
        )
    )
    return dossier.text(title, tuple(blocks))


def facts(dossier: Dossier, closing: Closing) -> Form:
    """Return what the plan says of a closing."""
    word, say, site = dossier.word, dossier.say, closing.story.site
    closure = dossier.plan.closes[closing.site]
    window = (
        [word("closure.not_before", when=say.moment(site.close_from))] if site.close_from else []
    )
    window += [word("closure.not_after", when=say.moment(site.close_by))] if site.close_by else []
    receiver: Line = site.receiver or Run(word("closure.no_receiver"), fill=True)
    vacuum = (
        word("closure.vacuum", lasting=say.lasting(closing.story.vacuum_days))
        if closing.sort == "vacuum"
        else word("closure.no_vacuum")
    )
    lines: tuple[tuple[str, Line], ...] = (
        (word("closure.closes"), Run(say.moment(closure.close), bold=True)),
        (word("closure.window"), say.listed(window) if window else word("closure.no_window")),
        (
            word("closure.at_start"),
            word(
                "closure.at_start_is",
                people=say.count("person", closing.story.people),
                kit=say.count("unit", closing.story.units),
            ),
        ),
        (word("closure.floor"), say.count("person", site.holding_people)),
        (word("closure.receiver"), receiver),
        (word("closure.ready"), ready(dossier, closing) if site.receiver else "–"),
        (word("closure.vacuum_label"), vacuum if site.receiver else "–"),
        (word("closure.reference"), ""),
    )
    return Form(lines)


def timeline(dossier: Dossier, closing: Closing) -> Grid:
    """Return who and what is left there, at moments from the start to the closing."""
    say, word = dossier.say, dossier.word
    presence, rows = closing.story.presence, list[tuple[Line, ...]]()
    for hour in moments(closing):
        rows.append(
            (
                dossier.moment(hour),
                say.number(presence.at(hour)),
                say.number(closing.armed.at(hour)),
                say.number(closing.kit.at(hour)),
                Run("", fill=True),
            )
        )
    head = tuple(
        word(f"closure.time_{name}") for name in ("when", "people", "armed", "kit", "actual")
    )
    return Grid(head=head, rows=tuple(rows), widths=(2.2, 1.2, 1.4, 1.4, 2), right=(1, 2, 3))


def moments(closing: Closing) -> list[float]:
    """Return the moments of the timeline: the start, evenly chosen changes, all of the last ones, the closing."""
    changes = sorted(
        {
            h
            for c in (closing.story.presence, closing.armed, closing.kit)
            for h in c.hours
            if 0 < h < closing.hour
        }
    )
    if len(changes) > STEPS:
        late = changes[-STEPS // 2 :]
        early = changes[: -STEPS // 2]
        pick = STEPS - len(late)
        changes = [
            early[round(i * (len(early) - 1) / max(1, pick - 1))] for i in range(pick)
        ] + late
    return list(dict.fromkeys([0.0, *changes, closing.hour]))


def steps(dossier: Dossier, closing: Closing) -> Grid:
    """Return what must happen by when before a closing."""
    word, say, site = dossier.word, dossier.say, closing.story.site
    doctrine, rows = dossier.mission.doctrine, list[tuple[float, str]]()
    services = max(0.0, closing.hour - doctrine.last_lift_hours)
    rows.append(
        (services, word("closure.step_services", hours=say.amount(doctrine.last_lift_hours)))
    )
    if site.closing_hours:
        rows.append(
            (
                max(0.0, closing.hour - site.closing_hours),
                word("closure.step_closing", hours=say.amount(site.closing_hours)),
            )
        )
    rows += (
        [
            (
                dossier.mission.hours(site.receiver_ready),
                word("closure.step_ready", receiver=site.receiver),
            )
        ]
        if site.receiver and site.receiver_ready
        else []
    )
    here = [
        d for d in dossier.plan.disposals if d.site == closing.site and d.disposition != "abandon"
    ]
    rows += (
        [(dossier.mission.hours(max(d.done for d in here)), word("closure.step_disposals"))]
        if here
        else []
    )
    alone = alone_from(closing)
    rows += (
        [
            (
                alone,
                word(
                    "closure.step_floor",
                    people=say.count("person", closing.story.presence.at(alone)),
                ),
            )
        ]
        if alone is not None
        else []
    )
    rows += (
        [(closing.story.last_lift, word("closure.step_lift"))]
        if closing.story.last_lift is not None
        else []
    )
    rows.append(
        (closing.hour, word(f"closure.step_close.{closing.sort}", ready=ready(dossier, closing)))
    )
    body = tuple((dossier.moment(hour), text, Run("", fill=True)) for hour, text in sorted(rows))
    return Grid(
        head=(word("closure.step_when"), word("closure.step_what"), word("closure.step_done")),
        rows=body,
        widths=(1.6, 5, 1.6),
    )


def alone_from(closing: Closing) -> float | None:
    """Return since when nobody but those who leave in the last lift is there; None where that is from the start, or nobody leaves."""
    presence, last = closing.story.presence, closing.story.last_lift
    before = [h for h in presence.hours if last is not None and h < last]
    return (
        before[-1] if before and before[-1] > 0 and presence.values[len(before) - 1] > 0 else None
    )


def ready(dossier: Dossier, closing: Closing) -> str:
    """Say when a site's receiver is ready."""
    when: datetime | None = closing.story.site.receiver_ready
    return dossier.say.moment(when) if when else dossier.word("closure.ready_always")


def last_serials(dossier: Dossier, closing: Closing) -> list[Block]:
    """Return the serials that take the last people."""
    say, word = dossier.say, dossier.word
    by_serial = {m.serial: m for m in dossier.movements}
    rows: list[tuple[Line, ...]] = []
    for serial in dossier.last_serials(closing.site):
        movement = by_serial[serial]
        boards = [j for j in movement.journeys if j.origin == closing.site]
        people = sum(j.load.quantity for j in boards if j.load.kind == "people")
        units = sum(j.load.quantity for j in boards if j.load.kind == "lot")
        leaves = min(
            (j.hops[0].stage.depart for j in boards), default=movement.hops[0].stage.depart
        )
        rows.append(
            (
                serial,
                dossier.kind(movement),
                say.moment(leaves),
                say.number(people),
                say.number(units),
                dossier.route(movement),
            )
        )
    if not rows:
        return [Paragraph(word("closure.last_serials_none"))]
    head = tuple(
        word(f"closure.last_{name}")
        for name in ("serial", "kind", "leaves", "people", "units", "route")
    )
    return [Grid(head=head, rows=tuple(rows), widths=(1.2, 1.2, 2, 1, 1, 3), right=(3, 4))]


def fates(dossier: Dossier, closing: Closing) -> dict[str, int]:
    """Return units by what becomes of them at a site: moved out, disposed of there by way, left when it closes."""
    reading, here = dossier.reading, closing.site
    start = round(sum(lot.quantity for lot in reading.kit if lot.site == here))
    lots = {lot.lot for lot in reading.kit}
    came = round(
        sum(
            m.quantity
            for m in reading.moves
            if m.kind == "lot"
            and m.item in lots
            and m.destination == here
            and m.arrive <= closing.hour
        )
    )
    went = round(
        sum(
            m.quantity
            for m in reading.moves
            if m.kind == "lot" and m.item in lots and m.origin == here and m.leave <= closing.hour
        )
    )
    found = {"start": start, "came": came, "went": went}
    for d in dossier.plan.disposals:
        if d.site == here and d.lot in lots:
            found[d.disposition] = found.get(d.disposition, 0) + d.quantity
    found["rest"] = (
        start + came - sum(n for key, n in found.items() if key not in {"start", "came"})
    )
    return found


def remaining(dossier: Dossier, closing: Closing) -> Grid:
    """Return what becomes of the kit there, in units, with a column to fill in."""
    say, word = dossier.say, dossier.word
    rows = tuple(
        (fate_name(dossier, key), say.number(n), Run("", fill=True))
        for key, n in fates(dossier, closing).items()
    )
    return Grid(
        head=(word("closure.kit_what"), word("closure.kit_units"), word("closure.time_actual")),
        rows=rows,
        widths=(4, 1.2, 1.6),
        right=(1,),
    )


def fate_name(dossier: Dossier, key: str) -> str:
    """Say what becomes of kit."""
    return (
        dossier.word(f"closure.kit_{key}")
        if key in {"start", "came", "went", "rest"}
        else dossier.say(f"fate.{key}")
    )


def certificate(dossier: Dossier, closing: Closing) -> Text:
    """Return the certificate of a site's closing, and of its handing over where somebody is there to take it."""
    word, name, handed = dossier.word, dossier.site(closing.site), closing.sort == "handed"
    title = word("certificate.title" if handed else "certificate.title_closing", site=name)
    people = dossier.say.count("person", closing.story.people)
    signers = [
        word("sign.ours"),
        *([word("sign.receiver")] if handed else []),
        word("sign.witness"),
    ]
    blocks: list[Block] = [
        Heading(title, 0),
        Paragraph(dossier.title, "lead"),
        Paragraph(f"{opening(dossier, closing)} {word('certificate.how')}"),
        certified(dossier, closing),
        Heading(word("certificate.figures")),
        certified_kit(dossier, closing),
        Paragraph(
            word("certificate.people", people=people)
            if closing.story.people
            else word("certificate.people_none")
        ),
        Heading(word("certificate.statements")),
        Bullets(statements(dossier, closing), boxes=True),
        Heading(word("certificate.reservations")),
        Form(tuple((str(n), "") for n in range(1, 4))),
        Heading(word("certificate.signatures")),
        Signatures(
            tuple(signers),
            (
                word("sign.name"),
                word("sign.function"),
                word("sign.place_date"),
                word("sign.signature"),
            ),
        ),
    ]
    return dossier.text(title, tuple(blocks))


def opening(dossier: Dossier, closing: Closing) -> str:
    """Say what is certified: closed and handed over, closed before the receiver is ready, or closed with nobody to take over."""
    story = closing.story
    return dossier.word(
        f"certificate.opening.{closing.sort}",
        site=dossier.site(closing.site),
        receiver=story.site.receiver,
        ready=ready(dossier, closing),
        close=dossier.say.moment(dossier.plan.closes[closing.site].close),
        lasting=dossier.say.lasting(story.vacuum_days),
    )


def certified(dossier: Dossier, closing: Closing) -> Form:
    """Return which site it is and when it closes; who takes it over, where anybody does."""
    word, site = dossier.word, closing.story.site
    lines: list[tuple[str, Line]] = [
        (word("certificate.site"), f"{dossier.site(closing.site)} ({closing.site})"),
        (
            word("certificate.place"),
            word("certificate.coordinates", lat=f"{site.lat:.4f}", lon=f"{site.lon:.4f}"),
        ),
        (word("certificate.planned"), dossier.say.moment(dossier.plan.closes[closing.site].close)),
        (word("certificate.actual"), ""),
    ]
    lines += [(word("closure.receiver"), site.receiver)] if site.receiver else []
    lines += [(word("closure.ready"), ready(dossier, closing))] if closing.sort == "vacuum" else []
    lines += [(word("certificate.representative"), "")] if closing.sort == "handed" else []
    return Form((*lines, (word("certificate.reference"), "")))


def certified_kit(dossier: Dossier, closing: Closing) -> Grid:
    """Return what becomes of the kit by the plan, with a column for the day itself."""
    say, word = dossier.say, dossier.word
    found = fates(dossier, closing)
    rows = tuple(
        (fate_name(dossier, key), say.number(n), Run("", fill=True))
        for key, n in found.items()
        if n or key in {"start", "rest"}
    )
    return Grid(
        head=(word("closure.kit_what"), word("certificate.plan"), word("closure.time_actual")),
        rows=rows,
        widths=(4, 1.2, 1.6),
        right=(1,),
    )


def statements(dossier: Dossier, closing: Closing) -> tuple[Line, ...]:
    """Return what the undersigned state; of dangerous kit that the plan leaves there what it is, and not that there is none."""
    say, word = dossier.say, dossier.word
    behind = [
        (lot, left + abandoned)
        for lot, site, left, abandoned in dossier.reading.behind
        if site == closing.site and lot.kit_class in DANGEROUS_LEFT
    ]
    kit = say.listed(
        word(
            "certificate.left_kit",
            n=say.number(n),
            item=lot.item or lot.lot,
            kind=say(f"class.{lot.kit_class}"),
        )
        for lot, n in behind
    )
    told = {2: word("certificate.statement_2_left", kit=kit)} if behind else {}
    told |= {} if closing.sort == "handed" else {3: word("certificate.statement_3_closing")}
    return tuple(told.get(n) or word(f"certificate.statement_{n}") for n in range(1, 7))
