"""Proofs that not all kit can be shipped in time."""

from datetime import timedelta

import attrs

from exeunt.feasible.axes import axes
from tests.support.missions.two_legs import START, said, two_legs


def test_loading_rate_proves_kit_late():
    sites = tuple(
        attrs.evolve(s, load_teu_per_day=2) if s.site == "kidal" else s for s in two_legs().sites
    )
    m = two_legs(sites=sites)
    assert any(
        r.startswith("At Kidal at most 60 of 100 TEU can be loaded by the deadline")
        for r in said(m, axes(m).kit_reasons)
    )  # 15 spans of 48 h


def test_lots_beyond_the_gravest_are_counted_together():
    boxes = two_legs().lots[0]
    lots = tuple(attrs.evolve(boxes, lot=f"lot-{n}", quantity=n) for n in range(1, 6))
    m = two_legs(lots=lots, deadline=START + timedelta(hours=1))
    proofs = said(m, axes(m).kit_reasons)
    assert [p.split(" at ")[0] for p in proofs[:3]] == [
        "5 units of lot-5",
        "4 units of lot-4",
        "3 units of lot-3",
    ]
    assert proofs[3] == "Nor can 3 units of 2 other lots."


def test_a_cut_that_lets_too_few_trucks_through():
    # Ten trucks of 2 TEU from the hub are at Kidal at 34 h and leave at 82; the next time would be
    # at 198 h, but who is to be at the port by 140 h leaves Kidal by 96.
    base = two_legs()
    light = attrs.evolve(base.lots[0], mass_t=1)
    m = two_legs(
        deadline=START + timedelta(hours=140),
        requirements=(),
        lots=(light,),
        fleets=base.fleets[:1],
        air_fleets=(),
    )
    (proof,) = said(m, axes(m).kit_reasons)
    assert proof.startswith("Of the kit at Kidal at most 20 of 100 TEU can be shipped")


def test_kit_that_drives_is_vehicles_of_its_own():
    # Of what leaves Kidal by 16 h, a single day, the road takes four vehicles. A jeep drives, or is
    # half a truckload: twenty are ten vehicles at least.
    base = two_legs()
    legs = (attrs.evolve(base.legs[0], vehicles_per_day=4), *base.legs[1:])
    m = two_legs(
        deadline=START + timedelta(hours=60),
        requirements=(),
        lots=base.lots[1:],
        legs=legs,
        air_fleets=(),
    )
    (proof,) = said(m, axes(m).kit_reasons)
    assert "at most 4 of 10 vehicles" in proof
