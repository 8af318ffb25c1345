"""Which permissions a way waits for, by name: what a liaison officer is to ask about tomorrow."""

from collections.abc import Iterable

from exeunt.feasible.arcs import Arc
from exeunt.model.choices import LEAVE
from exeunt.model.mission import Mission
from exeunt.network.permissions import Ruling, covering, most_specific, ruling


def waits_for(mission: Mission, arcs: Iterable[Arc], payload: str) -> tuple[str, ...]:
    """Return the permissions that keep a payload from some legs: refused, or only asked for.

    Those that decide, at the leg and at the places it joins, in the order of the way.
    """
    blocking: dict[str, None] = {}
    for arc in arcs:
        places = covering(mission, arc.leg, forward=arc.forward, payload=payload)
        for permissions in filter(None, places):
            if ruling(permissions, payload) is not Ruling.GRANTED:
                # Beside a refusal a grant decides as well, and is none of what blocks.
                decisive = most_specific(permissions, payload)
                named = [one.permission for one in decisive if one.state not in LEAVE]
                blocking |= dict.fromkeys(named)
    return tuple(blocking)
