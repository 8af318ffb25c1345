"""Each operation of an overlay, what it refuses, and what of a mission stays as it was."""

from datetime import datetime, timedelta
from pathlib import Path

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.files.missions import read_mission, write_mission
from exeunt.files.notes import Notes
from exeunt.model.mission import Mission
from tests.support.files.overlay_files import overlay
from tests.support.missions.shipped_missions import shipped_mission

MISSIONS = Path(__file__).parents[3] / "missions"
TINY = MISSIONS / "tiny"
TRUCKS = 'table = "fleets"\nrow = "trucks"\n'


def changed(folder: Path, *changes: str, path: Path = TINY) -> Mission:
    return read_mission(path, overlays=[overlay(folder, *changes)])


def refused(folder: Path, *changes: str, path: Path = TINY) -> list[str]:
    with pytest.raises(InputError) as error:
        changed(folder, *changes, path=path)
    return [str(problem) for problem in error.value.problems]


def differing(mission: Mission, path: str = "tiny") -> set[str]:
    """Return the tables and settings in which a mission is not as it was."""
    before = shipped_mission(path)
    fields = [field.name for field in attrs.fields(Mission) if field.name != "overlays"]
    return {name for name in fields if getattr(mission, name) != getattr(before, name)}


def test_set(tmp_path: Path) -> None:
    mission = changed(tmp_path, f'do = "set"\n{TRUCKS}count = 4\nownership = "own"')
    trucks = mission.fleet["trucks"]
    assert (trucks.count, trucks.ownership) == (4, "own")
    assert trucks == attrs.evolve(shipped_mission("tiny").fleet["trucks"], count=4, ownership="own")
    assert differing(mission) == {"fleets"}
    assert mission.overlays == ("course.toml",)


def test_set_by_a_heading_with_a_unit_and_by_where(tmp_path: Path) -> None:
    change = 'do = "set"\ntable = "legs"\nwhere = { mode = "road" }\n"Distance (miles)" = 100'
    mission = changed(tmp_path, change)
    assert {round(leg.km, 1) for leg in mission.legs if leg.mode == "road"} == {160.9}


def test_set_a_figure_that_the_mission_does_not_state(tmp_path: Path) -> None:
    change = 'do = "set"\ntable = "prices"\nrow = "{}"\nvalue = 5000'
    assert changed(tmp_path, change.format("person_day_late")).prices.person_day_late == 5000
    mission = changed(tmp_path, change.format("makespan_day"))
    assert mission.prices.makespan_day == 5000
    assert len(mission.prices.stated) == len(shipped_mission("tiny").prices.stated) + 1


def test_multiply_a_figure_that_the_mission_does_not_state(tmp_path: Path) -> None:
    change = 'do = "multiply"\ntable = "prices"\nrow = "unit_day_late"\nfield = "value"\nby = 2'
    mission = changed(tmp_path, change)
    assert mission.prices.unit_day_late == 2 * shipped_mission("tiny").prices.unit_day_late > 0


def test_drop_by_name_and_by_values(tmp_path: Path) -> None:
    assert changed(tmp_path, 'do = "drop"\ntable = "air_fleets"\nrow = "HELI"').air_fleets == ()
    every = changed(tmp_path, 'do = "drop"\ntable = "requirements"\nwhere = {}')
    assert every.requirements == ()
    one = changed(
        tmp_path, 'do = "drop"\ntable = "dispositions"\nrow = ["ship", "ammunition", "*"]'
    )
    assert len(one.dispositions) == len(shipped_mission("tiny").dispositions) - 1


def test_add(tmp_path: Path) -> None:
    row = 'fleet = "more"\nvehicle = "Truck"\nsite = "BRAVO"\ncount = 3\nownership = "contracted"'
    mission = changed(tmp_path, f'do = "add"\ntable = "fleets"\n{row}')
    more = mission.fleet["more"]
    # Names are written as the things themselves are; what is left blank has its default.
    assert (more.vehicle, more.site, more.count, more.value) == ("truck", "bravo", 3, 0)
    assert mission.fleets[:-1] == shipped_mission("tiny").fleets


@pytest.mark.parametrize(
    ("do", "by", "count"),
    [("multiply", 1.5, 15), ("multiply", 0.25, 3), ("increase", 2, 12), ("increase", -10, 0)],
)
def test_reckoned(tmp_path: Path, do: str, by: float, count: int) -> None:
    mission = changed(tmp_path, f'do = "{do}"\n{TRUCKS}field = "count"\nby = {by}')
    assert mission.fleet["trucks"].count == count
    assert differing(mission) == {"fleets"}


