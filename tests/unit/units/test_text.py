"""Text compared as people mean it."""

from exeunt.units.text import fold, plain, without_accents


def test_text_is_compared_without_case_accents_and_typography():
    assert plain(" a\u00a0\u2009b \u2013 c\ufeff") == "a b - c"
    assert fold("\u00c9quipage_Max (t)") == "equipage max t"


def test_what_nobody_sees_in_a_cell_is_no_part_of_it():
    assert plain("\u200eKidal\u200b\r\n") == "Kidal"


def test_accents_are_taken_off_letters_and_nothing_else():
    assert without_accents("1er ao\u00fbt, 16\u00b0") == "1er aout, 16\u00b0"


def test_a_header_of_one_sign_keeps_it():
    assert [fold(t) for t in ("#", "%", "(*)")] == ["#", "%", "*"]
