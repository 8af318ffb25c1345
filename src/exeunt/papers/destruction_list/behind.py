"""What stays behind: abandoned, left, or given where nobody is there to take it."""

from collections import defaultdict

from exeunt.documents.parts import Value
from exeunt.facts.kinds import NOBODY
from exeunt.facts.left import kit_reasons, other_ways
from exeunt.model.forces import Lot
from exeunt.model.plan import Disposal
from exeunt.papers.destruction_list.destroyed import kit
from exeunt.papers.dossier import Dossier


def behind(dossier: Dossier) -> list[dict[str, Value]]:
    """Return what stays behind, a row for each lot and site; what would harm most first.

    Vehicles of fleets come last. What is given away where nobody is there to take it stays behind
    too. The sum of the harm is the plan's ``capture_points``.
    """
    rows = [
        left_row(dossier, lot, site, left, abandoned)
        for lot, site, left, abandoned, _ in dossier.reading.behind
        if left or abandoned
    ]
    rows += [given_row(dossier, disposals) for disposals in given(dossier)]
    # A list that is cut short in a hurry is cut at its end.
    rows.sort(key=harm_first)
    fleets = [d for d in dossier.plan.disposals if d.lot in dossier.mission.fleet]
    return rows + [fleet_row(dossier, d) for d in fleets]


def harm_first(record: dict[str, Value]) -> tuple[float, float, str]:
    """Return what rows are sorted by: harm, then value, the greatest first, then the lot."""
    harm, value = record["harm"], record["value"]
    # Both are figures in every row of a lot.
    return (-float(harm or 0), -float(value or 0), str(record["lot"]))  # type: ignore[arg-type]


def left_row(dossier: Dossier, lot: Lot, site: str, left: int, abandoned: int) -> dict[str, Value]:
    """Return the row of units of a lot that the plan abandons at a site, or leaves there."""
    reasons = [
        *kit_reasons(dossier.reading, lot, site, left),
        other_ways(dossier.mission, lot, site),
    ]
    when = [
        d.done
        for d in dossier.plan.disposals
        if d.lot == lot.lot and d.site == site and d.disposition == "abandon"
    ]
    facts: dict[str, Value] = {
        "abandoned": abandoned,
        "left": left,
        "when": min(when, default=None),
        "why": " ".join(dossier.say.reason(reason, dossier.mission) for reason in reasons),
    }
    return behind_row(dossier, lot, site, left + abandoned, facts)


def behind_row(
    dossier: Dossier, lot: Lot, site: str, units: int, facts: dict[str, Value]
) -> dict[str, Value]:
    """Return the row of units of a lot that stay behind at a site."""
    return {
        "site": dossier.site(site),
        **kit(dossier, lot),
        "abandoned": 0,
        "left": 0,
        "given": 0,
        "tonnes": units * lot.mass_t,
        "harm_each": lot.harm_if_captured,
        "harm": units * lot.harm_if_captured,
        "value": units * lot.value,
        "authority": "",
        **facts,
    }


def given(dossier: Dossier) -> list[list[Disposal]]:
    """Return the disposals that give units to nobody, by lot, site and way.

    Nobody is there where a site has no receiver, or is left before that comes, or where nobody
    stays with what is transferred.
    """
    groups: dict[tuple[str, str, str], list[Disposal]] = defaultdict(list)
    fates = dossier.reading.ends.disposal_fates
    for d, fate in zip(dossier.plan.disposals, fates, strict=True):
        if fate == NOBODY:
            groups[d.lot, d.site, d.disposition].append(d)
    return list(groups.values())


def given_row(dossier: Dossier, disposals: list[Disposal]) -> dict[str, Value]:
    """Return the row of units of a lot that are given to nobody."""
    say, first = dossier.say, disposals[0]
    units = sum(d.quantity for d in disposals)
    ready = dossier.mission.site[first.site].receiver_ready
    key = "destruction.given_nobody" if ready is None else "destruction.given"
    because = dossier.word(key, fate=say(f"fate.{first.disposition}"), ready=say.date(ready))
    facts: dict[str, Value] = {
        "given": units,
        "when": min(d.done for d in disposals),
        "why": because,
    }
    return behind_row(dossier, dossier.mission.lot[first.lot], first.site, units, facts)


def fleet_row(dossier: Dossier, d: Disposal) -> dict[str, Value]:
    """Return the row of vehicles of a fleet that are abandoned."""
    # Neither mass nor harm: the tables have none of a fleet's vehicles, and blank is not 0.
    fleet = dossier.mission.fleet[d.lot]
    kind = dossier.mission.vehicle[fleet.vehicle]
    return {
        "site": dossier.site(d.site),
        "lot": d.lot,
        "item": kind.name or kind.vehicle,
        "kit_class": dossier.say("class.vehicle"),
        "owner": dossier.word(f"owned.{fleet.ownership}"),
        "provider": "",
        "abandoned": d.quantity,
        "left": 0,
        "given": 0,
        "tonnes": None,
        "harm_each": None,
        "harm": None,
        "value": d.quantity * fleet.value,
        "when": d.done,
        "why": dossier.say("why.fleet"),
        "authority": "",
    }
