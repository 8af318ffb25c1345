"""What is destroyed: the list, and the units a day."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import Value
from exeunt.facts.left import kit_reasons
from exeunt.model.forces import Disposition, Lot
from exeunt.model.plan import Disposal
from exeunt.papers.dossier import Dossier
from exeunt.papers.reporting_periods import midnight


@attrs.frozen
class Destruction:
    """A disposal that destroys units of a lot; ``rule`` is what the tables say of it."""

    disposal: Disposal
    lot: Lot
    rule: Disposition | None

    @property
    def lead_hours(self) -> float:
        """The hours from the start until the first unit."""
        return self.rule.lead_hours if self.rule else 0.0


def destroyed(dossier: Dossier) -> list[Destruction]:
    """Return the disposals that destroy, by site and start."""
    mission = dossier.mission
    order = {site.site: n for n, site in enumerate(mission.sites)}
    disposals = [
        d for d in dossier.plan.disposals if d.disposition == "destroy" and d.lot in mission.lot
    ]
    disposals.sort(key=lambda d: (order[d.site], d.start, d.lot))
    lots = [mission.lot[d.lot] for d in disposals]
    return [
        Destruction(d, lot, mission.disposition(lot, "destroy"))
        for d, lot in zip(disposals, lots, strict=True)
    ]


def kit(dossier: Dossier, lot: Lot) -> dict[str, Value]:
    """Return what says which kit it is."""
    say = dossier.say
    return {
        "lot": lot.lot,
        "item": lot.item or lot.lot,
        "kit_class": say(f"class.{lot.kit_class}"),
        "owner": say(f"owner.{lot.owner}"),
        "provider": lot.provider,
    }


def destroyed_row(dossier: Dossier, destruction: Destruction) -> dict[str, Value]:
    """Return the row of units that are destroyed."""
    word = dossier.word
    d, lot, rule = destruction.disposal, destruction.lot, destruction.rule
    closure = dossier.plan.closes.get(d.site)
    capability, teams = needed(dossier, d.site, lot, rule)
    consent = word("not_needed")
    if lot.owner == "contingent":
        consent = word("yes" if lot.consent else "no")
    return {
        "site": dossier.site(d.site),
        **kit(dossier, lot),
        "quantity": d.quantity,
        "tonnes": d.quantity * lot.mass_t,
        "why": why(dossier, lot, d.site),
        "consent": consent,
        "capability": capability,
        "teams": teams,
        "rate_units": rule.rate_per_day if rule else None,
        "rate_t": rule.rate_t_per_team_day if rule else None,
        "lead_hours": destruction.lead_hours,
        "start": d.start,
        "work": d.start + timedelta(hours=destruction.lead_hours),
        "done": d.done,
        "closes": closure.close if closure else None,
        "authority": "",
        "witness": "",
        "actual": None,
    }


def needed(
    dossier: Dossier, site: str, lot: Lot, rule: Disposition | None
) -> tuple[str, int | None]:
    """Return the capabilities that destroying a lot needs, and the most teams of one of them.

    The number is None where it needs none.
    """
    needs = {rule.capability: 1} if rule and rule.capability else {}
    for q in dossier.mission.requirements:
        if q.activity == "destroy" and q.where in {lot.kit_class, site, "*"}:
            needs[q.capability] = max(q.amount, needs.get(q.capability, 0))
    return dossier.say.listed(dossier.word(f"team.{name}") for name in needs) if needs else "", max(
        needs.values(), default=None
    )


def why(dossier: Dossier, lot: Lot, site: str) -> str:
    """Say why units are destroyed and not moved, as far as mission and plan show it."""
    return " ".join(
        dossier.say.reason(reason, dossier.mission)
        for reason in kit_reasons(dossier.reading, lot, site, 0)
    )


def by_day(dossier: Dossier) -> Iterator[dict[str, Value]]:
    """Yield a row for each day on which units of a lot are destroyed."""
    for destruction in destroyed(dossier):
        lot = destruction.lot
        described = kit(dossier, lot)
        for day, units in sorted(days(destruction.disposal, destruction.lead_hours).items()):
            yield {
                "site": dossier.site(destruction.disposal.site),
                "day": day,
                **{key: described[key] for key in ("lot", "item", "kit_class")},
                "units": units,
                "tonnes": units * lot.mass_t,
            }


def days(d: Disposal, lead_hours: float) -> dict[datetime, float]:
    """Return how many units are destroyed on which day.

    They are spread evenly after the lead time, or done at once where no time is left.
    """
    # The lead time is siting, paperwork and checks: nothing is destroyed in it.
    begin = min(d.start + timedelta(hours=lead_hours), d.done)
    whole = (d.done - begin).total_seconds()
    if whole <= 0:
        return {midnight(d.done): float(d.quantity)}
    units_by_day: dict[datetime, float] = defaultdict(float)
    at = begin
    while at < d.done:
        until = min(midnight(at) + timedelta(days=1), d.done)
        units_by_day[midnight(at)] += d.quantity * (until - at).total_seconds() / whole
        at = until
    return dict(units_by_day)
