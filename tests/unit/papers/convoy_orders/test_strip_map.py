"""Strip maps."""

import attrs

from exeunt.papers.convoy_orders import strip_map
from tests.support.pages.paper_world import dossier, mission


def test_strip_maps_of_long_ways_are_several_pictures():
    facts = dossier("tiny")
    long = next(m for m in facts.movements if m.serial == "C-003")
    many = attrs.evolve(long, hops=long.hops * 10)
    pictures = strip_map.strip_maps(facts, many)
    assert len(pictures) == 3
    assert "sheet 3 of 3" in pictures[2].svg
    assert "km 4,000" in pictures[2].svg
    assert all("Ford – Port 100 km" in p.words for p in pictures)


def test_strip_maps_say_the_threat_in_words_and_escape_names():
    sites = tuple(
        attrs.evolve(s, name='<b>"Alpha" & son</b>') if s.site == "alpha" else s
        for s in mission("tiny").sites
    )
    facts = dossier("tiny", mission=attrs.evolve(mission("tiny"), sites=sites))
    (picture,) = strip_map.strip_maps(facts, facts.movements[0])
    assert "threat medium: 0.01 per 100 km" in picture.svg
    assert "<b>" not in picture.svg
    assert "&lt;b&gt;&#34;Alpha&#34; &amp; son" in picture.svg
