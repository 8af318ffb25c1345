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
    {"en": "Air fleet", "fr": "Flotte"},
    {"en": "Identifier of the air fleet.", "fr": "Identifiant de la flotte aérienne."},
)
AIRCRAFT = Field(
    "aircraft",
    "text",
    {"en": "Aircraft", "fr": "Aéronef"},
    {"en": "Type of the aircraft.", "fr": "Type d'aéronef."},
)
SORTIES = Field(
    "sorties",
    "whole",
    {"en": "Sorties", "fr": "Rotations"},
    {"en": "Sorties flown.", "fr": "Rotations effectuées."},
    "sorties",
)
BLOCK = Field(
    "block_hours",
    "number",
    {"en": "Block hours", "fr": "Heures de vol"},
    {
        "en": "Sorties times the block hours of the aircraft on the legs.",
        "fr": "Rotations multipliées par les heures de vol de l'aéronef sur les tronçons.",
    },
    "h",
)
PASSENGERS = Field(
    "passengers",
    "whole",
    {"en": "Passengers", "fr": "Passagers"},
    {"en": "People whose way this is.", "fr": "Personnes transportées."},
    "people",
)
SEATS = Field(
    "seats",
    "whole",
    {"en": "Seats offered", "fr": "Places offertes"},
    {"en": "Seats of all sorties.", "fr": "Places de toutes les rotations."},
    "people",
)
TAKEN = Field(
    "seats_taken",
    "whole",
    {"en": "Seats used", "fr": "Places occupées"},
    {"en": "Passengers aboard.", "fr": "Passagers à bord."},
    "people",
)
FILLED = Field(
    "filled",
    "share",
    {"en": "Filled", "fr": "Remplissage"},
    {
        "en": "Seats used of those offered; blank where there are none.",
        "fr": "Places occupées sur places offertes ; vide s'il n'y en a pas.",
    },
)
OFFERED = Field(
    "payload",
    "number",
    {"en": "Payload offered", "fr": "Charge offerte"},
    {"en": "Payload of all sorties.", "fr": "Charge utile de toutes les rotations."},
    "t",
)
USED = Field(
    "payload_used",
    "number",
    {"en": "Payload used", "fr": "Charge utilisée"},
    {
        "en": "Kit and delivered supplies, and passengers at the doctrine's mass.",
        "fr": "Matériel et approvisionnements livrés, et passagers à la masse de la doctrine.",
    },
    "t",
)
ONE_A_FLIGHT = (
    SERIAL,
    Field(
        "day",
        "day",
        {"en": "Day", "fr": "Jour"},
        {"en": "Day of the first departure.", "fr": "Jour du premier départ."},
    ),
    FLEET,
    AIRCRAFT,
    Field(
        "planes",
        "whole",
        {"en": "Number", "fr": "Nombre"},
        {"en": "Aircraft that fly it.", "fr": "Aéronefs engagés."},
        "aircraft",
    ),
    SORTIES,
    Field(
        "route",
        "text",
        {"en": "Route", "fr": "Itinéraire"},
        {
            "en": "Fields in order, back to the home.",
            "fr": "Terrains dans l'ordre, jusqu'au retour à la base.",
        },
    ),
    DEPART,
    ARRIVE,
    BLOCK,
    PASSENGERS,
    UNITS,
    Field(
        "seats",
        "whole",
        {"en": "Seats offered", "fr": "Places offertes"},
        {
            "en": "Seats of all sorties on a stage.",
            "fr": "Places de toutes les rotations sur une étape.",
        },
        "people",
    ),
    Field(
        "seats_taken",
        "whole",
        {"en": "Seats used", "fr": "Places occupées"},
        {
            "en": "Passengers on the stage that has most.",
            "fr": "Passagers sur l'étape la plus chargée.",
        },
        "people",
    ),
    FILLED,
    OFFERED,
    Field(
        "payload_used",
        "number",
        {"en": "Payload used", "fr": "Charge utilisée"},
        {
            "en": "On the stage that carries most: kit, delivered supplies, and passengers at the "
            "doctrine's mass.",
            "fr": "Sur l'étape la plus chargée : matériel, approvisionnements livrés et passagers "
            "à la masse de la doctrine.",
        },
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
        {"en": "Block time", "fr": "Temps de vol"},
        {"en": "Planned block hours of a sortie.", "fr": "Heures de vol prévues d'une rotation."},
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
    Field(
        "flights",
        "whole",
        {"en": "Flights", "fr": "Vols"},
        {"en": "Flight serials that leave.", "fr": "Vols au départ."},
    ),
    SORTIES,
    BLOCK,
    PASSENGERS,
    UNITS,
)
ONE_A_FIELD = (
    Field(
        "site",
        "text",
        {"en": "Field", "fr": "Terrain"},
        {"en": "Where they land.", "fr": "Terrain d'atterrissage."},
    ),
    DAY,
    Field(
        "landings",
        "whole",
        {"en": "Landings", "fr": "Atterrissages"},
        {
            "en": "Sorties of the stages that end there, on the day their stage departs.",
            "fr": "Rotations des étapes qui s'y terminent, le jour du départ de l'étape.",
        },
        "landings",
    ),
    Field(
        "slots",
        "whole",
        {"en": "Slots", "fr": "Créneaux"},
        {
            "en": "Landings the field takes in a day; blank is no limit.",
            "fr": "Atterrissages possibles par jour ; vide : sans limite.",
        },
        "landings",
    ),
    Field(
        "free",
        "whole",
        {"en": "Free", "fr": "Libres"},
        {
            "en": "Slots less landings; blank where there is no limit.",
            "fr": "Créneaux moins atterrissages ; vide : sans limite.",
        },
        "landings",
        zero=True,
    ),
)
ONE_A_MONTH = (
    FLEET,
    AIRCRAFT,
    Field(
        "month",
        "day",
        {"en": "Month", "fr": "Mois"},
        {"en": "First day of the month.", "fr": "Premier jour du mois."},
    ),
    SORTIES,
    BLOCK,
    Field(
        "limit",
        "number",
        {"en": "Limit", "fr": "Plafond"},
        {
            "en": "Aircraft times block hours a month.",
            "fr": "Aéronefs multipliés par les heures de vol mensuelles.",
        },
        "h",
    ),
    Field(
        "used",
        "share",
        {"en": "Used", "fr": "Utilisé"},
        {
            "en": "Block hours of the limit; blank where the limit is 0.",
            "fr": "Part du plafond ; vide si le plafond est nul.",
        },
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
