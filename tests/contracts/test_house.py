"""The house's measures: floors, sizes, docstrings, errors."""

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from exeunt import errors

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "exeunt"
MODULES = sorted(SOURCE.rglob("*.py"))
NAMES = [path.relative_to(SOURCE).as_posix() for path in MODULES]
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@cache
def tree(name: str) -> ast.Module:
    return ast.parse((SOURCE / name).read_text(encoding="utf-8"))


def test_everything_imports_downward():
    linter = Path(sys.executable).with_name("lint-imports")
    assert linter.exists(), "import-linter is not installed: make test does it"
    done = subprocess.run([linter], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


# All modules in one test: two thousand tests of a millisecond take longer to hand out than to run.


def test_nothing_below_imports_from_the_root_or_inside_a_function():
    faults = []
    for name in NAMES:
        for node, inside in imports(tree(name)):
            if inside:
                faults.append(f"{name}:{node.lineno} inside a function")
            if isinstance(node, ast.ImportFrom) and node.module == "exeunt":
                taken = {alias.name for alias in node.names}
                faults += [f"{name}:{node.lineno}"] if taken - {"api", "shipped"} else []
    assert faults == []


def imports(node: ast.AST, *, inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """The imports below a node, and whether each is inside a function."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inside
        # No expression holds a statement.
        elif not isinstance(child, ast.expr):
            yield from imports(child, inside=inside or isinstance(child, FUNCTIONS))


def test_an_import_inside_a_function_is_seen():
    text = "import a\nclass B:\n  import c\n  def d():\n    if e:\n      from f import g\ndef h():\n  def i():\n    import j\n"
    found = [(node.lineno, inside) for node, inside in imports(ast.parse(text))]
    assert found == [(1, False), (3, False), (6, True), (9, True)]


def test_modules_and_functions_are_short():
    faults = []
    for name in NAMES:
        lines = len((SOURCE / name).read_text(encoding="utf-8").splitlines())
        faults += [f"{name}: {lines} lines"] if lines > 500 else []
        for node in ast.walk(tree(name)):
            if isinstance(node, FUNCTIONS):
                lines = node.end_lineno - node.lineno + 1
                faults += [f"{name}: {node.name} has {lines} lines"] if lines > 60 else []
    assert faults == []


def test_everything_public_says_what_it_is():
    faults = []
    for name in NAMES:
        public = [
            node
            for node in tree(name).body
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_")
        ]
        faults += [
            f"{name}: {getattr(node, 'name', 'the module')}"
            for node in (tree(name), *public)
            if not ast.get_docstring(node)
        ]
    assert faults == []


@pytest.mark.parametrize("name", ["__init__.py", "api/__init__.py"])
def test_a_face_defines_nothing_and_lends_what_checkers_are_told(name):
    shown = ast.IfExp | ast.ImportFrom | ast.Assign | ast.Expr | ast.If
    assert all(isinstance(node, shown) for node in tree(name).body)
    package = importlib.import_module("exeunt" if name == "__init__.py" else "exeunt.api")
    assert [n for n in package.__all__ if getattr(package, n, None) is None] == []
    assert set(package.__all__) <= set(dir(package))
    told = {a.name for node in ast.walk(tree(name)) for a in getattr(node, "names", ())}
    assert set(package.__all__) <= told


def test_user_input_is_not_asserted():
    for name in NAMES:
        assert not [n for n in ast.walk(tree(name)) if isinstance(n, ast.Assert)], name


def test_the_tree_of_errors_is_drawn_where_it_is_defined_and_in_the_docs():
    found = [
        c.__name__
        for _, c in inspect.getmembers(errors, inspect.isclass)
        if issubclass(c, Exception)
    ]
    python = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name in found:
        assert name in (errors.__doc__ or ""), name
        assert name in python, name
    drawn = set(re.findall(r"\b\w+Error\b", errors.__doc__ or ""))
    assert drawn == set(found)
    assert all(issubclass(getattr(errors, name), errors.ExeuntError) for name in found)


@pytest.mark.parametrize(
    ("package", "where"),
    [
        (
            "highspy",
            (
                "optimise/bound/highs.py",
                "optimise/integers.py",
            ),
        ),
        ("numba", "kernels/"),
        ("openpyxl", ("files/", "documents/")),
        ("typer", "cli/"),
        ("rich", "cli/"),
        ("jinja2", "report/"),
        ("docx", "documents/"),
        ("fastkml", "documents/"),
        ("gpxpy", "documents/"),
        ("icalendar", "documents/"),
        ("resvg_py", "documents/"),
        ("milsymbol", "drawing/symbols.py"),
    ],
)
def test_a_library_is_named_on_one_floor_only(package, where):
    users = {name for name in NAMES if package in packages(name)}
    assert users
    assert [name for name in users if not name.startswith(where)] == []


@cache
def packages(name: str) -> set[str]:
    """Return the top packages that a module imports."""
    return set().union(*(imported(node) for node in ast.walk(tree(name))))


def imported(node: ast.AST) -> set[str]:
    """Return the top packages that a statement imports."""
    if isinstance(node, ast.ImportFrom):
        return {(node.module or "").split(".")[0]}
    return (
        {alias.name.split(".")[0] for alias in node.names}
        if isinstance(node, ast.Import)
        else set()
    )


def names(requirements: list[str]) -> set[str]:
    return {
        re.split(r"[<>=\[; ]", r.strip())[0].lower().replace("_", "-")
        for r in requirements
        if r.strip() and not r.lstrip().startswith(("#", "-"))
    }


@pytest.mark.parametrize(
    ("lock", "wanted"),
    [
        ("main", PROJECT["project"]["dependencies"]),
        ("build", PROJECT["build-system"]["requires"]),
        ("dev", PROJECT["project"]["optional-dependencies"]["dev"]),
    ],
)
def test_requirements_are_those_of_the_project_pinned_and_hashed(lock, wanted):
    text = (ROOT / f"requirements/{lock}.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"(?m)^([a-z0-9_.-]+)==(\S+)( ;.*?)? \\\n    --hash=sha256:", text)
    assert len(pinned) == len(re.findall(r"(?m)^[a-z]", text)) > 3
    assert "://" not in text
    assert names(wanted) <= {name for name, *_ in pinned}


def test_a_package_is_pinned_to_one_version_in_every_lock():
    versions = {}
    for path in (ROOT / "requirements").glob("*.txt"):
        for name, version in re.findall(r"(?m)^([a-z0-9_.-]+)==(\S+)", path.read_text("utf-8")):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_requirements_are_listed_in_pyproject_alone():
    assert {p.name for p in (ROOT / "requirements").iterdir()} == {
        "main.txt",
        "build.txt",
        "dev.txt",
        "bench.txt",
    }


def test_packages_of_the_web_are_pinned_and_hashed_and_name_no_registry():
    lock = json.loads((ROOT / "web/package-lock.json").read_text(encoding="utf-8"))
    packages = {name: made for name, made in lock["packages"].items() if name}
    assert len(packages) > 10
    for name, made in packages.items():
        assert made["version"], name
        assert made["integrity"].startswith("sha512-"), name
        assert "resolved" not in made, name
