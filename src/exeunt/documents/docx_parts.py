"""The markup of a word processor's blocks, as text.

That is many times faster than building tables cell by cell.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from exeunt.documents.parts import (
    Bullets,
    Form,
    Signatures,
    TextLine,
    TextRun,
    TextTable,
    printable,
)

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DARK, PALE, FILL, RULE = "1F4E5F", "EAF1F4", "FFF2CC", "B7C4CA"
"""Colours: headers, totals, blanks to fill in, rules."""
CM = 567
"""Twentieths of a point in a centimetre."""
BLANK = "…" * 12
KEEP = "<w:keepNext/>"
INSET = 70
"""Twentieths of a point between a cell's edge and its words."""
MANY = 9
"""Columns from which a table is printed small."""
LETTER_CM = {"Cell": 0.182, "CellSmall": 0.167}
"""Width of a letter in bold, on average."""
_EDGES_CM = 0.28
"""Width of a cell that its words cannot use: both insets, and a little to spare."""
_WIDEST = 0.45
"""Most of a table's width that one long word may claim for its column."""
_LABEL, _LABEL_BESIDE = 0.3, 0.38
"""Share of a form's line that its label takes; of lines that stand beside each other."""
_SPLIT = re.compile(r"(?<=-)|[\s/]+")
"""Where word processors break a line: after a hyphen, at blanks and strokes."""
_RIGHT = '<w:jc w:val="right"/>'
_LINE_BREAK = re.compile(r"\r\n|\n|\r")


@cache
def _safe(text: str) -> str:
    return escape(printable(text))


def run(piece: str | TextRun, *, bold: bool = False, white: bool = False) -> str:
    """Return the markup of a piece of a line; line breaks stay breaks."""
    if isinstance(piece, str):
        piece = TextRun(piece)
    look = ""
    if bold or piece.bold:
        look += "<w:b/>"
    if white:
        look += '<w:color w:val="FFFFFF"/>'
    if piece.fill:
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    text = piece.text
    if piece.fill and not text:
        # A run without letters has no width: nobody would see that there is something to fill in.
        text = BLANK
    # A line feed inside a text is a blank to word processors, and blanks at its ends are dropped
    # unless it says that they count: pieces of one line would run into each other.
    inside = "<w:br/>".join(
        f'<w:t xml:space="preserve">{_safe(part)}</w:t>' for part in _LINE_BREAK.split(text)
    )
    return f"<w:r>{properties}{inside}</w:r>"


def runs(line: TextLine, *, bold: bool = False, white: bool = False) -> str:
    """Return the markup of a line."""
    return "".join(run(piece, bold=bold, white=white) for piece in _pieces(line))


def plain(line: TextLine) -> str:
    """Return a line's words."""
    return "".join(piece.text for piece in _pieces(line))


def _pieces(line: TextLine) -> list[TextRun]:
    pieces = line if isinstance(line, tuple) else (line,)
    return [TextRun(piece) if isinstance(piece, str) else piece for piece in pieces]


def paragraph(
    line: TextLine, style: str = "", *, bold: bool = False, white: bool = False, look: str = ""
) -> str:
    """Return the markup of a paragraph; ``look`` is more of its properties."""
    # The format fixes the order of a paragraph's properties: style, keeping, tabs, spacing,
    # indents, alignment. A strict reader refuses the file where they stand in another.
    properties = look
    if style:
        properties = f'<w:pStyle w:val="{style}"/>{look}'
    if properties:
        properties = f"<w:pPr>{properties}</w:pPr>"
    return f"<w:p>{properties}{runs(line, bold=bold, white=white)}</w:p>"


def bullets(block: Bullets) -> str:
    """Return the markup of a list; boxes to tick hang left of their lines."""
    if not block.boxes:
        return "".join(paragraph(line, "ListBullet") for line in block.lines)
    look = (
        f'<w:tabs><w:tab w:val="left" w:pos="{CM}"/></w:tabs>'
        f'<w:ind w:left="{CM}" w:hanging="{CM}"/>'
    )
    # The letters' own font has no box, and offices differ in which one they take instead.
    box = (
        '<w:r><w:rPr><w:rFonts w:ascii="DejaVu Sans" w:hAnsi="DejaVu Sans" w:cs="DejaVu Sans"/>'
        "</w:rPr><w:t>☐</w:t></w:r><w:r><w:tab/></w:r>"
    )
    return "".join(
        f'<w:p><w:pPr><w:pStyle w:val="Tick"/>{look}</w:pPr>{box}{runs(line)}</w:p>'
        for line in block.lines
    )


def grid(block: TextTable, width: float) -> str:
    """Return the markup of a table as wide as the page.

    Its header repeats on every page, its rows are never cut in two.
    """
    style = "CellSmall" if len(block.head) >= MANY else "Cell"
    widths = [round(CM * share) for share in _shares(block, width, LETTER_CM[style])]
    rows = []
    if block.head:
        rows.append(_head_row(block, widths, style))
    last = len(block.rows) - 1
    for n, line in enumerate(block.rows):
        total = block.total and n == last
        cells = [
            _filled(
                cell,
                cell_width,
                style,
                _RIGHT if column in block.right else "",
                bold=total,
                shade=PALE if total else "",
            )
            for column, (cell, cell_width) in enumerate(zip(line, widths, strict=True))
        ]
        rows.append(_row(cells))
    return _table(widths, rows)


