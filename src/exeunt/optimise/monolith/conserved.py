"""Conservation: nothing appears, nothing is in two places, and what has come stands a while."""

from collections import defaultdict
from functools import cached_property

from exeunt.optimise.monolith.layout import Passage
from exeunt.optimise.monolith.shared import Rules
from exeunt.optimise.monolith.variables import Ended
from exeunt.optimise.rows import Term


class Conserved(Rules):
    """Vehicles, people and kit at every site, period by period."""

    def vehicles_conserved(self) -> None:
        """Vehicles are where they were, plus those that came, less those that left or are left."""
        for fleet in self.mission.fleets:
            self._conserve(fleet.fleet, fleet.site, fleet.count, self.v.vehicles)
            first = self.hour(fleet.available_from)
            last = self.hour(fleet.available_to)
            for passage, columns in self.v.vehicles.items():
                since, until = (t * self.layout.hours for t in (passage.depart, passage.arrive))
                early = first is not None and since < first
                late = last is not None and until > last
                if fleet.fleet in columns and (early or late):
                    self.row("available", [(columns[fleet.fleet], 1.0)], high=0.0)

    def people_conserved(self) -> None:
        """People are where they were, plus those who came, less those who left."""
        for party in self.mission.parties:
            self._conserve(party.party, party.site, party.count, self.v.people)

    def kit_conserved(self) -> None:
        """Kit is where it was, plus what came, less what left or is disposed of from then on."""
        for lot in self.mission.lots:
            self._conserve(lot.lot, lot.site, lot.quantity, self.v.carried, self.v.driven)

    def _conserve(
        self, item: str, start: str, count: int, *carried: dict[Passage, dict[str, int]]
    ) -> None:
        """Balance an item at every site and period's beginning."""
        for site in self.mission.sites:
            stand = self.v.stand[item, site.site]
            flows: dict[int, list[Term]] = defaultdict(list)
            for moved in carried:
                for passage, sign, t in self.touching(site.site):
                    if item in moved[passage]:
                        flows[t].append((moved[passage][item], sign))
            for ended in self._ended_at.get((item, site.site), ()):
                flows[ended.start].append((ended.column, -1.0))
            given_up = self.v.given_up.get((item, site.site), ())
            for t, column in enumerate(given_up):
                flows[t].append((column, -1.0))
            for t, now in enumerate(stand):
                before = [(stand[t - 1], 1.0)] if t else []
                begun = float(count) if site.site == start and t == 0 else 0.0
                self.row(
                    f"conserved[{item},{site.site},{t}]",
                    [(now, 1.0), *((c, -x) for c, x in before), *((c, -x) for c, x in flows[t])],
                    begun,
                    begun,
                )

    @cached_property
    def _ended_at(self) -> dict[tuple[str, str], list[Ended]]:
        found: dict[tuple[str, str], list[Ended]] = defaultdict(list)
        for ended in self.v.ended:
            found[ended.lot.lot, ended.site].append(ended)
        return found

    def stop_time(self) -> None:
        """Vehicles that come to a site stand its turn time before they leave; junctions are passed.

        Also those that load and unload nothing, which the rule lets through.
        """
        for (fleet, site), rested in self.v.rested.items():
            turn = self.layout.length(self.mission.site[site].turn_hours)
            flows: dict[int, list[Term]] = defaultdict(list)
            for passage, sign, t in self.touching(site):
                if fleet in self.v.vehicles[passage]:
                    at = t if sign < 0 else t + turn
                    flows[at].append((self.v.vehicles[passage][fleet], -sign))
            for t, column in enumerate(self.v.given_up.get((fleet, site), ())):
                flows[t].append((column, 1.0))
            for t, now in enumerate(rested):
                before = [(rested[t - 1], -1.0)] if t else []
                count = self.mission.fleet[fleet].count
                begun = float(count) if t == 0 and self.mission.fleet[fleet].site == site else 0.0
                self.row(
                    f"rested[{fleet},{site},{t}]", [(now, 1.0), *before, *flows[t]], begun, begun
                )
