"""How kernels are compiled."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import numba

P = ParamSpec("P")
R = TypeVar("R")


def compiled(kernel: Callable[P, R]) -> Callable[P, R]:
    """Compile a kernel at its first call, and keep the machine code for later runs where it can.

    numba keeps it beside the source or, where that cannot be written to, in the user's cache. A
    read-only installation of a user without a home has neither: the kernel is then compiled anew
    in every run, which takes a second or so, rather than refused.
    """
    try:
        machine_code: Callable[P, R] = numba.njit(cache=True, nogil=True)(kernel)
    except RuntimeError:
        machine_code = numba.njit(nogil=True)(kernel)
    return machine_code
