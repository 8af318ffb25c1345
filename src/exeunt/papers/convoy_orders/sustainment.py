"""The fourth paragraph of an order: fuel, water, rations and medical teams."""

from exeunt.documents.parts import Block, Form, Paragraph, TextLine, TextTable
from exeunt.facts.movements import Movement
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.needs import halts, long_hours, needs, percentile
from exeunt.papers.dossier import Dossier


def sustainment(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell fuel, water and rations against the need of a long duration, and the medical teams."""
    word = dossier.word
    return [
        durations(dossier, movement),
        supplies(dossier, movement),
        Paragraph(word("order.supply_note"), "small"),
        Form(
            (
                (word("order.medical"), medical(dossier, movement)),
                (word("order.refuel"), ""),
                (word("order.repair"), ""),
            )
        ),
    ]


def durations(dossier: Dossier, movement: Movement) -> Paragraph:
    """Say how long it takes as planned, and how long when it takes long."""
    mission = dossier.mission
    moving = sum(long_hours(mission, hop) for hop in movement.hops)
    return Paragraph(
        dossier.word(
            "order.durations",
            planned=lasting(dossier, movement.arrive - movement.depart),
            long=lasting(dossier, moving + sum(halts(movement))),
            n=dossier.say.amount(round(percentile(mission), 1)),
        )
    )


def supplies(dossier: Dossier, movement: Movement) -> TextTable:
    """Return what is needed, taken along and delivered of each supply."""
    say, word = dossier.say, dossier.word
    rows: list[tuple[TextLine, ...]] = []
    for need in needs(dossier.mission, movement):
        over = word("order.untracked")
        if need.tracked:
            over = say.number(need.carried - need.needed)
        rows.append(
            (
                word(f"supply.{need.supply}"),
                say(f"supplyunit.{need.supply}"),
                say.amount(need.needed),
                say.amount(need.carried),
                over,
                say.amount(need.delivered),
            )
        )
    head = tuple(
        word(f"order.supply_{name}")
        for name in ("supply", "unit", "needed", "carried", "over", "delivered")
    )
    return TextTable(
        head=head, rows=tuple(rows), widths=(2, 1.2, 1.4, 1.4, 1.4, 1.6), right=(2, 3, 4, 5)
    )


def medical(dossier: Dossier, movement: Movement) -> TextLine:
    """Say how many medical teams are along, and ask whom to call for an evacuation."""
    # The fewest on any stage: who is hit on the stage without a medic is not helped by the others.
    least = min(dossier.teams(hop, "medical") for hop in movement.hops)
    teams = dossier.word("order.medical_teams", n=dossier.say.amount(least))
    return (f"{teams} ", blank(dossier.word("order.evacuation")))


def lasting(dossier: Dossier, hours: float) -> str:
    """Say how long: in hours below two days, else in days."""
    if hours < 48:
        return dossier.say.count("hour", hours)
    return dossier.say.count("day", hours / 24)
