"""What a paper declares of itself: its key, its files, its columns, and what makes it."""

from collections.abc import Callable, Mapping

import attrs

from exeunt.documents.parts import Document, Field
from exeunt.papers.dossier import Dossier
from exeunt.papers.keys import PaperKey


@attrs.frozen
class Piece:
    """A file of a paper: its name in the folder, and what makes its document."""

    # Called when the file is written, and not before: a mission of a thousand convoys has a
    # thousand orders, and a printing that is stopped has not paid for those it did not reach.
    name: str
    make: Callable[[], Document]


@attrs.frozen(kw_only=True)
class Paper:
    """A paper: everything that other rooms may know of it.

    ``files`` are the names of its files as the documentation writes them, ``purpose`` what people
    use it for. ``columns`` are its tables' columns, by the key of the sheet's title; a paper
    that is text has none. ``pieces`` returns its files for one plan, or none where the paper
    would have nothing to say.
    """

    key: PaperKey
    title: str
    files: tuple[str, ...]
    purpose: str
    pieces: Callable[[Dossier], list[Piece]]
    columns: Mapping[str, tuple[Field, ...]] = attrs.field(factory=dict)
