"""The feasibility arithmetic as rows of tables."""

from datetime import datetime, timedelta

import attrs

from exeunt.feasible.axes import axes
from exeunt.model.mission import Mission
from exeunt.model.places import Site
from exeunt.words.feasibility import (
    AXIS_NUMBERS,
    SITE_NUMBERS,
    axis_headers,
    axis_table,
    bindings,
    site_headers,
    site_table,
)
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_mission

START = datetime(2030, 1, 1)


def test_every_row_has_every_column():
    m = shipped_mission("tiny")
    found = axes(m)
    say = words(m, "fr")
    assert {len(row) for row in axis_table(m, found, say)} == {len(axis_headers(say))}
    assert {len(row) for row in site_table(m, found, say)} == {len(site_headers(say))}
    assert max(AXIS_NUMBERS) < len(axis_headers(say))
    assert max(SITE_NUMBERS) < len(site_headers(say))


def test_an_axis_names_what_comes_to_it_before_its_resources():
    m = shipped_mission("tiny")
    found = axes(m)
    first, other, *_ = found.axes
    waiting = attrs.evolve(first, fed_by=(other.axis,), resources=("trucks",))
    late = attrs.evolve(found, axes=(waiting, other))
    assert bindings(m, late, waiting, words(m, "en")) == [
        "what comes by Alpha → Bravo",
        "trucks",
    ]
    assert bindings(m, late, waiting, words(m, "fr"))[1] == "camions"
    assert waiting.binding == (f"what comes by {other.axis}", "trucks")


def test_what_is_unknown_is_a_dash():
    m = shipped_mission("tiny")
    by_air = next(row for row in axis_table(m, axes(m), words(m, "en")) if row[1] == "air")
    assert by_air[2:6] == ("-", "-", "-", "-")
    assert by_air[6] == "36"


def test_sites_of_an_empty_base():
    m = Mission(
        name="m",
        start=START,
        deadline=START + timedelta(days=30),
        end=START + timedelta(days=30),
        sites=(Site(site="a", lat=0, lon=0, role="base"),),
    )
    assert site_table(m, axes(m), words(m, "en")) == [("a", "0", "0", "0", "0", "0", "0", "0", "-")]
    assert axis_table(m, axes(m), words(m, "en")) == []
