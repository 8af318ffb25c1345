"""What a plan is judged by: terms in their own units, prices, and the one number of them."""

from collections import defaultdict

from exeunt.clock.steps import total
from exeunt.model.forces import GIVING
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.rules.ledger import Case, case
from exeunt.rules.serials import Hop

PRICE_OF = {
    "casualties_move": "casualty",
    "casualties_site": "casualty",
    "late_person_days": "person_day_late",
    "not_out": "person_not_out",
    "capture_points": "capture_point",
    "vacuum_days": "vacuum_day",
    "value_lost": "value_lost",
    "money": "money",
}
"""Which price each term has."""
OPTIMAL_GAP = 1e-5
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
    capture, lost, disposal = kit(opened)
    return Terms(
        casualties_move=sum(risk(opened, hop) for hop in opened.hops),
        casualties_site=risk_at_sites(opened),
        late_person_days=late,
        not_out=left,
        capture_points=capture,
        vacuum_days=sum(opened.vacuum(site) for site in opened.closes),
        value_lost=lost,
        money=transport(opened) + standing(opened) + disposal,
    )


def priced(mission: Mission, found: Terms) -> dict[str, float]:
    """Return every term times its price, by the term's name."""
    return {
        name: getattr(found, name) * getattr(mission.prices, price)
        for name, price in PRICE_OF.items()
    }


def objective(mission: Mission, found: Terms) -> float:
    """Return the one number by which plans are compared."""
    return sum(priced(mission, found).values())


def gap(value: float | None, bound: float | None, fixed: float | None) -> float | None:
    """Return (value − bound) / (value − fixed); None if unknown.

    It is how much of what a plan can change may still be gained.
    """
    if value is None or bound is None or fixed is None:
        return None
    changeable = value - fixed
    return max(0.0, value - bound) / changeable if changeable > 1e-9 * max(1.0, abs(value)) else 0.0


def risk(opened: Case, hop: Hop) -> float:
    """Return the casualties to expect on one stage.

    They are its strikes, times casualties per strike by who is exposed. A share of a strike's
    casualties is the same however many travel; the rest grows with the people exposed, relative to
    the doctrine's reference.
    """
    doctrine = opened.mission.doctrine
    strikes = opened.threats.at(hop.leg.leg, hop.depart) * hop.leg.km / 100 * hop.stage.rotations
    if not strikes:
        return 0.0
    by_size = (
        doctrine.fixed_share
        + (1 - doctrine.fixed_share)
        * exposure(hop, doctrine.armour_factor)
        / doctrine.reference_people
    )
    return strikes * hop.leg.casualties_per_strike * by_size


def exposure(hop: Hop, armour_factor: float) -> float:
    """Return the people aboard, those under armour counted at the armour factor.

    Under armour are the crews of armoured vehicles (crews out of parties man these first) and
    passengers up to the armoured seats. Nobody is under armour in the air.
    """
    contract = sum(
        n * kind.crew for fleet, kind, n in hop.vehicles if kind.armoured and not fleet.crew_party
    )
    places = sum(
        n * kind.crew for fleet, kind, n in hop.vehicles if kind.armoured and fleet.crew_party
    )
    places += sum(n * lot.crew for lot, n in hop.driven if lot.armoured)
    seats = sum(n * kind.seats for _, kind, n in hop.vehicles if kind.armoured) + sum(
        n * lot.seats for lot, n in hop.driven if lot.armoured
    )
    sheltered = (
        contract + min(places, sum(hop.crew.values())) + min(seats, sum(hop.passengers.values()))
    )
    return hop.people_count - (1 - armour_factor) * sheltered


def risk_at_sites(opened: Case) -> float:
    """Return the casualties to expect at bases and hubs: by day open and by person-day present."""
    found = 0.0
    for site in opened.mission.sites:
        if site.role in {"base", "hub"}:
            days = max(0.0, opened.open_until(site.site)) / 24
            people_days = (
                opened.people[site.site].integral(0.0, opened.end) / 24
                if site.person_risk_per_day
                else 0.0
            )
            found += site.perimeter_risk_per_day * days + site.person_risk_per_day * people_days
    return found


