"""Forty ways in which a workbook is odd and a person reads it all the same, or must be asked."""

from collections.abc import Callable
from datetime import datetime, timedelta

import attrs

from tests.support.files.writers import Book, Sheet, Shown

START, DEADLINE, END = datetime(2030, 1, 1), datetime(2030, 1, 14), datetime(2030, 1, 15)
READY = datetime(2030, 1, 5)

SHEETS: dict[str, list[list[object]]] = {
    "mission": [
        ["name", "odd"],
        ["start", START],
        ["deadline", DEADLINE],
        ["end", END],
        ["period_hours", 24],
    ],
    "sites": [
        ["site", "name", "lat", "lon", "role", "receiver", "receiver_ready", "stays_open"],
        ["alpha", "Alpha", 17.5, 0.25, "base", "district", READY, False],
        ["bravo", "Bravo", 16.25, -0.5, "hub", None, None, True],
        ["port", "Port", 15, 1, "exit", None, None, None],
    ],
    "parties": [
        ["party", "site", "count", "population", "leave_by"],
        ["guards", "alpha", 350, "troops", None],
        ["staff", "alpha", 20, "civilian", datetime(2030, 1, 10)],
        ["crews", "bravo", 6, "troops", None],
    ],
    "vehicles": [["vehicle", "payload_t", "teu"], ["truck", 26, 2], ["bus", 2.5, 0]],
    "fleets": [
        ["fleet", "vehicle", "site", "count", "out_of_service_share"],
        ["trucks", "truck", "bravo", 20, 0.15],
        ["buses", "bus", "alpha", 4, 0.25],
    ],
    "legs": [
        ["leg", "origin", "destination", "mode", "km", "travel_hours"],
        ["north", "alpha", "bravo", "road", 350.5, 24],
        ["south", "bravo", "port", "road", 1200, 36.5],
    ],
    "lots": [
        ["lot", "site", "item", "quantity", "mass_t", "teu", "owner", "kit_class"],
        ["stores", "alpha", "containers", 24, 9.5, 1, "mission", "general"],
        ["shells", "bravo", "boxes", 6, 0.125, 0, "contingent", "ammunition"],
    ],
}


def plain_book() -> Book:
    """Return the sheets as cells that nobody has touched: days as days."""
    return Book(
        [Sheet(title, [list(map(cell_of, row)) for row in rows]) for title, rows in SHEETS.items()]
    )


def cell_of(value: object) -> Shown:
    """Return a cell as it would be typed."""
    return Shown(value, "day" if isinstance(value, datetime) else "")


@attrs.frozen
class Oddity:
    """What is done to a book and what has to come of it.

    ``remark`` is the key of what has to be said, blank for nothing; ``refused`` a text of the one
    problem that has to be told; ``skips`` names the writers that cannot write it.
    """

    change: Callable[[Book], None]
    remark: str = ""
    refused: str = ""
    skips: frozenset[str] = frozenset()


ODDITIES: dict[str, Oddity] = {}


def odd(*, remark: str = "", refused: str = "", skips: tuple[str, ...] = ()):
    """Enter a change into the list of oddities."""

    def enter(change: Callable[[Book], None]) -> Callable[[Book], None]:
        ODDITIES[change.__name__] = Oddity(change, remark, refused, frozenset(skips))
        return change

    return enter


def column(book: Book, title: str, name: str) -> list[Shown]:
    """Return the cells of a column under its header."""
    header, *rows = book.sheet(title).rows
    at = [shown.value for shown in header].index(name)
    return [row[at] for row in rows]


def header(book: Book, title: str, name: str) -> Shown:
    """Return the cell of a column's header."""
    return next(shown for shown in book.sheet(title).rows[0] if shown.value == name)


def moments(book: Book) -> list[Shown]:
    """Return every cell that holds a moment."""
    return [
        shown
        for sheet in book.sheets
        for row in sheet.rows
        for shown in row
        if isinstance(shown.value, datetime)
    ]


def blanks(sheet: Sheet) -> list[Shown]:
    """Return a row of blanks as wide as a sheet."""
    return [Shown(None) for _ in sheet.rows[0]]


@odd()
def nothing_odd(book):
    """The sheets as they are."""


@odd()
def days_with_their_time(book):
    for shown in moments(book):
        shown.style = "moment"


@odd()
def days_as_iso_text(book):
    for shown in moments(book):
        shown.value, shown.style = shown.value.date().isoformat(), ""


@odd()
def days_in_words(book):
    for shown in moments(book):
        shown.value, shown.style = f"{shown.value.day} janvier {shown.value.year}", ""


@odd()
def date_time_groups(book):
    for shown in moments(book):
        shown.value, shown.style = f"{shown.value:%d}0000 JAN 30", ""


@odd(remark="day_number")
def days_as_bare_numbers(book):
    for shown in moments(book):
        shown.value, shown.style = book.serial(shown.value), ""


@odd()
def days_from_1904(book):
    book.from_1904 = True


@odd(remark="day_number", skips=("LibreOffice",))
def bare_numbers_from_1904(book):
    book.from_1904 = True
    days_as_bare_numbers(book)


@odd(remark="day_shown", skips=("LibreOffice",))
def days_short_by_seconds(book):
    for shown in moments(book):
        shown.value -= timedelta(seconds=48)


@odd(skips=("openpyxl",))
def days_by_a_formula(book):
    shown = column(book, "sites", "receiver_ready")[0]
    shown.formula = "=DATE(2030,1,5)"


