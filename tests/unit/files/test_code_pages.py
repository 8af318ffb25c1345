"""Code pages: which one a file was saved in."""

import pytest

from exeunt.files.code_pages import decode
from exeunt.files.missions import read_mission
from exeunt.files.notes import Notes
from tests.support.files.sample_files import small, the_problem

SENTENCES = (
    "site,receiver\nalpha,d\u00e9tach\u00e9 \u00e0 M\u00e9naka\n",
    "site,receiver\nalpha,\u00c9cole de g\u00e9nie\nbeta,For\u00eat d\u2019\u00c0 Ko\n",
    "site,note\nalpha,Gar\u00e7on \u00e2g\u00e9 : co\u00fbt 5\u00a0000 \u20ac\n",
    "sitio,nota\nalfa,Se\u00f1or N\u00fa\u00f1ez ma\u00f1ana\n",
    "site,note\nalpha,GAR\u00c7ON \u00c9L\u00c8VE\n",
    "site,note\nalpha,\u0153uvre\n",
)


@pytest.mark.parametrize(
    ("page", "name"), [("cp1252", "Windows"), ("mac_roman", "Macintosh"), ("cp850", "DOS")]
)
@pytest.mark.parametrize("text", SENTENCES)
def test_western_code_pages(page, name, text):
    try:
        data = text.encode(page)
    except UnicodeEncodeError:
        # DOS had no ligature, no euro and no apostrophe of print.
        data = text.replace("\u2019", "'").replace("\u20ac", "EUR").replace("\u0153", "oe")
        data = data.encode(page)
    decoded = decode(data)
    assert decoded.text == data.decode(page)
    assert decoded.page.startswith(name) or data.isascii()


@pytest.mark.parametrize("page", ["cp1251", "cp1256", "shift_jis", "koi8_r"])
def test_what_is_of_no_western_page_is_refused(page):
    words = {"cp1256": "\u0645\u0648\u0638\u0641\u0648\u0646", "shift_jis": "\u65e5\u672c\u8a9e"}
    text = words.get(page, "\u043f\u0440\u0438\u0432\u0435\u0442 \u043c\u0438\u0440")
    assert decode(f"site,name\nalpha,{text}\n".encode(page)) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_unicode_is_not_guessed(encoding):
    decoded = decode(SENTENCES[0].encode(encoding))
    assert (decoded.text, decoded.page) == (SENTENCES[0], "")


def test_a_stray_nought_does_not_make_two_bytes_of_a_letter():
    assert decode(b"site,name\nalpha,Al\0pha" + b"x" * 200).text.startswith("site,name")


def test_the_page_is_said_with_a_sample(tmp_path):
    path = small(tmp_path / "m")
    text = "site,name,lat,lon,role\nalpha,\u00c9cole,18.4,1.4,base\n"
    (path / "sites.csv").write_bytes(text.encode("mac_roman"))
    notes = Notes()
    assert read_mission(path, notes=notes).sites[0].name == "\u00c9cole"
    [remark] = notes.remarks
    assert remark.place == "sites.csv"
    assert "\u00c9cole" in remark.got
    assert remark.expected["page"] == "Macintosh (Roman)"


def test_a_page_that_cannot_be_told_is_a_problem(tmp_path):
    path = small(tmp_path / "m")
    text = "site,name,lat,lon,role\nalpha,\u043f\u0440\u0438\u0432\u0435\u0442,18.4,1.4,base\n"
    (path / "sites.csv").write_bytes(text.encode("cp1251"))
    assert "UTF-8" in the_problem(path).hint


def test_private_characters_in_utf_8_are_text_and_guessed_encodings_are_not_believed():
    assert decode("site,name\ns0,\ue000\ue000".encode()).text == "site,name\ns0,\ue000\ue000"
    assert decode(bytes(range(256)) * 4) is None
