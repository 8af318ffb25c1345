"""What the page shows over time, recomputed: curves with their tables and pointers, stocks, and the lines of sites, fleets and permissions."""

import json
from datetime import datetime, timedelta

from tests.support.oracles.figures_case import SUPPLIES, compares, far
from tests.support.oracles.figures_tables import closes, vacuum_words
from tests.support.oracles.second_reading import DAY, HOUR, KINDS, held
from tests.support.oracles.second_stocks import account, lowest, stock_at
from tests.support.oracles.second_words import (
    MONTHS,
    NIL,
    WORDS,
    amount,
    count,
    joined,
    number,
    say,
    share,
)

SAMPLES, COLOURS = 480, 8
TOP, BASE = 18, 222
"""Where a picture's areas begin and end, in pixels from its top."""
POPULATIONS = ("troops", "police", "civilian", "contractor", "dependant", "evacuee")
CHARTS = (
    "people_out",
    "people_there",
    "kit_kinds",
    "kit_there",
    "vehicles",
    *(f"stock_{s}" for s in SUPPLIES),
)


def sampled(case, value):
    """Read a value at even steps over the time of planning."""
    return [value(case.book.end * i / SAMPLES) for i in range(SAMPLES + 1)]


def ever(case, value):
    """Say whether a value is ever above nothing: at a sample, or when anything happens."""
    b = case.book
    when = {
        0,
        *(
            t
            for (t,) in b.ask(
                "SELECT depart FROM stages UNION SELECT arrive FROM stages UNION SELECT done FROM disposals"
            )
        ),
    }
    return any(value(at) > 0 for at in (*when, *(b.end * i / SAMPLES for i in range(SAMPLES + 1))))


def bands(case, key):
    """Return a picture's bands by name, each a value by moment; and the function of the total."""
    b = case.book
    if key == "people_out":
        return {say(f"population.{p}"): at_steps(b.out_steps(population=p)) for p in POPULATIONS}
    if key == "kit_kinds":
        return {say(f"kind_of_kit.{k}"): at_steps(b.kind_steps(k)) for k in KINDS}
    if key in {"people_there", "kit_there"}:
        return on_sites(case, key)
    if key == "vehicles":
        kinds = {}
        for fleet, kind, *_ in case.lifts.fleets():
            kinds.setdefault(kind, []).append(fleet)
        return {kind: at_steps(case.lifts.moving(*fleets)) for kind, fleets in kinds.items()}
    here = [
        (row, corners, until)
        for row, corners, until in case.stocks
        if f"stock_{row['supply']}" == key
    ]
    return {
        case.site(row["site"]): lambda at, c=corners, u=until: stock_at(c, u, at)
        for row, corners, until in here
    }


def at_steps(steps):
    return lambda at: held(steps, at)


def on_sites(case, key):
    """Return people not yet out (or kit still there) by site; what is neither there nor out is on the move."""
    b = case.book
    if key == "people_there":
        sql = "SELECT at, change FROM present WHERE site = ? AND party IN (SELECT party FROM leavers) AND (party, site) NOT IN (SELECT party, site FROM homes)"
        found = {s["site"]: at_steps(b.steps(sql, s["site"])) for s in b.tables["sites"]}
        whole, out = b.of_parties, at_steps(b.out_steps())
    else:
        found = {s["site"]: at_steps(b.kit_there_steps(s["site"])) for s in b.tables["sites"]}
        whole, out = b.units, at_steps(b.taken_steps())
    named = {case.site(site): value for site, value in found.items()}
    return {
        **named,
        say("time.moving"): lambda at: whole - out(at) - sum(value(at) for value in found.values()),
    }


def grouped(samples, others, spare=()):
    """Put the smallest bands together where there are more than colours; ``spare`` ones are never put there."""
    counted = [name for name in samples if name not in spare]
    if len(counted) <= COLOURS:
        return samples
    big = sorted(counted, key=lambda name: (-max(samples[name]), name))[: COLOURS - 1]
    rest = [samples[name] for name in counted if name not in big]
    return {
        **{name: samples[name] for name in (*big, *spare) if name in samples},
        others: [sum(column) for column in zip(*rest, strict=True)],
    }


