"""What there is when a run begins is left alone by Python's search for garbage while it lasts.

Mission and modules stay for all of it, and looking through them over and over for what could go
took a twentieth of a run.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def settled() -> Iterator[None]:
    """Leave alone what there is by now; whoever has done so before goes on doing it."""
    if gc.get_freeze_count():
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()
