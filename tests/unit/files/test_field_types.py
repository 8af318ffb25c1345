"""The types of what a mission is built from, as the module of them is written."""

from pathlib import Path

from exeunt.api import fields
from exeunt.files.field_types import field_types


def test_the_module_is_what_the_contract_says():
    text = Path(fields.__file__).read_text(encoding="utf-8")
    assert text == field_types(), "run python scripts/make_fields.py"
