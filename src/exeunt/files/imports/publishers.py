"""Kinds of file that can be imported, and how each is read."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs

from exeunt.files.imports.acled import read_acled
from exeunt.files.imports.choices import Choices
from exeunt.files.imports.events import Event, incidents, uncounted
from exeunt.files.imports.features import Features, Source
from exeunt.files.imports.geojson import read_geojson
from exeunt.files.imports.gpx import read_gpx
from exeunt.files.imports.kobo import read_kobo
from exeunt.files.imports.legs import legs
from exeunt.files.imports.points import sites, with_sites
from exeunt.files.imports.ucdp import read_ucdp
from exeunt.files.notes import Notes
from exeunt.model.columns import Row
from exeunt.model.mission import Mission

Rows = Mapping[str, Sequence[Row]]
Read = Callable[[Path, Mission, Choices, Notes], Rows]
"""Reads a file into the rows that a mission gains, by table; what it did is noted."""


@attrs.frozen(kw_only=True)
class Publisher:
    """A kind of file: how it is read.

    The terms on which its publisher lets it be used are words, by the kind's name.
    """

    read: Read


def _of_events(read: Callable[[Path, Choices, Notes], list[Event]]) -> Publisher:
    def into_rows(path: Path, mission: Mission, choices: Choices, notes: Notes) -> Rows:
        added = incidents(read(path, choices, notes), mission, choices, notes)
        uncounted(added, mission, notes)
        return {"incidents": added}

    return Publisher(read=into_rows)


def _of_features(read: Callable[[Path, Choices, Notes], Features]) -> Publisher:
    def into_rows(path: Path, mission: Mission, choices: Choices, notes: Notes) -> Rows:
        features = read(path, choices, notes)
        source = Source(file=path.name, rights=features.rights)
        new = sites(features.points, mission, choices, source, notes)
        ways = legs(features, with_sites(mission, new), choices, source, notes)
        return {"sites": new, "legs": ways}

    return Publisher(read=into_rows)


PUBLISHERS: Mapping[str, Publisher] = {
    "acled": _of_events(read_acled),
    "ucdp": _of_events(read_ucdp),
    "kobo": _of_features(read_kobo),
    "geojson": _of_features(read_geojson),
    "gpx": _of_features(read_gpx),
}
"""Every kind of file that can be imported, by the name that a command gives it."""
