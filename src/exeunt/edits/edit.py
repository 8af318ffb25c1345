"""Changes made to a plan one after the other, with what follows from them."""

from collections.abc import Sequence

import attrs

from exeunt.edits.carry import carry
from exeunt.edits.changes import Change, Dispose, Retain
from exeunt.edits.direct import make, say_unfetched
from exeunt.edits.draft import Draft
from exeunt.model.mission import Mission
from exeunt.model.plan import Plan, Record
from exeunt.model.reason import Reason


@attrs.frozen(kw_only=True)
class Changed:
    """A plan after changes, and what was done to it and followed, in order, as reasons.

    ``serials`` and ``closings`` are those of which a person has said when they leave or close,
    ``lots`` those of which one has said what becomes of them, ``gone`` the serials that are no
    more.
    """

    plan: Plan
    effects: tuple[Reason, ...]
    serials: frozenset[str] = frozenset()
    closings: frozenset[str] = frozenset()
    lots: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def edited(
    mission: Mission, plan: Plan, changes: Sequence[Change], *, carried: bool = True
) -> Changed:
    """Make changes to a plan; with ``carried`` what follows is carried through.

    Raises:
        InputError: a change cannot be made of this plan.
    """
    draft = Draft(mission, plan)
    for change in changes:
        make(draft, change)
    say_unfetched(draft)
    if carried:
        carry(draft)
    # What is said of a plan is no longer so: it is another. What no plan can beat still is.
    record = attrs.evolve(
        Record(),
        mission=plan.record.mission,
        mission_hash=plan.record.mission_hash,
        as_of=plan.record.as_of,
        overlays=plan.record.overlays,
        bound=plan.record.bound,
        fixed=plan.record.fixed,
        status="edited",
    )
    return Changed(
        plan=attrs.evolve(draft.plan(), record=record),
        effects=tuple(draft.effects),
        serials=frozenset(draft.fixed),
        closings=frozenset(draft.fixed_closings),
        lots=frozenset(one.lot for one in changes if isinstance(one, Dispose | Retain)),
        gone=frozenset(draft.gone),
    )
