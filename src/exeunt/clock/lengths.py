"""How long a mission is, and so in which units it is spoken of: one rule for all that prints."""

from datetime import datetime, timedelta

SHORT_DAYS = 21
"""Missions of at most so many days are spoken of in days and hours, longer ones in weeks."""


def is_short(start: datetime, end: datetime) -> bool:
    """Say whether a mission is one of days and hours, from its start to the end of planning.

    Three weeks, because up to then a chief of movements plans by the hour and one page of a daily
    table holds it all; beyond, hours are noise and weeks the unit in which convoys come and go.
    """
    return end - start <= timedelta(days=SHORT_DAYS)
