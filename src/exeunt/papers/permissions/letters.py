"""Drafts of notes that ask for permissions, one a grantor."""

from collections import defaultdict
from datetime import datetime, timedelta

from exeunt.documents.parts import (
    Block,
    Form,
    Headline,
    Paragraph,
    Signatures,
    Text,
    TextLine,
    TextRun,
    TextTable,
)
from exeunt.model.plan import Request
from exeunt.model.stores import Permission
from exeunt.papers.dossier import Dossier
from exeunt.papers.permissions.words import about, wanted_for


def grantors(dossier: Dossier) -> dict[str, list[tuple[Permission, Request]]]:
    """Return the permissions to ask for with their requests, by who grants them.

    A blank grantor is not named yet.
    """
    # One note a grantor: a ministry that gets ten on one morning answers the first.
    by_name = {permission.permission: permission for permission in dossier.mission.permissions}
    by_grantor: dict[str, list[tuple[Permission, Request]]] = defaultdict(list)
    for request in sorted(dossier.plan.requests, key=lambda r: (r.ask_by, r.permission)):
        permission = by_name[request.permission]
        by_grantor[permission.grantor.strip()].append((permission, request))
    return dict(by_grantor)


def letter(dossier: Dossier, grantor: str, asked: list[tuple[Permission, Request]]) -> Text:
    """Return the draft of a note that asks a grantor for permissions."""
    word, say = dossier.word, dossier.say
    to: TextLine = grantor or TextRun(word("letter.grantor_blank"), fill=True)
    addressed = grantor or word("letter.authorities")
    # The mission's official name is in no table, and a note that has it wrong comes back.
    ours = TextRun(word("letter.ours"), fill=True)
    count = word(plural("letter.requests", len(asked)), n=say.number(len(asked)))
    first = min(request.ask_by for _, request in asked)
    blocks: list[Block] = [
        Headline(word("letter.title"), 0),
        Form(
            (
                (word("letter.to"), to),
                (word("letter.reference"), ""),
                (word("letter.date"), ""),
                (word("letter.send_by"), say.moment(first)),
            )
        ),
        Paragraph(word("letter.draft"), "small"),
        Paragraph((ours, " " + word("letter.opening", grantor=addressed, count=count))),
        requests(dossier, asked),
        *[
            explained(dossier, n, permission, request)
            for n, (permission, request) in enumerate(asked, start=1)
        ],
        answer_wanted(dossier, [permission for permission, _ in asked]),
        Paragraph(word("letter.details", deadline=until(dossier, dossier.mission.deadline))),
        Paragraph((word("letter.contact") + " ", TextRun("", fill=True))),
        Paragraph((ours, " " + word("letter.closing", grantor=addressed))),
        Signatures(
            (word("letter.signed"),),
            (word("sign.name"), word("sign.place_date"), word("sign.signature")),
        ),
    ]
    return dossier.text(word("letter.title"), tuple(blocks))


def requests(dossier: Dossier, asked: list[tuple[Permission, Request]]) -> TextTable:
    """Return a row for each permission that is asked for."""
    head = tuple(
        dossier.word(f"letter.{name}")
        for name in ("number", "what", "where", "payload", "period", "ask", "answer")
    )
    rows = [
        letter_row(dossier, n, permission, request)
        for n, (permission, request) in enumerate(asked, start=1)
    ]
    return TextTable(head=head, rows=tuple(rows), widths=(0.5, 1.6, 2.2, 1.6, 2.4, 1.5, 1.5))


def answer_wanted(dossier: Dossier, permissions: list[Permission]) -> Paragraph:
    """Ask for an answer by the first date on which one is expected."""
    dates = [permission.answer_by for permission in permissions if permission.answer_by]
    # Silence is not leave: where no date is known, the note still asks for an answer.
    if not dates:
        return Paragraph(dossier.word("letter.answer_open"))
    return Paragraph(dossier.word("letter.answer_wanted", when=dossier.say.date(min(dates))))


def plural(key: str, n: int) -> str:
    """Return the key of the words for one or for several."""
    return f"{key}_one" if n == 1 else f"{key}_other"


def letter_row(
    dossier: Dossier, n: int, permission: Permission, request: Request
) -> tuple[TextLine, ...]:
    """Return a permission's row in a letter."""
    say, facts, mission = dossier.say, about(dossier, permission), dossier.mission
    payload = str(facts["payload"])
    if permission.provider:
        payload += f" ({permission.provider})"
    where = str(facts["where"])
    # An import comes in: the direction would say nothing.
    if permission.mode != "import":
        where += f", {facts['direction']}"
    period = dossier.word(
        "letter.span",
        since=say.date(permission.valid_from or mission.start),
        until=until(dossier, permission.valid_to or mission.end),
    )
    return (
        str(n),
        str(facts["mode"]),
        where,
        payload,
        period,
        say.date(request.ask_by),
        say.date(permission.answer_by),
    )


def until(dossier: Dossier, end: datetime) -> str:
    """Print the end of a span.

    Where times of day are not told, it is the last day covered: a midnight ends the day before.
    """
    # "Until 1 March, 00:00" is read as "on 1 March too".
    if not dossier.say.fine:
        end -= timedelta(microseconds=1)
    return dossier.say.date(end)


def explained(dossier: Dossier, n: int, permission: Permission, request: Request) -> Paragraph:
    """Say what a permission is wanted for, and whether it is asked for again."""
    word = dossier.word
    kind = "import" if permission.mode == "import" else "movement"
    facts = {key: str(value) for key, value in about(dossier, permission).items()}
    sentences = [
        word(f"letter.item_{kind}", n=n, permission=permission.permission, **facts),
        # Who has refused or withdrawn it is asked in other words than who was never asked.
        word(f"letter.state_{permission.state}"),
    ]
    reason = wanted_for(request)
    if reason:
        sentences.append(word("letter.reason", reason=reason))
    return Paragraph(" ".join(sentence for sentence in sentences if sentence))
