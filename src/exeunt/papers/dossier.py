"""What all papers of one plan are made from: mission, plan, the readings of them, and the words."""

from collections import defaultdict
from datetime import MAXYEAR, datetime, timedelta
from functools import cached_property

import attrs

from exeunt.documents.parts import Block, Field, Sheets, Table, Text
from exeunt.facts.movements import Movement, movements
from exeunt.facts.permits import deciding
from exeunt.facts.series import Reading, with_vacuums
from exeunt.facts.stocks import Stock, stocks
from exeunt.model.fingerprint import legacy_fingerprint
from exeunt.model.mission import Mission
from exeunt.model.outcome import Violation
from exeunt.model.places import Leg
from exeunt.model.plan import Plan, Record
from exeunt.model.stores import Permission
from exeunt.papers.reporting_periods import Period, periods
from exeunt.rules.freight import teams_along
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Weights, weights
from exeunt.rules.terms import risk
from exeunt.version import __version__
from exeunt.words.words import Words

TEAMS = ("escort", "eod", "engineers", "medical", "recovery")
"""Capabilities that travel with a convoy and have tasks in its order."""


def plan_hash(plan: Plan) -> str:
    """Return a hash of what a plan decides, whatever its record says."""
    return legacy_fingerprint(attrs.evolve(plan, record=Record()))


