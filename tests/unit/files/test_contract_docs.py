from pathlib import Path

from exeunt.files.contract_docs import fields_list, formats
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_page_is_what_the_contract_says():
    assert PAGE.read_text(encoding="utf-8") == formats(), "run python scripts/make_formats.py"


def test_both_languages_list_every_field():
    assert all(
        column.fr in fields_list("fr")
        for row_class in TABLES.values()
        for column in columns(row_class)
    )
    assert fields_list("en") != fields_list("fr")
