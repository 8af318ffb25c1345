"""Packing: kit leaves as it is packed, and what is in use once its site has stopped working."""

from collections import defaultdict
from collections.abc import Iterator

from exeunt.clock.steps import Event, Steps
from exeunt.model.choices import AboardRole, LoadKind, Way
from exeunt.model.reason import Amount, Name, Reason
from exeunt.rules.breach import Breach, above, at_most, below, not_before
from exeunt.rules.ledger import Case

WORKING_ON = (Way.TRANSFER, Way.HANDOVER, Way.ABANDON)
"""Dispositions that leave kit where it is used: there is nothing to take down."""


def packing_rate(case: Case) -> Iterator[Breach]:
    """Kit leaves the site at which it stands at the start no sooner than it can be packed.

    What drives itself needs no packing.
    """
    # Inventories, cleaning, boxing and papers begin with the mission. A base does in a month what
    # it does in a month, however many trucks stand at its gate on the first day.
    taken: dict[str, list[Event]] = defaultdict(list)
    for journey in case.journeys_of(LoadKind.LOT):
        lot = case.mission.lot[journey.item]
        if journey.load.role != AboardRole.DRIVEN and journey.origin == lot.site:
            taken[lot.site].append((journey.depart, journey.quantity * lot.teu))
    for site in case.mission.sites:
        rate, total = site.pack_teu_per_day, Steps.of(0.0, taken[site.site])
        if rate is None:
            continue
        before = False
        for t, teu in total.changes():
            packed = rate * max(0.0, t) / 24
            now = above(teu, packed)
            if now and not before:
                yield Breach(
                    where=site.site,
                    at=t,
                    what=Reason.of("breach.packing_rate.what", site=Name("site", site.site)),
                    needed=at_most(float(packed), "TEU"),
                    found=Amount(float(teu), "TEU"),
                )
            before = now


def stops_work(case: Case) -> Iterator[Breach]:
    """Kit in use is taken down only once its site has stopped working, days before it closes.

    It boards no sooner, and no sooner is it sold, given or destroyed.
    """
    # Kitchens, water plant and signals serve to the last days: taken sooner they leave a base that
    # is held without them.
    for journey in case.journeys_of(LoadKind.LOT):
        what = Reason.of("breach.stops_work.boards", lot=journey.item, serial=journey.load.serial)
        yield from _taken_down(case, journey.item, journey.origin, journey.depart, what)
    for removal in case.removals:
        if removal.item in case.mission.lot and removal.way not in WORKING_ON:
            way = Name("disposition", removal.way)
            what = Reason.of("breach.stops_work.taken", lot=removal.item, disposition=way)
            yield from _taken_down(case, removal.item, removal.site, removal.start, what)


def _taken_down(case: Case, item: str, place: str, t: float, what: Reason) -> Iterator[Breach]:
    """Yield that units in use at their site are taken while it works."""
    lot, site = case.mission.lot[item], case.mission.site[place]
    if not lot.in_use or lot.site != place:
        return
    # A site that does not close works to the end of planning.
    stops = case.open_until(place) - site.packing_days * 24
    if below(t, stops):
        yield Breach(
            where=item,
            at=t,
            what=what,
            needed=not_before(case.time(stops)),
            found=case.time(t),
        )
