"""What is odd in a plan, found once more after ``docs/report.md``: by SQL and plain arithmetic, each with its figures."""

from itertools import pairwise

from tests.support.oracles.second_gap import saving
from tests.support.oracles.second_odd_fleets import Fleets
from tests.support.oracles.second_odd_left import Left
from tests.support.oracles.second_odd_own import own_vehicles
from tests.support.oracles.second_odd_ways import Ways
from tests.support.oracles.second_reading import DAY, HOUR

FULL, BUS, MOST_NAMED = 0.25, 10, 3


def odd(case):
    """Return what is odd; nothing in a plan that breaks rules, of which there is worse to say."""
    return [] if case.checked.violations else found_odd(case)


def found_odd(case):
    """Return what is odd, the worst first: (weight, kind, figures, reasons)."""
    serials = Serials(case)
    found = [*Left(case, serials.rates()).odd(), *own_vehicles(case), *serials.odd(), *cut(case)]
    return sorted(found, key=lambda one: (-one[0], one[1]))


def cut(case):
    """Say that the clock ended the search of just this plan; it comes to what a plan could be cheaper by at most."""
    record = case.book.record
    if record.get("ended") != "clock" or record.get("status") not in {"optimal", "feasible"}:
        return []
    told, cost = record.get("objective"), case.account.objective()
    known = record.get("mission_hash") in {None, "", case.mission.fingerprint}
    if known and told is not None and abs(told - cost) > 1e-6 * max(1, abs(cost)):
        return []
    return [(saving(case) or 0.0, "clock", {}, [])]


