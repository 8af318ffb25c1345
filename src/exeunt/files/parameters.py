"""Read the planner's parameters from a TOML file."""

import tomllib
from pathlib import Path
from typing import Any

from exeunt.errors import InputError, Problem


def read_values(path: Path) -> dict[str, Any]:
    """Return what a TOML file of parameters holds, name by name; what they mean is the planner's.

    Raises:
        InputError: there is no such file, or it is no TOML.
    """
    expected = "must be a TOML file of parameters, such as `heat = 0.2`"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError([Problem(place=str(path), got=str(error), expected=expected)]) from error
