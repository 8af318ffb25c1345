"""The figures in orders, closures and situation reports, read from the file's own markup and recomputed from the plan's tables."""

import math
from datetime import datetime, timedelta
from functools import cache
from statistics import NormalDist

import attrs
import pytest

from exeunt.documents import printers
from exeunt.papers.registry import PAPERS
from exeunt.words.words import Words
from tests.support.oracles.papers_by_sql import Tables, moment
from tests.support.pages.paper_world import (
    close,
    docx,
    dossier,
    folder,
    mission,
    number,
    put,
    tables,
)

SAY = Words("en")
ORDERS = {
    "tiny": ("C-001", "C-002", "C-003", "C-004"),
    "port-run": ("R-1", "S-3", "R-4"),
    "small": ("C-1", "C-2"),
}


@cache
def base(name: str) -> Tables:
    return Tables(tables(name))


@cache
def read(name: str, file: str):
    """Print one file of a plan and take it apart."""
    paper = file.partition("/")[0]
    # Reports are printed of periods that are over; here all are.
    known = mission(name).end + timedelta(days=31)
    told = dossier(name, mission=attrs.evolve(mission(name), as_of=known))
    piece = next(p for p in PAPERS[paper].pieces(told) if p.name == file)
    path = folder() / "texts" / name / file
    path.parent.mkdir(parents=True, exist_ok=True)
    printers.save(piece.make(), piece.name, path)
    return docx(path)


def printed(name: str, when) -> str:
    """A moment as a paper of a mission tells it: where a period is a day, as its date."""
    hourly = mission(name).period_hours < 24
    if not when:
        return ""
    at = when if isinstance(when, datetime) else moment(when)
    return SAY.moment(at) if hourly else SAY.dated(at)


def rows(t: Tables, serial: str):
    return t.rows("SELECT * FROM stages WHERE serial = ? ORDER BY stage", serial)


@pytest.mark.parametrize(
    ("name", "serial"), [(name, serial) for name, serials in ORDERS.items() for serial in serials]
)
def test_orders(name, serial):
    t, order = base(name), read(name, f"convoy-orders/{serial}.docx")
    place, found = t.names(), rows(t, serial)
    counted = [t.stage(s) for s in found]
    assert order.blocks[0] == f"Convoy order {serial}"
    assert not [block for block in order.blocks if "asualties to expect" in str(block)]
    head, *threat = order.after("a. Threat by stage")
    assert head[0] == "Stage"
    for cells, s, c in zip(threat, found, counted, strict=True):
        assert cells[:2] == [f"{s['stage']:g}", f"{place[s['origin']]} – {place[s['destination']]}"]
        # What it may cost is for whoever decides on it, not for whoever drives.
        wanted = (c["km"], c["strikes"])
        assert all(
            close(text, value) for text, value in zip((cells[2], *cells[4:]), wanted, strict=True)
        ), cells
    march, done = order.after("Annex A – March table")[1:], 0.0
    for cells, s, after, c in zip(march, found, [*found[1:], None], counted, strict=True):
        done += c["km"]
        halt = (
            0.0
            if after is None
            else (moment(after["depart"]) - moment(s["arrive"])) / timedelta(hours=1)
        )
        assert cells[:3] == [f"{s['stage']:g}", place[s["origin"]], place[s["destination"]]]
        assert cells[5:7] == [printed(name, s["depart"]), printed(name, s["arrive"])]
        assert all(
            close(cells[n], value)
            for n, value in ((3, c["km"]), (4, c["hours"]), (7, halt), (8, done))
        ), cells


