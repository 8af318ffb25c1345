"""Columns of opening hours, as sites and legs have them."""

from typing import Any

from exeunt.model.columns import Texts, column


def opens(meaning: str) -> Any:
    """Declare the clock time from which a place can be used; blank is midnight."""
    return _clock_time({"en": "Opens", "fr": "Ouvre à"}, meaning, "6.5")


def closes(meaning: str) -> Any:
    """Declare the clock time until which a place can be used; blank is midnight."""
    next_day = " blank is midnight, a time before `opens` is of the next day."
    return _clock_time({"en": "Closes", "fr": "Ferme à"}, meaning + next_day, "18")


def daylight(meaning: str) -> Any:
    """Declare whether a place is used between sunrise and sunset only."""
    headers = {"en": "Daylight only", "fr": "De jour seulement"}
    return column("flag", headers, meaning, default=False, example="yes", since=2)


def _clock_time(headers: Texts, meaning: str, example: str) -> Any:
    """Declare a clock time, in hours of the day."""
    return column(
        "number",
        headers,
        meaning,
        unit="hours",
        default=None,
        ge=0,
        le=24,
        example=example,
        since=2,
    )
