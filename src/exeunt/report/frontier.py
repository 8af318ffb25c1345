"""The page of a front: one HTML file that is complete in itself and runs no script."""

from exeunt.drawing.front import Dot, Ruled
from exeunt.drawing.front import front as drawn
from exeunt.facts.front import Front
from exeunt.report.comparison import Table, page_head
from exeunt.report.html import ENVIRONMENT
from exeunt.version import __version__
from exeunt.words.front import front_heads, front_rows, front_sentences, step_texts
from exeunt.words.ordering import part_text
from exeunt.words.words import Words, as_read, words


def frontier_html(front: Front, language: str = "en") -> str:
    """Write a front as one HTML file.

    Raises:
        InputError: there are no words in the language.
    """
    say = words(front.mission, language)
    first, second = (part_text(name, say) for name in front.names)
    return ENVIRONMENT.get_template("frontier.html.j2").render(
        say=say,
        mission=front.mission,
        as_read=as_read(front.mission, say),
        lead=say("frontier.lead", first=first, second=second),
        sentences=front_sentences(front, say),
        steps=step_texts(front, say),
        picture=_picture(front, say),
        table=Table(
            title=say("frontier.planned", seconds=say.number(front.seconds)),
            head=front_heads(front, say),
            rows=front_rows(front, say),
        ),
        head=page_head(),
        version=__version__,
    )


def _picture(front: Front, say: Words) -> str:
    currency = front.mission.currency
    names = [f"{part_text(name, say)} ({currency})" for name in front.names]
    dots = [
        Dot(
            name=one.course.name,
            x=one.values[0],
            y=one.values[1],
            text="; ".join(say.money(value, currency) for value in one.values),
        )
        for one in front.points
    ]
    ruled = [Ruled(a=a, b=b, c=c) for a, b, c in front.excluded]
    return drawn(dots, ruled, (names[0], names[1]), say, say("frontier.picture"))
