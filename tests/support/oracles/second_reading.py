"""A second reading of a plan: the tables of mission and plan in SQLite, and questions asked of them in SQL.

Nothing here is shared with ``exeunt``: the fields are those of ``docs/formats.md`` (read by :mod:`tests.support.oracles.second_contract`), the words
are those of ``docs/rules.md`` and ``docs/report.md``. Moments are seconds from the mission's start, whole but for odd ones, so
that sums over time are exact.
"""

import sqlite3
import tomllib
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from math import exp
from pathlib import Path
from statistics import NormalDist

from tests.support.oracles.database import filled
from tests.support.oracles.second_contract import ORDER, PLAN, figures
from tests.support.oracles.second_pace import pace

HOUR, DAY = 3600, 86400
SHORT_DAYS = 21
"""Missions of at most so many days are told with times of day."""
FATES = ("ship", "transfer", "sell", "gift", "handover", "destroy", "abandon", "nobody", "left")
KINDS = {
    "home": ("ship",),
    "passed": ("sell", "gift", "handover"),
    "stays": ("transfer",),
    "lost": ("destroy", "abandon", "nobody", "left"),
}
"""What becomes of kit, by the fates that come to it."""

VIEWS = """
CREATE TABLE stages AS SELECT * FROM movements UNION ALL SELECT * FROM flights;
CREATE INDEX stages_serial ON stages (serial, stage);
CREATE INDEX loads_serial ON loads (serial);
CREATE TABLE moves AS
  SELECT l.*, a.mode, a.origin, b.destination, a.depart AS leave, b.arrive, a.rotations
  FROM loads l
  JOIN stages a ON a.serial = l.serial AND a.stage = l.board_stage
  JOIN stages b ON b.serial = l.serial AND b.stage = l.alight_stage
  WHERE l.board_stage <= l.alight_stage;
"""

STORES = """
CREATE TABLE homes AS
  SELECT p.party, s.site FROM parties p JOIN sites s
  ON CASE p.destination WHEN '' THEN s.role = 'exit' ELSE s.site = p.destination END;
CREATE VIEW leavers AS SELECT * FROM parties WHERE (party, site) NOT IN (SELECT party, site FROM homes);
CREATE TABLE ends AS
  SELECT l.lot, s.site FROM lots l JOIN sites s ON s.role = 'exit' AND l.destination IN ('', s.site);
CREATE VIEW kit AS SELECT * FROM lots WHERE (lot, site) NOT IN (SELECT lot, site FROM ends);
CREATE TABLE present AS
  SELECT party, site, 0 AS at, "count" AS change FROM parties
  UNION ALL SELECT item, origin, leave, -quantity FROM flown WHERE kind = 'people'
  UNION ALL SELECT item, destination, arrive, quantity FROM flown WHERE kind = 'people';
CREATE TABLE standing AS
  SELECT lot, site, 0 AS at, quantity AS change FROM lots
  UNION ALL SELECT item, origin, leave, -quantity FROM flown WHERE kind = 'lot'
  UNION ALL SELECT item, destination, arrive, quantity FROM flown WHERE kind = 'lot';
CREATE TABLE stayers AS
  SELECT p.site, q.provider FROM present p JOIN homes USING (party, site) JOIN sites s USING (site) JOIN parties q USING (party)
  WHERE s.stays_open GROUP BY p.site, p.party HAVING SUM(p.change) > 0;
CREATE TABLE ended AS
  SELECT d.row, d.lot, d.site, d.start, d.done AS at, d.quantity, d.disposition, CASE
    WHEN d.disposition IN ('sell', 'gift', 'handover') AND (s.receiver = '' OR s.receiver_ready > d.done OR s.receiver_ready > c."close") THEN 'nobody'
    WHEN d.disposition = 'transfer' AND NOT EXISTS (SELECT 1 FROM stayers y WHERE y.site = d.site
      AND (l.owner <> 'contingent' OR l.provider IN ('', y.provider))) THEN 'nobody'
    ELSE d.disposition END AS fate
  FROM disposals d JOIN lots l USING (lot) JOIN sites s ON s.site = d.site LEFT JOIN closures c ON c.site = d.site;
CREATE VIEW gone AS SELECT lot, site, at, quantity AS change FROM ended WHERE fate NOT IN ('abandon', 'nobody');
CREATE VIEW outs AS SELECT lot, at, change FROM standing JOIN ends USING (lot, site) WHERE lot IN (SELECT lot FROM kit);
CREATE VIEW stranded AS
  SELECT f.fleet, d.site, d.start AS at, d.quantity * v.crew AS people FROM disposals d JOIN fleets f ON f.fleet = d.lot
  JOIN vehicles v USING (vehicle) JOIN sites s ON s.site = d.site WHERE f.crew_party = '' AND s.role <> 'exit' AND people > 0;
CREATE TABLE calls AS
  SELECT 'out' AS way, origin AS site, leave AS at, serial, mode, rotations FROM moves
  WHERE role <> 'used' AND (mode <> 'air' OR kind <> 'aircraft')
  UNION SELECT 'in', destination, arrive, serial, mode, rotations FROM moves
  WHERE role <> 'used' AND (mode <> 'air' OR kind <> 'aircraft');
CREATE INDEX moves_serial ON moves (serial);
CREATE INDEX moves_item ON moves (kind, item);
CREATE INDEX moves_origin ON moves (origin);
CREATE INDEX present_party ON present (party);
CREATE INDEX present_site ON present (site);
CREATE INDEX standing_lot ON standing (lot);
CREATE INDEX standing_site ON standing (site);
CREATE INDEX calls_site ON calls (site, way);
"""


