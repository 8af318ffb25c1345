"""The first page recomputed: dates, sentences, cards, the three lists, verdicts; and the foot of the page."""

from tests.support.oracles.figures_case import compares
from tests.support.oracles.second_apart import BLOCKS, apart
from tests.support.oracles.second_gap import judged, of_this_mission, saving
from tests.support.oracles.second_odd import odd
from tests.support.oracles.second_words import (
    WORDS,
    amount,
    count,
    joined,
    lasting,
    listed,
    monthly,
    number,
    say,
    share,
)
from tests.support.plans.verdicts import in_words

MOST, CLOSINGS, NAMED = 6, 13, 3
"""Points that a list prints, the rest is counted; and sites named of many."""
LOST = ("destroy", "abandon", "nobody", "left")


@compares("header")
def header(case):
    """Compare title, description, dates and status."""
    b, top = case.book, case.root.one("header", class_="top")
    title = b.facts.get("title") or b.facts["name"]
    yield (
        "title",
        case.page.text(case.root.one("head").one("title")),
        f"{title} – {say('page.eyebrow')}",
    )
    yield "h1", case.page.text(top.one("h1")), title
    about = top.maybe("p", class_="about")
    yield (
        "about",
        case.page.text(about) if about else "",
        " ".join(b.facts.get("description", "").split()),
    )
    status = b.record.get("status") or "unknown"
    told, priced = b.record.get("objective"), case.account.objective()
    gap = judged(case)[2]
    if status == "optimal" and (gap is None or gap > 1e-6):
        status = "feasible"
    changed = (
        told is not None
        and of_this_mission(case)
        and status in {"optimal", "feasible"}
        and abs(told - priced) > 1e-6 * max(1, abs(priced))
    )
    words = stands(case)
    if not case.checked.violations and (changed or status == "optimal"):
        words = say(f"status.{'edited' if changed else status}", stands=words)
    shown = [case.page.text(dd) for dd in top.one("dl", class_="dates").all("dd")]
    yield "dates", shown, [case.date(0), case.date(b.deadline), case.date(b.end), words]


def stands(case):
    """Return how the plan stands: people who stay, then people who are late, before all is well."""
    b = case.book
    if case.checked.violations:
        return say("status.broken")
    late, stay = b.to_leave - b.out(b.deadline), round(case.terms["not_out"])
    for key, n in (("stay", stay), ("late", late)):
        if n:
            form = "one" if n == 1 else "other"
            return say(f"status.{key}.{form}", people=count("person", n))
    return say("status.out" if b.to_leave else "status.nobody")


@compares("verdicts", "broken")
def verdicts(case):
    """Compare what is said of broken rules and of another mission's hash, and the list of violations."""
    broken, record = case.checked.violations, case.book.record
    rules = count("rule", len({v.rule for v in broken}))
    expected = (
        [f"{say('page.broken', rules=rules)} {count('violation', len(broken))}"] if broken else []
    )
    stale = record.get("mission_hash") not in {None, "", case.mission.fingerprint}
    expected += (
        [say("page.stale", was=record["mission_hash"], now=case.mission.fingerprint)]
        if stale
        else []
    )
    yield (
        "verdicts",
        [
            case.page.text(p)
            for p in case.root.one("section", id="short").all("p", class_="verdict")
        ],
        expected,
    )
    table = case.root.maybe("section", id="broken")
    rows, foot = case.page.table(table.one("table"))[2:] if table else ([], [])
    told = [
        [
            f"{say('rule.' + v.rule)} | {v.rule}",
            v.where,
            "–" if v.when is None else case.date(case.book.seconds(v.when)),
            v.needed,
            v.found,
            v.message,
        ]
        for v in in_words(case.mission, broken[:60])
    ]
    yield "violations", rows, [[" ".join(c.split()) for c in row] for row in told]
    yield (
        "more violations",
        foot,
        [[say("broken.more", n=number(len(broken) - 60))]] if len(broken) > 60 else [],
    )


