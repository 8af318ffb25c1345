"""The documentation is tied to the code: what is not documented fails here."""

import inspect
import json
import re
import tomllib
from pathlib import Path

import attrs
import pytest
from typer.main import get_command

import exeunt
from exeunt import shipped
from exeunt.api import LoadedMission
from exeunt.cli import app
from exeunt.cli.terms import UNITS
from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine
from exeunt.model.mission import TABLES
from exeunt.model.plan import PLAN_TABLES, Terms
from exeunt.model.prices import Prices
from exeunt.optimise.parameters import Parameters
from exeunt.rules.referee import RULES
from tests.support.missions.shipped_missions import shipped_mission

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WEB = json.loads((ROOT / "web/package.json").read_text(encoding="utf-8"))
COMMANDS = get_command(app).commands


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def headings(name: str) -> list[str]:
    return [h.replace("`", "").strip() for h in re.findall(r"(?m)^#+ (.*)$", page(name))]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_documented(name):
    assert name in headings("commands.md")
    section = re.split(rf"(?m)^## {name}$", page("commands.md"))[1].split("\n## ")[0]
    shared = page("commands.md").split("\n## ")[0]
    for parameter in COMMANDS[name].params:
        for option in parameter.opts if parameter.param_type_name == "option" else ():
            assert f"`{option}" in section + shared or f"{option} " in section + shared, option


def test_no_command_is_documented_that_is_not_there():
    assert set(re.findall(r"(?m)^## (\S+)$", page("commands.md"))) == set(COMMANDS)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_its_heading(rule):
    assert rule in headings("rules.md")


@pytest.mark.parametrize("table", {**TABLES, **PLAN_TABLES})
def test_every_table_and_field_is_documented(table):
    text = page("formats.md")
    assert re.search(rf"(?m)^#+ .*`?{table}`?", text), table
    for column in columns({**TABLES, **PLAN_TABLES}[table]):
        assert f"`{column.name}`" in text, column.name


@pytest.mark.parametrize("figures", [Doctrine, Prices])
def test_every_figure_is_documented(figures):
    for column in columns(figures):
        assert f"`{column.name}`" in page("formats.md"), column.name


def test_every_term_is_printed_and_counted():
    assert list(UNITS) == [field.name for field in attrs.fields(Terms)]


def test_every_setting_is_documented():
    used = set()
    for path in (ROOT / "src").rglob("*.py"):
        used |= set(re.findall(r"\bEXEUNT_[A-Z_]+", path.read_text(encoding="utf-8")))
    documented = set(re.findall(r"\bEXEUNT_[A-Z_]+", page("how-to/scripts.md")))
    assert used == documented


@pytest.mark.parametrize(
    "key",
    [
        "status",
        "objective",
        "bound",
        "fixed",
        "gap",
        "seconds",
        "terms",
        "figures",
        "violations",
        "mission_hash",
        "seed",
        "version",
        "clashes",
    ],
)
def test_every_key_of_plan_json_is_documented(key):
    assert f"`{key}`" in page("how-to/scripts.md")


def test_every_public_name_is_documented():
    text = page("python.md")
    verbs = [name for name in exeunt.__all__ if inspect.isfunction(getattr(exeunt, name))]
    assert {
        "load",
        "check",
        "feasible",
        "plan",
        "report",
        "papers",
        "convert",
        "new",
        "missions",
    } <= set(verbs)
    assert [name for name in verbs if f"exeunt.{name}" not in text] == []
    methods = [
        name
        for name, _ in inspect.getmembers(LoadedMission, inspect.isfunction)
        if not name.startswith("_")
    ]
    assert [name for name in methods if f"loaded.{name}(" not in text] == []


def test_the_examples_of_the_page_on_python_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"(?ms)^```python\n(.*?)^```$", page("python.md"))
    names: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, "python.md", "exec"), names)  # noqa: S102 - it is ours
    assert len(blocks) >= 3
    assert exeunt.load(tmp_path / "field-offices.xlsx").mission == names["mission"].mission
    assert names["people"] == 14
    assert names["hours"].max() == 4


def test_every_call_of_the_builder_is_on_the_page_on_python():
    calls = [name for name, _ in inspect.getmembers(exeunt.MissionBuilder, inspect.isfunction)]
    assert [c for c in calls if c[0] != "_" and f"{c}" not in page("python.md")] == []


