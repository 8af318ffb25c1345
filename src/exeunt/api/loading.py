"""Load missions: read, made sure that they make sense, and ready for every other verb."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from exeunt import api, shipped
from exeunt.api.places import Where, locate, overlay_paths, path_of
from exeunt.edits.changes import Change
from exeunt.edits.reading import Written
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import is_workbook
from exeunt.files.locks import writing
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from exeunt.files.outputs import refuse_other_workbooks
from exeunt.files.plans import PLAN, read_plan, write_plan
from exeunt.files.settings import older
from exeunt.model.actuals import Actuals
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import (
    Finding,
    Observer,
    Outcome,
    Papers,
    PrintingObserver,
    Steps,
    Stop,
    Violation,
)
from exeunt.model.plan import Plan, Terms
from exeunt.optimise.parameters import Parameters
from exeunt.rules.sense import sense
from exeunt.rules.terms import priced
from exeunt.words.problems import problems
from exeunt.words.words import words

LEAST_CONFIDENCE, MOST_CONFIDENCE = 0.5, 0.99
"""Shares of cases that can be planned by: below the median a plan would count on luck."""


@attrs.frozen(kw_only=True)
class ShippedMission:
    """A mission that comes with the package."""

    name: str
    path: Path
    mission: Mission


class SenselessMissionError(InputError):
    """A mission that can be read but contradicts itself.

    ``problems`` say how in English; ``findings`` say it as reasons, for :func:`exeunt.tell`.
    """

    def __init__(self, mission: Mission, findings: tuple[Finding, ...]) -> None:
        """Keep the findings, and whose they are."""
        self.mission = mission
        self.findings = findings
        super().__init__(problems(findings, mission, words(mission)))


@attrs.frozen(kw_only=True)
class LoadedMission:
    """A mission that was read and makes sense, and all that can be done with it.

    ``doubts`` are what a planner should look at all the same, as reasons that :func:`exeunt.tell`
    puts into words; among them ``remarks``, what reading dropped, guessed or converted. A verb's
    module is imported when the verb is used.
    """

    mission: Mission
    doubts: tuple[Finding, ...] = ()
    remarks: tuple[Finding, ...] = ()

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return the doubts as problems, in English as programs read them."""
        return problems(self.doubts, self.mission, words(self.mission))

    def feasible(self) -> Feasibility:
        """Say at once, by arithmetic, what is shown impossible; see :func:`exeunt.feasible`."""
        return api.feasible(self.mission)

    def plan(  # noqa: PLR0913 - as the use case
        self,
        *,
        time_limit: float = 60.0,
        seed: int = 0,
        parameters: Parameters | Where | None = None,
        observer: Observer | None = None,
        stop: Stop | None = None,
        start: "api.Checked | Plan | Where | None" = None,
        since: float | None = None,
        keep: Iterable[str] | str = (),
        freeze_before: date | str | None = None,
        situation: Where | Actuals | None = None,
    ) -> Outcome:
        """Plan the withdrawal; see :func:`exeunt.plan`."""
        return api.plan(
            self.mission,
            time_limit=time_limit,
            seed=seed,
            parameters=parameters,
            observer=observer,
            stop=stop,
            start=start,
            since=since,
            keep=keep,
            freeze_before=freeze_before,
            situation=situation,
        )

    def plan_in_order(  # noqa: PLR0913 - as the use case
        self,
        order: Iterable[str] | str,
        *,
        slack: float = 0.01,
        time_limit: float = 60.0,
        seed: int = 0,
        parameters: Parameters | Where | None = None,
        observer: Observer | None = None,
        stop: Stop | None = None,
        start: "api.Checked | Plan | Where | None" = None,
        since: float | None = None,
    ) -> Outcome:
        """Plan the withdrawal by terms in an order; see :func:`exeunt.plan_in_order`."""
        return api.plan_in_order(
            self.mission,
            order,
            slack=slack,
            time_limit=time_limit,
            seed=seed,
            parameters=parameters,
            observer=observer,
            stop=stop,
            start=start,
            since=since,
        )

    def explain(
        self,
        plan: "api.Checked | Plan | Where | None" = None,
        *,
        site: str = "",
        party: str = "",
        by: date | str | None = None,
        time_limit: float = 60.0,
        seed: int = 0,
        steps: Steps | None = None,
        stop: Stop | None = None,
    ) -> "api.Explanation":
        """Say why not everybody can be out by the deadline; see :func:`exeunt.explain`."""
        return api.explain(
            self.mission,
            plan,
            site=site,
            party=party,
            by=by,
            time_limit=time_limit,
            seed=seed,
            steps=steps,
            stop=stop,
        )

    def worth(
        self,
        plan: "api.Checked | Plan | Where",
        *,
        time_limit: float = 300.0,
        seed: int = 0,
        observer: "api.Tried | None" = None,
        stop: Stop | None = None,
    ) -> "api.Worths":
        """Say what one more of each thing is worth by a plan; see :func:`exeunt.worth`."""
        return api.worth(
            self.mission, plan, time_limit=time_limit, seed=seed, observer=observer, stop=stop
        )

    def why(
        self,
        plan: "api.Checked | Plan | Where",
        question: "api.Question",
        *,
        time_limit: float = 60.0,
        seed: int = 0,
        steps: Steps | None = None,
        stop: Stop | None = None,
    ) -> "api.Why":
        """Say why something in a plan is so, and what otherwise costs; see :func:`exeunt.why`."""
        return api.why(
            self.mission, plan, question, time_limit=time_limit, seed=seed, steps=steps, stop=stop
        )

    def check(self, plan: Plan | Where) -> "api.Checked":
        """Have the referee check a plan or a plan's file; see :func:`exeunt.check`."""
        return api.check(self.mission, plan)

    def edit(
        self,
        plan: Plan | Where,
        changes: "str | Iterable[str | Written | Change]" = (),
        *,
        repair: bool = False,
        time_limit: float = 30.0,
        seed: int = 0,
        observer: Observer | None = None,
        stop: Stop | None = None,
        notes: Notes | None = None,
    ) -> "api.Edited":
        """Change a plan, with what follows from the changes; see :func:`exeunt.edit`."""
        return api.edit(
            self.mission,
            plan,
            changes,
            repair=repair,
            time_limit=time_limit,
            seed=seed,
            observer=observer,
            stop=stop,
            notes=notes,
        )

    def odd(self, plan: "api.Checked | Plan | Where") -> "tuple[api.Odd, ...]":
        """Say what is odd in a lawful plan, the worst first; see :func:`exeunt.odd`."""
        return api.odd(self.mission, plan)

    def priced(self, terms: Terms) -> dict[str, float]:
        """Return every term of a plan times its price, by the term's name."""
        return priced(self.mission, terms)

    def report(
        self,
        plan: Plan | Where,
        out: Where | None = None,
        *,
        language: str = "en",
        redact: str | None = None,
    ) -> str:
        """Return (and write, where ``out`` is given) the report; see :func:`exeunt.report`."""
        return api.report(self.mission, plan, out, language=language, redact=redact)

    def papers(  # noqa: PLR0913 - as the use case
        self,
        plan: Plan | Where,
        out: Where,
        *,
        only: Iterable[str] = (),
        language: str = "en",
        symbols: bool = False,
        draft: bool = False,
        observer: PrintingObserver | None = None,
        stop: Stop | None = None,
        inputs: Iterable[Where] = (),
    ) -> Papers:
        """Print the papers of a plan into a folder; see :func:`exeunt.papers`."""
        return api.papers(
            self.mission,
            plan,
            out,
            only=only,
            language=language,
            symbols=symbols,
            draft=draft,
            observer=observer,
            stop=stop,
            inputs=inputs,
        )

    def frames(
        self, plan: Plan | None = None, *, library: str = "pandas", utc: bool = False
    ) -> dict[str, Any]:
        """Return the tables of the mission, or of a plan of it, as data frames.

        See :func:`exeunt.frames`.
        """
        return api.frames(self.mission, plan, library=library, utc=utc)

    def plan_of_frames(self, frames: Mapping[str, Any]) -> Plan:
        """Return the plan that data frames tell of; see :func:`exeunt.plan_of_frames`."""
        return api.plan_of_frames(self.mission, frames)

    def tell(
        self,
        answer: (
            "Feasibility | api.Explanation | api.Why | api.Worths | Iterable[Violation | Finding]"
        ),
        language: str = "en",
    ) -> tuple[str, ...]:
        """Put an answer into words; see :func:`exeunt.tell`."""
        return api.tell(self.mission, answer, language)

    def read(self, where: Where, notes: Notes | None = None) -> Plan:
        """Read a plan of this mission from a folder or workbook, whoever made it.

        Remarks about how it was read go into ``notes``.
        """
        return read_plan(path_of(where, "plan"), self.mission, notes)

    def figures(self, plan: Plan | Where) -> "api.Figures":
        """Count what a plan comes to; see :func:`exeunt.figures`."""
        return api.figures(self.mission, plan)

    def save(self, plan: Plan, where: Where, *, language: str = "en") -> Path:
        """Write a plan, whole or not at all: a folder of tables or, for ``.xlsx``, a workbook.

        A workbook has a sheet of figures besides, in ``language``.
        """
        path = path_of(where, "output")
        refuse_other_workbooks(path, PLAN)
        lines = api.figure_lines(self.mission, plan, language) if is_workbook(path) else ()
        with writing(path):
            write_plan(plan, self.mission, path, lines)
        return path


