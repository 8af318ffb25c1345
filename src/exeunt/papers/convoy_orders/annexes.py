"""The annexes of an order: march table, vehicles, people, loads, strip map."""

import itertools

import attrs

from exeunt.documents.parts import Block, Break, Headline, Paragraph, TextLine, TextRun, TextTable
from exeunt.facts.movements import Journey, Movement
from exeunt.model.forces import OWNERS
from exeunt.papers.convoy_orders.blanks import blank
from exeunt.papers.convoy_orders.columns import LOADS, MARCH, PEOPLE, VEHICLES
from exeunt.papers.convoy_orders.needs import halts, stands
from exeunt.papers.convoy_orders.strip_map import strip_maps
from exeunt.papers.dossier import Dossier
from exeunt.papers.loads import about, teu_of, tonnes_of

NAMES = 200
"""Most people for whom an order has lines to write their names on; for more, the page is copied."""
OF_OWNERS = (*OWNERS, "")
"""Whose loads are, in the order in which they are listed; supplies are nobody's."""
DANGEROUS = ("ammunition", "hazardous", "weapon")
"""Classes of kit that are marked: who checks loads at the gate looks for the mark first."""


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
        # Drivers read it against the trip counter, which is set to 0 at the start point.
        done += hop.leg.km
        rows.append(
            (
                str(hop.stage.stage),
                dossier.site(hop.origin),
                dossier.site(hop.destination),
                say.amount(hop.leg.km),
                say.amount(hop.hours),
                dossier.when(hop.stage.depart),
                dossier.when(hop.stage.arrive),
                say.amount(halt) if stands(halt) else "–",
                say.amount(done),
            )
        )
    return TextTable(
        head=dossier.headers(MARCH),
        rows=tuple(rows),
        widths=(0.8, 1.7, 1.7, 1, 1, 1.9, 1.9, 0.8, 1),
        right=(3, 4, 7, 8),
    )


@attrs.frozen(kw_only=True)
class Driven:
    """Vehicles of one fleet, or units of one lot that drive themselves, aboard a serial.

    ``crew`` is the people who man one, ``crew_from`` says who they are.
    """

    base: str
    sort: str
    owned: str
    crew: int
    crew_from: str


def vehicles(dossier: Dossier, movement: Movement) -> TextTable:
    """Return the vehicles with their crews: fleets, and kit that drives itself."""
    rows: list[tuple[TextLine, ...]] = []
    total = crews = 0
    for journey in movement.journeys:
        driven = driven_by(dossier, journey)
        if driven is None:
            continue
        count = round(journey.load.quantity)
        total += count
        crews += count * driven.crew
        rows.append(
            (
                driven.base,
                driven.sort,
                driven.owned,
                str(count),
                f"{dossier.site(journey.origin)} – {dossier.site(journey.destination)}",
                str(driven.crew),
                str(count * driven.crew),
                driven.crew_from,
                blank(),
            )
        )
    rows.append((dossier.word("total"), "", "", str(total), "", "", str(crews), "", ""))
    return TextTable(
        head=dossier.headers(VEHICLES),
        rows=tuple(rows),
        widths=(2, 2.2, 1.1, 0.9, 2.1, 1.05, 1.2, 2, 1.9),
        right=(3, 5, 6),
        total=True,
    )


def driven_by(dossier: Dossier, journey: Journey) -> Driven | None:
    """Return what drives on a journey and who mans it; None where it is only carried."""
    mission, word, load = dossier.mission, dossier.word, journey.load
    if load.kind == "vehicle":
        fleet = mission.fleet[load.item]
        kind = mission.vehicle[fleet.vehicle]
        crew_from = word("annex.own_crew")
        if fleet.crew_party:
            crew_from = mission.party[fleet.crew_party].name or fleet.crew_party
        return Driven(
            base=dossier.site(fleet.site),
            sort=kind.name or kind.vehicle,
            owned=word(f"owned.{fleet.ownership}"),
            crew=kind.crew,
            crew_from=crew_from,
        )
    if load.kind == "lot" and load.role == "driven":
        lot = mission.lot[load.item]
        # Its crew may be of any party (rule crews): who it is, is on the list of people.
        return Driven(
            base=dossier.site(lot.site),
            sort=lot.item or lot.lot,
            owned=word("annex.driven"),
            crew=lot.crew,
            crew_from=word("annex.by_list"),
        )
    return None


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
                blank(),
            )
        )
    # Drivers of contractors are in no party and no headcount. They are killed as others are, and
    # whoever counts heads after an attack has to know of them.
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
                blank(),
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
    if not count:
        return [Paragraph(word("annex.people_none"))]
    return [table, *names(dossier, count)]


