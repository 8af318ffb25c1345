"""The verdict on all kit that may be shipped being shipped by the deadline."""

import math
from collections.abc import Iterable

import attrs

from exeunt.feasible.cuts import Crossing, crossing
from exeunt.feasible.outbound import ships
from exeunt.feasible.proofs import (
    SHORT,
    Proof,
    before,
    by_gravity,
    first_when,
    gravest_cuts,
    latest_departure,
    not_before,
    places,
)
from exeunt.feasible.reach import SLACK_HOURS, Reach
from exeunt.model.forces import Lot
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.reason import Name, Reason
from exeunt.network.errands import kit_errand
from exeunt.network.homes import kit_homes

MOST_LOTS = 3
"""Lots named one by one; the others are counted, lest a list of hundreds hide the verdict."""


def kit_proofs(reach: Reach, cuts: Iterable[frozenset[str]]) -> list[Proof]:
    """Return the proofs that not all kit that may be shipped can be, the gravest kinds first."""
    mission = reach.mission
    limit = mission.hours(mission.deadline)
    late, in_time = [], []
    for lot in mission.lots:
        if not ships(mission, lot):
            continue
        first = _first_home(reach, lot)
        if first > limit + SLACK_HOURS:
            late.append(_too_far(mission, lot, first))
        else:
            in_time.append(lot)
    cut_off = _cuts(reach, in_time, cuts)
    return [*_shortened(late), *_loading(mission, in_time, limit), *gravest_cuts(cut_off)]


def _first_home(reach: Reach, lot: Lot) -> float:
    arrivals = reach.lot_arrivals(lot)
    homes = kit_homes(reach.mission, lot)
    return min((arrivals.get(home, math.inf) for home in homes), default=math.inf)


def _too_far(mission: Mission, lot: Lot, first: float) -> Proof:
    reason = Reason.of(
        "feasible.lot_late",
        n=lot.quantity,
        lot=lot.item or lot.lot,
        site=Name("site", lot.site),
        when=before(mission, first, kit_errand(mission, lot, lot.site)),
    )
    return Proof(reason, lot.quantity)


def _shortened(late: list[Proof]) -> list[Proof]:
    """Return the proofs of the gravest lots, and one of all the others together."""
    late = by_gravity(late)
    named, others = late[:MOST_LOTS], late[MOST_LOTS:]
    if others:
        units = sum(int(proof.amount) for proof in others)
        reason = Reason.of("feasible.lots_late", n=units, lots=len(others))
        named.append(Proof(reason, units))
    return named


def _loading(mission: Mission, lots: list[Lot], limit: float) -> list[Proof]:
    """Return the sites at which more must be loaded than can be."""
    proofs = []
    for site in mission.sites:
        here = [lot for lot in lots if lot.site == site.site and not lot.self_driving]
        need = sum(lot.quantity * lot.teu for lot in here)
        if site.load_teu_per_day is not None:
            proofs += _loaded_late(mission, site, site.load_teu_per_day, need, limit)
    return proofs


def _loaded_late(
    mission: Mission, site: Site, teu_per_day: float, need: float, limit: float
) -> list[Proof]:
    window = max(24.0, site.turn_hours)
    # Nothing is asked of what was done before the start: a full window of kit may leave at once,
    # and another at the end of each window after it.
    windows = math.floor(limit / window + SHORT) + 1
    most = windows * teu_per_day * window / 24
    if need <= most + SHORT:
        return []
    done = math.inf
    if teu_per_day > 0:
        done = (math.ceil(need / (teu_per_day * window / 24)) - 1) * window
    reason = Reason.of(
        "feasible.loading.text",
        site=Name("site", site.site),
        most=most,
        need=need,
        when=not_before(mission, done),
    )
    return [Proof(reason, need - most)]


