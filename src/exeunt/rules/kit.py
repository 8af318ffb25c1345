"""Kit: disposed of lawfully, with consent, as fast as it can be, on its provider's conditions."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial

from exeunt.clock.steps import EPS, Event, Steps, short, stretches, total
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Disposition, Lot
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.rules.breach import Breach, at_most, not_before, teams
from exeunt.rules.ledger import Case, Removal

CONSENTED = ("sell", "gift", "handover", "destroy")
LAND = ("road", "river", "rail")


def lawful_disposition(case: Case) -> Iterator[Breach]:
    """Kit is disposed of only as its class, owner and lot allow.

    Weapons, ammunition and armour are never given away, whatever the tables say. Mission-owned kit
    goes by its disposal group (UN Financial Regulation 5.14). Shipping is arriving at an exit and
    needs no row; transfer is to a site that stays open, handover to a site's receiver; abandoning
    is always open as the last resort, and all that may be done with a fleet's vehicles.
    """
    for r in case.removals:
        lot = case.mission.lot.get(r.item)
        needed = _lawful_for_vehicles(r) if lot is None else _lawful_instead(case, lot, r)
        if needed is not None:
            yield Breach(
                where=r.item,
                at=r.start,
                what=Reason.of(
                    "breach.lawful_disposition.what", lot=r.item, site=Name("site", r.site)
                ),
                needed=needed,
                found=_deed(r),
            )
    for (name, site), steps in case.lots.items():
        if case.mission.site[site].role == "exit" and steps.last > EPS:
            arrivals = [
                t
                for t, high, before in zip(
                    steps.times, steps.highs, (steps.start, *steps.values), strict=False
                )
                if high > before + EPS
            ]
            lot = case.mission.lot[name]
            row = case.mission.disposition(lot, "ship")
            needed = None
            if (row is not None and not row.lawful) or (lot.allowed and "ship" not in lot.allowed):
                needed = Reason.of("breach.lawful_disposition.not_ship")
            elif not case.may_end(name, site):
                needed = Reason.of("breach.lawful_disposition.ship_to", site=lot.destination)
            if arrivals and needed is not None:
                yield Breach(
                    where=name,
                    at=arrivals[0],
                    what=Reason.of(
                        "breach.lawful_disposition.shipped", lot=name, site=Name("site", site)
                    ),
                    needed=needed,
                    found=Reason.of("breach.lawful_disposition.there", n=Amount(float(steps.last))),
                )


def owner_consent(case: Case) -> Iterator[Breach]:
    """Contingent-owned kit is sold, given, handed over or destroyed only if its owner consents."""
    for lot, r in _removed(case):
        if lot.owner == "contingent" and r.way in CONSENTED and not lot.consent:
            consent = Reason.of("breach.owner_consent.owner")
            if lot.provider:
                consent = Reason.of("breach.owner_consent.provider", provider=lot.provider)
            yield Breach(
                where=lot.lot,
                at=r.start,
                what=Reason.of("breach.owner_consent.what", lot=lot.lot, site=Name("site", r.site)),
                needed=consent,
                found=_deed(r),
            )


def disposal_rate(case: Case) -> Iterator[Breach]:
    """At a site no more a day is disposed of under one row than its rate.

    The rate is in units a day, or in tonnes a day for each team present. A disposal's work is
    spread evenly over its span after the lead time.
    """
    groups: dict[tuple[str, int], tuple[Disposition, list[tuple[Lot, Removal]]]] = {}
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.way)
        if row is not None:
            groups.setdefault((r.site, case.mission.dispositions.index(row)), (row, []))[1].append(
                (lot, r)
            )
    for (site, _), (row, members) in groups.items():
        if row.rate_per_day is not None:
            units = _daily(row, members, by_mass=False)
            for t, n in stretches(units.changes(), bad=partial(_above, row.rate_per_day)):
                yield Breach(
                    where=site,
                    at=t,
                    what=Reason.of(
                        "breach.disposal_rate.units", site=Name("site", site), row=_row(row)
                    ),
                    needed=at_most(float(row.rate_per_day), "units_a_day"),
                    found=Amount(float(n), "units_a_day"),
                )
        if row.rate_t_per_team_day is not None:
            tonnes = _daily(row, members, by_mass=True)
            there = case.teams(site, row.capability) if row.capability else Steps(1.0)
            rate = row.rate_t_per_team_day
            moments = sorted({*tonnes.times, *there.times})
            for t, _ in stretches(
                ((t, float(_above(there.at(t) * rate, tonnes.at(t)))) for t in moments), bad=bool
            ):
                yield Breach(
                    where=site,
                    at=t,
                    what=Reason.of(
                        "breach.disposal_rate.tonnes", site=Name("site", site), row=_row(row)
                    ),
                    needed=Reason.of(
                        "breach.disposal_rate.by_teams",
                        amount=Amount(float(there.at(t) * rate), "t_a_day"),
                        teams=Amount(float(there.at(t)), "teams"),
                    ),
                    found=Amount(float(tonnes.at(t)), "t_a_day"),
                )


def disposal_capability(case: Case) -> Iterator[Breach]:
    """From the start to the end of a disposal a team that it needs is at the site.

    As many are there as are required to destroy its class.
    """
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.way)
        needs = {row.capability: 1} if row is not None and row.capability else {}
        for q in case.mission.requirements:
            if (
                q.activity == "destroy"
                and r.way == "destroy"
                and q.where in {lot.kit_class, r.site, "*"}
            ):
                needs[q.capability] = max(q.amount, needs.get(q.capability, 0))
        for capability, amount in needs.items():
            there = case.teams(r.site, capability)
            for t, n in short(there.pieces(r.start, max(r.done, r.start + 2 * EPS)), amount):
                yield Breach(
                    where=r.site,
                    at=t,
                    what=Reason.of(
                        "breach.disposal_capability.what",
                        site=Name("site", r.site),
                        capability=Name("capability", capability),
                        deed=Name("deed", r.way),
                        lot=lot.lot,
                    ),
                    needed=teams(amount, capability),
                    found=teams(float(n), capability),
                )


def lead_time(case: Case) -> Iterator[Breach]:
    """A disposal takes at least the lead time of its kind."""
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.way)
        lead = row.lead_hours if row is not None else 0.0
        if r.done - r.start < lead - EPS:
            yield Breach(
                where=lot.lot,
                at=r.start,
                what=Reason.of(
                    "breach.lead_time.what",
                    deed=Name("deed", r.way),
                    lot=lot.lot,
                    site=Name("site", r.site),
                ),
                needed=Amount(float(lead), "h"),
                found=Amount(r.done - r.start, "h"),
            )


def provider_conditions(case: Case) -> Iterator[Breach]:
    """A party moves as its provider allows.

    It goes neither by land where it may not, nor before or after its dates, and not all of it
    before its kit.
    """
    said: set[tuple[str, str]] = set()
    for j in case.journeys:
        party = case.mission.party.get(j.load.item) if j.load.kind == "people" else None
        if party is None:
            continue
        name = party.party
        by = next((hop for hop in j.hops if hop.mode in LAND), None)
        if not party.by_road and by is not None and (name, j.load.serial) not in said:
            said.add((name, j.load.serial))
            yield Breach(
                where=name,
                at=by.depart,
                what=Reason.of("breach.provider_conditions.land", party=name),
                needed=Reason.of("breach.provider_conditions.not_by_land"),
                found=Reason.of(
                    "breach.provider_conditions.aboard",
                    stage=by.where,
                    mode=Name("mode", by.mode),
                ),
            )
        if (
            party.leave_from is not None
            and j.origin == party.site
            and j.depart < case.mission.hours(party.leave_from) - EPS
        ):
            yield Breach(
                where=name,
                at=j.depart,
                what=Reason.of(
                    "breach.provider_conditions.early", party=name, site=Name("site", party.site)
                ),
                needed=not_before(party.leave_from),
                found=case.time(j.depart),
            )
    yield from _stayed_too_long(case)
    yield from _without_kit(case)


def _stayed_too_long(case: Case) -> Iterator[Breach]:
    """Yield parties that are at their site at or after the latest date to leave it."""
    for party in case.mission.parties:
        if party.leave_by is not None and not case.mission.is_home(party, party.site):
            by = case.mission.hours(party.leave_by)
            steps = case.parties[party.party, party.site]
            for t, n in stretches(
                steps.pieces(by, max(case.end, by) + 2 * EPS), bad=lambda n: n > EPS
            ):
                yield Breach(
                    where=party.party,
                    at=t,
                    what=Reason.of(
                        "breach.provider_conditions.late",
                        party=party.party,
                        site=Name("site", party.site),
                    ),
                    needed=Reason.of("breach.nobody"),
                    found=Amount(float(n), "people"),
                )


def _without_kit(case: Case) -> Iterator[Breach]:
    """Yield parties of which nobody is left with their provider's kit."""
    kit: dict[tuple[str, str], list[Steps]] = defaultdict(list)
    for lot in case.mission.lots:
        kit[lot.provider, lot.site].append(case.lots[lot.lot, lot.site])
    for party in case.mission.parties:
        if party.with_kit and party.provider and party.count:
            units, people = (
                total(kit[party.provider, party.site]),
                case.parties[party.party, party.site],
            )
            moments = sorted({0.0, *units.times, *people.times})
            for t, n in stretches(
                ((t, units.at(t) * (people.at(t) <= EPS)) for t in moments), bad=lambda n: n > EPS
            ):
                yield Breach(
                    where=party.party,
                    at=t,
                    what=Reason.of(
                        "breach.provider_conditions.kit_alone",
                        party=party.party,
                        provider=party.provider,
                        site=Name("site", party.site),
                    ),
                    needed=Reason.of("breach.provider_conditions.one_of_them"),
                    found=Reason.of("breach.provider_conditions.units_alone", n=Amount(float(n))),
                )


