"""The tables of the report recomputed, cell by cell: sites and their stories, late and behind, terms, permissions, assumed figures, movements, legs."""

from itertools import permutations

from tests.support.oracles.figures_case import compares, far
from tests.support.oracles.figures_first import judged, saving
from tests.support.oracles.second_contract import fields
from tests.support.oracles.second_leave import leave, threat, threat_level
from tests.support.oracles.second_reading import DAY
from tests.support.oracles.second_terms import PRICES, defaults, guessed
from tests.support.oracles.second_words import (
    NARROW,
    NIL,
    WORDS,
    amount,
    count,
    joined,
    lasting,
    listed,
    number,
    say,
    share,
)

ROWS = 60
"""Rows of kit and stocks that are printed; the rest is counted."""
TOP, LEANING = 20, 10
SHARES = (0.75, 0.5, 0.25)
DISPOSALS = ("ship", "transfer", "sell", "gift", "handover", "destroy", "abandon")


def nought(n):
    """Print a number, or a dash for none."""
    return amount(n) if n else NIL


def shown_sites(case):
    return [s for s in case.sites if not case.quiet(s["site"])]


def closes(case, site):
    """Say when a base or hub closes, or that it does not."""
    if site["site"] in case.account.close:
        return case.date(case.account.close[site["site"]])
    return (
        say("close.stays")
        if site["stays_open"]
        else say("close.not")
        if site["role"] in {"base", "hub"}
        else NIL
    )


def vacuum_words(case, site):
    days = case.vacuum(site)
    return say("close.vacuum", days=lasting(days)) if days else ""


@compares("regions")
def regions(case):
    """Compare what each table that scrolls is called with its caption."""
    for region in case.root.all("div", role="region"):
        caption = case.page.cell(region.one("caption")).split(" | ")[0]
        yield caption, case.page.said(region, "aria-label"), caption


@compares("table:sites")
def sites(case):
    """Compare the table of all sites."""
    expected = []
    for s in shown_sites(case):
        name = s["site"]
        (out, sorties_out), (into, sorties_in) = (
            case.book.site_calls(name, way) for way in ("out", "in")
        )
        ready = (
            f" | {say('sites.ready', when=case.date(s['receiver_ready']))}"
            if s["receiver_ready"] is not None
            else ""
        )
        expected.append(
            [
                f"{case.site(name)} | {say('role.' + s['role'])}",
                nought(case.people(name)),
                nought(case.units(name)),
                f"{number(out)} / {number(into)}",
                f"{number(sorties_out)} / {number(sorties_in)}"
                if sorties_out or sorties_in
                else NIL,
                closes(case, s),
                f"{s['receiver'] or NIL}{ready}",
                vacuum_words(case, name) or NIL,
            ]
        )
    caption, head, rows, foot = case.one_table("sites")
    yield (
        "head",
        [caption, *head],
        [
            WORDS[f"sites.{k}"]
            for k in (
                "summary",
                "site",
                "people",
                "kit",
                "convoys",
                "sorties",
                "close",
                "receiver",
                "vacuum",
            )
        ],
    )
    yield "rows", rows, expected
    yield "foot", foot, []


@compares("stories")
def stories(case):
    """Compare what is said of each site above its tables."""
    found = case.root.one("section", id="sites").all("details", class_="site")
    yield "sites told", len(found), len(shown_sites(case))
    for details, site in zip(found, shown_sites(case), strict=False):
        summary = details.one("summary")
        yield (
            f"gist of {site['site']}",
            [case.page.text(c) for c in (summary.one("h3"), summary.one("span", class_="gist"))],
            gist(case, site),
        )
        ends = summary.maybe("span", class_="ends")
        mine = (
            say("close.closes", when=closes(case, site))
            if site["site"] in case.account.close
            else closes(case, site)
        )
        yield (
            f"end of {site['site']}",
            case.page.text(ends) if ends else None,
            mine if site["role"] in {"base", "hub"} else None,
        )
        facts = [
            (case.page.text(d.one("dt")), case.page.text(d.one("dd")))
            for d in details.one("dl", class_="facts").all("div")
        ]
        yield f"facts of {site['site']}", facts, site_facts(case, site)


