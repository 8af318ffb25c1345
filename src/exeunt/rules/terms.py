"""What a plan is judged by: terms in their own units, prices, and the one number of them."""

from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import EPS, Steps, total
from exeunt.model.choices import LoadKind, SiteRole, Way
from exeunt.model.forces import GIVING, Lot, Party
from exeunt.model.mission import ANYWHERE, ELSEWHERE, Mission
from exeunt.model.outcome import People
from exeunt.model.places import Site
from exeunt.model.plan import Plan, Terms
from exeunt.rules.endings import vehicle_endings
from exeunt.rules.kit import nobody_there
from exeunt.rules.ledger import Case, Removal, case
from exeunt.rules.serials import Hop

PRICE_OF = {
    "casualties_move": "casualty",
    "casualties_site": "casualty",
    "late_person_days": "person_day_late",
    "not_out": "person_not_out",
    "makespan_days": "makespan_day",
    "late_unit_days": "unit_day_late",
    "capture_points": "capture_point",
    "vacuum_days": "vacuum_day",
    "value_lost": "value_lost",
    "money": "money",
}
"""Which price each term has."""
OPTIMAL_GAP = 1e-6
"""Gap up to which a plan is called optimal: what rounding the bound down to be safe gives away."""


def terms(mission: Mission, plan: Plan) -> Terms:
    """Measure a plan: every term of the objective in its own unit.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    return measured(case(mission, plan))


def measured(opened: Case) -> Terms:
    """Measure the plan of an open case: every term in its own unit."""
    late, left = lateness(opened)
    ends = tuple(fate for _, fate in fates(opened))
    disposal = sum((fate.cost for fate in ends), 0.0)
    vehicles = sum(ending.lost for ending in vehicle_endings(opened))
    return Terms(
        casualties_move=sum(risk(opened, hop) for hop in opened.hops),
        casualties_site=risk_at_sites(opened),
        late_person_days=late,
        not_out=left,
        makespan_days=makespan(opened, left),
        late_unit_days=sum(kit_late(opened, lot) for lot in opened.mission.lots),
        capture_points=sum((fate.points for fate in ends), 0.0),
        vacuum_days=sum(opened.vacuum(site) for site in opened.closes),
        value_lost=sum((fate.lost for fate in ends), 0.0) + vehicles,
        money=transport(opened) + standing(opened) + disposal,
    )


def priced(mission: Mission, amounts: Terms) -> dict[str, float]:
    """Return every term times its price, by the term's name."""
    return {
        name: getattr(amounts, name) * getattr(mission.prices, price)
        for name, price in PRICE_OF.items()
    }


def objective(mission: Mission, amounts: Terms) -> float:
    """Return the one number by which plans are compared."""
    return sum(priced(mission, amounts).values())


def gap(value: float | None, bound: float | None, fixed: float | None) -> float | None:
    """Return (value − bound) / (value − fixed); None if unknown.

    It is how much of what a plan can change may still be gained.
    """
    if value is None or bound is None or fixed is None:
        return None
    # What no plan can change is left out: a large constant would make any gap look small.
    changeable = value - fixed
    if changeable <= 1e-9 * max(1.0, abs(value)):
        return 0.0
    return max(0.0, value - bound) / changeable


def risk(opened: Case, hop: Hop) -> float:
    """Return the casualties to expect on one stage.

    They are its strikes, times casualties per strike by who is exposed. A share of a strike's
    casualties is the same however many travel; the rest grows with the people exposed, relative to
    the doctrine's reference. A sortie exposes those who are on it, and nobody else.
    """
    doctrine = opened.mission.doctrine
    strikes = opened.threats.at(hop.leg.leg, hop.depart) * hop.leg.km / 100 * hop.sorties
    if not strikes:
        return 0.0
    # A mine hurts those in one vehicle, however many follow; an ambush is worse the more there are.
    # How much of a strike is of either kind is the doctrine's to say.
    fixed = doctrine.fixed_share
    exposed = exposure(hop, doctrine.armour_factor) / hop.sorties
    by_size = fixed + (1 - fixed) * exposed / doctrine.reference_people
    return strikes * hop.leg.casualties_per_strike * by_size


