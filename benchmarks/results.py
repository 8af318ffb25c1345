"""What benchmarks came to, kept as a history: a file of each kind, a run a line.

The page *How good are its plans* is written from these files.
"""

import json
import os
import platform
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

from exeunt.version import __version__

FOLDER = Path(__file__).parent / "results"


def keep(kind: str, found: dict[str, Any]) -> None:
    """Add a run to the history of a kind."""
    FOLDER.mkdir(exist_ok=True)
    line = {"date": date.today().isoformat(), **where(), **found}
    with (FOLDER / f"{kind}.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def history(kind: str) -> list[dict[str, Any]]:
    """Return the runs of a kind, the oldest first."""
    path = FOLDER / f"{kind}.jsonl"
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def where() -> dict[str, Any]:
    """Return what was measured, and on what: version, commit, processors, how busy they were."""
    asked = [shutil.which("git") or "git", "rev-parse", "--short", "HEAD"]
    commit = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
    return {
        "version": __version__,
        "commit": commit,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
