"""What stands in the page's head: its style, its script, and what lets nothing else run."""

import gzip
from base64 import b64encode
from hashlib import sha256
from importlib.resources import files

import attrs
from markupsafe import Markup

from exeunt.shipped import asset

STYLES = ("report.css", "map.css", "print.css")
SCRIPT = "page.js"
"""The page's own script, bundled when the package was built."""


@attrs.frozen(kw_only=True)
class Head:
    """The style, the script, and the content security policy that names both by their hashes."""

    style: Markup
    script: Markup
    policy: str


def head() -> Head:
    """Put the head together."""
    style = f"{sources(STYLES)}\n{unpacked('maplibre-gl.css').decode()}"
    script = asset(SCRIPT).read_text(encoding="utf-8")
    return Head(
        style=Markup(style),  # noqa: S704 - our own files
        script=Markup(script),  # noqa: S704 - our own files
        policy=policy(style, script),
    )


def sources(names: tuple[str, ...]) -> str:
    """Read files that stand beside the templates, one after the other."""
    folder = files("exeunt.report") / "templates"
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return "\n".join(texts)


def unpacked(name: str) -> bytes:
    """Read a packed asset."""
    return gzip.decompress(asset(f"{name}.gz").read_bytes())


def packed(name: str) -> Markup:
    """Read a packed asset as letters that can stand in a page; the script unpacks it."""
    return letters(asset(f"{name}.gz").read_bytes())


def squeezed(content: bytes) -> Markup:
    """Compress what the script unpacks, as letters that can stand in a page."""
    # Without the time at which it was packed: the same plan makes the same bytes.
    return letters(gzip.compress(content, 9, mtime=0))


def letters(content: bytes) -> Markup:
    """Write bytes as letters that can stand in a page."""
    return Markup(b64encode(content).decode())  # noqa: S704 - letters only


def policy(style: str, script: str) -> str:
    """Return the content security policy: only this style and script may run, nothing is fetched.

    ``blob:`` and ``data:`` are what the page itself carries: the map's engine, its worker, its
    buttons.
    """
    # Names of places and parties come from whoever filled in the tables. Should one get past the
    # escaping as a script, it does not run.
    rules = [
        "default-src 'none'",
        f"style-src 'sha256-{digest(style)}'",
        f"script-src 'sha256-{digest(script)}' blob:",
        "worker-src blob: data:",
        "connect-src blob:",
        "img-src data: blob:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


def digest(text: str) -> str:
    """Return the hash by which a policy knows a text."""
    return b64encode(sha256(text.encode()).digest()).decode()
