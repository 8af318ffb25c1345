"""What a movement officer would object to in a plan, asked of the tables once more and of both referees."""

import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from exeunt.files.missions import write_mission
from exeunt.files.plans import write_plan
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan
from exeunt.rules.referee import referee
from exeunt.rules.terms import objective, terms
from tests.support.oracles.second_reading import Book
from tests.support.oracles.second_terms import GIVING, Account
from tests.support.referee.both import second, stated


def objections(mission: Mission, plan: Plan, *, all_can_be_out: bool) -> list[str]:
    """Return what is wrong with a plan that is handed out, in a line each; nothing where it may be signed.

    ``all_can_be_out`` says that nothing shows that somebody cannot be out in time.
    """
    found = [f"breaks {violation.rule}" for violation in referee(mission, plan)]
    found += [f"breaks {rule} by the second referee" for rule in sorted(second(mission, plan))]
    measured = terms(mission, plan)
    if all_can_be_out and measured.not_out:
        found.append(f"leaves {measured.not_out:g} people who could be out")
    found += _too_early(mission, plan)
    found += _given_to_nobody(mission, plan)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_mission(stated(mission), folder / "mission")
        write_plan(plan, mission, folder / "plan")
        book = Book(folder / "mission", folder / "plan")
    found += _in_no_term(mission, book)
    own, other = objective(mission, measured), Account(book).objective()
    if other != pytest.approx(own, rel=1e-6):
        found.append(f"costs {own:.0f}, and {other:.0f} counted a second time")
    return found


def _too_early(mission: Mission, plan: Plan) -> Iterator[str]:
    """Say which serials leave before they can have been warned."""
    least = mission.start + timedelta(hours=mission.doctrine.notice_hours)
    for serial, stages in sorted(plan.serials.items()):
        if stages[0].depart < least:
            yield f"{serial} leaves at {stages[0].depart}, before it can have been warned"


def _given_to_nobody(mission: Mission, plan: Plan) -> Iterator[str]:
    """Say which kit is sold, given or handed over where nobody is, or before they are."""
    for row in plan.disposals:
        site = mission.site[row.site]
        if row.disposition not in GIVING:
            continue
        late = site.receiver_ready is not None and row.done < site.receiver_ready
        if not site.receiver or late:
            yield f"{row.quantity} of {row.lot} go to nobody at {row.site} ({row.disposition})"


def _in_no_term(mission: Mission, book: Book) -> Iterator[str]:
    """Say which own vehicles neither end somewhere nor are abandoned."""
    for fleet in mission.fleets:
        if fleet.ownership != "own":
            continue
        ended = sum(n for name, _, n, *_ in book.fleet_ends if name == fleet.fleet)
        thrown = book.one("SELECT TOTAL(quantity) FROM disposals WHERE lot = ?", fleet.fleet)
        if ended + thrown != fleet.count:
            yield f"{fleet.count - ended - thrown:g} of {fleet.fleet} are in no term"
