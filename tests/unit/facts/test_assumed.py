"""Which figures a mission assumes."""

import attrs
import pytest

import exeunt
from exeunt.facts.assumed import Share, assumed_share, defaults_used, whole
from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.places import Site
from exeunt.model.prices import Prices
from tests.support.missions.report_samples import (
    small_mission,
)


def test_assumed_figures_are_counted_by_table():
    shares = {s.table: s for s in assumed_share(small_mission())}
    assert shares["parties"] == Share(
        table="parties", rows=3, cited=0, sourced=0, assumed=1, bare=5, default=0
    )
    assert (shares["sites"].rows, shares["sites"].cited) == (3, 1)
    assert shares["permissions"].cited == 1
    assert "seasons" not in shares
    total = whole(tuple(shares.values()))
    assert (total.assumed, total.rows) == (1, sum(s.rows for s in shares.values()))


def test_a_default_is_a_figure_only_where_it_is_named_or_differs():
    site = Site(site="a", lat=1, lon=1, role="base")
    figures = [
        assumed_share(small_mission(sites=(s,)))[0].given
        for s in (
            site,
            attrs.evolve(site, turn_hours=4),
            attrs.evolve(site, assumed=("turn_hours",)),
        )
    ]
    assert figures == [3, 4, 4]


def test_defaults_left_alone_are_counted():
    doctrine, prices = defaults_used(small_mission())
    stated = Doctrine(convoy_max=50, stated=(Figure(name="convoy_max", value=50),))
    assert defaults_used(small_mission(doctrine=stated)) == (doctrine - 1, prices)
    assert prices == 10


@pytest.mark.parametrize(
    ("source", "is_one"),
    [
        ("UN S/RES/2690 (30 Jun 2023)", True),
        ("national press", True),
        ("", False),
        ("assumed", False),
        ("Assumed: an escort of three", False),
        ("assumed; range 75-90 %", False),
        ("supposé", False),
        ("Hypothèse", False),
        ("default of the planner", False),
        ("?", False),
        ("n/a", False),
        ("TBC", False),
        ("à confirmer", False),
        ("Aucune", False),
        ("Nations Unies, A/77/2023", True),
    ],
)
def test_that_a_figure_is_guessed_is_no_source(source, is_one):
    site = Site(site="a", lat=1, lon=1, role="base", source=source)
    share = assumed_share(small_mission(sites=(site,)))[0]
    assert share.cited == is_one
    assert share.sourced == 3 * is_one


def test_a_default_that_is_stated_and_called_one_is_a_default():
    _, prices = defaults_used(small_mission())
    stated = Figure(name="casualty", value=2_000_000, source="default of the planner")
    for figure, own in (
        (stated, 0),
        (attrs.evolve(stated, source=""), 1),
        (attrs.evolve(stated, value=1), 1),
    ):
        mission = small_mission(prices=Prices(casualty=figure.value, stated=(figure,)))
        assert defaults_used(mission)[1] == prices - own


def test_the_prices_of_mali_are_all_defaults():
    assert defaults_used(exeunt.load("mali-2023").mission)[1] == len(columns(Prices))


@pytest.mark.parametrize(
    ("changes", "kinds"),
    [
        ({}, {"bare": 3}),
        ({"source": "map of the mission, sheet 4"}, {"sourced": 3}),
        ({"source": "map, sheet 4", "assumed": ("lat", "lon")}, {"sourced": 1, "assumed": 2}),
        ({"source": "assumed"}, {"assumed": 3}),
        ({"source": "valeur par défaut"}, {"default": 3}),
    ],
)
def test_each_figure_stands_on_one_thing(changes, kinds):
    site = Site(site="a", lat=1, lon=1, role="base", **changes)
    share = assumed_share(small_mission(sites=(site,)))[0]
    left_alone = share.figures - share.given if "default" not in kinds else share.default - 3
    expected = dict.fromkeys(("sourced", "assumed", "bare"), 0) | {"default": left_alone}
    for kind, n in kinds.items():
        expected[kind] += n
    assert {kind: getattr(share, kind) for kind in expected} == expected
    assert sum(share.of(kind) for kind in expected) == pytest.approx(1)


def test_a_number_left_at_a_default_of_more_than_nothing_is_a_default():
    site = Site(site="a", lat=1, lon=1, role="base")
    numbers = [c for c in columns(Site) if c.kind in {"integer", "number"} and c.default]
    share = assumed_share(small_mission(sites=(site,)))[0]
    assert share.default == len(numbers)
    named = attrs.evolve(site, assumed=(numbers[0].name,)) if numbers else site
    assert assumed_share(small_mission(sites=(named,)))[0].default == max(0, len(numbers) - 1)


def test_a_doctrine_figure_is_one_figure_with_its_range():
    stated = Figure(name="convoy_max", value=50, low=20, high=80, source="force order 12")
    mission = small_mission(doctrine=Doctrine(convoy_max=50, stated=(stated,)))
    share = next(s for s in assumed_share(mission) if s.table == "doctrine")
    assert (share.sourced, share.default) == (1, len(columns(Doctrine)) - 1)
