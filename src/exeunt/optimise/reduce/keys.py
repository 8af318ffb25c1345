"""Kit by key: of units that are alike it does not matter which goes where."""

import attrs

from exeunt.model.forces import Lot, unlabelled
from exeunt.model.mission import Mission


@attrs.frozen
class Keys:
    """Kit by key: lots whose units are alike but for where they stood."""

    lots: dict[str, tuple[Lot, ...]]
    of: dict[str, str]

    @classmethod
    def read(cls, mission: Mission) -> "Keys":
        """Sort a mission's lots into keys; a key is named after the first of its lots."""
        names: dict[object, str] = {}
        lots: dict[str, list[Lot]] = {}
        of: dict[str, str] = {}
        for lot in mission.lots:
            # What is in use is bound to its own site; the rest is alike wherever it comes from.
            mark = (unlabelled(lot), lot.ready_from, lot.site if lot.in_use else "")
            name = names.setdefault(mark, lot.lot)
            lots.setdefault(name, []).append(lot)
            of[lot.lot] = name
        return cls({name: tuple(members) for name, members in lots.items()}, of)

    def one(self, key: str) -> Lot:
        """Return a lot that stands for all of a key."""
        return self.lots[key][0]
