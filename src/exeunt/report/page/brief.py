"""What else stands on the first page: what must be decided by when, what closes when, what is wrong with the plan."""

from collections.abc import Iterator
from itertools import groupby

import attrs

from exeunt.drawing.timeline import hanging_words
from exeunt.facts.left import Behind, Late
from exeunt.facts.permits import Hanging
from exeunt.facts.series import Reading
from exeunt.facts.stories import SiteStory
from exeunt.model.outcome import Violation
from exeunt.words.sentences import breaches
from exeunt.words.words import Words

MOST = 6
"""Points of a list that are printed; the others are counted."""
CLOSINGS, NAMED = 13, 3
"""Closings that are told one by one, and sites named of those told together."""


@attrs.frozen(kw_only=True)
class Point:
    """One point: a date (blank where it has none), a sentence, and the part of the page that tells more."""

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


def brief(
    reading: Reading,
    told: tuple[SiteStory, ...],
    hangs: tuple[Hanging, ...],
    late: tuple[Late, ...],
    behind: tuple[Behind, ...],
    violations: tuple[Violation, ...],
    say: Words,
) -> Brief:
    """Draw up the lists, each in the order in which its points matter."""
    decide, closings = list(decisions(reading, hangs, say)), list(closes(reading, told, say))
    worries = [*broken(violations, say), *doubts(reading, told, late, behind, say)]
    more = {
        "decide": max(0, len(decide) - MOST),
        "closings": max(0, len(closings) - CLOSINGS),
        "worries": max(0, len(worries) - MOST),
    }
    return Brief(
        decide=tuple(decide[:MOST]),
        closings=tuple(closings[:CLOSINGS]),
        worries=tuple(worries[:MOST]),
        more=more,
    )


def decisions(reading: Reading, hangs: tuple[Hanging, ...], say: Words) -> Iterator[Point]:
    """Yield what must be asked for, by the last day to ask; at one day what most hangs on first."""
    asked = [h for h in hangs if h.request is not None]
    for one in sorted(
        asked, key=lambda h: (h.request.ask_by if h.request else reading.mission.end, *rank(h, say))
    ):
        row, on_it = one.permission, hanging_words(one, say)
        grantor = say.grantor(reading.mission, row)
        state = say("state." + row.state)
        text = say(
            "brief.ask_of" if grantor else "brief.ask",
            what=say.permission(reading.mission, row),
            grantor=grantor,
            state=state,
            hangs=say("brief.hangs", hangs=on_it) if on_it else "",
        )
        yield Point(when=say.date(one.request.ask_by) if one.request else "", text=text, link="ask")


def rank(one: Hanging, say: Words) -> tuple[float, str]:
    """Return what orders requests of one day: how much hangs on them and their names, where both may be told; else they stay as in their table."""
    return (0.0, "") if say.veil.drawn else (-weight(one), one.permission.permission)


def weight(one: Hanging) -> float:
    """Return how much hangs on a permission: people first."""
    return 1000.0 * (one.late + one.booked) + one.left + len(one.serials)


def closes(reading: Reading, told: tuple[SiteStory, ...], say: Words) -> Iterator[Point]:
    """Yield the closings in their order; where there are many, a point a month."""
    closing = [one for one in told if one.close is not None]
    if len(closing) > CLOSINGS and say.veil.timed:
        for month, found in groupby(
            closing, key=lambda one: say.months(one.close or reading.mission.end)
        ):
            sites = [say.site(reading.mission, one.site.site) for one in found]
            names = say.listed(
                [
                    *sites[:NAMED],
                    *([say("more", n=len(sites) - NAMED)] if len(sites) > NAMED else []),
                ]
            )
            yield Point(
                when=month,
                text=say("brief.closes_many", sites=say.count("site", len(sites)), names=names),
                link="sites",
            )
        return
    for i, one in enumerate(told):
        if one.close is not None:
            days = say.lasting(one.vacuum_days)
            empty = "brief.closes_vacuum" if days else "brief.closes_some_vacuum"
            key = (
                empty
                if one.vacuum_days > 0
                else "brief.closes_to"
                if one.site.receiver
                else "brief.closes"
            )
            text = say(
                key,
                site=say.site(reading.mission, one.site.site),
                receiver=one.site.receiver,
                days=days,
            )
            yield Point(when=say.date(one.close), text=text, link=f"site-{i + 1}")


def broken(violations: tuple[Violation, ...], say: Words) -> Iterator[Point]:
    """Yield that rules are broken: what is wrong before all else."""
    if violations:
        yield Point(when="", text=breaches(violations, say), link="broken")


def doubts(
    reading: Reading,
    told: tuple[SiteStory, ...],
    late: tuple[Late, ...],
    behind: tuple[Behind, ...],
    say: Words,
) -> Iterator[Point]:
    """Yield what is wrong with the plan, people before kit before places."""
    for row in late:
        name = row.party.name or row.party.party
        text = say(
            "brief.late" if say.veil.counted else "brief.late_uncounted",
            people=say.strengths("person", row.late),
            party=name,
            why=" ".join(say.reason(r, reading.mission) for r in row.reasons[:1]),
        )
        yield Point(when="", text=text, link="left")
    still = [
        one
        for one in told
        if one.site.role in {"base", "hub"} and one.close is None and not one.site.stays_open
    ]
    if still:
        yield Point(
            when="",
            text=say(
                "brief.open",
                sites=say.listed(say.site(reading.mission, one.site.site) for one in still),
            ),
            link="sites",
        )
    harmful = [b for b in behind if b.units * b.lot.harm_if_captured > 0]
    if harmful:
        units, worst = sum(b.units for b in harmful), harmful[0]
        text = say(
            "brief.harmful",
            units=say.strengths("unit", units),
            item=worst.lot.item or worst.lot.lot,
            site=say.site(reading.mission, worst.site),
        )
        yield Point(when="", text=say.capital(text), link="left")
    vacuum = [one for one in told if one.vacuum_days > 0]
    if vacuum:
        longest = max(vacuum, key=lambda one: one.vacuum_days)
        named = {
            "site": say.site(reading.mission, longest.site.site),
            "days": say.lasting(longest.vacuum_days),
        }
        yield Point(
            when="",
            text=say(
                "brief.vacuum" if named["days"] else "brief.some_vacuum",
                sites=say.count("site", len(vacuum)),
                **named,
            ),
            link="sites",
        )
