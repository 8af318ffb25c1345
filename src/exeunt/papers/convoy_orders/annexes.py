"""The annexes of an order: march table, vehicles, people, loads, strip map."""

from exeunt.documents.parts import Block, Break, Headline, Paragraph, TextLine, TextRun, TextTable
from exeunt.facts.movements import Journey, Movement
from exeunt.papers.convoy_orders.columns import LOADS, MARCH, PEOPLE, VEHICLES
from exeunt.papers.convoy_orders.needs import halts
from exeunt.papers.convoy_orders.strip_map import strip_maps
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import about, teu_of, tonnes_of

NAMES = 200
"""Most people for whom an order has lines to write their names on; for more, the page is copied."""
DANGEROUS = ("ammunition", "hazardous", "weapon")


def annexes(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return the annexes of an order."""
    word = dossier.word
    blocks: list[Block] = [
        Headline(word("annex.march")),
        march(dossier, movement),
        Paragraph(word("annex.march_note"), "small"),
    ]
    blocks += [Headline(word("annex.vehicles")), vehicles(dossier, movement)]
    blocks += [Headline(word("annex.people")), *people(dossier, movement)]
    blocks += [Headline(word("annex.loads")), *loads(dossier, movement)]
    blocks += [Break(), Headline(word("annex.strip")), *strip_maps(dossier, movement)]
    return blocks


def march(dossier: Dossier, movement: Movement) -> TextTable:
    """Return the march table: a row for each stage."""
    say, done = dossier.say, 0.0
    rows: list[tuple[TextLine, ...]] = []
    for hop, halt in zip(movement.hops, halts(movement), strict=True):
        done += hop.leg.km
        rows.append(
            (
                str(hop.stage.stage),
                dossier.site(hop.origin),
                dossier.site(hop.destination),
                say.amount(hop.leg.km),
                say.amount(hop.leg.travel_hours),
                say.moment(hop.stage.depart),
                say.moment(hop.stage.arrive),
                say.amount(halt) if halt >= 1 / 60 else "–",
                say.amount(done),
            )
        )
    return TextTable(
        head=dossier.headers(MARCH),
        rows=tuple(rows),
        widths=(0.8, 1.7, 1.7, 1, 1, 1.9, 1.9, 0.8, 1),
        right=(3, 4, 7, 8),
    )


def vehicles(dossier: Dossier, movement: Movement) -> TextTable:
    """Return the vehicles with their crews: fleets, and kit that drives itself."""
    mission, word = dossier.mission, dossier.word
    rows: list[tuple[TextLine, ...]] = []
    total = crews = 0
    for j in movement.journeys:
        n = round(j.load.quantity)
        if j.load.kind == "vehicle":
            fleet = mission.fleet[j.load.item]
            kind = mission.vehicle[fleet.vehicle]
            party = (
                mission.party[fleet.crew_party].name or fleet.crew_party
                if fleet.crew_party
                else word("annex.own_crew")
            )
            name, sort, owned, crew = (
                fleet.fleet,
                kind.name or kind.vehicle,
                word(f"owned.{fleet.ownership}"),
                kind.crew,
            )
        elif j.load.kind == "lot" and j.load.role == "driven":
            lot = mission.lot[j.load.item]
            name, sort, owned, crew, party = (
                lot.lot,
                lot.item or lot.lot,
                word("annex.driven"),
                lot.crew,
                word("annex.by_list"),
            )
        else:
            continue
        total, crews = total + n, crews + n * crew
        way = f"{dossier.site(j.origin)} – {dossier.site(j.destination)}"
        rows.append(
            (
                name,
                sort,
                owned,
                str(n),
                way,
                str(crew),
                str(n * crew),
                party,
                TextRun("", fill=True),
            )
        )
    rows.append((word("total"), "", "", str(total), "", "", str(crews), "", ""))
    return TextTable(
        head=dossier.headers(VEHICLES),
        rows=tuple(rows),
        widths=(2, 2.2, 1.1, 0.9, 2.1, 1.05, 1.2, 2, 1.9),
        right=(3, 5, 6),
        total=True,
    )


def people(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return who travels, party by party, and lines for their names."""
    word, say, mission = dossier.word, dossier.say, dossier.mission
    aboard = [j for j in movement.journeys if j.load.kind == "people"]
    rows: list[tuple[TextLine, ...]] = []
    for j in aboard:
        party = mission.party[j.load.item]
        rows.append(
            (
                party.name or party.party,
                say(f"population.{party.population}"),
                party.provider or "–",
                word(f"role.{j.load.role or 'passenger'}"),
                dossier.site(j.origin),
                dossier.site(j.destination),
                say.number(j.load.quantity),
                TextRun("", fill=True),
            )
        )
    hired = round(max(hop.contract_crew for hop in movement.hops))
    if hired:
        ends = dossier.site(movement.way[0]), dossier.site(movement.way[-1])
        rows.append(
            (
                word("annex.hired"),
                say("population.contractor"),
                "–",
                word("role.crew"),
                *ends,
                say.number(hired),
                TextRun("", fill=True),
            )
        )
    count = sum(round(j.load.quantity) for j in aboard) + hired
    rows.append((word("total"), "", "", "", "", "", say.number(count), ""))
    table = TextTable(
        head=dossier.headers(PEOPLE),
        rows=tuple(rows),
        widths=(2.6, 1.3, 1.5, 1.2, 1.5, 1.5, 1, 1.2),
        right=(6,),
        total=True,
    )
    return [table, *names(dossier, count)] if count else [Paragraph(word("annex.people_none"))]


def names(dossier: Dossier, count: int) -> list[Block]:
    """Return numbered lines for names, two beside each other."""
    word, shown = dossier.word, min(count, NAMES)
    half = -(-shown // 2)
    head = (word("annex.number"), word("annex.name"), word("annex.id")) * 2
    rows = tuple(
        (str(n + 1), "", "", str(half + n + 1) if half + n < shown else "", "", "")
        for n in range(half)
    )
    more = [Paragraph(word("annex.names_more", n=count - shown), "small")] if count > shown else []
    return [
        Headline(word("annex.names"), 2),
        TextTable(head=head, rows=rows, widths=(0.5, 3.3, 1.6, 0.5, 3.3, 1.6), right=(0, 3)),
        *more,
    ]


def loads(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return what is carried, lot by lot, and the supplies that are delivered."""
    word, say = dossier.word, dossier.say
    carried = [
        j for j in movement.payload if j.load.kind in {"lot", "supply"} and j.load.role != "driven"
    ]
    if not carried:
        return [Paragraph(word("annex.loads_none"))]
    rows: list[tuple[TextLine, ...]] = [load_row(dossier, j) for j in carried]
    mass, teu = (
        sum(tonnes_of(dossier, j) for j in carried),
        sum(teu_of(dossier, j) for j in carried),
    )
    rows.append((word("total"), "", "", "", "", say.amount(mass), say.amount(teu), "", ""))
    widths = (2, 2.6, 1.3, 1.8, 1.1, 0.9, 1.2, 2.2, 1.8)
    return [
        TextTable(
            head=dossier.headers(LOADS),
            rows=tuple(rows),
            widths=widths,
            right=(4, 5, 6),
            total=True,
        )
    ]


def load_row(dossier: Dossier, journey: Journey) -> tuple[TextLine, ...]:
    """Return a load's row."""
    described, whose, sort = about(dossier, journey)
    lot = dossier.mission.lot.get(journey.load.item) if journey.load.kind == "lot" else None
    dangerous = lot is not None and lot.kit_class in DANGEROUS
    marked: TextLine = (
        (TextRun(dossier.word("annex.dangerous"), bold=True), f" {sort}")
        if dangerous
        else sort or "–"
    )
    return (
        journey.load.item,
        described,
        whose,
        marked,
        dossier.say.amount(journey.load.quantity),
        dossier.say.amount(tonnes_of(dossier, journey)),
        dossier.say.amount(teu_of(dossier, journey)),
        f"{dossier.site(journey.origin)} – {dossier.site(journey.destination)}",
        TextRun("", fill=True),
    )
