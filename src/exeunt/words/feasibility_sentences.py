"""The feasibility arithmetic in sentences, as a chief of movements would say it."""

from collections.abc import Iterable
from datetime import datetime

from exeunt.model.feasibility import AIR, IMPOSSIBLE, Axis, Feasibility, Holding, SiteNeed
from exeunt.model.mission import Mission
from exeunt.model.reason import Reason
from exeunt.words.arithmetic import form, moment, proof_sentence, rate
from exeunt.words.feasibility import axis_name, bindings
from exeunt.words.words import Words

BLOCKED = frozenset({"asked", "refused"})
"""How the leave to use an axis stands where permissions block it."""
MOST_BINDING = 3
"""Resources that a sentence names; with more, a reader would not know where to begin."""


def lines(mission: Mission, verdict: Feasibility, words: Words) -> tuple[str, ...]:
    """Return the verdicts with their reasons, then all axes together, then each."""
    return (
        *verdict_lines(mission, verdict, words),
        *axis_lines(mission, verdict, verdict.axes, words),
        *site_lines(mission, verdict, words),
    )


def verdict_lines(mission: Mission, verdict: Feasibility, words: Words) -> tuple[str, ...]:
    """Return the verdicts with their reasons, then what all axes together are short of."""
    report = _Report(mission, verdict, words)
    found = [report.people_verdict(), *reasons(verdict.reasons, mission, words)]
    if verdict.together.loads:
        found += [report.kit_verdict(), *reasons(verdict.kit_reasons, mission, words)]
    if verdict.together.weeks:
        found.append(report.together())
    return tuple(found)


def axis_lines(
    mission: Mission, verdict: Feasibility, axes: Iterable[Axis], words: Words
) -> tuple[str, ...]:
    """Return what some axes bring, and by when."""
    report = _Report(mission, verdict, words)
    found = []
    for axis in axes:
        if axis.loads:
            found.append(report.loads(axis))
        if axis.people:
            found.append(report.people(axis))
    return tuple(found)


def site_lines(mission: Mission, verdict: Feasibility, words: Words) -> tuple[str, ...]:
    """Return what has no way out, and the bases that it is cheaper to leave."""
    report = _Report(mission, verdict, words)
    found = []
    found += [report.stranded(need) for need in verdict.sites if need.no_way_units]
    # A base that is cheaper to hold is held, and needs no words.
    found += [report.left(one) for one in verdict.holdings if one.cheaper == "leave"]
    return tuple(found)


def reasons(proofs: tuple[Reason, ...], mission: Mission, words: Words) -> list[str]:
    """Return what proofs say."""
    return [proof_sentence(reason, mission, words) for reason in proofs]


def verdict_words(verdict: str, words: Words) -> str:
    """Say a verdict: impossible, or not shown to be."""
    return words("feasible.impossible" if verdict == IMPOSSIBLE else "feasible.not_shown")


