"""To whom a note verbale goes: a foreign ministry, whoever decides in the end."""

import re

import attrs

from exeunt.papers.dossier import Dossier
from exeunt.words.countries import countries, of_country

_HOST = re.compile(r"\b(?:host|h[oô]te)\b", re.IGNORECASE)
_STATE = re.compile(
    r"(?:the |le |l.)?"
    r"(?:host (?:government|country|state|nation)|(?:gouvernement|pays|[eé]tat) h[oô]te)",
    re.IGNORECASE,
)
_FOREIGN = re.compile(r"foreign|[eé]trang[eè]res", re.IGNORECASE)


@attrs.frozen(kw_only=True)
class Addressee:
    """A ministry, as a note names it; ``known`` says whether the plan knows of which country.

    ``through`` is who decides, where that is somebody behind the ministry; blank where it is not.
    """

    name: str
    known: bool
    through: str = ""


def addressees(dossier: Dossier, grantor: str) -> dict[str, Addressee]:
    """Return to whom notes go that ask a grantor: by the names of their files."""
    # States speak to each other through their foreign ministries. Two of them get two notes.
    codes = countries(grantor)
    if codes:
        names = [of_country(code, dossier.language) for code in codes]
        # Files keep the names of the mission's own tables.
        files = [grantor] if len(codes) == 1 else [f"{grantor} {code}" for code in codes]
        return {
            file: Addressee(name=dossier.word("letter.ministry", of=name), known=True)
            for file, name in zip(files, names, strict=True)
        }
    if _FOREIGN.search(grantor):
        return {grantor: Addressee(name=grantor, known=True)}
    key = "letter.ministry_host" if _HOST.search(grantor) else "letter.ministry_blank"
    through = "" if _STATE.fullmatch(grantor) else grantor
    known = bool(_HOST.search(grantor))
    return {grantor: Addressee(name=dossier.word(key), known=known, through=through)}
