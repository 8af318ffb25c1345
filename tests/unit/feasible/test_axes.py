"""The arithmetic by hand on a base, a hub and an exit; each number is worked out beside its test."""

from datetime import datetime, timedelta

import attrs
import pytest

from exeunt.feasible.axes import axes
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN
from exeunt.model.figures import Doctrine
from exeunt.model.forces import Disposition, Lot, Party
from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.model.places import Leg, Site
from exeunt.model.reason import Reason
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType
from exeunt.words.feasibility_sentences import lines, reasons
from exeunt.words.words import words

START = datetime(2030, 1, 1)


def said(m: Mission, proofs: tuple[Reason, ...]) -> list[str]:
    """Return what reasons say in English."""
    return reasons(proofs, m, words(m, "en"))


def spoken(m: Mission) -> tuple[str, ...]:
    """Return all that is said of a mission in English."""
    return lines(m, axes(m), words(m, "en"))


def mission(**changes) -> Mission:
    """Kidal sends 100 containers, 20 jeeps and 400 people over Gao to the port; 48 h to turn round at Kidal, 34 h a leg to Gao."""
    parts = {
        "name": "two-legs",
        "start": START,
        "deadline": START + timedelta(days=28),
        "end": START + timedelta(days=60),
        "doctrine": Doctrine(march_hours_per_day=10, convoy_max=60, spacing_hours=4),
        "sites": (
            Site(
                site="kidal",
                name="Kidal",
                lat=18,
                lon=1,
                role="base",
                runway="unpaved",
                runway_m=1500,
                turn_hours=48,
                load_teu_per_day=20,
            ),
            Site(
                site="gao",
                name="Gao",
                lat=16,
                lon=0,
                role="hub",
                runway="paved",
                runway_m=2500,
                slots_per_day=2,
                stays_open=True,
            ),
            Site(site="port", name="Port", lat=6, lon=1, role="exit"),
        ),
        "legs": (
            Leg(
                leg="kidal-gao",
                origin="kidal",
                destination="gao",
                mode="road",
                km=300,
                travel_hours=20,
            ),
            Leg(
                leg="gao-port",
                origin="gao",
                destination="port",
                mode="road",
                km=400,
                travel_hours=10,
            ),
            Leg(
                leg="kidal-gao-air",
                origin="kidal",
                destination="gao",
                mode="air",
                km=280,
                travel_hours=1,
            ),
        ),
        "parties": (
            Party(party="battalion", site="kidal", count=400, population="troops", armed=True),
        ),
        "lots": (
            Lot(
                lot="boxes",
                site="kidal",
                quantity=100,
                mass_t=10,
                teu=1,
                kit_class="general",
                owner="mission",
            ),
            Lot(
                lot="jeeps",
                site="kidal",
                quantity=20,
                mass_t=2,
                teu=1,
                self_driving=True,
                crew=1,
                seats=4,
                kit_class="vehicle",
                owner="contingent",
            ),
        ),
        "dispositions": (Disposition(disposition="gift", kit_class="general", owner="mission"),),
        "requirements": (
            Requirement(
                requirement="escort",
                activity="convoy",
                where="kidal-gao",
                capability="escort",
                amount=2,
                per_vehicles=5,
            ),
        ),
        "vehicles": (
            VehicleType(vehicle="truck", payload_t=26, teu=2, crew=2),
            VehicleType(vehicle="bus", payload_t=1, seats=50, crew=1),
            VehicleType(vehicle="escort", payload_t=1, crew=3, capabilities=(("escort", 1.0),)),
        ),
        "fleets": (
            Fleet(
                fleet="trucks",
                vehicle="truck",
                site="gao",
                count=10,
                out_of_service_share=0.2,
                ownership="contracted",
            ),
            Fleet(fleet="buses", vehicle="bus", site="gao", count=2, ownership="contracted"),
            Fleet(fleet="escorts", vehicle="escort", site="gao", count=4, ownership="contracted"),
        ),
        "aircraft": (
            AircraftType(
                aircraft="mi-8",
                payload_t=4,
                seats=20,
                range_km=600,
                runway="helipad",
                block_hours_per_month=60,
                serviceability=0.5,
            ),
        ),
        "air_fleets": (
            AirFleet(
                air_fleet="heli", aircraft="mi-8", site="gao", count=2, ownership="contracted"
            ),
        ),
    }
    return Mission(**(parts | changes))


def axis(m: Mission, name: str):
    return next(a for a in axes(m).axes if a.axis == name)


def test_loads_are_truckloads_and_driving_units():
    found = axis(mission(), "Gao–Kidal")
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
    base = mission()
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


