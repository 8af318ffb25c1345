"""Rows of the tables that say in words what maps and lines show: legs, movements, stocks."""

from typing import Any

import attrs

from exeunt.facts.harm import Harm
from exeunt.facts.legs import level, told_leave, told_threat
from exeunt.facts.movements import Movement, carried_t, carried_teu
from exeunt.facts.states import uses
from exeunt.facts.stocks import Stock
from exeunt.model.mission import Mission
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class LegRow:
    """One leg: between which sites, how far, under which threat, permitted to whom, what travels it, and the harm to expect."""

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


def leg_rows(mission: Mission, told: tuple[Movement, ...], harm: Harm, say: Words) -> list[LegRow]:
    """Return a row for each leg, those that most travels first; none where routes are veiled."""
    if say.veil.routes != "full":
        return []
    used = uses(told)
    found = []
    for leg in sorted(
        mission.legs, key=lambda leg: (-say.veil.grain(used.get(leg.leg, 0.0)), leg.leg)
    ):
        ends = {
            "origin": say.site(mission, leg.origin),
            "destination": say.site(mission, leg.destination),
        }
        strikes = [s for _, s in told_threat(mission, leg, say.veil)]
        worded = say(
            "leg.strikes", word=say(f"threat.{level(max(strikes))}"), most=say.amount(max(strikes))
        )
        granted = {
            p: say.listed(
                dict.fromkeys(
                    say(f"leave.{s.value}") for s in told_leave(mission, leg, p, say.veil)
                )
            )
            for p in ("people", "cargo")
        }
        amount = used.get(leg.leg, 0.0)
        found.append(
            LegRow(
                leg=leg.leg,
                name=say("leg_ends", **ends),
                mode=say(f"mode.{leg.mode}"),
                km=say.number(leg.km),
                hours=say.amount(leg.travel_hours),
                threat=worded,
                people=granted["people"],
                cargo=granted["cargo"],
                uses=say.strengths("sortie" if leg.mode == "air" else "vehicle", amount)
                if amount
                else "",
                harm="" if say.veil.drawn else say.amount(harm.legs.get(leg.leg, 0.0)),
            )
        )
    return found


def movement_rows(
    mission: Mission, told: tuple[Movement, ...], harm: Harm, say: Words
) -> list[dict[str, Any]]:
    """Return a row for each serial, in the order of leaving."""
    return [movement_row(mission, one, harm, say) for one in told]


def movement_row(mission: Mission, one: Movement, harm: Harm, say: Words) -> dict[str, Any]:
    """Return one serial's row."""
    return {
        "serial": one.serial,
        "kind": say(f"kind.{one.kind}"),
        "way": [say.site(mission, s) for s in one.stops],
        "depart": say.moment(mission.time(one.depart)),
        "arrive": say.moment(mission.time(one.arrive)),
        "vehicles": say.number(one.rotations if one.mode == "air" else one.vehicles),
        "kinds": say.listed(f"{say.number(n)} {name}" for name, n in one.kinds.items()),
        "people": say.number(one.passengers),
        "units": say.number(one.units),
        "teu": say.amount(max(carried_teu(hop) for hop in one.hops)),
        "t": say.amount(max(carried_t(hop) for hop in one.hops)),
        "harm": say.amount(harm.serials[one.serial]),
    }


def type_name(mission: Mission, fleet: str) -> str:
    """Return what the vehicles or aircraft of a fleet are called."""
    if fleet in mission.fleet:
        vehicle = mission.vehicle[mission.fleet[fleet].vehicle]
        return vehicle.name or vehicle.vehicle
    craft = mission.aircraft_type[mission.air_fleet[fleet].aircraft]
    return craft.name or craft.aircraft


def stock_rows(mission: Mission, held: tuple[Stock, ...], say: Words) -> list[dict[str, str]]:
    """Return a row for each stock, the one nearest to nothing first."""
    rows = sorted(
        held,
        key=lambda s: (s.lowest[1] / s.row.stock if s.row.stock else 0.0, s.row.supply, s.row.site),
    )
    return [
        {
            "supply": say(f"supply.{s.row.supply}"),
            "site": say.site(mission, s.row.site),
            "start": say.amount(s.row.stock),
            "capacity": say.amount(s.row.capacity) if s.row.capacity is not None else "–",
            "lowest": say.amount(s.lowest[1]),
            "when": say.date(mission.time(s.lowest[0])),
            "unit": say(f"supplyunit.{s.row.supply}"),
        }
        for s in rows
    ]
