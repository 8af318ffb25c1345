"""How far people and kit have come: before a period, in it, until its end, and what is to go."""

from collections.abc import Iterable, Mapping

import attrs

from exeunt.documents.parts import TextLine, TextRun, TextTable
from exeunt.facts.curves import Curve
from exeunt.model.forces import POPULATIONS
from exeunt.papers.dossier import Dossier
from exeunt.papers.reporting_periods import ReportingPeriod

ACTUAL = TextRun("", fill=True)
"""The cell beside the plan's figures: what really happened, which is what a replan starts from."""


@attrs.frozen(kw_only=True)
class Progress:
    """How many of a kind have to go in all, had gone before a period, and have gone by its end."""

    name: str
    total: float
    before: float
    after: float


def hours(dossier: Dossier, period: ReportingPeriod) -> tuple[float, float]:
    """Return a period in hours from the start; its end is just before the next begins."""
    # What happens on the stroke of midnight belongs to the day that begins with it.
    return dossier.mission.hours(period.begin) - 1e-6, dossier.mission.hours(period.end) - 1e-6


def people(dossier: Dossier, period: ReportingPeriod) -> TextTable:
    """Return people out by population."""
    reading = dossier.reading
    counts = dict.fromkeys(POPULATIONS, 0)
    for party in reading.leavers:
        counts[party.population] += party.count
    # By population: headcounts of one mission that differ by a thousand are of other populations.
    lines = [
        progress(dossier, period, dossier.say(f"population.{name}"), counts[name], out)
        for name, out in in_order(reading.people_out, POPULATIONS)
    ]
    # Nobody brings them out; but they have to leave, and a report that left them out would say that
    # everybody is out.
    if reading.crew_left:
        name = dossier.word("sitrep.crews")
        lines.append(Progress(name=name, total=reading.crew_left, before=0.0, after=0.0))
    return progress_table(dossier, lines, ("population", "to_leave"))


def kit(dossier: Dossier, period: ReportingPeriod) -> TextTable:
    """Return units of kit by what becomes of them: home, passed on, staying in use, lost."""
    ends = dossier.reading.ends
    lines = [
        progress(dossier, period, dossier.say(f"kind_of_kit.{kind}"), ends.kinds[kind], over_time)
        for kind, over_time in ends.over_time.items()
    ]
    return progress_table(dossier, lines, ("kit_end", "to_go"))


def in_order(curves: Mapping[str, Curve], names: Iterable[str]) -> list[tuple[str, Curve]]:
    """Return those curves that there are, in the order of their names."""
    return [(name, curves[name]) for name in names if name in curves]


def progress(
    dossier: Dossier, period: ReportingPeriod, name: str, total: float, gone: Curve
) -> Progress:
    """Return how far some people or kit have come."""
    begin, end = hours(dossier, period)
    return Progress(name=name, total=total, before=gone.at(begin), after=gone.at(end))


def progress_table(dossier: Dossier, lines: list[Progress], heads: tuple[str, str]) -> TextTable:
    """Return a row for each kind, and their sum; ``heads`` are keys of the first two columns."""
    whole = Progress(
        name=dossier.word("total"),
        total=sum(line.total for line in lines),
        before=sum(line.before for line in lines),
        after=sum(line.after for line in lines),
    )
    names = (*heads, "before", "this", "cumulative", "remaining", "actual")
    return TextTable(
        head=tuple(dossier.word(f"sitrep.{name}") for name in names),
        rows=tuple(progress_row(dossier, line) for line in (*lines, whole)),
        widths=(2, 1, 1.1, 1.1, 1.2, 1.1, 1.4),
        right=(1, 2, 3, 4, 5),
        total=True,
    )


def progress_row(dossier: Dossier, line: Progress) -> tuple[TextLine, ...]:
    """Return a row: in all, before the period, in it, until its end, still to go."""
    number = dossier.say.number
    return (
        line.name,
        number(line.total),
        number(line.before),
        number(line.after - line.before),
        number(line.after),
        number(line.total - line.after),
        ACTUAL,
    )
