"""The assumed figures that matter most, in words: those that weigh most in the objective, and the limits that the plan leans on."""

from datetime import datetime

import attrs

from exeunt.facts.leaning import leanings
from exeunt.facts.weights import SIZES, weights
from exeunt.model.columns import Column, Row, columns
from exeunt.model.figures import Figure
from exeunt.model.forces import Disposition, Lot, Party
from exeunt.model.mission import TABLES, Mission
from exeunt.model.places import Leg, Season, Site, Threat
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.words.words import Words

TOP = 20
"""Assumed figures that are printed."""
LEANING = 10


@attrs.frozen(kw_only=True)
class WeightRow:
    """An assumed figure: whose, which, its value and range, the change of the objective; ``share`` of the largest change is for a bar."""

    thing: str
    figure: str
    value: str
    span: str
    change: str
    share: float


@attrs.frozen(kw_only=True)
class LeaningRow:
    """A kind of assumed limit: which, how many are assumed, in which direction worse, the rules it breaks, how often, where first."""

    figure: str
    assumed: str
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


def doubtful(mission: Mission, plan: Plan, say: Words) -> Doubtful:
    """Find and word the assumed figures that matter most to a plan.

    Raises:
        InputError: the plan names what the mission does not have.
    """
    found, rows = weights(mission, plan), mission.rows()
    top = (say.rounded(found[0].change) if found else None) or 1.0
    weighed = []
    for w in found[:TOP]:
        row, contract = rows[w.table][w.row], field(w.table, w.field)
        shown = not say.veil.drawn
        value = figure(w.value, contract, mission, say) if shown else ""
        span = (
            say(
                "doubt.stated" if w.stated else "doubt.spread",
                low=edge(w.low, say),
                high=edge(w.high, say),
            )
            if shown
            else ""
        )
        weighed.append(
            WeightRow(
                thing=named(mission, row, say),
                figure=header(w.table, w.field, row, say),
                value=value,
                span=span,
                change=say.cost(w.change, mission.currency),
                share=(say.rounded(w.change) or 0.0) / top,
            )
        )
    leaning = [
        LeaningRow(
            figure=header(x.table, x.field, None, say),
            assumed=say.count("figure", x.assumed),
            worse=say("doubt.more" if x.worse > 0 else "doubt.less"),
            rules=x.rules,
            breaches="" if say.veil.drawn else say.number(x.breaches),
            where="" if say.veil.drawn else x.where,
        )
        for x in leanings(mission, plan)[:LEANING]
    ]
    sizes = {
        table: sum(1 for row in rows[table] if row.is_assumed(name))
        for table, name in sorted(SIZES)
    }
    return Doubtful(
        weights=tuple(weighed),
        weighing=len(found),
        leanings=tuple(leaning),
        parties=sizes["parties"],
        lots=sizes["lots"],
    )


def field(table: str, name: str) -> Column:
    """Return the contract of a table's field."""
    return next(c for c in columns(TABLES[table]) if c.name == name)


def header(table: str, name: str, row: Row | None, say: Words) -> str:
    """Return what a figure is called, with its table."""
    if table == "doctrine":
        return say("figure." + (row.name if isinstance(row, Figure) else name))
    contract = field(table, name)
    return say(
        "doubt.figure",
        table=say("table." + table),
        field=contract.fr if say.language == "fr" else contract.en,
    )


def figure(value: float | datetime, contract: Column, mission: Mission, say: Words) -> str:
    """Print a figure's value with its unit."""
    if isinstance(value, datetime):
        return say.date(value)
    return f"{say.amount(value)}{say.unit(contract.unit, mission.currency)}"


def edge(value: float | datetime, say: Words) -> str:
    """Print an end of a range."""
    return say.date(value) if isinstance(value, datetime) else say.amount(value)


def named(mission: Mission, row: Row, say: Words) -> str:  # noqa: C901, PLR0911 - a name for each kind of row
    """Return whose figure it is."""
    match row:
        case Site():
            return say.site(mission, row.site)
        case Leg() | Season() | Threat():
            return say.where(mission, row.leg) if say.veil.routes == "full" else say("a_leg")
        case Party():
            return row.name or row.party
        case Lot():
            return say("doubt.at", thing=row.item or row.lot, site=say.site(mission, row.site))
        case Disposition():
            kind = (
                say("class." + row.kit_class) if row.kit_class != "*" else say("doubt.all_classes")
            )
            owner = say("owner." + row.owner) if row.owner != "*" else say("doubt.all_owners")
            return say(
                "doubt.disposition",
                disposition=say("fate." + row.disposition),
                kind=kind,
                owner=owner,
            )
        case VehicleType() | AircraftType():
            return row.name or (row.vehicle if isinstance(row, VehicleType) else row.aircraft)
        case Fleet():
            return say(
                "doubt.at",
                thing=mission.vehicle[row.vehicle].name or row.vehicle,
                site=say.site(mission, row.site),
            )
        case AirFleet():
            return say(
                "doubt.at",
                thing=mission.aircraft_type[row.aircraft].name or row.aircraft,
                site=say.site(mission, row.site),
            )
        case Supply():
            return say(
                "doubt.at", thing=say("supply." + row.supply), site=say.site(mission, row.site)
            )
        case Permission():
            return row.permission if say.veil.routes == "full" else say.permission(mission, row)
        case Figure():
            return say("table.doctrine")
    return ""
