"""Sites: held and served while open, within beds and yard and loading rates, closed in time and left empty."""

from collections import defaultdict
from collections.abc import Callable, Iterator

from exeunt.clock.steps import EPS, Event, Steps, short
from exeunt.rules.ledger import Breach, Case, figure
from exeunt.rules.serials import Journey


def holding_floor(case: Case) -> Iterator[Breach]:
    """A site is held by its floor of armed people from the start until it closes, or to the end of planning: the last of them leave in one go."""
    for site in case.mission.sites:
        if site.holding_people > 0:
            for t, n in short(
                case.armed[site.site].pieces(0.0, case.open_until(site.site)), site.holding_people
            ):
                text = f"{case.name(site.site)} is below its holding floor"
                yield Breach(
                    site.site,
                    t,
                    f"{site.holding_people} armed people",
                    f"{figure(n)} armed people",
                    text,
                )


def last_lift(case: Case) -> Iterator[Breach]:
    """Who holds a site leaves in one go: when it closes nobody is left, and later nothing boards or alights, and no flight lands or leaves."""
    stops, flights = _stops(case), [hop for hop in case.hops if hop.mode == "air"]
    for site, close in case.closes.items():
        name, people = case.name(site), case.people[site]
        if people.at(close) > EPS:
            yield Breach(
                site,
                close,
                "nobody",
                f"{figure(people.at(close))} people",
                f"People are left at {name} when it closes",
            )
        later = [
            (t, j.load.serial, f"{figure(j.load.quantity)} of {j.load.item}")
            for t, j in stops[site]
            if t > close + EPS
        ]
        if later:
            t, serial, found = min(later, key=lambda stop: stop[:2])
            text = f"{serial} loads or unloads at {name} after it has closed"
            yield Breach(site, t, f"nothing after {case.date(close)}", found, text)
        told = {serial for _, serial, _ in later}
        ends = [
            (t, hop.where, end)
            for hop in flights
            for t, end in ((hop.depart, hop.origin), (hop.arrive, hop.destination))
            if hop.serial not in told
        ]
        touched = [(t, where) for t, where, end in ends if end == site and t > close + EPS]
        if touched:
            t, where = min(touched)
            yield Breach(
                site,
                t,
                f"no flight after {case.date(close)}",
                where,
                f"{where} lands at or leaves {name} after it has closed",
            )


def services_stay(case: Case) -> Iterator[Breach]:
    """The teams that holding a site requires are there from the start until the last-lift span before it closes."""
    for row in case.mission.requirements:
        if row.activity == "hold":
            for site in case.mission.sites:
                served = site.role in {"base", "hub"} and case.people[site.site].start > 0
                if row.where == site.site or (row.where == "*" and served):
                    teams = case.teams(site.site, row.capability).pieces(
                        0.0, case.held_until(site.site)
                    )
                    for t, n in short(teams, row.amount):
                        text = f"{case.name(site.site)} lacks {row.capability} teams to be held ({row.requirement})"
                        yield Breach(
                            site.site,
                            t,
                            f"{row.amount} {row.capability} teams",
                            f"{figure(n)} {row.capability} teams",
                            text,
                        )


def beds(case: Case) -> Iterator[Breach]:
    """Nobody comes to a site, other than an exit, that has no bed for them."""
    for site in case.mission.sites:
        if site.beds is not None and site.role != "exit":
            for t, n in _filled(case.people[site.site], site.beds):
                yield Breach(
                    site.site,
                    t,
                    f"at most {site.beds} people",
                    f"{figure(n)} people",
                    f"{case.name(site.site)} has too few beds",
                )


def yard(case: Case) -> Iterator[Breach]:
    """No kit comes to a site, other than an exit, whose yard is full; kit being disposed of takes its room until that is done."""
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
        if r.row.lot in case.mission.lot:
            standing[r.row.site].append((r.done, -r.row.quantity * case.mission.lot[r.row.lot].teu))
    for site in case.mission.sites:
        if site.yard_teu is not None and site.role != "exit":
            for t, n in _filled(Steps.of(starts[site.site], standing[site.site]), site.yard_teu):
                yield Breach(
                    site.site,
                    t,
                    f"at most {figure(site.yard_teu)} TEU",
                    f"{figure(n)} TEU",
                    f"The yard of {case.name(site.site)} is too small",
                )


def loading_rate(case: Case) -> Iterator[Breach]:
    """Within a day, or the turn time where that is longer, before any departure no more carried kit is loaded than the site's rate allows."""
    loaded: dict[str, list[Event]] = defaultdict(list)
    for j in _carried(case):
        loaded[j.origin].append((j.depart, j.load.quantity * case.mission.lot[j.load.item].teu))
    for site in case.mission.sites:
        yield from _hurried(case, site.site, site.load_teu_per_day, loaded[site.site], "loads")


def unloading_rate(case: Case) -> Iterator[Breach]:
    """Within a day, or the turn time where that is longer, before any arrival no more carried kit comes than the site's rate of unloading allows."""
    unloaded: dict[str, list[Event]] = defaultdict(list)
    for j in _carried(case):
        unloaded[j.destination].append(
            (j.arrive, j.load.quantity * case.mission.lot[j.load.item].teu)
        )
    for site in case.mission.sites:
        yield from _hurried(
            case, site.site, site.unload_teu_per_day, unloaded[site.site], "unloads"
        )


