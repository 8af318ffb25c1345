"""The columns of the tables in an order's annexes."""

from exeunt.documents.parts import Field

MARCH = (
    Field(
        "stage",
        "whole",
        {"en": "Stage", "fr": "Étape"},
        {"en": "Number of the stage.", "fr": "Numéro de l'étape."},
    ),
    Field(
        "start",
        "text",
        {"en": "Start point", "fr": "Point initial"},
        {"en": "Where the stage begins.", "fr": "Site de départ de l'étape."},
    ),
    Field(
        "end",
        "text",
        {"en": "To", "fr": "Vers"},
        {"en": "Where the stage ends.", "fr": "Site d'arrivée de l'étape."},
    ),
    Field(
        "km",
        "number",
        {"en": "Distance", "fr": "Distance"},
        {"en": "Length of the leg.", "fr": "Longueur du tronçon."},
        "km",
    ),
    Field(
        "hours",
        "number",
        {"en": "On the move", "fr": "Marche"},
        {"en": "Planned time on the move.", "fr": "Temps de marche prévu."},
        "h",
    ),
    Field(
        "depart",
        "moment",
        {"en": "Departs", "fr": "Départ"},
        {"en": "When it leaves.", "fr": "Moment du départ."},
    ),
    Field(
        "arrive",
        "moment",
        {"en": "Arrives", "fr": "Arrivée"},
        {"en": "When the last vehicle is there.", "fr": "Arrivée du dernier véhicule."},
    ),
    Field(
        "halt",
        "number",
        {"en": "Halt", "fr": "Halte"},
        {
            "en": "Time it stands there before the next stage.",
            "fr": "Durée d'arrêt avant l'étape suivante.",
        },
        "h",
    ),
    Field(
        "sum",
        "number",
        {"en": "In all", "fr": "Cumul"},
        {"en": "Distance from the start.", "fr": "Distance depuis le départ."},
        "km",
    ),
)
VEHICLES = (
    Field(
        "base",
        "text",
        {"en": "Based at", "fr": "Base"},
        {"en": "Where the vehicles are based.", "fr": "Site d'attache des véhicules."},
    ),
    Field(
        "type",
        "text",
        {"en": "Type", "fr": "Type"},
        {"en": "Type of vehicle.", "fr": "Type de véhicule."},
    ),
    Field(
        "owned",
        "text",
        {"en": "Owned", "fr": "Propriété"},
        {
            "en": "Own, hired, or kit that drives itself.",
            "fr": "En propre, loué, ou matériel conduit.",
        },
    ),
    Field(
        "count", "whole", {"en": "Number", "fr": "Nombre"}, {"en": "Vehicles.", "fr": "Véhicules."}
    ),
    Field(
        "way",
        "text",
        {"en": "Joins – leaves", "fr": "Rejoint – quitte"},
        {
            "en": "Where it joins and where it leaves.",
            "fr": "Sites où il rejoint et quitte la rame.",
        },
    ),
    Field(
        "crew",
        "whole",
        {"en": "Crew each", "fr": "Équipage"},
        {"en": "People who man one.", "fr": "Personnes par véhicule."},
    ),
    Field(
        "crews",
        "whole",
        {"en": "Crew in all", "fr": "Équipages"},
        {"en": "People who man all.", "fr": "Personnes pour tous."},
    ),
    Field(
        "party",
        "text",
        {"en": "Crew from", "fr": "Équipage de"},
        {"en": "Party that crews it.", "fr": "Groupe qui fournit l'équipage."},
    ),
    Field(
        "plates",
        "text",
        {"en": "Plates", "fr": "Immatriculations"},
        {"en": "To fill in.", "fr": "À compléter."},
    ),
)
PEOPLE = (
    Field(
        "party",
        "text",
        {"en": "Party", "fr": "Groupe"},
        {"en": "Who travels.", "fr": "Groupe transporté."},
    ),
    Field(
        "population",
        "text",
        {"en": "Population", "fr": "Population"},
        {"en": "Of which headcount.", "fr": "Effectif de rattachement."},
    ),
    Field(
        "nation",
        "text",
        {"en": "Nation", "fr": "Nation"},
        {"en": "Nation or employer.", "fr": "Nation ou employeur."},
    ),
    Field(
        "role",
        "text",
        {"en": "As", "fr": "Qualité"},
        {"en": "Crew or passenger.", "fr": "Équipage ou passager."},
    ),
    Field(
        "boards",
        "text",
        {"en": "Boards at", "fr": "Embarque à"},
        {"en": "Where they board.", "fr": "Site d'embarquement."},
    ),
    Field(
        "alights",
        "text",
        {"en": "Alights at", "fr": "Débarque à"},
        {"en": "Where they alight.", "fr": "Site de débarquement."},
    ),
    Field(
        "people", "whole", {"en": "People", "fr": "Personnes"}, {"en": "How many.", "fr": "Nombre."}
    ),
    Field(
        "present",
        "text",
        {"en": "Counted", "fr": "Comptées"},
        {"en": "To fill in at boarding.", "fr": "À compléter à l'embarquement."},
    ),
)
LOADS = (
    Field(
        "number",
        "whole",
        {"en": "No.", "fr": "N°"},
        {"en": "Number on the list.", "fr": "Numéro d'ordre."},
    ),
    Field(
        "item", "text", {"en": "Item", "fr": "Article"}, {"en": "What it is.", "fr": "Désignation."}
    ),
    Field(
        "nation",
        "text",
        {"en": "Nation", "fr": "Nation"},
        {"en": "Whose it is.", "fr": "Propriétaire."},
    ),
    Field(
        "class",
        "text",
        {"en": "Class", "fr": "Classe"},
        {
            "en": "Class of kit; ammunition, weapons and hazardous goods are marked.",
            "fr": "Classe du matériel ; munitions, armes et matières dangereuses sont signalées.",
        },
    ),
    Field(
        "units", "number", {"en": "Quantity", "fr": "Quantité"}, {"en": "Units.", "fr": "Unités."}
    ),
    Field(
        "tonnes",
        "number",
        {"en": "Mass", "fr": "Masse"},
        {"en": "Carried.", "fr": "Transportée."},
        "t",
    ),
    Field(
        "teu",
        "number",
        {"en": "Containers", "fr": "Conteneurs"},
        {"en": "Carried.", "fr": "Transportés."},
        "TEU",
    ),
    Field(
        "way",
        "text",
        {"en": "Loads – unloads", "fr": "Chargé – déchargé"},
        {
            "en": "Where it is loaded and where it is unloaded.",
            "fr": "Sites de chargement et de déchargement.",
        },
    ),
    Field(
        "numbers",
        "text",
        {"en": "Numbers", "fr": "Numéros"},
        {"en": "To fill in: numbers of containers.", "fr": "À compléter : numéros des conteneurs."},
    ),
)
