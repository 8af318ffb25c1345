"""What serials carry and use, stage by stage, and the fleets behind them, read from the plan's tables in SQL."""

from math import floor

from tests.support.oracles.second_reading import DAY, HOUR, changes

KINDS = {"road": "convoy", "rail": "train", "river": "boat", "sea": "ship", "air": "flight"}

VIEWS = """
CREATE TABLE aboard AS
  SELECT s.serial, s.stage, l.kind, l.item, l.quantity, l.role, l.board_stage, l.alight_stage FROM stages s
  JOIN moves l ON l.serial = s.serial AND s.stage BETWEEN l.board_stage AND l.alight_stage;
CREATE INDEX aboard_stage ON aboard (serial, stage);
CREATE TABLE freight AS
  SELECT a.serial, a.stage, a.quantity * l.teu AS teu, a.quantity * l.mass_t AS t FROM aboard a JOIN lots l ON a.item = l.lot
  WHERE a.kind = 'lot' AND a.role <> 'driven'
  UNION ALL SELECT a.serial, a.stage, 0, a.quantity * COALESCE(
      (SELECT kg_per_unit FROM supplies WHERE supply = a.item AND site = b.origin),
      (SELECT kg_per_unit FROM supplies WHERE supply = a.item AND site = e.destination), 1) / 1000
  FROM aboard a JOIN stages b ON b.serial = a.serial AND b.stage = a.board_stage JOIN stages e ON e.serial = a.serial AND e.stage = a.alight_stage
  WHERE a.kind = 'supply' AND a.role <> 'used';
CREATE TABLE rolling AS
  SELECT serial, stage, quantity AS n FROM aboard WHERE kind = 'vehicle' OR (kind = 'lot' AND role = 'driven');
CREATE TABLE souls AS
  SELECT serial, stage, quantity AS n FROM aboard WHERE kind = 'people'
  UNION ALL SELECT a.serial, a.stage, a.quantity * v.crew FROM aboard a JOIN fleets f ON f.fleet = a.item JOIN vehicles v USING (vehicle)
  WHERE a.kind = 'vehicle' AND f.crew_party = '';
CREATE INDEX freight_stage ON freight (serial, stage);
CREATE INDEX rolling_stage ON rolling (serial, stage);
CREATE INDEX souls_stage ON souls (serial, stage);
CREATE TABLE told AS
  SELECT s.*, (SELECT TOTAL(n) FROM rolling r WHERE r.serial = s.serial AND r.stage = s.stage) AS vehicles,
    (SELECT TOTAL(n) FROM souls r WHERE r.serial = s.serial AND r.stage = s.stage) AS people,
    (SELECT TOTAL(teu) FROM freight r WHERE r.serial = s.serial AND r.stage = s.stage) AS teu,
    (SELECT TOTAL(t) FROM freight r WHERE r.serial = s.serial AND r.stage = s.stage) AS t
  FROM stages s;
"""