def missions() -> tuple[ShippedMission, ...]:
    """Return the missions that come with the package; their names work wherever a path does."""
    paths = {name: shipped.folder() / name for name in shipped.names()}
    return tuple(
        ShippedMission(name=name, path=path, mission=read_mission(path))
        for name, path in paths.items()
    )


def load(
    where: Where,
    *,
    as_of: date | str | None = None,
    overlays: Iterable[Where] = (),
    confidence: float | None = None,
) -> LoadedMission:
    """Read a mission from a folder, a workbook or by a shipped mission's name, and check its sense.

    With ``as_of``, as it was known on that day: rows that were known only later are not read at
    all. Without, everything is known. ``overlays`` are courses of action: files of changes that are
    laid over the mission, one after the other. ``confidence`` is a share of cases: the mission
    with travel times that suffice in so many of them.

    Raises:
        InputError: with every problem of reading, if it cannot be read, or for a ``confidence``
            that makes no sense.
        SenselessMissionError: an input error too, with every contradiction, if it makes no sense.
    """
    notes = Notes()
    courses = overlay_paths(overlays)
    if confidence is not None:
        check_confidence(confidence)
    mission = read_mission(locate(where), as_of, notes, overlays=courses)
    if confidence is not None:
        mission = mission.at_confidence(confidence)
    return loaded(mission, notes)


def check_confidence(confidence: float) -> None:
    """Make sure that a share of cases is one that can be planned by.

    Raises:
        InputError: it is not.
    """
    if LEAST_CONFIDENCE <= confidence <= MOST_CONFIDENCE:
        return
    expected = f"must be a share of cases from {LEAST_CONFIDENCE} to {MOST_CONFIDENCE}, such as 0.7"
    raise InputError([Problem(place="confidence", got=f"{confidence:g}", expected=expected)])


def loaded(mission: Mission, notes: Notes) -> LoadedMission:
    """Check the sense of a mission that could be read, and make it ready for every other verb.

    Raises:
        SenselessMissionError: with every contradiction, if it makes no sense.
    """
    # Only what can be read can make sense: problems of reading have been raised by now.
    contents = sense(mission)
    if contents.errors:
        raise SenselessMissionError(mission, tuple(map(notes.placed, contents.errors)))
    notices = older("mission", mission.format_version)
    return LoadedMission(
        mission=mission,
        doubts=(*notices, *notes.remarks, *map(notes.placed, contents.warnings)),
        remarks=notes.remarks,
    )
