"""What the rows of all rules are made from."""

from collections import defaultdict
from datetime import datetime
from functools import cached_property

from exeunt.model.forces import Party
from exeunt.optimise.monolith.layout import Layout, Passage
from exeunt.optimise.monolith.programme import Programme
from exeunt.optimise.monolith.variables import Variables
from exeunt.optimise.rows import Term

DAY = 24.0


class Rules:
    """Some rules of a mission: what they are about, and what several of them ask."""

    def __init__(self, layout: Layout, programme: Programme, variables: Variables) -> None:
        """Keep what the rows are about."""
        self.layout, self.programme, self.v = layout, programme, variables
        self.mission = layout.mission
        self.row = programme.row

    def touching(self, site: str) -> list[tuple[Passage, float, int]]:
        """Return the passages that leave a site (-1) or come to it (+1), and in which period."""
        return self._ends[site]

    @cached_property
    def _ends(self) -> dict[str, list[tuple[Passage, float, int]]]:
        ends: dict[str, list[tuple[Passage, float, int]]] = defaultdict(list)
        for passage in self.layout.passages:
            ends[passage.step.origin].append((passage, -1.0, passage.depart))
            ends[passage.step.destination].append((passage, 1.0, passage.arrive))
        return ends

    def carriers(self, passage: Passage) -> list[int]:
        """Return the columns of a passage's vehicles or sorties."""
        return list(self.v.vehicles[passage].values())

    def hour(self, when: datetime | None) -> float | None:
        """Return the hour of a moment; None for none."""
        return None if when is None else self.mission.hours(when)

    def teams(self, site: str, t: int, capability: str) -> tuple[list[Term], float]:
        """Return the teams at a site in period t, or before the start: terms and a constant.

        A party's teams count while all of it is there: a part brings whole teams only.
        """
        terms: list[Term] = []
        before = 0.0
        for party in self.mission.parties:
            brings = float(dict(party.capabilities).get(capability, 0.0))
            if brings and party.count:
                if t >= 0:
                    terms.append((self._whole(party, site, t), brings))
                elif party.site == site:
                    before += brings
        return terms, before

    def _whole(self, party: Party, site: str, t: int) -> int:
        """Return the column that says whether all of a party are at a site in a period."""
        key = (party.party, site, t)
        if key not in self.v.whole:
            name = f"whole[{party.party},{site},{t}]"
            column = self.programme.column(name, 1.0)
            there = self.v.stand[party.party, site][min(t, self.layout.periods)]
            self.row(name, [(there, 1.0), (column, -float(party.count))], low=0.0)
            self.v.whole[key] = column
        return self.v.whole[key]
