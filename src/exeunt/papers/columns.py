"""Columns that several papers share, declared once: key, kind, headers, meanings, unit."""

from exeunt.documents.parts import Field

SERIAL = Field(
    "serial", "text", "Serial", "Rame", "Identifier of the serial.", "Identifiant de la rame."
)
KIND = Field(
    "kind",
    "text",
    "Kind",
    "Nature",
    "Convoy, boat, ship, train or flight.",
    "Convoi, bateau, navire, train ou vol.",
)
STAGE = Field(
    "stage",
    "whole",
    "Stage",
    "Étape",
    "Number of the stage in its serial.",
    "Numéro de l'étape dans la rame.",
)
MODE = Field("mode", "text", "Mode", "Mode", "How it travels.", "Mode de déplacement.")
LEG = Field("leg", "text", "Leg", "Tronçon", "Identifier of the leg.", "Identifiant du tronçon.")
FROM = Field("from", "text", "From", "De", "Site where it begins.", "Site de départ.")
TO = Field("to", "text", "To", "Vers", "Site where it ends.", "Site d'arrivée.")
SITE = Field("site", "text", "Site", "Site", "The site.", "Le site.")
KM = Field(
    "km", "number", "Distance", "Distance", "Length of the legs.", "Longueur des tronçons.", "km"
)
DEPART = Field("depart", "moment", "Departs", "Départ", "When it leaves.", "Moment du départ.")
ARRIVE = Field(
    "arrive",
    "moment",
    "Arrives",
    "Arrivée",
    "When the last of it is there.",
    "Moment où le dernier élément est arrivé.",
)
BOARDS = Field(
    "boards", "text", "Boards at", "Embarque à", "Site where it boards.", "Site d'embarquement."
)
ALIGHTS = Field(
    "alights", "text", "Alights at", "Débarque à", "Site where it alights.", "Site de débarquement."
)
PERSONS = Field(
    "people",
    "whole",
    "People",
    "Personnes",
    "Everybody who travels with it, each boarding counted, and the crews that come with their "
    "vehicles.",
    "Toutes les personnes transportées, chaque embarquement compté, et les équipages fournis "
    "avec leurs véhicules.",
    "people",
)
SERIALS = Field(
    "serials", "whole", "Serials", "Rames", "Serials that leave.", "Rames au départ.", "serials"
)
UNITS = Field(
    "units",
    "whole",
    "Kit",
    "Matériel",
    "Units of kit, carried or driven.",
    "Unités de matériel, transportées ou conduites.",
    "units",
)
TEU = Field(
    "teu",
    "number",
    "Containers",
    "Conteneurs",
    "Twenty-foot equivalents of kit that is carried.",
    "Équivalents vingt pieds du matériel transporté.",
    "TEU",
)
TONNES = Field(
    "tonnes",
    "number",
    "Mass",
    "Masse",
    "Kit that is carried and supplies that are delivered.",
    "Matériel transporté et approvisionnements livrés.",
    "t",
)
STRIKES = Field(
    "strikes",
    "number",
    "Threat",
    "Menace",
    "Expected strikes on one serial per 100 km when it departs.",
    "Attaques attendues sur une rame par 100 km au moment du départ.",
    "strikes/100 km",
    zero=True,
)
CASUALTIES = Field(
    "casualties",
    "number",
    "Expected casualties",
    "Victimes attendues",
    "Killed and injured to expect, of every population.",
    "Tués et blessés attendus, toutes populations confondues.",
    "casualties",
    zero=True,
)
PERMISSIONS = Field(
    "permissions",
    "text",
    "Permissions",
    "Autorisations",
    "Permissions that decide whether it may go.",
    "Autorisations dont dépend le mouvement.",
)
LOT = Field(
    "lot",
    "text",
    "Lot",
    "Lot",
    "Identifier of the lot, or of the fleet of abandoned vehicles.",
    "Identifiant du lot, ou du parc pour des véhicules abandonnés.",
)
ITEM = Field("item", "text", "Item", "Article", "What it is.", "Désignation.")
CLASS = Field(
    "kit_class",
    "text",
    "Class",
    "Classe",
    "What law and doctrine treat it as.",
    "Classe au regard du droit et de la doctrine.",
)
OWNER = Field(
    "owner",
    "text",
    "Owner",
    "Propriétaire",
    "Mission-owned or contingent-owned.",
    "Mission ou contingent.",
)
PROVIDER = Field(
    "provider",
    "text",
    "Nation",
    "Nation",
    "Nation or employer whose it is.",
    "Nation ou employeur propriétaire.",
)
QUANTITY = Field("quantity", "whole", "Quantity", "Quantité", "Units.", "Unités.", "units")
VALUE = Field(
    "value", "number", "Value", "Valeur", "Value of the units.", "Valeur des unités.", "currency"
)
START = Field(
    "start",
    "moment",
    "Starts",
    "Début",
    "When work on them begins; they can be moved no more.",
    "Début des travaux ; le matériel ne peut plus être déplacé.",
)
DONE = Field("done", "moment", "Done", "Fin", "When they are gone.", "Fin de l'opération.")
DAY = Field("day", "day", "Day", "Jour", "Calendar day.", "Jour.")
