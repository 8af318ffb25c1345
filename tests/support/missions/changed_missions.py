"""Missions with a few figures changed at random, and tactics to plan them by."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import attrs
from hypothesis import strategies as st

from exeunt.model.hazards import Season
from exeunt.model.mission import Mission
from exeunt.network.network import Network
from exeunt.optimise.planner.tactics import Tactics, opening
from tests.support.missions.shipped_missions import shipped_mission
from tests.support.missions.small_missions import small_mission

SHIPPED = tuple(shipped_mission(name) for name in ("tiny", "port-run"))
Draw = Callable[[st.SearchStrategy[Any]], Any]


def of(*values: Any) -> Callable[[Draw, Mission, Any], Any]:
    """Change a figure to one of these."""
    return lambda draw, _mission, _old: draw(st.sampled_from(values))


def share(low: float, high: float, whole: type = int) -> Callable[[Draw, Mission, Any], Any]:
    """Change a figure to a share of itself."""
    return lambda draw, _mission, old: whole(old * draw(st.floats(low, high)))


def moment(low: float, high: float) -> Callable[[Draw, Mission, Any], Any]:
    """Change a date to one at a share of the mission's time."""
    return lambda draw, mission, _old: mission.time(
        round(mission.hours(mission.end) * draw(st.floats(low, high)) / mission.period_hours)
        * mission.period_hours
    )


CHANGES = (
    ("permissions", "state", of("granted", "refused", "pending", "unanswered", "withdrawn")),
    ("fleets", "count", share(0, 2)),
    ("fleets", "out_of_service_share", of(0, 0.1, 0.5)),
    ("air_fleets", "count", of(0, 1, 3)),
    ("sites", "holding_people", share(0, 1.3)),
    ("sites", "turn_hours", of(0, 5, 30)),
    ("sites", "load_teu_per_day", of(None, 5.0, 30.0)),
    ("parties", "count", share(0.2, 1.5)),
    ("parties", "leave_by", moment(0.3, 1)),
    ("parties", "with_kit", of(True)),
    ("parties", "by_road", of(False)),
    ("lots", "ready_from", moment(0, 0.6)),
    ("lots", "value", of(0)),
    ("lots", "self_driving", of(True)),
    ("lots", "crew", of(0, 1, 3)),
    ("lots", "seats", of(0, 2)),
    ("lots", "fuel_l_per_km", of(0.0, 0.9, 9.0)),
    ("vehicles", "fuel_l_per_km", of(0.0, 0.6, 6.0)),
    ("dispositions", "rate_per_day", of(None, 0.5, 3)),
    ("dispositions", "lead_hours", of(0, 24, 100)),
    ("supplies", "stock", share(0.2, 1.2, float)),
    ("supplies", "import_per_day", share(0, 1.2, float)),
    ("legs", "vehicles_per_day", of(None, 10, 60)),
    ("legs", "spread", of(0.0, 1.0)),
)


@st.composite
def changed_missions(draw: st.DrawFn) -> Mission:
    """Take a mission with many features, or a random small one, and change up to six figures of it, a season or a closing."""
    mission = draw(
        st.one_of(st.sampled_from(SHIPPED), st.builds(small_mission, st.integers(0, 10_000)))
    )
    for table, field, change in draw(st.lists(st.sampled_from(CHANGES), max_size=6)):
        rows = list(getattr(mission, table))
        if rows:
            i = draw(st.integers(0, len(rows) - 1))
            rows[i] = attrs.evolve(
                rows[i], **{field: change(draw, mission, getattr(rows[i], field))}
            )
            mission = attrs.evolve(mission, **{table: tuple(rows)})
    if draw(st.booleans()):
        since = moment(0, 0.9)(draw, mission, None)
        closed = Season(
            leg=draw(st.sampled_from(mission.legs)).leg,
            closed_from=since,
            closed_to=since + (mission.end - mission.start) * draw(st.floats(0.02, 0.4)),
        )
        mission = attrs.evolve(mission, seasons=(*mission.seasons, closed))
    if draw(st.booleans()):
        late = tuple(
            attrs.evolve(s, close_from=mission.end - timedelta(hours=s.closing_hours))
            if s.role == "base"
            else s
            for s in mission.sites
        )
        mission = attrs.evolve(mission, sites=late)
    return mission


@st.composite
def changed_tactics(draw: st.DrawFn, mission: Mission, network: Network) -> Tactics:
    """Take the opening tactics, or others."""
    first, end = opening(mission, network), mission.hours(mission.end)
    if draw(st.booleans()):
        return first
    return attrs.evolve(
        first,
        close_at={s: t if t > end else draw(st.floats(0, end)) for s, t in first.close_at.items()},
        release_at=draw(st.floats(0, end)),
        settle_at=draw(st.floats(0, end)),
        worth=draw(st.sampled_from((0.25, 1.0, 3.0))),
        fill=draw(st.floats(0.1, 0.95)),
        through=draw(st.booleans()),
    )
