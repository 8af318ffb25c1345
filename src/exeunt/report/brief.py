"""What else stands on the first page: what to decide by when, what closes when, what is wrong."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

import attrs

from exeunt.drawing.timeline import hanging_words
from exeunt.facts.facts import Facts
from exeunt.facts.permits import Hanging
from exeunt.facts.stories import SiteStory
from exeunt.report.sheet import GAP, POINT
from exeunt.words.sentences import breaches
from exeunt.words.words import Words

MOST = 6
"""Points of a list that are printed; the others are counted."""
PERSON = 1000.0
"""Units of kit, or serials, that weigh as much as one person where requests are ordered."""
CLOSINGS, NAMED = 13, 3
"""Closings that are told one by one, and sites named of those told together."""


@attrs.frozen(kw_only=True)
class Point:
    """One point: a date or blank, a sentence, and the part of the page that tells more."""

    when: str
    text: str
    link: str = ""


@attrs.frozen(kw_only=True)
class Brief:
    """The three lists, each with how many points more there are."""

    decide: tuple[Point, ...]
    closings: tuple[Point, ...]
    worries: tuple[Point, ...]
    more: dict[str, int]


def brief(facts: Facts, say: Words, room: float) -> Brief:
    """Draw up the lists, each in the order in which its points matter.

    ``room`` is the height that each has on the first sheet, in CSS pixels: what a commander reads
    in a minute is one sheet, so points that do not fit are counted.
    """
    decide = tuple(decisions(facts, say))
    closings = tuple(closes(facts, say))
    worries = (*broken(facts, say), *doubts(facts, say))
    shown = {
        "decide": fitting(decide[:MOST], len(decide), room),
        "closings": fitting(closings[:CLOSINGS], len(closings), room),
        "worries": fitting(worries[:MOST], len(worries), room),
    }
    return Brief(
        **shown,
        more={
            "decide": len(decide) - len(shown["decide"]),
            "closings": len(closings) - len(shown["closings"]),
            "worries": len(worries) - len(shown["worries"]),
        },
    )


def fitting(points: tuple[Point, ...], total: int, room: float) -> tuple[Point, ...]:
    """Return the first points that fit a height, with the line that counts the rest.

    At least one is returned: ``print.css`` clamps it where it is longer than what is left.
    """
    heights = [GAP + POINT.height(f"{point.when} {point.text}".strip()) for point in points]
    for shown in range(len(points), 1, -1):
        counting = 0 if shown == total else GAP + POINT.line
        if sum(heights[:shown]) + counting <= room:
            return points[:shown]
    return points[:1]


def decisions(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield what must be asked for, by the last day to ask; at one day what most hangs on first."""

    def by_day(hanging: Hanging) -> tuple[datetime, float, str]:
        weight, name = rank(hanging, say)
        return (hanging.asked, weight, name)

    asked = [hanging for hanging in facts.hangings if hanging.request is not None]
    for hanging in sorted(asked, key=by_day):
        text = request_words(facts, hanging, say)
        yield Point(when=say.date(hanging.asked), text=text, link="ask")


def request_words(facts: Facts, hanging: Hanging, say: Words) -> str:
    """Say what is to be asked of whom, and what hangs on the answer."""
    permission = hanging.permission
    grantor = say.grantor(facts.mission, permission)
    hangs = hanging_words(hanging, say)
    if hangs:
        hangs = say("brief.hangs", hangs=hangs)
    return say(
        "brief.ask_of" if grantor else "brief.ask",
        what=say.permission(facts.mission, permission),
        grantor=grantor,
        state=say("state." + permission.state),
        hangs=hangs,
    )


def rank(hanging: Hanging, say: Words) -> tuple[float, str]:
    """Return what orders requests of one day: how much hangs on them and their names.

    Where anything is kept back they stay as in their table, as their order would tell of both.
    """
    if say.veil.drawn:
        return (0.0, "")
    return (-weight(hanging), hanging.permission.permission)


def weight(hanging: Hanging) -> float:
    """Return how much hangs on a permission: people before kit and serials."""
    people = hanging.late + hanging.booked
    return PERSON * people + hanging.left + len(hanging.serials)


