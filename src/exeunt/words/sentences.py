"""The paragraph that says what a plan does."""

from exeunt.facts.series import Reading
from exeunt.model.forces import DISPOSITIONS
from exeunt.model.outcome import Violation
from exeunt.model.plan import Terms
from exeunt.words.words import Words


def paragraph(
    reading: Reading, terms: Terms, violations: tuple[Violation, ...], gap: float | None, say: Words
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say in sentences what the plan does.

    First the task, who is late and the closings; then lifts, kit, harm, money and the gap.
    """
    first = (*task(reading, say), *people_sentences(reading, say), *closing_sentences(reading, say))
    rest = (
        *lift_sentences(reading, say),
        *kit_sentences(reading, say),
        *harm_and_cost(reading, terms, say),
        *quality(violations, gap, say),
    )
    return tuple(map(say.capital, first)), tuple(map(say.capital, rest))


def task(reading: Reading, say: Words) -> list[str]:
    """Say what is to leave."""
    mission = reading.mission
    units = sum(lot.quantity for lot in reading.kit)
    sites = {p.site for p in reading.leavers if p.count} | {
        lot.site for lot in reading.kit if lot.quantity
    }
    if not sites:
        return [say("say.task_none")]
    key = (
        "say.task"
        if reading.to_leave and units
        else "say.task_people"
        if reading.to_leave
        else "say.task_kit"
    )
    filled = {
        "people": say.strengths("person", reading.to_leave),
        "kit": say.strengths("unit", units),
    }
    return [say(key, **filled, sites=say.count("site", len(sites)), by=say.by(mission.deadline))]


def lift_sentences(reading: Reading, say: Words) -> list[str]:
    """Say how many convoys and sorties the plan uses."""
    lifts = [
        say.strengths(name, n)
        for name, n in (("convoy", reading.convoys), ("sortie", reading.sorties))
        if n
    ]
    if not lifts and not reading.plan.disposals:
        return [say("say.no_plan")]
    return [say("say.lifts", lifts=say.listed(lifts))] if lifts else []


def people_sentences(reading: Reading, say: Words) -> list[str]:
    """Say who is late."""
    mission = reading.mission
    last = reading.last_out
    if not reading.to_leave or (last is None and not reading.late):
        return []
    when = say.date(mission.time(last)) if last is not None else ""
    if not reading.late:
        return [say("say.all_out", when=when)]
    late = say.strengths("person", reading.late)
    if not reading.not_out:
        return [say("say.all_out_late", late=late, when=when)]
    if reading.not_out == reading.late:
        return [say("say.none_more", late=late, end=say.date(mission.end))]
    if not say.veil.counted:
        return [say("say.some_out_uncounted", late=late, end=say.date(mission.end))]
    return [
        say(
            "say.some_out",
            late=late,
            not_out=say.strength(reading.not_out),
            end=say.date(mission.end),
        )
    ]


def closing_sentences(reading: Reading, say: Words) -> list[str]:
    """Say which sites close first and last, and which stay."""
    mission = reading.mission
    closures = sorted(reading.plan.closures, key=lambda c: (c.close, c.site))
    found = []
    if closures:
        first, last = closures[0], closures[-1]
        filled = {"first": say.site(mission, first.site), "first_when": say.date(first.close)}
        if len(closures) == 1:
            found.append(say("say.closes_one", **filled))
        else:
            found.append(
                say(
                    "say.closes",
                    sites=say.count("site", len(closures)),
                    last=say.site(mission, last.site),
                    last_when=say.date(last.close),
                    **filled,
                )
            )
    else:
        found.append(say("say.closes_none"))
    stay = [say.site(mission, s.site) for s in mission.sites if s.stays_open]
    return found + ([say.counted("say.stays", len(stay), names=say.listed(stay))] if stay else [])


def kit_sentences(reading: Reading, say: Words) -> list[str]:
    """Say what becomes of the kit."""
    counts, vehicles = reading.fate_counts, 0 if say.veil.drawn else reading.vehicles_abandoned
    fleets = {
        "vehicles": say.strengths("vehicle", vehicles),
        "value": say.cost(reading.vehicles_value, reading.mission.currency),
    }
    if not counts:
        return [say("say.fleets_abandoned", **fleets)] if vehicles else []
    if not say.veil.counted:
        return [
            say(
                "say.kit_fates_uncounted",
                fates=say.listed(
                    say(f"say.fated.{fate}") for fate in (*DISPOSITIONS, "left") if counts.get(fate)
                ),
            )
        ]
    parts = [
        say(f"say.fate.{fate}", n=say.strength(counts[fate]))
        for fate in (*DISPOSITIONS, "left")
        if counts.get(fate)
    ]
    return [
        say("say.kit_fates_fleets", fates=say.listed(parts), **fleets)
        if vehicles
        else say("say.kit_fates", fates=say.listed(parts))
    ]


def harm_and_cost(reading: Reading, terms: Terms, say: Words) -> list[str]:
    """Say expected casualties and money."""
    currency = reading.mission.currency
    total = terms.casualties_move + terms.casualties_site
    return [
        say(
            "say.casualties",
            total=say.rough(total),
            move=say.rough(terms.casualties_move),
            site=say.rough(terms.casualties_site),
        ),
        say(
            "say.money",
            money=say.cost(terms.money, currency),
            value=say.cost(terms.value_lost, currency),
        ),
    ]


def quality(violations: tuple[Violation, ...], gap: float | None, say: Words) -> list[str]:
    """Say how good the plan is: broken rules, or the gap to the bound."""
    if violations:
        return [breaches(violations, say)]
    if gap is None:
        return [say("say.gap_unknown")]
    return [say("say.optimal") if gap <= 1e-6 else say("say.gap", gap=say.share(gap, 1))]


def breaches(violations: tuple[Violation, ...], say: Words) -> str:
    """Say how many rules are broken, how often."""
    return say(
        "say.broken",
        rules=say.count("rule", len({v.rule for v in violations})),
        violations=say.count("violation", len(violations)),
    )
