"""What comes with the package: missions (in a checkout beside ``src``) and packed assets."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def folder() -> Path:
    """Return the folder that holds the shipped missions."""
    packaged = _HERE / "missions"
    return packaged if packaged.is_dir() else _HERE.parents[1] / "missions"


def names() -> tuple[str, ...]:
    """Return the names of the shipped missions in alphabetical order."""
    return tuple(sorted(path.parent.name for path in folder().glob("*/mission.toml")))


def asset(name: str) -> Path:
    """Return the path of a packed asset."""
    return _HERE / "assets" / name


def find(name: str) -> Path | None:
    """Return the folder of the shipped mission of this name, or None."""
    return folder() / name if name in names() else None
