"""What the time of a road is multiplied by: the definitions of ``docs/rules.md`` once more, in SQL."""

from tests.support.oracles.second_leave import strikes

SHIPPED = {"paved": 1.0, "track": 1.27, "sand": 1.59}
"""Factors of the surfaces in a mission without a table of its own."""

FACTOR = """
SELECT likely FROM pace
WHERE surface IN (:surface, '*') AND cover IN (:cover, '*') AND threat_from <= :strikes
  AND COALESCE(valid_from <= :t, 1) AND COALESCE(:t < valid_to, 1)
ORDER BY (surface <> '*') + (cover <> '*') + (threat_from > 0)
  + (valid_from IS NOT NULL OR valid_to IS NOT NULL) DESC, likely DESC
LIMIT 1
"""
"""The row with the most conditions; of several the slowest."""


def pace(book, leg, t):
    """Return the factor of a leg for who enters it so many seconds after the start."""
    if leg["mode"] != "road" or not leg["surface"]:
        return 1
    if not book.tables["pace"]:
        return SHIPPED.get(leg["surface"], 1)
    asked = {
        "surface": leg["surface"],
        "cover": leg["cover"] or "none",
        "strikes": strikes(book, leg, t),
        "t": t,
    }
    found = book.db.execute(FACTOR, asked).fetchone()
    return found[0] if found else 1
