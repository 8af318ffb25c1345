"""Dangerous kit and fuel at a site that closes."""

import attrs

from exeunt.model.stores import Supply
from exeunt.papers.closures.certificate import certificate
from exeunt.papers.closures.dangerous import dangerous, fuel
from tests.support.pages.paper_parts import closing_of, lots_changed, words_of
from tests.support.pages.paper_world import dossier, mission, plan


def test_dangerous_kit_is_destroyed_passes_to_others_or_is_left():
    def row(**changes):
        facts = dossier("small", **changes)
        listed = dangerous(facts, closing_of(facts, "alpha"))
        kit = next(one for one in listed if one.lot.lot == "old")
        return kit.destroyed, kit.passed, kit.left

    def disposed(way):
        rows = tuple(
            attrs.evolve(d, disposition=way) if d.disposition == "gift" else d
            for d in plan("small").disposals
        )
        return attrs.evolve(plan("small"), disposals=rows)

    weapons = lots_changed("small", old={"kit_class": "weapon"})
    assert row(mission=weapons) == (0, 0, 6)
    assert row(mission=weapons, plan=disposed("destroy")) == (3, 0, 3)
    # Nobody is there to take it: what is given is left.
    assert row(mission=weapons, plan=disposed("handover")) == (0, 0, 6)
    there = attrs.evolve(
        weapons,
        sites=tuple(
            attrs.evolve(site, receiver="Force", receiver_ready=None)
            if site.site == "alpha"
            else site
            for site in weapons.sites
        ),
    )
    assert row(mission=there, plan=disposed("gift")) == (0, 3, 3)
    facts = dossier("small", mission=there, plan=disposed("destroy"))
    signed = words_of(certificate(facts, closing_of(facts, "alpha")))
    assert "The records of destruction of what was destroyed here are attached" in signed


def test_a_certificate_says_how_much_fuel_the_plan_leaves_in_the_tanks():
    def told(stock):
        row = Supply(site="alpha", supply="fuel", stock=stock)
        supplies = () if stock is None else (row,)
        facts = dossier("small", mission=attrs.evolve(mission("small"), supplies=supplies))
        return fuel(facts, closing_of(facts, "alpha"))

    assert told(None) == "The plan keeps no account of fuel here. Measured in the tanks:"
    assert told(0.0).startswith("By the plan the fuel tanks are empty when the site closes.")
    assert told(12_000.0).startswith(
        "Fuel in the tanks when the site closes, by the plan: 12,000 L."
    )