def test_round_trip_is_two_marches_and_the_turn():
    assert axis(mission(), "Gao–Kidal").round_trip_hours == 2 * (24 + 10) + 48
    assert axis(mission(), "Gao–Port").round_trip_hours == 20


def test_each_resource_has_its_rate():
    limits = dict(axis(mission(), "Gao–Kidal").limits)
    assert limits["trucks"] == pytest.approx(168 / 116 * 8 * 70 / 50)  # eight of ten move
    assert limits["escorts"] == pytest.approx(168 / 116 * 4 * 5)
    assert limits["loading"] == pytest.approx(70 / (100 / 140))
    assert limits["spacing of convoys"] == pytest.approx(42 * 60)


def test_date_and_binding():
    found = axis(mission(), "Gao–Kidal")
    hours = 70 / (168 / 116 * 8 * 70 / 50) * 168 - 116 + 34
    assert found.done == START + timedelta(hours=hours)
    assert found.days_late == 0
    assert found.binding == ("trucks",)
    assert found.shortfall_loads == 0


def test_late_axis_says_so_in_the_style_of_the_statement():
    fleets = tuple(
        attrs.evolve(f, count=3) if f.fleet == "escorts" else f for f in mission().fleets
    )
    m = mission(deadline=START + timedelta(days=14), fleets=fleets)
    found = axis(m, "Gao–Kidal")
    assert (found.days_late, found.binding) == (13, ("trucks", "escorts"))
    assert (
        found.shortfall_loads == 30
    )  # lifts leave from 0 to 302 h: (302 + 116) / 168 weeks at 16.2 are 40.4 loads
    sentence = next(s for s in spoken(m) if s.startswith("Gao–Kidal axis: 70 loads"))
    assert sentence.startswith(
        "Gao–Kidal axis: 70 loads, 16 a week at most, done 27 Jan; 13 days late. Binding: trucks, then escorts."
    )


def test_people_by_air():
    found = axis(mission(), "Kidal–Gao by air")
    limits = dict(found.limits)
    assert (
        limits["serviceable aircraft"] == 7 * 1 * 10 / 2 * 20
    )  # one of two serviceable, ten hours a day, loops of two hours, 20 seats
    assert limits["block hours"] == pytest.approx(2 * 60 / (365.25 / 12 / 7) / 2 * 20)
    assert limits["slots"] == 7 * 2 * 20
    assert found.binding == ("block hours",)


def test_permission_asked_refused_and_part_of_the_time():
    def row(state, **span):
        return Permission(
            permission="p", mode="road", where="kidal-gao", payload="cargo", state=state, **span
        )

    def found(permission):
        return axis(mission(permissions=(permission,)), "Gao–Kidal")

    assert found(row("pending")).permission == "asked"
    assert found(row("pending")).done is not None
    assert found(row("granted")).permission == "granted"
    part = found(row("granted", valid_from=START + timedelta(days=10)))
    assert (part.permission, part.open_days) == ("in part", 18)
    assert part.done == found(row("granted")).done + timedelta(days=10)
    refused = axes(mission(permissions=(row("refused"),)))
    assert refused.kit_verdict == IMPOSSIBLE
    assert refused.verdict == NOT_SHOWN


def test_shut_axis_has_no_date():
    m = mission(
        permissions=(
            Permission(
                permission="p",
                mode="road",
                where="gao-port",
                payload="cargo",
                state="granted",
                valid_to=START + timedelta(days=3),
            ),
        )
    )
    found = axis(m, "Gao–Port")
    assert (found.done, found.days_late, found.permission) == (None, None, "in part")
    assert any("never done while it is open" in s for s in spoken(m))


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
    found = axes(mission(lots=lots))
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
    assert axis(mission(lots=lots), "Gao–Kidal").stuck_units == 2


def test_nothing_is_shown_impossible_of_what_can_be_done():
    found = axes(mission())
    assert (found.verdict, found.kit_verdict, found.reasons, found.kit_reasons) == (
        NOT_SHOWN,
        NOT_SHOWN,
        (),
        (),
    )
    assert found.possible


def test_deadline_before_the_first_arrival_is_impossible():
    # The helicopter takes 120 people (two slots a day for three days); jeeps and boxes wait for escorts: 34 + 48 + 34 + 10 h.
    party = attrs.evolve(mission().parties[0], count=120)
    end = START + timedelta(days=20)
    m = mission(deadline=START + timedelta(days=3), end=end, parties=(party,))
    found = axes(m)
    assert found.verdict == NOT_SHOWN
    assert found.kit_verdict == IMPOSSIBLE
    assert "100 units of boxes at Kidal cannot be shipped before 6 Jan 06:00." in said(
        m, found.kit_reasons
    )
    m = mission(deadline=START + timedelta(hours=10), end=end)
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    # An hour for the helicopter to come, one on the ground, one back, ten by road.
    assert said(m, found.reasons) == ["400 people of battalion cannot be out before 1 Jan 13:00."]


