"""Sites, once more: floors, last lifts, services, room, rates of loading, closings."""

from collections import defaultdict
from itertools import pairwise

from tests.support.oracles.second_reading import DAY
from tests.support.referee.docket import EPS, HOUR, Steps, windows


def open_sites(docket):
    """Return the sites that are held or used at all: all but junctions."""
    return [row for row in docket.sites.values() if row["role"] != "junction"]


def holding_floor(docket):
    """A site is held by its floor of armed people from the start until it closes."""
    for row in docket.sites.values():
        if not row["holding_people"]:
            continue
        armed = docket.armed(row["site"])
        for at, n in armed.within(0, docket.closing(row["site"])):
            if n < row["holding_people"] - EPS:
                yield at, row["site"]


def floor_armed(docket):
    """The armour and the ammunition that a floor needs stay with it until the last-lift span."""
    span = docket.doctrine["last_lift_hours"] * HOUR
    for name, row in docket.sites.items():
        until = docket.close[name] - span if name in docket.close else docket.book.end
        for need, steps in (
            (row["floor_armour"], armour(docket, name)),
            (row["floor_ammunition_t"], kit_of(docket, name, is_ammunition, "mass_t")),
        ):
            if need and any(n < need - EPS for _, n in steps.within(0, until)):
                yield until, name


def armour(docket, site):
    """Return the armoured vehicles of fleets and the units of armour at a site over time."""
    total = kit_of(docket, site, is_armour, None)
    for fleet in docket.fleets:
        if docket.type_of(fleet)["armoured"]:
            for at, change in docket.parked(fleet, site).changes.items():
                total.add(at, change)
    for row in docket.disposals:
        ours = row["lot"] in docket.fleets and row["site"] == site
        if ours and docket.type_of(row["lot"])["armoured"]:
            total.add(row["start"], -row["quantity"])
    return total


def is_armour(lot):
    """Say whether a lot is armoured, or armour."""
    return lot["armoured"] or lot["kit_class"] == "armour"


def is_ammunition(lot):
    """Say whether a lot is ammunition."""
    return lot["kit_class"] == "ammunition"


def kit_of(docket, site, counts, field):
    """Return the units of a kind at a site over time, or what they come to; what is transferred stays."""
    total = Steps()
    for (lot, where), steps in docket.standing.items():
        row = docket.lots[lot]
        if where == site and counts(row):
            weight = row[field] if field else 1
            for at, change in steps.changes.items():
                total.add(at, change * weight)
            for done in docket.disposals:
                if (done["lot"], done["site"], done["disposition"]) == (lot, site, "transfer"):
                    total.add(done["start"], done["quantity"] * weight)
    return total


def last_lift(docket):
    """When a site closes nobody is left, and later nothing boards or alights there, turns round, lands or leaves."""
    for site, close in docket.close.items():
        if docket.everybody(site).at(close) > EPS:
            yield close, site
    for trip in docket.trips:
        for site, at, works in touched(trip):
            if works and site in docket.close and at > docket.close[site] + EPS:
                yield at, f"{site} {trip.serial}"
    for row in docket.book.tables["closures"]:
        if row["last_serials"] and not takes_the_last(docket, row):
            yield row["close"], row["site"]


def touched(trip):
    """Yield (site, moment, whether anything is done there) of every end of a stage, and where a serial turns round."""
    air = trip.mode == "air"
    for stage in trip.stages:
        boards = any(x.boards == stage.number for x in stage.aboard)
        alights = any(x.alights == stage.number for x in stage.aboard)
        yield stage.origin, stage.depart, air or boards
        yield stage.destination, stage.arrive, air or alights
    for one, other in pairwise(trip.stages):
        yield one.destination, other.depart, other.destination == one.origin


def takes_the_last(docket, row):
    """Say whether one of the last serials of a closure takes the last people, and each something shortly before them."""
    site, leaving = row["site"], defaultdict(set)
    for trip in docket.trips:
        for load in trip.loads:
            boards = trip.stage(load.boards)
            if boards.origin == site and load.role != "used":
                leaving[load.kind == "people"].add((boards.depart, trip.serial))
    named = {name.strip() for name in row["last_serials"].split(";") if name.strip()}
    rows = leaving[True] or leaving[False]
    if not rows:
        return False
    last = max(at for at, _ in rows)
    if not any(at == last and serial in named for at, serial in rows):
        return False
    least = last - docket.doctrine["last_lift_hours"] * HOUR
    return all(
        any(serial == name and at >= least - EPS for at, serial in leaving[True] | leaving[False])
        for name in named
    )


