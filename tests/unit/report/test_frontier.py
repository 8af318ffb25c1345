"""The page of a front."""

import pytest

import exeunt
from exeunt.report.frontier import frontier_html
from exeunt.words.catalogue import LANGUAGES
from tests.unit.words.test_front import made


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_has_picture_table_and_steps_and_no_script(language):
    page = frontier_html(made(exeunt.load("tiny").mission), language)
    assert page.count("<circle") == 2
    assert page.count("<polygon") == 2
    assert 'id="step-1"' in page
    assert "<script" not in page
    assert "{{" not in page
