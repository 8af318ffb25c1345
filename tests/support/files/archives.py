"""Workbooks taken apart and put together again, as other programs would have written them."""

import zipfile
from collections.abc import Callable
from pathlib import Path


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> None:
    """Change every part of a workbook's archive by its name and content."""
    with zipfile.ZipFile(path) as archive:
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
