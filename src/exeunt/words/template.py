"""What an empty mission says to whoever fills it in."""

import attrs

from exeunt.files.workbook_out import Wording
from exeunt.words.words import known_language


def wording(language: str) -> Wording:
    """Return what stands around the contract's own words in a template.

    Raises:
        InputError: there are no words in the language.
    """
    say = known_language(language)
    texts = {
        field.name: say(f"template.{field.name}")
        for field in attrs.fields(Wording)
        if field.name != "language"
    }
    return Wording(language=language, **texts)