@compares(*(f"table:{key}" for key in CHARTS), *(f"chart:{key}" for key in CHARTS))
def charts(case):
    """Compare each curve's table of values, the values under the pointer, its words, and how high its areas are drawn."""
    figures = {f.attributes["data-chart"]: f for f in case.root.all("figure", data_chart=True)}
    stocked = [f"stock_{s}" for s in SUPPLIES if any(row["supply"] == s for row, *_ in case.stocks)]
    yield "charts", list(figures), [*CHARTS[:5], *stocked]
    for key, figure in figures.items():
        others = say("time.other_types") if key == "vehicles" else say("time.others")
        raw = bands(case, key)
        mine = grouped(
            {name: sampled(case, value) for name, value in raw.items() if ever(case, value)},
            others,
            (say("time.moving"),),
        )
        totals = [sum(column) for column in zip(*mine.values(), strict=True)] or [0.0] * (
            SAMPLES + 1
        )
        caption = figure.one("figcaption")
        yield (
            f"{key}: caption",
            [case.page.text(caption.one(t)) for t in ("h3", "p")],
            [say(f"time.{key}"), joined([say(f"time.{key}_sub"), *stock_note(case, key)])],
        )
        if not mine:
            yield f"{key}: empty", case.page.text(figure.one("p", class_="lead")), say("time.empty")
            continue
        yield from chart_table(case, key, mine, totals)
        yield from chart_words(case, key, figure, raw)
        yield from chart_data(key, figure, mine)
        yield from chart_picture(case, key, figure, mine, totals)


def chart_table(case, key, mine, totals):
    """Compare the table of values: at the start, the marks of the axis, the deadline, the end."""
    caption, head, rows, foot = case.one_table(key)
    yield f"{key}: bands", sorted(head[1:-1]), sorted(mine)
    yield (
        f"{key}: ends of the head",
        [caption, head[0], head[-1]],
        [say(f"time.{key}"), say("time.date"), say("time.total")],
    )
    shares = {
        0.0,
        1.0,
        min(1.0, case.book.deadline / case.book.end),
        *(at / case.book.end for at, _ in ticks(case)),
    }
    samples = sorted({round(part * SAMPLES) for part in shares})
    expected = [
        [
            case.date(case.book.end * i / SAMPLES),
            *(amount(mine[name][i]) for name in head[1:-1] if name in mine),
            amount(totals[i]),
        ]
        for i in samples
    ]
    yield f"{key}: rows", rows, expected
    yield f"{key}: foot", foot, []


def chart_words(case, key, figure, raw):
    """Compare what a picture says to those who do not see it: the totals at the start, at the deadline, at the end."""
    b = case.book
    at = [
        amount(sum(value(t) for value in raw.values())) for t in (0, min(b.deadline, b.end), b.end)
    ]
    svg = figure.one("svg", class_="chart")
    expected = say(
        "time.desc", span=case.between(0, b.end), first=at[0], deadline=at[1], last=at[2]
    )
    yield (
        f"{key}: words",
        [case.page.text(svg.one("title")), case.page.text(svg.one("desc"))],
        [say(f"time.{key}"), expected],
    )
    yield (
        f"{key}: legend",
        sorted(case.page.text(li) for li in figure.one("ul", class_="legend").all("li")),
        sorted(head_names(case, key)),
    )


def head_names(case, key):
    return case.one_table(key)[1][1:-1]


def chart_data(key, figure, mine):
    """Compare the values that the pointer shows."""
    data = json.loads("".join(figure.one("script").children))
    yield (
        f"{key}: frame",
        {k: v for k, v in data.items() if k != "layers"},
        {"top": TOP, "base": BASE, "samples": SAMPLES},
    )
    for layer in data["layers"]:
        values = mine.get(layer["name"], [])
        found = [held([tuple(s) for s in layer["steps"]], i) for i in range(SAMPLES + 1)]
        yield f"{key}: {layer['name']} at the pointer", far(found, values, 0.06), []
        yield f"{key}: what a layer says", set(layer), {"name", "tone", "steps"}


def chart_picture(case, key, figure, mine, totals):
    """Compare the height of the areas, the marks of the two axes, and the line that everything would reach."""
    svg = figure.one("svg", class_="chart")
    marks = [
        (float(t.attributes["y"]) - 4, case.page.text(t))
        for t in svg.all("text", class_="num")
        if "dx" in t.attributes
    ]
    top = max(whole_number(text) for _, text in marks)
    expected = [
        (round(BASE - (BASE - TOP) * whole_number(text) / top, 1), text) for _, text in marks
    ]
    yield f"{key}: marks of height", [(round(y, 1), text) for y, text in marks], expected
    yield f"{key}: the marks reach", top >= max(totals), True
    lines = [case.page.text(t) for t in svg.all("text", class_="strong")]
    whole = (
        case.book.to_leave if key == "people_out" else case.book.units if key == "kit_kinds" else 0
    )
    yield f"{key}: all", lines, [say("time.all", n=amount(whole))] if whole else []
    names = head_names(case, key)
    heights = [0.0] * (SAMPLES + 1)
    for name, band in zip(names, reversed(svg.all("path", class_="band")), strict=True):
        heights = [a + b for a, b in zip(heights, mine[name], strict=True)]
        yield (
            f"{key}: area up to {name}",
            far(
                outline(band.attributes["d"]), [1000 - 1000 * h / top for h in late(heights)], 0.51
            ),
            [],
        )
    yield from axis(case, svg, key)


