"""The destruction list: what is destroyed where and when, by whose authority and at what rate; and what stays behind. No techniques."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from exeunt.documents.parts import Field, Sheets, Value, table
from exeunt.facts.left import kit_reasons, other_ways
from exeunt.model.forces import GIVING, Disposition, Lot
from exeunt.model.plan import Disposal
from exeunt.papers.air_table import midnight
from exeunt.papers.dossier import Dossier
from exeunt.papers.fields import CLASS, DAY, DONE, ITEM, LOT, OWNER, PROVIDER, QUANTITY, SITE, START

MASS = Field("tonnes", "number", "Mass", "Masse", "Of the units.", "Masse des unités.", "t")
WHY = Field(
    "why",
    "text",
    "Why",
    "Motif",
    "Reasons that mission and plan themselves show.",
    "Motifs qui ressortent de la mission et du plan.",
)
AUTHORITY = Field(
    "authority",
    "text",
    "Authorised by (name, signature)",
    "Autorisé par (nom, signature)",
    "To fill in before work begins.",
    "À compléter avant le début des travaux.",
    fill=True,
)
DESTROYED = (
    SITE,
    LOT,
    ITEM,
    CLASS,
    OWNER,
    PROVIDER,
    QUANTITY,
    MASS,
    WHY,
    Field(
        "consent",
        "text",
        "Owner's consent",
        "Accord du propriétaire",
        "Whether the owner of contingent-owned kit has agreed.",
        "Accord du propriétaire pour le matériel des contingents.",
    ),
    Field(
        "capability",
        "text",
        "Team",
        "Équipe",
        "Capability that must be at the site from start to end.",
        "Capacité présente sur le site du début à la fin.",
    ),
    Field(
        "teams",
        "whole",
        "Teams needed",
        "Équipes requises",
        "Least number of teams.",
        "Nombre minimal d'équipes.",
        "teams",
    ),
    Field(
        "rate_units",
        "number",
        "Rate",
        "Cadence",
        "Most units a day at one site; blank: no limit.",
        "Nombre maximal d'unités par jour sur un site ; vide : sans limite.",
        "units/day",
    ),
    Field(
        "rate_t",
        "number",
        "Team rate",
        "Cadence par équipe",
        "Most tonnes a day for each team; blank: no limit.",
        "Tonnage maximal par équipe et par jour ; vide : sans limite.",
        "t/team-day",
    ),
    Field(
        "lead_hours",
        "number",
        "Lead time",
        "Délai préalable",
        "From the start until the first unit: siting, paperwork, checks.",
        "Du début à la première unité : emplacement, formalités, contrôles.",
        "h",
        zero=True,
    ),
    START,
    Field(
        "work",
        "moment",
        "Work from",
        "Travaux à partir du",
        "Start and lead time.",
        "Début et délai préalable.",
    ),
    DONE,
    Field(
        "closes",
        "moment",
        "Site closes",
        "Fermeture du site",
        "When the site closes; blank where it stays open.",
        "Fermeture du site ; vide s'il reste ouvert.",
    ),
    AUTHORITY,
    Field(
        "witness",
        "text",
        "Witnessed by (name, signature)",
        "Témoin (nom, signature)",
        "To fill in when it is done.",
        "À compléter à la fin.",
        fill=True,
    ),
    Field(
        "actual",
        "moment",
        "Done in fact",
        "Fin effective",
        "To fill in.",
        "À compléter.",
        fill=True,
    ),
)
BY_DAY = (
    SITE,
    DAY,
    LOT,
    ITEM,
    CLASS,
    Field(
        "units",
        "number",
        "Units",
        "Unités",
        "Spread evenly from the end of the lead time to the end.",
        "Réparties uniformément de la fin du délai préalable à la fin.",
        "units",
    ),
    MASS,
)
BEHIND = (
    SITE,
    LOT,
    ITEM,
    CLASS,
    OWNER,
    PROVIDER,
    Field(
        "abandoned",
        "whole",
        "Abandoned",
        "Abandonné",
        "Units that the plan abandons.",
        "Unités que le plan abandonne.",
        "units",
        zero=True,
    ),
    Field(
        "left",
        "whole",
        "Left",
        "Laissé",
        "Units neither out nor disposed of when planning ends.",
        "Unités ni sorties ni cédées à la fin de la planification.",
        "units",
        zero=True,
    ),
    Field(
        "given",
        "whole",
        "Given to nobody",
        "Cédé sans repreneur",
        "Units sold, given or handed over at a site that closes before its receiver is ready.",
        "Unités vendues, données ou remises sur un site qui ferme avant que son repreneur soit prêt.",
        "units",
        zero=True,
    ),
    MASS,
    Field(
        "harm_each",
        "number",
        "Harm of one",
        "Préjudice unitaire",
        "Points of harm if one unit falls into the wrong hands.",
        "Points de préjudice si une unité est capturée.",
        "points",
    ),
    Field(
        "harm",
        "number",
        "Harm",
        "Préjudice",
        "Points of harm of the units.",
        "Points de préjudice des unités.",
        "points",
        zero=True,
    ),
    Field(
        "value",
        "number",
        "Value",
        "Valeur",
        "Value of the units.",
        "Valeur des unités.",
        "currency",
    ),
    Field(
        "when",
        "moment",
        "Abandoned or given on",
        "Abandonné ou cédé le",
        "When the plan abandons or gives the first of them; blank where they are left.",
        "Date du premier abandon ou de la première cession ; vide si laissé.",
    ),
    WHY,
    AUTHORITY,
)


def destroyed(dossier: Dossier) -> list[tuple[Disposal, Lot, Disposition | None]]:
    """Return the disposals that destroy, by site and start, each with its lot and what the tables say of it."""
    mission = dossier.mission
    order = {s.site: n for n, s in enumerate(mission.sites)}
    rows = [
        (d, mission.lot[d.lot])
        for d in dossier.plan.disposals
        if d.disposition == "destroy" and d.lot in mission.lot
    ]
    rows.sort(key=lambda row: (order[row[0].site], row[0].start, row[0].lot))
    return [(d, lot, mission.disposition(lot, "destroy")) for d, lot in rows]


def has_destruction(dossier: Dossier) -> bool:
    """Say whether anything is destroyed or stays behind."""
    return bool(
        destroyed(dossier)
        or dossier.reading.behind
        or dossier.reading.fleets_abandoned
        or given(dossier)
    )


def destruction_list(dossier: Dossier) -> Sheets:
    """Return the destruction list."""
    word = dossier.word
    return dossier.sheets(
        "destruction",
        (
            table(
                word("destruction.list"),
                DESTROYED,
                (row(dossier, *found) for found in destroyed(dossier)),
            ),
            table(word("destruction.by_day"), BY_DAY, by_day(dossier)),
            table(word("destruction.behind"), BEHIND, behind(dossier)),
        ),
    )


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


def row(dossier: Dossier, d: Disposal, lot: Lot, rule: Disposition | None) -> dict[str, Value]:
    """Return the row of units that are destroyed."""
    word, closure = dossier.word, dossier.plan.closes.get(d.site)
    capability, teams = needed(dossier, d.site, lot, rule)
    lead = rule.lead_hours if rule else 0.0
    return {
        "site": dossier.site(d.site),
        **kit(dossier, lot),
        "quantity": d.quantity,
        "tonnes": d.quantity * lot.mass_t,
        "why": why(dossier, lot, d.site),
        "consent": word("yes" if lot.consent else "no")
        if lot.owner == "contingent"
        else word("not_needed"),
        "capability": capability,
        "teams": teams,
        "rate_units": rule.rate_per_day if rule else None,
        "rate_t": rule.rate_t_per_team_day if rule else None,
        "lead_hours": lead,
        "start": d.start,
        "work": d.start + timedelta(hours=lead),
        "done": d.done,
        "closes": closure.close if closure else None,
        "authority": "",
        "witness": "",
        "actual": None,
    }


def needed(
    dossier: Dossier, site: str, lot: Lot, rule: Disposition | None
) -> tuple[str, int | None]:
    """Return the capabilities that destroying a lot needs, and the most teams of one of them; None where it needs none."""
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
    for d, lot, rule in destroyed(dossier):
        for day, units in sorted(days(d, rule.lead_hours if rule else 0.0).items()):
            facts = kit(dossier, lot)
            yield {
                "site": dossier.site(d.site),
                "day": day,
                **{key: facts[key] for key in ("lot", "item", "kit_class")},
                "units": units,
                "tonnes": units * lot.mass_t,
            }


def days(d: Disposal, lead_hours: float) -> dict[datetime, float]:
    """Return how many units are destroyed on which day: evenly after the lead time, at once where no time is left."""
    begin = min(d.start + timedelta(hours=lead_hours), d.done)
    whole = (d.done - begin).total_seconds()
    if whole <= 0:
        return {midnight(d.done): float(d.quantity)}
    found: dict[datetime, float] = defaultdict(float)
    at = begin
    while at < d.done:
        until = min(midnight(at) + timedelta(days=1), d.done)
        found[midnight(at)] += d.quantity * (until - at).total_seconds() / whole
        at = until
    return dict(found)


def behind(dossier: Dossier) -> list[dict[str, Value]]:
    """Return a row for each lot with units that stay behind at a site, and for vehicles of fleets; what would harm most first.

    What is given away where nobody is there to take it stays behind too. The sum of the harm is the plan's ``capture_points``.
    """
    rows = []
    for lot, site, left, abandoned in dossier.reading.behind:
        when = [
            d.done
            for d in dossier.plan.disposals
            if d.lot == lot.lot and d.site == site and d.disposition == "abandon"
        ]
        reasons = [
            *kit_reasons(dossier.reading, lot, site, left),
            other_ways(dossier.mission, lot, site),
        ]
        told = " ".join(dossier.say.reason(reason, dossier.mission) for reason in reasons)
        rows.append(
            behind_row(
                dossier,
                lot,
                site,
                left + abandoned,
                {
                    "abandoned": abandoned,
                    "left": left,
                    "when": min(when, default=None),
                    "why": told,
                },
            )
        )
    rows += [given_row(dossier, disposals) for disposals in given(dossier)]
    rows.sort(key=lambda r: (-float(r["harm"] or 0), -float(r["value"] or 0), str(r["lot"])))  # type: ignore[arg-type]
    return rows + [
        fleet_row(dossier, d) for d in dossier.plan.disposals if d.lot in dossier.mission.fleet
    ]


def behind_row(
    dossier: Dossier, lot: Lot, site: str, units: int, facts: dict[str, Value]
) -> dict[str, Value]:
    """Return the row of units of a lot that stay behind at a site."""
    return {
        "site": dossier.site(site),
        **kit(dossier, lot),
        "abandoned": 0,
        "left": 0,
        "given": 0,
        "tonnes": units * lot.mass_t,
        "harm_each": lot.harm_if_captured,
        "harm": units * lot.harm_if_captured,
        "value": units * lot.value,
        "authority": "",
        **facts,
    }


def given(dossier: Dossier) -> list[list[Disposal]]:
    """Return the disposals that give units away at a site that closes before its receiver is ready, by lot, site and way."""
    found: dict[tuple[str, str, str], list[Disposal]] = defaultdict(list)
    for d in dossier.plan.disposals:
        closure = dossier.plan.closes.get(d.site)
        if (
            d.disposition in GIVING
            and d.lot in dossier.mission.lot
            and closure is not None
            and closure.vacuum_days > 0
        ):
            found[d.lot, d.site, d.disposition].append(d)
    return list(found.values())


def given_row(dossier: Dossier, rows: list[Disposal]) -> dict[str, Value]:
    """Return the row of units of a lot that are given away at a site where nobody is there to take them."""
    say, first, units = dossier.say, rows[0], sum(d.quantity for d in rows)
    told = dossier.word(
        "destruction.given",
        fate=say(f"fate.{first.disposition}"),
        ready=say.date(dossier.mission.site[first.site].receiver_ready),
    )
    facts: dict[str, Value] = {"given": units, "when": min(d.done for d in rows), "why": told}
    return behind_row(dossier, dossier.mission.lot[first.lot], first.site, units, facts)


def fleet_row(dossier: Dossier, d: Disposal) -> dict[str, Value]:
    """Return the row of vehicles of a fleet that are abandoned."""
    fleet = dossier.mission.fleet[d.lot]
    kind = dossier.mission.vehicle[fleet.vehicle]
    return {
        "site": dossier.site(d.site),
        "lot": d.lot,
        "item": kind.name or kind.vehicle,
        "kit_class": dossier.say("class.vehicle"),
        "owner": dossier.word(f"owned.{fleet.ownership}"),
        "provider": "",
        "abandoned": d.quantity,
        "left": 0,
        "given": 0,
        "tonnes": None,
        "harm_each": None,
        "harm": None,
        "value": d.quantity * fleet.value,
        "when": d.done,
        "why": dossier.say("why.fleet"),
        "authority": "",
    }
