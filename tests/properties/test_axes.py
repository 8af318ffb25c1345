"""What is shown impossible is impossible: plans made by hand, passed by the referee, on missions cut as tight as their plans."""

import math
from collections import Counter
from datetime import date, datetime, timedelta

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from exeunt.feasible.axes import axes
from exeunt.feasible.clash import clashes
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Season
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Load, Plan, Reserve, Stage
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from tests.support.plans.verdicts import verdicts

START = datetime(2030, 1, 1, 6)
LATE = START + timedelta(days=400)
PROVED = settings(max_examples=60, deadline=None, derandomize=True)


@st.composite
def shuttles(draw):
    """Make a base, a hub and an exit with buses, trucks and escorts, and the plan that shuttles everything out."""
    first, second, turn = (
        draw(st.integers(1, 20)),
        draw(st.integers(1, 20)),
        draw(st.integers(0, 48)),
    )
    buses, seats, people = (
        draw(st.integers(1, 4)),
        draw(st.integers(1, 40)),
        draw(st.integers(1, 200)),
    )
    trucks, boxes, escorts = (
        draw(st.integers(1, 4)),
        draw(st.integers(0, 20)),
        draw(st.integers(1, 3)),
    )
    trips = max(math.ceil(people / (buses * seats)), math.ceil(boxes / trucks), 1)
    stages: list[Stage] = []
    loads: list[Load] = []
    at, left, kit = 0.0, people, boxes
    way = (("base-hub", "base", "hub", first), ("hub-out", "hub", "out", second))
    back = tuple((leg, b, a, hours) for leg, a, b, hours in way[::-1])
    for n in range(trips):
        serial, route = f"C-{n}", (*(back if n else back[1:]), *way)
        for i, (leg, origin, destination, hours) in enumerate(route, start=1):
            at += turn if origin == "base" else 0
            stages.append(
                Stage(
                    serial=serial,
                    stage=i,
                    mode="road",
                    leg=leg,
                    origin=origin,
                    destination=destination,
                    depart=START + timedelta(hours=at),
                    arrive=START + timedelta(hours=at + hours),
                )
            )
            at += hours
        last, board = len(route), len(route) - 1
        for fleet, count in (("buses", buses), ("trucks", trucks), ("escorts", escorts)):
            loads.append(
                Load(
                    serial=serial,
                    kind="vehicle",
                    item=fleet,
                    quantity=count,
                    board_stage=1,
                    alight_stage=last,
                )
            )
        aboard, packed = min(left, buses * seats), min(kit, trucks)
        left, kit = left - aboard, kit - packed
        if aboard:
            loads.append(
                Load(
                    serial=serial,
                    kind="people",
                    item="troops",
                    quantity=aboard,
                    board_stage=board,
                    alight_stage=last,
                    role="passenger",
                )
            )
        if packed:
            loads.append(
                Load(
                    serial=serial,
                    kind="lot",
                    item="boxes",
                    quantity=packed,
                    board_stage=board,
                    alight_stage=last,
                    role="carried",
                )
            )
    lift = next(s for s in stages[::-1] if s.origin == "base")
    close = lift.depart
    comes = {(s.serial, s.stage): s.arrive.date() for s in stages}
    received: Counter[date] = Counter()
    for load in loads:
        if load.kind == "people":
            received[comes[load.serial, load.alight_stage]] += load.quantity
    entered = Counter((s.leg, s.depart.date()) for s in stages)
    column = (buses + trucks + escorts) * max(entered.values())
    mission = Mission(
        name="shuttle",
        start=START,
        deadline=START + timedelta(hours=at),
        end=LATE,
        doctrine=Doctrine(
            march_hours_per_day=24,
            spacing_hours=min(4, 2 * min(first, second)),
            convoy_max=buses + trucks + escorts,
            last_lift_hours=24,
        ),
        sites=(
            Site(site="base", lat=18, lon=1, role="base", turn_hours=turn, close_by=close),
            Site(site="hub", lat=17, lon=1, role="hub"),
            Site(
                site="out",
                lat=16,
                lon=1,
                role="exit",
                receive_people_per_day=max(received.values()),
            ),
        ),
        legs=tuple(
            Leg(
                leg=leg,
                origin=a,
                destination=b,
                mode="road",
                km=100,
                travel_hours=h,
                vehicles_per_day=column,
            )
            for leg, a, b, h in way
        ),
        seasons=(Season(leg="base-hub", closed_from=lift.arrive, closed_to=LATE),),
        parties=(
            Party(party="troops", site="base", count=people, population="troops", leave_by=close),
        ),
        lots=(
            Lot(
                lot="boxes",
                site="base",
                quantity=boxes,
                mass_t=5,
                teu=1,
                kit_class="general",
                owner="mission",
            ),
        )
        if boxes
        else (),
        requirements=(
            Requirement(
                requirement="e",
                activity="convoy",
                where="road",
                capability="escort",
                amount=escorts,
                per_vehicles=(buses + trucks) / escorts,
            ),
        ),
        vehicles=(
            VehicleType(vehicle="bus", payload_t=1, seats=seats, crew=0),
            VehicleType(vehicle="truck", payload_t=5, teu=1, crew=0),
            VehicleType(vehicle="escort", payload_t=0, crew=0, capabilities=(("escort", 1.0),)),
        ),
        fleets=tuple(
            Fleet(
                fleet=fleet,
                vehicle=fleet.rstrip("s") if fleet != "buses" else "bus",
                site="hub",
                count=count,
                ownership="contracted",
            )
            for fleet, count in (("buses", buses), ("trucks", trucks), ("escorts", escorts))
        ),
        permissions=(
            Permission(
                permission="all",
                mode="road",
                where="*",
                state="granted",
                valid_to=stages[-1].arrive,
            ),
        ),
    )
    last_serials = tuple(load.serial for load in loads if load.kind == "people")[-1:]
    return mission, Plan(
        stages=tuple(stages),
        loads=tuple(loads),
        closures=(Closure(site="base", close=close, last_serials=last_serials),),
    )