@odd()
def numbers_as_text(book):
    for title, name in (("legs", "km"), ("parties", "count"), ("lots", "mass_t")):
        for shown in column(book, title, name):
            shown.value = str(shown.value)


@odd()
def numbers_in_groups(book):
    column(book, "legs", "km")[1].value = "1 200"
    column(book, "legs", "km")[0].value = "350,5"


@odd()
def numbers_with_their_unit(book):
    column(book, "legs", "km")[1].value = "1200 km"
    column(book, "lots", "mass_t")[0].value = "9.5 t"


@odd()
def per_cent_cells(book):
    for shown in column(book, "fleets", "out_of_service_share"):
        shown.style = "percent"


@odd()
def per_cent_cells_under_a_per_cent_header(book):
    per_cent_cells(book)
    header(book, "fleets", "out_of_service_share").value = "Out of service (%)"


@odd()
def per_cent_as_text(book):
    for shown in column(book, "fleets", "out_of_service_share"):
        shown.value = f"{100 * shown.value:g} %"


@odd(skips=("openpyxl",))
def per_cent_by_a_formula(book):
    column(book, "fleets", "out_of_service_share")[0].formula = "=3/20"
    per_cent_cells_under_a_per_cent_header(book)


@odd(skips=("openpyxl",))
def formulas_with_results(book):
    column(book, "parties", "count")[1].formula = "=4*5"
    column(book, "lots", "item")[0].formula = '="con"&"tainers"'


@odd(refused="must have a stored value")
def formulas_not_worked_out(book):
    book.unworked = True
    column(book, "parties", "count")[1].formula = "=4*5"


@odd(refused="spreadsheet error")
def an_error_for_a_number(book):
    column(book, "parties", "count")[1].value = "#VALEUR!"


@odd(refused="spreadsheet error")
def an_error_for_a_name(book):
    column(book, "sites", "receiver")[0].value = "#NOM?"


@odd(refused="must be a site that exists")
def a_name_that_is_no_site(book):
    column(book, "parties", "site")[1].value = "alhpa"


@odd()
def a_title_above(book):
    sheet = book.sheet("parties")
    sheet.rows[:0] = [
        [Shown("People to leave, as known in June"), *blanks(sheet)[1:]],
        blanks(sheet),
    ]
    sheet.merged.append("A1:E1")


@odd(remark="merged_down")
def a_name_merged_down(book):
    sheet = book.sheet("parties")
    sheet.rows[2][1].value = None
    sheet.merged.append("B2:B3")


@odd(refused="outside the columns of the header")
def a_box_beside(book):
    sheet = book.sheet("parties")
    for row in sheet.rows:
        row.extend([Shown(None), Shown(None), Shown(None)])
    sheet.rows[1][6].value = "Ask the camp manager"
    sheet.merged.append("G2:H3")


@odd()
def coloured_to_the_bottom(book):
    book.sheet("sites").coloured = (1_048_576, 1)


@odd()
def coloured_to_the_right(book):
    book.sheet("sites").coloured = (40, 300)


@odd(remark="total")
def a_total(book):
    sheet = book.sheet("parties")
    sheet.rows.append([Shown("Total"), Shown(None), Shown(376), Shown(None), Shown(None)])


@odd()
def a_header_twice(book):
    sheet = book.sheet("legs")
    sheet.rows.insert(2, [Shown(shown.value) for shown in sheet.rows[0]])


@odd()
def blank_rows(book):
    for sheet in book.sheets:
        sheet.rows.insert(1, blanks(sheet))
        sheet.rows.append(blanks(sheet))


@odd(remark="own_column")
def a_column_of_ones_own(book):
    for row in book.sheet("sites").rows:
        row.append(Shown("Status" if row[0].value == "site" else "done"))


@odd()
def a_marked_column_of_ones_own(book):
    for row in book.sheet("sites").rows:
        row.append(Shown("# Status" if row[0].value == "site" else "done"))


@odd()
def headings_for_people(book):
    header(book, "parties", "leave_by").value = "Leave by"
    header(book, "legs", "travel_hours").value = "TRAVEL (HOURS)"
    header(book, "lots", "mass_t").value = "Masse (t)"


@odd()
def sheets_in_french(book):
    for title, name in (("legs", "Tron\u00e7ons"), ("fleets", "PARCS"), ("mission", "Mission")):
        book.sheet(title).title = name


@odd()
def sheets_of_ones_own(book):
    book.sheets.append(Sheet("# Telephone", [[Shown("camp"), Shown("555")]]))
    book.sheets.append(Sheet("Lists", [[Shown("base"), Shown("hub")]], hidden=True))
    book.sheets.append(Sheet("Sheet9", [[Shown(None)]]))
    book.sheets.reverse()


@odd()
def invisible_marks(book):
    column(book, "parties", "site")[0].value = "al\u200bpha"
    column(book, "legs", "origin")[0].value = "\ufeffalpha\u00a0"
    column(book, "lots", "site")[1].value = " bravo\u200e"


@odd()
def words_for_yes_and_no(book):
    for shown, word in zip(column(book, "sites", "stays_open"), ("non", "OUI", None), strict=True):
        shown.value = word


@odd()
def words_for_nothing(book):
    for shown, word in zip(column(book, "sites", "receiver")[1:], ("n/a", "-"), strict=True):
        shown.value = word


@odd(remark="nobody")
def a_receiver_nil(book):
    column(book, "sites", "receiver")[1].value = "NIL"


@odd(remark="from_start")
def days_from_the_start(book):
    column(book, "sites", "receiver_ready")[0].value = "D+4"
    column(book, "sites", "receiver_ready")[0].style = ""
