"""The calendar: closings, the deadline, permissions, receivers, departures, disposals."""

from collections import Counter

import attrs

from exeunt.documents.parts import Calendar, CalendarEvent
from exeunt.facts.movements import Movement
from exeunt.model.plan import Closure, Disposal
from exeunt.papers.dossier import Dossier
from exeunt.papers.permissions.words import wanted_for


def calendar(dossier: Dossier) -> Calendar:
    """Return the calendar."""
    events = [
        *dates(dossier),
        *permissions(dossier),
        *(departure(dossier, m) for m in dossier.movements),
        *disposals(dossier),
    ]
    events.sort(key=lambda e: (e.begin, e.uid))
    about = (dossier.word("calendar.about"), dossier.clock)
    return Calendar(
        title=dossier.word("calendar.name", title=dossier.title),
        words=joined(" ", dossier.banner, *about, dossier.origin),
        events=tuple(marked(dossier, event) for event in events),
        printed=dossier.printed,
        utc_offset_hours=dossier.mission.utc_offset_hours,
        daily=dossier.daily,
    )


def marked(dossier: Dossier, event: CalendarEvent) -> CalendarEvent:
    """Return an event that says what it is from, and of a draft that it is one."""
    # Programs take events out of their calendar, one by one: each has to say it by itself.
    title = event.title
    if dossier.banner:
        title = f"{dossier.word('draft_mark')} {title}"
    words = joined("\n", dossier.banner, event.words, dossier.origin)
    return attrs.evolve(event, title=title, words=words)


def joined(between: str, *parts: str) -> str:
    """Return the parts that are not blank, with something between them."""
    return between.join(part for part in parts if part)


def uid(dossier: Dossier, *parts: object) -> str:
    """Return an event's identifier: the same from print to print, whatever its date."""
    # A program that merges a later print into a calendar finds the event again by this alone.
    named = "-".join(str(part).replace(" ", "_") for part in (*parts, dossier.mission.name))
    return f"{named}@exeunt"


def dates(dossier: Dossier) -> list[CalendarEvent]:
    """Return the mission's own dates: start, deadline, closings and receivers."""
    word, mission = dossier.word, dossier.mission
    events = [
        CalendarEvent(
            uid=uid(dossier, "start"),
            title=word("event.start"),
            begin=mission.start,
            kind=word("calendar.date"),
        ),
        CalendarEvent(
            uid=uid(dossier, "deadline"),
            title=word("event.deadline"),
            begin=mission.deadline,
            kind=word("calendar.date"),
        ),
    ]
    events += [closing(dossier, closure) for closure in dossier.plan.closures]
    events += [
        CalendarEvent(
            uid=uid(dossier, "receiver", site.site),
            title=word("event.receiver", site=dossier.site(site.site), receiver=site.receiver),
            begin=site.receiver_ready,
            place=dossier.site(site.site),
            kind=word("calendar.receiver"),
        )
        for site in mission.sites
        if site.receiver and site.receiver_ready is not None
    ]
    return events


def closing(dossier: Dossier, closure: Closure) -> CalendarEvent:
    """Return when a site closes: who takes its last people, who takes it over."""
    word, say = dossier.word, dossier.say
    serials = dossier.last_serials(closure.site)
    words = word(
        "calendar.closing",
        serials=say.listed(serials) if serials else word("calendar.no_serial"),
        receiver=dossier.mission.site[closure.site].receiver or word("calendar.nobody"),
    )
    # A vacuum is counted, not hidden: whoever reads of the closing reads of it.
    if closure.vacuum_days:
        words += " " + word("calendar.vacuum", lasting=say.lasting(closure.vacuum_days))
    return CalendarEvent(
        uid=uid(dossier, "closes", closure.site),
        title=word("event.closes", site=dossier.site(closure.site)),
        begin=closure.close,
        place=dossier.site(closure.site),
        words=words,
        kind=word("calendar.closure"),
    )


def permissions(dossier: Dossier) -> list[CalendarEvent]:
    """Return when permissions must be asked for, and when those are expected to be answered."""
    word, kind = dossier.word, dossier.word("calendar.permission")
    by_name = {p.permission: p for p in dossier.mission.permissions}
    events: list[CalendarEvent] = []
    for request in dossier.plan.requests:
        permission = by_name[request.permission]
        name, grantor = permission.permission, permission.grantor or word("letter.authorities")
        what = dossier.say.permission(dossier.mission, permission)
        events.append(
            CalendarEvent(
                uid=uid(dossier, "ask", name),
                title=word("event.ask", permission=what, grantor=grantor),
                begin=request.ask_by,
                words=wanted_for(request),
                kind=kind,
            )
        )
        # A day without an answer is when somebody has to ask again: unanswered is not refused.
        if permission.answer_by is not None:
            events.append(
                CalendarEvent(
                    uid=uid(dossier, "answer", name),
                    title=word("event.answer", permission=what, grantor=grantor),
                    begin=permission.answer_by,
                    kind=kind,
                )
            )
    return events


def departure(dossier: Dossier, movement: Movement) -> CalendarEvent:
    """Return a serial from its first departure to its last arrival."""
    word, say = dossier.word, dossier.say
    if movement.mode == "air":
        lifts = say.count("sortie", movement.rotations)
    else:
        lifts = say.count("vehicle", movement.vehicles)
    carries = []
    if movement.passengers:
        carries.append(say.count("person", movement.passengers))
    if movement.units:
        carries.append(say.count("unit", movement.units))
    words = word(
        "calendar.serial",
        lifts=lifts,
        carries=say.listed(carries) if carries else word("calendar.nothing"),
    )
    return CalendarEvent(
        uid=uid(dossier, "serial", movement.serial),
        title=f"{movement.serial} {dossier.route(movement)}",
        begin=movement.hops[0].stage.depart,
        end=movement.hops[-1].stage.arrive,
        place=dossier.site(movement.way[0]),
        words=words,
        kind=dossier.kind(movement),
    )


def disposals(dossier: Dossier) -> list[CalendarEvent]:
    """Return disposals from start to done.

    One is the same from plan to plan by site, lot, disposition and start, then by the order of
    ending.
    """
    word, say = dossier.word, dossier.say
    events: list[CalendarEvent] = []
    counts: Counter[tuple[str, ...]] = Counter()
    for d in sorted(dossier.plan.disposals, key=lambda d: (d.done, d.quantity)):
        # A calendar that is read in again replaces events by their identifiers: the same work has
        # to keep its own when a new plan changes how much of it there is.
        key = (d.site, d.lot, d.disposition, f"{d.start:%Y%m%dT%H%M%S}")
        counts[key] += 1
        twin = (counts[key],) if counts[key] > 1 else ()
        title = word(
            "event.disposal",
            fate=say(f"fate.{d.disposition}"),
            n=say.number(d.quantity),
            item=item_of(dossier, d),
            site=dossier.site(d.site),
        )
        events.append(
            CalendarEvent(
                uid=uid(dossier, "disposal", *key, *twin),
                title=title,
                begin=d.start,
                end=d.done,
                place=dossier.site(d.site),
                kind=word("calendar.disposal"),
            )
        )
    return events


def item_of(dossier: Dossier, disposal: Disposal) -> str:
    """Name what is disposed of: units of a lot, or vehicles of a fleet that are abandoned."""
    mission, name = dossier.mission, ""
    if disposal.lot in mission.lot:
        name = mission.lot[disposal.lot].item
    elif disposal.lot in mission.fleet:
        name = mission.vehicle[mission.fleet[disposal.lot].vehicle].name
    return name or disposal.lot
