"""What a mission's hash is of: all that is given, however it is written, and nothing else."""

import random
from datetime import timedelta
from typing import Any

import attrs
import pytest

from exeunt.files.missions import read_mission, write_mission
from exeunt.model import fingerprint as hashes
from exeunt.model.columns import column, columns
from exeunt.model.figures import Doctrine
from exeunt.model.legs import Leg
from exeunt.model.mission import TABLES, Mission
from exeunt.model.prices import Prices
from tests.support.missions.shipped_missions import shipped_mission

# As printed by release 0.1.0 before files had a version; the others have been corrected since.
FIRST = {
    "port-run": "19f2bfa0f9fc2c75",
    "tiny": "b0a8a8a2a22d958f",
}
FIRST_VACUUM: dict[str, dict[str, Any]] = {
    "littoral": {
        "note": "A gap in the line is what the agreement is to prevent: five times the default"
    },
    "mali-2023": {"value": 50_000.0, "low": 0.0, "high": 200_000.0},
    "port-run": {"value": 50_000.0},
    "tiny": {"value": 50_000.0},
}
"""What the missions first said of the price of a day of vacuum; it has been raised since."""
FIRST_FUEL: dict[str, dict[str, Any]] = {"tiny": {"note": "7,800 L are used"}}
"""What they first said of their fuel; kit that drives burns some since."""
FIRST_VEHICLES: dict[str, dict[str, dict[str, Any]]] = {"littoral": {"ambulance": {"payload_t": 0}}}
"""What they first said of their vehicles; crews carry what they eat and drink since."""
TINY = shipped_mission("tiny")
MALI = shipped_mission("mali-2023")


@attrs.frozen(kw_only=True)
class LegWithMore(Leg):
    """A leg as a later release may have it."""

    bridges: int = column(
        "integer", {"en": "Bridges", "fr": "Ponts"}, "Bridges.", default=0, since=3
    )
    toll: float | None = column(
        "number", {"en": "Toll", "fr": "Péage"}, "Toll.", default=None, since=3
    )


def with_more(mission: Mission, **values: float) -> Mission:
    legs = [LegWithMore(**attrs.asdict(leg, recurse=False), **values) for leg in mission.legs]
    return attrs.evolve(mission, legs=tuple(legs))


def test_a_field_that_nobody_has_filled_in_leaves_the_hash_as_it_is() -> None:
    assert with_more(TINY).fingerprint == TINY.fingerprint
    assert with_more(TINY).legacy_fingerprint == TINY.legacy_fingerprint
    assert with_more(TINY, bridges=0).fingerprint == TINY.fingerprint
    assert with_more(TINY, bridges=2).fingerprint != TINY.fingerprint
    assert with_more(TINY, toll=0.0).fingerprint != TINY.fingerprint


