"""What serials carry for themselves, read from the tables in SQL: of each stage, the tonnes of what is still to be used up, but for fuel in tanks."""

from math import exp

from tests.support.oracles.second_reading import DAY

USES = ("fuel", "water", "rations")


def own(book, serial):
    """Return the tonnes that a serial carries for itself as each of its stages begins; ``Lifts`` has laid out who is aboard."""
    stages = book.ask(
        "SELECT s.stage, s.mode, s.origin, s.destination, s.depart, s.arrive, l.km, l.spread, s.people FROM told s JOIN legs l USING (leg) "
        "WHERE s.serial = ? ORDER BY s.stage",
        serial,
    )
    if stages[0][1] == "air":
        return [0.0] * len(stages)
    tonnes = [0.0] * len(stages)
    for supply in USES:
        used = [uses(book, supply, serial, stages, i) for i in range(len(stages))]
        for i in range(len(stages)):
            begun, until = span(book, supply, serial, stages, i)
            left = sum(used[i:until])
            if supply == "fuel":
                left = max(
                    0.0,
                    left
                    - burnt(
                        book,
                        serial,
                        stages[i][0],
                        "v.tank_km",
                        str(book.doctrine["driven_tank_km"]),
                    ),
                )
            tonnes[i] += left * weight(book, supply, stages[begun][2], stages[-1][3]) / 1000
    return tonnes


def uses(book, supply, serial, stages, i):
    """Return what is used up on a stage and while the serial stands after it."""
    number, _, _, _, depart, arrive, km, spread, people = stages[i]
    if supply == "fuel":
        return km * burnt(book, serial, number)
    rate = book.doctrine[f"convoy_{supply}_per_person_day"]
    stands = stages[i + 1][4] - arrive if i + 1 < len(stages) else 0
    return (
        rate * people * ((arrive - depart) * exp(book.doctrine["supply_z"] * spread) + stands) / DAY
    )


def burnt(book, serial, stage, times="1", driven="1"):
    """Return the litres that all vehicles on a stage burn in a km, or in so many: of fleets, and driven."""
    fleets = book.one(
        f"SELECT TOTAL(a.quantity * v.fuel_l_per_km * {times}) FROM aboard a JOIN fleets f ON f.fleet = a.item JOIN vehicles v USING (vehicle) "
        "WHERE a.kind = 'vehicle' AND a.serial = ? AND a.stage = ?",
        serial,
        stage,
    )
    return fleets + book.one(
        f"SELECT TOTAL(a.quantity * l.fuel_l_per_km * {driven}) FROM aboard a JOIN lots l ON l.lot = a.item "
        "WHERE a.kind = 'lot' AND a.role = 'driven' AND l.self_driving AND a.serial = ? AND a.stage = ?",
        serial,
        stage,
    )


def span(book, supply, serial, stages, i):
    """Return from which stage a serial lives on what it took on last, and the stage at which it next takes some on."""
    boards = {
        n
        for (n,) in book.ask(
            "SELECT m.board_stage FROM moves m WHERE m.serial = ? AND m.kind = 'supply' AND m.item = ? AND m.role = 'used' AND (m.origin IN "
            "(SELECT site FROM supplies WHERE supply = m.item) OR m.origin IN (SELECT site FROM sites WHERE role = 'exit'))",
            serial,
            supply,
        )
    }
    places = [n for n, stage in enumerate(stages) if n == 0 or stage[0] in boards]
    return (
        max(n for n in places if n <= i),
        min((n for n in places if n > i), default=len(stages)),
    )


def weight(book, supply, origin, end):
    """Return the kg of one unit: as said where it is taken on, else where the serial ends, else 1."""
    for site in (origin, end):
        row = book.ask(
            "SELECT kg_per_unit FROM supplies WHERE supply = ? AND site = ?", supply, site
        )
        if row:
            return row[0][0]
    return 1.0
