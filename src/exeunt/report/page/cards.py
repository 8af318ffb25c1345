"""The key figures of the first page."""

import attrs

from exeunt.facts.assumed import assumed_share, whole
from exeunt.facts.judged import Judged
from exeunt.facts.series import Reading
from exeunt.model.plan import Terms
from exeunt.words.words import Words


@attrs.frozen(kw_only=True)
class Card:
    """A key figure: what, how much, beside what; ``tone`` is ``good``, ``bad`` or blank; ``key`` is its name for those who look it up."""

    key: str
    label: str
    value: str
    sub: str = ""
    tone: str = ""


def cards(reading: Reading, found: Judged, terms: Terms, say: Words) -> list[Card]:
    """Return the key figures; those that may not be told are left out."""
    counted = (
        [
            people_card(reading, say),
            kit_card(reading, say),
            behind_card(reading, say),
            lifts_card(reading, say),
        ]
        if say.veil.counted
        else []
    )
    timed = [last_card(reading, say)] if say.veil.timed else []
    rest = [
        sites_card(reading, say),
        *counted[1:],
        *judged_cards(reading, found, terms, say),
        assumed_card(reading, say),
    ]
    return [*counted[:1], *timed, *rest]


def tone(bad: float) -> str:
    """Colour a figure that should be nought."""
    return "bad" if bad else "good"


def people_card(reading: Reading, say: Words) -> Card:
    """Say how many people are out by the deadline."""
    sub = say(
        "card.people_late" if reading.late else "card.people_sub",
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


def last_card(reading: Reading, say: Words) -> Card:
    """Say when the last person is out, against the deadline."""
    last, mission, label = reading.last_out, reading.mission, say("card.last")
    if last is None:
        return Card(key="last", label=label, value=say("nobody"))
    if reading.not_out:
        sub = (
            say("card.last_not", n=say.strength(reading.not_out))
            if say.veil.counted
            else say("card.last_some_not")
        )
    elif say.veil.drawn:
        sub = say("card.last_after" if last > reading.deadline else "card.last_in_time")
    else:
        days = (last - reading.deadline) / 24
        sub = say("card.last_late" if days > 0 else "card.last_early", days=say.lasting(abs(days)))
    return Card(key="last", label=label, value=say.date(mission.time(last)), sub=sub)


def sites_card(reading: Reading, say: Words) -> Card:
    """Say how many sites close, of those that may."""
    ours = [s for s in reading.mission.sites if s.role in {"base", "hub"}]
    stay = sum(1 for s in ours if s.stays_open)
    closed = sum(1 for s in ours if s.site in reading.plan.closes)
    sub = say("card.sites_sub", total=say.number(len(ours) - stay), stay=say.number(stay))
    return Card(
        key="sites",
        label=say("card.sites"),
        value=say.number(closed),
        sub=sub,
        tone=tone(len(ours) - stay - closed),
    )


def kit_card(reading: Reading, say: Words) -> Card:
    """Say how much kit is shipped or passed on."""
    counts, units = reading.fate_counts, sum(lot.quantity for lot in reading.kit)
    passed = sum(counts.get(fate, 0) for fate in ("ship", "transfer", "sell", "gift", "handover"))
    return Card(
        key="kit",
        label=say("card.kit"),
        value=say.strength(passed),
        sub=say("card.kit_sub", total=say.strength(units)),
    )


def behind_card(reading: Reading, say: Words) -> Card:
    """Say how much kit stays behind, vehicles of fleets among it."""
    counts, vehicles = reading.fate_counts, reading.vehicles_abandoned
    stay = counts.get("left", 0) + counts.get("abandon", 0) + vehicles
    value = (
        sum(fate.behind * fate.lot.value for fate in reading.fates.values())
        + reading.vehicles_value
    )
    key = "card.behind_fleets" if vehicles else "card.behind_sub"
    sub = (
        say(
            key,
            value=say.money(value, reading.mission.currency),
            vehicles=say.strengths("vehicle", vehicles),
        )
        if not say.veil.drawn
        else ""
    )
    return Card(
        key="behind", label=say("card.behind"), value=say.strength(stay), sub=sub, tone=tone(stay)
    )


def lifts_card(reading: Reading, say: Words) -> Card:
    """Say how many convoys and sorties there are."""
    sub = say("card.lifts_sub", n=say.strengths("sortie", reading.sorties))
    return Card(key="lifts", label=say("card.lifts"), value=say.strength(reading.convoys), sub=sub)


def judged_cards(reading: Reading, found: Judged, terms: Terms, say: Words) -> list[Card]:
    """Say casualties, money and the gap."""
    currency = reading.mission.currency
    return [
        Card(
            key="casualties",
            label=say("card.casualties"),
            value=say.rough(terms.casualties_move + terms.casualties_site),
            sub=say(
                "card.casualties_sub",
                move=say.rough(terms.casualties_move),
                site=say.rough(terms.casualties_site),
            ),
        ),
        Card(
            key="cost",
            label=say("card.cost"),
            value=say.cost(terms.money, currency),
            sub=say("card.cost_sub", value=say.cost(terms.value_lost, currency)),
        ),
        Card(
            key="gap",
            label=say("card.gap"),
            value=say.share(found.gap, 1),
            sub=say("card.gap_sub", objective=say.cost(found.objective, currency))
            if found.summed(say.veil)
            else "",
        ),
    ]


def assumed_card(reading: Reading, say: Words) -> Card:
    """Say how much of the input is a guess."""
    share = whole(assumed_share(reading.mission))
    sub = say("card.assumed_sub", n=say.number(share.assumed), total=say.number(share.figures))
    return Card(
        key="assumed",
        label=say("card.assumed"),
        value=say.share(share.assumed / share.figures if share.figures else 0.0),
        sub=sub,
    )