@st.composite
def airlifts(draw):
    """Make a field from which one aircraft, at home at the exit, flies everybody out, a loop after the other."""
    hours, people, seats = (
        draw(st.sampled_from((0.5, 1.0, 2.0, 4.0))),
        draw(st.integers(1, 120)),
        draw(st.integers(5, 40)),
    )
    pending, loops, at = draw(st.booleans()), math.ceil(people / seats), 0.0
    stages: list[Stage] = []
    loads: list[Load] = []
    for n in range(loops):
        aboard = min(seats, people - n * seats)
        for i, (origin, destination) in enumerate((("out", "field"), ("field", "out")), start=1):
            depart = START + timedelta(hours=at)
            stages.append(
                Stage(
                    serial=f"F-{n}",
                    stage=i,
                    mode="air",
                    leg="air",
                    origin=origin,
                    destination=destination,
                    depart=depart,
                    arrive=depart + timedelta(hours=hours),
                )
            )
            at += hours + 1
        loads += [
            Load(
                serial=f"F-{n}",
                kind="aircraft",
                item="plane",
                quantity=1,
                board_stage=1,
                alight_stage=2,
            ),
            Load(
                serial=f"F-{n}",
                kind="people",
                item="troops",
                quantity=aboard,
                board_stage=2,
                alight_stage=2,
                role="passenger",
            ),
        ]
    end = max(s.arrive for s in stages)
    reserves = [
        Reserve(flight=x.serial, party="troops", people=int(x.quantity), serial="R", stage=1)
        for x in loads
        if x.kind == "people" and pending
    ]
    landed = Counter((s.destination, s.depart.date()) for s in stages)
    flown = Counter(s.depart.date() for s in stages if s.stage == 1)
    months = Counter((s.depart.year, s.depart.month) for s in stages if s.stage == 1)
    fields = tuple(
        Site(
            site=site,
            lat=18 if site == "field" else 17,
            lon=1,
            role="base" if site == "field" else "exit",
            runway="unpaved",
            runway_m=1000,
            slots_per_day=max(n for (where, _), n in landed.items() if where == site),
        )
        for site in ("field", "out")
    )
    if pending:  # an empty bus leaves after the last flight, with a seat for everybody
        stages.append(
            Stage(
                serial="R",
                stage=1,
                mode="road",
                leg="road",
                origin="field",
                destination="out",
                depart=end + timedelta(hours=9),
                arrive=end + timedelta(hours=5009),
            )
        )
        loads.append(
            Load(serial="R", kind="vehicle", item="bus", quantity=1, board_stage=1, alight_stage=1)
        )
    grants = (
        (
            Permission(
                permission="fly", mode="air", where="field", payload="people", state="pending"
            ),
        )
        if pending
        else ()
    )
    mission = Mission(
        name="airlift",
        start=START,
        deadline=end,
        end=LATE,
        doctrine=Doctrine(
            march_hours_per_day=24,
            flying_hours_per_day=min(max(flown.values()) * 2 * hours, 24),
            flight_duty_hours=24,
            passenger_t=0.1,
        ),
        sites=fields,
        legs=(
            Leg(
                leg="air", origin="field", destination="out", mode="air", km=200, travel_hours=hours
            ),
            Leg(
                leg="road",
                origin="field",
                destination="out",
                mode="road",
                km=200,
                travel_hours=5_000,
            ),
        ),
        parties=(Party(party="troops", site="field", count=people, population="troops"),),
        aircraft=(
            AircraftType(
                aircraft="p",
                payload_t=0.1 * seats,
                seats=seats,
                range_km=200,
                runway="unpaved",
                runway_m=1000,
                block_hours_per_month=max(months.values()) * 2 * hours,
            ),
        ),
        air_fleets=(AirFleet(air_fleet="plane", aircraft="p", site="out", count=1),),
        vehicles=(VehicleType(vehicle="bus", payload_t=100, seats=people),),
        fleets=(Fleet(fleet="bus", vehicle="bus", site="field", count=1, ownership="contracted"),),
        permissions=grants,
    )
    return mission, Plan(stages=tuple(stages), loads=tuple(loads), reserves=tuple(reserves))