FRENCH = sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / "fr").glob("*.md"))


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        *(name for name in FRENCH if name != "fr/glossaire.md"),
        "index.md",
        "tutorial.md",
        *(path.relative_to(DOCS).as_posix() for path in sorted((DOCS / "how-to").glob("*.md"))),
    ],
)
def test_commands_that_a_page_names_are_there_with_their_options(name):
    text = (ROOT if name == "README.md" else DOCS).joinpath(name).read_text(encoding="utf-8")
    lines = re.findall(r"(?m)(?:^\$ |`)exeunt ([^`\n#|&;]*)", text)
    assert lines
    for line in lines:
        command, *words = line.split()
        if command.startswith("-"):
            continue
        options = {o for p in COMMANDS[command].params for o in (*p.opts, *p.secondary_opts)}
        assert {w for w in words if w.startswith("--")} <= options, line


def test_french_pages_stand_for_the_english_ones_that_users_read():
    english = {"index.md", "tutorial.md", "glossary.md", "how-to/excel.md", "how-to/papers.md"}
    english |= {"how-to/from-my-spreadsheet.md", "how-to/when-the-answer-is-no.md"}
    english |= {"how-to/edit.md", "how-to/imports.md", "how-to/replan.md", "how-to/scripts.md"}
    english |= {"how-to/compare.md", "how-to/why.md"}
    assert len(FRENCH) == len(english)
    for name in FRENCH:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page(name)):
            assert (DOCS / "fr" / target).exists(), (name, target)


def terms(name: str) -> dict[str, str]:
    """Return the words that a glossary explains, with what it gives of the other language."""
    return dict(re.findall(r"(?m)^\*\*([^*]+)\*\*(?: \(([^)]*)\))?", page(name)))


def test_every_word_of_a_glossary_has_its_counterpart_in_the_other():
    english, french = terms("glossary.md"), terms("fr/glossaire.md")
    assert len(english) > 80
    for own, other in ((english, page("fr/glossaire.md")), (french, page("glossary.md"))):
        assert [word for word, there in own.items() if not there] == []
        for word, there in own.items():
            named = re.findall(r"\*([^*]+)\*", there)[0].split(",")[0].strip()
            assert named.casefold() in other.casefold(), (word, named)


def test_tables_choices_and_terms_are_in_the_glossary():
    text = page("glossary.md").casefold()
    nouns = {"site", "leg", "season", "threat", "pace", "incident", "party", "lot", "disposition"}
    nouns |= {"requirement", "fleet", "air fleet", "permission", "supply", "doctrine", "price"}
    nouns |= {"movement table", "disposal", "closure", "reserve", "serial", "stage"}
    assert [
        noun for noun in sorted(nouns) if f"**{noun}" not in text and f"{noun}**" not in text
    ] == []


def test_every_library_has_its_decision():
    text = page("decisions.md").lower()
    wanted = [
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["dev"],
        *PROJECT["build-system"]["requires"],
        *WEB["dependencies"],
        *WEB["devDependencies"],
    ]
    for requirement in wanted:
        name = re.split(r"[<>=\[ ]", requirement)[0]
        assert f"**{name}**" in text, name


def test_the_changelog_tells_what_changes_results():
    assert "Results change" in headings("changelog.md")
    assert any(exeunt.__version__ in h for h in headings("changelog.md"))


def test_every_page_is_in_the_navigation():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert [
        str(p.relative_to(DOCS))
        for p in DOCS.rglob("*.md")
        if f": {p.relative_to(DOCS).as_posix()}" not in nav
    ] == []


def test_the_readme_names_targets_commands_and_files_that_exist():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    assert set(re.findall(r"make ([a-z]+)\b(?! Python)", text)) & targets >= {"demo", "test"}
    assert set(re.findall(r"\$ exeunt ([a-z]+)", text)) <= set(COMMANDS)
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("name", shipped.names())
def test_every_shipped_mission_is_in_the_index_with_its_people(name):
    (row,) = re.findall(rf"(?m)^\| `{name}` \|.*$", page("index.md"))
    assert f"| {shipped_mission(name).people:,} |" in row


def test_every_parameter_of_the_planner_is_documented():
    text = page("method.md")
    for field in attrs.fields(Parameters):
        default, meaning = f"{field.default:g}", field.metadata["meaning"]
        limits = f"{field.metadata['least']:g} – {field.metadata['most']:g}"
        assert f"| `{field.name}` | {default} | {limits} | {meaning} |" in text, field.name
