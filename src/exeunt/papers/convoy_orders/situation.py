"""The first paragraph of an order: threat, incidents, other serials on the way, seasons."""

import attrs

from exeunt.documents.parts import Block, Bullets, Headline, Paragraph, TextLine, TextRun, TextTable
from exeunt.facts.facts import StageOnLeg
from exeunt.facts.legs import level
from exeunt.facts.movements import Hop, Movement
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.dossier import Dossier

FRIENDS = 10
"""Most other serials that an order names."""


def situation(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell the threat, what happened on the way, who else moves on it, and its seasons."""
    word, say = dossier.word, dossier.say
    blocks: list[Block] = [Headline(f"a. {word('order.threat')}", 2), threat(dossier, movement)]
    blocks.append(Paragraph(word("order.threat_note"), "small"))
    blocks.append(Headline(f"b. {word('order.incidents')}", 2))
    places = {hop.leg.leg for hop in movement.hops} | set(movement.way)
    known = sorted(
        (i for i in dossier.mission.incidents if i.where in places), key=lambda i: i.date
    )
    lines: tuple[TextLine, ...] = tuple(
        word(
            "order.incident",
            date=say.dated(i.date),
            where=dossier.where(i.where),
            kind=i.kind,
            killed=say.number(i.killed),
            injured=say.number(i.injured),
        )
        for i in known
    )
    blocks.append(Bullets(lines) if lines else Paragraph(word("order.incidents_none")))
    blocks.append(Paragraph((word("order.latest") + " ", blank()), ""))
    blocks += [Headline(f"c. {word('order.friends')}", 2), *friends(dossier, movement)]
    blocks += [Headline(f"d. {word('order.season')}", 2), *season(dossier, movement)]
    return blocks


def threat(dossier: Dossier, movement: Movement) -> TextTable:
    """Return the threat on each stage."""
    say, rows = dossier.say, list[tuple[TextLine, ...]]()
    for hop in movement.hops:
        strikes = dossier.facts.strikes(hop.leg, hop.depart)
        high = level(strikes)
        risk = dossier.facts.risk(hop)
        rows.append(
            (
                str(hop.stage.stage),
                f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
                say.amount(hop.leg.km),
                TextRun(dossier.word(f"level.{high}"), bold=high > 2),
                dossier.rate(strikes),
                dossier.rate(strikes * hop.leg.km / 100),
                dossier.rate(risk),
            )
        )
    head = tuple(
        dossier.word(f"order.threat_{name}")
        for name in ("stage", "way", "km", "level", "rate", "strikes", "casualties")
    )
    return TextTable(
        head=head, rows=tuple(rows), widths=(0.7, 3.2, 0.9, 1.1, 1.5, 1.3, 1.3), right=(2, 4, 5, 6)
    )


@attrs.frozen
class Encounter:
    """Another serial's stage on a leg while ours travels it."""

    theirs: StageOnLeg
    ours: Hop


def friends(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return the other serials that are on a leg of the way at the same time."""
    met = encounters(dossier, movement)
    if not met:
        return [Paragraph(dossier.word("order.friends_none"))]
    head = tuple(
        dossier.word(f"order.friends_{name}")
        for name in ("serial", "way", "direction", "departs", "arrives", "vehicles")
    )
    table = TextTable(
        head=head,
        rows=tuple(friend_row(dossier, encounter) for encounter in met[:FRIENDS]),
        widths=(1, 3, 1.4, 1.9, 1.9, 0.9),
        right=(5,),
    )
    if len(met) <= FRIENDS:
        return [table]
    more = dossier.word("order.friends_more", n=len(met) - FRIENDS)
    return [table, Paragraph(more, "small")]


def encounters(dossier: Dossier, movement: Movement) -> list[Encounter]:
    """Return whom a serial meets on its way, leg by leg, in the order of leaving."""
    return [
        Encounter(theirs, ours)
        for ours in movement.hops
        for theirs in dossier.facts.on_leg[ours.leg.leg]
        if theirs.movement.serial != movement.serial
        and theirs.hop.depart < ours.arrive
        and ours.depart < theirs.hop.arrive
    ]


def friend_row(dossier: Dossier, encounter: Encounter) -> tuple[TextLine, ...]:
    """Return the row of a serial that is met on the way."""
    hop = encounter.theirs.hop
    same_way = hop.origin == encounter.ours.origin
    return (
        encounter.theirs.movement.serial,
        f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
        dossier.word("order.same" if same_way else "order.opposite"),
        dossier.say.moment(hop.stage.depart),
        dossier.say.moment(hop.stage.arrive),
        dossier.say.number(hop.vehicle_count),
    )


def season(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return when legs of the way are closed."""
    used = dict.fromkeys(hop.leg.leg for hop in movement.hops)
    rows = [s for s in dossier.mission.seasons if s.leg in used]
    if not rows:
        return [Paragraph(dossier.word("order.season_none"))]
    say = dossier.say
    return [
        Bullets(
            tuple(
                dossier.word(
                    "order.closed",
                    way=dossier.where(s.leg),
                    since=say.moment(s.closed_from),
                    until=say.moment(s.closed_to),
                )
                for s in rows
            )
        )
    ]