def _lawful_for_vehicles(r: Removal) -> Argument:
    """Return what may be done with a fleet's vehicles instead of a disposal; None where it may."""
    return None if r.way == "abandon" else Name("disposition", "abandon")


def _lawful_instead(case: Case, lot: Lot, r: Removal) -> Reason | None:
    """Return what would be lawful for a lot instead of a disposal; None where the disposal is."""
    way = r.way
    row = case.mission.disposition(lot, way)
    needed = None
    if way == "ship":
        needed = Reason.of("breach.lawful_disposition.no_row")
    elif way in GIVING and lot.kit_class in NEVER_GIVEN:
        kit_class = Name("kit_class", lot.kit_class)
        needed = Reason.of("breach.lawful_disposition.never_given", kit_class=kit_class)
    elif way != "abandon" and lot.allowed and way not in lot.allowed:
        needed = Reason.of("breach.lawful_disposition.one_of", ways=_ways(lot.allowed))
    elif lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        needed = Reason.of(
            "breach.lawful_disposition.one_of_group",
            ways=_ways(GROUPS[lot.disposal_group]),
            group=lot.disposal_group,
        )
    elif way != "abandon" and (row is None or not row.lawful):
        needed = Reason.of(
            "breach.lawful_disposition.lawful",
            owner=Name("owner", lot.owner),
            kit_class=Name("kit_class", lot.kit_class),
        )
    elif way == "transfer" and not case.mission.site[r.site].stays_open:
        needed = Reason.of("breach.lawful_disposition.site_stays")
    elif way == "handover" and not case.mission.site[r.site].receiver:
        needed = Reason.of("breach.lawful_disposition.site_received")
    return needed


