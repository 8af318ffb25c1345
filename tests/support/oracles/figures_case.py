"""A mission, a plan and its report, with the second reading of both; and the list of which comparison covers which part of the page.

A comparison is a function that yields ``(what, as printed, as recomputed)``; what it covers is named where it is defined.
"""

from functools import cached_property

from exeunt.api import check
from exeunt.files.missions import read_mission
from exeunt.files.plans import read_plan
from exeunt.version import __version__
from tests.support.oracles.second_leave import hanging
from tests.support.oracles.second_lifts import Lifts
from tests.support.oracles.second_onemore import Tries
from tests.support.oracles.second_reading import Book
from tests.support.oracles.second_stocks import follow
from tests.support.oracles.second_terms import Account, counted, weights
from tests.support.oracles.second_why import Why
from tests.support.oracles.second_words import (
    amount,
    count,
    dated,
    either,
    joined,
    listed,
    money,
    say,
    timed,
)
from tests.support.pages.page_reader import Page
from tests.support.pages.written import html

COMPARISONS = []
COVERED = {}
SUPPLIES = ("fuel", "water", "rations", "spares")


def compares(*names):
    """Name the parts of the page that a comparison covers."""

    def listing(comparison):
        COMPARISONS.append(comparison)
        COVERED.update(dict.fromkeys(names, comparison.__name__))
        return comparison

    return listing


def far(found, mine, tolerance):
    """Return where two lists of values differ by more than what is rounded away."""
    if len(found) != len(mine):
        return [("length", len(found), len(mine))]
    return [
        (i, a, b)
        for i, (a, b) in enumerate(zip(found, mine, strict=True))
        if abs(a - b) > tolerance
    ][:3]


