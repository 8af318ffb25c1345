"""The columns of the asset disposal plan, a sheet at a time."""

from exeunt.documents.parts import Field
from exeunt.papers.columns import CLASS, ITEM, LOT, OWNER, PROVIDER, QUANTITY, SITE, VALUE

GROUP = Field(
    "group",
    "text",
    {"en": "Disposal group", "fr": "Groupe de cession"},
    {
        "en": "Group of mission-owned kit after UN Financial Regulation 5.14; none for other kit.",
        "fr": "Groupe du matériel de la mission (article 5.14 du Règlement financier de l'ONU) ; "
        "aucun pour le reste.",
    },
)
FATE = Field(
    "fate",
    "text",
    {"en": "Disposition", "fr": "Cession"},
    {
        "en": "What becomes of it; left: neither out nor disposed of when planning ends.",
        "fr": "Ce qu'il devient ; laissé : ni sorti ni cédé à la fin de la planification.",
    },
)
KIND = Field(
    "kind",
    "text",
    {"en": "What becomes of it", "fr": "Devenir"},
    {
        "en": "Home; passed on to somebody who is there; staying in use with those who stay; or "
        "lost: destroyed, abandoned, given to nobody, or left with nothing decided.",
        "fr": "Sorti ; remis à un repreneur présent ; maintenu en service auprès de ceux qui "
        "restent ; ou perdu : détruit, abandonné, cédé sans repreneur ou laissé sans décision.",
    },
)
RECOVERED = Field(
    "recovered",
    "number",
    {"en": "Value recovered", "fr": "Valeur récupérée"},
    {
        "en": "Value times the share that the disposition recovers.",
        "fr": "Valeur multipliée par la part que la cession permet de récupérer.",
    },
    "currency",
)
LOST = Field(
    "lost",
    "number",
    {"en": "Value lost", "fr": "Valeur perdue"},
    {"en": "Value less what is recovered.", "fr": "Valeur moins la part récupérée."},
    "currency",
)
COST = Field(
    "cost",
    "number",
    {"en": "Cost", "fr": "Coût"},
    {
        "en": "Cost of disposing, or of shipping from the exit.",
        "fr": "Coût de la cession, ou de l'expédition depuis la sortie.",
    },
    "currency",
)
FIRST = Field(
    "first",
    "moment",
    {"en": "From", "fr": "Du"},
    {
        "en": "Beginning of the first disposal, or first arrival at the exit.",
        "fr": "Début de la première cession, ou première arrivée à la sortie.",
    },
)
LAST = Field(
    "last",
    "moment",
    {"en": "To", "fr": "Au"},
    {
        "en": "End of the last disposal, or last arrival at the exit.",
        "fr": "Fin de la dernière cession, ou dernière arrivée à la sortie.",
    },
)
BY_GROUP = (
    GROUP,
    OWNER,
    Field(
        "lots",
        "whole",
        {"en": "Lots", "fr": "Lots"},
        {
            "en": "Lots, or fleets of vehicles.",
            "fr": "Lots, ou parcs de véhicules.",
        },
        "lots",
    ),
    QUANTITY,
    VALUE,
    Field(
        "ship",
        "whole",
        {"en": "Shipped", "fr": "Expédiés"},
        {
            "en": "Units at an exit where they may end.",
            "fr": "Unités parvenues à une sortie admise.",
        },
        "units",
    ),
    Field(
        "transfer",
        "whole",
        {"en": "Transferred", "fr": "Transférés"},
        {"en": "Units.", "fr": "Unités."},
        "units",
    ),
    Field(
        "sell", "whole", {"en": "Sold", "fr": "Vendus"}, {"en": "Units.", "fr": "Unités."}, "units"
    ),
    Field(
        "gift", "whole", {"en": "Given", "fr": "Donnés"}, {"en": "Units.", "fr": "Unités."}, "units"
    ),
    Field(
        "handover",
        "whole",
        {"en": "Handed over", "fr": "Remis"},
        {"en": "Units.", "fr": "Unités."},
        "units",
    ),
    Field(
        "destroy",
        "whole",
        {"en": "Destroyed", "fr": "Détruits"},
        {"en": "Units.", "fr": "Unités."},
        "units",
    ),
    Field(
        "abandon",
        "whole",
        {"en": "Abandoned", "fr": "Abandonnés"},
        {"en": "Units.", "fr": "Unités."},
        "units",
    ),
    Field(
        "nobody",
        "whole",
        {"en": "Given to nobody", "fr": "Cédés sans repreneur"},
        {
            "en": "Units signed over where nobody is there to take them.",
            "fr": "Unités cédées là où personne n'est présent pour les prendre en charge.",
        },
        "units",
    ),
    Field(
        "left",
        "whole",
        {"en": "Left", "fr": "Laissés"},
        {
            "en": "Units neither out nor disposed of when planning ends.",
            "fr": "Unités ni sorties ni cédées à la fin de la planification.",
        },
        "units",
        zero=True,
    ),
    RECOVERED,
    LOST,
    COST,
)
BY_FATE = (FATE, KIND, OWNER, QUANTITY, VALUE, RECOVERED, LOST, COST, FIRST, LAST)
BY_SITE = (
    SITE,
    FATE,
    QUANTITY,
    Field(
        "tonnes",
        "number",
        {"en": "Mass", "fr": "Masse"},
        {"en": "Of the units.", "fr": "Masse des unités."},
        "t",
    ),
    Field(
        "teu",
        "number",
        {"en": "Containers", "fr": "Conteneurs"},
        {
            "en": "Twenty-foot equivalents of the units.",
            "fr": "Équivalents vingt pieds des unités.",
        },
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
        {"en": "Stands at", "fr": "Se trouve à"},
        {
            "en": "Site where the lot stands at the start.",
            "fr": "Site où se trouve le lot au début.",
        },
    ),
    FATE,
    KIND,
    Field(
        "site",
        "text",
        {"en": "Where", "fr": "Où"},
        {
            "en": "Site where that happens; the exit of what is shipped.",
            "fr": "Lieu de l'opération ; la sortie pour ce qui est expédié.",
        },
    ),
    QUANTITY,
    Field(
        "tonnes",
        "number",
        {"en": "Mass", "fr": "Masse"},
        {"en": "Of the units.", "fr": "Masse des unités."},
        "t",
    ),
    Field(
        "teu",
        "number",
        {"en": "Containers", "fr": "Conteneurs"},
        {
            "en": "Twenty-foot equivalents of the units.",
            "fr": "Équivalents vingt pieds des unités.",
        },
        "TEU",
    ),
    FIRST,
    LAST,
    VALUE,
    Field(
        "recovery",
        "share",
        {"en": "Recovery", "fr": "Récupération"},
        {
            "en": "Share of the value that the disposition recovers.",
            "fr": "Part de la valeur récupérée par la cession.",
        },
    ),
    RECOVERED,
    LOST,
    COST,
    Field(
        "consent",
        "text",
        {"en": "Owner's consent", "fr": "Accord du propriétaire"},
        {
            "en": "Whether the owner has agreed to it, where that is needed.",
            "fr": "Accord du propriétaire, lorsqu'il est requis.",
        },
    ),
    Field(
        "authority",
        "text",
        {"en": "Authority", "fr": "Autorité"},
        {
            "en": "To fill in: who approves it, and under which reference.",
            "fr": "À compléter : autorité d'approbation et référence.",
        },
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
