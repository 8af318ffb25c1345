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
    word = dossier.word
    return [
        Headline(f"a. {word('order.threat')}", 2),
        threat(dossier, movement),
        Paragraph(word("order.threat_note"), "small"),
        Headline(f"b. {word('order.incidents')}", 2),
        incidents(dossier, movement),
        # What happened since the plan was made is what kills: the order asks for it.
        Paragraph((word("order.latest") + " ", blank())),
        Headline(f"c. {word('order.friends')}", 2),
        *friends(dossier, movement),
        Headline(f"d. {word('order.season')}", 2),
        season(dossier, movement),
    ]


def incidents(dossier: Dossier, movement: Movement) -> Block:
    """Return what is known to have happened on the way, in the order of dates."""
    word, say = dossier.word, dossier.say
    places = {hop.leg.leg for hop in movement.hops} | set(movement.way)
    known = [incident for incident in dossier.mission.incidents if incident.where in places]
    # No report from a road means unknown and not safe: the words for none say so.
    if not known:
        return Paragraph(word("order.incidents_none"))
    known.sort(key=lambda incident: incident.date)
    return Bullets(
        tuple(
            word(
                "order.incident",
                date=say.dated(incident.date),
                where=dossier.where(incident.where),
                kind=incident.kind,
                killed=say.number(incident.killed),
                injured=say.number(incident.injured),
            )
            for incident in known
        )
    )


def threat(dossier: Dossier, movement: Movement) -> TextTable:
    """Return the threat on each stage.

    How many casualties the plan reckons with is for whoever decides on it. A driver who signs for
    0.27 of a casualty learns nothing that helps him, and does not forget it.
    """
    say = dossier.say
    rows: list[tuple[TextLine, ...]] = []
    for hop in movement.hops:
        # As it is when the stage departs: threat is dated, and later stages may meet another.
        strikes = dossier.facts.strikes(hop.leg, hop.depart)
        high = level(strikes)
        rows.append(
            (
                str(hop.stage.stage),
                f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
                say.amount(hop.leg.km),
                TextRun(dossier.word(f"level.{high}"), bold=high > 2),
                dossier.rate(strikes),
            )
        )
    head = tuple(
        dossier.word(f"order.threat_{name}") for name in ("stage", "way", "km", "level", "rate")
    )
    return TextTable(head=head, rows=tuple(rows), widths=(0.8, 4, 1, 2, 2), right=(2, 4))


@attrs.frozen
class Encounter:
    """Another serial's stage on a leg while ours travels it."""

    theirs: StageOnLeg
    ours: Hop


def friends(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return the other serials that are on a leg of the way at the same time."""
    # Two columns that do not know of each other have shot at each other.
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
    # On a track of one lane, who comes the other way has to be met where there is room to pass.
    direction = "order.opposite"
    if hop.origin == encounter.ours.origin:
        direction = "order.same"
    return (
        encounter.theirs.movement.serial,
        f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
        dossier.word(direction),
        dossier.when(hop.stage.depart),
        dossier.when(hop.stage.arrive),
        dossier.say.number(hop.vehicle_count),
    )


def season(dossier: Dossier, movement: Movement) -> Block:
    """Return when legs of the way are closed."""
    used = {hop.leg.leg for hop in movement.hops}
    closed = [season for season in dossier.mission.seasons if season.leg in used]
    if not closed:
        return Paragraph(dossier.word("order.season_none"))
    return Bullets(
        tuple(
            dossier.word(
                "order.closed",
                way=dossier.where(season.leg),
                since=dossier.when(season.closed_from),
                until=dossier.when(season.closed_to),
            )
            for season in closed
        )
    )
