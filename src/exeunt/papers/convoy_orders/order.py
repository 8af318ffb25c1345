"""The order of a serial by road, river, sea or rail: five paragraphs, then its annexes."""

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
from exeunt.facts.movements import Movement
from exeunt.papers.convoy_orders.annexes import annexes
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.execution import execution, task
from exeunt.papers.convoy_orders.situation import situation
from exeunt.papers.convoy_orders.sustainment import sustainment
from exeunt.papers.dossier import Dossier


def order(dossier: Dossier, movement: Movement) -> Text:
    """Return the order of a serial."""
    word = dossier.word
    title = word(f"order.title.{movement.kind}", serial=movement.serial)
    # Five paragraphs in this order, whoever wrote it: a commander finds his task in the second and
    # his frequencies in the fifth without reading the rest.
    blocks: list[Block] = [
        Headline(title, 0),
        Paragraph(word("colon", what=dossier.title, told=dossier.route(movement)), "lead"),
        heads(dossier, movement),
        Headline(f"1. {word('order.situation')}"),
        *situation(dossier, movement),
        Headline(f"2. {word('order.mission')}"),
        Paragraph(TextRun(task(dossier, movement), bold=True)),
        Headline(f"3. {word('order.execution')}"),
        *execution(dossier, movement),
        Headline(f"4. {word('order.sustainment')}"),
        *sustainment(dossier, movement),
        Headline(f"5. {word('order.command')}"),
        *command(dossier, movement),
        Signatures(
            (word("sign.issued"), word("sign.received")),
            (word("sign.name"), word("sign.date"), word("sign.signature")),
        ),
        *annexes(dossier, movement),
    ]
    return dossier.text(title, tuple(blocks))


def heads(dossier: Dossier, movement: Movement) -> Form:
    """Return what stands at the head of an order."""
    word = dossier.word
    lines: tuple[tuple[str, TextLine], ...] = (
        (
            word("order.serial"),
            f"{movement.serial} ({dossier.kind(movement)}, {dossier.say('mode.' + movement.mode)})",
        ),
        (
            word("order.leaves"),
            leaves(dossier, movement),
        ),
        (
            word("order.ends"),
            (f"{dossier.site(movement.way[-1])}, {dossier.when(movement.hops[-1].stage.arrive)}"),
        ),
        (word("order.classification"), ""),
        (word("order.copy"), ""),
        (word("order.reference"), ""),
        (word("order.issued"), ""),
        (word("order.zone"), dossier.zone),
    )
    return Form(lines, columns=2)


def leaves(dossier: Dossier, movement: Movement) -> TextLine:
    """Say where and when it leaves; with a blank for the hour where the plan is one of days."""
    told = f"{dossier.site(movement.way[0])}, {dossier.when(movement.hops[0].stage.depart)}"
    if not dossier.daily:
        return told
    return (f"{told} ", blank(dossier.word("order.hour")))


def command(dossier: Dossier, movement: Movement) -> list[Block]:
    """Leave blanks for command and signal; name the permissions it stands on."""
    word, say, mission = dossier.word, dossier.say, dossier.mission
    by_name = {permission.permission: permission for permission in mission.permissions}
    rows: list[tuple[TextLine, ...]] = []
    for name in dossier.permissions(movement):
        permission = by_name[name]
        # A checkpoint lets through who shows the number of the note: the plan does not know it.
        what, state = say.permission(mission, permission), say(f"state.{permission.state}")
        rows.append((say.capital(what), permission.grantor or "–", state, blank()))
    granted: Block = Paragraph(word("order.permission_none"))
    if rows:
        head = tuple(
            word(f"order.permission_{name}") for name in ("name", "grantor", "state", "reference")
        )
        granted = TextTable(head=head, rows=tuple(rows), widths=(2, 2, 1.3, 2))
    lines: tuple[tuple[str, TextLine], ...] = tuple(
        (word(f"order.signal.{name}"), "")
        for name in ("commander", "second", "callsigns", "primary", "alternate", "reports")
    )
    return [Form(lines), Headline(word("order.permissions"), 2), granted]
