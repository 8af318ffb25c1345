"""When arcs are open and permitted, and when supplies may be brought in."""

from typing import NamedTuple

from exeunt.clock.spans import ALWAYS, Spans, both, length, union
from exeunt.feasible.arcs import Arc, Arcs
from exeunt.model.mission import Mission
from exeunt.network.permissions import permitted, valid

CREWS_GO_WITH = ("cargo", "resupply", "none")
"""What a vehicle may carry, or not, on which people travel as its crew and not as passengers."""


class _Question(NamedTuple):
    """Whose payload wants to pass an arc, and whether what is only asked for counts as granted."""

    # A tuple, as it is asked tens of thousands of times and tuples are the fastest keys.

    arc: Arc
    payload: str
    nation: str
    asked: bool = False


class Openings:
    """When what may pass an arc."""

    def __init__(self, mission: Mission, arcs: Arcs) -> None:
        """Note whom permissions tell from others."""
        self._mission = mission
        self._nations = {p.provider for p in mission.permissions}
        self._road = any(a.mode == "road" for a in arcs.every)
        self._permitted: dict[_Question, Spans] = {}
        self._anybodys: dict[_Question, Spans] = {}
        self._crews: dict[Arc, Spans] = {}
        self._peoples: dict[tuple[Arc, str], Spans] = {}
        self._shares: dict[_Question, float] = {}

    def nation(self, provider: str) -> str:
        """Return a provider that some permission names, or blank for all whom none does."""
        if provider in self._nations:
            return provider
        return ""

    def windows(self, arc: Arc, payload: str, provider: str, *, asked: bool = False) -> Spans:
        """Return when an arc is open and permitted for a payload of a provider."""
        return self._windows(_Question(arc, payload, self.nation(provider), asked))

    def _windows(self, question: _Question) -> Spans:
        if question not in self._permitted:
            arc = question.arc
            may = permitted(
                self._mission,
                arc.leg,
                forward=arc.forward,
                payload=question.payload,
                provider=question.nation,
                asked=question.asked,
            )
            self._permitted[question] = both(arc.open, may)
        return self._permitted[question]

    def anybodys(self, arc: Arc, payload: str, *, asked: bool = False) -> Spans:
        """Return when an arc is open and permitted for a payload of anybody at all.

        A proof about many parties takes the union: what one of them may do might serve the others.
        """
        question = _Question(arc, payload, "", asked)
        if question not in self._anybodys:
            self._anybodys[question] = union(
                span
                for nation in sorted({"", *self._nations})
                for span in self._windows(_Question(arc, payload, nation, asked))
            )
        return self._anybodys[question]

    def people(self, arc: Arc, provider: str) -> Spans:
        """Return when people of a provider may travel an arc, as passengers or as crews."""
        if arc.mode == "air":
            return self.windows(arc, "people", provider, asked=self._road)
        key = (arc, self.nation(provider))
        if key not in self._peoples:
            passengers = self.windows(arc, "people", provider)
            self._peoples[key] = union([*passengers, *self._with_vehicles(arc)])
        return self._peoples[key]

    def anybodys_people(self, arc: Arc) -> Spans:
        """Return when people of anybody at all may travel an arc."""
        if arc.mode == "air":
            # The referee lets people be booked on a flight that is only asked for if seats by road
            # are held for them: where there is any road, such a flight may happen.
            return self.anybodys(arc, "people", asked=self._road)
        return union([*self.anybodys(arc, "people"), *self._with_vehicles(arc)])

    def _with_vehicles(self, arc: Arc) -> Spans:
        """Return when vehicles may pass without passengers: their crews are people on their way."""
        if arc not in self._crews:
            self._crews[arc] = union(
                span for payload in CREWS_GO_WITH for span in self.anybodys(arc, payload)
            )
        return self._crews[arc]

    def share(self, arc: Arc, payload: str, provider: str, *, asked: bool) -> float:
        """Return the share of the time until the deadline in which an arc is open and permitted."""
        question = _Question(arc, payload, self.nation(provider), asked)
        if question not in self._shares:
            # Of a deadline at the start there is no share; the first hour stands for it.
            limit = max(1.0, self._mission.hours(self._mission.deadline))
            self._shares[question] = length(self._windows(question), limit) / limit
        return self._shares[question]


def imports(mission: Mission, supply: str, site: str) -> Spans:
    """Return when a supply may be brought to a site from outside; always where no row says."""
    rows = [p for p in mission.permissions if p.mode == "import" and p.where in {supply, site, "*"}]
    if not rows:
        return ALWAYS
    return union(valid(mission, p) for p in rows if p.state == "granted")