def test_refuse_and_grant(tmp_path: Path) -> None:
    littoral = MISSIONS / "littoral"
    no = changed(tmp_path, 'do = "refuse"\npermission = ["road-all", "sea-all"]', path=littoral)
    states = {row.permission: row.state for row in no.permissions}
    assert (states["road-all"], states["sea-all"]) == ("refused", "refused")
    assert differing(no, "littoral") == {"permissions"}
    yes = changed(
        tmp_path,
        'do = "refuse"\npermission = "road-all"',
        'do = "grant"\npermission = "road-all"',
        path=littoral,
    )
    assert yes == shipped_mission("littoral")


def test_shift_settings_and_rows(tmp_path: Path) -> None:
    before = shipped_mission("tiny")
    mission = changed(
        tmp_path,
        'do = "shift"\ntable = "mission"\nfield = ["deadline", "end"]\ndays = 2.5',
        'do = "shift"\ntable = "sites"\nwhere = {}\nfield = "receiver_ready"\ndays = -1',
    )
    later = timedelta(days=2.5)
    assert (mission.deadline, mission.end) == (before.deadline + later, before.end + later)
    ready = [site.receiver_ready for site in mission.sites if site.receiver_ready is not None]
    assert ready == [datetime(2030, 1, 4)]
    assert differing(mission) == {"deadline", "end", "sites"}


def test_changes_are_made_one_after_the_other(tmp_path: Path) -> None:
    first = overlay(tmp_path, f'do = "set"\n{TRUCKS}count = 4', name="a.toml")
    then = overlay(tmp_path, f'do = "multiply"\n{TRUCKS}field = "count"\nby = 3', name="b.toml")
    assert read_mission(TINY, overlays=[first, then]).fleet["trucks"].count == 12
    back = read_mission(TINY, overlays=[then, first])
    assert back.fleet["trucks"].count == 4
    assert back.overlays == ("b.toml", "a.toml")


def test_what_is_already_so_changes_nothing(tmp_path: Path) -> None:
    change = f'do = "set"\n{TRUCKS}count = 10'
    mission = changed(tmp_path, change, change)
    assert mission == shipped_mission("tiny")
    assert mission.fingerprint == shipped_mission("tiny").fingerprint


def test_a_changed_mission_has_another_hash_and_can_be_written_as_one_of_its_own(
    tmp_path: Path,
) -> None:
    mission = changed(tmp_path, 'do = "drop"\ntable = "air_fleets"\nwhere = {}')
    assert mission.fingerprint != shipped_mission("tiny").fingerprint
    write_mission(mission, tmp_path / "own")
    own = read_mission(tmp_path / "own")
    assert own == mission
    assert (own.fingerprint, own.overlays) == (mission.fingerprint, ())


