"""Sheets of doctrine and of prices: every figure by name, its default and meaning beside it.

Who fills one in changes a number and looks up no name. A figure whose value stays blank keeps its
default; the columns beside are the workbook's own (``#``), and no reader looks at them.
"""

from collections.abc import Sequence
from typing import Any

import attrs
from openpyxl.styles import Alignment

from exeunt.files.cells_out import write_text
from exeunt.files.headers import OWN
from exeunt.files.wording import meaning_of, unit_of
from exeunt.files.workbook_out import (
    EXAMPLE_FONT,
    Look,
    add_header,
    fit_widths,
    put,
    put_row,
    style_header,
)
from exeunt.model.columns import Column, columns
from exeunt.model.figures import Figure
from exeunt.model.prices import FIGURES

FIRST = ("name", "value")
"""Fields that stand before the workbook's own columns."""
_WIDTHS = {"default": 12, "unit": 14, "plausible": 16, "meaning": 60, "origin": 44}
"""Widths of the workbook's own columns, in letters."""


def add_figures(workbook: Any, title: str, stated: Sequence[Figure], look: Look) -> None:
    """Add a sheet of doctrine or prices: figures as stated, then the others without a value."""
    sheet = workbook.create_sheet(title)
    contract = _placed(columns(Figure))
    for number, column in contract.items():
        # A value may stay blank: none of the sheet's columns must be filled in.
        add_header(sheet, number, title, attrs.evolve(column, required=False), look)
    heads = look.wording.guide
    for number, key in enumerate(_WIDTHS, start=len(FIRST) + 1):
        cell = sheet.cell(1, number)
        put(cell, f"{OWN} {heads.get(key) or key.capitalize()}")
        style_header(cell, required=False)
    known = {figure.name: figure for figure in columns(FIGURES[title])}
    for at, row in enumerate(stated, start=2):
        put_row(sheet, at, contract.items(), row, look)
        _explain(sheet, at, title, known[row.name], look)
    named = {row.name for row in stated}
    for at, name in enumerate((name for name in known if name not in named), start=2 + len(stated)):
        put(sheet.cell(at, 1), name)
        _explain(sheet, at, title, known[name], look)
    fit_widths(sheet)
    for number, width in enumerate(_WIDTHS.values(), start=len(FIRST) + 1):
        sheet.column_dimensions[sheet.cell(1, number).column_letter].width = width
    sheet.freeze_panes = "C2"


def _placed(contract: Sequence[Column]) -> dict[int, Column]:
    """Return the columns of a figure by the number of their column in the sheet."""
    first = [column for column in contract if column.name in FIRST]
    rest = [column for column in contract if column.name not in FIRST]
    after = len(first) + len(_WIDTHS) + 1
    return {**dict(enumerate(first, start=1)), **dict(enumerate(rest, start=after))}


def _explain(sheet: Any, at: int, table: str, figure: Column, look: Look) -> None:
    """Write what there is to know of a figure beside its value."""
    span = look.wording.between.format(
        low=write_text(figure, figure.low), high=write_text(figure, figure.high)
    )
    about = {
        "default": figure.default,
        "unit": unit_of(figure, look.wording, look.currency),
        "plausible": span,
        "meaning": meaning_of(table, figure, look.wording),
        "origin": figure.source,
    }
    for number, key in enumerate(_WIDTHS, start=len(FIRST) + 1):
        cell = sheet.cell(at, number)
        put(cell, about[key])
        cell.font = EXAMPLE_FONT
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number in range(1, len(FIRST) + 1):
        sheet.cell(at, number).alignment = Alignment(vertical="top")
    # Not every program makes room by itself for a text on two lines.
    texts = ((about["meaning"], _WIDTHS["meaning"]), (about["origin"], _WIDTHS["origin"]))
    lines = max(1 + len(str(text)) // (width - 6) for text, width in texts)
    sheet.row_dimensions[at].height = 15 * lines + 1
