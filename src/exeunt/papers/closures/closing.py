"""Sites that close: who and what is there over time, and what becomes of the kit."""

from collections import Counter
from collections.abc import Callable

import attrs

from exeunt.facts.curves import Curve, curve
from exeunt.facts.stories import SiteStory
from exeunt.model.forces import Lot
from exeunt.papers.dossier import Dossier

STEPS = 14
"""Most rows of the timeline."""


@attrs.frozen(kw_only=True)
class ClosingSite:
    """A site that closes.

    ``armed`` and ``kit`` are the armed people and the units there over time; it closes at ``hour``.
    """

    story: SiteStory
    armed: Curve
    kit: Curve
    hour: float

    @property
    def people_left(self) -> int:
        """People who are there when it has closed, those for whom it is home among them."""
        return round(self.story.presence.at(self.hour))

    @property
    def site(self) -> str:
        """The site."""
        return self.story.site.site

    @property
    def sort(self) -> str:
        """Say to whom the site goes: ``handed``, ``vacuum`` or ``alone``.

        It is handed to a receiver who is there; a vacuum where it closes before the receiver is
        ready; alone where no receiver is named.
        """
        if not self.story.site.receiver:
            return "alone"
        if self.story.vacuum_days:
            return "vacuum"
        return "handed"


def closings(dossier: Dossier) -> tuple[ClosingSite, ...]:
    """Return the sites that close, in the order of closing."""
    reading = dossier.reading
    closing_sites = []
    for story in dossier.facts.stories:
        here = story.site.site
        closure = dossier.plan.closes.get(here)
        if closure is None:
            continue
        closing_sites.append(
            ClosingSite(
                story=story,
                armed=armed_people(dossier, here),
                kit=reading.ends.there.get(here, Curve()),
                hour=dossier.mission.hours(closure.close),
            )
        )
    return tuple(sorted(closing_sites, key=lambda c: (c.hour, c.site)))


def armed_people(dossier: Dossier, site: str) -> Curve:
    """Return the armed people at a site over time: what its floor is measured on."""
    armed = [party for party in dossier.mission.parties if party.armed]
    return curve(
        event for party in armed for event in dossier.reading.people_events(party, site.__eq__)
    )


def moments(closing: ClosingSite, told: Callable[[float], str] = str) -> list[float]:
    """Return the moments of the timeline.

    They are the start, evenly chosen changes, all of the last ones, and the closing. Of moments
    that are told alike it is the last one.
    """
    curves = (closing.story.presence, closing.armed, closing.kit)
    hours = {hour for line in curves for hour in line.hours}
    changes = sorted(hour for hour in hours if 0 < hour < closing.hour)
    changes = list({told(hour): hour for hour in changes}.values())
    # The last days of a site are what its commander follows hour by hour: half of the rows.
    if len(changes) > STEPS:
        early, late = changes[: -STEPS // 2], changes[-STEPS // 2 :]
        pick = STEPS - len(late)
        apart = (len(early) - 1) / max(1, pick - 1)
        changes = [early[round(n * apart)] for n in range(pick)] + late
    return list({told(hour): hour for hour in (0.0, *changes, closing.hour)}.values())


def alone_from(closing: ClosingSite) -> float | None:
    """Return since when nobody but those who leave in the last lift is there.

    It is None where that is from the start, or nobody leaves.
    """
    presence, last = closing.story.presence, closing.story.last_lift
    before = [h for h in presence.hours if last is not None and h < last]
    if before and before[-1] > 0 and presence.values[len(before) - 1] > 0:
        return before[-1]
    return None


def ready(dossier: Dossier, closing: ClosingSite) -> str:
    """Say when a site's receiver is ready."""
    when = closing.story.site.receiver_ready
    if when is None:
        return dossier.word("closure.ready_always")
    return dossier.when(when)


def fates(dossier: Dossier, closing: ClosingSite) -> dict[str, int]:
    """Return units by what becomes of them at a site.

    They are moved out, disposed of there in one of the ways, or left when it closes.
    """
    units = Counter(dict.fromkeys(("start", "came", "went"), 0))
    for _, of_lot in fates_of_lots(dossier, closing):
        units.update(of_lot)
    # At the end, as the last line of an account.
    return {**{key: n for key, n in units.items() if key != "rest"}, "rest": units["rest"]}


def fates_of_lots(dossier: Dossier, closing: ClosingSite) -> list[tuple[Lot, dict[str, int]]]:
    """Return the same lot by lot, of every lot that is ever there."""
    reading, here = dossier.reading, closing.site
    by_lot: dict[str, dict[str, int]] = {}
    # Kit that was out from the start is not this site's to account for.
    for lot in reading.kit:
        moves = reading.lot_moves.get(lot.lot, ())
        came = [m for m in moves if m.destination == here and m.arrive <= closing.hour]
        went = [m for m in moves if m.origin == here and m.leave <= closing.hour]
        by_lot[lot.lot] = {
            "start": lot.quantity if lot.site == here else 0,
            "came": round(sum(m.quantity for m in came)),
            "went": round(sum(m.quantity for m in went)),
        }
    for disposal, fate in zip(dossier.plan.disposals, reading.ends.disposal_fates, strict=True):
        if disposal.site == here and disposal.lot in by_lot:
            units = by_lot[disposal.lot]
            units[fate] = units.get(fate, 0) + disposal.quantity
    for units in by_lot.values():
        # What comes in must go out: a rest that is not 0 is kit that nobody has accounted for.
        gone = sum(n for key, n in units.items() if key not in {"start", "came"})
        units["rest"] = units["start"] + units["came"] - gone
    return [(lot, by_lot[lot.lot]) for lot in reading.kit if any(by_lot[lot.lot].values())]


def fate_name(dossier: Dossier, key: str) -> str:
    """Say what becomes of kit."""
    if key in {"start", "came", "went", "rest"}:
        return dossier.word(f"closure.kit_{key}")
    return dossier.say(f"fate.{key}")
