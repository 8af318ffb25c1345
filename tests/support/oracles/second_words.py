"""How the page prints: numbers, dates and lists as English writes them, and the words of the report, which are data and not code."""

import tomllib
from functools import wraps
from itertools import product
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "src" / "exeunt" / "words" / "en"
NARROW = "\u202f"
NIL = "–"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec")


def flat(tree, path=""):
    """Return the leaves of a tree of words by their paths."""
    found = {}
    for key, value in tree.items():
        here = f"{path}.{key}" if path else key
        found |= flat(value, here) if isinstance(value, dict) else {here: value}
    return found


WORDS = {
    key: text
    for path in sorted(FOLDER.glob("*.toml"))
    for key, text in flat(tomllib.loads(path.read_text(encoding="utf-8"))).items()
}


def say(key, **filled):
    """Return the words under a key with their blanks filled."""
    choices = [getattr(value, "texts", [value]) for value in filled.values()]
    return one_of(
        WORDS[key].format(**dict(zip(filled, values, strict=True))) for values in product(*choices)
    )


def joined(parts, joint=" "):
    """Put what is printed one after the other."""
    return one_of(
        joint.join(texts) for texts in product(*(getattr(part, "texts", [part]) for part in parts))
    )


class Told(str):
    """A number as printed that lies so near the middle between two printed ones that the order of adding up decides: it is like both."""

    __slots__ = ("texts",)

    def __new__(cls, texts):
        made = super().__new__(cls, texts[0])
        made.texts = texts
        return made

    def __eq__(self, text):
        return str(text) in self.texts

    def __ne__(self, text):
        return not self == text

    __hash__ = str.__hash__


def one_of(texts):
    """Return a text that is like any of some; a plain one where there is only one."""
    texts = list(dict.fromkeys(texts))
    return Told(texts) if len(texts) > 1 else texts[0]


def tolerant(printed):
    """Let what prints a number allow for the noise of adding up in another order."""

    @wraps(printed)
    def told(value, *more):
        if value is None:
            return "not known"
        return one_of(
            str(printed(float(f"{value * by:.12g}"), *more)) for by in (1, 1 + 1e-10, 1 - 1e-10)
        )

    return told


@tolerant
def number(value, digits=0):
    """Print with so many digits after the point, and commas between thousands."""
    return f"{round(value, digits) + 0.0:,.{digits}f}".replace("-", "−")


@tolerant
def amount(value):
    """Print whole from 100, else the digits that say something (two places from 0.1 on, two digits below it down to millionths), noughts at the end left out."""
    size = abs(value)
    digits = (
        0
        if size >= 100
        else 1
        if size >= 10
        else 2
        if size >= 0.1
        else next((d for d in range(3, 7) if size * 10**d >= 10), 6)
    )
    text = number(value, digits)
    return text.rstrip("0").rstrip(".") if "." in text else text


@tolerant
def money(value, currency):
    """Print an amount of money, millions and billions as such."""
    size = abs(value)
    if size >= 1e9:
        return f"{number(value / 1e9, 2)} bn {currency}"
    return (
        f"{number(value / 1e6, 1 if size >= 1e7 else 2)} M {currency}"
        if size >= 1e6
        else f"{number(value)} {currency}"
    )


@tolerant
def share(value, digits=0):
    """Print a percentage; one below ten with one digit at least."""
    return f"{number(100 * value, digits if value == 0 or abs(value) >= 0.1 else max(1, digits))}{NARROW}%"


def count(noun, n):
    """Say how many of something."""
    return say(f"n.{noun}.{'one' if n == 1 else 'other'}", n=amount(n))


def lasting(days):
    """Say how long: hours of less than two days, else days."""
    return count("day", round(days, 1)) if days >= 2 else count("hour", round(days * 24))


def listed(parts):
    """Join words with commas and a last ``and``; ``none`` where there are none."""
    parts = list(parts)
    return (
        "none"
        if not parts
        else parts[0]
        if len(parts) == 1
        else f"{', '.join(parts[:-1])} and {parts[-1]}"
    )


def either(parts):
    """Join words with commas and a last ``or``."""
    parts = list(parts)
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def dated(when):
    """Print a date."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def monthly(when):
    """Print a month."""
    return f"{when:%B} {when.year}"


def timed(when):
    """Print a date with the time of day."""
    return f"{dated(when)}, {when:%H:%M}"
