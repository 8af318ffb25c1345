"""Own vehicles that end where they keep less than elsewhere: found once more from the tables."""

from tests.support.oracles.second_words import count


def own_vehicles(case):
    """Yield the line of all own vehicles that have a way to where they keep more."""
    account, book = case.account, case.book
    lost = []
    for fleet, site, n, value, fate in book.fleet_ends:
        kept = share(account, fleet, fate)
        ends = []
        for end, way in pays(book):
            mode = account.vehicles[account.fleets[fleet]["vehicle"]]["mode"]
            far = case.why.way_out(site, {end}, {mode}, ("none", ""), permitted=True)[0]
            gain = (share(account, fleet, way) - kept) * value * book.prices["value_lost"]
            if end != site and gain > 0 and far is not None:
                ends.append((-gain, far, end))
        if ends:
            gain, _, end = min(ends, key=lambda one: one[:2])
            lost.append((-gain * n, fleet, site, round(n), -gain, end))
    if not lost:
        return
    _, fleet, site, n, gain, end = min(lost, key=lambda one: (-one[0], one[1], one[2]))
    figures = {
        "vehicles": count("vehicle", sum(one[3] for one in lost)),
        "places": count("site", len({one[2] for one in lost})),
        "n": count("vehicle", n),
        "fleet": fleet,
        "site": site,
        "worth": gain,
        "end": end,
    }
    _, further, _ = case.why.recorded("vehicle", fleet, site, n)
    yield sum(one[0] for one in lost), "own_vehicles", figures, further


def pays(book):
    """Return where own vehicles end at something, and how: at exits, and where somebody stays."""
    exits = [site["site"] for site in book.tables["sites"] if site["role"] == "exit"]
    staying = book.ask(
        "SELECT p.site FROM present p JOIN homes USING (party, site) JOIN sites s USING (site) "
        "WHERE s.stays_open AND s.role <> 'exit' GROUP BY p.site, s.row HAVING SUM(p.change) > 0 "
        "ORDER BY s.row"
    )
    return [*((site, "ship") for site in exits), *((site, "transfer") for (site,) in staying)]


def share(account, fleet, fate):
    """Return the share of its value that an own vehicle keeps that ends so."""
    if fate == "left":
        return 0
    armoured = account.vehicles[account.fleets[fleet]["vehicle"]]["armoured"]
    row = account.ruling(
        {"kit_class": "armour" if armoured else "vehicle", "owner": "mission"}, fate
    )
    if row is None:
        return 1
    return row["recovery_share"] if row["lawful"] else 0
