"""The columns of the asset disposal plan, a sheet at a time."""

from exeunt.documents.parts import Field
from exeunt.papers.columns import CLASS, ITEM, LOT, OWNER, PROVIDER, QUANTITY, SITE, VALUE

GROUP = Field(
    "group",
    "text",
    "Disposal group",
    "Groupe de cession",
    "Group of mission-owned kit after UN Financial Regulation 5.14; none for other kit.",
    "Groupe du matériel de la mission (article 5.14 du Règlement financier de l'ONU) ; aucun "
    "pour le reste.",
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

SHEETS = {
    "disposal.by_group": BY_GROUP,
    "disposal.by_fate": BY_FATE,
    "disposal.by_site": BY_SITE,
    "disposal.detail": DETAIL,
}
"""The columns of each sheet, by the key of its title."""