def gist(case, site):
    """Say what stands at a site."""
    name, b = site["site"], case.book
    people, units, got = case.people(name), case.units(name), received(case, name)
    teu, tonnes = b.ask(
        "SELECT TOTAL(quantity * teu), TOTAL(quantity * mass_t) FROM lots WHERE site = ?", name
    )[0]
    parts = [say("role." + site["role"]), *([count("person", people)] if people else [])]
    parts += (
        [say("sites.facts", units=count("unit", units), teu=amount(teu), tonnes=amount(tonnes))]
        if units
        else []
    )
    parts += [f"{say('sites.kit_in')}: {amount(got)}"] if site["role"] == "exit" and got else []
    return [case.site(name), joined(parts, " · ")]


def received(case, site):
    return case.book.one(
        "SELECT SUM(quantity) FROM moves WHERE kind = 'lot' AND destination = ?", site
    )


def awaits(site):
    """Say whether a base or hub that closes is taken over by somebody who is still to come."""
    comes = site["receiver"] and site["receiver_ready"] is not None
    return comes and site["role"] in {"base", "hub"} and not site["stays_open"]


def site_facts(case, site):
    """Return the facts told of a site, in their order."""
    name, b = site["site"], case.book
    closing = name in case.account.close
    found = (
        [(say("sites.floor"), count("person", site["holding_people"]))]
        if site["holding_people"]
        else []
    )
    found += [
        (say("sites.thinned", share=share(part)), case.date(at)) for part, at in thinned(case, name)
    ]
    last = b.ask("SELECT MAX(leave) FROM moves WHERE kind = 'people' AND origin = ?", name)[0][0]
    found += [(say("sites.last_lift"), case.date(last))] if closing and last is not None else []
    serials = next((r["last_serials"] for r in b.tables["closures"] if r["site"] == name), "")
    found += (
        [(say("sites.last_serials"), ", ".join(s.strip() for s in serials.split(";")))]
        if serials
        else []
    )
    ready = (
        f", {say('sites.ready', when=case.date(site['receiver_ready']))}"
        if site["receiver_ready"] is not None
        else ""
    )
    found += [(say("sites.receiver"), site["receiver"] + ready)] if site["receiver"] else []
    found += [(say("sites.vacuum"), vacuum_words(case, name) or say("none"))] if closing else []
    if awaits(site):
        danger = site["perimeter_risk_per_day"] + case.people(name) * site["person_risk_per_day"]
        held = danger * b.prices["casualty"] + site["standing_cost_per_day"] * b.prices["money"]
        costs = f"{number(held)} / {number(b.prices['vacuum_day'])} {case.currency}"
        found.append((say("sites.held_or_left"), costs))
    (out, sorties_out), (into, sorties_in) = (b.site_calls(name, way) for way in ("out", "in"))
    found.append((say("sites.convoys"), f"{number(out)} / {number(into)}"))
    found += (
        [(say("sites.sorties"), f"{number(sorties_out)} / {number(sorties_in)}")]
        if sorties_out or sorties_in
        else []
    )
    return found + (
        [(say("sites.kit_in"), count("unit", received(case, name)))] if received(case, name) else []
    )


def thinned(case, site):
    """Return from when on no more than a share of the people at the start are at a site: pairs of share and moment."""
    steps, found = case.book.presence(site), []
    begun = case.people(site)
    for part in SHARES if begun else ():
        over = [at for at, n in steps if n > part * begun]
        after = [at for at, _ in steps if at > max(over, default=-1)]
        if after and after[0] <= case.book.end:
            found.append((part, after[0]))
    return found


