"""Parts of a run that may fail: a plan without them is worth more than none."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

logger = logging.getLogger(__name__)


@contextmanager
def forgiven(what: str) -> Iterator[None]:
    """Let a part of a run fail, and say so in one line.

    Where it happened is for who asks for all.
    """
    try:
        yield
    # A temporary folder that is full is no bug, and the plan goes elsewhere.
    except OSError as error:
        logger.warning("%s: %s", what, error.strerror or error)
    except Exception as error:
        logger.debug("Where", exc_info=True)
        logger.warning("%s: %s", what, error)
