"""The columns of the destruction list, a sheet at a time."""

from exeunt.documents.parts import Field
from exeunt.papers.columns import (
    CLASS,
    DAY,
    DONE,
    ITEM,
    LOT,
    OWNER,
    PROVIDER,
    QUANTITY,
    SITE,
    START,
)

MASS = Field(
    "tonnes",
    "number",
    {"en": "Mass", "fr": "Masse"},
    {"en": "Of the units.", "fr": "Masse des unités."},
    "t",
)
WHY = Field(
    "why",
    "text",
    {"en": "Why", "fr": "Motif"},
    {
        "en": "Reasons that mission and plan themselves show.",
        "fr": "Motifs qui ressortent de la mission et du plan.",
    },
)
AUTHORITY = Field(
    "authority",
    "text",
    {"en": "Authorised by (name, signature)", "fr": "Autorisé par (nom, signature)"},
    {"en": "To fill in before work begins.", "fr": "À compléter avant le début des travaux."},
    fill=True,
)
DESTROYED = (
    SITE,
    LOT,
    ITEM,
    CLASS,
    OWNER,
    PROVIDER,
    QUANTITY,
    MASS,
    WHY,
    Field(
        "consent",
        "text",
        {"en": "Owner's consent", "fr": "Accord du propriétaire"},
        {
            "en": "Whether the owner of contingent-owned kit has agreed.",
            "fr": "Accord du propriétaire pour le matériel des contingents.",
        },
    ),
    Field(
        "capability",
        "text",
        {"en": "Team", "fr": "Équipe"},
        {
            "en": "Capability that must be at the site from start to end.",
            "fr": "Capacité présente sur le site du début à la fin.",
        },
    ),
    Field(
        "teams",
        "whole",
        {"en": "Teams needed", "fr": "Équipes requises"},
        {"en": "Least number of teams.", "fr": "Nombre minimal d'équipes."},
        "teams",
    ),
    Field(
        "rate_units",
        "number",
        {"en": "Rate", "fr": "Cadence"},
        {
            "en": "Most units a day at one site; blank: no limit.",
            "fr": "Nombre maximal d'unités par jour sur un site ; vide : sans limite.",
        },
        "units/day",
    ),
    Field(
        "rate_t",
        "number",
        {"en": "Team rate", "fr": "Cadence par équipe"},
        {
            "en": "Most tonnes a day for each team; blank: no limit.",
            "fr": "Tonnage maximal par équipe et par jour ; vide : sans limite.",
        },
        "t/team-day",
    ),
    Field(
        "lead_hours",
        "number",
        {"en": "Lead time", "fr": "Délai préalable"},
        {
            "en": "From the start until the first unit: siting, paperwork, checks.",
            "fr": "Du début à la première unité : emplacement, formalités, contrôles.",
        },
        "h",
        zero=True,
    ),
    START,
    Field(
        "work",
        "moment",
        {"en": "Work from", "fr": "Travaux à partir du"},
        {"en": "Start and lead time.", "fr": "Début et délai préalable."},
    ),
    DONE,
    Field(
        "closes",
        "moment",
        {"en": "Site closes", "fr": "Fermeture du site"},
        {
            "en": "When the site closes; blank where it stays open.",
            "fr": "Fermeture du site ; vide s'il reste ouvert.",
        },
    ),
    AUTHORITY,
    Field(
        "witness",
        "text",
        {"en": "Witnessed by (name, signature)", "fr": "Témoin (nom, signature)"},
        {"en": "To fill in when it is done.", "fr": "À compléter à la fin."},
        fill=True,
    ),
    Field(
        "actual",
        "moment",
        {"en": "Done in fact", "fr": "Fin effective"},
        {"en": "To fill in.", "fr": "À compléter."},
        fill=True,
    ),
)
BY_DAY = (
    SITE,
    DAY,
    LOT,
    ITEM,
    CLASS,
    Field(
        "units",
        "number",
        {"en": "Units", "fr": "Unités"},
        {
            "en": "Spread evenly from the end of the lead time to the end.",
            "fr": "Réparties uniformément de la fin du délai préalable à la fin.",
        },
        "units",
    ),
    MASS,
)
BEHIND = (
    SITE,
    LOT,
    ITEM,
    CLASS,
    OWNER,
    PROVIDER,
    Field(
        "abandoned",
        "whole",
        {"en": "Abandoned", "fr": "Abandonné"},
        {"en": "Units that the plan abandons.", "fr": "Unités que le plan abandonne."},
        "units",
        zero=True,
    ),
    Field(
        "left",
        "whole",
        {"en": "Left", "fr": "Laissé"},
        {
            "en": "Units neither out nor disposed of when planning ends.",
            "fr": "Unités ni sorties ni cédées à la fin de la planification.",
        },
        "units",
        zero=True,
    ),
    Field(
        "given",
        "whole",
        {"en": "Given to nobody", "fr": "Cédé sans repreneur"},
        {
            "en": "Units sold, given, handed over or transferred where nobody is there to take "
            "them.",
            "fr": "Unités vendues, données, remises ou transférées là où personne n'est présent "
            "pour les prendre en charge.",
        },
        "units",
        zero=True,
    ),
    MASS,
    Field(
        "harm_each",
        "number",
        {"en": "Harm of one", "fr": "Préjudice unitaire"},
        {
            "en": "Points of harm if one unit falls into the wrong hands.",
            "fr": "Points de préjudice si une unité est capturée.",
        },
        "points",
    ),
    Field(
        "harm",
        "number",
        {"en": "Harm", "fr": "Préjudice"},
        {"en": "Points of harm of the units.", "fr": "Points de préjudice des unités."},
        "points",
        zero=True,
    ),
    Field(
        "value",
        "number",
        {"en": "Value", "fr": "Valeur"},
        {"en": "Value of the units.", "fr": "Valeur des unités."},
        "currency",
    ),
    Field(
        "when",
        "moment",
        {"en": "Abandoned or given on", "fr": "Abandonné ou cédé le"},
        {
            "en": "When the plan abandons or gives the first of them; blank where they are left.",
            "fr": "Date du premier abandon ou de la première cession ; vide si laissé.",
        },
    ),
    WHY,
    AUTHORITY,
)

SHEETS = {
    "destruction.list": DESTROYED,
    "destruction.by_day": BY_DAY,
    "destruction.behind": BEHIND,
}
"""The columns of each sheet, by the key of its title."""
