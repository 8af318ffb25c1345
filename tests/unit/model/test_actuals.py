"""Actuals: rows of what was counted, and what they say is lost."""

from exeunt.model.actuals import ActualRow, Loss
from exeunt.model.columns import HEADED, columns


def test_every_column_is_headed_in_every_language():
    for column in columns(ActualRow):
        assert set(column.headers) == set(HEADED), column.name


def test_what_is_lost_is_what_is_missing():
    loss = Loss(place="a.csv row 2", site="gao", item="trucks", planned=80, count=52)
    assert loss.lost == 28
