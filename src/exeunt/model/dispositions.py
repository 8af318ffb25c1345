"""The ways of disposing of a lot."""

import attrs

from exeunt.model.choices import Way
from exeunt.model.columns import CAPABILITIES, Row, Time, column
from exeunt.model.forces import CLASSES, DISPOSITIONS, OWNERS


@attrs.frozen(kw_only=True)
class Disposition(Row):
    """What may become of kit of a class and owner, and what that recovers, costs and needs."""

    disposition: Way = column(
        "choice",
        {"en": "Disposition", "fr": "Cession"},
        "What becomes of the kit.",
        choices=DISPOSITIONS,
        example="destroy",
    )
    # Of two rows the one that names a class rules before the one that names an owner: what kit is
    # binds more than whose it is.
    kit_class: str = column(
        "choice",
        {"en": "Class", "fr": "Classe"},
        "Class it holds for; `*` for all. The most specific row wins.",
        choices=(*CLASSES, "*"),
        default="*",
        example="ammunition",
    )
    owner: str = column(
        "choice",
        {"en": "Owner", "fr": "Propriétaire"},
        "Owner it holds for; `*` for both.",
        choices=(*OWNERS, "*"),
        default="*",
        example="*",
    )
    # A row may be there only to forbid: the most specific one rules, so a general leave can have
    # its exceptions.
    lawful: bool = column(
        "flag", {"en": "Lawful", "fr": "Licite"}, "May be done at all.", default=True, example="yes"
    )
    recovery_share: float = column(
        "number",
        {"en": "Recovery", "fr": "Récupération"},
        "Share of the value recovered.",
        default=0.0,
        ge=0,
        le=1,
        example="0",
    )
    cost_per_unit: float = column(
        "number",
        {"en": "Cost", "fr": "Coût"},
        "Cost of disposing of one unit.",
        unit="currency/unit",
        default=0.0,
        ge=0,
        example="500",
    )
    rate_per_day: float | None = column(
        "number",
        {"en": "Rate", "fr": "Cadence"},
        "Units a day at one site; with a capability and in tonnes: see rate_t_per_team_day. "
        "Blank: no limit.",
        unit="units/day",
        default=None,
        gt=0,
    )
    # Ammunition is destroyed by tonnes, so many for each team; this rate is what keeps explosives
    # teams to the end.
    rate_t_per_team_day: float | None = column(
        "number",
        {"en": "Team rate", "fr": "Cadence par équipe"},
        "Tonnes a day for each team of the capability at the site; blank: no limit.",
        unit="t/team-day",
        default=None,
        gt=0,
        example="2",
    )
    # Needed from the first to the last hour, which is why such a team may not be sent home first.
    capability: str = column(
        "choice",
        {"en": "Capability", "fr": "Capacité"},
        "A team of this must be at the site from start to end.",
        default="",
        choices=("", *CAPABILITIES),
        example="eod",
    )
    # A buyer is found, a contract let, a furnace brought: until then there is no such way.
    available_from: Time | None = column(
        "time",
        {"en": "Available from", "fr": "Disponible du"},
        "First moment at which such a disposal begins; blank: the start.",
        default=None,
        since=2,
    )
    # Paper takes its time before anything is burnt or sold. The rate counts only after it.
    lead_hours: float = column(
        "number",
        {"en": "Lead time", "fr": "Délai"},
        "Least time between start and end of a disposal (siting, paperwork, checks).",
        unit="hours",
        default=0.0,
        ge=0,
        example="48",
    )
