"""Sites: held and served while open, within their room and rates, closed in time, left empty."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from exeunt.clock.steps import EPS, Event, Steps, short
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.breach import Breach, at_most, by, not_before, sorting_text, teams
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Journey


def holding_floor(case: Case) -> Iterator[Breach]:
    """A site is held by its floor of armed people from the start until it closes.

    One that does not close is held to the end of planning. The last of them leave in one go.
    """
    for site in case.mission.sites:
        if site.holding_people > 0:
            for t, n in short(
                case.armed[site.site].pieces(0.0, case.open_until(site.site)), site.holding_people
            ):
                yield Breach(
                    where=site.site,
                    at=t,
                    what=Reason.of("breach.holding_floor.what", site=Name("site", site.site)),
                    needed=Amount(site.holding_people, "armed_people"),
                    found=Amount(float(n), "armed_people"),
                )


def last_lift(case: Case) -> Iterator[Breach]:
    """Who holds a site leaves in one go: when it closes nobody is left.

    Later nothing boards or alights there, and no flight lands or leaves.
    """
    stops, flights = _stops(case), [hop for hop in case.hops if hop.mode == "air"]
    for site, close in case.closes.items():
        place, left = Name("site", site), case.people[site].at(close)
        if left > EPS:
            yield Breach(
                where=site,
                at=close,
                what=Reason.of("breach.last_lift.left", site=place),
                needed=Reason.of("breach.nobody"),
                found=Amount(left, "people"),
            )
        later = [(t, j) for t, j in stops[site] if t > close + EPS]
        if later:
            t, journey = min(later, key=lambda stop: (stop[0], stop[1].load.serial))
            load = journey.load
            yield Breach(
                where=site,
                at=t,
                what=Reason.of("breach.last_lift.stops", serial=load.serial, site=place),
                needed=Reason.of("breach.last_lift.nothing_after", when=case.time(close)),
                found=Reason.of(
                    "breach.last_lift.of", n=Amount(float(load.quantity)), item=load.item
                ),
            )
        loaded = {j.load.serial for _, j in later}
        touched = [
            (t, hop.where)
            for hop in flights
            for t, end in ((hop.depart, hop.origin), (hop.arrive, hop.destination))
            if end == site and t > close + EPS and hop.serial not in loaded
        ]
        if touched:
            t, stage = min(touched, key=lambda touch: (touch[0], sorting_text(touch[1])))
            yield Breach(
                where=site,
                at=t,
                what=Reason.of("breach.last_lift.flies", stage=stage, site=place),
                needed=Reason.of("breach.last_lift.no_flight_after", when=case.time(close)),
                found=stage,
            )


def services_stay(case: Case) -> Iterator[Breach]:
    """The teams that holding a site requires stay from the start until its last-lift span."""
    for row in case.mission.requirements:
        if row.activity == "hold":
            for site in case.mission.sites:
                served = site.role in {"base", "hub"} and case.people[site.site].start > 0
                if row.where == site.site or (row.where == "*" and served):
                    there = case.teams(site.site, row.capability).pieces(
                        0.0, case.held_until(site.site)
                    )
                    for t, n in short(there, row.amount):
                        yield _too_few_teams(site.site, t, row, n, "breach.services_stay.what")


def beds(case: Case) -> Iterator[Breach]:
    """Nobody comes to a site, other than an exit, that has no bed for them."""
    for site in case.mission.sites:
        if site.beds is not None and site.role != "exit":
            for t, n in _filled(case.people[site.site], site.beds):
                yield Breach(
                    where=site.site,
                    at=t,
                    what=Reason.of("breach.beds.what", site=Name("site", site.site)),
                    needed=at_most(site.beds, "people"),
                    found=Amount(float(n), "people"),
                )


def yard(case: Case) -> Iterator[Breach]:
    """No kit comes to a site, other than an exit, whose yard is full.

    Kit being disposed of takes its room until that is done.
    """
    standing: dict[str, list[Event]] = defaultdict(list)
    starts: dict[str, float] = defaultdict(float)
    for lot in case.mission.lots:
        starts[lot.site] += lot.quantity * lot.teu
    for j in case.journeys:
        if j.load.kind == "lot" and case.mission.lot[j.load.item].teu:
            size = j.load.quantity * case.mission.lot[j.load.item].teu
            standing[j.origin].append((j.depart, -size))
            standing[j.destination].append((j.arrive, size))
    for r in case.removals:
        if r.item in case.mission.lot:
            standing[r.site].append((r.done, -r.quantity * case.mission.lot[r.item].teu))
    for site in case.mission.sites:
        if site.yard_teu is not None and site.role != "exit":
            for t, n in _filled(Steps.of(starts[site.site], standing[site.site]), site.yard_teu):
                yield Breach(
                    where=site.site,
                    at=t,
                    what=Reason.of("breach.yard.what", site=Name("site", site.site)),
                    needed=at_most(float(site.yard_teu), "TEU"),
                    found=Amount(float(n), "TEU"),
                )


def loading_rate(case: Case) -> Iterator[Breach]:
    """Before any departure no more carried kit is loaded than the site's rate allows.

    What counts is a day before it, or the turn time where that is longer.
    """
    loaded: dict[str, list[Event]] = defaultdict(list)
    for j in _carried(case):
        loaded[j.origin].append((j.depart, j.load.quantity * case.mission.lot[j.load.item].teu))
    for site in case.mission.sites:
        yield from _hurried(
            site, site.load_teu_per_day, loaded[site.site], "breach.loading_rate.what"
        )


def unloading_rate(case: Case) -> Iterator[Breach]:
    """Before any arrival no more carried kit comes than the site's rate of unloading allows.

    What counts is a day before it, or the turn time where that is longer.
    """
    unloaded: dict[str, list[Event]] = defaultdict(list)
    for j in _carried(case):
        unloaded[j.destination].append(
            (j.arrive, j.load.quantity * case.mission.lot[j.load.item].teu)
        )
    for site in case.mission.sites:
        yield from _hurried(
            site, site.unload_teu_per_day, unloaded[site.site], "breach.unloading_rate.what"
        )


def closing_steps(case: Case) -> Iterator[Breach]:
    """A site closes no sooner than its closing time after the start and its earliest date.

    The teams that closing requires are there.
    """
    rows = [row for row in case.mission.requirements if row.activity == "close"]
    for name, close in case.closes.items():
        site = case.mission.site[name]
        begin = max(0.0, case.mission.hours(site.close_from)) if site.close_from else 0.0
        if close < begin + site.closing_hours - EPS:
            yield Breach(
                where=name,
                at=close,
                what=Reason.of("breach.closing_steps.early", site=Name("site", name)),
                needed=not_before(case.time(begin + site.closing_hours)),
                found=case.time(close),
            )
        since, until = max(0.0, close - site.closing_hours), max(0.0, case.held_until(name))
        for row in rows:
            if row.where in {name, "*"}:
                there = case.teams(name, row.capability)
                present = [(until, there.at(until))]
                if since < until:
                    present = list(there.pieces(since, until))
                for t, n in short(present, row.amount):
                    yield _too_few_teams(name, t, row, n, "breach.closing_steps.teams")


def closing_window(case: Case) -> Iterator[Breach]:
    """A site closes once, in its window and within planning.

    Exits, junctions and sites that stay open never close; one with a latest date does.
    """
    for site in case.mission.sites:
        close, place = case.closes.get(site.site), Name("site", site.site)
        never_closes = site.stays_open or site.role in {"exit", "junction"}
        if close is None:
            if site.close_by is not None and not never_closes:
                yield Breach(
                    where=site.site,
                    at=None,
                    what=Reason.of("breach.closing_window.never", site=place),
                    needed=Reason.of("breach.closing_window.closed_by", when=site.close_by),
                    found=Reason.of("breach.closing_window.no_time"),
                )
            continue
        times = sum(c.site == site.site for c in case.plan.closures)
        if times > 1:
            yield Breach(
                where=site.site,
                at=close,
                what=Reason.of("breach.closing_window.twice", site=place),
                needed=Reason.of("breach.closing_window.one_time"),
                found=Amount(times, "closing_times"),
            )
        if never_closes:
            what = Reason.of("breach.closing_window.role", site=place, role=Name("role", site.role))
            if site.stays_open:
                what = Reason.of("breach.closing_window.stays", site=place)
            yield Breach(
                where=site.site,
                at=close,
                what=what,
                needed=Reason.of("breach.closing_window.open"),
                found=Reason.of("breach.closing_window.closed"),
            )
        yield from _outside_window(case, site, close)


def _outside_window(case: Case, site: Site, close: float) -> Iterator[Breach]:
    """Yield where a site closes before or after its window, or after planning."""
    place, closing = Name("site", site.site), case.time(close)
    if site.close_from is not None and close < case.mission.hours(site.close_from) - EPS:
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.early", site=place),
            needed=not_before(site.close_from),
            found=closing,
        )
    if site.close_by is not None and close > case.mission.hours(site.close_by) + EPS:
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.late", site=place),
            needed=by(site.close_by),
            found=closing,
        )
    if close > case.end + EPS:
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.after_planning", site=place),
            needed=by(case.time(case.end)),
            found=closing,
        )


def receiver_ready(case: Case) -> Iterator[Breach]:
    """Days between the closing of a site and its receiver being ready are counted, not hidden."""
    for site, close in case.closes.items():
        days = case.vacuum(site)
        stated = case.plan.closes[site].vacuum_days
        if stated < days - 1e-3:
            yield Breach(
                where=site,
                at=close,
                what=Reason.of("breach.receiver_ready.what", site=Name("site", site)),
                needed=Amount(float(days), "vacuum_days"),
                found=Amount(float(stated), "days"),
            )


def closed_site_empty(case: Case) -> Iterator[Breach]:
    """When a site closes no unit of kit and no vehicle stands there that is not disposed of."""
    for (thing, site), steps in (*case.lots.items(), *case.fleets.items()):
        close = case.closes.get(site)
        if close is not None:
            pending = sum(
                r.quantity
                for r in case.removals
                if (r.item, r.site) == (thing, site) and r.start <= close < r.done - EPS
            )
            n = max(0.0, steps.at(close)) + pending
            if n > EPS:
                yield Breach(
                    where=thing,
                    at=close,
                    what=Reason.of(
                        "breach.closed_site_empty.what", item=thing, site=Name("site", site)
                    ),
                    needed=Reason.of("breach.closed_site_empty.nothing"),
                    found=Reason.of("breach.closed_site_empty.left", n=Amount(float(n))),
                )


def _too_few_teams(site: str, t: float, row: Requirement, there: float, key: str) -> Breach:
    """Return that a site lacks the teams that an activity requires there."""
    return Breach(
        where=site,
        at=t,
        what=Reason.of(
            key,
            site=Name("site", site),
            capability=Name("capability", row.capability),
            requirement=row.requirement,
        ),
        needed=teams(row.amount, row.capability),
        found=teams(float(there), row.capability),
    )


def _carried(case: Case) -> Iterator[Journey]:
    """Yield the ways of carried kit."""
    return (j for j in case.journeys if j.load.kind == "lot" and j.load.role != "driven")


def _stops(case: Case) -> dict[str, list[tuple[float, Journey]]]:
    """Return every boarding and alighting by site."""
    found: dict[str, list[tuple[float, Journey]]] = defaultdict(list)
    for j in case.journeys:
        found[j.origin].append((j.depart, j))
        found[j.destination].append((j.arrive, j))
    return found


def _filled(steps: Steps, most: float) -> Iterator[Event]:
    """Yield the first arrival of each stretch in which arrivals find a place over-full."""
    before, over_full = steps.start, False
    for t, high, n in zip(steps.times, steps.highs, steps.values, strict=True):
        if n <= most + EPS:
            over_full = False
        elif high > before + EPS and not over_full:
            over_full = True
            yield t, n
        before = n


def _hurried(site: Site, rate: float | None, handled: list[Event], key: str) -> Iterator[Breach]:
    """Yield where each stretch begins in which more is handled than the rate allows."""
    if rate is None or not handled:
        return
    window = max(24.0, site.turn_hours)
    most = rate * window / 24
    sums: Callable[[float], float] = Steps.of(
        0.0, [e for t, n in handled for e in ((t, n), (t + window - EPS, -n))]
    ).at
    before = False
    for t in sorted({t for t, _ in handled}):
        now = sums(t) > most + EPS
        if now and not before:
            yield Breach(
                where=site.site,
                at=t,
                what=Reason.of(key, site=Name("site", site.site)),
                needed=Reason.of(
                    "breach.loading_rate.within",
                    amount=Amount(float(most), "TEU"),
                    window=Amount(float(window), "h"),
                ),
                found=Amount(float(sums(t)), "TEU"),
            )
        before = now
