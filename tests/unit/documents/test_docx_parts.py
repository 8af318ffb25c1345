"""The markup of blocks: valid, as wide as the page, safe against what names may hold."""

import xml.etree.ElementTree as ET

import pytest

from exeunt.documents import docx_parts as parts
from exeunt.documents.parts import Bullets, Form, Signatures, TextRun, TextTable

W = f"{{{parts.NAMESPACE}}}"
WIDTH = 17.0
BLANK = TextRun("", fill=True)


def parsed(markup):
    """The elements of some markup, by a reader that is not ours."""
    return parts.wrapped(markup, ET.fromstring)


def words(element):
    return "".join(t.text or "" for t in element.iter(f"{W}t"))


def cells(markup):
    """A table's words, row by row."""
    table = parsed(markup)[0]
    return [[words(cell) for cell in row.findall(f"{W}tc")] for row in table.findall(f"{W}tr")]


def shades(markup):
    """The shade of each cell of a table, row by row; None where it has none."""
    colours = []
    for row in parsed(markup)[0].findall(f"{W}tr"):
        marks = [cell.find(f"{W}tcPr/{W}shd") for cell in row.findall(f"{W}tc")]
        colours.append([None if mark is None else mark.get(f"{W}fill") for mark in marks])
    return colours


def widths(markup):
    """The widths of a table's columns in cm."""
    return [int(column.get(f"{W}w")) / parts.CM for column in parsed(markup)[0].iter(f"{W}gridCol")]


def test_names_from_the_missions_tables_are_text_and_not_markup():
    (element,) = parsed(parts.paragraph('A & <b>"x"</b>\x07'))
    assert words(element) == 'A & <b>"x"</b>'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_breaks_of_any_system_stay_breaks(end):
    (element,) = parsed(parts.run(f"one{end}two"))
    assert [child.tag.removeprefix(W) for child in element] == ["t", "br", "t"]
    assert words(element) == "onetwo"


def test_blanks_between_the_pieces_of_a_line_are_preserved():
    (element,) = parsed(parts.paragraph(("Escort: ", TextRun("2", bold=True), " teams")))
    assert words(element) == "Escort: 2 teams"
    assert all(
        t.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
        for t in element.iter(f"{W}t")
    )


def test_a_blank_in_a_line_is_wide_enough_to_be_seen_and_shaded():
    (element,) = parsed(parts.run(BLANK))
    assert words(element) == parts.BLANK
    assert element.find(f"{W}rPr/{W}shd").get(f"{W}fill") == parts.FILL
    (named,) = parsed(parts.run(TextRun("[call sign]", fill=True)))
    assert words(named) == "[call sign]"


def test_properties_of_a_paragraph_stand_in_the_order_of_the_format():
    look = f'{parts.KEEP}<w:jc w:val="right"/>'
    (element,) = parsed(parts.paragraph("x", "Cell", look=look))
    names = [child.tag.removeprefix(W) for child in element.find(f"{W}pPr")]
    assert names == ["pStyle", "keepNext", "jc"]
    (bare,) = parsed(parts.paragraph("x"))
    assert bare.find(f"{W}pPr") is None


def test_words_of_a_line_are_those_of_its_pieces():
    assert parts.plain("a") == "a"
    assert parts.plain(TextRun("a")) == "a"
    assert parts.plain(("a ", TextRun("b", bold=True))) == "a b"


def test_a_list_has_a_box_to_tick_for_each_line_only_where_it_is_asked_for():
    ticks = parsed(parts.bullets(Bullets(("a", "b"), boxes=True)))
    assert [words(line) for line in ticks] == ["☐a", "☐b"]
    assert [words(line) for line in parsed(parts.bullets(Bullets(("a", "b"))))] == ["a", "b"]


def test_a_table_is_as_wide_as_the_page_in_the_shares_it_asks_for():
    markup = parts.grid(TextTable(head=("a", "b"), rows=(("1", "2"),), widths=(3, 1)), WIDTH)
    assert widths(markup) == pytest.approx([12.75, 4.25], abs=0.01)
    assert cells(markup) == [["a", "b"], ["1", "2"]]


