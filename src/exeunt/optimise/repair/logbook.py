"""What the last repair tried for those whom a plan leaves, and what refused it: for the record."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple, Self

import attrs

from exeunt.model.attempts import Attempt, Outcome
from exeunt.model.choices import LoadKind
from exeunt.model.forces import Lot, Party
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.model.trials import MOST, Means, Trial
from exeunt.optimise.onemore import Ride
from exeunt.optimise.own_vehicles import standing
from exeunt.optimise.repair.further import Serial
from exeunt.optimise.repair.seats import Left, Seats
from exeunt.rules.ledger import Case

Key = tuple[LoadKind, str, str]
"""A kind, an item of it, and the site at which some of it is left."""


@attrs.frozen
class Refusal:
    """Why a change to a plan was not kept: the rule that it breaks or, blank, what it costs more.

    ``change`` is in currency.
    """

    rule: str = ""
    change: float = 0.0

    @property
    def outcome(self) -> Outcome:
        """What came of it."""
        return Outcome.BREAKS if self.rule else Outcome.COSTS


@attrs.frozen
class Tally:
    """So many tries that came to the same, and the least that one of them costs more."""

    refusal: Refusal
    number: int = 0

    def more(self, refusal: Refusal) -> Self:
        """Return the tally with one try more."""
        least = refusal if not self.number else min(self.refusal, refusal, key=_change)
        return attrs.evolve(self, refusal=least, number=self.number + 1)


def _change(refusal: Refusal) -> float:
    return refusal.change


class Page(NamedTuple):
    """What a logbook has at a moment."""

    aboard: dict[Key, tuple[Attempt, ...]]
    further: dict[Key, dict[Outcome, Tally]]
    looked: Counter[str]


class Logbook:
    """Keeps of each item at a site what was tried last aboard, and all serials more for it."""

    def __init__(self, mission: Mission) -> None:
        """Begin with nothing tried."""
        self.mission = mission
        self.changes = 0
        self._aboard: dict[Key, tuple[Attempt, ...]] = {}
        self._further: dict[Key, dict[Outcome, Tally]] = {}
        self._looked: Counter[str] = Counter()
        self._no_convoy: Counter[tuple[str, str]] = Counter()

    def kept(self) -> Page:
        """Return what is written so far, to go back to it."""
        further = {key: dict(tallies) for key, tallies in self._further.items()}
        return Page(dict(self._aboard), further, self._looked.copy())

    def back_to(self, page: Page) -> None:
        """Strike out what was written since."""
        self._aboard, self._further, self._looked = page.aboard, page.further, page.looked

    # ---- writing ----

    def stuck(self, left: Left, attempts: tuple[Attempt, ...]) -> None:
        """Note what stands in the way of some who are left, whom no serial could take."""
        self._aboard[_key(left)] = attempts

    def aboard(
        self, plan: Plan, left: Left, refused: Sequence[tuple[Sequence[Ride], Refusal]]
    ) -> None:
        """Note why some who are left were not put on rides that they could have had.

        Of several the one that costs least; none is noted where the work was over first.
        """
        if not refused:
            return
        rides, refusal = min(refused, key=lambda one: (bool(one[1].rule), one[1].change))
        depart = plan.serials[rides[0].serial][rides[0].first].depart
        attempt = Attempt(
            item=_key(left)[1],
            site=left.site,
            outcome=refusal.outcome,
            serial=rides[0].serial,
            leaves=self.mission.hours(depart),
            rule=refusal.rule,
            change=refusal.change,
        )
        self._aboard[_key(left)] = (attempt,)

    def looked(self, site: str) -> None:
        """Note that no serial more could be made up for a site."""
        self._looked[site] += 1

    def further(self, serial: Serial, refusal: Refusal) -> None:
        """Note what came of a serial more, for all that it takes away from where it loads."""
        for kind in (LoadKind.PEOPLE, LoadKind.LOT):
            for item in serial.taken(kind):
                self._tally((kind, item, serial.pickup), refusal)

    def outing(self, fleets: Sequence[str], site: str, refusal: Refusal) -> None:
        """Note what came of a convoy more that takes own vehicles away from a site for good."""
        for fleet in fleets:
            self._tally((LoadKind.VEHICLE, fleet, site), refusal)

    def looked_for_vehicles(self, looked: Counter[tuple[str, str]]) -> None:
        """Note how often no convoy could be made up for own vehicles, by fleet and site."""
        self._no_convoy = looked

    def _tally(self, key: Key, refusal: Refusal) -> None:
        tallies = self._further.setdefault(key, {})
        tally = tallies.get(refusal.outcome, Tally(refusal))
        tallies[refusal.outcome] = tally.more(refusal)

    # ---- reading ----

    def trials(self, plan: Plan) -> tuple[Trial, ...]:
        """Return what was tried for those whom this plan leaves, those first that weigh most.

        As many rows as a record may have.
        """
        rows = list(self._of_vehicles(plan))
        for left in sorted(Seats(self.mission, plan).left(), key=self._weight, reverse=True):
            rows += self._of(left, plan)
            if len(rows) >= MOST:
                break
        return tuple(rows[:MOST])

    def _of_vehicles(self, plan: Plan) -> Iterator[Trial]:
        """Yield the rows of own vehicles that end where they keep less than elsewhere."""
        counts = {
            (one.fleet.fleet, one.lane.site): one.count
            for one in standing(Case(self.mission, plan))
        }
        for (fleet, site), count in counts.items():
            blank = Trial(
                kind=LoadKind.VEHICLE,
                item=fleet,
                site=site,
                quantity=count,
                means=Means.FURTHER,
                outcome=Outcome.NONE_LEAVES,
            )
            tallies = self._further.get((LoadKind.VEHICLE, fleet, site), {})
            if not tallies and self._no_convoy[fleet, site]:
                yield attrs.evolve(blank, number=self._no_convoy[fleet, site])
            yield from _told(blank, tallies)

    def _weight(self, left: Left) -> float:
        """Return what it costs, in currency, that some are left."""
        prices = self.mission.prices
        if isinstance(left.goer, Party):
            return left.count * prices.person_not_out
        lot = left.goer
        each = lot.value * prices.value_lost + lot.harm_if_captured * prices.capture_point
        return left.count * each

    def _of(self, left: Left, plan: Plan) -> Iterator[Trial]:
        for attempt in self._aboard.get(_key(left), ()):
            # A serial that the plan has no more could say nothing to whoever reads it.
            if attempt.serial in {"", *plan.serials}:
                yield from self._ridden(left, attempt)
        tallies = self._further.get(_key(left), {})
        blank = self._trial(left, Means.FURTHER)
        if not tallies and self._looked[left.site]:
            yield attrs.evolve(blank, outcome=Outcome.NONE_LEAVES, number=self._looked[left.site])
        yield from _told(blank, tallies)

    def _ridden(self, left: Left, attempt: Attempt) -> Iterator[Trial]:
        """Yield the rows of trying serials of the plan: one for each thing that refused."""
        row = attrs.evolve(
            self._trial(left, Means.ABOARD),
            outcome=attempt.outcome,
            rule=attempt.rule,
            serial=attempt.serial,
            as_far=attempt.as_far,
            leaves=self.mission.time(attempt.leaves) if attempt.serial else None,
            cost=max(0.0, attempt.change),
            number=0 if attempt.outcome == Outcome.NONE_LEAVES else 1,
        )
        if attempt.outcome != Outcome.REFUSED:
            yield row
        for rule, number in attempt.refusals:
            yield attrs.evolve(row, rule=rule, number=number)

    def _trial(self, left: Left, means: Means) -> Trial:
        kind, item, site = _key(left)
        return Trial(
            kind=kind,
            item=item,
            site=site,
            quantity=left.count,
            means=means,
            outcome=Outcome.NONE_LEAVES,
        )


def _told(blank: Trial, tallies: Mapping[Outcome, Tally]) -> Iterator[Trial]:
    """Yield a row for each thing that serials more came to."""
    for outcome, tally in sorted(tallies.items()):
        yield attrs.evolve(
            blank,
            outcome=outcome,
            rule=tally.refusal.rule,
            number=tally.number,
            cost=max(0.0, tally.refusal.change),
        )


def _key(left: Left) -> Key:
    if isinstance(left.goer, Lot):
        return LoadKind.LOT, left.goer.lot, left.site
    return LoadKind.PEOPLE, left.goer.party, left.site
