"""The first paragraph of an order: threat, incidents, other serials on the way, seasons."""

from exeunt.documents.parts import Block, Bullets, Grid, Heading, Line, Paragraph, Run
from exeunt.facts.legs import level
from exeunt.facts.movements import Movement
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.dossier import Dossier

FRIENDS = 10
"""Most other serials that an order names."""


def situation(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell the threat, what happened on the way, who else moves on it, and its seasons."""
    word, say = dossier.word, dossier.say
    blocks: list[Block] = [Heading(f"a. {word('order.threat')}", 2), threat(dossier, movement)]
    blocks.append(Paragraph(word("order.threat_note"), "small"))
    blocks.append(Heading(f"b. {word('order.incidents')}", 2))
    places = {hop.leg.leg for hop in movement.hops} | set(movement.way)
    known = sorted(
        (i for i in dossier.mission.incidents if i.where in places), key=lambda i: i.date
    )
    lines: tuple[Line, ...] = tuple(
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
    blocks += [Heading(f"c. {word('order.friends')}", 2), *friends(dossier, movement)]
    blocks += [Heading(f"d. {word('order.season')}", 2), *season(dossier, movement)]
    return blocks


def threat(dossier: Dossier, movement: Movement) -> Grid:
    """Return the threat on each stage."""
    say, rows = dossier.say, list[tuple[Line, ...]]()
    for hop in movement.hops:
        strikes = dossier.strikes(hop.leg, hop.depart)
        high = level(strikes)
        risk = dossier.risk(hop)
        rows.append(
            (
                str(hop.stage.stage),
                f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
                say.amount(hop.leg.km),
                Run(dossier.word(f"level.{high}"), bold=high > 2),
                dossier.rate(strikes),
                dossier.rate(strikes * hop.leg.km / 100),
                dossier.rate(risk),
            )
        )
    head = tuple(
        dossier.word(f"order.threat_{name}")
        for name in ("stage", "way", "km", "level", "rate", "strikes", "casualties")
    )
    return Grid(
        head=head, rows=tuple(rows), widths=(0.7, 3.2, 0.9, 1.1, 1.5, 1.3, 1.3), right=(2, 4, 5, 6)
    )


def friends(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return the other serials that are on a leg of the way at the same time."""
    found = []
    for hop in movement.hops:
        for other, stage in dossier.on_leg[hop.leg.leg]:
            if (
                other.serial != movement.serial
                and stage.depart < hop.arrive
                and hop.depart < stage.arrive
            ):
                found.append((other, stage, hop))
    if not found:
        return [Paragraph(dossier.word("order.friends_none"))]
    rows: list[tuple[Line, ...]] = []
    for other, stage, hop in found[:FRIENDS]:
        same = dossier.word("order.same" if stage.origin == hop.origin else "order.opposite")
        rows.append(
            (
                other.serial,
                f"{dossier.site(stage.origin)} – {dossier.site(stage.destination)}",
                same,
                dossier.say.moment(stage.stage.depart),
                dossier.say.moment(stage.stage.arrive),
                dossier.say.number(stage.vehicle_count),
            )
        )
    head = tuple(
        dossier.word(f"order.friends_{name}")
        for name in ("serial", "way", "direction", "departs", "arrives", "vehicles")
    )
    more = (
        [Paragraph(dossier.word("order.friends_more", n=len(found) - FRIENDS), "small")]
        if len(found) > FRIENDS
        else []
    )
    return [Grid(head=head, rows=tuple(rows), widths=(1, 3, 1.4, 1.9, 1.9, 0.9), right=(5,)), *more]


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