def exposure(hop: Hop, armour_factor: float) -> float:
    """Return the people aboard, those under armour counted at the armour factor.

    Under armour are the crews of armoured vehicles (crews out of parties man these first) and
    passengers up to the armoured seats. Nobody is under armour in the air.
    """
    armoured = [vehicles for vehicles in hop.vehicles if vehicles.kind.armoured]
    driven = [units for units in hop.driven if units.lot.armoured]
    contract = sum(v.number * v.kind.crew for v in armoured if not v.fleet.crew_party)
    places = sum(v.number * v.kind.crew for v in armoured if v.fleet.crew_party)
    places += sum(units.number * units.lot.crew for units in driven)
    seats = sum(v.number * v.kind.seats for v in armoured)
    seats += sum(units.number * units.lot.seats for units in driven)
    # Nobody plans who sits where, so the armour is taken to be filled before anything else is.
    crews = min(places, sum(hop.crew.values()))
    passengers = min(seats, sum(hop.passengers.values()))
    sheltered = contract + crews + passengers
    return hop.people_count - (1 - armour_factor) * sheltered


def risk_at_sites(opened: Case) -> float:
    """Return the casualties to expect at bases and hubs: by day open and by person-day present."""
    held = (site for site in opened.mission.sites if site.role in {SiteRole.BASE, SiteRole.HUB})
    return sum((_risk_at(opened, site) for site in held), 0.0)


def _risk_at(opened: Case, site: Site) -> float:
    """Return the casualties to expect at one site.

    A perimeter is in danger as long as there is one, the more the fewer hold it; each person there
    is in danger besides.
    """
    days = perimeter_days(opened, site)
    person_days = 0.0
    # Most missions state no risk by person: the integral over every coming and going is saved.
    if site.person_risk_per_day:
        person_days = opened.people[site.site].integral(0.0, opened.end) / 24
    return site.perimeter_risk_per_day * days + site.person_risk_per_day * person_days


def perimeter_days(opened: Case, site: Site) -> float:
    """Return the days of a site's perimeter, those on which it is thin counted for more."""
    days = max(0.0, opened.open_until(site.site)) / 24
    return days + (opened.mission.doctrine.thin_base_factor - 1) * _thin_days(opened, site)


def _thin_days(opened: Case, site: Site) -> float:
    """Return the days for which a site is open, each times the share of armed people it lacks."""
    need = site.perimeter_people
    if need is None:
        at_start = (p.count for p in opened.mission.parties if p.armed and p.site == site.site)
        need = sum(at_start)
    if not need or not site.perimeter_risk_per_day:
        return 0.0
    # More than it needs make a perimeter no safer than it is at full strength: what a plan gains by
    # crowding a base is not for a figure that nobody knows to say.
    lacking = opened.armed[site.site].mapped(lambda armed: max(0.0, 1 - armed / need))
    return lacking.integral(0.0, opened.open_until(site.site)) / 24


def lateness(opened: Case) -> tuple[float, float]:
    """Return person-days not out after the deadline, and people not out at the end.

    Who is at home is out. Vehicles that no party crews have crews of their own: where such vehicles
    are abandoned, other than at an exit, their crews are not out from then on.
    """
    away = _away(opened, opened.mission.parties)
    late, left = away.integral(opened.deadline, opened.end) / 24, away.at(opened.end)
    for removal in opened.removals:
        crew = _stranded(opened, removal)
        late += crew * max(0.0, opened.end - max(opened.deadline, removal.start)) / 24
        left += crew
    return late, left


def people(opened: Case, amounts: Terms) -> People:
    """Return what the plan of an open case means for people; ``amounts`` are its terms."""
    mission = opened.mission
    leaving = sum(p.count for p in mission.parties if not mission.is_home(p, p.site))
    return People(
        leaving=leaving,
        late=round(max(_away(opened, mission.parties).at(opened.deadline), amounts.not_out)),
        staying=round(amounts.not_out),
        casualties=amounts.casualties_move + amounts.casualties_site,
    )


