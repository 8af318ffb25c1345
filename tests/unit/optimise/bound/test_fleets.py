"""What own vehicles lose by where they are in the end: of their price, by the law of the mission's vehicles."""

import attrs
import pytest

from exeunt.model.dispositions import Disposition
from exeunt.optimise.bound.fleets import fixed_loss, least_lost, lost_at, unmoved
from exeunt.optimise.bound.grid import Ways
from exeunt.optimise.bound.vehicles import Vehicles
from tests.support.missions.planner_country import ESCORTS, GUARDS, TRUCKS, country
from tests.support.programmes import arc, frame_of, rows

SHIP = Disposition(
    disposition="ship", kit_class="vehicle", owner="mission", recovery_share=0.8, cost_per_unit=500
)
KEEP = Disposition(disposition="transfer", kit_class="*", recovery_share=0.4)
OWN = attrs.evolve(TRUCKS, ownership="own", value=10_000.0)


def land(**changes):
    return country(**({"fleets": (OWN,), "dispositions": (SHIP, KEEP)} | changes))


def lost(mission, fleet=OWN):
    """Return what a vehicle loses at every site."""
    return {site.site: lost_at(mission, fleet, site) for site in mission.sites}


def test_shipped_it_loses_a_share_and_anywhere_else_all():
    mission = land()
    exits = {site.site for site in mission.exits}
    assert exits
    assert lost(mission) == pytest.approx(
        {s.site: 2_000.0 if s.site in exits else 10_000.0 for s in mission.sites}
    )
    assert set(lost(mission, TRUCKS).values()) == {0.0}, "hired, it is let go"


def test_nothing_is_lost_where_no_row_says_so_and_all_where_it_is_forbidden():
    (exit_, *_) = land().exits
    assert lost(land(dispositions=()))[exit_.site] == 0.0
    forbidden = attrs.evolve(SHIP, lawful=False)
    assert lost(land(dispositions=(forbidden,)))[exit_.site] == 10_000.0
    # Armour goes by the rows of armour.
    assert lost(land(dispositions=(SHIP,)), attrs.evolve(ESCORTS, ownership="own", value=5.0))


def test_who_stays_at_a_site_that_stays_open_keeps_them():
    mission = land()
    town = attrs.evolve(mission.site["fort"], role="hub", stays_open=True)
    sites = tuple(town if s.site == "fort" else s for s in mission.sites)
    keepers = attrs.evolve(GUARDS, party="keepers", site="fort", destination="fort")
    assert lost(attrs.evolve(mission, sites=sites, parties=(keepers,)))["fort"] == 6_000.0
    gone = attrs.evolve(keepers, destination=mission.exits[0].site)
    assert lost(attrs.evolve(mission, sites=sites, parties=(gone,)))["fort"] == 10_000.0


def test_what_every_plan_loses_is_that_of_the_best_place_its_arcs_lead_to():
    mission = land()
    arcs = Ways(mission).arcs
    assert least_lost(mission, OWN, arcs) == pytest.approx(2_000.0)
    assert least_lost(mission, OWN, []) == 10_000.0
    assert fixed_loss(mission, arcs) == pytest.approx(2_000.0 * OWN.count)
    wrecks = attrs.evolve(OWN, out_of_service_share=1.0)
    assert least_lost(mission, wrecks, arcs) == 10_000.0
    assert unmoved(land(fleets=(wrecks,)), {}) == 10_000.0 * OWN.count
    assert unmoved(mission, {OWN.fleet: 0}) == 0.0


def test_the_programme_charges_them_where_they_stand_in_the_end():
    frame = frame_of(land(), 24.0)
    rolling = Vehicles(frame).build()
    pays = {c.column: c.cost for c in frame.lp.charges if c.payer[0] == "fleets" and c.cost}
    assert sorted({round(cost) for cost in pays.values()}) == [2_000, 10_000]
    (out,) = rolling[arc(frame, "fort-town", OWN.site), 0]
    (row,) = [row for row in rows(frame, out.column) if row.low == row.high == OWN.count]
    assert row.terms[out.column] == 1.0, "who drives is not where it stood"