@pytest.mark.parametrize(
    ("name", "serial"), [(name, serial) for name, serials in ORDERS.items() for serial in serials]
)
def test_manifests_and_loads(name, serial):
    t, order = base(name), read(name, f"convoy-orders/{serial}.docx")
    place, counted = t.names(), [t.stage(s) for s in rows(t, serial)]
    vehicles = order.after("Annex B – Vehicles and crews")[1:]
    aboard = t.rows(
        "SELECT m.*, COALESCE(v.crew, o.crew) AS crew, COALESCE(f.site, o.site) AS base FROM moves m LEFT JOIN fleets f ON m.kind = 'vehicle' AND f.fleet = m.item LEFT JOIN vehicles v ON v.vehicle = f.vehicle "
        "LEFT JOIN lots o ON m.kind = 'lot' AND o.lot = m.item WHERE m.serial = ? AND (m.kind = 'vehicle' OR m.role = 'driven') ORDER BY m.n",
        serial,
    )
    for cells, m in zip(vehicles, aboard, strict=False):
        # By where they are based and by what they are: ids are no words for a driver.
        way = f"{place[m['boards']]} – {place[m['alights']]}"
        assert (cells[0], cells[4]) == (place[m["base"]], way)
        assert [number(cells[n]) for n in (3, 5, 6)] == [
            m["quantity"],
            m["crew"],
            m["quantity"] * m["crew"],
        ]
    assert len(vehicles) == len(aboard) + 1
    assert [number(vehicles[-1][n]) for n in (3, 6)] == [
        sum(m["quantity"] for m in aboard),
        sum(m["quantity"] * m["crew"] for m in aboard),
    ]
    people = t.rows("SELECT * FROM moves WHERE serial = ? AND kind = 'people' ORDER BY n", serial)
    hired = max(c["hired"] for c in counted)
    manifest = order.after("Annex C – Passengers and crews")[1:]
    assert [number(cells[6]) for cells in manifest[: len(people)]] == [
        m["quantity"] for m in people
    ]
    assert [cells[4:6] for cells in manifest[: len(people)]] == [
        [place[m["boards"]], place[m["alights"]]] for m in people
    ]
    everybody = sum(m["quantity"] for m in people) + hired
    assert number(manifest[-1][6]) == everybody
    roll = order.after("Nominal roll")[1:]
    assert sum(bool(cells[0]) + bool(cells[3]) for cells in roll) == min(200, everybody)
    kit = t.rows(
        "SELECT m.*, o.mass_t, o.teu, o.owner FROM moves m LEFT JOIN lots o ON m.kind = 'lot' AND o.lot = m.item WHERE m.serial = ? AND ((m.kind = 'lot' AND m.role != 'driven') OR (m.kind = 'supply' AND m.role != 'used')) ORDER BY m.n",
        serial,
    )
    if kit:
        # The mission's kit apart from contingents', each with its sum; then supplies.
        kit.sort(key=lambda m: ("mission", "contingent", None).index(m["owner"]))
        whole = order.after("Annex D – Load list")[1:]
        listed = [cells for cells in whole if cells[0]] + [whole[-1]]
        for owner in ("mission", "contingent"):
            theirs = [m["quantity"] * m["mass_t"] for m in kit if m["owner"] == owner]
            said = [cells for cells in whole if cells[1] == f"{owner.capitalize()}-owned, in all"]
            assert len(said) == bool(theirs)
            assert all(close(cells[5], sum(theirs)) for cells in said)
        sizes = [
            (m["quantity"], m["quantity"] * m["mass_t"], m["quantity"] * m["teu"])
            if m["kind"] == "lot"
            else (m["quantity"], t.mass(m), 0.0)
            for m in kit
        ]
        for n, (cells, wanted) in enumerate(zip(listed, sizes, strict=False), start=1):
            assert cells[0] == str(n) or cells is listed[-1]
            assert all(close(cells[at], value) for at, value in zip((4, 5, 6), wanted, strict=True))
        assert close(listed[-1][5], sum(x[1] for x in sizes))
        assert close(listed[-1][6], sum(x[2] for x in sizes))
    else:
        assert "Nothing is carried but what the serial uses itself." in order.blocks


