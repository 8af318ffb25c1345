"""Step functions by hand."""

from exeunt.clock.steps import Steps, over, short, total

CROWD = Steps.of(10, [(5, -3), (2, 4), (5, 6), (9, -13)])


def test_figures_before_at_and_between_moments() -> None:
    assert [CROWD.at(t) for t in (0, 2, 4, 5, 8, 9, 99)] == [10, 14, 14, 17, 17, 4, 4]
    assert CROWD.last == 4
    assert Steps(3.0).last == 3.0


def test_what_is_added_counts_before_what_is_taken() -> None:
    assert CROWD.high(5) == 20
    assert CROWD.high(4) == 14
    assert CROWD.high(9) == 17


def test_pieces_begin_with_the_span_and_end_before_its_end() -> None:
    assert list(CROWD.pieces(2, 9)) == [(2, 14), (5, 17)]
    assert list(CROWD.pieces(3, 10)) == [(3, 14), (5, 17), (9, 4)]
    assert list(CROWD.pieces(3, 3)) == []


def test_integral() -> None:
    assert CROWD.integral(0, 10) == 2 * 10 + 3 * 14 + 4 * 17 + 1 * 4
    assert CROWD.integral(6, 7) == 17
    assert CROWD.integral(7, 6) == 0


def test_the_total_is_the_sum() -> None:
    both = total([CROWD, Steps.of(1, [(5, 2)])])
    assert [both.at(t) for t in (0, 2, 5, 9)] == [11, 15, 20, 7]
    assert both.high(5) == 23
    assert total([]) == Steps(0.0)


def test_each_stretch_is_told_once() -> None:
    steps = Steps.of(5, [(1, -1), (2, -1), (3, 3), (4, -4)])
    assert list(short(steps.pieces(0, 9), 5)) == [(1, 4), (4, 2)]
    assert list(over(steps.pieces(0, 9), 4)) == [(0, 5), (3, 6)]


def test_mapped() -> None:
    assert [CROWD.mapped(lambda n: n * 2).at(t) for t in (0, 2, 5)] == [20, 28, 34]


def test_nothing_before_a_beginning() -> None:
    later = CROWD.since(3)
    assert [later.at(t) for t in (0, 2, 3, 4, 5, 9)] == [0, 0, 14, 14, 17, 4]
    assert later.high(5) == 20
    assert [CROWD.since(5).at(t) for t in (4, 5, 9)] == [0, 17, 4]
    assert [CROWD.since(99).at(t) for t in (9, 99)] == [0, 4]
