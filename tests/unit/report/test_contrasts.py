"""The maps of a comparison: what they show, what their legends explain, and the tables beside."""

import re

import attrs
import pytest

from exeunt.facts.compared import Comparison
from exeunt.model.places import Site
from exeunt.report.comparison import comparison_html
from exeunt.report.contrasts import contrasts
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.comparing import telling
from tests.support.missions.report_samples import small_mission, small_plan
from tests.unit.facts.test_compared import changed, course, late_plan
from tests.unit.facts.test_traffic import without


@pytest.fixture(scope="module")
def compared():
    fewer = attrs.evolve(without(), closures=changed().closures)
    return Comparison(courses=(course("a"), course("b", fewer), course("c", late_plan())))


@pytest.fixture(scope="module")
def maps(compared):
    return contrasts(telling(compared))


def test_each_plan_that_differs_on_a_map_has_one(maps):
    # The plan of a day later sends the same everywhere, and closes when the first does.
    (one,) = maps.maps
    assert one.title == "b against a"
    assert "Port – Alpha (air): a: 4 sorties" in one.svg
    assert "b: 0 sorties (0 movements)" in one.svg
    assert "Alpha: 2 days later" in one.svg


def test_the_legend_explains_what_is_on_the_map_and_nothing_else(maps):
    (one,) = maps.maps
    assert [sign.name for sign in one.legend] == [
        "by a alone",
        "as many by both",
        "closes at another time",
    ]
    for sign in one.legend:
        assert "<line" in sign.drawn or "<circle" in sign.drawn


def test_a_plan_keeps_its_colour_on_the_map(compared):
    first, other, late = compared.courses
    (one,) = contrasts(telling(Comparison(courses=(other, late, first)))).maps[1:]
    assert one.title == "a against b"
    kinds = set(re.findall(r'class="lane only air (m\d)"', one.svg))
    assert kinds == {"m3"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_the_figures_of_the_map_in_tables(compared, language):
    page = comparison_html(compared, language)
    section = page[page.index('id="maps"') : page.index('id="moved-1"')]
    axes, sites = re.findall(r"<tbody>(.*?)</tbody>", section, re.DOTALL)
    assert re.findall(r'class="n">([^<]*)<', axes)[:3] == ["4", "0", "4"]
    assert axes.count("<tr>") == sites.count("<tr>") == 1
    assert ("2 days later" if language == "en" else "2 jours plus tard") in sites
    assert "<script" not in page
    assert " style=" not in page


def test_where_nothing_differs_there_is_no_map():
    same = Comparison(courses=(course("a"), course("b", late_plan())))
    assert contrasts(telling(same)) is None
    assert 'id="maps"' not in comparison_html(same)


def test_a_site_that_an_overlay_adds_is_on_the_map():
    mission = small_mission()
    road, *_ = mission.legs
    more = attrs.evolve(
        mission,
        sites=(*mission.sites, Site(site="camp", name="Camp <x>", lat=15.5, lon=2.0, role="hub")),
        legs=(*mission.legs, attrs.evolve(road, leg="hub-camp", origin="hub", destination="camp")),
    )
    found = contrasts(telling(Comparison(courses=(course("a"), course("b", without(), more)))))
    assert "Camp &lt;x&gt;" in found.maps[0].svg
    assert "by neither" in [sign.name for sign in found.maps[0].legend]


def test_a_mission_of_one_place_has_no_map():
    alone = small_mission(
        sites=small_mission().sites[:1], legs=(), parties=(), lots=(), fleets=(), air_fleets=()
    )
    nothing = attrs.evolve(
        small_plan(), stages=(), loads=(), closures=(), disposals=(), requests=()
    )
    pair = Comparison(courses=(course("a", nothing, alone), course("b", nothing, alone)))
    assert contrasts(telling(pair)) is None
