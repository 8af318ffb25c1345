from pathlib import Path

from exeunt.files.contract_docs import fields_list, formats
from exeunt.files.settings import MissionSettings, PlanRecord, PlanTerms
from exeunt.files.wording import Wording
from exeunt.model.columns import ENGLISH, HEADED, columns, header_in
from exeunt.model.mission import TABLES
from exeunt.model.plan import PLAN_TABLES

PAGE = Path(__file__).parents[3] / "docs" / "formats.md"


def test_the_page_is_what_the_contract_says():
    assert PAGE.read_text(encoding="utf-8") == formats(), "run python scripts/make_formats.py"


def test_every_language_lists_every_field():
    for language in set(HEADED) - {ENGLISH}:
        listed = fields_list(Wording(language=language))
        assert all(
            column.headers[language] in listed
            for row_class in TABLES.values()
            for column in columns(row_class)
        )
    assert fields_list(Wording()) != fields_list(Wording(language="fr"))


def test_every_column_of_a_file_has_a_header_in_every_language():
    tables = (*TABLES.values(), *PLAN_TABLES.values(), MissionSettings, PlanRecord, PlanTerms)
    for row_class in tables:
        for column in columns(row_class):
            assert set(column.headers) == set(HEADED), (row_class, column.name)
            assert all(column.headers.values())


def test_a_language_without_a_header_of_its_own_has_the_english_one():
    site = columns(TABLES["sites"])[0]
    assert header_in(site, "xx") == header_in(site, ENGLISH) == "Site"
