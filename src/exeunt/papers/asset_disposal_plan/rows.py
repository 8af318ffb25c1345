"""The rows of the asset disposal plan.

They sum by disposal group and owner, by disposition, by site, and by lot.
"""

from collections.abc import Iterable, Sequence

from exeunt.documents.parts import Value
from exeunt.facts.kinds import FATES, KIND_OF
from exeunt.model.forces import GROUPS, OWNERS
from exeunt.papers.asset_disposal_plan.fates import FLEET, Fall
from exeunt.papers.dossier import Dossier

NEED_CONSENT = {"sell", "gift", "handover", "destroy"}
"""What may be done with contingent-owned kit only if its owner agrees (rule owner_consent)."""


def money(members: Iterable[Fall]) -> dict[str, Value]:
    """Return units and values of some kit, summed."""
    listed = list(members)
    value = sum(f.value for f in listed)
    back = sum(f.recovered for f in listed)
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
    if owner == FLEET:
        return dossier.word("disposal.fleets")
    return dossier.say(f"owner.{owner}")


def group_rows(dossier: Dossier, kit: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each disposal group and owner, then the total."""
    # The groups of the regulation in its order: a board that approves the plan goes by them.
    groups = [*(group for group in GROUPS if group), ""]
    rows = []
    for owner in (*OWNERS, FLEET):
        for group in groups:
            members = [f for f in kit if (f.group, f.owner) == (group, owner)]
            if members:
                names = group_name(dossier, group), owner_name(dossier, owner)
                rows.append(group_row(members, *names))
    return [*rows, group_row(kit, dossier.word("total"), "")]


def group_row(members: Sequence[Fall], group: str, owner: str) -> dict[str, Value]:
    """Return the row of some kit, with its units by what becomes of them."""
    fates = {fate: sum(f.units for f in members if f.fate == fate) for fate in FATES}
    return {
        "group": group,
        "owner": owner,
        "lots": len({f.name for f in members}),
        **money(members),
        **fates,
    }


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
                        "kind": dossier.say(f"kind_of_kit.{KIND_OF[fate]}"),
                        "owner": owner_name(dossier, owner),
                        **money(members),
                        **span(members),
                    }
                )
    return [
        *rows,
        {"fate": dossier.word("total"), "kind": "", "owner": "", **money(kit), **span(kit)},
    ]


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
    # Nothing is known of the sizes of a fleet's vehicles: blank, as 0 would be summed up.
    tonnes: float | None = None
    teu: float | None = None
    kit_class, provider = "vehicle", ""
    if lot is not None:
        tonnes, teu = fall.sizes()
        kit_class, provider = lot.kit_class, lot.provider
    return {
        "lot": fall.name,
        "item": fall.item,
        "kit_class": say(f"class.{kit_class}"),
        "owner": owner_name(dossier, fall.owner),
        "provider": provider,
        "group": group_name(dossier, fall.group),
        "home": dossier.site(fall.home),
        "fate": say(f"fate.{fall.fate}"),
        "kind": say(f"kind_of_kit.{fall.kind}"),
        "site": dossier.site(fall.site),
        "quantity": fall.units,
        "tonnes": tonnes,
        "teu": teu,
        "first": fall.first,
        "last": fall.last,
        "value": fall.value,
        "recovery": fall.recovery,
        "recovered": fall.recovered,
        "lost": fall.value - fall.recovered,
        "cost": fall.cost,
        "consent": consent(dossier, fall),
        "authority": "",
    }


def consent(dossier: Dossier, fall: Fall) -> str:
    """Say whether the owner agrees to what becomes of units; blank where nobody is asked."""
    if fall.lot is None or fall.lot.owner != "contingent" or fall.fate not in NEED_CONSENT:
        return ""
    return dossier.word("yes" if fall.lot.consent else "no")
