"""Start a mission of one's own."""

from pathlib import Path

from exeunt.api.places import Where, path_of
from exeunt.files.template import write_template
from exeunt.words.template import wording


def new(target: Where, language: str = "en") -> Path:
    """Write an empty, commented mission: a folder of tables or a workbook (``.xlsx``).

    Raises:
        InputError: if there is something already, or the language is not known.
    """
    path = path_of(target, "output")
    write_template(path, wording(language))
    return path
