"""Every figure of the papers that are tables is recomputed from the plan's own tables, in a database, and compared cell by cell."""

import math
from collections import defaultdict
from datetime import datetime, timedelta
from functools import cache

import pytest

from exeunt.papers.registry import COLUMNS
from exeunt.rules.terms import terms
from exeunt.words.words import words
from tests.support.oracles.papers_by_sql import Tables, moment, teams
from tests.support.pages.paper_world import (
    WORLDS,
    mission,
    plan,
    printed,
    read_csv,
    same,
    sheets,
    tables,
)

TEAMS = ("escort", "eod", "engineers", "medical", "recovery")
STATES = ("granted", "impeded", "refused", "pending", "unanswered", "withdrawn")
"""How what the planner writes as a reason ends: papers do not repeat it."""
POPULATIONS = ("troops", "police", "civilian", "contractor", "dependant", "evacuee")


@cache
def base(name: str) -> Tables:
    return Tables(tables(name))


def compare(path, paper: str, key: str, wanted: list[dict]) -> None:
    """Compare a sheet with rows by the keys of its columns."""
    fields = COLUMNS[paper][key]
    say = words(mission("small"), "en")
    titles = (
        {say(f"papers.{key}"), say("papers.movement.by_day")}
        if key == "movement.by_week"
        else {say(f"papers.{key}")}
    )
    book = sheets(path)
    sheet = next(book[title] for title in titles if title in book)
    at = {field.key: n for n, field in enumerate(fields)}
    assert sheet.head == [f.header("en", "USD") for f in fields]
    found = [row for row in sheet.rows if any(cell is not None for cell in row)]
    assert len(found) == len(wanted), (key, len(found), len(wanted))
    for row, want in zip(found, wanted, strict=True):
        wrong = {
            name: (row[at[name]], value)
            for name, value in want.items()
            if not same(row[at[name]], value)
        }
        assert not wrong, (key, row[0], wrong)
    seen = {name for want in wanted for name in want}
    unseen = at.keys() - seen - {f.key for f in fields if f.kind == "text"}
    assert not found or not unseen, (
        f"{key}: figures that nothing is compared with: {sorted(unseen)}"
    )


def surface(t: Tables) -> list[str]:
    return [
        r["serial"]
        for r in t.rows(
            "SELECT serial, MIN(depart) AS first FROM movements GROUP BY serial ORDER BY first, serial"
        )
    ]


def stages(t: Tables, serial: str) -> list:
    return t.rows("SELECT * FROM stages WHERE serial = ? ORDER BY stage", serial)


def used(t: Tables, found: list) -> str:
    names = {p for s in found for p in t.permissions(s)}
    return "; ".join(
        r["permission"]
        for r in t.rows("SELECT permission FROM permissions ORDER BY rowid")
        if r["permission"] in names
    )


def sums(t: Tables, serial: str) -> dict:
    """What a serial carries in all."""
    q = "SELECT COALESCE(SUM({}), 0) FROM loads l LEFT JOIN lots o ON l.kind = 'lot' AND o.lot = l.item WHERE l.serial = ? AND {}"
    delivered = t.rows(
        "SELECT * FROM loads WHERE serial = ? AND kind = 'supply' AND role != 'used'", serial
    )
    carried = t.one(
        q.format("l.quantity * o.mass_t", "l.kind = 'lot' AND l.role != 'driven'"), serial
    )
    return {
        "units": t.one(q.format("l.quantity", "l.kind = 'lot'"), serial),
        "teu": t.one(
            q.format("l.quantity * o.teu", "l.kind = 'lot' AND l.role != 'driven'"), serial
        ),
        "tonnes": carried + sum(t.mass(x) for x in delivered),
        "passengers": t.one(
            q.format("l.quantity", "l.kind = 'people' AND l.role != 'crew'"), serial
        ),
    }