@compares("table:parties")
def parties(case):
    """Compare the tables of parties by site."""
    b, expected = case.book, []
    for s in shown_sites(case):
        rows = []
        for p in (p for p in b.tables["parties"] if p["site"] == s["site"]):
            name = p["party"]
            ways = b.ask(
                "SELECT mode, MIN(leave), MAX(leave) FROM moves WHERE kind = 'people' AND item = ? AND origin = ? GROUP BY mode"
                " ORDER BY 2, INSTR('road river sea rail air', mode)",
                name,
                s["site"],
            )
            first, last = (
                min((w[1] for w in ways), default=None),
                max((w[2] for w in ways), default=None),
            )
            leaves = NIL if first is None else case.between(first, last)
            home = b.one("SELECT COUNT(*) FROM homes WHERE party = ? AND site = ?", name, s["site"])
            out = None if home else b.last_out(party=name)
            rows.append(
                [
                    case.party(name) + (f" | {p['provider']}" if p["provider"] else ""),
                    say("population." + p["population"]),
                    amount(p["count"]),
                    leaves,
                    ", ".join(say("mode." + w[0]) for w in ways) or NIL,
                    say("sites.home") if home else amount(b.out(party=name)),
                    NIL if out is None else case.date(out),
                ]
            )
        expected += [(say("sites.parties", name=case.site(s["site"])), rows)] if rows else []
    tables = case.tables("parties")
    heads = [
        WORDS[f"sites.{k}"]
        for k in ("party", "population", "count", "leaves", "by", "out", "out_by")
    ]
    yield "heads", [t[1] for t in tables], [heads] * len(expected)
    yield "rows", [(t[0], t[2]) for t in tables], expected
    yield "feet", [t[3] for t in tables], [[]] * len(expected)


@compares("table:kit")
def kit(case):
    """Compare the tables of kit by site, with the reasons why units are not shipped."""
    expected = []
    ways = [
        way
        for way in (*DISPOSALS, "nobody", "left")
        if any(lot[way] for lot in case.book.fates.values())
    ]
    for s in shown_sites(case):
        rows = []
        for lot in (
            x
            for x in case.book.tables["lots"]
            if x["site"] == s["site"] and x["lot"] in case.book.fates
        ):
            fate = case.book.fates[lot["lot"]]
            owner = say("owner." + lot["owner"]) + (
                f", {lot['provider']}" if lot["provider"] else ""
            )
            rows.append(
                [
                    f"{case.item(lot['lot'])} | {owner}",
                    say("class." + lot["kit_class"]),
                    amount(lot["quantity"]),
                    *(nought(fate[way]) for way in ways),
                    case.reasons(case.why.unshipped(lot["lot"])),
                ]
            )
        expected += [(say("sites.kit_table", name=case.site(s["site"])), rows)] if rows else []
    tables = case.tables("kit")
    heads = [
        *(WORDS[f"sites.{k}"] for k in ("lot", "class", "units")),
        *(say("fate." + way) for way in ways),
        say("left.why"),
    ]
    yield "heads", [t[1] for t in tables], [heads] * len(expected)
    yield "rows", [(t[0], t[2]) for t in tables], expected
    yield "feet", [t[3] for t in tables], [[]] * len(expected)


@compares("table:late")
def late(case):
    """Compare who is late."""
    expected = [
        [
            f"{case.party(name)} | {case.site(case.book.first('parties', party=name)['site'])}",
            amount(n),
            nought(never),
            NIL if last is None else case.date(last),
            amount(days),
            case.reasons(reasons),
        ]
        for name, n, never, last, days, reasons in case.late
    ]
    b = case.book
    for fleet, site, at, people in b.ask("SELECT fleet, site, at, people FROM stranded"):
        days = people * max(0, b.end - max(b.deadline, at)) / DAY
        crews = say("left.crews", fleet=case.lifts.types[fleet])
        why = say("why.crews_left")
        expected.append(
            [f"{crews} | {case.site(site)}", amount(people), amount(people), NIL, amount(days), why]
        )
    _, head, rows, foot = case.one_table("late") or ("", [], [], [])
    yield (
        "head",
        head,
        [WORDS[f"left.{k}"] for k in ("party", "people", "not_out", "last", "person_days", "why")]
        if expected
        else [],
    )
    yield "rows", rows, expected
    yield "foot", foot, []


