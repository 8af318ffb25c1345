"""Plans of tiny in each of which something else is odd, lawful or not."""

from collections.abc import Iterator
from datetime import timedelta

import attrs

from exeunt.model.choices import LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Disposal, Load, Plan, Stage
from tests.support.plans.tiny_odd import reloaded, with_quantity, without_load, without_serial


def odd_plans(mission: Mission, plan: Plan) -> Iterator[tuple[str, Mission, Plan]]:
    """Yield what is odd, the mission and the plan; ``plan`` is tiny's by hand."""
    yield "a seat", mission, with_quantity(plan, "F-001", "staff", 10)
    yield "no seat", mission, without_serial(plan, "F-001")
    yield "late", mission, put_off(plan, "F-001", mission.end - mission.start - timedelta(days=1))
    yield "drivers", mission, attrs.evolve(plan, disposals=(*plan.disposals, given_up(mission)))
    yield "kit missed", mission, with_quantity(plan, "C-004", "stores", 7)
    yield "idle carriers", mission, without_serial(plan, "C-004")
    for share in (1.0, 0.3, 3.0):
        yield f"worth {share}", valued(mission, 500 + share * 3_000), without_serial(plan, "C-004")
    yield "nothing idle", short_of_trucks(mission), without_serial(plan, "C-004")
    yield "handful", mission, one_rider(plan)
    for n in (1, 2, 3):
        yield f"thin {n}", mission, with_quantity(plan, "C-001", "stores", n)
    yield "thin flight", mission, with_quantity(plan, "F-001", "staff", 1)
    yield "empty", mission, without_load(plan, "C-001", "stores")
    yield "buses", with_buses(mission), attrs.evolve(plan, loads=(*plan.loads, buses("C-001")))
    yield "dear", valued(mission, 600.0), plan
    yield "away", mission, backward(plan)
    yield "past a hub", mission, round_trip(plan)
    yield "twins", mission, halved(plan)
    few = with_quantity(plan, "F-001", "staff", 6)
    yield "twin flights", mission, sent_again(few, "F-001", "F-002", timedelta(days=1))
    yield "idle at the pickup", more_fleets(mission), plan
    yield "idle nearer", at_the_port(more_fleets(mission)), from_the_port(plan)
    yield "shuttle", more_fleets(mission), shuttle(plan)


def put_off(plan: Plan, serial: str, late: timedelta) -> Plan:
    """Return the plan with one serial later."""
    stages = tuple(
        attrs.evolve(stage, depart=stage.depart + late, arrive=stage.arrive + late)
        if stage.serial == serial
        else stage
        for stage in plan.stages
    )
    return attrs.evolve(plan, stages=stages)


def given_up(mission: Mission) -> Disposal:
    """Return three hired trucks given up."""
    return Disposal(
        site="bravo",
        lot="trucks",
        disposition="abandon",
        quantity=3,
        start=mission.start,
        done=mission.start,
    )


def valued(mission: Mission, value: float) -> Mission:
    """Return the mission with stores of another value."""
    lots = (attrs.evolve(lot, value=value) if lot.lot == "stores" else lot for lot in mission.lots)
    return attrs.evolve(mission, lots=tuple(lots))


def short_of_trucks(mission: Mission) -> Mission:
    """Return the mission with vehicles that leave on the eleventh day."""
    until = mission.time(10 * 24.0 + 12)
    fleets = (attrs.evolve(fleet, available_to=until) for fleet in mission.fleets)
    return attrs.evolve(mission, fleets=tuple(fleets))


def one_rider(plan: Plan) -> Plan:
    """Return the plan with one man of the EOD team for all the load of the first convoy."""
    load = Load(
        serial="C-001",
        kind="people",
        item="eod",
        quantity=1,
        board_stage=2,
        alight_stage=2,
        role="passenger",
    )
    handful = without_load(plan, "C-001", "stores")
    return attrs.evolve(handful, loads=(*handful.loads, load))


def with_buses(mission: Mission) -> Mission:
    """Return the mission with three buses."""
    bus = attrs.evolve(mission.vehicles[0], vehicle="bus", payload_t=0.0, teu=0.0, seats=40)
    fleet = attrs.evolve(mission.fleets[0], fleet="buses", vehicle="bus", count=3)
    return attrs.evolve(mission, vehicles=(*mission.vehicles, bus), fleets=(*mission.fleets, fleet))


def buses(serial: str) -> Load:
    """Return the three buses along with a serial."""
    return Load(
        serial=serial, kind="vehicle", item="buses", quantity=3, board_stage=1, alight_stage=2
    )