class Book:
    """A mission and a plan in a database in memory."""

    def __init__(self, mission, plan):
        """Read both folders."""
        self.facts = tomllib.loads((Path(mission) / "mission.toml").read_text(encoding="utf-8"))
        self.record = tomllib.loads((Path(plan) / "plan.toml").read_text(encoding="utf-8"))
        self.start = moment(self.facts["start"])
        self.deadline, self.end = (self.seconds(self.facts[name]) for name in ("deadline", "end"))
        self.fine = self.end <= SHORT_DAYS * DAY
        self.db = sqlite3.connect(":memory:")
        self.tables, self.keys = {}, {}
        day = self.record.get("as_of")
        day = moment(day) if day else None
        for folder, names in ((mission, ORDER), (plan, PLAN)):
            for name in names:
                path = Path(folder) / f"{name}.csv"
                self.tables[name] = filled(self.db, name, path, self.value, day)
        self.db.executescript(VIEWS)
        self.doctrine, self.prices = (self.valued(name) for name in ("doctrine", "prices"))
        self.fly()
        self.db.executescript(STORES)

    def rounds(self, serial):
        """Return (sorties, seconds after the first) of each round in which a serial goes.

        A flight of n sorties by k aircraft goes k at a time; the last round is home when the row says.
        """
        stages = self.ask(
            "SELECT depart, arrive, rotations, leg, mode, stage FROM stages WHERE serial = ? ORDER BY stage",
            serial,
        )
        aircraft = self.ask(
            "SELECT quantity FROM loads WHERE serial = ? AND kind = 'aircraft'", serial
        )
        n, mode = stages[0][2], stages[0][4]
        if (
            mode != "air"
            or len(aircraft) != 1
            or aircraft[0][0] < 1
            or len({s[2] for s in stages}) > 1
        ):
            return [(n, 0)]
        k, sizes = int(aircraft[0][0]), []
        while sum(sizes) < n:
            sizes.append(min(k, n - sum(sizes)))
        if len(sizes) == 1:
            return [(n, 0)]
        depart, arrive, _, leg, *_ = stages[-1]
        home = depart + HOUR * self.stage_hours(serial, stages[-1][5], leg)
        turn = HOUR * self.doctrine["flight_turn_hours"]
        apart = max((arrive - home) / (len(sizes) - 1), home + turn - stages[0][0])
        return [(size, number * apart) for number, size in enumerate(sizes)]

    def stage_hours(self, serial, stage, leg):
        """Return the hours that a stage is on the move."""
        aboard = self.ask(
            "SELECT kind, item, role FROM loads WHERE serial = ? AND ? BETWEEN board_stage AND alight_stage",
            *(serial, stage),
        )
        left = self.one("SELECT depart FROM stages WHERE serial = ? AND stage = ?", serial, stage)
        return self.hours_with(self.first("legs", leg=leg), aboard, left)

    def hours_with(self, row, aboard, left):
        """Return the hours of a leg left at a moment, or of the slowest type aboard if that takes longer."""
        taxi = self.doctrine["taxi_hours"] if row["mode"] == "air" else 0
        own = (row["travel_hours"] or 0) * pace(self, row, left)
        speeds = [
            self.movers[kind, item]["speed_kmh"]
            for kind, item, role in aboard
            if (kind, item) in self.movers and (kind != "lot" or role == "driven")
        ]
        likely = max([own, *(row["km"] / speed + taxi for speed in speeds if speed)])
        if row["mode"] == "air":
            return likely
        spread = self.doctrine["travel_spread"]
        share = self.doctrine["travel_confidence"]
        return likely * exp(NormalDist(0, spread).inv_cdf(share)) if spread else likely

    @cached_property
    def movers(self):
        """Return the rows with the speeds of what moves itself, by kind and name."""
        types = {
            ("vehicle", "fleets", "fleet"): ("vehicles", "vehicle"),
            ("aircraft", "air_fleets", "air_fleet"): ("aircraft", "aircraft"),
        }
        movers = {("lot", row["lot"]): row for row in self.tables["lots"]}
        for (kind, table, key), (of, name) in types.items():
            known = {row[name]: row for row in self.tables[of]}
            movers |= {(kind, row[key]): known[row[name]] for row in self.tables[table]}
        return movers

    def usual_hours(self, row):
        """Return the hours that a leg states, else those of the fastest type that has the range and both runways."""
        if row["travel_hours"]:
            return row["travel_hours"]
        firm = "CASE {0} WHEN 'paved' THEN 3 WHEN 'unpaved' THEN 2 WHEN 'helipad' THEN 1 ELSE 0 END"
        fastest = self.one(
            "SELECT MAX(speed_kmh) FROM aircraft a JOIN air_fleets USING (aircraft) WHERE range_km >= ? AND 2 = ("
            "SELECT COUNT(*) FROM sites s WHERE s.site IN (?, ?) AND s.runway_m >= a.runway_m "
            f"AND {firm.format('s.runway')} >= {firm.format('a.runway')})",
            *(row["km"], row["origin"], row["destination"]),
        )
        return row["km"] / fastest + self.doctrine["taxi_hours"] if fastest else 0

    def home(self, serial):
        """Return when the first of several rounds of a serial is home; the last is when the row says."""
        depart, stage, leg = self.ask(
            "SELECT depart, stage, leg FROM stages WHERE serial = ? ORDER BY stage DESC LIMIT 1",
            serial,
        )[0]
        return depart + HOUR * self.stage_hours(serial, stage, leg)

    def fly(self):
        """Write down what moves with each round: whole people and units, the rest with later rounds.

        Supplies are divided as they come, and aircraft are those that fly.
        """
        self.db.execute(
            "CREATE TABLE flown (row, serial, round, kind, item, origin, destination, leave, arrive, quantity)"
        )
        ways = self.ask(
            "SELECT row, serial, kind, item, origin, destination, leave, arrive, quantity, board_stage, alight_stage "
            "FROM moves ORDER BY row"
        )
        last = dict(self.ask("SELECT serial, MAX(stage) FROM stages GROUP BY serial"))
        paces = {serial: self.rounds(serial) for serial in last}
        people = {}
        for _, serial, kind, *_, quantity, boards, alights in ways:
            if kind == "people":
                queue = (serial, boards, alights)
                people[queue] = people.get(queue, 0) + quantity
        places, rows = {}, []
        for row, serial, kind, *way, leave, arrive, quantity, boards, alights in ways:
            rounds, home = paces[serial], arrive
            if len(rounds) > 1 and alights == last[serial]:
                home = self.home(serial)
            # Who stands where in the queue for the seats of all rounds; each row of kit has its own.
            queue = (serial, boards, alights) if kind == "people" else (row,)
            everybody = people.get(queue, quantity)
            begins = places.get(queue, 0)
            places[queue] = begins + quantity
            seats, gone, total = 0, 0, sum(size for size, _ in rounds)
            for number, (size, after) in enumerate(rounds, 1):
                gone += size
                seated = everybody if number == len(rounds) else everybody * gone // total
                share = max(0, min(begins + quantity, seated) - max(begins, seats))
                seats = seated
                if len(rounds) > 1 and kind in {"supply", "aircraft"}:
                    share = quantity * size / total if kind == "supply" else size
                rows.append((row, serial, number, kind, *way, leave + after, home + after, share))
        self.db.executemany(f"INSERT INTO flown VALUES ({', '.join('?' * 10)})", rows)

    def value(self, field, text):
        """Read one cell by what its field is; a blank is the default."""
        text = text.strip() or (field.default or "")
        match field.kind:
            case "number" | "coordinate":
                return float(text) if text else None
            case "whole number":
                return int(text) if text else None
            case "yes or no":
                return int(text.casefold() in {"yes", "true", "1", "x"})
            case "date or moment":
                return self.seconds(datetime.fromisoformat(text)) if text else None
        return text

    def valued(self, table):
        """Return all doctrine figures or prices: as stated, else the default."""
        return {
            **{name: f.value for name, f in figures(table).items()},
            **{r["name"]: r["value"] for r in self.tables[table]},
        }

    def seconds(self, when):
        """Return the seconds from the start, whole where they are."""
        exact = (moment(when) - self.start) / timedelta(seconds=1)
        return int(exact) if exact == int(exact) else exact

    def when(self, at):
        """Return the moment so many seconds after the start."""
        return self.start + timedelta(seconds=at)

    def ask(self, sql, *values):
        """Return the rows that answer a question."""
        return self.db.execute(sql, values).fetchall()

    def one(self, sql, *values):
        """Return the single figure that answers a question; 0 where there is none."""
        return self.db.execute(sql, values).fetchone()[0] or 0

    def first(self, table, **named):
        """Return the row of a table with a name."""
        ((name, value),) = named.items()
        if (table, name) not in self.keys:
            self.keys[table, name] = {r[name]: r for r in reversed(self.tables[table])}
        return self.keys[table, name][value]

    def steps(self, events, *values):
        """Return (moment, value from then on) for a query of ``at`` and ``change``."""
        return self.ask(
            f"SELECT at, SUM(SUM(change)) OVER (ORDER BY at) FROM ({events}) GROUP BY at ORDER BY at",
            *values,
        )

    # People

    @cached_property
    def to_leave(self):
        """Return how many people have to leave: not at home from the start, or left behind with hired vehicles."""
        return self.of_parties + self.crews

    @cached_property
    def of_parties(self):
        """Return how many people of parties are not at home from the start."""
        return self.one('SELECT SUM("count") FROM leavers')

    @cached_property
    def crews(self):
        """Return how many people of hired crews are left behind."""
        return self.one("SELECT SUM(people) FROM stranded")

    @cached_property
    def remaining(self):
        """Return how many people are at home from the start elsewhere than at an exit."""
        return self.one(
            "SELECT SUM(p.\"count\") FROM parties p JOIN homes USING (party, site) JOIN sites s USING (site) WHERE s.role <> 'exit'"
        )

    def out(self, at=None, **only):
        """Return how many of those who leave are at home at a moment (after all that happens at it), of a population or a party."""
        ((field, value),) = only.items() if only else (("'all'", "all"),)
        return self.one(
            f"SELECT SUM(change) FROM present JOIN homes USING (party, site) JOIN leavers USING (party) WHERE at <= ? AND {field} = ?",
            self.end if at is None else at,
            value,
        )

    def out_steps(self, **only):
        """Return the people out over time, of a population or a party."""
        ((field, value),) = only.items() if only else (("'all'", "all"),)
        return self.steps(
            f"SELECT at, change FROM present JOIN homes USING (party, site) JOIN leavers USING (party) WHERE {field} = ?",
            value,
        )

    def last_out(self, **only):
        """Return the moment from which on all who are out at the end are out for good; None where nobody is."""
        steps, final = [s for s in self.out_steps(**only) if s[0] <= self.end], self.out(**only)
        return (
            None
            if not final
            else next(
                (at for at, _ in steps if all(n >= final for later, n in steps if later >= at)),
                None,
            )
        )

    def there(self, site, at):
        """Return the people at a site who have yet to get home."""
        return self.one(
            "SELECT SUM(change) FROM present WHERE site = ? AND at <= ? AND party IN (SELECT party FROM leavers) AND (party, site) NOT IN (SELECT party, site FROM homes)",
            site,
            at,
        )

    def presence(self, site):
        """Return everybody present at a site over time."""
        return self.steps("SELECT at, change FROM present WHERE site = ?", site)

    @cached_property
    def late(self):
        """Return (party, late, not out at the end, last out, person-days) of every party with people who are late."""
        found = []
        for party, count in self.ask('SELECT party, "count" FROM leavers ORDER BY row'):
            missing = count - self.out(self.deadline, party=party)
            if missing > 0:
                final = self.out(party=party)
                last = self.last_out(party=party) if final > count - missing else None
                days = (
                    count * (self.end - self.deadline)
                    - area(self.out_steps(party=party), self.deadline, self.end)
                ) / DAY
                found.append((party, missing, count - final, last, days))
        return sorted(found, key=lambda r: (-r[2], -r[1], r[0]))

    # Kit

    @cached_property
    def units(self):
        """Return how many units are not out from the start."""
        return self.one("SELECT SUM(quantity) FROM kit")

    def kind_steps(self, kind):
        """Return the units of kit of one of the four kinds over time; what is left is lost as its site closes, or at the end."""
        if kind == "home":
            return self.steps("SELECT at, change FROM outs")
        marks = ", ".join(f"'{fate}'" for fate in KINDS[kind])
        ended = f"SELECT at, ended.quantity AS change FROM ended JOIN kit USING (lot) WHERE fate IN ({marks})"
        late = [
            (
                max(
                    self.closing(site),
                    self.one("SELECT MAX(at) FROM standing WHERE lot = ? AND site = ?", lot, site),
                ),
                left,
            )
            for lot, site, left, *_ in self.behind
            if left and kind == "lost"
        ]
        rows = "".join(f" UNION ALL SELECT {at}, {left}" for at, left in late)
        return self.steps(ended + rows)

    def closing(self, site):
        """Return when a site closes, or planning ends."""
        return self.one(
            'SELECT COALESCE((SELECT "close" FROM closures WHERE site = ?), ?)', site, self.end
        )

    def taken_steps(self):
        """Return the units that stand nowhere any more, over time: out, or with somebody else, or destroyed."""
        return self.steps(
            "SELECT at, change FROM outs UNION ALL SELECT at, change FROM gone JOIN kit USING (lot)"
        )

    @cached_property
    def kinds(self):
        """Return the units of kit by kind."""
        return {
            kind: sum(self.fate_counts[fate] for fate in fates) for kind, fates in KINDS.items()
        }

    @cached_property
    def fleet_kinds(self):
        """Return the vehicles of fleets by kind."""
        fates = {"home": "ship", "stays": "transfer"}
        found = {
            kind: sum(row[2] for row in self.fleet_ends if row[4] == fates.get(kind))
            for kind in KINDS
        }
        return found | {"lost": sum(row[2] for row in self.fleets_left)}

    def kit_there_steps(self, site):
        """Return the units at a site over time that are neither out, nor with somebody else, nor destroyed."""
        return self.steps(
            "SELECT at, change FROM standing WHERE site = ?1 AND lot IN (SELECT lot FROM kit) AND (lot, site) NOT IN (SELECT lot, site FROM ends)"
            " UNION ALL SELECT at, -change FROM gone WHERE site = ?1 AND lot IN (SELECT lot FROM kit)",
            site,
        )

    @cached_property
    def fates(self):
        """Return what becomes of each lot that is not out from the start: units by fate."""
        found = {}
        for lot, quantity in self.ask("SELECT lot, quantity FROM kit ORDER BY row"):
            here = dict.fromkeys(FATES, 0)
            here["ship"] = self.one(
                "SELECT SUM(change) FROM standing JOIN ends USING (lot, site) WHERE lot = ?", lot
            )
            here.update(
                self.ask(
                    "SELECT fate, SUM(quantity) FROM ended WHERE lot = ? GROUP BY fate",
                    lot,
                )
            )
            here["left"] = quantity - sum(here.values())
            found[lot] = here
        return found

    @cached_property
    def fate_counts(self):
        """Return the units of all kit by fate."""
        return {fate: sum(here[fate] for here in self.fates.values()) for fate in FATES}

    @cached_property
    def behind(self):
        """Return (lot, site, left, abandoned, given to nobody), what would harm most first, then what is worth most."""
        rows = self.ask(
            """
            WITH places AS (SELECT lot, site, SUM(change) AS n, 0 AS abandoned, 0 AS given FROM standing GROUP BY lot, site
              UNION ALL SELECT lot, site, -SUM(quantity), SUM(quantity * (fate = 'abandon')), SUM(quantity * (fate = 'nobody')) FROM ended GROUP BY lot, site)
            SELECT k.lot, p.site, CASE WHEN e.site IS NULL THEN MAX(0, SUM(n)) ELSE 0 END AS stay, SUM(abandoned) AS thrown, SUM(given) AS signed
            FROM places p JOIN kit k USING (lot) LEFT JOIN ends e ON e.lot = p.lot AND e.site = p.site
            GROUP BY k.lot, p.site HAVING stay > 0 OR thrown > 0 OR signed > 0
            ORDER BY -(stay + thrown + signed) * k.harm_if_captured, -(stay + thrown + signed) * k.value, k.lot, p.site
            """
        )
        return [(lot, site, *map(round, units)) for lot, site, *units in rows]

    @cached_property
    def fleets_left(self):
        """Return (fleet, site, vehicles, value of one, thrown away) of vehicles abandoned, then of own ones left."""
        thrown = self.ask(
            "SELECT d.lot, d.site, d.quantity, f.value, 1 FROM disposals d JOIN fleets f ON f.fleet = d.lot ORDER BY d.row"
        )
        return [*thrown, *((*end[:4], 0) for end in self.fleet_ends if end[4] == "left")]

    @cached_property
    def fleet_ends(self):
        """Return (fleet, site, vehicles, value of one, fate) of own vehicles where they are at the end."""
        return self.ask(
            """
            WITH parked AS (SELECT fleet, site, "count" AS n FROM fleets
              UNION ALL SELECT item, origin, -quantity FROM moves WHERE kind = 'vehicle'
              UNION ALL SELECT item, destination, quantity FROM moves WHERE kind = 'vehicle'
              UNION ALL SELECT d.lot, d.site, -d.quantity FROM disposals d JOIN fleets f ON f.fleet = d.lot),
            staying AS (SELECT p.site FROM present p JOIN homes USING (party, site) JOIN sites s USING (site)
              WHERE s.stays_open GROUP BY p.site HAVING SUM(p.change) > 0)
            SELECT f.fleet, x.site, SUM(x.n) AS there, f.value, CASE WHEN s.role = 'exit' THEN 'ship'
              WHEN x.site IN (SELECT site FROM staying) THEN 'transfer' ELSE 'left' END
            FROM parked x JOIN fleets f USING (fleet) JOIN sites s ON s.site = x.site
            WHERE f.ownership = 'own' GROUP BY f.fleet, x.site HAVING there > 0 ORDER BY f.row, s.row
            """
        )

    # Serials

    @cached_property
    def convoys(self):
        """Return how many serials are not flights."""
        return self.one("SELECT COUNT(DISTINCT serial) FROM movements")

    @cached_property
    def sorties(self):
        """Return how many sorties all flights make."""
        return self.one("SELECT SUM(rotations) FROM flights WHERE stage = 1")

    def site_calls(self, site, way):
        """Return the convoys on which something boards or alights at a site, and the sorties of flights."""
        convoys = self.one(
            "SELECT COUNT(DISTINCT serial) FROM calls WHERE site = ? AND way = ? AND mode <> 'air'",
            site,
            way,
        )
        flights = self.ask(
            "SELECT DISTINCT serial, rotations FROM calls WHERE site = ? AND way = ? AND mode = 'air'",
            site,
            way,
        )
        return convoys, sum(rotations for _, rotations in flights)

    def named(self, site):
        """Return a site's printed name."""
        return self.first("sites", site=site)["name"] or site


def moment(given):
    """Return a date or a moment as a moment."""
    return (
        datetime.combine(given, time())
        if isinstance(given, date) and not isinstance(given, datetime)
        else given
    )


def held(steps, at, before=0):
    """Return the value of steps at a moment, after all that happens at it."""
    return next((value for begin, value in reversed(steps) if begin <= at), before)


def area(steps, begin, end):
    """Return the sum of a value over the seconds of a span."""
    edges = sorted({begin, end, *(at for at, _ in steps if begin < at < end)})
    return sum(held(steps, a) * (b - a) for a, b in pairwise(edges))


def changes(steps):
    """Return steps from the start on, those that change nothing left out."""
    found = []
    for at, value in [(0, held(steps, 0)), *(s for s in steps if s[0] > 0)]:
        if not found or found[-1][1] != value:
            found.append((at, value))
    return found
