"""Everything that drives, sails or rolls: how many, from when to when, and what one carries."""

import math
from collections import defaultdict
from collections.abc import Iterable

import attrs

from exeunt.feasible.hours import leaves_from
from exeunt.model.columns import Capabilities
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.requirements import VEHICLES_ONLY
from exeunt.model.transport import Fleet

WHOLE = 1e-9
"""What a share of a count may fall short of the whole number it is meant to be."""


@attrs.frozen(kw_only=True, eq=False)
class Mover:
    """Vehicles of a fleet, or units of a lot that drive.

    There are ``count``, of which ``moving`` can be on the move at once, from the hour ``start`` to
    the hour ``stop``. One carries ``people`` (seats, and places of crews that parties give),
    ``teu``, ``payload_t`` and the ``teams`` of its capabilities.
    """

    mode: str
    site: str
    count: int
    moving: int
    people: int
    teu: float
    payload_t: float
    outsize: bool
    teams: Capabilities
    start: float
    stop: float

    @property
    def capable(self) -> bool:
        """Say whether the vehicles bring a capability, and so need no escort."""
        return bool(self.teams)

    @property
    def takes_kit(self) -> bool:
        """Say whether there is room for kit aboard."""
        return self.teu + self.payload_t > 0

    def teams_of(self, capability: str) -> float:
        """Return the teams of a capability that one vehicle brings."""
        return dict(self.teams).get(capability, 0.0)


def movers(mission: Mission) -> list[Mover]:
    """Return everything that can be on the move at some time, fleets first."""
    fleets = [_fleet(mission, fleet) for fleet in mission.fleets]
    driven = [_driven(mission, lot) for lot in mission.lots if lot.self_driving]
    return [m for m in (*fleets, *driven) if m.moving > 0 and m.stop > m.start]


def _fleet(mission: Mission, fleet: Fleet) -> Mover:
    kind = mission.vehicle[fleet.vehicle]
    # A crew that a party gives is people on their way out; hired drivers take no place of theirs.
    people = kind.seats
    if fleet.crew_party:
        people += kind.crew
    stop = math.inf
    if fleet.available_to is not None:
        stop = mission.hours(fleet.available_to)
    return Mover(
        mode=kind.mode,
        site=fleet.site,
        count=fleet.count,
        moving=in_service(fleet),
        people=people,
        teu=kind.teu,
        payload_t=kind.payload_t,
        outsize=kind.outsize,
        teams=tuple((name, teams) for name, teams in kind.capabilities if teams > 0),
        start=leaves_from(mission, fleet.available_from),
        stop=stop,
    )


def _driven(mission: Mission, lot: Lot) -> Mover:
    """Return a lot's units as vehicles: their own crews ride them, but nothing is loaded."""
    return Mover(
        mode="road",
        site=lot.site,
        count=lot.quantity,
        moving=lot.quantity,
        people=lot.seats + lot.crew,
        teu=0.0,
        payload_t=0.0,
        outsize=False,
        teams=(),
        start=ready(mission, lot),
        stop=math.inf,
    )


def in_service(fleet: Fleet) -> int:
    """Return how many vehicles of a fleet can be on the move at once."""
    return math.floor(fleet.count * (1 - fleet.out_of_service_share) + WHOLE)


def ready(mission: Mission, lot: Lot) -> float:
    """Return the hour from which a lot may be moved."""
    return leaves_from(mission, lot.ready_from)


class Teams:
    """The teams of each capability in the whole mission, wherever they are."""

    def __init__(self, mission: Mission, everything: Iterable[Mover]) -> None:
        """Count the teams of parties, and those of vehicles by mode."""
        self._afoot: defaultdict[str, float] = defaultdict(float)
        self._aboard: defaultdict[tuple[str, str], float] = defaultdict(float)
        for party in mission.parties:
            # A team is people: a party of nobody brings none, whatever its row says.
            if party.count <= 0:
                continue
            for capability, teams in party.capabilities:
                self._afoot[capability] += teams
        for mover in everything:
            for capability, teams in mover.teams:
                self._aboard[mover.mode, capability] += mover.count * teams

    def afoot(self, capability: str) -> float:
        """Return the teams of a capability that people bring."""
        return self._afoot[capability]

    def on_mode(self, capability: str, mode: str) -> float:
        """Return the most teams of a capability that a convoy of a mode could bring."""
        teams = self._aboard[mode, capability]
        if mode not in VEHICLES_ONLY:
            teams += self._afoot[capability]
        return teams
