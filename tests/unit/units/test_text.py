"""Text compared as people mean it."""

from exeunt.units.text import fold, plain


def test_text_is_compared_without_case_accents_and_typography():
    assert plain(" a\u00a0\u2009b \u2013 c\ufeff") == "a b - c"
    assert fold("\u00c9quipage_Max (t)") == "equipage max t"