@pytest.mark.parametrize("name", WORLDS)
def test_movement_table(name):
    t, path = base(name), printed(name, "movement-table") / "movement-table.xlsx"
    place = t.names()
    rows, legs, loads = [], [], []
    for serial in surface(t):
        found = stages(t, serial)
        counted = [t.stage(s) for s in found]
        hired = max(c["hired"] for c in counted)
        people = {
            p: t.one(
                "SELECT COALESCE(SUM(l.quantity), 0) FROM loads l JOIN parties p ON l.kind = 'people' AND p.party = l.item WHERE l.serial = ? AND p.population = ?",
                serial,
                p,
            )
            for p in POPULATIONS
        }
        crew = t.one(
            "SELECT COALESCE(SUM(quantity), 0) FROM loads WHERE serial = ? AND kind = 'people' AND role = 'crew'",
            serial,
        )
        span = moment(found[-1]["arrive"]) - moment(found[0]["depart"])
        rows.append(
            {
                "serial": serial,
                "depart": found[0]["depart"],
                "arrive": found[-1]["arrive"],
                "days": span / timedelta(days=1),
                "km": sum(c["km"] for c in counted),
                "vehicles": max(c["vehicles"] for c in counted),
                "escort": min(c["escort"] for c in counted),
                "people": sum(people.values()) + hired,
                "crew": crew + hired,
                **people,
                "hired_crew": hired,
                **sums(t, serial),
                "casualties": sum(c["casualties"] for c in counted),
                "permissions": used(t, found),
            }
        )
        for s, after, c in zip(found, [*found[1:], None], counted, strict=True):
            halt = (
                None
                if after is None
                else (moment(after["depart"]) - moment(s["arrive"])) / timedelta(hours=1)
            )
            legs.append(
                {
                    "serial": serial,
                    "stage": s["stage"],
                    "leg": s["leg"],
                    "from": place[s["origin"]],
                    "to": place[s["destination"]],
                    "km": c["km"],
                    "planned_hours": c["hours"],
                    "depart": s["depart"],
                    "arrive": s["arrive"],
                    "nights": nights(t, s),
                    "halt_hours": halt,
                    "vehicles": c["vehicles"],
                    **{team: c[team] for team in TEAMS},
                    "people": c["people"],
                    "passengers": c["passengers"],
                    "teu": c["teu"],
                    "tonnes": c["tonnes"],
                    "strikes": c["strikes"],
                    "casualties": c["casualties"],
                    "permissions": used(t, [s]),
                }
            )
        loads += load_rows(t, serial)
    compare(path, "movement-table", "movement.serials", rows)
    compare(path, "movement-table", "movement.stages", legs)
    compare(path, "movement-table", "movement.loads", loads)


def nights(t: Tables, s: dict) -> int | None:
    """Return the nights of a stage on the road: it halts at the end of a day's march, and every day after."""
    if s["mode"] != "road":
        return None
    halts, left = 0, moment(s["arrive"]) - moment(s["depart"])
    left -= timedelta(hours=t.doctrine["march_hours_per_day"])
    while left > timedelta(0):
        halts, left = halts + 1, left - timedelta(days=1)
    return halts


def load_rows(t: Tables, serial: str) -> list[dict]:
    place, rows = t.names(), []
    for m in t.rows("SELECT * FROM moves WHERE serial = ? ORDER BY n", serial):
        lot = (
            t.rows("SELECT * FROM lots WHERE lot = ?", m["item"])
            if m["kind"] == "lot" and m["role"] != "driven"
            else []
        )
        tonnes = (
            m["quantity"] * lot[0]["mass_t"]
            if lot
            else t.mass(m)
            if m["kind"] == "supply" and m["role"] != "used"
            else 0
        )
        rows.append(
            {
                "serial": serial,
                "item": m["item"],
                "quantity": m["quantity"],
                "boards": place[m["boards"]],
                "board_stage": m["board_stage"],
                "depart": m["leaves"],
                "alights": place[m["alights"]],
                "alight_stage": m["alight_stage"],
                "arrive": m["gets_there"],
                "teu": m["quantity"] * lot[0]["teu"] if lot else 0,
                "tonnes": tonnes,
            }
        )
    return rows


@pytest.mark.parametrize("name", WORLDS)
def test_movement_by_period(name):
    t, path = base(name), printed(name, "movement-table") / "movement-table.xlsx"
    daily = t.settings["end"] - t.settings["start"] <= timedelta(days=21)
    groups, whole = defaultdict(lambda: defaultdict(float)), defaultdict(float)
    for first in t.rows(
        "SELECT serial, mode, rotations, MIN(depart) AS leaves FROM stages GROUP BY serial"
    ):
        when = moment(first["leaves"])
        year, week, _ = when.isocalendar()
        key = f"{when:%Y-%m-%d}" if daily else f"{year}-W{week:02}"
        counted = [t.stage(s) for s in stages(t, first["serial"])]
        one = {
            "serials": 1,
            "sorties": first["rotations"] if first["mode"] == "air" else 0,
            "vehicles": max(c["vehicles"] for c in counted),
            **sums(t, first["serial"]),
            "casualties": sum(c["casualties"] for c in counted),
        }
        for column, value in one.items():
            groups[key, first["mode"]][column] += value
            whole[column] += value
    begins = {
        key: datetime.strptime(key if daily else f"{key}-1", "%Y-%m-%d" if daily else "%G-W%V-%u")
        for key, _ in groups
    }
    wanted = [
        {"period": key, "begin": begins[key], "mode": mode, **found}
        for (key, mode), found in sorted(groups.items())
    ]
    compare(
        path,
        "movement-table",
        "movement.by_week",
        [*wanted, {"period": "Total", "begin": None, **whole}],
    )


