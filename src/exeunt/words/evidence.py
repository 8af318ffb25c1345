"""Why, and what it is worth, in sentences."""

from collections.abc import Iterator

import attrs

from exeunt.evidence.aims import Aim, Asked
from exeunt.evidence.conditions import Condition, Lever
from exeunt.evidence.explaining import Clash, Explanation
from exeunt.evidence.solving import Answer, How, in_time
from exeunt.evidence.ways import COUNTED, Change, Way
from exeunt.model.mission import Mission
from exeunt.model.reason import Argument, Name, Reason
from exeunt.words.arithmetic import moment, proof_sentence
from exeunt.words.reasons import sentence
from exeunt.words.words import Words

NAMED = {"state": "state", "figure": "figure", "supply": "supply"}
"""Words under which a language has names that are no site's."""


@attrs.frozen
class EvidenceWords:
    """The sentences about one mission in one language."""

    mission: Mission
    words: Words

    def condition(self, condition: Condition) -> str:
        """Say what a condition is."""
        return self.reason(condition.says)

    def reason(self, reason: Reason) -> str:
        """Say a reason of this room, or one that a proof gives."""
        if not reason.key.startswith(("evidence.", "feasible.")):
            return sentence(reason, self.mission, self.words)
        arguments = tuple((name, self._known(argument)) for name, argument in reason.arguments)
        return proof_sentence(Reason(reason.key, arguments), self.mission, self.words)

    def change(self, change: Change) -> str:
        """Say what is changed: how much more there is, or what no longer holds."""
        condition = change.condition
        key = f"evidence.change.{condition.lever or Lever.OPEN}"
        if condition.lever not in COUNTED:
            return self.words(key, condition=self.condition(condition))
        if not change.amount:
            return self.words("evidence.change.open", condition=self.condition(condition))
        amount = self.words.number(change.amount)
        return self.words.counted(key, change.amount, n=amount, item=condition.item)

    def changes(self, way: Way) -> str:
        """Say what a way out changes."""
        what = self.words.listed([self.change(change) for change in way.changes])
        if len(way.changes) > 1:
            return self.words("evidence.together", what=what)
        return what

    def way(self, way: Way) -> str:
        """Say a way out: what it changes, what it saves, and whether less would do."""
        what = self.changes(way)
        if way.saves is not None:
            key = "evidence.saves" if way.saves >= 0 else "evidence.costs"
            what = self.words(key, what=what, cost=self.cost(abs(way.saves)))
        amounts = [change.amount for change in way.changes]
        if way.sure and any(amount > 1 for amount in amounts):
            what = self.words("evidence.least", what=what)
        return what

    def cost(self, value: float) -> str:
        """Print a cost."""
        return self.words.money(value, self.mission.currency)

    def _known(self, argument: Argument) -> Argument:
        if isinstance(argument, Name) and argument.noun in NAMED:
            return self.words.known(f"{NAMED[argument.noun]}.{argument.id}") or argument.id
        return argument


def explanation_lines(
    explanation: Explanation, mission: Mission, words: Words
) -> tuple[tuple[str, bool], ...]:
    """Return what an explanation says: lines, each with whether it is one of a list."""
    say = EvidenceWords(mission, words)
    return tuple(_lines(explanation, say))


def _lines(explanation: Explanation, say: EvidenceWords) -> Iterator[tuple[str, bool]]:
    words, mission, aim = say.words, say.mission, explanation.aim
    alone = aim.kind is not Asked.MISSION
    key = f"evidence.answer_{aim.kind}" if alone else "evidence.answer"
    answer = words(
        f"{key}.{explanation.answer}",
        n=words.number(aim.people),
        item=_called(aim, words),
        deadline=moment(mission, aim.by, words),
    )
    yield answer, False
    if alone:
        yield words("evidence.asked.alone"), False
    before = explanation.before
    if explanation.answer is Answer.POSSIBLE:
        shown = explanation.in_time
        if before is not None and shown is not None and not in_time(before):
            more = shown.objective - before.objective
            key = "evidence.late_by_choice" if more >= 0 else "evidence.late_dearer"
            late = words.number(before.people.late)
            yield words(key, late=late, cost=say.cost(abs(more))), False
        return
    if explanation.clash is not None:
        yield from _clash(explanation.clash, say, "evidence.asked" if alone else "evidence")
    if before is not None and not alone:
        late, staying = words.number(before.people.late), words.number(before.people.staying)
        cost = say.cost(before.objective)
        yield words("evidence.before", cost=cost, late=late, staying=staying), False
    if explanation.ways:
        yield words("evidence.asked.ways" if alone else "evidence.ways"), False
        yield from ((say.way(way), True) for way in explanation.ways)
    elif explanation.clash is not None and explanation.clash.conditions:
        yield words("evidence.no_way"), False
    if explanation.cut:
        yield words("evidence.cut"), False


def _called(aim: Aim, words: Words) -> str:
    """Name the site or the party that is asked about."""
    if aim.kind is Asked.SITE:
        return words.site(aim.original, aim.item)
    return words.party(aim.original, aim.item)


def _clash(clash: Clash, say: EvidenceWords, section: str) -> Iterator[tuple[str, bool]]:
    words = say.words
    if not clash.conditions:
        key = "evidence.for_good" if clash.for_good else "evidence.nothing_found"
        yield words(key), False
    else:
        single = len(clash.conditions) == 1
        key = "clash_one" if single else "clash"
        if clash.how is How.SEARCH:
            # What only the search says is no proof, and must not sound like one.
            key = "clash_one_as_found" if single else "clash_as_found"
        yield words(f"{section}.{key}"), False
    for condition in clash.conditions:
        what = say.condition(condition)
        if condition in clash.doubted:
            what = words("evidence.doubted", what=what)
        yield what, True
    if clash.conditions:
        yield words(f"evidence.how.{clash.how}"), False
    if clash.reasons:
        yield words("evidence.arithmetic"), False
        yield from ((say.reason(reason), True) for reason in clash.reasons)
