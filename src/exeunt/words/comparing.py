"""What a comparison of plans says, in the words of a language: for terminal and page alike."""

from collections.abc import Callable, Iterable
from datetime import datetime

import attrs

from exeunt.facts.compared import (
    Closing,
    Comparison,
    Course,
    Difference,
    KitMove,
    NationRow,
    PartyMove,
    Place,
)
from exeunt.facts.matched import Change, Serial, SerialChange
from exeunt.words.standing import confident_text
from exeunt.words.words import Words, words

DRIVERS = 3
"""Terms that a headline names."""
NAMED = 4
"""Bases, nations and loads that a sentence names."""
SLIGHT = 0.05
"""Days on average below which nobody would call people earlier or later."""


@attrs.frozen(kw_only=True)
class Telling:
    """Says a comparison; times of day are told where any of its missions is short."""

    comparison: Comparison
    say: Words

    @property
    def currency(self) -> str:
        """The currency of the first mission."""
        return self.comparison.mission.currency

    def sentences(self, difference: Difference) -> tuple[str, ...]:
        """Say in short what differs between two plans: people first, then the cost."""
        if difference.nothing:
            return (self.say("compare.nothing"),)
        every = (
            self.late(difference),
            self.cost(difference),
            self.drivers(difference),
            *self.people(difference),
            self.closings(difference),
            self.kit(difference),
            self.serials(difference),
            *self.requests(difference),
        )
        return tuple(filter(None, every))

    def notes(self) -> tuple[str, ...]:
        """Say which plans break rules, and which were made by longer travel times."""
        say = self.say
        told = []
        for course in self.comparison.courses:
            confidence = course.plan.record.confidence
            if confidence is not None:
                told.append(f"{course.name}: {confident_text(course.mission, confidence, say)}")
            rules = {violation.rule for violation in course.judged.violations}
            if rules:
                counted = say.count("rule", len(rules))
                told.append(say("compare.broken", name=course.name, rules=counted))
        return tuple(told)

    # In short

    def late(self, difference: Difference) -> str:
        """Say how many people are late or stay by each plan, where that differs."""
        before, after = difference.before, difference.after
        people = before.figures, after.figures
        if people[0].late == people[1].late and people[0].not_out == people[1].not_out:
            return ""
        return self.say(
            "compare.late",
            before=before.name,
            after=after.name,
            was=self.say.number(people[0].late),
            late=self.say.number(people[1].late),
            was_left=self.say.number(people[0].not_out),
            left=self.say.number(people[1].not_out),
        )

    def cost(self, difference: Difference) -> str:
        """Say which plan costs less, and by how much."""
        before, after = difference.before, difference.after
        saved = difference.saved
        cost = self.say.money(after.judged.objective, self.currency)
        if abs(saved) < 1:
            return self.say("compare.same_cost", cost=cost)
        return self.say(
            "compare.cheaper" if saved > 0 else "compare.dearer",
            after=after.name,
            before=before.name,
            amount=self.say.money(abs(saved), self.currency),
            cost=cost,
            was=self.say.money(before.judged.objective, self.currency),
        )

    def drivers(self, difference: Difference) -> str:
        """Name the terms that change the cost most."""
        old, new = difference.before.judged.priced, difference.after.judged.priced
        changes = {term: new[term] - old[term] for term in old if abs(new[term] - old[term]) >= 1}
        most = sorted(changes, key=lambda term: -abs(changes[term]))[:DRIVERS]
        if not most:
            return ""
        say = self.say
        told = [
            say("compare.driver", term=say(f"term.{term}"), change=self.signed(changes[term]))
            for term in most
        ]
        return say("compare.drivers", terms=say.listed(told))

    def signed(self, value: float) -> str:
        """Print money that is more (+) or less (−)."""
        money = self.say.money(value, self.currency)
        return f"+{money}" if value > 0 else money

    def people(self, difference: Difference) -> tuple[str, ...]:
        """Say how many people are out earlier and later, and which nations."""
        say = self.say
        earlier = sum(move.people for move in difference.parties if move.days <= -SLIGHT)
        later = sum(move.people for move in difference.parties if move.days >= SLIGHT)
        if not earlier and not later:
            return (say("compare.people_same"),)
        told = []
        for key, people in (("people_earlier", earlier), ("people_later", later)):
            if people:
                told.append(say.counted(f"compare.{key}", people, n=say.number(people)))
        nations = self.nations(difference)
        if nations:
            told.append(nations)
        return tuple(told)

    def nations(self, difference: Difference) -> str:
        """Name the nations that are out most earlier or later."""
        say = self.say
        courses = self.comparison.courses
        one, other = courses.index(difference.before), courses.index(difference.after)
        moved = [(row, _later(row, one, other)) for row in self.comparison.nations]
        most = sorted(
            (pair for pair in moved if abs(pair[1]) >= SLIGHT),
            key=lambda pair: -abs(pair[1]) * max(pair[0].people),
        )[:NAMED]
        if not most:
            return ""
        told = [
            say(
                "compare.nation_earlier" if days < 0 else "compare.nation_later",
                nation=row.provider or say("compare.nobody"),
                days=say.lasting(abs(days)),
            )
            for row, days in most
        ]
        return say("compare.nations", nations=say.listed(told))

    def closings(self, difference: Difference) -> str:
        """Say which bases close at other times."""
        if not difference.closings:
            return self.say("compare.closings_same")
        told = [self.closing(closing) for closing in difference.closings[:NAMED]]
        rest = len(difference.closings) - len(told)
        if rest:
            told.append(self.say("more", n=rest))
        return self.say("compare.closings", closings=self.say.listed(told))

    def kit(self, difference: Difference) -> str:
        """Say what more and what less becomes of kit."""
        say = self.say
        if not difference.kit:
            return say("compare.kit_same")
        counts: dict[str, int] = {}
        for move in difference.kit:
            for fate, old, new in move.fates:
                counts[fate] = counts.get(fate, 0) + new - old
        told = [
            say(
                "compare.kit_more" if n > 0 else "compare.kit_fewer",
                n=say.number(abs(n)),
                fate=say(f"fate.{fate}").lower(),
            )
            for fate, n in sorted(counts.items(), key=lambda pair: -abs(pair[1]))
            if n
        ]
        # Lots may change places and the sums stay: then their names say more than numbers.
        return say(
            "compare.kit",
            fates=say.listed(told or [move.lot for move in difference.kit[:NAMED]]),
        )

    def serials(self, difference: Difference) -> str:
        """Count the serials that are new, gone, shifted or loaded otherwise."""
        found = difference.serials
        counts = {"same": found.same, **{str(c): len(found.of(c)) for c in Change}}
        told = [
            self.say(f"compare.count.{key}", n=self.say.number(n)) for key, n in counts.items() if n
        ]
        return self.say("compare.serials", counts=self.say.listed(told))

    def requests(self, difference: Difference) -> tuple[str, ...]:
        """Name the permissions that are asked for besides, or no more."""
        told = []
        for key, names in (("asked", difference.asked), ("not_asked", difference.not_asked)):
            if names:
                told.append(self.say(f"compare.{key}", permissions=self.say.listed(names)))
        return tuple(told)

    # One by one

    def closing(self, closing: Closing) -> str:
        """Say how a base closes otherwise."""
        say, days = self.say, closing.days
        filled = {
            "site": self.site(closing.site),
            "before": say.date(closing.before),
            "after": say.date(closing.after),
        }
        if closing.before is None:
            return say("compare.closes_now", **filled)
        if days is None:
            return say("compare.closes_no_more", **filled)
        key = "compare.closes_earlier" if days < 0 else "compare.closes_later"
        return say(key, days=say.lasting(abs(days)), **filled)

    def party(self, move: PartyMove) -> str:
        """Say how a party is out otherwise."""
        say = self.say
        before, after = move.last_out
        last = ""
        if before != after and before is not None and after is not None:
            last = say("compare.party_last", before=say.date(before), after=say.date(after))
        filled = {
            "party": self._named_party(move.party),
            "people": say.count("person", move.people),
            "of": self._provider(move.party),
            "last": last,
        }
        if abs(move.days) < SLIGHT and move.out[0] != move.out[1]:
            old, new = map(say.number, move.out)
            return say("compare.party_out", party=filled["party"], before=old, after=new)
        if abs(move.days) < SLIGHT:
            return say("compare.party_even", **filled)
        key = "compare.party_earlier" if move.days < 0 else "compare.party_later"
        return say(key, days=say.lasting(abs(move.days)), **filled)

    def lot(self, move: KitMove) -> str:
        """Say what becomes otherwise of a lot."""
        say = self.say
        fates = [
            say(
                "compare.kit_fate",
                fate=say(f"fate.{fate}").lower(),
                before=say.number(old),
                after=say.number(new),
            )
            for fate, old, new in move.fates
        ]
        return say("compare.kit_lot", lot=move.lot, fates=", ".join(fates))

    def serial(self, one: SerialChange) -> str:
        """Say what became of a serial."""
        say, now = self.say, one.after or one.first
        key: str = one.change
        days = round(one.days, 2)
        if one.change in {Change.SHIFTED, Change.BOTH} and (days or one.change == Change.SHIFTED):
            key = f"{one.change}_earlier" if days < 0 else f"{one.change}_later"
        return say(
            f"compare.serial.{key}",
            serial=_named(one),
            way=self.way(now),
            depart=say.date(now.depart),
            days=say.lasting(abs(days)),
            loads=self.loads(one),
        )

    def way(self, serial: Serial) -> str:
        """Say from where to where a serial goes; of one that comes back, where it turns."""
        origin, destination = map(self.site, serial.places)
        if origin != destination:
            return self.say("compare.serial.way", origin=origin, destination=destination)
        turn = self.site(serial.turn)
        return self.say("compare.serial.round", origin=origin, turn=turn, destination=destination)

    def loads(self, one: SerialChange) -> str:
        """Say what is aboard or, of a serial that is loaded otherwise, what changes of it."""
        say = self.say
        if one.before is not None and one.after is not None:
            told = [
                say(
                    "compare.serial.load_changed",
                    item=item,
                    before=say.amount(old),
                    after=say.amount(new),
                )
                for _, item, old, new in one.loads
            ]
            return _short(told, say)
        told = [
            say("compare.serial.load", item=item, n=say.amount(number))
            for kind, item, number in one.first.amounts
            if (kind, item) in one.first.things
        ]
        return _short(told, say)

    def place(self, place: Place, owner: str) -> str:
        """Name a site, or an axis by its two ends and its mode."""
        if place == Place.PEOPLE:
            return self.say("compare.table.people")
        if place == Place.SITE:
            return self.site(owner)
        mission = self._holder(lambda course: owner in course.mission.leg).mission
        leg = mission.leg[owner]
        ends = self.say.where(mission, owner)
        return f"{ends} ({self.say(f'mode.{leg.mode}')})"

    def site(self, site: str) -> str:
        """Name a site as the first mission that has it does."""
        return self.say.site(self._holder(lambda c: site in c.mission.site).mission, site)

    def date(self, when: datetime | None, otherwise: str) -> str:
        """Print a date, or words under a key where there is none."""
        return self.say(otherwise) if when is None else self.say.date(when)

    def _named_party(self, party: str) -> str:
        """Name a party as the first mission that has it does."""
        holder = self._holder(lambda course: party in course.mission.party)
        return self.say.party(holder.mission, party)

    def _provider(self, party: str) -> str:
        """Return a comma and whose people a party is; blank where it is nobody's."""
        holder = self._holder(lambda course: party in course.mission.party)
        provider = holder.mission.party[party].provider
        return f", {provider}" if provider else ""

    def _holder(self, has: Callable[[Course], bool]) -> Course:
        courses = self.comparison.courses
        return next(filter(has, courses), courses[0])


def telling(comparison: Comparison, language: str = "en") -> Telling:
    """Return what says a comparison in a language.

    Raises:
        InputError: there are no words in the language.
    """
    return Telling(comparison=comparison, say=words(comparison.mission, language))


def _later(row: NationRow, one: int, other: int) -> float:
    """Return by how many days a nation's people are out later on average."""
    people = max(row.people[one], row.people[other])
    return (row.person_days[other] - row.person_days[one]) / people if people else 0.0


def _named(one: SerialChange) -> str:
    """Name a serial as each plan does."""
    names = dict.fromkeys(serial.name for serial in _both(one))
    return " → ".join(names)


def _both(one: SerialChange) -> Iterable[Serial]:
    return filter(None, (one.before, one.after))


def _short(told: list[str], say: Words) -> str:
    """List the first of many, and how many more."""
    if not told:
        return say("compare.serial.nothing_aboard")
    rest = len(told) - NAMED
    if rest > 1:
        told = [*told[:NAMED], say("more", n=rest)]
    return ", ".join(told)