class Case:
    """One report and its second reading."""

    def __init__(self, mission, plan):
        """Read both folders twice: as exeunt does, for the report, and as the second reading does."""
        self.mission = read_mission(mission)
        self.plan = read_plan(plan, self.mission)
        self.checked = check(self.mission, self.plan)
        self.read = {}
        self.book = Book(mission, plan)
        self.lifts, self.account = Lifts(self.book), Account(self.book)
        self.why = Why(self.book, self.account, Tries(self.mission, self.plan))
        self.currency, self.version = self.book.facts["currency"], __version__

    @cached_property
    def page(self):
        """Return the report."""
        checked = self.checked
        return Page(
            html(self.mission, self.plan, terms=checked.terms, violations=checked.violations)
        )

    @property
    def root(self):
        """Return the page's tree."""
        return self.page.root

    def tables(self, name):
        """Return the page's tables of a name."""
        if name not in self.read:
            self.read[name] = [self.page.table(t) for t in self.root.all("table", data_table=name)]
        return self.read[name]

    def one_table(self, name):
        """Return the page's only table of a name, or None."""
        found = self.tables(name)
        assert len(found) <= 1
        return found[0] if found else None

    # How things are printed

    def date(self, at):
        """Print a moment as the page does: with the time of day in short missions."""
        return (timed if self.book.fine else dated)(self.book.when(at))

    def between(self, begin, end):
        """Print a span: from when to when, or only when where both print alike."""
        return " – ".join(dict.fromkeys((self.date(begin), self.date(end))))

    def moment(self, at):
        """Print a moment with the time of day."""
        return timed(self.book.when(at))

    def money(self, value):
        """Print money."""
        return money(value, self.currency)

    def site(self, site):
        """Return a site's printed name."""
        return self.book.named(site)

    def item(self, lot):
        """Return what a lot is called."""
        return self.account.lots[lot]["item"] or lot

    def party(self, party):
        """Return what a party is called."""
        return self.book.first("parties", party=party)["name"] or party

    def place(self, where):
        """Print what a permission is about."""
        if where == "*":
            return say("everywhere")
        if where in self.account.legs and where not in self.account.sites:
            leg = self.account.legs[where]
            return say(
                "leg_ends",
                origin=self.site(leg["origin"]),
                destination=self.site(leg["destination"]),
            )
        return say(f"supply.{where}") if where in SUPPLIES else self.site(where)

    def allows(self, row):
        """Print what a permission allows."""
        where = self.place(row["where"])
        if row["mode"] == "import":
            return say("ask.imports", what=where.lower() if row["where"] in SUPPLIES else where)
        text = say(
            "ask.covers",
            payload=say(f"payload.{row['payload']}"),
            mode=say(f"mode.{row['mode']}"),
            where=where,
        )
        return f"{text}, {row['provider']}" if row["provider"] else text

    def reason(self, reason):
        """Print a reason."""
        key, filled = reason
        told = {}
        for name, value in filled.items():
            if name == "when":
                told[name] = "" if value is None else self.date(value)
            elif name == "site":
                told[name] = self.site(value)
            elif name in {"cost", "worth"}:
                told[name] = self.money(value)
            elif name == "ways":
                told[name] = either(say(f"way.{way}") for way in value)
            elif name == "permissions":
                rows = [r for r in self.book.tables["permissions"] if r["permission"] in value]
                states = [f"{r['permission']} ({say('state.' + r['state'])})" for r in rows]
                told[name] = listed(
                    [*states[:4], *([say("more", n=len(states) - 4)] if len(states) > 4 else [])]
                )
            else:
                told[name] = value if isinstance(value, str) else amount(value)
        return say(f"why.{key}", **told)

    def reasons(self, found):
        """Print reasons one after the other."""
        return joined(self.reason(r) for r in found)

    # What several parts of the page tell

    @cached_property
    def late(self):
        """Return who is late, with the reasons: (party, late, not out, last out, person-days, reasons)."""
        return [(*row, self.why.people(row[0])) for row in self.book.late]

    @cached_property
    def behind(self):
        """Return what stays, with the reasons: (lot, site, left, abandoned, given to nobody, reasons)."""
        return [
            (
                lot,
                site,
                left,
                thrown,
                given,
                [
                    *self.unreceived(site, given),
                    *self.why.kit(lot, site, left),
                    self.why.other_ways(lot, site),
                ],
            )
            for lot, site, left, thrown, given in self.book.behind
        ]

    def unreceived(self, site, given):
        """Return why what is given to somebody is given to nobody; nothing where nothing is."""
        row = self.book.first("sites", site=site)
        if not given:
            return []
        if row["receiver"] and row["receiver_ready"] is not None:
            return [("given_too_soon", {"when": row["receiver_ready"]})]
        return [("given_nobody", {})]

    @cached_property
    def hanging(self):
        """Return what hangs on each permission."""
        waits = [
            (filled["permissions"], (row[1], 0))
            for row in self.late
            for key, filled in row[5]
            if key == "not_permitted"
        ]
        waits += [
            (filled["permissions"], (0, row[2] + row[3] + row[4]))
            for row in self.behind
            for key, filled in row[5]
            if key == "not_permitted"
        ]
        return hanging(self.book, self.lifts, waits)

    def hangs(self, permission):
        """Say what hangs on a permission."""
        serials, booked, late, left = self.hanging[permission]
        parts = [say("permits.serials", n=count("movement", len(serials)))] if serials else []
        parts += [
            say(f"permits.{key}", n=count(noun, n))
            for key, noun, n in (
                ("booked", "person", booked),
                ("late", "person", late),
                ("left", "unit", left),
            )
            if n
        ]
        return joined(parts, ", ") or say("permits.nothing")

    @cached_property
    def requests(self):
        """Return the last day to ask for each permission that the plan asks for, and the reason."""
        found = {}
        for row in sorted(self.book.tables["requests"], key=lambda r: -r["ask_by"]):
            found[row["permission"]] = (row["ask_by"], row["reason"])
        return found

    @cached_property
    def sites(self):
        """Return the sites in the order in which the page tells them: closing first, then those that do not, exits, junctions."""
        rank = {"base": 0, "hub": 0, "exit": 1, "junction": 2}
        close = self.account.close
        order = [
            (
                rank[s["role"]],
                s["site"] not in close,
                close.get(s["site"], self.book.end),
                s["site"],
                s,
            )
            for s in self.book.tables["sites"]
        ]
        return [s for *_, s in sorted(order, key=lambda o: o[:4])]

    def quiet(self, site):
        """Say whether nothing stands, boards or alights at a site, and it does not close."""
        return site not in self.account.close and not (
            self.people(site)
            or self.units(site)
            or any(map(any, (self.book.site_calls(site, w) for w in ("out", "in"))))
        )

    def people(self, site):
        """Return the people at a site at the start, whoever they are."""
        return self.book.one('SELECT SUM("count") FROM parties WHERE site = ?', site)

    def units(self, site):
        """Return the units of kit at a site at the start."""
        return self.book.one("SELECT SUM(quantity) FROM lots WHERE site = ?", site)

    def vacuum(self, site):
        """Return the days of vacuum at a site."""
        return self.account.vacuum(site)

    @cached_property
    def stocks(self):
        """Return every stock tracked at a site of ours: (row, corners, until)."""
        rows = [
            r
            for r in self.book.tables["supplies"]
            if self.account.sites[r["site"]]["role"] != "exit"
        ]
        return [(row, *follow(self.book, row)) for row in rows]

    @cached_property
    def terms(self):
        """Return the terms in their own units."""
        return self.account.terms()

    @cached_property
    def counted(self):
        """Return the figures of each table, and how many are assumed."""
        return counted(self.book)

    @cached_property
    def weights(self):
        """Return the assumed figures that change the objective."""
        return weights(self.book, self.account)
