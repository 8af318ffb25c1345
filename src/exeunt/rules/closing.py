"""Sites when they close: by steps, in time, left by all at once, and empty."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator

import attrs

from exeunt.clock.steps import short
from exeunt.model.choices import LoadKind, SiteRole
from exeunt.model.places import Site
from exeunt.model.reason import Amount, Name, Reason
from exeunt.model.requirements import Requirement
from exeunt.rules.breach import Breach, above, below, by, not_before, sorting_text
from exeunt.rules.ledger import Case
from exeunt.rules.serials import Hop, Journey
from exeunt.rules.sites import too_few_teams


@attrs.frozen
class _Stop:
    """A load that boards or alights at a site, and when."""

    t: float
    journey: Journey


@attrs.frozen
class _Touch:
    """A stage that begins or ends at a site, and when."""

    t: float
    hop: Hop


def last_lift(case: Case) -> Iterator[Breach]:
    """Who holds a site leaves in one go: when it closes nobody is left.

    Later nothing boards or alights there, no serial turns round, and no flight lands or leaves. The
    serials that a plan names as a site's last take its last people.
    """
    # Somebody may walk into a base an hour after the last truck. Nobody is to be sent there then,
    # and whoever misses the last lift is not fetched by a plan that calls the site closed.
    stops, touches, turns = _stops(case), _touches(case), _turns(case)
    for site, close in case.closes.items():
        yield from _left_behind(case, site, close)
        later = [stop for stop in stops[site] if above(stop.t, close)]
        if later:
            yield _stopped_later(case, site, later)
        # A flight that loads there is named already, with what it loads.
        named = {stop.journey.load.serial for stop in later}
        flown = [
            touch
            for touch in touches[site]
            if above(touch.t, close) and touch.hop.serial not in named
        ]
        if flown:
            yield _flown_later(case, site, flown)
        turned = [
            turn for turn in turns[site] if above(turn.t, close) and turn.hop.serial not in named
        ]
        if turned:
            yield _turned_later(case, site, turned)
        yield from _not_the_last(case, site, stops[site])


def _stops(case: Case) -> dict[str, list[_Stop]]:
    """Return every boarding and alighting by site."""
    stops: dict[str, list[_Stop]] = defaultdict(list)
    for journey in case.journeys:
        stops[journey.origin].append(_Stop(journey.depart, journey))
        stops[journey.destination].append(_Stop(journey.arrive, journey))
    return stops


def _touches(case: Case) -> dict[str, list[_Touch]]:
    """Return every departure and landing of flights by site; convoys may pass a closed one."""
    touches: dict[str, list[_Touch]] = defaultdict(list)
    for hop in case.flown:
        touches[hop.origin].append(_Touch(hop.depart, hop))
        touches[hop.destination].append(_Touch(hop.arrive, hop))
    return touches


def _turns(case: Case) -> dict[str, list[_Touch]]:
    """Return by site every departure of a serial back to where it has come from."""
    turns: dict[str, list[_Touch]] = defaultdict(list)
    for serial in case.rows:
        for before, after in itertools.pairwise(serial.hops):
            if after.destination == before.origin and not serial.flies:
                turns[after.origin].append(_Touch(after.depart, after))
    return turns


def _left_behind(case: Case, site: str, close: float) -> Iterator[Breach]:
    """Yield that people are at a site when it closes."""
    left = case.people[site].at(close)
    if above(left, 0.0):
        yield Breach(
            where=site,
            at=close,
            what=Reason.of("breach.last_lift.left", site=Name("site", site)),
            needed=Reason.of("breach.nobody"),
            found=Amount(left, "people"),
        )


def _stopped_later(case: Case, site: str, later: list[_Stop]) -> Breach:
    """Return the first boarding or alighting at a site after it closed."""
    first = min(later, key=lambda stop: (stop.t, stop.journey.load.serial))
    load = first.journey.load
    return Breach(
        where=site,
        at=first.t,
        what=Reason.of("breach.last_lift.stops", serial=load.serial, site=Name("site", site)),
        needed=Reason.of("breach.last_lift.nothing_after", when=case.time(case.closes[site])),
        found=Reason.of("breach.last_lift.of", n=Amount(float(load.quantity)), item=load.item),
    )


def _flown_later(case: Case, site: str, flown: list[_Touch]) -> Breach:
    """Return the first flight that uses a site after it closed."""
    first = min(flown, key=lambda touch: (touch.t, sorting_text(touch.hop.where)))
    stage = first.hop.where
    return Breach(
        where=site,
        at=first.t,
        what=Reason.of("breach.last_lift.flies", stage=stage, site=Name("site", site)),
        needed=Reason.of("breach.last_lift.no_flight_after", when=case.time(case.closes[site])),
        found=stage,
    )


def _turned_later(case: Case, site: str, turned: list[_Touch]) -> Breach:
    """Return the first serial that turns round at a site after it closed."""
    first = min(turned, key=lambda touch: (touch.t, sorting_text(touch.hop.where)))
    # Nobody is left there who keeps a gate, fills a tank or looks after a driver.
    return Breach(
        where=site,
        at=first.t,
        what=Reason.of("breach.last_lift.turns", stage=first.hop.where, site=Name("site", site)),
        needed=Reason.of("breach.last_lift.no_turn_after", when=case.time(case.closes[site])),
        found=first.hop.where,
    )


def _not_the_last(case: Case, site: str, stops: list[_Stop]) -> Iterator[Breach]:
    """Yield that a plan names serials as a site's last which do not take its last people.

    Where no people leave it the last of all that leaves counts in their place.
    """
    named = case.plan.closes[site].last_serials
    if not named:
        return
    leaving = [stop.journey for stop in stops if stop.journey.origin == site]
    people = [one for one in leaving if one.load.kind == LoadKind.PEOPLE] or leaving
    # Papers send the closing officer to the serials named: one that never comes is waited for.
    last = max((one.depart for one in people), default=math.inf)
    since = last - case.mission.doctrine.last_lift_hours
    # Vehicles that go with the last lift belong to it, though only their hired drivers are aboard.
    in_time = {one.load.serial for one in leaving if not below(one.depart, since)}
    takes_last = {one.load.serial for one in people if not below(one.depart, last)}
    strangers = [serial for serial in named if serial not in in_time]
    if not strangers and not takes_last.isdisjoint(named):
        return
    yield Breach(
        where=site,
        at=case.closes[site],
        what=Reason.of("breach.last_lift.named", site=Name("site", site)),
        needed=tuple(sorted(takes_last)) or Reason.of("breach.none"),
        found=tuple(strangers or named),
    )


def closing_steps(case: Case) -> Iterator[Breach]:
    """A site closes no sooner than its closing time after the start and its earliest date.

    The teams that closing requires are there.
    """
    requirements = [one for one in case.mission.requirements if one.activity == "close"]
    for name, close in case.closes.items():
        site = case.mission.site[name]
        begin = 0.0
        if site.close_from is not None:
            begin = max(0.0, case.hours(site.close_from))
        # A site is packed, inspected and handed over before it closes; that takes its time.
        earliest = begin + site.closing_hours
        if below(close, earliest):
            yield Breach(
                where=name,
                at=close,
                what=Reason.of("breach.closing_steps.early", site=Name("site", name)),
                needed=not_before(case.time(earliest)),
                found=case.time(close),
            )
        for required in requirements:
            if required.where in {name, "*"}:
                yield from _closed_without(case, site, close, required)


def _closed_without(
    case: Case, site: Site, close: float, required: Requirement
) -> Iterator[Breach]:
    """Yield where the teams that closing a site requires are not there while it is being closed."""
    since = max(0.0, close - site.closing_hours)
    until = max(0.0, case.held_until(site.site))
    present = case.teams(site.site, required.capability)
    # Where closing takes less than the last-lift span no time is left between them. The teams are
    # then asked for at the one moment: a requirement that no plan can break protects nobody.
    pieces = [(until, present.at(until))]
    if since < until:
        pieces = list(present.pieces(since, until))
    for t, there in short(pieces, required.amount):
        yield too_few_teams(site.site, t, required, there, "breach.closing_steps.teams")


def closing_window(case: Case) -> Iterator[Breach]:
    """A site closes once, in its window and within planning.

    Exits, junctions and sites that stay open never close; one with a latest date does.
    """
    for site in case.mission.sites:
        close = case.closes.get(site.site)
        if close is None:
            yield from _never_closed(site)
            continue
        yield from _closed_twice(case, site, close)
        if _stays(site):
            yield _closed_for_good(site, close)
        yield from _outside_window(case, site, close)


def _stays(site: Site) -> bool:
    """Say whether a site is not the plan's to close."""
    return site.stays_open or site.role in {SiteRole.EXIT, SiteRole.JUNCTION}


