"""Maps and calendar, read by what GIS, globes and calendars read with, against the plan's own tables."""

import json
from collections import Counter
from datetime import UTC, date, timedelta
from functools import cache

import pyogrio
import pytest
from ical.calendar_stream import IcsCalendarStream

from tests.support.oracles.papers_by_sql import Tables, moment
from tests.support.pages.paper_world import PRINTED, WORLDS, printed, tables


@cache
def base(name: str) -> Tables:
    return Tables(tables(name))


def ends(t: Tables, stage) -> list[tuple[float, float]]:
    places = {r["site"]: (r["lon"], r["lat"]) for r in t.rows("SELECT * FROM sites")}
    return [places[stage["origin"]], places[stage["destination"]]]


@pytest.mark.parametrize("name", WORLDS)
def test_geojson_in_gdal(name):
    t, folder = base(name), printed(name, "maps")
    meta, _, lines, values = pyogrio.raw.read(folder / "movements.geojson")
    stages = {(s["serial"], s["stage"]): s for s in t.rows("SELECT * FROM stages")}
    assert meta["crs"] == "EPSG:4326"
    assert meta["geometry_type"] == "LineString"
    found = dict(zip(meta["fields"], values, strict=True))
    assert len(lines) == len(stages) > 0
    for n, line in enumerate(lines):
        stage = stages[found["serial"][n], found["stage"][n]]
        counted = t.stage(stage)
        assert str(found["depart"][n]).startswith(
            moment(stage["depart"]).isoformat(timespec="minutes")
        )
        assert str(found["arrive"][n]).startswith(
            moment(stage["arrive"]).isoformat(timespec="minutes")
        )
        assert (found["leg"][n], found["from"][n], found["to"][n], found["mode"][n]) == (
            stage["leg"],
            stage["origin"],
            stage["destination"],
            stage["mode"],
        )
        assert [found[key][n] for key in ("km", "vehicles", "people", "teu")] == pytest.approx(
            [counted[key] for key in ("km", "vehicles", "people", "teu")]
        )
        assert found["tonnes"][n] == pytest.approx(counted["tonnes"])
        assert coordinates(line) == pytest.approx([c for end in ends(t, stage) for c in end])
    kinds = [
        f["geometry"]["type"]
        for f in json.loads((folder / "sites-and-legs.geojson").read_text(encoding="utf-8"))[
            "features"
        ]
    ]
    sites, legs = t.one("SELECT COUNT(*) FROM sites"), t.one("SELECT COUNT(*) FROM legs")
    assert (kinds.count("Point"), kinds.count("LineString")) == (sites, legs)
    assert pyogrio.read_info(folder / "sites-and-legs.geojson")["features"] == sites + legs


def coordinates(wkb: bytes) -> list[float]:
    """Take a line apart by hand: little-endian well-known binary."""
    count = int.from_bytes(wkb[5:9], "little")
    return list(memoryview(wkb[9 : 9 + 16 * count]).cast("d"))


@pytest.mark.parametrize("name", WORLDS)
def test_kml_in_gdal(name):
    t, path = base(name), printed(name, "maps") / "movements.kml"
    layers = [layer for layer, _ in pyogrio.list_layers(path)]
    serials = [r["serial"] for r in t.rows("SELECT DISTINCT serial FROM stages")]
    assert set(serials) <= set(layers)
    for serial in serials:
        meta, _, lines, values = pyogrio.raw.read(path, layer=serial)
        found = dict(zip(meta["fields"], values, strict=True))
        stages = t.rows("SELECT * FROM stages WHERE serial = ? ORDER BY stage", serial)
        assert len(lines) == len(stages)
        for n, stage in enumerate(stages):
            begin, end = (column[n] for column in span(found))
            assert (str(begin)[:16], str(end)[:16]) == (
                moment(stage["depart"]).isoformat(timespec="minutes"),
                moment(stage["arrive"]).isoformat(timespec="minutes"),
            )
    assert len(pyogrio.raw.read(path, layer="Sites")[2]) == t.one("SELECT COUNT(*) FROM sites")


def span(found: dict):
    """The columns of a time span, as whichever driver of GDAL names them."""
    names = {name.casefold(): name for name in found}
    return found[names["begin"]], found[names["end"]]


