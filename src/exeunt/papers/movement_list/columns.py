"""The columns of the movement list, with their like in a deployment list (TPFDD).

The list has four levels of detail. All of them have the columns of the most detailed; those above
it leave out what tells apart what they sum up.
"""

from exeunt.documents.parts import Field
from exeunt.model.columns import Texts


def _placed(key: str, headers: Texts, meaning: Texts, *, like: str) -> tuple[Field, ...]:
    """Return the columns of a site: which it is, and where."""
    return (
        Field(key, "text", headers, meaning, like=like),
        *(
            Field(
                f"{key}_{end}",
                "number",
                {language: f"{header}, {axis}" for language, header in headers.items()},
                dict.fromkeys(headers, "WGS 84."),
                "degrees",
                like="GEOLOC",
            )
            for end, axis in (("lat", "latitude"), ("lon", "longitude"))
        ),
    )


LINES = (
    Field(
        "level",
        "whole",
        {"en": "Level", "fr": "Niveau"},
        {
            "en": "Level of detail of the file, 1 to 4; each counts every boarding once.",
            "fr": "Niveau de détail du fichier, de 1 à 4 ; chacun compte chaque embarquement une "
            "fois.",
        },
        like="level of detail",
    ),
    Field(
        "uln",
        "text",
        {"en": "Unit line number", "fr": "Numéro de ligne"},
        {
            "en": "What one serial carries for one provider from the same origin by the same ports "
            "to the same destination at the same times: the serial and a number. It is the same at "
            "every level.",
            "fr": "Ce qu'une rame transporte pour un même fournisseur, de la même origine par les "
            "mêmes points vers la même destination aux mêmes dates : la rame et un numéro. Il est "
            "le même à tous les niveaux.",
        },
        like="ULN",
    ),
    Field(
        "line",
        "text",
        {"en": "Line", "fr": "Ligne"},
        {
            "en": "The serial and a number that counts its rows.",
            "fr": "La rame et un numéro d'ordre dans la rame.",
        },
    ),
    Field(
        "kind",
        "text",
        {"en": "Kind", "fr": "Nature"},
        {
            "en": "pax (people), cargo (kit) or supply (supplies delivered elsewhere).",
            "fr": "pax (personnes), cargo (matériel) ou supply (approvisionnements livrés).",
        },
        like="force requirement, non-unit cargo and passengers",
    ),
    Field(
        "item",
        "text",
        {"en": "Item", "fr": "Article"},
        {
            "en": "Identifier of the party, lot or supply.",
            "fr": "Identifiant du groupe, du lot ou de l'approvisionnement.",
        },
        like="UIC",
    ),
    Field(
        "description",
        "text",
        {"en": "Description", "fr": "Désignation"},
        {"en": "Its name.", "fr": "Son nom."},
        like="unit description",
    ),
    Field(
        "provider",
        "text",
        {"en": "Provider", "fr": "Fournisseur"},
        {"en": "Nation or employer.", "fr": "Nation ou employeur."},
        like="providing organization",
    ),
    Field(
        "category",
        "text",
        {"en": "Category", "fr": "Catégorie"},
        {
            "en": "Population of people, class of kit, or which supply: the word of the mission's "
            "tables.",
            "fr": "Population des personnes, classe du matériel ou nature de l'approvisionnement : "
            "le mot des tables de la mission.",
        },
        like="cargo category code",
    ),
    Field(
        "role",
        "text",
        {"en": "Role", "fr": "Rôle"},
        {
            "en": "crew, passenger, driven, carried or delivered.",
            "fr": "crew, passenger, driven, carried ou delivered.",
        },
        like="personnel or cargo type",
    ),
    Field(
        "quantity",
        "number",
        {"en": "Quantity", "fr": "Quantité"},
        {
            "en": "People, units of the lot or units of the supply.",
            "fr": "Personnes, unités du lot ou unités d'approvisionnement.",
        },
        like="quantity",
    ),
    Field(
        "pax",
        "whole",
        {"en": "Passengers", "fr": "Passagers"},
        {
            "en": "People to be lifted; 0 for kit.",
            "fr": "Personnes à transporter ; 0 pour le matériel.",
        },
        "people",
        like="PAX",
    ),
    Field(
        "units",
        "whole",
        {"en": "Kit", "fr": "Matériel"},
        {
            "en": "Units of kit, carried or driven; 0 for people and supplies.",
            "fr": "Unités de matériel, transportées ou conduites ; 0 pour les personnes et les "
            "approvisionnements.",
        },
        "units",
        like="pieces",
    ),
    Field(
        "mass_t",
        "number",
        {"en": "Mass", "fr": "Masse"},
        {
            "en": "Mass of kit, driven or carried, and of supplies.",
            "fr": "Masse du matériel, conduit ou transporté, et des approvisionnements.",
        },
        "t",
        like="STONS (short tons: t × 1.1023)",
    ),
    Field(
        "teu",
        "number",
        {"en": "Containers", "fr": "Conteneurs"},
        {
            "en": "Twenty-foot equivalents of kit that is carried.",
            "fr": "Équivalents vingt pieds du matériel transporté.",
        },
        "TEU",
        like="containers",
    ),
    Field(
        "fuel_l",
        "number",
        {"en": "Fuel", "fr": "Carburant"},
        {
            "en": "Fuel that is delivered; its mass is counted in the mass too.",
            "fr": "Carburant livré ; sa masse est comptée aussi dans la masse.",
        },
        "l",
        like="POL (barrels: l ÷ 158.99)",
    ),
    *_placed(
        "origin",
        {"en": "Origin", "fr": "Origine"},
        {
            "en": "Site where the party or lot stands at the mission's start.",
            "fr": "Site où se trouve le groupe ou le lot au début de la mission.",
        },
        like="ORIGIN GEOLOC",
    ),
    *_placed(
        "poe",
        {"en": "Port of embarkation", "fr": "Point d'embarquement"},
        {"en": "Site where it boards the serial.", "fr": "Site d'embarquement dans la rame."},
        like="POE",
    ),
    *_placed(
        "pod",
        {"en": "Port of debarkation", "fr": "Point de débarquement"},
        {"en": "Site where it alights from the serial.", "fr": "Site de débarquement de la rame."},
        like="POD",
    ),
    *_placed(
        "destination",
        {"en": "Destination", "fr": "Destination"},
        {
            "en": "Site where it is out: its own destination, else the exit that it alights at; "
            "blank where that is for a later serial to say.",
            "fr": "Site où il est sorti : sa destination propre, sinon la sortie où il débarque ; "
            "vide si cela dépend d'une rame ultérieure.",
        },
        like="DEST GEOLOC",
    ),
    Field(
        "rld",
        "moment",
        {"en": "Ready to load", "fr": "Prêt à charger"},
        {
            "en": "When it is ready at its origin: its own first date, else the mission's start.",
            "fr": "Disponibilité à l'origine : sa date propre, sinon le début de la mission.",
        },
        like="RLD (ready-to-load date)",
    ),
    Field(
        "ald",
        "moment",
        {"en": "Available to load", "fr": "Disponible au chargement"},
        {
            "en": "When loading for the serial begins: the departure less the site's turn time, no "
            "sooner than ready and than the start.",
            "fr": "Début du chargement dans la rame : départ moins la durée d'escale du site, ni "
            "avant la disponibilité ni avant le début.",
        },
        like="ALD (available-to-load date at the POE)",
    ),
    Field(
        "departs",
        "moment",
        {"en": "Departs", "fr": "Départ"},
        {
            "en": "When the serial leaves the port of embarkation.",
            "fr": "Départ de la rame du point d'embarquement.",
        },
        like="actual or planned departure of the carrier",
    ),
    Field(
        "ead",
        "moment",
        {"en": "Earliest arrival", "fr": "Arrivée au plus tôt"},
        {
            "en": "When the serial is planned to arrive at the port of debarkation.",
            "fr": "Arrivée prévue de la rame au point de débarquement.",
        },
        like="EAD (earliest arrival date at the POD)",
    ),
    Field(
        "lad",
        "moment",
        {"en": "Latest arrival", "fr": "Arrivée au plus tard"},
        {
            "en": "The date by which it must be out, where it is out at the port of debarkation; "
            "blank where it travels on.",
            "fr": "Date à laquelle il doit être sorti, s'il est sorti au point de débarquement ; "
            "vide s'il repart.",
        },
        like="LAD (latest arrival date at the POD)",
    ),
    Field(
        "rdd",
        "moment",
        {"en": "Required delivery", "fr": "Livraison requise"},
        {
            "en": "When it must be out: the lot's due date, else the mission's deadline.",
            "fr": "Date à laquelle il doit être sorti : celle à laquelle le lot est attendu, sinon "
            "l'échéance de la mission.",
        },
        like="RDD (required delivery date)",
    ),
    Field(
        "mode",
        "text",
        {"en": "Mode", "fr": "Mode"},
        {"en": "road, river, sea, rail or air.", "fr": "road, river, sea, rail ou air."},
        like="mode code",
    ),
    Field(
        "source",
        "text",
        {"en": "Source", "fr": "Moyens"},
        {
            "en": "own, contracted or both: the fleets that carry it, or own where it drives "
            "itself.",
            "fr": "own, contracted ou les deux : parcs qui le transportent ; own s'il roule "
            "lui-même.",
        },
        like="source code",
    ),
    Field(
        "serial",
        "text",
        {"en": "Serial", "fr": "Rame"},
        {"en": "The serial.", "fr": "La rame."},
        like="carrier or movement number",
    ),
    Field(
        "carrier",
        "text",
        {"en": "Carrier", "fr": "Transporteur"},
        {
            "en": "Fleets of the serial on the stage where it boards.",
            "fr": "Parcs de la rame à l'étape d'embarquement.",
        },
        like="carrier",
    ),
    Field(
        "status",
        "text",
        {"en": "Status", "fr": "Statut"},
        {
            "en": "plan, or draft where the plan breaks rules.",
            "fr": "plan, ou draft si le plan enfreint des règles.",
        },
        like="plan status",
    ),
)

SUMMED = ("pax", "units", "mass_t", "teu", "fuel_l")
"""Figures whose sums are the same at every level."""
_WHOLE_ONLY = ("line", "item", "description", "quantity", "source", "carrier")
"""What only single lines have."""
TOLD_APART: dict[int, tuple[str, ...]] = {
    1: (),
    2: ("kind", "role"),
    3: ("kind", "role", "category"),
}
"""Columns by which each level tells apart what goes under one unit line number."""
_MOST = TOLD_APART[3]


def fields_of(level: int) -> tuple[Field, ...]:
    """Return the columns of a level that sums up lines."""
    left_out = {*_WHOLE_ONLY, *_MOST} - {*TOLD_APART[level]}
    return tuple(field for field in LINES if field.key not in left_out)
