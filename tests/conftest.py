"""Settings of all tests."""

import gc
import os

import pytest
from hypothesis import settings

os.environ["LC_ALL"] = "C.UTF-8"
"""What commands print is in the language of the environment: tests ask for one where they mean it."""

settings.register_profile("ci", derandomize=True)
"""The same examples every time: a run of CI judges the change and not its luck. Elsewhere examples are new each time."""
if os.environ.get("CI"):
    settings.load_profile("ci")


def pytest_collection_finish(session: pytest.Session) -> None:  # noqa: ARG001
    """Leave thousands of tests, which stay to the end, out of what is swept for rubbish after each."""
    gc.collect()
    gc.freeze()
