"""Start a mission of one's own."""

from pathlib import Path

from exeunt.api.places import Where, path_of
from exeunt.files.locks import writing
from exeunt.files.template import write_template
from exeunt.files.template_example import example_mission
from exeunt.words.template import wording


def new(target: Where, language: str = "en", *, small: bool = False, example: bool = False) -> Path:
    """Write a commented mission to fill in: a folder of tables or a workbook (``.xlsx``).

    With ``small`` it shows only the tables that a small case needs; with ``example`` it is filled
    with such a case, made up, that can be planned as it stands.

    Raises:
        InputError: if there is something already, or the language is not known.
    """
    path = path_of(target, "output")
    words = wording(language)
    mission = example_mission(words) if example else None
    with writing(path):
        write_template(path, words, small=small, example=mission)
    return path
