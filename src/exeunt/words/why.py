"""Why something in a plan is as it is, and what otherwise costs, in sentences."""

from collections.abc import Iterator
from datetime import datetime

import attrs

from exeunt.evidence.alternatives import Alternative
from exeunt.evidence.explaining import Clash
from exeunt.evidence.solving import How
from exeunt.facts.chains import Why
from exeunt.facts.compared import Comparison, Course, Difference
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.reason import Amount, Argument, Reason
from exeunt.rules.judge import Judged
from exeunt.words.comparing import Telling
from exeunt.words.evidence import EvidenceWords
from exeunt.words.reasons import sentence
from exeunt.words.words import Words
from exeunt.words.worth import range_text

TERMS = 4
"""Terms that are named with a difference: those that change most."""
BROKEN = 4
"""Rules that the nearest to a plan is said to break: one breach of each."""
ENDINGS = (".", "!", "?", ":")


@attrs.frozen(kw_only=True)
class Line:
    """A line of an answer, and how deep it stands in the list that it is of (0: in none)."""

    text: str
    depth: int = 0


@attrs.frozen
class WhyWords:
    """The sentences about why something is so, for one mission in one language."""

    mission: Mission
    words: Words

    def reason(self, reason: Reason) -> str:
        """Say a reason: of this room, of the report, of a change by hand, or of the referee."""
        if reason.key.startswith("why."):
            return self.words.reason(reason, self.mission)
        if reason.key.startswith(("evidence.", "feasible.")):
            return EvidenceWords(self.mission, self.words).reason(reason)
        if not reason.key.startswith("because."):
            return sentence(reason, self.mission, self.words)
        filled = tuple((name, self._filled(name, value)) for name, value in reason.arguments)
        return sentence(Reason(reason.key, filled), self.mission, self.words)

    def _filled(self, name: str, value: Argument) -> Argument:
        """Return an argument as this room prints it: dates and costs as the report has them."""
        match value:
            case Reason():
                told = self.reason(value)
                return told.lower() if name == "fate" else told
            case tuple() if any(isinstance(part, Reason) for part in value):
                parts = (self.reason(one) for one in value if isinstance(one, Reason))
                return "; ".join(part.rstrip(".") for part in parts)
            case datetime():
                return self.words.dated(value) if name == "day" else self.words.date(value)
            case Amount(hours, "h"):
                return self.words.lasting(hours / 24)
            case float() if name == "cost":
                return self.words.money(value, self.mission.currency)
            case str() if name in {"party", "item"} and value not in self.mission.lot:
                # What is aboard a serial is of a party or of a lot: only parties have names.
                return self.words.party(self.mission, value)
        return value

    def full(self, reason: Reason) -> str:
        """Say a reason as a sentence of its own."""
        return self.ended(self.reason(reason), ".")

    def ended(self, text: str, end: str) -> str:
        """Begin a text with a capital and end it, where it has no end."""
        text = self.words.capital(text)
        return text if text.endswith(ENDINGS) else f"{text}{end}"


def why_lines(found: Why, mission: Mission, words: Words) -> tuple[tuple[str, int], ...]:
    """Return what an answer says: lines, each with how deep it stands in a list."""
    say = WhyWords(mission, words)
    lines = [*_chain(found, say)]
    if found.alternative is not None:
        lines += _alternative(found.alternative, say)
    return tuple((line.text, line.depth) for line in lines)


def comparison(alternative: Alternative, mission: Mission, words: Words) -> Comparison | None:
    """Return both plans side by side; None where there is no other."""
    if alternative.after is None:
        return None
    courses: tuple[tuple[str, Judged], ...] = (
        (words("asked.plan"), alternative.before),
        (words("asked.otherwise"), alternative.after),
    )
    return Comparison(
        courses=tuple(Course(name=name, mission=mission, judged=judged) for name, judged in courses)
    )


