"""Programs that may be installed, and where what is made for them goes."""

import os
import shutil
from pathlib import Path

import pytest

REQUIRED = os.environ.get("EXEUNT_PROGRAMS") == "required"
OUT = Path(__file__).parents[3] / "out" / "programs" / os.environ.get("PYTEST_XDIST_WORKER", "")
PLANS = Path(__file__).parents[3] / "out" / "plans"


def program(*names: str) -> str:
    """Return the path of the first program that is there; skip, or fail where programs are required."""
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        if REQUIRED:
            pytest.fail(f"none of {', '.join(names)} is installed")
        pytest.skip(f"none of {', '.join(names)} is installed")
    return found
