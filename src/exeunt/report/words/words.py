"""Words, numbers and dates of a language, after the Unicode Consortium's tables."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache

import attrs
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from exeunt.errors import InputError, Problem
from exeunt.model.mission import Mission
from exeunt.report.reading.left import Reason
from exeunt.report.words.catalogue import LANGUAGES, catalogue

NARROW = "\u202f"
LOCALES = {"en": "en_GB", "fr": "fr_FR"}
SHORT_DAYS = 21
"""Missions of at most so many days are told with times of day."""


@cache
def locale_of(language: str) -> Locale:
    """Return the locale whose numbers and dates a language uses."""
    return Locale.parse(LOCALES[language])


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


@attrs.frozen
class Words:
    """How a language says things; ``fine`` tells times of day as well as dates."""

    language: str = "en"
    fine: bool = False

    def __call__(self, key: str, **filled: object) -> str:
        """Return the words under a key with their blanks filled."""
        text = catalogue(self.language)[key]
        return text.format(**filled) if filled else text

    @property
    def locale(self) -> str:
        """Return the language tag with the region whose dates and numbers are used."""
        return LOCALES[self.language].replace("_", "-")

    def plural(self, n: float) -> str:
        """Return which form of a word goes with a number: ``one`` or ``other``."""
        return "one" if locale_of(self.language).plural_form(abs(n)) == "one" else "other"

    def count(self, key: str, n: float) -> str:
        """Say how many: ``1 convoy``, ``3 convoys``."""
        return self(f"n.{key}.{self.plural(n)}", n=self.amount(n))

    def number(self, value: float | None, digits: int = 0) -> str:
        """Print a number with thousands separators; None is not known."""
        if value is None:
            return self("not_known")
        text: str = format_decimal(round(value, digits) + 0.0, format=_pattern(digits), locale=locale_of(self.language))
        return text.replace("-", "−")

    def amount(self, value: float | None) -> str:
        """Print a number with as many digits as say something: whole from 100, else three significant."""
        if value is None:
            return self("not_known")
        size = abs(value)
        digits = 0 if size >= 100 else 1 if size >= 10 else 2 if size >= 0.1 else 3
        shorter = next((d for d in range(digits) if round(value, d) == round(value, digits)), digits)
        return self.number(value, shorter)

    def money(self, value: float | None, currency: str) -> str:
        """Print money in the mission's currency, millions as such."""
        if value is None:
            return self("not_known")
        if abs(value) >= 1e9:
            return self("money.billions", n=self.number(value / 1e9, 2), currency=currency)
        if abs(value) >= 1e6:
            return self("money.millions", n=self.number(value / 1e6, 1 if abs(value) >= 1e7 else 2), currency=currency)
        return self("money.units", n=self.number(value), currency=currency)

    def share(self, value: float | None, digits: int = 0) -> str:
        """Print a share as a percentage; small ones with the digits they need."""
        if value is None:
            return self("not_known")
        needed = digits if abs(value) >= 0.1 or value == 0 else max(digits, 1)
        return f"{self.number(100 * value, needed)}{NARROW}%"

    def date(self, when: datetime | None) -> str:
        """Print a date; with the time of day in a short mission."""
        if when is None:
            return "–"
        return self.moment(when) if self.fine else self.dated(when)

    def dated(self, when: datetime) -> str:
        """Print a date with its year."""
        return self._first(str(format_date(when, "d MMM y", locale=locale_of(self.language))))

    def moment(self, when: datetime) -> str:
        """Print a date with its year and time of day."""
        return f"{self.dated(when)}, {self.clock(when)}"

    def clock(self, when: datetime) -> str:
        """Print a time of day."""
        return str(format_time(when, "HH:mm", locale=locale_of(self.language)))

    def day(self, when: datetime) -> str:
        """Print a day without its year."""
        return self._first(str(format_date(when, "d MMM", locale=locale_of(self.language))))

    def _first(self, text: str) -> str:
        """Write the first of a month as the language does."""
        return f"1er{text[1:]}" if self.language == "fr" and text.startswith("1 ") else text

    def month(self, when: datetime) -> str:
        """Print a month."""
        return str(format_date(when, "LLL", locale=locale_of(self.language)))

    def months(self, when: datetime) -> str:
        """Print a month with its year."""
        return str(format_skeleton("yMMMM", when, locale=locale_of(self.language)))

    def listed(self, parts: Iterable[str], joint: str = "and") -> str:
        """Join words as a sentence does, with ``and`` or ``or``."""
        words, locale = list(parts), locale_of(self.language)
        if not words:
            return self("none")
        return str(format_list(words, style="or", locale=locale) if joint == "or" else format_list(words, locale=locale))

    def span(self, days: float) -> str:
        """Say how long: hours below two days, else whole days."""
        return self.count("hour", round(24 * days)) if days < 2 and self.fine else self.count("day", round(days))

    def country(self, code: str, name: str) -> str:
        """Return a country's name by its number in ISO 3166, or the name given where it has none."""
        locale = locale_of(self.language)
        return str(locale.territories.get(_letters(code), name))

    def site(self, mission: Mission, site: str) -> str:
        """Return a site's printed name, or its id where it has none or is not known."""
        found = mission.site.get(site)
        return (found.name or found.site) if found else site

    def reason(self, reason: Reason, mission: Mission) -> str:
        """Say a reason."""
        filled: dict[str, object] = {}
        for name, value in reason.args.items():
            if isinstance(value, datetime):
                filled[name] = self.date(value)
            elif name == "ways" and isinstance(value, tuple):
                filled[name] = self.listed((self(f"way.{way}") for way in value), "or")
            elif name == "site":
                filled[name] = self.site(mission, str(value))
            elif name in {"cost", "worth"} and isinstance(value, float):
                filled[name] = self.money(value, mission.currency)
            elif name == "permissions" and isinstance(value, tuple):
                named = [f"{row.permission} ({self('state.' + row.state)})" for row in value]
                filled[name] = self.listed([*named[:4], *([self("more", n=len(named) - 4)] if len(named) > 4 else [])])
            else:
                filled[name] = self.amount(value) if isinstance(value, (int, float)) else value
        return self(reason.key, **filled)


@cache
def _letters(code: str) -> str:
    """Return a country's two letters by its number in ISO 3166, blank where there is none."""
    return next(iter(get_global("territory_aliases").get(code, ())), "")


def words(mission: Mission, language: str = "en") -> Words:
    """Return the words for a mission in a language.

    Raises:
        InputError: the language has no catalogue.

    """
    if language not in LANGUAGES:
        raise InputError([Problem(place="language", got=language, expected=f"must be one of: {', '.join(LANGUAGES)}")])
    return Words(language, (mission.end - mission.start).total_seconds() <= SHORT_DAYS * 86400)
