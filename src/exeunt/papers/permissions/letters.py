"""Letters: drafts of the notes that ask for what the plan stands on, one a ministry.

A plan asks for what would be of use; a note asks a state for what is used: which permission, from
when to when, by how many movements with how many people. Who decides on that can answer it.
"""

from collections import defaultdict
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import (
    Block,
    Form,
    Headline,
    Paragraph,
    Text,
    TextLine,
    TextRun,
    TextTable,
)
from exeunt.model.plan import Request
from exeunt.model.stores import Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.permissions.addressee import Addressee, addressees
from exeunt.papers.permissions.register import Use, brings_supplies, uses
from exeunt.papers.permissions.words import about, wanted_for


@attrs.frozen(kw_only=True)
class Asked:
    """A permission that the plan stands on, its uses in the order of leaving, and its request."""

    permission: Permission
    uses: tuple[Use, ...]
    request: Request | None


@attrs.frozen(kw_only=True)
class Note:
    """A note: to whom, for what."""

    addressee: Addressee
    asked: tuple[Asked, ...]


def notes(dossier: Dossier) -> dict[str, Note]:
    """Return the notes by the names of their files, in the order of the mission's permissions."""
    used_by, plan = uses(dossier), dossier.plan
    requests = {request.permission: request for request in plan.requests}
    by_grantor: dict[str, list[Asked]] = defaultdict(list)
    for permission in dossier.mission.permissions:
        used = used_by.get(permission.permission, ())
        if not used and not brings_supplies(dossier, permission):
            continue
        asked = Asked(permission=permission, uses=used, request=requests.get(permission.permission))
        by_grantor[permission.grantor.strip()].append(asked)
    return {
        file: Note(addressee=addressee, asked=tuple(asked))
        for grantor, asked in by_grantor.items()
        for file, addressee in addressees(dossier, grantor).items()
    }


def letter(dossier: Dossier, note: Note) -> Text:
    """Return the draft of a note verbale; such a note is in the third person and unsigned."""
    word, say = dossier.word, dossier.say
    # The mission's official name is in no table, and a note that has it wrong comes back.
    ours = TextRun(word("letter.ours"), fill=True)
    name = note.addressee.name
    count = word(plural("letter.requests", len(note.asked)), n=say.number(len(note.asked)))
    to: tuple[str | TextRun, ...] = (TextRun(name, fill=not note.addressee.known),)
    if note.addressee.through:
        to = (*to, " " + word("letter.through", grantor=note.addressee.through))
    blocks: list[Block] = [
        Headline(word("letter.title"), 0),
        Form(
            (
                (word("letter.to"), to),
                (word("letter.reference"), ""),
                (word("letter.date"), ""),
                (word("letter.send_by"), say.date(min(send_by(dossier, a) for a in note.asked))),
            )
        ),
        Paragraph(word("letter.draft"), "small"),
        Paragraph((ours, " " + word("letter.opening", grantor=name, count=count))),
        requests(dossier, note.asked),
        *[explained(dossier, n, asked) for n, asked in enumerate(note.asked, start=1)],
        answer_wanted(dossier, note.asked),
        Paragraph(word("letter.details", deadline=complete(dossier, note))),
        Paragraph((word("letter.contact") + " ", TextRun("", fill=True))),
        Paragraph((ours, " " + word("letter.closing", grantor=name))),
    ]
    return dossier.text(word("letter.title"), tuple(blocks))


def complete(dossier: Dossier, note: Note) -> str:
    """Print by when the withdrawal is complete: the deadline, or a use that comes after it."""
    deadline = dossier.mission.deadline
    last = max((use.last for asked in note.asked for use in asked.uses), default=deadline)
    if last > deadline:
        return dossier.say.date(last)
    return until(dossier, deadline)


def send_by(dossier: Dossier, asked: Asked) -> datetime:
    """Return the last moment to ask: the request's, else the lead days before the first use."""
    start = dossier.mission.start
    if asked.request is not None:
        return asked.request.ask_by
    if not asked.uses:
        return start
    return max(start, asked.uses[0].first - timedelta(days=asked.permission.lead_days))


def requests(dossier: Dossier, asked: tuple[Asked, ...]) -> TextTable:
    """Return a row for each permission that is asked for."""
    names = ("number", "what", "where", "payload", "period", "movements", "people", "units")
    return TextTable(
        head=tuple(dossier.word(f"letter.{name}") for name in names),
        rows=tuple(letter_row(dossier, n, one) for n, one in enumerate(asked, start=1)),
        widths=(0.5, 1.3, 2.2, 1.4, 2.3, 1.3, 1, 1.2),
        right=(5, 6, 7),
    )


def answer_wanted(dossier: Dossier, asked: tuple[Asked, ...]) -> Paragraph:
    """Ask for an answer by the first day on which one is expected."""
    dates = [one.permission.answer_by for one in asked if one.permission.answer_by]
    # Silence is not leave: where no date is known, the note still asks for an answer.
    if not dates:
        return Paragraph(dossier.word("letter.answer_open"))
    return Paragraph(dossier.word("letter.answer_wanted", when=dossier.say.date(min(dates))))


def plural(key: str, n: int) -> str:
    """Return the key of the words for one or for several."""
    return f"{key}_one" if n == 1 else f"{key}_other"


def letter_row(dossier: Dossier, n: int, asked: Asked) -> tuple[TextLine, ...]:
    """Return a permission's row: what, where, from the first to the last use, how many."""
    say, permission = dossier.say, asked.permission
    facts, mission = about(dossier, permission), dossier.mission
    payload = str(facts["payload"])
    if permission.provider:
        payload += f" ({permission.provider})"
    where = str(facts["where"])
    # An import comes in: the direction would say nothing.
    if permission.mode != "import":
        where += f", {facts['direction']}"
    first, last = permission.valid_from or mission.start, permission.valid_to or mission.deadline
    counts = ("–", "–", "–")
    if asked.uses:
        moved = [use.movement for use in asked.uses]
        first = min(use.first for use in asked.uses)
        last = max(use.last for use in asked.uses)
        counts = (
            say.number(len(moved)),
            say.number(sum(m.passengers for m in moved)),
            say.number(sum(m.units for m in moved)),
        )
    # A use is on its day, also at its midnight; the end of a span is not.
    ends = say.date(last) if asked.uses else until(dossier, last)
    period = dossier.word("letter.span", since=say.date(first), until=ends)
    return (str(n), str(facts["mode"]), where, payload, period, *counts)


def until(dossier: Dossier, end: datetime) -> str:
    """Print the end of a span.

    Where times of day are not told, it is the last day covered: a midnight ends the day before.
    """
    # "Until 1 March, 00:00" is read as "on 1 March too".
    if not dossier.say.fine:
        end -= timedelta(microseconds=1)
    return dossier.say.date(end)


def explained(dossier: Dossier, n: int, asked: Asked) -> Paragraph:
    """Say what a permission is wanted for, and whether it is asked for again."""
    word, permission = dossier.word, asked.permission
    kind = "import" if permission.mode == "import" else "movement"
    facts = {key: str(value) for key, value in about(dossier, permission).items()}
    sentences = [
        word(f"letter.item_{kind}", n=n, **facts),
        # Who has refused or withdrawn it is asked in other words than who was never asked.
        word(f"letter.state_{permission.state}"),
    ]
    reason = "" if asked.request is None else wanted_for(asked.request)
    if reason:
        sentences.append(word("letter.reason", reason=reason))
    return Paragraph(" ".join(sentence for sentence in sentences if sentence))
