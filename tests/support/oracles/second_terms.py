"""The terms that a plan is judged by, added up once more from the tables after ``docs/rules.md``, and what each assumed figure does to them."""

import re
import unicodedata
from contextlib import contextmanager
from itertools import pairwise

from tests.support.oracles.second_contract import FIGURES, ORDER, PROVENANCE, fields, figures
from tests.support.oracles.second_leave import strikes
from tests.support.oracles.second_reading import DAY, area, held

PRICES = {
    "casualties_move": "casualty",
    "casualties_site": "casualty",
    "late_person_days": "person_day_late",
    "not_out": "person_not_out",
    "makespan_days": "makespan_day",
    "late_unit_days": "unit_day_late",
    "capture_points": "capture_point",
    "vacuum_days": "vacuum_day",
    "value_lost": "value_lost",
    "money": "money",
}
GIVING = {"sell", "gift", "handover"}
RISKS = {
    "strikes_per_100km",
    "casualties_per_strike",
    "perimeter_risk_per_day",
    "person_risk_per_day",
    "harm_if_captured",
}
QUARTER, HALF, MONTH = 0.25, 0.5, 30 * DAY
"""By how much a figure without a range is taken to be off: a quarter, risks by half, dates by thirty days."""


class Account:
    """What a plan comes to; figures of the book may be changed between one sum and the next."""

    def __init__(self, book):
        """Read once what no figure changes: who and what is where."""
        self.book = book
        rows = {name: {r[key]: r for r in book.tables[name]} for name, key in KEYS.items()}
        self.sites, self.legs, self.lots, self.fleets, self.air = (
            rows[name] for name in ("sites", "legs", "lots", "fleets", "air_fleets")
        )
        self.vehicles, self.aircraft = rows["vehicles"], rows["aircraft"]
        self.stages = [
            dict(zip(STAGE, row, strict=True))
            for row in book.ask(f"SELECT {', '.join(STAGE)} FROM stages")
        ]
        self.loads = book.ask(
            "SELECT serial, board_stage, alight_stage, kind, item, quantity, role, leave, arrive FROM moves"
        )
        of_serial = {}
        for load in self.loads:
            of_serial.setdefault(load[0], []).append(load)
        for stage in self.stages:
            stage["aboard"] = [
                load[3:7]
                for load in of_serial.get(stage["serial"], [])
                if load[1] <= stage["stage"] <= load[2]
            ]
        self.close = {r["site"]: r["close"] for r in book.tables["closures"]}
        self.person_days = {
            site: area(book.presence(site), 0, book.end) / DAY for site in self.sites
        }
        out = book.steps("SELECT at, change FROM present JOIN homes USING (party, site)")
        everybody = book.one('SELECT SUM("count") FROM parties')
        self.away = (
            everybody * (book.end - book.deadline) / DAY - area(out, book.deadline, book.end) / DAY
        )
        self.never = everybody - held(out, book.end)
        gone = book.steps(
            "SELECT at, change FROM present JOIN homes USING (party, site) JOIN leavers USING (party)"
        )
        before = [0, *(n for _, n in gone)]
        # The last is out at the last change before which somebody who leaves was not at home.
        self.last_home = max(
            (at for (at, _), n in zip(gone, before, strict=False) if n < book.to_leave), default=0
        )
        self.ends = {name: self.ended(name) for name in self.lots}

    def ended(self, lot):
        """Return units of a lot that are left, neither disposed of nor at an exit where they may end, and units shipped there."""
        quantity = self.lots[lot]["quantity"]
        there = self.book.one(
            "SELECT SUM(change) FROM standing JOIN ends USING (lot, site) WHERE lot = ?", lot
        )
        from_start = quantity * self.book.one(
            "SELECT COUNT(*) FROM ends WHERE lot = ? AND site = ?", lot, self.lots[lot]["site"]
        )
        gone = self.book.one("SELECT SUM(quantity) FROM disposals WHERE lot = ?", lot)
        return max(0, quantity - gone - there), max(0, there - from_start)

    def harm(self, stage):
        """Return the casualties to expect on one stage."""
        leg, d = self.legs[stage["leg"]], self.book.doctrine
        each = self.exposed(stage) / stage["rotations"]
        share = d["fixed_share"] + (1 - d["fixed_share"]) * each / d["reference_people"]
        hits = sum(
            sorties * strikes(self.book, leg, stage["depart"] + after) * leg["km"] / 100
            for sorties, after in self.book.rounds(stage["serial"])
        )
        return hits * leg["casualties_per_strike"] * share

    def exposed(self, stage):
        """Return the people aboard, those under armour counted at the armour factor.

        Under armour are crews of armoured vehicles and of driven units, and passengers up to their seats.
        """
        people = crews = safe = places = seats = 0.0
        for kind, item, n, role in stage["aboard"]:
            if kind == "people":
                people += n
                crews += n if role == "crew" else 0
            elif kind == "vehicle":
                fleet = self.fleets[item]
                each = self.vehicles[fleet["vehicle"]]
                own = n * each["crew"]
                people += 0 if fleet["crew_party"] else own
                if each["armoured"]:
                    seats += n * each["seats"]
                    places, safe = (
                        (places + own, safe) if fleet["crew_party"] else (places, safe + own)
                    )
            elif kind == "lot" and role == "driven" and self.lots[item]["armoured"]:
                places += n * self.lots[item]["crew"]
                seats += n * self.lots[item]["seats"]
        riding = sum(
            n for kind, _, n, role in stage["aboard"] if kind == "people" and role != "crew"
        )
        safe += min(places, crews) + min(seats, riding)
        return people - safe + self.book.doctrine["armour_factor"] * safe

    def open_days(self, site):
        """Return the days that a site is open."""
        return max(0, self.close.get(site, self.book.end)) / DAY

    def thin_days(self, row):
        """Return the days open, each times the share of the armed people whom the perimeter needs and lacks."""
        site, need = row["site"], row["perimeter_people"]
        if need is None:
            need = self.book.one('SELECT SUM("count") FROM parties WHERE armed AND site = ?', site)
        if not need:
            return 0.0
        armed = self.book.steps(
            "SELECT at, change FROM present JOIN parties USING (party) WHERE armed AND present.site = ?",
            site,
        )
        until = self.open_days(site) * DAY
        return sum(
            max(0, 1 - held(armed, a) / need) * (b - a) / DAY
            for a, b in pairwise(sorted({0, until, *(at for at, _ in armed if 0 < at < until)}))
        )

    def vacuum(self, site):
        """Return the days from a site's closing to its receiver being ready."""
        row = self.sites[site]
        waits = row["receiver"] and row["receiver_ready"] is not None and site in self.close
        return max(0, row["receiver_ready"] - self.close[site]) / DAY if waits else 0.0

    def terms(self):
        """Return every term in its own unit."""
        own = [r for r in self.sites.values() if r["role"] in {"base", "hub"}]
        points, lost, spent = self.kit()
        stranded, days = self.crews_left()
        standing = sum(
            r["standing_cost_per_day"] * self.open_days(name) for name, r in self.sites.items()
        )
        return {
            "casualties_move": sum(self.harm(s) for s in self.stages),
            "casualties_site": sum(
                r["perimeter_risk_per_day"]
                * (
                    self.open_days(r["site"])
                    + (self.book.doctrine["thin_base_factor"] - 1) * self.thin_days(r)
                )
                + r["person_risk_per_day"] * self.person_days[r["site"]]
                for r in own
            ),
            "late_person_days": self.away + days,
            "not_out": self.never + stranded,
            "makespan_days": (self.book.end if self.never + stranded else self.last_home) / DAY,
            "late_unit_days": sum(map(self.kit_late, self.lots.values())),
            "capture_points": points,
            "vacuum_days": sum(self.vacuum(site) for site in self.close),
            "value_lost": lost,
            "money": self.transport() + standing + spent,
        }

    def kit_late(self, lot):
        """Return the days that units of a lot are due and neither delivered nor, other than by abandoning, disposed of."""
        if lot["due_by"] is None:
            return 0.0
        since = min(max(0, lot["due_by"]), self.book.end)
        done = self.book.steps(
            "SELECT at, change FROM standing JOIN ends USING (lot, site) WHERE lot = ? UNION ALL "
            "SELECT done, quantity FROM disposals WHERE lot = ? AND disposition <> 'abandon'",
            lot["lot"],
            lot["lot"],
        )
        due = lot["quantity"] * (self.book.end - since)
        return (due - area(done, since, self.book.end)) / DAY

    def crews_left(self):
        """Return crews of no party whose vehicles are abandoned other than at an exit, and their person-days past the deadline."""
        crew = days = 0.0
        for r in self.book.tables["disposals"]:
            fleet = self.fleets.get(r["lot"])
            if fleet and not fleet["crew_party"] and self.sites[r["site"]]["role"] != "exit":
                n = r["quantity"] * self.vehicles[fleet["vehicle"]]["crew"]
                crew, days = (
                    crew + n,
                    days + n * max(0, self.book.end - max(self.book.deadline, r["start"])) / DAY,
                )
        return crew, days

    def ruling(self, lot, way):
        """Return the most specific row of the dispositions about a lot; None where there is none."""
        rows = [
            r
            for r in self.book.tables["dispositions"]
            if r["disposition"] == way
            and r["kit_class"] in {"*", lot["kit_class"]}
            and r["owner"] in {"*", lot["owner"]}
        ]
        ranked = sorted(
            enumerate(rows), key=lambda x: (x[1]["kit_class"] == "*", x[1]["owner"] == "*", x[0])
        )
        return ranked[0][1] if ranked else None

    def kit(self):
        """Return points of harm, value not recovered, and what disposal and shipping cost."""
        rows = [row[1:] for row in self.kit_by_owner()]
        return tuple(sum(column) for column in zip((0.0, 0.0, 0.0), *rows, strict=True))

    def kit_by_owner(self):
        """Yield the same for each lot and fleet, as often as something becomes of it: (owner, points, value, cost)."""
        fates = dict(self.book.ask("SELECT row, fate FROM ended"))
        for number, r in enumerate(self.book.tables["disposals"]):
            n, way = r["quantity"], r["disposition"]
            if r["lot"] in self.fleets:
                yield r["lot"], 0.0, n * self.fleets[r["lot"]]["value"], 0.0
                continue
            lot, row = self.lots[r["lot"]], self.ruling(self.lots[r["lot"]], way)
            stays = fates[number] in {"abandon", "nobody"}
            yield (
                r["lot"],
                n * lot["harm_if_captured"] if stays else 0,
                n * lot["value"] * (1 - (row["recovery_share"] if row and not stays else 0)),
                n * row["cost_per_unit"] if row else 0,
            )
        for name, (left, shipped) in self.ends.items():
            lot, row = self.lots[name], self.ruling(self.lots[name], "ship")
            yield (
                name,
                left * lot["harm_if_captured"],
                lot["value"] * (left + shipped * (1 - row["recovery_share"] if row else 0)),
                shipped * row["cost_per_unit"] if row else 0,
            )
        for fleet, _, n, _, fate in self.book.fleet_ends:
            value = self.fleets[fleet]["value"]  # the figure that is tried, not the one first read
            armoured = self.vehicles[self.fleets[fleet]["vehicle"]]["armoured"]
            kit = {"kit_class": "armour" if armoured else "vehicle", "owner": "mission"}
            row = None if fate == "left" else self.ruling(kit, fate)
            kept = 0 if fate == "left" else 1
            if row:
                kept = row["recovery_share"] if row["lawful"] else 0
            yield fleet, 0.0, n * value * (1 - kept), 0.0

    def transport(self):
        """Return what vehicles and driven kit cost by km and by day in their serials, and aircraft by block hour."""
        cost = sum(part for stage in self.stages for _, part in self.running(stage))
        for *_, kind, item, n, _, leave, arrive in self.loads:
            if kind == "vehicle":
                cost += (
                    n
                    * self.vehicles[self.fleets[item]["vehicle"]]["cost_per_day"]
                    * (arrive - leave)
                    / DAY
                )
        return cost

    def running(self, stage):
        """Yield what moves itself on a stage costs by km or by block hour: (whether it flies, cost)."""
        for kind, item, n, role in stage["aboard"]:
            km, litre = self.legs[stage["leg"]]["km"], self.book.prices["fuel_litre"]
            if kind == "vehicle":
                each = self.vehicles[self.fleets[item]["vehicle"]]
                yield False, n * km * (each["cost_per_km"] + each["fuel_l_per_km"] * litre)
            elif kind == "lot" and role == "driven" and self.lots[item]["self_driving"]:
                yield False, n * km * self.lots[item]["fuel_l_per_km"] * litre
            elif kind == "aircraft":
                each = self.aircraft[self.air[item]["aircraft"]]
                hours = self.book.hours_with(
                    self.legs[stage["leg"]],
                    [(a, b, role) for a, b, _, role in stage["aboard"]],
                    stage["depart"],
                )
                yield True, stage["rotations"] * hours * each["cost_per_hour"]

    def priced(self):
        """Return every term times its price."""
        return {
            name: amount * self.book.prices[PRICES[name]] for name, amount in self.terms().items()
        }

    def objective(self):
        """Return the plan's one number."""
        return sum(self.priced().values())


