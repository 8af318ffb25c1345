"""A language's words for one mission: as coarse as a veil asks, with the mission's own names."""

import re
from datetime import datetime, timedelta

import attrs

from exeunt.clock.lengths import is_short
from exeunt.errors import InputError, Problem
from exeunt.facts.veil import BARE, Veil
from exeunt.model.mission import Mission
from exeunt.model.reason import Amount, Argument, Name, Reason
from exeunt.model.stores import SUPPLIES, Permission
from exeunt.words.catalogue import languages
from exeunt.words.tongue import NARROW, NIL, Tongue

IN_MONEY = frozenset({"value_lost", "money"})
"""Terms of the objective that are amounts of the mission's currency."""
TELL_NOTHING = frozenset(
    {
        "why.ship_not_allowed",
        "why.other_ways",
        "why.no_other_way",
        "why.no_consent",
        "why.no_way",
        "why.stays",
        "why.not_moved",
        "why.no_gain",
        "why.fleet",
    }
)
"""Reasons with neither date nor route nor strength: no veil keeps them back."""
NAMED = 4
"""Permissions that a reason names; the others are counted."""


@attrs.frozen
class Words(Tongue):
    """How a language speaks of a mission.

    ``fine`` gives times of day as well as dates; ``veil`` says what is shown coarsely or not at
    all.
    """

    fine: bool = False
    veil: Veil = BARE

    # -- amounts

    def strength(self, value: float) -> str:
        """Print a number of people, units or vehicles, as a range where strengths are veiled."""
        width = self.veil.strengths
        if width is None:
            return self.amount(value)
        if not width:
            return self("veil.not_shown")
        low = round(value // width * width)
        return f"{self.number(low)}–{self.number(low + width - 1)}"

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
            # The digits of money would claim more than the two that are left.
            millions = self.amount(self.rounded(value / 1e6))
            return self("money.millions", n=millions, currency=currency)
        return self.money(self.rounded(value), currency)

    def rounded(self, value: float | None) -> float | None:
        """Return an amount as it may be drawn: two significant digits where anything is veiled."""
        if value is None or not self.veil.drawn:
            return value
        return float(f"{value:.1e}")

    def term(self, term: str, value: float, currency: str) -> str:
        """Say how much of a term of the objective there is.

        People not out are a strength. Nothing is said where what is kept back would follow from it.
        """
        if term == "not_out":
            if self.veil.strengths is not None:
                return self.strengths("person", value)
            return f"{self.amount(value)} {self('unit.not_out')}"
        if not self.veil.weighs(term):
            return self("veil.not_shown")
        if term in IN_MONEY:
            return self.cost(value, currency)
        return f"{self.rough(value)} {self(f'unit.{term}')}"

    # -- dates

    def date(self, when: datetime | None) -> str:
        """Print a date: with its time in a short mission, as its week or month where veiled."""
        if when is None:
            return NIL
        if self.veil.dated:
            return self.moment(when) if self.fine else self.dated(when)
        match self.veil.dates:
            case "week":
                return self("veil.week", monday=self.dated(self.monday(when)))
            case "month":
                return self.months(when)
            case "day":
                return self.dated(when)
        return self("veil.no_date")

    def begun(self, when: datetime) -> str:
        """Say the beginning of the period that a veiled date tells: ``beginning of May 2024``."""
        told = self.date(when)
        if self.veil.dates == "week":
            told = self.dated(self.monday(when))
        return self(f"veil.begin.{self.veil.dates}", when=told)

    def drawn_notes(self) -> str:
        """Say how pictures of coarse dates and strengths are to be read; blank where exact."""
        notes = []
        if self.veil.timed and not self.veil.dated:
            notes.append(self(f"veil.drawn.{self.veil.dates}"))
        if self.veil.counted and self.veil.strengths is not None:
            notes.append(self("veil.drawn.range"))
        return " ".join(notes)

    def between(self, begin: datetime, end: datetime) -> str:
        """Print a span: two dates, or one where both read alike."""
        return self.spanned(self.date(begin), self.date(end))

    def spanned(self, begin: str, end: str) -> str:
        """Join two dates to a span, or give one where both read alike."""
        if begin == end:
            return begin
        return self("live.week", begin=begin, end=end)

    def by(self, when: datetime) -> str:
        """Say by when: ``by 6 May 2024``, ``by the week of 6 May 2024``."""
        match self.veil.dates:
            case "week":
                return self("by.week", when=self.dated(self.monday(when)))
            case "full":
                return self("by.day", when=self.date(when))
            case coarse:
                return self(f"by.{coarse}", when=self.date(when))

    @staticmethod
    def monday(when: datetime) -> datetime:
        """Return a moment in the Monday of its week."""
        return when - timedelta(days=when.weekday())

    def lasting(self, days: float) -> str:
        """Say how long: hours below two days, else days.

        Nothing where dates are coarse: between two of them it may be longer or shorter.
        """
        if self.veil.dated:
            if days < 2:
                return self.count("hour", round(24 * days))
            return self.count("day", round(days, 1))
        # Between two days there is a day more or less than their dates say.
        return ""

    def vacuum(self, days: float) -> str:
        """Say how long a vacuum lasts, or only that there is one where its length is veiled."""
        lasting = self.lasting(days)
        if not lasting:
            return self("close.some_vacuum")
        return self("close.vacuum", days=lasting)

    # -- names

    def site(self, mission: Mission, site: str) -> str:
        """Return a site's printed name, or its id where it has none or is not known."""
        known = mission.site.get(site)
        if known is None:
            return site
        return known.name or known.site

    def party(self, mission: Mission, party: str) -> str:
        """Return a party's printed name, or its id where it has none or is not known."""
        known = mission.party.get(party)
        return party if known is None else known.name or party

    def where(self, mission: Mission, place: str) -> str:
        """Say what a permission is about: a site, a leg by its ends, a supply, or everywhere.

        Where routes are veiled, a leg is not named.
        """
        if place == "*":
            return self("everywhere")
        if of_leg(mission, place):
            return self._leg(mission, place)
        if place in SUPPLIES:
            return self(f"supply.{place}")
        return self.site(mission, place)

    def _leg(self, mission: Mission, leg: str) -> str:
        """Name a leg by its ends, which is its route: not where routes are veiled."""
        if self.veil.routes != "full":
            return self("a_leg")
        ends = mission.leg[leg]
        origin, destination = self.site(mission, ends.origin), self.site(mission, ends.destination)
        return self("leg_ends", origin=origin, destination=destination)

    def permission(self, mission: Mission, permission: Permission) -> str:
        """Say what a permission allows."""
        where = self.where(mission, permission.where)
        if permission.mode == "import":
            # Within a sentence: import of fuel.
            what = where.lower() if permission.where in SUPPLIES else where
            return self("ask.imports", what=what)
        what = self(
            "ask.covers",
            payload=self(f"payload.{permission.payload}"),
            mode=self(f"mode.{permission.mode}"),
            where=where,
        )
        if not permission.provider:
            return what
        return f"{what}, {permission.provider}"

    def grantor(self, mission: Mission, permission: Permission) -> str:
        """Name who grants a permission; not for a leg where routes are veiled.

        The grantor of a leg tells which leg it is.
        """
        if self.veil.routes != "full" and of_leg(mission, permission.where):
            return ""
        return permission.grantor

    def rule(self, name: str) -> str:
        """Return what a rule asks for, in few words; its name where it is not known."""
        return self.known(f"rule.{name}") or name

    def unit(self, unit: str, currency: str) -> str:
        """Say a unit of the data contract, such as ``currency/unit`` or ``strikes/100 km``."""

        def word(found: re.Match[str]) -> str:
            return currency if found[0] == "currency" else self(f"unitword.{found[0]}")

        named = re.sub(r"[A-Za-z][A-Za-z-]*", word, unit)
        return f"{NARROW}{named}" if named else ""

    # -- reasons

    def reason(self, reason: Reason, mission: Mission) -> str:
        """Say why; nothing where it would give away what is veiled."""
        # Reasons quote the figures and places that a veil is there to keep back.
        if self.veil.drawn and reason.key not in TELL_NOTHING:
            return ""
        filled = {name: self._argument(name, value, mission) for name, value in reason.arguments}
        counted = dict(reason.arguments).get("n")
        if isinstance(counted, int):
            return self.counted(reason.key, counted, **filled)
        return self(reason.key, **filled)

    def _argument(self, name: str, value: Argument, mission: Mission) -> object:
        """Print what goes into a reason's sentence."""
        match value:
            case datetime():
                return self.date(value)
            case Name():
                return self._called(value, mission)
            case Amount():
                return self.count(value.unit, value.value)
            case float() if name in {"cost", "worth"}:
                return self.money(value, mission.currency)
            case float() | int():
                return self.amount(value)
            case tuple():
                return self._several(name, value, mission)
        return value

    def _called(self, name: Name, mission: Mission) -> str:
        """Print the name of a site, a party or a rule."""
        if name.noun == "rule":
            return self.rule(name.id)
        if name.noun == "party":
            return self.party(mission, name.id)
        return self.site(mission, name.id)

    def _several(self, name: str, values: tuple[Argument, ...], mission: Mission) -> str:
        """Print a list: of dispositions one or the other, of counts, or of permissions."""
        if name == "ways":
            return self.listed((self(f"way.{way}") for way in values), "or")
        if name == "serials":
            return self.listed(str(value) for value in values)
        if name == "tally":
            return self.listed(str(self._argument("", value, mission)) for value in values)
        names = [value.id for value in values if isinstance(value, Name)]
        return self._permissions(names, mission)

    def _permissions(self, names: list[str], mission: Mission) -> str:
        """List permissions with how they stand; of many, the first and how many more."""
        states = {permission.permission: permission.state for permission in mission.permissions}
        named = [f"{name} ({self(f'state.{states[name]}')})" for name in names[:NAMED]]
        rest = len(names) - len(named)
        if rest:
            named.append(self("more", n=rest))
        return self.listed(named)


def of_leg(mission: Mission, place: str) -> bool:
    """Say whether what a permission is about is a leg."""
    return place in mission.leg and place not in mission.site


def as_read(mission: Mission, say: Words) -> str:
    """Return a mission's name, with the day as of which it was read and what was laid over it."""
    name = mission.name
    if mission.as_of is not None:
        name = say("as_read", mission=name, day=say.dated(mission.as_of))
    if mission.overlays:
        name = say("overlaid", mission=name, overlays=say.listed(list(mission.overlays)))
    return name


def known_language(language: str) -> Words:
    """Return the words of a language, for no mission in particular.

    Raises:
        InputError: there are no words in the language.
    """
    if language in languages():
        return Words(language)
    expected = f"must be one of: {', '.join(languages())}"
    raise InputError([Problem(place="language", got=language, expected=expected)])


def words(mission: Mission, language: str = "en", veil: Veil = BARE) -> Words:
    """Return the words for a mission in a language.

    Raises:
        InputError: the language has no catalogue.
    """
    known = known_language(language)
    return attrs.evolve(known, fine=is_short(mission.start, mission.end), veil=veil)
