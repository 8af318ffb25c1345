"""Parts of a run that fail are told in one line, and the run goes on."""

import logging

import pytest

from exeunt.optimise.forgiven import forgiven


@pytest.mark.parametrize("error", [OSError(28, "No space left"), ValueError("No space left")])
def test_what_fails_is_told_and_forgiven(error, caplog):
    with caplog.at_level(logging.WARNING), forgiven("It could not be done"):
        raise error
    assert caplog.messages == ["It could not be done: No space left"]
