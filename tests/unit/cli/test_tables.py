"""Tables on the console."""

import pytest

import exeunt
from exeunt.cli import output
from exeunt.cli.tables import show_violations, table
from exeunt.words.violations import ViolationText
from exeunt.words.words import Words

VIOLATION = ViolationText(
    rule="holding_floor",
    where="alpha",
    when=None,
    needed="20 armed people",
    found="0",
    message="alpha is never held",
)


def test_a_console_shows_the_first_of_many_and_counts_the_others(capsys):
    many = [exeunt.Problem(place=f"loads.csv row {n}", expected="must be") for n in range(1, 1_261)]
    output.show_problems(many, "problems in the input", Words())
    shown = capsys.readouterr().err.splitlines()
    assert (len(shown), shown[0], shown[-1]) == (
        52,
        "problems in the input (1260):",
        "  … and 1,210 more; --json has them all",
    )
    output.show_problems(many[:50], "problems in the input", Words())
    assert "more" not in capsys.readouterr().err
    show_violations([VIOLATION] * 60, "Broken rules", Words())
    shown = capsys.readouterr().out
    assert "Broken rules (60)" in shown
    assert shown.splitlines()[-1] == "  … and 10 more; --json has them all"
    assert shown.count("alpha is never held") == 50


@pytest.mark.parametrize("width", [40, 60, 80])
def test_no_name_and_no_number_is_cut(monkeypatch, capsys, width):
    monkeypatch.setenv("COLUMNS", str(width))
    rows = [
        ("a-long-name-of-a-mission", "1,234,567", "words that may wrap between them", "12,345.67"),
        ("b", "1", "", "2"),
    ]
    table("Title", ("Name", "Number", "Text", "Other"), rows, right=(1, 3), breaks=(2,))
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("a-long-name-of-a-mission", "1,234,567", "12,345.67"))
    assert "…" not in shown
    assert max(map(len, shown.splitlines())) <= max(width, len("a-long-name-of-a-mission"))
