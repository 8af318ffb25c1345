"""Read and write plans (first version: canonical folders)."""

import tomllib
from pathlib import Path
from typing import Any

import attrs
import tomli_w

from exeunt.errors import InputError, Problem
from exeunt.files.missions import read_table, write_table
from exeunt.model.mission import Mission
from exeunt.model.plan import PLAN_TABLES, Plan, Record, Terms


def read_plan(path: Path, mission: Mission) -> Plan:
    problems: list[Problem] = []
    record = tomllib.loads((path / "plan.toml").read_text(encoding="utf-8"))
    terms = record.pop("terms", None)
    tables: dict[str, Any] = {name: read_table(path / f"{name}.csv", cls, problems) for name, cls in PLAN_TABLES.items()}
    if problems:
        raise InputError(problems)
    stages = tables.pop("movements") + tables.pop("flights")
    return Plan(stages=stages, **tables, record=Record(**record, terms=None if terms is None else Terms(**terms)))


def write_plan(plan: Plan, mission: Mission, path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    record = {k: v for k, v in attrs.asdict(plan.record).items() if v is not None}
    (path / "plan.toml").write_text(tomli_w.dumps(record), encoding="utf-8")
    for name, cls in PLAN_TABLES.items():
        rows: tuple[Any, ...]
        if name in {"movements", "flights"}:
            rows = tuple(s for s in plan.stages if (s.mode == "air") == (name == "flights"))
        else:
            rows = getattr(plan, name)
        write_table(path / f"{name}.csv", cls, rows)