def _ways(ways: Iterable[str]) -> tuple[Name, ...]:
    """Return dispositions by their names."""
    return tuple(Name("disposition", way) for way in ways)


def _deed(r: Removal) -> Reason:
    """Return a disposal by its kind and the number of units."""
    way = Name("disposition", r.way)
    return Reason.of("breach.deed", disposition=way, n=r.quantity)


def _removed(case: Case) -> Iterator[tuple[Lot, Removal]]:
    """Yield disposals of lots (not of fleets)."""
    return ((case.mission.lot[r.item], r) for r in case.removals if r.item in case.mission.lot)


def _daily(row: Disposition, members: list[tuple[Lot, Removal]], *, by_mass: bool) -> Steps:
    """Return units or tonnes a day over time.

    Work done in no time after the lead is without bound: shown as if done in a second.
    """
    events: list[Event] = []
    for lot, r in members:
        if r.done - r.start >= row.lead_hours - EPS:
            begin = r.start + row.lead_hours
            span = max(r.done - begin, 1 / 3600)
            size = r.quantity * (lot.mass_t if by_mass else 1.0) * 24 / span
            events += [(begin, size), (begin + span - EPS, -size)]
    return Steps.of(0.0, events)


def _above(most: float, found: float) -> bool:
    """Say whether a rate is above the most, beyond the rounding of its span to whole seconds."""
    return found > most * (1 + 1e-4) + EPS


def _row(row: Disposition) -> Reason:
    """Name a row of the dispositions."""
    return Reason.of(
        "breach.disposal_rate.row",
        disposition=Name("disposition", row.disposition),
        kit_class=Name("kit_class", row.kit_class),
        owner=Name("owner", row.owner),
    )
