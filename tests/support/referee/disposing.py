"""Kit and supplies, once more: what may become of kit, who moves how, what runs out."""

from collections import defaultdict
from itertools import pairwise

from tests.support.oracles.second_reading import DAY
from tests.support.oracles.second_stocks import follow
from tests.support.oracles.second_why import GROUPS, NEVER_GIVEN
from tests.support.referee.docket import EPS, HOUR

GIVING = {"sell", "gift", "handover"}
ASKS = GIVING | {"destroy"}


def lawful_disposition(docket):
    """Kit is disposed of only as its class, owner and lot allow."""
    for row in docket.disposals:
        if not allowed(docket, row):
            yield row["start"], row["lot"]
    for lot, site, at in docket.book.ask(
        "SELECT f.item, s.site, f.arrive FROM flown f JOIN sites s ON s.site = f.destination AND s.role = 'exit' WHERE f.kind = 'lot'"
    ):
        row = docket.lots[lot]
        if not may_ship(docket, row) or row["destination"] not in {"", site}:
            yield at, f"{lot} {site}"


def named(lot):
    """Return the dispositions that a lot may have; none: all."""
    return {way.strip() for way in lot["allowed"].split(";") if way.strip()}


def may_ship(docket, lot):
    """Say whether a lot may be shipped: where no row says otherwise."""
    row, ways = docket.rulings(lot, "ship"), named(lot)
    return (row is None or row["lawful"]) and (not ways or "ship" in ways)


def allowed(docket, disposal):
    """Say whether something may be disposed of so, there and then."""
    name, way, site = disposal["lot"], disposal["disposition"], docket.sites[disposal["site"]]
    if way == "abandon":
        return True
    if name in docket.fleets or way == "ship":
        return False
    lot = docket.lots[name]
    row, ways = docket.rulings(lot, way), named(lot)
    if row is None or not row["lawful"] or (ways and way not in ways):
        return False
    if way in GIVING and lot["kit_class"] in NEVER_GIVEN:
        return False
    group = lot["disposal_group"]
    if lot["owner"] == "mission" and group in GROUPS and way not in GROUPS[group]:
        return False
    if way == "transfer":
        return bool(site["stays_open"]) and somebody_keeps(docket, lot, site["site"])
    if way in GIVING:
        ready = site["receiver_ready"]
        return bool(site["receiver"]) and (ready is None or disposal["done"] >= ready - EPS)
    return True


def somebody_keeps(docket, lot, site):
    """Say whether people at home at a site at the end may keep a lot: of its provider, where it is a contingent's."""
    homes = {p for (p,) in docket.book.ask("SELECT party FROM homes WHERE site = ?", site)}
    return any(
        docket.presence[party, site].at(docket.book.end) > EPS
        and (lot["owner"] != "contingent" or docket.parties[party]["provider"] == lot["provider"])
        for party in homes & set(docket.at_site.get(site, []))
    )


def owner_consent(docket):
    """Contingent-owned kit is sold, given, handed over or destroyed only if its owner consents."""
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        asks = lot and lot["owner"] == "contingent" and not lot["consent"]
        if asks and row["disposition"] in ASKS:
            yield row["start"], row["lot"]


def disposal_rate(docket):
    """At a site no more a day is disposed of under one row than its rate."""
    working = {}
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        rule = docket.rulings(lot, row["disposition"]) if lot else None
        # What is shorter than its lead breaks that rule alone.
        if rule and row["done"] - row["start"] >= rule["lead_hours"] * HOUR - EPS:
            rows = working.setdefault((row["site"], id(rule)), (rule, []))[1]
            rows.append(worked(row, lot, rule))
    for (site, _), (rule, spans) in working.items():
        moments = {t for begin, end, *_ in spans for t in (begin, end)}
        per_team = rule["rate_t_per_team_day"]
        if per_team and rule["capability"]:
            moments |= set(docket.teams(site, rule["capability"]).times)
        for at in sorted(moments):
            units, tonnes = (
                sum(s[i] for s in spans if s[0] <= at < s[1] or s[0] == at == s[1]) for i in (2, 3)
            )
            most = rule["rate_per_day"]
            teams = docket.teams(site, rule["capability"]).at(at) if rule["capability"] else 1
            if most and units > most * 1.0001:
                yield at, site
            if per_team and tonnes > per_team * teams * 1.0001:
                yield at, site


def worked(row, lot, rule):
    """Return (from, to, units a day, tonnes a day) of a disposal after its lead time."""
    begin = row["start"] + rule["lead_hours"] * HOUR
    days = (row["done"] - begin) / DAY
    rate = row["quantity"] / days if days > 0 else float("inf")
    return begin, max(row["done"], begin), rate, rate * lot["mass_t"]


def disposal_capability(docket):
    """From the start to the end of a disposal the teams that it needs are at the site."""
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        if not lot:
            continue
        needs, rule = [], docket.rulings(lot, row["disposition"])
        if rule and rule["capability"]:
            needs.append((rule["capability"], 1))
        if row["disposition"] == "destroy":
            places = lot["kit_class"], row["site"], "*"
            needs += [(r["capability"], r["amount"]) for r in docket.required("destroy", *places)]
        for capability, amount in needs:
            teams = docket.teams(row["site"], capability)
            seen = teams.within(row["start"], row["done"]) or [
                (row["start"], teams.at(row["start"]))
            ]
            if any(n < amount for _, n in seen):
                yield row["start"], row["lot"]


def lead_time(docket):
    """A disposal takes at least the lead time of its kind; none is done before it begins."""
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        rule = docket.rulings(lot, row["disposition"]) if lot else None
        least = rule["lead_hours"] * HOUR if rule else 0
        if row["done"] - row["start"] < least - EPS:
            yield row["start"], row["lot"]


