"""Providers: what nations and employers set as conditions of how their people leave."""

from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import EPS, Event, Steps, stretches, total
from exeunt.model.choices import LoadKind, Mode
from exeunt.model.forces import Party
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, above, below, not_before
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Journey

LAND = frozenset({Mode.ROAD, Mode.RIVER, Mode.RAIL})
"""Modes by which a party may not travel whose provider keeps it off the roads."""


def provider_conditions(case: Case) -> Iterator[Breach]:
    """A party moves as its provider allows.

    It goes neither by land where it may not, nor before or after its dates, and not all of it
    before its kit.
    """
    by_land: set[tuple[str, str]] = set()
    for journey in case.journeys_of(LoadKind.PEOPLE):
        party = case.mission.party[journey.item]
        hop = _forbidden_land(party, journey)
        # Crew and passengers of a party are two loads of a serial, and break the rule once.
        if hop is not None and (party.party, hop.serial) not in by_land:
            by_land.add((party.party, hop.serial))
            yield _went_by_land(party, hop)
        yield from _left_too_early(case, party, journey)
    yield from _stayed_too_long(case)
    yield from _without_kit(case)


def _forbidden_land(party: Party, journey: Journey) -> Hop | None:
    """Return the first stage by land of a party that may not go so; None where there is none."""
    if party.by_road:
        return None
    return next((hop for hop in journey.hops if hop.mode in LAND), None)


def _went_by_land(party: Party, hop: Hop) -> Breach:
    """Return that a party goes by land which may not."""
    return Breach(
        where=party.party,
        at=hop.depart,
        what=Reason.of("breach.provider_conditions.land", party=Name("party", party.party)),
        needed=Reason.of("breach.provider_conditions.not_by_land"),
        found=Reason.of(
            "breach.provider_conditions.aboard", stage=hop.where, mode=Name("mode", hop.mode)
        ),
    )


def _left_too_early(case: Case, party: Party, journey: Journey) -> Iterator[Breach]:
    """Yield that some of a party board at its site before it may leave."""
    earliest = party.leave_from
    # Whoever is at another site has left already, and is free to go on.
    if earliest is None or journey.origin != party.site:
        return
    if below(journey.depart, case.hours(earliest)):
        yield Breach(
            where=party.party,
            at=journey.depart,
            what=Reason.of(
                "breach.provider_conditions.early",
                party=Name("party", party.party),
                site=Name("site", party.site),
            ),
            needed=not_before(earliest),
            found=case.time(journey.depart),
        )


def _stayed_too_long(case: Case) -> Iterator[Breach]:
    """Yield parties that are at their site at or after the latest date to leave it."""
    for party in case.mission.parties:
        # A party that is at home from the start has nowhere to leave for.
        if party.leave_by is None or case.mission.is_home(party, party.site):
            continue
        since = case.hours(party.leave_by)
        # A date at or beyond the end of planning is asked about too, at its one moment.
        until = max(case.end, since) + 2 * EPS
        present = case.parties[party.party, party.site].pieces(since, until)
        for t, people in stretches(present, bad=_is_some):
            yield Breach(
                where=party.party,
                at=t,
                what=Reason.of(
                    "breach.provider_conditions.late",
                    party=Name("party", party.party),
                    site=Name("site", party.site),
                ),
                needed=Reason.of("breach.nobody"),
                found=Amount(float(people), "people"),
            )


def _without_kit(case: Case) -> Iterator[Breach]:
    """Yield parties of which nobody is left with their provider's kit.

    A contingent that has flown home leaves its containers to others, who neither own nor know them.
    """
    kit: dict[tuple[str, str], list[Steps]] = defaultdict(list)
    for lot in case.mission.lots:
        kit[lot.provider, lot.site].append(case.lots[lot.lot, lot.site])
    for party in case.mission.parties:
        if not (party.with_kit and party.provider and party.count):
            continue
        units = total(kit[party.provider, party.site])
        people = case.parties[party.party, party.site]
        for t, alone in stretches(_left_alone(units, people), bad=_is_some):
            yield Breach(
                where=party.party,
                at=t,
                what=Reason.of(
                    "breach.provider_conditions.kit_alone",
                    party=Name("party", party.party),
                    provider=party.provider,
                    site=Name("site", party.site),
                ),
                needed=Reason.of("breach.provider_conditions.one_of_them"),
                found=Reason.of("breach.provider_conditions.units_alone", n=Amount(float(alone))),
            )


def _left_alone(units: Steps, people: Steps) -> Iterator[Event]:
    """Yield (moment, units with nobody beside them) for every moment at which either changes."""
    for t in sorted({0.0, *units.times, *people.times}):
        alone = 0.0
        if not _is_some(people.at(t)):
            alone = units.at(t)
        yield t, alone


def _is_some(figure: float) -> bool:
    """Say whether a figure is more than nothing."""
    return above(figure, 0.0)
