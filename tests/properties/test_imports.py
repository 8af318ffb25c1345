"""Whatever a file of others holds: it is imported or refused with problems, and the mission makes sense."""

import random

import pytest

from exeunt.errors import InputError
from exeunt.files.additions import extended
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.publishers import PUBLISHERS
from exeunt.files.notes import Notes
from exeunt.rules.sense import sense
from exeunt.words.problems import problems
from exeunt.words.words import words
from tests.support.files.exports import (
    ACLED,
    ACLED_EVENT,
    KOBO,
    acled,
    mission,
    survey,
    ucdp,
    workbook,
)
from tests.support.files.tracks import collection, feature, gpx, straight, track

PIECES = (
    b"NaN",
    b"1e999",
    b"-1",
    b"null",
    b"true",
    b'"',
    b";",
    b",",
    b"\n",
    b"\xff",
    b"\x00",
    b"9" * 30,
    b"<",
    b"]",
    b"{",
    b"[[]]",
    b"16.0",
    b"2023-99-99",
    b"\xe9",
    b"Infinity",
)
TRACE = KOBO | {"road": "16.0 0.0 0 0; 16.05 1.0 0 0;16.0 2.0 0 0"}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sound")
    body = '<wpt lat="16.5" lon="1"><name>D</name></wpt>'
    (folder / "t.gpx").write_text(gpx(body + track(straight((16.0, 0.0), (16.0, 2.0), 40), 3)))
    features = (
        feature("Point", [1, 16.5], name="D", beds=3),
        feature("LineString", [[0, 16], [1, 16.1], [2, 16]], highway="trunk", surface="sand"),
        feature("MultiLineString", [[[0, 16], [1, 16.5]], [[1, 16.5], [1.5, 17]]]),
    )
    (folder / "f.geojson").write_text(collection(*features))
    sites = [
        {"_id": str(n), "camp/site_name": f"S{n}", "camp/_location_latitude": str(16 + n / 5)}
        for n in range(6)
    ]
    names = ACLED.split(",")
    files = [
        (
            "acled",
            acled(
                folder / "a.csv",
                *({"event_id_cnty": f"X{n}", "latitude": str(16 + n / 50)} for n in range(9)),
            ),
        ),
        ("acled", workbook(folder / "a.xlsx", [names, [ACLED_EVENT.get(name) for name in names]])),
        (
            "ucdp",
            ucdp(
                folder / "u.csv", *({"id": str(n), "latitude": str(16 + n / 50)} for n in range(9))
            ),
        ),
        ("kobo", survey(folder / "s.csv", *sites, form=TRACE)),
        ("geojson", folder / "f.geojson"),
        ("gpx", folder / "t.gpx"),
    ]
    return [(kind, path.suffix, path.read_bytes()) for kind, path in files]


def corrupted(data: bytes, rng: random.Random) -> bytes:
    data = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        at, way = rng.randrange(len(data) + 1), rng.random()
        if way < 0.35:
            data[at:at] = rng.choice(PIECES)
        elif way < 0.6:
            data[at : at + rng.randint(1, 12)] = rng.choice(PIECES)
        elif way < 0.85:
            del data[at : at + rng.randint(1, 40)]
        else:
            data = data[:at]
    return bytes(data) or b"x"


@pytest.mark.parametrize("part", range(6))
def test_whatever_a_file_holds_is_imported_or_refused(tmp_path, sound, part):
    given = mission(legs=(), incidents=())
    kind, suffix, data = sound[part]
    rng = random.Random(part)
    taken = 0
    for _ in range(60):
        path = tmp_path / f"x{suffix}"
        path.write_bytes(corrupted(data, rng))
        notes = Notes()
        try:
            rows = PUBLISHERS[kind].read(path, given, Choices(), notes)
        except InputError:
            continue
        taken += 1
        after = extended(given, rows)
        assert sense(after).errors == ()
        for language in ("en", "fr"):
            assert len(problems(notes.remarks, after, words(after, language))) == len(notes.remarks)
    # Most harm to a file is seen; some is none.
    assert taken or suffix == ".xlsx"
