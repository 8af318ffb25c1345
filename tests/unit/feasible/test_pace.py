"""When an amount is over on a way that is open and permitted for a part of the time."""

from datetime import timedelta

import attrs
import pytest

from exeunt.clock.spans import ALWAYS
from exeunt.feasible.axes import axes
from exeunt.feasible.pace import Lane, Pace, days_late, moment, pace
from exeunt.feasible.pace import Permission as Granted
from exeunt.model.feasibility import IMPOSSIBLE, NOT_SHOWN
from exeunt.model.stores import Permission
from tests.support.missions.two_legs import START, axis, spoken, two_legs


def test_permission_asked_refused_and_part_of_the_time():
    def row(state, **span):
        return Permission(
            permission="p", mode="road", where="kidal-gao", payload="cargo", state=state, **span
        )

    def found(permission):
        return axis(two_legs(permissions=(permission,)), "Gao–Kidal")

    assert found(row("pending")).permission == "asked"
    assert found(row("pending")).done is not None
    assert found(row("granted")).permission == "granted"
    part = found(row("granted", valid_from=START + timedelta(days=10)))
    assert (part.permission, part.open_days) == ("in part", 18)
    assert part.done == found(row("granted")).done + timedelta(days=10)
    refused = axes(two_legs(permissions=(row("refused"),)))
    assert refused.kit_verdict == IMPOSSIBLE
    assert refused.verdict == NOT_SHOWN


def test_shut_axis_has_no_date():
    m = two_legs(
        permissions=(
            Permission(
                permission="p",
                mode="road",
                where="gao-port",
                payload="cargo",
                state="granted",
                valid_to=START + timedelta(days=3),
            ),
        )
    )
    found = axis(m, "Gao–Port")
    assert (found.done, found.days_late, found.permission) == (None, None, "in part")
    assert any("never done while it is open" in s for s in spoken(m))


WEEKLY = Lane(granted=ALWAYS, asked=ALWAYS, hours=10.0, round_hours=30.0)


def test_the_first_lift_leaves_at_once_and_the_last_needs_no_way_back():
    m = two_legs()
    assert pace(m, WEEKLY, 7, 7).done == 168 - 30 + 10
    assert pace(m, WEEKLY, 0.5, 7).done == 10, "one lift takes its way and no more"
    assert pace(m, WEEKLY, 0, 0).done == 0
    assert pace(m, WEEKLY, 1, 0) == Pace(Granted.GRANTED, None, 1)


def test_time_in_which_the_way_is_shut_does_not_count():
    shut = attrs.evolve(WEEKLY, granted=((0.0, 48.0), (148.0, 600.0)))
    assert pace(two_legs(), shut, 7, 7).done == 168 - 30 + 100 + 10


def test_what_is_short_is_what_could_not_arrive():
    m = two_legs(deadline=START + timedelta(hours=94))
    late = pace(m, WEEKLY, 7, 7)
    # Lifts leave until 84 h; the first was there at the start.
    assert late.short == pytest.approx(7 - (84 + 30) / 168 * 7)
    assert days_late(m, late.done) == 3


def test_days_late_counts_days_begun():
    m = two_legs()
    limit = m.hours(m.deadline)
    assert [days_late(m, limit + h) for h in (-5, 0, 1e-7, 1, 24, 25)] == [0, 0, 0, 1, 1, 2]
    assert (days_late(m, None), moment(m, None)) == (None, None)
    assert moment(m, 24.0) == START + timedelta(days=1)
