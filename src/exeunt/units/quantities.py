"""Units by the kind of quantity they measure, and what a number in one unit is in another."""

import re
from functools import lru_cache

import attrs

from exeunt.units.text import Unreadable, plain, without_accents

_UNITS: dict[str, tuple[tuple[float, str], ...]] = {
    "mass": (
        (1000.0, "t tonne mt metric-ton"),
        (1.0, "kg kilo kilogram kilogramme"),
        (0.45359237, "lb pound"),
        (907.18474, "short-ton ston us-ton"),
        (1016.0469088, "long-ton lton"),
    ),
    "length": (
        (1000.0, "km kilometre kilometer"),
        (1.0, "m metre meter"),
        (1609.344, "mi mile"),
        (1852.0, "nm nautical-mile"),
        (0.3048, "ft foot feet"),
        (0.9144, "yd yard"),
        (0.01, "cm centimetre centimeter"),
    ),
    "time": (
        (3600.0, "h hr hour heure"),
        (60.0, "min mn minute"),
        (1.0, "s sec second seconde"),
        (86400.0, "d day j jour"),
        (604800.0, "week semaine"),
    ),
    # A month has no fixed length in days, so it is a kind of its own and is never converted.
    "month": ((1.0, "month mois"),),
    "volume": ((1.0, "l litre liter"), (1000.0, "m3 cbm"), (100.0, "hl")),
    "size": ((1.0, "teu evp"), (2.0, "feu")),
    # Things that are counted: whoever writes "900 pax" or "12 trucks" names what the field counts.
    "people": ((1.0, "people person personne pax personnel pers troop civilian"),),
    "vehicles": ((1.0, "vehicle vehicule veh truck camion boat train carrier"),),
    "aircraft": ((1.0, "aircraft aeronef avion helicopter helicoptere"),),
    "units": (
        (1.0, "unit unite item article piece container conteneur set ea each"),
        (1.0, "person-day personne-jour ration"),  # a stock of rations
    ),
    "person-days": ((1.0, "person-day personne-jour ration man-day"),),
    "teams": ((1.0, "team equipe"),),
    "team-days": ((1.0, "team-day equipe-jour"),),
    "landings": ((1.0, "landing slot atterrissage creneau mouvement"),),
    "casualties": ((1.0, "casualty casualties victime killed-or-hurt tue-ou-blesse"),),
    "strikes": ((1.0, "strike attack attaque"),),
    "convoys": ((1.0, "convoy convoi traverse passage"),),
    "sorties": ((1.0, "sortie rotation"),),
    "points": ((1.0, "point pt"),),
    "degrees": ((1.0, "degree degre deg \u00b0"),),
    "vessels": ((1.0, "vessel navire"),),
    "crews": ((1.0, "crew equipage"),),
    "nights": ((1.0, "night nuit"),),
    "currency": ((1.0, "currency devise"),),
    "share": ((0.01, "% percent pct"),),
    "hundred km": ((1.0, "100-km 100km"),),
}
"""Sizes and names of the units of each kind; sizes compare within a kind only."""
_SIZES: dict[str, dict[str, float]] = {
    kind: {name: size for size, names in units for name in names.split()}
    for kind, units in _UNITS.items()
}
_OTHER_MEASURES = re.compile(
    r"\b(?:thousands?|millions?|milliers?|mio|mln|k|000s?|gal|gals|gallons?|bbl|barrels?|barils?"
    r"|stones?|cwt|quintal|quintaux|lieues?|leagues?|oz|ounces?|onces?)\b"
    r"|^[km] ?(?:usd|eur|xof|fcfa|[$\u20ac\u00a3])",
    re.IGNORECASE,
)
"""Measures that are none of ours, and figures in thousands: read as ours, they are wrong."""
_PER = re.compile(r"\b(?:per|par)\b|(?<=\D)\bp\b")


@attrs.frozen
class _Unit:
    """A unit: the kind of quantity it measures and its size among the units of that kind."""

    kind: str
    size: float


_UNKNOWN = _Unit(kind="", size=1.0)