def from_their_sites(docket):
    """Yield (lot's row, load's row, moment, units) whenever units board at the site at which their lot began."""
    for row, lot, site, at, n in docket.book.ask(
        "SELECT row, item, origin, leave, quantity FROM flown WHERE kind = 'lot' AND quantity > 0 ORDER BY leave"
    ):
        if docket.lots[lot]["site"] == site:
            yield docket.lots[lot], docket.book.tables["loads"][row], at, n


def packing_rate(docket):
    """Kit leaves the site at which it stands at the start no sooner than it can be packed."""
    left = defaultdict(lambda: defaultdict(float))
    for lot, load, at, n in from_their_sites(docket):
        if load["role"] != "driven":
            left[lot["site"]][at] += n * lot["teu"]
    for site, moments in left.items():
        most, gone = docket.sites[site]["pack_teu_per_day"], 0.0
        for at in sorted(moments) if most is not None else ():
            gone += moments[at]
            if gone > most * max(0, at) / DAY + EPS:
                yield at, site


def stops_work(docket):
    """Kit in use is taken down only once its site has stopped working, days before it closes."""

    def works_until(site):
        return docket.closing(site) - docket.sites[site]["packing_days"] * DAY

    for lot, _, at, _ in from_their_sites(docket):
        if lot["in_use"] and at < works_until(lot["site"]) - EPS:
            yield at, lot["lot"]
    for row in docket.disposals:
        lot = docket.lots.get(row["lot"])
        if not lot or not lot["in_use"] or lot["site"] != row["site"]:
            continue
        takes_down = row["disposition"] in {"sell", "gift", "destroy"}
        if takes_down and row["start"] < works_until(row["site"]) - EPS:
            yield row["start"], row["lot"]


def provider_conditions(docket):
    """A party moves as its provider allows: by road or not, in its dates, not all of it before its kit."""
    for trip in docket.trips:
        for load in trip.loads if trip.mode in {"road", "river", "rail"} else ():
            if load.kind == "people" and not docket.parties[load.item]["by_road"]:
                yield trip.stage(load.boards).depart, load.item
    for name, row in docket.parties.items():
        here = docket.presence[name, row["site"]]
        leaves = docket.book.ask(
            "SELECT leave FROM flown WHERE kind = 'people' AND item = ? AND origin = ? AND quantity > 0",
            name,
            row["site"],
        )
        if row["leave_from"] is not None and any(at < row["leave_from"] for (at,) in leaves):
            yield row["leave_from"], name
        if row["leave_by"] is not None:
            late = here.within(row["leave_by"], float("inf"))
            if any(n > EPS for _, n in late):
                yield row["leave_by"], name
        if row["with_kit"]:
            yield from ((at, name) for at in before_its_kit(docket, row, here))


def before_its_kit(docket, party, here):
    """Yield when nobody of a party is left with kit of its provider that began at its site."""
    site, kit = party["site"], []
    for name, lot in docket.lots.items():
        if (lot["site"], lot["provider"]) == (site, party["provider"]):
            kit.append(docket.standing[name, site])
    moments = {0, *here.times, *(t for steps in kit for t in steps.times)}
    for at in sorted(t for t in moments if t >= 0):
        if here.at(at) <= EPS and any(steps.at(at) > EPS for steps in kit):
            yield at


def shortages(docket, row, **how):
    """Return the spans in which a stock is below nothing while its site is open."""
    corners, until = follow(docket.book, row, whole=True, **how)
    # A site that is said to close before the start is never open.
    if until < 0:
        return []
    found, since = [], None
    for (before, high), (at, low) in pairwise([(0, 0.0), *corners]):
        if low < -EPS and since is None:
            falls = before if high == low else before + (at - before) * high / (high - low)
            since = max(before, falls)
        elif low >= -EPS and since is not None:
            rises = at if high == low else before + (at - before) * high / (high - low)
            found.append((since, min(at, rises)))
            since = None
    return [*found, (since, until)] if since is not None else found


def lacking(docket):
    """Yield (moment, stock, whether it lacks even with imports permitted throughout) of every shortage.

    Stocks that can run out are those of all sites but exits.
    """
    for row in [*docket.book.tables["supplies"], *dry(docket)]:
        gaps = []
        if docket.sites[row["site"]]["role"] != "exit":
            gaps = shortages(docket, row)
        free = shortages(docket, row, permitted=True) if gaps else []
        for begin, end in gaps:
            anyway = any(begin < b and a < end for a, b in free)
            yield begin, f"{row['supply']} {row['site']}", anyway


def dry(docket):
    """Return stocks of no fuel for sites at which nobody keeps any, where a mission counts it at all."""
    rows = [row for row in docket.book.tables["supplies"] if row["supply"] == "fuel"]
    if not rows:
        return []
    kept = {row["site"] for row in rows}
    kept |= {row["site"] for row in [*docket.fleets.values(), *docket.air.values()]}
    kept |= {row["site"] for row in docket.lots.values() if row["self_driving"]}
    none = dict.fromkeys(rows[0], 0) | {"supply": "fuel", "capacity": None}
    return [none | {"site": site} for site in docket.sites if site not in kept]


def stocks(docket):
    """No stock of a supply that is tracked at a site falls below nothing while the site is open."""
    yield from ((at, stock) for at, stock, anyway in lacking(docket) if anyway)


def imports_permitted(docket):
    """Nobody counts on imports that are not permitted."""
    yield from ((at, stock) for at, stock, anyway in lacking(docket) if not anyway)


RULES = (
    lawful_disposition,
    owner_consent,
    disposal_rate,
    disposal_capability,
    lead_time,
    packing_rate,
    stops_work,
    provider_conditions,
    stocks,
    imports_permitted,
)
