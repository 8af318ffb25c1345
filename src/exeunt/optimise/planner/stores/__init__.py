"""What the world of a plan being built keeps count of: one class for each kind of thing.

Callers ask and book by methods that guard what must hold: nothing below none, nothing taken twice.
"""

from collections.abc import Callable

Undo = Callable[[], None]
"""Puts a store back as it was when it was asked for a snapshot; may be called once.

Once, because what it puts back is the copy itself, which the store then changes.
"""
