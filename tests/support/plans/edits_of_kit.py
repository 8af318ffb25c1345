"""Edits of what is carried and flown, of what becomes of kit, and of when sites close."""

from random import Random

import attrs

from exeunt.model.mission import Mission
from exeunt.model.plan import Closure, Disposal, Plan, Reserve
from tests.support.plans.edits import (
    aboard,
    added,
    breaks,
    closed,
    hours,
    instead,
    loads,
    may_break,
    origin,
    pick,
    restaged,
    serials,
    tracked,
    without,
)

# What is carried


@breaks("kit_conserved")
def a_unit_more_than_the_lot_has(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "lot"))
    if load is None:
        return None
    return instead(plan, load, quantity=float(mission.lot[load.item].quantity + rng.randint(1, 5)))


@breaks("kit_conserved")
def kit_from_where_it_never_stands(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    ever = {(x.lot, x.site) for x in mission.lots}
    for x in loads(plan, "lot"):
        last = next(s for s in plan.serials[x.serial] if s.stage == x.alight_stage)
        ever.add((x.item, last.destination))
    serial = rng.choice(serials(plan))
    start = plan.serials[serial][0].origin
    lot = pick(rng, sorted(x.lot for x in mission.lots if (x.lot, start) not in ever))
    return None if lot is None else added(plan, loads=aboard(serial, "lot", lot, 1, "carried"))


@may_break
def other_kit_aboard(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "lot", "carried"))
    if load is None:
        return None
    site = origin(plan, load).origin
    others = sorted(x.lot for x in mission.lots if x.site == site and x.lot != load.item)
    return instead(plan, load, item=rng.choice(others)) if others else None


@breaks("capacity")
def a_unit_that_no_vehicle_takes(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """Kit that is heavier or larger than any vehicle of a convoy takes, or outsize, is loaded as it comes."""
    found = []
    for serial in serials(plan, "road"):
        kinds = [
            mission.vehicle[mission.fleet[x.item].vehicle]
            for x in plan.aboard[serial]
            if x.kind == "vehicle"
        ]
        found += [
            (serial, lot.lot)
            for lot in mission.lots
            if lot.site == plan.serials[serial][0].origin
            and not any(
                lot.mass_t <= k.payload_t and lot.teu <= k.teu and (k.outsize or not lot.outsize)
                for k in kinds
            )
        ]
    if not found:
        return None
    serial, lot = rng.choice(found)
    return added(plan, loads=aboard(serial, "lot", lot, 1, "carried"))


@breaks("supplies_carried")
def no_fuel(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, [x for x in tracked(mission, plan, "fuel") if x.quantity >= 1])
    return None if load is None else without(plan, load)


@breaks("supplies_carried")
def no_water(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, [x for x in tracked(mission, plan, "water") if x.quantity >= 1])
    return None if load is None else without(plan, load)


@may_break
def other_fuel_aboard(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "supply"))
    factor = rng.choice((0.5, 0.98, 1.5, 40))
    return None if load is None else instead(plan, load, quantity=load.quantity * factor)


# Flights