def _cuts(reach: Reach, lots: list[Lot], cuts: Iterable[frozenset[str]]) -> list[Proof]:
    homes = {lot.lot: kit_homes(reach.mission, lot) for lot in lots}
    proofs = []
    for inside in cuts:
        behind = [lot for lot in lots if lot.site in inside and not homes[lot.lot] & inside]
        if behind:
            theirs = frozenset().union(*(homes[lot.lot] for lot in behind))
            proofs += _cut(reach, inside, behind, theirs)
    return proofs


def _cut(
    reach: Reach, inside: frozenset[str], behind: list[Lot], homes: frozenset[str]
) -> list[Proof]:
    """Return the proof, if it is one, that less can leave a set of sites than must."""
    mission = reach.mission

    def greatest_lack(at: float) -> _Lack | None:
        most = crossing(
            reach,
            inside,
            lambda arc: reach.openings.anybodys(arc, "cargo"),
            latest_departure(reach, homes, at),
        )
        return _greatest_lack(reach, behind, most)

    limit = mission.hours(mission.deadline)
    lack = greatest_lack(limit)
    if lack is None:
        return []
    when = first_when(limit, lambda at: greatest_lack(at) is None)
    reason = Reason.of(
        f"feasible.kit_cut.{lack.unit}",
        places=places({lot.site for lot in behind}),
        most=math.floor(lack.most),
        need=math.ceil(lack.need),
        when=not_before(mission, when),
    )
    return [Proof(reason, lack.amount)]


@attrs.frozen
class _Lack:
    """What more is needed than can cross a cut, in one measure: ``TEU``, ``t`` or ``vehicles``."""

    need: float
    most: float
    unit: str

    @property
    def amount(self) -> float:
        """How much is lacking."""
        return self.need - self.most


def _greatest_lack(reach: Reach, lots: list[Lot], most: Crossing) -> _Lack | None:
    """Return the greatest lack, each in its own measure; None where all that is needed can cross.

    Each measure is a bound by itself: what crosses needs its TEU, its tonnes and its vehicles.
    """
    carried = [lot for lot in lots if not lot.self_driving]
    teu = sum(lot.quantity * lot.teu for lot in carried)
    tonnes = sum(lot.quantity * lot.mass_t for lot in carried)
    measures = [
        _Lack(teu, most.teu + most.air_teu, "TEU"),
        _Lack(tonnes, most.tonnes_t + most.air_tonnes_t, "t"),
        _Lack(_by_size(reach, lots, most), most.vehicles, "vehicles"),
        _Lack(_by_mass(reach, lots, most), most.vehicles, "vehicles"),
    ]
    lacks = [lack for lack in measures if lack.most < lack.need - SHORT]
    return max(lacks, key=lambda lack: (lack.amount, lack.unit), default=None)


def _by_size(reach: Reach, lots: list[Lot], most: Crossing) -> float:
    """Return the fewest vehicles that take the TEU of lots, each as large as the largest."""
    largest = max((mover.teu for mover in reach.movers), default=0.0)
    if largest <= 0:
        return _without_holds(lots, most.air_teu)
    return sum(_shares(lot, lot.teu / largest) for lot in lots) - most.air_teu / largest


def _by_mass(reach: Reach, lots: list[Lot], most: Crossing) -> float:
    """Return the fewest vehicles that take the tonnes of lots, each as strong as the strongest."""
    largest = max((mover.payload_t for mover in reach.movers), default=0.0)
    if largest <= 0:
        return _without_holds(lots, most.air_tonnes_t)
    return sum(_shares(lot, lot.mass_t / largest) for lot in lots) - most.air_tonnes_t / largest


def _shares(lot: Lot, share: float) -> float:
    """Return the vehicles that a lot takes up: a driven unit is one, or less if it is carried."""
    if lot.self_driving:
        share = min(1.0, share)
    return lot.quantity * share


def _without_holds(lots: list[Lot], flown: float) -> float:
    """Return the fewest vehicles where none on the ground or water has a hold."""
    # What may fly instead of being driven is not counted apart, so that nothing is sure then.
    if flown > 0:
        return 0.0
    return float(sum(lot.quantity for lot in lots if lot.self_driving))