@pytest.mark.parametrize("name", WORLDS)
def test_air_table(name):
    t, path = base(name), printed(name, "air-table") / "air-table.xlsx"
    place, kg = t.names(), base(name).doctrine["passenger_t"]
    flights, legs, days, months, landings = (
        [],
        [],
        defaultdict(lambda: defaultdict(float)),
        defaultdict(lambda: defaultdict(float)),
        defaultdict(float),
    )
    for r in t.rows(
        "SELECT serial, MIN(depart) AS first FROM flights GROUP BY serial ORDER BY first, serial"
    ):
        found = stages(t, r["serial"])
        craft = t.rows(
            "SELECT l.quantity, f.air_fleet, f.count, a.* FROM loads l JOIN air_fleets f ON l.kind = 'aircraft' AND f.air_fleet = l.item JOIN aircraft a ON a.aircraft = f.aircraft WHERE l.serial = ?",
            r["serial"],
        )[0]
        counted, when, hours = [t.stage(s) for s in found], moment(r["first"]), 0.0
        for s, c in zip(found, counted, strict=True):
            hours += s["rotations"] * c["hours"]
            offered, used_t = (
                craft["seats"] * s["rotations"],
                c["tonnes"] + (c["people"] - c["hired"]) * kg,
            )
            taken = c["people"] - c["hired"]
            legs.append(
                {
                    "serial": r["serial"],
                    "stage": s["stage"],
                    "leg": s["leg"],
                    "from": place[s["origin"]],
                    "to": place[s["destination"]],
                    "km": c["km"],
                    "hours": c["hours"],
                    "sorties": s["rotations"],
                    "depart": s["depart"],
                    "arrive": s["arrive"],
                    "seats": offered,
                    "seats_taken": taken,
                    "filled": taken / offered if offered else None,
                    "payload": craft["payload_t"] * s["rotations"],
                    "payload_used": used_t,
                    "permissions": used(t, [s]),
                }
            )
            landings[s["destination"], moment(s["depart"]).date()] += s["rotations"]
        mine = [x for x in legs if x["serial"] == r["serial"]]
        carried = sums(t, r["serial"])
        flights.append(
            {
                "serial": r["serial"],
                "day": datetime(when.year, when.month, when.day),
                "fleet": craft["air_fleet"],
                "planes": craft["quantity"],
                "sorties": found[0]["rotations"],
                "depart": r["first"],
                "arrive": found[-1]["arrive"],
                "block_hours": hours,
                "passengers": carried["passengers"],
                "units": carried["units"],
                "seats": mine[0]["seats"],
                "seats_taken": max(x["seats_taken"] for x in mine),
                "filled": max(x["seats_taken"] for x in mine) / mine[0]["seats"]
                if mine[0]["seats"]
                else None,
                "payload": mine[0]["payload"],
                "payload_used": max(x["payload_used"] for x in mine),
                "permissions": used(t, found),
            }
        )
        for group in (
            days[datetime(when.year, when.month, when.day), craft["air_fleet"]],
            months[craft["air_fleet"], datetime(when.year, when.month, 1)],
        ):
            for key, value in {
                "flights": 1,
                "sorties": found[0]["rotations"],
                "block_hours": hours,
                "passengers": carried["passengers"],
                "units": carried["units"],
            }.items():
                group[key] += value
        months[craft["air_fleet"], datetime(when.year, when.month, 1)]["limit"] = (
            craft["count"] * craft["block_hours_per_month"]
        )
    compare(path, "air-table", "air.flights", flights)
    compare(path, "air-table", "air.stages", legs)
    compare(
        path, "air-table", "air.loads", [row for f in flights for row in load_rows(t, f["serial"])]
    )
    compare(
        path,
        "air-table",
        "air.by_day",
        [{"day": d, "fleet": f, **found} for (d, f), found in sorted(days.items())],
    )
    monthly = [
        {
            "fleet": f,
            "month": m,
            "sorties": x["sorties"],
            "block_hours": x["block_hours"],
            "limit": x["limit"],
            "used": x["block_hours"] / x["limit"],
        }
        for (f, m), x in sorted(months.items())
    ]
    compare(path, "air-table", "air.hours", monthly)
    slots = {r["site"]: r["slots_per_day"] for r in t.rows("SELECT site, slots_per_day FROM sites")}
    order = [r["site"] for r in t.rows("SELECT site FROM sites ORDER BY rowid")]
    listed = sorted(landings.items(), key=lambda x: (order.index(x[0][0]), x[0][1]))
    compare(
        path,
        "air-table",
        "air.landings",
        [
            {
                "site": place[s],
                "day": datetime(d.year, d.month, d.day),
                "landings": n,
                "slots": slots[s],
                "free": None if slots[s] is None else slots[s] - n,
            }
            for (s, d), n in listed
        ],
    )


