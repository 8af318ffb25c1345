# ruff: noqa: RUF009 - attrs field makers are called in class bodies
"""The contract of the settings: ``mission.toml``, ``plan.toml``, or the sheets in their place."""

from typing import Any

import attrs

from exeunt.errors import InputError, Problem
from exeunt.model.columns import FORMAT_VERSION, Time, column
from exeunt.model.outcome import Finding
from exeunt.model.plan import ENDINGS, STATUSES
from exeunt.model.reason import Reason


def _format_version() -> Any:
    """Declare the field by which files say in which version of the formats they are written."""
    return column(
        "integer",
        {"en": "Format version", "fr": "Version du format"},
        "Version of the file formats; blank: 1, from before files said so.",
        default=1,
        ge=1,
        aliases=("format", "version du format"),
        example=str(FORMAT_VERSION),
        since=2,
    )


def refuse_newer(values: dict[str, Any], place: str) -> None:
    """Refuse settings of a version of the formats that this release does not know.

    Raises:
        InputError: the version is newer. It comes alone: whatever else is wrong, this explains.
    """
    version = values.get("format_version", 1)
    if version <= FORMAT_VERSION:
        return
    problem = Problem(
        place=place,
        field="format_version",
        got=str(version),
        expected=f"must be at most {FORMAT_VERSION}: a newer version of exeunt wrote this",
        hint="install a release of exeunt that knows this version",
    )
    raise InputError([problem])


def older(what: str, version: int) -> tuple[Finding, ...]:
    """Return what a user should know of files of an older version; nothing where it is this one."""
    if version >= FORMAT_VERSION:
        return ()
    return (
        Finding(
            place=what,
            field="format_version",
            got=str(version),
            expected=Reason.of("older.version", current=FORMAT_VERSION),
            hint=Reason.of("older.convert"),
        ),
    )


@attrs.frozen(kw_only=True)
class MissionSettings:
    """What a mission says once: name, dates, currency."""

    name: str = column(
        "text",
        {"en": "Name", "fr": "Nom"},
        "Short name of the mission.",
        aliases=("mission",),
        example="mali-2023",
    )
    title: str = column(
        "text",
        {"en": "Title", "fr": "Titre"},
        "Title as printed.",
        default="",
        example="Withdrawal from Mali",
    )
    start: Time = column(
        "time",
        {"en": "Start", "fr": "Début"},
        "First moment of the plan; all times are local.",
        example="2023-07-01",
    )
    deadline: Time = column(
        "time",
        {"en": "Deadline", "fr": "Échéance"},
        "Moment by which all must be out; being late is priced.",
        aliases=("date limite",),
        example="2023-12-31",
    )
    end: Time = column(
        "time",
        {"en": "End", "fr": "Fin"},
        "End of planning, at or after the deadline.",
        aliases=("end of planning",),
        example="2024-02-29",
    )
    period_hours: int = column(
        "integer",
        {"en": "Period", "fr": "Période"},
        "Hours in a planning period: 1, 2, 3, 4, 6, 8, 12 or 24.",
        unit="hours",
        default=24,
        ge=1,
        le=24,
        example="24",
    )
    currency: str = column(
        "text",
        {"en": "Currency", "fr": "Devise"},
        "Three letters, such as USD.",
        default="USD",
        aliases=("monnaie",),
        example="USD",
    )
    # Only the sun asks for it: all times in the tables are of one clock.
    utc_offset_hours: float = column(
        "number",
        {"en": "UTC offset", "fr": "Décalage UTC"},
        "Lead of the mission's clock over UTC: 4.5 where it is 16:30 at noon in UTC.",
        unit="hours",
        default=0.0,
        ge=-12,
        le=14,
        example="0",
        since=2,
    )
    description: str = column(
        "text",
        {"en": "Description", "fr": "Description"},
        "Anything a reader should know first.",
        default="",
        example="",
    )
    format_version: int = _format_version()


