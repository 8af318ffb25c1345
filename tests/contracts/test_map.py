"""The map of the house, the glossary, the walk-throughs and the examples: what they name is there."""

import importlib.util
import re
import runpy
import sys
from functools import cache
from pathlib import Path

import pytest

import exeunt

ROOT = Path(__file__).parents[2]
SPEC = importlib.util.spec_from_file_location("house", ROOT / "scripts" / "house.py")
drawn = importlib.util.module_from_spec(SPEC)
sys.modules["house"] = drawn
SPEC.loader.exec_module(drawn)
PATHS = re.compile(
    r"`((?:src|web|tests|scripts|docs|requirements|examples|\.ci)/[^`*: ]*?)[`:]|`([\w-]+\.toml)`"
)


@cache
def house():
    """The rooms and their arrows, read from the imports once it is asked for."""
    return drawn.house()


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_no_arrow_points_up_and_no_room_stands_in_a_circle():
    assert house().up == []
    assert drawn.circles(house().arrows) == 0


def test_every_room_is_on_a_floor_and_says_what_it_is_for():
    source = ROOT / "src" / "exeunt"
    rooms = {p.name for p in source.iterdir() if (p / "__init__.py").is_file()}
    rooms |= {p.stem for p in source.glob("[a-z]*.py")}
    assert rooms == set(house().lines)
    assert all(line.endswith(".") for line in house().lines.values()), house().lines


def test_the_map_is_that_of_the_code():
    page = text("docs/house.md")
    assert drawn.written(page, house()) == page, "python scripts/house.py --write"


def test_the_picture_shows_every_room_and_every_arrow():
    picture = drawn.picture(house())
    assert all(f">{room}</text>" in picture for room in house().lines)
    assert picture.count("<path d=") - 1 == len(house().arrows)
    assert "#d32f2f" not in picture


def test_an_arrow_up_and_a_circle_are_seen():
    wrong = house()._replace(arrows={("cli", "model"): 1, ("model", "cli"): 1})
    assert wrong.up == [("model", "cli")]
    assert drawn.circles(wrong.arrows) == 2
    assert "#d32f2f" in drawn.picture(wrong)


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/house.md", "SECURITY.md"])
def test_files_that_are_named_are_there(name):
    named = {a or b for a, b in PATHS.findall(text(name))}
    assert named or name == "SECURITY.md"
    assert [path for path in sorted(named) if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("thing", ["rule", "column", "paper", "word"])
def test_there_is_a_walk_through_for_each_thing_to_add(thing):
    assert f"\n## Add a {thing}\n" in text("CONTRIBUTING.md")


def test_links_in_contributing_lead_to_files():
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text("CONTRIBUTING.md"))
    assert [link for link in links if not (ROOT / link).exists()] == []


def terms():
    return re.findall(r"(?m)^\*\*(.+?)\*\*(?: \([^)]*\))?: ", text("docs/glossary.md"))


def test_the_glossary_has_the_words_of_the_field_in_order():
    wanted = {"Site", "Leg", "Lot", "Serial", "Stage", "Lift", "Floor", "Vacuum", "Bound", "Gap"}
    wanted |= {"Axis", "Closure", "Disposition", "Receiver", "Hub", "Period", "Lawful plan", "Cost"}
    assert wanted <= set(terms())
    assert terms() == sorted(terms(), key=str.lower)


def test_words_of_the_glossary_are_used_elsewhere():
    others = [p for p in (ROOT / "docs").rglob("*.md") if p.name != "glossary.md"]
    used = " ".join(p.read_text(encoding="utf-8") for p in others).lower()
    assert [term for term in terms() if term.lower() not in used] == []


def test_every_public_verb_is_in_the_reference():
    blocks = dict(
        re.findall(
            r"(?m)^::: (\S+)\n    options:\n      members: \[(.*)\]", text("docs/reference.md")
        )
    )
    named = {name for members in blocks.values() for name in members.split(", ")}
    assert set(exeunt.__all__) - {"__version__", "Mission"} == named


def test_the_first_example_goes_from_tables_to_a_page(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["mali.py", "tiny", "1", str(tmp_path)])
    runpy.run_path(str(ROOT / "examples/mali.py"), run_name="__main__")
    told = capsys.readouterr().out
    assert "rules broken: 0" in told
    assert (tmp_path / "tiny.xlsx").is_file()
    assert "<!doctype html>" in (tmp_path / "tiny.html").read_text(encoding="utf-8")[:100]


def test_the_second_example_compares_what_could_be(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["what_if.py", "tiny", "1"])
    runpy.run_path(str(ROOT / "examples/what_if.py"), run_name="__main__")
    lines = capsys.readouterr().out.splitlines()
    cost = {line[:20].strip(): line[31:43].strip() for line in lines[1:]}
    number = {case: float(text.replace(",", "")) for case, text in cost.items()}
    assert number["half the vehicles"] > number["as it is"]
    assert number["three days more"] <= number["as it is"] * 1.001
