"""What people are told otherwise, thing by thing: what it was, and what it is now.

In the words of the sheets with one row a convoy, flight or base, so that each can be looked up.
"""

from collections.abc import Sequence

from exeunt.edits.loads import print_loads
from exeunt.model.changes import Change, changes
from exeunt.model.choices import Changed, LoadKind, Thing
from exeunt.model.plan import Load, Plan, Stage
from exeunt.model.told import Told

MOMENT = "%Y-%m-%dT%H:%M"


def told(before: Plan, now: Plan, different: Sequence[Change] | None = None) -> tuple[Told, ...]:
    """Return all that is different between two plans, orders to recall first.

    ``different`` are the differences, where they have been found already.
    """
    found = changes(before, now) if different is None else different
    rows = (_row(before, now, one) for one in found)
    return tuple(sorted(rows, key=lambda row: not row.recall))


def _row(before: Plan, now: Plan, change: Change) -> Told:
    texts = (_text(before, change), _text(now, change))
    if change.changed is Changed.RELOADED:
        texts = _loads_apart(before, now, change.item)
    return Told(
        when=change.when,
        thing=change.thing,
        item=change.item,
        site=change.site,
        changed=change.changed,
        recall=change.changed is Changed.DROPPED,
        before=texts[0],
        after=texts[1],
    )


def _text(plan: Plan, change: Change) -> str:
    """Return what a plan says of a thing; blank where it has none."""
    match change.thing:
        case Thing.SITE:
            row = plan.closes.get(change.site)
            return "" if row is None else f"{row.close:{MOMENT}}"
        case Thing.LOT:
            rows = (
                f"{one.quantity} {one.disposition} {one.start:{MOMENT}} > {one.done:{MOMENT}}"
                for one in sorted(plan.disposals, key=lambda one: (one.start, one.disposition))
                if (one.site, one.lot) == (change.site, change.item)
            )
            return "; ".join(rows)
        case _:
            stages = plan.serials.get(change.item)
            return "" if stages is None else _serial(stages, plan.aboard.get(change.item, ()))


def _serial(stages: Sequence[Stage], loads: Sequence[Load]) -> str:
    """Return when and by which way a serial goes, and what is aboard."""
    way = " > ".join([stages[0].origin, *(stage.destination for stage in stages)])
    times = f"{stages[0].depart:{MOMENT}} {way} {stages[-1].arrive:{MOMENT}}"
    return f"{times}; {print_loads(loads, len(stages), tuple(LoadKind))}"


def _loads_apart(before: Plan, now: Plan, serial: str) -> tuple[str, str]:
    """Return what is aboard a serial of which there is another number in the other plan."""
    was, comes = before.aboard.get(serial, ()), now.aboard.get(serial, ())
    last = len(now.serials[serial])
    return (
        print_loads([load for load in was if load not in comes], last, tuple(LoadKind)),
        print_loads([load for load in comes if load not in was], last, tuple(LoadKind)),
    )
