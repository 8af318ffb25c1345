"""Words, numbers and dates of a language, and the paragraph that says what a plan does."""

from collections.abc import Iterable
from datetime import datetime

import attrs

from exeunt.errors import InputError, Problem
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.plan import Terms
from exeunt.report.catalogue import CATALOGUES
from exeunt.report.left import Reason
from exeunt.report.series import Reading

NARROW = "\u202f"
MONTHS = {"en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")}
LOCALES = {"en": "en-GB"}
SHORT_DAYS = 21
"""Missions of at most so many days are told with times of day."""


@attrs.frozen
class Words:
    """How a language says things; ``fine`` tells times of day as well as dates."""

    language: str = "en"
    fine: bool = False

    def __call__(self, key: str, **filled: object) -> str:
        """Return the words under a key with their blanks filled."""
        text = CATALOGUES[self.language][key]
        return text.format(**filled) if filled else text

    @property
    def locale(self) -> str:
        """Return the language tag with the region whose dates and numbers are used."""
        return LOCALES[self.language]

    def count(self, key: str, n: float) -> str:
        """Say how many: ``1 convoy``, ``3 convoys``."""
        return self(f"n.{key}.{'one' if n == 1 else 'other'}", n=self.amount(n))

    def number(self, value: float | None, digits: int = 0) -> str:
        """Print a number with thousands separators; None is not known."""
        if value is None:
            return self("not_known")
        text = f"{value:,.{digits}f}"
        return text.replace("-", "−") if float(text.replace(",", "")) else text.lstrip("-")

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
            return f"{self.number(value / 1e9, 2)} bn {currency}"
        if abs(value) >= 1e6:
            return f"{self.number(value / 1e6, 1 if abs(value) >= 1e7 else 2)} M {currency}"
        return f"{self.number(value)} {currency}"

    def share(self, value: float | None, digits: int = 0) -> str:
        """Print a share as a percentage; small ones with the digits they need."""
        if value is None:
            return self("not_known")
        needed = digits if abs(value) >= 0.1 or value == 0 else max(digits, 1)
        return f"{self.number(100 * value, needed)} %".replace(" %", f"{NARROW}%")

    def date(self, when: datetime | None) -> str:
        """Print a date; with the time of day in a short mission or where it is not midnight."""
        if when is None:
            return "–"
        day = f"{when.day} {MONTHS[self.language][when.month - 1]} {when.year}"
        return f"{day}, {when:%H:%M}" if self.fine else day

    def day(self, when: datetime) -> str:
        """Print a day without its year."""
        return f"{when.day} {MONTHS[self.language][when.month - 1]}"

    def month(self, when: datetime) -> str:
        """Print a month."""
        return MONTHS[self.language][when.month - 1]

    def listed(self, parts: Iterable[str], joint: str = "and") -> str:
        """Join words as a sentence does, with ``and`` or ``or``."""
        words = list(parts)
        return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {self(joint)} {words[-1]}" if words else self("none")

    def span(self, days: float) -> str:
        """Say how long: hours below two days, else whole days."""
        return self.count("hour", round(24 * days)) if days < 2 and self.fine else self.count("day", round(days))

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


def words(mission: Mission, language: str = "en") -> Words:
    """Return the words for a mission in a language.

    Raises:
        InputError: the language has no catalogue.

    """
    if language not in CATALOGUES:
        raise InputError([Problem(place="language", got=language, expected=f"must be one of: {', '.join(sorted(CATALOGUES))}")])
    return Words(language, (mission.end - mission.start).total_seconds() <= SHORT_DAYS * 86400)


