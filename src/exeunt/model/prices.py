"""Prices: what one unit of each term of the cost is worth, with defaults, sources and ranges."""

from collections.abc import Mapping

import attrs

from exeunt.model.columns import column
from exeunt.model.figures import Doctrine, Figure


@attrs.frozen(kw_only=True)
class Prices:
    """What one unit of each term costs in a plan's one number, unless a mission says otherwise."""

    # One price for every population, contract drivers among them: whose casualties count less is
    # not for a default to say.
    casualty: float = column(
        "number",
        {},
        "One person killed or injured, as is to be expected, of any population.",
        unit="currency",
        default=2_000_000.0,
        ge=0,
        low=500000,
        high=10000000,
        source="assumed: of the order of a value of a statistical life",
    )
    person_day_late: float = column(
        "number",
        {},
        "One person not out for one day past the deadline.",
        unit="currency",
        default=2_000.0,
        ge=0,
        low=200,
        high=20000,
        source="assumed",
    )
    # Dearer than any lateness, or the cheapest way to treat late people would be to leave them.
    person_not_out: float = column(
        "number",
        {},
        "One person not out at the end of planning.",
        unit="currency",
        default=1_000_000.0,
        ge=0,
        low=200000,
        high=10000000,
        source="assumed",
    )
    # Free by default: each day that people wait is paid already, in danger and in standing cost. A
    # price is for who must be able to say that all are out, whatever the rest of it costs.
    makespan_day: float = column(
        "number",
        {},
        "One day from the start until the last person is out.",
        unit="currency",
        default=0.0,
        ge=0,
        low=0,
        high=100000,
        source="assumed: the days of waiting are priced by danger and standing cost already",
        since=2,
    )
    unit_day_late: float = column(
        "number",
        {},
        "One unit of kit not delivered nor disposed of for one day past its own due date.",
        unit="currency",
        default=100.0,
        ge=0,
        low=20,
        high=1000,
        source="assumed: of the order of a day's detention of a container",
        since=2,
    )
    capture_point: float = column(
        "number",
        {},
        "One point of harm if captured.",
        unit="currency",
        default=50_000.0,
        ge=0,
        low=5000,
        high=500000,
        source="assumed",
    )
    # An empty base is walked into within hours. The default is above what any shipped base costs
    # a day to hold, so that no base is left to nobody for money alone: who prefers that says so.
    vacuum_day: float = column(
        "number",
        {},
        "One day between the closing of a site and its receiver being ready.",
        unit="currency",
        default=250_000.0,
        ge=0,
        low=50000,
        high=1000000,
        source="assumed: above what any shipped base costs a day to hold, danger priced",
    )
    value_lost: float = column(
        "number",
        {},
        "One unit of currency of kit value not recovered.",
        unit="currency",
        default=1.0,
        ge=0,
        low=0.5,
        high=1,
        source="a unit of value is a unit of currency",
    )
    money: float = column(
        "number",
        {},
        "One unit of currency spent.",
        unit="currency",
        default=1.0,
        ge=0,
        low=1,
        high=1,
        source="a unit of currency",
    )
    # Part of the money that a plan costs: whoever has a contract by the km, fuel included, sets it
    # to nothing.
    fuel_litre: float = column(
        "number",
        {},
        "One litre of fuel that vehicles and driven kit burn, as a part of the money spent.",
        unit="currency",
        default=1.0,
        ge=0,
        low=0.7,
        high=3,
        source="assumed: of the order of a price at the pump; brought to a remote base it is more",
        since=2,
    )
    stated: tuple[Figure, ...] = ()


FIGURES: Mapping[str, type] = {"doctrine": Doctrine, "prices": Prices}
"""Tables of figures by name, and what holds the figures that they may state."""
