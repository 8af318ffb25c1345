"""Kit: disposed of lawfully, with consent, at the rates, by the teams and in the time it takes, on its provider's conditions."""

from collections import defaultdict
from collections.abc import Iterator
from functools import partial

from exeunt.clock.steps import EPS, Event, Steps, short, stretches, total
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Disposition, Lot
from exeunt.rules.ledger import Breach, Case, Removal, figure

DEEDS = {
    "ship": "shipping",
    "transfer": "transfer",
    "sell": "sale",
    "gift": "gift",
    "handover": "handover",
    "destroy": "destruction",
    "abandon": "abandoning",
}
CONSENTED = ("sell", "gift", "handover", "destroy")
LAND = ("road", "river", "rail")


def lawful_disposition(case: Case) -> Iterator[Breach]:
    """Kit is disposed of only as its class, owner and lot allow; weapons, ammunition and armour are never given away, whatever the tables say.

    Mission-owned kit goes by its disposal group (UN Financial Regulation 5.14). Shipping is arriving at an
    exit and needs no row; transfer is to a site that stays open, handover to a site's receiver; abandoning
    is always open as the last resort, and all that may be done with a fleet's vehicles.
    """
    for r in case.removals:
        lot = case.mission.lot.get(r.row.lot)
        needed = "abandon" if lot is None and r.row.disposition != "abandon" else ""
        if lot is not None:
            needed = _unlawful(case, lot, r)
        if needed:
            text = f"{r.row.lot} at {case.name(r.row.site)} may not be disposed of so"
            yield Breach(
                r.row.lot, r.start, needed, f"{r.row.disposition} of {r.row.quantity}", text
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
            needed = "" if case.may_end(name, site) else f"shipped to {lot.destination}"
            if (row is not None and not row.lawful) or (lot.allowed and "ship" not in lot.allowed):
                needed = "another disposition than ship"
            if arrivals and needed:
                text = f"{name} may not be shipped to {case.name(site)}"
                yield Breach(
                    name, arrivals[0], needed, f"{figure(steps.last)} there at the end", text
                )


def owner_consent(case: Case) -> Iterator[Breach]:
    """Contingent-owned kit is sold, given, handed over or destroyed only with its owner's consent."""
    for lot, r in _removed(case):
        if lot.owner == "contingent" and r.row.disposition in CONSENTED and not lot.consent:
            text = (
                f"{lot.lot} at {case.name(r.row.site)} is disposed of without its owner's consent"
            )
            yield Breach(
                lot.lot,
                r.start,
                f"consent of {lot.provider or 'its owner'}",
                f"{r.row.disposition} of {r.row.quantity}",
                text,
            )


def disposal_rate(case: Case) -> Iterator[Breach]:
    """At a site no more units a day, or tonnes a day for each team present, are disposed of under one row than its rate.

    A disposal's work is spread evenly over its span after the lead time.
    """
    groups: dict[tuple[str, int], tuple[Disposition, list[tuple[Lot, Removal]]]] = {}
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.row.disposition)
        if row is not None:
            groups.setdefault((r.row.site, case.mission.dispositions.index(row)), (row, []))[
                1
            ].append((lot, r))
    for (site, _), (row, members) in groups.items():
        if row.rate_per_day is not None:
            units = _daily(row, members, by_mass=False)
            for t, n in stretches(units.changes(), bad=partial(_above, row.rate_per_day)):
                text = f"Too many units a day are disposed of at {case.name(site)} ({_row(row)})"
                yield Breach(
                    site,
                    t,
                    f"at most {figure(row.rate_per_day)} units a day",
                    f"{figure(n)} units a day",
                    text,
                )
        if row.rate_t_per_team_day is not None:
            tonnes = _daily(row, members, by_mass=True)
            teams = case.teams(site, row.capability) if row.capability else Steps(1.0)
            rate = row.rate_t_per_team_day
            moments = sorted({*tonnes.times, *teams.times})
            for t, _ in stretches(
                ((t, float(_above(teams.at(t) * rate, tonnes.at(t)))) for t in moments), bad=bool
            ):
                needed = (
                    f"at most {figure(teams.at(t) * rate)} t a day ({figure(teams.at(t))} teams)"
                )
                text = f"Too many tonnes a day for the teams are disposed of at {case.name(site)} ({_row(row)})"
                yield Breach(site, t, needed, f"{figure(tonnes.at(t))} t a day", text)


