"""What a plan pays by block and owner, added up once more from the tables, beside what its record says that the proof allows for."""

from tests.support.oracles.second_reading import DAY

BLOCKS = ("kit", "carriage", "sites", "flights", "harm", "people")


def paid(account):
    """Return what a plan pays in currency by (block, owner)."""
    found = {}
    for part in (people, sites, kit, moves):
        for block, owner, cost in part(account, account.book.prices):
            found[block, owner] = found.get((block, owner), 0.0) + cost
    return found


def people(account, p):
    terms = account.terms()
    yield "people", "", terms["late_person_days"] * p["person_day_late"]
    yield "people", "", terms["not_out"] * p["person_not_out"]
    yield "people", "", terms["makespan_days"] * p["makespan_day"]
    for name, row in account.sites.items():
        if row["role"] in {"base", "hub"}:
            risk = row["person_risk_per_day"] * account.person_days[name]
            yield "people", "", risk * p["casualty"]


def sites(account, p):
    for name, row in account.sites.items():
        days = account.open_days(name)
        yield "sites", name, row["standing_cost_per_day"] * days * p["money"]
        yield "sites", name, account.vacuum(name) * p["vacuum_day"]
        if row["role"] in {"base", "hub"}:
            thin = (account.book.doctrine["thin_base_factor"] - 1) * account.thin_days(row)
            yield "sites", name, row["perimeter_risk_per_day"] * (days + thin) * p["casualty"]


def kit(account, p):
    for owner, points, lost, spent in account.kit_by_owner():
        cost = points * p["capture_point"] + lost * p["value_lost"] + spent * p["money"]
        yield "kit", owner, cost
    for name, lot in account.lots.items():
        yield "kit", name, account.kit_late(lot) * p["unit_day_late"]


def moves(account, p):
    first = {}
    for stage in account.stages:
        first[stage["serial"], stage["stage"]] = stage["leg"]
        block = "flights" if stage["mode"] == "air" else "harm"
        yield block, stage["leg"], account.harm(stage) * p["casualty"]
        for flies, cost in account.running(stage):
            yield "flights" if flies else "carriage", stage["leg"], cost * p["money"]
    for serial, boards, _, kind, item, n, _, leave, arrive in account.loads:
        if kind == "vehicle":
            each = account.vehicles[account.fleets[item]["vehicle"]]
            cost = n * each["cost_per_day"] * (arrive - leave) / DAY
            yield "carriage", first[serial, boards], cost * p["money"]


def apart(account):
    """Return (block, owner, what the plan pays, what the proof allows for), the widest apart first; nothing without a proof on record."""
    allowed = {}
    for block, owner, cost in account.book.ask(
        "SELECT block, owner, SUM(cost) FROM proof GROUP BY block, owner"
    ):
        allowed[block, owner] = cost
    if not allowed:
        return []
    mine = paid(account)
    rows = [(*key, mine.get(key, 0.0), allowed.get(key, 0.0)) for key in {**mine, **allowed}]
    return sorted(rows, key=lambda r: (r[3] - r[2], BLOCKS.index(r[0]), r[1]))