KEYS = {
    "sites": "site",
    "legs": "leg",
    "lots": "lot",
    "fleets": "fleet",
    "air_fleets": "air_fleet",
    "vehicles": "vehicle",
    "aircraft": "aircraft",
}
STAGE = ("serial", "stage", "mode", "leg", "depart", "rotations")


def names(row):
    """Return the fields that a row says are assumed."""
    return {name.strip() for name in row["assumed"].split(";") if name.strip()}


def given(table, row, field):
    """Say whether the mission gives a field itself: it is required, differs from its default, or is named as assumed."""
    default = fields(table)[field].default
    plain = {"yes": 1, "no": 0}.get(default, default)
    value = row[field]
    same = (
        value in {"", None}
        if default is None
        else str(value) == str(plain) or (isinstance(value, float) and value == float(default))
    )
    return fields(table)[field].required or not same or field in names(row)


def guessed(row, field):
    """Say whether a field of a row is a guess: its row says so by name, or instead of a source."""
    said = re.match(
        r"\W*(assum|guess|suppos|hypoth|tb[cd]|to be confirmed|. confirmer)", plain(row)
    )
    return bool({"*", "yes", field} & names(row)) or bool(said)


def plain(row):
    """Return the source of a row in lower case without accents."""
    text = unicodedata.normalize("NFD", row["source"].casefold())
    return "".join(c for c in text if not unicodedata.combining(c))


