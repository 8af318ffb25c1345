"""The columns of the register of permissions and of their uses."""

from exeunt.documents.parts import Field
from exeunt.papers.columns import DEPART, KIND, SERIAL, TEU, UNITS

NAME = Field(
    "permission",
    "text",
    {"en": "Permission", "fr": "Autorisation"},
    {"en": "Identifier of the permission.", "fr": "Identifiant de l'autorisation."},
)
GRANTOR = Field(
    "grantor",
    "text",
    {"en": "Granted by", "fr": "Accordée par"},
    {"en": "Who decides.", "fr": "Autorité qui décide."},
)
PEOPLE = Field(
    "people",
    "whole",
    {"en": "People", "fr": "Personnes"},
    {
        "en": "Passengers of the serials that depend on it.",
        "fr": "Passagers des rames qui en dépendent.",
    },
    "people",
)
REGISTER = (
    NAME,
    Field(
        "use",
        "text",
        {"en": "Use", "fr": "Usage"},
        {
            "en": "Relied on, to ask for, both, or not used by the plan.",
            "fr": "Utilisée, à demander, les deux, ou sans usage dans le plan.",
        },
    ),
    Field(
        "mode",
        "text",
        {"en": "Mode", "fr": "Mode"},
        {
            "en": "What it is about: a mode of movement, or the import of a supply.",
            "fr": "Objet : un mode de déplacement ou l'importation d'un approvisionnement.",
        },
    ),
    Field(
        "where",
        "text",
        {"en": "Where", "fr": "Où"},
        {
            "en": "Leg, site or supply; everywhere where it names none.",
            "fr": "Tronçon, site ou approvisionnement ; partout si elle n'en nomme aucun.",
        },
    ),
    Field(
        "direction",
        "text",
        {"en": "Direction", "fr": "Sens"},
        {"en": "In, out or both.", "fr": "Entrée, sortie ou les deux."},
    ),
    Field(
        "payload",
        "text",
        {"en": "Payload", "fr": "Charge"},
        {"en": "What may be carried.", "fr": "Ce qui peut être transporté."},
    ),
    Field(
        "provider",
        "text",
        {"en": "Nation", "fr": "Nation"},
        {
            "en": "Only for people and kit of this nation; blank: everybody's.",
            "fr": "Seulement pour les personnes et le matériel de cette nation ; vide : pour tous.",
        },
    ),
    GRANTOR,
    Field(
        "state",
        "text",
        {"en": "State", "fr": "État"},
        {
            "en": "What is known of it at the mission's start.",
            "fr": "Ce que l'on en sait au début de la mission.",
        },
    ),
    Field(
        "valid_from",
        "moment",
        {"en": "From", "fr": "Du"},
        {
            "en": "First moment it covers; blank: the start.",
            "fr": "Premier moment couvert ; vide : dès le début.",
        },
    ),
    Field(
        "valid_to",
        "moment",
        {"en": "To", "fr": "Au"},
        {
            "en": "First moment it no longer covers; blank: the end.",
            "fr": "Premier moment qui n'est plus couvert ; vide : jusqu'à la fin.",
        },
    ),
    Field(
        "ask_by",
        "moment",
        {"en": "Ask by", "fr": "À demander avant"},
        {
            "en": "Last moment to ask, by the plan.",
            "fr": "Dernier moment pour la demander, selon le plan.",
        },
    ),
    Field(
        "answer_by",
        "moment",
        {"en": "Answer by", "fr": "Réponse attendue"},
        {"en": "When an answer is expected.", "fr": "Date à laquelle une réponse est attendue."},
    ),
    Field(
        "chance",
        "share",
        {"en": "Chance", "fr": "Probabilité"},
        {
            "en": "Chance that it is, or stays, granted.",
            "fr": "Probabilité qu'elle soit, ou reste, accordée.",
        },
    ),
    Field(
        "lead_days",
        "number",
        {"en": "Notice", "fr": "Préavis"},
        {
            "en": "Days before use by which it must be asked for.",
            "fr": "Délai de demande avant usage.",
        },
        "days",
        zero=True,
    ),
    Field(
        "movements",
        "whole",
        {"en": "Movements", "fr": "Mouvements"},
        {"en": "Serials that depend on it.", "fr": "Rames qui en dépendent."},
        "serials",
        zero=True,
    ),
    Field(
        "first_use",
        "moment",
        {"en": "First use", "fr": "Premier usage"},
        {
            "en": "Departure of the first stage that depends on it.",
            "fr": "Départ de la première étape qui en dépend.",
        },
    ),
    Field(
        "last_use",
        "moment",
        {"en": "Last use", "fr": "Dernier usage"},
        {
            "en": "Departure of the last stage that depends on it.",
            "fr": "Départ de la dernière étape qui en dépend.",
        },
    ),
    PEOPLE,
    UNITS,
    TEU,
    Field(
        "reason",
        "text",
        {"en": "Wanted for", "fr": "Motif"},
        {
            "en": "What people wrote in the plan that it would be used for.",
            "fr": "Usage prévu, tel que saisi dans le plan.",
        },
    ),
    Field(
        "source",
        "text",
        {"en": "Source", "fr": "Source"},
        {"en": "Where the mission has it from.", "fr": "Origine de l'information."},
    ),
)
USES = (
    NAME,
    GRANTOR,
    SERIAL,
    KIND,
    DEPART,
    Field(
        "notify_by",
        "moment",
        {"en": "Notify by", "fr": "À notifier avant"},
        {
            "en": "Departure less the notice; never before the mission's start.",
            "fr": "Départ moins le préavis ; jamais avant le début de la mission.",
        },
    ),
    Field(
        "where",
        "text",
        {"en": "From – to", "fr": "De – vers"},
        {
            "en": "The first stage of the serial that depends on it.",
            "fr": "Première étape de la rame qui en dépend.",
        },
    ),
    PEOPLE,
    UNITS,
    TEU,
    Field(
        "reference",
        "text",
        {"en": "Reference", "fr": "Référence"},
        {
            "en": "To fill in: reference of the notice or clearance.",
            "fr": "À compléter : référence de la notification ou de l'autorisation.",
        },
        fill=True,
    ),
)

SHEETS = {"permissions.register": REGISTER, "permissions.uses": USES}
"""The columns of each sheet, by the key of its title."""
