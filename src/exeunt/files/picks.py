"""What can be picked in a workbook's cells: options, and names that grow with their tables.

A name of the workbook stands for the ids of a table, from its first row to its last, so a row
that is added can be picked elsewhere at once, in Excel and in LibreOffice alike. Where a column
takes things of several kinds, or only some of one, a hidden sheet puts them together by formulas.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import attrs
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from exeunt.files.references import FIXED, HOLDERS
from exeunt.files.wording import Wording, options_of
from exeunt.model.choices import SiteRole
from exeunt.model.columns import Column, columns
from exeunt.model.mission import TABLES
from exeunt.model.places import Site

VALIDATED_ROWS = 2000
LISTS = "_lists"
"""The hidden sheet of lists; by its first sign readers know that it is no table."""
_GATHERED = 1000
"""Most items of a list that is put together; more can be typed."""
_HEAD = 2
"""Rows of the hidden sheet above the items: what the list is, and how many it has."""
_ENDS = {("lots", "destination"): "exits", ("parties", "destination"): "homes"}
"""Columns that take only some sites, and what these are called."""


def add_names(workbook: Any, tables: Iterable[str]) -> None:
    """Name the ids of the tables that are there, each by its kind, such as ``site_ids``."""
    for kind, (table, _) in HOLDERS.items():
        if table in tables:
            _define(workbook, _name_of(kind), _ids(table))


def _name_of(kind: str) -> str:
    return f"{kind}_ids"


def _define(workbook: Any, name: str, formula: str) -> None:
    workbook.defined_names[name] = DefinedName(name, attr_text=formula)


def _ids(table: str) -> str:
    """Return a formula of the filled cells of a table's first column, an example left out."""
    column = f"'{table}'!$A$1:$A${VALIDATED_ROWS}"
    # Looked up and not named, so that the example may be deleted.
    first = f'IF(LEFT(INDEX({column},2),1)="#",3,2)'
    last = f'SUMPRODUCT(MAX(({column}<>"")*ROW({column})))'
    return f"OFFSET('{table}'!$A$1,{first}-1,0,MAX(1,{last}-{first}+1),1)"


@attrs.frozen(kw_only=True)
class _Gathered:
    """A list that is put together: its name, words that come first, kinds of thing after them."""

    name: str
    words: tuple[str, ...]
    kinds: tuple[str, ...]


def _gathered() -> tuple[_Gathered, ...]:
    """Return the lists of the columns that take things of several kinds."""
    lists = []
    for table, row_class in TABLES.items():
        for column in columns(row_class):
            if len(column.ref) > 1:
                fixed = (word for kind in column.ref for word in FIXED.get(kind, ()))
                kinds = tuple(kind for kind in column.ref if kind in HOLDERS)
                name = f"{table}_{column.name}"
                lists.append(_Gathered(name=name, words=(*column.also, *fixed), kinds=kinds))
    return tuple(lists)


