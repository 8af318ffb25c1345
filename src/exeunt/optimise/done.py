"""What a run did, counted as it went: for the record of its plan."""

import attrs

from exeunt.model.outcome import Bound, HeldBreach, Start, Violation
from exeunt.model.trials import Trial
from exeunt.rules.judge import Judged


@attrs.define
class Done:
    """How much a run did; ``trials`` are what it tried for those whom its plan leaves."""

    plans_built: int = 0
    serials_tried: int = 0
    repairs_tried: int = 0
    polish_steps: int = 0
    trials: tuple[Trial, ...] = ()


@attrs.frozen(kw_only=True)
class Solution:
    """What came of a run: the best lawful plan, judged, with the bound that was proven beside it.

    ``judged`` is None where no lawful plan was found; ``broken`` is then what the best try broke.
    ``bound`` is None where nothing was proven. ``start`` is what came of a plan to start from.
    ``ended`` says what ended the search, as a plan's record does, and ``done`` what it did;
    ``by_held`` what is broken by what is held of that plan, where that is why there is none.
    """

    judged: Judged | None
    bound: Bound | None = None
    broken: tuple[Violation, ...] = ()
    start: Start | None = None
    ended: str = "work"
    done: Done = attrs.field(factory=Done)
    by_held: tuple[HeldBreach, ...] = ()
