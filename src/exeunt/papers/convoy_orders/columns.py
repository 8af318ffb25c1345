"""The columns of the tables in an order's annexes."""

from exeunt.documents.parts import Field

MARCH = (
    Field("stage", "whole", "Stage", "Étape", "Number of the stage.", "Numéro de l'étape."),
    Field(
        "start",
        "text",
        "Start point",
        "Point initial",
        "Where the stage begins.",
        "Site de départ de l'étape.",
    ),
    Field("end", "text", "To", "Vers", "Where the stage ends.", "Site d'arrivée de l'étape."),
    Field(
        "km", "number", "Distance", "Distance", "Length of the leg.", "Longueur du tronçon.", "km"
    ),
    Field(
        "hours",
        "number",
        "On the move",
        "Marche",
        "Planned time on the move.",
        "Temps de marche prévu.",
        "h",
    ),
    Field("depart", "moment", "Departs", "Départ", "When it leaves.", "Moment du départ."),
    Field(
        "arrive",
        "moment",
        "Arrives",
        "Arrivée",
        "When the last vehicle is there.",
        "Arrivée du dernier véhicule.",
    ),
    Field(
        "halt",
        "number",
        "Halt",
        "Halte",
        "Time it stands there before the next stage.",
        "Durée d'arrêt avant l'étape suivante.",
        "h",
    ),
    Field(
        "sum",
        "number",
        "In all",
        "Cumul",
        "Distance from the start.",
        "Distance depuis le départ.",
        "km",
    ),
)
VEHICLES = (
    Field(
        "fleet", "text", "Fleet or lot", "Parc ou lot", "Whose vehicles.", "Origine des véhicules."
    ),
    Field("type", "text", "Type", "Type", "Type of vehicle.", "Type de véhicule."),
    Field(
        "owned",
        "text",
        "Owned",
        "Propriété",
        "Own, hired, or kit that drives itself.",
        "En propre, loué, ou matériel conduit.",
    ),
    Field("count", "whole", "Number", "Nombre", "Vehicles.", "Véhicules."),
    Field(
        "way",
        "text",
        "Joins – leaves",
        "Rejoint – quitte",
        "Where it joins and where it leaves.",
        "Sites où il rejoint et quitte la rame.",
    ),
    Field(
        "crew", "whole", "Crew each", "Équipage", "People who man one.", "Personnes par véhicule."
    ),
    Field(
        "crews", "whole", "Crew in all", "Équipages", "People who man all.", "Personnes pour tous."
    ),
    Field(
        "party",
        "text",
        "Crew from",
        "Équipage de",
        "Party that crews it.",
        "Groupe qui fournit l'équipage.",
    ),
    Field("plates", "text", "Plates", "Immatriculations", "To fill in.", "À compléter."),
)
PEOPLE = (
    Field("party", "text", "Party", "Groupe", "Who travels.", "Groupe transporté."),
    Field(
        "population",
        "text",
        "Population",
        "Population",
        "Of which headcount.",
        "Effectif de rattachement.",
    ),
    Field("nation", "text", "Nation", "Nation", "Nation or employer.", "Nation ou employeur."),
    Field("role", "text", "As", "Qualité", "Crew or passenger.", "Équipage ou passager."),
    Field("boards", "text", "Boards at", "Embarque à", "Where they board.", "Site d'embarquement."),
    Field(
        "alights", "text", "Alights at", "Débarque à", "Where they alight.", "Site de débarquement."
    ),
    Field("people", "whole", "People", "Personnes", "How many.", "Nombre."),
    Field(
        "present",
        "text",
        "Counted",
        "Comptées",
        "To fill in at boarding.",
        "À compléter à l'embarquement.",
    ),
)
LOADS = (
    Field("lot", "text", "Lot", "Lot", "The lot.", "Le lot."),
    Field("item", "text", "Item", "Article", "What it is.", "Désignation."),
    Field("nation", "text", "Nation", "Nation", "Whose it is.", "Propriétaire."),
    Field(
        "class",
        "text",
        "Class",
        "Classe",
        "Class of kit; ammunition, weapons and hazardous goods are marked.",
        "Classe du matériel ; munitions, armes et matières dangereuses sont signalées.",
    ),
    Field("units", "number", "Quantity", "Quantité", "Units.", "Unités."),
    Field("tonnes", "number", "Mass", "Masse", "Carried.", "Transportée.", "t"),
    Field("teu", "number", "Containers", "Conteneurs", "Carried.", "Transportés.", "TEU"),
    Field(
        "way",
        "text",
        "Loads – unloads",
        "Chargé – déchargé",
        "Where it is loaded and where it is unloaded.",
        "Sites de chargement et de déchargement.",
    ),
    Field(
        "numbers",
        "text",
        "Numbers",
        "Numéros",
        "To fill in: numbers of containers.",
        "À compléter : numéros des conteneurs.",
    ),
)