@pytest.mark.parametrize(
    ("name", "serial"), [(name, serial) for name, serials in ORDERS.items() for serial in serials]
)
def test_supplies_of_orders(name, serial):
    t, order = base(name), read(name, f"convoy-orders/{serial}.docx")
    found = rows(t, serial)
    fuel = people = 0.0
    for s, after in zip(found, [*found[1:], None], strict=True):
        leg = t.rows("SELECT * FROM legs WHERE leg = ?", s["leg"])[0]
        fuel += sum(
            x["quantity"] * x["v_fuel"] * leg["km"]
            for x in t.aboard(serial, s["stage"])
            if x["kind"] == "vehicle"
        )
        fuel += sum(
            x["quantity"] * x["o_fuel"] * leg["km"]
            for x in t.aboard(serial, s["stage"])
            if x["role"] == "driven" and x["o_drives"]
        )
        halt = timedelta() if after is None else moment(after["depart"]) - moment(s["arrive"])
        long = (moment(s["arrive"]) - moment(s["depart"])) * math.exp(
            t.doctrine["supply_z"] * leg["spread"]
        )
        people += t.stage(s)["people"] * ((long + halt) / timedelta(days=1))
    of_normal = round(100 * NormalDist().cdf(t.doctrine["supply_z"]), 1)
    assert any(
        f"(each stage at percentile {of_normal:g} of its duration, and the halts)." in line
        for line in order.words
    )
    rates = {
        "fuel": fuel,
        "water": people * t.doctrine["convoy_water_per_person_day"],
        "rations": people * t.doctrine["convoy_rations_per_person_day"],
    }
    for cells in next(table for table in order.tables if table[0][:1] == ["Supply"])[1:]:
        carried = t.one(
            "SELECT COALESCE(SUM(quantity), 0) FROM loads WHERE serial = ? AND kind = 'supply' AND item = ? AND role = 'used' AND board_stage = 1",
            serial,
            cells[0],
        )
        delivered = t.one(
            "SELECT COALESCE(SUM(quantity), 0) FROM loads WHERE serial = ? AND kind = 'supply' AND item = ? AND role != 'used'",
            serial,
            cells[0],
        )
        assert close(cells[2], rates[cells[0]]), cells
        assert close(cells[3], carried)
        tracked = t.one(
            "SELECT COUNT(*) FROM supplies WHERE supply = ? AND (supply = 'fuel' OR site = ?)",
            cells[0],
            found[0]["origin"],
        )
        assert (
            abs(number(cells[4]) - (carried - rates[cells[0]])) <= 0.51
            if tracked
            else cells[4] == "not tracked"
        )
        assert close(cells[5], delivered)


@pytest.mark.parametrize(
    ("name", "site"),
    [("tiny", "alpha"), ("port-run", "embassy"), ("port-run", "agency-west"), ("small", "alpha")],
)
def test_closures(name, site):
    t, paper = base(name), read(name, f"closures/{site}-checklist.docx")
    closes = moment(t.one("SELECT close FROM closures WHERE site = ?", site))
    timeline = paper.after("How the site thins out")[1:]
    assert len(timeline) >= 2
    for cells in timeline:
        day = cells[0].replace("Sept", "Sep")
        if mission(name).period_hours < 24:
            when = datetime.strptime(day, "%d %b %Y, %H:%M")
        else:
            # Of a plan of days it is what is there at night.
            when = datetime.strptime(day, "%d %b %Y") + timedelta(hours=23, minutes=59)
        when = closes if cells is timeline[-1] else min(when, closes)
        assert number(cells[1]) == t.present(site, when)
        assert number(cells[2]) == t.present(site, when, armed=True)
        assert number(cells[3]) == t.kit_at(site, when), cells
    kit = {cells[0]: number(cells[1]) for cells in paper.after("What becomes of the kit here")[1:]}
    here = t.one("SELECT COALESCE(SUM(quantity), 0) FROM lots WHERE site = ?", site)
    went = t.one(
        "SELECT COALESCE(SUM(quantity), 0) FROM moves WHERE kind = 'lot' AND boards = ?", site
    )
    came = t.one(
        "SELECT COALESCE(SUM(quantity), 0) FROM moves WHERE kind = 'lot' AND alights = ?", site
    )
    gone = t.one(
        "SELECT COALESCE(SUM(d.quantity), 0) FROM disposals d JOIN lots o ON o.lot = d.lot WHERE d.site = ?",
        site,
    )
    assert (kit["Here at the start"], kit["Came in"], kit["Moved out"]) == (here, came, went)
    assert kit["Not accounted for at the closing"] == here + came - went - gone
    disposals = t.rows(
        "SELECT d.* FROM disposals d JOIN lots o ON o.lot = d.lot WHERE d.site = ?", site
    )
    for way in ("destroy", "gift", "sell", "transfer", "abandon", "nobody"):
        units = sum(d["quantity"] for d in disposals if t.fate(d) == way)
        assert kit.get(SAY(f"fate.{way}"), 0) == units
    figures = {
        cells[0]: number(cells[1])
        for cells in read(name, f"closures/{site}-certificate.docx").after("Kit")[1:]
    }
    assert {key: kit[key] for key in figures} == figures


