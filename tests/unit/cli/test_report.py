"""The command that writes the report."""

from tests.support.pages.console import only_object


def test_report_on_an_unwritable_place(invoke, saved, tmp_path):
    assert invoke("report", "tiny", saved, "--out", tmp_path).exit_code == 2
    assert invoke("report", "tiny", saved, "--out", "/proc/never/report.html").exit_code == 2


def test_report_says_where_it_is(invoke, saved, tmp_path):
    found = only_object(
        invoke("report", "tiny", saved, "--out", tmp_path / "r.html", "--json").stdout
    )
    assert found["bytes"] == (tmp_path / "r.html").stat().st_size