def names(dossier: Dossier, count: int) -> list[Block]:
    """Return numbered lines for names, two beside each other."""
    word, shown = dossier.word, min(count, NAMES)
    # Numbers run down the left half and go on down the right: a queue is written down in order.
    half = -(-shown // 2)
    head = (word("annex.number"), word("annex.name"), word("annex.id")) * 2
    rows = []
    for left in range(1, half + 1):
        right = half + left
        rows.append((str(left), "", "", str(right) if right <= shown else "", "", ""))
    blocks: list[Block] = [
        Headline(word("annex.names"), 2),
        TextTable(head=head, rows=tuple(rows), widths=(0.5, 3.3, 1.6, 0.5, 3.3, 1.6), right=(0, 3)),
    ]
    if count > shown:
        blocks.append(Paragraph(word("annex.names_more", n=count - shown), "small"))
    return blocks


def loads(dossier: Dossier, movement: Movement) -> list[Block]:
    """Return what is carried, lot by lot, and the supplies that are delivered."""
    word, say = dossier.word, dossier.say
    carried = [
        j for j in movement.payload if j.load.kind in {"lot", "supply"} and j.load.role != "driven"
    ]
    if not carried:
        return [Paragraph(word("annex.loads_none"))]
    # What is the mission's and what is a contingent's are accounted for by different people, who
    # look for theirs in one place.
    carried.sort(key=lambda j: OF_OWNERS.index(owner_of(dossier, j)))
    rows: list[tuple[TextLine, ...]] = []
    for owner, theirs in itertools.groupby(
        enumerate(carried, start=1), key=lambda one: owner_of(dossier, one[1])
    ):
        listed = list(theirs)
        rows += [load_row(dossier, n, j) for n, j in listed]
        if owner:
            label = say(f"owner.{owner}")
            label = say.capital(word("annex.of", owner=label))
            rows.append(sums(dossier, label, [j for _, j in listed]))
    rows.append(sums(dossier, word("total"), carried))
    table = TextTable(
        head=dossier.headers(LOADS),
        rows=tuple(rows),
        widths=(0.7, 3.4, 1.8, 1.8, 1.1, 0.9, 1.2, 2.2, 1.8),
        right=(4, 5, 6),
        total=True,
    )
    return [table]


def owner_of(dossier: Dossier, journey: Journey) -> str:
    """Return whose kit a load is, one of :data:`OF_OWNERS`; blank for supplies."""
    if journey.load.kind != "lot":
        return ""
    return str(dossier.mission.lot[journey.load.item].owner)


def sums(dossier: Dossier, label: str, carried: list[Journey]) -> tuple[TextLine, ...]:
    """Return a row that sums up some loads, under a label."""
    mass = dossier.say.amount(sum(tonnes_of(dossier, j) for j in carried))
    teu = dossier.say.amount(sum(teu_of(dossier, j) for j in carried))
    return ("", label, "", "", "", mass, teu, "", "")


def load_row(dossier: Dossier, n: int, journey: Journey) -> tuple[TextLine, ...]:
    """Return a load's row."""
    load, described = journey.load, about(dossier, journey)
    marked: TextLine = described.sort or "–"
    if load.kind == "lot" and dossier.mission.lot[load.item].kit_class in DANGEROUS:
        marked = (TextRun(dossier.word("annex.dangerous"), bold=True), f" {described.sort}")
    return (
        str(n),
        described.name,
        described.owner,
        marked,
        dossier.say.amount(load.quantity),
        dossier.say.amount(tonnes_of(dossier, journey)),
        dossier.say.amount(teu_of(dossier, journey)),
        f"{dossier.site(journey.origin)} – {dossier.site(journey.destination)}",
        blank(),
    )
