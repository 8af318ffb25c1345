"""Missions to workbooks: settings and every table, a sheet each."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from exeunt.files.figure_sheets import add_figures
from exeunt.files.picks import add_names
from exeunt.files.source import Kind
from exeunt.files.workbook_out import Look, add_settings, add_table, new_workbook, save
from exeunt.model.columns import columns
from exeunt.model.prices import FIGURES


def save_workbook(
    path: Path,
    kind: Kind,
    settings: Mapping[str, Any],
    rows: Mapping[str, Sequence[Any]],
    currency: str,
) -> None:
    """Write settings and tables as a workbook, one sheet each.

    Raises:
        InputError: the place cannot be written to.
    """
    workbook = new_workbook()
    add_settings(workbook, kind.settings, columns(kind.contract), settings)
    look = Look(currency=currency, tables=tuple(kind.tables))
    add_names(workbook, look.tables)
    for name, row_class in kind.tables.items():
        if name in FIGURES:
            add_figures(workbook, name, rows.get(name, ()), look)
        else:
            add_table(workbook, name, row_class, rows.get(name, ()), look)
    save(workbook, path)