def services_stay(docket):
    """The teams that holding a site requires stay from the start until its last-lift span."""
    span = docket.doctrine["last_lift_hours"] * HOUR
    begun = {row["site"] for row in docket.parties.values() if row["count"]}
    for row in docket.book.tables["requirements"]:
        if row["activity"] != "hold":
            continue
        for site in docket.sites.values():
            everywhere = site["role"] in {"base", "hub"} and site["site"] in begun
            if row["where"] != site["site"] and not (row["where"] == "*" and everywhere):
                continue
            until = docket.book.end
            if site["site"] in docket.close:
                until = docket.close[site["site"]] - span
            for at, n in docket.teams(site["site"], row["capability"]).within(0, until):
                if n < row["amount"]:
                    yield at, site["site"]


def beds(docket):
    """Nobody comes to a site, other than an exit, that has no bed for them."""
    for site, at in docket.book.ask(
        "SELECT DISTINCT destination, arrive FROM flown WHERE kind = 'people' AND quantity > 0"
    ):
        row = docket.sites[site]
        if row["beds"] is None or row["role"] == "exit":
            continue
        if docket.everybody(site).at(at) > row["beds"] + EPS:
            yield at, site


def yard(docket):
    """No kit comes to a site, other than an exit, whose yard is full."""
    held = {}
    for site, at in docket.book.ask(
        "SELECT DISTINCT destination, arrive FROM flown WHERE kind = 'lot' AND quantity > 0"
    ):
        row = docket.sites[site]
        if row["yard_teu"] is None or row["role"] == "exit":
            continue
        if site not in held:
            held[site] = in_the_yard(docket, site)
        if held[site].at(at) > row["yard_teu"] + EPS:
            yield at, site


def in_the_yard(docket, site):
    """Return the TEU of kit at a site over time; what is disposed of takes room until that is done."""
    total = Steps()
    for (lot, where), steps in docket.standing.items():
        if where == site:
            for at, change in steps.changes.items():
                total.add(at, change * docket.lots[lot]["teu"])
    for row in docket.disposals:
        if row["site"] == site and row["lot"] in docket.lots:
            teu = row["quantity"] * docket.lots[row["lot"]]["teu"]
            total.add(row["start"], teu)
            total.add(row["done"], -teu)
    return total


def handled(docket, place, when, rate):
    """Yield where more carried kit passes a site in a window than its rate allows."""
    moved = defaultdict(list)
    for lot, row, site, at, n in docket.book.ask(
        f"SELECT item, row, {place}, {when}, quantity FROM flown WHERE kind = 'lot'"
    ):
        if docket.book.tables["loads"][row]["role"] != "driven":
            moved[site].append((at, n * docket.lots[lot]["teu"]))
    for site, rows in moved.items():
        most = docket.sites[site][rate]
        width = max(DAY, docket.sites[site]["turn_hours"] * HOUR)
        if most is None:
            continue
        for at, teu in windows(rows, width):
            if teu > most * width / DAY + EPS:
                yield at, site


def packing_rate(docket):
    """Kit leaves the site at which it stands at the start no sooner than it can be packed."""
    gone = defaultdict(Steps)
    for lot, row, site, at, n in docket.book.ask(
        "SELECT item, row, origin, leave, quantity FROM flown WHERE kind = 'lot'"
    ):
        carried = docket.book.tables["loads"][row]["role"] != "driven"
        if carried and site == docket.lots[lot]["site"]:
            gone[site].add(at, n * docket.lots[lot]["teu"])
    for site, steps in gone.items():
        rate = docket.sites[site]["pack_teu_per_day"]
        for at, teu in steps.told():
            if rate is not None and teu > rate * max(0, at) / DAY + EPS:
                yield at, site


def stops_work(docket):
    """Kit in use is taken down only once its site has stopped working, days before it closes."""
    taken = docket.book.ask("SELECT item, origin, leave FROM flown WHERE kind = 'lot'")
    for row in docket.disposals:
        stays = row["disposition"] in {"transfer", "handover", "abandon"}
        if row["lot"] in docket.lots and not stays:
            taken.append((row["lot"], row["site"], row["start"]))
    for lot, site, at in taken:
        known = docket.lots[lot]
        stops = docket.closing(site) - docket.sites[site]["packing_days"] * DAY
        if known["in_use"] and known["site"] == site and at < stops - EPS:
            yield at, lot


def loading_rate(docket):
    """Before any departure no more carried kit is loaded than the site's rate allows."""
    yield from handled(docket, "origin", "leave", "load_teu_per_day")


def unloading_rate(docket):
    """Before any arrival no more carried kit comes than the site's rate of unloading allows."""
    yield from handled(docket, "destination", "arrive", "unload_teu_per_day")


