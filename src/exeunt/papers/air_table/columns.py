"""The columns of the air table, a sheet at a time."""

from exeunt.documents.parts import Field
from exeunt.papers.columns import (
    ARRIVE,
    DAY,
    DEPART,
    FROM,
    KM,
    LEG,
    PERMISSIONS,
    SERIAL,
    STAGE,
    TO,
    UNITS,
)
from exeunt.papers.movement_table.columns import ONE_A_LOAD

FLEET = Field(
    "fleet",
    "text",
    "Air fleet",
    "Flotte",
    "Identifier of the air fleet.",
    "Identifiant de la flotte aérienne.",
)
AIRCRAFT = Field(
    "aircraft", "text", "Aircraft", "Aéronef", "Type of the aircraft.", "Type d'aéronef."
)
SORTIES = Field(
    "sorties", "whole", "Sorties", "Rotations", "Sorties flown.", "Rotations effectuées.", "sorties"
)
BLOCK = Field(
    "block_hours",
    "number",
    "Block hours",
    "Heures de vol",
    "Sorties times the travel hours of the legs.",
    "Rotations multipliées par le temps de trajet des tronçons.",
    "h",
)
PASSENGERS = Field(
    "passengers",
    "whole",
    "Passengers",
    "Passagers",
    "People whose way this is.",
    "Personnes transportées.",
    "people",
)
SEATS = Field(
    "seats",
    "whole",
    "Seats offered",
    "Places offertes",
    "Seats of all sorties.",
    "Places de toutes les rotations.",
    "people",
)
TAKEN = Field(
    "seats_taken",
    "whole",
    "Seats used",
    "Places occupées",
    "Passengers aboard.",
    "Passagers à bord.",
    "people",
)
FILLED = Field(
    "filled",
    "share",
    "Filled",
    "Remplissage",
    "Seats used of those offered; blank where there are none.",
    "Places occupées sur places offertes ; vide s'il n'y en a pas.",
)
OFFERED = Field(
    "payload",
    "number",
    "Payload offered",
    "Charge offerte",
    "Payload of all sorties.",
    "Charge utile de toutes les rotations.",
    "t",
)
USED = Field(
    "payload_used",
    "number",
    "Payload used",
    "Charge utilisée",
    "Kit and delivered supplies, and passengers at the doctrine's mass.",
    "Matériel et approvisionnements livrés, et passagers à la masse de la doctrine.",
    "t",
)
ONE_A_FLIGHT = (
    SERIAL,
    Field("day", "day", "Day", "Jour", "Day of the first departure.", "Jour du premier départ."),
    FLEET,
    AIRCRAFT,
    Field(
        "planes",
        "whole",
        "Number",
        "Nombre",
        "Aircraft that fly it.",
        "Aéronefs engagés.",
        "aircraft",
    ),
    SORTIES,
    Field(
        "route",
        "text",
        "Route",
        "Itinéraire",
        "Fields in order, back to the home.",
        "Terrains dans l'ordre, jusqu'au retour à la base.",
    ),
    DEPART,
    ARRIVE,
    BLOCK,
    PASSENGERS,
    UNITS,
    Field(
        "seats",
        "whole",
        "Seats offered",
        "Places offertes",
        "Seats of all sorties on a stage.",
        "Places de toutes les rotations sur une étape.",
        "people",
    ),
    Field(
        "seats_taken",
        "whole",
        "Seats used",
        "Places occupées",
        "Passengers on the stage that has most.",
        "Passagers sur l'étape la plus chargée.",
        "people",
    ),
    FILLED,
    OFFERED,
    Field(
        "payload_used",
        "number",
        "Payload used",
        "Charge utilisée",
        "On the stage that carries most: kit, delivered supplies, and passengers at the "
        "doctrine's mass.",
        "Sur l'étape la plus chargée : matériel, approvisionnements livrés et passagers à la "
        "masse de la doctrine.",
        "t",
    ),
    PERMISSIONS,
)
ONE_A_STAGE = (
    SERIAL,
    STAGE,
    LEG,
    FROM,
    TO,
    KM,
    Field(
        "hours",
        "number",
        "Block time",
        "Temps de vol",
        "Planned travel hours of a sortie.",
        "Temps de trajet prévu d'une rotation.",
        "h",
    ),
    SORTIES,
    DEPART,
    ARRIVE,
    SEATS,
    TAKEN,
    FILLED,
    OFFERED,
    USED,
    PERMISSIONS,
)
ONE_A_DAY = (
    DAY,
    FLEET,
    AIRCRAFT,
    Field("flights", "whole", "Flights", "Vols", "Flight serials that leave.", "Vols au départ."),
    SORTIES,
    BLOCK,
    PASSENGERS,
    UNITS,
)
ONE_A_FIELD = (
    Field("site", "text", "Field", "Terrain", "Where they land.", "Terrain d'atterrissage."),
    DAY,
    Field(
        "landings",
        "whole",
        "Landings",
        "Atterrissages",
        "Sorties of the stages that end there, on the day their stage departs.",
        "Rotations des étapes qui s'y terminent, le jour du départ de l'étape.",
        "landings",
    ),
    Field(
        "slots",
        "whole",
        "Slots",
        "Créneaux",
        "Landings the field takes in a day; blank is no limit.",
        "Atterrissages possibles par jour ; vide : sans limite.",
        "landings",
    ),
    Field(
        "free",
        "whole",
        "Free",
        "Libres",
        "Slots less landings; blank where there is no limit.",
        "Créneaux moins atterrissages ; vide : sans limite.",
        "landings",
        zero=True,
    ),
)
ONE_A_MONTH = (
    FLEET,
    AIRCRAFT,
    Field("month", "day", "Month", "Mois", "First day of the month.", "Premier jour du mois."),
    SORTIES,
    BLOCK,
    Field(
        "limit",
        "number",
        "Limit",
        "Plafond",
        "Aircraft times block hours a month.",
        "Aéronefs multipliés par les heures de vol mensuelles.",
        "h",
    ),
    Field(
        "used",
        "share",
        "Used",
        "Utilisé",
        "Block hours of the limit; blank where the limit is 0.",
        "Part du plafond ; vide si le plafond est nul.",
    ),
)

SHEETS = {
    "air.flights": ONE_A_FLIGHT,
    "air.stages": ONE_A_STAGE,
    "air.loads": ONE_A_LOAD,
    "air.by_day": ONE_A_DAY,
    "air.landings": ONE_A_FIELD,
    "air.hours": ONE_A_MONTH,
}
"""The columns of each sheet, by the key of its title."""
