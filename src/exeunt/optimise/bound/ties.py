"""What is aboard in the relaxation, tied to the vehicles that carry it.

In each bucket and arc what is aboard all serials together fits into all their vehicles together
(*capacity*), has its crews (*crews*) and its escorts (*capability_along*): sums of what holds
serial by serial. There are at least as many serials as vehicles ÷ the largest convoy
(*convoy_size*), no more than the spacing lets in (*spacing*), and no more vehicles than the leg
takes (*column_capacity*).

Strikes cost what the objective says, at the bucket's least threat. Each serial pays the fixed share
of a strike's casualties, each person aboard the rest; under armour, for at most the armoured
places, a person pays less.
"""

import math

from exeunt.model.legs import Leg
from exeunt.model.requirements import VEHICLES_ONLY, Requirement
from exeunt.optimise.bound.flows import Aboard, Frame
from exeunt.optimise.bound.grid import Arc
from exeunt.optimise.bound.vehicles import Danger, Fits, Rolling, RollingByArc, danger
from exeunt.optimise.rows import Term


class Ties:
    """Seats, crews, size and mass, escorts, serials and exposure on every arc and bucket."""

    def __init__(self, frame: Frame, rolling: RollingByArc) -> None:
        """Keep the frame and the vehicles that enter arcs."""
        self.f, self.mission, self.rolling = frame, frame.mission, rolling
        self.fits = Fits(frame)

    def build(self) -> None:
        """Add the rows of every arc by the surface and every bucket, then those of legs."""
        f = self.f
        people = [f.grid.meets(self._people_spans(arc)) for arc in f.arcs]
        for i, arc in enumerate(f.arcs):
            if arc.mode == "air":
                continue
            for b in range(f.grid.n):
                vehicles = self.rolling.get((i, b), [])
                aboard = f.aboard.get((i, b), Aboard())
                if vehicles or aboard.driven or aboard.people or aboard.carried:
                    self._carried(aboard, vehicles)
                    self._seated(aboard, vehicles, seats=people[i][b] or f.coarse)
                    self._crewed(aboard, vehicles)
                    self._escorted(i, b, aboard, vehicles)
        self._columns()

    def _people_spans(self, arc: Arc) -> tuple[tuple[float, float], ...]:
        """Return when passengers of anybody may enter an arc."""
        return tuple(
            span
            for provider in ("", *sorted(self.f.ways.named))
            for span in self.f.ways.when(arc, "people", provider)
        )

    def _carried(self, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Rows: carried kit fits, outsize kit on what takes it."""
        if not aboard.carried:
            return
        self.fits.row(aboard.carried, vehicles)
        outsize = [(load.column, load.teu) for load in aboard.carried if load.outsize]
        # Where every vehicle takes outsize kit, this row would say the same again.
        if outsize and any(not r.kind.outsize for r in vehicles):
            takers = [(r.column, -r.kind.teu) for r in vehicles if r.kind.outsize]
            self.f.lp.row([*outsize, *takers], high=0.0)

    def _seated(self, aboard: Aboard, vehicles: list[Rolling], *, seats: bool) -> None:
        """Row: everybody has a seat or a crew's place; ``seats`` only where people may pass."""
        if not aboard.people:
            return
        everybody = [(column, 1.0) for column, _ in aboard.people]
        if seats:
            places = [(r.column, -float(r.places)) for r in vehicles]
            places += [(unit.column, -float(unit.places)) for unit in aboard.driven]
        else:
            # Passengers are not permitted here, but whoever crews a vehicle passes with it.
            places = [(r.column, -float(r.party_crew)) for r in vehicles]
            places += [(unit.column, -float(unit.crew)) for unit in aboard.driven]
        self.f.lp.row([*everybody, *places], high=0.0)

    def _crewed(self, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Rows: vehicles that parties crew, and driven units, have crews of people aboard."""
        lp = self.f.lp
        crews = [(r.column, -float(r.party_crew)) for r in vehicles if r.party_crew]
        crews += [(unit.column, -float(unit.crew)) for unit in aboard.driven if unit.crew]
        # Whoever may crew what is not asked: all people against all crews is true of any plan.
        everybody: list[Term] = []
        if crews:
            everybody = [(column, 1.0) for column, _ in aboard.people]
        lp.row([*everybody, *crews], low=0.0)
        if self.f.coarse:
            return
        movers = self.f.pools.movers
        for parties in dict.fromkeys(r.wheels.crews for r in vehicles if r.party_crew):
            theirs = [
                (column, 1.0) for column, mover in aboard.people if parties & movers[mover].crews
            ]
            manned = [
                (r.column, -float(r.party_crew)) for r in vehicles if r.wheels.crews == parties
            ]
            lp.row([*theirs, *manned], low=0.0)

    def _escorted(self, i: int, b: int, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Rows: serials, capabilities along, exposure."""
        arc = self.f.arcs[i]
        everything = [(r.column, 1.0) for r in vehicles]
        everything += [(unit.column, 1.0) for unit in aboard.driven]
        if not everything:
            return
        price = danger(self.f, arc, b)
        needs = self._needs(arc, b)
        serials = self._serials(i, b, everything, price, needs)
        afoot = arc.mode not in VEHICLES_ONLY
        for need in needs:
            self._capability(need, serials, aboard, vehicles, afoot=afoot)
        if price.each > 0 and aboard.people:
            self._exposed(price.each, arc.leg.leg, aboard, vehicles)

    def _needs(self, arc: Arc, b: int) -> list[Requirement]:
        """Return what every convoy on an arc needs, even at the bucket's least threat."""
        strikes = self.f.ways.threat(arc, self.f.grid, b)
        return [
            need
            for need in self.mission.requirements
            if need.activity == "convoy"
            and need.where in {arc.leg.leg, "*", arc.mode}
            and strikes >= need.threat_from
        ]

    def _serials(
        self, i: int, b: int, everything: list[Term], price: Danger, needs: list[Requirement]
    ) -> int | None:
        """Column and row: serials on an arc, at least vehicles ÷ the largest convoy.

        None where nothing asks how many there are.
        """
        f, doctrine, arc = self.f, self.mission.doctrine, self.f.arcs[i]
        total = sum(f.lp.high[column] for column, _ in everything)
        # No serial has more vehicles than can be on the move at once, boats too.
        largest, apart = max(1.0, self._at_once(arc.mode)), 0.0
        if arc.mode == "road":
            largest = min(largest, doctrine.convoy_max)
            # Serials are apart by the spacing, but one may follow itself once it has gone round.
            apart = min(doctrine.spacing_hours, arc.hours)
        most: float = total
        if apart > 0:
            most = math.ceil(f.grid.hours(b) / apart - 1e-9)
        counted = price.fixed > 0 or any(need.amount > 0 for need in needs)
        if not counted and most * largest >= total:
            return None
        means = ("serials", i, b)
        serials = f.lp.column(
            price.fixed,
            float(min(most, total)),
            whole=f.whole,
            means=means,
            pays=("harm", arc.leg.leg),
        )
        f.lp.row([(serials, largest), *((c, -weight) for c, weight in everything)], low=0.0)
        return serials

    def _at_once(self, mode: str) -> float:
        """Return the most vehicles of a mode that can be on the move at once, driven kit too."""
        moving = sum(w.most for w in self.f.pools.wheels if w.kind.mode == mode)
        if mode != "road":
            return moving
        return moving + sum(lot.quantity for lot in self.mission.lots if lot.self_driving)

    def _capability(
        self,
        need: Requirement,
        serials: int | None,
        aboard: Aboard,
        vehicles: list[Rolling],
        *,
        afoot: bool,
    ) -> None:
        """Rows: teams aboard are no fewer than each serial's least, and the vehicles' share.

        People aboard bring teams where they serve ``afoot``.
        """
        capability, amount, per = need.capability, float(need.amount), need.per_vehicles
        teams: list[Term] = [
            (r.column, dict(r.kind.capabilities).get(capability, 0.0)) for r in vehicles
        ]
        if afoot:
            ratios = [dict(mover.ratios).get(capability, 0.0) for mover in self.f.pools.movers]
            # Coarse pools mix people with and without teams: what they bring is not known enough.
            if self.f.coarse and any(ratios):
                return
            teams += [(column, ratios[mover]) for column, mover in aboard.people]
        # A least number that full convoys exceed by their ratio is only worth a row among whole
        # counts.
        largest = self.mission.doctrine.convoy_max
        binds = self.f.whole or per is None or amount / largest > 0.5 / per
        if serials is not None and amount > 0 and binds:
            self.f.lp.row([*teams, (serials, -amount)], low=0.0)
        if per is not None:
            guarded = [(r.column, -1 / per) for r in vehicles if not r.kind.capabilities]
            guarded += [(unit.column, -1 / per) for unit in aboard.driven]
            self.f.lp.row([*teams, *guarded], low=0.0)

    def _exposed(self, each: float, leg: str, aboard: Aboard, vehicles: list[Rolling]) -> None:
        """Column: exposure of people out of parties.

        Rows: no less than if all armoured places were taken; nor than if all were under armour but
        those who drive what has none. Booked as crew are at least as many as all vehicles take
        (*crews*), and armour shelters of them only its own crews, and of all others only
        passengers: of n people aboard at most n less the crews of what is soft.
        """
        f, factor = self.f, self.mission.doctrine.armour_factor
        people = [(column, -1.0) for column, _ in aboard.people]
        exposure = f.lp.column(
            each, sum(f.lp.high[c] for c, _ in people), implied=True, pays=("harm", leg)
        )
        armour = [(r.column, (1 - factor) * r.places) for r in vehicles if r.kind.armoured]
        armour += [
            (unit.column, (1 - factor) * unit.places) for unit in aboard.driven if unit.armoured
        ]
        f.lp.row([(exposure, 1.0), *people, *armour], low=0.0)
        if armour:
            drivers = [(r.column, r.party_crew) for r in vehicles if not r.kind.armoured]
            drivers += [(unit.column, unit.crew) for unit in aboard.driven if not unit.armoured]
            soft = [(column, -(1 - factor) * crew) for column, crew in drivers]
            least = [(column, factor * weight) for column, weight in people]
            f.lp.row([(exposure, 1.0), *least, *soft], low=0.0)

    def _columns(self) -> None:
        """Rows: vehicles that enter a leg in a run of days, both ways, fit its column capacity."""
        legs: dict[str, Leg] = {}
        for arc in self.f.arcs:
            if arc.leg.vehicles_per_day is not None and arc.mode != "air":
                legs[arc.leg.leg] = arc.leg
        for leg in legs.values():
            ways = [i for i, arc in enumerate(self.f.arcs) if arc.leg.leg == leg.leg]
            for buckets, days in self.f.grid.days:
                passing = [(i, b) for i in ways for b in buckets]
                terms = [(r.column, 1.0) for key in passing for r in self.rolling.get(key, ())]
                terms += [
                    (unit.column, 1.0)
                    for key in passing
                    for unit in self.f.aboard.get(key, Aboard()).driven
                ]
                self.f.lp.row(terms, high=float(days * (leg.vehicles_per_day or 0)))
