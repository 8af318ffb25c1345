"""What a mission and its plan say, as one value: whoever shows a plan receives it.

The page and the papers ask neither rules nor network again. A part is worked out when it is first
asked for, and once: a paper that tells no weights does not wait for them.
"""

from collections import defaultdict
from datetime import timedelta
from functools import cached_property

import attrs

from exeunt.facts.appraisal import Appraisal, appraise
from exeunt.facts.assumed import Share, assumed_share, defaults_used, whole
from exeunt.facts.harm import Harm, harm
from exeunt.facts.kit import with_vacuums
from exeunt.facts.leaning import Leaning, leanings
from exeunt.facts.left import Behind, Late, behind, fate_reasons, late
from exeunt.facts.legs import LegStory, leg_story
from exeunt.facts.movements import Hop, Movement, movements
from exeunt.facts.odd import Kind, Odd, worst_first
from exeunt.facts.odd_fleets import Fleets
from exeunt.facts.odd_left import WhatIsLeft, in_time
from exeunt.facts.odd_own import own_vehicles
from exeunt.facts.odd_serials import Serials
from exeunt.facts.periods import Period, periods, veiled_step
from exeunt.facts.permits import Hanging, deciding, hanging
from exeunt.facts.pools import Pool, pools
from exeunt.facts.recorded import Recorded
from exeunt.facts.series import Reading
from exeunt.facts.standing import Standing, recorded_status, standing
from exeunt.facts.states import StateStep, states, uses
from exeunt.facts.stocks import Stock, stocks
from exeunt.facts.stories import SiteStory, stories
from exeunt.facts.veil import BARE, Veil, coarsened, veiled
from exeunt.facts.weights import Weight, weights
from exeunt.model.choices import LoadKind
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.outcome import Distance, Stop, Violation
from exeunt.model.plan import PLANNED, Plan, Record, Terms
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from exeunt.network.errands import kit_errand, people_errand
from exeunt.rules.blocks import distances
from exeunt.rules.freight import teams_along
from exeunt.rules.ledger import case
from exeunt.rules.serials import Journey, unit_kg
from exeunt.rules.serials import weights as unit_masses
from exeunt.rules.terms import OPTIMAL_GAP
from exeunt.rules.threat import Threats


@attrs.frozen(kw_only=True)
class Given:
    """A mission and a plan as they were handed in, before anything is kept back."""

    mission: Mission
    plan: Plan


@attrs.frozen(kw_only=True)
class StageOnLeg:
    """A stage of a serial, seen from the leg that it travels."""

    movement: Movement
    hop: Hop


