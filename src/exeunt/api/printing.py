"""Print the papers of a plan."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import attrs

from exeunt.api.judging import check
from exeunt.api.places import Where, path_of
from exeunt.documents.folder import PaperFolder, open_folder
from exeunt.documents.manifest import ManifestEntry
from exeunt.documents.printers import save
from exeunt.errors import InputError, Problem
from exeunt.facts.facts import facts
from exeunt.files.locks import writing
from exeunt.model.mission import Mission
from exeunt.model.outcome import PaperFile, Papers, Printing, PrintingObserver, Stop
from exeunt.model.plan import Plan
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import by_paper, chosen
from exeunt.papers.paper import Piece
from exeunt.papers.registry import PAPERS
from exeunt.version import __version__
from exeunt.words.words import words


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

    ``only`` names the papers wanted (all where it names none); ``symbols`` puts military symbols on
    strip maps and into map attributes. The referee judges first: of a plan that breaks rules
    nothing is written, unless ``draft`` is true; then every paper says so. ``observer`` is called
    with a :class:`Printing` after each file; ``stop`` is asked before each whether to end.

    Raises:
        InputError: the plan cannot be read, the folder is something else's or one of the
            ``inputs``, a paper is not known, or papers do not speak the language.
    """
    # What is asked for is looked at before the plan is judged: a typing error is said at once.
    place, keys, say = path_of(out, "output"), chosen(only), words(mission, language)
    not_to_be_written = [Path(where) for where in inputs]
    if not isinstance(plan, Plan):
        not_to_be_written.append(path_of(plan, "plan"))
    folder = open_folder(place, mission.name, not_to_be_written)
    checked = check(mission, plan)
    if checked.violations and not draft:
        return Papers(violations=checked.violations)
    dossier = Dossier(
        facts=facts(mission, checked.plan, checked.terms, checked.violations),
        say=say,
        printed=datetime.now(UTC).replace(tzinfo=None, microsecond=0),
        symbols=symbols,
    )
    entry = ManifestEntry(
        paper="",
        file="",
        language=language,
        mission=mission.name,
        mission_hash=mission.fingerprint,
        plan_hash=dossier.plan_hash,
        objective=f"{checked.objective:.6g}",
        draft="draft" if checked.violations else "",
        version=__version__,
    )
    # Papers of two plans in one folder would send people by two tables.
    folder.refuse_mixture(entry, keys)
    pieces: dict[str, list[Piece]] = {key: PAPERS[key].pieces(dossier) for key in keys}
    with writing(place):
        printed = _printed(folder, pieces, entry, observer, stop)
    return attrs.evolve(printed, violations=checked.violations)


def _print(piece: Piece, path: Path) -> None:
    """Make a document and write it."""
    save(piece.make(), piece.name, path)


def _printed(
    folder: PaperFolder,
    papers: dict[str, list[Piece]],
    entry: ManifestEntry,
    observer: PrintingObserver | None,
    stop: Stop | None,
) -> Papers:
    """Write the files of some papers; however it ends, the manifest holds what was written."""
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


def _cut_off(folder: PaperFolder, pieces: list[tuple[str, Piece]]) -> Problem:
    """Say how many files are there, and which papers lack how many, where the disk failed."""
    missing = [key for key, piece in pieces if folder.size(piece.name) is None]
    expected = f"{len(missing)} missing: {by_paper(missing)}"
    return Problem(
        place="output",
        got=f"{len(pieces) - len(missing)} of {len(pieces)} files",
        expected=expected,
        hint="print again into the same folder",
    )
