"""Hired crews that a plan leaves behind with the vehicles it gives up.

They came with their vehicles and are in no party that a plan could send for. Once the vehicles are
abandoned they have to leave as anybody else has to, and have nothing to leave with.
"""

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.transport import Fleet


@attrs.frozen(kw_only=True)
class CrewsLeft:
    """The hired crews of vehicles that are abandoned at a site at an hour."""

    fleet: Fleet
    site: str
    hour: float
    people: int

    def person_days(self, deadline: float, end: float) -> float:
        """Return the person-days that they are not out, from a deadline to an end."""
        return self.people * max(0.0, end - max(deadline, self.hour)) / 24


def crews_left(mission: Mission, plan: Plan) -> tuple[CrewsLeft, ...]:
    """Return the hired crews that a plan leaves behind, in the order of its disposals.

    Who is left at an exit is out. Crews out of a party are people of that party, and counted there.
    """
    crews = []
    for disposal in plan.disposals:
        fleet = mission.fleet.get(disposal.lot)
        if fleet is None or fleet.crew_party or mission.site[disposal.site].role == "exit":
            continue
        people = disposal.quantity * mission.vehicle[fleet.vehicle].crew
        if people:
            hour = mission.hours(disposal.start)
            crews.append(CrewsLeft(fleet=fleet, site=disposal.site, hour=hour, people=people))
    return tuple(crews)