@pytest.mark.parametrize("name", ["port-run", "small"])
def test_permissions(name):
    t, path = base(name), printed(name, "permissions") / "permissions.xlsx"
    uses = defaultdict(list)
    for r in t.rows(
        "SELECT serial, MIN(depart) AS first FROM stages GROUP BY serial ORDER BY first, serial"
    ):
        for s in stages(t, r["serial"]):
            for p in t.permissions(s):
                uses[p, r["serial"]].append(s)
    asked = {r["permission"]: r for r in t.rows("SELECT * FROM requests")}
    start, wanted, notices = t.settings["start"], {}, []
    for p in t.rows("SELECT * FROM permissions ORDER BY rowid"):
        found = {
            serial: hops
            for (permission, serial), hops in uses.items()
            if permission == p["permission"]
        }
        carried = [sums(t, serial) for serial in found]
        whole = {
            "people": sum(c["passengers"] for c in carried),
            "units": sum(c["units"] for c in carried),
            "teu": sum(c["teu"] for c in carried),
        }
        request = asked.get(p["permission"])
        wanted[p["permission"]] = {
            "permission": p["permission"],
            "grantor": p["grantor"],
            "ask_by": request["ask_by"] if request else None,
            "answer_by": p["answer_by"],
            "chance": p["chance"],
            "lead_days": p["lead_days"],
            "valid_from": p["valid_from"],
            "valid_to": p["valid_to"],
            "movements": len(found),
            "first_use": min((h["depart"] for hops in found.values() for h in hops), default=None),
            "last_use": max((h["depart"] for hops in found.values() for h in hops), default=None),
            **whole,
            "reason": ""
            if request is None or request["reason"].rpartition(": ")[2] in STATES
            else request["reason"],
        }
        for serial, hops in found.items():
            c = sums(t, serial)
            by = max(start, moment(hops[0]["depart"]) - timedelta(days=p["lead_days"]))
            notices.append(
                {
                    "permission": p["permission"],
                    "serial": serial,
                    "depart": moment(hops[0]["depart"]),
                    "notify_by": by,
                    "people": c["passengers"],
                    "units": c["units"],
                    "teu": c["teu"],
                }
            )
    order = [row[0] for row in sheets(path)["Register"].rows]
    assert sorted(order) == sorted(wanted)
    compare(path, "permissions", "permissions.register", [wanted[name] for name in order])
    notices.sort(key=lambda n: (n["notify_by"], n["depart"], n["serial"]))
    compare(path, "permissions", "permissions.uses", notices)


def falls(t: Tables) -> list[dict]:
    """What becomes of all kit, by the tables."""
    exits, place = (
        {r["site"] for r in t.rows("SELECT site FROM sites WHERE role = 'exit'")},
        t.names(),
    )
    found = []

    def add(o, fate, site, units, first, last, way=""):
        rules = t.rows(
            "SELECT * FROM dispositions WHERE disposition = ? AND kit_class IN ('*', ?) AND owner IN ('*', ?)",
            way or fate,
            o["kit_class"],
            o["owner"],
        )
        rule = max(rules, key=lambda r: (r["kit_class"] != "*", r["owner"] != "*"), default=None)
        share = (
            0.0
            if fate in {"abandon", "nobody", "left"}
            else (rule["recovery_share"] if rule else float(fate == "ship"))
        )
        cost = units * rule["cost_per_unit"] if rule and fate != "left" else 0.0
        value = units * o["value"]
        found.append(
            {
                "lot": o["lot"],
                "owner": o["owner"],
                "group": o["disposal_group"] if o["owner"] == "mission" else "",
                "fate": fate,
                "at": site,
                "site": place[site],
                "quantity": units,
                "tonnes": units * o["mass_t"],
                "teu": units * o["teu"],
                "first": first,
                "last": last,
                "value": value,
                "recovered": value * share,
                "lost": value * (1 - share),
                "cost": cost,
                "recovery": share,
            }
        )

    for o in t.rows("SELECT * FROM lots ORDER BY rowid"):
        home = {o["destination"]} & exits if o["destination"] else exits
        if o["site"] in home:
            continue
        standing = defaultdict(float, {o["site"]: o["quantity"]})
        arrived = defaultdict(list)
        for m in t.rows(
            "SELECT * FROM moves WHERE kind = 'lot' AND item = ? ORDER BY leaves", o["lot"]
        ):
            standing[m["boards"]] -= m["quantity"]
            standing[m["alights"]] += m["quantity"]
            arrived[m["alights"]].append(m["gets_there"])
        gone = t.rows("SELECT * FROM disposals WHERE lot = ? ORDER BY rowid", o["lot"])
        for site in [s for s in standing if s in home and standing[s] > 0]:
            add(o, "ship", site, standing[site], min(arrived[site]), max(arrived[site]))
        for d in gone:
            standing[d["site"]] -= d["quantity"]
            add(
                *(o, t.fate(d), d["site"], d["quantity"], d["start"], d["done"]),
                way=d["disposition"],
            )
        for site in sorted(s for s in standing if s not in home and standing[s] > 0):
            add(o, "left", site, standing[site], None, None)
    for d in t.rows(
        "SELECT d.*, f.value, f.vehicle FROM disposals d JOIN fleets f ON f.fleet = d.lot ORDER BY d.rowid"
    ):
        value = d["quantity"] * d["value"]
        found.append(
            {
                "lot": d["lot"],
                "owner": "fleet",
                "group": "",
                "fate": d["disposition"],
                "at": d["site"],
                "site": place[d["site"]],
                "quantity": d["quantity"],
                "tonnes": None,
                "teu": None,
                "first": d["start"],
                "last": d["done"],
                "value": value,
                "recovered": 0.0,
                "lost": value,
                "cost": 0.0,
                "recovery": 0.0,
            }
        )
    return [*found, *parked(t, place, exits)]


