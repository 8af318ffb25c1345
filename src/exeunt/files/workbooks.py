"""Workbooks, by a face: their library is imported when the first one is read or written.

Most commands meet no workbook, and importing the library takes longer than many of them do.
"""

from typing import TYPE_CHECKING

from exeunt.lazy import face

if TYPE_CHECKING:
    from exeunt.files.plan_sheets import add_figures, add_site_sheets
    from exeunt.files.workbook_in import read_sheets, read_workbook, sheet_titles
    from exeunt.files.workbook_out import (
        Look,
        add_settings,
        add_table,
        new_workbook,
        save,
    )
    from exeunt.files.workbook_rows import with_rows
    from exeunt.files.workbook_save import save_workbook

face(
    __name__,
    {
        "exeunt.files.plan_sheets": ("add_figures", "add_site_sheets"),
        "exeunt.files.workbook_in": ("read_sheets", "read_workbook", "sheet_titles"),
        "exeunt.files.workbook_out": (
            "Look",
            "add_settings",
            "add_table",
            "new_workbook",
            "save",
        ),
        "exeunt.files.workbook_save": ("save_workbook",),
        "exeunt.files.workbook_rows": ("with_rows",),
    },
)

__all__ = [
    "Look",
    "add_figures",
    "add_settings",
    "add_site_sheets",
    "add_table",
    "new_workbook",
    "read_sheets",
    "read_workbook",
    "save",
    "save_workbook",
    "sheet_titles",
    "with_rows",
]