CLOSINGS = [
    ("tiny", "alpha"),
    ("port-run", "agency-west"),
    ("port-run", "agency-east"),
    ("port-run", "embassy"),
    ("small", "alpha"),
]


@pytest.mark.parametrize(("name", "site"), CLOSINGS)
def test_steps_of_closings(name, site):
    t, steps = base(name), read(name, f"closures/{site}-checklist.docx").after("Steps by time")[1:]
    row, closes = (
        t.rows("SELECT * FROM sites WHERE site = ?", site)[0],
        moment(t.one("SELECT close FROM closures WHERE site = ?", site)),
    )
    times = {text: when for when, text, _ in steps}
    start, ready = (
        t.settings["start"],
        moment(row["receiver_ready"]) if row["receiver"] and row["receiver_ready"] else None,
    )
    for words, hours in (
        ("Services may leave", t.doctrine["last_lift_hours"]),
        ("Closing work has begun", row["closing_hours"]),
    ):
        wanted = max(start, closes - timedelta(hours=hours or 0))
        assert [when for text, when in times.items() if text.startswith(words)] == (
            [printed(name, wanted)] if hours else []
        )
    done = t.one(
        "SELECT MAX(done) FROM disposals WHERE site = ? AND disposition != 'abandon'", site
    )
    assert times.get("All disposals here are done") == (printed(name, done) if done else None)
    leaves = [
        moment(m["leaves"])
        for m in t.rows("SELECT leaves FROM moves WHERE kind = 'people' AND boards = ?", site)
    ]
    assert times["Last lift leaves"] == printed(name, max(leaves))
    changes = {
        moment(m["gets_there"])
        for m in t.rows("SELECT gets_there FROM moves WHERE kind = 'people' AND alights = ?", site)
    } | set(leaves)
    before = max((when for when in changes if when < max(leaves)), default=None)
    alone = [
        (when, text)
        for text, when in times.items()
        if text.startswith("Only the last lift is left")
    ]
    if before is None:
        assert not alone
    else:
        assert alone == [
            (
                printed(name, before),
                f"Only the last lift is left: {SAY.count('person', t.present(site, before))}",
            )
        ]
    closed = (
        "no receiver is named"
        if not row["receiver"]
        else f"nobody is in charge of it until {printed(name, ready)}"
    )
    assert (
        f"Site closed; {closed}" in times
        if not row["receiver"] or t.vacuum(site)
        else "Site closed and handed over" in times
    )
    assert printed(name, closes) in {
        when for text, when in times.items() if text.startswith("Site closed")
    }


@pytest.mark.parametrize(("name", "site"), CLOSINGS)
def test_certificates_say_whether_anybody_takes_over(name, site):
    t, paper = base(name), read(name, f"closures/{site}-certificate.docx")
    receiver, vacuum = t.one("SELECT receiver FROM sites WHERE site = ?", site), t.vacuum(site)
    handed = bool(receiver) and not vacuum
    words = " ".join(paper.words)
    assert paper.blocks[0].startswith(
        "Certificate of closing and handover: " if handed else "Certificate of closing: "
    )
    assert ("closed and handed over" in words) is handed
    assert ("no receiver is named" in words) is (not receiver)
    if vacuum:
        ready, close = (
            printed(name, moment(t.one(f"SELECT {x} FROM {y} WHERE site = ?", site)))
            for x, y in (("receiver_ready", "sites"), ("close", "closures"))
        )
        hours = vacuum / timedelta(hours=1)
        assert (
            f"it closes on {close} and {receiver} is ready on {ready}. In between ({hours:g} hours) nobody is in charge of it."
            in words
        )
    signers = [cell for row in paper.tables[-1] for cell in row]
    assert any("For the receiver" in cell for cell in signers) is handed
    assert any("Witness" in cell for cell in signers)
    left = t.rows(
        "SELECT o.item, o.lot, o.kit_class, SUM(d.quantity) AS n FROM disposals d JOIN lots o ON o.lot = d.lot WHERE d.site = ? AND d.disposition = 'abandon' "
        "AND o.kit_class IN ('weapon', 'ammunition', 'sensitive') GROUP BY o.lot",
        site,
    )
    assert (
        "No weapon, ammunition or sensitive equipment of the mission is left" in words
    ) is not left
    assert all(
        f"{x['n']:g} × {x['item'] or x['lot']} ({SAY('class.' + x['kit_class'])})" in words
        for x in left
    )


