"""What stays behind or comes late, and why."""

import attrs
import pytest

from exeunt.facts.left import behind, fate_reasons, late
from exeunt.model.dispositions import Disposition
from exeunt.model.legs import Leg
from exeunt.model.places import Site
from exeunt.model.plan import Plan
from exeunt.model.stores import Permission
from exeunt.words.words import Words
from tests.support.missions.report_samples import (
    day,
    load,
    reading,
    small_mission,
    small_plan,
)


def test_kit_that_is_not_shipped_has_its_reason():
    found = fate_reasons(reading())
    assert set(found) == {"boxes", "rounds", "old"}, "the carriers are shipped whole"
    assert all(found.values())


SAY = Words("en")


def reasons(row):
    return [r.key for r in row.reasons]


def test_late_people_have_their_person_days_and_last_serial():
    (row,) = late(reading())
    assert (row.party.party, row.late, row.not_out, row.last_out, row.person_days) == (
        "alpha-troops",
        40,
        0,
        288,
        80,
    )
    assert reasons(row)[-1] == "why.last_serial"
    assert (
        SAY.reason(row.reasons[-1], small_mission())
        == "The last leave Alpha on 9 Mar 2024 with C-2."
    )


def test_people_who_may_not_leave_before_the_deadline_say_so():
    parties = tuple(attrs.evolve(p, leave_from=day(15)) for p in small_mission().parties)
    assert "why.leave_from" in reasons(late(reading(parties=parties))[0])


def test_a_site_that_is_held_to_the_deadline_holds_its_people():
    plan = small_plan(closures=tuple(attrs.evolve(c, close=day(14)) for c in small_plan().closures))
    assert "why.holds_until" in reasons(late(reading(plan))[0])
    assert "why.holds_open" in reasons(late(reading(small_plan(closures=())))[0])


def test_people_without_a_leg_or_a_permission_have_no_way():
    assert reasons(late(reading(Plan(), legs=()))[0]) == ["why.no_way"]
    asked = (Permission(permission="p", mode="air", where="alpha", state="pending"),)
    row = next(r for r in late(reading(Plan(), permissions=asked)) if r.party.party == "alpha-civ")
    assert reasons(row) == ["why.not_permitted"]
    assert (
        SAY.reason(row.reasons[0], small_mission(permissions=asked))
        == "No way out is permitted yet; this waits for p (pending)."
    )


@pytest.mark.parametrize(
    ("where", "direction", "blocks"),
    [
        ("hub-port", "out", True),
        ("hub-port", "in", False),
        ("port", "in", True),
        ("port", "out", False),
        ("*", "both", True),
    ],
)
def test_permissions_stop_a_way_only_where_they_cover_it(where, direction, blocks):
    rows = (
        Permission(
            permission="p",
            mode="road",
            where=where,
            direction=direction,
            payload="cargo",
            state="refused",
        ),
    )
    found = next(b for b in behind(reading(permissions=rows)) if b.lot.lot == "boxes")
    assert ("why.not_permitted" in reasons(found)) is blocks


def test_a_permission_of_another_nation_or_payload_is_no_matter():
    rows = (
        Permission(permission="p", mode="road", where="*", provider="elsewhere", state="refused"),
        Permission(permission="q", mode="road", where="*", payload="people", state="refused"),
        Permission(permission="s", mode="road", where="*", state="granted"),
    )
    assert all("why.not_permitted" not in reasons(b) for b in behind(reading(permissions=rows)))


@pytest.mark.parametrize("more", [{}, {"provider": "Chad"}, {"payload": "cargo"}])
def test_what_keeps_kit_is_what_decides_by_the_rules(more):
    lots = tuple(attrs.evolve(lot, provider="Chad") for lot in small_mission().lots)
    rows = (
        Permission(permission="s", mode="road", where="*", state="granted"),
        Permission(permission="r", mode="road", where="*", state="refused", **more),
    )
    found = next(b for b in behind(reading(permissions=rows, lots=lots)) if b.lot.lot == "boxes")
    named = [row.id for row in found.reasons[0]["permissions"]]
    assert (found.reasons[0].key, named) == ("why.not_permitted", ["r"] if more else ["s", "r"])


def test_only_permissions_between_what_can_be_reached_and_the_way_out_are_waited_on():
    away = Site(site="away", lat=10, lon=5, role="base")
    legs = (
        *small_mission().legs,
        Leg(leg="aside", origin="hub", destination="away", mode="road", km=50, travel_hours=2),
    )
    rows = (
        Permission(permission="aside", mode="road", where="aside", state="refused"),
        Permission(permission="out", mode="road", where="hub-port", state="pending"),
    )
    found = next(
        b
        for b in behind(reading(permissions=rows, legs=legs, sites=(*small_mission().sites, away)))
        if b.lot.lot == "boxes"
    )
    assert [row.id for row in found.reasons[0]["permissions"]] == ["out"]


def test_kit_goes_by_its_group_and_is_handed_over_only_where_somebody_takes_it():
    lots = tuple(
        attrs.evolve(lot, owner="mission", disposal_group="II") for lot in small_mission().lots
    )
    rows = tuple(Disposition(disposition=way) for way in ("sell", "gift", "handover", "destroy"))
    sites = tuple(attrs.evolve(s, receiver="") for s in small_mission().sites)

    def ways(name, **changes):
        return next(
            b.reasons[-1]["ways"]
            for b in behind(reading(dispositions=rows, **changes))
            if b.lot.lot == name
        )

    assert ways("boxes", lots=lots) == ("sell", "destroy")
    assert ways("old") == ("sell", "gift", "handover", "destroy")
    assert ways("old", sites=sites) == ("destroy",)


