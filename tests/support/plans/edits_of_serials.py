"""Edits of when serials go, who is in them, what drives them and by which legs."""

from random import Random

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from tests.support.plans.edits import (
    aboard,
    added,
    breaks,
    hours,
    instead,
    loads,
    may_break,
    pick,
    restaged,
    serials,
    shifted,
    without,
)

# Times


@may_break
def a_serial_at_another_time(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    return shifted(
        plan, rng.choice(serials(plan)), hours(rng.choice((-48, -12, -3, -0.5, 1, 6, 24, 72)))
    )


@may_break
def the_rest_of_a_serial_later(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = pick(rng, serials(plan, stages=2))
    if serial is None:
        return None
    since = rng.randint(2, len(plan.serials[serial]))
    return shifted(plan, serial, hours(rng.choice((-6, -1, 1, 5, 12, 30))), since)


@may_break
def a_stage_that_takes_another_time(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    stage, more = rng.choice(plan.stages), hours(rng.choice((-20, -2, -0.25, 0.25, 3, 15)))
    later = attrs.evolve(stage, arrive=stage.arrive + more)
    return restaged(plan, lambda s: later if s is stage else s)


@breaks("ready_first")
def away_before_the_start(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = rng.choice(serials(plan))
    before = plan.serials[serial][0].depart - mission.start
    return shifted(plan, serial, -before - hours(rng.randint(1, 48)))


@breaks("ready_first")
def on_the_way_when_planning_ends(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = rng.choice(serials(plan))
    left = mission.end - plan.serials[serial][-1].arrive
    return shifted(plan, serial, left + hours(rng.randint(1, 48)))


# People


@breaks("people_conserved")
def one_person_more_than_there_are(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "people"))
    if load is None:
        return None
    people = mission.party[load.item].count + rng.randint(1, 9)
    return instead(plan, load, quantity=float(people))


@breaks("people_conserved")
def half_a_person(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "people"))
    return None if load is None else instead(plan, load, quantity=load.quantity + 0.5)


@may_break
def people_moved_twice(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "people", "passenger"))
    return None if load is None else added(plan, loads=load)


@may_break
def a_few_people_less(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, [x for x in loads(plan, "people") if x.quantity > 1])
    if load is None:
        return None
    return instead(plan, load, quantity=load.quantity - rng.randint(1, int(load.quantity) - 1))


@breaks("people_conserved")
def people_from_where_they_never_are(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    ever = {(p.party, p.site) for p in mission.parties}
    for x in loads(plan, "people"):
        last = next(s for s in plan.serials[x.serial] if s.stage == x.alight_stage)
        ever.add((x.item, last.destination))
    serial = rng.choice(serials(plan))
    start = plan.serials[serial][0].origin
    party = pick(rng, sorted(p.party for p in mission.parties if (p.party, start) not in ever))
    if party is None:
        return None
    return added(plan, loads=aboard(serial, "people", party, rng.randint(1, 5), "passenger"))


@may_break
def the_floor_sent_home_early(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """Some of the armed people of a site leave with any serial that leaves it."""
    stage = rng.choice(plan.stages)
    party = pick(
        rng, sorted(p.party for p in mission.parties if p.armed and p.site == stage.origin)
    )
    if party is None:
        return None
    people = rng.randint(1, mission.party[party].count)
    early = attrs.evolve(
        aboard(stage.serial, "people", party, people, "passenger"),
        board_stage=stage.stage,
        alight_stage=stage.stage,
    )
    return added(plan, loads=early)


@breaks("provider_conditions")
def by_road_though_their_nation_forbids_it(
    mission: Mission, plan: Plan, rng: Random
) -> Plan | None:
    barred = sorted(p.party for p in mission.parties if not p.by_road)
    serial = pick(rng, serials(plan, "road"))
    if serial is None or not barred:
        return None
    return added(plan, loads=aboard(serial, "people", rng.choice(barred), 1, "passenger"))


# Vehicles and crews


@may_break
def another_number_of_vehicles(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "vehicle"))
    if load is None:
        return None
    more = max(1.0, load.quantity + rng.choice((-5, -2, -1, 1, 2, 8)))
    return instead(plan, load, quantity=more)


@breaks("vehicles_conserved")
def a_vehicle_more_than_the_fleet_has(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "vehicle"))
    if load is None:
        return None
    return instead(plan, load, quantity=float(mission.fleet[load.item].count + rng.randint(1, 5)))


@may_break
def vehicles_that_never_come_back(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """A serial ends after its first stage, and those who would have come back with it are used again."""
    serial = pick(rng, serials(plan, stages=2))
    if serial is None:
        return None
    kept = tuple(s for s in plan.stages if s.serial != serial or s.stage == 1)
    on = [
        attrs.evolve(x, alight_stage=1) if x.serial == serial else x
        for x in plan.loads
        if x.serial != serial or x.board_stage == 1
    ]
    return attrs.evolve(plan, stages=kept, loads=tuple(on))


@breaks("legs_exist")
def nothing_that_drives(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """All vehicles and aircraft of a serial, and what drives in it, are left off."""
    serial = rng.choice(serials(plan))
    moving = [
        x for x in plan.aboard[serial] if x.kind in {"vehicle", "aircraft"} or x.role == "driven"
    ]
    return without(plan, *moving)


@breaks("crews")
def nobody_at_the_wheel(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    crewed = {
        x.serial
        for x in loads(plan, "vehicle")
        if mission.fleet[x.item].crew_party and mission.vehicle[mission.fleet[x.item].vehicle].crew
    }
    serial = pick(rng, sorted(crewed))
    if serial is None:
        return None
    return without(plan, *(x for x in plan.aboard[serial] if x.role == "crew"))


@may_break
def no_escort(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """The vehicles that bring a capability are left off a convoy."""
    able = [
        x
        for x in loads(plan, "vehicle")
        if mission.vehicle[mission.fleet[x.item].vehicle].capabilities
    ]
    load = pick(rng, able)
    return None if load is None else without(plan, load)


@breaks("capability_along")
def no_escort_where_one_is_asked_for(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """All vehicles that bring what a leg asks of convoys whatever its threat, or at its own threat, are left off."""
    wanted = {
        r.where: r
        for r in mission.requirements
        if r.activity == "convoy" and r.amount and r.where in {"road", "*"}
    }
    found = []
    for stage in plan.stages:
        leg = mission.leg[stage.leg]
        asked = [
            r
            for r in wanted.values()
            if stage.mode == "road"
            and not mission.threats
            and (leg.strikes_per_100km or 0) >= r.threat_from
        ]
        found += [(stage.serial, r.capability) for r in asked]
    if not found:
        return None
    serial, capability = rng.choice(found)
    able = [
        x
        for x in plan.aboard[serial]
        if x.kind == "vehicle"
        and capability in dict(mission.vehicle[mission.fleet[x.item].vehicle].capabilities)
    ]
    return without(plan, *able)


@may_break
def a_convoy_twice(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """The same serial once more under another name, a few hours later."""
    serial, later = rng.choice(serials(plan)), hours(rng.choice((0.5, 3, 5, 24)))
    again = [
        attrs.evolve(s, serial="TWICE", depart=s.depart + later, arrive=s.arrive + later)
        for s in plan.serials[serial]
    ]
    on = [attrs.evolve(x, serial="TWICE") for x in plan.aboard[serial]]
    return attrs.evolve(plan, stages=(*plan.stages, *again), loads=(*plan.loads, *on))


# Ways


@breaks("legs_exist")
def a_leg_backwards(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = pick(rng, serials(plan, stages=2))
    if serial is None:
        return None
    stage = rng.choice(plan.serials[serial])
    back = attrs.evolve(stage, origin=stage.destination, destination=stage.origin)
    return restaged(plan, lambda s: back if s is stage else s)


@breaks("legs_exist")
def by_another_leg(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    stage = rng.choice(plan.stages)
    ends = {stage.origin, stage.destination}
    legs = sorted(leg.leg for leg in mission.legs if {leg.origin, leg.destination} != ends)
    if not legs:
        return None
    other = attrs.evolve(stage, leg=rng.choice(legs))
    return restaged(plan, lambda s: other if s is stage else s)


@breaks("legs_exist")
def off_after_the_end(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = rng.choice(plan.loads)
    last = len(plan.serials[load.serial]) + rng.randint(1, 3)
    return instead(plan, load, alight_stage=last)


@may_break
def off_a_stage_sooner(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, [x for x in plan.loads if x.alight_stage > x.board_stage])
    return None if load is None else instead(plan, load, alight_stage=load.alight_stage - 1)


@may_break
def on_a_stage_later(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, [x for x in plan.loads if x.alight_stage > x.board_stage])
    return None if load is None else instead(plan, load, board_stage=load.board_stage + 1)