def parked(t: Tables, place: dict[str, str], exits: set[str]) -> list[dict]:
    """Return what becomes of own vehicles that are not abandoned."""
    found = []
    staying = {
        r["site"]
        for r in t.rows(
            """
            WITH there AS (SELECT party, site, "count" AS n FROM parties
              UNION ALL SELECT item, boards, -quantity FROM moves WHERE kind = 'people'
              UNION ALL SELECT item, alights, quantity FROM moves WHERE kind = 'people')
            SELECT w.site FROM there w JOIN parties p USING (party) JOIN sites s ON s.site = w.site
            WHERE s.stays_open AND p.destination = w.site GROUP BY w.site HAVING SUM(w.n) > 0
            """
        )
    }
    for r in t.rows(
        """
        WITH standing AS (SELECT fleet, site, "count" AS n FROM fleets
          UNION ALL SELECT item, boards, -quantity FROM moves WHERE kind = 'vehicle'
          UNION ALL SELECT item, alights, quantity FROM moves WHERE kind = 'vehicle'
          UNION ALL SELECT d.lot, d.site, -d.quantity FROM disposals d JOIN fleets f ON f.fleet = d.lot)
        SELECT f.fleet, w.site, SUM(w.n) AS n, f.value, v.armoured FROM standing w JOIN fleets f USING (fleet)
        JOIN vehicles v USING (vehicle) JOIN sites s ON s.site = w.site
        WHERE f.ownership = 'own' GROUP BY f.fleet, w.site HAVING SUM(w.n) > 0 ORDER BY f.rowid, s.rowid
        """
    ):
        fate = "ship" if r["site"] in exits else "transfer" if r["site"] in staying else "left"
        rules = t.rows(
            "SELECT * FROM dispositions WHERE disposition = ? AND kit_class IN ('*', ?) AND owner IN ('*', 'mission')",
            fate,
            "armour" if r["armoured"] else "vehicle",
        )
        rule = max(rules, key=lambda x: (x["kit_class"] != "*", x["owner"] != "*"), default=None)
        if rule and not rule["lawful"]:
            fate = "left"
        share = 0.0 if fate == "left" else rule["recovery_share"] if rule else 1.0
        value = r["n"] * r["value"]
        found.append(
            {
                "lot": r["fleet"],
                "owner": "fleet",
                "group": "",
                "fate": fate,
                "at": r["site"],
                "site": place[r["site"]],
                "quantity": r["n"],
                "tonnes": None,
                "teu": None,
                "first": None,
                "last": None,
                "value": value,
                "recovered": value * share,
                "lost": value * (1 - share),
                "cost": 0.0,
                "recovery": share,
            }
        )
    return found


def total(rows: list[dict]) -> dict:
    return {key: sum(r[key] for r in rows) for key in MONEY}


MONEY = ("quantity", "value", "recovered", "lost", "cost")
FATES = ("ship", "transfer", "sell", "gift", "handover", "destroy", "abandon", "nobody", "left")
KINDS = {
    "ship": "Home",
    "transfer": "Staying in use",
    **dict.fromkeys(("sell", "gift", "handover"), "Passed on"),
    **dict.fromkeys(("destroy", "abandon", "nobody", "left"), "Lost"),
}
OWNERS = {"mission": "mission-owned", "contingent": "contingent-owned", "fleet": "fleets"}


@pytest.mark.parametrize("name", WORLDS)
def test_asset_disposal_plan(name):
    path = printed(name, "asset-disposal-plan") / "asset-disposal-plan.xlsx"
    say, found = words(mission("small")), falls(base(name))
    detail = [
        {
            k: f[k]
            for k in (
                "lot",
                "site",
                "quantity",
                "tonnes",
                "teu",
                "first",
                "last",
                "value",
                "recovered",
                "lost",
                "cost",
                "recovery",
            )
        }
        for f in found
    ]
    compare(
        path,
        "asset-disposal-plan",
        "disposal.detail",
        [
            {**d, "fate": say(f"fate.{f['fate']}"), "kind": KINDS[f["fate"]]}
            for d, f in zip(detail, found, strict=True)
        ],
    )

    groups = []
    for owner, owned in OWNERS.items():
        for group in ("I", "II", "III", "IV", "V", ""):
            rows = [f for f in found if (f["owner"], f["group"]) == (owner, group)]
            if rows:
                by = {fate: sum(r["quantity"] for r in rows if r["fate"] == fate) for fate in FATES}
                groups.append(
                    {
                        "group": f"Group {group}" if group else "none",
                        "owner": owned,
                        "lots": len({r["lot"] for r in rows}),
                        **total(rows),
                        **by,
                    }
                )
    by = {fate: sum(r["quantity"] for r in found if r["fate"] == fate) for fate in FATES}
    compare(
        path,
        "asset-disposal-plan",
        "disposal.by_group",
        [*groups, {"group": "Total", "lots": len({r["lot"] for r in found}), **total(found), **by}],
    )