def makespan(opened: Case, left: float) -> float:
    """Return the days from the start until the last of those who are to leave is out.

    ``left`` are the people who are not out at the end of planning: where there are any, the days
    are those to that end, for nobody can say that it would have been sooner.
    """
    if left > EPS:
        return opened.end / 24
    mission = opened.mission
    leaving = (party for party in mission.parties if not mission.is_home(party, party.site))
    away = _away(opened, tuple(leaving))
    last, before = 0.0, away.start
    for t, after in zip(away.times, away.values, strict=True):
        # Whoever comes back from where he is going, as a driver, is out when he is there for good.
        if before > EPS and t <= opened.end:
            last = t
        before = after
    return last / 24


def kit_late(opened: Case, lot: Lot) -> float:
    """Return the unit-days that a lot is past its due date.

    Whoever waits for it has no more of what is left behind than of what is on its way: only what
    stands at an exit where it may end, or is disposed of other than by abandoning, is not late.
    """
    if lot.due_by is None:
        return 0.0
    changes = [
        (removal.done, float(removal.quantity))
        for removal in opened.removals
        if removal.item == lot.lot and removal.way != Way.ABANDON
    ]
    arrived = (
        steps
        for (name, site), steps in opened.lots.items()
        if name == lot.lot and opened.may_end(name, site)
    )
    delivered = total([Steps.of(0.0, changes), *arrived])
    late = delivered.mapped(lambda units: max(0.0, lot.quantity - units))
    since = max(0.0, opened.hours(lot.due_by))
    return late.integral(min(since, opened.end), opened.end) / 24


def _away(opened: Case, parties: tuple[Party, ...]) -> Steps:
    """Return how many people of some parties are not home, over time."""
    mission = opened.mission
    # Of whom nothing is asked are out on the road too.
    asked = [party for party in parties if party.destination != ANYWHERE]
    among = {party.party for party in asked if not party.destination.startswith(ELSEWHERE)}
    home = total(
        [
            *(
                steps
                for (party, site), steps in opened.parties.items()
                if party in among and mission.is_home(mission.party[party], site)
            ),
            *(_gone(opened, party) for party in asked if party.party not in among),
        ]
    )
    people = sum(party.count for party in asked)
    # Counted by who is home rather than by who is at a site: people on the road are not out yet.
    return home.mapped(lambda n: max(0.0, people - n))


def _gone(opened: Case, party: Party) -> Steps:
    """Return how many of a party that is to be anywhere but at one site have come elsewhere.

    Who goes on from there is gone for good, unless he comes back.
    """
    site = party.destination.removeprefix(ELSEWHERE)
    gone = 0.0 if party.site == site else float(party.count)
    changes = []
    for journey in opened.journeys_of(LoadKind.PEOPLE):
        if journey.item != party.party or journey.origin == journey.destination:
            continue
        if journey.origin == site:
            changes.append((journey.arrive, journey.quantity))
        elif journey.destination == site:
            changes.append((journey.arrive, -journey.quantity))
    return Steps.of(gone, changes)


def _stranded(opened: Case, removal: Removal) -> float:
    """Return the contract crew that the abandoning of a fleet's vehicles leaves without a way out.

    They came with their vehicles, and are in no party that a plan could send for.
    """
    mission = opened.mission
    fleet = mission.fleet.get(removal.item)
    if fleet is None or fleet.crew_party or mission.site[removal.site].role == SiteRole.EXIT:
        return 0.0
    return removal.quantity * mission.vehicle[fleet.vehicle].crew


@attrs.frozen
class Fate:
    """What the end of some kit costs: points of harm if captured, value lost, and money."""

    points: float
    lost: float
    cost: float


