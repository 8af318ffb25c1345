"""What serials carry, once more: loads in single vehicles, crews, escorts, what they use on the way."""

from collections import defaultdict
from itertools import pairwise, zip_longest
from math import ceil

from tests.support.referee.docket import EPS, Steps, capabilities, hours
from tests.support.referee.moving import seats
from tests.support.referee.stowing import Carrier, Unit, fits


def capacity(docket):
    """What is carried fits: mass, containers, seats, each unit in one piece in one carrier.

    A flight counts all of its sorties.
    """
    for trip in docket.written:
        for stage in trip.stages:
            held = holds(docket, trip, stage)
            if trip.mode == "air":
                places = sum(
                    stage.sorties * docket.aircraft_of(x.item)["seats"]
                    for x in stage.aboard
                    if x.kind == "aircraft"
                )
            else:
                places = seats(docket, stage)
            if docket.riding(stage) > places + EPS:
                yield stage.depart, f"{stage.serial} seats"
            loose = divisible(docket, trip, stage) + on_trucks(docket, trip, stage)
            mass = sum(
                x.quantity * docket.lots[x.item]["mass_t"] for x in stage.aboard if is_carried(x)
            )
            if mass + loose > sum(c.payload * n for c, n in held) + EPS:
                yield stage.depart, f"{stage.serial} mass"
            if not fits(units(docket, stage), held):
                yield stage.depart, f"{stage.serial} units"


def is_carried(load):
    """Say whether a load is kit that is carried."""
    return load.kind == "lot" and load.role != "driven"


def units(docket, stage):
    """Return the units of kit carried on a stage, by kind of unit."""
    found = defaultdict(int)
    for x in stage.aboard:
        if is_carried(x):
            lot = docket.lots[x.item]
            found[Unit(lot["mass_t"], lot["teu"], bool(lot["outsize"]))] += x.quantity
    return tuple(sorted(found.items()))


def holds(docket, trip, stage):
    """Return the carriers of a stage, by kind: vehicles, or the holds of all sorties."""
    found = defaultdict(int)
    for x in stage.aboard:
        if x.kind == "vehicle":
            kind = docket.type_of(x.item)
            carrier = Carrier(kind["payload_t"], kind["teu"], bool(kind["outsize"]))
            found[carrier] += x.quantity
        elif x.kind == "aircraft" and trip.mode == "air":
            kind = docket.aircraft_of(x.item)
            carrier = Carrier(kind["payload_t"], kind["teu"], kind["teu"] > 0)
            found[carrier] += stage.sorties
    return tuple(sorted(found.items()))


def divisible(docket, trip, stage):
    """Return the mass of what may be divided: delivered supplies, and by air passengers."""
    mass = 0.0
    if trip.mode == "air":
        mass += docket.riding(stage) * docket.doctrine["passenger_t"]
    rows = {(r["supply"], r["site"]): r["kg_per_unit"] for r in docket.book.tables["supplies"]}
    for x in stage.aboard:
        if x.kind == "supply" and x.role != "used":
            ends = trip.stage(x.boards).origin, trip.stage(x.alights).destination
            kg = next((rows[x.item, site] for site in ends if (x.item, site) in rows), 1.0)
            mass += x.quantity * kg / 1000
    return mass


def crews(docket):
    """Every vehicle that a party crews has its crew of that party aboard, every driven unit a crew besides."""
    for trip in docket.written:
        for stage in trip.stages:
            places, driving, _ = docket.crews(stage)
            aboard = defaultdict(float)
            for x in stage.aboard:
                if x.kind == "people" and x.role == "crew":
                    aboard[x.item] += x.quantity
            short = any(aboard[party] < n - EPS for party, n in places.items())
            if short or sum(aboard.values()) < sum(places.values()) + driving - EPS:
                yield stage.depart, stage.serial


def qualified_crews(docket):
    """Vehicles that ask for a qualification are crewed by people of their party who have it."""
    out = defaultdict(Steps)
    for trip in docket.trips:
        for x in trip.loads:
            if x.kind != "vehicle":
                continue
            kind, party = docket.type_of(x.item), docket.fleets[x.item]["crew_party"]
            stages = [s for s in trip.stages if x.boards <= s.number <= x.alights]
            if kind["crew_qualification"] and party and stages:
                steps = out[party, kind["crew_qualification"]]
                steps.add(stages[0].depart, x.quantity * kind["crew"])
                steps.add(stages[-1].arrive, -x.quantity * kind["crew"])
    for (party, name), steps in out.items():
        most = capabilities(docket.parties[party]["qualified"]).get(name, 0)
        for at, n in steps.told():
            if n > most + EPS:
                yield at, party


def capability_along(docket):
    """A serial on a leg under threat has along what convoys require there."""
    for trip in docket.trips:
        for stage in trip.stages:
            where = (
                (stage.leg["leg"], "air")
                if trip.mode == "air"
                else (stage.leg["leg"], trip.mode, "*")
            )
            for row in docket.required("convoy", *where):
                if row["threat_from"] > docket.strikes(stage):
                    continue
                need, name = row["amount"], row["capability"]
                if row["per_vehicles"]:
                    need = max(need, ceil(bare(docket, stage) / row["per_vehicles"] - EPS))
                if teams(docket, trip, stage, name) < need - EPS:
                    yield stage.depart, f"{stage.serial} {row['requirement']}"