def add_lists(workbook: Any, wording: Wording) -> None:
    """Add the hidden sheet of lists, and a name for each."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    at = 1
    for gathered in _gathered():
        _gather(sheet, at, gathered)
        _name_list(workbook, at, gathered.name)
        at += 1
    yes = wording.yes
    stays = f'({_site_cell("stays_open")}="{yes}")'
    # By whichever of its words a site is called one.
    words = dict.fromkeys((SiteRole.EXIT.value, wording.option(SiteRole.EXIT.value)))
    is_exit = "(" + "+".join(f'({_site_cell("role")}="{word}")' for word in words) + ">0)"
    # A user may have deleted the column that says which sites stay.
    for name, test in (("exits", is_exit), ("homes", f"({is_exit}+IFERROR({stays}*1,0)>0)")):
        _filter(sheet, at, name, test)
        _name_list(workbook, at + 1, name)
        at += 2


def _name_list(workbook: Any, at: int, name: str) -> None:
    letter = get_column_letter(at)
    top, count = f"'{LISTS}'!${letter}${_HEAD + 1}", f"'{LISTS}'!${letter}$2"
    _define(workbook, name, f"OFFSET({top},0,0,MAX(1,{count}),1)")


def _gather(sheet: Any, at: int, gathered: _Gathered) -> None:
    """Write one list: its words, then the ids of its kinds one after the other."""
    letter = get_column_letter(at)
    sheet[f"{letter}1"] = gathered.name
    counts = [f"IF(COUNTA({_name_of(k)})=0,0,ROWS({_name_of(k)}))" for k in gathered.kinds]
    sheet[f"{letter}2"] = f"={'+'.join([str(len(gathered.words)), *counts])}"
    for number, word in enumerate(gathered.words, start=_HEAD + 1):
        sheet[f"{letter}{number}"] = word
    first = _HEAD + len(gathered.words) + 1
    for number in range(first, first + _GATHERED):
        item = '""'
        for position in range(len(gathered.kinds) - 1, -1, -1):
            before = "".join(f"-{count}" for count in counts[:position])
            place = f"{number - first + 1}{before}"
            ids = _name_of(gathered.kinds[position])
            item = f'IF({place}<={counts[position]},INDEX({ids},{place})&"",{item})'
        sheet[f"{letter}{number}"] = f"={item}"


def _site_cell(field: str) -> str:
    """Return a formula of a field of the site whose number among the sites is ``{row}``."""
    place = [column.name for column in columns(Site)].index(field) + 1
    letter = get_column_letter(place)
    return f"INDEX('sites'!${letter}$1:${letter}${VALIDATED_ROWS},{{row}})"


def _filter(sheet: Any, at: int, name: str, test: str) -> None:
    """Write a list of the sites that pass a test: a running count of them, and beside it each."""
    counts, items = get_column_letter(at), get_column_letter(at + 1)
    sheet[f"{items}1"] = name
    sheet[f"{items}2"] = f"=MAX({counts}{_HEAD + 1}:{counts}{_HEAD + _GATHERED})"
    sheet[f"{counts}{_HEAD}"] = 0
    for number in range(1, _GATHERED + 1):
        row = _HEAD + number
        site = f"INDEX('sites'!$A$1:$A${VALIDATED_ROWS},{number + 1})"
        passes = f'({test.format(row=number + 1)})*(LEFT({site},1)<>"#")'
        sheet[f"{counts}{row}"] = f"={counts}{row - 1}+{passes}"
        span = f"${counts}${_HEAD + 1}:${counts}${_HEAD + _GATHERED}"
        place = f"MATCH({number},{span},0)+1"
        ids = f"'sites'!$A$1:$A${VALIDATED_ROWS}"
        sheet[f"{items}{row}"] = f'=IF({number}>{items}$2,"",INDEX({ids},{place})&"")'


@attrs.frozen(kw_only=True)
class Offer:
    """What a column's cells offer: the source of the list, and whether nothing else is taken."""

    source: str
    strict: bool


def offer_of(
    table: str, column: Column, tables: Sequence[str], wording: Wording, *, lists: bool
) -> Offer | None:
    """Return what the cells of a column offer; None for nothing.

    ``tables`` are those whose ids have a name, and ``lists`` says that the hidden sheet is there.
    """
    if options := options_of(column, wording):
        return Offer(source=f'"{",".join(options)}"', strict=True)
    if column.kind in {"choices", "capabilities"}:
        # Several may be given in one cell, which no list can offer: it offers the first.
        ending = ":1" if column.kind == "capabilities" else ""
        named = (wording.option(choice) for choice in column.choices)
        several = ",".join(f"{option}{ending}" for option in named)
        return Offer(source=f'"{several}"', strict=False)
    if not column.ref:
        return None
    if lists and (ends := _ENDS.get((table, column.name))):
        return Offer(source=ends, strict=False)
    if len(column.ref) > 1:
        return Offer(source=f"{table}_{column.name}", strict=False) if lists else None
    kind = column.ref[0]
    if kind not in HOLDERS or HOLDERS[kind][0] not in tables:
        return None
    return Offer(source=_name_of(kind), strict=False)


def add_offer(
    sheet: Any, letter: str, offer: Offer, title: str, meaning: str, refusal: str
) -> None:
    """Offer a list in the cells of a column.

    Only options are enforced: names may be typed before the table that has them is filled in.
    """
    check = DataValidation(
        type="list", formula1=offer.source, allow_blank=True, showErrorMessage=offer.strict
    )
    # Excel takes no longer titles and texts.
    check.promptTitle, check.prompt = title[:32], meaning[:250]
    check.showInputMessage = True
    check.errorTitle, check.error = "exeunt", refusal[:250]
    check.add(f"{letter}2:{letter}{VALIDATED_ROWS}")
    sheet.add_data_validation(check)
