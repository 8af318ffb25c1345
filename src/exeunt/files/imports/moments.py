"""Times of receivers, which are in UTC and are held against each other only."""

from datetime import UTC, datetime


def read_moment(text: str) -> datetime | None:
    """Return a time in UTC without its zone; None where the text is none."""
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC)
    return moment.replace(tzinfo=None)
