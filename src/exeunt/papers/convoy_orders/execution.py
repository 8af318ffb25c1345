"""The second and third paragraphs of an order: task, and execution.

The task is one sentence; execution is concept, tasks of teams, and what is coordinated.
"""

from exeunt.documents.parts import Block, Bullets, Form, Headline, Paragraph, TextLine
from exeunt.facts.movements import Hop, Movement
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.needs import halts
from exeunt.papers.dossier import TEAMS, Dossier

ACTIONS = ("halt", "breakdown", "refusal", "contact", "explosive", "casualty", "lost", "weather")
"""What may stop a convoy, each with a blank in its order."""


def task(dossier: Dossier, movement: Movement) -> str:
    """Say in one sentence who moves what from where to where by when."""
    say, word = dossier.say, dossier.word
    groups: dict[tuple[str, str], dict[str, float]] = {}
    for j in movement.payload:
        group = groups.setdefault(
            (j.origin, j.destination), {"people": 0.0, "lot": 0.0, "supply": 0.0}
        )
        group[j.load.kind] += j.load.quantity
    parts = []
    for (origin, destination), sums in groups.items():
        listed = [
            say.count(name, sums[kind])
            for name, kind in (("passenger", "people"), ("unit", "lot"))
            if sums[kind]
        ]
        if sums["supply"]:
            listed.append(word("order.supplies"))
        parts.append(
            word(
                "order.carry",
                what=say.listed(listed),
                origin=dossier.site(origin),
                destination=dossier.site(destination),
            )
        )
    filled = {
        "name": word(f"order.subject.{movement.kind}", serial=movement.serial),
        "origin": dossier.site(movement.way[0]),
        "destination": dossier.site(movement.way[-1]),
        "depart": say.moment(movement.hops[0].stage.depart),
        "arrive": say.moment(movement.hops[-1].stage.arrive),
    }
    if parts:
        return word("order.task", what=say.listed(parts), **filled)
    return word("order.task_empty", **filled)


def execution(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell the concept, the tasks, and what is coordinated."""
    word = dossier.word
    blocks: list[Block] = [
        Headline(f"a. {word('order.concept')}", 2),
        Bullets(concept(dossier, movement)),
        Paragraph((word("order.intent") + " ", blank())),
    ]
    blocks += [Headline(f"b. {word('order.tasks')}", 2), *tasks(dossier, movement)]
    blocks += [
        Headline(f"c. {word('order.coordinating')}", 2),
        Bullets(coordinating(dossier, movement)),
    ]
    blocks += [
        Headline(f"d. {word('order.actions')}", 2),
        Paragraph(word("order.actions_note"), "small"),
    ]
    blocks.append(Form(tuple((word(f"order.action.{name}"), "") for name in ACTIONS)))
    return blocks


def concept(dossier: Dossier, movement: Movement) -> tuple[TextLine, ...]:
    """Tell stretch by stretch, from halt to halt, where it goes and what boards and alights."""
    say, word = dossier.say, dossier.word
    lines: list[TextLine] = []
    for n, (hops, stands) in enumerate(stretches(movement), start=1):
        first, last = hops[0], hops[-1]
        text = word(
            "order.stretch",
            n=n,
            origin=dossier.site(first.origin),
            destination=dossier.site(last.destination),
            km=say.amount(sum(h.leg.km for h in hops)),
            depart=say.moment(first.stage.depart),
            arrive=say.moment(last.stage.arrive),
            people=say.count("person", first.people_count),
            vehicles=say.count("vehicle", first.vehicle_count),
        )
        if stands >= 1 / 60:
            text += " " + word(
                "order.stands", site=dossier.site(last.destination), hours=say.amount(stands)
            )
        lines.append(text)
    return tuple(lines)


def stretches(movement: Movement) -> list[tuple[list[Hop], float]]:
    """Return the stages between halts: where it stands, or anything boards or alights."""
    # Junctions that a convoy merely passes are no stops: the order tells stretch by stretch.
    calls = {j.hops[0].stage.stage for j in movement.journeys} | {
        j.hops[-1].stage.stage + 1 for j in movement.journeys
    }
    found: list[tuple[list[Hop], float]] = []
    for hop, halt in zip(movement.hops, halts(movement), strict=True):
        if found and hop.stage.stage not in calls and found[-1][1] < 1 / 60:
            found[-1] = ([*found[-1][0], hop], halt)
        else:
            found.append(([hop], halt))
    return found


def tasks(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return a line for each capability aboard.

    It says how many teams, of whom, and has a blank for what the commander wants of them.
    """
    word, say = dossier.word, dossier.say
    lines: list[tuple[str, TextLine]] = []
    for capability in TEAMS:
        teams = [dossier.teams(hop, capability) for hop in movement.hops]
        least, most = min(teams), max(teams)
        if most:
            count = (
                say.amount(least)
                if least == most
                else word("order.least_most", least=say.amount(least), most=say.amount(most))
            )
            who = say.listed(bringers(dossier, movement, capability))
            lines.append(
                (
                    word(f"team.{capability}"),
                    (
                        word("order.teams", count=count, who=who) + " ",
                        blank(word("order.task_blank")),
                    ),
                )
            )
    if not lines:
        return [Paragraph(word("order.tasks_none"))]
    return [Form(tuple(lines))]


def bringers(dossier: Dossier, movement: Movement, capability: str) -> list[str]:
    """Return who brings whole teams of a capability on a stage: vehicles by fleet, then parties."""
    mission, names = dossier.mission, list[str]()
    for kind, name in sorted(
        {who for hop in movement.hops for who in dossier.facts.teams_by(hop, capability)},
        key=lambda who: (who[0] == "people", who[1]),
    ):
        if kind == "people":
            names.append(mission.party[name].name or name)
        else:
            vehicle = mission.vehicle[mission.fleet[name].vehicle]
            names.append(f"{movement.fleets[name]:g} × {vehicle.name or vehicle.vehicle} ({name})")
    return names


def coordinating(dossier: Dossier, movement: Movement) -> tuple[TextLine, ...]:
    """Tell what is coordinated.

    These are start, spacing, hours a day, speed, times at halts, and the column's limits.
    """
    say, word, doctrine = dossier.say, dossier.word, dossier.mission.doctrine
    first = movement.hops[0]
    lines: list[TextLine] = [
        word("order.start", site=dossier.site(first.origin), when=say.moment(first.stage.depart))
    ]
    km, hours = sum(h.leg.km for h in movement.hops), sum(h.leg.travel_hours for h in movement.hops)
    if movement.mode == "road":
        lines.append(word("order.march", hours=say.amount(doctrine.march_hours_per_day)))
        lines.append(word("order.spacing", hours=say.amount(doctrine.spacing_hours)))
    lines.append(
        word(
            "order.speed",
            speed=say.amount(km / hours if hours else 0.0),
            km=say.amount(km),
            hours=say.amount(hours),
        )
    )
    for site in dict.fromkeys(movement.stops):
        turn = dossier.mission.site[site].turn_hours
        if turn:
            lines.append(word("order.turn", site=dossier.site(site), hours=say.amount(turn)))
    for leg in dict.fromkeys(hop.leg.leg for hop in movement.hops):
        road = dossier.mission.leg[leg]
        if road.vehicles_per_day is not None:
            lines.append(
                word(
                    "order.column",
                    way=dossier.where(leg),
                    n=say.count("vehicle", road.vehicles_per_day),
                )
            )
    lines.append((word("order.distances") + " ", blank()))
    return tuple(lines)