@attrs.frozen(kw_only=True)
class Facts:
    """A mission and a plan, and all that can be read from them.

    ``mission`` and ``plan`` have dates no finer than ``veil`` lets them be told, and the plan's
    vacuums are those that follow from its closings; all parts are read from them. Only what the
    judgement says (:attr:`appraisal`) and what the input is worth (:attr:`weights`,
    :attr:`leanings`) is worked out from ``given``: sums and shares of it tell no date.
    """

    given: Given
    mission: Mission
    plan: Plan
    terms: Terms
    violations: tuple[Violation, ...] = ()
    veil: Veil = BARE

    # What the plan does over time

    @cached_property
    def reading(self) -> Reading:
        """Who and what is where over time."""
        if self.veil.dated:
            return Reading(
                mission=self.mission,
                plan=self.plan,
                coarse=self.veil.drawn,
                recorded=self._recorded,
            )
        given = Reading(mission=self.given.mission, plan=self.given.plan)
        return Reading(
            mission=self.mission, plan=self.plan, given=given, told=self._told, coarse=True
        )

    @property
    def _recorded(self) -> Recorded:
        """What was tried for just this plan: nothing, of one that was changed since."""
        planned = self.status in PLANNED and not self.appraisal.stale
        return Recorded(self.plan if planned else None)

    def _told(self, hour: float) -> float:
        """Return the hour at which something may be told that happens at an hour of the mission."""
        given = self.given.mission
        # To the second, as clocks and plans tell times: more digits come from dividing.
        when = (given.time(hour) + timedelta(milliseconds=500)).replace(microsecond=0)
        return self.mission.hours(coarsened(given, self.veil, when))

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """Every serial, in the order of leaving."""
        return movements(self.mission, self.plan)

    @cached_property
    def surface(self) -> tuple[Movement, ...]:
        """Serials by road, river, sea and rail."""
        return tuple(movement for movement in self.movements if movement.mode != "air")

    @cached_property
    def flights(self) -> tuple[Movement, ...]:
        """Serials by air."""
        return tuple(movement for movement in self.movements if movement.mode == "air")

    @cached_property
    def on_leg(self) -> dict[str, tuple[StageOnLeg, ...]]:
        """Every stage by its leg, in the order of leaving."""
        travelled: dict[str, list[StageOnLeg]] = defaultdict(list)
        for movement in self.movements:
            for hop in movement.hops:
                travelled[hop.leg.leg].append(StageOnLeg(movement=movement, hop=hop))
        by_leaving = {}
        for leg, stages in travelled.items():
            stages.sort(key=lambda stage: (stage.hop.depart, stage.hop.serial))
            by_leaving[leg] = tuple(stages)
        return by_leaving

    @cached_property
    def stories(self) -> tuple[SiteStory, ...]:
        """Each site's story, in the order of closing."""
        return stories(self.reading)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The calendar's periods, no finer than dates may be told."""
        return periods(self.mission, veiled_step(self.mission, self.veil))

    @cached_property
    def pools(self) -> tuple[Pool, ...]:
        """Every fleet over time."""
        return pools(self.reading, self.movements)

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Every stock that is tracked."""
        return stocks(self.reading)

    @cached_property
    def states(self) -> dict[str, tuple[StateStep, ...]]:
        """What each site is over time."""
        thinning = self.veil.strengths is None
        return {
            site.site: states(self.reading, site, thinning=thinning) for site in self.mission.sites
        }

    @cached_property
    def legs(self) -> dict[str, LegStory]:
        """What each leg is over time: closed, permitted, under which threat."""
        return {leg.leg: leg_story(self.mission, leg, self.veil) for leg in self.mission.legs}

    @cached_property
    def uses(self) -> dict[str, float]:
        """Vehicles and sorties that travel each leg in the whole plan."""
        return uses(self.movements)

    # What is late or stays, and what it waits for

    @cached_property
    def late(self) -> tuple[Late, ...]:
        """The parties that are late, most people first."""
        return late(self.reading, self.veil.grain)

    @cached_property
    def behind(self) -> tuple[Behind, ...]:
        """The kit that stays behind, what would harm most first."""
        return behind(self.reading, self.veil.grain)

    @cached_property
    def why_not_shipped(self) -> dict[str, tuple[Reason, ...]]:
        """By lot, why units of it are not shipped."""
        return fate_reasons(self.reading)

    @cached_property
    def odd(self) -> tuple[Odd, ...]:
        """What an officer would ask about, the worst first; nothing where anything is kept back."""
        return self.odd_by(in_time)

    def odd_by(self, late: Stop) -> tuple[Odd, ...]:
        """Return what an officer would ask about, with nothing more tried once it is ``late``."""
        if self.reading.coarse or self.violations:
            return ()
        odd_serials = Serials(
            mission=self.mission,
            plan=self.plan,
            movements=self.movements,
            harm=self.harm.serials,
            km_to_go=self.km_to_go,
        )
        left = WhatIsLeft(
            reading=self.reading,
            late=self.late,
            pools=self.pools,
            rates=odd_serials.rates(),
            hurry=late,
        )
        fleets = Fleets(serials=odd_serials, pools=self.pools)
        own = own_vehicles(self.mission, self.plan, self._recorded)
        return worst_first((*left.odd(), *own, *odd_serials.odd(), *fleets.odd(), *self._cut()))

    def _cut(self) -> tuple[Odd, ...]:
        """Say that the clock ended the search of just this plan."""
        if self.record.ended != "clock" or self.status not in PLANNED:
            return ()
        weight = self.appraisal.saving or 0.0
        return (Odd(kind=Kind.CLOCK, reason=Reason.of("odd.clock"), weight=weight),)

    def km_to_go(self, journey: Journey) -> dict[str, float]:
        """Return the km from each place to where what rides may end."""
        if journey.load.kind == LoadKind.PEOPLE:
            errand = people_errand(self.mission, self.mission.party[journey.item])
        else:
            errand = kit_errand(self.mission, self.mission.lot[journey.item], journey.origin)
        return self.reading.one_more.km_to_go(errand)

    @cached_property
    def hangings(self) -> tuple[Hanging, ...]:
        """Every permission with what hangs on it."""
        return hanging(self.mission, self.plan, self.movements, self.late, self.behind)

    @cached_property
    def leaves(self) -> dict[tuple[str, int], tuple[Permission, ...]]:
        """The permissions that decide on each stage, by serial and number of the stage."""
        leaves = {}
        for movement in self.movements:
            for hop in movement.hops:
                names = {decisive.permission for decisive in deciding(self.mission, hop)}
                leaves[hop.serial, hop.stage.stage] = tuple(
                    permission
                    for permission in self.mission.permissions
                    if permission.permission in names
                )
        return leaves

    @property
    def seats_held(self) -> int:
        """Road seats held in case flights are not permitted."""
        return sum(reserve.people for reserve in self.plan.reserves)

    # What it is worth, and how sure that is

    @property
    def record(self) -> Record:
        """What the plan says of itself."""
        return self.given.plan.record

    @cached_property
    def appraisal(self) -> Appraisal:
        """The terms with their prices, against the bound."""
        lawful = not self.violations
        return appraise(self.given.mission, self.record, self.terms, lawful=lawful)

    @cached_property
    def apart(self) -> tuple[Distance, ...]:
        """Where the plan costs more than its recorded proof allows for, the widest first.

        Nothing where that is not known, where the plan is proven, or where anything is kept back.
        """
        share = self.appraisal.gap
        if self.veil.drawn or share is None or share <= OPTIMAL_GAP:
            return ()
        return distances(case(self.given.mission, self.given.plan), self.given.plan.proof)

    @property
    def status(self) -> str:
        """How the plan stands: as its record says, unless it breaks rules or was changed since."""
        if self.violations:
            return "broken"
        return recorded_status(self.record, self.appraisal)

    @cached_property
    def standing(self) -> Standing:
        """How the plan stands: lawful or not, and who is late or stays."""
        return standing(self.reading, self.terms, lawful=not self.violations)

    @property
    def rules_broken(self) -> int:
        """How many rules the plan breaks, however often."""
        return len({violation.rule for violation in self.violations})

    @cached_property
    def harm(self) -> Harm:
        """Where casualties on the move are to be expected."""
        return harm(self.mission, self.plan)

    @cached_property
    def weights(self) -> tuple[Weight, ...]:
        """The assumed figures that change the objective, the one that changes it most first."""
        return weights(self.given.mission, self.given.plan)

    @cached_property
    def leanings(self) -> tuple[Leaning, ...]:
        """The assumed limits that the plan leans on."""
        return leanings(self.given.mission, self.given.plan)

    @cached_property
    def shares(self) -> tuple[Share, ...]:
        """How many figures of each table are assumed."""
        return assumed_share(self.mission)

    @cached_property
    def share(self) -> Share:
        """How many figures of the whole mission are assumed."""
        return whole(self.shares)

    @property
    def defaults(self) -> tuple[int, int]:
        """How many doctrine figures and how many prices the mission leaves at their defaults."""
        return defaults_used(self.mission)

    # What is asked of one stage, leg or site

    def strikes(self, leg: Leg, hours: float) -> float:
        """Return a leg's strikes per 100 km at a moment."""
        return self._threats.at(leg.leg, hours)

    def risk(self, hop: Hop) -> float:
        """Return the casualties to expect on a stage."""
        return self.harm.stages[hop.serial, hop.stage.stage]

    def teams_by(self, hop: Hop, capability: str) -> dict[tuple[str, str], float]:
        """Return the teams of a capability aboard a stage, by who brings them: ``(kind, item)``."""
        return teams_along(self.mission, hop, capability)

    def unit_kg(self, supply: str, origin: str, destination: str) -> float:
        """Return the mass of one unit of a supply that travels between two sites."""
        return unit_kg(self._unit_masses, supply, origin, destination)

    @cached_property
    def _threats(self) -> Threats:
        return Threats(self.mission)

    @cached_property
    def _unit_masses(self) -> dict[tuple[str, str], float]:
        return unit_masses(self.mission)


def facts(
    mission: Mission,
    plan: Plan,
    terms: Terms,
    violations: tuple[Violation, ...] = (),
    veil: Veil = BARE,
) -> Facts:
    """Read a mission and a plan; ``terms`` and ``violations`` are what the referee's side found.

    Raises:
        InputError: the plan names what the mission does not have, or moves none of something.
    """
    # A plan that cannot be read is refused here, and not in the middle of a page.
    case(mission, plan)
    shown_mission, shown_plan = veiled(mission, with_vacuums(mission, plan), veil)
    return Facts(
        given=Given(mission=mission, plan=plan),
        mission=shown_mission,
        plan=shown_plan,
        terms=terms,
        violations=violations,
        veil=veil,
    )
