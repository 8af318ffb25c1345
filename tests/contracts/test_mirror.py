"""A module's tests are found by its name: ``src/exeunt/room/name.py`` has ``tests/unit/room/test_name.py``.

A module with many tests may have more files: ``test_name_topic.py``.
"""

from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "exeunt"
TESTS = ROOT / "tests" / "unit"

WITHOUT = {
    "fields and their checks alone; every field is read, written and refused in tests/unit/files": (
        "model/dispositions",
        "model/feasibility",
        "model/figures",
        "model/legs",
        "model/outcome",
        "model/places",
        "model/requirements",
        "model/stores",
        "model/transport",
    ),
    "compared row by row with the second opinion in tests/oracles/test_papers_*": (
        "papers/air_table/",
        "papers/asset_disposal_plan/",
        "papers/calendar/",
        "papers/closures/",
        "papers/columns",
        "papers/convoy_orders/",
        "papers/destruction_list/",
        "papers/loads",
        "papers/maps/",
        "papers/movement_list/",
        "papers/movement_table/",
        "papers/paper",
        "papers/permissions/",
        "papers/sitreps/",
    ),
    "compared figure by figure with the second opinion in tests/oracles/test_report_figures": (
        "report/brief",
        "report/cards",
        "report/maps",
        "report/pictures",
        "report/tables",
    ),
    "parts of one linear programme, tested whole in test_prove and by tests/oracles/monolith": (
        "optimise/bound/carriage",
        "optimise/bound/pools",
        "optimise/bound/relaxation",
    ),
    "parts of one integer programme, tested in optimise/monolith/test_model and test_whole": (
        "optimise/monolith/conserved",
        "optimise/monolith/constraints",
        "optimise/monolith/flying",
        "optimise/monolith/moving",
        "optimise/monolith/objective",
        "optimise/monolith/reading",
        "optimise/monolith/shared",
        "optimise/monolith/staying",
        "optimise/monolith/variables",
    ),
    "a few lines that only pass on": (
        "api/arithmetic",
        "cli/terms",
        "documents/pictures",
        "files/parameters",
        "optimise/solve",
        "shipped",
        "version",
    ),
}
"""Modules without a file of tests of their own, by the reason; only ever to be made shorter.

A name that ends in a stroke is a folder.
"""

MODULES = {
    path.relative_to(SOURCE).with_suffix("").as_posix()
    for path in SOURCE.rglob("*.py")
    if not path.name.startswith("__")
}
FILES = {path.relative_to(TESTS).with_suffix("").as_posix() for path in TESTS.rglob("test_*.py")}


def file_for(module: str) -> str:
    room, _, name = module.rpartition("/")
    return f"{room}/test_{name}".removeprefix("/")


EXCUSED = tuple(module for modules in WITHOUT.values() for module in modules)


def is_excused(module: str) -> bool:
    return any(
        module.startswith(excuse) if excuse.endswith("/") else module == excuse
        for excuse in EXCUSED
    )


def test_every_module_has_its_tests_or_a_reason():
    assert {m for m in MODULES if file_for(m) not in FILES and not is_excused(m)} == set()


def test_no_reason_is_given_for_what_has_tests_or_is_gone():
    assert len(EXCUSED) == len(set(EXCUSED))
    needed = {m for m in MODULES if file_for(m) not in FILES}
    assert [e for e in EXCUSED if not any(m.startswith(e) for m in needed)] == []
    assert [e for e in EXCUSED if not e.endswith("/") and e not in needed] == []


def test_every_file_of_tests_is_named_after_a_module():
    names = {file_for(m) for m in MODULES}
    assert [
        f for f in FILES if f not in names and not f.startswith(tuple(f"{n}_" for n in names))
    ] == []
