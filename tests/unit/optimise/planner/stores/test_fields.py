"""Airfields: landings and parking."""

from exeunt.optimise.planner.stores.fields import Fields


def test_landings_are_counted_by_day() -> None:
    fields = Fields()
    fields.land("fort", 1, 3)
    fields.land("fort", 1, 2)
    fields.land("town", 2, 1)
    assert [fields.landings("fort", day) for day in (1, 2)] == [5, 0]


def test_aircraft_that_are_there_at_any_time_between_two_hours_park() -> None:
    fields = Fields()
    fields.park("fort", 2, 4, 1)
    fields.park("fort", 6, 8, 2)
    spans = [(0, 1), (0, 2), (3, 3), (3, 7), (5, 5.5), (8, 9), (9, 10)]
    assert [fields.parked("fort", *span) for span in spans] == [0, 1, 1, 3, 0, 2, 0]
    assert fields.parked("town", 0, 9) == 0


def test_fields_are_put_back_as_they_were() -> None:
    fields = Fields()
    undo = fields.snapshot()
    fields.land("fort", 1, 3)
    fields.park("fort", 2, 4, 1)
    undo()
    assert fields.landings("fort", 1) == fields.parked("fort", 0, 9) == 0
