"""Arguments and options that several commands take, and what a shell completes them with."""

import os
import re
from pathlib import Path
from typing import Annotated, Any

import typer

from exeunt import shipped
from exeunt.words.catalogue import LANGUAGES


def complete_mission(incomplete: str) -> list[str]:
    """Offer shipped missions, folders and workbooks."""
    names = [name for name in shipped.names() if name.startswith(incomplete)]
    return names + complete_path(incomplete)


def complete_path(incomplete: str) -> list[str]:
    """Offer folders and workbooks."""
    start = Path(incomplete)
    folder, prefix = start.parent, start.name
    if incomplete.endswith("/"):
        folder, prefix = start, ""
    if not folder.is_dir():
        return []
    shown = [p for p in sorted(folder.iterdir()) if _offered(p, prefix)]
    return [f"{p}/" if p.is_dir() else str(p) for p in shown]


def _offered(path: Path, prefix: str) -> bool:
    """Say whether a path may hold a mission or a plan and begins as what was typed."""
    hidden = path.name.startswith(".")
    return path.name.startswith(prefix) and not hidden and (path.is_dir() or path.suffix == ".xlsx")


MissionArgument = Annotated[
    str,
    typer.Argument(
        metavar="MISSION",
        help="A mission folder, a workbook, or the name of a shipped mission.",
        autocompletion=complete_mission,
    ),
]
PlanArgument = Annotated[
    str,
    typer.Argument(
        metavar="PLAN",
        help="A plan: a folder of tables or a workbook.",
        autocompletion=complete_path,
    ),
]
VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
"""Where an environment says which language its user reads, the first that is set."""


def spoken() -> str:
    """Return the language of the environment, or English where there are no words in it."""
    asked = next(filter(None, map(os.environ.get, VARIABLES)), "")
    language = re.split(r"[_.@-]", asked, maxsplit=1)[0].lower()
    return language if language in LANGUAGES else "en"


def _asked_or_spoken(language: str) -> str:
    return language or spoken()


LANGUAGE_OPTION: Any = typer.Option(
    "--lang",
    "--language",
    "-l",
    help=f"Language of what is printed: {' or '.join(LANGUAGES)}.",
    callback=_asked_or_spoken,
    show_default="that of LANG, else en",
)
LanguageOption = Annotated[str, LANGUAGE_OPTION]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Read the mission as it was known on that day, such as 2023-07-01: "
        "rows known later are not read at all.",
    ),
]
WithOption = Annotated[
    list[str],
    typer.Option(
        "--with",
        metavar="FILE.toml",
        help="A course of action: changes that are laid over the mission. "
        "May be given several times.",
    ),
]
SeedOption = Annotated[int, typer.Option("--seed", "-s", help="Same seed, same plans.")]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on standard output and nothing else.")
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress on standard error.")]