def backward(plan: Plan) -> Plan:
    """Return the plan with a container taken from the hub to the base and back."""
    load = Load(
        serial="C-002",
        kind="lot",
        item="stores",
        quantity=1,
        board_stage=1,
        alight_stage=1,
        role="carried",
    )
    return attrs.evolve(plan, loads=(*plan.loads, load))


def round_trip(plan: Plan) -> Plan:
    """Return the plan with stores aboard at the hub, past the port itself, and off at the hub again."""
    return reloaded(
        plan,
        lambda load: (
            attrs.evolve(load, board_stage=1, alight_stage=4)
            if (load.serial, load.item) == ("C-003", "stores")
            else load
        ),
    )


def halved(plan: Plan) -> Plan:
    """Return the plan with two convoys of half the size for the first, six hours apart."""

    def half(load: Load) -> Load:
        if load.serial == "C-001" and load.item in {"trucks", "stores"}:
            return attrs.evolve(load, quantity=load.quantity / 2)
        return load

    late = timedelta(hours=6)
    second = tuple(again(stage, late) for stage in plan.stages if stage.serial == "C-001")
    less = reloaded(plan, half)
    loads = tuple(
        attrs.evolve(load, serial="C-009") for load in less.loads if load.serial == "C-001"
    )
    return attrs.evolve(less, stages=(*less.stages, *second), loads=(*less.loads, *loads))


def again(stage: Stage, late: timedelta) -> Stage:
    """Return a stage of the second of them."""
    return attrs.evolve(
        stage, serial="C-009", depart=stage.depart + late, arrive=stage.arrive + late
    )


def more_fleets(mission: Mission) -> Mission:
    """Return the mission with trucks, escorts and buses that stand idle at the base and at the ford."""
    trucks, escorts = (mission.fleet[name] for name in ("trucks", "escorts"))
    bus = attrs.evolve(mission.vehicles[0], vehicle="bus", payload_t=0.0, teu=0.0, seats=40)
    more = []
    for site in ("alpha", "ford"):
        more += [
            attrs.evolve(trucks, fleet=f"{site}-trucks", site=site, count=12),
            attrs.evolve(escorts, fleet=f"{site}-escorts", site=site, count=3),
        ]
    buses = attrs.evolve(trucks, fleet="buses", vehicle="bus", site="alpha", count=3)
    return attrs.evolve(
        mission, vehicles=(*mission.vehicles, bus), fleets=(*mission.fleets, *more, buses)
    )


def at_the_port(mission: Mission) -> Mission:
    """Return the mission with its first trucks and escorts at the port."""
    fleets = (
        attrs.evolve(fleet, site="port") if fleet.fleet in {"trucks", "escorts"} else fleet
        for fleet in mission.fleets
    )
    return attrs.evolve(mission, fleets=tuple(fleets))


def sent_again(plan: Plan, serial: str, name: str, late: timedelta) -> Plan:
    """Return the plan with a serial once more, some time later."""
    stages = tuple(
        attrs.evolve(row, serial=name, depart=row.depart + late, arrive=row.arrive + late)
        for row in plan.stages
        if row.serial == serial
    )
    loads = tuple(attrs.evolve(row, serial=name) for row in plan.loads if row.serial == serial)
    return attrs.evolve(plan, stages=(*plan.stages, *stages), loads=(*plan.loads, *loads))


def shuttle(plan: Plan) -> Plan:
    """Return the plan with one man of the EOD team fetched by each of three convoys."""
    plan = one_rider(plan)
    for n in (1, 2):
        plan = sent_again(plan, "C-001", f"C-10{n}", n * timedelta(days=4))
    return plan


def from_the_port(plan: Plan) -> Plan:
    """Return the plan with its third convoy backward: from the port to the hub for its load, and home."""
    ways = {"bravo": "port", "port": "bravo", "ford": "ford"}
    stages = tuple(
        attrs.evolve(
            row, origin=ways[row.origin], destination=ways[row.destination], leg=other(row)
        )
        if row.serial == "C-003"
        else row
        for row in plan.stages
    )
    kit = (LoadKind.LOT, LoadKind.PEOPLE)
    turned = reloaded(
        plan,
        lambda load: (
            attrs.evolve(load, board_stage=3, alight_stage=4)
            if load.serial == "C-003" and load.kind in kit and load.alight_stage == 2
            else load
        ),
    )
    return attrs.evolve(turned, stages=stages)


def other(stage: Stage) -> str:
    """Return the leg on the other side of the ford."""
    return {"bravo-ford": "ford-port", "ford-port": "bravo-ford"}[stage.leg]
