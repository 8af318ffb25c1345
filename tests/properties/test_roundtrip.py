"""What is printed reads back as it was, for any number, moment, place and row; and no text makes a reader fall over."""

import math
import tempfile
from datetime import datetime
from pathlib import Path

import attrs
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from exeunt.errors import InputError
from exeunt.files import csv_text
from exeunt.files.cells import Setting, in_range, largest, read_cell
from exeunt.files.cells_out import write_native, write_text
from exeunt.files.grids import Grid
from exeunt.files.headers import names_of
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.files.plans import read_plan, write_plan
from exeunt.files.tables_in import read_table
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES, Mission
from exeunt.model.places import Site
from exeunt.model.plan import PLAN_TABLES
from exeunt.units.numbers import print_number, print_quantity, read_number
from exeunt.units.places import print_coordinate, print_mgrs, read_coordinate, read_position
from exeunt.units.text import Unreadable
from exeunt.units.times import print_hours, print_time, read_time
from tests.support.files.sample_files import MISSION, PLAN

FLOATS = st.floats(-1e12, 1e12, allow_nan=False).map(lambda v: v + 0.0)
TIMES = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30))
COLUMNS = [
    (name, c) for name, row_class in {**TABLES, **PLAN_TABLES}.items() for c in columns(row_class)
]
WORDS = st.text(
    st.characters(
        codec="utf-8",
        exclude_categories=["Cc", "Cs", "Zl", "Zp", "Zs", "Cf", "Cn"],
        exclude_characters=";,|#*-?",
    ),
    min_size=1,
    max_size=12,
)


def fits(value: str) -> bool:
    """Say whether a word is no word for nothing, no error, no total: one that stands for itself."""
    return read_cell_of("id", value) == value


def refused(*reasons):
    """Check that whoever refused something said what would be right."""
    assert reasons
    assert all(reason.expected for reason in reasons)


def read_cell_of(kind, value):
    column = next(c for _, c in COLUMNS if c.kind == kind and not c.required)
    try:
        return read_cell(column, value, Setting())
    except Unreadable:
        return None


@given(FLOATS)
@example(0.1 + 0.2)
@example(1e-310)
def test_numbers(value):
    assert read_number(print_number(value)) == value


@given(
    st.integers(-(10**11), 10**11),
    st.sampled_from([" ", "\u00a0", "\u202f", "\u2009", "'"]),
    st.integers(0, 99),
)
def test_numbers_as_typists_write_them(whole, gap, cents):
    assume(abs(whole) >= 1000)
    grouped = f"{whole:,}"
    value = float(f"{whole}.{cents:02d}")
    assert read_number(f"{grouped}.{cents:02d}") == value
    assert read_number(f"{grouped.replace(',', '.')},{cents:02d}") == value
    assert read_number(f"{grouped.replace(',', gap)},{cents:02d}") == value
    assert read_number(grouped.replace(",", gap), whole=True) == whole


@given(
    st.floats(0, 1e6, allow_nan=False),
    st.sampled_from(
        [
            ("kg", "t", 1000),
            ("m", "km", 1000),
            ("min", "hours", 60),
            ("hours", "days", 24),
            ("FEU", "TEU", 0.5),
        ]
    ),
)
def test_units_are_converted(value, units):
    given_unit, wanted, ratio = units
    assert read_number(f"{print_number(value)} {given_unit}", wanted) == pytest.approx(
        value / ratio, rel=1e-12
    )


@given(st.integers(0, 10**6))
def test_printed_quantities_and_spans_read_back(minutes):
    assert read_number(print_hours(minutes / 60), "hours") == pytest.approx(minutes / 60)
    assert read_number(print_quantity(minutes, "t"), "t") == minutes


@given(TIMES)
def test_moments(when):
    assert read_time(print_time(when)) == when


@given(
    TIMES.map(lambda t: t.replace(second=0, microsecond=0)),
    st.sampled_from(
        ["%d %b %Y %H:%M", "%d %B %Y, %Hh%M", "%Y/%m/%d %H:%M", "%d%H%M%b%Y", "%B %d, %Y %H:%M"]
    ),
)
def test_moments_in_words(when, form):
    assert read_time(when.strftime(form)) == when


@given(TIMES)
def test_numbers_for_day_and_month_are_read_only_where_their_order_is_plain(when):
    text = when.strftime("%d/%m/%Y")
    if when.day > 12 or when.day == when.month:
        assert read_time(text).date() == when.date()
    else:
        with pytest.raises(Unreadable, match="ambiguous"):
            read_time(text)


