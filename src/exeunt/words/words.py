"""Words, numbers and dates of a language, after the Unicode Consortium's tables."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cache
from math import floor, log10

import attrs
from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time
from babel.lists import format_list
from babel.numbers import format_decimal

from exeunt.clock.lengths import is_short
from exeunt.errors import InputError, Problem
from exeunt.facts.veil import BARE, Veil
from exeunt.model.mission import Mission
from exeunt.model.reason import Argument, Name, Reason
from exeunt.model.stores import SUPPLIES, Permission
from exeunt.words.catalogue import catalogue, languages

NARROW = "\u202f"
TELL_NOTHING = (
    "why.ship_not_allowed",
    "why.other_ways",
    "why.no_other_way",
    "why.no_consent",
    "why.no_way",
    "why.stays",
    "why.not_moved",
    "why.fleet",
)
"""Reasons with neither date nor route nor strength."""
NAMED = 4
"""Permissions that a reason names; the others are counted."""


@cache
def locale_of(language: str) -> Locale:
    """Return the locale whose numbers and dates a language uses."""
    return Locale.parse(catalogue(language)["language.locale"])


@cache
def _pattern(digits: int) -> str:
    return "#,##0" + ("." + "0" * digits if digits else "")


@attrs.frozen
class Words:
    """How a language says things.

    ``fine`` tells times of day as well as dates; ``veil`` says what is told coarsely or not at all.
    """

    language: str = "en"
    fine: bool = False
    veil: Veil = BARE

    def __call__(self, key: str, **filled: object) -> str:
        """Return the words under a key with their blanks filled."""
        text = catalogue(self.language)[key]
        return text.format(**filled) if filled else text

    def counted(self, key: str, value: float, **filled: object) -> str:
        """Return the words under a key, in the form for a number where there are forms."""
        known = catalogue(self.language)
        form = key
        if key not in known:
            form = f"{key}.{locale_of(self.language).plural_form(abs(value))}"
        if form not in known:
            form = f"{key}.other"
        text = known[form]
        return text.format(**filled) if filled else text

    def known(self, key: str) -> str | None:
        """Return the words under a key; None where the language has none."""
        return catalogue(self.language).get(key)

    def stamp(self, when: datetime) -> str:
        """Print a moment in figures, as tables of a console and messages about rules do."""
        return when.strftime(self("stamp.moment"))

    def day_stamp(self, day: date) -> str:
        """Print a day in figures."""
        return day.strftime(self("stamp.day"))

    @property
    def locale(self) -> str:
        """Return the language tag with the region whose dates and numbers are used."""
        return self("language.locale").replace("_", "-")

    def count(self, key: str, n: float) -> str:
        """Say how many: ``1 convoy``, ``3 convoys``."""
        return self.counted(f"n.{key}", n, n=self.amount(n))

    def number(self, value: float | None, digits: int = 0) -> str:
        """Print a number with thousands separators; None is not known."""
        if value is None:
            return self("not_known")
        text: str = format_decimal(
            round(value, digits) + 0.0, format=_pattern(digits), locale=locale_of(self.language)
        )
        return text.replace("-", "−")

    def amount(self, value: float | None) -> str:
        """Print a number with as many digits as say something.

        Whole from 100, else three significant; two below 0.1, and none of less than a millionth.
        """
        if value is None:
            return self("not_known")
        size = abs(value)
        if size >= 100:
            digits = 0
        elif size >= 10:
            digits = 1
        elif size >= 0.1 or size < 5e-7:
            digits = 2
        else:
            digits = min(6, 1 - floor(log10(size)))
        # Zeros at the end would claim a precision that the figure does not have.
        shorter = next(
            (d for d in range(digits) if round(value, d) == round(value, digits)), digits
        )
        return self.number(value, shorter)

    def money(self, value: float | None, currency: str) -> str:
        """Print money in the mission's currency, millions as such."""
        if value is None:
            return self("not_known")
        if abs(value) >= 1e9:
            return self("money.billions", n=self.number(value / 1e9, 2), currency=currency)
        if abs(value) >= 1e6:
            return self(
                "money.millions",
                n=self.number(value / 1e6, 1 if abs(value) >= 1e7 else 2),
                currency=currency,
            )
        return self("money.units", n=self.number(value), currency=currency)

    def share(self, value: float | None, digits: int = 0) -> str:
        """Print a share as a percentage; small ones with the digits they need."""
        if value is None:
            return self("not_known")
        needed = digits if abs(value) >= 0.1 or value == 0 else max(digits, 1)
        return f"{self.number(100 * value, needed)}{NARROW}%"

    def strength(self, value: float) -> str:
        """Print a number of people, units or vehicles, as a range where strengths are veiled."""
        width = self.veil.strengths
        if width is None:
            return self.amount(value)
        if not width:
            return self("veil.not_shown")
        low = round(value // width * width)
        return f"{self.number(low)}–{self.number(low + width - 1)}"

    def term(self, term: str, value: float, currency: str) -> str:
        """Say how much of a term of the objective there is.

        People are told as a strength; nothing is told where what is kept back follows from it.
        """
        if term == "not_out":
            if self.veil.strengths is not None:
                return self.strengths("person", value)
            return f"{self.amount(value)} {self('unit.not_out')}"
        if not self.veil.weighs(term):
            return self("veil.not_shown")
        if term in {"value_lost", "money"}:
            return self.cost(value, currency)
        return f"{self.rough(value)} {self(f'unit.{term}')}"

    def grantor(self, mission: Mission, row: Permission) -> str:
        """Name who grants a permission; not for a leg where routes are veiled.

        The grantor of a leg tells which leg it is.
        """
        return row.grantor if self.veil.routes == "full" or not of_leg(mission, row.where) else ""

    @staticmethod
    def capital(sentence: str) -> str:
        """Begin a sentence with a capital: it may begin with words for a veiled number."""
        return sentence[:1].upper() + sentence[1:]

    def strengths(self, key: str, value: float) -> str:
        """Say how many people, units or vehicles: ``3 convoys``, ``0–99 convoys``."""
        if self.veil.strengths is None:
            return self.count(key, value)
        if self.veil.counted:
            # A range of strengths is never one: it takes the general form.
            return self(f"n.{key}.other", n=self.strength(value))
        return self(f"veil.{key}")

    def rough(self, value: float | None) -> str:
        """Print an amount, of two significant digits where anything is veiled."""
        return self.amount(self.rounded(value))

    def cost(self, value: float | None, currency: str) -> str:
        """Print money, of two significant digits where anything is veiled."""
        if value is not None and self.veil.drawn and abs(value) >= 1e6:
            return self(
                "money.millions", n=self.amount(self.rounded(value / 1e6)), currency=currency
            )
        return self.money(self.rounded(value), currency)

    def rounded(self, value: float | None) -> float | None:
        """Return an amount as it may be drawn: two significant digits where anything is veiled."""
        return float(f"{value:.1e}") if value is not None and self.veil.drawn else value

    def date(self, when: datetime | None) -> str:
        """Print a date: with its time in a short mission, as its week or month where veiled."""
        if when is None:
            return "–"
        if self.veil.dated:
            return self.moment(when) if self.fine else self.dated(when)
        if self.veil.dates == "week":
            return self("veil.week", monday=self.dated(self.monday(when)))
        if not self.veil.timed:
            return self("veil.no_date")
        return {"day": self.dated, "month": self.months}[self.veil.dates](when)

    def between(self, begin: datetime, end: datetime) -> str:
        """Print a span: two dates, or one where both are told alike."""
        return self.spanned(self.date(begin), self.date(end))

    def spanned(self, begin: str, end: str) -> str:
        """Join two dates to a span, or say one where both are told alike."""
        return begin if begin == end else self("live.week", begin=begin, end=end)

    def by(self, when: datetime) -> str:
        """Say by when: ``by 6 May 2024``, ``by the week of 6 May 2024``."""
        kind = {"full": "day"}.get(self.veil.dates, self.veil.dates)
        return self(
            f"by.{kind}", when=self.dated(self.monday(when)) if kind == "week" else self.date(when)
        )

    @staticmethod
    def monday(when: datetime) -> datetime:
        """Return a moment in the Monday of its week."""
        return when - timedelta(days=when.weekday())

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
        return f"{self('language.first_of_month')}{text[1:]}" if text.startswith("1 ") else text

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
        if joint == "or":
            return str(format_list(words, style="or", locale=locale))
        return str(format_list(words, locale=locale))

    def lasting(self, days: float) -> str:
        """Say how long: hours below two days, else days.

        Nothing where dates are told more coarsely than it lasts.
        """
        if self.veil.dated:
            if days < 2:
                return self.count("hour", round(24 * days))
            return self.count("day", round(days, 1))
        # Hours would give away the time of day that the dates keep back.
        if self.veil.dates == "day" and days >= 1:
            return self.count("day", round(days))
        return ""

    def vacuum(self, days: float) -> str:
        """Say how long a vacuum lasts; only that there is one where that may not be told."""
        lasting = self.lasting(days)
        return self("close.vacuum", days=lasting) if lasting else self("close.some_vacuum")

    def country(self, code: str, name: str) -> str:
        """Return a country's name by its number in ISO 3166, or ``name`` where it has none."""
        locale = locale_of(self.language)
        return str(locale.territories.get(_letters(code), name))

    def site(self, mission: Mission, site: str) -> str:
        """Return a site's printed name, or its id where it has none or is not known."""
        known = mission.site.get(site)
        if known is None:
            return site
        return known.name or known.site

    def where(self, mission: Mission, place: str) -> str:
        """Say what a permission is about: a site, a leg by its ends, a supply, or everywhere.

        A leg is told by its ends only where routes may be told.
        """
        if place == "*":
            return self("everywhere")
        if of_leg(mission, place):
            leg = mission.leg[place]
            ends = {
                "origin": self.site(mission, leg.origin),
                "destination": self.site(mission, leg.destination),
            }
            return self("leg_ends", **ends) if self.veil.routes == "full" else self("a_leg")
        return self(f"supply.{place}") if place in SUPPLIES else self.site(mission, place)

    def permission(self, mission: Mission, row: Permission) -> str:
        """Say what a permission allows."""
        where = self.where(mission, row.where)
        if row.mode == "import":
            return self("ask.imports", what=where.lower() if row.where in SUPPLIES else where)
        what = self(
            "ask.covers",
            payload=self(f"payload.{row.payload}"),
            mode=self(f"mode.{row.mode}"),
            where=where,
        )
        return f"{what}, {row.provider}" if row.provider else what

    def rule(self, name: str) -> str:
        """Return what a rule asks for, in few words; its name where it is not known."""
        return catalogue(self.language).get(f"rule.{name}", name)

    def unit(self, unit: str, currency: str) -> str:
        """Say a unit of the data contract, such as ``currency/unit`` or ``strikes/100 km``."""
        named = re.sub(
            r"[A-Za-z][A-Za-z-]*",
            lambda word: currency if word[0] == "currency" else self(f"unitword.{word[0]}"),
            unit,
        )
        return f"{NARROW}{named}" if named else ""

    def short(self, value: float) -> str:
        """Print a number in little room: ``2.5 M`` for millions."""
        if abs(value) >= 1e6:
            return self("short.millions", n=self.amount(value / 1e6))
        return self.amount(value)

    def reason(self, reason: Reason, mission: Mission) -> str:
        """Say a reason; nothing where it would tell what is veiled."""
        # Reasons quote the figures and places that a veil is there to keep back.
        if self.veil.drawn and reason.key not in TELL_NOTHING:
            return ""
        filled = {name: self._argument(name, value, mission) for name, value in reason.arguments}
        return self(reason.key, **filled)

    def _argument(self, name: str, value: Argument, mission: Mission) -> object:
        """Print what goes into a reason's sentence."""
        match value:
            case datetime():
                return self.date(value)
            case Name(noun="site"):
                return self.site(mission, value.id)
            case float() if name in {"cost", "worth"}:
                return self.money(value, mission.currency)
            case float() | int():
                return self.amount(value)
            case tuple() if name == "ways":
                return self.listed((self(f"way.{way}") for way in value), "or")
            case tuple():
                return self._permissions([v.id for v in value if isinstance(v, Name)], mission)
        return value

    def _permissions(self, names: list[str], mission: Mission) -> str:
        """List permissions with how they stand; of many, the first and how many more."""
        states = {row.permission: row.state for row in mission.permissions}
        named = [f"{name} ({self('state.' + states[name])})" for name in names]
        if len(named) > NAMED:
            named = [*named[:NAMED], self("more", n=len(named) - NAMED)]
        return self.listed(named)


@cache
def _letters(code: str) -> str:
    """Return a country's two letters by its number in ISO 3166, blank where there is none."""
    return next(iter(get_global("territory_aliases").get(code, ())), "")


def of_leg(mission: Mission, place: str) -> bool:
    """Say whether what a permission is about is a leg."""
    return place in mission.leg and place not in mission.site


def known_language(language: str) -> Words:
    """Return the words of a language, for no mission in particular.

    Raises:
        InputError: there are no words in the language.
    """
    if language not in languages():
        raise InputError(
            [
                Problem(
                    place="language",
                    got=language,
                    expected=f"must be one of: {', '.join(languages())}",
                )
            ]
        )
    return Words(language)


def words(mission: Mission, language: str = "en", veil: Veil = BARE) -> Words:
    """Return the words for a mission in a language.

    Raises:
        InputError: the language has no catalogue.

    """
    known = known_language(language)
    return attrs.evolve(known, fine=is_short(mission.start, mission.end), veil=veil)
