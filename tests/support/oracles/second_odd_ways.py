"""Where what rides is taken, by the km that it has still to go: away from the way out, or past a hub nearer to it."""

FEW_KM, FEW_SHARE = 5.0, 0.1


class Ways:
    """The ways of what rides to get out."""

    def __init__(self, case, rows):
        """Keep who rides when."""
        self.case, self.why, self.account = case, case.why, case.account
        self.rides = {}
        for row in rows:
            for load in row["loads"]:
                if load[3] not in {"crew", "used"}:
                    self.rides.setdefault(load[1], []).append((row, load))
        self.known = {}
        self.stays = {
            (lot, site)
            for lot, site in case.book.ask(
                "SELECT lot, site FROM disposals WHERE disposition = 'transfer'"
            )
        }

    def to_go(self, kind, item):
        """Return the km from every place to where a party or lot may end, by ways that have leave at some time."""
        if (kind, item) not in self.known:
            if kind == "people":
                row = self.case.book.first("parties", party=item)
                modes = self.why.people_modes(row)
            else:
                row = self.account.lots[item]
                modes = self.why.kit_modes(row)
            load = ("people" if kind == "people" else "cargo", row["provider"])
            goals = self.why.goals(row["destination"])
            km = {
                site: self.why.way_out(site, goals, modes, load, permitted=True)[0]
                for site in self.account.sites
            }
            self.known[kind, item] = {site: far for site, far in km.items() if far is not None}
        return self.known[kind, item]

    def onward(self, row):
        """Yield what rides to get out: no supplies, no teams, no kit to where it stays in use."""
        for load in row["loads"]:
            kind, item, _, role, _, there, *_ = load
            if kind not in {"people", "lot"} or role == "crew":
                continue
            if kind == "people":
                if self.case.book.first("parties", party=item)["capabilities"]:
                    continue
            elif (item, there) in self.stays:
                continue
            yield load, self.to_go(kind, item)

    @staticmethod
    def clearly(near, far):
        """Say whether a place is nearer by more than 5 km and a tenth of the way."""
        return far - near > max(FEW_KM, FEW_SHARE * far)

    def away(self, row):
        """Return (km further off, figures) of what is taken furthest away in vain; None where nothing is."""
        worst = None
        for load, km in self.onward(row):
            here, there = load[4:6]
            if here not in km or there not in km or not self.clearly(km[here], km[there]):
                continue
            further = km[there] - km[here]
            if (worst is None or further > worst[0]) and self.in_vain(load):
                figures = {"origin": here, "destination": there}
                worst = further, {**figures, "before": round(km[here]), "after": round(km[there])}
        return worst

    def in_vain(self, load):
        """Say whether some of it is abandoned there, or rides back over where it came from."""
        item, here, there, arrives = load[1], load[4], load[5], load[7]
        if self.case.book.one(
            "SELECT COUNT(*) FROM disposals WHERE lot = ? AND site = ? AND disposition = 'abandon'",
            item,
            there,
        ):
            return True
        for row, later in self.rides.get(item, ()):
            if later[6] < arrives or later[4] != there:
                continue
            if any(s[3] == here for s in row["stages"] if later[8] <= s[0] <= later[9]):
                return True
        return False

    def past_hub(self, row):
        """Return the figures of the first load that is taken past a nearer hub; None where none is."""
        for load, km in self.onward(row):
            here, there = load[4:6]
            if here not in km or there not in km or km[there] > km[here]:
                continue
            for stage in row["stages"]:
                if not load[8] <= stage[0] < load[9]:
                    continue
                hub, at = stage[3], stage[5]
                open_yet = at < self.account.close.get(hub, float("inf"))
                friendly = self.account.sites[hub]["role"] in {"hub", "exit"}
                if friendly and open_yet and hub in km and self.clearly(km[hub], km[there]):
                    figures = {"hub": hub, "destination": there}
                    return {**figures, "before": round(km[hub]), "after": round(km[there])}
        return None
