"""The use cases: load, check, feasible, plan, report, papers, convert, new, missions.

Each command of the command line is one call of these; a Python user calls the same::

    import exeunt

    mission = exeunt.load("mali-2023")
    outcome = mission.plan(time_limit=60, seed=0)
"""

import difflib
import logging
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import attrs

from exeunt import shipped
from exeunt.documents.folder import Entry, PaperFolder, open_folder, refuse_mixture
from exeunt.errors import InputError, Problem
from exeunt.facts.veil import BARE, veil
from exeunt.feasible.axes import axes
from exeunt.feasible.clash import clashes
from exeunt.files.atomic import (
    is_workbook,
    refuse_no_file,
    refuse_other_kinds,
    said_as_problems,
    write_file,
)
from exeunt.files.missions import MISSION, read_mission, write_mission
from exeunt.files.outputs import (
    refuse_inputs,
    refuse_no_page,
    refuse_other_missions,
    refuse_other_workbooks,
)
from exeunt.files.plans import PLAN, read_plan, write_plan
from exeunt.later import later
from exeunt.model.feasibility import Feasibility
from exeunt.model.mission import Mission
from exeunt.model.outcome import Outcome, PaperFile, Papers, Printing, Progress, Violation
from exeunt.model.plan import Plan, Terms
from exeunt.papers.keys import by_paper, chosen
from exeunt.rules.referee import referee
from exeunt.rules.sense import sense
from exeunt.rules.terms import OPTIMAL_GAP, gap, objective, priced, terms
from exeunt.version import __version__
from exeunt.words.words import words

if TYPE_CHECKING:
    from exeunt.documents import printers
    from exeunt.files import template
    from exeunt.optimise import solve
    from exeunt.papers import dossier, registry
    from exeunt.report.page import html
else:  # their libraries take longer to import than most commands take to answer
    printers, dossier, registry = (
        later("exeunt.documents.printers"),
        later("exeunt.papers.dossier"),
        later("exeunt.papers.registry"),
    )
    template, solve, html = (
        later("exeunt.files.template"),
        later("exeunt.optimise.solve"),
        later("exeunt.report.page.html"),
    )

Where = str | Path
Observer = Callable[[Progress], None]
PrintingObserver = Callable[[Printing], None]
Stop = Callable[[], bool]

logger = logging.getLogger(__name__)
TOLERANCE = 1e-6
"""Relative difference below which a bound and an objective are the same number."""


@attrs.frozen(kw_only=True)
class Checked:
    """What the referee says of a plan: the rules it breaks (none: it keeps all), and what it is worth."""

    plan: Plan
    violations: tuple[Violation, ...]
    terms: Terms
    priced: dict[str, float]
    objective: float


@attrs.frozen(kw_only=True)
class Reported:
    """A report: its page, and what the referee says of the plan, which the page says too."""

    page: str
    checked: Checked


@attrs.frozen(kw_only=True)
class ShippedMission:
    """A mission that comes with the package."""

    name: str
    path: Path
    mission: Mission


