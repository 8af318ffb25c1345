"""Pages written of missions and plans, without a referee's word: tests say themselves what it found."""

from exeunt.facts.facts import facts
from exeunt.facts.veil import BARE
from exeunt.report.html import html as written


def html(mission, plan, *, terms, violations, language="en", veil=BARE):
    """Write the report of a plan."""
    return written(facts(mission, plan, terms, violations, veil), language)
