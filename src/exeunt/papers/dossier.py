"""What all papers of one plan are made from: its facts, and the words that tell them."""

from datetime import MAXYEAR, datetime, timedelta
from functools import cached_property

import attrs

from exeunt.documents.parts import Block, Field, Sheets, Table, Text
from exeunt.facts.facts import Facts
from exeunt.facts.movements import Hop, Movement
from exeunt.facts.series import Reading
from exeunt.model.fingerprint import legacy_fingerprint
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Record
from exeunt.papers.reporting_periods import ReportingPeriod, periods
from exeunt.version import __version__
from exeunt.words.tongue import MINUS
from exeunt.words.words import Words, as_read

HOURS_A_DAY = 24
TEAMS = ("escort", "eod", "engineers", "medical", "recovery")
"""Capabilities that travel with a convoy and have tasks in its order."""


def plan_hash(plan: Plan) -> str:
    """Return a hash of what a plan decides, whatever its record says."""
    return legacy_fingerprint(attrs.evolve(plan, record=Record()))


@attrs.frozen(kw_only=True)
class Dossier:
    """What papers are made from: the facts of one plan, and the words of one language.

    ``printed`` is the moment that all files carry; ``symbols`` asks for military symbols. Where the
    plan breaks rules, all papers are drafts.
    """

    facts: Facts
    say: Words
    printed: datetime
    symbols: bool = False

    @property
    def mission(self) -> Mission:
        """The mission."""
        return self.facts.mission

    @property
    def plan(self) -> Plan:
        """The plan that is printed: its vacuums are those that the terms count."""
        return self.facts.plan

    @property
    def reading(self) -> Reading:
        """Who and what is where over time."""
        return self.facts.reading

    @property
    def movements(self) -> tuple[Movement, ...]:
        """Every serial, in the order of leaving."""
        return self.facts.movements

    def word(self, key: str, **filled: object) -> str:
        """Return the words of papers under a key."""
        return self.say(f"papers.{key}", **filled)

    def teams(self, hop: Hop, capability: str) -> float:
        """Return the teams of a capability aboard a stage, as the rules count them."""
        return sum(self.facts.teams_by(hop, capability).values())

    def site(self, site: str) -> str:
        """Return a site's printed name."""
        return self.say.site(self.mission, site)

    def where(self, place: str) -> str:
        """Name a site, a leg by its ends, a supply, or everywhere."""
        return self.say.where(self.mission, place)

    def moment(self, hours: float) -> str:
        """Print the date and time of day of an hour of the plan."""
        return self.when(self.time(hours))

    @property
    def daily(self) -> bool:
        """Say whether the plan is one of days: then no paper tells an hour of it."""
        return self.mission.period_hours >= HOURS_A_DAY

    def when(self, when: datetime) -> str:
        """Print a moment: in a plan of days its date, as whoever leads it sets the hour."""
        if self.daily:
            return self.say.dated(when)
        return self.say.moment(when)

    def rate(self, value: float) -> str:
        """Print a figure that may be small: four decimals below 0.1."""
        if abs(value) >= 0.1:
            return self.say.amount(value)
        # Strikes and casualties of one stage are small: two decimals would print most of them as 0,
        # and "0" is read as "no danger".
        decimals = 4
        while decimals and round(value, decimals - 1) == round(value, 4):
            decimals -= 1
        return self.say.number(value, decimals)

    def short(self, when: datetime) -> str:
        """Print a day without its year, and the time of day."""
        if self.daily:
            return self.say.day(when)
        return f"{self.say.day(when)}, {self.say.clock(when)}"

    def time(self, hours: float) -> datetime:
        """Return the time of an hour of the plan, to the second."""
        when = self.mission.time(hours)
        # The last moment of all is a stand-in for "never", and half a second later there is none.
        if when.year == MAXYEAR:
            return when
        return (when + timedelta(milliseconds=500)).replace(microsecond=0)

    @property
    def zone(self) -> str:
        """Say what the mission's clock is ahead of UTC: ``UTC+4:30``, or ``UTC``."""
        minutes = round(60 * self.mission.utc_offset_hours)
        if not minutes:
            return "UTC"
        hours, rest = divmod(abs(minutes), 60)
        sign = "+" if minutes > 0 else MINUS
        return f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "")

    @property
    def clock(self) -> str:
        """Say by which clock the papers tell their times; their dates, in a plan of days."""
        return self.word("local_dates" if self.daily else "local_times", zone=self.zone)

    @property
    def language(self) -> str:
        """The language of the papers."""
        return self.say.language

    @cached_property
    def plan_hash(self) -> str:
        """What tells this plan from others."""
        return plan_hash(self.facts.given.plan)

    @cached_property
    def title(self) -> str:
        """The mission's title, or its name."""
        return self.mission.title or self.mission.name

    @cached_property
    def banner(self) -> str:
        """The warning that every paper of a plan that breaks rules carries.

        It is blank where the plan breaks none.
        """
        broken = {violation.rule for violation in self.facts.violations}
        if not broken:
            return ""
        return self.word("draft", rules=self.say.count("rule", len(broken)))

    @cached_property
    def origin(self) -> str:
        """Where the papers come from, in a line: mission, plan, version."""
        return self.word(
            "origin",
            mission=as_read(self.mission, self.say),
            hash=self.mission.fingerprint,
            plan=self.plan_hash,
            version=__version__,
        )

    def last_serials(self, site: str) -> tuple[str, ...]:
        """Return the serials that take the last people of a site.

        They are those that the plan names, else those in which the last people board.
        """
        closure = self.plan.closes.get(site)
        if closure is not None:
            # A draft may name serials that the plan has not.
            named = [serial for serial in closure.last_serials if serial in self.plan.serials]
            if named:
                return tuple(named)
        boards = [m for m in self.reading.moves if m.kind == "people" and m.origin == site]
        last = max((m.leave for m in boards), default=None)
        return tuple(sorted({m.serial for m in boards if m.leave == last}))

    @cached_property
    def periods(self) -> tuple[ReportingPeriod, ...]:
        """Weeks, or days in a mission of days."""
        return periods(self.mission, self.plan, daily=self.say.fine)

    def permissions(self, movement: Movement) -> tuple[str, ...]:
        """Return the permissions that a serial stands on, in the mission's order."""
        used = {permission for hop in movement.hops for permission in self.leaves_of(movement, hop)}
        return tuple(p.permission for p in self.mission.permissions if p.permission in used)

    def leaves_of(self, movement: Movement, hop: Hop) -> tuple[str, ...]:
        """Return the permissions that decide whether a serial may go on a stage, each once."""
        # One permission may cover people, cargo and each nation: it decides several times.
        leaves = self.facts.leaves[movement.serial, hop.stage.stage]
        return tuple(dict.fromkeys(permission.permission for permission in leaves))

    def fleet(self, fleet: str) -> str:
        """Name a fleet as people do: by its vehicles and where it is based; its id is ours."""
        known = self.mission.fleet[fleet]
        vehicle = self.mission.vehicle[known.vehicle]
        return f"{vehicle.name or vehicle.vehicle} ({self.site(known.site)})"

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
            self.clock,
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
            daily=self.daily,
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