@attrs.frozen(kw_only=True)
class LoadedMission:
    """A mission that was read and makes sense; ``warnings`` are what a planner should look at all the same."""

    mission: Mission
    warnings: tuple[Problem, ...] = ()

    def feasible(self) -> Feasibility:
        """Say at once, by arithmetic alone, what is shown impossible; see :func:`feasible`."""
        return feasible(self.mission)

    def plan(
        self,
        *,
        time_limit: float = 60.0,
        seed: int = 0,
        observer: Observer | None = None,
        stop: Stop | None = None,
    ) -> Outcome:
        """Plan the withdrawal; see :func:`plan`."""
        return plan(self.mission, time_limit=time_limit, seed=seed, observer=observer, stop=stop)

    def check(self, plan: Plan | Where) -> Checked:
        """Have the referee check a plan or a plan's file; see :func:`check`."""
        return check(self.mission, plan)

    def priced(self, found: Terms) -> dict[str, float]:
        """Return every term of a plan times its price, by the term's name."""
        return priced(self.mission, found)

    def report(
        self,
        plan: Plan | Where,
        out: Where | None = None,
        *,
        language: str = "en",
        redact: str | None = None,
    ) -> str:
        """Return (and write, where ``out`` is given) the report on a plan; see :func:`report`."""
        return report(self.mission, plan, out, language=language, redact=redact)

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
        """Print the papers of a plan into a folder; see :func:`papers`."""
        return papers(
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

    def read(self, where: Where) -> Plan:
        """Read a plan of this mission from a folder or workbook, whoever made it."""
        return _read(where, self.mission)

    def save(self, plan: Plan, where: Where) -> Path:
        """Write a plan as a folder of tables or, where the name ends in ``.xlsx``, a workbook: all of it or nothing."""
        path = _path(where, "output")
        refuse_other_workbooks(path, PLAN)
        write_plan(plan, self.mission, path)
        return path


def missions() -> tuple[ShippedMission, ...]:
    """Return the missions that come with the package; their names work wherever a path does."""
    paths = {name: shipped.folder() / name for name in shipped.names()}
    return tuple(
        ShippedMission(name=name, path=path, mission=read_mission(path))
        for name, path in paths.items()
    )


def _path(where: Where, what: str) -> Path:
    """Return a path as such."""
    if isinstance(where, str | os.PathLike):
        return Path(where)
    raise InputError([Problem(place=what, got=repr(where), expected="must be a path")])


def _read(where: Where, mission: Mission) -> Plan:
    """Read a plan."""
    return read_plan(_path(where, "plan"), mission)


def locate(where: Where) -> Path:
    """Return the path of a mission given by its path or a shipped mission's name.

    Raises:
        InputError: if there is neither.
    """
    path = _path(where, "mission")
    if path.is_file() or (path / "mission.toml").is_file():
        return path
    found = shipped.find(str(where))
    if found is not None:
        return found
    if path.is_dir():
        return path
    near = difflib.get_close_matches(str(where), shipped.names(), n=1)
    hint = f"did you mean {near[0]}?" if near else f"shipped missions: {', '.join(shipped.names())}"
    raise InputError(
        [
            Problem(
                place="mission",
                got=str(where),
                expected="must be a mission folder, a workbook or a shipped mission's name",
                hint=hint,
            )
        ]
    )


def load(where: Where) -> LoadedMission:
    """Read a mission from a folder, a workbook or by a shipped mission's name, and check that it makes sense.

    Raises:
        InputError: with every problem found, if it cannot be read or makes no sense.
    """
    mission = read_mission(locate(where))
    found = sense(mission)
    if found.errors:
        raise InputError(found.errors)
    return LoadedMission(mission=mission, warnings=tuple(found.warnings))


def feasible(mission: Mission) -> Feasibility:
    """Do the arithmetic that a chief of movements does first: per axis what must move, what can, when it would be done.

    It is a relaxation: it may say "not shown impossible", never wrongly "impossible". ``clashes`` are hard
    rules that no plan can keep.
    """
    return attrs.evolve(axes(mission), clashes=clashes(mission))


def check(mission: Mission, plan: Plan | Where) -> Checked:
    """Have the referee check a plan against every rule, whoever made it, and count its terms.

    Raises:
        InputError: if ``plan`` is a path and cannot be read.
    """
    found = plan if isinstance(plan, Plan) else _read(plan, mission)
    counted = terms(mission, found)
    return Checked(
        plan=found,
        violations=referee(mission, found),
        terms=counted,
        priced=priced(mission, counted),
        objective=objective(mission, counted),
    )


def plan(
    mission: Mission,
    *,
    time_limit: float = 60.0,
    seed: int = 0,
    observer: Observer | None = None,
    stop: Stop | None = None,
) -> Outcome:
    """Plan the withdrawal; no plan is handed out that the referee has not passed.

    ``observer`` is called with a :class:`Progress` now and then; ``stop`` is asked whether to end early
    with the best plan so far. The same mission, seed and limits give the same plan.

    Raises:
        InputError: if ``time_limit`` or ``seed`` make no sense.
    """
    problems = []
    if not isinstance(time_limit, int | float) or not math.isfinite(time_limit) or time_limit <= 0:
        problems.append(
            Problem(
                place="time limit",
                got=str(time_limit),
                expected="must be a number of seconds, more than 0",
            )
        )
    if not isinstance(seed, int) or seed < 0:
        problems.append(
            Problem(place="seed", got=str(seed), expected="must be a whole number, 0 or more")
        )
    if problems:
        raise InputError(problems)
    began = time.monotonic()
    outcome = solve.solve(mission, time_limit, seed, observer, stop)
    return _vouched(mission, outcome, seed, time.monotonic() - began)


def _vouched(mission: Mission, outcome: Outcome, seed: int, seconds: float) -> Outcome:
    """Check a planner's outcome and complete its record with what was counted here, not there."""
    if outcome.plan is None:
        return outcome
    checked = check(mission, outcome.plan)
    if checked.violations:
        return Outcome(status="unknown", plan=None, violations=checked.violations)
    said = outcome.plan.record
    slack = TOLERANCE * max(1.0, abs(checked.objective))
    bound = said.bound
    if bound is not None and bound > checked.objective + slack:  # a checked plan disproves it
        logger.error(
            "A lower bound of %s is above the objective %s of a checked plan: please report this",
            bound,
            checked.objective,
        )
        bound = None
    bound = None if bound is None else min(bound, checked.objective)
    left = gap(checked.objective, bound, said.fixed)
    status = "optimal" if left is not None and left <= OPTIMAL_GAP else "feasible"
    record = attrs.evolve(
        said,
        mission=mission.name,
        mission_hash=mission.fingerprint,
        status=status,
        objective=checked.objective,
        terms=checked.terms,
        bound=bound,
        gap=left,
        seconds=round(seconds, 3),
        seed=seed,
        version=__version__,
    )
    return attrs.evolve(
        outcome, status=status, plan=attrs.evolve(outcome.plan, record=record), violations=()
    )


def ready_for(where: Where, *, folder: bool = False, inputs: Iterable[Where] = ()) -> None:
    """Make sure, before long work, that something can be written there: a file or, where ``folder`` is true, a plan.

    Raises:
        InputError: if something else or one of the ``inputs`` is in the way, the name is of no format that can be
            written, or the disk refuses.
    """
    path = _path(where, "output")
    refuse_inputs(path, [Path(i) for i in inputs])
    as_folder = folder and not is_workbook(path)
    if folder:
        refuse_other_kinds(path)
    if not as_folder:
        refuse_no_file(path)
    elif path.exists() and not path.is_dir():
        raise InputError(
            [
                Problem(
                    place="output",
                    got=str(path),
                    expected="must not be a file",
                    hint="choose another name",
                )
            ]
        )
    if as_folder and path.is_dir() and any(path.iterdir()) and not (path / "plan.toml").is_file():
        raise InputError(
            [
                Problem(
                    place="output",
                    got=str(path),
                    expected="must be new, empty, or a plan's folder",
                    hint="choose another name",
                )
            ]
        )
    if folder:
        refuse_other_workbooks(path, PLAN)
    above = next(p for p in path.absolute().parents if p.exists())
    with said_as_problems(path), tempfile.TemporaryFile(dir=above):
        pass


def report(
    mission: Mission,
    plan: Plan | Where,
    out: Where | None = None,
    *,
    language: str = "en",
    redact: str | None = None,
) -> str:
    """Return the report on a plan as one self-contained HTML page, and write it where ``out`` is given.

    The report says what the referee says now, not what the plan says of itself. ``redact`` says what is told no finer than
    how, such as ``dates=month,routes=none,strengths=100``, or ``standard``; None: everything is told.

    Raises:
        InputError: if ``plan`` is a path and cannot be read, the report does not speak the language, or ``redact`` is not understood.
    """
    return reported(mission, plan, out, language=language, redact=redact).page


def reported(
    mission: Mission,
    plan: Plan | Where,
    out: Where | None = None,
    *,
    language: str = "en",
    redact: str | None = None,
) -> Reported:
    """Return a report with what the referee found; see :func:`report`."""
    kept = BARE if redact is None else veil(redact)
    inputs = () if isinstance(plan, Plan) else (_path(plan, "plan"),)
    if out is not None:
        refuse_no_page(_path(out, "output"))
        ready_for(out, inputs=inputs)
    found = plan if isinstance(plan, Plan) else _read(plan, mission)
    checked = check(mission, found)
    page = html.html(
        mission,
        found,
        terms=checked.terms,
        violations=checked.violations,
        language=language,
        veil=kept,
    )
    if out is not None:
        write_file(Path(out), lambda path: _write_text(path, page))
    return Reported(page=page, checked=checked)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def papers(  # noqa: PLR0913 - a use case with as many choices as users have
    mission: Mission,
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
    """Print the papers of a plan into a folder, each file whole or not at all.

    ``only`` names the papers wanted (all where it names none); ``symbols`` puts military symbols on strip maps and
    into map attributes. The referee judges first: of a plan that breaks rules nothing is written, unless ``draft`` is
    true; then every paper says so. ``observer`` is called with a :class:`Printing` after each file; ``stop`` is
    asked before each whether to end.

    Raises:
        InputError: the plan cannot be read, the folder is something else's or one of the ``inputs``, a paper is not
            known, or papers do not speak the language.
    """
    place, keys, say = _path(out, "output"), chosen(only), words(mission, language)
    read = () if isinstance(plan, Plan) else (_path(plan, "plan"),)
    folder = open_folder(place, mission.name, (*read, *(Path(i) for i in inputs)))
    checked = check(mission, plan)
    if checked.violations and not draft:
        return Papers(violations=checked.violations)
    facts = dossier.Dossier(
        mission=mission,
        plan=checked.plan,
        say=say,
        printed=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        violations=checked.violations,
        symbols=symbols,
    )
    entry = Entry(
        paper="",
        file="",
        language=language,
        mission=mission.name,
        mission_hash=mission.fingerprint,
        plan_hash=facts.plan_hash,
        objective=f"{checked.objective:.6g}",
        draft="draft" if checked.violations else "",
        version=__version__,
    )
    refuse_mixture(folder, entry, keys)
    found = _printed(
        folder, {key: registry.PAPERS[key](facts) for key in keys}, entry, observer, stop
    )
    return attrs.evolve(found, violations=checked.violations)


def _print(piece: "registry.Piece", path: Path) -> None:
    """Make a document and write it."""
    printers.save(piece.make(), piece.name, path)


def _printed(
    folder: PaperFolder,
    papers: "dict[str, list[registry.Piece]]",
    entry: Entry,
    observer: PrintingObserver | None,
    stop: Stop | None,
) -> Papers:
    """Write the files of some papers; what was written when it ends, however it ends, is in the manifest."""
    pieces = [(key, piece) for key, made in papers.items() for piece in made]
    folder.refuse_in_the_way(piece.name for _, piece in pieces)
    files: list[PaperFile] = []
    try:
        try:
            removed = folder.begin(
                [attrs.evolve(entry, paper=key, file=piece.name) for key, piece in pieces], papers
            )
            for key, piece in pieces:
                if stop is not None and stop():
                    break
                size = folder.put(piece.name, partial(_print, piece))
                files.append(PaperFile(paper=key, file=piece.name, size=size))
                if observer is not None:
                    observer(
                        Printing(done=len(files), total=len(pieces), paper=key, file=piece.name)
                    )
        finally:
            folder.finish()
    except InputError as error:
        raise InputError([*error.problems, _cut_off(folder, pieces)]) from error
    rest = [
        PaperFile(paper=key, file=piece.name, size=folder.size(piece.name))
        for key, piece in pieces[len(files) :]
    ]
    return Papers(
        written=tuple(files),
        missing=tuple(f for f in rest if f.size is None),
        kept=tuple(f for f in rest if f.size is not None),
        silent=tuple(key for key, made in papers.items() if not made),
        removed=removed,
        translated=folder.translated,
    )


def _cut_off(folder: PaperFolder, pieces: "list[tuple[str, registry.Piece]]") -> Problem:
    """Say how many files are there, and which papers lack how many, where the disk ended the printing."""
    missing = [key for key, piece in pieces if folder.size(piece.name) is None]
    expected = f"must be all of them; {len(missing)} missing: {by_paper(missing)}"
    return Problem(
        place="output",
        got=f"{len(pieces) - len(missing)} of {len(pieces)} files",
        expected=expected,
        hint="print again into the same folder",
    )


def convert(source: Where, target: Where, mission: Where | None = None) -> Path:
    """Turn a mission (or, with its ``mission``, a plan) from folder to workbook or back, without loss.

    Raises:
        InputError: if the source cannot be read, or the target is the source, another mission or another thing.
    """
    path, start = _path(target, "output"), _path(source, "source")
    if mission is not None:
        place = locate(mission)
        refuse_inputs(path, (start, place))
        refuse_other_workbooks(path, PLAN)
        owner = read_mission(place)
        write_plan(_read(start, owner), owner, path)
        return path
    if (start / "plan.toml").is_file() and not (start / "mission.toml").is_file():
        raise InputError(
            [
                Problem(
                    place=str(source),
                    expected="is a plan; name its mission too",
                    hint="--mission MISSION",
                )
            ]
        )
    place = locate(source)
    refuse_inputs(path, (place,))
    refuse_other_workbooks(path, MISSION)
    found = read_mission(place)
    refuse_other_missions(path, found)
    write_mission(found, path)
    return path


def new(target: Where, language: str = "en") -> Path:
    """Write an empty, commented mission: a folder of tables or, where the name ends in ``.xlsx``, a workbook.

    Raises:
        InputError: if there is something already, or the language is not known.
    """
    path = _path(target, "output")
    template.write_template(path, language)
    return path
