"""Build a mission in code: a call for each thing, checked as a whole as if it had been read."""

from collections import defaultdict
from pathlib import Path
from typing import Unpack

from exeunt.api.fields import (
    AircraftFields,
    AirFleetFields,
    DispositionFields,
    DoctrineFields,
    FleetFields,
    IncidentFields,
    LegFields,
    LotFields,
    Moment,
    PaceFields,
    PartyFields,
    PermissionFields,
    PriceFields,
    RequirementFields,
    SeasonFields,
    SiteFields,
    SupplyFields,
    ThreatFields,
    VehicleFields,
)
from exeunt.api.loading import LoadedMission, loaded
from exeunt.api.places import Where, path_of
from exeunt.files.built import Given, built_mission
from exeunt.files.missions import MISSION, write_mission
from exeunt.files.notes import Notes
from exeunt.files.outputs import refuse_other_missions, refuse_other_workbooks


class MissionBuilder:
    """A mission in the making.

    Fields have the names, units and defaults of the tables in files. Nothing is checked until the
    mission is built: then every problem comes at once, as when it is read.
    """

    def __init__(  # noqa: PLR0913 - a mission has as many settings as it has
        self,
        name: str,
        *,
        start: Moment,
        deadline: Moment,
        end: Moment,
        title: str = "",
        period_hours: int = 24,
        currency: str = "USD",
        utc_offset_hours: float = 0.0,
        description: str = "",
    ) -> None:
        """Begin a mission with its settings and no rows."""
        self._settings: Given = {
            "name": name,
            "title": title,
            "start": start,
            "deadline": deadline,
            "end": end,
            "period_hours": period_hours,
            "currency": currency,
            "utc_offset_hours": utc_offset_hours,
            "description": description,
        }
        self._rows: dict[str, list[Given]] = defaultdict(list)

    def _add(self, table: str, row: Given) -> str:
        """Add a row, and return what its first field says: its id, where it has one."""
        self._rows[table].append(row)
        return str(next(iter(row.values())))

    def add_site(self, site: str, **fields: Unpack[SiteFields]) -> str:
        """Add a place where people or kit are, or pass, or arrive; return its id."""
        return self._add("sites", {"site": site, **fields})

    def add_leg(self, leg: str, **fields: Unpack[LegFields]) -> str:
        """Add a way between two sites by one mode; return its id."""
        return self._add("legs", {"leg": leg, **fields})

    def add_season(self, leg: str, **fields: Unpack[SeasonFields]) -> None:
        """Add a time in which a leg is closed."""
        self._add("seasons", {"leg": leg, **fields})

    def add_threat(self, leg: str, **fields: Unpack[ThreatFields]) -> None:
        """Add a time in which a leg is more dangerous, or less, than it says itself."""
        self._add("threats", {"leg": leg, **fields})

    def add_pace(self, pace: str, **fields: Unpack[PaceFields]) -> str:
        """Add a factor by which legs of a kind take longer; return its id."""
        return self._add("pace", {"pace": pace, **fields})

    def add_incident(self, incident: str, **fields: Unpack[IncidentFields]) -> str:
        """Add an attack or accident of the past; return its id."""
        return self._add("incidents", {"incident": incident, **fields})

    def add_party(self, party: str, **fields: Unpack[PartyFields]) -> str:
        """Add people at a site who leave together or in parts; return its id."""
        return self._add("parties", {"party": party, **fields})

    def add_lot(self, lot: str, **fields: Unpack[LotFields]) -> str:
        """Add kit of one kind at one site; return its id."""
        return self._add("lots", {"lot": lot, **fields})

    def add_disposition(self, disposition: str, **fields: Unpack[DispositionFields]) -> None:
        """Add what may become of kit of a class and owner."""
        self._add("dispositions", {"disposition": disposition, **fields})

    def add_requirement(self, requirement: str, **fields: Unpack[RequirementFields]) -> str:
        """Add what an activity needs there and then; return its id."""
        return self._add("requirements", {"requirement": requirement, **fields})

    def add_vehicle(self, vehicle: str, **fields: Unpack[VehicleFields]) -> str:
        """Add a type of vehicle, vessel or train; return its id."""
        return self._add("vehicles", {"vehicle": vehicle, **fields})

    def add_fleet(self, fleet: str, **fields: Unpack[FleetFields]) -> str:
        """Add vehicles of one type at one site; return its id."""
        return self._add("fleets", {"fleet": fleet, **fields})

    def add_aircraft(self, aircraft: str, **fields: Unpack[AircraftFields]) -> str:
        """Add a type of aircraft; return its id."""
        return self._add("aircraft", {"aircraft": aircraft, **fields})

    def add_air_fleet(self, air_fleet: str, **fields: Unpack[AirFleetFields]) -> str:
        """Add aircraft of one type with their home field; return its id."""
        return self._add("air_fleets", {"air_fleet": air_fleet, **fields})

    def add_permission(self, permission: str, **fields: Unpack[PermissionFields]) -> str:
        """Add a leave that somebody grants, refuses or does not answer; return its id."""
        return self._add("permissions", {"permission": permission, **fields})

    def add_supply(self, supply: str, **fields: Unpack[SupplyFields]) -> None:
        """Add a stock of fuel, water, rations or spares at a site."""
        self._add("supplies", {"supply": supply, **fields})

    def set_doctrine(self, name: str, value: float, **fields: Unpack[DoctrineFields]) -> None:
        """State a doctrine figure that differs from its default."""
        self._add("doctrine", {"name": name, "value": value, **fields})

    def set_price(self, name: str, value: float, **fields: Unpack[PriceFields]) -> None:
        """State a price that differs from its default."""
        self._add("prices", {"name": name, "value": value, **fields})

    def build(self) -> LoadedMission:
        """Return the mission, ready for every verb, as :func:`exeunt.load` returns one.

        Raises:
            InputError: with every problem, if it cannot be used.
            SenselessMissionError: an input error too, with every contradiction.
        """
        notes = Notes()
        return loaded(built_mission(self._settings, self._rows, notes), notes)

    def write(self, where: Where) -> Path:
        """Build the mission and write it, whole: a folder of tables or, for ``.xlsx``, a workbook.

        Raises:
            InputError: as :meth:`build`, or it cannot be written there.
        """
        mission = self.build().mission
        path = path_of(where, "output")
        refuse_other_workbooks(path, MISSION)
        refuse_other_missions(path, mission)
        write_mission(mission, path)
        return path