def test_it_is_said_what_was_laid_over(tmp_path: Path) -> None:
    notes = Notes()
    path = overlay(tmp_path, f'do = "set"\n{TRUCKS}count = 4', title="Fewer trucks")
    read_mission(TINY, notes=notes, overlays=[path])
    (remark,) = notes.remarks
    assert (remark.place, remark.got) == ("course.toml", "Fewer trucks")
    assert remark.expected.key == "reading.overlay"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            'do = "drop"\ntable = "fleetz"\nwhere = {}',
            "table: got \"fleetz\", must be the name of a table of the mission (did you mean 'fleets'?)",
        ),
        ('do = "drop"\nrow = "trucks"', "table: must be the name of a table of the mission"),
        ('do = "drop"\ntable = "mission"', 'table: got "mission", must be a table with rows'),
        (
            'do = "drop"\ntable = "fleets"\nrow = "truck"',
            "row: got \"truck\", must be a row of fleets that exists (did you mean 'trucks'?)",
        ),
        ('do = "drop"\ntable = "fleets"', "row: must say of which rows it is"),
        (
            'do = "drop"\ntable = "fleets"\nrow = "trucks"\nwhere = {}',
            'row: got "trucks", must say of which rows it is',
        ),
        (
            'do = "drop"\ntable = "fleets"\nwhere = 3',
            'where: got "3", must be columns with their values',
        ),
        (
            'do = "drop"\ntable = "fleets"\nwhere = { site = "bravoo" }',
            'where: got "site = bravoo", must be a row of fleets that exists',
        ),
        (
            'do = "drop"\ntable = "dispositions"\nrow = "ship"',
            'row: got "ship", must name the row by its disposition, kit_class, owner',
        ),
        (
            'do = "drop"\ntable = "threats"\nrow = "x"',
            'row: got "x", must be left out: rows of this table have no name; use `where`',
        ),
        (
            'do = "set"\ntable = "prices"\nrow = "casualtys"\nvalue = 1',
            "row: got \"casualtys\", must be the name of a figure (did you mean 'casualty'?)",
        ),
        (f'do = "set"\n{TRUCKS}', "set: must be given: a column of the table with its new value"),
        (f'do = "set"\n{TRUCKS}count = -3', 'count: got "-3", must be 0 or more'),
        (
            f'do = "set"\n{TRUCKS}cuont = 3',
            "cuont: must be the name of a column (did you mean 'count'?)",
        ),
        (
            f'do = "set"\n{TRUCKS}site = "brvo"',
            "fleets.csv row 2 site: got \"brvo\", must be a site that exists (did you mean 'bravo'?)",
        ),
        ('do = "set"\ntable = "mission"\nname = "other"', "name: must be the name of a column"),
        (
            'do = "add"\ntable = "legs"\nleg = "x"\norigin = "alpha"\ndestination = "bravo"\nmode = "road"',
            "km: must be given",
        ),
        (
            'do = "add"\ntable = "air_fleets"\nair_fleet = "heli"\naircraft = "helicopter"\nsite = "bravo"\ncount = 1',
            'air_fleet: got "heli", must be the name of a new row: this one is there (see air_fleets.csv row 2)',
        ),
        (
            f'do = "multiply"\n{TRUCKS}field = "site"\nby = 2',
            'field: got "site", must be a column of numbers',
        ),
        (
            f'do = "multiply"\n{TRUCKS}field = "count"\nby = -2',
            'count: got "-20", must be 0 or more',
        ),
        (f'do = "multiply"\n{TRUCKS}field = "count"\nby = "x"', 'by: got "x", must be a number'),
        (
            f'do = "multiply"\n{TRUCKS}field = "count"\nby = inf',
            'by: got "inf", must be a finite number',
        ),
        (f'do = "multiply"\n{TRUCKS}by = 2', "field: must be given: the column to change"),
        (
            f'do = "shift"\n{TRUCKS}field = "count"\ndays = 2',
            'field: got "count", must be a column of dates',
        ),
        (
            'do = "shift"\ntable = "sites"\nrow = "bravo"\nfield = "receiver_ready"\ndays = 2',
            "receiver_ready: must be given: a blank cannot be changed by an amount",
        ),
        (
            'do = "shift"\ntable = "mission"\nfield = "end"\ndays = 9e9',
            "must stay within the calendar",
        ),
        (
            'do = "shift"\ntable = "mission"\nfield = "deadline"\ndays = -30',
            "mission.toml deadline: got",
        ),
        (
            'do = "refuse"\npermission = "road"',
            'row: got "road", must be a row of permissions that exists',
        ),
        ('do = "grant"', "permission: must be given: the permission's name"),
    ],
)
def test_what_cannot_be_done(tmp_path: Path, change: str, said: str) -> None:
    problems = refused(tmp_path, change)
    assert len(problems) == 1
    assert problems[0].startswith("course.toml change 1")
    assert said in problems[0]


def test_all_that_is_wrong_at_once(tmp_path: Path) -> None:
    problems = refused(
        tmp_path,
        'do = "explode"',
        f'do = "set"\n{TRUCKS}count = -3\ncuont = 3',
        'do = "drop"\ntable = "sites"\nrow = "ford"',
    )
    assert [line.split(":")[0] for line in problems[:3]] == [
        "course.toml change 1 do",
        "course.toml change 2 count",
        "course.toml change 2 cuont",
    ]
    # What names a site that is dropped is told by its own row.
    assert problems[3:]
    assert all(line.startswith("legs.csv row ") for line in problems[3:])


def test_a_row_that_was_known_only_later(tmp_path: Path) -> None:
    path = overlay(tmp_path, 'do = "refuse"\npermission = "north-of-gao-until"')
    mali = MISSIONS / "mali-2023"
    row = read_mission(mali, overlays=[path])
    assert {p.state for p in row.permissions if p.permission == "north-of-gao-until"} == {"refused"}
    with pytest.raises(InputError) as error:
        read_mission(mali, "2023-07-01", overlays=[path])
    assert "that is known by then" in str(error.value)
    assert "read as of a later day" in str(error.value)
