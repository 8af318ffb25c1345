"""A language: its words, and numbers, dates and lists after the Unicode Consortium's tables."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, partial
from math import floor, log10

import attrs
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from exeunt.words.catalogue import catalogue

NARROW = "\u202f"
"""The narrow space before a percent sign and a unit."""
MINUS = "\u2212"
"""The minus sign proper: number formatters print a hyphen."""
NIL = "–"
"""What stands for a date that there is none of."""


@cache
def locale_of(language: str) -> Locale:
    """Return the locale whose numbers and dates a language uses."""
    return Locale.parse(catalogue(language)["language.locale"])


@cache
def elisions(language: str) -> re.Pattern[str] | None:
    """Return the words that lose their last letter before a vowel, with the blank behind them.

    None where a language has no such words.
    """
    words = catalogue(language)["language.elided"].split()
    if not words:
        return None
    return re.compile(rf"\b(?P<word>{'|'.join(words)}) \{{(?P<blank>\w+)\}}", re.IGNORECASE)


@attrs.frozen
class Tongue:
    """How a language says what it is given; what may be said is none of its concern."""

    language: str = "en"

    def __call__(self, key: str, **filled: object) -> str:
        """Return the words under a key with their blanks filled."""
        return self._filled(catalogue(self.language)[key], filled)

    def known(self, key: str) -> str | None:
        """Return the words under a key; None where the language has none."""
        return catalogue(self.language).get(key)

    def counted(self, key: str, value: float, **filled: object) -> str:
        """Return the words under a key, in the form for a number where there are forms."""
        texts = catalogue(self.language)
        form = key
        if form not in texts:
            form = f"{key}.{self._locale.plural_form(abs(value))}"
        # Catalogues leave out the forms that read like the general one.
        if form not in texts:
            form = f"{key}.other"
        return self._filled(texts[form], filled)

    def _filled(self, text: str, filled: Mapping[str, object]) -> str:
        """Fill the blanks of a text; before vowels some words of some languages lose their own."""
        elided = elisions(self.language)
        if elided is not None:
            text = elided.sub(partial(_elided, filled), text)
        return _filled(text, filled)

    def count(self, key: str, n: float) -> str:
        """Say how many: ``1 convoy``, ``3 convoys``."""
        return self.counted(f"n.{key}", n, n=self.amount(n))

    def listed(self, parts: Iterable[str], joint: str = "and") -> str:
        """Join words as a sentence does, with ``and`` or ``or``."""
        words = list(parts)
        if not words:
            return self("none")
        if joint == "or":
            return str(format_list(words, style="or", locale=self._locale))
        return str(format_list(words, locale=self._locale))

    def few(self, names: Sequence[str], most: int) -> str:
        """List names as a sentence does; of more than ``most`` the others are counted."""
        named = list(names)
        if len(named) > most:
            named = [*named[:most], self("more", n=len(named) - most)]
        return self.listed(named)

    @staticmethod
    def capital(sentence: str) -> str:
        """Begin a sentence with a capital: it may begin with words for a veiled number."""
        return sentence[:1].upper() + sentence[1:]

    def country(self, code: str, name: str) -> str:
        """Return a country's name by its number in ISO 3166, or ``name`` where it has none."""
        return str(self._locale.territories.get(_letters(code), name))

    @property
    def locale(self) -> str:
        """Return the language tag with the region whose dates and numbers are used: ``en-GB``."""
        return self("language.locale").replace("_", "-")

    @property
    def _locale(self) -> Locale:
        return locale_of(self.language)

    # -- numbers

    def number(self, value: float | None, digits: int = 0) -> str:
        """Print a number with thousands separators; None is not known."""
        if value is None:
            return self("not_known")
        # Adding 0.0 turns the -0.0 that rounding may leave into 0.
        rounded = round(value, digits) + 0.0
        text: str = format_decimal(rounded, format=_pattern(digits), locale=self._locale)
        return text.replace("-", MINUS)

    def amount(self, value: float | None) -> str:
        """Print a number with as many digits as say something.

        Whole from 100; three significant from 1, two below; 0 for less than half a millionth.
        """
        if value is None:
            return self("not_known")
        digits = _digits(abs(value))
        # Zeros at the end would claim a precision that the figure does not have.
        while digits and round(value, digits - 1) == round(value, digits):
            digits -= 1
        return self.number(value, digits)

    def short(self, value: float) -> str:
        """Print a number in little room: ``2.5 M`` for millions."""
        if abs(value) >= 1e6:
            return self("short.millions", n=self.amount(value / 1e6))
        return self.amount(value)

    def money(self, value: float | None, currency: str) -> str:
        """Print money in the mission's currency, millions as such."""
        if value is None:
            return self("not_known")
        if abs(value) >= 1e9:
            return self("money.billions", n=self.number(value / 1e9, 2), currency=currency)
        if abs(value) >= 1e7:
            return self("money.millions", n=self.number(value / 1e6, 1), currency=currency)
        if abs(value) >= 1e6:
            return self("money.millions", n=self.number(value / 1e6, 2), currency=currency)
        return self("money.units", n=self.number(value), currency=currency)

    def share(self, value: float | None, digits: int = 0) -> str:
        """Print a share as a percentage; small ones with the digits they need."""
        if value is None:
            return self("not_known")
        if 0 < abs(value) < 0.1:
            digits = max(digits, 1)
        return f"{self.number(100 * value, digits)}{NARROW}%"

    # -- dates

    def stamp(self, when: datetime) -> str:
        """Print a moment in figures, as tables of a console and messages about rules do."""
        return when.strftime(self("stamp.moment"))

    def day_stamp(self, day: date) -> str:
        """Print a day in figures."""
        return day.strftime(self("stamp.day"))

    def moment(self, when: datetime) -> str:
        """Print a date with its year and time of day."""
        return f"{self.dated(when)}, {self.clock(when)}"

    def dated(self, when: datetime) -> str:
        """Print a date with its year."""
        return self.first_of_month(str(format_date(when, "d MMM y", locale=self._locale)))

    def day(self, when: datetime) -> str:
        """Print a day without its year."""
        return self.first_of_month(str(format_date(when, "d MMM", locale=self._locale)))

    def clock(self, when: datetime) -> str:
        """Print a time of day."""
        return str(format_time(when, "HH:mm", locale=self._locale))

    def month(self, when: datetime) -> str:
        """Print a month without its year."""
        return str(format_date(when, "LLL", locale=self._locale))

    def months(self, when: datetime) -> str:
        """Print a month with its year."""
        return str(format_skeleton("yMMMM", when, locale=self._locale))

    def first_of_month(self, text: str) -> str:
        """Write the first of a month as the language does: Unicode's tables know no *1er*."""
        if not text.startswith("1 "):
            return text
        return f"{self('language.first_of_month')}{text[1:]}"


def _elided(filled: Mapping[str, object], found: re.Match[str]) -> str:
    """Return a word and the blank behind it, without its last letter before a vowel.

    What fills the blank stays as its owner writes it. An h may be mute or not: it is left alone.
    """
    first = unicodedata.normalize("NFD", str(filled.get(found["blank"], ""))[:1]).casefold()[:1]
    if first and first in "aeiou":
        return f"{found['word'][:-1]}’{{{found['blank']}}}"
    return found[0]


def _filled(text: str, blanks: Mapping[str, object]) -> str:
    # Texts that nothing is filled into may hold braces of their own.
    return text.format(**blanks) if blanks else text


def _digits(size: float) -> int:
    """Return the decimals that a number of a size is printed with at most."""
    if size >= 100:
        return 0
    if size >= 10:
        return 1
    if size >= 0.1 or size < 5e-7:
        return 2
    return min(6, 1 - floor(log10(size)))


@cache
def _pattern(digits: int) -> str:
    if not digits:
        return "#,##0"
    return f"#,##0.{'0' * digits}"


@cache
def _letters(code: str) -> str:
    """Return a country's two letters by its number in ISO 3166, blank where there is none."""
    aliases = get_global("territory_aliases").get(code, ())
    return next(iter(aliases), "")
