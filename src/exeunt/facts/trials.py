"""What comes of changing one thing in a plan, all else as it is: put before the referee, and told.

What the plan breaks then is what stands in the way; where it breaks nothing, what it costs is why
it is not so. Nothing is planned anew.
"""

from collections.abc import Iterable
from datetime import timedelta

import attrs

from exeunt.edits.changes import Change, Close, Drop, Shift
from exeunt.edits.edit import edited
from exeunt.errors import InputError
from exeunt.facts.whereabouts import Move
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Plan, Stage
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.judge import Judged, judge

DAY_H = 24
BROKEN_SHOWN = 3
"""Rules that a trial is said to break: one breach of each."""
EFFECTS_SHOWN = 5
"""Things that follow from a serial that does not go."""
SAME = 1.0
"""Cost, in currency, below which a difference is none."""


@attrs.frozen(kw_only=True)
class Link:
    """One reason of a chain, with what stands behind it."""

    says: Reason
    because: tuple[Reason, ...] = ()


@attrs.frozen(kw_only=True)
class Trials:
    """Tries single changes of a lawful plan."""

    mission: Mission
    judged: Judged

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.judged.plan

    @property
    def step(self) -> float:
        """Hours by which something is tried sooner: a day, or a period of planning if shorter."""
        return float(min(DAY_H, self.mission.period_hours))

    def leaving_sooner(self, serial: str, hours: float) -> Link:
        """Say what stands in the way of a serial that leaves so many hours sooner."""
        return self._sooner(self.plan, Shift(serial=serial, hours=-hours), hours, carried=False)

    def closing_sooner(self, site: str, hours: float) -> Link:
        """Say what stands in the way of a site that closes so many hours sooner.

        Its last serials leave sooner as well, and what is disposed of until it closes is done.
        """
        by = timedelta(hours=hours)
        close = self.plan.closes[site].close - by
        disposals = tuple(
            attrs.evolve(row, start=max(self.mission.start, row.start - by), done=row.done - by)
            if row.site == site and row.done > close
            else row
            for row in self.plan.disposals
        )
        plan = attrs.evolve(self.plan, disposals=disposals)
        return self._sooner(plan, Close(site=site, when=close), hours, carried=True)

    def _sooner(self, plan: Plan, change: Change, hours: float, *, carried: bool) -> Link:
        amount = Amount(hours, "h")
        try:
            changed = edited(self.mission, plan, [change], carried=carried)
        except InputError:
            return Link(says=Reason.of("because.sooner_never", hours=amount))
        # The first is the change itself.
        follows = self._first(changed.effects[1:]) if carried else []
        verdict = self.verdict(judge(self.mission, changed.plan))
        because = (*follows, *verdict)
        return Link(says=Reason.of("because.sooner", hours=amount), because=because)

    def without(self, serial: str) -> Link:
        """Say what would be without a serial, what follows from that carried through."""
        changed = edited(self.mission, self.plan, [Drop(serial=serial)])
        judged = judge(self.mission, changed.plan)
        because = self._first(each for each in changed.effects if each.key != "edit.dropped")
        was, now = self.judged.people, judged.people
        if (now.late, now.staying) != (was.late, was.staying):
            because.append(
                Reason.of(
                    "because.people",
                    late=now.late,
                    was_late=was.late,
                    staying=now.staying,
                    was_staying=was.staying,
                )
            )
        because += self.verdict(judged)
        return Link(says=Reason.of("because.without", serial=serial), because=tuple(because))

    def with_it(self, ride: Move, stage: Stage) -> Reason:
        """Say what comes of a load going with a serial that leaves before its own."""
        end = next(
            (
                other
                for other in self.plan.serials[stage.serial]
                if other.stage >= stage.stage and other.destination == ride.destination
            ),
            None,
        )
        if end is None:
            place = Name("site", ride.destination)
            return Reason.of(
                "because.elsewhere", serial=stage.serial, when=stage.depart, site=place
            )
        own = self.plan.serials[ride.serial]
        loads = tuple(
            attrs.evolve(
                load,
                serial=stage.serial,
                board_stage=stage.stage,
                alight_stage=end.stage,
            )
            if (load.serial, load.kind, load.item, load.role)
            == (ride.serial, ride.kind, ride.item, ride.role)
            and own[load.board_stage - 1].origin == ride.origin
            else load
            for load in self.plan.loads
        )
        judged = judge(self.mission, attrs.evolve(self.plan, loads=loads))
        verdict = tuple(self.verdict(judged))
        return Reason.of("because.with_it", serial=stage.serial, when=stage.depart, verdict=verdict)

    @staticmethod
    def _first(effects: Iterable[Reason]) -> list[Reason]:
        """Return the first things that follow from a change, and how many more do."""
        every = list(effects)
        rest = len(every) - EFFECTS_SHOWN
        if rest <= 1:
            return every
        return [*every[:EFFECTS_SHOWN], Reason.of("because.more_follows", n=rest)]

    def verdict(self, judged: Judged) -> list[Reason]:
        """Return what a trial breaks, one breach of each rule, or else what it costs."""
        if judged.lawful:
            more = judged.objective - self.judged.objective
            if abs(more) < SAME:
                return [Reason.of("because.trial_same")]
            key = "because.trial_dearer" if more > 0 else "because.trial_cheaper"
            return [Reason.of(key, cost=abs(more))]
        broken = _one_of_each(judged.violations)
        told = [each.message for each in broken[:BROKEN_SHOWN]]
        rest = len(broken) - len(told)
        return [*told, Reason.of("because.more_rules", n=rest)] if rest else told


def _one_of_each(violations: Iterable[Violation]) -> list[Violation]:
    """Return the first breach of each rule."""
    first: dict[str, Violation] = {}
    for violation in violations:
        first.setdefault(violation.rule, violation)
    return list(first.values())
