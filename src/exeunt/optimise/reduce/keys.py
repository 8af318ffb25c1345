"""Kit by key: of units that are alike it does not matter which goes where."""

from collections.abc import Set as AbstractSet

import attrs

from exeunt.model.forces import Lot, unlabelled
from exeunt.model.mission import Mission


@attrs.frozen
class Keys:
    """Kit by key: lots whose units are alike but for where they stood."""

    lots: dict[str, tuple[Lot, ...]]
    of: dict[str, str]

    @classmethod
    def read(cls, mission: Mission, apart: AbstractSet[str] = frozenset()) -> "Keys":
        """Sort a mission's lots into keys; a key is named after the first of its lots.

        Lots that are kept ``apart`` are a key each: none of their units is taken for another.
        """
        names: dict[object, str] = {}
        lots: dict[str, list[Lot]] = {}
        of: dict[str, str] = {}
        for lot in mission.lots:
            # What is in use is bound to its own site; the rest is alike wherever it comes from.
            own = lot.lot if lot.lot in apart else ""
            mark = (unlabelled(lot), lot.ready_from, lot.site if lot.in_use else "", own)
            name = names.setdefault(mark, lot.lot)
            lots.setdefault(name, []).append(lot)
            of[lot.lot] = name
        return cls({name: tuple(members) for name, members in lots.items()}, of)

    def one(self, key: str) -> Lot:
        """Return a lot that stands for all of a key."""
        return self.lots[key][0]
