"""Rows of the tables that say in words what maps and lines show: legs, movements, stocks."""

import attrs

from exeunt.facts.facts import Facts
from exeunt.facts.legs import Span, level, usual_hours
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.facts.stocks import Stock
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class LegRow:
    """One leg: where, how far, under which threat, permitted to whom, what travels it, its harm."""

    leg: str
    name: str
    mode: str
    km: str
    hours: str
    threat: str
    people: str
    cargo: str
    uses: str
    harm: str


@attrs.frozen(kw_only=True)
class MovementRow:
    """One serial: its way and times, what is aboard, the harm to expect."""

    serial: str
    kind: str
    way: tuple[str, ...]
    depart: str
    arrive: str
    vehicles: str
    kinds: str
    people: str
    units: str
    teu: str
    t: str
    harm: str


@attrs.frozen(kw_only=True)
class StockRow:
    """One stock in its unit: at the start, at the lowest and when; its use, what is left over."""

    supply: str
    site: str
    start: str
    capacity: str
    lowest: str
    when: str
    use: str
    days: str
    left: str
    unit: str


def leg_rows(facts: Facts, say: Words) -> list[LegRow]:
    """Return a row for each leg, those that most travels first; none where routes are veiled."""
    if say.veil.routes != "full":
        return []

    def most_used(leg: Leg) -> tuple[float, str]:
        # Even an order by exact numbers would tell them where only ranges may be told.
        uses = say.veil.grain(facts.uses.get(leg.leg, 0.0))
        return (-uses, leg.leg)

    return [leg_row(facts, leg, say) for leg in sorted(facts.mission.legs, key=most_used)]


def leg_row(facts: Facts, leg: Leg, say: Words) -> LegRow:
    """Return one leg's row."""
    mission = facts.mission
    story = facts.legs[leg.leg]
    strikes = story.worst_strikes
    threat = say(f"threat.{level(strikes)}")
    uses = ""
    travelling = facts.uses.get(leg.leg, 0.0)
    if travelling:
        counted = "sortie" if leg.mode == "air" else "vehicle"
        uses = say.strengths(counted, travelling)
    harm = ""
    if not say.veil.drawn:
        harm = say.amount(facts.harm.legs.get(leg.leg, 0.0))
    return LegRow(
        leg=leg.leg,
        name=say(
            "leg_ends",
            origin=say.site(mission, leg.origin),
            destination=say.site(mission, leg.destination),
        ),
        mode=say(f"mode.{leg.mode}"),
        km=say.number(leg.km),
        hours=say.amount(usual_hours(mission, leg)),
        threat=say("leg.strikes", word=threat, most=say.amount(strikes)),
        people=leave_words(story.people, say),
        cargo=leave_words(story.cargo, say),
        uses=uses,
        harm=harm,
    )


def leave_words(spans: tuple[Span, ...], say: Words) -> str:
    """List what is ever permitted, each once, in the order in which it comes."""
    return say.listed(dict.fromkeys(say(f"leave.{span.value}") for span in spans))


def movement_rows(facts: Facts, say: Words) -> list[MovementRow]:
    """Return a row for each serial, in the order of leaving; none where anything is kept back."""
    if say.veil.drawn:
        return []
    return [movement_row(facts, movement, say) for movement in facts.movements]


def movement_row(facts: Facts, movement: Movement, say: Words) -> MovementRow:
    """Return one serial's row."""
    mission = facts.mission
    # One aircraft may fly several times: what is counted of a flight is its sorties.
    vehicles = movement.vehicles
    if movement.mode == "air":
        vehicles = movement.rotations
    kinds = [f"{say.number(count)} {kind}" for kind, count in movement.kinds.items()]
    return MovementRow(
        serial=movement.serial,
        kind=say(f"kind.{movement.kind}"),
        way=tuple(say.site(mission, site) for site in movement.stops),
        depart=say.moment(mission.time(movement.depart)),
        arrive=say.moment(mission.time(movement.arrive)),
        vehicles=say.number(vehicles),
        kinds=say.listed(kinds),
        people=say.number(movement.passengers),
        units=say.number(movement.units),
        teu=say.amount(max(carried_teu(hop) for hop in movement.hops)),
        t=say.amount(max(carried_t(hop) for hop in movement.hops)),
        harm=say.amount(facts.harm.serials[movement.serial]),
    )


def type_name(mission: Mission, fleet: str) -> str:
    """Return what the vehicles or aircraft of a fleet are called."""
    if fleet in mission.fleet:
        vehicle = mission.vehicle[mission.fleet[fleet].vehicle]
        return vehicle.name or vehicle.vehicle
    craft = mission.aircraft_type[mission.air_fleet[fleet].aircraft]
    return craft.name or craft.aircraft


def stock_rows(facts: Facts, say: Words) -> list[StockRow]:
    """Return a row for each stock, the one nearest to nothing first; none where any is veiled."""
    if say.veil.drawn:
        return []

    def nearest_to_nothing(stock: Stock) -> tuple[float, str, str]:
        supply = stock.row
        share = 0.0
        if supply.stock:
            share = stock.lowest.level / supply.stock
        return (share, supply.supply, supply.site)

    return [
        stock_row(facts.mission, stock, say)
        for stock in sorted(facts.stocks, key=nearest_to_nothing)
    ]


def stock_row(mission: Mission, stock: Stock, say: Words) -> StockRow:
    """Return one stock's row."""
    supply = stock.row
    hour, lowest = stock.lowest
    # Without a capacity of its own a store holds whatever comes.
    capacity = "–"
    if supply.capacity is not None:
        capacity = say.amount(supply.capacity)
    # Where nobody uses any it lasts for ever, and no number says so.
    days = "–"
    if stock.days_at_last_lift is not None:
        days = say.amount(stock.days_at_last_lift)
    return StockRow(
        supply=say(f"supply.{supply.supply}"),
        site=say.site(mission, supply.site),
        start=say.amount(supply.stock),
        capacity=capacity,
        lowest=say.amount(lowest),
        when=say.date(mission.time(hour)),
        use=say.amount(stock.uses.at(0.0)),
        days=days,
        left=say.amount(stock.left_over),
        unit=say(f"supplyunit.{supply.supply}"),
    )
