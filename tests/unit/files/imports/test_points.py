"""Points of others as sites."""

import pytest

from exeunt.errors import InputError
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.features import Point, Source
from exeunt.files.imports.globe import Spot
from exeunt.files.imports.points import sites, with_sites
from exeunt.files.notes import Notes
from tests.support.files.exports import mission, remarked


def point(name="Delta", lat=16.5, lon=1.0, **properties):
    spot = None if lat is None else Spot(lat, lon)
    return Point(place="f row 2", name=name, spot=spot, properties=properties, own_id="node/1")


def taken(*points, given=None, **choices):
    notes = Notes()
    found = sites(points, given or mission(), Choices(**choices), Source(file="f"), notes)
    return found, remarked(notes)


def test_a_point_is_a_site_with_what_it_says_of_itself():
    (site,), remarks = taken(point("Delta Nord", role="base", beds=200))
    assert (site.site, site.name, site.lat, site.lon) == ("delta-nord", "Delta Nord", 16.5, 1.0)
    assert (site.role, site.beds, site.source, site.assumed) == ("base", 200, "f", ())
    assert remarks == {}


def test_a_role_that_is_not_said_is_the_one_that_claims_least_or_the_one_asked_for():
    (site,), remarks = taken(point())
    assert (site.role, site.assumed) == ("junction", ("role",))
    assert remarks == {"imports.role": 1}
    (site,), remarks = taken(point(), role="hub")
    assert (site.role, site.assumed, remarks) == ("hub", (), {})


@pytest.mark.parametrize(
    ("one", "own_id"),
    [
        (point(site="D-1"), "D-1"),
        (point(**{"group/Code site": "d 1"}), "d-1"),
        (point("", nom="Délta"), "délta"),
        (point(""), "node-1"),
        (point("Road"), "road-site"),
    ],
)
def test_identifiers(one, own_id):
    assert taken(one)[0][0].site == own_id


def test_a_prefix_stands_before_them():
    assert taken(point(), prefix="osm")[0][0].site == "osm-delta"


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (point(lat=None), "no_position"),
        (point(lat=0, lon=0), "nought"),
        (point("Alpha", 16.01, 0.0), "site_known"),
        (point("Other", 16.01, 0.0), "site_likely"),
        (point("Turned", 1.0, 16.5), "exchanged"),
    ],
)
def test_what_is_left_out_is_said(one, why):
    near = mission(sites=mission().sites[:2], legs=(), incidents=())
    found, remarks = taken(one, given=near)
    assert found == ()
    assert remarks == {f"imports.{why}": 1}


def test_a_camp_beside_another_is_taken_when_it_is_asked_for():
    (site,), _ = taken(point("Other", 16.01, 0.0), doubles=True)
    assert site.site == "other"


@pytest.mark.parametrize(
    ("name", "what"), [("Alpha", "a site 56 km away"), ("alpha-bravo", "a leg")]
)
def test_a_name_that_something_else_has_is_asked_about(name, what):
    with pytest.raises(InputError) as caught:
        taken(point(name, 16.5, 0.0))
    (problem,) = caught.value.problems
    assert what in problem.expected
    assert "--prefix" in problem.hint
    assert taken(point(name, 16.5, 0.0), prefix="new")[0]


def test_two_points_of_one_name_are_one_place_or_two():
    found, remarks = taken(point(), point(lat=16.501))
    assert [site.site for site in found] == ["delta"]
    assert remarks["imports.site_twice"] == 1
    found, remarks = taken(point(), point(lat=17.5), point(lat=18.5))
    assert [site.site for site in found] == ["delta", "delta-2", "delta-3"]
    assert remarks["imports.renamed"] == 2


def test_a_site_far_from_all_others_is_taken_and_doubted():
    found, remarks = taken(point("Geneva", -46.2, 100.1))
    assert len(found) == 1
    assert remarks["imports.remote"] == 1


def test_a_mission_without_sites_takes_any():
    empty = mission(sites=(), legs=(), incidents=())
    found, _ = taken(point(), given=empty)
    assert with_sites(empty, found).sites == found


def test_a_column_that_no_point_has_is_refused():
    given = (("site", "code"), ("name", "n"), ("position", "gps"))
    with pytest.raises(InputError) as caught:
        taken(point(n="North"), point(beds=3), columns=given)
    (problem,) = caught.value.problems
    assert (problem.place, problem.got) == ("--column", "site=code")
    assert "n, beds" in problem.hint
