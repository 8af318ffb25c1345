"""The order of a serial by road, river, sea or rail: five paragraphs, then its annexes. What the plan does not know is a blank."""

from exeunt.documents.parts import (
    Block,
    Bullets,
    Form,
    Grid,
    Heading,
    Line,
    Paragraph,
    Run,
    Signatures,
    Text,
)
from exeunt.facts.legs import level
from exeunt.facts.movements import Movement
from exeunt.papers.annexes import annexes
from exeunt.papers.dossier import TEAMS, Dossier
from exeunt.papers.needs import halts, long_hours, needs, percentile
from exeunt.rules.freight import teams_along
from exeunt.rules.serials import Hop

ACTIONS = ("halt", "breakdown", "refusal", "contact", "explosive", "casualty", "lost", "weather")
"""What may stop a convoy, each with a blank in its order."""
FRIENDS = 10
"""Most other serials that an order names."""


def blank(words: str = "") -> Run:
    """Return a blank to fill in; with words that say what with."""
    return Run(f"[{words}]" if words else "", fill=True)


def order(dossier: Dossier, movement: Movement) -> Text:
    """Return the order of a serial."""
    word = dossier.word
    title = word(f"order.title.{movement.kind}", serial=movement.serial)
    blocks: list[Block] = [
        Heading(title, 0),
        Paragraph(word("colon", what=dossier.title, told=dossier.route(movement)), "lead"),
        heads(dossier, movement),
        Heading(f"1. {word('order.situation')}"),
        *situation(dossier, movement),
        Heading(f"2. {word('order.mission')}"),
        Paragraph(Run(task(dossier, movement), bold=True)),
        Heading(f"3. {word('order.execution')}"),
        *execution(dossier, movement),
        Heading(f"4. {word('order.sustainment')}"),
        *sustainment(dossier, movement),
        Heading(f"5. {word('order.command')}"),
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
    lines: tuple[tuple[str, Line], ...] = (
        (
            word("order.serial"),
            f"{movement.serial} ({dossier.kind(movement)}, {dossier.say('mode.' + movement.mode)})",
        ),
        (
            word("order.leaves"),
            f"{dossier.site(movement.way[0])}, {dossier.say.moment(movement.hops[0].stage.depart)}",
        ),
        (
            word("order.ends"),
            f"{dossier.site(movement.way[-1])}, {dossier.say.moment(movement.hops[-1].stage.arrive)}",
        ),
        (word("order.classification"), ""),
        (word("order.copy"), ""),
        (word("order.reference"), ""),
        (word("order.issued"), ""),
        (word("order.zone"), ""),
    )
    return Form(lines, columns=2)


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
        listed += [word("order.supplies")] if sums["supply"] else []
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
    return (
        word("order.task", what=say.listed(parts), **filled)
        if parts
        else word("order.task_empty", **filled)
    )


def execution(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell the concept, the tasks, and what is coordinated."""
    word = dossier.word
    blocks: list[Block] = [
        Heading(f"a. {word('order.concept')}", 2),
        Bullets(concept(dossier, movement)),
        Paragraph((word("order.intent") + " ", blank())),
    ]
    blocks += [Heading(f"b. {word('order.tasks')}", 2), *tasks(dossier, movement)]
    blocks += [
        Heading(f"c. {word('order.coordinating')}", 2),
        Bullets(coordinating(dossier, movement)),
    ]
    blocks += [
        Heading(f"d. {word('order.actions')}", 2),
        Paragraph(word("order.actions_note"), "small"),
    ]
    blocks.append(Form(tuple((word(f"order.action.{name}"), "") for name in ACTIONS)))
    return blocks


def concept(dossier: Dossier, movement: Movement) -> tuple[Line, ...]:
    """Tell stretch by stretch, from halt to halt, where it goes and what boards and alights."""
    say, word = dossier.say, dossier.word
    lines: list[Line] = []
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
        text += (
            " "
            + word("order.stands", site=dossier.site(last.destination), hours=say.amount(stands))
            if stands >= 1 / 60
            else ""
        )
        lines.append(text)
    return tuple(lines)


def stretches(movement: Movement) -> list[tuple[list[Hop], float]]:
    """Return the stages between halts, where it stands or anything boards or alights, and the hours it stands after them."""
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
    """Return a line for each capability aboard: how many teams, of whom, and a blank for what the commander wants of them."""
    word, say = dossier.word, dossier.say
    lines: list[tuple[str, Line]] = []
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
    mission, found = dossier.mission, list[str]()
    for kind, name in sorted(
        {who for hop in movement.hops for who in teams_along(mission, hop, capability)},
        key=lambda who: (who[0] == "people", who[1]),
    ):
        if kind == "people":
            found.append(mission.party[name].name or name)
        else:
            vehicle = mission.vehicle[mission.fleet[name].vehicle]
            found.append(f"{movement.fleets[name]:g} × {vehicle.name or vehicle.vehicle} ({name})")
    return found


def coordinating(dossier: Dossier, movement: Movement) -> tuple[Line, ...]:
    """Tell what is coordinated: start, spacing, hours a day, speed, times at halts, the column's limits."""
    say, word, doctrine = dossier.say, dossier.word, dossier.mission.doctrine
    first = movement.hops[0]
    lines: list[Line] = [
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
        lines += (
            [word("order.turn", site=dossier.site(site), hours=say.amount(turn))] if turn else []
        )
    for leg in dict.fromkeys(hop.leg.leg for hop in movement.hops):
        row = dossier.mission.leg[leg]
        if row.vehicles_per_day is not None:
            lines.append(
                word(
                    "order.column",
                    way=dossier.where(leg),
                    n=say.count("vehicle", row.vehicles_per_day),
                )
            )
    lines.append((word("order.distances") + " ", blank()))
    return tuple(lines)


def sustainment(dossier: Dossier, movement: Movement) -> list[Block]:
    """Tell fuel, water and rations against the need of a long duration, and the medical teams."""
    say, word, mission = dossier.say, dossier.word, dossier.mission
    stand = sum(halts(movement))
    planned, long = (
        movement.arrive - movement.depart,
        sum(long_hours(mission, hop) for hop in movement.hops) + stand,
    )
    rows: list[tuple[Line, ...]] = []
    for need in needs(mission, movement):
        unit = say(f"supplyunit.{need.supply}")
        gap: Line = (
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
        Grid(head=head, rows=tuple(rows), widths=(2, 1.2, 1.4, 1.4, 1.4, 1.6), right=(2, 3, 4, 5)),
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


def command(dossier: Dossier, movement: Movement) -> list[Block]:
    """Leave blanks for command and signal; name the permissions it stands on."""
    word, say, mission = dossier.word, dossier.say, dossier.mission
    rows: list[tuple[Line, ...]] = []
    for name in dossier.permissions(movement):
        row = next(p for p in mission.permissions if p.permission == name)
        rows.append((name, row.grantor or "–", say(f"state.{row.state}"), blank()))
    head = tuple(
        word(f"order.permission_{name}") for name in ("name", "grantor", "state", "reference")
    )
    granted: list[Block] = (
        [Grid(head=head, rows=tuple(rows), widths=(2, 2, 1.3, 2))]
        if rows
        else [Paragraph(word("order.permission_none"))]
    )
    lines: tuple[tuple[str, Line], ...] = tuple(
        (word(f"order.signal.{name}"), "")
        for name in ("commander", "second", "callsigns", "primary", "alternate", "reports")
    )
    return [Form(lines), Heading(word("order.permissions"), 2), *granted]
