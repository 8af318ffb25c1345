"""Names of files: safe on every file system, never two alike."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""Bytes of a name before its ending."""
# Besides what systems forbid, signs that nobody sees: some turn the direction of writing, and a
# name with one of them is read as another.
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\s]+')
_RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def safe_name(wanted: str) -> str:
    """Return a text as a file's name without ending.

    It has no sign that a system forbids, is not too long, and never blank.
    """
    # One form of accented letters: two systems that write them differently meet the same name.
    name = _FORBIDDEN.sub("-", unicodedata.normalize("NFC", wanted)).strip("-. ")
    # File systems count bytes. What is cut may end in half a letter, a full stop or a blank, and
    # Windows drops the last two: the name in the list would not be the name on the disk.
    shortened = name.encode("utf-8", errors="ignore")[:LONGEST].decode("utf-8", errors="ignore")
    name = shortened.strip("-. ") or "unnamed"
    # To Windows "con.docx" is the console, whatever comes behind the first full stop.
    if name.split(".")[0].casefold() in _RESERVED:
        return f"{name}-"
    return name


def safe_names(wanted: Iterable[str]) -> dict[str, str]:
    """Return a safe name for each text.

    Texts that would share one get numbers, whatever the case of their letters.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for text in wanted:
        if text in names:
            continue
        base = name = safe_name(text)
        number = 2
        # Many file systems take "Gao" and "GAO" for one file: the second would replace the first.
        while name.casefold() in taken:
            name, number = f"{base}-{number}", number + 1
        taken.add(name.casefold())
        names[text] = name
    return names
