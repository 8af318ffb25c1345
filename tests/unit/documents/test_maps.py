"""Lines for maps."""

from exeunt.documents.parts import (
    cut,
)


def test_lines_are_cut_at_the_180th_meridian():
    assert cut(((10.0, 1.0), (20.0, 2.0))) == (((10.0, 1.0), (20.0, 2.0)),)
    west, east = cut(((170.0, 0.0), (-170.0, 10.0)))
    assert west == ((170.0, 0.0), (180.0, 5.0))
    assert east == ((-180.0, 5.0), (-170.0, 10.0))
    assert cut(((-175.0, 4.0), (175.0, 4.0)))[0][-1] == (-180.0, 4.0)
