"""The calendar: closings, the deadline, permissions, receivers, departures, disposals."""

from collections import Counter

from exeunt.documents.parts import Calendar, CalendarEvent
from exeunt.facts.movements import Movement
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
    mark = f"{dossier.word('draft_mark')} " if dossier.banner else ""
    titled = tuple(
        CalendarEvent(
            uid=e.uid,
            title=f"{mark}{e.title}",
            begin=e.begin,
            end=e.end,
            place=e.place,
            kind=e.kind,
            words="\n".join(part for part in (dossier.banner, e.words, dossier.origin) if part),
        )
        for e in sorted(events, key=lambda e: (e.begin, e.uid))
    )
    words = " ".join(
        part
        for part in (
            dossier.banner,
            dossier.word("calendar.about"),
            dossier.word("local_times"),
            dossier.origin,
        )
        if part
    )
    return Calendar(
        title=dossier.word("calendar.name", title=dossier.title),
        words=words,
        events=titled,
        printed=dossier.printed,
    )


def uid(dossier: Dossier, *parts: object) -> str:
    """Return an event's identifier: the same from print to print, whatever its date."""
    return (
        "-".join(str(part).replace(" ", "_") for part in (*parts, dossier.mission.name)) + "@exeunt"
    )


def dates(dossier: Dossier) -> list[CalendarEvent]:
    """Return the mission's own dates: start, deadline, closings and receivers."""
    word, mission, say = dossier.word, dossier.mission, dossier.say
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
    for closure in dossier.plan.closures:
        site = mission.site[closure.site]
        serials = dossier.last_serials(site.site)
        words = word(
            "calendar.closing",
            serials=say.listed(serials) if serials else word("calendar.no_serial"),
            receiver=site.receiver or word("calendar.nobody"),
        )
        if closure.vacuum_days:
            words += " " + word("calendar.vacuum", lasting=say.lasting(closure.vacuum_days))
        title = word("event.closes", site=dossier.site(site.site))
        events.append(
            CalendarEvent(
                uid=uid(dossier, "closes", site.site),
                title=title,
                begin=closure.close,
                place=dossier.site(site.site),
                words=words,
                kind=word("calendar.closure"),
            )
        )
    for site in mission.sites:
        if site.receiver and site.receiver_ready is not None:
            title = word("event.receiver", site=dossier.site(site.site), receiver=site.receiver)
            place, kind = dossier.site(site.site), word("calendar.receiver")
            events.append(
                CalendarEvent(
                    uid=uid(dossier, "receiver", site.site),
                    title=title,
                    begin=site.receiver_ready,
                    place=place,
                    kind=kind,
                )
            )
    return events


def permissions(dossier: Dossier) -> list[CalendarEvent]:
    """Return when permissions must be asked for, and when those are expected to be answered."""
    word, events = dossier.word, list[CalendarEvent]()
    by_name = {p.permission: p for p in dossier.mission.permissions}
    for request in dossier.plan.requests:
        permission, kind = by_name[request.permission], word("calendar.permission")
        grantor = permission.grantor or word("letter.authorities")
        title = word("event.ask", permission=permission.permission, grantor=grantor)
        events.append(
            CalendarEvent(
                uid=uid(dossier, "ask", permission.permission),
                title=title,
                begin=request.ask_by,
                words=wanted_for(request),
                kind=kind,
            )
        )
        if permission.answer_by is not None:
            title = word("event.answer", permission=permission.permission, grantor=grantor)
            events.append(
                CalendarEvent(
                    uid=uid(dossier, "answer", permission.permission),
                    title=title,
                    begin=permission.answer_by,
                    kind=kind,
                )
            )
    return events


def departure(dossier: Dossier, movement: Movement) -> CalendarEvent:
    """Return a serial from its first departure to its last arrival."""
    word, say = dossier.word, dossier.say
    lifts = (
        say.count("sortie", movement.rotations)
        if movement.mode == "air"
        else say.count("vehicle", movement.vehicles)
    )
    carries = [
        say.count(name, n)
        for name, n in (("person", movement.passengers), ("unit", movement.units))
        if n
    ]
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
    word, mission, say = dossier.word, dossier.mission, dossier.say
    events, counts = list[CalendarEvent](), Counter[tuple[str, ...]]()
    for d in sorted(dossier.plan.disposals, key=lambda d: (d.done, d.quantity)):
        # A calendar that is read in again replaces events by their identifiers: the same work has
        # to keep its own when a new plan changes how much of it there is.
        key = (d.site, d.lot, d.disposition, f"{d.start:%Y%m%dT%H%M%S}")
        counts[key] += 1
        twin = (counts[key],) if counts[key] > 1 else ()
        lot, fleet = mission.lot.get(d.lot), mission.fleet.get(d.lot)
        item = (lot.item if lot else mission.vehicle[fleet.vehicle].name if fleet else "") or d.lot
        title = word(
            "event.disposal",
            fate=say(f"fate.{d.disposition}"),
            n=say.number(d.quantity),
            item=item,
            site=dossier.site(d.site),
        )
        place, kind = dossier.site(d.site), word("calendar.disposal")
        events.append(
            CalendarEvent(
                uid=uid(dossier, "disposal", *key, *twin),
                title=title,
                begin=d.start,
                end=d.done,
                place=place,
                words=d.lot,
                kind=kind,
            )
        )
    return events
