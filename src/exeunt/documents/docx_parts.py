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
_SPLIT = re.compile(r"(?<=-)|[\s/]+")


@cache
def _safe(text: str) -> str:
    return escape(printable(text))


def run(piece: str | TextRun, *, bold: bool = False, white: bool = False) -> str:
    """Return the markup of a piece of a line; line breaks stay breaks."""
    found = piece if isinstance(piece, TextRun) else TextRun(piece)
    look = "<w:b/>" if bold or found.bold else ""
    if white:
        look += '<w:color w:val="FFFFFF"/>'
    if found.fill:
        look += f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>'
    parts = re.split(r"\r\n|\n|\r", found.text or (BLANK if found.fill else ""))
    inside = "<w:br/>".join(f'<w:t xml:space="preserve">{_safe(part)}</w:t>' for part in parts)
    return f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inside}</w:r>"


def runs(line: TextLine, *, bold: bool = False, white: bool = False) -> str:
    """Return the markup of a line."""
    pieces = line if isinstance(line, tuple) else (line,)
    return "".join(run(piece, bold=bold, white=white) for piece in pieces)


def paragraph(
    line: TextLine, style: str = "", *, bold: bool = False, white: bool = False, look: str = ""
) -> str:
    """Return the markup of a paragraph; ``look`` is more of its properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    properties = f"<w:pPr>{named}{look}</w:pPr>" if named or look else ""
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
    last = len(block.rows) - 1 if block.total else -1
    rows = [_row(block.head, widths, block.right, style, head=True)] if block.head else []
    rows += [
        _row(cells, widths, block.right, style, total=n == last)
        for n, cells in enumerate(block.rows)
    ]
    return _table(widths, rows)


def _shares(block: TextTable, width: float, letter: float) -> list[float]:
    """Return widths of columns in cm.

    They are as the table wants them, but none narrower than its longest word where there is room.
    """
    lines = [block.head, *block.rows] if block.head else list(block.rows)
    wanted = block.widths or (1.0,) * len(lines[0])
    shares = [width * share / sum(wanted) for share in wanted]
    words = [
        max((len(word) for line in lines for word in _SPLIT.split(plain(line[n]))), default=1)
        for n in range(len(shares))
    ]
    least = [min(letter * word + 0.28, 0.45 * width) for word in words]
    if sum(least) >= width:
        return [width * each / sum(least) for each in least]
    found = [max(share, each) for share, each in zip(shares, least, strict=True)]
    spare = [have - each for have, each in zip(found, least, strict=True)]
    over = sum(found) - width
    return [
        have - over * free / sum(spare) if over > 0 else have
        for have, free in zip(found, spare, strict=True)
    ]


def plain(line: TextLine) -> str:
    """Return a line's words."""
    pieces = line if isinstance(line, tuple) else (line,)
    return "".join(piece.text if isinstance(piece, TextRun) else piece for piece in pieces)


def form(block: Form, width: float) -> str:
    """Return the markup of a form: labels left, what stands behind them or a blank right.

    Lines stand in one column or several.
    """
    label, space = (
        round(width * CM * (0.3 if block.columns == 1 else 0.38) / block.columns),
        round(width * CM / block.columns),
    )
    rows = []
    for at in range(0, len(block.lines), block.columns):
        cells = []
        for name, line in [
            *block.lines[at : at + block.columns],
            *[("", " ")] * (block.columns - len(block.lines[at : at + block.columns])),
        ]:
            cells += [
                _cell(paragraph(name, "Cell", bold=True), label, shade=PALE),
                _filled(line or TextRun("", fill=True), space - label, "Cell"),
            ]
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{''.join(cells)}</w:tr>")
    return _table([label, space - label] * block.columns, rows)


def _filled(
    line: TextLine, width: int, style: str, look: str = "", *, bold: bool = False, shade: str = ""
) -> str:
    """Return a cell with a line; one that is only a blank is shaded all over."""
    blank = isinstance(line, TextRun) and line.fill and not line.text
    return _cell(
        paragraph("" if blank else line, style, bold=bold, look=look),
        width,
        shade=FILL if blank else shade,
    )


def signatures(block: Signatures, width: float) -> str:
    """Return the markup of lines to sign: a column for each role."""
    share = round(width * CM / len(block.roles))
    heads = "".join(
        _cell(paragraph(role, "Cell", bold=True, look=KEEP), share, shade=PALE)
        for role in block.roles
    )
    rows = [f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{heads}</w:tr>"]
    for label in block.labels:
        keep = KEEP if label != block.labels[-1] else ""
        cells = "".join(
            _cell(paragraph(label, "Cell", look=f'{keep}<w:spacing w:after="170"/>'), share)
            for _ in block.roles
        )
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>")
    return _table([share] * len(block.roles), rows)


def _row(
    cells: Sequence[TextLine],
    widths: Sequence[int],
    right: Sequence[int],
    style: str,
    *,
    head: bool = False,
    total: bool = False,
) -> str:
    inside = []
    for n, (line, width) in enumerate(zip(cells, widths, strict=True)):
        look = '<w:jc w:val="right"/>' if n in right else ""
        if head:
            inside.append(
                _cell(
                    paragraph(line, style, bold=True, white=True, look=KEEP + look),
                    width,
                    shade=DARK,
                )
            )
        else:
            inside.append(
                _filled(line, width, style, look, bold=total, shade=PALE if total else "")
            )
    repeated = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(inside)}</w:tr>"


def _cell(inside: str, width: int, shade: str = "") -> str:
    shaded = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
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
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def wrapped(markup: str, parse: Callable[[str], Any]) -> list[Any]:
    """Return the elements of some markup."""
    return list(parse(f'<w:body xmlns:w="{NAMESPACE}">{markup}</w:body>'))
