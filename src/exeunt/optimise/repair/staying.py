"""Who of those whom a plan leaves may go with one serial more."""

from exeunt.optimise.planner.keep import Keep, People
from exeunt.optimise.planner.lift import Lift
from exeunt.optimise.planner.tactics import Tactics
from exeunt.optimise.planner.world import World


class Staying(Keep):
    """Answers who may leave a site, of people of whom the plan makes no further use.

    The world has those at a site who are free until a serial could be back; ``stay`` those who are
    left for good. ``freely`` nobody is kept: whether the floor and the services hold without them
    is then for the referee to say.
    """

    def __init__(self, world: World, tactics: Tactics) -> None:
        """Begin with nobody staying."""
        super().__init__(world, tactics)
        self.stay: dict[str, People] = {}
        self.freely = True

    def must(self, site: str, t: float) -> People:
        """Return the people whom the rules keep at a site while it is open."""
        return {} if self.freely else self._must(site, t)

    def floor(self, site: str) -> People:
        """Return the armed who hold a site to the last."""
        return {} if self.freely else super().floor(site)

    def takeable(self, site: str, t: float, _lift: Lift = Lift.EVERYBODY) -> People:
        """Return who may go for good, whatever serial takes them."""
        return self.releasable(site, t)

    def releasable(self, site: str, t: float) -> People:
        """Return who may go as a passenger now: who stays for good, and is not home there."""
        mission, kept = self.world.mission, self.must(site, t)
        there = self.world.people.at(site)
        return {
            party: min(n, there.get(party, 0) - kept.get(party, 0))
            for party, n in self.stay.get(site, {}).items()
            if not mission.is_home(mission.party[party], site)
        }

    def drivers(self, site: str, t: float) -> People:
        """Return who may drive kit away for good."""
        return self.releasable(site, t)

    def available(self, site: str, t: float) -> People:
        """Return who may drive, crew or escort from here now."""
        kept = self.must(site, t)
        return {p: n - kept.get(p, 0) for p, n in self.world.people.at(site).items()}

    def for_work(self, _site: str, _t: float) -> People:
        """Return those kept at a site whom no rule keeps: nobody works on after the last serial."""
        return {}
