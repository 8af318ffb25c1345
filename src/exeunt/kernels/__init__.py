"""Compiled loops: arrays in, arrays out. Imports numpy and numba, and nothing of ours.

What holds for every kernel:

- **dtypes**: moments are int64, whole minutes from the mission's start (its own minute is 0; what
  is before it is negative); quantities are float64 in the unit of what is counted; indices and
  offsets are int64.
- **shapes**: rows that belong to something are stored one after the other; those of number ``i``
  are ``first[i]`` up to, not with, ``first[i + 1]``, so ``first`` has one entry more.
- **nothing**: an index of -1 means "none of these"; a moment of :data:`NEVER` means that it does
  not happen (it is later than every other, so the least of many is the first that does).
- arrays are C-contiguous, and have been checked before they come here: a kernel checks nothing.

:mod:`exeunt.tables` is the only module that makes these arrays out of a mission or a plan.
"""

NEVER = 2**63 - 1
"""The moment of what does not happen."""
