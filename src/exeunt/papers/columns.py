"""Columns that several papers share, declared once: key, kind, headers, meanings, unit."""

from exeunt.documents.parts import Field

SERIAL = Field(
    "serial",
    "text",
    {"en": "Serial", "fr": "Rame"},
    {"en": "Identifier of the serial.", "fr": "Identifiant de la rame."},
)
KIND = Field(
    "kind",
    "text",
    {"en": "Kind", "fr": "Nature"},
    {"en": "Convoy, boat, ship, train or flight.", "fr": "Convoi, bateau, navire, train ou vol."},
)
STAGE = Field(
    "stage",
    "whole",
    {"en": "Stage", "fr": "Étape"},
    {"en": "Number of the stage in its serial.", "fr": "Numéro de l'étape dans la rame."},
)
MODE = Field(
    "mode",
    "text",
    {"en": "Mode", "fr": "Mode"},
    {"en": "How it travels.", "fr": "Mode de déplacement."},
)
LEG = Field(
    "leg",
    "text",
    {"en": "Leg", "fr": "Tronçon"},
    {"en": "Identifier of the leg.", "fr": "Identifiant du tronçon."},
)
FROM = Field(
    "from",
    "text",
    {"en": "From", "fr": "De"},
    {"en": "Site where it begins.", "fr": "Site de départ."},
)
TO = Field(
    "to", "text", {"en": "To", "fr": "Vers"}, {"en": "Site where it ends.", "fr": "Site d'arrivée."}
)
SITE = Field("site", "text", {"en": "Site", "fr": "Site"}, {"en": "The site.", "fr": "Le site."})
KM = Field(
    "km",
    "number",
    {"en": "Distance", "fr": "Distance"},
    {"en": "Length of the legs.", "fr": "Longueur des tronçons."},
    "km",
)
DEPART = Field(
    "depart",
    "moment",
    {"en": "Departs", "fr": "Départ"},
    {"en": "When it leaves.", "fr": "Moment du départ."},
)
ARRIVE = Field(
    "arrive",
    "moment",
    {"en": "Arrives", "fr": "Arrivée"},
    {"en": "When the last of it is there.", "fr": "Moment où le dernier élément est arrivé."},
)
BOARDS = Field(
    "boards",
    "text",
    {"en": "Boards at", "fr": "Embarque à"},
    {"en": "Site where it boards.", "fr": "Site d'embarquement."},
)
ALIGHTS = Field(
    "alights",
    "text",
    {"en": "Alights at", "fr": "Débarque à"},
    {"en": "Site where it alights.", "fr": "Site de débarquement."},
)
PERSONS = Field(
    "people",
    "whole",
    {"en": "People", "fr": "Personnes"},
    {
        "en": "Everybody who travels with it, each boarding counted, and the crews that come with "
        "their vehicles.",
        "fr": "Toutes les personnes transportées, chaque embarquement compté, et les équipages "
        "fournis avec leurs véhicules.",
    },
    "people",
)
SERIALS = Field(
    "serials",
    "whole",
    {"en": "Serials", "fr": "Rames"},
    {"en": "Serials that leave.", "fr": "Rames au départ."},
    "serials",
)
UNITS = Field(
    "units",
    "whole",
    {"en": "Kit", "fr": "Matériel"},
    {
        "en": "Units of kit, carried or driven.",
        "fr": "Unités de matériel, transportées ou conduites.",
    },
    "units",
)
TEU = Field(
    "teu",
    "number",
    {"en": "Containers", "fr": "Conteneurs"},
    {
        "en": "Twenty-foot equivalents of kit that is carried.",
        "fr": "Équivalents vingt pieds du matériel transporté.",
    },
    "TEU",
)
TONNES = Field(
    "tonnes",
    "number",
    {"en": "Mass", "fr": "Masse"},
    {
        "en": "Kit that is carried and supplies that are delivered.",
        "fr": "Matériel transporté et approvisionnements livrés.",
    },
    "t",
)
STRIKES = Field(
    "strikes",
    "number",
    {"en": "Threat", "fr": "Menace"},
    {
        "en": "Expected strikes on one serial per 100 km when it departs.",
        "fr": "Attaques attendues sur une rame par 100 km au moment du départ.",
    },
    "strikes/100 km",
    zero=True,
)
CASUALTIES = Field(
    "casualties",
    "number",
    {"en": "Killed or hurt, expected", "fr": "Tués ou blessés à attendre"},
    {
        "en": "Killed and injured to expect, of every population.",
        "fr": "Tués et blessés attendus, toutes populations confondues.",
    },
    zero=True,
)
PERMISSIONS = Field(
    "permissions",
    "text",
    {"en": "Permissions", "fr": "Autorisations"},
    {
        "en": "Permissions that decide whether it may go.",
        "fr": "Autorisations dont dépend le mouvement.",
    },
)
LOT = Field(
    "lot",
    "text",
    {"en": "Lot", "fr": "Lot"},
    {
        "en": "Identifier of the lot, or of the fleet of abandoned vehicles.",
        "fr": "Identifiant du lot, ou du parc pour des véhicules abandonnés.",
    },
)
ITEM = Field(
    "item", "text", {"en": "Item", "fr": "Article"}, {"en": "What it is.", "fr": "Désignation."}
)
CLASS = Field(
    "kit_class",
    "text",
    {"en": "Class", "fr": "Classe"},
    {
        "en": "What law and doctrine treat it as.",
        "fr": "Classe au regard du droit et de la doctrine.",
    },
)
OWNER = Field(
    "owner",
    "text",
    {"en": "Owner", "fr": "Propriétaire"},
    {"en": "Mission-owned or contingent-owned.", "fr": "Mission ou contingent."},
)
PROVIDER = Field(
    "provider",
    "text",
    {"en": "Nation", "fr": "Nation"},
    {"en": "Nation or employer whose it is.", "fr": "Nation ou employeur propriétaire."},
)
QUANTITY = Field(
    "quantity",
    "whole",
    {"en": "Quantity", "fr": "Quantité"},
    {"en": "Units.", "fr": "Unités."},
    "units",
)
VALUE = Field(
    "value",
    "number",
    {"en": "Value", "fr": "Valeur"},
    {"en": "Value of the units.", "fr": "Valeur des unités."},
    "currency",
)
START = Field(
    "start",
    "moment",
    {"en": "Starts", "fr": "Début"},
    {
        "en": "When work on them begins; they can be moved no more.",
        "fr": "Début des travaux ; le matériel ne peut plus être déplacé.",
    },
)
DONE = Field(
    "done",
    "moment",
    {"en": "Done", "fr": "Fin"},
    {"en": "When they are gone.", "fr": "Fin de l'opération."},
)
DAY = Field("day", "day", {"en": "Day", "fr": "Jour"}, {"en": "Calendar day.", "fr": "Jour."})
