"""Where a plan and the proof of its bound are apart: by block, and who is widest apart in each."""

from typing import Any

import attrs

from exeunt.cli.tables import table
from exeunt.model.mission import Mission
from exeunt.model.outcome import Distance
from exeunt.words.apart import apart_rows, owner
from exeunt.words.words import Words


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
            row.block,
            tell.number(row.plan),
            tell.number(row.least),
            "; ".join(
                tell(
                    "console.apart_by",
                    owner=owner(widest, mission, tell),
                    cost=tell.number(widest.plan - widest.least),
                )
                for widest in row.widest
            ),
        ]
        for row in apart_rows(distances, tell)
    ]
    table(tell("console.apart", currency=mission.currency), head, rows, right=(1, 2))
