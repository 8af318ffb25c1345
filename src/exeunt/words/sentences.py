"""The paragraph that says what a plan does."""

from exeunt.facts.appraisal import Appraisal
from exeunt.facts.kinds import Kind
from exeunt.facts.series import Reading
from exeunt.model.outcome import Violation
from exeunt.model.plan import Closure, Terms
from exeunt.rules.terms import OPTIMAL_GAP
from exeunt.words.words import Words

NAMED = 4
"""Sites that are named of those that stay; the page's tables name the others."""


def paragraph(
    reading: Reading,
    terms: Terms,
    violations: tuple[Violation, ...],
    appraisal: Appraisal,
    say: Words,
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Say in sentences what the plan does.

    First the task, who is late and the closings; then lifts, kit, harm, money and how much cheaper
    a plan could be.
    """
    first = (*task(reading, say), *people_sentences(reading, say), *closing_sentences(reading, say))
    rest = (
        *lift_sentences(reading, say),
        *kit_sentences(reading, say),
        *harm_and_cost(reading, terms, say),
        *quality(violations, appraisal, reading.mission.currency, say),
    )
    return tuple(map(say.capital, first)), tuple(map(say.capital, rest))


def task(reading: Reading, say: Words) -> list[str]:
    """Say what is to leave."""
    units = sum(lot.quantity for lot in reading.kit)
    sites = {party.site for party in reading.leavers if party.count}
    sites |= {lot.site for lot in reading.kit if lot.quantity}
    sites |= {crews.site for crews in reading.crews_left}
    if not sites:
        return [say("say.task_none")]
    if reading.to_leave and units:
        key = "say.task"
    elif reading.to_leave:
        key = "say.task_people"
    else:
        key = "say.task_kit"
    sentence = say(
        key,
        people=say.strengths("person", reading.to_leave),
        kit=say.strengths("unit", units),
        sites=say.count("site", len(sites)),
        by=say.by(reading.mission.deadline),
    )
    return [sentence]


def lift_sentences(reading: Reading, say: Words) -> list[str]:
    """Say how many convoys and sorties the plan uses."""
    lifts = []
    if reading.convoys:
        lifts.append(say.strengths("convoy", reading.convoys))
    if reading.sorties:
        lifts.append(say.strengths("sortie", reading.sorties))
    if lifts:
        return [say("say.lifts", lifts=say.listed(lifts))]
    # A plan without lifts may still dispose of kit where it is.
    if reading.plan.disposals:
        return []
    return [say("say.no_plan")]


def people_sentences(reading: Reading, say: Words) -> list[str]:
    """Say who is late, hired crews among them, and who remains."""
    return [*_lateness(reading, say), *_crews(reading, say), *_remaining(reading, say)]


def _crews(reading: Reading, say: Words) -> list[str]:
    """Say that hired crews are left behind, who are in no table of people."""
    if not reading.crew_left:
        return []
    return [say("say.crews", people=say.strengths("person", reading.crew_left))]


def _remaining(reading: Reading, say: Words) -> list[str]:
    """Say how many remain by mandate: they are not out, and do not have to be."""
    people = sum(party.count for party in reading.remaining)
    if not people:
        return []
    if not say.veil.counted:
        return [say("say.remain_uncounted")]
    if say.veil.strengths is None:
        return [say.counted("say.remain", people, n=say.number(people))]
    return [say("say.remain.other", n=say.strength(people))]


def _lateness(reading: Reading, say: Words) -> list[str]:
    mission = reading.mission
    last_out = reading.last_out
    if not reading.to_leave or (last_out is None and not reading.late):
        return []
    when = ""
    if last_out is not None:
        when = say.date(mission.time(last_out))
    if not reading.late:
        return [say("say.all_out", when=when)]
    late = say.strengths("person", reading.late)
    if not reading.not_out:
        return [say("say.all_out_late", late=late, when=when)]
    end = say.date(mission.end)
    if reading.not_out == reading.late:
        return [say("say.none_more", late=late, end=end)]
    if not say.veil.counted:
        return [say("say.some_out_uncounted", late=late, end=end)]
    return [say("say.some_out", late=late, not_out=say.strength(reading.not_out), end=end)]


def closing_sentences(reading: Reading, say: Words) -> list[str]:
    """Say which sites close first and last, and which stay."""
    mission = reading.mission
    sentences = [_closings(reading, say)]
    stay = [say.site(mission, site.site) for site in mission.sites if site.stays_open]
    if stay:
        sentences.append(say.counted("say.stays", len(stay), names=say.few(stay, NAMED)))
    return sentences


def _closings(reading: Reading, say: Words) -> str:
    closures = sorted(reading.plan.closures, key=lambda closure: (closure.close, closure.site))
    if not closures:
        return say("say.closes_none")
    first, last = closures[0], closures[-1]
    first_when, last_when = say.date(first.close), say.date(last.close)
    if len(closures) == 1:
        first_site = say.site(reading.mission, first.site)
        return say("say.closes_one", first=first_site, first_when=first_when)
    sites = say.count("site", len(closures))
    if not say.veil.timed:
        return say("say.closes_undated", sites=sites)
    if first_when == last_when:
        return say("say.closes_within", sites=sites, when=first_when)
    return say(
        "say.closes",
        sites=sites,
        first=_closing_at(first_when, closures, reading, say),
        first_when=first_when,
        last=_closing_at(last_when, closures, reading, say),
        last_when=last_when,
    )


def _closing_at(when: str, closures: list[Closure], reading: Reading, say: Words) -> str:
    """Name the site that closes at a printed date; of several, say how many they are.

    Which of several is first cannot be told from a date that all of them share.
    """
    sites = [closure.site for closure in closures if say.date(closure.close) == when]
    if len(sites) == 1:
        return say.site(reading.mission, sites[0])
    return say("say.several", n=say.number(len(sites)))


def kit_sentences(reading: Reading, say: Words) -> list[str]:
    """Say what becomes of the kit, and of the vehicles of fleets, by the four kinds."""
    sentences = []
    ends, fleets = reading.ends, reading.fleet_ends.kinds
    if ends.units and not say.veil.counted:
        kinds = say.listed(say(f"kind_of_kit.{kind}") for kind in Kind if ends.kinds[kind])
        sentences.append(say("say.kit_uncounted", kinds=kinds.lower()))
    elif ends.units:
        kinds = _kinds("say.ended", ends.kinds, say, losses(ends.losses, say))
        sentences.append(say("say.kit", kinds=kinds))
    # A few trucks would give away how strong the fleets are.
    if any(fleets.values()) and not say.veil.drawn:
        sentences.append(say("say.fleets", kinds=_kinds("say.parked", fleets, say)))
    return sentences


def _kinds(stem: str, counts: dict[Kind, int], say: Words, ways: str = "") -> str:
    """List how many there are of each kind that there is; what is lost is said even if none is.

    ``stem`` begins the keys of the words: units and vehicles are not of one gender everywhere.
    """
    parts = [
        say(f"{stem}.{kind}", n=say.strength(counts[kind]), ways=ways)
        for kind in Kind
        if counts[kind]
    ]
    if not counts[Kind.LOST]:
        parts.append(say("say.ended.none_lost"))
    return say.listed(parts)


def losses(lost: dict[str, int], say: Words) -> str:
    """List the ways in which units of kit are lost; blank where none are."""
    return say.listed(say(f"say.lost.{way}", n=say.strength(n)) for way, n in lost.items())


def harm_and_cost(reading: Reading, terms: Terms, say: Words) -> list[str]:
    """Say expected casualties and money."""
    currency = reading.mission.currency
    total = terms.casualties_move + terms.casualties_site
    casualties = say(
        "say.casualties",
        total=say.rough(total),
        move=say.rough(terms.casualties_move),
        site=say.rough(terms.casualties_site),
    )
    money = say(
        "say.money",
        money=say.cost(terms.money, currency),
        value=say.cost(terms.value_lost, currency),
    )
    return [casualties, money]


def quality(
    violations: tuple[Violation, ...], appraisal: Appraisal, currency: str, say: Words
) -> list[str]:
    """Say how good the plan is: broken rules, or how much cheaper one could be at most."""
    # A plan that breaks rules is no plan: how far it is from the best one means nothing.
    if violations:
        return [breaches(violations, say)]
    if appraisal.gap is None:
        return [say("say.gap_unknown")]
    if appraisal.gap <= OPTIMAL_GAP:
        return [say("say.optimal")]
    share = say.share(appraisal.gap, 1)
    # Share and amount together give the cost, and with it a term that is kept back.
    if not appraisal.summed(say.veil):
        return [say("say.gap_share", gap=share)]
    cost, saving = say.cost(appraisal.objective, currency), say.cost(appraisal.saving, currency)
    return [say("say.gap", gap=share, cost=cost, saving=saving)]


def breaches(violations: tuple[Violation, ...], say: Words) -> str:
    """Say how many rules are broken, how often."""
    rules = {violation.rule for violation in violations}
    return say(
        "say.broken",
        rules=say.count("rule", len(rules)),
        violations=say.count("violation", len(violations)),
    )