class _Report:
    """The sentences about one verdict in one language."""

    def __init__(self, mission: Mission, verdict: Feasibility, words: Words) -> None:
        """Keep what every sentence needs."""
        self.mission, self.verdict, self.words = mission, verdict, words
        # One rule decides for all that prints in which unit a mission is spoken of.
        self.per = "day" if words.fine else "week"

    def people_verdict(self) -> str:
        """Say whether everybody can be out by the deadline."""
        people = self.verdict.together.people
        return self._form(
            "feasible.people_verdict",
            people,
            deadline=self._at(self.mission.deadline),
            how=self._how(self.verdict.verdict),
        )

    def kit_verdict(self) -> str:
        """Say whether all kit that may be shipped can be by the deadline."""
        together = self.verdict.together
        text = self._form(
            "feasible.kit_verdict",
            together.loads,
            deadline=self._at(self.mission.deadline),
            how=self._kit_how(),
        )
        if not together.disposable_loads:
            return text
        local = self.words.number(together.disposable_loads)
        return self.words("feasible.could_stay.text", text=text, n=local)

    def loads(self, axis: Axis) -> str:
        """Say what must be carried on an axis, what can be, and when it would be done."""
        return self._form(
            f"feasible.loads.{self.per}",
            axis.loads,
            axis=axis_name(self.mission, axis, self.words),
            rate=self._rate(axis.loads_per_week),
            done=self._done(axis.permission, axis.done, axis.days_late, self.verdict.kit_verdict),
            binding=self._binding(axis),
            short=self._short("loads", axis.shortfall_loads, self.verdict.kit_verdict)
            + self._waits(axis.permission, axis.waits_for),
        )

    def people(self, axis: Axis) -> str:
        """Say how many take an axis, what seats there are, and when they would be out."""
        kind, blanks, verdict = "ride", {}, self.verdict.verdict
        if axis.mode == AIR:
            kind, blanks = "fly", {"binding": self._binding(axis)}
        return self._form(
            f"feasible.{kind}.{self.per}",
            axis.people,
            axis=axis_name(self.mission, axis, self.words),
            rate=self._rate(axis.people_per_week),
            done=self._done(
                axis.people_permission, axis.people_done, axis.people_days_late, verdict
            ),
            short=self._short("people", axis.shortfall_people, verdict)
            + self._waits(axis.people_permission, axis.people_wait_for),
            **blanks,
        )

    def together(self) -> str:
        """Say what the shared trucks and teams make of all axes together."""
        words, together = self.words, self.verdict.together
        factor = 7.0 if words.fine else 1.0
        needs = []
        for resource, weeks in together.weeks:
            amount = words("feasible.together.never")
            if weeks is not None:
                amount = rate(weeks * factor, words)
            name = words(f"feasible.resource.{resource}")
            needs.append(words("feasible.together.need", resource=name, amount=amount))
        text = words(
            f"feasible.together.{self.per}s",
            needs=", ".join(needs),
            available=rate(together.weeks_available * factor, words),
        )
        # What is late by these rows alone is said with the verdict, where nothing is proven.
        proven = self.verdict.kit_verdict == IMPOSSIBLE
        if together.done is None or not together.days_late or not proven:
            return text
        return words(
            "feasible.together.late",
            text=text,
            at=self._at(together.done),
            days=self._days(together.days_late),
        )

    def stranded(self, need: SiteNeed) -> str:
        """Say what kit has no way out but by air."""
        site = self.words.site(self.mission, need.site)
        return self._form("feasible.stranded", need.no_way_units, site=site)

    def left(self, one: Holding) -> str:
        """Say that the prices would rather leave a base to nobody than wait for who takes it."""
        return self.words(
            "feasible.left",
            site=self.words.site(self.mission, one.site),
            held=self.words.money(one.hold_per_day, self.mission.currency),
            vacuum=self.words.money(one.vacuum_per_day, self.mission.currency),
        )

    def _form(self, key: str, number: int, **filled: str) -> str:
        return form(self.words, key, number, n=self.words.number(number), **filled)

    def _at(self, when: datetime) -> str:
        return moment(self.mission, when, self.words)

    def _days(self, number: int) -> str:
        return self._form("feasible.days", number)

    def _kit_how(self) -> str:
        """Say whether the kit can go; nothing is proven where it is late by the shortest ways."""
        late = self._kit_late()
        if self.verdict.kit_verdict == IMPOSSIBLE or not late:
            return self._how(self.verdict.kit_verdict)
        known = [at for at in late if at is not None]
        if len(known) < len(late):
            return self.words("feasible.tight_never")
        return self.words("feasible.tight", at=self._at(max(known)))

    def _kit_late(self) -> list[datetime | None]:
        """Return when what is late by the shortest ways is done: axes, and all together."""
        together = self.verdict.together
        late = [axis.done for axis in self.verdict.axes if axis.shortfall_loads]
        if together.weeks and together.days_late:
            late.append(together.done)
        return late

    def _how(self, verdict: str) -> str:
        return self.words("feasible.shown" if verdict == IMPOSSIBLE else "feasible.not_shown")

    def _rate(self, per_week: float | None) -> str:
        number = per_week or 0.0
        return rate(number / 7 if self.words.fine else number, self.words)

    def _done(
        self, permission: str, done: datetime | None, days_late: int | None, verdict: str
    ) -> str:
        words = self.words
        if permission == "refused":
            return words("feasible.done.closed")
        if done is None:
            text = words("feasible.done.never")
        elif days_late and verdict != IMPOSSIBLE:
            # Late by this way alone, and by none of the proofs: others may take the rest.
            text = words("feasible.done.slow", at=self._at(done))
        elif days_late:
            at, days = self._at(done), self._days(days_late)
            text = words("feasible.done.late", at=at, days=days)
        else:
            text = words("feasible.done.in_time", at=self._at(done))
        if permission == "asked":
            return words("feasible.done.if_permitted", done=text)
        return text

    def _waits(self, permission: str, names: tuple[str, ...]) -> str:
        """Name the permissions that block a way, with what they are about and how they stand."""
        if permission not in BLOCKED or not names:
            return ""
        words, mission = self.words, self.mission
        rows = [row for row in mission.permissions if row.permission in names]
        told = [
            words(
                "feasible.done.named",
                what=words.permission(mission, row),
                state=words(f"state.{row.state}"),
            )
            for row in rows
        ]
        return words("feasible.done.waits", names=words.listed(dict.fromkeys(told)))

    def _binding(self, axis: Axis) -> str:
        names = bindings(self.mission, self.verdict, axis, self.words)[:MOST_BINDING]
        joined = self.words("feasible.binding.then").join(names)
        return self.words("feasible.binding.text", names=joined)

    def _short(self, what: str, number: int, verdict: str) -> str:
        kind = "short" if verdict == IMPOSSIBLE else "over"
        return self._form(f"feasible.{kind}.{what}", number) if number else ""
