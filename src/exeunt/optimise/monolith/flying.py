"""Air: hours of the aircraft, and landings at the fields."""

import math
from collections import defaultdict

from exeunt.model.choices import Mode, SiteRole
from exeunt.optimise.monolith.layout import Passage
from exeunt.optimise.monolith.shared import DAY, Rules
from exeunt.optimise.rows import Term


class Flying(Rules):
    """What air fleets and fields can do in a day and a month."""

    def block_hours(self) -> None:
        """An air fleet flies no more in a day and a month than its serviceable aircraft can."""
        doctrine = self.mission.doctrine
        flown: dict[tuple[str, str, int], list[Term]] = defaultdict(list)
        for passage in self.layout.passages:
            if passage.step.leg.mode != Mode.AIR:
                continue
            begins = passage.depart * self.layout.hours
            month = self.mission.time(begins)
            for name, column in self.v.vehicles[passage].items():
                hours = 2 * passage.hours
                flown[name, "day", int(begins // DAY)].append((column, hours))
                flown[name, "month", 12 * month.year + month.month].append((column, hours))
        for (name, span, number), terms in flown.items():
            fleet = self.mission.air_fleet[name]
            kind = self.mission.aircraft_type[fleet.aircraft]
            each = doctrine.flying_hours_per_day if span == "day" else kind.block_hours_per_month
            most = math.floor(fleet.count * kind.serviceability + 1e-9) * each
            self.row(f"{span}[{name},{number}]", terms, high=most)

    def slots(self) -> None:
        """A field takes no more landings in a day than it has slots: one at each end."""
        landings: dict[tuple[str, int], list[Term]] = defaultdict(list)
        for passage in self.layout.passages:
            if passage.step.leg.mode == Mode.AIR:
                day = int(passage.depart * self.layout.hours // DAY)
                for end in (passage.step.origin, passage.step.destination):
                    columns = self.v.vehicles[passage].values()
                    landings[end, day] += [(c, 1.0) for c in columns]
        for (site, day), terms in landings.items():
            slots = self.mission.site[site].slots_per_day
            if slots is not None:
                self.row(f"slots[{site},{day}]", terms, high=float(slots))

    def airfield_crew(self) -> None:
        """The teams that flying requires are at both fields of a rotation; exits need none."""
        for need in self.mission.requirements:
            if need.activity != "fly" or not need.amount:
                continue
            for passage in self.layout.passages:
                if passage.step.leg.mode != Mode.AIR:
                    continue
                landed = min(self.layout.periods, self._home_again(passage)) - 1
                field, home = passage.step.destination, passage.step.origin
                for site, t in ((field, passage.depart - 1), (home, landed)):
                    if self._needs_crew(site, need.where):
                        self._crewed(
                            passage, site, self.teams(site, t, need.capability), need.amount
                        )

    def _home_again(self, passage: Passage) -> int:
        """Return the period at whose beginning a rotation is home."""
        lasts = 2 * passage.hours + self.mission.doctrine.flight_turn_hours
        return passage.depart + self.layout.length(lasts)

    def _needs_crew(self, site: str, where: str) -> bool:
        return where in {"*", site} and self.mission.site[site].role != SiteRole.EXIT

    def _crewed(
        self, passage: Passage, site: str, teams: tuple[list[Term], float], amount: int
    ) -> None:
        """Let sorties be flown only with so many teams at a site."""
        terms, before = teams
        for column in self.carriers(passage):
            most = self.programme.columns[column].high
            there = [(c, -most * x / amount) for c, x in terms]
            name = f"airfield[{site},{passage.name}]"
            self.row(name, [(column, 1.0), *there], high=most * min(1.0, before / amount))