def disposal_capability(case: Case) -> Iterator[Breach]:
    """From the start to the end of a disposal a team that it needs is at the site, and as many as are required to destroy its class."""
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.row.disposition)
        needs = {row.capability: 1} if row is not None and row.capability else {}
        for q in case.mission.requirements:
            if (
                q.activity == "destroy"
                and r.row.disposition == "destroy"
                and q.where in {lot.kit_class, r.row.site, "*"}
            ):
                needs[q.capability] = max(q.amount, needs.get(q.capability, 0))
        for capability, amount in needs.items():
            teams = case.teams(r.row.site, capability)
            for t, n in short(teams.pieces(r.start, max(r.done, r.start + 2 * EPS)), amount):
                text = f"{case.name(r.row.site)} lacks {capability} teams for the {DEEDS[r.row.disposition]} of {lot.lot}"
                yield Breach(
                    r.row.site,
                    t,
                    f"{amount} {capability} teams",
                    f"{figure(n)} {capability} teams",
                    text,
                )


def lead_time(case: Case) -> Iterator[Breach]:
    """A disposal takes at least the lead time of its kind."""
    for lot, r in _removed(case):
        row = case.mission.disposition(lot, r.row.disposition)
        lead = row.lead_hours if row is not None else 0.0
        if r.done - r.start < lead - EPS:
            text = f"The {DEEDS[r.row.disposition]} of {lot.lot} at {case.name(r.row.site)} is too quick"
            yield Breach(
                lot.lot, r.start, f"{figure(lead)} h", f"{figure(r.done - r.start)} h", text
            )


def provider_conditions(case: Case) -> Iterator[Breach]:
    """A party moves as its provider allows: not by land where it may not, not before or after its dates, and not all of it before its kit."""
    told: set[tuple[str, str]] = set()
    for j in case.journeys:
        party = case.mission.party.get(j.load.item) if j.load.kind == "people" else None
        if party is None:
            continue
        name = party.party
        by = next((hop for hop in j.hops if hop.mode in LAND), None)
        if not party.by_road and by is not None and (name, j.load.serial) not in told:
            told.add((name, j.load.serial))
            yield Breach(
                name,
                by.depart,
                "not by road, river or rail",
                f"aboard {by.where} by {by.mode}",
                f"{name} travels by land",
            )
        if (
            party.leave_from is not None
            and j.origin == party.site
            and j.depart < case.mission.hours(party.leave_from) - EPS
        ):
            text = f"{name} leaves {case.name(party.site)} too early"
            yield Breach(
                name,
                j.depart,
                f"not before {party.leave_from:%Y-%m-%d %H:%M}",
                case.date(j.depart),
                text,
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
                text = f"People of {party.party} are at {case.name(party.site)} after the latest date to leave"
                yield Breach(party.party, t, "nobody", f"{figure(n)} people", text)


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
                text = f"Nobody of {party.party} is left with the kit of {party.provider} at {case.name(party.site)}"
                yield Breach(
                    party.party,
                    t,
                    "at least 1 of them",
                    f"none, with {figure(n)} units there",
                    text,
                )


def _unlawful(case: Case, lot: Lot, r: Removal) -> str:
    """Return what would be lawful for a lot instead of a disposal, or blank where the disposal is."""
    way = r.row.disposition
    row = case.mission.disposition(lot, way)
    needed = ""
    if way == "ship":
        needed = "no row: kit is shipped by arriving at an exit"
    elif way in GIVING and lot.kit_class in NEVER_GIVEN:
        needed = f"never given away, as {lot.kit_class}"
    elif way != "abandon" and lot.allowed and way not in lot.allowed:
        needed = "one of " + ", ".join(lot.allowed)
    elif lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        needed = (
            f"one of {', '.join(GROUPS[lot.disposal_group])} (disposal group {lot.disposal_group})"
        )
    elif way != "abandon" and (row is None or not row.lawful):
        needed = f"a lawful disposition of {lot.owner}-owned {lot.kit_class} kit"
    elif way == "transfer" and not case.mission.site[r.row.site].stays_open:
        needed = "a site that stays open"
    elif way == "handover" and not case.mission.site[r.row.site].receiver:
        needed = "a site with a receiver"
    return needed


def _removed(case: Case) -> Iterator[tuple[Lot, Removal]]:
    """Yield disposals of lots (not of fleets)."""
    return (
        (case.mission.lot[r.row.lot], r) for r in case.removals if r.row.lot in case.mission.lot
    )


def _daily(row: Disposition, members: list[tuple[Lot, Removal]], *, by_mass: bool) -> Steps:
    """Return units or tonnes a day over time; done in no time after the lead is without bound (shown as if in a second)."""
    events: list[Event] = []
    for lot, r in members:
        if r.done - r.start >= row.lead_hours - EPS:
            begin = r.start + row.lead_hours
            span = max(r.done - begin, 1 / 3600)
            size = r.row.quantity * (lot.mass_t if by_mass else 1.0) * 24 / span
            events += [(begin, size), (begin + span - EPS, -size)]
    return Steps.of(0.0, events)


def _above(most: float, found: float) -> bool:
    """Say whether a rate is above the most, beyond the rounding of its span to whole seconds."""
    return found > most * (1 + 1e-4) + EPS


def _row(row: Disposition) -> str:
    """Name a row of the dispositions."""
    return f"{row.disposition} {row.kit_class} {row.owner}"
