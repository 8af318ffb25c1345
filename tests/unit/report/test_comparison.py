"""The page of a comparison."""

import re

import pytest

from exeunt.facts.compared import Comparison
from exeunt.report.comparison import comparison_html
from exeunt.words.catalogue import LANGUAGES
from tests.support.missions.report_samples import small_mission
from tests.unit.facts.test_compared import changed, course, late_plan


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_whole_and_asks_nothing_of_a_network(language):
    courses = (course("a"), course("b", changed()), course("c", late_plan()))
    page = comparison_html(Comparison(courses=courses), language)
    assert page.count("<svg") == page.count("</svg>") > 3
    assert page.count('class="card ') == 3
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert "<script" not in page
    assert " style=" not in page
    assert "default-src 'none'" in page.replace("&#39;", "'")


def test_names_become_no_markup():
    mission = small_mission(title="A <b> mission")
    courses = (course("<i>", mission=mission), course("b", changed(), mission))
    page = comparison_html(Comparison(courses=courses))
    assert "<i>" not in page
    assert "A &lt;b&gt; mission" in page


def test_plans_that_do_the_same_have_no_list_of_what_moved():
    page = comparison_html(Comparison(courses=(course("a"), course("b"))))
    assert 'class="moved"' not in page
    assert "nothing moved" in page