def called_default(row):
    """Say whether a row says of its figure that it is the planner's."""
    return bool(re.match(r"\W*(valeur )?(par def|default)", plain(row)))


def has_source(row):
    """Say whether a row names a source: what says that it is a guess or a default, or only fills the cell, does not."""
    words = " ".join(re.findall(r"\w+", plain(row)))
    empty = words in {"", "n a", "na", "nil", "none", "unknown", "aucun", "aucune", "inconnu"}
    return not (empty or called_default(row) or guessed({**row, "assumed": ""}, ""))


def counted(book):
    """Return (table, figures by what stands behind them: source, guess, nothing, default) of every table that has figures."""
    found = []
    for table in ORDER:
        tally = dict.fromkeys(("sourced", "assumed", "bare", "default"), 0)
        for row in book.tables[table]:
            for name in ("value",) if table in {"doctrine", "prices"} else figure_fields(table):
                behind = stands(table, row, name)
                if behind:
                    tally[behind] += 1
        if table in {"doctrine", "prices"}:
            tally["default"] += len(set(figures(table)) - {r["name"] for r in book.tables[table]})
        if any(tally.values()):
            found.append((table, *tally.values()))
    return found


def figure_fields(table):
    """Return the fields of a table that hold figures."""
    return [n for n, f in fields(table).items() if f.kind in FIGURES and n not in PROVENANCE]