@attrs.frozen(kw_only=True)
class Dossier:
    """A mission and its plan, read once for all papers. ``violations`` are the rules it breaks: then all papers are drafts.

    ``given`` is the plan as it was handed in; ``plan`` has the vacuums that follow from its closings.
    """

    mission: Mission
    given: Plan = attrs.field(alias="plan")
    say: Words
    printed: datetime
    violations: tuple[Violation, ...] = ()
    symbols: bool = False

    @cached_property
    def plan(self) -> Plan:
        """The plan that is printed: its vacuums are those that the terms count."""
        return with_vacuums(self.mission, self.given)

    def word(self, key: str, **filled: object) -> str:
        """Return the words of papers under a key."""
        return self.say(f"papers.{key}", **filled)

    def teams(self, hop: Hop, capability: str) -> float:
        """Return the teams of a capability aboard a stage, as the rules count them."""
        return sum(teams_along(self.mission, hop, capability).values())

    def site(self, site: str) -> str:
        """Return a site's printed name."""
        return self.say.site(self.mission, site)

    def where(self, place: str) -> str:
        """Name a site, a leg by its ends, a supply, or everywhere."""
        return self.say.where(self.mission, place)

    def moment(self, hours: float) -> str:
        """Print the date and time of day of an hour of the plan."""
        return self.say.moment(self.time(hours))

    def rate(self, value: float) -> str:
        """Print a figure that may be small: four decimals below 0.1."""
        if abs(value) >= 0.1:
            return self.say.amount(value)
        return self.say.number(
            value, next(d for d in range(5) if round(value, d) == round(value, 4))
        )

    def short(self, when: datetime) -> str:
        """Print a day without its year, and the time of day."""
        return f"{self.say.day(when)}, {self.say.clock(when)}"

    def time(self, hours: float) -> datetime:
        """Return the time of an hour of the plan, to the second."""
        found = self.mission.time(hours)
        return (
            (found + timedelta(milliseconds=500)).replace(microsecond=0)
            if found.year < MAXYEAR
            else found
        )

    @property
    def language(self) -> str:
        """The language of the papers."""
        return self.say.language

    @cached_property
    def kg(self) -> Weights:
        """The mass of one unit of each supply where it is stated."""
        return weights(self.mission)

    @cached_property
    def plan_hash(self) -> str:
        """What tells this plan from others."""
        return plan_hash(self.given)

    @cached_property
    def title(self) -> str:
        """The mission's title, or its name."""
        return self.mission.title or self.mission.name

    @cached_property
    def banner(self) -> str:
        """The warning that every paper of a plan that breaks rules carries; blank where it breaks none."""
        if not self.violations:
            return ""
        return self.word(
            "draft", rules=self.say.count("rule", len({v.rule for v in self.violations}))
        )

    @cached_property
    def origin(self) -> str:
        """Where the papers come from, in a line: mission, plan, version."""
        return self.word(
            "origin",
            mission=self.mission.name,
            hash=self.mission.fingerprint,
            plan=self.plan_hash,
            version=__version__,
        )

    @cached_property
    def reading(self) -> Reading:
        """What the plan's tables say over time."""
        return Reading(mission=self.mission, plan=self.plan)

    @cached_property
    def case(self) -> Case:
        """The referee's ledgers."""
        return Case(self.mission, self.plan)

    def last_serials(self, site: str) -> tuple[str, ...]:
        """Return the serials that take the last people of a site: those that the plan names, else those in which they board."""
        closure, known = self.plan.closes.get(site), self.plan.serials
        named = (
            tuple(serial for serial in closure.last_serials if serial in known) if closure else ()
        )
        boards = [m for m in self.reading.moves if m.kind == "people" and m.origin == site]
        last = max((m.leave for m in boards), default=None)
        return named or tuple(sorted({m.serial for m in boards if m.leave == last}))

    @cached_property
    def movements(self) -> tuple[Movement, ...]:
        """Every serial, in the order of leaving."""
        return movements(self.mission, self.plan)

    @cached_property
    def surface(self) -> tuple[Movement, ...]:
        """Serials by road, river, sea and rail."""
        return tuple(m for m in self.movements if m.mode != "air")

    @cached_property
    def flights(self) -> tuple[Movement, ...]:
        """Serials by air."""
        return tuple(m for m in self.movements if m.mode == "air")

    @cached_property
    def stocks(self) -> tuple[Stock, ...]:
        """Every stock that is tracked."""
        return stocks(self.reading)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """Weeks, or days in a mission of days."""
        return periods(self.mission, self.plan, daily=self.say.fine)

    @cached_property
    def leaves(self) -> dict[tuple[str, int], tuple[Permission, ...]]:
        """The permissions that decide on each stage, in the mission's order, by serial and number of the stage."""
        order = {row.permission: n for n, row in enumerate(self.mission.permissions)}
        stages = ((m.serial, hop) for m in self.movements for hop in m.hops)
        return {
            (serial, hop.stage.stage): tuple(
                sorted(deciding(self.mission, hop), key=lambda row: order[row.permission])
            )
            for serial, hop in stages
        }

    def permissions(self, movement: Movement) -> tuple[str, ...]:
        """Return the permissions that a serial stands on, in the mission's order."""
        used = {
            row.permission
            for hop in movement.hops
            for row in self.leaves[movement.serial, hop.stage.stage]
        }
        return tuple(p.permission for p in self.mission.permissions if p.permission in used)

    @cached_property
    def on_leg(self) -> dict[str, tuple[tuple[Movement, Hop], ...]]:
        """Every stage by its leg, in the order of leaving."""
        found: dict[str, list[tuple[Movement, Hop]]] = defaultdict(list)
        for movement in self.movements:
            for hop in movement.hops:
                found[hop.leg.leg].append((movement, hop))
        return {
            leg: tuple(sorted(stages, key=lambda s: (s[1].depart, s[0].serial)))
            for leg, stages in found.items()
        }

    def strikes(self, leg: Leg, hours: float) -> float:
        """Return a leg's strikes per 100 km at a moment."""
        return self.case.threats.at(leg.leg, hours)

    def risk(self, hop: Hop) -> float:
        """Return the casualties to expect on a stage."""
        return risk(self.case, hop)

    def kind(self, movement: Movement) -> str:
        """Say what a serial is called."""
        return self.say(f"kind.{movement.kind}")

    def route(self, movement: Movement) -> str:
        """Say a serial's way: the sites where it stops."""
        return " – ".join(self.site(site) for site in movement.stops)

    def sheets(self, key: str, tables: tuple[Table, ...]) -> Sheets:
        """Return a workbook: its title and notes are the words of its paper."""
        notes = (
            self.word(f"{key}.about"),
            self.word("local_times"),
            self.word("hidden"),
            self.origin,
        )
        heads = tuple(self.word(f"notes.{name}") for name in ("sheet", "column", "unit", "meaning"))
        return Sheets(
            title=f"{self.word(f'{key}.title')} – {self.title}",
            lead=self.origin,
            tables=tables,
            notes=notes,
            notes_title=self.word("notes.title"),
            notes_heads=(heads[0], heads[1], heads[2], heads[3]),
            language=self.language,
            currency=self.mission.currency,
            banner=self.banner,
            printed=self.printed,
        )

    def text(self, title: str, blocks: tuple[Block, ...]) -> Text:
        """Return a text with the header and footer that all papers have."""
        return Text(
            title=title,
            blocks=blocks,
            header=self.word("header"),
            footer=self.origin,
            page=self.word("page"),
            language=self.language,
            banner=self.banner,
            printed=self.printed,
        )

    def headers(self, fields: tuple[Field, ...]) -> tuple[str, ...]:
        """Return the headers of declared columns, for tables in texts."""
        return tuple(field.header(self.language, self.mission.currency) for field in fields)
