"""Kit: disposed of lawfully, with consent, by the teams it takes and as fast as it can be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import attrs

from exeunt.clock.steps import EPS, Event, Steps, short, stretches
from exeunt.model.choices import SiteRole, Way
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import GIVING, GROUPS, NEVER_GIVEN, Lot
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.rules.breach import Breach, above, at_most, below, not_before, teams
from exeunt.rules.endings import staying
from exeunt.rules.ledger import Case, Removal

CONSENTED = frozenset({Way.SELL, Way.GIFT, Way.HANDOVER, Way.DESTROY})
"""Dispositions after which the owner no longer has the kit, so that the owner is to agree."""
ROUNDING = 1e-4
"""Share by which a rate may be above its most: spans are written in whole seconds."""
SECOND = 1 / 3600
"""A second in hours."""


def lawful_disposition(case: Case) -> Iterator[Breach]:
    """Kit is disposed of only as its class, owner and lot allow.

    Weapons, ammunition and armour are never given away, whatever the tables say. Mission-owned kit
    goes by its disposal group (UN Financial Regulation 5.14). Shipping is arriving at an exit and
    needs no row. Sale, gift and handover need a receiver who is there when they are done; transfer
    needs somebody who stays. Abandoning is always open as the last resort, and all that may be done
    with a fleet's vehicles.
    """
    for removal in case.removals:
        lawful = _lawful_instead(case, removal)
        if lawful is not None:
            yield Breach(
                where=removal.item,
                at=removal.start,
                what=Reason.of(
                    "breach.lawful_disposition.what",
                    lot=removal.item,
                    site=Name("site", removal.site),
                ),
                needed=lawful,
                found=_deed(removal),
            )
    for (name, site), present in case.lots.items():
        # Where it arrives and goes on from is no end: what is there at the last is shipped.
        if case.mission.site[site].role == SiteRole.EXIT and above(present.last, 0.0):
            yield from _shipped(case, case.mission.lot[name], site, present)


def _lawful_instead(case: Case, removal: Removal) -> Argument:
    """Return what would be lawful instead of a disposal; None where the disposal is."""
    lot = case.mission.lot.get(removal.item)
    if lot is None:
        # Vehicles of fleets are worked with to the end and have no rows: they are left, or go out.
        if removal.way == Way.ABANDON:
            return None
        return Name("disposition", Way.ABANDON)
    forbidden = _forbidden_by_nature(lot, removal.way)
    if forbidden is not None:
        return forbidden
    return _lawful_by_tables(case.mission, lot, removal) or nobody_there(case, lot, removal)


def _forbidden_by_nature(lot: Lot, way: str) -> Reason | None:
    """Return what holds of a lot, whatever the dispositions say; None where that allows the way."""
    if way == Way.SHIP:
        return Reason.of("breach.lawful_disposition.no_row")
    # Kept out of everybody's hands by law and by reason: no table of a user may change it.
    if way in GIVING and lot.kit_class in NEVER_GIVEN:
        kit_class = Name("kit_class", lot.kit_class)
        return Reason.of("breach.lawful_disposition.never_given", kit_class=kit_class)
    # Abandoning stays open to all, at its price: a plan that may not leave anything behind keeps
    # people waiting for kit.
    if way != Way.ABANDON and lot.allowed and way not in lot.allowed:
        return Reason.of("breach.lawful_disposition.one_of", ways=_ways(lot.allowed))
    # What the mission owns is public property, disposed of by group under the UN's Financial
    # Regulation 5.14; what contingents own is theirs.
    if lot.owner == "mission" and way not in GROUPS[lot.disposal_group]:
        return Reason.of(
            "breach.lawful_disposition.one_of_group",
            ways=_ways(GROUPS[lot.disposal_group]),
            group=lot.disposal_group,
        )
    return None


def _lawful_by_tables(mission: Mission, lot: Lot, removal: Removal) -> Reason | None:
    """Return what would be lawful by the dispositions; None where the disposal is."""
    disposition = mission.disposition(lot, removal.way)
    if removal.way != Way.ABANDON and (disposition is None or not disposition.lawful):
        return Reason.of(
            "breach.lawful_disposition.lawful",
            owner=Name("owner", lot.owner),
            kit_class=Name("kit_class", lot.kit_class),
        )
    return None


def nobody_there(case: Case, lot: Lot, removal: Removal) -> Reason | None:
    """Return who should be there to take over what is disposed of; None where they are."""
    if removal.way == Way.TRANSFER:
        return _nobody_stays(case, lot, removal.site)
    if removal.way in GIVING:
        return _nobody_receives(case, removal)
    return None


def _nobody_stays(case: Case, lot: Lot, site: str) -> Reason | None:
    """Return who should stay with kit that is transferred at a site; None where they do."""
    if not case.mission.site[site].stays_open:
        return Reason.of("breach.lawful_disposition.site_stays")
    stay = staying(case, site)
    # A contingent that flies home takes its kit with it, or disposes of it: a guard unit has no
    # use for the workshops of a nation that has gone, and no right to them.
    if lot.owner == "contingent" and lot.provider:
        if stay.get(lot.provider):
            return None
        return Reason.of("breach.lawful_disposition.provider_stays", provider=lot.provider)
    if stay:
        return None
    return Reason.of("breach.lawful_disposition.somebody_stays")


def _nobody_receives(case: Case, removal: Removal) -> Reason | None:
    """Return who should receive kit that is given or sold; None where they are there."""
    site = case.mission.site[removal.site]
    # What is signed over at a gate where nobody signs is left, whatever the paper calls it.
    if not site.receiver:
        return Reason.of("breach.lawful_disposition.site_received")
    if site.receiver_ready is None or not below(removal.done, case.hours(site.receiver_ready)):
        return None
    return Reason.of("breach.lawful_disposition.receiver_there", when=site.receiver_ready)


def _shipped(case: Case, lot: Lot, site: str, present: Steps) -> Iterator[Breach]:
    """Yield that units of a lot are shipped that may not be, or not from this exit."""
    arrival = _first_rise(present)
    needed = _not_shipped(case, lot, site)
    # Kit that was at the exit from the start was not brought there by this plan.
    if arrival is not None and needed is not None:
        yield Breach(
            where=lot.lot,
            at=arrival,
            what=Reason.of(
                "breach.lawful_disposition.shipped", lot=lot.lot, site=Name("site", site)
            ),
            needed=needed,
            found=Reason.of("breach.lawful_disposition.there", n=Amount(float(present.last))),
        )


def _not_shipped(case: Case, lot: Lot, site: str) -> Reason | None:
    """Return why a lot may not be shipped from an exit; None where it may."""
    disposition = case.mission.disposition(lot, Way.SHIP)
    # Taking kit home is lawful where no row says otherwise; all other ways need a row that says so.
    forbidden = disposition is not None and not disposition.lawful
    if forbidden or (lot.allowed and Way.SHIP not in lot.allowed):
        return Reason.of("breach.lawful_disposition.not_ship")
    if not case.may_end(lot.lot, site):
        return Reason.of("breach.lawful_disposition.ship_to", site=lot.destination)
    return None


def _first_rise(present: Steps) -> float | None:
    """Return when something first comes; None where nothing does."""
    before = present.start
    for t, high, figure in zip(present.times, present.highs, present.values, strict=True):
        if above(high, before):
            return t
        before = figure
    return None


def owner_consent(case: Case) -> Iterator[Breach]:
    """Contingent-owned kit is sold, given, handed over or destroyed only if its owner consents."""
    # Transfer and shipping leave it the owner's. Abandoning asks nobody; it is paid for instead.
    for disposed in _disposed(case):
        lot, removal = disposed.lot, disposed.removal
        if lot.owner != "contingent" or removal.way not in CONSENTED or lot.consent:
            continue
        consent = Reason.of("breach.owner_consent.owner")
        if lot.provider:
            consent = Reason.of("breach.owner_consent.provider", provider=lot.provider)
        yield Breach(
            where=lot.lot,
            at=removal.start,
            what=Reason.of(
                "breach.owner_consent.what", lot=lot.lot, site=Name("site", removal.site)
            ),
            needed=consent,
            found=_deed(removal),
        )


@attrs.frozen
class _Disposed:
    """A disposal of units of a lot."""

    lot: Lot
    removal: Removal

    @property
    def quantity(self) -> int:
        """How many units are disposed of."""
        return self.removal.quantity

    @property
    def mass_t(self) -> float:
        """What they weigh."""
        return self.removal.quantity * self.lot.mass_t


def _disposed(case: Case) -> Iterator[_Disposed]:
    """Yield disposals of lots (not of fleets)."""
    for removal in case.removals:
        lot = case.mission.lot.get(removal.item)
        if lot is not None:
            yield _Disposed(lot, removal)


class _Counter(NamedTuple):
    """Where disposals share a rate: a site, and the place of a row among the dispositions.

    All kit that goes by one row shares its buyer, its furnace or its demolition ground.
    """

    site: str
    disposition: int


def disposal_rate(case: Case) -> Iterator[Breach]:
    """At a site no more a day is disposed of under one row than its rate.

    The rate is in units a day, or in tonnes a day for each team present. A disposal's work is
    spread evenly over its span after the lead time.
    """
    shared: dict[_Counter, list[_Disposed]] = defaultdict(list)
    for disposed in _disposed(case):
        disposition = case.mission.disposition(disposed.lot, disposed.removal.way)
        if disposition is not None:
            counter = _Counter(disposed.removal.site, case.mission.dispositions.index(disposition))
            shared[counter].append(disposed)
    for counter, members in shared.items():
        disposition = case.mission.dispositions[counter.disposition]
        yield from _too_many_units(counter.site, disposition, members)
        yield from _too_many_tonnes(case, counter.site, disposition, members)


def _too_many_units(
    site: str, disposition: Disposition, members: list[_Disposed]
) -> Iterator[Breach]:
    """Yield where a site disposes of more units a day under a row than its rate."""
    most = disposition.rate_per_day
    if most is None:
        return
    works = (_Work(disposed.removal, disposed.quantity) for disposed in members)
    daily = _daily(works, disposition.lead_hours)
    for t, units in stretches(daily.changes(), bad=lambda rate: _hasty(rate, most)):
        yield Breach(
            where=site,
            at=t,
            what=Reason.of(
                "breach.disposal_rate.units", site=Name("site", site), row=_named(disposition)
            ),
            needed=at_most(float(most), "units_a_day"),
            found=Amount(float(units), "units_a_day"),
        )


def _too_many_tonnes(
    case: Case, site: str, disposition: Disposition, members: list[_Disposed]
) -> Iterator[Breach]:
    """Yield where a site disposes of more tonnes a day under a row than its teams can."""
    rate = disposition.rate_t_per_team_day
    if rate is None:
        return
    works = (_Work(disposed.removal, disposed.mass_t) for disposed in members)
    daily = _daily(works, disposition.lead_hours)
    # A row that names no capability is worked by one team that is always there.
    there = Steps(1.0)
    if disposition.capability:
        there = case.teams(site, disposition.capability)
    # Either side may change: work begins, or a team leaves while it is being done.
    hasty = (
        (t, float(_hasty(daily.at(t), there.at(t) * rate)))
        for t in sorted({*daily.times, *there.times})
    )
    for t, _ in stretches(hasty, bad=bool):
        yield Breach(
            where=site,
            at=t,
            what=Reason.of(
                "breach.disposal_rate.tonnes", site=Name("site", site), row=_named(disposition)
            ),
            needed=Reason.of(
                "breach.disposal_rate.by_teams",
                amount=Amount(float(there.at(t) * rate), "t_a_day"),
                teams=Amount(float(there.at(t)), "teams"),
            ),
            found=Amount(float(daily.at(t)), "t_a_day"),
        )


@attrs.frozen
class _Work:
    """A disposal and how much of it there is to do, in units or in tonnes."""

    removal: Removal
    amount: float


def _daily(works: Iterable[_Work], lead_hours: float) -> Steps:
    """Return the units or tonnes a day that works are done at over time.

    Work done in no time after the lead is without bound: shown as if done in a second.
    """
    events: list[Event] = []
    for work in works:
        removal = work.removal
        # A disposal shorter than its lead breaks lead_time, which says all there is to say.
        if below(removal.done - removal.start, lead_hours):
            continue
        begin = removal.start + lead_hours
        span = max(removal.done - begin, SECOND)
        a_day = work.amount * 24 / span
        # Done a little sooner, so that the next may begin when this one ends.
        events += [(begin, a_day), (begin + span - EPS, -a_day)]
    return Steps.of(0.0, events)


def _hasty(rate: float, most: float) -> bool:
    """Say whether a rate is above the most, beyond the rounding of its span to whole seconds."""
    return above(rate, most * (1 + ROUNDING))


def _named(disposition: Disposition) -> Reason:
    """Name a row of the dispositions."""
    return Reason.of(
        "breach.disposal_rate.row",
        disposition=Name("disposition", disposition.disposition),
        kit_class=Name("kit_class", disposition.kit_class),
        owner=Name("owner", disposition.owner),
    )


def disposal_capability(case: Case) -> Iterator[Breach]:
    """From the start to the end of a disposal a team that it needs is at the site.

    As many are there as are required to destroy its class.
    """
    for disposed in _disposed(case):
        for capability, amount in _teams_for(case.mission, disposed).items():
            yield from _disposed_without(case, disposed, capability, amount)


def _teams_for(mission: Mission, disposed: _Disposed) -> dict[str, int]:
    """Return the teams that a disposal needs, by capability."""
    lot, removal = disposed.lot, disposed.removal
    needs: dict[str, int] = {}
    disposition = mission.disposition(lot, removal.way)
    if disposition is not None and disposition.capability:
        needs[disposition.capability] = 1
    if removal.way != Way.DESTROY:
        return needs
    for required in mission.requirements:
        if required.activity == "destroy" and required.where in {lot.kit_class, removal.site, "*"}:
            # Of several that ask for one capability the strictest is enough for all.
            needs[required.capability] = max(required.amount, needs.get(required.capability, 0))
    return needs


def _disposed_without(
    case: Case, disposed: _Disposed, capability: str, amount: int
) -> Iterator[Breach]:
    """Yield where the teams that a disposal needs are not at its site."""
    lot, removal = disposed.lot, disposed.removal
    there = case.teams(removal.site, capability)
    # A disposal of no length still needs its team, at its one moment.
    until = max(removal.done, removal.start + 2 * EPS)
    for t, present in short(there.pieces(removal.start, until), amount):
        yield Breach(
            where=removal.site,
            at=t,
            what=Reason.of(
                "breach.disposal_capability.what",
                site=Name("site", removal.site),
                capability=Name("capability", capability),
                deed=Name("deed", removal.way),
                lot=lot.lot,
            ),
            needed=teams(amount, capability),
            found=teams(float(present), capability),
        )


def lead_time(case: Case) -> Iterator[Breach]:
    """A disposal takes at least the lead time of its kind. None is done before it begins."""
    # A board sits, a buyer is found, a write-off is signed: none of it goes faster with more hands.
    for removal in case.removals:
        deed: dict[str, Argument] = {
            "deed": Name("deed", removal.way),
            "lot": removal.item,
            "site": Name("site", removal.site),
        }
        lead, lasts = _lead_hours(case.mission, removal), removal.done - removal.start
        if below(lasts, 0.0):
            yield Breach(
                where=removal.item,
                at=removal.start,
                what=Reason.of("breach.lead_time.backwards", **deed),
                needed=not_before(case.time(removal.start)),
                found=case.time(removal.done),
            )
        elif below(lasts, lead):
            yield Breach(
                where=removal.item,
                at=removal.start,
                what=Reason.of("breach.lead_time.what", **deed),
                needed=Amount(float(lead), "h"),
                found=Amount(lasts, "h"),
            )


def _lead_hours(mission: Mission, removal: Removal) -> float:
    """Return the hours that a disposal takes at least; none where a fleet's vehicles are left."""
    lot = mission.lot.get(removal.item)
    disposition = mission.disposition(lot, removal.way) if lot is not None else None
    return 0.0 if disposition is None else disposition.lead_hours


def _ways(ways: Iterable[str]) -> tuple[Name, ...]:
    """Return dispositions by their names."""
    return tuple(Name("disposition", way) for way in ways)


def _deed(removal: Removal) -> Reason:
    """Return a disposal by its kind and the number of units."""
    way = Name("disposition", removal.way)
    return Reason.of("breach.deed", disposition=way, n=removal.quantity)
