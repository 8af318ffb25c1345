"""The checklist of a site that closes, with the plan's timeline."""

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
    TextRun,
    TextTable,
)
from exeunt.model.places import Site
from exeunt.papers.closures.closing import ClosingSite, alone_from, fate_name, fates, moments, ready
from exeunt.papers.closures.dangerous import dangerous, dangerous_list
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
UNLESS_LEFT = {
    ("sensitive", 2): ("sensitive",),
    ("environment", 3): ("hazardous",),
    ("explosives", 1): ("ammunition",),
}
"""Points that say otherwise where kit of some classes stays: nobody can tick that it is gone."""
WITH_RECEIVER = (("keys", 2), ("community", 1))
"""Points of the checklist that only a site with a receiver has."""


def checklist(dossier: Dossier, closing: ClosingSite) -> Text:
    """Return the checklist of a site."""
    word, name = dossier.word, dossier.site(closing.site)
    title = word("closure.checklist", site=name)
    blocks: list[Block] = [
        Headline(title, 0),
        Paragraph(dossier.title, "lead"),
        facts(dossier, closing),
        Headline(word("closure.timeline")),
        timeline(dossier, closing),
        Paragraph(word("closure.timeline_note"), "small"),
        Headline(word("closure.steps")),
        steps(dossier, closing),
        Headline(word("closure.last_serials")),
        *last_serials(dossier, closing),
        Headline(word("closure.remaining")),
        remaining(dossier, closing),
        Headline(word("dangerous.title")),
        *dangerous_list(dossier, closing),
    ]
    for section in CHECKS:
        blocks.append(Headline(word(f"check.{section}.title"), 2))
        blocks.append(Bullets(points(dossier, closing, section), boxes=True))
    blocks += [
        Headline(word("closure.open_points")),
        Form(tuple((str(n), "") for n in range(1, 5))),
    ]
    blocks.append(
        Signatures(
            (word("sign.site_commander"), word("sign.mission_support")),
            (word("sign.name"), word("sign.date"), word("sign.signature")),
        )
    )
    return dossier.text(title, tuple(blocks))


def points(dossier: Dossier, closing: ClosingSite, section: str) -> tuple[str, ...]:
    """Return the points of a section that a site has to see to."""
    numbers = list(range(1, CHECKS[section] + 1))
    # Keys are not handed to nobody; a box that cannot be ticked makes people tick all of them.
    if closing.sort == "alone":
        numbers = [n for n in numbers if (section, n) not in WITH_RECEIVER]
    staying = {one.lot.kit_class for one in dangerous(dossier, closing) if one.stays}
    return tuple(
        dossier.word(
            f"check.{section}.{n}"
            if staying.isdisjoint(UNLESS_LEFT.get((section, n), ()))
            else f"check.{section}.{n}_stays"
        )
        for n in numbers
    )


def facts(dossier: Dossier, closing: ClosingSite) -> Form:
    """Return what the plan says of a closing."""
    word, say, site = dossier.word, dossier.say, closing.story.site
    closure = dossier.plan.closes[closing.site]
    receiver: TextLine = TextRun(word("closure.no_receiver"), fill=True)
    when = vacuum = "–"
    if site.receiver:
        receiver, when = site.receiver, ready(dossier, closing)
        vacuum = word("closure.no_vacuum")
        if closing.sort == "vacuum":
            vacuum = word("closure.vacuum", lasting=say.lasting(closing.story.vacuum_days))
    lines: tuple[tuple[str, TextLine], ...] = (
        (word("closure.closes"), TextRun(dossier.when(closure.close), bold=True)),
        (word("closure.window"), window(dossier, site)),
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
        (word("closure.ready"), when),
        (word("closure.vacuum_label"), vacuum),
        (word("closure.reference"), ""),
    )
    return Form(lines)


def window(dossier: Dossier, site: Site) -> str:
    """Say in which days a site may close."""
    word, say = dossier.word, dossier.say
    limits = []
    if site.close_from:
        limits.append(word("closure.not_before", when=dossier.when(site.close_from)))
    if site.close_by:
        limits.append(word("closure.not_after", when=dossier.when(site.close_by)))
    return say.listed(limits) if limits else word("closure.no_window")


