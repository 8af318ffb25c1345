"""Which figures a mission assumes."""

import attrs

from exeunt.facts.assumed import Share, assumed_share, defaults_used, whole
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.places import Site
from tests.support.missions.report_samples import (
    small_mission,
)


def test_assumed_figures_are_counted_by_table():
    shares = {s.table: s for s in assumed_share(small_mission())}
    assert shares["parties"] == Share(table="parties", figures=3 + 3, assumed=1, rows=3, sourced=0)
    assert (shares["sites"].rows, shares["sites"].sourced) == (3, 1)
    assert shares["permissions"].sourced == 1
    assert "seasons" not in shares
    total = whole(tuple(shares.values()))
    assert (total.assumed, total.rows) == (1, sum(s.rows for s in shares.values()))


def test_a_default_is_a_figure_only_where_it_is_named_or_differs():
    site = Site(site="a", lat=1, lon=1, role="base")
    figures = [
        assumed_share(small_mission(sites=(s,)))[0].figures
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
    assert prices == 8
