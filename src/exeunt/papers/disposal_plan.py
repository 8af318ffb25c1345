"""The asset disposal plan: what becomes of every lot, by disposal group and owner, with values that tie."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.documents.parts import Field, Sheets, Value, table
from exeunt.model.forces import DISPOSITIONS, GROUPS, OWNERS, Disposition, Lot
from exeunt.papers.dossier import Dossier
from exeunt.papers.fields import CLASS, ITEM, LOT, OWNER, PROVIDER, QUANTITY, SITE, VALUE

FATES = (*DISPOSITIONS, "left")
FLEET = "fleet"
"""Stands for the owner of vehicles of fleets, which are in no lot."""


GROUP = Field(
    "group",
    "text",
    "Disposal group",
    "Groupe de cession",
    "Group of mission-owned kit after UN Financial Regulation 5.14; none for other kit.",
    "Groupe du matériel de la mission (article 5.14 du Règlement financier de l'ONU) ; aucun pour le reste.",
)
FATE = Field(
    "fate",
    "text",
    "Disposition",
    "Cession",
    "What becomes of it; left: neither out nor disposed of when planning ends.",
    "Ce qu'il devient ; laissé : ni sorti ni cédé à la fin de la planification.",
)
RECOVERED = Field(
    "recovered",
    "number",
    "Value recovered",
    "Valeur récupérée",
    "Value times the share that the disposition recovers.",
    "Valeur multipliée par la part que la cession permet de récupérer.",
    "currency",
)
LOST = Field(
    "lost",
    "number",
    "Value lost",
    "Valeur perdue",
    "Value less what is recovered.",
    "Valeur moins la part récupérée.",
    "currency",
)
COST = Field(
    "cost",
    "number",
    "Cost",
    "Coût",
    "Cost of disposing, or of shipping from the exit.",
    "Coût de la cession, ou de l'expédition depuis la sortie.",
    "currency",
)
FIRST = Field(
    "first",
    "moment",
    "From",
    "Du",
    "Beginning of the first disposal, or first arrival at the exit.",
    "Début de la première cession, ou première arrivée à la sortie.",
)
LAST = Field(
    "last",
    "moment",
    "To",
    "Au",
    "End of the last disposal, or last arrival at the exit.",
    "Fin de la dernière cession, ou dernière arrivée à la sortie.",
)
BY_GROUP = (
    GROUP,
    OWNER,
    Field(
        "lots",
        "whole",
        "Lots",
        "Lots",
        "Lots, or fleets with abandoned vehicles.",
        "Lots, ou parcs dont des véhicules sont abandonnés.",
        "lots",
    ),
    QUANTITY,
    VALUE,
    Field(
        "ship",
        "whole",
        "Shipped",
        "Expédiés",
        "Units at an exit where they may end.",
        "Unités parvenues à une sortie admise.",
        "units",
    ),
    Field("transfer", "whole", "Transferred", "Transférés", "Units.", "Unités.", "units"),
    Field("sell", "whole", "Sold", "Vendus", "Units.", "Unités.", "units"),
    Field("gift", "whole", "Given", "Donnés", "Units.", "Unités.", "units"),
    Field("handover", "whole", "Handed over", "Remis", "Units.", "Unités.", "units"),
    Field("destroy", "whole", "Destroyed", "Détruits", "Units.", "Unités.", "units"),
    Field("abandon", "whole", "Abandoned", "Abandonnés", "Units.", "Unités.", "units"),
    Field(
        "left",
        "whole",
        "Left",
        "Laissés",
        "Units neither out nor disposed of when planning ends.",
        "Unités ni sorties ni cédées à la fin de la planification.",
        "units",
        zero=True,
    ),
    RECOVERED,
    LOST,
    COST,
)
BY_FATE = (FATE, OWNER, QUANTITY, VALUE, RECOVERED, LOST, COST, FIRST, LAST)
BY_SITE = (
    SITE,
    FATE,
    QUANTITY,
    Field("tonnes", "number", "Mass", "Masse", "Of the units.", "Masse des unités.", "t"),
    Field(
        "teu",
        "number",
        "Containers",
        "Conteneurs",
        "Twenty-foot equivalents of the units.",
        "Équivalents vingt pieds des unités.",
        "TEU",
    ),
    VALUE,
    RECOVERED,
    LOST,
    COST,
)
DETAIL = (
    LOT,
    ITEM,
    CLASS,
    OWNER,
    PROVIDER,
    GROUP,
    Field(
        "home",
        "text",
        "Stands at",
        "Se trouve à",
        "Site where the lot stands at the start.",
        "Site où se trouve le lot au début.",
    ),
    FATE,
    Field(
        "site",
        "text",
        "Where",
        "Où",
        "Site where that happens; the exit of what is shipped.",
        "Lieu de l'opération ; la sortie pour ce qui est expédié.",
    ),
    QUANTITY,
    Field("tonnes", "number", "Mass", "Masse", "Of the units.", "Masse des unités.", "t"),
    Field(
        "teu",
        "number",
        "Containers",
        "Conteneurs",
        "Twenty-foot equivalents of the units.",
        "Équivalents vingt pieds des unités.",
        "TEU",
    ),
    FIRST,
    LAST,
    VALUE,
    Field(
        "recovery",
        "share",
        "Recovery",
        "Récupération",
        "Share of the value that the disposition recovers.",
        "Part de la valeur récupérée par la cession.",
    ),
    RECOVERED,
    LOST,
    COST,
    Field(
        "consent",
        "text",
        "Owner's consent",
        "Accord du propriétaire",
        "Whether the owner has agreed to it, where that is needed.",
        "Accord du propriétaire, lorsqu'il est requis.",
    ),
    Field(
        "authority",
        "text",
        "Authority",
        "Autorité",
        "To fill in: who approves it, and under which reference.",
        "À compléter : autorité d'approbation et référence.",
        fill=True,
    ),
)


@attrs.frozen(kw_only=True)
class Fall:
    """Units that have one fate at one place. ``lot`` is None for vehicles of a fleet."""

    name: str
    lot: Lot | None
    item: str
    home: str
    fate: str
    site: str
    units: int
    value_each: float
    first: datetime | None = None
    last: datetime | None = None
    row: Disposition | None = None

    @property
    def value(self) -> float:
        """Value of the units."""
        return self.units * self.value_each

    @property
    def recovery(self) -> float:
        """Share of the value recovered: what the tables say of the disposition; all of what is shipped where they say nothing."""
        if self.fate in {"abandon", "left"} or self.lot is None:
            return 0.0
        return self.row.recovery_share if self.row is not None else float(self.fate == "ship")

    @property
    def recovered(self) -> float:
        """Value recovered."""
        return self.value * self.recovery

    @property
    def cost(self) -> float:
        """Cost of the disposition."""
        return (
            self.units * self.row.cost_per_unit
            if self.row is not None and self.fate != "left"
            else 0.0
        )

    @property
    def owner(self) -> str:
        """Whose it is."""
        return self.lot.owner if self.lot is not None else FLEET

    @property
    def group(self) -> str:
        """Its disposal group; blank for none."""
        return (
            self.lot.disposal_group if self.lot is not None and self.lot.owner == "mission" else ""
        )

    def sizes(self) -> tuple[float, float]:
        """Return tonnes and TEU of the units; nothing is known of vehicles of fleets."""
        return (
            (self.units * self.lot.mass_t, self.units * self.lot.teu)
            if self.lot is not None
            else (0.0, 0.0)
        )


def falls(dossier: Dossier) -> tuple[Fall, ...]:
    """Return what becomes of all kit that is not out from the start, and of vehicles that are abandoned."""
    found = [
        fall
        for lot in dossier.reading.kit
        for fall in (*shipped(dossier, lot), *disposed(dossier, lot), *left(dossier, lot))
    ]
    for d in dossier.plan.disposals:
        fleet = dossier.mission.fleet.get(d.lot)
        if fleet is not None:
            kind = dossier.mission.vehicle[fleet.vehicle]
            found.append(
                Fall(
                    name=d.lot,
                    lot=None,
                    item=kind.name or kind.vehicle,
                    home=fleet.site,
                    fate=d.disposition,
                    site=d.site,
                    units=d.quantity,
                    value_each=fleet.value,
                    first=d.start,
                    last=d.done,
                )
            )
    return tuple(found)


def shipped(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that arrive at an exit where they may end, by exit."""
    moves = dossier.reading.lot_moves.get(lot.lot, ())
    units: dict[str, float] = defaultdict(float)
    arrivals: dict[str, list[float]] = defaultdict(list)
    for move in moves:
        if dossier.reading.is_out(lot, move.destination):
            units[move.destination] += move.quantity
            arrivals[move.destination].append(move.arrive)
        if dossier.reading.is_out(lot, move.origin):
            units[move.origin] -= move.quantity
    row = dossier.mission.disposition(lot, "ship")
    return [
        base(
            lot,
            "ship",
            site,
            round(n),
            dossier.time(min(arrivals[site])),
            dossier.time(max(arrivals[site])),
            row,
        )
        for site, n in units.items()
        if round(n) > 0
    ]


