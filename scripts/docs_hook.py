"""Fills in what is made when the pages are built: the gallery's pictures, the picture of the house.

Pictures and reports of the gallery that have not been made are left out, and said to be.
"""

import re
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from house import house, picture

MISSING = "*(made where a browser is installed)*"


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:  # noqa: ARG001 - the builder's interface
    """Draw the house; replace pictures and links of the gallery that lead to nothing."""
    if page.file.src_uri == "house.md":
        return markdown.replace("<!-- house picture -->", picture(house()))
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
