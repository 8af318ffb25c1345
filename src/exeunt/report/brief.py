"""What else stands on the first page: what to decide by when, what closes when, what is wrong."""

from collections.abc import Iterator
from itertools import groupby

import attrs

from exeunt.drawing.timeline import hanging_words
from exeunt.facts.facts import Facts
from exeunt.facts.permits import Hanging
from exeunt.facts.stories import SiteStory
from exeunt.words.sentences import breaches
from exeunt.words.words import Words

MOST = 6
"""Points of a list that are printed; the others are counted."""
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


def brief(facts: Facts, say: Words) -> Brief:
    """Draw up the lists, each in the order in which its points matter."""
    decide = tuple(decisions(facts, say))
    closings = tuple(closes(facts, say))
    worries = (*broken(facts, say), *doubts(facts, say))
    return Brief(
        decide=decide[:MOST],
        closings=closings[:CLOSINGS],
        worries=worries[:MOST],
        more={
            "decide": max(0, len(decide) - MOST),
            "closings": max(0, len(closings) - CLOSINGS),
            "worries": max(0, len(worries) - MOST),
        },
    )


def decisions(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield what must be asked for, by the last day to ask; at one day what most hangs on first."""
    asked = [one for one in facts.hangings if one.request is not None]
    for one in sorted(asked, key=lambda one: (one.asked, *rank(one, say))):
        permission = one.permission
        grantor = say.grantor(facts.mission, permission)
        hangs = hanging_words(one, say)
        text = say(
            "brief.ask_of" if grantor else "brief.ask",
            what=say.permission(facts.mission, permission),
            grantor=grantor,
            state=say("state." + permission.state),
            hangs=say("brief.hangs", hangs=hangs) if hangs else "",
        )
        yield Point(when=say.date(one.asked), text=text, link="ask")


def rank(one: Hanging, say: Words) -> tuple[float, str]:
    """Return what orders requests of one day: how much hangs on them and their names.

    Where anything is kept back they stay as in their table, as their order would tell of both.
    """
    return (0.0, "") if say.veil.drawn else (-weight(one), one.permission.permission)


def weight(one: Hanging) -> float:
    """Return how much hangs on a permission: people first."""
    return 1000.0 * (one.late + one.booked) + one.left + len(one.serials)


def closes(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield the closings in their order; where there are many, a point a month."""
    closing = [story for story in facts.stories if story.close is not None]
    if len(closing) > CLOSINGS and say.veil.timed:
        yield from closings_by_month(facts, closing, say)
        return
    for number, story in enumerate(facts.stories, start=1):
        if story.close is not None:
            yield Point(
                when=say.date(story.close),
                text=closing_words(facts, story, say),
                link=f"site-{number}",
            )


def closings_by_month(facts: Facts, closing: list[SiteStory], say: Words) -> Iterator[Point]:
    """Yield a point for each month in which sites close."""
    months = groupby(closing, key=lambda story: say.months(story.close or facts.mission.end))
    for month, stories in months:
        sites = [say.site(facts.mission, story.site.site) for story in stories]
        named = sites[:NAMED]
        if len(sites) > NAMED:
            named.append(say("more", n=len(sites) - NAMED))
        text = say(
            "brief.closes_many", sites=say.count("site", len(sites)), names=say.listed(named)
        )
        yield Point(when=month, text=text, link="sites")


def closing_words(facts: Facts, story: SiteStory, say: Words) -> str:
    """Say that a site closes, to whom, and for how long nobody is there."""
    days = say.lasting(story.vacuum_days)
    key = "brief.closes"
    if story.vacuum_days > 0:
        key = "brief.closes_vacuum" if days else "brief.closes_some_vacuum"
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
    yield from sites_open(facts, say)
    yield from harmful_kit(facts, say)
    yield from vacuums(facts, say)


def late_people(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield each party that is late, with the first reason why."""
    for late in facts.late:
        text = say(
            "brief.late" if say.veil.counted else "brief.late_uncounted",
            people=say.strengths("person", late.late),
            party=late.party.name or late.party.party,
            why=" ".join(say.reason(reason, facts.mission) for reason in late.reasons[:1]),
        )
        yield Point(when="", text=text, link="left")


def sites_open(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield the bases and hubs that should close and do not."""
    still = [
        say.site(facts.mission, story.site.site)
        for story in facts.stories
        if story.site.role in {"base", "hub"} and story.close is None and not story.site.stays_open
    ]
    if still:
        yield Point(when="", text=say("brief.open", sites=say.listed(still)), link="sites")


def harmful_kit(facts: Facts, say: Words) -> Iterator[Point]:
    """Yield how much kit stays behind that would harm if captured, and what is worst."""
    harmful = [kit for kit in facts.behind if kit.units * kit.lot.harm_if_captured > 0]
    if not harmful:
        return
    worst = harmful[0]
    text = say(
        "brief.harmful",
        units=say.strengths("unit", sum(kit.units for kit in harmful)),
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
    text = say(
        "brief.vacuum" if days else "brief.some_vacuum",
        sites=say.count("site", len(empty)),
        site=say.site(facts.mission, longest.site.site),
        days=days,
    )
    yield Point(when="", text=text, link="sites")
