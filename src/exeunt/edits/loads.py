"""What is aboard a serial as one line of text: ``trucks 10; staff 12; l4 12 driven @2-3``.

Each part names an item and how many of it. The role follows where it is not what goes without
saying (passengers, kit that is carried, supplies that are used up), and the stages where it is not
aboard all the way, as ``@2`` or ``@2-3``; people may write the sites too: ``alpha>bravo``.
"""

import re
from collections.abc import Iterable, Sequence

import attrs

from exeunt.edits.names import items, named, refuse
from exeunt.model.choices import AboardRole, LoadKind
from exeunt.model.mission import Mission
from exeunt.model.plan import Load
from exeunt.units.numbers import print_number

KINDS = {
    "party": "people",
    "people": "people",
    "groupe": "people",
    "lot": "lot",
    "fleet": "vehicle",
    "vehicle": "vehicle",
    "flotte": "vehicle",
    "aircraft": "aircraft",
    "supply": "supply",
}
"""Words that may stand before an item, and the kind of load that they say."""
DEFAULT_ROLE = {
    LoadKind.PEOPLE: AboardRole.PASSENGER,
    LoadKind.LOT: AboardRole.CARRIED,
    LoadKind.SUPPLY: AboardRole.USED,
}
"""The role of what says none."""
ROLES = {
    LoadKind.PEOPLE: (AboardRole.CREW, AboardRole.PASSENGER),
    LoadKind.LOT: (AboardRole.DRIVEN, AboardRole.CARRIED),
    LoadKind.SUPPLY: (AboardRole.USED, AboardRole.DELIVERED),
}
_STAGES = re.compile(r"@(\d+)(?:-(\d+))?")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FORM = "must be ITEM NUMBER [role] [@stages], such as stores 12 or escort-crews 6 crew @2-3"


def print_loads(loads: Iterable[Load], last: int, kinds: Sequence[str]) -> str:
    """Return loads of some kinds as one line; ``last`` is the serial's last stage."""
    return "; ".join(_part(load, last) for load in loads if load.kind in kinds)


def _part(load: Load, last: int) -> str:
    words = [load.item, print_number(float(load.quantity))]
    if load.role and load.role != DEFAULT_ROLE.get(LoadKind(load.kind)):
        words.append(load.role)
    if (load.board_stage, load.alight_stage) != (1, last):
        span = f"@{load.board_stage}"
        if load.alight_stage != load.board_stage:
            span += f"-{load.alight_stage}"
        words.append(span)
    return " ".join(words)


@attrs.frozen(kw_only=True)
class Reader:
    """Reads loads of serials along ``sites``; ``place`` is where the text stands."""

    mission: Mission
    sites: Sequence[str]
    place: str

    @property
    def last(self) -> int:
        """The last stage."""
        return len(self.sites) - 1

    def read(self, text: str) -> tuple[Load, ...]:
        """Return the loads that a text tells of.

        Raises:
            InputError: it names what is not there, or is not written so; the first such part.
        """
        parts = [part.strip() for part in re.split(r"[;,]", text)]
        return tuple(load for part in parts if part for load in [self._load(part)])

    def _load(self, part: str) -> Load:
        words = re.sub(r"\s*>\s*", ">", part).split()
        known = items(self.mission)
        said = ""
        if words[0].casefold() in KINDS and words[0].casefold() not in known:
            said = KINDS[words.pop(0).casefold()]
        if len(words) < 2:
            raise refuse(self.place, _FORM, part)
        kind, name = self._item(words[0], said)
        loading = Load(
            serial="",
            kind=kind,
            item=name,
            quantity=self._quantity(words[1], part, kind),
            board_stage=1,
            alight_stage=self.last,
            role=DEFAULT_ROLE.get(LoadKind(kind), ""),
        )
        for word in words[2:]:
            loading = self._more(loading, word)
        return loading

    def _item(self, text: str, said: str) -> tuple[str, str]:
        """Return the kind and name of an item."""
        known = items(self.mission)
        found = known.get(text.casefold())
        if found is not None and said in {"", found[0]}:
            return found
        names = [name for kind, name in known.values() if said in {"", kind}]
        what = said or "fleet, party, lot or supply"
        name = named(text, names, f"{what} of the mission", self.place)
        return known[name.casefold()]

    def _quantity(self, text: str, part: str, kind: str) -> float:
        if not _NUMBER.fullmatch(text):
            raise refuse(
                self.place,
                "must be a number, without a unit: vehicles, people, units of a lot",
                part,
                "a load is counted in pieces, not in tonnes",
            )
        number = float(text)
        if kind != LoadKind.SUPPLY and number != int(number):
            raise refuse(self.place, "must be a whole number", part)
        return number

    def _more(self, load: Load, word: str) -> Load:
        """Return a load with what a further word says of it: its role or its stages."""
        roles = ROLES.get(LoadKind(load.kind), ())
        if word.casefold() in set(roles):
            return attrs.evolve(load, role=word.casefold())
        if match := _STAGES.fullmatch(word):
            first, until = int(match[1]), int(match[2] or match[1])
            if not 1 <= first <= until <= self.last:
                raise refuse(self.place, f"must be stages from 1 to {self.last}", word)
            return attrs.evolve(load, board_stage=first, alight_stage=until)
        if ">" in word:
            return self._between(load, word)
        choices = [*roles, "@2-3", "from>to"]
        raise refuse(self.place, f"must be one of: {', '.join(choices)}", word)

    def _between(self, load: Load, word: str) -> Load:
        """Return a load that is aboard from one site to another."""
        origin, _, destination = (part.strip().casefold() for part in word.partition(">"))
        names = [site.casefold() for site in self.sites]
        for first in range(self.last):
            for until in range(first + 1, self.last + 1):
                if (names[first], names[until]) == (origin, destination):
                    return attrs.evolve(load, board_stage=first + 1, alight_stage=until)
        raise refuse(self.place, f"must be two stops of {' > '.join(self.sites)}, in order", word)