@pytest.mark.parametrize("name", ["tiny", "small", "port-run"])
def test_situation_reports(name):
    t, facts = base(name), dossier(name)
    assert facts.periods[0].begin <= t.settings["start"] < facts.periods[0].end
    whole = {
        "people": t.one(
            "SELECT SUM(count) FROM parties p JOIN sites s ON s.site = p.site WHERE CASE p.destination WHEN '' THEN s.role != 'exit' ELSE p.destination != p.site END"
        ),
        "kit": t.one(
            "SELECT SUM(quantity) FROM lots o JOIN sites s ON s.site = o.site WHERE NOT (s.role = 'exit' AND o.destination IN ('', o.site))"
        ),
    }
    for period in facts.periods[:: max(1, len(facts.periods) // 3)]:
        paper = read(name, f"sitreps/{period.key}.docx")
        for heading, what in (("2. People out", "people"), ("3. What becomes of the kit", "kit")):
            found = t.out_events(what)
            total, before, this, cumulative, remaining = (
                number(cell) for cell in paper.after(heading)[-1][1:6]
            )
            assert total == whole[what]
            assert before == sum(n for when, _, n in found if when < period.begin)
            assert this == sum(n for when, _, n in found if period.begin <= when < period.end)
            assert (cumulative, remaining) == (before + this, total - before - this)
            names = {
                SAY(f"{'population' if what == 'people' else 'kind_of_kit'}.{kind}"): kind
                for _, kind, _ in found
            }
            for cells in paper.after(heading)[1:-1]:
                kind = names.get(cells[0])
                assert number(cells[4]) == sum(
                    n for when, k, n in found if k == kind and when < period.end
                ), cells
        moves = t.rows(
            "SELECT serial, MIN(depart) AS first FROM stages GROUP BY serial ORDER BY first, serial"
        )
        mine = [m["serial"] for m in moves if period.begin <= moment(m["first"]) < period.end]
        heading = "5. Movements that leave in this period"
        after = paper.blocks[paper.blocks.index(heading) + 1 :]
        assert (
            [cells[0] for cells in paper.after(heading)[1:]] == mine
            if mine
            else after[0] == "No serial leaves."
        )
        spans = t.rows(
            "SELECT serial, MIN(depart) AS first, MAX(arrive) AS last FROM stages GROUP BY serial ORDER BY first, serial"
        )
        before = [
            m["serial"] for m in spans if moment(m["first"]) < period.begin <= moment(m["last"])
        ]
        heading = "Under way from before, or arriving in this period"
        if before:
            assert [cells[0] for cells in paper.after(heading)[1:]] == before
        else:
            assert (
                paper.blocks[paper.blocks.index(heading) + 1]
                == "No serial that left before is still under way."
            )
        end = period.end - timedelta(microseconds=1)
        by_name = {place: site for site, place in t.names().items()}
        heading = "4. Sites"
        if paper.after(heading)[0][0] == "Site":
            for cells in paper.after(heading)[1:]:
                assert number(cells[1]) == t.present(by_name[cells[0]], end)
                assert number(cells[3]) == t.kit_at(by_name[cells[0]], end)


def test_every_order_is_printed(tmp_path):
    put(dossier("small"), "convoy-orders", tmp_path)
    assert sorted(p.name for p in (tmp_path / "convoy-orders").iterdir()) == [
        "C-1.docx",
        "C-2.docx",
    ]