def paragraph(reading: Reading, terms: Terms, violations: tuple[Violation, ...], gap: float | None, say: Words) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say in sentences what the plan does: first the task, who is late and the closings, then lifts, kit, harm, money and the gap."""
    return (
        (*task(reading, say), *people_sentences(reading, say), *closing_sentences(reading, say)),
        (*lift_sentences(reading, say), *kit_sentences(reading, say), *harm_and_cost(reading, terms, say), *quality(violations, gap, say)),
    )


def task(reading: Reading, say: Words) -> list[str]:
    """Say what is to leave."""
    mission = reading.mission
    units = sum(lot.quantity for lot in reading.kit)
    sites = {p.site for p in reading.leavers if p.count} | {lot.site for lot in reading.kit if lot.quantity}
    if not sites:
        return [say("say.task_none")]
    key = "say.task" if reading.to_leave and units else "say.task_people" if reading.to_leave else "say.task_kit"
    filled = {"people": say.count("person", reading.to_leave), "kit": say.count("unit", units)}
    return [say(key, **filled, sites=say.count("site", len(sites)), deadline=say.date(mission.deadline))]


def lift_sentences(reading: Reading, say: Words) -> list[str]:
    """Say how many convoys and sorties the plan uses."""
    lifts = [say.count(name, n) for name, n in (("convoy", reading.convoys), ("sortie", reading.sorties)) if n]
    if not lifts and not reading.plan.disposals:
        return [say("say.no_plan")]
    return [say("say.lifts", lifts=say.listed(lifts))] if lifts else []


def people_sentences(reading: Reading, say: Words) -> list[str]:
    """Say who is late."""
    mission = reading.mission
    last = reading.last_out
    if not reading.to_leave or (last is None and not reading.late):
        return []
    when = say.date(mission.time(last)) if last is not None else ""
    if not reading.late:
        return [say("say.all_out", when=when)]
    late = say.count("person", reading.late)
    if not reading.not_out:
        return [say("say.all_out_late", late=late, when=when)]
    if reading.not_out == reading.late:
        return [say("say.none_more", late=late, end=say.date(mission.end))]
    return [say("say.some_out", late=late, not_out=say.number(reading.not_out), end=say.date(mission.end))]


def closing_sentences(reading: Reading, say: Words) -> list[str]:
    """Say which sites close first and last, and which stay."""
    mission = reading.mission
    closures = sorted(reading.plan.closures, key=lambda c: (c.close, c.site))
    found = []
    if closures:
        first, last = closures[0], closures[-1]
        filled = {"first": say.site(mission, first.site), "first_when": say.date(first.close)}
        if len(closures) == 1:
            found.append(say("say.closes_one", **filled))
        else:
            found.append(say("say.closes", sites=say.count("site", len(closures)), last=say.site(mission, last.site), last_when=say.date(last.close), **filled))
    else:
        found.append(say("say.closes_none"))
    stay = [say.site(mission, s.site) for s in mission.sites if s.stays_open]
    return found + ([say("say.stays.one" if len(stay) == 1 else "say.stays.other", names=say.listed(stay))] if stay else [])


def kit_sentences(reading: Reading, say: Words) -> list[str]:
    """Say what becomes of the kit."""
    counts, vehicles = fate_counts(reading), reading.vehicles_abandoned
    fleets = {"vehicles": say.count("vehicle", vehicles), "value": say.money(reading.vehicles_value, reading.mission.currency)}
    if not counts:
        return [say("say.fleets_abandoned", **fleets)] if vehicles else []
    parts = [say(f"say.fate.{fate}", n=say.number(counts[fate])) for fate in (*DISPOSITIONS, "left") if counts.get(fate)]
    return [say("say.kit_fates_fleets", fates=say.listed(parts), **fleets) if vehicles else say("say.kit_fates", fates=say.listed(parts))]


def fate_counts(reading: Reading) -> dict[str, int]:
    """Count the units of kit by what becomes of them; shipping and leaving count as well."""
    counts: dict[str, int] = {}
    for fate in reading.fates.values():
        for name, units in (("ship", fate.shipped), *fate.disposed.items(), ("left", fate.left)):
            counts[name] = counts.get(name, 0) + units
    return {name: units for name, units in counts.items() if units}


def harm_and_cost(reading: Reading, terms: Terms, say: Words) -> list[str]:
    """Say expected casualties and money."""
    currency = reading.mission.currency
    total = terms.casualties_move + terms.casualties_site
    return [
        say("say.casualties", total=say.amount(total), move=say.amount(terms.casualties_move), site=say.amount(terms.casualties_site)),
        say("say.money", money=say.money(terms.money, currency), value=say.money(terms.value_lost, currency)),
    ]


def quality(violations: tuple[Violation, ...], gap: float | None, say: Words) -> list[str]:
    """Say how good the plan is: broken rules, or the gap to the bound."""
    if violations:
        return [say("say.broken", rules=say.count("rule", len({v.rule for v in violations})), violations=say.count("violation", len(violations)))]
    if gap is None:
        return [say("say.gap_unknown")]
    return [say("say.optimal") if gap <= 1e-6 else say("say.gap", gap=say.share(gap, 1))]
