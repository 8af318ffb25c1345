"""Pace: how much longer a road takes than its leg says, by surface, season, cover and threat."""

from datetime import datetime

import attrs

from exeunt.model.columns import Row, Time, column

SURFACES = ("paved", "gravel", "track", "sand")
COVERS = ("none", "air")


@attrs.frozen(kw_only=True)
class Pace(Row):
    """What the times of legs of a kind are multiplied by, with how far that may be off."""

    pace: str = column(
        "id",
        {"en": "Pace", "fr": "Allure"},
        "Identifier of the row.",
        key=True,
        example="track-rains",
        since=2,
    )
    surface: str = column(
        "choice",
        {"en": "Surface", "fr": "Revêtement"},
        "Legs of this surface; `*`: of any. A leg without a surface is as its figures say.",
        default="*",
        choices=("*", *SURFACES),
        example="track",
        since=2,
    )
    # By date, as rains and floods are: two rainy seasons are two rows.
    season: str = column(
        "text",
        {"en": "Season", "fr": "Saison"},
        "What the season is called; its dates count.",
        default="",
        example="rains",
        since=2,
    )
    valid_from: Time | None = column(
        "time",
        {"en": "From", "fr": "Du"},
        "First moment of the season; blank: always.",
        default=None,
        aliases=("from", "du"),
        example="2023-07-01",
        since=2,
    )
    valid_to: Time | None = column(
        "time",
        {"en": "To", "fr": "Au"},
        "First moment after it; blank: for good.",
        default=None,
        aliases=("to", "until", "au"),
        example="2023-10-01",
        since=2,
    )
    cover: str = column(
        "choice",
        {"en": "Cover", "fr": "Couverture"},
        "Legs with this cover from the air; `*`: with any.",
        default="*",
        choices=("*", *COVERS),
        example="*",
        since=2,
    )
    threat_from: float = column(
        "number",
        {"en": "Threat from", "fr": "Menace à partir de"},
        "Only while there are at least so many strikes per 100 km.",
        unit="strikes/100 km",
        default=0.0,
        ge=0,
        example="0.01",
        since=2,
    )
    # Between low and high lies what was seen. Plans are made at the likely figure.
    low: float | None = column(
        "number",
        {"en": "Low", "fr": "Bas"},
        "Lowest plausible factor.",
        default=None,
        gt=0,
        example="1.07",
        since=2,
    )
    likely: float = column(
        "number",
        {"en": "Likely", "fr": "Probable"},
        "The factor used: travel times of these legs are multiplied by it.",
        gt=0,
        example="1.27",
        aliases=("factor", "facteur"),
        since=2,
    )
    high: float | None = column(
        "number",
        {"en": "High", "fr": "Haut"},
        "Highest plausible factor.",
        default=None,
        gt=0,
        example="1.59",
        since=2,
    )

    def holds_at(self, when: datetime) -> bool:
        """Say whether a moment is in the row's season."""
        begun = self.valid_from is None or self.valid_from <= when
        return begun and (self.valid_to is None or when < self.valid_to)

    @property
    def conditions(self) -> int:
        """How many conditions it names: the more, the closer it describes a leg."""
        return sum(
            (
                self.surface != "*",
                self.valid_from is not None or self.valid_to is not None,
                self.cover != "*",
                self.threat_from > 0,
            )
        )


SHIPPED = (
    Pace(
        pace="paved",
        surface="paved",
        low=0.92,
        likely=1.0,
        high=1.07,
        source="two convoys published on good road, over times planned from road distances",
    ),
    Pace(
        pace="track",
        surface="track",
        low=1.07,
        likely=1.27,
        high=1.59,
        source="five convoys published on tracks, Mali 2021-23, over times planned from distances",
    ),
    Pace(
        pace="sand",
        surface="sand",
        low=1.07,
        likely=1.59,
        high=2.5,
        source="assumed: the slowest convoy published on tracks, in sand and rain",
        assumed=("*",),
    ),
)
"""Paces of missions whose legs have surfaces and that have no table of their own."""
