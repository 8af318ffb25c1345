"""Building a mission in code."""

import inspect
from datetime import date, datetime

import pytest

import exeunt
from exeunt.files.field_types import SINGULAR
from exeunt.files.missions import write_mission
from exeunt.files.template_example import example_mission
from exeunt.files.wording import Wording
from exeunt.model.columns import columns
from exeunt.model.mission import TABLES
from exeunt.words.template import wording


def begun(**settings) -> exeunt.MissionBuilder:
    given = {"start": "2030-03-04T06:00", "deadline": "2030-03-08", "end": "2030-03-10"}
    return exeunt.MissionBuilder("trial", **{**given, **settings})


def small() -> exeunt.MissionBuilder:
    builder = begun()
    builder.add_site("alpha", lat=17.0, lon=0.0, role="base", closing_hours=12)
    builder.add_site("port", lat=16.0, lon=0.1, role="exit")
    builder.add_leg(
        "alpha-port", origin="alpha", destination="port", mode="road", km=130, travel_hours=4
    )
    builder.add_party("staff", site="alpha", count=8, population="civilian")
    builder.add_vehicle("minibus", payload_t=1, seats=14, crew=1)
    builder.add_fleet("buses", vehicle="minibus", site="alpha", count=1)
    return builder


def problems(builder: exeunt.MissionBuilder) -> list[exeunt.Problem]:
    with pytest.raises(exeunt.InputError) as caught:
        builder.build()
    return list(caught.value.problems)


def test_every_table_has_its_call():
    calls = {name for name, _ in inspect.getmembers(exeunt.MissionBuilder, inspect.isfunction)}
    named = {
        {"doctrine": "set_doctrine", "prices": "set_price"}.get(table, f"add_{SINGULAR[table]}")
        for table in TABLES
    }
    assert calls >= named
    assert calls - named == {"__init__", "_add", "build", "write"}


def test_what_is_built_is_what_files_say(tmp_path):
    write_mission(small().build().mission, tmp_path / "m")
    assert exeunt.load(tmp_path / "m").mission == small().build().mission
    assert small().build().mission.sites[0].closing_hours == 12


@pytest.mark.parametrize("name", ["m", "m.xlsx"])
def test_what_is_built_can_be_written_and_read(tmp_path, name):
    assert small().write(tmp_path / name) == tmp_path / name
    assert exeunt.load(tmp_path / name).mission == small().build().mission


@pytest.mark.parametrize("shipped", ["tiny", "port-run"])
def test_a_shipped_mission_can_be_built_again(shipped):
    mission = exeunt.load(shipped).mission
    builder = exeunt.MissionBuilder(
        mission.name,
        title=mission.title,
        start=mission.start,
        deadline=mission.deadline,
        end=mission.end,
        period_hours=mission.period_hours,
        currency=mission.currency,
        utc_offset_hours=mission.utc_offset_hours,
        description=mission.description,
    )
    for table, rows in mission.rows().items():
        call = {"doctrine": "set_doctrine", "prices": "set_price"}.get(
            table, f"add_{SINGULAR[table]}"
        )
        for row in rows:
            fields = {column.name: getattr(row, column.name) for column in columns(TABLES[table])}
            getattr(builder, call)(**fields)
    assert builder.build().mission == mission


def test_calls_return_the_id_to_refer_to():
    assert begun().add_site("alpha", lat=1, lon=2, role="base") == "alpha"
    assert begun().add_season("a-b", closed_from="D+1", closed_to="D+2") is None


def test_all_problems_come_at_once_with_the_call_s_number():
    builder = small()
    builder.add_site("bravo", lat=91, lon=0, role="bse")
    builder.add_party("others", site="nowhere", count=-3, population="civilian")
    found = [(p.place, p.field) for p in problems(builder)]
    assert found == [
        ("sites row 3", "lat"),
        ("sites row 3", "role"),
        ("parties row 2", "count"),
        ("parties row 2", "site"),
    ]