@compares("sentences")
def sentences(case):
    """Compare the two paragraphs."""
    short = case.root.one("section", id="short")
    yield (
        "lede",
        case.page.text(short.one("p", class_="lede")),
        joined([*task(case), *people(case), *closings(case)]),
    )
    yield (
        "more",
        case.page.text(short.one("p", class_="more")),
        joined([*lifts(case), *fates(case), *harm(case), *quality(case), *widest(case)]),
    )


def task(case):
    b = case.book
    sites = b.one(
        'SELECT COUNT(DISTINCT site) FROM (SELECT site FROM leavers WHERE "count" > 0 UNION ALL SELECT site FROM kit WHERE quantity > 0 UNION ALL SELECT site FROM stranded)'
    )
    if not sites:
        return [say("say.task_none")]
    key = "task" if b.to_leave and b.units else "task_people" if b.to_leave else "task_kit"
    filled = {
        "people": count("person", b.to_leave),
        "kit": count("unit", b.units),
        "sites": count("site", sites),
    }
    return [say(f"say.{key}", by=say("by.day", when=case.date(b.deadline)), **filled)]


def people(case):
    """Say who is late, that hired crews are among them, and who remains."""
    b = case.book
    found = lateness(case)
    if b.crews:
        found.append(say("say.crews", people=count("person", b.crews)))
    if b.remaining:
        form = "one" if b.remaining == 1 else "other"
        found.append(say(f"say.remain.{form}", n=number(b.remaining)))
    return found


def lateness(case):
    b = case.book
    late, never = b.to_leave - b.out(b.deadline), b.to_leave - b.out()
    if not b.to_leave:
        return []
    when = case.date(b.last_out()) if b.last_out() is not None else ""
    if not late:
        return [say("say.all_out", when=when)]
    if not never:
        return [say("say.all_out_late", late=count("person", late), when=when)]
    key = "none_more" if late == never else "some_out"
    return [
        say(f"say.{key}", late=count("person", late), not_out=amount(never), end=case.date(b.end))
    ]


def closings(case):
    b = case.book
    rows = b.ask('SELECT site, "close" FROM closures ORDER BY "close", site')
    stay = [
        case.site(site) for (site,) in b.ask("SELECT site FROM sites WHERE stays_open ORDER BY row")
    ]
    found = [say("say.closes_none")]
    if rows:
        sites = count("site", len(rows))
        begin, end = case.date(rows[0][1]), case.date(rows[-1][1])
        if len(rows) == 1:
            found = [say("say.closes_one", first=case.site(rows[0][0]), first_when=begin)]
        elif begin == end:
            found = [say("say.closes_within", sites=sites, when=begin)]
        else:
            # Sites whose closings print alike: none of them alone is first or last.
            alike = {
                when: [case.site(site) for site, close in rows if case.date(close) == when]
                for when in (begin, end)
            }
            first, last = (
                names[0] if len(names) == 1 else say("say.several", n=str(len(names)))
                for names in alike.values()
            )
            found = [
                say(
                    "say.closes",
                    sites=sites,
                    first=first,
                    first_when=begin,
                    last=last,
                    last_when=end,
                )
            ]
    return found + (
        [say(f"say.stays.{'one' if len(stay) == 1 else 'other'}", names=few(stay, 4))]
        if stay
        else []
    )


def lifts(case):
    parts = [
        count(noun, n)
        for noun, n in (("convoy", case.book.convoys), ("sortie", case.book.sorties))
        if n
    ]
    if parts:
        return [say("say.lifts", lifts=listed(parts))]
    return [] if case.book.tables["disposals"] else [say("say.no_plan")]


def kinds(stem, counts, ways=""):
    """List how many there are of each kind; that nothing is lost is said as well."""
    parts = [say(f"{stem}.{kind}", n=amount(n), ways=ways) for kind, n in counts.items() if n]
    return listed(parts if counts["lost"] else [*parts, say("say.ended.none_lost")])


