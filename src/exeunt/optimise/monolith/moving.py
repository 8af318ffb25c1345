"""Movement: what is carried fits, crews and escorts are along, convoys and columns have a size."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from exeunt.model.choices import Mode
from exeunt.optimise.monolith.layout import Passage
from exeunt.optimise.monolith.shared import DAY, Rules
from exeunt.optimise.rows import Term


class Moving(Rules):
    """What goes along a leg together."""

    def capacity(self) -> None:
        """What is carried fits: seats, tonnes, containers, outsize loads on what takes them.

        In all vehicles of a passage together; whether whole units fit each of them is not asked.
        """
        for passage in self.layout.passages:
            name = passage.name
            room = [*self._rooms(passage)]
            people = [(c, 1.0) for c in self.v.people[passage].values()]
            lots = [(self.mission.lot[x], c) for x, c in self.v.carried[passage].items()]
            seats = [(c, -seats) for c, seats, _, _, _ in room]
            if passage.step.leg.mode != Mode.AIR:
                seats += [(c, -places) for c, places in self._crew_places(passage)]
            self.row(f"seats[{name}]", [*people, *seats], high=0.0)
            mass = [(c, lot.mass_t) for lot, c in lots]
            if passage.step.leg.mode == Mode.AIR:
                mass += [(c, self.mission.doctrine.passenger_t) for c, _ in people]
            self.row(f"mass[{name}]", [*mass, *((c, -t) for c, _, t, _, _ in room)], high=0.0)
            size = [(c, lot.teu) for lot, c in lots]
            self.row(f"teu[{name}]", [*size, *((c, -teu) for c, _, _, teu, _ in room)], high=0.0)
            large = [(c, lot.teu) for lot, c in lots if lot.outsize]
            if large:
                deck = [(c, -teu) for c, _, _, teu, is_deck in room if is_deck]
                self.row(f"outsize[{name}]", [*large, *deck], high=0.0)

    def _rooms(self, passage: Passage) -> Iterator[tuple[int, float, float, float, bool]]:
        """Yield column, seats, tonnes, TEU, and whether it takes outsize kit, of every carrier."""
        if passage.step.leg.mode == Mode.AIR:
            for fleet, column in self.sorties(passage).items():
                kind = self.mission.aircraft_type[self.mission.air_fleet[fleet].aircraft]
                yield column, kind.seats, kind.payload_t, kind.teu, kind.teu > 0
            return
        for fleet, column in self.v.vehicles[passage].items():
            vehicle = self.mission.vehicle[self.mission.fleet[fleet].vehicle]
            # A coach's luggage space is no place for a container.
            payload = vehicle.payload_t if vehicle.teu or self._small_kit else 0.0
            yield column, vehicle.seats, payload, vehicle.teu, vehicle.outsize
        for lot, column in self.v.driven[passage].items():
            yield column, self.mission.lot[lot].seats, 0.0, 0.0, False

    @cached_property
    def _small_kit(self) -> bool:
        """Whether some kit takes no room, and goes wherever there are tonnes left."""
        return any(not lot.teu for lot in self.mission.lots)

    @cached_property
    def _rotations(self) -> dict[tuple[str, int], dict[str, int]]:
        found: dict[tuple[str, int], dict[str, int]] = defaultdict(dict)
        for passage in self.layout.passages:
            if passage.step.leg.mode == Mode.AIR:
                found[passage.step.leg.leg, passage.depart] |= self.v.vehicles[passage]
        return found

    def sorties(self, passage: Passage) -> dict[str, int]:
        """Return the sorties of a flight's passage: rotations serve both directions of a leg."""
        return self._rotations[passage.step.leg.leg, passage.depart]

    def _crew_places(self, passage: Passage) -> Iterator[Term]:
        """Yield how many people of parties vehicles and driven units take as crew."""
        for fleet, column in self.v.vehicles[passage].items():
            row = self.mission.fleet[fleet]
            if row.crew_party:
                yield column, float(self.mission.vehicle[row.vehicle].crew)
        for lot, column in self.v.driven[passage].items():
            yield column, float(self.mission.lot[lot].crew)

    def crews(self) -> None:
        """Every vehicle that a party crews has its crew of it aboard; driven kit has one too."""
        for passage in self.layout.passages:
            if passage.step.leg.mode == Mode.AIR:
                continue
            people = self.v.people[passage]
            by_party: dict[str, list[Term]] = defaultdict(list)
            for fleet, column in self.v.vehicles[passage].items():
                row = self.mission.fleet[fleet]
                if row.crew_party:
                    crew = self.mission.vehicle[row.vehicle].crew
                    by_party[row.crew_party].append((column, -float(crew)))
            for party, places in by_party.items():
                aboard = [(people[party], 1.0)] if party in people else []
                self.row(f"crew[{party},{passage.name}]", [*aboard, *places], low=0.0)
            if self.v.driven[passage]:
                places = [(c, -n) for c, n in self._crew_places(passage)]
                aboard = [(c, 1.0) for c in people.values()]
                self.row(f"crews[{passage.name}]", [*aboard, *places], low=0.0)

    def under_armour(self) -> None:
        """No more people are under armour than armour has places, and than are aboard."""
        for passage, column in self.v.sheltered.items():
            places: list[Term] = []
            for fleet, vehicles in self.v.vehicles[passage].items():
                row = self.mission.fleet[fleet]
                kind = self.mission.vehicle[row.vehicle]
                crew = kind.crew if row.crew_party else 0
                if kind.armoured:
                    places.append((vehicles, -float(kind.seats + crew)))
            for lot, units in self.v.driven[passage].items():
                kit = self.mission.lot[lot]
                if kit.armoured:
                    places.append((units, -float(kit.seats + kit.crew)))
            self.row(f"armour[{passage.name}]", [(column, 1.0), *places], high=0.0)
            aboard = [(c, -1.0) for c in self.v.people[passage].values()]
            self.row(f"sheltered[{passage.name}]", [(column, 1.0), *aboard], high=0.0)

    def convoy_size(self) -> None:
        """A road convoy has at most the most vehicles and, under threat, at least the least."""
        doctrine = self.mission.doctrine
        for passage, serials in self.v.serials.items():
            vehicles = [
                (c, 1.0) for c in (*self.carriers(passage), *self.v.driven[passage].values())
            ]
            is_road = passage.step.leg.mode == Mode.ROAD
            least = doctrine.convoy_min if is_road and passage.strikes else 1.0
            most = doctrine.convoy_max if is_road else float(self._all_vehicles)
            self.row(f"least[{passage.name}]", [*vehicles, (serials, -least)], low=0.0)
            self.row(f"most[{passage.name}]", [*vehicles, (serials, -most)], high=0.0)
            # The same type by type: implied where one serial takes all, and far tighter.
            for column, _ in vehicles:
                high = self.programme.columns[column].high
                self.row(f"with[{passage.name}]", [(column, 1.0), (serials, -high)], high=0.0)

    @cached_property
    def _all_vehicles(self) -> int:
        return sum(fleet.count for fleet in self.mission.fleets)

    def capability_along(self) -> None:
        """On roads convoys have the teams along that they need: some, one for so many vehicles."""
        for need in self.mission.requirements:
            if need.activity != "convoy":
                continue
            for passage, serials in self.v.serials.items():
                leg = passage.step.leg
                per_100km = passage.strikes / leg.km * 100
                about = need.where in {leg.leg, leg.mode, "*"}
                if leg.mode != Mode.ROAD or not about or per_100km < need.threat_from:
                    continue
                teams, clients = self._teams(passage, need.capability)
                name = f"{need.requirement}[{passage.name}]"
                self.row(name, [*teams, (serials, -float(need.amount))], low=0.0)
                if need.per_vehicles is not None:
                    share = [(c, -x / need.per_vehicles) for c, x in clients]
                    self.row(f"share_{name}", [*teams, *share], low=0.0)

    def _teams(self, passage: Passage, capability: str) -> tuple[list[Term], list[Term]]:
        """Return the teams that vehicles bring, and the vehicles that bring no team at all."""
        teams: list[Term] = []
        clients: list[Term] = [(c, 1.0) for c in self.v.driven[passage].values()]
        for fleet, column in self.v.vehicles[passage].items():
            brings = dict(self.mission.vehicle[self.mission.fleet[fleet].vehicle].capabilities)
            if capability in brings:
                teams.append((column, float(brings[capability])))
            if not brings:
                clients.append((column, 1.0))
        return teams, clients

    def column_capacity(self) -> None:
        """No more vehicles enter a leg in a day, both ways together, than it takes."""
        entering: dict[tuple[str, int], list[Term]] = defaultdict(list)
        for passage in self.v.serials:
            if passage.step.leg.vehicles_per_day is not None:
                day = int(passage.depart * self.layout.hours // DAY)
                columns = (*self.carriers(passage), *self.v.driven[passage].values())
                entering[passage.step.leg.leg, day] += [(c, 1.0) for c in columns]
        for (leg, day), terms in entering.items():
            most = self.mission.leg[leg].vehicles_per_day
            self.row(f"column[{leg},{day}]", terms, high=float(most or 0))
