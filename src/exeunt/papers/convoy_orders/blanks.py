"""Blanks that an order leaves to those who give it."""

from exeunt.documents.parts import TextRun


def blank(words: str = "") -> TextRun:
    """Return a blank to fill in; with words that say what with."""
    # Nothing is invented: a call sign or a frequency that the plan made up would be used.
    text = f"[{words}]" if words else ""
    return TextRun(text, fill=True)