@attrs.frozen(kw_only=True)
class PlanRecord:
    """What a plan says of itself; a blank is unknown."""

    format_version: int = _format_version()
    mission: str = column(
        "text", {"en": "Mission", "fr": "Mission"}, "Name of the mission.", default=""
    )
    mission_hash: str = column(
        "text",
        {"en": "Mission hash", "fr": "Empreinte"},
        "Hash of the mission the plan was made for.",
        default="",
    )
    as_of: Time | None = column(
        "time",
        {"en": "As of", "fr": "Au"},
        "Day as of which the mission was read; blank: all that is in it was known.",
        default=None,
        example="2023-07-01",
        since=2,
    )
    overlays: str | None = column(
        "text",
        {"en": "Overlays", "fr": "Calques"},
        "Courses of action laid over the mission, by their files' names; blank: none.",
        default=None,
        example="no-flights.toml",
        since=2,
    )
    confidence: float | None = column(
        "number",
        {"en": "Confidence", "fr": "Confiance"},
        "Share of cases whose travel times the plan was made by; blank: their medians.",
        default=None,
        ge=0.5,
        le=0.99,
        example="0.7",
        since=2,
    )
    order: str | None = column(
        "text",
        {"en": "Order", "fr": "Ordre"},
        "Terms of the cost that were improved one after the other, each with what it was held to "
        "from then on; blank: all of the cost at once.",
        default=None,
        example="people 0, harm 61,400",
        since=2,
    )
    status: str = column(
        "choice",
        {"en": "Status", "fr": "Statut"},
        "How good the plan is known to be.",
        default="unknown",
        choices=STATUSES,
    )
    objective: float | None = column(
        "number",
        {"en": "Objective", "fr": "Objectif"},
        "The plan's cost: the one number by which plans are compared.",
        unit="currency",
        default=None,
    )
    bound: float | None = column(
        "number",
        {"en": "Bound", "fr": "Borne"},
        "The proven least cost: no lawful plan costs less.",
        unit="currency",
        default=None,
    )
    fixed: float | None = column(
        "number",
        {"en": "Fixed", "fr": "Fixe"},
        "Part of the cost that no plan can change.",
        unit="currency",
        default=None,
    )
    gap: float | None = column(
        "number",
        {"en": "Gap", "fr": "Écart"},
        "By how much a plan could be cheaper at most: (objective − bound) / (objective − fixed).",
        default=None,
    )
    seconds: float | None = column(
        "number", {"en": "Seconds", "fr": "Secondes"}, "Time it took to plan.", default=None
    )
    seed: int | None = column(
        "integer", {"en": "Seed", "fr": "Graine"}, "Seed of the planner.", default=None
    )
    version: str = column(
        "text", {"en": "Version", "fr": "Version"}, "Version of exeunt.", default=""
    )
    parameters: str | None = column(
        "text",
        {"en": "Parameters", "fr": "Paramètres"},
        "What the planner was tuned by, where it differs from the defaults.",
        default=None,
        since=2,
    )
    ended: str | None = column(
        "choice",
        {"en": "Search ended by", "fr": "Fin de la recherche"},
        "What ended the search: work (it was done: the same seed gives the same plan), clock (the "
        "time was over) or asked (somebody stopped it).",
        default=None,
        choices=ENDINGS,
        since=2,
    )
    plans_built: int | None = column(
        "integer",
        {"en": "Plans built", "fr": "Plans construits"},
        "Plans that the search built.",
        default=None,
        ge=0,
        since=2,
    )
    serials_tried: int | None = column(
        "integer",
        {"en": "Serials tried", "fr": "Rames essayées"},
        "Serials that the search tried for them.",
        default=None,
        ge=0,
        since=2,
    )
    repairs_tried: int | None = column(
        "integer",
        {"en": "Repairs tried", "fr": "Réparations essayées"},
        "Changes to finished plans that the last repair tried.",
        default=None,
        ge=0,
        since=2,
    )
    polish_steps: int | None = column(
        "integer",
        {"en": "Steps of polish", "fr": "Pas de polissage"},
        "Steps in which serials of the best plan were loaded anew.",
        default=None,
        ge=0,
        since=2,
    )


@attrs.frozen(kw_only=True)
class PlanTerms:
    """The terms of a plan's objective, each in its own unit."""

    casualties_move: float = column(
        "number",
        {"en": "Casualties on the move", "fr": "Victimes en mouvement"},
        "Killed or injured to expect in serials.",
        default=0.0,
    )
    casualties_site: float = column(
        "number",
        {"en": "Casualties at sites", "fr": "Victimes aux sites"},
        "Killed or injured to expect at sites.",
        default=0.0,
    )
    late_person_days: float = column(
        "number",
        {"en": "Late person-days", "fr": "Personnes-jours de retard"},
        "Person-days past the deadline.",
        default=0.0,
    )
    not_out: float = column(
        "number", {"en": "Not out", "fr": "Non sortis"}, "People not out at the end.", default=0.0
    )
    makespan_days: float = column(
        "number",
        {"en": "Last person out", "fr": "Dernière sortie"},
        "Days from the start until the last person is out.",
        default=0.0,
        since=2,
    )
    late_unit_days: float = column(
        "number",
        {"en": "Late unit-days", "fr": "Unités-jours de retard"},
        "Unit-days of kit past its due date.",
        default=0.0,
        since=2,
    )
    capture_points: float = column(
        "number",
        {"en": "Capture", "fr": "Capture"},
        "Points of harm of kit left, or given where nobody takes it.",
        default=0.0,
    )
    vacuum_days: float = column(
        "number",
        {"en": "Vacuum", "fr": "Vide"},
        "Days between closings and receivers.",
        default=0.0,
    )
    value_lost: float = column(
        "number",
        {"en": "Value lost", "fr": "Valeur perdue"},
        "Value of kit not recovered.",
        unit="currency",
        default=0.0,
    )
    money: float = column(
        "number",
        {"en": "Money", "fr": "Dépense"},
        "Money spent.",
        unit="currency",
        default=0.0,
    )
