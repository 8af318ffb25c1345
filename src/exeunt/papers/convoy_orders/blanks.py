"""Blanks that an order leaves to those who give it."""

from exeunt.documents.parts import TextRun


def blank(words: str = "") -> TextRun:
    """Return a blank to fill in; with words that say what with."""
    return TextRun(f"[{words}]" if words else "", fill=True)
