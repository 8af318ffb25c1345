"""Sites while open: held, served, within their beds, their yards and their rates of handling."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from exeunt.clock.steps import EPS, Event, Steps, short, total
from exeunt.model.choices import AboardRole, LoadKind, SiteRole, Way
from exeunt.model.forces import Lot
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.breach import Breach, above, at_most, teams
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Journey

DAY_HOURS = 24.0
"""The least span over which handling is counted: rates are by day."""


def holding_floor(case: Case) -> Iterator[Breach]:
    """A site is held by its floor of armed people from the start until it closes.

    One that does not close is held to the end of planning. The last of them leave in one go.
    """
    # The floor is held to the last moment, not to the last-lift span: the most dangerous hours of
    # a base are those in which too few are left to hold it.
    for site in case.mission.sites:
        if site.holding_people <= 0:
            continue
        armed = case.armed[site.site].pieces(0.0, case.open_until(site.site))
        for t, present in short(armed, site.holding_people):
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of("breach.holding_floor.what", site=Name("site", site.site)),
                needed=Amount(site.holding_people, "armed_people"),
                found=Amount(float(present), "armed_people"),
            )


def floor_armed(case: Case) -> Iterator[Breach]:
    """The armour and the ammunition that a floor needs stay with it until the last-lift span.

    What is transferred to those who stay is still there.
    """
    # A base that has shipped its armour is held by people who cannot drive off whoever comes.
    for site in case.mission.sites:
        name, until = site.site, case.held_until(site.site)
        if site.floor_armour > 0:
            armour = total([_armoured_vehicles(case, name), _kit(case, name, _is_armour)])
            for t, there in short(armour.pieces(0.0, until), site.floor_armour):
                what = Reason.of("breach.floor_armed.armour", site=Name("site", name))
                yield _unarmed(name, t, what, (site.floor_armour, there), "armoured_vehicles")
        if site.floor_ammunition_t > 0:
            ammunition = _kit(case, name, _tonnes_of_ammunition)
            for t, there in short(ammunition.pieces(0.0, until), site.floor_ammunition_t):
                what = Reason.of("breach.floor_armed.ammunition", site=Name("site", name))
                yield _unarmed(name, t, what, (site.floor_ammunition_t, there), "t")


def _unarmed(site: str, t: float, what: Reason, figures: tuple[float, float], unit: str) -> Breach:
    """Return that a floor lacks armour or ammunition; ``figures`` are what it needs and has."""
    needed, there = figures
    return Breach(
        where=site,
        at=t,
        what=what,
        needed=Amount(float(needed), unit),
        found=Amount(float(there), unit),
    )


def _armoured_vehicles(case: Case, site: str) -> Steps:
    """Return the armoured vehicles of fleets at a site over time."""
    return total(
        steps
        for (fleet, there), steps in case.fleets.items()
        if there == site and case.mission.vehicle[case.mission.fleet[fleet].vehicle].armoured
    )


def _kit(case: Case, site: str, measure: Callable[[Lot], float]) -> Steps:
    """Return kit at a site over time, each unit by a measure; what is transferred there stays."""
    parts = []
    for (name, there), steps in case.lots.items():
        each = measure(case.mission.lot[name])
        if there != site or not each:
            continue
        kept = [
            (removal.start, float(removal.quantity))
            for removal in case.removals
            if (removal.item, removal.site, removal.way) == (name, site, Way.TRANSFER)
        ]
        parts.append(total([steps, Steps.of(0.0, kept)]).mapped(_times(each)))
    return total(parts)


def _times(each: float) -> Callable[[float], float]:
    return lambda units: units * each


def _is_armour(lot: Lot) -> float:
    """Return 1 for kit that is armour, else 0."""
    return float(lot.armoured or lot.kit_class == "armour")


def _tonnes_of_ammunition(lot: Lot) -> float:
    """Return the mass of a unit of ammunition, 0 of other kit."""
    return lot.mass_t if lot.kit_class == "ammunition" else 0.0


def services_stay(case: Case) -> Iterator[Breach]:
    """The teams that holding a site requires stay from the start until its last-lift span."""
    # No enabler leaves before its last client: a hospital that goes with the first convoy leaves
    # everybody else without one. Within the last-lift span there is no time to treat anybody.
    for required in case.mission.requirements:
        if required.activity != "hold":
            continue
        for site in case.mission.sites:
            if not _is_served(case, site, required):
                continue
            present = case.teams(site.site, required.capability)
            held = present.pieces(0.0, case.held_until(site.site))
            for t, there in short(held, required.amount):
                yield too_few_teams(site.site, t, required, there, "breach.services_stay.what")


def _is_served(case: Case, site: Site, required: Requirement) -> bool:
    """Say whether holding a site takes a requirement: it names the site, or all where people are.

    Positions that are empty from the start have nobody to serve.
    """
    if required.where == site.site:
        return True
    lived_in = site.role in {SiteRole.BASE, SiteRole.HUB} and case.people[site.site].start > 0
    return required.where == "*" and lived_in


def beds(case: Case) -> Iterator[Breach]:
    """Nobody comes to a site, other than an exit, that has no bed for them."""
    for site in case.mission.sites:
        if site.beds is None or site.role == SiteRole.EXIT:
            continue
        for t, people in _filled(case.people[site.site], site.beds):
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of("breach.beds.what", site=Name("site", site.site)),
                needed=at_most(site.beds, "people"),
                found=Amount(float(people), "people"),
            )


def yard(case: Case) -> Iterator[Breach]:
    """No kit comes to a site, other than an exit, whose yard is full.

    Kit being disposed of takes its room until that is done.
    """
    standing = _standing_teu(case)
    for site in case.mission.sites:
        if site.yard_teu is None or site.role == SiteRole.EXIT:
            continue
        for t, teu in _filled(standing[site.site], site.yard_teu):
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of("breach.yard.what", site=Name("site", site.site)),
                needed=at_most(float(site.yard_teu), "TEU"),
                found=Amount(float(teu), "TEU"),
            )


def _standing_teu(case: Case) -> dict[str, Steps]:
    """Return the TEU of kit at every site over time.

    Not by the ledger of lots: there kit is gone when its disposal begins, here when it is done.
    """
    lots = case.mission.lot
    starts: dict[str, float] = defaultdict(float)
    for lot in case.mission.lots:
        starts[lot.site] += lot.quantity * lot.teu
    moved: dict[str, list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.LOT):
        teu = journey.quantity * lots[journey.item].teu
        if teu:
            moved[journey.origin].append((journey.depart, -teu))
            moved[journey.destination].append((journey.arrive, teu))
    for removal in case.removals:
        if removal.item in lots:
            teu = removal.quantity * lots[removal.item].teu
            moved[removal.site].append((removal.done, -teu))
    return {site.site: Steps.of(starts[site.site], moved[site.site]) for site in case.mission.sites}


def _filled(present: Steps, most: float) -> Iterator[Event]:
    """Yield the first arrival of each stretch in which arrivals find a place over-full.

    A base that is over-full from the start is no plan's fault, so only coming there breaks a rule.
    """
    before, over_full = present.start, False
    for t, high, figure in zip(present.times, present.highs, present.values, strict=True):
        if not above(figure, most):
            over_full = False
        elif above(high, before) and not over_full:
            over_full = True
            yield t, figure
        before = figure


def loading_rate(case: Case) -> Iterator[Breach]:
    """Before any departure no more carried kit is loaded than the site's rate allows.

    What counts is a day before it, or the turn time where that is longer.
    """
    loaded: dict[str, list[Event]] = defaultdict(list)
    for journey in _carried(case):
        loaded[journey.origin].append((journey.depart, _teu(case, journey)))
    for site in case.mission.sites:
        rate, handled = site.load_teu_per_day, loaded[site.site]
        yield from _hurried(site, rate, handled, "breach.loading_rate.what")


def unloading_rate(case: Case) -> Iterator[Breach]:
    """Before any arrival no more carried kit comes than the site's rate of unloading allows.

    What counts is a day before it, or the turn time where that is longer.
    """
    unloaded: dict[str, list[Event]] = defaultdict(list)
    for journey in _carried(case):
        unloaded[journey.destination].append((journey.arrive, _teu(case, journey)))
    for site in case.mission.sites:
        rate, handled = site.unload_teu_per_day, unloaded[site.site]
        yield from _hurried(site, rate, handled, "breach.unloading_rate.what")


def _carried(case: Case) -> Iterator[Journey]:
    """Yield the ways of carried kit; what drives itself needs no crane."""
    return (
        journey
        for journey in case.journeys_of(LoadKind.LOT)
        if journey.load.role != AboardRole.DRIVEN
    )


def _teu(case: Case, journey: Journey) -> float:
    """Return the TEU of kit that travels."""
    return journey.quantity * case.mission.lot[journey.item].teu


def _hurried(site: Site, rate: float | None, handled: list[Event], key: str) -> Iterator[Breach]:
    """Yield where each stretch begins in which more is handled than the rate allows."""
    if rate is None or not handled:
        return
    # A convoy's load leaves in one moment but was loaded all through its turn time: counted by
    # the day alone, a convoy that takes two days to load could never leave.
    window = max(DAY_HOURS, site.turn_hours)
    most = rate * window / DAY_HOURS
    sums = _rolling(handled, window)
    before = False
    for t in sorted({t for t, _ in handled}):
        now = above(sums.at(t), most)
        if now and not before:
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of(key, site=Name("site", site.site)),
                needed=Reason.of(
                    "breach.loading_rate.within",
                    amount=Amount(float(most), "TEU"),
                    window=Amount(float(window), "h"),
                ),
                found=Amount(float(sums.at(t)), "TEU"),
            )
        before = now


def _rolling(events: Iterable[Event], window: float) -> Steps:
    """Return what was added within a window of hours before every moment."""
    entering_and_leaving: list[Event] = []
    for t, amount in events:
        # Out a little sooner, so that one full window may follow right after another.
        entering_and_leaving += [(t, amount), (t + window - EPS, -amount)]
    return Steps.of(0.0, entering_and_leaving)


def too_few_teams(site: str, t: float, required: Requirement, there: float, key: str) -> Breach:
    """Return that a site lacks the teams that an activity requires there."""
    return Breach(
        where=site,
        at=t,
        what=Reason.of(
            key,
            site=Name("site", site),
            capability=Name("capability", required.capability),
            requirement=required.requirement,
        ),
        needed=teams(required.amount, required.capability),
        found=teams(float(there), required.capability),
    )
