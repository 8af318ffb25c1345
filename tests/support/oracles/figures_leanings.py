"""The assumed limits that a plan leans on, found again: figures are made a tenth worse, and the whole referee checks the plan."""

import attrs

from tests.support.oracles.figures_case import compares
from tests.support.oracles.second_contract import fields, figures
from tests.support.oracles.second_terms import stands
from tests.support.oracles.second_words import WORDS, count, number, say
from tests.support.plans.verdicts import in_words, verdicts

MORE, LESS = 1, -1
LIMITS = {
    "sites": {
        "turn_hours": MORE,
        "closing_hours": MORE,
        "holding_people": MORE,
        "floor_armour": MORE,
        "floor_ammunition_t": MORE,
        "beds": LESS,
        "yard_teu": LESS,
        "load_teu_per_day": LESS,
        "unload_teu_per_day": LESS,
        "pack_teu_per_day": LESS,
        "packing_days": LESS,
        "slots_per_day": LESS,
        "receive_people_per_day": LESS,
        "receive_vehicles_per_day": LESS,
        "berths": LESS,
        "parking": LESS,
        "runway_m": LESS,
    },
    "legs": {"travel_hours": MORE, "km": MORE, "vehicles_per_day": LESS, "halts": LESS},
    "vehicles": {
        "payload_t": LESS,
        "teu": LESS,
        "seats": LESS,
        "fuel_l_per_km": MORE,
        "speed_kmh": LESS,
        "tank_km": LESS,
    },
    "fleets": {"count": LESS, "out_of_service_share": MORE},
    "aircraft": {
        "payload_t": LESS,
        "seats": LESS,
        "range_km": LESS,
        "speed_kmh": LESS,
        "block_hours_per_month": LESS,
        "serviceability": LESS,
        "crews": LESS,
    },
    "air_fleets": {"count": LESS},
    "pace": {"likely": MORE},
    "lots": {"mass_t": MORE, "teu": MORE, "fuel_l_per_km": MORE, "speed_kmh": LESS},
    "dispositions": {"rate_per_day": LESS, "rate_t_per_team_day": LESS, "lead_hours": MORE},
    "supplies": {
        "stock": LESS,
        "import_per_day": LESS,
        "use_per_day": MORE,
        "use_per_person_day": MORE,
    },
    "permissions": {"lead_days": MORE},
    "doctrine": {
        "notice_hours": MORE,
        "march_hours_per_day": LESS,
        "convoy_max": LESS,
        "spacing_hours": MORE,
        "flying_hours_per_day": LESS,
        "flight_duty_hours": LESS,
        "flight_turn_hours": MORE,
        "taxi_hours": MORE,
        "passenger_t": MORE,
        "driven_payload_t": LESS,
        "driven_tank_km": LESS,
    },
}
"""What limits a plan, and in which direction it is worse."""


def worse(value, way, *, whole):
    """Return a figure a tenth worse; whole ones by one at least."""
    if not whole:
        return value * (11 if way == MORE else 9) / 10
    return -(-value * 11 // 10) if way == MORE else max(0, value * 9 // 10)


def hit(case, table, name):
    """Return (row number, field, figure, what stands behind it) of the figures of a kind that are not nought, and guesses or defaults."""
    rows, doubted = case.book.tables[table], {"assumed", "default"}
    if table == "doctrine":
        stated = [(i, r) for i, r in enumerate(rows) if r["name"] == name and r["value"]]
        if not any(r["name"] == name for r in rows) and figures("doctrine")[name].value:
            return [(None, "value", figures("doctrine")[name].value, "default")]
        found = [(i, "value", r["value"], stands(table, r, "value")) for i, r in stated]
    else:
        found = [(i, name, r[name], stands(table, r, name)) for i, r in enumerate(rows) if r[name]]
    return [one for one in found if one[3] in doubted]


def worsened(case, table, name):
    """Return the mission with all figures of a kind without a source a tenth worse, and how many of those are guesses and how many defaults."""
    found = hit(case, table, name)
    if not found:
        return None, []
    behind = [one[3] for one in found]
    numbers = [behind.count("assumed"), behind.count("default")]
    whole = table != "doctrine" and fields(table)[found[0][1]].kind == "whole number"
    values = {i: worse(value, LIMITS[table][name], whole=whole) for i, _, value, _ in found}
    if table == "doctrine":
        return attrs.evolve(
            case.mission,
            doctrine=attrs.evolve(case.mission.doctrine, **{name: max(values.values())}),
        ), numbers
    rows = [
        attrs.evolve(row, **{name: values[i]}) if i in values else row
        for i, row in enumerate(getattr(case.mission, table))
    ]
    return attrs.evolve(case.mission, **{table: tuple(rows)}), numbers


@compares("table:leanings")
def leanings(case):
    """Compare what breaks where all assumed figures of a kind are a tenth worse; what is broken already does not count."""
    standing = in_words(case.mission, case.checked.violations)
    now = {(v.rule, v.where, v.when) for v in standing}
    found = []
    for table, kinds in LIMITS.items():
        for name, way in kinds.items():
            mission, assumed = worsened(case, table, name)
            broken = (
                [v for v in verdicts(mission, case.plan) if (v.rule, v.where, v.when) not in now]
                if assumed
                else []
            )
            if broken:
                found.append((-len(broken), table, name, way, assumed, broken))
    expected = []
    for n, table, name, way, assumed, broken in sorted(found, key=lambda f: f[:3])[:10]:
        figure = (
            say("figure." + name)
            if table == "doctrine"
            else say("doubt.figure", table=say("table." + table), field=fields(table)[name].english)
        )
        first = min(broken, key=lambda v: (v.when is None, v.when or 0, v.where)).where
        rules = {say("rule." + v.rule) for v in broken}
        named = zip(("guess", "default"), assumed, strict=True)
        counts = " and ".join(count(key, many) for key, many in named if many)
        expected.append(
            [
                f"{figure} | {counts}",
                say("doubt.more" if way == MORE else "doubt.less"),
                number(-n),
                rules,
                first,
            ]
        )
    caption, head, rows, foot = case.one_table("leanings") or ("", [], [], [])
    yield (
        "caption",
        caption,
        f"{say('doubt.leaning')} | {say('doubt.leaning_sub')}" if found else "",
    )
    yield (
        "head",
        head,
        [WORDS[f"doubt.{k}"] for k in ("which", "worse", "breaches", "rules", "first")]
        if found
        else [],
    )
    yield "rows", [[*row[:3], set(row[3].split(", ")), row[4]] for row in rows], expected
    yield "foot", foot, []