def timeline(dossier: Dossier, closing: ClosingSite) -> TextTable:
    """Return who and what is left there, at moments from the start to the closing."""
    say, word = dossier.say, dossier.word
    presence = closing.story.presence
    # In a plan of days one row a day: the last, which is what is there at night.
    hours = moments(closing, dossier.moment)
    rows: tuple[tuple[TextLine, ...], ...] = tuple(
        (
            dossier.moment(hour),
            say.number(presence.at(hour)),
            say.number(closing.armed.at(hour)),
            say.number(closing.kit.at(hour)),
            TextRun("", fill=True),
        )
        for hour in hours
    )
    head = tuple(
        word(f"closure.time_{name}") for name in ("when", "people", "armed", "kit", "actual")
    )
    return TextTable(head=head, rows=rows, widths=(2.2, 1.2, 1.4, 1.4, 2), right=(1, 2, 3))


@attrs.frozen(order=True)
class ClosingStep:
    """What must have happened by an hour of the plan."""

    hour: float
    what: str


def steps(dossier: Dossier, closing: ClosingSite) -> TextTable:
    """Return what must happen by when before a closing."""
    word = dossier.word
    due = sorted([*work_steps(dossier, closing), *leaving_steps(dossier, closing)])
    return TextTable(
        head=(word("closure.step_when"), word("closure.step_what"), word("closure.step_done")),
        rows=tuple((dossier.moment(step.hour), step.what, TextRun("", fill=True)) for step in due),
        widths=(1.6, 5, 1.6),
    )


def work_steps(dossier: Dossier, closing: ClosingSite) -> list[ClosingStep]:
    """Return the steps of work: services end, closing work begins, receiver, disposals done."""
    word, say, site = dossier.word, dossier.say, closing.story.site
    mission = dossier.mission
    # Who holds the site may need medics, mess and workshop up to then, and no longer: the teams
    # that served it leave before those who hold it.
    lift_hours = mission.doctrine.last_lift_hours
    services_end = word("closure.step_services", hours=say.amount(lift_hours))
    due = [ClosingStep(max(0.0, closing.hour - lift_hours), services_end)]
    if site.closing_hours:
        work_begins = word("closure.step_closing", hours=say.amount(site.closing_hours))
        due.append(ClosingStep(max(0.0, closing.hour - site.closing_hours), work_begins))
    if site.receiver and site.receiver_ready:
        receiver_ready = word("closure.step_ready", receiver=site.receiver)
        due.append(ClosingStep(mission.hours(site.receiver_ready), receiver_ready))
    # What is abandoned is done with when the site closes, and by nobody.
    done = [
        d.done
        for d in dossier.plan.disposals
        if d.site == closing.site and d.disposition != "abandon"
    ]
    if done:
        due.append(ClosingStep(mission.hours(max(done)), word("closure.step_disposals")))
    return due


def leaving_steps(dossier: Dossier, closing: ClosingSite) -> list[ClosingStep]:
    """Return the steps of leaving: the rear party alone, the last lift, the closing."""
    word, story = dossier.word, closing.story
    due = []
    # From here on nobody is left to load kit or open the gate: what is still there then, stays.
    alone = alone_from(closing)
    if alone is not None:
        rear_party = dossier.say.count("person", story.presence.at(alone))
        due.append(ClosingStep(alone, word("closure.step_floor", people=rear_party)))
    if story.last_lift is not None:
        due.append(ClosingStep(story.last_lift, word("closure.step_lift")))
    closes = word(f"closure.step_close.{closing.sort}", ready=ready(dossier, closing))
    due.append(ClosingStep(closing.hour, closes))
    return due


def last_serials(dossier: Dossier, closing: ClosingSite) -> list[Block]:
    """Return the serials that take the last people."""
    say, word = dossier.say, dossier.word
    by_serial = {m.serial: m for m in dossier.movements}
    rows: list[tuple[TextLine, ...]] = []
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
                dossier.when(leaves),
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
    return [TextTable(head=head, rows=tuple(rows), widths=(1.2, 1.2, 2, 1, 1, 3), right=(3, 4))]


def remaining(dossier: Dossier, closing: ClosingSite) -> TextTable:
    """Return what becomes of the kit there, in units, with a column to fill in."""
    say, word = dossier.say, dossier.word
    rows = tuple(
        (fate_name(dossier, key), say.number(n), TextRun("", fill=True))
        for key, n in fates(dossier, closing).items()
    )
    return TextTable(
        head=(word("closure.kit_what"), word("closure.kit_units"), word("closure.time_actual")),
        rows=rows,
        widths=(4, 1.2, 1.6),
        right=(1,),
    )
