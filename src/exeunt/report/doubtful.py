"""The assumed figures that matter most, in words: those that weigh, and those a plan leans on."""

from datetime import datetime

import attrs

from exeunt.facts.assumed import is_guessed
from exeunt.facts.facts import Facts
from exeunt.facts.leaning import MORE, Leaning
from exeunt.facts.weights import SIZES, Weight
from exeunt.model.columns import Column, Row, columns, header_in
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Figure
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Season, Threat
from exeunt.model.legs import Leg
from exeunt.model.mission import TABLES, Mission
from exeunt.model.pace import Pace
from exeunt.model.places import Site
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.words.reasons import said
from exeunt.words.words import Words

TOP = 20
"""Assumed figures that are printed."""
LEANING = 10
"""Kinds of assumed limits that are printed."""

EVERY = "*"
"""What a disposition says that is about every class, or every owner."""


@attrs.frozen(kw_only=True)
class WeightRow:
    """An assumed figure: whose, which, its value and range, the change of the objective.

    ``share`` of the largest change is for a bar.
    """

    thing: str
    figure: str
    value: str
    span: str
    change: str
    share: float


@attrs.frozen(kw_only=True)
class LeaningRow:
    """A kind of limit without a source: which, how many are, how worse, what breaks."""

    figure: str
    doubted: str
    worse: str
    rules: tuple[str, ...]
    breaches: str
    where: str


@attrs.frozen(kw_only=True)
class Doubtful:
    """Both lists, how many figures weigh at all, and how many sizes are assumed besides."""

    weights: tuple[WeightRow, ...]
    weighing: int
    leanings: tuple[LeaningRow, ...]
    parties: int
    lots: int


def doubtful(facts: Facts, say: Words) -> Doubtful:
    """Word the assumed figures that matter most to a plan."""
    mission = facts.mission
    rows = mission.rows()
    sizes = {table: sum(is_guessed(row, name) for row in rows[table]) for table, name in SIZES}
    weights = facts.weights[:TOP]
    # Bars are as coarse as the figures beside them: their lengths would tell the exact ones.
    longest = max((rounded_change(weight, say) for weight in weights), default=0.0) or 1.0
    return Doubtful(
        weights=tuple(weight_row(mission, weight, longest, say) for weight in weights),
        weighing=len(facts.weights),
        leanings=tuple(leaning_row(leaning, mission, say) for leaning in facts.leanings[:LEANING]),
        parties=sizes["parties"],
        lots=sizes["lots"],
    )


def rounded_change(weight: Weight, say: Words) -> float:
    """Return the change of the objective as finely as it may be told."""
    return say.rounded(weight.change) or 0.0


def weight_row(mission: Mission, weight: Weight, longest: float, say: Words) -> WeightRow:
    """Word one figure; its value and range only where nothing is kept back."""
    row = mission.rows()[weight.table][weight.row]
    value = span = ""
    if not say.veil.drawn:
        value = figure(weight.value, field(weight.table, weight.field), mission, say)
        key = "doubt.stated" if weight.stated else "doubt.spread"
        span = say(key, low=edge(weight.low, say), high=edge(weight.high, say))
    return WeightRow(
        thing=named(mission, row, say),
        figure=header(weight.table, weight.field, row, say),
        value=value,
        span=span,
        change=say.cost(weight.change, mission.currency),
        share=rounded_change(weight, say) / longest,
    )


def leaning_row(leaning: Leaning, mission: Mission, say: Words) -> LeaningRow:
    """Word one kind of limit; what breaks, and where, only where nothing is kept back."""
    breaches = where = ""
    if not say.veil.drawn:
        breaches = say.number(leaning.breaches)
        where = said(leaning.where, mission, say)
    return LeaningRow(
        figure=header(leaning.table, leaning.field, None, say),
        doubted=say.listed(
            [
                say.count(key, number)
                for key, number in (("guess", leaning.assumed), ("default", leaning.default))
                if number
            ]
        ),
        worse=say("doubt.more" if leaning.worse == MORE else "doubt.less"),
        rules=leaning.rules,
        breaches=breaches,
        where=where,
    )