@breaks("rotation_time")
def sorties_for_a_week(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = pick(rng, serials(plan, "air"))
    if serial is None:
        return None
    return restaged(plan, lambda s: attrs.evolve(s, rotations=500) if s.serial == serial else s)


@may_break
def twice_the_sorties(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    serial = pick(rng, serials(plan, "air"))
    if serial is None:
        return None
    return restaged(
        plan,
        lambda s: attrs.evolve(s, rotations=2 * s.rotations) if s.serial == serial else s,
    )


@may_break
def another_number_of_aircraft(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "aircraft"))
    if load is None:
        return None
    return instead(plan, load, quantity=max(1.0, load.quantity + rng.choice((-1, 1, 2, 6))))


@breaks("aircraft_conserved")
def aircraft_of_another_field(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    load = pick(rng, loads(plan, "aircraft"))
    if load is None:
        return None
    home = mission.air_fleet[load.item].site
    others = sorted(f.air_fleet for f in mission.air_fleets if f.site != home)
    return instead(plan, load, item=rng.choice(others)) if others else None


# Kit and sites


@breaks("lawful_disposition")
def weapons_given_away(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    lot = pick(
        rng,
        sorted(
            x.lot
            for x in mission.lots
            if x.kit_class in {"weapon", "ammunition", "armour"} and x.quantity
        ),
    )
    if lot is None:
        return None
    way = rng.choice(("gift", "sell", "handover"))
    return added(plan, disposals=disposed(mission, lot, way, rng))


def disposed(mission: Mission, lot: str, way: str, rng: Random) -> Disposal:
    """Return a disposal of a few units where they stand at the start."""
    row = mission.lot[lot]
    begin = mission.start + hours(24 * rng.randint(5, 60))
    return Disposal(
        site=row.site,
        lot=lot,
        disposition=way,
        quantity=rng.randint(1, max(1, row.quantity // 3)),
        start=begin,
        done=begin + hours(24 * rng.randint(3, 40)),
    )


@may_break
def kit_disposed_of_otherwise(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    lot = pick(rng, sorted(x.lot for x in mission.lots if x.quantity))
    way = rng.choice(("transfer", "sell", "gift", "handover", "destroy", "abandon"))
    return None if lot is None else added(plan, disposals=disposed(mission, lot, way, rng))


@breaks("lawful_disposition")
def vehicles_of_a_fleet_sold(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    fleet = pick(rng, sorted(f.fleet for f in mission.fleets if f.count))
    if fleet is None:
        return None
    when = mission.start + hours(24 * rng.randint(5, 60))
    row = Disposal(
        site=mission.fleet[fleet].site,
        lot=fleet,
        disposition=rng.choice(("sell", "gift", "transfer")),
        quantity=1,
        start=when,
        done=when,
    )
    return added(plan, disposals=row)


@may_break
def a_vehicle_given_up(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    fleet = pick(rng, sorted(f.fleet for f in mission.fleets if f.count))
    if fleet is None:
        return None
    when = mission.start + hours(24 * rng.randint(5, 150))
    row = Disposal(
        site=mission.fleet[fleet].site,
        lot=fleet,
        disposition="abandon",
        quantity=rng.randint(1, mission.fleet[fleet].count),
        start=when,
        done=when,
    )
    return added(plan, disposals=row)


@may_break
def a_disposal_at_another_time(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    row = pick(rng, list(plan.disposals))
    if row is None:
        return None
    begin, end = (hours(rng.choice((-72, -24, -3, 0, 3, 24))) for _ in range(2))
    later = attrs.evolve(row, start=row.start + begin, done=row.done + end)
    rows = tuple(later if d is row else d for d in plan.disposals)
    return attrs.evolve(plan, disposals=rows)


@breaks("lead_time")
def done_before_it_begins(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    row = pick(rng, list(plan.disposals))
    if row is None:
        return None
    back = attrs.evolve(row, done=row.start - hours(rng.randint(1, 300)))
    return attrs.evolve(plan, disposals=tuple(back if d is row else d for d in plan.disposals))


@breaks("kit_conserved")
def more_disposed_of_than_there_is(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    row = pick(rng, [d for d in plan.disposals if d.lot in mission.lot])
    if row is None:
        return None
    more = attrs.evolve(row, quantity=mission.lot[row.lot].quantity + rng.randint(1, 9))
    return attrs.evolve(plan, disposals=tuple(more if d is row else d for d in plan.disposals))


@breaks("last_lift")
def closed_before_the_last_have_left(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    closure = pick(rng, [c for c in plan.closures if people_leave_at(plan, c)])
    if closure is None:
        return None
    return closed(plan, closure, close=closure.close - hours(rng.randint(1, 200)))


@breaks("holding_floor")
def held_by_nobody_until_it_closes(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    held = [
        c for c in plan.closures if mission.site[c.site].holding_people and people_leave_at(plan, c)
    ]
    closure = pick(rng, held)
    if closure is None:
        return None
    return closed(plan, closure, close=closure.close + hours(rng.randint(1, 200)))


def people_leave_at(plan: Plan, closure: Closure) -> bool:
    """Say whether people leave a site in the moment in which it closes."""
    return any(
        (stage := origin(plan, x)).origin == closure.site and stage.depart == closure.close
        for x in loads(plan, "people")
    )


@breaks("last_lift")
def the_last_serial_left_out(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """Whoever was to leave with it is still there when the site closes."""
    closure = pick(rng, [c for c in plan.closures if people_leave_at(plan, c)])
    if closure is None:
        return None
    last = {
        x.serial
        for x in loads(plan, "people")
        if origin(plan, x).origin == closure.site and origin(plan, x).depart == closure.close
    }
    return attrs.evolve(
        plan,
        stages=tuple(s for s in plan.stages if s.serial not in last),
        loads=tuple(x for x in plan.loads if x.serial not in last),
        closures=tuple(
            attrs.evolve(c, last_serials=tuple(s for s in c.last_serials if s not in last))
            for c in plan.closures
        ),
        reserves=tuple(r for r in plan.reserves if not {r.flight, r.serial} & last),
    )


@breaks("last_lift")
def a_serial_that_is_not_the_last(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    closure = pick(rng, [c for c in plan.closures if people_leave_at(plan, c)])
    if closure is None:
        return None
    far = [
        name
        for name, rows in sorted(plan.serials.items())
        if all(closure.site not in {s.origin, s.destination} for s in rows)
    ]
    return closed(plan, closure, last_serials=(rng.choice(far),)) if far else None


@breaks("closed_site_empty")
def kit_left_at_a_site_that_closes(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    closing = {c.site for c in plan.closures}
    load = pick(rng, [x for x in loads(plan, "lot") if origin(plan, x).origin in closing])
    return None if load is None else without(plan, load)


@breaks("closing_window")
def a_site_that_stays_open_closed(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    site = pick(rng, sorted(s.site for s in mission.sites if s.stays_open or s.role == "exit"))
    if site is None:
        return None
    when = mission.end - hours(rng.randint(1, 2000))
    return added(plan, closures=Closure(site=site, close=when))


@breaks("closing_window")
def closed_after_planning_ends(mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    closure = pick(rng, list(plan.closures))
    if closure is None:
        return None
    return closed(plan, closure, close=mission.end + hours(rng.randint(1, 500)))


@may_break
def a_closing_left_out(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    closure = pick(rng, list(plan.closures))
    if closure is None:
        return None
    return attrs.evolve(plan, closures=tuple(c for c in plan.closures if c is not closure))


@breaks("reserves_held")
def seats_reserved_for_a_convoy(_mission: Mission, plan: Plan, rng: Random) -> Plan | None:
    """Road seats are held for people of a convoy, which is no flight."""
    load = pick(rng, [x for x in loads(plan, "people") if origin(plan, x).mode != "air"])
    if load is None:
        return None
    seats = Reserve(
        flight=load.serial, party=load.item, people=1, serial=load.serial, stage=load.board_stage
    )
    return added(plan, reserves=seats)
