"""The types of what a mission is built from."""

from typing import get_type_hints

from exeunt.api import fields
from exeunt.files.field_types import class_name, first_of
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES


def test_every_field_of_every_table_has_a_type():
    for table, row_class in TABLES.items():
        typed = get_type_hints(getattr(fields, class_name(table)))
        assert {*typed, *first_of(table)} == {column.name for column in columns(row_class)}


def test_what_is_required_must_be_given():
    assert fields.LegFields.__required_keys__ == {"origin", "destination", "mode", "km"}
    assert fields.SeasonFields.__required_keys__ == {"closed_from", "closed_to"}