def losses(case):
    """List the ways in which kit is lost."""
    counts = case.book.fate_counts
    return listed(
        [say(f"say.lost.{fate}", n=amount(counts[fate])) for fate in LOST if counts[fate]]
    )


def fates(case):
    b, found = case.book, []
    if b.units:
        found.append(say("say.kit", kinds=kinds("say.ended", b.kinds, losses(case))))
    if any(b.fleet_kinds.values()):
        found.append(say("say.fleets", kinds=kinds("say.parked", b.fleet_kinds)))
    return found


def harm(case):
    t = case.terms
    move, site = t["casualties_move"], t["casualties_site"]
    return [
        say("say.casualties", total=amount(move + site), move=amount(move), site=amount(site)),
        say("say.money", money=case.money(t["money"]), value=case.money(t["value_lost"])),
    ]


def breaches(case):
    broken = case.checked.violations
    return (
        [
            say(
                "say.broken",
                rules=count("rule", len({v.rule for v in broken})),
                violations=count("violation", len(broken)),
            )
        ]
        if broken
        else []
    )


def quality(case):
    if case.checked.violations:
        return breaches(case)
    gap = judged(case)[2]
    return [
        say("say.gap_unknown")
        if gap is None
        else say("say.optimal")
        if gap <= 1e-6
        else say(
            "say.gap",
            gap=share(gap, 1),
            cost=case.money(case.account.objective()),
            saving=case.money(saving(case)),
        )
    ]


def widest(case):
    """Say where plan and proof are widest apart, of three sites, lots or legs."""
    rows = [r for r in distances(case) if r[1] and r[2] > r[3]][:3]
    places = [
        say(
            "say.apart_by",
            owner=owned(case, owner),
            block=say(f"console.block.{block}"),
            cost=case.money(plan - least),
        )
        for block, owner, plan, least in rows
    ]
    return [say("say.apart", places=listed(places))] if places else []


def owned(case, owner):
    """Print the name of a site or a leg; a lot or fleet by its id."""
    of_kit = owner in case.account.lots or owner in case.account.fleets
    return owner if of_kit else case.place(owner)


def distances(case):
    """Return where plan and proof are apart; nothing where no gap is known, or none is left."""
    gap = judged(case)[2]
    return apart(case.account) if gap is not None and gap > 1e-6 else []


@compares("table:apart")
def apart_table(case):
    """Compare what plan and proof spend by block, and who is widest apart in each."""
    rows, expected = distances(case), []
    for block in BLOCKS:
        own = [r for r in rows if r[0] == block]
        plan, least = (sum(r[n] for r in own) for n in (2, 3))
        far = [r for r in own if r[1] and r[2] - r[3] >= 0.05 * max(1.0, plan - least)][:2]
        names = [
            say("apart.by", owner=owned(case, r[1]), cost=case.money(r[2] - r[3])) for r in far
        ]
        if plan or least:
            expected.append(
                [
                    say(f"console.block.{block}"),
                    case.money(plan),
                    case.money(least),
                    joined(names, "; "),
                ]
            )
    found = case.one_table("apart")
    yield "apart rows", found[2] if found else [], expected
    heads = [WORDS[f"apart.{key}"] for key in ("caption", "block", "plan", "proof", "widest")]
    yield "apart heads", [found[0], *found[1]] if found else [], heads if expected else []


@compares(
    *(
        f"figure:{name}"
        for name in (
            "people",
            "last",
            "sites",
            "kit",
            "lost",
            "lifts",
            "casualties",
            "cost",
            "gap",
            "assumed",
        )
    )
)
def cards(case):
    """Compare every key figure with what stands under it."""
    shown = {
        card.attributes["data-figure"]: [case.page.text(c) for c in card.all("dd")]
        for card in case.root.all("div", class_="card")
    }
    expected = {
        "people": people_card(case),
        "last": last_card(case),
        "sites": sites_card(case),
        "kit": kit_card(case),
        "lost": lost_card(case),
        "lifts": [
            amount(case.book.convoys),
            say("card.lifts_sub", n=count("sortie", case.book.sorties)),
        ],
        **judged_cards(case),
        "assumed": assumed_card(case),
    }
    yield "cards", shown, expected


