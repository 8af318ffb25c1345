"""Everything that drives, sails or rolls: how many, from when to when, and what one carries."""

import math

import attrs

from exeunt.model.columns import Capabilities
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission


@attrs.frozen(kw_only=True, eq=False)
class Mover:
    """Vehicles of a fleet, or units of a lot that drive.

    How many, from when to when, and what one carries.

    ``people`` are seats and places of crews out of parties; ``capable`` says that they bring a
    capability and so need no escort.
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
        """Say whether the vehicles bring a capability."""
        return bool(self.teams)


def movers(mission: Mission) -> list[Mover]:
    """Return everything that drives, sails or rolls."""
    found = []
    for f in mission.fleets:
        kind = mission.vehicle[f.vehicle]
        moving = math.floor(f.count * (1 - f.out_of_service_share) + 1e-9)
        start = 0.0 if f.available_from is None else max(0.0, mission.hours(f.available_from))
        stop = math.inf if f.available_to is None else mission.hours(f.available_to)
        found.append(
            Mover(
                mode=kind.mode,
                site=f.site,
                count=f.count,
                moving=moving,
                people=kind.seats + (kind.crew if f.crew_party else 0),
                teu=kind.teu,
                payload_t=kind.payload_t,
                outsize=kind.outsize,
                teams=tuple(t for t in kind.capabilities if t[1] > 0),
                start=start,
                stop=stop,
            )
        )
    found += [
        Mover(
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
        for lot in mission.lots
        if lot.self_driving
    ]
    return [m for m in found if m.moving > 0 and m.stop > m.start]


def ready(mission: Mission, lot: Lot) -> float:
    """Return the hour from which a lot may be moved."""
    return 0.0 if lot.ready_from is None else max(0.0, mission.hours(lot.ready_from))
