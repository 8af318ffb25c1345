"""The figures of papers by another path: the tables' CSV files in a database, asked in SQL; nothing of exeunt is read."""

import math
import sqlite3
import tomllib
from collections import Counter, defaultdict
from datetime import datetime, timedelta
from pathlib import Path

from tests.support.oracles.database import NUMBERS, filled
from tests.support.oracles.second_contract import ORDER, PLAN, Field


def as_written(field: Field, text: str) -> float | str | None:
    """Read a cell as papers tell it: numbers are numbers, all else stays as it is written."""
    if field.kind in NUMBERS:
        return float(text) if text else None
    return text


def holds(row: sqlite3.Row, time: datetime) -> bool:
    """Say whether a permission holds at a moment."""
    begun = not row["valid_from"] or moment(row["valid_from"]) <= time
    return begun and (not row["valid_to"] or time < moment(row["valid_to"]))


class Tables:
    """A mission and a plan in a database."""

    def __init__(self, folder: Path) -> None:
        self.db = sqlite3.connect(":memory:")
        self.db.row_factory = sqlite3.Row
        self.settings = tomllib.loads(
            (folder / "mission" / "mission.toml").read_text(encoding="utf-8")
        )
        for part, names in (("mission", ORDER), ("plan", PLAN)):
            for name in names:
                filled(self.db, name, folder / part / f"{name}.csv", as_written)
        self.db.execute(
            "CREATE VIEW stages AS SELECT * FROM movements UNION ALL SELECT * FROM flights"
        )
        self.db.execute(
            "CREATE VIEW moves AS SELECT l.rowid AS n, l.*, b.origin AS boards, b.depart AS leaves, a.destination AS alights, a.arrive AS gets_there, b.mode AS mode "
            "FROM loads l JOIN stages b ON b.serial = l.serial AND b.stage = l.board_stage JOIN stages a ON a.serial = l.serial AND a.stage = l.alight_stage"
        )
        figures = {r["name"]: r["value"] for r in self.rows("SELECT name, value FROM doctrine")}
        self.doctrine = {
            "convoy_water_per_person_day": 10.0,
            "convoy_rations_per_person_day": 1.0,
            "supply_z": 1.2816,
            "armour_factor": 0.3,
            "reference_people": 100.0,
            "fixed_share": 0.5,
            "passenger_t": 0.12,
            "taxi_hours": 0.2,
            "last_lift_hours": 24.0,
            "threat_prior_strikes": 0.5,
            "threat_prior_100km": 20.0,
            "threat_months": 12.0,
            "march_hours_per_day": 10.0,
        } | {name: float(value) for name, value in figures.items()}

    def rows(self, sql: str, *values) -> list[sqlite3.Row]:
        return self.db.execute(sql, values).fetchall()

    def one(self, sql: str, *values):
        return self.db.execute(sql, values).fetchone()[0]

    def names(self) -> dict[str, str]:
        return {
            r["site"]: r["name"] or r["site"] for r in self.rows("SELECT site, name FROM sites")
        }

    # -- legs

    def strikes(self, leg: str, when: str) -> float:
        """Strikes per 100 km: the last threat row that is valid, else the leg's own, else a prior with the incidents of the last months."""
        valid = self.rows("SELECT * FROM threats WHERE leg = ? ORDER BY rowid DESC", leg)
        for row in valid:
            if moment(row["valid_from"]) <= moment(when) < moment(row["valid_to"]):
                return float(row["strikes_per_100km"])
        row = self.rows("SELECT * FROM legs WHERE leg = ?", leg)[0]
        if row["strikes_per_100km"] is not None:
            return row["strikes_per_100km"]
        known = self.rows('SELECT * FROM incidents WHERE "where" = ?', leg)
        if not known and row["traverses_per_month"] is None:
            return 0.0
        start = self.settings["start"]
        since = start - timedelta(days=365.25 / 12 * self.doctrine["threat_months"])
        recent = sum(since <= moment(i["date"]) < start for i in known)
        travelled = (
            self.doctrine["threat_months"] * (row["traverses_per_month"] or 0.0) * row["km"] / 100
        )
        return (self.doctrine["threat_prior_strikes"] + recent) / (
            self.doctrine["threat_prior_100km"] + travelled
        )

    def pace(self, leg: sqlite3.Row, when: str) -> float:
        """The factor on a road's time of the row with the most conditions that hold; of several the slowest."""
        if leg["mode"] != "road" or not leg["surface"]:
            return 1
        rows = self.rows("SELECT * FROM pace")
        if not rows:
            return {"track": 1.27, "sand": 1.59}.get(leg["surface"], 1)
        fits = [
            r
            for r in rows
            if r["surface"] in {"*", leg["surface"]}
            and r["cover"] in {"*", leg["cover"] or "none"}
            and (r["threat_from"] or 0) <= self.strikes(leg["leg"], when)
            and (not r["valid_from"] or moment(r["valid_from"]) <= moment(when))
            and (not r["valid_to"] or moment(when) < moment(r["valid_to"]))
        ]
        return max(
            (
                (
                    (r["surface"] != "*")
                    + (r["cover"] != "*")
                    + bool(r["threat_from"])
                    + bool(r["valid_from"] or r["valid_to"]),
                    r["likely"],
                )
                for r in fits
            ),
            default=(0, 1),
        )[1]

    # -- stages

    def aboard(self, serial: str, stage: float) -> list[sqlite3.Row]:
        return self.rows(
            "SELECT l.*, v.crew AS v_crew, v.seats AS v_seats, v.armoured AS v_armoured, v.capabilities AS v_teams, v.fuel_l_per_km AS v_fuel, "
            "f.crew_party AS crew_party, o.crew AS o_crew, o.seats AS o_seats, o.armoured AS o_armoured, o.fuel_l_per_km AS o_fuel, o.self_driving AS o_drives, o.mass_t, o.teu, "
            "CASE WHEN l.role = 'carried' THEN NULL ELSE COALESCE(v.speed_kmh, y.speed_kmh, o.speed_kmh) END AS speed, p.count AS whole, p.capabilities AS p_teams "
            "FROM loads l LEFT JOIN fleets f ON l.kind = 'vehicle' AND f.fleet = l.item LEFT JOIN vehicles v ON v.vehicle = f.vehicle "
            "LEFT JOIN lots o ON l.kind = 'lot' AND o.lot = l.item "
            "LEFT JOIN air_fleets af ON l.kind = 'aircraft' AND af.air_fleet = l.item LEFT JOIN aircraft y ON y.aircraft = af.aircraft LEFT JOIN parties p ON l.kind = 'people' AND p.party = l.item "
            "WHERE l.serial = ? AND l.board_stage <= ? AND l.alight_stage >= ?",
            serial,
            stage,
            stage,
        )

    def stage(self, s: sqlite3.Row) -> dict[str, float]:
        """Everything that is counted of one stage."""
        aboard = self.aboard(s["serial"], s["stage"])
        leg = self.rows("SELECT * FROM legs WHERE leg = ?", s["leg"])[0]
        people = sum(x["quantity"] for x in aboard if x["kind"] == "people")
        crew = sum(x["quantity"] for x in aboard if x["kind"] == "people" and x["role"] == "crew")
        hired = sum(
            x["quantity"] * x["v_crew"]
            for x in aboard
            if x["kind"] == "vehicle" and not x["crew_party"]
        )
        carried = [x for x in aboard if x["kind"] == "lot" and x["role"] != "driven"]
        delivered = [x for x in aboard if x["kind"] == "supply" and x["role"] != "used"]
        found = {
            "vehicles": sum(
                x["quantity"] for x in aboard if x["kind"] == "vehicle" or x["role"] == "driven"
            ),
            "people": people + hired,
            "hired": hired,
            "crew": crew,
            "passengers": people - crew,
            "teu": sum(x["quantity"] * x["teu"] for x in carried),
            "tonnes": sum(x["quantity"] * x["mass_t"] for x in carried)
            + sum(self.mass(x) for x in delivered),
            "km": leg["km"],
            "hours": max(
                (leg["travel_hours"] or 0) * self.pace(leg, s["depart"]),
                *(
                    leg["km"] / x["speed"]
                    + (self.doctrine["taxi_hours"] if leg["mode"] == "air" else 0)
                    for x in aboard
                    if x["speed"]
                ),
                0,
            ),
            "strikes": self.strikes(s["leg"], s["depart"]),
        }
        for team in ("escort", "eod", "engineers", "medical", "recovery"):
            found[team] = sum(
                x["quantity"] * teams(x["v_teams"], team) for x in aboard if x["kind"] == "vehicle"
            )
            parties = defaultdict(float)
            for x in aboard:
                if x["kind"] == "people":
                    parties[x["item"], x["whole"], teams(x["p_teams"], team)] += x["quantity"]
            manned = Counter()
            for x in aboard:
                if x["kind"] == "vehicle" and teams(x["v_teams"], team):
                    manned[x["crew_party"]] += x["quantity"] * x["v_crew"]
            if leg["mode"] == "road":
                continue
            found[team] += sum(
                math.floor(max(0, n - manned[name]) * whole / count + 1e-9)
                for (name, count, whole), n in parties.items()
                if count
            )
        yes = {"yes", "1", "True"}
        armoured = sum(
            x["quantity"] * x["v_crew"]
            for x in aboard
            if x["kind"] == "vehicle" and x["v_armoured"] in yes and not x["crew_party"]
        )
        places = sum(
            x["quantity"] * x["v_crew"]
            for x in aboard
            if x["kind"] == "vehicle" and x["v_armoured"] in yes and x["crew_party"]
        )
        places += sum(
            x["quantity"] * x["o_crew"]
            for x in aboard
            if x["role"] == "driven" and x["o_armoured"] in yes
        )
        seats = sum(
            x["quantity"] * x["v_seats"]
            for x in aboard
            if x["kind"] == "vehicle" and x["v_armoured"] in yes
        )
        seats += sum(
            x["quantity"] * x["o_seats"]
            for x in aboard
            if x["role"] == "driven" and x["o_armoured"] in yes
        )
        sheltered = armoured + min(places, crew) + min(seats, people - crew)
        exposed = people + hired - (1 - self.doctrine["armour_factor"]) * sheltered
        size = (
            self.doctrine["fixed_share"]
            + (1 - self.doctrine["fixed_share"]) * exposed / self.doctrine["reference_people"]
        )
        found["casualties"] = (
            found["strikes"]
            * leg["km"]
            / 100
            * s["rotations"]
            * (leg["casualties_per_strike"] or 0.0)
            * size
        )
        return found

    def mass(self, x: sqlite3.Row) -> float:
        """Tonnes of supplies that are delivered."""
        ends = self.rows(
            "SELECT boards, alights FROM moves WHERE serial = ? AND kind = 'supply' AND item = ? AND role != 'used'",
            x["serial"],
            x["item"],
        )[0]
        rates = {
            r["site"]: r["kg_per_unit"]
            for r in self.rows("SELECT site, kg_per_unit FROM supplies WHERE supply = ?", x["item"])
        }
        return x["quantity"] * rates.get(ends["boards"], rates.get(ends["alights"], 1.0)) / 1000

    def permissions(self, s: sqlite3.Row) -> list[str]:
        """The permissions that decide on a stage, by the wording of the rule."""
        leg = self.rows("SELECT * FROM legs WHERE leg = ?", s["leg"])[0]
        forward = s["origin"] == leg["origin"]
        carries = self.rows(
            "SELECT 'people' AS payload, p.provider FROM loads l JOIN parties p ON l.kind = 'people' AND p.party = l.item WHERE l.serial = ? AND l.board_stage <= ? "
            "AND l.alight_stage >= ? AND l.role != 'crew' UNION SELECT 'cargo', o.provider FROM loads l JOIN lots o ON l.kind = 'lot' AND o.lot = l.item "
            "WHERE l.serial = ? AND l.board_stage <= ? AND l.alight_stage >= ? UNION SELECT 'resupply', '' FROM loads WHERE kind = 'supply' AND role != 'used' "
            "AND serial = ? AND board_stage <= ? AND alight_stage >= ?",
            *(3 * (s["serial"], s["stage"], s["stage"])),
        )
        ways = {
            "*": ("both", "in", "out"),
            s["leg"]: ("both", "out" if forward else "in"),
            s["origin"]: ("both", "out"),
            s["destination"]: ("both", "in"),
        }
        leaves, arrives = moment(s["depart"]), moment(s["arrive"])
        edges = {
            moment(edge)
            for row in self.rows("SELECT valid_from, valid_to FROM permissions")
            for edge in row
            if edge
        }
        times = {leaves, *(edge for edge in edges if leaves < edge < arrives)}
        found = set()
        for payload, provider in [tuple(c) for c in carries] or [("none", "")]:
            rows = self.rows(
                "SELECT * FROM permissions WHERE mode IN (?, '*') AND payload IN ('any', ?) AND provider IN ('', ?)",
                s["mode"],
                payload,
                provider,
            )
            about = [
                row
                for row in rows
                if row["where"] == "*" or row["direction"] in ways.get(row["where"], ())
            ]
            for time in times:
                found |= self.decisive([row for row in about if holds(row, time)], payload)
        return [
            r["permission"]
            for r in self.rows("SELECT permission FROM permissions ORDER BY rowid")
            if r["permission"] in found
        ]

    def decisive(self, rows: list[sqlite3.Row], payload: str) -> set[str]:
        """Those of some permissions that are the most specific about their place."""
        ranks = [(r, (bool(r["provider"]), r["payload"] == payload)) for r in rows]
        return {
            r["permission"]
            for r, rank in ranks
            if rank == max(other for o, other in ranks if o["where"] == r["where"])
        }

    # -- people and kit over time

    def out_events(self, what: str) -> list[tuple[datetime, str, float]]:
        """When how many people (by population) are out, and units (by what becomes of them) have ended."""
        exits = {r["site"] for r in self.rows("SELECT site FROM sites WHERE role = 'exit'")}
        found = []
        if what == "people":
            for p in self.rows("SELECT * FROM parties"):
                home = {p["destination"]} if p["destination"] else exits
                if p["site"] in home:
                    continue
                for m in self.rows(
                    "SELECT * FROM moves WHERE kind = 'people' AND item = ?", p["party"]
                ):
                    found += (
                        [(moment(m["leaves"]), p["population"], -m["quantity"])]
                        if m["boards"] in home
                        else []
                    )
                    found += (
                        [(moment(m["gets_there"]), p["population"], m["quantity"])]
                        if m["alights"] in home
                        else []
                    )
            return found
        return [
            event for o in self.rows("SELECT * FROM lots") for event in self.kit_events(o, exits)
        ]

    def kit_events(self, o: dict, exits: set[str]) -> list[tuple[datetime, str, float]]:
        """When how many units of a lot have ended, by what becomes of them; nothing of one that is out from the start."""
        found = []
        home = {o["destination"]} & exits if o["destination"] else exits
        if o["site"] in home:
            return []
        standing = {o["site"]: (o["quantity"], self.settings["start"])}
        for m in self.rows("SELECT * FROM moves WHERE kind = 'lot' AND item = ?", o["lot"]):
            for site, n, when in (
                (m["boards"], -m["quantity"], m["leaves"]),
                (m["alights"], m["quantity"], m["gets_there"]),
            ):
                there, last = standing.get(site, (0, self.settings["start"]))
                standing[site] = there + n, max(last, moment(when))
            found += [(moment(m["leaves"]), "home", -m["quantity"])] if m["boards"] in home else []
            found += (
                [(moment(m["gets_there"]), "home", m["quantity"])] if m["alights"] in home else []
            )
        for d in self.rows("SELECT * FROM disposals WHERE lot = ?", o["lot"]):
            kind = {
                "transfer": "stays",
                "sell": "passed",
                "gift": "passed",
                "handover": "passed",
            }
            found.append((moment(d["done"]), kind.get(self.fate(d), "lost"), d["quantity"]))
            there, last = standing.get(d["site"], (0, self.settings["start"]))
            standing[d["site"]] = there - d["quantity"], last
        # What nobody has decided on is lost as its site closes, or at the end.
        for site, (n, last) in standing.items():
            if site not in home and n > 0:
                close = self.rows("SELECT * FROM closures WHERE site = ?", site)
                when = max(last, moment(close[0]["close"])) if close else self.settings["end"]
                found.append((when, "lost", n))
        return found

    def present(self, site: str, when: datetime, *, armed: bool = False) -> float:
        """People at a site after all that happens at a moment."""
        total = 0.0
        for p in self.rows("SELECT * FROM parties"):
            if armed and p["armed"] != "yes":
                continue
            total += p["count"] if p["site"] == site else 0.0
            for m in self.rows(
                "SELECT * FROM moves WHERE kind = 'people' AND item = ?", p["party"]
            ):
                total -= (
                    m["quantity"] if m["boards"] == site and moment(m["leaves"]) <= when else 0.0
                )
                total += (
                    m["quantity"]
                    if m["alights"] == site and moment(m["gets_there"]) <= when
                    else 0.0
                )
        return total

    def vacuum(self, site: str) -> timedelta:
        """How long nobody is in charge of a site after it closes, whatever the plan's own row says."""
        row = self.rows(
            "SELECT s.receiver, s.receiver_ready, c.close FROM sites s JOIN closures c ON c.site = s.site WHERE s.site = ?",
            site,
        )
        if not row or not row[0]["receiver"] or not row[0]["receiver_ready"]:
            return timedelta()
        return max(timedelta(), moment(row[0]["receiver_ready"]) - moment(row[0]["close"]))

    def fate(self, d: dict) -> str:
        """What a disposal comes to: its way, or nobody where nobody takes the kit or stays with it."""
        (site,) = self.rows("SELECT * FROM sites WHERE site = ?", d["site"])
        if d["disposition"] in {"sell", "gift", "handover"}:
            ready = site["receiver_ready"]
            late = ready and moment(d["done"]) < moment(ready)
            return (
                "nobody"
                if not site["receiver"] or late or self.vacuum(d["site"])
                else d["disposition"]
            )
        if d["disposition"] != "transfer":
            return d["disposition"]
        (lot,) = self.rows("SELECT * FROM lots WHERE lot = ?", d["lot"])
        stay = {r["provider"] for r in self.staying() if r["site"] == d["site"]}
        if lot["owner"] == "contingent" and lot["provider"]:
            stay &= {lot["provider"]}
        return "transfer" if stay else "nobody"

    def staying(self) -> list[dict]:
        """Who is at home at the end at a site that stays open."""
        return self.rows(
            """
            WITH there AS (SELECT party, site, "count" AS n FROM parties
              UNION ALL SELECT item, boards, -quantity FROM moves WHERE kind = 'people'
              UNION ALL SELECT item, alights, quantity FROM moves WHERE kind = 'people')
            SELECT w.site, p.provider FROM there w JOIN parties p USING (party) JOIN sites s ON s.site = w.site
            WHERE s.stays_open AND p.destination = w.site GROUP BY w.site, p.party HAVING SUM(w.n) > 0
            """
        )

    def kit_at(self, site: str, when: datetime) -> float:
        """Units at a site that are neither out, nor with somebody else, nor destroyed."""
        total = self.one("SELECT COALESCE(SUM(quantity), 0) FROM lots WHERE site = ?", site)
        for m in self.rows("SELECT * FROM moves WHERE kind = 'lot'"):
            total -= m["quantity"] if m["boards"] == site and moment(m["leaves"]) <= when else 0.0
            total += (
                m["quantity"] if m["alights"] == site and moment(m["gets_there"]) <= when else 0.0
            )
        gone = self.rows(
            "SELECT d.* FROM disposals d JOIN lots o ON o.lot = d.lot WHERE d.site = ?",
            site,
        )
        return total - sum(
            d["quantity"]
            for d in gone
            if moment(d["done"]) <= when and self.fate(d) not in {"abandon", "nobody"}
        )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def teams(text: str | None, wanted: str) -> float:
    for part in (text or "").split(";"):
        name, _, n = part.strip().partition(":")
        if name == wanted:
            return float(n)
    return 0.0
