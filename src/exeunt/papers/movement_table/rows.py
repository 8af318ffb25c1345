"""The rows of the movement table: serials, stages, and what moves by week."""

from collections.abc import Iterable, Iterator

from exeunt.documents.parts import Value
from exeunt.facts.movements import Hop, Movement, carried_t, carried_teu, nights_of
from exeunt.model.forces import POPULATIONS
from exeunt.papers.dossier import TEAMS, Dossier
from exeunt.papers.loads import teu_of, tonnes_of
from exeunt.papers.reporting_periods import period_of


def serial_row(dossier: Dossier, movement: Movement) -> dict[str, Value]:
    """Return a serial's row."""
    people = [j for j in movement.journeys if j.load.kind == "people"]
    # By population, as every headcount of a mission is: a figure without one says nothing.
    counts = dict.fromkeys(POPULATIONS, 0)
    for journey in people:
        party = dossier.mission.party[journey.load.item]
        counts[party.population] += round(journey.load.quantity)
    # Crews that come with hired vehicles are in no party, so no headcount has them.
    hired = round(max(hop.contract_crew for hop in movement.hops))
    booked = sum(round(j.load.quantity) for j in people if j.load.role == "crew")
    return {
        "serial": movement.serial,
        "kind": dossier.kind(movement),
        "route": dossier.route(movement),
        "depart": movement.hops[0].stage.depart,
        "arrive": movement.hops[-1].stage.arrive,
        "days": (movement.arrive - movement.depart) / 24,
        "km": sum(hop.leg.km for hop in movement.hops),
        "vehicles": round(movement.vehicles),
        "by_type": by_type(dossier, movement),
        "escort": round(min(dossier.teams(hop, "escort") for hop in movement.hops)),
        "people": sum(counts.values()) + hired,
        "crew": booked + hired,
        "passengers": sum(counts.values()) - booked,
        **counts,
        "hired_crew": hired,
        "units": round(movement.units),
        "teu": sum(teu_of(dossier, j) for j in movement.journeys),
        "tonnes": sum(tonnes_of(dossier, j) for j in movement.payload),
        "permissions": "; ".join(dossier.permissions(movement)),
        "casualties": sum(dossier.facts.risk(hop) for hop in movement.hops),
    }


def by_type(dossier: Dossier, movement: Movement) -> str:
    """Say a serial's vehicles and self-driving kit by type: ``10 × Flatbed; 4 × jeeps``."""
    mission, counts = dossier.mission, dict(movement.kinds)
    for j in movement.journeys:
        if j.load.kind == "lot" and j.load.role == "driven":
            name = mission.lot[j.load.item].item or j.load.item
            counts[name] = counts.get(name, 0.0) + j.load.quantity
    return "; ".join(f"{n:g}\u00a0×\u00a0{name}" for name, n in counts.items())


def stage_rows(dossier: Dossier, movement: Movement) -> Iterator[dict[str, Value]]:
    """Yield a row for each stage of a serial."""
    for hop, after in zip(movement.hops, [*movement.hops[1:], None], strict=True):
        # Blank after the last stage: it ends there, and 0 would say that it passes.
        halt_hours = None
        if after is not None:
            halt_hours = (after.stage.depart - hop.stage.arrive).total_seconds() / 3600
        yield {
            **way_of(dossier, movement.serial, hop),
            "planned_hours": hop.hours,
            "nights": nights_of(dossier.mission, hop),
            "halt_hours": halt_hours,
            "vehicles": round(hop.vehicle_count),
            **{team: round(dossier.teams(hop, team)) for team in TEAMS},
            "people": round(hop.people_count),
            "passengers": round(sum(hop.passengers.values())),
            "teu": carried_teu(hop),
            "tonnes": carried_t(hop),
            "strikes": dossier.facts.strikes(hop.leg, hop.depart),
            "casualties": dossier.facts.risk(hop),
            "permissions": "; ".join(dossier.leaves_of(movement, hop)),
        }


def way_of(dossier: Dossier, serial: str, hop: Hop) -> dict[str, Value]:
    """Return what says where and when a stage goes."""
    return {
        "serial": serial,
        "stage": hop.stage.stage,
        "mode": dossier.say(f"mode.{hop.mode}"),
        "leg": hop.leg.leg,
        "from": dossier.site(hop.origin),
        "to": dossier.site(hop.destination),
        "km": hop.leg.km,
        "depart": hop.stage.depart,
        "arrive": hop.stage.arrive,
    }


def period_rows(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each period and mode in which serials leave, then their total."""
    groups: dict[tuple[str, str], list[Movement]] = {}
    for movement in dossier.movements:
        period = period_of(movement.hops[0].stage.depart, daily=dossier.say.fine)
        groups.setdefault((period.key, movement.mode), []).append(movement)
    rows = []
    for (_, mode), members in sorted(groups.items()):
        period = period_of(members[0].hops[0].stage.depart, daily=dossier.say.fine)
        rows.append(
            {
                "period": period.key,
                "begin": period.begin,
                "mode": dossier.say(f"mode.{mode}"),
                **sums(dossier, members),
            }
        )
    return [
        *rows,
        {
            "period": dossier.word("total"),
            "begin": None,
            "mode": "",
            **sums(dossier, dossier.movements),
        },
    ]


def sums(dossier: Dossier, members: Iterable[Movement]) -> dict[str, Value]:
    """Return the sums over some serials."""
    listed = list(members)
    return {
        "serials": len(listed),
        "sorties": sum(m.rotations for m in listed if m.mode == "air"),
        "vehicles": sum(round(m.vehicles) for m in listed),
        "passengers": sum(round(m.passengers) for m in listed),
        "units": sum(round(m.units) for m in listed),
        "teu": sum(teu_of(dossier, j) for m in listed for j in m.journeys),
        "tonnes": sum(tonnes_of(dossier, j) for m in listed for j in m.payload),
        "casualties": sum(dossier.facts.risk(hop) for m in listed for hop in m.hops),
    }
