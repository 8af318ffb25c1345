"""Texts as they are compared: typography, case and accents apart; and what cannot be read.

Readers raise :class:`Unreadable`, which says what would have been right and what to do next. Nothing is
guessed: a text with two meanings is refused with both of them named.
"""

import unicodedata
from functools import lru_cache


class Unreadable(ValueError):  # noqa: N818 - what the text is, not what the program did
    """A text that is not what it must be: ``expected`` says what would be right, ``hint`` a next step."""

    def __init__(self, *, expected: str, hint: str = "") -> None:
        """Keep what was expected and the next step."""
        self.expected = expected
        self.hint = hint
        super().__init__(expected)


_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\n",
            " ",
        ),
        **dict.fromkeys("\u200b\u200e\u200f\u2060\ufeff", None),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-"),
        **dict.fromkeys("\u2018\u2019\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u2033\u02ba", '"'),
        **dict.fromkeys("\u00ba\u02da", "\u00b0"),
        "\u00b2": "2",
        "\u00b3": "3",
        "\u2044": "/",
    }
)


@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the text with plain spaces, hyphens and quotes, each run of spaces as one, none at the ends."""
    return " ".join(text.translate(_TYPOGRAPHY).split())


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the text as headers and words are compared: no case, no accents, only letters and digits apart by spaces."""
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", plain(text)) if not unicodedata.combining(c)
    )
    return " ".join(
        "".join(c if c.isalnum() or c in "#%*" else " " for c in bare.casefold()).split()
    )
