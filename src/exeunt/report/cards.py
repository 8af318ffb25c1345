"""The key figures of the first page."""

from enum import StrEnum

import attrs

from exeunt.facts.facts import Facts
from exeunt.facts.kinds import Kind
from exeunt.words.sentences import losses
from exeunt.words.standing import stands_text
from exeunt.words.words import Words


class Tone(StrEnum):
    """How a figure is coloured."""

    GOOD = "good"
    BAD = "bad"
    PLAIN = ""


@attrs.frozen(kw_only=True)
class Card:
    """A key figure: what, how much, beside what; ``key`` is its name for those who look it up."""

    key: str
    label: str
    value: str
    sub: str = ""
    tone: Tone = Tone.PLAIN


@attrs.frozen(kw_only=True)
class Stands:
    """How the plan stands, and how that is coloured."""

    text: str
    tone: Tone


def stands(facts: Facts, say: Words) -> Stands:
    """Say how the plan stands, people first: a lawful plan that leaves some in is no good news."""
    text = stands_text(facts.standing, say, status=facts.status)
    return Stands(text=text, tone=Tone.GOOD if facts.standing.good else Tone.BAD)


def cards(facts: Facts, say: Words) -> list[Card]:
    """Return the key figures; those that may not be told are left out."""
    chosen: list[Card] = []
    if say.veil.counted:
        chosen.append(people_card(facts, say))
    if say.veil.timed:
        chosen.append(last_card(facts, say))
    chosen.append(sites_card(facts, say))
    if say.veil.counted:
        chosen.append(kit_card(facts, say))
        chosen.append(lost_card(facts, say))
        chosen.append(lifts_card(facts, say))
    chosen.append(casualties_card(facts, say))
    chosen.append(cost_card(facts, say))
    chosen.append(gap_card(facts, say))
    chosen.append(assumed_card(facts, say))
    return chosen


def tone(bad: float) -> Tone:
    """Colour a figure that should be nought."""
    return Tone.BAD if bad else Tone.GOOD


def people_card(facts: Facts, say: Words) -> Card:
    """Say how many people are out by the deadline."""
    reading = facts.reading
    key = "card.people_late" if reading.late else "card.people_sub"
    sub = say(
        key,
        total=say.strength(reading.to_leave),
        late=say.strength(reading.late),
    )
    return Card(
        key="people",
        label=say("card.people"),
        value=say.strength(reading.to_leave - reading.late),
        sub=sub,
        tone=tone(reading.late),
    )


def last_card(facts: Facts, say: Words) -> Card:
    """Say when the last person is out, against the deadline."""
    label = say("card.last")
    last = facts.reading.last_out
    if last is None:
        return Card(key="last", label=label, value=say("nobody"))
    value = say.date(facts.mission.time(last))
    return Card(key="last", label=label, value=value, sub=beside_deadline(facts, last, say))


def beside_deadline(facts: Facts, last: float, say: Words) -> str:
    """Say how the last one out stands to the deadline, or that others are not out at all."""
    reading = facts.reading
    # Whoever gets out last says nothing while others never do.
    if reading.not_out and say.veil.counted:
        return say("card.last_not", n=say.strength(reading.not_out))
    if reading.not_out:
        return say("card.last_some_not")
    hours = last - reading.deadline
    if say.veil.drawn:
        # A number of days would tell more than dates that are coarse.
        return say("card.last_after" if hours > 0 else "card.last_in_time")
    days = say.lasting(abs(hours) / 24)
    return say("card.last_late" if hours > 0 else "card.last_early", days=days)


def sites_card(facts: Facts, say: Words) -> Card:
    """Say how many sites close, of those that may."""
    ours = [site for site in facts.mission.sites if site.role in {"base", "hub"}]
    stay = sum(site.stays_open for site in ours)
    closed = sum(site.site in facts.plan.closes for site in ours)
    to_close = len(ours) - stay
    return Card(
        key="sites",
        label=say("card.sites"),
        value=say.number(closed),
        sub=say("card.sites_sub", total=say.number(to_close), stay=say.number(stay)),
        tone=tone(to_close - closed),
    )


