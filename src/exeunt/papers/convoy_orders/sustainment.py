"""The fourth paragraph of an order: fuel, water, rations and medical teams."""

from exeunt.documents.parts import Block, Form, Paragraph, TextLine, TextTable
from exeunt.facts.movements import Movement
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.needs import halts, long_hours, needs, percentile
from exeunt.papers.dossier import Dossier


def sustainment(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell fuel, water and rations against the need of a long duration, and the medical teams."""
    say, word, mission = dossier.say, dossier.word, dossier.mission
    stand = sum(halts(movement))
    planned, long = (
        movement.arrive - movement.depart,
        sum(long_hours(mission, hop) for hop in movement.hops) + stand,
    )
    rows: list[tuple[TextLine, ...]] = []
    for need in needs(mission, movement):
        unit = say(f"supplyunit.{need.supply}")
        gap: TextLine = (
            say.number(need.carried - need.needed) if need.tracked else word("order.untracked")
        )
        rows.append(
            (
                word(f"supply.{need.supply}"),
                unit,
                say.amount(need.needed),
                say.amount(need.carried),
                gap,
                say.amount(need.delivered),
            )
        )
    head = tuple(
        word(f"order.supply_{name}")
        for name in ("supply", "unit", "needed", "carried", "over", "delivered")
    )
    least = min(dossier.teams(hop, "medical") for hop in movement.hops)
    return [
        Paragraph(
            word(
                "order.durations",
                planned=lasting(dossier, planned),
                long=lasting(dossier, long),
                n=say.amount(round(percentile(mission), 1)),
            )
        ),
        TextTable(
            head=head, rows=tuple(rows), widths=(2, 1.2, 1.4, 1.4, 1.4, 1.6), right=(2, 3, 4, 5)
        ),
        Paragraph(word("order.supply_note"), "small"),
        Form(
            (
                (
                    word("order.medical"),
                    (
                        word("order.medical_teams", n=say.amount(least)) + " ",
                        blank(word("order.evacuation")),
                    ),
                ),
                (word("order.refuel"), ""),
                (word("order.repair"), ""),
            )
        ),
    ]


def lasting(dossier: Dossier, hours: float) -> str:
    """Say how long: in hours below two days, else in days."""
    return dossier.say.count("hour", hours) if hours < 48 else dossier.say.count("day", hours / 24)
