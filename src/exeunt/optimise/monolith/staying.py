"""Sites: who holds them, what they take in and give out, how they close, what ends there."""

from collections import defaultdict

from exeunt.model.choices import Mode, SiteRole, Way
from exeunt.optimise.monolith.layout import Passage
from exeunt.optimise.monolith.shared import DAY, Rules
from exeunt.optimise.rows import Term


class Staying(Rules):
    """What a site that is open keeps and takes."""

    def holding_floor(self) -> None:
        """A site is held by its floor of armed people until it closes, or to the end."""
        for site in self.mission.sites:
            if not site.holding_people:
                continue
            armed = [p.party for p in self.mission.parties if p.armed]
            for t in range(self.layout.periods):
                present = [(self.v.stand[p, site.site][t], 1.0) for p in armed]
                terms, constant = self.v.is_open(site.site, t)
                floor = float(site.holding_people)
                held = [(c, -x * floor) for c, x in terms]
                self.row(f"floor[{site.site},{t}]", [*present, *held], low=floor * constant)

    def services_stay(self) -> None:
        """The teams that holding a site requires stay from the start until its last-lift span."""
        ahead = int(self.mission.doctrine.last_lift_hours // self.layout.hours)
        begun = {party.site for party in self.mission.parties if party.count}
        for need in self.mission.requirements:
            if need.activity != "hold" or not need.amount:
                continue
            for site in self.mission.sites:
                held = site.role in {SiteRole.BASE, SiteRole.HUB} and site.site in begun
                if need.where not in {"*", site.site} or not held:
                    continue
                for t in range(self.layout.periods - ahead):
                    terms, _ = self.teams(site.site, t, need.capability)
                    gate, constant = self.v.is_open(site.site, t + ahead)
                    amount = float(need.amount)
                    asked = [(c, -x * amount) for c, x in gate]
                    name = f"{need.requirement}[{site.site},{t}]"
                    self.row(name, [*terms, *asked], low=amount * constant)

    def beds(self) -> None:
        """Nobody comes to a site, other than an exit, that has no bed for them."""
        for site in self.mission.sites:
            if site.beds is None or site.role == SiteRole.EXIT:
                continue
            begun = sum(p.count for p in self.mission.parties if p.site == site.site)
            for t in range(self.layout.periods + 1):
                there = [(self.v.stand[p.party, site.site][t], 1.0) for p in self.mission.parties]
                self.row(f"beds[{site.site},{t}]", there, high=float(max(site.beds, begun)))

    def yard(self) -> None:
        """No kit comes to a site, other than an exit, whose yard is full."""
        for site in self.mission.sites:
            if site.yard_teu is None or site.role == SiteRole.EXIT:
                continue
            lots = self.mission.lots
            begun = sum(lot.quantity * lot.teu for lot in lots if lot.site == site.site)
            for t in range(self.layout.periods + 1):
                there = [(self.v.stand[lot.lot, site.site][t], lot.teu) for lot in lots]
                self.row(f"yard[{site.site},{t}]", there, high=max(site.yard_teu, begun))

    def packing_rate(self) -> None:
        """Kit leaves the site at which it stands at the start no sooner than it can be packed."""
        for site in self.mission.sites:
            if site.pack_teu_per_day is None:
                continue
            boarded = self._boarded(site.site)
            so_far: list[Term] = []
            for t in range(self.layout.periods):
                so_far += boarded.get(t, [])
                packed = site.pack_teu_per_day * t * self.layout.hours / DAY
                if boarded.get(t):
                    self.row(f"packed[{site.site},{t}]", so_far, high=packed)

    def loading_rate(self) -> None:
        """Before any departure no more of a site's own carried kit is loaded than its rate allows.

        Kit that came from elsewhere and goes on is not counted.
        """
        for site in self.mission.sites:
            if site.load_teu_per_day is None:
                continue
            boarded = self._boarded(site.site)
            window = max(DAY, site.turn_hours)
            back = max(1, int(window // self.layout.hours))
            for t in boarded:
                terms = [x for u in range(t - back + 1, t + 1) for x in boarded.get(u, ())]
                most = site.load_teu_per_day * window / DAY
                self.row(f"loaded[{site.site},{t}]", terms, high=most)

    def _boarded(self, site: str) -> dict[int, list[Term]]:
        """Return the TEU of a site's own carried kit by the period in which it leaves."""
        boarded: dict[int, list[Term]] = defaultdict(list)
        for passage, sign, t in self.touching(site):
            if sign < 0:
                for lot, column in self.v.carried[passage].items():
                    kit = self.mission.lot[lot]
                    if kit.site == site and kit.teu and not kit.self_driving:
                        boarded[t].append((column, kit.teu))
        return boarded

    def receiving_rate(self) -> None:
        """In a day no more people come to an exit, nor vehicles by road, than it takes."""
        for site in self.mission.exits:
            people: dict[int, list[Term]] = defaultdict(list)
            vehicles: dict[int, list[Term]] = defaultdict(list)
            for passage, sign, t in self.touching(site.site):
                if sign < 0:
                    continue
                day = int(t * self.layout.hours // DAY)
                people[day] += [(c, 1.0) for c in self.v.people[passage].values()]
                if passage.step.leg.mode == Mode.ROAD:
                    columns = (*self.carriers(passage), *self.v.driven[passage].values())
                    vehicles[day] += [(c, 1.0) for c in columns]
            limits = (
                (people, site.receive_people_per_day),
                (vehicles, site.receive_vehicles_per_day),
            )
            for coming, most in limits:
                if most is not None:
                    for day, terms in coming.items():
                        self.row(f"received[{site.site},{day}]", terms, high=float(most))


class Closing(Rules):
    """How a site closes, and what becomes of what stands there."""

    def closing_window(self) -> None:
        """A site closes once, no sooner than its closing time after its first date, and in time."""
        for name, columns in self.v.open.items():
            site = self.mission.site[name]
            first = max(0.0, self.hour(site.close_from) or 0.0) + site.closing_hours
            last = self.hour(site.close_by)
            for t, column in enumerate(columns):
                if t:
                    self.row(f"once[{name},{t}]", [(column, 1.0), (columns[t - 1], -1.0)], high=0.0)
                hour = t * self.layout.hours
                if hour < first - 1e-9:
                    self.row(f"closes_from[{name},{t}]", [(column, 1.0)], low=1.0)
                elif last is not None and hour >= last - 1e-9:
                    self.row(f"closes_by[{name},{t}]", [(column, 1.0)], high=0.0)

    def last_lift(self) -> None:
        """Nothing comes to a site that has closed, and the last leave at that moment."""
        for passage in self.layout.passages:
            step = passage.step
            # What carries nobody carries nothing: gates for the carriers are gates for all.
            carriers = [*self.carriers(passage), *self.v.driven[passage].values()]
            if passage in self.v.serials:
                carriers.append(self.v.serials[passage])
            self._gate(passage, step.origin, passage.depart - 1, carriers)
            if step.leg.mode == Mode.AIR:
                # A rotation is written as one moment: it comes, loads and leaves in its period.
                self._gate(passage, step.destination, passage.depart - 1, carriers)
            elif passage.arrive < self.layout.periods:
                self._gate(passage, step.destination, passage.arrive, carriers)

    def _gate(self, passage: Passage, site: str, t: int, carriers: list[int]) -> None:
        """Let carriers through only while a site is open in period t."""
        terms, constant = self.v.is_open(site, t)
        if constant:
            return
        for column in carriers:
            high = self.programme.columns[column].high
            gates = [(c, -x * high) for c, x in terms]
            self.row(f"gate[{site},{passage.name}]", [(column, 1.0), *gates], high=0.0)

    def closed_site_empty(self) -> None:
        """When a site closes nobody is left, nor a unit of kit or a vehicle not disposed of."""
        for name in self.v.open:
            for (item, site), stand in self.v.stand.items():
                if site != name:
                    continue
                for t in range(self.layout.periods):
                    high = self.programme.columns[stand[t]].high
                    terms, _ = self.v.is_open(name, t)
                    gates = [(c, -x * high) for c, x in terms]
                    self.row(f"empty[{item},{name},{t}]", [(stand[t], 1.0), *gates], high=0.0)
        for ended in self.v.ended:
            terms, constant = self.v.is_open(ended.site, ended.done - 1)
            if not constant:
                gates = [(c, -x * ended.lot.quantity) for c, x in terms]
                self.row("done", [(ended.column, 1.0), *gates], high=0.0)

    def disposal_rate(self) -> None:
        """At a site no more a day is disposed of under one row than its rate, and while it is open.

        Rates by team count the teams that are at the site at the start.
        """
        begun: dict[tuple[str, int], dict[int, list[Term]]] = defaultdict(lambda: defaultdict(list))
        limits: dict[tuple[str, int], float] = {}
        for ended in self.v.ended:
            row = ended.row
            if row is None or ended.way == Way.ABANDON:
                continue
            key = (ended.site, self.mission.dispositions.index(row))
            if row.rate_t_per_team_day is not None and row.capability:
                limits[key] = row.rate_t_per_team_day * self._teams_at(ended.site, row.capability)
                begun[key][ended.start].append((ended.column, ended.lot.mass_t))
            elif row.rate_per_day is not None:
                limits[key] = row.rate_per_day
                begun[key][ended.start].append((ended.column, 1.0))
        back = max(1, int(DAY // self.layout.hours))
        for key, by_period in begun.items():
            most = limits[key] * max(1.0, self.layout.hours / DAY)
            for t in by_period:
                terms = [x for u in range(t - back + 1, t + 1) for x in by_period.get(u, ())]
                self.row(f"rate[{key[0]},{key[1]},{t}]", terms, high=most)

    def disposal_capability(self) -> None:
        """From the start to the end of a disposal a team that it needs is at the site."""
        for ended in self.v.ended:
            if ended.row is None or not ended.row.capability or ended.way == Way.ABANDON:
                continue
            for t in range(ended.start, max(ended.done, ended.start + 1)):
                terms, _ = self.teams(ended.site, t, ended.row.capability)
                needed = [(c, -ended.lot.quantity * x) for c, x in terms]
                self.row("team", [(ended.column, 1.0), *needed], high=0.0)

    def _teams_at(self, site: str, capability: str) -> float:
        teams = (
            dict(p.capabilities).get(capability, 0.0)
            for p in self.mission.parties
            if p.site == site
        )
        return float(sum(teams))

    def provider_conditions(self) -> None:
        """People leave their site no later than their provider asks."""
        for party in self.mission.parties:
            by = self.hour(party.leave_by)
            if by is not None:
                for t in range(self.layout.at(by), self.layout.periods + 1):
                    there = self.v.stand[party.party, party.site][t]
                    self.row(f"leave_by[{party.party},{t}]", [(there, 1.0)], high=0.0)

    def makespan(self) -> None:
        """The last person is out no sooner than anybody is."""
        if not self.mission.prices.makespan_day:
            return
        for party in self.mission.parties:
            homes = [s.site for s in self.mission.sites if self.mission.is_home(party, s.site)]
            if party.site in homes or not party.count:
                continue
            for t in range(self.layout.periods):
                name = f"away[{party.party},{t}]"
                away = self.programme.column(name, 1.0)
                home = [(self.v.stand[party.party, site][t], 1.0) for site in homes]
                count = float(party.count)
                self.row(name, [(away, count), *home], low=count)
                self.row(f"last_{name}", [(self.v.last_out, 1.0), (away, -(t + 1.0))], low=0.0)