def field(table: str, name: str) -> Column:
    """Return the contract of a table's field."""
    contract = {column.name: column for column in columns(TABLES[table])}
    return contract[name]


def header(table: str, name: str, row: Row | None, say: Words) -> str:
    """Return what a figure is called, with its table."""
    # A row of doctrine is one figure: its name is the row's, and every field's is "value".
    if isinstance(row, Figure):
        return say("figure." + row.name)
    if table == "doctrine":
        return say("figure." + name)
    contract = field(table, name)
    return say(
        "doubt.figure",
        table=say("table." + table),
        field=header_in(contract, say.language),
    )


def figure(value: float | datetime, contract: Column, mission: Mission, say: Words) -> str:
    """Print a figure's value with its unit."""
    if isinstance(value, datetime):
        return say.date(value)
    unit = say.unit(contract.unit, mission.currency)
    return say.amount(value) + unit


def edge(value: float | datetime, say: Words) -> str:
    """Print an end of a range."""
    if isinstance(value, datetime):
        return say.date(value)
    return say.amount(value)


def named(mission: Mission, row: Row, say: Words) -> str:
    """Return whose figure it is."""
    match row:
        case Site() | Leg() | Season() | Threat():
            return place_name(mission, row, say)
        case Lot() | Fleet() | AirFleet() | Supply():
            thing = thing_name(mission, row, say)
            return say("doubt.at", thing=thing, site=say.site(mission, row.site))
        case Party() | Pace():
            return own_name(row)
        case VehicleType() | AircraftType():
            return row.name or type_id(row)
        case Disposition():
            return disposition_name(row, say)
        case Permission():
            return permission_name(mission, row, say)
        case Figure():
            return say("table.doctrine")
    return ""


def own_name(row: Party | Pace) -> str:
    """Return the name of a party, or the id of a pace."""
    if isinstance(row, Pace):
        return row.pace
    return row.name or row.party


def permission_name(mission: Mission, permission: Permission, say: Words) -> str:
    """Name a permission by its id, or by what it is about where routes are kept back."""
    # An id such as "road-to-the-port" tells a route.
    if say.veil.routes != "full":
        return say.permission(mission, permission)
    return permission.permission


def type_id(row: VehicleType | AircraftType) -> str:
    """Return the id of a type of vehicle or aircraft."""
    if isinstance(row, VehicleType):
        return row.vehicle
    return row.aircraft


def place_name(mission: Mission, row: Site | Leg | Season | Threat, say: Words) -> str:
    """Name a site or a leg; a leg only where routes may be told."""
    if isinstance(row, Site):
        return say.site(mission, row.site)
    if say.veil.routes != "full":
        return say("a_leg")
    return say.where(mission, row.leg)


def thing_name(mission: Mission, row: Lot | Fleet | AirFleet | Supply, say: Words) -> str:
    """Name what stands at a site."""
    match row:
        case Lot():
            return row.item or row.lot
        case Fleet():
            return mission.vehicle[row.vehicle].name or row.vehicle
        case AirFleet():
            return mission.aircraft_type[row.aircraft].name or row.aircraft
        case Supply():
            return say("supply." + row.supply)


def disposition_name(row: Disposition, say: Words) -> str:
    """Name a disposition with the class and the owner whose kit it is about."""
    kind = "class." + row.kit_class
    if row.kit_class == EVERY:
        kind = "doubt.all_classes"
    owner = "owner." + row.owner
    if row.owner == EVERY:
        owner = "doubt.all_owners"
    return say(
        "doubt.disposition",
        disposition=say("fate." + row.disposition),
        kind=say(kind),
        owner=say(owner),
    )
