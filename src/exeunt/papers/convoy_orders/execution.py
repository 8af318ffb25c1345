"""The second and third paragraphs of an order: task, and execution.

The task is one sentence; execution is concept, tasks of teams, and what is coordinated.
"""

import attrs

from exeunt.documents.parts import Block, Bullets, Form, Headline, Paragraph, TextLine
from exeunt.facts.movements import Hop, Movement, nights_of
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.needs import halts, stands
from exeunt.papers.dossier import TEAMS, Dossier

ACTIONS = ("halt", "breakdown", "refusal", "contact", "explosive", "casualty", "lost", "weather")
"""What may stop a convoy, each with a blank in its order."""


def task(dossier: Dossier, movement: Movement) -> str:
    """Say in one sentence who moves what from where to where by when."""
    say, word = dossier.say, dossier.word
    # People and kit that go the same way are one clause of the sentence.
    clauses: dict[tuple[str, str], dict[str, float]] = {}
    for j in movement.payload:
        sums = clauses.setdefault(
            (j.origin, j.destination), {"people": 0.0, "lot": 0.0, "supply": 0.0}
        )
        sums[j.load.kind] += j.load.quantity
    parts = []
    for (origin, destination), sums in clauses.items():
        parts.append(
            word(
                "order.carry",
                what=say.listed(cargo(dossier, sums)),
                origin=dossier.site(origin),
                destination=dossier.site(destination),
            )
        )
    filled = {
        "name": word(f"order.subject.{movement.kind}", serial=movement.serial),
        "origin": dossier.site(movement.way[0]),
        "destination": dossier.site(movement.way[-1]),
        "depart": dossier.when(movement.hops[0].stage.depart),
        "arrive": dossier.when(movement.hops[-1].stage.arrive),
    }
    if parts:
        return word("order.task", what=say.listed(parts), **filled)
    # Empty trucks that go back for the next load are a movement too, with an order of its own.
    return word("order.task_empty", **filled)


def cargo(dossier: Dossier, sums: dict[str, float]) -> list[str]:
    """Say how many people and units of kit, and whether any supplies."""
    listed = []
    if sums["people"]:
        listed.append(dossier.say.count("passenger", sums["people"]))
    if sums["lot"]:
        listed.append(dossier.say.count("unit", sums["lot"]))
    if sums["supply"]:
        listed.append(dossier.word("order.supplies"))
    return listed


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
    for n, stretch in enumerate(stretches(movement), start=1):
        first, last = stretch.hops[0], stretch.hops[-1]
        text = word(
            "order.stretch",
            n=n,
            origin=dossier.site(first.origin),
            destination=dossier.site(last.destination),
            km=say.amount(sum(h.leg.km for h in stretch.hops)),
            depart=dossier.when(first.stage.depart),
            arrive=dossier.when(last.stage.arrive),
            people=say.count("person", first.people_count),
            vehicles=say.count("vehicle", first.vehicle_count),
        )
        if stands(stretch.halt):
            site, hours = dossier.site(last.destination), say.amount(stretch.halt)
            text += " " + word("order.stands", site=site, hours=hours)
        lines.append(text)
    return tuple(lines)


@attrs.frozen
class Stretch:
    """Stages that a serial goes without a stop, and the hours it stands after them."""

    hops: tuple[Hop, ...]
    halt: float


def stretches(movement: Movement) -> list[Stretch]:
    """Return the stages between halts: where it stands, or anything boards or alights."""
    # Junctions that a convoy merely passes are no stops: the order tells stretch by stretch.
    begins = {j.hops[0].stage.stage for j in movement.journeys}
    begins |= {j.hops[-1].stage.stage + 1 for j in movement.journeys}
    parts: list[Stretch] = []
    for hop, halt in zip(movement.hops, halts(movement), strict=True):
        if parts and hop.stage.stage not in begins and not stands(parts[-1].halt):
            parts[-1] = Stretch((*parts[-1].hops, hop), halt)
        else:
            parts.append(Stretch((hop,), halt))
    return parts


def tasks(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return a line for each capability aboard.

    It says how many teams, of whom, and has a blank for what the commander wants of them.
    """
    word, say = dossier.word, dossier.say
    lines: list[tuple[str, TextLine]] = []
    for capability in TEAMS:
        teams = [dossier.teams(hop, capability) for hop in movement.hops]
        least, most = min(teams), max(teams)
        if not most:
            continue
        # Teams that leave on the way are told: a commander who counts on four has two behind them.
        count = say.amount(least)
        if least != most:
            count = word("order.least_most", least=count, most=say.amount(most))
        who = say.listed(bringers(dossier, movement, capability))
        teams_line = word("order.teams", count=count, who=who) + " "
        lines.append((word(f"team.{capability}"), (teams_line, blank(word("order.task_blank")))))
    if not lines:
        return [Paragraph(word("order.tasks_none"))]
    return [Form(tuple(lines))]


def bringers(dossier: Dossier, movement: Movement, capability: str) -> list[str]:
    """Return who brings whole teams of a capability on a stage: vehicles by fleet, then parties."""
    mission = dossier.mission
    who = {one for hop in movement.hops for one in dossier.facts.teams_by(hop, capability)}
    names: list[str] = []
    for kind, name in sorted(who, key=lambda one: (one[0] == "people", one[1])):
        if kind == "people":
            names.append(mission.party[name].name or name)
        else:
            names.append(f"{movement.fleets[name]:g} × {dossier.fleet(name)}")
    return names


def nights(dossier: Dossier, movement: Movement) -> list[str]:
    """Say for each leg how many nights are spent on it, and at about which km of it."""
    say = dossier.say
    told = []
    for hop in movement.hops:
        spent = nights_of(dossier.mission, hop)
        if not spent:
            continue
        # The place itself is named by whoever looked at the road. By the km he knows which stretch
        # to look at: the same ones for all convoys on it, on the plan's own pace.
        stops = [hop.leg.km * night / (spent + 1) for night in range(1, spent + 1)]
        told.append(
            dossier.word(
                "order.nights",
                way=f"{dossier.site(hop.origin)} – {dossier.site(hop.destination)}",
                n=say.count("night", spent),
                places=say.listed(dossier.word("strip.km", km=say.number(km)) for km in stops),
                origin=dossier.site(hop.origin),
            )
        )
    return told


def coordinating(dossier: Dossier, movement: Movement) -> tuple[TextLine, ...]:
    """Tell what is coordinated.

    These are start, spacing, hours a day, speed, nights on the way, times at halts, and the
    column's limits.
    """
    say, word, doctrine = dossier.say, dossier.word, dossier.mission.doctrine
    first = movement.hops[0]
    lines: list[TextLine] = [
        word("order.start", site=dossier.site(first.origin), when=dossier.when(first.stage.depart))
    ]
    km = sum(hop.leg.km for hop in movement.hops)
    hours = sum(hop.hours for hop in movement.hops)
    # Hours a day and spacing are doctrine for roads; a barge goes through the night.
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
    lines += [(f"{told} ", blank()) for told in nights(dossier, movement)]
    for site in dict.fromkeys(movement.stops):
        turn = dossier.mission.site[site].turn_hours
        if turn:
            lines.append(word("order.turn", site=dossier.site(site), hours=say.amount(turn)))
    # What a leg takes in a day is for all serials together: who is late may find it taken.
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