def test_cut_too_narrow_is_impossible_with_the_date():
    # Without jeeps and aircraft: two buses of 50 cross at 82 h and every 116 h after; four times, and 34 and 10 h to the port.
    m = mission(lots=(), air_fleets=(), deadline=START + timedelta(days=6))
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    assert (
        "Of 400 people at Kidal at most 100 can be out by all ways by the deadline; all of them not before 20 Jan."
        in said(m, found.reasons)
    )


def test_floor_of_a_site_that_stays_open_keeps_people():
    sites = tuple(
        attrs.evolve(s, holding_people=30) if s.site == "gao" else s for s in mission().sites
    )
    m = mission(sites=sites)
    assert said(m, axes(m).reasons) == [
        "Gao stays open and keeps 30 armed people whose destination is elsewhere."
    ]
    guards = Party(
        party="guards", site="gao", count=30, population="troops", armed=True, destination="gao"
    )
    assert axes(mission(sites=sites, parties=(*mission().parties, guards))).possible


def test_closed_season_shuts_the_way():
    m = mission(
        seasons=(Season(leg="gao-port", closed_from=START, closed_to=START + timedelta(days=40)),)
    )
    found = axes(m)
    assert found.verdict == IMPOSSIBLE
    assert said(m, found.reasons) == ["400 people of battalion cannot be out before 10 Feb."]


def test_people_not_by_road_need_aircraft():
    party = attrs.evolve(mission().parties[0], by_road=False, destination="gao")
    found = axes(mission(parties=(party,)))
    assert found.possible
    assert axes(
        mission(parties=(party,), deadline=START + timedelta(days=3))
    ).reasons  # 3 days of ten hours: 15 loops of 20 seats at most
    m = mission(parties=(party,), air_fleets=())
    assert said(m, axes(m).reasons) == [
        "400 people of battalion cannot be out at all: no open and permitted way leads out."
    ]


def test_loading_rate_proves_kit_late():
    sites = tuple(
        attrs.evolve(s, load_teu_per_day=2) if s.site == "kidal" else s for s in mission().sites
    )
    m = mission(sites=sites)
    assert any(
        r.startswith("At Kidal at most 60 of 100 TEU can be loaded by the deadline")
        for r in said(m, axes(m).kit_reasons)
    )  # 15 spans of 48 h


def test_rows_are_plain():
    found = axes(mission())
    row = next(r for r in found.rows() if r["axis"] == "Gao–Kidal")
    assert row["limits_per_week"]["trucks"] == 16.2
    assert row["done"] == "2030-01-27T19:00"
    assert row["sites"] == ["kidal"]
    assert next(r for r in found.rows() if r["mode"] == "air")["loads_per_week"] is None
    assert {s["site"]: s["loads"] for s in found.site_rows()} == {"kidal": 70, "gao": 0}


def test_together_adds_what_the_axes_share():
    weeks = dict(axes(mission()).together.weeks)
    assert weeks["trucks"] == pytest.approx((50 * 116 + 50 * 20) / 168 / 8)
    assert weeks["escorts"] == pytest.approx(70 * 116 / 168 / 20)


def test_an_empty_mission_is_not_impossible():
    m = Mission(name="empty", start=START, deadline=START, end=START)
    found = axes(m)
    assert (found.verdict, found.kit_verdict, found.axes) == (NOT_SHOWN, NOT_SHOWN, ())


def test_an_axis_is_not_done_before_what_comes_to_it():
    found = axis(mission(), "Gao–Port")
    assert found.done == axis(mission(), "Gao–Kidal").done + timedelta(hours=10)
    fleets = tuple(
        attrs.evolve(f, count=3) if f.fleet == "escorts" else f for f in mission().fleets
    )
    late = axis(mission(deadline=START + timedelta(days=14), fleets=fleets), "Gao–Port")
    assert late.binding == ("what comes by Gao–Kidal",)
    assert (late.days_late, late.shortfall_loads) == (14, 30)


def test_kit_that_can_only_fly_is_named():
    m = mission(legs=tuple(leg for leg in mission().legs if leg.leg != "kidal-gao"))
    found = axes(m)
    assert {s.site: s.no_way_units for s in found.sites} == {"kidal": 120, "gao": 0}
    assert "Kidal: 120 shippable units have no way out by road, river, rail or sea." in spoken(m)
