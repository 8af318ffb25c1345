"""Names of files."""

import pytest

from exeunt.papers.names import LONGEST, safe_name, safe_names


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("C-014", "C-014"),
        ("a/b\\c:d", "a-b-c-d"),
        ('<"x"> & y?*|', "x-&-y"),
        ("  ..hidden. ", "hidden"),
        ("", "unnamed"),
        ("..", "unnamed"),
        ("con", "con-"),
        ("LPT1.old", "LPT1.old-"),
        ("Côte d’Ivoire", "Côte-d’Ivoire"),
        ("a\u202eb\u200bc", "a-b-c"),
        ("tab\tnew\nline", "tab-new-line"),
    ],
)
def test_names_are_safe(wanted, name):
    assert safe_name(wanted) == name


def test_names_are_short_and_never_two_alike():
    assert len(safe_name("é" * 500).encode()) <= LONGEST
    found = safe_names(["A/b", "a:B", "a-b", "A/b", "x" * 300, "x" * 301])
    assert len({name.casefold() for name in found.values()}) == len(found) == 5
    assert found["A/b"] == "A-b"


def test_names_of_files_are_unique_whatever_the_case():
    assert len({n.casefold() for n in safe_names(["C-1", "c-1", "C/1"]).values()}) == 3
