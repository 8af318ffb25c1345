"""The rows of the asset disposal plan.

They sum by disposal group and owner, by disposition, by site, and by lot.
"""

from collections.abc import Iterable

from exeunt.documents.parts import Value
from exeunt.model.forces import GROUPS, OWNERS
from exeunt.papers.asset_disposal_plan.fates import FATES, FLEET, Fall
from exeunt.papers.dossier import Dossier


def money(members: Iterable[Fall]) -> dict[str, Value]:
    """Return units and values of some kit, summed."""
    listed = list(members)
    value, back = sum(f.value for f in listed), sum(f.recovered for f in listed)
    return {
        "quantity": sum(f.units for f in listed),
        "value": value,
        "recovered": back,
        "lost": value - back,
        "cost": sum(f.cost for f in listed),
    }


def sizes(members: Iterable[Fall]) -> dict[str, Value]:
    """Return tonnes and TEU of some kit, summed."""
    measures = [f.sizes() for f in members]
    return {"tonnes": sum(t for t, _ in measures), "teu": sum(teu for _, teu in measures)}


def group_name(dossier: Dossier, group: str) -> str:
    """Say a disposal group."""
    if group:
        return dossier.word("disposal.group", group=group)
    return dossier.word("disposal.no_group")


def owner_name(dossier: Dossier, owner: str) -> str:
    """Say an owner."""
    return dossier.word("disposal.fleets") if owner == FLEET else dossier.say(f"owner.{owner}")


def group_rows(dossier: Dossier, kit: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each disposal group and owner, then the total."""

    def summed(members: list[Fall], group: str, owner: str) -> dict[str, Value]:
        fates = {fate: sum(f.units for f in members if f.fate == fate) for fate in FATES}
        return {
            "group": group,
            "owner": owner,
            "lots": len({f.name for f in members}),
            **money(members),
            **fates,
        }

    order = [
        (group, owner) for owner in (*OWNERS, FLEET) for group in (*[g for g in GROUPS if g], "")
    ]
    rows = []
    for group, owner in order:
        members = [f for f in kit if (f.group, f.owner) == (group, owner)]
        if members:
            rows.append(summed(members, group_name(dossier, group), owner_name(dossier, owner)))
    return [*rows, summed(list(kit), dossier.word("total"), "")]


def fate_rows(dossier: Dossier, kit: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each disposition and owner, then the total."""
    rows: list[dict[str, Value]] = []
    for fate in FATES:
        for owner in (*OWNERS, FLEET):
            members = [f for f in kit if (f.fate, f.owner) == (fate, owner)]
            if members:
                rows.append(
                    {
                        "fate": dossier.say(f"fate.{fate}"),
                        "owner": owner_name(dossier, owner),
                        **money(members),
                        **span(members),
                    }
                )
    return [*rows, {"fate": dossier.word("total"), "owner": "", **money(kit), **span(kit)}]


def span(members: Iterable[Fall]) -> dict[str, Value]:
    """Return when disposing of some kit begins and ends."""
    listed = list(members)
    return {
        "first": min((f.first for f in listed if f.first), default=None),
        "last": max((f.last for f in listed if f.last), default=None),
    }


def site_rows(dossier: Dossier, kit: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each site and disposition there, then the total."""
    rows: list[dict[str, Value]] = []
    for site in dossier.mission.sites:
        for fate in FATES:
            members = [f for f in kit if (f.site, f.fate) == (site.site, fate)]
            if members:
                rows.append(
                    {
                        "site": dossier.site(site.site),
                        "fate": dossier.say(f"fate.{fate}"),
                        **money(members),
                        **sizes(members),
                    }
                )
    return [*rows, {"site": dossier.word("total"), "fate": "", **money(kit), **sizes(kit)}]


def detail_row(dossier: Dossier, fall: Fall) -> dict[str, Value]:
    """Return the row of units with one fate at one place."""
    say, lot = dossier.say, fall.lot
    tonnes, teu = fall.sizes()
    needed = (
        lot is not None
        and lot.owner == "contingent"
        and fall.fate in {"sell", "gift", "handover", "destroy"}
    )
    return {
        "lot": fall.name,
        "item": fall.item,
        "kit_class": say(f"class.{lot.kit_class}") if lot else say("class.vehicle"),
        "owner": owner_name(dossier, fall.owner),
        "provider": lot.provider if lot else "",
        "group": group_name(dossier, fall.group),
        "home": dossier.site(fall.home),
        "fate": say(f"fate.{fall.fate}"),
        "site": dossier.site(fall.site),
        "quantity": fall.units,
        "tonnes": tonnes if lot else None,
        "teu": teu if lot else None,
        "first": fall.first,
        "last": fall.last,
        "value": fall.value,
        "recovery": fall.recovery,
        "recovered": fall.recovered,
        "lost": fall.value - fall.recovered,
        "cost": fall.cost,
        "consent": dossier.word("yes" if lot.consent else "no")
        if needed and lot is not None
        else "",
        "authority": "",
    }
