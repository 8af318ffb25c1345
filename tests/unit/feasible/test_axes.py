"""The arithmetic by hand on a base, a hub and an exit; each number is worked out beside its test."""

from datetime import timedelta

import attrs

from exeunt.feasible.axes import axes
from exeunt.model.feasibility import NOT_SHOWN
from exeunt.model.forces import Lot
from exeunt.model.legs import Leg
from exeunt.model.mission import Mission
from exeunt.model.transport import Fleet, VehicleType
from tests.support.missions.two_legs import START, axis, spoken, two_legs


def test_loads_are_truckloads_and_driving_units():
    found = axis(two_legs(), "Gao–Kidal")
    assert (found.carried_loads, found.self_driving_units, found.loads) == (
        50,
        20,
        70,
    )  # two 10 t containers on a 26 t truck of 2 TEU
    assert found.tonnes_t == 1040
    assert found.teu == 100
    assert found.people == 400
    assert (
        found.disposable_loads == 50
    )  # the containers may be given away, contingent jeeps without consent may not


def test_parts_of_a_ship_load_are_added_up_and_loaded_together_at_the_hub():
    boats = Fleet(fleet="ships", vehicle="ship", site="gao", count=1, ownership="contracted")
    sea = Leg(leg="gao-port", origin="gao", destination="port", mode="sea", km=400, travel_hours=10)
    base = two_legs()
    small = tuple(attrs.evolve(base.lots[0], lot=f"boxes-{n}", quantity=10) for n in range(6))
    m = attrs.evolve(
        base,
        legs=(base.legs[0], sea),
        lots=(*small, attrs.evolve(base.lots[0], lot="own", site="gao", quantity=5)),
        vehicles=(
            *base.vehicles,
            VehicleType(vehicle="ship", mode="sea", payload_t=900, teu=40, crew=9),
        ),
        fleets=(*base.fleets, boats),
    )
    assert axis(m, "Gao–Port by sea").loads == 3, (
        "60 containers from Kidal are one ship and a half, 5 of Gao's own an eighth; each begun is one"
    )


def test_date_and_binding():
    found = axis(two_legs(), "Gao–Kidal")
    hours = 70 / (168 / 116 * 8 * 70 / 50) * 168 - 116 + 34
    assert found.done == START + timedelta(hours=hours)
    assert found.days_late == 0
    assert found.binding == ("trucks",)
    assert found.shortfall_loads == 0


def test_late_axis_says_so_in_the_style_of_the_statement():
    fleets = tuple(
        attrs.evolve(f, count=3) if f.fleet == "escorts" else f for f in two_legs().fleets
    )
    m = two_legs(deadline=START + timedelta(days=14), fleets=fleets)
    found = axis(m, "Gao–Kidal")
    assert (found.days_late, found.binding) == (13, ("trucks", "escorts"))
    assert (
        found.shortfall_loads == 30
    )  # lifts leave from 0 to 302 h: (302 + 116) / 168 weeks at 16.2 are 40.4 loads
    sentence = next(s for s in spoken(m) if s.startswith("Kidal → Gao: 70 loads"))
    assert sentence.startswith(
        "Kidal → Gao: 70 loads, 16 a week at most, done 27 Jan; 13 days late. Binding: trucks, then escorts."
    )


def test_kit_already_out_or_not_to_be_shipped_is_no_load():
    lots = (
        Lot(
            lot="here",
            site="port",
            quantity=5,
            mass_t=1,
            teu=1,
            kit_class="general",
            owner="mission",
        ),
        Lot(
            lot="local",
            site="kidal",
            quantity=5,
            mass_t=1,
            teu=1,
            kit_class="general",
            owner="mission",
            allowed=("gift",),
        ),
    )
    found = axes(two_legs(lots=lots))
    assert found.together.loads == 0
    assert not any(a.loads for a in found.axes)


def test_what_no_carrier_takes_is_stuck():
    lots = (
        Lot(
            lot="crane",
            site="kidal",
            quantity=2,
            mass_t=60,
            teu=2,
            kit_class="general",
            owner="mission",
        ),
    )
    assert axis(two_legs(lots=lots), "Gao–Kidal").stuck_units == 2


def test_nothing_is_shown_impossible_of_what_can_be_done():
    found = axes(two_legs())
    assert (found.verdict, found.kit_verdict, found.reasons, found.kit_reasons) == (
        NOT_SHOWN,
        NOT_SHOWN,
        (),
        (),
    )
    assert found.possible


def test_rows_are_plain():
    found = axes(two_legs())
    row = next(r for r in found.rows() if r["axis"] == "Gao–Kidal")
    assert row["limits_per_week"]["trucks"] == 16.2
    assert row["done"] == "2030-01-27T19:00"
    assert row["sites"] == ["kidal"]
    assert next(r for r in found.rows() if r["mode"] == "air")["loads_per_week"] is None
    assert {s["site"]: s["loads"] for s in found.site_rows()} == {"kidal": 70, "gao": 0}


def test_an_empty_mission_is_not_impossible():
    m = Mission(name="empty", start=START, deadline=START, end=START)
    found = axes(m)
    assert (found.verdict, found.kit_verdict, found.axes) == (NOT_SHOWN, NOT_SHOWN, ())


def test_an_axis_is_not_done_before_what_comes_to_it():
    found = axis(two_legs(), "Gao–Port")
    assert found.done == axis(two_legs(), "Gao–Kidal").done + timedelta(hours=10)
    fleets = tuple(
        attrs.evolve(f, count=3) if f.fleet == "escorts" else f for f in two_legs().fleets
    )
    late = axis(two_legs(deadline=START + timedelta(days=14), fleets=fleets), "Gao–Port")
    assert late.binding == ("what comes by Gao–Kidal",)
    assert (late.days_late, late.shortfall_loads) == (14, 30)