def kit_card(facts: Facts, say: Words) -> Card:
    """Say how much kit is home, and beside it what is passed on and what stays in use."""
    ends = facts.reading.ends
    return Card(
        key="kit",
        label=say("card.kit"),
        value=say.strength(ends.kinds[Kind.HOME]),
        sub=say(
            "card.kit_sub",
            total=say.strength(ends.units),
            passed=say.strength(ends.kinds[Kind.PASSED]),
            stays=say.strength(ends.kinds[Kind.STAYS]),
        ),
    )


def lost_card(facts: Facts, say: Words) -> Card:
    """Say how much kit is lost and in which ways, and how many vehicles of fleets besides."""
    ends = facts.reading.ends
    ways = losses(ends.losses, say)
    # A few vehicles would give away how strong the fleets are.
    vehicles = 0 if say.veil.drawn else facts.reading.fleet_ends.kinds[Kind.LOST]
    if vehicles:
        lost = say.strengths("vehicle", vehicles)
        ways = say("card.lost_fleets" if ways else "card.lost_fleets_only", ways=ways, n=lost)
    units = ends.kinds[Kind.LOST]
    return Card(
        key="lost",
        label=say("card.lost"),
        value=say.strength(units),
        sub=ways,
        tone=tone(units + vehicles),
    )


def lifts_card(facts: Facts, say: Words) -> Card:
    """Say how many convoys and sorties there are."""
    sorties = say.strengths("sortie", facts.reading.sorties)
    return Card(
        key="lifts",
        label=say("card.lifts"),
        value=say.strength(facts.reading.convoys),
        sub=say("card.lifts_sub", n=sorties),
    )


def casualties_card(facts: Facts, say: Words) -> Card:
    """Say the casualties to expect, on the move and at sites."""
    move = facts.terms.casualties_move
    site = facts.terms.casualties_site
    return Card(
        key="casualties",
        label=say("card.casualties"),
        value=say.rough(move + site),
        sub=say("card.casualties_sub", move=say.rough(move), site=say.rough(site)),
    )


def cost_card(facts: Facts, say: Words) -> Card:
    """Say what the plan costs, and the value lost besides."""
    currency = facts.mission.currency
    lost = say.cost(facts.terms.value_lost, currency)
    return Card(
        key="cost",
        label=say("card.cost"),
        value=say.cost(facts.terms.money, currency),
        sub=say("card.cost_sub", value=lost),
    )


def gap_card(facts: Facts, say: Words) -> Card:
    """Say how much cheaper a plan could be at most, as a share of what planning can change.

    Cost and proven least cost stand under it, unless what is kept back follows from them.
    """
    appraisal, currency = facts.appraisal, facts.mission.currency
    sub = say("card.gap_share")
    # From the sum and the other terms, a term that is kept back could be worked out.
    if appraisal.summed(say.veil):
        key = "card.gap_unknown" if appraisal.gap is None else "card.gap_sub"
        sub = say(
            key,
            objective=say.cost(appraisal.objective, currency),
            bound=say.cost(appraisal.bound, currency),
        )
    elif appraisal.gap is None:
        sub = ""
    return Card(key="gap", label=say("card.gap"), value=say.share(facts.appraisal.gap, 1), sub=sub)


def assumed_card(facts: Facts, say: Words) -> Card:
    """Say how much of the input has a source, and what stands behind the rest."""
    counts = facts.share
    return Card(
        key="assumed",
        label=say("card.assumed"),
        value=say.share(counts.of("sourced")),
        sub=say(
            "card.assumed_sub",
            total=say.number(counts.figures),
            assumed=say.share(counts.of("assumed")),
            bare=say.share(counts.of("bare")),
            default=say.share(counts.of("default")),
        ),
    )
