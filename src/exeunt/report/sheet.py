"""What fits on the first printed sheet: its lists take what head, sentences and figures leave.

A browser alone knows how high a text gets, and it differs with the fonts of each machine. So
heights are estimated from letters as a wide font sets them, and ``print.css`` clamps each text to
the lines that stand here: whatever the plan, and however long its names, the sheet is enough.
"""

from collections.abc import Sequence
from math import ceil

import attrs

from exeunt.facts.facts import Facts
from exeunt.report.cards import Card, Stands

SHEET = 1032.0
"""Height of A4 between margins of 12 mm, in CSS pixels, as all heights here are."""
THREE_DATES = 75
"""Letters of the three dates that stand before how the plan stands."""
COLUMNS = 5
"""Figures that stand in a row."""


@attrs.frozen
class Type:
    """How a text is set: letters that surely fit a line, a line's height, most lines of it."""

    letters: int
    line: float
    most: int

    def height(self, text: str) -> float:
        """Return how high a text gets, as far as it is printed."""
        return self.line * min(self.most, ceil(len(text) / self.letters))


TITLE, ABOUT, DATES = Type(38, 27.5, 2), Type(98, 16.0, 3), Type(84, 22.5, 3)
VERDICT = Type(80, 19.5, 2)
LEDE, MORE = Type(49, 17.5, 12), Type(52, 15.5, 16)
LABEL, VALUE, UNDER = Type(21, 12.5, 2), Type(11, 18.0, 2), Type(21, 12.5, 5)
POINT = Type(37, 13.5, 8)
HEAD, DATED, VERDICT_BOX, CARD_BOX, TITLED, GAP = 48.0, 14.0, 36.0, 20.0, 68.0, 6.5
"""What stands around texts: eyebrow and margins, rules of the dates, boxes, titles of lists."""


def left_for_points(
    facts: Facts, stands: Stands, sentences: tuple[str, str], figures: Sequence[Card]
) -> float:
    """Return the height that is left for each of the three lists, in CSS pixels."""
    mission = facts.mission
    head = HEAD + TITLE.height(mission.title or mission.name)
    head += ABOUT.height(mission.description)
    head += DATED + DATES.height(THREE_DATES * "." + stands.text)
    verdicts = len(facts.violations[:1]) + facts.appraisal.stale
    head += verdicts * (VERDICT_BOX + VERDICT.line * VERDICT.most)
    lede, more = sentences
    body = max(LEDE.height(lede), MORE.height(more))
    rows = [figures[i : i + COLUMNS] for i in range(0, len(figures), COLUMNS)]
    body += sum(CARD_BOX + max(map(card_height, row)) for row in rows)
    return SHEET - head - body - TITLED


def card_height(card: Card) -> float:
    """Return how high the texts of a figure are."""
    return LABEL.height(card.label) + VALUE.height(card.value) + UNDER.height(card.sub)
