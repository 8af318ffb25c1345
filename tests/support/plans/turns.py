"""What a lawful plan meets: one figure of its mission changes, and it can no longer be carried out.

Each takes a mission and its lawful plan and a seeded generator, and returns the mission as it is then, or None where the plan does not
depend on such a figure.
"""

from collections.abc import Callable
from datetime import timedelta
from random import Random

import attrs

from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from tests.support.plans.edits import Edited, loads, origin, pick

Turn = Callable[[Mission, Plan, Random], Mission | None]
TURNS: dict[str, tuple[str, Turn]] = {}
"""Every turn of events by its name: the rule that the plan then breaks, and what makes it."""


def breaks(rule: str) -> Callable[[Turn], Turn]:
    """Enter a turn of events under the rule that the plan then breaks."""

    def enter(turn: Turn) -> Turn:
        TURNS[turn.__name__] = rule, turn
        return turn

    return enter


def turned(mission: Mission, plan: Plan, name: str, seed: int) -> Edited | None:
    """Return a mission as it is after a turn of events; None where the plan does not depend on it."""
    rule, turn = TURNS[name]
    made = turn(mission, plan, Random(f"{name} {seed}"))
    return None if made is None else Edited(made, plan, rule)


def row(mission: Mission, table: str, key: str, **changes: object) -> Mission:
    """Return a mission with one row changed, which is named by its first field."""
    rows = tuple(
        attrs.evolve(r, **changes) if key == first(r) else r for r in getattr(mission, table)
    )
    return attrs.evolve(mission, **{table: rows})


def first(record: object) -> object:
    """Return the value of the field by which a row is named."""
    return next(
        getattr(record, f.name)
        for f in attrs.fields(type(record))
        if f.metadata.get("column", {}).get("key")
    )


def ends(plan: Plan, load: Load) -> Stage:
    """Return the stage after which a load alights."""
    return next(s for s in plan.serials[load.serial] if s.stage == load.alight_stage)


def inside(mission: Mission, *sites: str) -> list[str]:
    """Return those of some sites that are no exits."""
    return sorted({site for site in sites if mission.site[site].role != "exit"})


def flown(plan: Plan) -> list[Stage]:
    """Return the stages by air."""
    return [s for s in plan.stages if s.mode == "air"]


@breaks("leg_open")
def rains(mission: Mission, plan: Plan, rng: Random) -> Mission:
    stage = rng.choice(plan.stages)
    early = timedelta(hours=rng.randint(0, 72))
    season = Season(
        leg=stage.leg,
        closed_from=stage.depart - early,
        closed_to=stage.depart + timedelta(hours=rng.randint(1, 72)),
    )
    return attrs.evolve(mission, seasons=(*mission.seasons, season))


