"""What is destroyed: the list, and the units a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import attrs

from exeunt.documents.parts import Value
from exeunt.facts.left import kit_reasons
from exeunt.model.dispositions import Disposition
from exeunt.model.forces import Lot
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
        if self.rule is None:
            return 0.0
        return self.rule.lead_hours

    @property
    def work_from(self) -> datetime:
        """When the first unit may be destroyed."""
        return self.disposal.start + timedelta(hours=self.lead_hours)


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
    d, lot, rule = destruction.disposal, destruction.lot, destruction.rule
    closure = dossier.plan.closes.get(d.site)
    teams = teams_needed(dossier, d.site, lot, rule)
    return {
        "site": dossier.site(d.site),
        **kit(dossier, lot),
        "quantity": d.quantity,
        "tonnes": d.quantity * lot.mass_t,
        "why": why(dossier, lot, d.site),
        "consent": consent(dossier, lot),
        "capability": named(dossier, teams),
        "teams": max(teams.values(), default=None),
        "rate_units": rule.rate_per_day if rule else None,
        "rate_t": rule.rate_t_per_team_day if rule else None,
        "lead_hours": destruction.lead_hours,
        "start": d.start,
        "work": destruction.work_from,
        "done": d.done,
        "closes": closure.close if closure else None,
        "authority": "",
        "witness": "",
        "actual": None,
    }


def consent(dossier: Dossier, lot: Lot) -> str:
    """Say whether a lot's owner agrees to its destruction, where that is needed."""
    # A contingent's kit is its nation's: destroyed without consent, it is a claim against the UN.
    if lot.owner != "contingent":
        return dossier.word("not_needed")
    return dossier.word("yes" if lot.consent else "no")


def teams_needed(dossier: Dossier, site: str, lot: Lot, rule: Disposition | None) -> dict[str, int]:
    """Return how many teams of which capability destroying a lot at a site needs."""
    needs = {}
    if rule is not None and rule.capability:
        needs[rule.capability] = 1
    for requirement in dossier.mission.requirements:
        if requirement.activity == "destroy" and requirement.where in {lot.kit_class, site, "*"}:
            least = needs.get(requirement.capability, 0)
            needs[requirement.capability] = max(requirement.amount, least)
    return needs


def named(dossier: Dossier, capabilities: Iterable[str]) -> str:
    """Name the capabilities of teams; blank where no team is needed."""
    names = [dossier.word(f"team.{capability}") for capability in capabilities]
    return dossier.say.listed(names) if names else ""


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
        for day, units in sorted(days(destruction).items()):
            yield {
                "site": dossier.site(destruction.disposal.site),
                "day": day,
                "lot": described["lot"],
                "item": described["item"],
                "kit_class": described["kit_class"],
                "units": units,
                "tonnes": units * lot.mass_t,
            }


def days(destruction: Destruction) -> dict[datetime, float]:
    """Return how many units are destroyed on which day.

    They are spread evenly after the lead time, or done at once where no time is left.
    """
    disposal = destruction.disposal
    # The lead time is siting, paperwork and checks: nothing is destroyed in it.
    begin = min(destruction.work_from, disposal.done)
    whole = (disposal.done - begin).total_seconds()
    if whole <= 0:
        return {midnight(disposal.done): float(disposal.quantity)}
    # Evenly, as the rule on rates has it: a day's units are what teams and witnesses prepare for.
    units_by_day: dict[datetime, float] = defaultdict(float)
    at = begin
    while at < disposal.done:
        until = min(midnight(at) + timedelta(days=1), disposal.done)
        units_by_day[midnight(at)] += disposal.quantity * (until - at).total_seconds() / whole
        at = until
    return dict(units_by_day)
