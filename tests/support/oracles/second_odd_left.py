"""Who and what is left though it need not be: beside free seats, beside idle vehicles, and what moving it would save and cost."""

from itertools import pairwise
from math import floor

from tests.support.oracles.second_reading import HOUR, held
from tests.support.oracles.second_words import count

EVEN, TRIES = 0.25, 12


class Left:
    """Finds who and what is left."""

    def __init__(self, case, rates):
        """Keep the case; ``rates`` are what a km costs by mode."""
        self.case, self.why, self.account, self.book = case, case.why, case.account, case.book
        self.rates, self.prices = rates, case.book.prices

    def odd(self):
        """Return what is odd in what is left."""
        return [*self.people(), *self.drivers(), *self.kit()]

    # People

    def people(self):
        """Yield a line for each party that is late or left."""
        for party, late, stay, _, days, reasons in self.case.late:
            row = self.book.first("parties", party=party)
            weight = stay * self.prices["person_not_out"] + days * self.prices["person_day_late"]
            figures = {"n": stay or late, "party": row["name"] or party, "site": row["site"]}
            seat = None
            if not self.why.recorded_people(party):
                seat = self.seat(row, self.book.deadline)
                if stay and seat is None:
                    seat = self.seat(row, self.book.end)
            if seat is None:
                yield weight, "people_left" if stay else "people_late", figures, reasons
            else:
                kind = "left_beside_seats" if stay else "late_beside_seats"
                yield weight, kind, {**figures, **seat}, []

    def seat(self, row, by):
        """Return the serial that could take one person more who is out by a moment, and when it leaves; or None."""
        why = self.why
        goals, modes = why.goals(row["destination"]), why.people_modes(row)
        load = ("people", row["provider"])
        told, _ = why.tried("people", row, row["site"], goals, modes, load, by)
        return told[0][1] if told[0][0] == "room" else None

    def drivers(self):
        """Yield a line for each fleet and site at which hired crews are left with vehicles."""
        rows = self.book.ask("SELECT fleet, site, SUM(people) FROM stranded GROUP BY fleet, site")
        for fleet, site, n in rows:
            figures = {"n": int(n), "fleet": fleet, "site": site}
            yield n * self.prices["person_not_out"], "drivers_left", figures, []

    # Kit

    def kit(self):
        """Yield a line for all kit of which the same is to be said."""
        lines = {}
        for number, kit in enumerate(
            sorted(self.lost(), key=lambda k: (-k["gain"], k["lot"], k["site"]))
        ):
            aboard, further, costs = self.on_record(kit)
            told, rides = [], False
            if not aboard and number < TRIES and kit["gain"] > 0:
                told, rides = self.one_more(kit)
            kind = "not_worth" if costs else self.kind(kit, told[0][0] if told else "")
            if kind == "kit_pays":
                kit["idle"] = self.standing(kit)
                kind = "idle_carriers" if kit["idle"] else "kit_pays"
            kit["ride"] = told[0][1] if rides else None
            kit["why"] = [] if rides else [*(aboard or told), *further]
            lines.setdefault(kind, []).append(kit)
        for kind, kits in lines.items():
            yield self.line(kind, kits)

    def on_record(self, kit):
        """Return what the planner recorded of the plan's serials and of more, and whether one would have cost more."""
        name, site = kit["lot"], kit["site"]
        left = sum(row[2] for row in self.book.behind if row[:2] == (name, site))
        aboard, further, _ = self.why.recorded(
            "lot", name, site, left + self.why.thrown(name, site)
        )
        return aboard, further, any(key == "planner_costs" for key, _ in aboard)

    def one_more(self, kit):
        """Try a unit more with the plan's serials: (what came of it, whether it could ride)."""
        lot = self.account.lots[kit["lot"]]
        goals, load = self.why.goals(lot["destination"]), ("cargo", lot["provider"])
        return self.why.tried("lot", lot, kit["site"], goals, self.why.kit_modes(lot), load)

    @staticmethod
    def kind(kit, came):
        """Return what is to be said of kit by what it saves and costs, and what came of a try."""
        if came in {"missed", "costs_more"}:
            return "kit_missed" if came == "missed" else "not_worth"
        if abs(kit["worth"] - kit["cost"]) <= EVEN * max(kit["worth"], kit["cost"]):
            return "indifferent"
        if kit["worth"] < kit["cost"]:
            return "not_worth"
        return "kit_room" if came == "room" else "kit_pays"

    def line(self, kind, kits):
        """Return the line of all kit of a kind; the worst is told by name."""
        units = sum(kit["units"] for kit in kits)
        worth, cost = (sum(kit["units"] * kit[of] for kit in kits) for of in ("worth", "cost"))
        figures = {
            "kit": count("unit", units),
            "places": count("site", len({kit["site"] for kit in kits})),
            "worth": worth,
            "cost": cost,
        }
        if kind in {"indifferent", "not_worth"}:
            return max(0.0, worth - cost), kind, figures, []
        worst = kits[0]
        figures |= {"units": count("unit", worst["units"])}
        figures |= {name: worst[name] for name in ("lot", "site", "worth", "cost")}
        figures |= worst["ride"] or {}
        figures |= worst.get("idle") or {}
        return worth - cost, kind, figures, worst["why"]

    def lost(self):
        """Yield kit that is lost though it may be shipped, and there is a way for it."""
        units, until = {}, {}
        rows = self.book.ask(
            "SELECT lot, site, ended.quantity, start FROM ended "
            "WHERE fate IN ('destroy', 'abandon', 'nobody') AND lot IN (SELECT lot FROM kit) ORDER BY row"
        )
        for lot, site, n, start in rows:
            units[lot, site] = units.get((lot, site), 0) + n
            until[lot, site] = max(until.get((lot, site), 0), start)
        for lot, site, left, *_ in self.book.behind:
            if left:
                units[lot, site] = units.get((lot, site), 0) + left
                until[lot, site] = self.account.close.get(site, self.book.end)
        for (name, site), n in units.items():
            lot = self.account.lots[name]
            if self.why.kept(name, site):
                continue
            load = ("cargo", lot["provider"])
            goals, modes = self.why.goals(lot["destination"]), self.why.kit_modes(lot)
            km = self.why.way_out(site, goals, modes, load, permitted=True)[0]
            cost = self.moving(lot, km)
            if cost is not None:
                worth = self.why.saves(lot, site)
                yield {
                    "lot": name,
                    "site": site,
                    "units": n,
                    "until": until[name, site],
                    "worth": worth,
                    "cost": cost,
                    "gain": n * (worth - cost),
                }

    def moving(self, lot, km):
        """Return what moving a unit so far costs about, as this plan's serials cost, with the way back of what carries it."""
        types = [self.account.vehicles[f["vehicle"]] for f in self.book.tables["fleets"]]
        costs = []
        for mode in self.why.kit_modes(lot) & self.rates.keys():
            if lot["self_driving"] and mode == "road":
                costs.append(self.rates[mode] * km)
            costs += [
                2 * self.rates[mode] * km * share(lot, kind)
                for kind in types
                if kind["mode"] == mode and fits(lot, kind)
            ]
        if costs:
            return min(costs)
        told = self.why.trip(lot, km, 0.0)
        return 2 * told[0][1]["cost"] if told else None

    # Idle vehicles

    def standing(self, kit):
        """Return those that stand longest beside kit that they could carry: fleet, how many, from when to when; or nothing."""
        lot, longest, found = self.account.lots[kit["lot"]], 0.0, {}
        since = max(0, lot["ready_from"] or 0)
        for fleet in self.book.tables["fleets"]:
            kind = self.account.vehicles[fleet["vehicle"]]
            legs = [
                leg["travel_hours"]
                for leg in self.book.tables["legs"]
                if leg["mode"] == kind["mode"]
                and kit["site"] in {leg["origin"], leg["destination"]}
                and leg["travel_hours"] is not None
            ]
            if kind["armoured"] or kind["capabilities"] or not fits(lot, kind) or not legs:
                continue
            span = self.span(fleet, kit["site"], (since, kit["until"]), 2 * min(legs) * HOUR)
            if span and span[1] - span[0] > longest:
                longest = span[1] - span[0]
                begin, end, n = span
                found = {"fleet": fleet["fleet"], "vehicles": count("vehicle", n)}
                found |= {"since": begin, "until": end}
        return found

    def span(self, fleet, site, between, least):
        """Return the longest span (the last of equals) in which vehicles of a fleet stand at a site, with how many at least; out of service ones not counted."""
        levels = standing(self.book, fleet, site)
        since, until = between
        if fleet["available_to"] is not None:
            until = min(until, fleet["available_to"])
        cuts = sorted({since, until, *(at for at, _ in levels if since < at < until)})
        spans, here = [], None
        for begin, end in pairwise(cuts):
            n = held(levels, begin)
            if n < 1:
                here = None
            elif here is None:
                here = [begin, end, n]
                spans.append(here)
            else:
                here[1], here[2] = end, min(here[2], n)
        best = None
        for span in spans:
            if span[1] - span[0] >= max(least, best[1] - best[0] if best else 0):
                best = span
        out = fleet["count"] - floor(fleet["count"] * (1 - fleet["out_of_service_share"]) + 1e-9)
        if best is None or int(best[2]) <= out:
            return None
        return best[0], best[1], int(best[2]) - out


def standing(book, fleet, site):
    """Return how many vehicles of a fleet stand at a site over time."""
    name, first = fleet["fleet"], max(0, fleet["available_from"] or 0)
    return book.steps(
        "SELECT 0 AS at, 0 AS change UNION ALL SELECT ?, ? UNION ALL "
        "SELECT leave, -quantity FROM moves WHERE kind = 'vehicle' AND item = ? AND origin = ? UNION ALL "
        "SELECT arrive, quantity FROM moves WHERE kind = 'vehicle' AND item = ? AND destination = ?",
        *(first, fleet["count"] if fleet["site"] == site else 0, name, site, name, site),
    )


def fits(lot, kind):
    """Say whether a unit fits a vehicle."""
    outsize = kind["outsize"] or not lot["outsize"]
    return kind["payload_t"] >= lot["mass_t"] and kind["teu"] >= lot["teu"] and outsize


def share(lot, kind):
    """Return the share of a vehicle that a unit takes."""
    parts = ((lot["mass_t"], kind["payload_t"]), (lot["teu"], kind["teu"]))
    return max((need / has for need, has in parts if has), default=0.0)
