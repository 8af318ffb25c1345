"""Sites that close: who and what is there over time, and what becomes of the kit."""

from datetime import datetime

import attrs

from exeunt.facts.curves import Curve, curve
from exeunt.facts.stories import SiteStory
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
        return "vacuum" if self.story.vacuum_days else "handed"


def closings(dossier: Dossier) -> tuple[ClosingSite, ...]:
    """Return the sites that close, in the order of closing."""
    reading = dossier.reading
    closing_sites = []
    for story in dossier.facts.stories:
        closure = dossier.plan.closes.get(story.site.site)
        if closure is not None:
            here = story.site.site
            armed = curve(
                e
                for p in dossier.mission.parties
                if p.armed
                for e in reading.people_events(p, here.__eq__)
            )
            closing_sites.append(
                ClosingSite(
                    story=story,
                    armed=armed,
                    kit=reading.kit_there.get(here, Curve()),
                    hour=dossier.mission.hours(closure.close),
                )
            )
    return tuple(sorted(closing_sites, key=lambda c: (c.hour, c.site)))


def moments(closing: ClosingSite) -> list[float]:
    """Return the moments of the timeline.

    They are the start, evenly chosen changes, all of the last ones, and the closing.
    """
    changes = sorted(
        {
            h
            for c in (closing.story.presence, closing.armed, closing.kit)
            for h in c.hours
            if 0 < h < closing.hour
        }
    )
    # The last days of a site are what its commander follows hour by hour: half of the rows.
    if len(changes) > STEPS:
        late = changes[-STEPS // 2 :]
        early = changes[: -STEPS // 2]
        pick = STEPS - len(late)
        changes = [
            early[round(i * (len(early) - 1) / max(1, pick - 1))] for i in range(pick)
        ] + late
    return list(dict.fromkeys([0.0, *changes, closing.hour]))


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
    when: datetime | None = closing.story.site.receiver_ready
    return dossier.say.moment(when) if when else dossier.word("closure.ready_always")


def fates(dossier: Dossier, closing: ClosingSite) -> dict[str, int]:
    """Return units by what becomes of them at a site.

    They are moved out, disposed of there in one of the ways, or left when it closes.
    """
    reading, here = dossier.reading, closing.site
    start = round(sum(lot.quantity for lot in reading.kit if lot.site == here))
    # Kit that was out from the start is not this site's to account for.
    lots = {lot.lot for lot in reading.kit}
    came = round(
        sum(
            m.quantity
            for m in reading.moves
            if m.kind == "lot"
            and m.item in lots
            and m.destination == here
            and m.arrive <= closing.hour
        )
    )
    went = round(
        sum(
            m.quantity
            for m in reading.moves
            if m.kind == "lot" and m.item in lots and m.origin == here and m.leave <= closing.hour
        )
    )
    units = {"start": start, "came": came, "went": went}
    for d in dossier.plan.disposals:
        if d.site == here and d.lot in lots:
            units[d.disposition] = units.get(d.disposition, 0) + d.quantity
    units["rest"] = (
        start + came - sum(n for key, n in units.items() if key not in {"start", "came"})
    )
    return units


def fate_name(dossier: Dossier, key: str) -> str:
    """Say what becomes of kit."""
    if key in {"start", "came", "went", "rest"}:
        return dossier.word(f"closure.kit_{key}")
    return dossier.say(f"fate.{key}")
