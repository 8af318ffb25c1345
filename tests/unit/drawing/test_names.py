"""The names on the maps of the shipped missions: each by its own site, whatever the width."""

import itertools

import pytest

from exeunt import load
from exeunt.drawing.labels import CLEAR, Circle, Taken, box_of, distance, overlap, room, span
from exeunt.drawing.map import bar_box
from exeunt.drawing.names import PHONE, SMALL, WIDE, folded, is_site, rounded, sites_named, wanted
from exeunt.drawing.scene import of_all, surveyed
from exeunt.facts.series import Reading
from exeunt.model.plan import Plan
from exeunt.shipped import names as shipped
from exeunt.words.words import Words

LANGUAGES = {language: Words(language) for language in ("en", "fr")}


@pytest.fixture(scope="module")
def grounds():
    made = {}

    def give(name, language):
        if (name, language) not in made:
            say = LANGUAGES[language]
            reading = Reading(mission=load(name).mission, plan=Plan())
            made[name, language] = surveyed(reading, say), of_all(reading, (), say)
        return made[name, language]

    return give


def spots(ground, shown, say, size):
    """Return what is taken and every label with its spot, as the map places them."""
    labels, marks = wanted(ground, shown, say, size)
    across, height = size.across, size.height(ground)
    taken = Taken(width=across, height=height, boxes=[bar_box(ground, size)])
    taken.circles += [Circle(mark.x * across, mark.y * height, mark.radius) for mark in marks]
    return taken, [(label, room(label, taken)) for label in labels]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [WIDE, PHONE, SMALL])
@pytest.mark.parametrize("name", shipped())
def test_no_name_stands_in_another_sites_circle(grounds, name, size, language):
    ground, shown = grounds(name, language)
    circles = len(ground.mission.sites)
    taken, placed = spots(ground, shown, LANGUAGES[language], size)
    assert not any(overlap(a, b) for a, b in itertools.combinations(taken.boxes, 2))
    for label, spot in placed:
        if spot is None or label.centred:
            continue
        own = Circle(label.x * taken.width, label.y * taken.height, label.radius)
        box = box_of(spot, own.x, own.y, span(label.text, label.size))
        least = distance(own, box) if spot.leader is None else CLEAR - 1e-9
        for circle in taken.circles[:circles]:
            assert circle == own or distance(circle, box) > least, label.text


@pytest.mark.parametrize("name", shipped())
def test_exits_beyond_the_edge_are_named_with_their_distance(grounds, name):
    ground, shown = grounds(name, "en")
    _, placed = spots(ground, shown, LANGUAGES["en"], WIDE)
    named = {label.text for label, spot in placed if spot is not None}
    for site, far in ground.sites.far.items():
        (text,) = (one for one in named if one.startswith(ground.mission.site[site].name))
        assert text.endswith(f"{rounded(far.km):,.0f} km")


@pytest.mark.parametrize(("name", "most"), [("mali-2023", 0), ("port-run", 0), ("unamid-2021", 0)])
def test_every_site_has_its_name_where_there_is_room(grounds, name, most):
    ground, shown = grounds(name, "en")
    _, placed = spots(ground, shown, LANGUAGES["en"], WIDE)
    sites = len(ground.mission.sites)
    assert sum(spot is None for _, spot in placed[:sites]) == most


def test_towns_that_are_sites_are_named_once(grounds):
    ground, shown = grounds("mali-2023", "en")
    labels, _ = wanted(ground, shown, LANGUAGES["en"], WIDE)
    texts = [label.text for label in labels]
    assert "Mopti-Sévaré" in texts
    assert not {"Mopti", "Gao", "Kidal", "Timbuktu", "Ménaka", "Bamako"} & set(texts[26:])
    x, y = ground.places["mopti"]
    assert is_site("Mopti", x + 0.15, y, ground)
    assert not is_site("Mopti", x + 0.4, y, ground)
    assert not is_site("Elsewhere", x + 0.15, y, ground)


def test_names_are_looked_for_without_accents_and_capitals():
    assert folded("Mopti-Sévaré") == " mopti sevare "
    assert folded("Mopti") in folded("Mopti-Sévaré")
    assert folded("Mop") not in folded("Mopti-Sévaré")
    assert folded("غاو").strip()


def test_what_is_not_on_the_map_is_named_first_and_junctions_last(grounds):
    ground, shown = grounds("mali-2023", "en")
    order = [site.site for site in sites_named(ground, shown, WIDE)]
    assert set(order[:5]) == {"home", "dakar", "abidjan", "lome", "nouakchott"}
    assert set(order[-4:]) == {"anefis", "bourem", "gossi", "labbezanga"}
    assert "gossi" not in {site.site for site in sites_named(ground, shown, PHONE)}
