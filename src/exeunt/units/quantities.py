"""Units by the kind of quantity they measure, and what a number in one is in another."""

import re
import unicodedata
from functools import lru_cache

from exeunt.units.text import Unreadable, plain

_UNITS: dict[str, tuple[tuple[float, str], ...]] = {
    "mass": (
        (1000.0, "t tonne mt metric-ton"),
        (1.0, "kg kilo kilogram kilogramme"),
        (0.45359237, "lb pound"),
    ),
    "length": (
        (1000.0, "km kilometre kilometer"),
        (1.0, "m metre meter"),
        (1609.344, "mi mile"),
        (1852.0, "nm nautical-mile"),
        (0.3048, "ft foot feet"),
    ),
    "time": (
        (3600.0, "h hr hour heure"),
        (60.0, "min mn minute"),
        (1.0, "s sec second seconde"),
        (86400.0, "d day j jour"),
        (604800.0, "week semaine"),
    ),
    "month": ((1.0, "month mois"),),
    "volume": ((1.0, "l litre liter"), (1000.0, "m3 cbm"), (100.0, "hl")),
    "size": ((1.0, "teu evp"), (2.0, "feu")),
    "people": ((1.0, "people person personne pax personnel pers troop civilian"),),
    "vehicles": ((1.0, "vehicle vehicule veh truck camion boat train carrier"),),
    "aircraft": ((1.0, "aircraft aeronef avion helicopter helicoptere"),),
    "units": (
        (
            1.0,
            "unit unite item article piece container conteneur set ea each person-day personne-jour ration",
        ),
    ),
    "person-days": ((1.0, "person-day personne-jour ration man-day"),),
    "teams": ((1.0, "team equipe"),),
    "team-days": ((1.0, "team-day equipe-jour"),),
    "landings": ((1.0, "landing slot atterrissage creneau mouvement"),),
    "casualties": ((1.0, "casualty casualties victime"),),
    "strikes": ((1.0, "strike attack attaque"),),
    "convoys": ((1.0, "convoy convoi traverse passage"),),
    "sorties": ((1.0, "sortie rotation"),),
    "points": ((1.0, "point pt"),),
    "degrees": ((1.0, "degree degre deg \u00b0"),),
    "currency": ((1.0, "currency"),),
    "share": ((0.01, "% percent pct"),),
    "hundred km": ((1.0, "100-km 100km"),),
}
_NAMES: dict[str, dict[str, float]] = {
    kind: {name: factor for factor, names in rows for name in names.split()}
    for kind, rows in _UNITS.items()
}


def _token(unit: str) -> str:
    bare = (
        "".join(
            c for c in unicodedata.normalize("NFKD", plain(unit)) if not unicodedata.combining(c)
        )
        .casefold()
        .strip(" .")
    )
    return bare.replace(" ", "-")


@lru_cache(maxsize=1 << 12)
def _find(unit: str, kind: str | None = None) -> tuple[str, float] | None:
    """Return the kind and size of a unit's name (singular or plural), looked for among one kind or all."""
    token = _token(unit)
    for name in (
        token,
        token.removesuffix("s"),
        "-".join(part.removesuffix("s") for part in token.split("-")),
    ):
        for candidate, names in _NAMES.items():
            if name in names and kind in {None, candidate}:
                return candidate, names[name]
    return None


def is_unit(text: str, kind: str | None = None) -> bool:
    """Say whether a text names a unit known here (of one kind, such as ``time``)."""
    sides = [side for side in _sides(text) if side]
    return bool(sides) and all(_find(side, kind) for side in sides)


def kind_of(unit: str) -> str:
    """Return the kind of quantity a unit measures, such as ``time``; blank where the unit is not known."""
    found = _find(unit)
    return found[0] if found else ""


def factor_of(unit: str) -> float:
    """Return the size of a unit among those of its kind; 1 where the unit is not known."""
    found = _find(unit)
    return found[1] if found else 1.0


def _sides(unit: str) -> tuple[str, str]:
    text = re.sub(r"\b(?:per|par)\b|(?<=\D)\bp\b", "/", plain(unit))
    top, _, bottom = text.partition("/")
    return top.strip(), bottom.strip()


def factor_between(given: str, wanted: str) -> float:
    """Return what a number in the unit ``given`` is multiplied by to be in the unit ``wanted``.

    A rate's first half alone is taken for the whole (``60 TEU`` where TEU/day is meant).

    Raises:
        Unreadable: an unknown unit, or one of another kind.
    """
    if _token(given) == _token(wanted):
        return 1.0
    if not wanted:
        if (found := _find(given)) and found[0] == "share":
            return found[1]
        raise Unreadable(expected="must be a plain number", hint=f"leave out {given!r}")
    (given_top, given_bottom), (wanted_top, wanted_bottom) = _sides(given), _sides(wanted)
    top = _ratio(given_top, wanted_top, given, wanted) if given_top else 1.0
    bottom = _ratio(given_bottom, wanted_bottom, given, wanted) if given_bottom else 1.0
    return top / bottom


def _ratio(given: str, wanted: str, whole_given: str, whole_wanted: str) -> float:
    if _token(given) == _token(wanted):
        return 1.0
    target = _find(wanted)
    if target is None:
        raise Unreadable(
            expected=f"must be in {whole_wanted or 'no unit'}",
            hint=f"{whole_given!r} cannot be converted",
        )
    if target[0] == "units" and (volume := _find(given, "volume")):
        return volume[1]
    found = _find(given, target[0])
    if found is None:
        why = (
            f"{whole_given!r} is not a unit of the same kind"
            if _find(given)
            else f"{whole_given!r} is not a unit known here"
        )
        raise Unreadable(expected=f"must be in {whole_wanted}", hint=why)
    return found[1] / target[1]
