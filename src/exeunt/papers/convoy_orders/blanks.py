"""Blanks that an order leaves to those who give it."""

from exeunt.documents.parts import Run


def blank(words: str = "") -> Run:
    """Return a blank to fill in; with words that say what with."""
    return Run(f"[{words}]" if words else "", fill=True)