def people_card(case):
    b = case.book
    late = b.to_leave - b.out(b.deadline)
    return [
        amount(b.to_leave - late),
        say(
            "card.people_late" if late else "card.people_sub",
            total=amount(b.to_leave),
            late=amount(late),
        ),
    ]


def last_card(case):
    b, last = case.book, case.book.last_out()
    if last is None:
        return [say("nobody")]
    never, days = b.to_leave - b.out(), (last - b.deadline) / 86400
    return [
        case.date(last),
        say("card.last_not", n=amount(never))
        if never
        else say("card.last_late" if days > 0 else "card.last_early", days=lasting(abs(days))),
    ]


def sites_card(case):
    own = [s for s in case.book.tables["sites"] if s["role"] in {"base", "hub"}]
    stay, closed = (
        sum(s["stays_open"] for s in own),
        sum(s["site"] in case.account.close for s in own),
    )
    return [number(closed), say("card.sites_sub", total=number(len(own) - stay), stay=number(stay))]


def kit_card(case):
    counts = case.book.kinds
    return [
        amount(counts["home"]),
        say(
            "card.kit_sub",
            total=amount(case.book.units),
            passed=amount(counts["passed"]),
            stays=amount(counts["stays"]),
        ),
    ]


def lost_card(case):
    vehicles, ways = case.book.fleet_kinds["lost"], losses(case)
    if vehicles:
        key = "card.lost_fleets" if ways else "card.lost_fleets_only"
        ways = say(key, ways=ways, n=count("vehicle", vehicles))
    return [amount(case.book.kinds["lost"]), *([ways] if ways else [])]


def judged_cards(case):
    t = case.terms
    move, site = t["casualties_move"], t["casualties_site"]
    return {
        "casualties": [
            amount(move + site),
            say("card.casualties_sub", move=amount(move), site=amount(site)),
        ],
        "cost": [case.money(t["money"]), say("card.cost_sub", value=case.money(t["value_lost"]))],
        "gap": [
            share(judged(case)[2], 1),
            say(
                "card.gap_unknown" if judged(case)[2] is None else "card.gap_sub",
                objective=case.money(case.account.objective()),
                bound=case.money(judged(case)[0]),
            ),
        ],
    }


def assumed_card(case):
    sums = [sum(row[i] for row in case.counted) for i in range(1, 5)]
    sourced, *rest = (share(n / sum(sums) if sum(sums) else 0.0) for n in sums)
    others = dict(zip(("assumed", "bare", "default"), rest, strict=True))
    return [sourced, say("card.assumed_sub", total=number(sum(sums)), **others)]


@compares("points")
def points(case):
    """Compare the three lists of the first page: the first of the points, as many as it has room for, and how many more."""
    for key, expected, most in (
        ("decide", decisions(case), MOST),
        ("closings", closing_points(case), CLOSINGS),
        ("worries", worries(case), MOST),
    ):
        section = next(
            s
            for s in case.root.one("div", class_="points").all("section")
            if s.attributes["aria-labelledby"] == f"{key}-h"
        )
        shown = [case.page.text(li) for li in section.all("li")] or [
            case.page.text(section.one("p", class_="nil"))
        ]
        room = sum("nil" not in li.attributes.get("class", "") for li in section.all("li"))
        told = expected[: max(min(1, len(expected)), min(most, room))]
        rest = len(expected) - len(told)
        more = [say("more", n=rest)] if rest else []
        yield key, shown, [*told, *more] or [say(f"brief.no_{key}")]