def boxes(found):
    return next(b for b in found if b.lot.lot == "boxes")


def test_another_trip_is_priced_where_nothing_takes_one_more():
    found = boxes(behind(reading(Plan())))
    assert reasons(found) == ["why.none_leaves", "why.not_worth", "why.no_consent"]
    assert dict(found.reasons[1].arguments) == {
        "cost": 0.5 * 3 * 420,
        "worth": 100.0 - 10,
        "km": 420,
    }
    dear = tuple(attrs.evolve(lot, value=1e6) for lot in small_mission().lots)
    assert "why.may_pay" in reasons(boxes(behind(reading(Plan(), lots=dear))))


def test_shipping_that_saves_nothing_is_the_whole_reason():
    cheap = tuple(attrs.evolve(lot, value=10.0) for lot in small_mission().lots)
    assert reasons(boxes(behind(reading(lots=cheap)))) == ["why.no_gain", "why.no_consent"]


def test_shipping_saves_all_of_what_is_given_to_nobody_whatever_its_row_promises():
    base = small_mission()
    lots = tuple(attrs.evolve(lot, value=1000.0, harm_if_captured=2) for lot in base.lots)
    gift = Disposition(disposition="gift", cost_per_unit=5, recovery_share=1.0)
    given = tuple(row for row in small_plan().disposals if row.disposition == "gift")

    changes = {"lots": lots, "dispositions": (*base.dispositions, gift)}
    rows = behind(reading(Plan(disposals=given), **changes))
    old = next(row for row in rows if row.lot.lot == "old")
    assert reasons(old)[0] == "why.given_too_soon"
    (trip,) = (r for r in old.reasons if r.key == "why.may_pay")
    harm = 2 * base.prices.capture_point
    assert trip["worth"] == pytest.approx((1000 - 10) - (-harm - 5))


def test_kit_that_somebody_waits_for_saves_its_days_overdue():
    cheap = tuple(
        attrs.evolve(lot, value=10.0, due_by=day(4)) if lot.lot == "boxes" else lot
        for lot in small_mission().lots
    )
    found = boxes(behind(reading(Plan(), lots=cheap)))
    (trip,) = (r for r in found.reasons if r.key in {"why.not_worth", "why.may_pay"})
    mission = small_mission()
    days = (mission.end - day(4)).days
    assert trip["worth"] == pytest.approx(10 - 10 + days * mission.prices.unit_day_late)


def test_serials_that_break_a_rule_as_they_are_are_not_said_to_have_room():
    found = boxes(behind(reading()))
    assert reasons(found)[0] == "why.refused"
    tally = {amount.unit: amount.value for amount in found.reasons[0]["tally"]}
    assert tally == {"refused_broken": 2, "refused_capacity": 1}


def test_where_dates_are_coarse_nothing_is_tried():
    coarse = attrs.evolve(reading(), coarse=True)
    assert reasons(boxes(behind(coarse))) == ["why.no_consent"]


def test_kit_that_nothing_lifts_may_not_be_shipped_or_is_ready_too_late_says_so():
    lots = small_mission().lots

    def with_boxes(**changes):
        return tuple(
            attrs.evolve(lot, value=1e6, **changes) if lot.lot == "boxes" else lot for lot in lots
        )

    def found(**changes):
        *first, other = reasons(
            next(b for b in behind(reading(lots=with_boxes(**changes))) if b.lot.lot == "boxes")
        )
        assert other == "why.no_consent"
        return first

    assert found(mass_t=99) == ["why.nothing_lifts"]
    assert found(outsize=True) == ["why.nothing_lifts"]
    assert found(allowed=("gift",)) == ["why.ship_not_allowed"]
    # Ready when nothing leaves any more, no other trip is said to pay.
    assert found(ready_from=day(20)) == ["why.ready_late"]
    assert found(in_use=True)[0] == "why.in_use"
    assert found()[0] == "why.refused"
    unlawful = (Disposition(disposition="ship", lawful=False),)
    assert reasons(
        next(b for b in behind(reading(dispositions=unlawful)) if b.lot.lot == "old")
    ) == ["why.given_too_soon", "why.ship_not_allowed", "why.no_other_way"]


def test_other_ways_that_are_open_are_named():
    rows = (
        Disposition(disposition="gift", owner="mission"),
        Disposition(disposition="sell", lawful=False),
        Disposition(disposition="destroy"),
        Disposition(disposition="transfer"),
    )
    found = {b.lot.lot: b.reasons[-1] for b in behind(reading(dispositions=rows))}
    assert SAY.reason(found["old"], small_mission()) == "It may also be given or destroyed."
    assert found["boxes"].key == "why.no_consent"
    given = tuple(
        attrs.evolve(lot, kit_class="weapon", allowed=("gift", "destroy"), consent=True)
        for lot in small_mission().lots
    )
    assert {
        b.reasons[-1]["ways"]
        for b in behind(reading(dispositions=(*rows, Disposition(disposition="gift")), lots=given))
    } == {("destroy",)}


def test_kit_at_a_site_that_stays_open_wants_a_transfer():
    plan = small_plan(loads=(load("C-1", "lot", "boxes", 8, 1, 1, "carried"),))
    assert "why.stays" in reasons(next(b for b in behind(reading(plan)) if b.site == "hub"))
