"""Times of which the permissions about a place say nothing, though they speak of the place.

Nothing is granted then. Whoever writes down a refusal from some day on means that until then it was
there as it is everywhere: a row has to say so.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product

import attrs

from exeunt.model.choices import LEAVE, Payload, State
from exeunt.model.legs import MODES
from exeunt.model.mission import Mission
from exeunt.model.outcome import Finding
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from exeunt.rules.permits import decided

REFUSING = (State.REFUSED, State.WITHDRAWN)
"""States that say nothing new after a time in which nothing was granted."""


def leave_without_holes(mission: Mission) -> Iterator[Finding]:
    """Where permissions refuse something for a time, others say what holds before and after.

    And before the first of a place, where leave that holds everywhere would grant the same.
    """
    for permission in mission.permissions:
        hole = _before(mission, permission)
        if hole is not None:
            yield _before_it(permission, hole)
        hole = _after(mission, permission)
        if hole is not None:
            yield _after_it(permission, hole)


def _before_it(permission: Permission, hole: "_Hole") -> Finding:
    """Return the doubt about the first moment of a permission."""
    where = permission.where
    expected = Reason.of("sense.unsaid_before", where=where)
    if hole.general:
        expected = Reason.of("sense.unsaid_before_though", where=where, general=hole.general)
    return Finding(
        place=f"permissions.csv {permission.permission}",
        field="valid_from",
        got=permission.valid_from,
        expected=expected,
        hint=Reason.of("sense.say_before"),
    )


def _after_it(permission: Permission, hole: "_Hole") -> Finding:
    """Return the doubt about the last moment of a permission."""
    where = permission.where
    expected = Reason.of("sense.unsaid_after", where=where)
    if hole.general:
        expected = Reason.of("sense.unsaid_after_though", where=where, general=hole.general)
    return Finding(
        place=f"permissions.csv {permission.permission}",
        field="valid_to",
        got=permission.valid_to,
        expected=expected,
        hint=Reason.of("sense.say_after"),
    )


@attrs.frozen
class _Hole:
    """A time in which nothing is granted at a place: the rows that would grant it elsewhere.

    There are none where nothing is said of everywhere either, so that no leave would be needed.
    """

    general: tuple[str, ...]


@attrs.frozen
class _Movement:
    """What leave is asked for: a payload of a provider's by a mode, in or out."""

    mode: str
    direction: str
    payload: str
    provider: str

    def covered_by(self, permission: Permission) -> bool:
        """Say whether a permission is about it, wherever that is."""
        modes = {self.mode, "*"}
        # General leave to travel says nothing of customs.
        if self.mode == "import":
            modes = {self.mode}
        # Everywhere is no place that one comes into or goes out of.
        anyhow = permission.where == "*" or permission.direction == "both"
        return (
            permission.mode in modes
            and (anyhow or permission.direction == self.direction)
            and permission.payload in {Payload.ANY, self.payload}
            and permission.provider in {"", self.provider}
        )


def _movements(mission: Mission, permission: Permission) -> Iterator[_Movement]:
    """Yield all that a permission is about."""
    modes, directions, payloads = [permission.mode], [permission.direction], [permission.payload]
    if permission.mode == "*":
        where = permission.where
        there = {
            leg.mode for leg in mission.legs if where in {"*", leg.leg, leg.origin, leg.destination}
        }
        modes = [mode for mode in MODES if mode in there]
    if permission.direction == "both":
        directions = ["out", "in"]
    if permission.payload == Payload.ANY:
        payloads = list(Payload)
    for mode, direction, payload in product(modes, directions, payloads):
        yield _Movement(mode, direction, payload, permission.provider)


def _before(mission: Mission, permission: Permission) -> _Hole | None:
    """Return the hole that ends as a permission begins, if it matters."""
    since = permission.valid_from
    if since is None or since <= mission.start:
        return None

    def holds(row: Permission) -> bool:
        return _from(row) < since <= _to(row)

    for movement in _movements(mission, permission):
        rows = _rows(mission, permission.where, movement)
        if any(holds(row) for row in rows):
            continue
        # Leave for one span and for another may be meant: then nothing is granted in between.
        first = not any(_from(row) < since and _to(row) > mission.start for row in rows)
        hole = _hole(mission, permission, movement, holds)
        if hole is not None and (permission.state in REFUSING or (first and hole.general)):
            return hole
    return None


def _after(mission: Mission, permission: Permission) -> _Hole | None:
    """Return the hole that begins as a refusal ends, if nothing follows at all."""
    until = permission.valid_to
    if until is None or until >= mission.end or permission.state not in REFUSING:
        return None

    def holds(row: Permission) -> bool:
        return _from(row) <= until < _to(row)

    for movement in _movements(mission, permission):
        rows = _rows(mission, permission.where, movement)
        if not any(_to(row) > until for row in rows):
            hole = _hole(mission, permission, movement, holds)
            if hole is not None:
                return hole
    return None


def _hole(
    mission: Mission,
    permission: Permission,
    movement: _Movement,
    holds: Callable[[Permission], bool],
) -> _Hole | None:
    """Return a time of which a place says nothing; None where it is granted nowhere then."""
    # Imports need leave of anybody, not of each place: there is no other that would refuse them.
    if permission.where == "*" or movement.mode == "import":
        return _Hole(())
    about = _rows(mission, "*", movement)
    if not about:
        return _Hole(())
    valid = [row for row in about if holds(row)]
    if decided(valid, movement.payload) not in LEAVE:
        return None
    return _Hole(tuple(row.permission for row in valid if row.state in LEAVE))


def _rows(mission: Mission, where: str, movement: _Movement) -> list[Permission]:
    """Return the permissions about a movement at a place, or everywhere."""
    wheres = {where}
    if movement.mode == "import":
        wheres.add("*")
    return [row for row in mission.permissions if row.where in wheres and movement.covered_by(row)]


def _from(permission: Permission) -> datetime:
    return permission.valid_from or datetime.min


def _to(permission: Permission) -> datetime:
    return permission.valid_to or datetime.max
