"""One cause, one word: what only follows from another doubt about the same row is left out."""

from collections.abc import Iterable, Mapping

from exeunt.model.outcome import Finding

FOLLOWS: Mapping[str, frozenset[tuple[str, str]]] = {
    # A leg of 2,000 hours needs many nights' places only because its hours are mistyped.
    "sense.halts_least": frozenset({("sense.too_slow", "travel_hours")}),
    # What has the room of a whole lot fits no vehicle, of course.
    "sense.must_fit": frozenset({("sense.at_most_a_unit", "teu")}),
    # Room that is mistyped asks for a payload that no vehicle has.
    "sense.at_least_in": frozenset({("sense.at_most", "teu")}),
}
"""By a doubt, the doubts about the same row, each with its column, that it only follows from."""


def once(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings without those that only follow from another about the same row."""
    listed = tuple(findings)
    causes: dict[str, set[tuple[str, str]]] = {}
    for finding in listed:
        causes.setdefault(finding.place, set()).add((finding.expected.key, finding.field))
    return tuple(
        finding
        for finding in listed
        if not causes[finding.place] & FOLLOWS.get(finding.expected.key, frozenset())
    )
