"""What a front of two parts of the cost says, in the words of a language."""

import attrs

from exeunt.facts.compared import Comparison, Difference
from exeunt.facts.front import Front, Point
from exeunt.words.comparing import Telling
from exeunt.words.ordering import part_text
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class StepText:
    """What changes from one point to the next: a title, what it trades, what moves."""

    title: str
    trade: str
    sentences: tuple[str, ...]


def front_heads(front: Front, say: Words) -> tuple[str, ...]:
    """Return the headings of :func:`front_rows`."""
    currency = front.mission.currency
    first, second = (part_text(name, say) for name in front.names)
    return (
        say("frontier.head.point"),
        say("frontier.head.part", part=first, currency=currency),
        say("frontier.head.part", part=second, currency=currency),
        say("frontier.head.others", currency=currency),
        say("frontier.head.prices"),
        say("frontier.head.saving", currency=currency),
        say("frontier.head.late"),
        say("frontier.head.left"),
    )


def front_rows(front: Front, say: Words) -> tuple[tuple[str, ...], ...]:
    """Return a row for each point."""
    return tuple(
        (
            one.course.name,
            *map(say.number, (*one.values, one.others)),
            say(
                "frontier.prices",
                first=say.number(one.prices.factors[0], 2),
                second=say.number(one.prices.factors[1], 2),
            ),
            say.number(one.saving),
            say.number(one.course.figures.late),
            say.number(one.course.figures.not_out),
        )
        for one in front.points
    )


def front_sentences(front: Front, say: Words) -> tuple[str, ...]:
    """Say how many points there are and what of the front is known for certain."""
    told = [say.counted("frontier.points", len(front.points), n=say.number(len(front.points)))]
    if front.dropped:
        told.append(say.counted("frontier.dropped", front.dropped, n=say.number(front.dropped)))
    if front.excluded:
        others = say.money(front.most_others, front.mission.currency)
        told.append(say("frontier.excluded", others=others))
    else:
        told.append(say("frontier.nothing_excluded"))
    return tuple(told)


def step_texts(front: Front, say: Words) -> tuple[StepText, ...]:
    """Say what changes from each point to the next."""
    pairs = zip(front.points, front.points[1:], front.steps, strict=False)
    return tuple(_step(front, one, other, moved, say) for one, other, moved in pairs)


def _step(front: Front, one: Point, other: Point, moved: Difference, say: Words) -> StepText:
    currency = front.mission.currency
    told = Telling(comparison=Comparison(courses=(moved.before, moved.after)), say=say)
    more = other.values[0] - one.values[0]
    less = one.values[1] - other.values[1]
    others = other.others - one.others
    trade = say(
        "frontier.trade",
        first=part_text(front.names[0], say),
        second=part_text(front.names[1], say),
        more=say.money(more, currency),
        less=say.money(less, currency),
        others=told.signed(others),
        rate=say.number(less / more, 2) if more else "",
    )
    title = say("frontier.step", before=one.course.name, after=other.course.name)
    return StepText(title=title, trade=trade, sentences=told.sentences(moved))
