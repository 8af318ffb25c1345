"""The arithmetic in sentences, as a chief of movements would say it."""

from exeunt.feasible.words import is_short, many, moment, rate
from exeunt.model.feasibility import IMPOSSIBLE, Axis, Feasibility, SiteNeed, Together
from exeunt.model.mission import Mission


def say(mission: Mission, found: Feasibility) -> tuple[str, ...]:
    """Return the verdicts with their reasons, then all axes together, then each."""
    lines = [
        verdict(mission, found),
        *found.reasons,
        kit_verdict(mission, found),
        *found.kit_reasons,
    ]
    lines += [together(mission, found.together)] if found.together.weeks else []
    for axis in found.axes:
        lines += [axis_loads(mission, axis)] if axis.loads else []
        lines += [axis_people(mission, axis)] if axis.people else []
    lines += [stranded(mission, need) for need in found.sites if need.no_way_units]
    return tuple(lines)


def verdict(mission: Mission, found: Feasibility) -> str:
    """Say whether everybody can be out by the deadline."""
    people = many(found.together.people, "person", "people")
    how = "shown impossible" if found.verdict == IMPOSSIBLE else "not shown impossible"
    return f"All {people} out by {moment(mission, mission.deadline)}: {how}."


def kit_verdict(mission: Mission, found: Feasibility) -> str:
    """Say whether all kit that may be shipped can be by the deadline."""
    how = "shown impossible" if found.kit_verdict == IMPOSSIBLE else "not shown impossible"
    local = found.together.disposable_loads
    rest = f" {local:,} of them could lawfully be disposed of where they stand." if local else ""
    return f"All {many(found.together.loads, 'load', 'loads')} that may be shipped out by {moment(mission, mission.deadline)}: {how}.{rest}"


def axis_loads(mission: Mission, axis: Axis) -> str:
    """Say what must be carried on an axis, what can be, and when it would be done."""
    per, number = _per(mission, axis.loads_per_week)
    text = f"{axis.axis} axis: {many(axis.loads, 'load', 'loads')}, {rate(number)} a {per} at most"
    short = (
        f" {many(axis.shortfall_loads, 'load', 'loads')} short at the deadline."
        if axis.shortfall_loads
        else ""
    )
    return f"{text}, {_done(mission, axis, people=False)}. {_binding(axis)}{short}"


def axis_people(mission: Mission, axis: Axis) -> str:
    """Say how many people take an axis, what seats there are, and when they would be out of it."""
    per, number = _per(mission, axis.people_per_week)
    name = axis.axis if axis.mode == "air" else f"{axis.axis} axis"
    which = "if all fly" if axis.mode == "air" else "if none fly"
    text = f"{name}: {many(axis.people, 'person', 'people')} {which}, {rate(number)} a {per} at most{'' if axis.mode == 'air' else ' in passenger seats'}"
    short = (
        f" {many(axis.shortfall_people, 'person', 'people')} short at the deadline."
        if axis.shortfall_people
        else ""
    )
    return f"{text}, {_done(mission, axis, people=True)}.{' ' + _binding(axis) if axis.mode == 'air' else ''}{short}"


def together(mission: Mission, found: Together) -> str:
    """Say what the shared trucks and teams make of all axes together."""
    unit, factor = ("days", 7.0) if is_short(mission) else ("weeks", 1.0)
    needs = ", ".join(
        f"{name} {'never' if weeks is None else rate(weeks * factor)}"
        for name, weeks in found.weeks
    )
    text = f"All axes together, {unit} of work: {needs}; {rate(found.weeks_available * factor)} {unit} are available"
    if found.done is None or not found.days_late:
        return f"{text}."
    return f"{text}. Done {moment(mission, found.done)}; {_days(found.days_late)} late."


def stranded(mission: Mission, need: SiteNeed) -> str:
    """Say what kit has no way out but by air."""
    name = mission.site[need.site].name or need.site
    return f"{name}: {many(need.no_way_units, 'unit', 'units')} that may be shipped {'has' if need.no_way_units == 1 else 'have'} no way out by road, river, rail or sea."


def _per(mission: Mission, per_week: float | None) -> tuple[str, float]:
    number = per_week or 0.0
    return ("day", number / 7) if is_short(mission) else ("week", number)


def _done(mission: Mission, axis: Axis, *, people: bool) -> str:
    permission = axis.people_permission if people else axis.permission
    done, late = (
        (axis.people_done, axis.people_days_late) if people else (axis.done, axis.days_late)
    )
    if permission == "refused":
        return "closed or not permitted before the deadline"
    before = "not yet permitted, if it is " if permission == "asked" else ""
    if done is None:
        return f"{before}never done in the time that it is open"
    if late:
        return f"{before}done {moment(mission, done)}; {_days(late)} late"
    return f"{before}done {moment(mission, done)}; in time"


def _days(number: int) -> str:
    return "1 day" if number == 1 else f"{number:,} days"


def _binding(axis: Axis) -> str:
    return f"Binding: {', then '.join(axis.binding[:3])}."
