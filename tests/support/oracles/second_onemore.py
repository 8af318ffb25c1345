"""One unit or one person more, tried again: each try is a plan that the referee judges, and the search asks nothing of the first one.

Of small plans each try is the whole plan with one more aboard. Of large ones it is the one serial: the rules about what is aboard ask
for nothing else, as the small plans show every time.
"""

import attrs

from exeunt.model.plan import Load
from exeunt.rules.ledger import case
from exeunt.rules.referee import RULES, referee
from exeunt.rules.terms import objective, terms
from tests.support.oracles.second_words import count, listed, say

OWN = (
    "capacity",
    "convoy_size",
    "crews",
    "capability_along",
    "supplies_carried",
    "movement_permitted",
    "planned_times",
)
"""Rules about what is aboard one serial, in the order in which they are told."""
WHOLE = 1500
"""Loads up to which a whole plan is judged for each try, and for a unit that could ride."""


class Tries:
    """Tries of single units and people with the serials of a plan."""

    def __init__(self, mission, plan):
        """Keep both; what is broken already is found when it is first asked for."""
        self.mission, self.plan = mission, plan
        self.base = None
        self.known = {}

    def broken(self, plan):
        """Return what a plan breaks, as (rule, serial it is about or blank, place)."""
        found = set()
        for one in referee(self.mission, plan):
            about = (
                one.where
                if isinstance(one.where, str)
                else dict(one.where.arguments).get("serial", "")
            )
            found.add((one.rule, about, str(one.where)))
        return found

    def aboard(self, plan, serial):
        """Return the rules about what is aboard that a serial breaks, asked of that serial alone."""
        alone = attrs.evolve(
            plan,
            stages=plan.serials[serial],
            loads=tuple(x for x in plan.loads if x.serial == serial),
            disposals=(),
            reserves=(),
            closures=tuple(attrs.evolve(x, last_serials=()) for x in plan.closures),
        )
        opened = case(self.mission, alone)
        return {rule for rule in OWN if any(True for _ in RULES[rule](opened))}

    def before(self):
        if self.base is None:
            self.base = self.broken(self.plan)
        return self.base

    def loaded(self, serial, first, last, kind, item, drivers):
        """Return the plan with one more aboard, None where nobody can drive it."""
        role = "passenger" if kind == "people" else ("carried" if drivers is None else "driven")
        others = [x for x in self.plan.loads if x.serial != serial]
        aboard, missing = [], drivers or 0
        for x in (x for x in self.plan.loads if x.serial == serial):
            same = (x.kind, x.role, x.board_stage, x.alight_stage)
            n = min(missing, int(x.quantity)) if same == ("people", "passenger", first, last) else 0
            missing -= n
            aboard += [attrs.evolve(x, quantity=n, role="crew")] if n else []
            aboard += [attrs.evolve(x, quantity=x.quantity - n)] if x.quantity > n else []
        if missing:
            return None
        one = Load(
            serial=serial,
            kind=kind,
            item=item,
            quantity=1,
            board_stage=first,
            alight_stage=last,
            role=role,
        )
        return attrs.evolve(self.plan, loads=(*others, *aboard, one))

    def refusal(self, serial, first, last, kind, item, drivers):
        """Return what keeps one more off a serial; blank where nothing does."""
        asked = serial, first, last, kind, item
        if asked not in self.known:
            plan = self.loaded(serial, first, last, kind, item, drivers)
            if any(about == serial and rule in OWN for rule, about, _ in self.before()):
                self.known[asked] = "broken"
            elif plan is None:
                self.known[asked] = "no_driver"
            else:
                if len(plan.loads) > WHOLE:
                    now = self.aboard(plan, serial)
                else:
                    now = {rule for rule, about, _ in self.broken(plan) if about == serial}
                self.known[asked] = next((rule for rule in OWN if rule in now), "")
        return self.known[asked]

    def ways(self, kind, row, site, onward, since, until, by, avoided):
        """Return (rides to an exit or None, where it gets stuck, rides to there, what refused it there).

        ``onward`` are the km that are left from each place, and the modes by which it may go.
        """
        km, modes = onward
        item, hours = row["lot" if kind == "lot" else "party"], self.mission.hours
        there, refused = {site: (since, [])}, {}
        rows = sorted(self.plan.stages, key=lambda s: (s.depart, s.serial, s.stage))
        for stage in rows:
            origin, leaves = stage.origin, hours(stage.depart)
            if origin not in there or origin not in km or leaves < there[origin][0]:
                continue
            # What lifts kit, its mass and size say; some people may not go by road.
            barred = kind == "people" and stage.mode not in modes
            if barred or (origin == site and (leaves > until or stage.serial in avoided)):
                continue
            no = ""
            for further in self.plan.serials[stage.serial]:
                to, arrives = further.destination, hours(further.arrive)
                nearer = to in km and km[to] < km[origin]
                stops = nearer and self.mission.site[to].role != "junction"
                if further.stage < stage.stage or not stops or arrives > by:
                    continue
                drives = kind == "lot" and row["self_driving"] and stage.mode == "road"
                ride = (stage.serial, stage.stage, further.stage)
                answer = self.refusal(*ride, kind, item, row["crew"] if drives else None)
                if answer:
                    no = no or answer
                elif to not in there or arrives < there[to][0]:
                    rides = [*there[origin][1], (*ride, drives)]
                    there[to] = (arrives, rides)
                    if km[to] == 0:
                        return rides, to, rides, {}
            if no:
                tally = refused.setdefault(origin, {})
                tally[no] = tally.get(no, 0) + 1
        last = min(there, key=lambda place: (km.get(place, 0.0), place))
        return None, last, there[last][1], refused.get(last, {})

    def leaving(self, ride):
        """Return the serial of a ride and when it leaves."""
        first = next(s for s in self.plan.serials[ride[0]] if s.stage == ride[1])
        return {"serial": ride[0], "when": int(self.mission.hours(first.depart) * 3600)}

    def told(self, kind, row, site, onward, since, until, by):
        """Return (reasons, whether one more could ride all the way)."""
        first, avoided = None, set()
        for _ in range(4):
            rides, stuck, so_far, tally = self.ways(
                kind, row, site, onward, since, until, by, avoided
            )
            found = self.outcome(kind, row, site, rides, stuck, so_far, tally)
            first = first or found
            if found[0][0][0] != "breaks":
                break
            avoided.add(found[0][0][1]["serial"])
        better = found[0][0][0] in {"missed", "costs_more"}
        return found if better else first

    def outcome(self, kind, row, site, rides, stuck, so_far, tally):
        if rides is None:
            far = [("as_far", {"site": stuck, **self.leaving(so_far[0])})] if so_far else []
            if not tally:
                return [*far, ("none_leaves", {"site": stuck})], False
            order = sorted(tally.items(), key=lambda one: (-one[1], one[0]))
            texts = {
                "movements": count("movement_leaves", sum(tally.values())),
                "tally": listed(count(f"refused_{code}", n) for code, n in order),
            }
            return [*far, ("refused", {"site": stuck, **texts})], False
        ride = self.leaving(rides[0])
        if kind == "people" or len(self.plan.loads) > WHOLE:
            return [("room", ride)], True
        plan = self.plan
        for serial, first, last, drives in rides:
            plan = Tries(self.mission, plan).loaded(
                serial, first, last, "lot", row["lot"], row["crew"] if drives else None
            )
        cut, disposals = 1, []
        for d in plan.disposals:
            n = d.quantity
            if cut and (d.lot, d.site) == (row["lot"], site):
                cut, n = 0, n - 1
            disposals += [attrs.evolve(d, quantity=n)] if n else []
        plan = attrs.evolve(plan, disposals=tuple(disposals))
        places = {(rule, place) for rule, _, place in self.before()}
        new = sorted({(rule, place) for rule, _, place in self.broken(plan)} - places)
        if new:
            return [("breaks", {**ride, "rule": say(f"rule.{new[0][0]}")})], True
        price = [objective(self.mission, terms(self.mission, p)) for p in (plan, self.plan)]
        change = price[0] - price[1]
        if change >= 0:
            return [("costs_more", {**ride, "cost": change})], True
        return [("missed", {**ride, "worth": -change})], True