def late(heights):
    """Return what is drawn of heights: all changes in the last 12 of 1,000 stand where these begin."""
    return [
        heights[-1] if round(1000 * i / SAMPLES) >= 988 else height
        for i, height in enumerate(heights)
    ]


def whole_number(text):
    """Read a number of the axis."""
    plain = float(text.replace(",", "").removesuffix(" M"))
    return plain * 1e6 if text.endswith(" M") else plain


def outline(path):
    """Read the heights of a stepped area at every sample; of a stretch between two the last."""
    parts = path.replace("M0 1000V", "0V").removesuffix("H1000V1000Z").split("H")
    steps = [(float(x), float(y)) for x, y in (part.split("V") for part in parts)]
    return [
        next(y for x, y in reversed(steps) if x <= round(1000 * i / SAMPLES))
        for i in range(SAMPLES + 1)
    ]


def ticks(case):
    """Return the marks of the axis of time: (moment, words): hours, days, weeks or months, whichever gives at most ten."""
    b = case.book
    step = next((s for s in (3, 6, 12, 24, 48, 168, 336) if b.end / HOUR / s <= 10), None)
    midnight = b.start.replace(hour=0, minute=0)
    if step is not None:
        marks = [
            midnight + timedelta(hours=step * i)
            for i in range(int((b.when(b.end) - midnight) / timedelta(hours=step)) + 1)
        ]
        told = [
            (b.seconds(when), day(when) if step >= 24 or not when.hour else f"{when:%H:%M}")
            for when in marks
        ]
        return [(at, words) for at, words in told if 0 <= at <= b.end]
    every = max(1, round(b.end / DAY / 30.4 / 12))
    firsts = [
        datetime(year, month, 1)
        for year in range(b.start.year, b.when(b.end).year + 1)
        for month in range(1, 13)
    ]
    return [
        (b.seconds(when), MONTHS[when.month - 1])
        for when in firsts
        if 0 <= b.seconds(when) <= b.end and not (when.month - 1) % every
    ]


def day(when):
    return f"{when.day} {MONTHS[when.month - 1]}"


def axis(case, svg, what):
    """Compare the marks of an axis of time and where they stand."""
    shown = [
        (float(t.attributes["x"].rstrip("%")), case.page.text(t))
        for t in svg.all("text", class_="tick")
    ]
    yield (
        f"{what}: axis of time",
        shown,
        [(round(100 * at / case.book.end, 2), words) for at, words in ticks(case)],
    )
    years = [
        (float(t.attributes["x"].rstrip("%")), case.page.text(t))
        for t in svg.all("text", class_="year")
    ]
    said = [
        (round(100 * at / case.book.end, 2), str(case.book.when(at).year))
        for at, words in ticks(case)
        if words in MONTHS
    ]
    yield (
        f"{what}: years",
        years,
        [y for i, y in enumerate(said) if y[1] not in {x for _, x in said[:i]}],
    )
    where = {line.attributes["x1"] for line in svg.all("line", class_="deadline")}
    yield (
        f"{what}: deadline",
        [round(float(x.rstrip("%")), 2) for x in where],
        [round(100 * min(1, case.book.deadline / case.book.end), 2)],
    )


def stock_note(case, key):
    """Return what is said beside the picture of a stock: what is used, comes in and is left over."""
    rows = [
        account(case.book, row, corners, until)
        for row, corners, until in case.stocks
        if key == f"stock_{row['supply']}"
    ]
    if not rows:
        return []
    used, imported, left = (sum(row[n] for row in rows) for n in (0, 1, 4))
    told = say("time.stock_sum", used=amount(used), imported=amount(imported), left=amount(left))
    return [told, say("time.stock_grows")] if imported > used else [told]