def receiving_rate(docket):
    """In a calendar day no more people alight at a site, nor vehicles come by road, than it takes."""
    came = defaultdict(float)
    for site, at, n in docket.book.ask(
        "SELECT destination, arrive, quantity FROM flown WHERE kind = 'people'"
    ):
        came["receive_people_per_day", site, docket.book.when(at).date()] += n
    for trip in docket.written:
        for stage in trip.stages if trip.mode == "road" else ():
            day = docket.book.when(stage.arrive).date()
            came["receive_vehicles_per_day", stage.destination, day] += docket.vehicles(stage)
    for (rate, site, day), n in came.items():
        most = docket.sites[site][rate]
        if most is not None and n > most + EPS:
            yield docket.book.seconds(day), site


def berths(docket):
    """No more ships and boats are alongside at a site than it has berths."""
    passing, ending = defaultdict(Steps), defaultdict(Steps)
    for trip in docket.written:
        for fleet, site, begin, end, n, at_end in calls(docket, trip):
            steps = ending[site, fleet] if at_end else passing[site]
            steps.add(begin, n)
            steps.add(end, -n)
    for site, row in docket.sites.items():
        if row["berths"] is None:
            continue
        fleets = {fleet for where, fleet in ending if where == site}
        alongside = [passing[site], *(ending[site, fleet] for fleet in fleets)]
        for at in sorted({t for steps in alongside for t in steps.times}):
            vessels = passing[site].at(at) + sum(
                min(ending[site, fleet].at(at), docket.parked(fleet, site).at(at))
                for fleet in fleets
            )
            if vessels > row["berths"] + EPS:
                yield at, site


def calls(docket, trip):
    """Yield (fleet, site, from, to, vessels, whether a serial begins or ends so) of a serial that is loaded or unloaded alongside."""
    if trip.mode not in {"sea", "river"}:
        return
    handled = [x for x in trip.loads if x.kind != "vehicle" and x.role not in {"crew", "used"}]
    for before, after in pairwise([None, *trip.stages, None]):
        site = after.origin if after else before.destination
        if not any(
            (after and x.boards == after.number) or (before and x.alights == before.number)
            for x in handled
        ):
            continue
        turn = docket.sites[site]["turn_hours"] * HOUR
        begin = before.arrive if before else after.depart - turn
        end = after.depart if after else before.arrive + turn
        for x in (before or after).aboard:
            if x.kind == "vehicle":
                yield x.item, site, begin, end, x.quantity, not (before and after)


def closing_steps(docket):
    """A site closes no sooner than its closing time after start and earliest date, its teams there."""
    span = docket.doctrine["last_lift_hours"] * HOUR
    for site, close in docket.close.items():
        row = docket.sites[site]
        closing = row["closing_hours"] * HOUR
        if close < max(0, row["close_from"] or 0) + closing - EPS:
            yield close, site
        for need in docket.required("close", site, "*"):
            teams = docket.teams(site, need["capability"])
            begin, end = close - closing, close - span
            seen = teams.within(begin, end) if begin < end else [(end, teams.at(end))]
            if any(n < need["amount"] for _, n in seen):
                yield close, site


def closing_window(docket):
    """A site closes once, in its window and within planning; some never, some must."""
    named = defaultdict(int)
    for row in docket.book.tables["closures"]:
        named[row["site"]] += 1
        site, at = docket.sites[row["site"]], row["close"]
        if (
            named[row["site"]] > 1
            or site["role"] in {"exit", "junction"}
            or site["stays_open"]
            or at > docket.book.end
            or (site["close_from"] is not None and at < site["close_from"])
            or (site["close_by"] is not None and at > site["close_by"])
        ):
            yield at, row["site"]
    for name, site in docket.sites.items():
        if site["close_by"] is not None and name not in named:
            yield site["close_by"], name


def receiver_ready(docket):
    """Days between the closing of a site and its receiver being ready are counted."""
    for row in docket.book.tables["closures"]:
        if row["vacuum_days"] < docket.account.vacuum(row["site"]) - 1e-5:
            yield row["close"], row["site"]


def closed_site_empty(docket):
    """When a site closes no unit of kit and no vehicle stands there that is not disposed of."""
    for site, close in docket.close.items():
        for (lot, where), steps in docket.standing.items():
            open_work = sum(
                r["quantity"]
                for r in docket.disposals
                if (r["lot"], r["site"]) == (lot, where) and r["start"] <= close < r["done"]
            )
            if where == site and max(0, steps.at(close)) + open_work > EPS:
                yield close, lot
        for fleet in docket.fleets:
            there = docket.parked(fleet, site).at(close)
            there -= sum(
                r["quantity"]
                for r in docket.disposals
                if (r["lot"], r["site"]) == (fleet, site) and r["done"] <= close
            )
            if there > EPS:
                yield close, fleet


RULES = (
    holding_floor,
    floor_armed,
    last_lift,
    services_stay,
    beds,
    yard,
    packing_rate,
    stops_work,
    loading_rate,
    unloading_rate,
    receiving_rate,
    berths,
    closing_steps,
    closing_window,
    receiver_ready,
    closed_site_empty,
)
