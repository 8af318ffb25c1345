"""Changes as values."""

import attrs
import pytest

from exeunt.edits.changes import Drop, Shift


def test_changes_are_compared_by_what_they_say_and_never_changed_themselves():
    assert Drop(serial="C-1") == Drop(serial="C-1")
    assert Drop(serial="C-1") != Shift(serial="C-1", hours=24)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        Drop(serial="C-1").serial = "C-2"