def stands(table, row, name):
    """Say what stands behind a field: blank where the mission gives none and the default is nothing."""
    own = table in {"doctrine", "prices"}
    if not own and not given(table, row, name):
        number_kind = fields(table)[name].kind in {"number", "whole number"}
        return "default" if number_kind and float(fields(table)[name].default or 0) else ""
    if guessed(row, name):
        return "assumed"
    if called_default(row) and (not own or row["value"] == figures(table)[row["name"]].value):
        return "default"
    return "sourced" if has_source(row) else "bare"


def defaults(book):
    """Return how many doctrine figures and prices the mission leaves alone or states as defaults."""

    def own(table, row):
        called = re.match(r"\s*(valeur )?(par d|default)", row["source"].casefold())
        return not called or row["value"] != figures(table)[row["name"]].value

    return tuple(
        len(set(figures(table)) - {r["name"] for r in book.tables[table] if own(table, r)})
        for table in ("doctrine", "prices")
    )


def span(table, row, field):
    """Return the range of an assumed number, and whether it is stated: by the mission or, for doctrine, by the page of formats."""
    value = row[field]
    if table == "doctrine":
        figure = figures("doctrine")[row["name"]]
        low, high = (
            row[end] if row[end] is not None else getattr(figure, end) for end in ("low", "high")
        )
        if low <= value <= high:
            return low, high, True
        most = figure.most
    else:
        most = fields(table)[field].most
    off = abs(value) * (HALF if field in RISKS else QUARTER)
    return value - off, min(most, value + off), False