@given(st.floats(-90, 90), st.floats(-180, 180))
def test_places(lat, lon):
    assert (
        read_coordinate(print_number(lat + 0.0), "latitude"),
        read_coordinate(print_number(lon + 0.0), "longitude"),
    ) == (lat, lon)
    assert read_coordinate(print_coordinate(lat, "latitude"), "latitude") == pytest.approx(
        lat, abs=1 / 7000
    )
    assert read_coordinate(
        print_coordinate(lon, "longitude").replace("W", "O"), "longitude"
    ) == pytest.approx(lon, abs=1 / 7000)


@given(st.floats(-79, 83), st.floats(-179.9, 179.9))
@example(-1.2267523877757333e-08, 0.0)
@example(-9e-06, 12.0)
def test_grid_references(lat, lon):
    found = read_position(print_mgrs(lat, lon))
    assert found is not None
    assert math.hypot(found[0] - lat, (found[1] - lon) * math.cos(math.radians(lat))) < 2e-5


@given(st.text(max_size=40))
@example("1e400")
@example("31QZZ12")
@example("\u0660\u0661")
@example("\u00b2")
def test_no_text_makes_a_reader_fall_over(text):
    for read in (
        read_number,
        read_time,
        read_position,
        lambda t: read_coordinate(t, "latitude"),
        lambda t: read_number(t, "hours"),
        lambda t: read_number(t, "currency/km"),
    ):
        try:
            found = read(text)
        except Unreadable as error:
            refused(error)
        else:
            assert found is None or isinstance(found, float | int | datetime | tuple)


@given(
    st.sampled_from(COLUMNS),
    st.one_of(
        st.text(max_size=20),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.datetimes(),
        st.dates(),
        st.times(),
        st.timedeltas(),
        st.none(),
    ),
)
def test_any_cell_is_a_value_of_its_column_or_unreadable(named, cell):
    _, column = named
    try:
        value = read_cell(column, cell, Setting(currency="USD"))
    except Unreadable as error:
        refused(error)
        return
    if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
        assert math.isfinite(value)
        assert abs(value) <= largest(column)
        assert in_range(column, value) or value == column.default
    assert read_cell(column, write_text(column, value), Setting()) == value
    assert read_cell(column, write_native(column, value), Setting()) == value


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_problems(data):
    problems = Notes()
    grid = csv_text.parse(data, "sites.csv", names_of(Site), problems)
    assert problems if grid is None else isinstance(grid, Grid)
    if grid is not None:
        table = read_table(grid, Site, problems)
        assert problems or all(len(row.values) == len(columns(Site)) for row in table.rows)


@st.composite
def sites(draw):
    names = draw(
        st.lists(WORDS.filter(fits), min_size=1, max_size=4, unique_by=lambda n: n.casefold())
    )
    return tuple(
        Site(
            site=f"s{i} {name}",
            name=name,
            lat=draw(st.floats(-90, 90)) + 0.0,
            lon=draw(st.floats(-180, 180)) + 0.0,
            role=draw(st.sampled_from(("base", "hub", "exit"))),
            beds=draw(st.none() | st.integers(0, 10**9)),
            yard_teu=draw(st.none() | st.floats(0, 1e9).map(lambda v: v + 0.0)),
            close_by=draw(st.none() | TIMES),
            stays_open=draw(st.booleans()),
            assumed=draw(st.sampled_from([(), ("*",), ("beds", "lat")])),
            note=draw(
                st.text(
                    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]),
                    max_size=20,
                )
            )
            .strip()
            .replace("x005F", ""),
        )
        for i, name in enumerate(names)
    )


@settings(max_examples=25, deadline=None)
@given(sites(), st.sampled_from(["m", "m.xlsx"]))
def test_missions(found, name):
    mission = Mission(
        name="x", start=MISSION.start, deadline=MISSION.deadline, end=MISSION.end, sites=found
    )
    with tempfile.TemporaryDirectory() as folder:
        write_mission(mission, Path(folder) / name)
        assert read_mission(Path(folder) / name) == mission


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.floats(1e-9, 1e9), min_size=1, max_size=5), TIMES, st.sampled_from(["p", "p.xlsx"])
)
def test_plans(amounts, when, name):
    loads = tuple(attrs.evolve(PLAN.loads[2], quantity=amount) for amount in amounts)
    closures = (attrs.evolve(PLAN.closures[0], close=when, vacuum_days=amounts[0]),)
    plan = attrs.evolve(
        PLAN,
        loads=loads,
        closures=closures,
        record=attrs.evolve(PLAN.record, objective=amounts[-1]),
    )
    with tempfile.TemporaryDirectory() as folder:
        write_plan(plan, MISSION, Path(folder) / name)
        assert read_plan(Path(folder) / name, MISSION) == plan


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(sorted(TABLES)), st.binary(max_size=300))
def test_any_bytes_in_a_mission_are_read_or_refused(table, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "m"
        write_mission(MISSION, path)
        (path / f"{table}.csv").write_bytes(data)
        try:
            assert read_mission(path).name == MISSION.name
        except InputError as error:
            refused(*error.problems)