def _never_closed(site: Site) -> Iterator[Breach]:
    """Yield that a site with a latest date does not close at all."""
    if site.close_by is not None and not _stays(site):
        yield Breach(
            where=site.site,
            at=None,
            what=Reason.of("breach.closing_window.never", site=Name("site", site.site)),
            needed=Reason.of("breach.closing_window.closed_by", when=site.close_by),
            found=Reason.of("breach.closing_window.no_time"),
        )


def _closed_twice(case: Case, site: Site, close: float) -> Iterator[Breach]:
    """Yield that a plan closes a site more than once: then nobody can say when it is open."""
    times = sum(closure.site == site.site for closure in case.plan.closures)
    if times > 1:
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.twice", site=Name("site", site.site)),
            needed=Reason.of("breach.closing_window.one_time"),
            found=Amount(times, "closing_times"),
        )


def _closed_for_good(site: Site, close: float) -> Breach:
    """Return that a plan closes a site which is not its to close."""
    place = Name("site", site.site)
    what = Reason.of("breach.closing_window.role", site=place, role=Name("role", site.role))
    if site.stays_open:
        what = Reason.of("breach.closing_window.stays", site=place)
    return Breach(
        where=site.site,
        at=close,
        what=what,
        needed=Reason.of("breach.closing_window.open"),
        found=Reason.of("breach.closing_window.closed"),
    )


