"""Why people are late and kit stays, after ``docs/report.md``: what mission and plan show, and what comes of one more, each with its figures."""

from tests.support.oracles.second_leave import DAY, rulings, state, ways, word
from tests.support.oracles.second_terms import GIVING
from tests.support.oracles.second_words import count as count_of
from tests.support.oracles.second_words import listed, say

DISPOSALS = ("transfer", "sell", "gift", "handover", "destroy")
NEVER_GIVEN = {"weapon", "ammunition", "armour"}
GROUPS = {
    "I": {"ship", "transfer", "destroy"},
    **{group: {"ship", "transfer", "sell", "destroy"} for group in ("II", "III", "IV")},
}
"""What UN Financial Regulation 5.14 leaves open to mission-owned kit of a group, write-offs included; group V and none: everything."""


class Why:
    """Reasons, as (key of the page's words, figures in them); permissions that something waits on are remembered."""

    def __init__(self, book, account, tries):
        """Take what was read and counted, and who tries one more."""
        self.book, self.account, self.tries = book, account, tries
        self.known = {}
        self.permissions = {row["permission"]: row for row in book.tables["permissions"]}

    # Ways out

    def lifters(self, lot):
        """Return the vehicle types, by land and water, that carry a unit of a lot, each once a fleet of them is there."""
        kinds = [
            self.account.vehicles[f["vehicle"]] for f in self.book.tables["fleets"] if f["count"]
        ]
        return [
            k
            for k in kinds
            if k["payload_t"] >= lot["mass_t"]
            and k["teu"] >= lot["teu"]
            and (k["outsize"] or not lot["outsize"])
        ]

    def kit_modes(self, lot):
        """Return the modes by which a unit of a lot can go."""
        found = {k["mode"] for k in self.lifters(lot)} | (
            {"road"} if lot["self_driving"] else set()
        )
        planes = [
            self.account.aircraft[f["aircraft"]]
            for f in self.book.tables["air_fleets"]
            if f["count"]
        ]
        fits = any(
            p["payload_t"] >= lot["mass_t"] and p["teu"] >= lot["teu"] and not lot["outsize"]
            for p in planes
        )
        return found | ({"air"} if fits else set())

    def people_modes(self, party):
        """Return the modes by which people of a party can go."""
        land = (
            {
                self.account.vehicles[f["vehicle"]]["mode"]
                for f in self.book.tables["fleets"]
                if f["count"]
            }
            if party["by_road"]
            else set()
        )
        seats = any(
            f["count"] and self.account.aircraft[f["aircraft"]]["seats"]
            for f in self.book.tables["air_fleets"]
        )
        return land | ({"air"} if seats else set())

    def way_out(self, start, goals, modes, load, *, permitted):
        """Return (km of the shortest way out, permissions in the way); km is None where there is no way.

        A way is permitted where each of its legs has leave at some time; in the way are those between the places that can be reached and
        the places from which one could go on.
        """
        km, stopped = {start: 0.0}, set()
        legs = [
            (leg, way)
            for leg in self.book.tables["legs"]
            if leg["mode"] in modes
            for way in ways(leg)
        ]
        for _ in self.book.tables["sites"]:
            for leg, (here, there) in legs:
                if (
                    here in km
                    and (not permitted or self.ever(leg, (here, there), load))
                    and km[here] + leg["km"] < km.get(there, float("inf"))
                ):
                    km[there] = km[here] + leg["km"]
        if permitted:
            beyond = set(goals)
            for _ in self.book.tables["sites"]:
                beyond |= {here for _, (here, there) in legs if there in beyond and here not in km}
            stopped = {
                name
                for leg, (here, there) in legs
                if here in km and there in beyond
                for name in self.never_granted(leg, (here, there), load)
            }
        return min((km[site] for site in goals if site in km), default=None), stopped

    def ever(self, leg, way, load):
        """Say whether a payload of a nation ever has leave on a leg."""
        asked = leg["leg"], way, load
        if asked not in self.known:
            self.known[asked] = any(
                state(self.book, leg, way, load, at) == "granted" for at in self.times()
            )
        return self.known[asked]

    def times(self):
        return [
            0,
            *sorted(
                {
                    t
                    for row in self.permissions.values()
                    for t in (row["valid_from"], row["valid_to"])
                    if t and t > 0
                }
            ),
        ]

    def never_granted(self, leg, way, load):
        """Return the permissions that decide at places at which a payload never has leave; of all places where it never has leave at all of them at once."""
        found, granted = {}, set()
        for at in self.times():
            for where, rows in rulings(self.book, leg, way, load, at).items():
                found.setdefault(where, set()).update(row["permission"] for row in rows)
                granted |= {where} if word(rows) == "granted" else set()
        apart = found.keys() - granted or found.keys()
        return {name for where in apart for name in found[where]}

    def goals(self, destination):
        return (
            {destination}
            if destination
            else {s["site"] for s in self.book.tables["sites"] if s["role"] == "exit"}
        )

    # Kit

    def kept(self, name, site):
        """Return the reason that alone keeps units of a lot from being shipped; nothing where none does."""
        lot = self.account.lots[name]
        row = self.account.ruling(lot, "ship")
        allowed = {way.strip() for way in lot["allowed"].split(";") if way.strip()}
        if (allowed and "ship" not in allowed) or (row and not row["lawful"]):
            return [("ship_not_allowed", {})]
        modes, load = self.kit_modes(lot), ("cargo", lot["provider"])
        if not modes:
            return [("nothing_lifts", {"mass": lot["mass_t"], "teu": lot["teu"]})]
        goals = self.goals(lot["destination"])
        if self.way_out(site, goals, modes, load, permitted=False)[0] is None:
            return [("no_way", {})]
        km, stopped = self.way_out(site, goals, modes, load, permitted=True)
        if km is None:
            return [("not_permitted", {"permissions": stopped})]
        if self.saves(lot, site) <= 0:
            return [("no_gain", {})]
        close = self.account.close.get(site, self.book.end)
        if lot["ready_from"] is not None and lot["ready_from"] >= close:
            return [("ready_late", {"when": lot["ready_from"]})]
        return []

    def kit(self, name, site, left):
        """Return why units of a lot at a site are not shipped; ``left`` of them have no row in the plan."""
        alone = self.kept(name, site)
        if alone:
            return alone
        book, lot, found = self.book, self.account.lots[name], []
        modes, load = self.kit_modes(lot), ("cargo", lot["provider"])
        goals = self.goals(lot["destination"])
        km, _ = self.way_out(site, goals, modes, load, permitted=True)
        if self.account.sites[site]["stays_open"] and left:
            found.append(("stays", {}))
        limit = self.account.close.get(site, book.deadline)
        if lot["ready_from"] is not None and lot["ready_from"] >= limit:
            found.append(("ready_late", {"when": lot["ready_from"]}))
        found += self.at_work(lot, site)
        aboard, further, rides = self.recorded("lot", name, site, left + self.thrown(name, site))
        if not aboard:
            aboard, rides = self.tried("lot", lot, site, goals, modes, load)
        further = further or ([] if rides else self.trip(lot, km, self.saves(lot, site)))
        return found + aboard + further

    def at_work(self, lot, site):
        """Say until when a lot serves its site."""
        here = self.account.sites[site]
        if lot["in_use"] and lot["site"] == site and not here["stays_open"]:
            return [("in_use", {"days": here["packing_days"]})]
        return []

    def thrown(self, name, site):
        """Return how many units of a lot are abandoned at a site."""
        return self.book.one(
            "SELECT SUM(quantity) FROM disposals WHERE lot = ? AND site = ? AND disposition = 'abandon'",
            name,
            site,
        )

    def planned(self):
        """Say whether a plan is as the planner recorded it, by its cost and its mission's hash."""
        record, cost = self.book.record, self.account.objective()
        told = record.get("objective")
        return (
            record.get("status") in {"optimal", "feasible"}
            and record.get("mission_hash") in {None, "", self.tries.mission.fingerprint}
            and (told is None or abs(told - cost) <= 1e-6 * max(1, abs(cost)))
        )

    def recorded(self, kind, item, site, count):
        """Return (what the record says of the plan's serials, of serials more, whether one could ride); nothing where it is of others."""
        if self.book.tables["trials"] and not self.planned():
            return [], [], False
        rows = self.book.ask(
            "SELECT outcome, rule, number, serial, as_far, leaves, cost, means FROM trials "
            "WHERE kind = ? AND item = ? AND site = ? AND quantity = ? ORDER BY row",
            *(kind, item, site, count),
        )
        aboard, further, refused = [], [], {}
        for outcome, rule, number, serial, far, leaves, cost, means in rows:
            ride, rule_name = (
                {"serial": serial, "when": leaves},
                say(f"rule.{rule}") if outcome == "breaks" else "",
            )
            if means == "further":
                key = "none" if outcome == "none_leaves" else outcome
                form = "one" if number == 1 else "other"
                filled = {"none": {}, "breaks": {"rule": rule_name}, "costs": {"cost": cost}}[key]
                further.append((f"further_{key}.{form}", {"n": number, **filled}))
            elif outcome == "refused":
                refused.setdefault(far, [ride, []])[1].append(count_of(f"refused_{rule}", number))
            elif outcome == "none_leaves":
                key = "planner_ends" if far else "planner_none_leaves"
                aboard.append((key, {"site": far or site, **(ride if far else {})}))
            else:
                filled = {"rule": rule_name} if outcome == "breaks" else {"cost": cost}
                aboard.append((f"planner_{outcome}", {**ride, **filled}))
        first = []
        for far, (ride, tally) in refused.items():
            first += self.so_far(far, ride)
            first.append(("planner_refused", {"site": far or site, "tally": listed(tally)}))
        return (
            first + aboard,
            further,
            any(row[0] in {"breaks", "costs"} for row in rows if row[7] == "aboard"),
        )

    def so_far(self, far, ride):
        """Say how far one more could have come."""
        return [("planner_as_far", {"site": far, **ride})] if far else []

    def tried(self, kind, row, site, goals, modes, load, out_by=None):
        """Return what comes of one more, and whether it could ride all the way; people by the deadline, or another moment."""
        book, mission = self.book, self.tries.mission
        km = {
            s["site"]: far
            for s in book.tables["sites"]
            if (far := self.way_out(s["site"], goals, modes, load, permitted=True)[0]) is not None
        }
        since, until = 0.0, (book.deadline if out_by is None else out_by) / 3600
        by = until
        if kind == "people":
            since = (row["leave_from"] or 0.0) / 3600
        else:
            until = by = mission.hours(mission.end)
            close = self.account.close.get(site)
            until = close / 3600 if close is not None else until
            since = (row["ready_from"] or 0.0) / 3600
            if row["site"] != site:
                first = book.one(
                    "SELECT MIN(arrive) FROM moves WHERE kind = 'lot' AND item = ? AND destination = ?",
                    row["lot"],
                    site,
                )
                since = max(since, (first or 0.0) / 3600)
            here = self.account.sites[site]
            if row["in_use"] and row["site"] == site and not here["stays_open"]:
                since = max(since, until - here["packing_days"] * 24)
        return self.tries.told(kind, row, site, (km, modes), since, until, by)

    def worth(self, lot, way, fate=""):
        """Return what a unit is worth after a disposition, less its cost; of what is left only the harm counts."""
        p = self.book.prices
        row = self.account.ruling(lot, way)
        share, cost = (row["recovery_share"], row["cost_per_unit"]) if row else (1, 0)
        kept = lot["value"] * share * p["value_lost"]
        if fate in {"abandon", "nobody", "left"}:
            kept = -lot["harm_if_captured"] * p["capture_point"]
        return kept - cost * p["money"]

    def saves(self, lot, site):
        """Return what shipping a unit saves at most against the ways in which units are given up at a site."""
        end = self.book.end
        rows = self.book.ask(
            "SELECT DISTINCT disposition, fate, CASE fate WHEN 'abandon' THEN ? ELSE at END FROM ended "
            "WHERE lot = ? AND site = ? AND fate <> 'transfer'",
            end,
            lot["lot"],
            site,
        )
        ways_out = rows or [("left", "left", end)]
        due = end if lot["due_by"] is None else max(0, lot["due_by"])
        waiting = self.book.prices["unit_day_late"] / DAY
        return self.worth(lot, "ship") - min(
            self.worth(lot, way, fate) - max(0, done - due) * waiting
            for way, fate, done in ways_out
        )

    def trip(self, lot, km, saves):
        """Say what moving one unit costs at least, and whether that is less than it saves."""
        p = self.book.prices
        litre = p["fuel_litre"]
        costs = [
            max(
                lot["mass_t"] / k["payload_t"] if k["payload_t"] else 0,
                lot["teu"] / k["teu"] if k["teu"] else 0,
            )
            * (k["cost_per_km"] + k["fuel_l_per_km"] * litre)
            * km
            for k in self.lifters(lot)
        ]
        costs += [lot["fuel_l_per_km"] * litre * km] if lot["self_driving"] else []
        if not costs:
            return []
        cost = min(costs) * p["money"]
        key = "not_worth" if cost > saves else "may_pay"
        return [(key, {"km": km, "cost": cost, "worth": saves})]

    def other_ways(self, name, site):
        """Say which dispositions besides shipping law, lot and owner leave open where a lot stands."""
        lot, place = self.account.lots[name], self.account.sites[site]
        allowed = {way.strip() for way in lot["allowed"].split(";") if way.strip()} or set(
            DISPOSALS
        )
        asked = lot["owner"] == "contingent" and not lot["consent"]
        group = (
            GROUPS.get(lot["disposal_group"], set(DISPOSALS))
            if lot["owner"] == "mission"
            else set(DISPOSALS)
        )
        found = []
        for way in DISPOSALS:
            row = self.account.ruling(lot, way)
            law = (
                row
                and row["lawful"]
                and way in allowed & group
                and not (way in GIVING and lot["kit_class"] in NEVER_GIVEN)
            )
            here = place["receiver"] if way in GIVING else True
            if way == "transfer":
                here = place["stays_open"] and self.stay(lot, place["site"])
            found += [way] if law and here and not (asked and way != "transfer") else []
        return (
            ("other_ways", {"ways": tuple(found)})
            if found
            else ("no_consent" if asked else "no_other_way", {})
        )

    def stay(self, lot, site):
        """Return how many people may stay with a lot at a site, of its provider where it is a contingent's."""
        theirs = lot["owner"] == "contingent" and lot["provider"]
        return self.book.one(
            "SELECT SUM(\"count\") FROM parties JOIN homes USING (party) WHERE homes.site = ? AND ? IN ('', provider)",
            site,
            lot["provider"] if theirs else "",
        )

    # People

    def people(self, name):
        """Return why people of a party are late."""
        book, party = self.book, self.book.first("parties", party=name)
        modes, load, goals = (
            self.people_modes(party),
            ("people", party["provider"]),
            self.goals(party["destination"]),
        )
        if self.way_out(party["site"], goals, modes, load, permitted=False)[0] is None:
            return [("no_way", {})]
        km, stopped = self.way_out(party["site"], goals, modes, load, permitted=True)
        if km is None:
            return [("not_permitted", {"permissions": stopped})]
        found, site = [], self.account.sites[party["site"]]
        if party["leave_from"] is not None and party["leave_from"] >= book.deadline:
            found.append(("leave_from", {"when": party["leave_from"]}))
        close = self.account.close.get(site["site"])
        if party["armed"] and site["holding_people"] and (close is None or close >= book.deadline):
            found.append(
                (
                    "holds_open" if close is None else "holds_until",
                    {"people": site["holding_people"], "when": close},
                )
            )
        crewed = book.ask(
            "SELECT serial, arrive FROM moves WHERE kind = 'people' AND role = 'crew' AND item = ? ORDER BY arrive DESC, serial DESC LIMIT 1",
            name,
        )
        if crewed and crewed[0][1] > book.deadline:
            found.append(("crews", {"serial": crewed[0][0], "when": crewed[0][1]}))
        told = self.recorded_people(name)
        if not told:
            told, _ = self.tried("people", party, party["site"], goals, modes, load)
        return found + told + self.last_serial(name)

    def recorded_people(self, name):
        """Return what the record says of those of a party who are not home in the end; nothing where it leaves any out."""
        rows = self.book.ask(
            "SELECT site, SUM(change) AS n FROM present WHERE party = ? AND at <= ? AND site NOT IN "
            "(SELECT site FROM homes WHERE homes.party = present.party) GROUP BY site HAVING n > 0 ORDER BY MIN(rowid)",
            *(name, self.book.end),
        )
        told = []
        for site, n in rows:
            aboard, further, _ = self.recorded("people", name, site, n)
            if not aboard:
                return []
            told += aboard + further
        return told

    def last_serial(self, name):
        """Say with which serial the last people of a party start the way that takes them home."""
        if not self.book.one("SELECT COUNT(*) FROM moves WHERE kind = 'people' AND item = ?", name):
            return [("not_moved", {})]
        rows = self.book.ask(
            "SELECT m.origin, m.leave, m.serial FROM moves m JOIN homes h ON h.party = m.item AND h.site = m.destination "
            "WHERE m.kind = 'people' AND m.item = ? ORDER BY m.arrive DESC, m.serial DESC LIMIT 1",
            name,
        )
        return [
            ("last_serial", {"site": site, "when": leave, "serial": serial})
            for site, leave, serial in rows
        ]

    def unshipped(self, name):
        """Return why units of a lot that are not shipped are not, whatever becomes of them instead; nothing where all are."""
        lot, fate = self.account.lots[name], self.book.fates[name]
        if fate["ship"] >= lot["quantity"]:
            return []
        return (
            [("transferred", {})]
            if fate["transfer"] == lot["quantity"] - fate["ship"]
            else self.kit(name, self.given_up(name), fate["left"])
        )

    def given_up(self, name):
        """Return the site where most units of a lot are given up or left."""
        units = {}
        for site, n in self.book.ask(
            "SELECT site, quantity FROM disposals WHERE lot = ? AND disposition <> 'transfer'", name
        ):
            units[site] = units.get(site, 0) + n
        for lot, site, left, *_ in self.book.behind:
            if lot == name:
                units[site] = units.get(site, 0) + left
        most = sorted(units.items(), key=lambda one: (-one[1], one[0]))
        return most[0][0] if most else self.account.lots[name]["site"]
