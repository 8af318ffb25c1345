"""Settings of all tests."""

import os

from hypothesis import settings

settings.register_profile("ci", derandomize=True)
"""The same examples every time: a run of CI judges the change and not its luck. Elsewhere examples are new each time."""
if os.environ.get("CI"):
    settings.load_profile("ci")
