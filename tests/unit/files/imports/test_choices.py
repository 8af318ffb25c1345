"""What a user may say about an import."""

import math

import pytest

import exeunt
from exeunt.errors import InputError
from exeunt.files.imports.choices import KINDS, POSITION, Choices
from exeunt.files.imports.days import ORDERS
from exeunt.files.imports.publishers import PUBLISHERS
from exeunt.model.places import ROLES
from tests.support.files.exports import acled, saved, survey, ucdp
from tests.support.files.tracks import collection, feature, gpx


def sample(kind, folder):
    """A file of a kind with something that the mission of the exports gains by it."""
    if kind in {"acled", "ucdp"}:
        return {"acled": acled, "ucdp": ucdp}[kind](folder / "events.csv", {})
    if kind == "kobo":
        return survey(folder / "survey.csv", {})
    if kind == "gpx":
        path = folder / "day.gpx"
        path.write_text(gpx('<wpt lat="16" lon="0.5"><name>Camp</name></wpt>'))
        return path
    path = folder / "map.geojson"
    path.write_text(collection(feature("Point", [0.5, 16.0], name="Camp")))
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_what_holds_where_nothing_is_said_can_be_used(tmp_path, kind):
    place, file = saved(tmp_path / "m"), sample(kind, tmp_path)
    silent = exeunt.import_from(kind, file, place, dry_run=True)
    assert silent.count
    # As `exeunt import --help` and the page on imports have it.
    stated = Choices(site_km=5, leg_km=20, precision=2, snap_km=2)
    assert exeunt.import_from(kind, file, place, dry_run=True, choices=stated) == silent


@pytest.mark.parametrize(
    "choice",
    [
        *({name: value} for name in ("site_km", "leg_km", "snap_km") for value in (1e-9, 19_999)),
        {"precision": 1},
        *({"dates": order} for order in ORDERS),
        *({"role": role} for role in ROLES),
        {"columns": tuple((name, "x") for name in (POSITION, "site", "beds", "close_by"))},
    ],
)
def test_what_is_within_its_range_is_taken(choice):
    Choices(**choice).check()


@pytest.mark.parametrize(
    ("choice", "option"),
    [
        ({"site_km": 0}, "--site-km"),
        ({"leg_km": -1}, "--leg-km"),
        ({"snap_km": math.nan}, "--snap-km"),
        ({"leg_km": math.inf}, "--leg-km"),
        ({"precision": 0}, "--precision"),
        ({"dates": "american"}, "--dates"),
        ({"role": "palace"}, "--role"),
        ({"columns": (("colour", "x"),)}, "--column"),
    ],
)
def test_what_no_import_can_use_is_refused(choice, option):
    with pytest.raises(InputError) as caught:
        Choices(**choice).check()
    (problem,) = caught.value.problems
    assert problem.place == option


def test_every_kind_has_its_reader():
    assert tuple(PUBLISHERS) == KINDS
