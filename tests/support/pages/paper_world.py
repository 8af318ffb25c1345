"""Missions with plans, printed once for all tests of a process, and readers that share nothing with what wrote the papers."""

import atexit
import csv
import shutil
import tempfile
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import attrs
from python_calamine import CalamineWorkbook

import exeunt
from exeunt.documents import printers
from exeunt.facts.facts import facts
from exeunt.files.missions import write_mission
from exeunt.files.plans import write_plan
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Terms
from exeunt.papers.dossier import Dossier
from exeunt.papers.registry import PAPERS
from exeunt.words.words import words
from tests.support.missions.report_samples import small_mission, small_plan
from tests.support.plans import port_run_by_hand, tiny_by_hand

PRINTED = datetime(2024, 2, 1, 8)
WORLDS = ("tiny", "port-run", "small")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def folder() -> Path:
    """A folder for this process, removed at its end."""
    made = Path(tempfile.mkdtemp(prefix="papers-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


@cache
def mission(name: str) -> Mission:
    return small_mission() if name == "small" else exeunt.load(name).mission


@cache
def plan(name: str) -> Plan:
    if name == "small":
        return small_plan()
    return {"tiny": tiny_by_hand, "port-run": port_run_by_hand}[name].by_hand(mission(name))


@cache
def tables(name: str) -> Path:
    """The mission's and the plan's CSV tables in one folder, with every column."""
    target = folder() / f"tables-{name}"
    write_mission(mission(name), target / "mission")
    write_plan(plan(name), mission(name), target / "plan")
    return target


def dossier(name: str, language: str = "en", *, symbols: bool = False, **changes) -> Dossier:
    """A dossier of a world; ``changes`` are other missions, plans, violations, words or moments."""
    found = changes.pop("mission", mission(name))
    read = facts(found, changes.pop("plan", plan(name)), Terms(), changes.pop("violations", ()))
    given = {"say": words(mission(name), language), "printed": PRINTED, "symbols": symbols}
    return Dossier(facts=read, **{**given, **changes})


@cache
def printed(name: str, paper: str, language: str = "en", *, symbols: bool = False) -> Path:
    """Print one paper and return the folder it is in."""
    target = folder() / f"{name}-{language}-{symbols}"
    return put(dossier(name, language, symbols=symbols), paper, target)


def put(read: Dossier, paper: str, target: Path, most: int | None = None) -> Path:
    """Write the files of a paper, or the first of them."""
    for piece in PAPERS[paper].pieces(read)[:most]:
        path = target / piece.name
        path.parent.mkdir(parents=True, exist_ok=True)
        printers.save(piece.make(), piece.name, path)
    return target


@attrs.frozen
class Sheet:
    """A sheet as a spreadsheet's reader sees it."""

    title: str
    lead: str
    head: list
    rows: list


def sheets(path: Path) -> dict[str, Sheet]:
    """Read a workbook with another library than wrote it."""
    book = CalamineWorkbook.from_path(str(path))
    found = {}
    for name in book.sheet_names:
        rows = [
            [None if cell == "" else cell for cell in row]
            for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        ]
        found[name] = Sheet(rows[0][0], rows[1][0], rows[2], rows[3:])
    return found


def same(a, b) -> bool:
    """Say whether two cells are the same: numbers to six decimals, blanks alike."""
    if a in {None, ""} or b in {None, ""}:
        return a in {None, ""} and b in {None, ""}
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 2e-6 * max(1.0, abs(a), abs(b))
    if isinstance(a, date) or isinstance(b, date):
        return moment(a) == moment(b)
    return a == b


def moment(value) -> datetime:
    """Read a moment: as such, as a day, or in the tables' words."""
    if isinstance(value, datetime):
        return value
    return (
        datetime.fromisoformat(value)
        if isinstance(value, str)
        else datetime(value.year, value.month, value.day)
    )


def text_of(element) -> str:
    """All words of an element, line breaks kept."""
    return "".join(
        "\n" if e.tag == f"{W}br" else e.text or ""
        for e in element.iter()
        if e.tag in {f"{W}t", f"{W}br"}
    )


@attrs.frozen
class Docx:
    """A word processor's file, taken apart by hand."""

    blocks: list
    header: str
    footer: str
    pictures: list

    @property
    def words(self) -> list[str]:
        return [block for block in self.blocks if isinstance(block, str) and block]

    @property
    def tables(self) -> list:
        return [block for block in self.blocks if isinstance(block, list)]

    def after(self, heading: str) -> list:
        """Return the first table after a heading."""
        at = self.blocks.index(heading)
        return next(block for block in self.blocks[at:] if isinstance(block, list))


def docx(path: Path) -> Docx:
    """Read a word processor's file as the zip of XML that it is."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        parts = {
            name: ET.fromstring(archive.read(name))
            for name in names
            if name.endswith((".xml", ".rels"))
        }
        pictures = [archive.read(name) for name in names if name.startswith("word/media/")]
    body = parts["word/document.xml"].find(f"{W}body")
    blocks: list = []
    for child in body:
        if child.tag == f"{W}p":
            blocks.append(text_of(child))
        elif child.tag == f"{W}tbl":
            blocks.append(
                [
                    [text_of(cell) for cell in row.findall(f"{W}tc")]
                    for row in child.findall(f"{W}tr")
                ]
            )
    header = " ".join(text_of(parts[n]) for n in names if n.startswith("word/header"))
    footer = " ".join(text_of(parts[n]) for n in names if n.startswith("word/footer"))
    return Docx(blocks, header, footer, pictures)


def number(text: str) -> float:
    """Read a number as papers print it in English; a dash is nothing."""
    return 0.0 if text in {"–", ""} else float(text.replace("−", "-").replace(",", ""))


def close(text: str, value: float) -> bool:
    """Say whether a printed number is a figure, to the digits that are printed."""
    decimals = len(text.partition(".")[2])
    return abs(number(text) - value) <= 0.51 * 10**-decimals and (
        value == 0 or number(text) != 0 or abs(value) < 1e-4
    )


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
