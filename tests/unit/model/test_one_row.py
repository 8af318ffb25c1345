"""The nouns of the sheets of one row."""

from exeunt.model.columns import columns
from exeunt.model.one_row import EDITED, ONE_ROW_TABLES


def test_what_is_read_back_are_columns_of_the_sheets():
    for row_class in ONE_ROW_TABLES.values():
        names = [column.name for column in columns(row_class)]
        assert set(EDITED[row_class]) <= set(names)
        assert names[-1] == "written"
        assert not any(column.headers.get("fr", "") == "" for column in columns(row_class))
