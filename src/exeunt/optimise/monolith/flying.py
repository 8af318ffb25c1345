"""Air: hours of the aircraft, and landings at the fields."""

import math
from collections import defaultdict

from exeunt.model.choices import Mode
from exeunt.optimise.monolith.programme import Term
from exeunt.optimise.monolith.shared import DAY, Rules


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