@compares("table:behind")
def behind(case):
    """Compare what stays behind, vehicles of fleets after the kit."""
    expected = []
    for name, site, left, thrown, given, reasons in case.behind:
        lot, units = case.account.lots[name], left + thrown + given
        small = f"{say('class.' + lot['kit_class'])}, {say('owner.' + lot['owner'])}" + (
            f", {lot['provider']}" if lot["provider"] else ""
        )
        where = case.site(site) + (
            f" | {say('left.from', name=case.site(lot['site']))}" if site != lot["site"] else ""
        )
        expected.append(
            [
                f"{case.item(name)} | {small}",
                where,
                nought(left),
                nought(thrown),
                nought(given),
                case.money(units * lot["value"]),
                amount(units * lot["harm_if_captured"]) if lot["harm_if_captured"] else NIL,
                case.reasons(reasons),
            ]
        )
    over = expected[ROWS:]
    fleets = [
        [
            f"{case.lifts.types[fleet]} | {fleet}",
            case.site(site),
            NIL if thrown else amount(n),
            amount(n) if thrown else NIL,
            NIL,
            case.money(n * value),
            NIL,
            say("why.fleet"),
        ]
        for fleet, site, n, value, thrown in case.book.fleets_left
    ]
    _, head, rows, foot = case.one_table("behind") or ("", [], [], [])
    hidden = sum(sum(row[2:5]) for row in case.behind[ROWS:])
    yield (
        "head",
        head,
        [
            WORDS[f"left.{k}"]
            for k in ("lot", "where", "left", "abandoned", "nobody", "value", "harm", "why")
        ]
        if expected or fleets
        else [],
    )
    yield "rows", rows, [*expected[:ROWS], *fleets]
    yield (
        "foot",
        foot,
        [[say("left.more", n=number(len(over)), units=amount(hidden))]] if over else [],
    )


@compares("table:terms")
def terms(case):
    """Compare the terms, their prices and shares, and what is known of the best possible."""
    found, priced, whole = case.terms, case.account.priced(), case.account.objective()
    expected = []
    for term, price in PRICES.items():
        told = (
            case.money(found[term])
            if term in {"value_lost", "money"}
            else joined([amount(found[term]), say("unit." + term)])
        )
        part = priced[term] / whole if whole else 0.0
        expected.append(
            [
                say("term." + term),
                told,
                amount(case.book.prices[price]),
                case.money(priced[term]),
                share(part),
            ]
        )
    bound, fixed, gap, doubted = judged(case)
    caption, head, rows, foot = case.one_table("terms")
    yield (
        "head",
        [caption, *head],
        [WORDS[f"terms.{k}"] for k in ("caption", "term", "amount", "price", "priced", "share")],
    )
    yield "rows", rows, expected
    mine = [
        ("objective", case.money(whole)),
        ("bound", case.money(bound)),
        ("fixed", case.money(fixed)),
        ("saving", case.money(saving(case))),
        ("gap", share(gap, 1)),
    ]
    yield "foot", [row[:2] for row in foot], [[say(f"terms.{key}"), told] for key, told in mine]
    bars = case.page.meters(case.root.one("table", data_table="terms"))
    yield (
        "bars",
        far(bars, [100 * priced[term] / whole if whole else 0.0 for term in PRICES], 0.0501),
        [],
    )
    recorded, section = case.book.record.get("objective"), case.root.one("section", id="terms")
    words = [say("page.ok")] if not case.checked.violations else []
    words += [say("apart.lead")] if case.one_table("apart") else []
    words += [say("terms.doubted")] if doubted else []
    differs = recorded is not None and abs(recorded - whole) > 1e-6 * max(1, abs(whole))
    words += [say("terms.recorded", recorded=case.money(recorded))] if differs else []
    yield "words", [case.page.text(p) for p in section.all("p")], words


@compares("table:permissions", "seats held")
def permissions(case):
    """Compare the permissions and what hangs on each; seats held on the road."""
    rows = sorted(
        case.book.tables["permissions"],
        key=lambda r: (case.requests.get(r["permission"], (float("inf"),))[0], r["permission"]),
    )
    expected = []
    for row in rows:
        ask, reason = case.requests.get(row["permission"], (None, ""))
        serials, *numbers = case.hanging[row["permission"]]
        expected.append(
            [
                f"{case.allows(row)} | {row['permission']}{': ' + reason if reason else ''}",
                row["grantor"] or NIL,
                say("state." + row["state"]),
                share(row["chance"]),
                NIL if ask is None else case.date(ask),
                NIL if row["answer_by"] is None else case.date(row["answer_by"]),
                nought(len(serials)),
                *map(nought, numbers),
            ]
        )
    _, head, shown, foot = case.one_table("permissions") or ("", [], [], [])
    names = (
        "what",
        "from",
        "state",
        "chance",
        "by",
        "answer",
        "movements",
        "booked",
        "late",
        "left",
    )
    yield "head", head, [WORDS[f"ask.{k}"] for k in names] if rows else []
    yield "rows", shown, expected
    yield "foot", foot, []
    seats, section = (
        sum(r["people"] for r in case.book.tables["reserves"]),
        case.root.one("section", id="ask"),
    )
    yield (
        "seats",
        [case.page.text(p) for p in section.all("p", class_="lead")],
        [say("ask.reserves", seats=count("seat", seats))] if seats else [],
    )


