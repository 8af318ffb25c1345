"""What an officer would ask about: every line recomputed, and how many there are on the first page."""

from tests.support.oracles.figures_case import compares
from tests.support.oracles.second_odd import odd
from tests.support.oracles.second_words import WORDS, amount, joined, listed, say

SITES = {"site", "hub", "origin", "destination", "pickup", "end"}
MOMENTS = {"when", "since", "until"}


@compares("list:odd")
def odd_list(case):
    """Compare the lines in their order; where nothing is odd there is no list."""
    found = case.root.maybe("ul", data_list="odd")
    mine = [line(case, kind, figures, why) for _, kind, figures, why in odd(case)]
    yield "odd", [case.page.text(one) for one in found.all("li")] if found else [], mine


def line(case, kind, figures, why):
    """Print a line with its reasons."""
    told = {}
    for name, value in figures.items():
        if name in SITES:
            told[name] = case.site(value)
        elif name in MOMENTS:
            told[name] = case.date(value)
        elif name in {"cost", "worth"}:
            told[name] = case.money(value)
        elif name == "serials":
            told[name] = listed(value)
        else:
            told[name] = value if isinstance(value, str) else amount(value)
    key = f"odd.{kind}"
    if key not in WORDS:
        key = f"{key}.{'one' if figures['n'] == 1 else 'other'}"
    return joined([say(key, **told), *(case.reason(reason) for reason in why)])
