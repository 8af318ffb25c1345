"""Start a mission of one's own."""

from pathlib import Path

from exeunt.api.places import Where, path_of
from exeunt.errors import InputError, Problem
from exeunt.files.atomic import refuse_existing, refuse_other_kinds
from exeunt.files.locks import writing
from exeunt.files.missions import write_mission
from exeunt.files.template import write_template
from exeunt.files.template_example import example_mission
from exeunt.files.wording import Wording
from exeunt.invent.mission import invented
from exeunt.invent.size import size_of
from exeunt.words.template import wording

_ALONE = "must be given without --small and --example, which are other missions"


def new(
    target: Where,
    language: str = "en",
    *,
    small: bool = False,
    example: bool = False,
    generate: str | None = None,
) -> Path:
    """Write a commented mission to fill in: a folder of tables or a workbook (``.xlsx``).

    With ``small`` it shows only the tables that a small case needs; with ``example`` it is filled
    with such a case, made up, that can be planned as it stands. With ``generate``, a text such as
    ``12,90,1``, it is a made-up mission of so many sites and days instead, which of them the last
    number says: the same three numbers make the same mission.

    Raises:
        InputError: if there is something already, the language is not known, or the numbers are
            out of their ranges.
    """
    path = path_of(target, "output")
    words = wording(language)
    if generate is not None:
        if small or example:
            raise InputError([Problem(place="--generate", expected=_ALONE)])
        _generated(path, generate, words)
        return path
    mission = example_mission(words) if example else None
    with writing(path):
        write_template(path, words, small=small, example=mission)
    return path


def _generated(path: Path, size: str, words: Wording) -> None:
    """Write a made-up mission where nothing is yet."""
    texts = {key: words.guide[f"made_up.{key}"] for key in ("title", "description")}
    mission = invented(size_of(size), texts)
    refuse_other_kinds(path)
    refuse_existing(path)
    with writing(path):
        write_mission(mission, path)
