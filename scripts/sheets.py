"""Draw sheets of the workbook to fill in for the documentation, as LibreOffice shows them.

Usage: ``python scripts/sheets.py``; needs soffice and pdftoppm. Writes docs/images/sheets/.
"""

import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

import numpy as np
import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties

import exeunt

TARGET = Path(__file__).parent.parent / "docs" / "images" / "sheets"
SHEETS = {"readme": ("A1:C31", 1100), "sites": ("A1:H6", 900), "legs": ("A1:H5", 1000)}
SHEETS |= {"parties": ("A1:J5", 1100), "doctrine": ("A1:F12", 1100)}
"""What is drawn of each sheet, and how wide, in pixels."""


def main() -> None:
    """Draw every sheet in every language."""
    for program in ("soffice", "pdftoppm"):
        if shutil.which(program) is None:
            sys.exit(f"{program} is not installed")
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for language in ("en", "fr"):
            book = Path(folder) / f"{language}.xlsx"
            exeunt.new(book, language, example=True)
            for title, (area, width) in SHEETS.items():
                page = printed(book, title, area)
                picture = TARGET / f"{title}-{language}.png"
                picture.write_bytes(png(cropped(pixels(page, width))))
                print(f"wrote {picture}, {picture.stat().st_size // 1000} kB")


def printed(book: Path, title: str, area: str) -> Path:
    """Have a part of a sheet printed on one page, with the names of rows and columns."""
    workbook = openpyxl.load_workbook(book)
    for sheet in workbook.worksheets:
        if sheet.title != title:
            sheet.sheet_state = "hidden"
    workbook.active = workbook[title]
    sheet = workbook[title]
    sheet.print_area = area
    sheet.print_options.gridLines = title != "readme"
    sheet.print_options.headings = title != "readme"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 1
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    single = book.with_name(f"{book.stem}-{title}.xlsx")
    workbook.save(single)
    profile = (book.parent / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
    subprocess.run(
        [*command, "--outdir", str(book.parent), str(single)], check=True, capture_output=True
    )
    return single.with_suffix(".pdf")


def pixels(page: Path, width: int) -> np.ndarray:
    """Return the first page as pixels, so large that what is on it is about so wide."""
    command = ["pdftoppm", "-f", "1", "-l", "1"]
    command += ["-scale-to-x", str(round(1.15 * width)), "-scale-to-y", "-1"]
    ppm = subprocess.run([*command, str(page)], check=True, capture_output=True).stdout
    _, size, _, rest = ppm.split(b"\n", 3)
    across, down = map(int, size.split())
    return np.frombuffer(rest, np.uint8).reshape(down, across, 3)


def cropped(image: np.ndarray) -> np.ndarray:
    """Return a picture without the white around it, but for a margin."""
    ink = np.argwhere(image.min(axis=2) < 250)
    top, left = np.maximum(ink.min(axis=0) - 6, 0)
    bottom, right = ink.max(axis=0) + 7
    return image[top:bottom, left:right]


def png(image: np.ndarray) -> bytes:
    """Return a picture as a PNG of 64 grey or coloured steps a channel, which packs small."""
    steps = (image & 0xFC) | (image >> 6)
    down, across, _ = steps.shape
    lines = b"".join(b"\x00" + line.tobytes() for line in steps)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(lines, 9)), chunk(b"IEND", b""))
    )


if __name__ == "__main__":
    main()
