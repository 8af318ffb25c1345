"""What a run did, counted as it went: for the record of its plan."""

import attrs

from exeunt.model.trials import Trial


@attrs.define
class Done:
    """How much a run did; ``trials`` are what it tried for those whom its plan leaves."""

    plans_built: int = 0
    serials_tried: int = 0
    repairs_tried: int = 0
    polish_steps: int = 0
    trials: tuple[Trial, ...] = ()
