"""The pictures of README and documentation: there, described, and small enough for slow lines."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
LARGEST = 200_000
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
SHOWN = re.compile(r"\[([^\]]*)\]\(((?:docs/|\.\./)?images/[^)]+)\)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pictures_that_pages_show_are_there_and_described(page):
    for words, target in SHOWN.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target
        assert words.strip(), target


def test_pictures_are_small_and_all_of_them_are_shown():
    shown = {
        (page.parent / target).resolve()
        for page in PAGES
        for _, target in SHOWN.findall(page.read_text(encoding="utf-8"))
    }
    pictures = {path.resolve() for path in IMAGES.rglob("*") if path.is_file()}
    assert shown == pictures
    for picture in pictures:
        assert picture.stat().st_size <= LARGEST, picture.name