def base(
    lot: Lot,
    fate: str,
    site: str,
    units: int,
    first: datetime | None,
    last: datetime | None,
    row: Disposition | None,
) -> Fall:
    """Return units of a lot with a fate."""
    return Fall(
        name=lot.lot,
        lot=lot,
        item=lot.item or lot.lot,
        home=lot.site,
        fate=fate,
        site=site,
        units=units,
        value_each=lot.value,
        first=first,
        last=last,
        row=row,
    )


def disposed(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that are disposed of, disposal by disposal."""
    return [
        base(
            lot,
            d.disposition,
            d.site,
            d.quantity,
            d.start,
            d.done,
            dossier.mission.disposition(lot, d.disposition),
        )
        for d in dossier.plan.disposals
        if d.lot == lot.lot
    ]


def left(dossier: Dossier, lot: Lot) -> list[Fall]:
    """Return the units of a lot that are left where they stand."""
    return [
        base(lot, "left", site, n, None, None, None)
        for found, site, n, _ in dossier.reading.behind
        if found.lot == lot.lot and n
    ]


def disposal_plan(dossier: Dossier) -> Sheets:
    """Return the asset disposal plan."""
    found = falls(dossier)
    word = dossier.word
    return dossier.sheets(
        "disposal",
        (
            table(word("disposal.by_group"), BY_GROUP, group_rows(dossier, found), total=True),
            table(word("disposal.by_fate"), BY_FATE, fate_rows(dossier, found), total=True),
            table(word("disposal.by_site"), BY_SITE, site_rows(dossier, found), total=True),
            table(word("disposal.detail"), DETAIL, (detail_row(dossier, fall) for fall in found)),
        ),
    )


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
    found = [f.sizes() for f in members]
    return {"tonnes": sum(t for t, _ in found), "teu": sum(teu for _, teu in found)}


def group_name(dossier: Dossier, group: str) -> str:
    """Say a disposal group."""
    return (
        dossier.word("disposal.group", group=group) if group else dossier.word("disposal.no_group")
    )


def owner_name(dossier: Dossier, owner: str) -> str:
    """Say an owner."""
    return dossier.word("disposal.fleets") if owner == FLEET else dossier.say(f"owner.{owner}")


def group_rows(dossier: Dossier, found: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each disposal group and owner, then the total."""

    def row(members: list[Fall], group: str, owner: str) -> dict[str, Value]:
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
        members = [f for f in found if (f.group, f.owner) == (group, owner)]
        if members:
            rows.append(row(members, group_name(dossier, group), owner_name(dossier, owner)))
    return [*rows, row(list(found), dossier.word("total"), "")]


def fate_rows(dossier: Dossier, found: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each disposition and owner, then the total."""
    rows: list[dict[str, Value]] = []
    for fate in FATES:
        for owner in (*OWNERS, FLEET):
            members = [f for f in found if (f.fate, f.owner) == (fate, owner)]
            if members:
                rows.append(
                    {
                        "fate": dossier.say(f"fate.{fate}"),
                        "owner": owner_name(dossier, owner),
                        **money(members),
                        **span(members),
                    }
                )
    return [*rows, {"fate": dossier.word("total"), "owner": "", **money(found), **span(found)}]


def span(members: Iterable[Fall]) -> dict[str, Value]:
    """Return when disposing of some kit begins and ends."""
    listed = list(members)
    return {
        "first": min((f.first for f in listed if f.first), default=None),
        "last": max((f.last for f in listed if f.last), default=None),
    }


def site_rows(dossier: Dossier, found: tuple[Fall, ...]) -> list[dict[str, Value]]:
    """Return a row for each site and disposition there, then the total."""
    rows: list[dict[str, Value]] = []
    for site in dossier.mission.sites:
        for fate in FATES:
            members = [f for f in found if (f.site, f.fate) == (site.site, fate)]
            if members:
                rows.append(
                    {
                        "site": dossier.site(site.site),
                        "fate": dossier.say(f"fate.{fate}"),
                        **money(members),
                        **sizes(members),
                    }
                )
    return [*rows, {"site": dossier.word("total"), "fate": "", **money(found), **sizes(found)}]


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
