"""Another language is one more folder: no code names a language outside the room of words."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import attrs
import docx
import openpyxl
import pytest

import exeunt
from exeunt.files.wording import Wording
from exeunt.words import catalogue as room
from exeunt.words import tongue
from exeunt.words.template import wording
from exeunt.words.words import Words, words
from tests.support.plans.tiny_by_hand import by_hand

FORMS = {
    "ar_EG": {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 100: "other"},
    "ru_RU": {1: "one", 2: "few", 5: "many", 11: "many", 21: "one", 24: "few"},
}
"""Numbers with the forms that Unicode's plural rules give them."""


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a place for languages with a copy of the English folder in it."""
    shutil.copytree(Path(str(room.ROOT)) / "en", tmp_path / "en")
    shutil.copytree(Path(str(room.ROOT)) / "en", tmp_path / "xx")
    monkeypatch.setattr(room, "ROOT", tmp_path)
    forget()
    yield tmp_path
    forget()


def forget() -> None:
    room.catalogue.cache_clear()
    tongue.locale_of.cache_clear()


def change(folder: Path, old: str, new: str) -> None:
    for table in folder.glob("*.toml"):
        table.write_text(table.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("locale", FORMS)
def test_every_plural_form_of_a_language_is_used(folders: Path, locale: str) -> None:
    forms = dict.fromkeys(FORMS[locale].values())
    change(folders / "xx", 'locale = "en_GB"', f'locale = "{locale}"')
    spoken = "\n".join(f'person.{form} = "{{n}} {form}"' for form in {**forms, "other": None})
    nouns = folders / "xx" / "nouns.toml"
    english = nouns.read_text(encoding="utf-8")
    kept = re.sub(r"^person\.\w+ = [^\n]*\{n\}[^\n]*$", "", english, flags=re.MULTILINE)
    nouns.write_text(kept.replace("[n]\n", f"[n]\n{spoken}\n"), encoding="utf-8")
    say = Words("xx")
    for number, form in FORMS[locale].items():
        assert say.count("person", number).split()[-1] == form


def test_a_form_that_a_language_does_not_write_is_its_other(folders: Path) -> None:
    change(folders / "xx", 'locale = "en_GB"', 'locale = "ru_RU"')
    assert Words("xx").count("person", 3).endswith("people")


def test_a_new_folder_is_a_language_of_reports(folders: Path) -> None:
    change(folders / "xx", 'locale = "en_GB"', 'locale = "ru_RU"')
    change(folders / "xx", "Rules broken", "Pravila narusheny")
    loaded = exeunt.load("tiny")
    assert "xx" in room.languages()
    page = loaded.report(exeunt.Plan(), language="xx")
    assert 'lang="ru-RU"' in page
    assert "Pravila narusheny" in page
    assert "Rules broken" not in page
    assert "Pravila" not in loaded.report(by_hand(loaded.mission), language="xx")


def test_a_new_folder_is_a_language_of_papers(folders: Path, tmp_path: Path) -> None:
    change(folders / "xx", 'locale = "en_GB"', 'locale = "ru_RU"')
    change(folders / "xx", '"people" = "people"', '"people" = "lyudi"')
    change(folders / "xx", 'execution = "Execution"', 'execution = "Ispolneniye"')
    loaded = exeunt.load("tiny")
    printed = tmp_path / "printed"
    loaded.papers(by_hand(loaded.mission), printed, language="xx")
    text, workbooks = "", ""
    for path in printed.rglob("*.docx"):
        document = docx.Document(str(path))
        assert document.core_properties.language == "ru-RU"
        text += "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Ispolneniye" in text
    assert "Execution" not in text
    for path in printed.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            workbooks += repr(list(sheet.values))
    assert "lyudi" in workbooks


def test_a_new_folder_is_a_language_of_templates(folders: Path, tmp_path: Path) -> None:
    change(folders / "xx", "How to fill in", "Kak zapolnit")
    exeunt.new(tmp_path / "m.xlsx", language="xx")
    readme = openpyxl.load_workbook(tmp_path / "m.xlsx")["readme"]
    assert str(readme["A1"].value).startswith("Kak zapolnit")


def test_no_code_names_another_language_but_to_head_a_column_in_it() -> None:
    source = Path(exeunt.__file__).parent
    named = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if re.search(r"""["']fr["'](?!:)""", path.read_text(encoding="utf-8"))
    }
    assert named == set()


def test_saved_missions_say_what_english_templates_say() -> None:
    assert attrs.evolve(wording("en"), readme="", guide={}) == Wording()


@pytest.mark.usefixtures("folders")
def test_a_folder_that_is_not_there_is_a_problem() -> None:
    with pytest.raises(exeunt.InputError, match="must be one of: en, xx"):
        words(exeunt.load("tiny").mission, "yy")