@pytest.mark.parametrize("name", WORLDS)
def test_asset_disposal_plan_by_disposition_and_site(name):
    t, path = base(name), printed(name, "asset-disposal-plan") / "asset-disposal-plan.xlsx"
    say, found = words(mission("small")), falls(base(name))
    fates = []
    for fate in FATES:
        for owner, owned in OWNERS.items():
            rows = [f for f in found if (f["fate"], f["owner"]) == (fate, owner)]
            if rows:
                span = {
                    "first": min((r["first"] for r in rows if r["first"]), default=None),
                    "last": max((r["last"] for r in rows if r["last"]), default=None),
                }
                fates.append(
                    {
                        "fate": say(f"fate.{fate}"),
                        "kind": KINDS[fate],
                        "owner": owned,
                        **total(rows),
                        **span,
                    }
                )
    compare(
        path, "asset-disposal-plan", "disposal.by_fate", [*fates, {"fate": "Total", **total(found)}]
    )
    places = []
    for r in t.rows("SELECT site FROM sites ORDER BY rowid"):
        for fate in FATES:
            rows = [f for f in found if (f["at"], f["fate"]) == (r["site"], fate)]
            if rows:
                sizes = {key: sum(x[key] or 0 for x in rows) for key in ("tonnes", "teu")}
                places.append(
                    {
                        "site": t.names()[r["site"]],
                        "fate": say(f"fate.{fate}"),
                        **total(rows),
                        **sizes,
                    }
                )
    compare(
        path,
        "asset-disposal-plan",
        "disposal.by_site",
        [*places, {"site": "Total", **total(found)}],
    )
    assert total(found)["lost"] == pytest.approx(terms(mission(name), plan(name)).value_lost)


@pytest.mark.parametrize("name", WORLDS)
def test_destruction_list(name):
    t, path = base(name), printed(name, "destruction-list") / "destruction-list.xlsx"
    order, place = [r["site"] for r in t.rows("SELECT site FROM sites ORDER BY rowid")], t.names()
    rows, days = [], []
    found = t.rows(
        "SELECT d.*, o.mass_t, o.kit_class, o.owner FROM disposals d JOIN lots o ON o.lot = d.lot WHERE d.disposition = 'destroy'"
    )
    for d in sorted(found, key=lambda d: (order.index(d["site"]), d["start"], d["lot"])):
        rules = t.rows(
            "SELECT * FROM dispositions WHERE disposition = 'destroy' AND kit_class IN ('*', ?) AND owner IN ('*', ?)",
            d["kit_class"],
            d["owner"],
        )
        rule = max(rules, key=lambda r: (r["kit_class"] != "*", r["owner"] != "*"), default=None)
        lead = timedelta(hours=rule["lead_hours"] if rule else 0)
        needs = {rule["capability"]: 1} if rule and rule["capability"] else {}
        for q in t.rows("SELECT * FROM requirements WHERE activity = 'destroy'"):
            if q["where"] in {d["kit_class"], d["site"], "*"}:
                needs[q["capability"]] = max(q["amount"], needs.get(q["capability"], 0))
        closes = t.rows("SELECT close FROM closures WHERE site = ?", d["site"])
        rows.append(
            {
                "site": place[d["site"]],
                "lot": d["lot"],
                "quantity": d["quantity"],
                "tonnes": d["quantity"] * d["mass_t"],
                "teams": max(needs.values(), default=None),
                "rate_units": rule["rate_per_day"] if rule else None,
                "rate_t": rule["rate_t_per_team_day"] if rule else None,
                "lead_hours": lead / timedelta(hours=1),
                "actual": None,
                "start": d["start"],
                "work": moment(d["start"]) + lead,
                "done": d["done"],
                "closes": closes[0]["close"] if closes else None,
                "authority": None,
                "witness": None,
            }
        )
        begin, end = moment(d["start"]) + lead, moment(d["done"])
        day = datetime(begin.year, begin.month, begin.day)
        if begin >= end:
            days.append(
                {
                    "site": place[d["site"]],
                    "day": datetime(end.year, end.month, end.day),
                    "lot": d["lot"],
                    "units": d["quantity"],
                    "tonnes": d["quantity"] * d["mass_t"],
                }
            )
        while begin < end and day < end:
            share = (min(end, day + timedelta(days=1)) - max(begin, day)) / (end - begin)
            days.append(
                {
                    "site": place[d["site"]],
                    "day": day,
                    "lot": d["lot"],
                    "units": d["quantity"] * share,
                    "tonnes": d["quantity"] * share * d["mass_t"],
                }
            )
            day += timedelta(days=1)
    compare(path, "destruction-list", "destruction.list", rows)
    compare(path, "destruction-list", "destruction.by_day", days)


