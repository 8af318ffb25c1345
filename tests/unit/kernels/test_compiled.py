"""Kernels are compiled whether or not their machine code can be kept."""

import numba
import pytest

from exeunt.kernels import compiled


def test_a_kernel_is_compiled_where_nothing_can_be_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    njit, asked = numba.njit, []

    def read_only(function: object = None, **options: bool) -> object:
        if function is not None:  # numba decorates functions of its own, when it is first used
            return njit(function)
        asked.append(options)
        if options.get("cache"):
            raise RuntimeError
        return njit(**options)

    monkeypatch.setattr(compiled.numba, "njit", read_only)
    double = compiled.compiled(lambda n: 2 * n)
    assert double(21) == 42
    assert [bool(options.get("cache")) for options in asked] == [True, False]
