"""Kinds of file that can be imported."""

from exeunt.files.imports.choices import Choices
from exeunt.files.imports.publishers import PUBLISHERS
from exeunt.files.notes import Notes
from tests.support.files.exports import acled, mission, remarked, ucdp


def test_events_of_both_publishers_become_incidents(tmp_path):
    for kind, path in (
        ("acled", acled(tmp_path / "a.csv", {})),
        ("ucdp", ucdp(tmp_path / "u.csv", {})),
    ):
        notes = Notes()
        (row,) = PUBLISHERS[kind].read(path, mission(), Choices(), notes)["incidents"]
        assert row.incident.startswith(f"{kind}-")
        assert "imports.unexposed" in remarked(notes)