@pytest.mark.parametrize("name", WORLDS)
def test_what_stays_behind(name):
    t, path = base(name), printed(name, "destruction-list") / "destruction-list.xlsx"
    place = t.names()
    left = defaultdict(lambda: {"abandoned": 0, "left": 0, "given": 0})
    for f in falls(t):
        if f["fate"] in {"abandon", "left"} and f["owner"] != "fleet":
            left[f["lot"], f["at"]]["abandoned" if f["fate"] == "abandon" else "left"] += f[
                "quantity"
            ]
    wanted = []
    given = defaultdict(lambda: {"abandoned": 0, "left": 0, "given": 0})
    for d in t.rows("SELECT d.* FROM disposals d JOIN lots o ON o.lot = d.lot"):
        if t.fate(d) == "nobody":
            given[d["lot"], d["site"], d["disposition"]]["given"] += d["quantity"]
    for (lot, site, *way), n in (*left.items(), *given.items()):
        o = t.rows("SELECT * FROM lots WHERE lot = ?", lot)[0]
        units = sum(n.values())
        first = t.one(
            "SELECT MIN(done) FROM disposals WHERE lot = ? AND site = ? AND disposition = ?",
            lot,
            site,
            *(way or ["abandon"]),
        )
        wanted.append(
            {
                "site": place[site],
                "lot": lot,
                **n,
                "when": first,
                "tonnes": units * o["mass_t"],
                "harm_each": o["harm_if_captured"],
                "harm": units * o["harm_if_captured"],
                "value": units * o["value"],
            }
        )
    wanted.sort(key=lambda w: (-w["harm"], -w["value"], w["lot"]))
    fleets = t.rows(
        "SELECT d.*, f.value FROM disposals d JOIN fleets f ON f.fleet = d.lot ORDER BY d.rowid"
    )
    wanted += [
        {
            "site": place[d["site"]],
            "lot": d["lot"],
            "abandoned": d["quantity"],
            "value": d["quantity"] * d["value"],
            "when": d["done"],
        }
        for d in fleets
    ]
    compare(path, "destruction-list", "destruction.behind", wanted)
    assert sum(w.get("harm", 0) for w in wanted) == pytest.approx(
        terms(mission(name), plan(name)).capture_points
    )


@pytest.mark.parametrize("name", WORLDS)
def test_movement_list(name):
    t, found = base(name), read_csv(printed(name, "movement-list") / "movement-list.csv")
    exits = {r["site"] for r in t.rows("SELECT site FROM sites WHERE role = 'exit'")}
    sites = {r["site"]: dict(r) for r in t.rows("SELECT * FROM sites")}
    start, deadline, wanted = t.settings["start"], t.settings["deadline"], []
    is_daily = t.settings.get("period_hours", 24) == 24
    for r in t.rows(
        "SELECT serial, MIN(depart) AS first FROM stages GROUP BY serial ORDER BY first, serial"
    ):
        moves = t.rows(
            "SELECT * FROM moves WHERE serial = ? AND (kind IN ('people', 'lot') OR (kind = 'supply' AND role != 'used')) ORDER BY n",
            r["serial"],
        )
        for n, m in enumerate(moves, start=1):
            thing = {"people": "parties", "lot": "lots"}.get(m["kind"])
            row = (
                t.rows(
                    f"SELECT * FROM {thing} WHERE {'party' if thing == 'parties' else 'lot'} = ?",
                    m["item"],
                )[0]
                if thing
                else None
            )
            own = row["destination"] if row else m["alights"]
            out = own or (m["alights"] if m["alights"] in exits else "")
            ready = (
                row["leave_from" if thing == "parties" else "ready_from"] if row else ""
            ) or start.isoformat()
            begins = moment(m["leaves"]) - timedelta(hours=sites[m["boards"]]["turn_hours"] or 0)
            driven = m["role"] == "driven"
            due = moment(row["due_by"]) if thing == "lots" and row["due_by"] else deadline
            wanted.append(
                {
                    "level": 4,
                    "line": f"{m['serial']}/{n:03}",
                    "item": m["item"],
                    "quantity": m["quantity"],
                    "pax": m["quantity"] if m["kind"] == "people" else 0,
                    "units": m["quantity"] if m["kind"] == "lot" else 0,
                    "fuel_l": m["quantity"] if (m["kind"], m["item"]) == ("supply", "fuel") else 0,
                    "mass_t": m["quantity"] * row["mass_t"]
                    if thing == "lots"
                    else 0
                    if thing
                    else t.mass(m),
                    "teu": m["quantity"] * row["teu"] if thing == "lots" and not driven else 0,
                    "origin": row["site"] if row else m["boards"],
                    "poe": m["boards"],
                    "pod": m["alights"],
                    "destination": out,
                    "rld": moment(ready),
                    "ald": min(moment(m["leaves"]), max(begins, moment(ready), start)),
                    "departs": moment(m["leaves"]),
                    "ead": moment(m["gets_there"]),
                    "lad": due if out and out == m["alights"] else None,
                    "rdd": due,
                    "mode": m["mode"],
                    "serial": m["serial"],
                }
            )
            for key in ("origin", "poe", "pod", "destination"):
                at = sites.get(wanted[-1][key])
                if at and at.get("has_place", True) in {False, "no"}:
                    at = None
                wanted[-1] |= {
                    f"{key}_lat": at["lat"] if at else None,
                    f"{key}_lon": at["lon"] if at else None,
                }
    assert len(found) == len(wanted) > 0
    for row, want in zip(found, wanted, strict=True):
        for key, value in want.items():
            cell = float(row[key]) if isinstance(value, int | float) and row[key] else row[key]
            if is_daily and isinstance(value, datetime):
                # In a plan of days a date, and no hour that nobody planned.
                assert cell == value.date().isoformat(), (want["line"], key, cell, value)
                continue
            assert same(cell, value), (want["line"], key, row[key], value)
    assert list(found[0]) == [f.key for f in COLUMNS["movement-list"][""]]
    assert {row["status"] for row in found} == {"plan"}


