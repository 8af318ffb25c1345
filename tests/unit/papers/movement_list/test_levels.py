"""Levels of detail of the movement list."""

from itertools import pairwise

import attrs
import pytest

from exeunt.model.plan import Load
from exeunt.papers.dossier import Dossier
from exeunt.papers.movement_list.columns import LINES, SUMMED, TOLD_APART, fields_of
from exeunt.papers.movement_list.levels import summed
from exeunt.papers.movement_list.rows import lines
from tests.support.pages.paper_world import dossier, plan


def every_line(read: Dossier) -> list[dict]:
    return [line for movement in read.movements for line in lines(read, movement)]


def with_supplies() -> Dossier:
    """The small plan, with fuel and water that its first convoy delivers, and fuel that it burns."""
    whole = plan("small")
    first = next(load for load in whole.loads if load.serial == "C-1" and load.kind == "lot")
    more = tuple(
        Load(
            serial=first.serial,
            board_stage=first.board_stage,
            alight_stage=first.alight_stage,
            kind="supply",
            item=item,
            quantity=quantity,
            role=role,
        )
        for item, quantity, role in (
            ("fuel", 500.5, ""),
            ("water", 300, ""),
            ("fuel", 90, "used"),
        )
    )
    return dossier("small", plan=attrs.evolve(whole, loads=whole.loads + more))


def test_fuel_is_told_apart_at_level_3_and_counted_at_every_level():
    found = every_line(with_supplies())
    supplies = {line["category"]: line for line in found if line["kind"] == "supply"}
    assert set(supplies) == {"fuel", "water"}
    assert (supplies["fuel"]["fuel_l"], supplies["water"]["fuel_l"]) == (500.5, 0)
    rows = {level: [r for r in summed(level, found) if r["fuel_l"]] for level in TOLD_APART}
    assert {level: [r["fuel_l"] for r in fuelled] for level, fuelled in rows.items()} == {
        level: [500.5] for level in TOLD_APART
    }
    # With it go, level by level, the kit and people of the unit, the water, and nothing.
    masses = [rows[level][0]["mass_t"] for level in TOLD_APART]
    assert masses == sorted(masses, reverse=True)
    assert masses[0] == masses[1] + 72
    assert masses[1] == masses[2] + supplies["water"]["mass_t"]
    assert masses[2] == supplies["fuel"]["mass_t"] > 0


@pytest.mark.parametrize("level", TOLD_APART)
@pytest.mark.parametrize("read", [with_supplies, lambda: dossier("port-run")])
def test_every_level_sums_up_to_the_same(read, level):
    found = every_line(read())
    rows = list(summed(level, found))
    for key in SUMMED:
        assert sum(r[key] for r in rows) == pytest.approx(sum(line[key] for line in found)), key
    assert {row["level"] for row in rows} == {level}
    # Single lines are as they were.
    assert {line["level"] for line in found} == {4}


def test_levels_have_ever_more_columns():
    keys = [[f.key for f in fields_of(level)] for level in TOLD_APART]
    keys.append([f.key for f in LINES])
    for fewer, more in pairwise(keys):
        assert set(fewer) < set(more)
        assert fewer == [key for key in more if key in fewer]


def test_a_site_that_is_no_place_has_no_coordinates():
    whole = dossier("small")
    exits = {site.site for site in whole.mission.sites if site.role == "exit"}
    nowhere = tuple(
        attrs.evolve(site, has_place=site.site not in exits) for site in whole.mission.sites
    )
    found = every_line(dossier("small", mission=attrs.evolve(whole.mission, sites=nowhere)))
    there = [line for line in found if line["pod"] in exits]
    assert there
    assert all(line["pod_lat"] is None and line["pod_lon"] is None for line in there)
    assert all(line["origin_lat"] is not None and line["origin_lon"] is not None for line in there)
    # The paper says which site, and the rest of each line is as it was.
    blank = {f"{name}_{x}" for name in ("pod", "destination") for x in ("lat", "lon")}
    for line, before in zip(found, every_line(whole), strict=True):
        assert {k: v for k, v in line.items() if k not in blank} == {
            k: v for k, v in before.items() if k not in blank
        }
