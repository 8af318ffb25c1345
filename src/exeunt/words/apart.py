"""Where a plan and the proof of its bound are apart, in the words of a language."""

import attrs

from exeunt.model.mission import Mission
from exeunt.model.outcome import Distance
from exeunt.rules.blocks import by_block
from exeunt.words.words import Words

NAMED, LOOKED_AT = 2, 3
"""Sites, lots or legs that are named of a block, and of all blocks: those widest apart."""
WORTH_NAMING = 0.05
"""Share of its block's distance from which one is worth naming."""


@attrs.frozen(kw_only=True)
class ApartRow:
    """What a plan spends in a block beside what its proof allows for, and who is widest apart."""

    block: str
    plan: float
    least: float
    widest: tuple[Distance, ...]


def apart_rows(distances: tuple[Distance, ...], say: Words) -> list[ApartRow]:
    """Return a row for each block in which plan or proof spend anything."""
    return [
        ApartRow(
            block=say(f"console.block.{block.block}"),
            plan=block.plan,
            least=block.least,
            widest=_widest(block, distances),
        )
        for block in by_block(distances)
        if block.plan or block.least
    ]


def _widest(block: Distance, distances: tuple[Distance, ...]) -> tuple[Distance, ...]:
    """Return the owners of a block that are widest apart, as far as they are worth naming."""
    least = WORTH_NAMING * max(1.0, block.plan - block.least)
    widest = [
        d for d in distances if d.block == block.block and d.owner and d.plan - d.least >= least
    ]
    return tuple(widest[:NAMED])


def owner(distance: Distance, mission: Mission, say: Words) -> str:
    """Name a site, a leg by its ends, or a lot or fleet by its id."""
    return say.where(mission, distance.owner)


def apart_sentence(distances: tuple[Distance, ...], mission: Mission, say: Words) -> list[str]:
    """Say where plan and proof are widest apart; nothing where that is not known."""
    widest = [d for d in distances if d.owner and d.plan > d.least][:LOOKED_AT]
    if not widest:
        return []
    places = (
        say(
            "say.apart_by",
            owner=owner(d, mission, say),
            block=say(f"console.block.{d.block}"),
            cost=say.cost(d.plan - d.least, mission.currency),
        )
        for d in widest
    )
    return [say("say.apart", places=say.listed(places))]
