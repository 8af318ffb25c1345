"""Qualified crews: who drives what is made for trained people has the training."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import Event, Steps, over
from exeunt.model.choices import LoadKind
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, at_most
from exeunt.rules.ledger import Case


@attrs.frozen
class _Trained:
    """Those of a party who are trained for one kind of vehicle."""

    party: str
    qualification: str


def qualified_crews(case: Case) -> Iterator[Breach]:
    """Vehicles that ask for a qualification are crewed by people of their party who have it.

    Nobody crews two at once.
    """
    # An ambulance driven by whoever is free is a van: medics ride ambulances, and an armoured
    # vehicle has a driver who has learnt it.
    crewing: dict[_Trained, list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.VEHICLE):
        fleet = case.mission.fleet[journey.item]
        kind = case.mission.vehicle[fleet.vehicle]
        # Vehicles without a crew party come with people who know them.
        if kind.crew_qualification and fleet.crew_party:
            events = crewing[_Trained(fleet.crew_party, kind.crew_qualification)]
            crew = journey.quantity * kind.crew
            events += [(journey.depart, crew), (journey.arrive, -crew)]
    for who, events in crewing.items():
        trained = dict(case.mission.party[who.party].qualified).get(who.qualification, 0.0)
        for t, crew in over(Steps.of(0.0, events).changes(), trained):
            yield Breach(
                where=who.party,
                at=t,
                what=Reason.of(
                    "breach.qualified_crews.what",
                    party=who.party,
                    qualification=Name("qualification", who.qualification),
                ),
                needed=at_most(trained, "people"),
                found=Amount(crew, "people"),
            )
