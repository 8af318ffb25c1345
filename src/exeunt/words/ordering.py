"""What became of the levels of an order, in the words of a language."""

from collections.abc import Iterable

from exeunt.model.mission import Mission
from exeunt.model.outcome import Level
from exeunt.rules.pricing import GROUPS
from exeunt.words.words import Words

SAME = 0.5
"""Money below which two figures are one."""


def level_lines(mission: Mission, levels: Iterable[Level], say: Words) -> tuple[str, ...]:
    """Say of each level what it reached, what the plan comes to, and what is proven of it."""
    return tuple(_line(mission, number, level, say) for number, level in enumerate(levels, start=1))


def part_text(name: str, say: Words) -> str:
    """Name a part of the cost, or a single term."""
    return say(f"part.{name}") if name in GROUPS else say(f"term.{name}")


def _line(mission: Mission, number: int, level: Level, say: Words) -> str:
    currency = mission.currency
    filled = {
        "number": number,
        "terms": part_text(level.name, say),
        "cost": say.money(level.cost, currency),
    }
    parts = [say("order.level", **filled)]
    if abs(level.cost - level.reached) > SAME:
        parts.append(say("order.given", reached=say.money(level.reached, currency)))
    if level.least is None or level.least <= SAME < level.reached:
        # That nothing costs less than nothing needs no proof.
        parts.append(say("order.unproven"))
    elif level.reached - level.least <= SAME:
        parts.append(say("order.proven"))
    else:
        parts.append(say("order.least", least=say.money(level.least, currency)))
    text = parts[0]
    for part in parts[1:]:
        text = say("order.and", first=text, then=part)
    return text
