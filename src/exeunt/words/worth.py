"""What one more of everything is worth, in sentences."""

from collections.abc import Iterator

from exeunt.evidence.fates import Fate, Fates
from exeunt.evidence.offers import Offer
from exeunt.evidence.valuing import Holding, Range, Worth, Worths
from exeunt.model.mission import Mission
from exeunt.words.evidence import EvidenceWords
from exeunt.words.words import Words

ROUNDING = 1e-6
"""Share of a plan's cost below which a difference is none."""


def offer_text(offer: Offer, mission: Mission, words: Words) -> str:
    """Say what is offered."""
    return EvidenceWords(mission, words).reason(offer.says)


def worth_lines(found: Worths, mission: Mission, words: Words) -> tuple[tuple[str, bool], ...]:
    """Return what is said of worth: lines, each with whether it is one of a list."""
    say = EvidenceWords(mission, words)
    return tuple(_lines(found, say))


def _lines(found: Worths, say: EvidenceWords) -> Iterator[tuple[str, bool]]:
    words = say.words
    cost = 0.0
    if found.before is not None:
        cost = found.before.objective
        if found.bound is None:
            yield words("evidence.worth.before_unproven", cost=say.cost(cost)), False
        else:
            bound = say.cost(found.bound)
            yield words("evidence.worth.before", cost=say.cost(cost), bound=bound), False
    if found.worths:
        seconds = words.amount(found.seconds)
        yield words("evidence.worth.ranked", seconds=seconds), False
        yield from ((_worth(each, cost, say), True) for each in found.worths)
    if found.holdings:
        yield words("evidence.worth.holdings"), False
        yield from ((_holding(each, say), True) for each in found.holdings)
    if found.refusals:
        yield words("evidence.worth.permissions"), False
        yield from ((_price(each, cost, say), True) for each in found.refusals)
    if found.kit is not None:
        yield from _kit(found.kit, say)
    if found.untried:
        n = words.number(len(found.untried))
        yield words("evidence.worth.untried", n=n), False


def _worth(worth: Worth, cost: float, say: EvidenceWords) -> str:
    what = say.reason(worth.offer.says)
    if worth.saves is None:
        return say.words("evidence.worth.unknown", what=what)
    proven = range_text(worth.proven, say)
    if abs(worth.saves) <= ROUNDING * max(1.0, abs(cost)):
        return say.words("evidence.worth.nothing", what=what, range=proven)
    key = "evidence.worth.saves" if worth.saves > 0 else "evidence.worth.costs"
    return say.words(key, what=what, cost=say.cost(abs(worth.saves)), range=proven)


def _price(refusal: Worth, cost: float, say: EvidenceWords) -> str:
    """Say by how much a plan is dearer without a permission: the other way round than a saving."""
    what, saves = say.reason(refusal.offer.says), refusal.saves
    if saves is None:
        return say.words("evidence.worth.priceless", what=what)
    proven = range_text(_rise(refusal.proven), say)
    if abs(saves) <= ROUNDING * max(1.0, abs(cost)):
        return say.words("evidence.worth.free", what=what, range=proven)
    return say.words("evidence.worth.price", what=what, cost=say.cost(-saves), range=proven)


def _rise(proven: Range) -> Range:
    """Return by how much more something costs that saves between two amounts, at least nothing."""
    return Range(
        least=None if proven.most is None else max(0.0, -proven.most),
        most=None if proven.least is None else -proven.least,
    )


def _kit(kit: Fates, say: EvidenceWords) -> Iterator[tuple[str, bool]]:
    words, threshold = say.words, say.cost(kit.threshold)
    if kit.indifferent:
        yield words("evidence.worth.kit", threshold=threshold), False
        yield from ((fate_text(each, say), True) for each in kit.indifferent)
    elif not kit.untried:
        yield words("evidence.worth.kit_none", threshold=threshold), False
    if kit.untried:
        yield words("evidence.worth.fates_untried", n=words.number(kit.untried)), False


def fate_text(fate: Fate, say: EvidenceWords) -> str:
    """Say of some kit what becomes of it and could as well, and the difference in cost."""
    words = say.words
    sign = "+" if fate.difference > 0 else ""
    return words(
        "evidence.worth.fate",
        n=words.number(fate.units),
        lot=fate.lot,
        site=words.site(say.mission, fate.site),
        now=words.known(f"called.disposition.{fate.now}") or fate.now,
        other=words.known(f"called.disposition.{fate.other}") or fate.other,
        difference=f"{sign}{say.cost(fate.difference)}",
    )


def _holding(holding: Holding, say: EvidenceWords) -> str:
    site, day = say.words.site(say.mission, holding.site), say.cost(holding.day)
    saves = holding.earlier.saves
    if saves is None or holding.days is None or holding.price is None:
        return say.words("evidence.worth.holding_unknown", site=site, day=day)
    return say.words(
        "evidence.worth.holding",
        site=site,
        day=day,
        days=say.words.lasting(holding.days),
        # What is saved there is not part of all else.
        cost=say.cost(holding.day * holding.days - saves),
        price=say.cost(holding.price),
        # Whatever closes sooner may be done as it is, too: nothing is gained by having to.
        range=range_text(_rise(holding.earlier.proven), say),
    )


def range_text(proven: Range, say: EvidenceWords) -> str:
    """Say between what a number is proven to lie."""
    least = "" if proven.least is None else say.cost(proven.least)
    most = "" if proven.most is None else say.cost(proven.most)
    if least and most:
        return say.words("evidence.range.both", least=least, most=most)
    if least:
        return say.words("evidence.range.least", least=least)
    if most:
        return say.words("evidence.range.most", most=most)
    return say.words("evidence.range.none")
