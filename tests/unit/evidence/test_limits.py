"""Limits of rows: each holds where it says something, and lifts."""

import attrs

from exeunt.evidence.limits import FIGURES, LIMITS
from exeunt.model.figures import Doctrine
from exeunt.model.mission import TABLES


def test_every_limit_names_fields_of_its_table():
    for limit in LIMITS:
        fields = {field.name for field in attrs.fields(TABLES[limit.table])}
        assert {limit.names, *limit.free} <= fields
    assert set(FIGURES) <= {field.name for field in attrs.fields(Doctrine)}


def test_a_limit_holds_until_it_is_lifted_and_is_told_with_its_number():
    limits = {limit.kind: limit for limit in LIMITS}
    mission_site = TABLES["sites"](site="a", lat=0, lon=0, role="base", beds=40)
    beds = limits["beds"]
    assert beds.holds(mission_site)
    assert beds.told(mission_site) == 40
    assert not beds.holds(beds.lifted(mission_site))
    assert not limits["yard"].holds(mission_site)
