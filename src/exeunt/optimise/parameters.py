"""Every number that the planner is tuned by, in one documented value.

None of them changes what a lawful plan is or what it costs; they change which plans are tried. The
defaults were found by trying on the shipped missions, and are guesses for others.
"""

import math
from collections.abc import Mapping
from typing import Any

import attrs

from exeunt.errors import InputError, Problem


def _number(default: float, least: float, most: float, meaning: str) -> Any:
    """Declare a number with its range (both ends allowed) and what it means."""
    limits = {"least": least, "most": most, "meaning": meaning}
    return attrs.field(default=default, metadata=limits)


@attrs.frozen(kw_only=True)
class Parameters:
    """What the planner is tuned by; times in hours unless the name says otherwise.

    Raises:
        InputError: with every value that is out of its range.
    """

    change_price: float = _number(
        10_000.0,
        0.0,
        1e12,
        "price, assumed, of each change to what people were told, in currency: after a freeze",
    )
    search_share: float = _number(
        0.2, 0.0, 1.0, "share of the time limit that the planned search fills on a common machine"
    )
    seconds_per_try: float = _number(
        0.0008, 1e-6, 1.0, "time a common machine takes to try one serial, all else included"
    )
    most_plans: int = _number(1500, 2, 1_000_000, "plans built at most, however long the limit")
    repair_share: float = _number(
        0.1, 0.0, 1.0, "share of the time limit that the last repair fills on a common machine"
    )
    late_share: float = _number(
        0.6, 0.0, 1.0, "share of the time limit after which no further plan is begun"
    )
    most_columns_whole: int = _number(
        8_000, 0, 1_000_000, "columns of the largest whole model that is solved after the search"
    )
    whole_per_second: float = _number(
        40.0, 1.0, 1e9, "steps of the solver on a whole model for each second of the time limit"
    )
    whole_until: float = _number(
        0.75, 0.0, 1.0, "share of the time limit up to which a whole model is solved"
    )
    columns_per_second: float = _number(
        1_500.0, 0.0, 1e9, "columns of the largest master that is solved, for each second"
    )
    polish_until: float = _number(
        0.85, 0.0, 1.0, "share of the time limit up to which the best plan is polished"
    )
    polish_per_second: float = _number(
        120_000.0, 1.0, 1e9, "counted work that a common machine polishes in a second"
    )
    most_items_polished: int = _number(
        5_000, 0, 1_000_000_000, "parties and lots of the largest mission that is polished"
    )
    bound_share: float = _number(0.9, 0.0, 1.0, "share of the time limit that the bound may take")
    wait_share: float = _number(
        0.97, 0.0, 1.0, "share of the time limit up to which a finished search waits for the bound"
    )
    lost_after: int = _number(
        25, 1, 1_000_000, "plans without a better one after which the search returns to the best"
    )
    heat: float = _number(
        0.1, 0.0, 10.0, "how much worse a plan may be and still be walked on from, at first"
    )
    most_serials_per_lift: int = _number(6, 1, 1_000, "serials of one last lift at most")
    last_lift_detour: float = _number(
        1.2, 1.0, 100.0, "cost of another way out, to that of the cheapest, that still leads onward"
    )
    most_convoys_per_lane: int = _number(
        8, 1, 1_000, "convoys of one lane in one planning period at most"
    )
    coach_seats: int = _number(
        10, 1, 1_000, "seats from which a vehicle is kept for the very last people of a site"
    )
    typical_loads: int = _number(
        40, 1, 10_000, "loads over which escorts and danger are spread when a journey is priced"
    )
    empty_and_escort: float = _number(
        2.3, 2.0, 100.0, "what a loaded journey pays, with the empty one back and the escort's"
    )

    seat_worth: float = _number(
        5000.0, 0.0, 1e9, "what a passenger's seat is worth to a convoy that may go, in currency"
    )

    def __attrs_post_init__(self) -> None:
        """Refuse values out of range, all at once."""
        problems = list(_out_of_range(self))
        if problems:
            raise InputError(problems)

    def changed(self) -> dict[str, float]:
        """Return what differs from the defaults, by name: what is recorded with a plan."""
        given = attrs.asdict(self)
        return {
            field.name: given[field.name]
            for field in attrs.fields(Parameters)
            if given[field.name] != field.default
        }


def _out_of_range(parameters: Parameters) -> list[Problem]:
    problems = []
    for field in attrs.fields(Parameters):
        value, least, most = (
            getattr(parameters, field.name),
            field.metadata["least"],
            field.metadata["most"],
        )
        if not _is_kind(value, field.type) or not least <= value <= most:
            kind = "a whole number" if field.type is int else "a number"
            expected = f"must be {kind} from {least:g} to {most:g}"
            problems.append(
                Problem(place="parameters", field=field.name, got=str(value), expected=expected)
            )
    return problems


def _is_kind(value: object, kind: object) -> bool:
    """Say whether a value is a finite number of the kind a field holds; true and false are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return isinstance(value, int) or (kind is not int and math.isfinite(value))


DEFAULTS = Parameters()
"""The parameters that nobody has changed."""


def parameters_from(values: Mapping[str, Any], place: str = "parameters") -> Parameters:
    """Return parameters with some of them given, such as a file's contents.

    ``place`` names the file.

    Raises:
        InputError: with every unknown name and every value that is out of its range.
    """
    known = {field.name for field in attrs.fields(Parameters)}
    problems = [
        Problem(place=place, field=name, expected=f"must be one of: {', '.join(sorted(known))}")
        for name in values
        if name not in known
    ]
    try:
        parameters = Parameters(**{name: v for name, v in values.items() if name in known})
    except InputError as error:
        problems += [attrs.evolve(problem, place=place) for problem in error.problems]
    if problems:
        raise InputError(problems)
    return parameters


def work_for(time_limit_s: float, parameters: Parameters = DEFAULTS) -> float:
    """Return how much work a search may do in a time limit.

    Work is counted in serials tried, not in seconds: the same seed then gives the same plan on
    every machine that is fast enough.
    """
    return time_limit_s * parameters.search_share / parameters.seconds_per_try


@attrs.frozen(kw_only=True)
class Limits:
    """What a run may take, what it draws its choices from, and what it is tuned by."""

    seconds: float = 60.0
    seed: int = 0
    parameters: Parameters = DEFAULTS
    since: float | None = None
    """Moment of :func:`time.monotonic` from which the seconds count; else the beginning."""
