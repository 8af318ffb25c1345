"""Which permissions a movement stands on: those that decide, for each payload and nation aboard, at each place they are about."""

from collections import defaultdict
from collections.abc import Iterable

import attrs

from exeunt.model.mission import Mission
from exeunt.model.stores import Permission
from exeunt.rules.permits import riders
from exeunt.rules.serials import Hop


@attrs.frozen(kw_only=True)
class Leave:
    """A permission that decides whether a stage may go: for which payload and nation, and the place it is about."""

    permission: Permission
    payload: str
    provider: str
    place: str


def leaves(mission: Mission, hop: Hop) -> tuple[Leave, ...]:
    """Return the permissions that decide on a stage when it departs; empty where none covers it.

    Of the rows about one place that hold then the most specific decide: a nation named, then a payload named.
    """
    about = [(row, place) for row in mission.permissions if row.mode in {hop.mode, "*"} for place in [_place(row, hop)] if place]
    found = []
    for payload, providers in payloads(mission, hop).items():
        for provider in sorted(providers):
            places: dict[str, list[Permission]] = defaultdict(list)
            for row, place in about:
                if row.payload in {"any", payload} and row.provider in {"", provider} and _holds(mission, row, hop.depart):
                    places[place].append(row)
            for place, rows in places.items():
                found += [Leave(permission=row, payload=payload, provider=provider, place=place) for row in _deciding(rows, payload)]
    return tuple(found)


def payloads(mission: Mission, hop: Hop) -> dict[str, set[str]]:
    """Return the payloads that a stage carries with the nations of each; ``none`` where it carries nothing."""
    found: dict[str, set[str]] = {}
    if people := riders(hop):
        found["people"] = {mission.party[party].provider for party in people}
    if hop.carried or hop.driven:
        found["cargo"] = {lot.provider for lot, _ in (*hop.carried, *hop.driven)}
    if hop.delivers:
        found["resupply"] = {""}
    return found or {"none": {""}}


def _deciding(rows: Iterable[Permission], payload: str) -> list[Permission]:
    listed = list(rows)
    most = max((bool(row.provider), row.payload == payload) for row in listed)
    return [row for row in listed if (bool(row.provider), row.payload == payload) == most]


def _holds(mission: Mission, row: Permission, hour: float) -> bool:
    since = row.valid_from is None or mission.hours(row.valid_from) <= hour
    return since and (row.valid_to is None or hour < mission.hours(row.valid_to))


def _place(row: Permission, hop: Hop) -> str:
    """Return the place of a stage that a permission is about, or blank: the leg and the sites by their names, else ``*``."""
    forward = hop.origin == hop.leg.origin
    if row.where == "*" or (row.where == hop.leg.leg and row.direction in {"both", "out" if forward else "in"}):
        return row.where
    if (row.where == hop.origin and row.direction in {"both", "out"}) or (row.where == hop.destination and row.direction in {"both", "in"}):
        return f"{row.where} {'out' if row.where == hop.origin else 'in'}"
    return ""
