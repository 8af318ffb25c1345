"""Threat and leave on legs, and what hangs on permissions: the definitions of ``docs/rules.md`` once more, in plain Python.

Leave is asked moment by moment: which rows are about a place, which of them are valid, which of those decide.
"""

from itertools import pairwise

DAY = 86400

MONTH = 30.4375 * DAY
ORDER = ("granted", "some", "asked", "refused")
LEVELS = (0.0, 0.005, 0.02, 0.04)
"""Strikes per 100 km above which a threat is low, medium, high, very high."""
RANK = ("refused", "withdrawn", "granted", "impeded", "pending", "unanswered")
NONE = {("none", "")}


def threat_level(strikes):
    """Return how high a threat is, 0 to 4."""
    return sum(1 for limit in LEVELS if strikes > limit)


def usual(book, leg):
    """Return a leg's strikes per 100 km where no row of threats holds."""
    if leg["strikes_per_100km"] is not None:
        return leg["strikes_per_100km"]
    incidents = [r["date"] for r in book.tables["incidents"] if r["where"] == leg["leg"]]
    if not incidents and leg["traverses_per_month"] is None:
        return 0.0
    d = book.doctrine
    recent = [t for t in incidents if -d["threat_months"] * MONTH <= t < 0]
    travelled = d["threat_months"] * (leg["traverses_per_month"] or 0) * leg["km"] / 100
    return (d["threat_prior_strikes"] + len(recent)) / (d["threat_prior_100km"] + travelled)


def strikes(book, leg, at):
    """Return a leg's strikes per 100 km at a moment."""
    found = usual(book, leg)
    for row in book.tables["threats"]:
        if row["leg"] == leg["leg"] and row["valid_from"] <= at < row["valid_to"]:
            found = row["strikes_per_100km"]
    return found


def threat(book, leg):
    """Return a leg's strikes per 100 km over the time of planning: (moment, figure from then on)."""
    edges = {
        0,
        *(
            t
            for r in book.tables["threats"]
            if r["leg"] == leg["leg"]
            for t in (r["valid_from"], r["valid_to"])
            if 0 < t < book.end
        ),
    }
    return joined([(t, strikes(book, leg, t)) for t in sorted(edges)])


def joined(steps):
    """Leave out steps that change nothing."""
    return [s for i, s in enumerate(steps) if not i or s[1] != steps[i - 1][1]]


def closed(book, leg):
    """Return the spans in which a leg is closed by season, joined, until the end of planning."""
    rows = [
        (max(0, r["closed_from"]), min(book.end, r["closed_to"]))
        for r in book.tables["seasons"]
        if r["leg"] == leg["leg"]
    ]
    edges = sorted({t for row in rows for t in row})
    shut = [(a, b) for a, b in pairwise(edges) if any(begin <= a < end for begin, end in rows)]
    found = []
    for a, b in shut:
        if found and found[-1][1] == a:
            found[-1] = (found[-1][0], b)
        else:
            found.append((a, b))
    return found


def valid(row, at):
    """Say whether a permission covers a moment."""
    return (row["valid_from"] is None or row["valid_from"] <= at) and (
        row["valid_to"] is None or at < row["valid_to"]
    )


def place(row, leg, mode, origin, destination):
    """Return at which of its places a stage meets a permission: everywhere, its leg, out of its origin, into its destination; None: nowhere."""
    heading = "out" if origin == leg["origin"] else "in"
    if row["mode"] not in {mode, "*"}:
        return None
    if row["where"] == "*":
        return "everywhere"
    meets = {("leg", leg["leg"], heading), ("out of", origin, "out"), ("into", destination, "in")}
    return next(
        (
            name
            for name, where, way in meets
            if row["where"] == where and row["direction"] in {"both", way}
        ),
        None,
    )


def decisive(rows, payload):
    """Return the rows that decide among those valid at one place: the most specific, by nation, then by payload."""
    detail = [(row["provider"] != "", row["payload"] == payload) for row in rows]
    return [row for row, how in zip(rows, detail, strict=True) if how == max(detail)]


def word(rows):
    """Return the state that counts among rows that decide; blank where there is none."""
    state = min((row["state"] for row in rows), key=RANK.index, default="")
    return "granted" if state == "impeded" else state


def rulings(book, leg, way, load, at):
    """Return the rows that decide on a payload of a nation, place by place; a place whose rows are not valid then has none."""
    (payload, provider), (origin, destination) = load, way
    places = {}
    for row in book.tables["permissions"]:
        where = place(row, leg, leg["mode"], origin, destination)
        if (
            where
            and row["mode"] != "import"
            and row["payload"] in {"any", payload}
            and row["provider"] in {"", provider}
        ):
            places.setdefault(where, []).append(row)
    return {
        where: decisive([row for row in rows if valid(row, at)], payload)
        for where, rows in places.items()
    }


def state(book, leg, way, load, at):
    """Return whether a payload of a nation has leave: granted, asked (nothing but answers are wanting) or refused."""
    states = {word(rows) for rows in rulings(book, leg, way, load, at).values()}
    if states <= {"granted"}:
        return "granted"
    return "asked" if states <= {"granted", "pending", "unanswered"} else "refused"