@contextmanager
def changed(book, table, row, field, value):
    """Put another value into one cell for a while."""
    before, row[field] = row[field], value
    if table == "doctrine":
        book.doctrine[row["name"]] = value
    try:
        yield
    finally:
        row[field] = before
        if table == "doctrine":
            book.doctrine[row["name"]] = before


def weights(book, account):
    """Return (change, table, row number, field, value, low, high, stated) of every assumed figure that changes the objective, the heaviest first.

    Each is put to the two ends of its range and everything is added up again.
    """
    found, base = [], account.objective()
    for table in ORDER:
        if table == "prices":
            continue
        numbers = [
            name
            for name, f in fields(table).items()
            if f.kind == "number" and not (table == "doctrine" and name != "value")
        ]
        for i, row in enumerate(book.tables[table]):
            tried = [
                name
                for name in numbers
                if row[name] is not None and guessed(row, name) and given(table, row, name)
            ]
            tries = [(name, *span(table, row, name)) for name in tried]
            if (
                table == "sites"
                and row["receiver_ready"] is not None
                and guessed(row, "receiver_ready")
                and row["site"] in account.close
            ):
                tries.append(
                    (
                        "receiver_ready",
                        row["receiver_ready"] - MONTH,
                        row["receiver_ready"] + MONTH,
                        False,
                    )
                )
            for name, low, high, stated in tries:
                value, ends = row[name], []
                for end in (low, high):
                    with changed(book, table, row, name, end):
                        ends.append(abs(account.objective() - base))
                if max(ends) > 1e-9 * max(1.0, abs(base)):
                    found.append((max(ends), table, i, name, value, low, high, stated))
    return sorted(found, key=lambda w: (-float(f"{w[0]:.9g}"), *w[1:4]))
