"""What can be picked in a workbook's cells."""

import openpyxl
import pytest

from exeunt.files.picks import LISTS, add_lists, add_names, offer_of
from exeunt.files.references import HOLDERS
from exeunt.files.wording import IN_ENGLISH, Wording
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES

EVERY = [(table, column) for table, row_class in TABLES.items() for column in columns(row_class)]


@pytest.mark.parametrize("table", TABLES)
def test_every_reference_and_every_choice_of_a_template_can_be_picked(table):
    for column in columns(TABLES[table]):
        offer = offer_of(table, column, tuple(TABLES), IN_ENGLISH, lists=True)
        picked = bool(column.ref or column.choices or column.kind == "flag")
        assert (offer is not None) == picked, column.name


def test_what_is_offered_has_a_name_in_the_workbook():
    workbook = openpyxl.Workbook()
    add_names(workbook, TABLES)
    add_lists(workbook, IN_ENGLISH)
    offers = [offer_of(table, c, tuple(TABLES), IN_ENGLISH, lists=True) for table, c in EVERY]
    named = {o.source for o in offers if o and not o.source.startswith('"')}
    assert named <= set(workbook.defined_names)
    assert {"site_ids", "exits", "homes", "permissions_where"} <= named
    assert workbook[LISTS].sheet_state == "hidden"


def test_only_options_are_enforced():
    by_name = {(table, c.name): c for table, c in EVERY}
    strict = {
        key: offer_of(key[0], c, tuple(TABLES), IN_ENGLISH, lists=True).strict
        for key, c in by_name.items()
        if key in {("sites", "role"), ("lots", "armoured"), ("legs", "origin"), ("lots", "allowed")}
    }
    assert strict == {
        ("sites", "role"): True,
        ("lots", "armoured"): True,
        ("legs", "origin"): False,
        ("lots", "allowed"): False,
    }


def test_lists_in_a_cell_are_no_longer_than_a_spreadsheet_takes():
    for language in (IN_ENGLISH, Wording(yes="oui", no="non")):
        for table, column in EVERY:
            offer = offer_of(table, column, tuple(TABLES), language, lists=True)
            assert offer is None or len(offer.source) <= 255


def test_a_workbook_without_lists_offers_the_names_of_single_tables():
    destination = next(c for table, c in EVERY if (table, c.name) == ("lots", "destination"))
    where = next(c for table, c in EVERY if (table, c.name) == ("incidents", "where"))
    assert offer_of("lots", destination, ("sites",), IN_ENGLISH, lists=False).source == "site_ids"
    assert offer_of("lots", destination, (), IN_ENGLISH, lists=False) is None
    assert offer_of("incidents", where, tuple(TABLES), IN_ENGLISH, lists=False) is None


def test_names_are_of_tables_that_are_there():
    workbook = openpyxl.Workbook()
    add_names(workbook, ("sites", "legs"))
    assert set(workbook.defined_names) == {"site_ids", "leg_ids"}
    assert all(HOLDERS[name.removesuffix("_ids")] for name in workbook.defined_names)