def test_no_column_is_narrower_than_its_longest_word_where_there_is_room():
    word = "Unexploded-ordnance"  # it may break after the hyphen
    table = TextTable(head=("a", "b"), rows=((word, "x"), ("y", "z")), widths=(1, 9))
    first, second = widths(parts.grid(table, WIDTH))
    assert first == pytest.approx(parts.LETTER_CM["Cell"] * len("Unexploded-") + 0.28, abs=0.01)
    assert first + second == pytest.approx(WIDTH, abs=0.01)


def test_a_table_whose_words_need_more_than_the_page_stays_on_the_page():
    table = TextTable(head=("a",) * 4, rows=(("W" * 90,) * 4,))
    assert sum(widths(parts.grid(table, WIDTH))) == pytest.approx(WIDTH, abs=0.01)


def test_a_table_of_many_columns_is_printed_small():
    few = TextTable(head=("a",) * (parts.MANY - 1), rows=())
    many = TextTable(head=("a",) * parts.MANY, rows=())
    assert '"Cell"' in parts.grid(few, WIDTH)
    assert '"CellSmall"' in parts.grid(many, WIDTH)


def test_headers_repeat_totals_stand_out_and_blank_cells_are_shaded():
    table = TextTable(
        head=("Party", "People"),
        rows=(("a", "12"), (BLANK, "3"), ("Total", "15")),
        right=(1,),
        total=True,
    )
    markup = parts.grid(table, WIDTH)
    assert shades(markup) == [
        [parts.DARK, parts.DARK],
        [None, None],
        [parts.FILL, None],
        [parts.PALE, parts.PALE],
    ]
    assert cells(markup)[2] == ["", "3"]
    rows = parsed(markup)[0].findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True] + [False] * 3
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    for row in rows:
        aligned = [cell.find(f"{W}p/{W}pPr/{W}jc") is not None for cell in row.findall(f"{W}tc")]
        assert aligned == [False, True]


def test_without_a_total_the_last_row_is_as_the_others():
    assert shades(parts.grid(TextTable(head=("a",), rows=(("1",), ("2",))), WIDTH))[1:] == [
        [None],
        [None],
    ]


def test_two_tables_in_a_row_stay_two():
    markup = parts.grid(TextTable(head=("a",), rows=()), WIDTH) * 2
    assert [element.tag.removeprefix(W) for element in parsed(markup)] == ["tbl", "p", "tbl", "p"]


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_a_form_has_all_its_lines_and_rows_of_the_same_cells(columns):
    lines = (("a", "1"), ("b", ""), ("c", TextRun("3", bold=True)), ("d", ""))
    markup = parts.form(Form(lines, columns=columns), WIDTH)
    rows = cells(markup)
    assert {len(row) for row in rows} == {2 * columns}
    flat = [cell for row in rows for cell in row]
    assert flat[:8] == ["a", "1", "b", "", "c", "3", "d", ""]
    assert sum(widths(markup)) == pytest.approx(WIDTH, abs=0.05)
    # Blanks to fill in are b and d; what fills up the last row is none.
    assert [shade for row in shades(markup) for shade in row].count(parts.FILL) == 2


def test_every_role_signs_every_line_on_one_page():
    markup = parts.signatures(Signatures(("Ours", "Receiver"), ("Name", "Date", "Sign")), WIDTH)
    assert cells(markup) == [["Ours", "Receiver"]] + [[x, x] for x in ("Name", "Date", "Sign")]
    rows = parsed(markup)[0].findall(f"{W}tr")
    keeps = [
        all(p.find(f"{W}pPr/{W}keepNext") is not None for p in row.iter(f"{W}p")) for row in rows
    ]
    assert keeps == [True, True, True, False]


def test_every_cell_holds_a_paragraph():
    for markup in (
        parts.grid(TextTable(head=("a",), rows=((BLANK,), ("",))), WIDTH),
        parts.form(Form((("a", ""),)), WIDTH),
        parts.signatures(Signatures(("a",), ("b",)), WIDTH),
    ):
        assert all(cell.find(f"{W}p") is not None for cell in parsed(markup)[0].iter(f"{W}tc"))


def test_a_field_shows_a_number_where_nothing_works_it_out():
    (element,) = parsed(f"<w:p>{parts.field('PAGE')}</w:p>")
    assert element.find(f"{W}fldSimple").get(f"{W}instr") == "PAGE"
    assert words(element) == "1"