def other(value: object) -> object:
    """Return another value of the same kind."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, tuple):
        return (*value, ("eod", 1.0))
    return value + timedelta(hours=1) if value is not None else None


@pytest.mark.parametrize("table", [t for t in TABLES if t not in {"doctrine", "prices"}])
def test_every_value_that_is_given_counts(table: str) -> None:
    missions = (shipped_mission(name) for name in ("mali-2023", "port-run"))
    mission = next(m for m in missions if getattr(m, table))
    rows, hashed = getattr(mission, table), {mission.fingerprint}
    for field in (c.name for c in columns(type(rows[0]))):
        value = getattr(rows[0], field)
        if value is None:
            continue
        # The copy is not built anew: what may stand in a field is not the question here.
        row = attrs.evolve(rows[0])
        object.__setattr__(row, field, other(value))
        changed = attrs.evolve(mission, **{table: (row, *rows[1:])})
        assert changed.fingerprint not in hashed, field
        hashed.add(changed.fingerprint)


def test_so_do_settings_doctrine_prices_and_rows_too_few_or_too_many() -> None:
    doctrine = attrs.evolve(TINY.doctrine, convoy_max=TINY.doctrine.convoy_max + 1)
    prices = attrs.evolve(TINY.prices, casualty=1.0)
    changed = [
        attrs.evolve(TINY, name="other"),
        attrs.evolve(TINY, title="other"),
        attrs.evolve(TINY, end=TINY.end + timedelta(hours=1)),
        attrs.evolve(TINY, period_hours=1),
        attrs.evolve(TINY, currency="EUR"),
        attrs.evolve(TINY, description="other"),
        attrs.evolve(TINY, doctrine=doctrine),
        attrs.evolve(TINY, prices=prices),
        attrs.evolve(TINY, parties=TINY.parties[1:]),
        attrs.evolve(TINY, parties=(*TINY.parties, TINY.parties[0])),
    ]
    assert len({TINY.fingerprint, *(m.fingerprint for m in changed)}) == len(changed) + 1


def test_the_order_of_rows_does_not_count_but_where_it_means_something() -> None:
    shuffled = {}
    for table in TABLES:
        if table not in {"doctrine", "prices", *hashes.IN_ORDER}:
            rows = list(getattr(MALI, table))
            random.Random(table).shuffle(rows)
            shuffled[table] = tuple(rows)
    assert attrs.evolve(MALI, **shuffled) != MALI
    assert attrs.evolve(MALI, **shuffled).fingerprint == MALI.fingerprint
    turned = attrs.evolve(MALI, dispositions=MALI.dispositions[::-1])
    assert turned.fingerprint != MALI.fingerprint


def test_how_a_number_is_written_does_not_count() -> None:
    legs = tuple(attrs.evolve(leg, km=int(leg.km)) for leg in TINY.legs)
    assert all(leg.km == whole.km for leg, whole in zip(TINY.legs, legs, strict=True))
    assert attrs.evolve(TINY, legs=legs).fingerprint == TINY.fingerprint
    south = tuple(attrs.evolve(s, lat=0.0) for s in TINY.sites)
    north = tuple(attrs.evolve(s, lat=-0.0) for s in TINY.sites)
    assert (
        attrs.evolve(TINY, sites=south).fingerprint == attrs.evolve(TINY, sites=north).fingerprint
    )


@pytest.mark.parametrize("target", ["mission", "mission.xlsx"])
def test_files_keep_it(tmp_path, target: str) -> None:
    write_mission(MALI, tmp_path / target)
    assert read_mission(tmp_path / target).fingerprint == MALI.fingerprint


def as_first_shipped(name: str) -> Mission:
    """Return a mission with the prices, notes and doctrine that it had when plans first carried its
    hash.
    """
    mission = shipped_mission(name)
    stated = tuple(
        attrs.evolve(figure, **FIRST_VACUUM[name]) if figure.name == "vacuum_day" else figure
        for figure in mission.prices.stated
    )
    (vacuum,) = (figure.value for figure in stated if figure.name == "vacuum_day")
    prices = attrs.evolve(mission.prices, stated=stated, vacuum_day=vacuum)
    supplies = tuple(attrs.evolve(row, **FIRST_FUEL.get(name, {})) for row in mission.supplies)
    # What its doctrine says of figures that came later is no part of what it first said.
    first = {figure.name for figure in columns(Doctrine) if figure.since == 1}
    stated = tuple(figure for figure in mission.doctrine.stated if figure.name in first)
    doctrine = attrs.evolve(mission.doctrine, stated=stated)
    changed = FIRST_VEHICLES.get(name, {})
    vehicles = tuple(attrs.evolve(v, **changed.get(v.vehicle, {})) for v in mission.vehicles)
    return attrs.evolve(
        mission, prices=prices, doctrine=doctrine, supplies=supplies, vehicles=vehicles
    )


def test_a_default_that_has_changed_is_another_mission_unless_the_former_is_stated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stated, left_alone = (
        attrs.evolve(TINY, prices=prices) for prices in (Prices(vacuum_day=50_000.0), Prices())
    )
    now = {stated.fingerprint, left_alone.fingerprint}
    assert len(now) == 2
    # Counted from the new default the two would have changed places.
    monkeypatch.setattr(hashes, "FIRST_DEFAULTS", {})
    again = (attrs.evolve(stated), attrs.evolve(left_alone))
    assert again[1].fingerprint == stated.fingerprint
    assert again[0].fingerprint not in now


@pytest.mark.parametrize("name", FIRST)
def test_a_plan_made_for_the_mission_under_its_first_hash_is_still_of_it(name: str) -> None:
    mission = as_first_shipped(name)
    assert mission.legacy_fingerprint == FIRST[name]
    assert mission.is_of(FIRST[name])
    assert mission.is_of(mission.fingerprint)
    assert mission.is_of("")
    assert not attrs.evolve(mission, currency="EUR").is_of(FIRST[name])
    assert not mission.is_of("0123456789abcdef")


def test_the_version_of_the_files_is_no_part_of_the_mission() -> None:
    first = attrs.evolve(TINY, format_version=1)
    assert first == TINY
    assert first.fingerprint == TINY.fingerprint
    assert first.legacy_fingerprint == TINY.legacy_fingerprint
