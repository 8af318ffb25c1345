"""What there is when a run begins is looked through for garbage again when it has ended."""

import gc

import pytest

from exeunt.optimise import settled as module
from exeunt.optimise.settled import settled


class Collector:
    """Stands in for Python's, with so many objects set apart before."""

    def __init__(self, apart):
        self.apart = apart
        self.asked = []

    def get_freeze_count(self):
        return self.apart

    def freeze(self):
        self.asked.append("freeze")

    def unfreeze(self):
        self.asked.append("unfreeze")


def test_python_knows_what_it_is_asked():
    asked = (name for name in vars(Collector) if not name.startswith("_"))
    assert all(callable(getattr(gc, name)) for name in asked)


def test_what_there_is_is_left_alone_while_it_lasts(monkeypatch):
    monkeypatch.setattr(module, "gc", collector := Collector(0))
    with settled():
        assert collector.asked == ["freeze"]
    assert collector.asked == ["freeze", "unfreeze"]


def test_it_is_looked_through_again_however_it_ends(monkeypatch):
    monkeypatch.setattr(module, "gc", collector := Collector(0))
    with pytest.raises(KeyError), settled():
        raise KeyError
    assert collector.asked == ["freeze", "unfreeze"]


def test_what_others_have_set_apart_stays_so(monkeypatch):
    monkeypatch.setattr(module, "gc", collector := Collector(106))
    with settled():
        pass
    assert collector.asked == []
