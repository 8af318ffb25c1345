"""Stocks of supplies over time, followed in small exact steps: use, permitted imports up to the capacity, what serials take and deliver."""

from tests.support.oracles.second_reading import DAY, held


def brought(book, row, at):
    """Say whether a supply may be brought to its site at a moment."""
    rows = [
        p
        for p in book.tables["permissions"]
        if p["mode"] == "import" and p["where"] in {row["supply"], row["site"], "*"}
    ]
    ends = [
        (p["valid_from"] if p["valid_from"] is not None else 0, p["valid_to"], p["state"])
        for p in rows
    ]
    return not rows or any(
        state in {"granted", "impeded"} and begin <= at and (end is None or at < end)
        for begin, end, state in ends
    )


def follow(book, row, *, permitted=False, whole=False):
    """Return a stock as corners (moment, stock), straight between them, and until when its site is open.

    ``permitted`` lets imports in throughout, whatever is said of them; ``whole`` follows a site that
    closes after planning ends until it does.
    """
    close = book.one('SELECT MIN("close") FROM closures WHERE site = ?', row["site"]) or book.end
    until = close if whole else min(close, book.end)
    taken = "SELECT leave, -quantity FROM moves WHERE kind = 'supply' AND item = ?1 AND origin = ?2"
    given = "SELECT arrive, quantity FROM moves WHERE kind = 'supply' AND item = ?1 AND destination = ?2 AND role <> 'used'"
    moved = book.ask(f"SELECT * FROM ({taken} UNION ALL {given})", row["supply"], row["site"])
    presence = book.presence(row["site"])
    gates = [
        t
        for p in book.tables["permissions"]
        if p["mode"] == "import"
        for t in (p["valid_from"], p["valid_to"])
        if t is not None
    ]
    edges = sorted(
        {
            0,
            until,
            *(
                t
                for t in (*(at for at, _ in moved), *(at for at, _ in presence), *gates)
                if 0 < t < until
            ),
        }
    )
    level = row["stock"] + sum(n for t, n in moved if t <= 0)
    found = [(0, level)]
    for i, at in enumerate(edges):
        if i:
            before = edges[i - 1]
            use = (row["use_per_day"] + row["use_per_person_day"] * held(presence, before)) / DAY
            comes = permitted or brought(book, row, before)
            come = row["import_per_day"] / DAY if comes else 0.0
            line = drained(level, at - before, use, come, row["capacity"])
            found += [(before + t, n) for t, n in line]
            level = line[-1][1]
        jump = sum(n for t, n in moved if t == at > 0)
        if jump:
            level += jump
            found.append((at, level))
    return found, until


def drained(level, seconds, use, come, capacity):
    """Return where a stock stands after a span of steady use and import, by way of where it meets its capacity.

    Above the capacity nothing comes in; at it only as much as is used stays.
    """
    most = float("inf") if capacity is None else capacity
    meets = None
    if level > most and use > 0:
        meets = (level - most) / use
    elif level < most and come > use:
        meets = (most - level) / (come - use)
    if level > most:
        rate = -use
    elif level == most:
        rate = min(0.0, come - use)
    else:
        rate = come - use
    if meets is None or meets >= seconds:
        return [(seconds, level + rate * seconds)]
    after = min(0.0, come - use)
    return [(meets, most), (seconds, most + after * (seconds - meets))]


def account(book, row, corners, until):
    """Return what is used of a stock and imported until its site closes, use a day at the start, days of supply at the last lift, what is left.

    Imported is what must have come in besides what serials brought and took, for the stock to end as it does.
    """
    site, what = row["site"], row["supply"]
    days = book.one(
        """
        WITH there AS (SELECT at, SUM(SUM(change)) OVER (ORDER BY at) AS n FROM present WHERE site = ?1 GROUP BY at),
        spans AS (SELECT n, at, LEAD(at, 1, ?2) OVER (ORDER BY at) AS until FROM there)
        SELECT TOTAL(n * (MIN(until, ?2) - MAX(at, 0))) FROM spans WHERE at < ?2 AND until > 0
        """,
        site,
        until,
    )
    used = row["use_per_day"] * until / DAY + row["use_per_person_day"] * days / DAY
    moved = book.one(
        "SELECT TOTAL(CASE WHEN destination = ?2 AND role <> 'used' AND arrive <= ?3 THEN quantity ELSE 0 END)"
        " - TOTAL(CASE WHEN origin = ?2 AND leave <= ?3 THEN quantity ELSE 0 END) FROM moves WHERE kind = 'supply' AND item = ?1",
        *(what, site, until),
    )
    left = stock_at(corners, until, until)
    closes = book.one("SELECT COUNT(*) FROM closures WHERE site = ?", site)
    lifted = book.one("SELECT MAX(leave) FROM moves WHERE kind = 'people' AND origin = ?", site)
    last = max(0, (min(lifted, until) if closes and lifted else until) - 0.0036)
    presence = book.presence(site)
    daily, first = (
        row["use_per_day"] + row["use_per_person_day"] * held(presence, t) for t in (last, 0)
    )
    lasts = max(0, stock_at(corners, until, last)) / daily if daily else None
    return used, left - row["stock"] + used - moved, first if until else 0, lasts, left


def stock_at(corners, until, at):
    """Return a stock at a moment, after all that happens at it; nothing once the site is closed."""
    if at > until:
        return 0.0
    before = corners[0]
    for corner in corners:
        if corner[0] > at:
            return before[1] + (corner[1] - before[1]) * (at - before[0]) / (corner[0] - before[0])
        before = corner
    return before[1]


def lowest(corners):
    """Return when a stock is lowest first, and how low."""
    low = min(n for _, n in corners)
    return next(t for t, n in corners if n <= low), low
