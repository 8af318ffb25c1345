"""What an activity needs there and then: it keeps enablers until their last client has left."""

import attrs

from exeunt.model.choices import Mode
from exeunt.model.columns import CAPABILITIES, Row, column

ACTIVITIES = ("hold", "fly", "convoy", "destroy", "close")
VEHICLES_ONLY = frozenset({Mode.ROAD})
"""Modes on which only vehicles bring a convoy its teams: medics there ride an ambulance."""


@attrs.frozen(kw_only=True)
class Requirement(Row):
    """So much of a capability that an activity needs, there and then."""

    requirement: str = column(
        "id",
        {"en": "Requirement", "fr": "Exigence"},
        "Identifier of the requirement.",
        key=True,
        example="escort-threatened",
    )
    # The scarce units were sent home first in the withdrawals we know. Each row here is a client
    # who must have left before they may.
    activity: str = column(
        "choice",
        {"en": "Activity", "fr": "Activité"},
        "hold: while a site is open; fly: at a field an aircraft uses; convoy: on a leg; destroy: "
        "where a class is destroyed; close: during the closing hours.",
        choices=ACTIVITIES,
        example="convoy",
    )
    # A mode for convoys only: escorts may be asked for on every road, and on no river.
    where: str = column(
        "id",
        {"en": "Where", "fr": "Où"},
        "Site, leg, class (destroy) or `*`; for convoy also a mode.",
        default="*",
        ref=("site", "leg", "class"),
        also=("*", "road", "river", "sea", "rail", "air"),
        example="*",
    )
    capability: str = column(
        "choice",
        {"en": "Capability", "fr": "Capacité"},
        "What is needed.",
        choices=CAPABILITIES,
        example="escort",
    )
    amount: int = column(
        "integer",
        {"en": "Amount", "fr": "Nombre"},
        "Least number of teams; on road convoys, what vehicles of the capability bring.",
        unit="teams",
        default=1,
        ge=0,
        example="3",
    )
    # Vehicles that bring a capability themselves do not count, or each escort would call for
    # another.
    per_vehicles: float | None = column(
        "number",
        {"en": "Vehicles per team", "fr": "Véhicules par équipe"},
        "On convoys: one team for each so many vehicles that bring no capability; blank: only the "
        "least number.",
        unit="vehicles/team",
        default=None,
        gt=0,
        example="8",
    )
    # 0 is every leg, even a quiet one: an ambulance goes along wherever a column drives.
    threat_from: float = column(
        "number",
        {"en": "Threat from", "fr": "Menace à partir de"},
        "On convoys: only on legs with at least so many strikes per 100 km.",
        unit="strikes/100 km",
        default=0.0,
        ge=0,
        example="0.01",
    )
