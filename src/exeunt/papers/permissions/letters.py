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
    by_name = {permission.permission: permission for permission in dossier.mission.permissions}
    by_grantor: dict[str, list[tuple[Permission, Request]]] = defaultdict(list)
    for request in sorted(dossier.plan.requests, key=lambda r: (r.ask_by, r.permission)):
        permission = by_name[request.permission]
        by_grantor[permission.grantor.strip()].append((permission, request))
    return dict(by_grantor)


def letter(dossier: Dossier, grantor: str, asked: list[tuple[Permission, Request]]) -> Text:
    """Return the draft of a note that asks a grantor for permissions."""
    word, say, mission = dossier.word, dossier.say, dossier.mission
    to: TextLine = grantor or TextRun(word("letter.grantor_blank"), fill=True)
    head = tuple(
        word(f"letter.{name}")
        for name in ("number", "what", "where", "payload", "period", "ask", "answer")
    )
    rows = [
        letter_row(dossier, n, permission, request)
        for n, (permission, request) in enumerate(asked, start=1)
    ]
    first = min(request.ask_by for _, request in asked)
    wanted = [permission.answer_by for permission, _ in asked if permission.answer_by]
    ours = TextRun(word("letter.ours"), fill=True)
    count = word(plural("letter.requests", len(asked)), n=say.number(len(asked)))
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
        Paragraph(
            (
                ours,
                " "
                + word(
                    "letter.opening", grantor=grantor or word("letter.authorities"), count=count
                ),
            )
        ),
        TextTable(head=head, rows=tuple(rows), widths=(0.5, 1.6, 2.2, 1.6, 2.4, 1.5, 1.5)),
        *[
            paragraph
            for n, (permission, request) in enumerate(asked, start=1)
            for paragraph in explained(dossier, n, permission, request)
        ],
        Paragraph(
            word("letter.answer_wanted", when=say.date(min(wanted)))
            if wanted
            else word("letter.answer_open")
        ),
        Paragraph(word("letter.details", deadline=until(dossier, mission.deadline))),
        Paragraph((word("letter.contact") + " ", TextRun("", fill=True))),
        Paragraph(
            (ours, " " + word("letter.closing", grantor=grantor or word("letter.authorities")))
        ),
        Signatures(
            (word("letter.signed"),),
            (word("sign.name"), word("sign.place_date"), word("sign.signature")),
        ),
    ]
    return dossier.text(word("letter.title"), tuple(blocks))


def plural(key: str, n: int) -> str:
    """Return the key of the words for one or for several."""
    return f"{key}_one" if n == 1 else f"{key}_other"


def letter_row(
    dossier: Dossier, n: int, permission: Permission, request: Request
) -> tuple[TextLine, ...]:
    """Return a permission's row in a letter."""
    say, facts, mission = dossier.say, about(dossier, permission), dossier.mission
    payload = str(facts["payload"]) + (f" ({permission.provider})" if permission.provider else "")
    where = str(facts["where"]) + (f", {facts['direction']}" if permission.mode != "import" else "")
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
    return dossier.say.date(end if dossier.say.fine else end - timedelta(microseconds=1))


def explained(dossier: Dossier, n: int, permission: Permission, request: Request) -> list[Block]:
    """Say what a permission is wanted for, and whether it is asked for again."""
    facts = about(dossier, permission)
    what = dossier.word(
        f"letter.item_{'import' if permission.mode == 'import' else 'movement'}",
        n=n,
        permission=permission.permission,
        **{k: str(v) for k, v in facts.items()},
    )
    again = dossier.word(f"letter.state_{permission.state}")
    reason = (
        dossier.word("letter.reason", reason=wanted_for(request)) if wanted_for(request) else ""
    )
    return [Paragraph(" ".join(part for part in (what, again, reason) if part))]