def decisions(case):
    """Return what must be asked for, by the last day; of one day what most hangs on first: people, then kit and movements."""
    rows = [r for r in case.book.tables["permissions"] if r["permission"] in case.requests]

    def order(row):
        serials, booked, late, left = case.hanging[row["permission"]]
        return (
            case.requests[row["permission"]][0],
            -(1000 * (late + booked) + left + len(serials)),
            row["permission"],
        )

    found = []
    for row in sorted(rows, key=order):
        filled = {
            "what": case.allows(row),
            "grantor": row["grantor"],
            "state": say(f"state.{row['state']}"),
            "hangs": say("brief.hangs", hangs=case.hangs(row["permission"])),
        }
        found.append(
            f"{case.date(case.requests[row['permission']][0])} {say('brief.ask_of' if row['grantor'] else 'brief.ask', **filled)}"
        )
    return found


def closing_points(case):
    """Return what closes when; where that is more than there is room for, how many in each month and the first of them."""
    found = []
    if len(case.account.close) > CLOSINGS:
        months = {}
        for site, close in sorted(case.account.close.items(), key=lambda c: (c[1], c[0])):
            months.setdefault(monthly(case.book.when(close)), []).append(case.site(site))
        for month, sites in months.items():
            names = few(sites, NAMED)
            found.append(
                f"{month} {say('brief.closes_many', sites=count('site', len(sites)), names=names)}"
            )
        return found
    for site in case.sites:
        name = site["site"]
        if name in case.account.close:
            key = (
                "closes_vacuum"
                if case.vacuum(name) > 0
                else "closes_to"
                if site["receiver"]
                else "closes"
            )
            text = say(
                f"brief.{key}",
                site=case.site(name),
                receiver=site["receiver"],
                days=lasting(case.vacuum(name)),
            )
            found.append(f"{case.date(case.account.close[name])} {text}")
    return found


def few(names, most):
    """List names; of more than there is room for how many more."""
    rest = [say("more", n=len(names) - most)] if len(names) > most else []
    return listed([*names[:most], *rest])


def worries(case):
    """Return what is wrong: people who are late, sites that do not close, harmful kit, vacuums."""
    b = case.book
    found = breaches(case)
    found += [
        say(
            "brief.late",
            people=count("person", row[1]),
            party=case.party(row[0]),
            why=case.reasons(row[5][:1]),
        )
        for row in case.late
    ]
    if b.crews:
        found.append(say("brief.crews", people=count("person", b.crews)))
    still = [
        s["site"]
        for s in case.sites
        if s["role"] in {"base", "hub"}
        and s["site"] not in case.account.close
        and not s["stays_open"]
    ]
    found += [say("brief.open", sites=few(list(map(case.site, still)), NAMED))] if still else []
    harmful = [row for row in b.behind if case.account.lots[row[0]]["harm_if_captured"] > 0]
    if harmful:
        units = sum(sum(row[2:5]) for row in harmful)
        found.append(
            say(
                "brief.harmful",
                units=count("unit", units),
                item=case.item(harmful[0][0]),
                site=case.site(harmful[0][1]),
            )
        )
    vacuums = [
        (-case.vacuum(s["site"]), i, s["site"])
        for i, s in enumerate(case.sites)
        if case.vacuum(s["site"]) > 0
    ]
    if vacuums:
        days, _, site = min(vacuums)
        found.append(
            say(
                "brief.vacuum",
                sites=count("site", len(vacuums)),
                site=case.site(site),
                days=lasting(-days),
            )
        )
    n = len(odd(case))
    found += [say(f"brief.odd.{'one' if n == 1 else 'other'}", n=number(n))] if n else []
    return [" ".join(text.split()) for text in found]


@compares("footer")
def footer(case):
    """Compare what the foot of the page says of the plan."""
    b, shown = case.book, [case.page.text(p) for p in case.root.one("footer").all("p")]
    seconds = b.record.get("seconds")
    told = {
        "seed": b.record.get("seed", say("not_known")),
        "seconds": amount(seconds) + (" s" if seconds is not None else ""),
    }
    version = b.record.get("version") or case.version
    yield (
        "footer",
        shown[0],
        say(
            "page.footer",
            version=version,
            mission=b.facts["name"],
            hash=case.mission.fingerprint,
            **told,
        ),
    )
