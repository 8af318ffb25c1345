"""Where a plan and the proof of its bound are apart: by block, and who is widest apart in each."""

from typing import Any

import attrs

from exeunt.cli.tables import table
from exeunt.model.mission import Mission
from exeunt.model.outcome import Distance
from exeunt.rules.blocks import by_block
from exeunt.words.words import Words

NAMED = 2
"""Of a block so many sites, lots or legs are named, those that are widest apart."""
WORTH_NAMING = 0.05
"""Share of its block's distance from which one is worth naming."""


def distance_objects(distances: tuple[Distance, ...]) -> list[dict[str, Any]]:
    """Return for JSON what a plan pays and the bound's programme does, the widest apart first."""
    return [attrs.asdict(distance) for distance in distances]


def show_distances(mission: Mission, distances: tuple[Distance, ...], tell: Words) -> None:
    """Print what the plan pays by block beside what its proof does, and where they are apart."""
    if not distances:
        return
    head = tuple(tell(f"console.head.{key}") for key in ("block", "plan", "proof", "apart"))
    rows = [
        [
            tell(f"console.block.{block.block}"),
            tell.number(block.plan),
            tell.number(block.least),
            _apart(mission, block, distances, tell),
        ]
        for block in by_block(distances)
        if block.plan or block.least
    ]
    table(tell("console.apart", currency=mission.currency), head, rows, right=(1, 2))


def _apart(mission: Mission, block: Distance, distances: tuple[Distance, ...], tell: Words) -> str:
    """Name the owners of a block that are widest apart, with by how much."""
    least = WORTH_NAMING * max(1.0, block.plan - block.least)
    widest = [
        d for d in distances if d.block == block.block and d.owner and d.plan - d.least >= least
    ]
    return "; ".join(
        tell(
            "console.apart_by",
            owner=tell.where(mission, d.owner),
            cost=tell.number(d.plan - d.least),
        )
        for d in widest[:NAMED]
    )
