"""What was told of another plan is on record, and no part of the plan."""

from datetime import datetime

import attrs

from exeunt.model.choices import Changed, Thing
from exeunt.model.plan import Plan
from exeunt.model.told import Told

ROW = Told(when=datetime(2030, 1, 4), thing="convoy", item="C-004", site="bravo", changed="dropped")


def test_plain_words_become_members() -> None:
    assert (ROW.thing, ROW.changed) == (Thing.CONVOY, Changed.DROPPED)
    assert isinstance(ROW.changed, Changed)


def test_a_plan_with_what_was_told_is_the_same_plan() -> None:
    assert attrs.evolve(Plan(), changes=(ROW,)) == Plan()
    assert attrs.evolve(Plan(), changes=(ROW,)).rows()["changes"] == (ROW,)