@breaks("movement_permitted")
def a_road_refused(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    named = {p.where for p in mission.permissions}
    legs = sorted({s.leg for s in plan.stages} - named)
    if not legs:
        return None
    refused = Permission(
        permission="refused-now", mode="*", where=rng.choice(legs), state="refused"
    )
    return attrs.evolve(mission, permissions=(*mission.permissions, refused))


@breaks("runway")
def a_runway_broken_up(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    stage = pick(rng, flown(plan))
    if stage is None:
        return None
    site = rng.choice((stage.origin, stage.destination))
    return row(mission, "sites", site, runway="none")


@breaks("range")
def tanks_that_leak(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, loads(plan, "aircraft"))
    if load is None:
        return None
    kind = mission.air_fleet[load.item].aircraft
    return row(mission, "aircraft", kind, range_km=1.0)


@breaks("slots")
def a_field_without_slots(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    stage = pick(rng, flown(plan))
    return stage and row(mission, "sites", stage.destination, slots_per_day=0)


@breaks("parking")
def a_field_without_parking(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    away = [s for s in flown(plan) if s.stage < len(plan.serials[s.serial])]
    homes = {f.site for f in mission.air_fleets}
    stage = pick(rng, [s for s in away if s.destination not in homes])
    return stage and row(mission, "sites", stage.destination, parking=0)


@breaks("block_hours")
def aircraft_that_hardly_fly(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, loads(plan, "aircraft"))
    if load is None:
        return None
    kind = mission.air_fleet[load.item].aircraft
    return row(mission, "aircraft", kind, block_hours_per_month=0.01)


@breaks("aircraft_conserved")
def aircraft_without_parts(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, loads(plan, "aircraft"))
    if load is None:
        return None
    kind = mission.air_fleet[load.item].aircraft
    return row(mission, "aircraft", kind, serviceability=0.0, serviceability_blocked=0.0)


@breaks("airfield_crew")
def a_crew_that_nobody_has(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    sites = inside(mission, *(s.origin for s in flown(plan)))
    return demanded(mission, "fly", rng.choice(sites)) if sites else None


def demanded(mission: Mission, activity: str, where: str) -> Mission:
    """Return a mission in which something needs more teams than anybody has."""
    asked = Requirement(
        requirement="asked-now",
        activity=activity,
        where=where,
        capability="engineers",
        amount=999,
    )
    return attrs.evolve(mission, requirements=(*mission.requirements, asked))


@breaks("services_stay")
def services_that_nobody_has(mission: Mission, _plan: Plan, rng: Random) -> Mission:
    sites = sorted({p.site for p in mission.parties if p.count})
    return demanded(mission, "hold", rng.choice(inside(mission, *sites)))


@breaks("closing_steps")
def an_inspection_that_nobody_can_make(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    closure = pick(rng, list(plan.closures))
    return closure and demanded(mission, "close", closure.site)


@breaks("closing_steps")
def a_closing_that_takes_longer(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    closure = pick(rng, list(plan.closures))
    hours = (mission.end - mission.start) / timedelta(hours=1)
    return closure and row(mission, "sites", closure.site, closing_hours=hours)


@breaks("closing_window")
def a_window_that_has_passed(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    closure = pick(rng, list(plan.closures))
    if closure is None:
        return None
    before = closure.close - timedelta(hours=rng.randint(1, 24))
    return row(mission, "sites", closure.site, close_by=before, close_from=None)


@breaks("receiver_ready")
def a_receiver_who_is_late(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    closure = pick(rng, list(plan.closures))
    if closure is None:
        return None
    later = closure.close + timedelta(days=closure.vacuum_days + rng.randint(1, 30))
    return row(mission, "sites", closure.site, receiver="somebody", receiver_ready=later)


@breaks("holding_floor")
def a_floor_that_nobody_can_hold(mission: Mission, _plan: Plan, rng: Random) -> Mission:
    site = rng.choice(inside(mission, *(s.site for s in mission.sites if s.role == "base")))
    return row(mission, "sites", site, holding_people=mission.people + 1)


@breaks("beds")
def a_site_without_beds(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    come = inside(mission, *(ends(plan, x).destination for x in loads(plan, "people")))
    return row(mission, "sites", rng.choice(come), beds=0) if come else None


@breaks("yard")
def a_yard_that_is_full(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    kit = [x for x in loads(plan, "lot") if mission.lot[x.item].teu]
    come = inside(mission, *(ends(plan, x).destination for x in kit))
    return row(mission, "sites", rng.choice(come), yard_teu=0.0) if come else None


@breaks("loading_rate")
def a_crane_that_is_broken(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, [x for x in loads(plan, "lot", "carried") if mission.lot[x.item].teu])
    return load and row(mission, "sites", origin(plan, load).origin, load_teu_per_day=0.0)


@breaks("unloading_rate")
def a_quay_that_is_full(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, [x for x in loads(plan, "lot", "carried") if mission.lot[x.item].teu])
    return load and row(mission, "sites", ends(plan, load).destination, unload_teu_per_day=0.0)


@breaks("column_capacity")
def a_ferry_for_nobody(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    stage = pick(rng, [s for s in plan.stages if s.mode == "road"])
    return stage and row(mission, "legs", stage.leg, vehicles_per_day=0)


@breaks("convoy_size")
def columns_of_one(mission: Mission, plan: Plan, _rng: Random) -> Mission | None:
    road = {s.serial for s in plan.stages if s.mode == "road"}
    if not any(x.serial in road and x.kind == "vehicle" and x.quantity > 1 for x in plan.loads):
        return None
    return attrs.evolve(mission, doctrine=attrs.evolve(mission.doctrine, convoy_max=1.0))


@breaks("planned_times")
def a_slower_road(mission: Mission, plan: Plan, rng: Random) -> Mission:
    stage = rng.choice([s for s in plan.stages if s.rotations == 1])
    slower = (stage.arrive - stage.depart) / timedelta(hours=1) + 1
    return row(mission, "legs", stage.leg, travel_hours=slower)


@breaks("vehicles_conserved")
def trucks_that_come_later(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, loads(plan, "vehicle"))
    if load is None:
        return None
    later = origin(plan, load).depart + timedelta(hours=rng.randint(1, 99))
    return row(mission, "fleets", load.item, available_from=later, available_to=None)


@breaks("ready_first")
def kit_that_is_not_packed(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    load = pick(rng, loads(plan, "lot"))
    if load is None:
        return None
    later = origin(plan, load).depart + timedelta(hours=rng.randint(1, 99))
    return row(mission, "lots", load.item, ready_from=later)


@breaks("provider_conditions")
def a_nation_that_leaves_sooner(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    own = [
        x
        for x in loads(plan, "people")
        if origin(plan, x).origin == mission.party[x.item].site
        and origin(plan, x).depart > mission.start
    ]
    load = pick(rng, own)
    if load is None:
        return None
    before = origin(plan, load).depart - timedelta(minutes=1)
    return row(mission, "parties", load.item, leave_by=before)


@breaks("provider_conditions")
def a_nation_that_wants_to_stay(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    own = [
        x
        for x in loads(plan, "people")
        if origin(plan, x).origin == mission.party[x.item].site and origin(plan, x).rotations == 1
    ]
    load = pick(rng, own)
    if load is None:
        return None
    later = origin(plan, load).depart + timedelta(hours=rng.randint(1, 99))
    return row(mission, "parties", load.item, leave_from=later)


@breaks("owner_consent")
def an_owner_who_says_no(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    asks = {"sell", "gift", "handover", "destroy"}
    row_ = pick(rng, [d for d in plan.disposals if d.disposition in asks])
    return row_ and row(mission, "lots", row_.lot, owner="contingent", consent=False)


@breaks("lawful_disposition")
def a_law_against_it(mission: Mission, plan: Plan, rng: Random) -> Mission | None:
    disposal = pick(rng, [d for d in plan.disposals if d.disposition != "abandon"])
    if disposal is None:
        return None
    return row(mission, "lots", disposal.lot, allowed=("ship",))


@breaks("stocks")
def an_empty_tank(mission: Mission, _plan: Plan, rng: Random) -> Mission | None:
    """Nothing is in store and nothing comes in, where people use it every day."""
    used = [
        s
        for s in mission.supplies
        if s.use_per_person_day
        and mission.site[s.site].role != "exit"
        and any(p.site == s.site and p.count for p in mission.parties)
    ]
    stock = pick(rng, used)
    if stock is None:
        return None
    none = attrs.evolve(stock, stock=0.0, import_per_day=0.0)
    rows = tuple(none if s is stock else s for s in mission.supplies)
    return attrs.evolve(mission, supplies=rows)