SUMS = ("pax", "units", "mass_t", "teu", "fuel_l")
WAY = ("origin", "poe", "pod", "destination", "rld", "ald", "departs", "ead", "lad", "rdd")
APART = {1: (), 2: ("kind", "role"), 3: ("kind", "role", "category")}


def level_file(name: str, level: int) -> list[dict[str, str]]:
    return read_csv(printed(name, "movement-list") / f"movement-list-level-{level}.csv")


@pytest.mark.parametrize("name", WORLDS)
def test_line_numbers_of_the_movement_list_are_units_on_their_ways(name):
    found = read_csv(printed(name, "movement-list") / "movement-list.csv")
    units = {(row["serial"], row["provider"], *(row[key] for key in WAY)) for row in found}
    numbered = {
        (row["uln"], row["serial"], row["provider"], *(row[key] for key in WAY)) for row in found
    }
    # As many numbers as units on their ways, and none that two of them share.
    assert len({row["uln"] for row in found}) == len(numbered) == len(units)
    assert len({row["line"] for row in found}) == len(found)
    assert all(row["uln"].startswith(f"{row['serial']}-") for row in found)


@pytest.mark.parametrize("level", APART)
@pytest.mark.parametrize("name", WORLDS)
def test_levels_of_the_movement_list_agree_with_the_plan(name, level):
    """Each level has everything that the plan carries once, and each of its rows what its lines have."""
    t, found = base(name), level_file(name, level)
    loads = "FROM moves m LEFT JOIN lots o ON m.kind = 'lot' AND o.lot = m.item WHERE"
    delivered = t.rows("SELECT * FROM moves WHERE kind = 'supply' AND role != 'used'")
    kit_t = t.one(f"SELECT COALESCE(SUM(m.quantity * o.mass_t), 0) {loads} m.kind = 'lot'")
    carried = (
        f"SELECT COALESCE(SUM(m.quantity * o.teu), 0) {loads} m.kind = 'lot' AND m.role != 'driven'"
    )
    wanted = {
        "pax": t.one(f"SELECT COALESCE(SUM(m.quantity), 0) {loads} m.kind = 'people'"),
        "units": t.one(f"SELECT COALESCE(SUM(m.quantity), 0) {loads} m.kind = 'lot'"),
        "mass_t": kit_t + sum(t.mass(m) for m in delivered),
        "teu": t.one(carried),
        "fuel_l": sum(m["quantity"] for m in delivered if m["item"] == "fuel"),
    }
    assert {row["level"] for row in found} == {str(level)}
    for key, value in wanted.items():
        assert sum(float(row[key]) for row in found) == pytest.approx(value, abs=1e-4), key
    by = ("uln", *APART[level])
    lines = defaultdict(list)
    for line in read_csv(printed(name, "movement-list") / "movement-list.csv"):
        lines[tuple(line[key] for key in by)].append(line)
    assert len(found) == len(lines)
    for row in found:
        own = lines.pop(tuple(row[key] for key in by))
        for key in SUMS:
            assert float(row[key]) == pytest.approx(sum(float(line[key]) for line in own), abs=1e-4)
        assert all(line[key] == row[key] for line in own for key in ("provider", "mode", *WAY))
        assert not {"item", "quantity", "line"} & row.keys()


def test_teams_are_read():
    assert teams("eod:2; medical:1", "medical") == 1
    assert teams("", "eod") == teams(None, "eod") == 0
    assert math.isclose(base("tiny").strikes("alpha-bravo", "2030-01-02"), 0.01)
