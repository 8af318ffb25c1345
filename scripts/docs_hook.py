"""Builds the gallery's page from what has been made: pictures and reports that are not there are left out, and said to be."""

import re
from pathlib import Path
from typing import Any

MISSING = "*(made where a browser is installed)*"


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - the builder's interface
    """Replace pictures and links of the gallery that lead to nothing."""
    if page.file.src_uri != "gallery.md":
        return markdown
    root = Path(config["docs_dir"])

    def kept(found: re.Match[str]) -> str:
        there = (root / found.group("target")).is_file()
        return (
            found.group(0)
            if there
            else MISSING
            if found.group(0).startswith("!")
            else found.group("text")
        )

    return re.sub(
        r"!?\[(?P<text>[^\]]*)\]\((?P<target>gallery/[^)]+)\)(\{[^}]*\})?", kept, markdown
    )
