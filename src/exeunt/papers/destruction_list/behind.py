"""What stays behind: abandoned, left, or given where nobody is there to take it."""

from collections import defaultdict

from exeunt.documents.parts import Value
from exeunt.facts.left import kit_reasons, other_ways
from exeunt.model.forces import GIVING, Lot
from exeunt.model.plan import Disposal
from exeunt.papers.destruction_list.destroyed import kit
from exeunt.papers.dossier import Dossier


def behind(dossier: Dossier) -> list[dict[str, Value]]:
    """Return what stays behind, a row for each lot and site; what would harm most first.

    Vehicles of fleets come last. What is given away where nobody is there to take it stays behind
    too. The sum of the harm is the plan's ``capture_points``.
    """
    rows = []
    for lot, site, left, abandoned in dossier.reading.behind:
        when = [
            d.done
            for d in dossier.plan.disposals
            if d.lot == lot.lot and d.site == site and d.disposition == "abandon"
        ]
        reasons = [
            *kit_reasons(dossier.reading, lot, site, left),
            other_ways(dossier.mission, lot, site),
        ]
        because = " ".join(dossier.say.reason(reason, dossier.mission) for reason in reasons)
        rows.append(
            behind_row(
                dossier,
                lot,
                site,
                left + abandoned,
                {
                    "abandoned": abandoned,
                    "left": left,
                    "when": min(when, default=None),
                    "why": because,
                },
            )
        )
    rows += [given_row(dossier, disposals) for disposals in given(dossier)]
    rows.sort(key=lambda r: (-float(r["harm"] or 0), -float(r["value"] or 0), str(r["lot"])))  # type: ignore[arg-type]
    return rows + [
        fleet_row(dossier, d) for d in dossier.plan.disposals if d.lot in dossier.mission.fleet
    ]


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

    Nobody is there where a site closes before its receiver is ready.
    """
    groups: dict[tuple[str, str, str], list[Disposal]] = defaultdict(list)
    for d in dossier.plan.disposals:
        closure = dossier.plan.closes.get(d.site)
        if (
            d.disposition in GIVING
            and d.lot in dossier.mission.lot
            and closure is not None
            and closure.vacuum_days > 0
        ):
            groups[d.lot, d.site, d.disposition].append(d)
    return list(groups.values())


def given_row(dossier: Dossier, rows: list[Disposal]) -> dict[str, Value]:
    """Return the row of units of a lot that are given to nobody."""
    say, first, units = dossier.say, rows[0], sum(d.quantity for d in rows)
    because = dossier.word(
        "destruction.given",
        fate=say(f"fate.{first.disposition}"),
        ready=say.date(dossier.mission.site[first.site].receiver_ready),
    )
    facts: dict[str, Value] = {"given": units, "when": min(d.done for d in rows), "why": because}
    return behind_row(dossier, dossier.mission.lot[first.lot], first.site, units, facts)


def fleet_row(dossier: Dossier, d: Disposal) -> dict[str, Value]:
    """Return the row of vehicles of a fleet that are abandoned."""
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