def _chain(found: Why, say: WhyWords) -> Iterator[Line]:
    for link in found.chain:
        # A Frenchman has a space before his colon, which the catalogue sees to.
        end = say.words("asked.colon") if link.because else "."
        yield Line(text=say.ended(say.reason(link.says), end))
        for reason in link.because:
            yield Line(text=say.full(reason), depth=1)


def _alternative(found: Alternative, say: WhyWords) -> Iterator[Line]:
    words, what = say.words, say.reason(found.says)
    if found.already:
        yield Line(text=words("asked.already", what=what))
        return
    if found.after is None:
        yield Line(text=words(f"asked.{found.answer}", what=what))
        yield from _against(found, say)
        return
    yield Line(text=_difference(found, what, say))
    if found.bound is not None:
        proven = range_text(found.proven, EvidenceWords(say.mission, words))
        yield Line(text=words("asked.proven", range=proven))
    both = comparison(found, say.mission, words)
    if both is not None and not both.differences[0].nothing:
        yield Line(text=words("asked.both"))
        for text in _moved(both.differences[0], Telling(comparison=both, say=words)):
            yield Line(text=text, depth=1)


def _difference(found: Alternative, what: str, say: WhyWords) -> str:
    more = found.more or 0.0
    if found.same:
        return say.words("asked.same", what=what)
    key = "asked.dearer" if more > 0 else "asked.cheaper"
    cost = say.words.money(abs(more), say.mission.currency)
    return say.words(key, what=what, cost=cost, terms=_terms(found, say))


def _terms(found: Alternative, say: WhyWords) -> str:
    """Say by how much the terms change the cost that change it most."""
    words, old = say.words, found.before.priced
    new = old if found.after is None else found.after.priced
    apart = {term: new[term] - old[term] for term in old if abs(new[term] - old[term]) >= 1}
    if not apart:
        return words("asked.no_terms")
    most = sorted(apart, key=lambda term: -abs(apart[term]))[:TERMS]
    told = []
    for term in most:
        money = words.money(apart[term], say.mission.currency)
        change = f"+{money}" if apart[term] > 0 else money
        told.append(words("compare.driver", term=words(f"term.{term}"), change=change))
    return words.listed(told)


def _moved(difference: Difference, told: Telling) -> tuple[str, ...]:
    """Say what differs between two plans but for the cost."""
    every = (
        told.late(difference),
        *told.people(difference),
        told.closings(difference),
        told.kit(difference),
        told.serials(difference),
        *told.requests(difference),
    )
    return tuple(filter(None, every))


def _against(found: Alternative, say: WhyWords) -> Iterator[Line]:
    """Say why there is no other plan."""
    words = say.words
    if found.against:
        yield Line(text=words("asked.against"))
        yield from (Line(text=say.full(reason), depth=1) for reason in found.against)
    if found.clash is not None:
        yield from _clash(found.clash, say)
    if found.nearest is not None:
        cost = words.money(found.nearest.objective, say.mission.currency)
        yield Line(text=words("asked.not_all", cost=cost))
    if found.broken and not found.against:
        yield Line(text=words("asked.broken"))
        yield from (Line(text=say.full(one.message), depth=1) for one in _one_of_each(found))


def _one_of_each(found: Alternative) -> list[Violation]:
    first: dict[str, Violation] = {}
    for violation in found.broken:
        first.setdefault(violation.rule, violation)
    return list(first.values())[:BROKEN]


def _clash(clash: Clash, say: WhyWords) -> Iterator[Line]:
    if not clash.conditions:
        if clash.for_good:
            yield Line(text=say.words("asked.for_good"))
        return
    single = len(clash.conditions) == 1
    key = "asked.clash_one" if single else "asked.clash"
    if clash.how is How.SEARCH:
        # What only the search says is no proof, and must not sound like one.
        key = "asked.clash_one_as_found" if single else "asked.clash_as_found"
    yield Line(text=say.words(key))
    evidence = EvidenceWords(say.mission, say.words)
    for condition in clash.conditions:
        text = evidence.condition(condition)
        if condition in clash.doubted:
            text = say.words("evidence.doubted", what=text)
        yield Line(text=say.ended(text, "."), depth=1)