def _outside_window(case: Case, site: Site, close: float) -> Iterator[Breach]:
    """Yield where a site closes before or after its window, or after planning."""
    place, closing = Name("site", site.site), case.time(close)
    if site.close_from is not None and below(close, case.hours(site.close_from)):
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.early", site=place),
            needed=not_before(site.close_from),
            found=closing,
        )
    if site.close_by is not None and above(close, case.hours(site.close_by)):
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.late", site=place),
            needed=by(site.close_by),
            found=closing,
        )
    if above(close, case.end):
        yield Breach(
            where=site.site,
            at=close,
            what=Reason.of("breach.closing_window.after_planning", site=place),
            needed=by(case.time(case.end)),
            found=closing,
        )


def receiver_ready(case: Case) -> Iterator[Breach]:
    """Days between the closing of a site and its receiver being ready are counted, not hidden."""
    # A vacuum is lawful, at its price. What is not is a plan whose reader does not learn of it.
    for site, close in case.closes.items():
        days = case.vacuum(site)
        stated = case.plan.closes[site].vacuum_days
        # Plans state days with few decimals; a thousandth of a day hides nothing.
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
    for (item, site), present in (*case.lots.items(), *case.fleets.items()):
        close = case.closes.get(site)
        if close is None:
            continue
        # A disposal that is still going on has nobody left to go on with it.
        left = max(0.0, present.at(close)) + _being_disposed(case, item, site, close)
        if above(left, 0.0):
            yield Breach(
                where=item,
                at=close,
                what=Reason.of("breach.closed_site_empty.what", item=item, site=Name("site", site)),
                needed=Reason.of("breach.closed_site_empty.nothing"),
                found=Reason.of("breach.closed_site_empty.left", n=Amount(float(left))),
            )


def _being_disposed(case: Case, item: str, site: str, t: float) -> int:
    """Return the units at a site whose disposal has begun at a moment and is not done."""
    return sum(
        removal.quantity
        for removal in case.removals
        if (removal.item, removal.site) == (item, site)
        and removal.start <= t
        and below(t, removal.done)
    )
