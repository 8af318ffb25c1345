"""What a run did: nothing, before it begins."""

import attrs

from exeunt.optimise.done import Done


def test_a_run_begins_with_nothing_done() -> None:
    assert not any(attrs.astuple(Done()))