@compares("table:assumed", "assumed in words")
def assumed(case):
    """Compare behind how many figures a source stands, a guess, nothing, or a default."""
    kinds = ("sourced", "assumed", "bare", "default")

    def parts(sums):
        whole = sum(sums) or 1
        return [say("assumed.part", n=number(n), share=share(n / whole)) for n in sums]

    totals = [sum(r[i] for r in case.counted) for i in range(1, 5)]
    _, head, rows, foot = case.one_table("assumed")
    yield "head", head, [WORDS[f"assumed.{k}"] for k in ("table", "figures", *kinds)]
    expected = [[say("table." + r[0]), number(sum(r[1:])), *parts(r[1:])] for r in case.counted]
    yield "rows", rows, expected
    yield "foot", foot, [[say("time.total"), number(sum(totals)), *parts(totals)]]
    bars = case.page.meters(case.root.one("table", data_table="assumed"))
    yield "bars", far(bars, [100 * r[1] / sum(r[1:]) for r in case.counted], 0.0501), []
    doctrine, prices = defaults(case.book)
    behind = dict(zip(kinds, parts(totals), strict=True))
    lead = say("assumed.lead", figures=number(sum(totals)), **behind)
    defaulted = say(
        "assumed.defaults",
        doctrine=count("doctrine_figure", doctrine),
        prices=count("price", prices),
    )
    shown = case.page.text(case.root.one("section", id="assumed").one("p", class_="lead"))
    yield "lead", shown, f"{lead} {defaulted}"


@compares("table:weights")
def weights(case):
    """Compare the assumed figures that weigh most, each put to the ends of its range and everything added up again."""
    found, expected = case.weights, []
    top = found[0][0] if found else 1.0
    for change, table, i, name, value, low, high, stated in found[:TOP]:
        row = case.book.tables[table][i]
        at = name == "receiver_ready"
        unit = (
            ""
            if at or table == "doctrine"
            else fields(table)[name]
            .unit.replace("currency", case.currency)
            .replace("casualties", "killed or hurt")
        )
        ends = {
            "low": case.date(low) if at else amount(low),
            "high": case.date(high) if at else amount(high),
        }
        figure = (
            say("figure." + row["name"])
            if table == "doctrine"
            else say("doubt.figure", table=say("table." + table), field=fields(table)[name].english)
        )
        told = case.date(value) if at else joined([amount(value), NARROW if unit else "", unit], "")
        expected.append(
            [
                whose(case, table, row),
                figure,
                told,
                say("doubt.stated" if stated else "doubt.spread", **ends),
                case.money(change),
            ]
        )
    caption, head, rows, foot = case.one_table("weights") or ("", [], [], [])
    sizes = [
        sum(1 for r in case.book.tables[t] if guessed(r, f))
        for t, f in (("parties", "count"), ("lots", "quantity"))
    ]
    small = f"{say('doubt.sub', n=number(len(found)))} {say('doubt.sizes', parties=count('party', sizes[0]), lots=count('lot', sizes[1]))}"
    yield "caption", caption, f"{say('doubt.caption')} | {small}" if found else ""
    yield (
        "head",
        head,
        [WORDS[f"doubt.{k}"] for k in ("whose", "which", "value", "span", "change")]
        if found
        else [],
    )
    yield "rows", rows, expected
    yield "foot", foot, []
    bars = [m for t in case.root.all("table", data_table="weights") for m in case.page.meters(t)]
    yield "bars", far(bars, [100 * w[0] / top for w in found[:TOP]], 0.0501), []