@pytest.mark.parametrize("name", WORLDS)
def test_gpx_in_gdal(name):
    t, path = base(name), printed(name, "maps") / "movements.gpx"
    assert len(pyogrio.raw.read(path, layer="waypoints")[2]) == t.one("SELECT COUNT(*) FROM sites")
    assert len(pyogrio.raw.read(path, layer="tracks")[2]) == t.one(
        "SELECT COUNT(DISTINCT serial) FROM stages"
    )
    meta, _, _, values = pyogrio.raw.read(path, layer="track_points")
    times = [str(v)[:16] for v in dict(zip(meta["fields"], values, strict=True))["time"]]
    firsts = t.rows(
        "SELECT serial, MIN(depart) AS first FROM stages GROUP BY serial ORDER BY first, serial"
    )
    wanted = [
        moment(s[key])
        for f in firsts
        for s in t.rows("SELECT * FROM stages WHERE serial = ? ORDER BY stage", f["serial"])
        for key in ("depart", "arrive")
    ]
    assert times == [when.isoformat(timespec="minutes") for when in wanted]


@pytest.mark.parametrize("name", WORLDS)
def test_calendar(name):
    t, text = base(name), (printed(name, "calendar") / "calendar.ics").read_text(encoding="utf-8")
    calendar = IcsCalendarStream.calendar_from_ics(text)
    events = {e.uid: e for e in calendar.events}
    assert len(events) == len(calendar.events)
    if is_daily := t.settings.get("period_hours", 24) == 24:
        # A plan of days has no hours to tell: its events are of whole days.
        assert all(type(e.dtstart) is date for e in calendar.events)
        assert "VTIMEZONE" not in text
    else:
        # None of these missions says what its clock is ahead of UTC: it is UTC.
        assert all(e.dtstart.tzinfo is UTC for e in calendar.events)

    def span(begin: str, end: str) -> tuple:
        """When an event begins and ends: days by the calendar's count, which names the day after the last."""
        if is_daily:
            first, last = moment(begin).date(), moment(end).date()
            return first, last + timedelta(days=1) if last > first else None
        first, last = (moment(when).replace(tzinfo=UTC) for when in (begin, end))
        return first, last if last > first else None

    firsts = t.rows(
        "SELECT serial, MIN(depart) AS first, MAX(arrive) AS last FROM stages GROUP BY serial"
    )
    wanted = {f"serial-{r['serial']}": (r["first"], r["last"]) for r in firsts}
    wanted |= {
        f"closes-{r['site']}": (r["close"], r["close"]) for r in t.rows("SELECT * FROM closures")
    }
    wanted |= {
        f"ask-{r['permission']}": (r["ask_by"], r["ask_by"])
        for r in t.rows("SELECT * FROM requests")
    }
    wanted |= {
        f"receiver-{r['site']}": (r["receiver_ready"],) * 2
        for r in t.rows("SELECT * FROM sites WHERE receiver != '' AND receiver_ready != ''")
    }
    asked = "SELECT p.* FROM permissions p JOIN requests q ON q.permission = p.permission WHERE p.answer_by != ''"
    wanted |= {f"answer-{r['permission']}": (r["answer_by"],) * 2 for r in t.rows(asked)}
    wanted |= {
        "deadline": (t.settings["deadline"].isoformat(),) * 2,
        "start": (t.settings["start"].isoformat(),) * 2,
    }
    ending = f"-{t.settings['name']}@exeunt"
    for uid, (begin, end) in wanted.items():
        event = events.pop(uid.replace(" ", "_") + ending)
        assert (event.dtstart, event.dtend) == span(begin, end), uid
    disposals = t.rows("SELECT start, done FROM disposals")
    assert Counter((e.dtstart, e.dtend) for e in events.values()) == Counter(
        span(d["start"], d["done"]) for d in disposals
    )
    assert all(e.dtend is None or e.dtend > e.dtstart for e in calendar.events)
    assert "DTEND" not in text.split("UID:deadline")[1].split("END:VEVENT")[0]
    assert all(e.last_modified == PRINTED.replace(tzinfo=UTC) for e in calendar.events)
