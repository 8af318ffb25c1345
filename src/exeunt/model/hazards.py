"""What makes a leg close or dangerous: seasons, threats, and the incidents they are known by."""

import attrs

from exeunt.model.columns import Row, Time, column


@attrs.frozen(kw_only=True)
class Season(Row):
    """A time in which a leg cannot be used: rains, low water, a closed border."""

    leg: str = column(
        "id",
        {"en": "Leg", "fr": "Tronçon"},
        "The leg that is closed.",
        ref=("leg",),
        example="timbuktu-mopti-river",
    )
    # Asked when a leg is entered: a serial that is on a leg when the rains come goes on to its
    # end.
    closed_from: Time = column(
        "time",
        {"en": "Closed from", "fr": "Fermé du"},
        "First moment at which no serial may enter the leg.",
        aliases=("from", "du"),
        example="2023-12-15",
    )
    closed_to: Time = column(
        "time",
        {"en": "Closed to", "fr": "Fermé au"},
        "First moment at which serials may enter again.",
        aliases=("to", "until", "au"),
        example="2024-07-15",
    )


@attrs.frozen(kw_only=True)
class Threat(Row):
    """The threat on a leg in a span of time, in place of the leg's own figure."""

    leg: str = column(
        "id", {"en": "Leg", "fr": "Tronçon"}, "The leg.", ref=("leg",), example="gao-anefis"
    )
    # Of rows that hold at once the last in the table counts, so the order of rows is part of the
    # mission.
    valid_from: Time = column(
        "time",
        {"en": "From", "fr": "Du"},
        "First moment at which the figure holds.",
        aliases=("from", "du"),
        example="2023-09-01",
    )
    valid_to: Time = column(
        "time",
        {"en": "To", "fr": "Au"},
        "First moment at which it no longer holds.",
        aliases=("to", "until", "au"),
        example="2023-12-31",
    )
    strikes_per_100km: float = column(
        "number",
        {"en": "Strikes", "fr": "Attaques"},
        "Expected strikes on one serial per 100 km.",
        unit="strikes/100 km",
        ge=0,
        example="0.2",
    )


@attrs.frozen(kw_only=True)
class Incident(Row):
    """Something that happened on a leg or at a site: evidence for the threat."""

    incident: str = column(
        "id",
        {"en": "Incident", "fr": "Incident"},
        "Identifier of the incident.",
        key=True,
        example="2023-07-06-labbezanga",
    )
    # Only what happened before the start counts for the threat, and only as far back as
    # `threat_months`.
    date: Time = column(
        "time",
        {"en": "Date", "fr": "Date"},
        "When it happened.",
        hxl="#date+occurred",
        example="2023-07-06",
    )
    # Those at sites are for whoever reads the tables: only those on legs make an estimate.
    where: str = column(
        "id",
        {"en": "Where", "fr": "Où"},
        "The leg or site.",
        ref=("leg", "site"),
        aliases=("place", "lieu", "leg", "site"),
        example="ansongo-labbezanga",
    )
    kind: str = column(
        "text",
        {"en": "Kind", "fr": "Nature"},
        "What happened, in a word or two.",
        default="attack",
        example="attack",
    )
    killed: int = column(
        "integer",
        {"en": "Killed", "fr": "Tués"},
        "People killed, of every population.",
        unit="people",
        default=0,
        ge=0,
        hxl="#affected+killed",
        example="3",
    )
    injured: int = column(
        "integer",
        {"en": "Injured", "fr": "Blessés"},
        "People injured, of every population.",
        unit="people",
        default=0,
        ge=0,
        hxl="#affected+injured",
        example="11",
    )