@compares("table:stocks")
def stocks(case):
    """Compare the stocks at their lowest, the nearest to nothing first."""
    rows = []
    for row, corners, until in case.stocks:
        at, low = lowest(corners)
        *_, use, days, left = account(case.book, row, corners, until)
        rows.append(
            (
                low / row["stock"] if row["stock"] else 0.0,
                row["supply"],
                row["site"],
                [
                    f"{say('supply.' + row['supply'])} | {say('supplyunit.' + row['supply'])}",
                    case.site(row["site"]),
                    amount(row["stock"]),
                    NIL if row["capacity"] is None else amount(row["capacity"]),
                    amount(low),
                    case.date(at),
                    amount(use),
                    NIL if days is None else amount(days),
                    amount(left),
                ],
            )
        )
    _, head, shown, foot = case.one_table("stocks") or ("", [], [], [])
    names = (
        "stocks.supply",
        "sites.site",
        "stocks.start",
        "stocks.capacity",
        "stocks.lowest",
        "stocks.when",
        "stocks.use",
        "stocks.days",
        "stocks.left",
    )
    yield "head", head, [WORDS[k] for k in names] if rows else []
    yield "rows", shown, [row for *_, row in sorted(rows, key=lambda r: r[:3])][:60]
    yield "foot", foot, [[say("stocks.more", n=number(len(rows) - 60))]] if len(rows) > 60 else []


def line(case, li):
    """Read one line of time: name, small print, state, alarm, and what it says to those who do not see it."""
    name, state = li.one("span", class_="name"), li.one("span", class_="state")
    svg = li.one("svg", class_="timeline")
    alarm = state.maybe("b")
    words = case.page.text(state)
    told = case.page.text(alarm) if alarm else ""
    said = {case.page.said(svg, "aria-label").strip(), case.page.text(svg.one("title"))}
    return (
        case.page.cell(name),
        words.removesuffix(told).strip(),
        told,
        said.pop() if len(said) == 1 else said,
    )


def group(case, name):
    """Return the lines of a group by their keys."""
    return {
        li.attributes["data-key"]: li
        for ul in case.root.all("ul", data_group=name)
        for li in ul.all("li", data_key=True)
    }


@compares("lines:sites")
def site_lines(case):
    """Compare the line of each base and hub: its words, and where its bar, last lift, vacuum and departures are drawn."""
    own = [s for s in case.sites if s["role"] in {"base", "hub"}]
    shown = group(case, "sites")
    yield "sites", list(shown), [s["site"] for s in own]
    for site in own:
        name, li = site["site"], shown[site["site"]]
        (convoys, _), (_, sorties) = (
            case.book.site_calls(name, "out"),
            case.book.site_calls(name, "out"),
        )
        state = (
            say("close.closes", when=closes(case, site))
            if name in case.account.close and not site["stays_open"]
            else closes(case, site)
        )
        desc = say(
            "close.desc",
            name=case.site(name),
            people=count("person", case.people(name)),
            state=state,
            convoys=count("convoy", convoys),
            flights=count("sortie", sorties),
        )
        yield (
            name,
            line(case, li),
            (
                f"{case.site(name)} | {say('role.' + site['role'])}",
                state,
                vacuum_words(case, name),
                desc,
            ),
        )
        yield from site_bar(case, name, li)


def site_bar(case, name, li):
    """Compare how a site's line is drawn."""
    b, svg = case.book, li.one("svg", class_="timeline")
    close = case.account.close.get(name)
    until = b.end if close is None else min(b.end, max(0, close))
    yield f"{name}: bar", svg.one("rect", class_="bar").attributes["width"], percent(until / b.end)
    vacuum = svg.maybe("rect", class_="vacuum")
    mine = [
        percent(until / b.end),
        percent(min(1, until / b.end + case.vacuum(name) * DAY / b.end) - until / b.end),
    ]
    yield (
        f"{name}: vacuum",
        [vacuum.attributes[k] for k in ("x", "width")] if vacuum else [],
        mine if case.vacuum(name) else [],
    )
    last = b.ask("SELECT MAX(leave) FROM moves WHERE kind = 'people' AND origin = ?", name)[0][0]
    lift = svg.maybe("circle", class_="lift")
    yield (
        f"{name}: last lift",
        lift.attributes["cx"] if lift else None,
        percent(last / b.end) if close is not None and last is not None else None,
    )
    for kind, modes in (("convoy", "<> 'air'"), ("flight", "= 'air'")):
        left = b.ask(
            f"SELECT DISTINCT at FROM calls WHERE way = 'out' AND site = ? AND mode {modes} ORDER BY at",
            name,
        )
        strokes = svg.maybe("path", class_=kind)
        drawn = (
            [part.split(" ")[0] for part in strokes.attributes["d"].split("M")[1:]]
            if strokes
            else []
        )
        yield (
            f"{name}: {kind}s drawn",
            drawn,
            list(dict.fromkeys(f"{10000 * at / b.end:.0f}" for (at,) in left)),
        )
    yield from presence(case, name, svg, (b.presence(name), until))


