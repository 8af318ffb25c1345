"""Limits that stand in one row of a table, and what the row is without each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import attrs

from exeunt.model.columns import Row


@attrs.frozen(kw_only=True)
class Limit:
    """A limit: its kind, the table and the fields it stands in, with their values without it."""

    kind: str
    table: str
    names: str
    """The field with the name of what is limited."""
    free: Mapping[str, Any]
    """The fields, with what each is where there is no limit; the first is what is told."""
    raised: bool = True
    """Whether somebody could raise it; else it is as it is, by doctrine or by the ground."""

    def holds(self, row: Row) -> bool:
        """Say whether a row has the limit."""
        return any(getattr(row, field) != value for field, value in self.free.items())

    def lifted(self, row: Row) -> Row:
        """Return a row without it."""
        return attrs.evolve(row, **self.free)

    def told(self, row: Row) -> float | datetime:
        """Return the number or the moment that the limit is told with."""
        values = (getattr(row, field) for field in self.free)
        first = next(value for value in values if value is not None)
        if isinstance(first, datetime):
            return first
        return float(first)


def _of_site(kind: str, *, raised: bool = True, **free: Any) -> Limit:
    return Limit(kind=kind, table="sites", names="site", free=free, raised=raised)


def _of_leg(kind: str, **free: Any) -> Limit:
    return Limit(kind=kind, table="legs", names="leg", free=free)


def _of_party(kind: str, **free: Any) -> Limit:
    return Limit(kind=kind, table="parties", names="party", free=free)


LIMITS = (
    _of_site("turn_hours", raised=False, turn_hours=0.0),
    _of_site("closing_hours", raised=False, closing_hours=0.0),
    _of_site("packing_days", raised=False, packing_days=0.0),
    _of_site("floor", raised=False, holding_people=0, floor_armour=0, floor_ammunition_t=0.0),
    _of_site("parking", parking=None),
    _of_site("slots", slots_per_day=None),
    _of_site("field_hours", opens=None, closes=None, daylight=False),
    _of_site("beds", beds=None),
    _of_site("yard", yard_teu=None),
    _of_site("load_rate", load_teu_per_day=None),
    _of_site("pack_rate", pack_teu_per_day=None),
    _of_site("unload_rate", unload_teu_per_day=None),
    _of_site("receive_people", receive_people_per_day=None),
    _of_site("receive_vehicles", receive_vehicles_per_day=None),
    _of_site("berths", berths=None),
    _of_site("close_from", close_from=None),
    _of_site("close_by", close_by=None),
    _of_leg("column", vehicles_per_day=None),
    _of_leg("leg_hours", opens=None, closes=None, daylight=False),
    _of_party("by_road", by_road=True),
    _of_party("with_kit", with_kit=False),
    _of_party("available_from", available_from=None),
    _of_party("leave_from", leave_from=None),
    _of_party("leave_by", leave_by=None),
)
"""The limits of rows, those that nobody can raise first."""
FIGURES: Mapping[str, float] = {
    "spacing_hours": 0.0,
    "convoy_min": 1.0,
    "convoy_max": 100_000.0,
    "march_hours_per_day": 24.0,
    "road_daylight_from_threat": 1000.0,
    "air_daylight": 0.0,
    "flight_turn_hours": 0.0,
    "flying_hours_per_day": 24.0,
}
"""Figures of the doctrine that hold movements up, with what they are where they do not."""
