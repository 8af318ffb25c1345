"""Bytes of a file to text, whatever the machine that saved it took for letters."""

import re

import attrs

_CONTROLS = "\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x9f\ufffd-\uffff"
# Bytes are hardly ever UTF-8 by chance, so its private characters are meant; in a guessed encoding
# they are the sign of a wrong guess.
_STRANGE = re.compile(f"[{_CONTROLS}]")
_STRANGE_IF_GUESSED = re.compile(f"[{_CONTROLS}\ud800-\udfff\ue000-\uf8ff]")
# The longer marks first: UTF-32 begins with the mark of UTF-16.
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_PAGES = {"cp1252": "Windows (cp1252)", "mac_roman": "Macintosh (Roman)", "cp850": "DOS (cp850)"}
"""Code pages of western machines and their names in print, the likeliest first."""
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LETTERS = frozenset("àâäáãåæçéèêëíìîïñóòôöõøœúùûüýÿß")
_CAPITALS = frozenset("ÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜ")
_RARE = frozenset("ãåæëìïòõøÿÂÄÃÅÆËÌÏÒÕØÙÛ")
"""Letters that few words have."""
_MARKS_OF_PRINT = frozenset("\u2018\u2019\u201c\u201d\u2013\u2014\u2026«»°€£§²³·º\u00a0")
_ALONE = frozenset("àéèÀÉôóaAeEyY")
"""Letters that are a word by themselves in some language."""


@attrs.frozen(kw_only=True)
class Text:
    """A file's text; ``page`` names the code page where it had to be guessed."""

    text: str
    page: str = ""

    @property
    def sample(self) -> str:
        """The first words with a letter that another code page would read otherwise."""
        found = _FOREIGN.search(self.text)
        if found is None:
            return ""
        at = found.start()
        before = self.text[max(0, at - 20) : at].rpartition("\n")[2]
        after = self.text[at : at + 20].partition("\n")[0]
        return before + after


def decode(data: bytes) -> Text | None:
    """Return a file's text: UTF-8, UTF-16, UTF-32 or a western code page; None for no text.

    None too where the code page cannot be told: letters would be garbled into orders.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return Text(text=text) if _is_text(text, _STRANGE) else None
    return _of_page(data)


def _encodings(data: bytes) -> list[str]:
    """Return the encodings that a file's bytes show, the likeliest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    beginning = data[:4096]
    # A stray nought or two are rubbish of another program, and no sign of two bytes a letter.
    if beginning.count(0) * 20 > len(beginning):
        # Western letters in UTF-16 are a letter and a zero: where the zeros stand tells the order.
        even, odd = beginning[::2].count(0), beginning[1::2].count(0)
        return ["utf-16-le"] if odd > even else ["utf-16-be"]
    return ["utf-8"]


def _of_page(data: bytes) -> Text | None:
    """Return the text of the code page in which words come out best."""
    best, most = None, 0.0
    # Excel's plain "CSV" is in the code page of the machine that saved it.
    for page, name in _PAGES.items():
        try:
            text = data.decode(page)
        except UnicodeDecodeError:
            continue
        if _is_text(text, _STRANGE_IF_GUESSED) and (likely := _likelihood(text)) > most:
            best, most = Text(text=text, page=name), likely
    return best


def _is_text(text: str, strange: re.Pattern[str]) -> bool:
    """Say whether hardly any character is one that texts do not have: at most one in 200."""
    return len(strange.findall(text)) * 200 <= len(text)


def _likelihood(text: str) -> float:
    """Return how much the letters beyond ASCII look like words: more is better, 0 is chance."""
    return sum(_fit(text, found.start()) for found in _FOREIGN.finditer(text))


def _fit(text: str, at: int) -> float:
    """Return how well one letter stands among its neighbours: 1 well, -1 not at all.

    A wrong page puts capitals and signs into the middle of words.
    """
    letter = text[at]
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if letter in _MARKS_OF_PRINT:
        return 0.25
    in_word = _is_plain_letter(before) or _is_plain_letter(after)
    weight = 0.5 if letter in _RARE else 1.0
    if letter in _LETTERS:
        return weight if in_word or letter in _ALONE else -0.5
    if letter in _CAPITALS:
        fits = (in_word or letter in _ALONE) and not before.islower()
        return weight if fits else -1.0
    return -1.0


def _is_plain_letter(neighbour: str) -> bool:
    return neighbour.isascii() and neighbour.isalpha()