@PROVED
@given(shuttles())
def test_a_convoy_plan_in_time_is_never_shown_impossible(case):
    mission, plan = case
    assert [v.message for v in verdicts(mission, plan)] == []
    found = axes(mission)
    assert (found.reasons, found.kit_reasons) == ((), ())
    assert clashes(mission) == ()


@PROVED
@given(airlifts())
def test_an_airlift_in_time_is_never_shown_impossible(case):
    mission, plan = case
    assert [v.message for v in verdicts(mission, plan)] == []
    assert axes(mission).reasons == ()
    assert clashes(mission) == ()


@PROVED
@given(
    shuttles(), st.floats(0.1, 0.9), st.sampled_from(("bus", "truck", "escort")), st.integers(1, 5)
)
def test_more_vehicles_or_time_never_make_it_worse(case, share, kind, more):
    mission = case[0]
    tight = attrs.evolve(mission, deadline=START + share * (mission.deadline - START))
    fleets = tuple(
        attrs.evolve(f, count=f.count + more) if f.vehicle == kind else f for f in tight.fleets
    )
    before, with_more, longer = (
        axes(tight),
        axes(attrs.evolve(tight, fleets=fleets)),
        axes(attrs.evolve(tight, deadline=tight.deadline + timedelta(days=more))),
    )
    for better in (with_more, longer):
        assert better.possible or not before.possible
        assert before.kit_verdict in (better.kit_verdict, "impossible")
    for one, other in zip(
        sorted(before.axes, key=key), sorted(with_more.axes, key=key), strict=True
    ):
        assert (other.loads_per_week or 0) >= (one.loads_per_week or 0) - 1e-9
        assert other.shortfall_loads <= one.shortfall_loads
        assert other.shortfall_people <= one.shortfall_people
        assert one.done is None or other.done <= one.done


def key(axis):
    return axis.axis, axis.to


@PROVED
@given(airlifts(), st.floats(0.1, 0.9), st.integers(1, 3))
def test_more_aircraft_never_make_it_worse(case, share, more):
    mission = case[0]
    tight = attrs.evolve(mission, deadline=START + share * (mission.deadline - START))
    before = axes(tight)
    after = axes(
        attrs.evolve(
            tight, air_fleets=tuple(attrs.evolve(f, count=f.count + more) for f in tight.air_fleets)
        )
    )
    assert after.possible or not before.possible
    for one, other in zip(before.axes, after.axes, strict=True):
        assert other.shortfall_people <= one.shortfall_people


@st.composite
def garrisons(draw):
    """Make sites where everybody stays: floors, services and stocks that may hold or not, to a close end."""
    n = draw(st.integers(1, 3))
    sites = [
        Site(
            site=f"s{i}",
            lat=10 + i,
            lon=1,
            role=draw(st.sampled_from(("base", "hub"))),
            holding_people=draw(st.integers(0, 30)),
            closing_hours=draw(st.integers(0, 60)),
            stays_open=draw(st.booleans()),
        )
        for i in range(n)
    ]
    parties = [
        Party(
            party=f"p{i}",
            site=f"s{i}",
            count=draw(st.integers(0, 40)),
            population="troops",
            armed=draw(st.booleans()),
            capabilities=(("medical", float(draw(st.integers(0, 2)))),),
        )
        for i in range(n)
    ]
    supplies = [
        Supply(
            supply="water",
            site=f"s{i}",
            stock=draw(st.integers(0, 3000)),
            use_per_person_day=draw(st.integers(0, 20)),
            use_per_day=draw(st.integers(0, 100)),
            import_per_day=draw(st.integers(0, 400)),
            capacity=draw(st.one_of(st.none(), st.just(500))),
        )
        for i in range(n)
    ]
    barred = Permission(
        permission="w",
        mode="import",
        where="water",
        state="granted",
        valid_from=START + timedelta(days=draw(st.integers(0, 6))),
    )
    return Mission(
        name="garrison",
        start=START,
        deadline=START + timedelta(days=3),
        end=START + timedelta(days=draw(st.integers(3, 9))),
        sites=tuple(sites),
        parties=tuple(parties),
        supplies=tuple(supplies),
        permissions=(barred,) if draw(st.booleans()) else (),
        requirements=(
            Requirement(
                requirement="r",
                activity="hold",
                where="*",
                capability="medical",
                amount=draw(st.integers(0, 1)),
            ),
        ),
        legs=tuple(
            Leg(
                leg=f"l{i}",
                origin=f"s{i}",
                destination=f"s{i + 1}",
                mode="road",
                km=50,
                travel_hours=5,
            )
            for i in range(n - 1)
        ),
    )


@settings(max_examples=150, deadline=None, derandomize=True)
@given(garrisons())
def test_no_clash_is_claimed_where_staying_breaks_no_rule(mission):
    broken = verdicts(mission, Plan())
    found = clashes(mission)
    if not broken:
        assert found == ()
    assert {v.rule for v in found} <= {v.rule for v in broken}
