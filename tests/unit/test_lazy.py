"""A face lends names of modules that it has not imported yet."""

import importlib
import subprocess
import sys
from types import ModuleType

import pytest

import exeunt
from exeunt import api
from exeunt.lazy import face


@pytest.fixture
def package(monkeypatch):
    module = ModuleType("lender")
    monkeypatch.setitem(sys.modules, "lender", module)
    face("lender", {"json": ("loads",), "math": ("floor", "pi")})
    return module


def test_a_name_is_its_homes_own(package):
    assert package.loads("[1]") == [1]
    assert package.floor(package.pi) == 3
    assert {"floor", "loads", "pi"} <= set(dir(package))


def test_a_name_that_nobody_lends_is_no_attribute(package):
    with pytest.raises(AttributeError):
        _ = package.ceil


def test_a_name_may_be_replaced_and_given_back(package, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(package, "loads", len)
        assert package.loads("[1]") == 3
    assert package.loads("[1]") == [1]


def test_a_room_of_the_same_name_does_not_cover_a_verb():
    for room in ("feasible", "papers", "report"):
        importlib.import_module(f"exeunt.{room}")
        assert getattr(exeunt, room) is getattr(api, room)
        assert callable(getattr(exeunt, room))


def test_importing_the_face_imports_no_solver_no_page_and_no_writer():
    heavy = "{'numpy', 'highspy', 'jinja2', 'docx', 'openpyxl', 'babel'}"
    code = f"import sys, exeunt; exeunt.__version__; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