def test_problems_are_those_of_reading(tmp_path):
    builder = small()
    builder.add_party("others", site="alhpa", count=3, population="civilians and others")
    exeunt.new(tmp_path / "m", example=True)
    path = tmp_path / "m" / "parties.csv"
    text = path.read_text(encoding="utf-8").replace(",civilian,", ",civilians and others,", 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(exeunt.InputError) as caught:
        exeunt.load(tmp_path / "m")
    read = caught.value.problems[0]
    built = next(p for p in problems(builder) if p.field == "population")
    assert (built.field, built.got, built.expected, built.hint) == (
        read.field,
        read.got,
        read.expected,
        read.hint,
    )


def test_a_misspelt_field_is_a_problem_with_the_one_that_was_meant():
    builder = small()
    builder.add_site("bravo", lat=17, lon=0, role="base", closing_hour=3)
    (problem,) = problems(builder)
    assert (problem.place, problem.field) == ("sites row 3", "closing_hour")
    assert "closing_hours" in problem.hint


def test_what_is_required_and_lacking_is_a_problem():
    builder = begun()
    builder.add_site("alpha", role="base")
    assert {p.field for p in problems(builder)} == {"lat", "lon"}
    assert [p.expected for p in problems(begun())] == [
        "must be there with at least one row: every mission has sites"
    ]


def test_settings_are_checked_as_in_files():
    found = problems(begun(deadline="2030-03-01", currency="dollars"))
    assert {p.field for p in found} >= {"deadline", "currency"}


def test_contradictions_name_the_call():
    builder = small()
    builder.add_site("bravo", lat=17, lon=0, role="base", close_from="D+3", close_by="D+1")
    assert any("sites row 3 (bravo)" in p.place for p in problems(builder))


def test_values_of_every_usual_type():
    builder = small()
    builder.add_lot(
        "stores",
        site="alpha",
        quantity=2,
        mass_t=1.5,
        teu=1,
        kit_class="general",
        owner="mission",
        allowed=["ship", "gift"],
        ready_from=date(2030, 3, 5),
        due_by=datetime(2030, 3, 7, 12),
        assumed="*",
    )
    builder.add_party(
        "medics",
        site="alpha",
        count=4,
        population="civilian",
        capabilities={"medical": 1},
        qualified="drivers:2",
        leave_from="D+1",
    )
    mission = builder.build().mission
    assert mission.lots[0].allowed == ("ship", "gift")
    assert mission.lots[0].ready_from == datetime(2030, 3, 5)
    assert mission.parties[1].capabilities == (("medical", 1),)
    assert mission.parties[1].qualified == (("drivers", 2),)
    assert mission.parties[1].leave_from == datetime(2030, 3, 5)


def test_an_id_that_looks_like_a_comment_or_a_total_is_not_lost():
    builder = small()
    builder.add_party("Total", site="alpha", count=350, population="civilian")
    assert builder.build().mission.people == 358


def test_a_value_of_no_use_is_a_problem_and_no_traceback():
    builder = small()
    builder.add_site("bravo", lat=object(), lon=0, role="base")  # type: ignore[typeddict-item]
    assert problems(builder)[0].got == "object"


def test_figures_are_stated_by_name():
    builder = small()
    builder.set_doctrine("convoy_max", 60, low=40, high=80, source="unit order 12")
    builder.set_price("vacuum_day", 1000)
    mission = builder.build().mission
    assert mission.doctrine.convoy_max == 60
    assert mission.doctrine.stated[0].source == "unit order 12"
    assert mission.prices.vacuum_day == 1000


def test_nothing_is_written_over_another_mission(tmp_path):
    write_mission(example_mission(wording("en")), tmp_path / "m")
    with pytest.raises(exeunt.InputError):
        small().write(tmp_path / "m")
    assert isinstance(wording("en"), Wording)