def _token(unit: str) -> str:
    """Return a unit's name as it is looked up: without case, accents and a full stop at the end."""
    return without_accents(unit).casefold().strip(" .").replace(" ", "-")


def _singular(token: str) -> str:
    """Return a name without the plural's s, in each of its parts: ``personnes-jours``."""
    return "-".join(part.removesuffix("s") for part in token.split("-"))


@lru_cache(maxsize=1 << 12)
def _find(unit: str, kind: str | None = None) -> _Unit | None:
    """Return the unit of a name, singular or plural, looked for among one kind or all."""
    token = _token(unit)
    # As written comes first: "s" is a second and no plural of nothing.
    for name in (token, token.removesuffix("s"), _singular(token)):
        for candidate, sizes in _SIZES.items():
            if name in sizes and kind in {None, candidate}:
                return _Unit(candidate, sizes[name])
    return None


def is_unit(text: str, kind: str | None = None) -> bool:
    """Say whether a text names a unit known here (of one kind, such as ``time``)."""
    sides = [side for side in _sides(text) if side]
    return bool(sides) and all(_find(side, kind) for side in sides)


def is_other_measure(text: str) -> bool:
    """Say whether a text names a measure that no column is in and none is converted from."""
    return bool(_OTHER_MEASURES.search(plain(text)))


def kind_of(unit: str) -> str:
    """Return the kind of quantity a unit measures, such as ``time``; blank for an unknown unit."""
    return (_find(unit) or _UNKNOWN).kind


def factor_of(unit: str) -> float:
    """Return the size of a unit among those of its kind; 1 for an unknown unit."""
    return (_find(unit) or _UNKNOWN).size


def converted(value: float, factor: float) -> float:
    """Return a value times a factor, as exact as it was written.

    Multiplied by 0.001, 9 kg would be 0.009000000000000001 t: the thousandth has no exact binary
    form. Its inverse has, so small factors divide.
    """
    if factor >= 1:
        return value * factor
    return value / (1 / factor)


def _sides(unit: str) -> tuple[str, str]:
    """Return what stands above and below the stroke of a rate; below is blank in a plain unit."""
    above, _, below = _PER.sub("/", plain(unit)).partition("/")
    return above.strip(), below.strip()


def factor_between(given: str, wanted: str) -> float:
    """Return what a number in the unit ``given`` is multiplied by to be in the unit ``wanted``.

    A rate's first half alone is taken for the whole (``60 TEU`` where TEU/day is meant).

    Raises:
        Unreadable: an unknown unit, or one of another kind.
    """
    if _token(given) == _token(wanted):
        return 1.0
    if not wanted:
        return _share(given)
    given_above, given_below = _sides(given)
    wanted_above, wanted_below = _sides(wanted)
    factor = 1.0
    if given_above:
        factor = _ratio(given_above, wanted_above, given, wanted)
    if given_below:
        factor /= _ratio(given_below, wanted_below, given, wanted)
    return factor


def _share(given: str) -> float:
    """Return the factor of a number without a unit: per cent is the only unit it may carry."""
    unit = _find(given)
    if unit is None or unit.kind != "share":
        raise Unreadable(expected="must be a plain number", hint=f"leave out {given!r}")
    return unit.size


def _ratio(given: str, wanted: str, whole_given: str, whole_wanted: str) -> float:
    """Return the factor between one side of two units; the whole units are for the message."""
    if _token(given) == _token(wanted):
        return 1.0
    target = _find(wanted)
    if target is None:
        raise Unreadable(
            expected=f"must be in {whole_wanted or 'no unit'}",
            hint=f"{whole_given!r} cannot be converted",
        )
    if target.kind == "units":
        # A stock is in its supply's own unit: given by volume, it is fuel or water, in litres.
        volume = _find(given, "volume")
        if volume is not None:
            return volume.size
    source = _find(given, target.kind)
    if source is None:
        what = "a unit of the same kind" if _find(given) else "a known unit"
        raise Unreadable(
            expected=f"must be in {whole_wanted}", hint=f"{whole_given!r} is not {what}"
        )
    return source.size / target.size