def bare(docket, stage):
    """Return the vehicles of a stage that bring no capability, units that drive among them."""
    return sum(
        x.quantity
        for x in stage.aboard
        if (x.kind == "vehicle" and not capabilities(docket.type_of(x.item)["capabilities"]))
        or (x.kind == "lot" and x.role == "driven")
    )


def teams(docket, trip, stage, name):
    """Return the teams of a capability on a stage: of vehicles, and but for roads of people who do not man these."""
    found, people = 0, defaultdict(float)
    for x in stage.aboard:
        if x.kind == "people":
            people[x.item] += x.quantity
    for x in stage.aboard:
        if x.kind == "vehicle":
            kind = docket.type_of(x.item)
            brings = capabilities(kind["capabilities"]).get(name, 0)
            found += x.quantity * brings
            if brings and docket.fleets[x.item]["crew_party"]:
                people[docket.fleets[x.item]["crew_party"]] -= x.quantity * kind["crew"]
    if trip.mode == "road":
        return found
    return found + sum(docket.brings(party, n, name, stage.depart) for party, n in people.items())


def supplies_carried(docket):
    """A serial takes the fuel it burns, water and rations from its first site, or from sites on its way that keep them."""
    tracked = {(r["supply"], r["site"]) for r in docket.book.tables["supplies"]}
    # Every leg burns fuel, wherever any is counted at all.
    if any(supply == "fuel" for supply, _ in tracked):
        tracked |= {("fuel", site) for site in docket.sites}
    for trip in docket.written:
        for supply in USES:
            used, taken = uses(docket, trip, supply), takes(docket, trip, supply)
            if (supply, trip.stages[0].origin) not in tracked:
                continue
            for begun, until in lives_on(taken, len(trip.stages)):
                took = sum(n for place, n in taken.items() if place <= begun)
                need = sum(used[:until])
                if took < need * (1 - 1e-9) - 1e-3:
                    yield trip.stages[begun].depart, f"{trip.serial} {supply}"


USES = ("fuel", "water", "rations")


def takes(docket, trip, supply):
    """Return what a serial takes for itself by the place of the stage: the first, and those from where the supply is kept."""
    kept = {r["site"] for r in docket.book.tables["supplies"] if r["supply"] == supply}
    found = {0: 0.0}
    for row in docket.loads_of.get(trip.serial, []):
        if (row["kind"], row["item"], row["role"]) != ("supply", supply, "used"):
            continue
        for place, stage in enumerate(trip.stages):
            keeps = stage.origin in kept or docket.sites[stage.origin]["role"] == "exit"
            if stage.number == row["board_stage"] and (place == 0 or keeps):
                found[place] = found.get(place, 0.0) + row["quantity"]
    return found


def lives_on(taken, stages):
    """Return (place at which something is taken on, place up to which a serial lives on it)."""
    places = [*sorted(taken), stages]
    return list(pairwise(places))


def uses(docket, trip, supply):
    """Return what a serial uses of a supply on each stage and while it stands after it."""
    if supply == "fuel":
        return [burns(docket, stage) for stage in trip.stages]
    if trip.mode == "air":
        return [0.0] * len(trip.stages)
    rate, found = docket.doctrine[f"convoy_{supply}_per_person_day"], []
    for stage, then in zip_longest(trip.stages, trip.stages[1:]):
        _, _, hired = docket.crews(stage)
        lasts = docket.long(stage) + (hours(then.depart - stage.arrive) if then else 0)
        found.append(rate * (docket.people(stage) + hired) * lasts / 24)
    return found


def burns(docket, stage):
    """Return the litres that a stage burns."""
    fuel = 0.0
    for x in stage.aboard:
        if x.kind == "aircraft":
            each = docket.aircraft_of(x.item)["fuel_l_per_hour"]
            fuel += stage.sorties * docket.moves(stage) * each
        else:
            fuel += x.quantity * per_km(docket, x)[0] * stage.leg["km"]
    return fuel


def per_km(docket, load):
    """Return the litres that one of a load burns in a km, and the km for which its tanks are filled."""
    if load.kind == "vehicle":
        kind = docket.type_of(load.item)
        return kind["fuel_l_per_km"], kind["tank_km"]
    if load.role == "driven" and docket.lots[load.item]["self_driving"]:
        return docket.lots[load.item]["fuel_l_per_km"], docket.doctrine["driven_tank_km"]
    return 0.0, 0.0


def on_trucks(docket, trip, stage):
    """Return the tonnes that a serial carries for itself on the trucks of a stage: what driven units do not take."""
    if trip.mode == "air":
        return 0.0
    place, tonnes = trip.stages.index(stage), 0.0
    kg = {(r["supply"], r["site"]): r["kg_per_unit"] for r in docket.book.tables["supplies"]}
    for supply in USES:
        used, taken = uses(docket, trip, supply), takes(docket, trip, supply)
        begun, until = next(s for s in lives_on(taken, len(trip.stages)) if s[0] <= place < s[1])
        left = sum(used[place:until])
        if supply == "fuel":
            tanks = (
                x.quantity * litres * km for x in stage.aboard for litres, km in [per_km(docket, x)]
            )
            left = max(0.0, left - sum(tanks))
        ends = trip.stages[begun].origin, trip.stages[-1].destination
        each = next((kg[supply, site] for site in ends if (supply, site) in kg), 1.0)
        tonnes += left * each / 1000
    driven = sum(x.quantity for x in stage.aboard if x.role == "driven")
    return max(0.0, tonnes - driven * docket.doctrine["driven_payload_t"])


RULES = (capacity, crews, qualified_crews, capability_along, supplies_carried)