def moments(book):
    """Return the moments at which leave can change."""
    times = {
        t
        for row in book.tables["permissions"]
        for t in (row["valid_from"], row["valid_to"])
        if t is not None and 0 < t < book.end
    }
    return sorted({0, *times})


def ways(leg):
    """Return the directions in which a leg can be travelled."""
    return [
        (leg["origin"], leg["destination"]),
        *([(leg["destination"], leg["origin"])] if leg["two_way"] else []),
    ]


def leave(book, leg, payload):
    """Return whether a payload may travel a leg over time, in the direction in which most may: (moment, word from then on).

    Granted: to everybody. Some: to some nations. Asked: to nobody until an answer comes. Refused: to nobody.
    """
    nations = {"", *(row["provider"] for row in book.tables["permissions"])}
    found = []
    for at in moments(book):
        words = []
        for way in ways(leg):
            states = {state(book, leg, way, (payload, nation), at) for nation in nations}
            words.append(
                "granted"
                if states == {"granted"}
                else "some"
                if "granted" in states
                else "asked"
                if "asked" in states
                else "refused"
            )
        found.append((at, min(words, key=ORDER.index)))
    return joined(found)


def carried(book, serial, stage):
    """Return what a stage carries as pairs of payload and nation.

    Passengers are people, and crews too where more are booked than have places.
    """
    crews = book.one(
        "SELECT SUM(quantity) FROM aboard WHERE serial = ? AND stage = ? AND kind = 'people' AND role = 'crew'",
        serial,
        stage,
    )
    places = book.one(
        "SELECT SUM(a.quantity * v.crew) FROM aboard a JOIN fleets f ON f.fleet = a.item JOIN vehicles v USING (vehicle) "
        "WHERE serial = ? AND stage = ? AND a.kind = 'vehicle' AND f.crew_party <> ''",
        serial,
        stage,
    )
    places += book.one(
        "SELECT SUM(a.quantity * l.crew) FROM aboard a JOIN lots l ON l.lot = a.item WHERE serial = ? AND stage = ? AND a.kind = 'lot' AND a.role = 'driven'",
        serial,
        stage,
    )
    riding = "" if crews > places + 1e-6 else " AND a.role <> 'crew'"
    sql = f"SELECT DISTINCT 'people', p.provider FROM aboard a JOIN parties p ON p.party = a.item WHERE serial = ? AND stage = ? AND a.kind = 'people'{riding}"
    found = set(book.ask(sql, serial, stage))
    found |= set(
        book.ask(
            "SELECT DISTINCT 'cargo', l.provider FROM aboard a JOIN lots l ON l.lot = a.item WHERE serial = ? AND stage = ? AND a.kind = 'lot'",
            serial,
            stage,
        )
    )
    if book.one(
        "SELECT COUNT(*) FROM aboard WHERE serial = ? AND stage = ? AND kind = 'supply' AND role <> 'used'",
        serial,
        stage,
    ):
        found.add(("resupply", ""))
    return found or NONE


def under_way(book, leg, way, load, span):
    """Return the rows that decide at any moment from a departure to before the arrival."""
    leaves, arrives = span
    edges = {t for row in book.tables["permissions"] for t in (row["valid_from"], row["valid_to"])}
    times = [leaves, *(t for t in edges if t is not None and leaves < t < arrives)]
    rulers = (rulings(book, leg, way, load, at) for at in times)
    return {row["permission"] for ruler in rulers for rows in ruler.values() for row in rows}


def relies_on(book, lifts, serial):
    """Return the permissions that a serial relies on: those that decide whether a stage may go with what it carries."""
    found = set()
    for stage, leg, origin, destination, *span in lifts.stages(serial):
        for load in carried(book, serial, stage):
            row = book.first("legs", leg=leg)
            found |= under_way(book, row, (origin, destination), load, span[:2])
    return found


def may_fly(book, lifts, reserve):
    """Return the permissions that decide whether the people of a reserve may go on their flight."""
    found, load = set(), ("people", book.first("parties", party=reserve["party"])["provider"])
    for stage, leg, origin, destination, *span in lifts.stages(reserve["flight"]):
        aboard = book.one(
            "SELECT COUNT(*) FROM aboard WHERE serial = ? AND stage = ? AND kind = 'people' AND item = ?",
            reserve["flight"],
            stage,
            reserve["party"],
        )
        if aboard:
            row = book.first("legs", leg=leg)
            found |= under_way(book, row, (origin, destination), load, span[:2])
    return found


def hanging(book, lifts, waiting):
    """Return, by permission: serials that rely on it, people booked on it, people late and units left for want of it.

    ``waiting`` are pairs of the permissions that something waits on, and ``(people, units)``.
    """
    relying = {serial: relies_on(book, lifts, serial) for serial, *_ in lifts.serials()}
    found = {}
    for row in book.tables["permissions"]:
        name = row["permission"]
        booked = sum(
            r["people"]
            for r in book.tables["reserves"]
            if row["state"] not in {"granted", "impeded"} and name in may_fly(book, lifts, r)
        )
        late, left = (sum(n[i] for names, n in waiting if name in names) for i in (0, 1))
        found[name] = (
            [serial for serial, names in relying.items() if name in names],
            booked,
            late,
            left,
        )
    return found