def closing_steps(case: Case) -> Iterator[Breach]:
    """A site closes no sooner than its closing time after the start and its earliest date, with the teams that closing requires there."""
    rows = [row for row in case.mission.requirements if row.activity == "close"]
    for name, close in case.closes.items():
        site = case.mission.site[name]
        begin = max(0.0, case.mission.hours(site.close_from)) if site.close_from else 0.0
        if close < begin + site.closing_hours - EPS:
            text = f"{case.name(name)} closes before its closing steps can be done"
            yield Breach(
                name,
                close,
                f"not before {case.date(begin + site.closing_hours)}",
                case.date(close),
                text,
            )
        since, until = max(0.0, close - site.closing_hours), max(0.0, case.held_until(name))
        for row in rows:
            if row.where in {name, "*"}:
                teams = case.teams(name, row.capability)
                for t, n in short(
                    teams.pieces(since, until) if since < until else [(until, teams.at(until))],
                    row.amount,
                ):
                    text = f"{case.name(name)} lacks {row.capability} teams for its closing steps ({row.requirement})"
                    yield Breach(
                        name,
                        t,
                        f"{row.amount} {row.capability} teams",
                        f"{figure(n)} {row.capability} teams",
                        text,
                    )


def closing_window(case: Case) -> Iterator[Breach]:
    """A site closes once, in its window and within planning; exits, junctions and sites that stay open never close; one with a latest date does."""
    for site in case.mission.sites:
        close, name = case.closes.get(site.site), case.name(site.site)
        rows = sum(c.site == site.site for c in case.plan.closures)
        if close is None:
            if (
                site.close_by is not None
                and not site.stays_open
                and site.role not in {"exit", "junction"}
            ):
                yield Breach(
                    site.site,
                    None,
                    f"closed by {site.close_by:%Y-%m-%d %H:%M}",
                    "no closing time",
                    f"{name} never closes",
                )
            continue
        if rows > 1:
            yield Breach(
                site.site,
                close,
                "one closing time",
                f"{rows} closing times",
                f"{name} closes more than once",
            )
        if site.stays_open or site.role in {"exit", "junction"}:
            yield Breach(
                site.site,
                close,
                "open",
                "closed",
                f"{name} closes though it is {'to stay open' if site.stays_open else f'a site of role {site.role}'}",
            )
        if site.close_from is not None and close < case.mission.hours(site.close_from) - EPS:
            yield Breach(
                site.site,
                close,
                f"not before {site.close_from:%Y-%m-%d %H:%M}",
                case.date(close),
                f"{name} closes too early",
            )
        if site.close_by is not None and close > case.mission.hours(site.close_by) + EPS:
            yield Breach(
                site.site,
                close,
                f"by {site.close_by:%Y-%m-%d %H:%M}",
                case.date(close),
                f"{name} closes too late",
            )
        if close > case.end + EPS:
            yield Breach(
                site.site,
                close,
                f"by {case.date(case.end)}",
                case.date(close),
                f"{name} closes after the end of planning",
            )


def receiver_ready(case: Case) -> Iterator[Breach]:
    """The days between the closing of a site and its receiver being ready are counted in the plan, not hidden."""
    for site, close in case.closes.items():
        days = case.vacuum(site)
        told = case.plan.closes[site].vacuum_days
        if told < days - 1e-3:
            text = f"The vacuum after the closing of {case.name(site)} is not told in full"
            yield Breach(
                site, close, f"{figure(days)} days of vacuum told", f"{figure(told)} days", text
            )


def closed_site_empty(case: Case) -> Iterator[Breach]:
    """When a site closes no unit of kit and no vehicle stands there that is not disposed of."""
    for (thing, site), steps in (*case.lots.items(), *case.fleets.items()):
        close = case.closes.get(site)
        if close is not None:
            pending = sum(
                r.row.quantity
                for r in case.removals
                if (r.row.lot, r.row.site) == (thing, site) and r.start <= close < r.done - EPS
            )
            n = max(0.0, steps.at(close)) + pending
            if n > EPS:
                text = f"{thing} stands at {case.name(site)} when it closes"
                yield Breach(
                    thing, close, "nothing that is not disposed of", f"{figure(n)} left", text
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
    before, told = steps.start, False
    for t, high, n in zip(steps.times, steps.highs, steps.values, strict=True):
        if n <= most + EPS:
            told = False
        elif high > before + EPS and not told:
            told = True
            yield t, n
        before = n


def _hurried(
    case: Case, site: str, rate: float | None, handled: list[Event], verb: str
) -> Iterator[Breach]:
    """Yield the first moment of each stretch in which more is handled than the rate allows in a window before."""
    if rate is None or not handled:
        return
    window = max(24.0, case.mission.site[site].turn_hours)
    most = rate * window / 24
    sums: Callable[[float], float] = Steps.of(
        0.0, [e for t, n in handled for e in ((t, n), (t + window - EPS, -n))]
    ).at
    before = False
    for t in sorted({t for t, _ in handled}):
        now = sums(t) > most + EPS
        if now and not before:
            text = f"{case.name(site)} {verb} too fast"
            yield Breach(
                site,
                t,
                f"at most {figure(most)} TEU in {figure(window)} h",
                f"{figure(sums(t))} TEU",
                text,
            )
        before = now