class Serials:
    """The serials of a plan, stage by stage."""

    def __init__(self, case):
        """Read every serial once."""
        self.case, self.account, self.lifts = case, case.account, case.lifts
        self.book, self.prices = case.book, case.book.prices
        self.rows = [self.read(*row) for row in self.lifts.serials()]
        self.ways = Ways(case, self.rows)

    def read(self, serial, mode, leave, arrive):
        """Return what a serial is, and each stage with what is aboard."""
        stages = self.lifts.stages(serial)
        aboard = {s["stage"]: s for s in self.account.stages if s["serial"] == serial}
        loads = self.book.ask(
            "SELECT kind, item, quantity, role, origin, destination, leave, arrive, board_stage, alight_stage "
            "FROM moves WHERE serial = ?",
            serial,
        )
        return {
            "serial": serial,
            "mode": mode,
            "leave": leave,
            "arrive": arrive,
            "way": [stages[0][2], *(stage[3] for stage in stages)],
            "stages": [(*stage, aboard[stage[0]]["aboard"], aboard[stage[0]]) for stage in stages],
            "loads": loads,
            "empty": self.lifts.empty(serial),
            "riders": self.lifts.passengers(serial),
            "units": self.lifts.units(serial),
            "brings": any(x[0] == "supply" and x[3] != "used" for x in loads),
            "vehicles": max(stage[7] for stage in stages),
        }

    def cost(self, row):
        """Return what a serial costs: by km and block hour, by day, and the harm on its way."""
        spent = harm = 0.0
        for *_, stage in row["stages"]:
            harm += self.account.harm(stage)
            spent += sum(cost for _, cost in self.account.running(stage))
        for kind, item, n, _, _, _, leave, arrive, *_ in row["loads"]:
            if kind == "vehicle":
                spent += n * self.kind(item)["cost_per_day"] * (arrive - leave) / DAY
        return spent * self.prices["money"] + harm * self.prices["casualty"]

    def kind(self, fleet):
        """Return the row of the type of a fleet."""
        if fleet in self.account.fleets:
            return self.account.vehicles[self.account.fleets[fleet]["vehicle"]]
        return self.account.aircraft[self.account.air[fleet]["aircraft"]]

    def carries(self, item):
        """Say whether vehicles of a fleet neither guard nor do a task."""
        kind = self.kind(item)
        return not kind["armoured"] and not kind["capabilities"]

    def rates(self):
        """Return by mode what a km of a vehicle costs that carries freight, or is driven as freight."""
        found = {}
        for row in self.rows:
            if row["mode"] == "air":
                continue
            cost, km = found.get(row["mode"], (0.0, 0.0))
            for _, leg, *_, aboard, _ in row["stages"]:
                km += self.account.legs[leg]["km"] * sum(
                    n
                    for kind, item, n, role in aboard
                    if (kind == "lot" and role == "driven")
                    or (
                        kind == "vehicle"
                        and self.carries(item)
                        and (self.kind(item)["teu"] or self.kind(item)["payload_t"])
                    )
                )
            found[row["mode"]] = (cost + self.cost(row), km)
        return {mode: cost / km for mode, (cost, km) in found.items() if km}

    # What is odd in serials

    def odd(self):
        """Return a line for each kind of which there is a serial."""
        surface = [row for row in self.rows if row["mode"] != "air"]
        rounds = [row for row in surface if row["way"][0] == row["way"][-1]]
        flights = [row for row in self.rows if row["mode"] == "air"]
        fleets = Fleets(self.case, self)
        found = {
            "handful": map(self.handful, rounds),
            "empty_buses": map(self.empty_buses, rounds),
            "empty": map(self.nothing, rounds),
            "thin": map(self.thin, rounds),
            "thin_flights": map(self.thin, flights),
            "dear": map(self.dear, rounds),
            "dear_flights": map(self.dear, flights),
            "away": map(self.away, self.rows),
            "past_hub": map(self.past_hub, self.rows),
            "twins": self.twins(surface),
            "twin_flights": self.twin_flights(flights),
            "afar": fleets.afar(rounds, there=False),
            "afar_for_there": fleets.afar(rounds, there=True),
            "shuttle": fleets.shuttles(rounds),
        }
        for kind, judged in found.items():
            cases = sorted((one for one in judged if one), key=lambda one: (-one[0], one[1]))
            if cases:
                names = [one[1] for one in cases]
                figures = {"n": len(names), "serials": names[:MOST_NAMED], "worst": names[0]}
                yield sum(one[0] for one in cases), kind, {**figures, **cases[0][2]}, []

    def driving_out(self, row):
        """Return the crew who do not come back to where the round trip began."""
        ends = (row["way"][0], row["way"][-1])
        return sum(
            x[2] for x in row["loads"] if x[0] == "people" and x[3] == "crew" and x[4:6] != ends
        )

    def handful(self, row):
        """Judge a convoy for people alone, of whom there are fewer than drive and escort it."""
        out = row["riders"] + self.driving_out(row)
        crew = max(stage[8] for stage in row["stages"]) - out
        if row["riders"] and not row["units"] and not row["brings"] and out < crew:
            return self.cost(row), row["serial"], {"people": round(out), "crew": round(crew)}
        return None

    def empty_buses(self, row):
        """Judge a convoy with something aboard and no passenger at any stage, and buses along."""
        most = 0
        for *_, aboard, _ in row["stages"]:
            riders = sum(n for kind, _, n, role in aboard if kind == "people" and role != "crew")
            crew = sum(n for kind, _, n, role in aboard if kind == "people" and role == "crew")
            places = sum(
                n
                * (
                    self.kind(item)["crew"]
                    if kind == "vehicle"
                    else self.account.lots[item]["crew"]
                )
                for kind, item, n, role in aboard
                if (kind == "vehicle" and self.account.fleets[item]["crew_party"])
                or (kind == "lot" and role == "driven")
            )
            if riders or crew > places:
                return None
            buses = sum(
                n
                for kind, item, n, _ in aboard
                if kind == "vehicle"
                and self.carries(item)
                and self.kind(item)["seats"] >= BUS
                and not self.kind(item)["teu"]
            )
            most = max(most, buses)
        if row["empty"] or not most:
            return None
        return self.cost(row) * most / row["vehicles"], row["serial"], {"buses": round(most)}

    def nothing(self, row):
        """Judge a round trip that takes nobody and nothing."""
        if row["empty"] and not self.driving_out(row):
            return self.cost(row), row["serial"], {}
        return None

    def thin(self, row):
        """Judge a serial by its fullest stage; what drives itself needs no room."""
        driven = any(x[0] == "lot" and x[3] == "driven" for x in row["loads"])
        if row["empty"] or driven:
            return None
        fullest = max(self.filled(stage) for stage in row["stages"])
        if fullest >= FULL:
            return None
        return self.cost(row) * (1 - fullest), row["serial"], {"share": round(100 * fullest)}

    def filled(self, stage):
        """Return the greatest of the shares that are taken of mass, room and seats."""
        loads, room = self.taken(stage), self.room(stage)
        return max((loads[of] / most for of, most in room.items() if most), default=1.0)

    @staticmethod
    def taken(stage):
        """Return the tonnes, the TEU and the passengers of a stage."""
        *_, teu, tonnes, aboard, _ = stage
        riders = sum(n for kind, _, n, role in aboard if kind == "people" and role != "crew")
        return {"payload_t": tonnes, "teu": teu, "seats": riders}

    def room(self, stage):
        """Return what there is room for on a stage, guards and vehicles for a task apart."""
        sorties, aboard = stage[6], stage[11]
        wheels = [(self.kind(i), n) for kind, i, n, _ in aboard if kind == "vehicle"]
        carriers = [(k, n) for k, n in wheels if not k["armoured"] and not k["capabilities"]]
        crafts = [(self.kind(i), sorties) for kind, i, _, _ in aboard if kind == "aircraft"]
        room = {}
        for of in ("payload_t", "teu", "seats"):
            most = sum(k[of] * n for k, n in carriers or wheels)
            if of == "seats" and not most:
                most = sum(k[of] * n for k, n in wheels)
            room[of] = most + sum(k[of] * n for k, n in crafts)
        return room

    def twin_flights(self, flights):
        """Judge flights with the same types that follow another of their way within two days, where one of both could take all."""
        along = {}
        for row in flights:
            if not row["empty"]:
                types = tuple(sorted(self.lifts.kinds(row["serial"])))
                along.setdefault((tuple(row["way"]), types), []).append(row)
        for rows in along.values():
            for first, second in pairwise(rows):
                if second["leave"] - first["leave"] > 48 * HOUR:
                    continue
                full = min(self.both(first, second), self.both(second, first))
                if full <= 1:
                    figures = {"other": first["serial"], "share": round(100 * full)}
                    cost = min(self.cost(first), self.cost(second))
                    yield cost, second["serial"], figures

    def both(self, row, other):
        """Return how full a flight would be with the load of another besides."""
        full = 0.0
        for stage, along in zip(row["stages"], other["stages"], strict=True):
            mine, theirs, room = self.taken(stage), self.taken(along), self.room(stage)
            for of, most in room.items():
                load = mine[of] + theirs[of]
                if load:
                    full = max(full, load / most if most else float("inf"))
        return full

    def dear(self, row):
        """Judge a serial for kit alone by what losing all of it would cost."""
        lots = [(self.account.lots[x[1]], x[2]) for x in row["loads"] if x[0] == "lot"]
        waited_for = any(lot["due_by"] is not None for lot, _ in lots)
        if row["empty"] or row["brings"] or waited_for or row["riders"] or self.driving_out(row):
            return None
        cost, worth = self.cost(row), sum(n * self.most_worth(lot) for lot, n in lots)
        if cost <= worth:
            return None
        return cost - worth, row["serial"], {"cost": cost, "worth": worth}

    def most_worth(self, lot):
        """Return what shipping a unit recovers, what destroying it would cost and the harm it could do."""
        ship, destroy = (self.account.ruling(lot, way) for way in ("ship", "destroy"))
        share, fee = (ship["recovery_share"], ship["cost_per_unit"]) if ship else (1.0, 0.0)
        worth = lot["value"] * share * self.prices["value_lost"] - fee * self.prices["money"]
        worth += (destroy["cost_per_unit"] if destroy else 0.0) * self.prices["money"]
        return worth + lot["harm_if_captured"] * self.prices["capture_point"]

    def away(self, row):
        """Judge a serial that takes something away from the way out, and for nothing."""
        found = self.ways.away(row)
        if found is None:
            return None
        further, figures = found
        ridden = sum(self.account.legs[stage[1]]["km"] for stage in row["stages"])
        part = min(1.0, further / ridden) if ridden else 0.0
        return self.cost(row) * part, row["serial"], figures

    def past_hub(self, row):
        """Judge a serial that passes a hub nearer to the way out than where it lets off."""
        figures = self.ways.past_hub(row)
        return None if figures is None else (self.cost(row), row["serial"], figures)

    def twins(self, surface):
        """Judge convoys by road that leave on the way of another within a day, small enough to be one."""
        most, along = self.book.doctrine["convoy_max"], {}
        for row in surface:
            if row["mode"] == "road" and not row["empty"]:
                along.setdefault(tuple(row["way"]), []).append(row)
        for rows in along.values():
            for first, second in pairwise(rows):
                both = first["vehicles"] + second["vehicles"]
                near = second["leave"] - first["leave"] <= 24 * HOUR
                under_way = second["leave"] < first["arrive"]
                small = max(first["vehicles"], second["vehicles"]) <= most / 2
                if near and under_way and small and both <= most:
                    figures = {
                        "other": first["serial"],
                        "together": round(both),
                        "most": round(most),
                    }
                    yield self.cost(second) / 2, second["serial"], figures