def presence(case, name, svg, drawn):
    """Compare the height of a line's area with what is there, as a share of the most."""
    steps, until = drawn
    most, area = max((n for _, n in steps), default=0), svg.maybe("path", class_="present")
    if not most or area is None:
        yield f"{name}: area", area, None
        return
    path = area.attributes["d"].removeprefix("M0 100V").split("H")[:-1]
    corners = [
        (0, float(path[0])),
        *((float(x), float(y)) for x, y in (p.split("V") for p in path[1:])),
    ]
    for share_of in (0.0, 0.1, 0.25, 0.37, 0.5, 0.63, 0.8, 0.99):
        at = share_of * until
        near = [abs(at - t) for t, _ in steps if t > 0]
        if (
            min(near, default=case.book.end) > case.book.end / 5000
        ):  # not where a stroke's width decides
            y = held(corners, 10000 * at / case.book.end)
            yield (
                f"{name}: height at {share_of}",
                abs(y - (100 - 100 * held(steps, at) / most)) <= 1.01,
                True,
            )


def percent(part):
    """Print a share as the pictures do."""
    return f"{round(100 * part, 2):.2f}".rstrip("0").rstrip(".") + "%"


@compares("lines:pools", "fleets not used")
def pool_lines(case):
    """Compare the line of each fleet that the plan uses, and the list of those it does not."""
    shown, used, unused = group(case, "pools"), [], []
    for fleet, kind, site, usable, there in case.lifts.fleets():
        trips, sorties, _ = case.lifts.trips(fleet)
        if not trips:
            unused += [say("pools.at", fleet=kind, site=case.site(site))] if there else []
            continue
        used.append(fleet)
        moving = case.lifts.moving(fleet)
        air = fleet in case.account.air
        filled = {
            "peak": number(max(n for _, n in moving)),
            "usable": number(usable),
            "idle": share(case.lifts.idle(fleet)),
            "last": case.date(case.lifts.last_use(fleet)),
        }
        state = say(
            "pools.aircraft" if air else "pools.vehicle", sorties=count("sortie", sorties), **filled
        )
        desc = say(
            "pools.desc", name=kind, place=case.site(site), state=state, trips=count("trip", trips)
        )
        yield fleet, line(case, shown[fleet]), (f"{kind} | {case.site(site)}", state, "", desc)
    yield "fleets", list(shown), used
    section = case.root.maybe("figure", id="lines")
    told = [case.page.text(p) for p in section.all("p", class_="lead")] if section else []
    yield "not used", told, [say("pools.idle", fleets="; ".join(unused))] if unused else []


@compares("lines:permits")
def permit_lines(case):
    """Compare the line of each permission: state, what relies on it, when it holds, the days to ask and of the answer."""
    shown = group(case, "permits")
    yield "permissions", list(shown), [r["permission"] for r in case.book.tables["permissions"]]
    for row in case.book.tables["permissions"]:
        name, b = row["permission"], case.book
        ask = case.requests.get(name, (None,))[0]
        asks = say("ask.ask_by", when=case.date(ask)) if ask is not None else ""
        state = say("permits.state", state=say("state." + row["state"]), hangs=case.hangs(name))
        begin = max(0, row["valid_from"] or 0)
        end = b.end if row["valid_to"] is None else min(b.end, row["valid_to"])
        desc = say(
            "permits.desc",
            name=case.allows(row),
            state=state,
            span=case.between(begin, end),
            asks=asks,
        ).strip()
        yield (
            name,
            line(case, shown[name]),
            (
                f"{case.allows(row)}{' | ' + row['grantor'] if row['grantor'] else ''}",
                state,
                asks,
                desc,
            ),
        )
        svg = shown[name].one("svg", class_="timeline")
        bar, marks = (
            svg.one("rect", class_="permit").attributes,
            {c.classes[0]: c.attributes["cx"] for c in svg.all("circle")},
        )
        yield (
            f"{name}: bar",
            [bar["x"], bar["width"]],
            [
                percent(clip(begin / b.end)),
                percent(max(0.0, clip(end / b.end) - clip(begin / b.end))),
            ],
        )
        answer = row["answer_by"] if row["state"] in {"pending", "unanswered"} else None
        mine = {
            kind: percent(clip(at / b.end))
            for kind, at in (("ask", ask), ("answer", answer))
            if at is not None
        }
        yield f"{name}: marks", marks, mine


def clip(part):
    """Keep a share between nought and one."""
    return min(1.0, max(0.0, part))


@compares("lines:axis")
def axes(case):
    """Compare the axis under each group of lines."""
    for svg in case.root.all("svg", class_="scale"):
        yield from axis(case, svg, "lines")
