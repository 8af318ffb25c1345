"""The mission: all its tables together, and the look-ups everybody needs."""

from datetime import datetime, timedelta
from functools import cached_property

import attrs

from exeunt.model import fingerprint as hashes
from exeunt.model.columns import FORMAT_VERSION, Row
from exeunt.model.dispositions import Disposition
from exeunt.model.figures import Doctrine, Figure
from exeunt.model.forces import Lot, Party
from exeunt.model.hazards import Incident, Season, Threat
from exeunt.model.legs import Leg
from exeunt.model.pace import SHIPPED, Pace
from exeunt.model.places import Site
from exeunt.model.prices import Prices
from exeunt.model.requirements import Requirement
from exeunt.model.stores import Permission, Supply
from exeunt.model.transport import AircraftType, AirFleet, Fleet, VehicleType

MEDIAN = 0.5
"""Share of cases in which a journey takes no longer than its median."""
PERIODS = (1, 2, 3, 4, 6, 8, 12, 24)

TABLES: dict[str, type[Row]] = {
    "sites": Site,
    "legs": Leg,
    "seasons": Season,
    "threats": Threat,
    "pace": Pace,
    "incidents": Incident,
    "parties": Party,
    "lots": Lot,
    "dispositions": Disposition,
    "requirements": Requirement,
    "vehicles": VehicleType,
    "fleets": Fleet,
    "aircraft": AircraftType,
    "air_fleets": AirFleet,
    "permissions": Permission,
    "supplies": Supply,
    "doctrine": Figure,
    "prices": Figure,
}
"""Every table of a mission by the name of its file or sheet, in the order of reading."""


ANYWHERE, ELSEWHERE = "*", "!"
"""Destinations that no table has, for whoever asks about a part of a mission: such people are out
wherever they are, or (``!kidal``) anywhere but at one site.
"""


