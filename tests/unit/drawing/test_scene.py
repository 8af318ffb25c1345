"""What a map shows: how large the marks are, and where they are drawn."""

import attrs
import pytest

from exeunt.drawing.scene import (
    EMPTY,
    EXIT,
    JUNCTION,
    LEAST,
    MOST,
    SMALLEST,
    crowding,
    radius,
    surveyed,
)
from exeunt.facts.series import Reading
from exeunt.model.places import Site
from exeunt.words.words import Words
from tests.support.missions.report_samples import small_mission, small_plan


def test_circles_grow_with_the_root_of_their_people_and_other_marks_do_not():
    mission = small_mission()
    base, hub, port = mission.sites
    assert radius(mission, base, 25, 100) == LEAST + MOST / 2
    assert radius(mission, hub, 0, 100) == EMPTY
    assert radius(mission, port, 90, 100) == EXIT
    assert radius(mission, attrs.evolve(base, role="junction"), 9, 100) == JUNCTION


def test_many_sites_have_small_marks():
    many = tuple(Site(site=f"s{n}", lat=n / 10, lon=0, role="base") for n in range(200))
    changes = {
        "legs": (),
        "parties": (),
        "lots": (),
        "fleets": (),
        "air_fleets": (),
        "permissions": (),
    }
    assert crowding(small_mission()) == 1
    assert crowding(small_mission(sites=many, **changes)) == SMALLEST


def test_marks_are_laid_out_for_the_most_people_who_are_ever_there():
    ground = surveyed(Reading(mission=small_mission(), plan=small_plan()), Words("en"))
    assert ground.largest["alpha"] == pytest.approx(max(ground.largest.values()))
    assert set(ground.places) == {"alpha", "hub", "port"}