def lateness(opened: Case) -> tuple[float, float]:
    """Return person-days not out after the deadline, and people not out at the end.

    Who is at home is out. Vehicles that no party crews have crews of their own: where such vehicles
    are abandoned, other than at an exit, their crews are not out from then on.
    """
    mission = opened.mission
    home = total(
        steps
        for (party, site), steps in opened.parties.items()
        if mission.is_home(mission.party[party], site)
    )
    away = home.mapped(lambda n: max(0.0, mission.people - n))
    late, left = away.integral(opened.deadline, opened.end) / 24, away.at(opened.end)
    for r in opened.removals:
        fleet = mission.fleet.get(r.item)
        if fleet is not None and not fleet.crew_party and mission.site[r.site].role != "exit":
            crew = r.quantity * mission.vehicle[fleet.vehicle].crew
            late += crew * max(0.0, opened.end - max(opened.deadline, r.start)) / 24
            left += crew
    return late, left


def kit(opened: Case) -> tuple[float, float, float]:
    """Return harm of kit that may be captured, value not recovered, and what kit costs.

    Its cost is that of disposal and of shipping. Kit is left if it is neither at an exit it may be
    shipped to nor disposed of. Kit that stood at such an exit from the start is neither shipped nor
    lost.
    """
    mission = opened.mission
    gone: dict[str, float] = defaultdict(float)
    points = lost = cost = 0.0
    for r in opened.removals:
        n = r.quantity
        if r.item in mission.fleet:
            lost += n * mission.fleet[r.item].value
            continue
        lot = mission.lot[r.item]
        gone[lot.lot] += n
        row = mission.disposition(lot, r.way)
        recovered = row.recovery_share if row is not None and r.way != "abandon" else 0.0
        lost += n * lot.value * (1 - recovered)
        cost += n * row.cost_per_unit if row is not None else 0.0
        captured = r.way == "abandon" or (r.way in GIVING and opened.vacuum(r.site) > 0)
        points += n * lot.harm_if_captured if captured else 0.0
    arrived: dict[str, float] = defaultdict(float)
    for (name, site), steps in opened.lots.items():
        if opened.may_end(name, site):
            arrived[name] += max(0.0, steps.last)
    for lot in mission.lots:
        stood = lot.quantity if opened.may_end(lot.lot, lot.site) else 0
        shipped = max(0.0, arrived[lot.lot] - stood)
        left = max(0.0, lot.quantity - gone[lot.lot] - arrived[lot.lot])
        row = mission.disposition(lot, "ship")
        points += left * lot.harm_if_captured
        lost += (
            left + (shipped * (1 - row.recovery_share) if row is not None else 0.0)
        ) * lot.value
        cost += shipped * row.cost_per_unit if row is not None else 0.0
    return points, lost, cost


def transport(opened: Case) -> float:
    """Return what serials cost: vehicles by km and by day in the serial, flights by block hour."""
    cost = 0.0
    for hop in opened.hops:
        cost += sum(n * kind.cost_per_km for _, kind, n in hop.vehicles) * hop.leg.km
        cost += (
            hop.stage.rotations
            * hop.leg.travel_hours
            * sum(kind.cost_per_hour for _, kind, _ in hop.aircraft)
        )
    for j in opened.journeys:
        if j.load.kind == "vehicle":
            kind = opened.mission.vehicle[opened.mission.fleet[j.load.item].vehicle]
            cost += j.load.quantity * kind.cost_per_day * max(0.0, j.arrive - j.depart) / 24
    return cost


def standing(opened: Case) -> float:
    """Return what sites cost for the days they are open."""
    return sum(
        site.standing_cost_per_day * max(0.0, opened.open_until(site.site)) / 24
        for site in opened.mission.sites
    )