@attrs.frozen(kw_only=True)
class Mission:
    """A mission, checked. Rows are in file order; replaced, never changed.

    ``format_version`` is that of the files it was read from; it is no part of what the mission is.
    Nor are ``as_of``, the day as of which they were read (None: everything is known), and
    ``replaced``, the rows by table that later known ones stand in for: kept to be written again.
    ``overlays`` name the courses of action that were laid over it: what they changed is in its
    rows.
    """

    name: str
    title: str = ""
    start: datetime
    deadline: datetime
    end: datetime
    period_hours: int = 24
    currency: str = "USD"
    utc_offset_hours: float = attrs.field(default=0.0, metadata={"since": 2})
    description: str = ""
    doctrine: Doctrine = attrs.field(factory=Doctrine)
    prices: Prices = attrs.field(factory=Prices)
    sites: tuple[Site, ...] = ()
    legs: tuple[Leg, ...] = ()
    seasons: tuple[Season, ...] = ()
    threats: tuple[Threat, ...] = ()
    incidents: tuple[Incident, ...] = ()
    parties: tuple[Party, ...] = ()
    lots: tuple[Lot, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    vehicles: tuple[VehicleType, ...] = ()
    fleets: tuple[Fleet, ...] = ()
    aircraft: tuple[AircraftType, ...] = ()
    air_fleets: tuple[AirFleet, ...] = ()
    permissions: tuple[Permission, ...] = ()
    supplies: tuple[Supply, ...] = ()
    pace: tuple[Pace, ...] = attrs.field(default=(), metadata={"since": 2})
    format_version: int = attrs.field(default=FORMAT_VERSION, eq=False, metadata={"since": 2})
    as_of: datetime | None = attrs.field(default=None, eq=False, metadata={"since": 2})
    replaced: tuple[tuple[str, Row], ...] = attrs.field(default=(), metadata={"since": 2})
    overlays: tuple[str, ...] = attrs.field(default=(), eq=False, metadata={"since": 2})

    @property
    def overlaid(self) -> str | None:
        """The courses of action that were laid over it, as a plan records them; None for none."""
        return "; ".join(self.overlays) or None

    @cached_property
    def site(self) -> dict[str, Site]:
        """Sites by id."""
        return {s.site: s for s in self.sites}

    @cached_property
    def leg(self) -> dict[str, Leg]:
        """Legs by id."""
        return {leg.leg: leg for leg in self.legs}

    @cached_property
    def party(self) -> dict[str, Party]:
        """Parties by id."""
        return {p.party: p for p in self.parties}

    @cached_property
    def lot(self) -> dict[str, Lot]:
        """Lots by id."""
        return {lot.lot: lot for lot in self.lots}

    @cached_property
    def vehicle(self) -> dict[str, VehicleType]:
        """Vehicle types by id."""
        return {v.vehicle: v for v in self.vehicles}

    @cached_property
    def fleet(self) -> dict[str, Fleet]:
        """Fleets by id."""
        return {f.fleet: f for f in self.fleets}

    @cached_property
    def aircraft_type(self) -> dict[str, AircraftType]:
        """Aircraft types by id."""
        return {a.aircraft: a for a in self.aircraft}

    @cached_property
    def air_fleet(self) -> dict[str, AirFleet]:
        """Air fleets by id."""
        return {f.air_fleet: f for f in self.air_fleets}

    def hours(self, when: datetime) -> float:
        """Return the hours from the mission's start to ``when``."""
        return (when - self.start).total_seconds() / 3600

    def time(self, hours: float) -> datetime:
        """Return the time so many hours after the mission's start.

        Beyond the calendar's first or last moment it is that moment, so that "never" (infinitely
        many hours) can be printed and compared.
        """
        try:
            return self.start + timedelta(hours=hours)
        except OverflowError:
            return datetime.max if hours > 0 else datetime.min

    @property
    def exits(self) -> tuple[Site, ...]:
        """Sites where whoever and whatever arrives is out."""
        return tuple(s for s in self.sites if s.role == "exit")

    @property
    def paces(self) -> tuple[Pace, ...]:
        """The paces that hold: the mission's, or the shipped ones where it has none."""
        return self.pace or SHIPPED

    @property
    def people(self) -> int:
        """Everybody in a party."""
        return sum(p.count for p in self.parties)

    def is_home(self, party: Party, site: str) -> bool:
        """Say whether a party is out when at ``site``.

        It is at its destination or, where it names none, at any exit. Of a part of a mission it may
        be asked less: see :data:`ANYWHERE`.
        """
        end = party.destination
        if end.startswith((ANYWHERE, ELSEWHERE)):
            return end != ELSEWHERE + site
        if end:
            return site == end
        return self.site[site].role == "exit"

    def disposition(self, lot: Lot, disposition: str) -> Disposition | None:
        """Return the most specific row about this disposition of this lot, or None."""
        return self.disposition_of(lot.kit_class, lot.owner, disposition)

    def disposition_of(self, kit_class: str, owner: str, disposition: str) -> Disposition | None:
        """Return the most specific row about a disposition of kit of a class and owner, or None."""
        key = (kit_class, owner, disposition)
        if key not in self._found:
            about = (
                row
                for row in self.dispositions
                if row.disposition == disposition
                and row.kit_class in {"*", kit_class}
                and row.owner in {"*", owner}
            )
            # Of equally specific rows `max` takes the first, so the order of rows is part of a
            # mission.
            self._found[key] = max(about, key=_specificity, default=None)
        return self._found[key]

    @cached_property
    def _found(self) -> dict[tuple[str, str, str], Disposition | None]:
        """The rows about dispositions asked for so far, by class, owner and disposition."""
        return {}

    def rows(self) -> dict[str, tuple[Row, ...]]:
        """Return every table's rows by table name; doctrine and prices as stated."""
        tables: dict[str, tuple[Row, ...]] = {
            name: getattr(self, name) for name in TABLES if name not in {"doctrine", "prices"}
        }
        return {**tables, "doctrine": self.doctrine.stated, "prices": self.prices.stated}

    @cached_property
    def fingerprint(self) -> str:
        """Hash of all that is given in the mission, however it is written; defaults left out.

        Two missions with the same hash give the same plans. Reading from a folder or a workbook,
        in any order of rows and columns, gives the same hash; so does a later release that adds
        fields.
        """
        # The version of the files is how the mission was written down, not what it is: converting
        # a folder to the current version must not orphan its plans. Neither must a day on which no
        # more was known than on another.
        settings = {
            field.name: getattr(self, field.name)
            for field in attrs.fields(Mission)
            if field.name not in TABLES
            and field.name not in {"format_version", "as_of", "replaced", "overlays"}
            and getattr(self, field.name) != field.default
        }
        return hashes.fingerprint(settings, (self.doctrine, self.prices), self.rows())

    @cached_property
    def legacy_fingerprint(self) -> str:
        """Hash of the mission as plans in files of version 1 carry it."""
        return hashes.legacy_fingerprint(self)

    def is_of(self, mission_hash: str, confidence: float | None = None) -> bool:
        """Say whether a plan whose record carries this hash was made for the mission as it is.

        A plan that carries none (a blank: made by hand) is taken to be; so is one that was made by
        the travel times of this mission at the ``confidence`` that it carries.
        """
        if mission_hash in {"", self.fingerprint} or mission_hash == self.legacy_fingerprint:
            return True
        if confidence is None or confidence == self.doctrine.travel_confidence:
            return False
        return mission_hash == self.at_confidence(confidence).fingerprint

    def at_confidence(self, confidence: float) -> "Mission":
        """Return the mission with travel times that suffice in this share of cases."""
        doctrine = attrs.evolve(self.doctrine, travel_confidence=confidence)
        return attrs.evolve(self, doctrine=doctrine)

    @property
    def confidence(self) -> float | None:
        """The share of cases whose travel times are planned by; None: the median, as a rule."""
        confidence = self.doctrine.travel_confidence
        return None if confidence == MEDIAN else confidence


def _specificity(row: Disposition) -> tuple[bool, bool]:
    """Rank a disposition by how specific it is: a class named counts before an owner named."""
    return row.kit_class != "*", row.owner != "*"
