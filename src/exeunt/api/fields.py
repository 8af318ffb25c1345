"""What each row of a mission is built from, for checkers and editors.

Made from the contract by ``scripts/make_fields.py``; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Required, TypedDict

Moment = datetime | date | str
"""A local time, a day, or a text such as ``2030-03-04T06:00`` or ``D+3``."""
Names = Sequence[str] | str
"""Several names, or a text such as ``ship; gift``."""
Teams = Mapping[str, float] | str
"""Numbers by capability, or a text such as ``eod:2; medical:1``."""


class RowFields(TypedDict, total=False):
    """Fields that every row can have."""

    source: str | None
    note: str | None
    assumed: Names | None
    known_from: Moment | None


class SiteFields(RowFields, total=False):
    """Fields of a row of sites."""

    name: str | None
    lat: Required[float | str]
    lon: float | None
    role: Required[str]
    runway: str | None
    runway_m: int | None
    parking: int | None
    slots_per_day: int | None
    opens: float | None
    closes: float | None
    daylight: bool | None
    utc_offset_hours: float | None
    beds: int | None
    yard_teu: float | None
    load_teu_per_day: float | None
    pack_teu_per_day: float | None
    unload_teu_per_day: float | None
    receive_people_per_day: int | None
    receive_vehicles_per_day: int | None
    berths: int | None
    turn_hours: float | None
    holding_people: int | None
    floor_armour: int | None
    floor_ammunition_t: float | None
    perimeter_people: int | None
    perimeter_risk_per_day: float | None
    person_risk_per_day: float | None
    close_from: Moment | None
    close_by: Moment | None
    closing_hours: float | None
    packing_days: float | None
    receiver: str | None
    receiver_ready: Moment | None
    standing_cost_per_day: float | None
    stays_open: bool | None
    has_place: bool | None


class LegFields(RowFields, total=False):
    """Fields of a row of legs."""

    origin: Required[str]
    destination: Required[str]
    mode: Required[str]
    km: Required[float]
    travel_hours: float | None
    surface: str | None
    cover: str | None
    spread: float | None
    two_way: bool | None
    halts: int | None
    vehicles_per_day: int | None
    opens: float | None
    closes: float | None
    daylight: bool | None
    strikes_per_100km: float | None
    casualties_per_strike: float | None
    traverses_per_month: float | None


class SeasonFields(RowFields, total=False):
    """Fields of a row of seasons."""

    closed_from: Required[Moment]
    closed_to: Required[Moment]


class ThreatFields(RowFields, total=False):
    """Fields of a row of threats."""

    valid_from: Required[Moment]
    valid_to: Required[Moment]
    strikes_per_100km: Required[float]


class PaceFields(RowFields, total=False):
    """Fields of a row of pace."""

    surface: str | None
    season: str | None
    valid_from: Moment | None
    valid_to: Moment | None
    cover: str | None
    threat_from: float | None
    low: float | None
    likely: Required[float]
    high: float | None


class IncidentFields(RowFields, total=False):
    """Fields of a row of incidents."""

    date: Required[Moment]
    where: Required[str]
    kind: str | None
    killed: int | None
    injured: int | None


class PartyFields(RowFields, total=False):
    """Fields of a row of parties."""

    name: str | None
    site: Required[str]
    count: Required[int]
    count_low: int | None
    count_high: int | None
    population: Required[str]
    provider: str | None
    armed: bool | None
    capabilities: Teams | None
    qualified: Teams | None
    destination: str | None
    by_road: bool | None
    with_kit: bool | None
    available_from: Moment | None
    leave_from: Moment | None
    leave_by: Moment | None


class LotFields(RowFields, total=False):
    """Fields of a row of lots."""

    site: Required[str]
    item: str | None
    quantity: Required[int]
    mass_t: Required[float]
    teu: Required[float]
    self_driving: bool | None
    speed_kmh: float | None
    crew: int | None
    seats: int | None
    fuel_l_per_km: float | None
    armoured: bool | None
    outsize: bool | None
    kit_class: Required[str]
    owner: Required[str]
    provider: str | None
    value: float | None
    harm_if_captured: float | None
    allowed: Names | None
    consent: bool | None
    destination: str | None
    ready_from: Moment | None
    in_use: bool | None
    due_by: Moment | None
    disposal_group: str | None


class DispositionFields(RowFields, total=False):
    """Fields of a row of dispositions."""

    kit_class: str | None
    owner: str | None
    lawful: bool | None
    recovery_share: float | None
    cost_per_unit: float | None
    rate_per_day: float | None
    rate_t_per_team_day: float | None
    capability: str | None
    available_from: Moment | None
    lead_hours: float | None


class RequirementFields(RowFields, total=False):
    """Fields of a row of requirements."""

    activity: Required[str]
    where: str | None
    capability: Required[str]
    amount: int | None
    per_vehicles: float | None
    threat_from: float | None


class VehicleFields(RowFields, total=False):
    """Fields of a row of vehicles."""

    name: str | None
    mode: str | None
    payload_t: Required[float]
    teu: float | None
    seats: int | None
    crew: int | None
    crew_qualification: str | None
    armoured: bool | None
    outsize: bool | None
    capabilities: Teams | None
    speed_kmh: float | None
    cost_per_km: float | None
    cost_per_day: float | None
    fuel_l_per_km: float | None
    tank_km: float | None


class FleetFields(RowFields, total=False):
    """Fields of a row of fleets."""

    vehicle: Required[str]
    site: Required[str]
    count: Required[int]
    ownership: str | None
    crew_party: str | None
    out_of_service_share: float | None
    available_from: Moment | None
    available_to: Moment | None
    value: float | None


class AircraftFields(RowFields, total=False):
    """Fields of a row of aircraft."""

    name: str | None
    payload_t: Required[float]
    teu: float | None
    seats: int | None
    range_km: Required[float]
    speed_kmh: float | None
    runway: Required[str]
    runway_m: int | None
    block_hours_per_month: Required[float]
    serviceability: float | None
    crews: float | None
    serviceability_blocked: float | None
    cost_per_hour: float | None
    fuel_l_per_hour: float | None


class AirFleetFields(RowFields, total=False):
    """Fields of a row of air_fleets."""

    aircraft: Required[str]
    site: Required[str]
    count: Required[int]
    ownership: str | None
    available_from: Moment | None
    available_to: Moment | None


class PermissionFields(RowFields, total=False):
    """Fields of a row of permissions."""

    mode: Required[str]
    where: str | None
    direction: str | None
    payload: str | None
    provider: str | None
    grantor: str | None
    valid_from: Moment | None
    valid_to: Moment | None
    state: Required[str]
    chance: float | None
    answer_by: Moment | None
    lead_days: float | None
    asked_on: Moment | None


class SupplyFields(RowFields, total=False):
    """Fields of a row of supplies."""

    site: Required[str]
    stock: Required[float]
    capacity: float | None
    use_per_person_day: float | None
    use_per_day: float | None
    import_per_day: float | None
    kg_per_unit: float | None


class DoctrineFields(RowFields, total=False):
    """Fields of a row of doctrine."""

    low: float | None
    high: float | None


class PriceFields(RowFields, total=False):
    """Fields of a row of prices."""

    low: float | None
    high: float | None