def _head_row(block: TextTable, widths: Sequence[int], style: str) -> str:
    cells = []
    for column, (name, width) in enumerate(zip(block.head, widths, strict=True)):
        # A header alone at the foot of a page would head nothing.
        look = KEEP
        if column in block.right:
            look += _RIGHT
        words = paragraph(name, style, bold=True, white=True, look=look)
        cells.append(_cell(words, width, shade=DARK))
    return _row(cells, more="<w:tblHeader/>")


def _shares(block: TextTable, width: float, letter: float) -> list[float]:
    """Return widths of columns in cm.

    They are as the table wants them, but none narrower than its longest word where there is room.
    """
    lines = [block.head, *block.rows] if block.head else list(block.rows)
    wanted = block.widths or (1.0,) * len(lines[0])
    least = [min(letter * length + _EDGES_CM, _WIDEST * width) for length in _longest_words(lines)]
    if sum(least) >= width:
        return [width * each / sum(least) for each in least]
    shares = [
        max(width * share / sum(wanted), each) for share, each in zip(wanted, least, strict=True)
    ]
    over = sum(shares) - width
    if over <= 0:
        return shares
    # What is too much comes off the columns that have room to spare, in proportion to it: a figure
    # that breaks over two lines is read as two figures.
    spare = [share - each for share, each in zip(shares, least, strict=True)]
    return [share - over * free / sum(spare) for share, free in zip(shares, spare, strict=True)]


def _longest_words(lines: Iterable[Sequence[TextLine]]) -> list[int]:
    """Return the letters of the longest word in each column."""
    longest = []
    for cells in zip(*lines, strict=True):
        words = [word for cell in cells for word in _SPLIT.split(plain(cell))]
        longest.append(max(len(word) for word in words))
    return longest


def form(block: Form, width: float) -> str:
    """Return the markup of a form: labels left, what stands behind them or a blank right.

    Lines stand in one column or several.
    """
    space = round(width * CM / block.columns)
    share = _LABEL if block.columns == 1 else _LABEL_BESIDE
    label = round(width * CM * share / block.columns)
    # All rows of a table have as many cells: the last is filled up, with a space and not with
    # nothing, which would be a blank to fill in.
    lines: list[tuple[str, TextLine]] = [*block.lines]
    lines += [("", " ")] * (-len(lines) % block.columns)
    rows = []
    for first in range(0, len(lines), block.columns):
        cells = []
        for name, line in lines[first : first + block.columns]:
            cells.append(_cell(paragraph(name, "Cell", bold=True), label, shade=PALE))
            cells.append(_filled(line or TextRun("", fill=True), space - label, "Cell"))
        rows.append(_row(cells))
    return _table([label, space - label] * block.columns, rows)


def _filled(
    line: TextLine, width: int, style: str, look: str = "", *, bold: bool = False, shade: str = ""
) -> str:
    """Return a cell with a line; one that is only a blank is shaded all over."""
    if isinstance(line, TextRun) and line.fill and not line.text:
        line, shade = "", FILL
    return _cell(paragraph(line, style, bold=bold, look=look), width, shade=shade)


def signatures(block: Signatures, width: float) -> str:
    """Return the markup of lines to sign: a column for each role."""
    share = round(width * CM / len(block.roles))
    heads = [
        _cell(paragraph(role, "Cell", bold=True, look=KEEP), share, shade=PALE)
        for role in block.roles
    ]
    rows = [_row(heads)]
    for label in block.labels:
        # Who signs on the next page no longer sees as what: all lines but the last keep together.
        keep = KEEP if label != block.labels[-1] else ""
        words = paragraph(label, "Cell", look=f'{keep}<w:spacing w:after="170"/>')
        rows.append(_row([_cell(words, share)] * len(block.roles)))
    return _table([share] * len(block.roles), rows)


def _row(cells: Iterable[str], more: str = "") -> str:
    """Return a row that no page cuts in two; ``more`` are further properties of it."""
    # Cut in two, a row has the name on one sheet and the blank to sign on the next.
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(inside: str, width: int, shade: str = "") -> str:
    """Return a cell around paragraphs; one without any makes the file invalid."""
    shaded = ""
    if shade:
        shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shaded}'
        f'<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'
    )


def _table(widths: Sequence[int], rows: Iterable[str]) -> str:
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{RULE}"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{INSET}" w:type="dxa"/>' for side in ("left", "right"))
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    # Word processors hang a table out by its inset, so that its words line up with the text: the
    # indent takes that back, and the edges line up. Left to fit columns by themselves, they would
    # all do it differently, so the layout is fixed.
    look = (
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="{INSET}" w:type="dxa"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar>"
    )
    # Two tables in a row would be one: a low paragraph stands between them.
    gap = paragraph("", "Gap")
    table = f"<w:tblPr>{look}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}"
    return f"<w:tbl>{table}</w:tbl>{gap}"


def field(code: str) -> str:
    """Return the markup of a field that a word processor works out, such as the page's number."""
    # The 1 is for viewers that work out no fields.
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def wrapped(markup: str, parse: Callable[[str], Any]) -> list[Any]:
    """Return the elements of some markup."""
    return list(parse(f'<w:body xmlns:w="{NAMESPACE}">{markup}</w:body>'))
