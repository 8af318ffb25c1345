"""Texts as they are compared, whatever their typography, case and accents; and unreadable ones.

Readers raise :class:`Unreadable`, which says what would have been right and what to do next. They
never guess: a text with two meanings is refused, and the message names both.
"""

import unicodedata
from functools import lru_cache


class Unreadable(ValueError):  # noqa: N818 - what the text is, not what the program did
    """A text that is not what it must be.

    ``expected`` says what would be right, ``hint`` names a next step.
    """

    def __init__(self, *, expected: str, hint: str = "") -> None:
        """Keep what was expected and the next step."""
        self.expected = expected
        self.hint = hint
        super().__init__(expected)


_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000\t\r\n"
)
# Copied from web pages and messengers, these hide in a cell and no reader of the sheet sees them.
_INVISIBLE = (
    "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
)
_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys(_SPACES, " "),
        **dict.fromkeys(_INVISIBLE, None),
        **dict.fromkeys("\u2212\u2010\u2011\u2012\u2013\u2014", "-"),
        # Primes and accents stand for minutes of arc, and for thousands in Swiss figures.
        **dict.fromkeys("\u2018\u2019\u2032\u02bc\u00b4`", "'"),
        **dict.fromkeys("\u201c\u201d\u2033\u02ba", '"'),
        # French keyboards offer the ordinal sign and the ring where a degree sign is meant.
        **dict.fromkeys("\u00ba\u02da", "\u00b0"),
        "\u00b2": "2",
        "\u00b3": "3",
        "\u2044": "/",
    }
)


_NO_INVISIBLE = str.maketrans(dict.fromkeys(_INVISIBLE))


def without_invisible(text: str) -> str:
    """Return the text without characters that nobody sees, such as a break of no width."""
    return text.translate(_NO_INVISIBLE)


# Tables say the same few words thousands of times, so what they become is remembered.
@lru_cache(maxsize=1 << 16)
def plain(text: str) -> str:
    """Return the text with plain spaces, hyphens and quotes.

    Each run of spaces becomes one space; none is left at the ends.
    """
    return " ".join(text.translate(_TYPOGRAPHY).split())


def without_accents(text: str) -> str:
    """Return the text in plain typography without its accents: ``A\u00f9t`` as ``Aut``."""
    # NFKD takes letters and their accents apart; the accents are then marks of their own.
    letters = unicodedata.normalize("NFKD", plain(text))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Return the text as headers and words are compared.

    Without case and accents; whatever is no letter or digit becomes a space.
    """
    # A header may be only one of these signs, and with it lose all it says: "#", "%", "*".
    letters = (c if c.isalnum() or c in "#%*" else " " for c in without_accents(text).casefold())
    return " ".join("".join(letters).split())
