"""Convoys from afar, and a few people at a time, while others stand idle: found once more in SQL."""

from math import floor

from tests.support.oracles.second_odd_left import standing
from tests.support.oracles.second_reading import DAY, held
from tests.support.oracles.second_words import count

FEW_KM, FEW_SHARE, TRIPS, SEATS = 5.0, 0.1, 3, 10


class Fleets:
    """Fleets beside the serials of a plan."""

    def __init__(self, case, serials):
        """Keep both."""
        self.case, self.serials = case, serials
        self.book, self.why, self.account = case.book, case.why, case.account
        self.far = {}

    def idle(self, fleet, site, begin, end):
        """Return how many usable vehicles of a fleet stand at a site all the time between two moments."""
        if fleet["available_to"] is not None and fleet["available_to"] < end:
            return 0
        levels = standing(self.book, fleet, site)
        least = min([held(levels, begin), *(n for at, n in levels if begin < at < end)])
        out = fleet["count"] - floor(fleet["count"] * (1 - fleet["out_of_service_share"]) + 1e-9)
        return max(0, int(least) - out)

    def km_to(self, goal, mode):
        """Return the km to a place from every other, by a mode, on legs that cargo ever has leave for."""
        if (goal, mode) not in self.far:
            km = {
                site: self.why.way_out(site, {goal}, {mode}, ("cargo", ""), permitted=True)[0]
                for site in self.account.sites
            }
            self.far[goal, mode] = {site: far for site, far in km.items() if far is not None}
        return self.far[goal, mode]

    def types(self, row):
        """Return the most vehicles of each type on a stage."""
        most = {}
        for *_, aboard, _ in row["stages"]:
            here = {}
            for kind, item, n, _ in aboard:
                if kind == "vehicle":
                    name = self.account.fleets[item]["vehicle"]
                    here[name] = here.get(name, 0) + n
            most |= {name: max(n, most.get(name, 0)) for name, n in here.items()}
        return most

    def ready(self, row, site):
        """Say whether as many vehicles of each type stand at a place from a convoy's leaving to its return."""
        if site == row["way"][0] or self.account.sites[site]["role"] == "junction":
            return False
        return all(
            sum(
                self.idle(fleet, site, row["leave"], row["arrive"])
                for fleet in self.book.tables["fleets"]
                if fleet["vehicle"] == name
            )
            >= n
            for name, n in self.types(row).items()
        )

    def afar(self, rounds, *, there):
        """Yield round trips to a place which, or a nearer one to which, as many vehicles stand at."""
        for row in rounds:
            loads = [
                x[8]
                for x in row["loads"]
                if x[0] in {"people", "lot", "supply"} and x[3] not in {"crew", "used"}
            ]
            before = [s for s in row["stages"] if s[0] < min(loads, default=1)]
            km = sum(self.account.legs[s[1]]["km"] for s in before)
            if not km:
                continue
            pickup = before[-1][3]
            to_go = self.km_to(pickup, row["mode"])
            near = sorted(
                (far, site)
                for site, far in to_go.items()
                if km - far > max(FEW_KM, FEW_SHARE * km) and self.ready(row, site)
            )
            if not near or (near[0][1] == pickup) != there:
                continue
            whole = sum(self.account.legs[s[1]]["km"] for s in row["stages"])
            part = min(1.0, 2 * (km - near[0][0]) / whole)
            figures = {"pickup": pickup, "km": round(km), "site": near[0][1]}
            yield (
                self.serials.cost(row) * part,
                row["serial"],
                {**figures, "before": round(near[0][0])},
            )

    def shuttles(self, rounds):
        """Yield all but the first of three and more trips of the same fleets for people alone, each within a day of the last one's return, beside buses for all of them."""
        alike = {}
        for row in rounds:
            if row["riders"] and not row["units"]:
                fleets = sorted({x[1] for x in row["loads"] if x[0] == "vehicle"})
                alike.setdefault((*row["way"], "|", *fleets), []).append(row)
        for rows in alike.values():
            trips = [[rows[0]]]
            for row in rows[1:]:
                if row["leave"] - trips[-1][-1]["arrive"] <= DAY:
                    trips[-1].append(row)
                else:
                    trips.append([row])
            for chain in trips:
                beside = self.beside(chain) if len(chain) >= TRIPS else None
                if beside:
                    for row in chain[1:]:
                        yield self.serials.cost(row), row["serial"], beside

    def beside(self, chain):
        """Return the buses that stand at a stop of a chain of trips with seats for all; or nothing."""
        people = sum(row["riders"] for row in chain)
        end = max(row["arrive"] for row in chain)
        for site in dict.fromkeys(chain[0]["way"]):
            for fleet in self.book.tables["fleets"]:
                kind = self.account.vehicles[fleet["vehicle"]]
                guards = kind["armoured"] or kind["capabilities"]
                if guards or kind["seats"] < SEATS or kind["mode"] != chain[0]["mode"]:
                    continue
                n = self.idle(fleet, site, chain[0]["leave"], end)
                if n * kind["seats"] >= people:
                    return {
                        "people": count("person", round(people)),
                        "trips": len(chain),
                        "vehicles": count("vehicle", n),
                        "fleet": fleet["fleet"],
                        "site": site,
                    }
        return None