def whose(case, table, row):
    """Say whose an assumed figure is."""
    if table in {"legs", "seasons", "threats"}:
        return case.place(row["leg"])
    if table == "pace":
        return row["pace"]
    if table == "dispositions":
        kind = (
            say("class." + row["kit_class"])
            if row["kit_class"] != "*"
            else say("doubt.all_classes")
        )
        owner = say("owner." + row["owner"]) if row["owner"] != "*" else say("doubt.all_owners")
        return say(
            "doubt.disposition",
            disposition=say("fate." + row["disposition"]),
            kind=kind,
            owner=owner,
        )
    if table == "lots":
        return say("doubt.at", thing=case.item(row["lot"]), site=case.site(row["site"]))
    if table == "fleets":
        return say("doubt.at", thing=case.lifts.types[row["fleet"]], site=case.site(row["site"]))
    names = {"sites": "site", "vehicles": "vehicle", "aircraft": "aircraft"}
    return say("table.doctrine") if table == "doctrine" else row["name"] or row[names[table]]


@compares("table:movements")
def movements(case):
    """Compare the table of all movements."""
    lifts, expected = case.lifts, []
    for serial, mode, depart, arrive in lifts.serials():
        stages = lifts.stages(serial)
        kind = {"road": "convoy", "rail": "train", "river": "boat", "sea": "ship", "air": "flight"}[
            mode
        ]
        vehicles = stages[0][6] if mode == "air" else max(s[7] for s in stages)
        expected.append(
            (
                [
                    f"{serial} | {say('kind.' + kind)}",
                    " → ".join(map(case.site, lifts.stops(serial))),
                    case.moment(depart),
                    case.moment(arrive),
                    number(vehicles),
                ],
                [f"{number(n)} {name}" for name, n in lifts.kinds(serial).items()],
                [
                    number(lifts.passengers(serial)),
                    number(lifts.units(serial)),
                    amount(max(s[9] for s in stages)),
                    amount(max(s[10] for s in stages)),
                ],
                amount(
                    sum(case.account.harm(s) for s in case.account.stages if s["serial"] == serial)
                ),
            )
        )
    caption, head, rows, foot = case.one_table("movements") or (say("tables.movements"), [], [], [])
    names = (
        "serial",
        "way",
        "depart",
        "arrive",
        "vehicles",
        "kinds",
        "people",
        "units",
        "teu",
        "t",
        "harm",
    )
    yield (
        "head",
        [caption, *head],
        [say("tables.movements"), *([WORDS[f"tables.{k}"] for k in names] if expected else [])],
    )
    yield (
        "rows",
        [(row[:5], row[6:10], row[10]) for row in rows],
        [(a, c, d) for a, _, c, d in expected],
    )
    yield (
        "kinds",
        [
            row[5] in {listed(order) for order in permutations(kinds)} or row[5]
            for row, (_, kinds, *_) in zip(rows, expected, strict=True)
        ],
        [True] * len(rows),
    )
    yield "foot", foot, []
    counted = case.root.maybe("details", id="movements")
    yield (
        "gist",
        case.page.text(counted.one("span", class_="gist")) if counted else "",
        count("movement", len(expected)) if expected else "",
    )


@compares("table:legs")
def legs(case):
    """Compare the table of all legs, those that most travels first."""
    expected = []
    for leg in sorted(
        case.book.tables["legs"], key=lambda x: (-case.lifts.uses(x["leg"]), x["leg"])
    ):
        most = max(n for _, n in threat(case.book, leg))
        uses, noun = case.lifts.uses(leg["leg"]), "sortie" if leg["mode"] == "air" else "vehicle"
        words = [
            listed(
                dict.fromkeys(say("leave." + word) for _, word in leave(case.book, leg, payload))
            )
            for payload in ("people", "cargo")
        ]
        expected.append(
            [
                case.place(leg["leg"]),
                say("mode." + leg["mode"]),
                number(leg["km"]),
                amount(case.book.usual_hours(leg)),
                say("leg.strikes", word=say(f"threat.{threat_level(most)}"), most=amount(most)),
                *words,
                count(noun, uses) if uses else NIL,
                amount(
                    sum(case.account.harm(s) for s in case.account.stages if s["leg"] == leg["leg"])
                ),
            ]
        )
    _, head, rows, foot = case.one_table("legs") or ("", [], [], [])
    names = ("leg", "mode", "km", "hours", "threat", "leave_people", "leave_cargo", "uses", "harm")
    yield "head", head, [WORDS[f"tables.{k}"] for k in names] if expected else []
    yield "rows", rows, expected
    yield "foot", foot, []
    counted = case.root.maybe("details", id="legs")
    yield (
        "gist",
        case.page.text(counted.one("span", class_="gist")) if counted else "",
        count("leg", len(expected)) if expected else "",
    )