class Lifts:
    """The serials of a plan."""

    def __init__(self, book):
        """Prepare the questions."""
        self.book = book
        book.db.executescript(VIEWS)
        self.types = {
            f["fleet"]: self.typed("vehicles", vehicle=f["vehicle"]) for f in book.tables["fleets"]
        }
        self.types |= {
            f["air_fleet"]: self.typed("aircraft", aircraft=f["aircraft"])
            for f in book.tables["air_fleets"]
        }

    def typed(self, table, **named):
        return self.book.first(table, **named)["name"] or next(iter(named.values()))

    def serials(self):
        """Return the serials in the order of leaving: (serial, mode, departs, arrives)."""
        sql = "SELECT serial, MIN(mode), MIN(depart) AS leave, (SELECT arrive FROM stages e WHERE e.serial = s.serial ORDER BY stage DESC LIMIT 1)"
        return self.book.ask(f"{sql} FROM stages s GROUP BY serial ORDER BY leave, serial")

    def stages(self, serial):
        """Return a serial's stages: (stage, leg, origin, destination, depart, arrive, rotations, vehicles, people, teu, t)."""
        sql = "SELECT stage, leg, origin, destination, depart, arrive, rotations, vehicles, people, teu, t FROM told WHERE serial = ? ORDER BY stage"
        return self.book.ask(sql, serial)

    def stops(self, serial):
        """Return where a serial begins, ends, and halts to take on or set down."""
        stages = self.stages(serial)
        boards = {
            n for (n,) in self.book.ask("SELECT board_stage FROM moves WHERE serial = ?", serial)
        }
        alights = {
            n for (n,) in self.book.ask("SELECT alight_stage FROM moves WHERE serial = ?", serial)
        }
        found = [stages[0][2]]
        for n, _, _, there, *_ in stages:
            if (n == stages[-1][0] or n in alights or n + 1 in boards) and there != found[-1]:
                found.append(there)
        return found

    def passengers(self, serial):
        """Return the people whose way a serial is: all but crews."""
        return self.book.one(
            "SELECT SUM(quantity) FROM moves WHERE serial = ? AND kind = 'people' AND role <> 'crew'",
            serial,
        )

    def units(self, serial):
        """Return the units of kit that a serial moves, carried or driven."""
        return self.book.one(
            "SELECT SUM(quantity) FROM moves WHERE serial = ? AND kind = 'lot'", serial
        )

    def empty(self, serial):
        """Say whether a serial has nothing but vehicles, crews and its own supplies."""
        return not self.book.one(
            "SELECT COUNT(*) FROM moves WHERE serial = ? AND kind IN ('people', 'lot', 'supply') AND role NOT IN ('crew', 'used')",
            serial,
        )

    def kinds(self, serial):
        """Return the most vehicles or aircraft of each type at once, by the type's name."""
        rows = self.book.ask(
            "SELECT stage, item, SUM(quantity) FROM aboard WHERE serial = ? AND kind IN ('vehicle', 'aircraft') GROUP BY stage, item",
            serial,
        )
        stages = {}
        for stage, fleet, n in rows:
            here = stages.setdefault(stage, {})
            here[self.types[fleet]] = here.get(self.types[fleet], 0) + n
        return {
            name: max(here.get(name, 0) for here in stages.values())
            for name in {name for here in stages.values() for name in here}
        }

    def uses(self, leg, begin=None, end=None):
        """Return the vehicles (by air sorties) that travel a leg, or those under way on it in a span."""
        under_way = " AND depart < ? AND arrive > ?" if begin is not None else ""
        spans = (end, begin) if begin is not None else ()
        return self.book.one(
            f"SELECT SUM(CASE mode WHEN 'air' THEN rotations ELSE vehicles END) FROM told WHERE leg = ?{under_way}",
            leg,
            *spans,
        )

    def fleets(self):
        """Return (fleet, type, site, usable) of all fleets, those by land and water first."""
        found = [
            (
                f["fleet"],
                f["site"],
                floor(f["count"] * (1 - f["out_of_service_share"]) + 1e-9),
                f["count"],
            )
            for f in self.book.tables["fleets"]
        ]
        for f in self.book.tables["air_fleets"]:
            share = self.book.first("aircraft", aircraft=f["aircraft"])["serviceability"]
            found.append((f["air_fleet"], f["site"], floor(f["count"] * share + 1e-9), f["count"]))
        return [
            (name, self.types[name], site, usable, count) for name, site, usable, count in found
        ]

    def moving(self, *fleets):
        """Return the vehicles or aircraft of fleets on the move over time."""
        marks = ", ".join("?" * len(fleets))
        rows = f"FROM moves WHERE kind IN ('vehicle', 'aircraft') AND item IN ({marks})"
        return changes(
            self.book.steps(
                f"SELECT leave AS at, quantity AS change {rows} UNION ALL SELECT arrive, -quantity {rows}",
                *fleets,
                *fleets,
            )
        )

    def trips(self, fleet):
        """Return (trips, sorties, hours on the move) of a fleet."""
        return self.book.ask(
            "SELECT COUNT(*), TOTAL(CASE mode WHEN 'air' THEN rotations ELSE 0 END), TOTAL(quantity * (arrive - leave)) / ? FROM moves "
            "WHERE kind IN ('vehicle', 'aircraft') AND item = ?",
            HOUR,
            fleet,
        )[0]

    def idle(self, fleet):
        """Return the share of the time to the last use of each in which those of a fleet that move wait to move again.

        At a site wait those above the fewest that ever stand there from then on.
        """
        road, air = (
            [r for r in self.book.tables[t] if r[k] == fleet]
            for t, k in (("fleets", "fleet"), ("air_fleets", "air_fleet"))
        )
        (row,) = road or air
        begin, home = max(0, row["available_from"] or 0), row["site"]
        waited = self.book.one(
            """
            WITH moved AS (SELECT leave AS at, -quantity AS change, IIF(?4, ?3, origin) AS site FROM moves WHERE kind = ?5 AND item = ?1
              UNION ALL SELECT arrive, quantity, IIF(?4, ?3, destination) FROM moves WHERE kind = ?5 AND item = ?1
              UNION ALL SELECT ?2, ?6, ?3),
            levels AS (SELECT site, at, SUM(SUM(change)) OVER (PARTITION BY site ORDER BY at) AS n FROM moved GROUP BY site, at),
            lasting AS (SELECT at, n, LEAD(at) OVER later AS until,
              MIN(n) OVER (PARTITION BY site ORDER BY at ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS fewest
              FROM levels WINDOW later AS (PARTITION BY site ORDER BY at))
            SELECT TOTAL((n - fewest) * (until - at)) FROM lasting WHERE until IS NOT NULL
            """,
            *(fleet, begin, home, bool(air), "aircraft" if air else "vehicle", row["count"]),
        )
        busy = self.trips(fleet)[2] * HOUR
        return waited / (waited + busy) if waited + busy else 0.0

    def last_use(self, fleet):
        """Return when the last trip of a fleet ends."""
        return self.book.one(
            "SELECT MAX(arrive) FROM moves WHERE kind IN ('vehicle', 'aircraft') AND item = ?",
            fleet,
        )


def days(seconds):
    """Return seconds as days."""
    return seconds / DAY