def fates(opened: Case) -> Iterator[tuple[str, Fate]]:
    """Yield what becomes of all kit, by lot: what is disposed of, and what is shipped or left.

    Vehicles of fleets that are abandoned are among them.

    Kit is left if it is neither at an exit it may be shipped to nor disposed of. Kit that stood at
    such an exit from the start is neither shipped nor lost.
    """
    gone: dict[str, float] = defaultdict(float)
    for removal in opened.removals:
        lot = opened.mission.lot.get(removal.item)
        if lot is None:
            yield removal.item, _abandoned(opened, removal)
        else:
            gone[lot.lot] += removal.quantity
            yield lot.lot, _disposed(opened, lot, removal)
    arrived: dict[str, float] = defaultdict(float)
    for (name, site), present in opened.lots.items():
        if opened.may_end(name, site):
            arrived[name] += max(0.0, present.last)
    for lot in opened.mission.lots:
        left = max(0.0, lot.quantity - gone[lot.lot] - arrived[lot.lot])
        yield lot.lot, _left_or_shipped(opened, lot, left, arrived[lot.lot])


def _abandoned(opened: Case, removal: Removal) -> Fate:
    """Return what vehicles of fleets cost that are abandoned: their whole value."""
    value = opened.mission.fleet[removal.item].value
    return Fate(points=0.0, lost=removal.quantity * value, cost=0.0)


def _disposed(opened: Case, lot: Lot, removal: Removal) -> Fate:
    """Return what a disposal of units of a lot costs."""
    n = removal.quantity
    disposition = opened.mission.disposition(lot, removal.way)
    # Kit that was given away is as good as left where nobody takes it over: whoever comes first has
    # it.
    in_a_vacuum = removal.way in GIVING and opened.vacuum(removal.site) > 0
    left = removal.way == Way.ABANDON or in_a_vacuum or nobody_there(opened, lot, removal)
    recovered = cost = points = 0.0
    if disposition is not None:
        cost = n * disposition.cost_per_unit
        # Whatever a table promises, nobody pays for what is left behind.
        if not left:
            recovered = disposition.recovery_share
    if left:
        points = n * lot.harm_if_captured
    return Fate(points=points, lost=n * lot.value * (1 - recovered), cost=cost)


def _left_or_shipped(opened: Case, lot: Lot, left: float, arrived: float) -> Fate:
    """Return what the units of a lot cost that are left somewhere, and those that are shipped."""
    stood = 0
    if opened.may_end(lot.lot, lot.site):
        stood = lot.quantity
    shipped = max(0.0, arrived - stood)
    disposition = opened.mission.disposition(lot, Way.SHIP)
    # Without a row shipping is free and saves all of the value.
    unrecovered = cost = 0.0
    if disposition is not None:
        unrecovered = shipped * (1 - disposition.recovery_share)
        cost = shipped * disposition.cost_per_unit
    return Fate(
        points=left * lot.harm_if_captured, lost=(left + unrecovered) * lot.value, cost=cost
    )


def transport(opened: Case) -> float:
    """Return what serials cost: vehicles by km and by day in the serial, flights by block hour.

    Vehicles pay for their fuel besides, and so does kit that drives; a block hour includes it.
    """
    # Empty vehicles are serials too and pay the same: trucks and escorts are never free.
    cost = 0.0
    for hop in opened.hops:
        by_km = sum(vehicles.number * vehicles.kind.cost_per_km for vehicles in hop.vehicles)
        by_km += fuel_l_per_km(hop) * opened.mission.prices.fuel_litre
        by_hour = sum(aircraft.kind.cost_per_hour for aircraft in hop.aircraft)
        cost += by_km * hop.leg.km
        cost += hop.sorties * hop.hours * by_hour
    for journey in opened.journeys_of(LoadKind.VEHICLE):
        kind = opened.mission.vehicle[opened.mission.fleet[journey.item].vehicle]
        days = max(0.0, journey.arrive - journey.depart) / 24
        cost += journey.quantity * kind.cost_per_day * days
    return cost


def fuel_l_per_km(hop: Hop) -> float:
    """Return the fuel that all vehicles on a stage burn in a km: of fleets, and kit that drives."""
    of_fleets = sum(vehicles.number * vehicles.kind.fuel_l_per_km for vehicles in hop.vehicles)
    return of_fleets + sum(units.number * units.lot.burns_l_per_km for units in hop.driven)


def standing(opened: Case) -> float:
    """Return what sites cost for the days they are open."""
    return sum(
        site.standing_cost_per_day * max(0.0, opened.open_until(site.site)) / 24
        for site in opened.mission.sites
    )