def closes(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield the closings in their order; where there are many, a point a month."""
    closing = [story for story in facts.stories if story.close is not None]
    if len(closing) > CLOSINGS and say.veil.timed:
        yield from closings_by_month(facts, closing, say)
        return
    # The page tells no stories of quiet sites, and numbers those that it tells.
    told = [story for story in facts.stories if not story.quiet]
    for number, story in enumerate(told, start=1):
        if story.close is not None:
            text = closing_words(facts, story, say)
            yield Point(when=say.date(story.close), text=text, link=f"site-{number}")


def closings_by_month(facts: Facts, closing: list[SiteStory], say: Words) -> Iterator[Point]:
    """Yield a point for each month in which sites close."""

    def month_of(story: SiteStory) -> str:
        return say.months(story.close or facts.mission.end)

    for month, stories in groupby(closing, key=month_of):
        sites = [say.site(facts.mission, story.site.site) for story in stories]
        text = say(
            "brief.closes_many",
            sites=say.count("site", len(sites)),
            names=say.few(sites, NAMED),
        )
        yield Point(when=month, text=text, link="sites")


def closing_words(facts: Facts, story: SiteStory, say: Words) -> str:
    """Say that a site closes, to whom, and for how long nobody is there."""
    # Blank where the veil lets no duration be told.
    days = say.lasting(story.vacuum_days)
    key = "brief.closes"
    if story.vacuum_days > 0 and days:
        key = "brief.closes_vacuum"
    elif story.vacuum_days > 0:
        key = "brief.closes_some_vacuum"
    elif story.site.receiver:
        key = "brief.closes_to"
    site = say.site(facts.mission, story.site.site)
    return say(key, site=site, receiver=story.site.receiver, days=days)


def broken(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield that rules are broken: what is wrong before all else."""
    if facts.violations:
        yield Point(when="", text=breaches(facts.violations, say), link="broken")


def doubts(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield what is wrong with the plan, people before kit before places."""
    yield from late_people(facts, say)
    yield from crews(facts, say)
    yield from sites_open(facts, say)
    yield from harmful_kit(facts, say)
    yield from vacuums(facts, say)
    yield from oddities(facts, say)


def late_people(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield each party that is late, with the first reason why."""
    for late in facts.late:
        # The first reason given is the hardest; the part of the page that is linked has them all.
        first = [say.reason(reason, facts.mission) for reason in late.reasons[:1]]
        text = say(
            "brief.late" if say.veil.counted else "brief.late_uncounted",
            people=say.strengths("person", late.late),
            party=late.party.name or late.party.party,
            why=" ".join(first),
        )
        yield Point(when="", text=text, link="left")


def crews(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield that hired crews are left behind with the vehicles that the plan gives up."""
    people = facts.reading.crew_left
    if people:
        key = "brief.crews" if say.veil.counted else "brief.crews_uncounted"
        text = say(key, people=say.strengths("person", people))
        yield Point(when="", text=text, link="left")


def sites_open(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield the bases and hubs that should close and do not."""
    still_open = []
    for story in facts.stories:
        site = story.site
        should_close = site.role in {"base", "hub"} and not site.stays_open
        if should_close and story.close is None:
            still_open.append(say.site(facts.mission, site.site))
    if still_open:
        text = say("brief.open", sites=say.few(still_open, NAMED))
        yield Point(when="", text=text, link="sites")


def harmful_kit(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield how much kit stays behind that would harm if captured, and what is worst."""
    harmful = [kit for kit in facts.behind if kit.units * kit.lot.harm_if_captured > 0]
    if not harmful:
        return
    # Facts list what would harm most first.
    worst = harmful[0]
    units = sum(kit.units for kit in harmful)
    # What would harm most follows from exact numbers.
    text = say(
        "brief.harmful_some" if say.veil.drawn else "brief.harmful",
        units=say.strengths("unit", units),
        item=worst.lot.item or worst.lot.lot,
        site=say.site(facts.mission, worst.site),
    )
    yield Point(when="", text=say.capital(text), link="left")


def vacuums(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield how many sites stand empty after they close, and which for longest."""
    empty = [story for story in facts.stories if story.vacuum_days > 0]
    if not empty:
        return
    longest = max(empty, key=lambda story: story.vacuum_days)
    days = say.lasting(longest.vacuum_days)
    names = [say.site(facts.mission, story.site.site) for story in empty]
    # Of lengths that are not told none is the longest.
    text = say(
        "brief.vacuum" if days else "brief.some_vacuum",
        sites=say.count("site", len(empty)),
        site=say.site(facts.mission, longest.site.site),
        names=say.few(names, NAMED),
        days=days,
    )
    yield Point(when="", text=text, link="sites")


def oddities(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield how many things there are that an officer would ask about."""
    if facts.odd:
        n = len(facts.odd)
        yield Point(when="", text=say.counted("brief.odd", n, n=say.number(n)), link="odd")
