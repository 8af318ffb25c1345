"""The master's advice, made in a thread of its own while a first plan is built."""

import logging
import threading

from exeunt.model.mission import Mission
from exeunt.model.outcome import Stop
from exeunt.network.network import Network
from exeunt.optimise.advice import Advice
from exeunt.optimise.integers import Effort
from exeunt.optimise.master.master import advise

logger = logging.getLogger(__name__)


class Counsel:
    """Solves the master of a mission beside other work.

    The same mission and the same ``columns``, the most that it may have, give the same advice;
    ``asked`` says whether there may be any.
    """

    def __init__(self, mission: Mission, columns: float, stop: Stop) -> None:
        """Begin, if there may be any columns."""
        self._mission, self._columns, self._stop = mission, columns, stop
        self._advice: Advice | None = None
        self._thread = threading.Thread(target=self._take, daemon=True)
        self.asked = columns > 0
        if self.asked:
            self._thread.start()

    def _take(self) -> None:
        try:
            effort = Effort(stop=self._stop)
            self._advice = advise(self._mission, Network(self._mission), effort, self._columns)
        except Exception as error:  # noqa: BLE001 - without advice there are plans all the same
            logger.warning("The master could not be solved: %s", error)

    def heard(self) -> Advice | None:
        """Wait for the advice; None where there is none."""
        if not self.asked:
            return None
        self._thread.join()
        advice = self._advice
        if advice is not None:
            logger.info(
                "The master would spend %s, and move all but %d units of kit",
                f"{advice.cost:,.0f}",
                advice.units,
            )
        return advice
