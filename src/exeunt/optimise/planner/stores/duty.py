"""How long vehicles and those who drive have driven since their last night."""

import math
from collections.abc import Callable, Iterable, Sequence

from exeunt.clock.steps import EPS
from exeunt.network.network import Hop, Network
from exeunt.optimise.planner.stores import Undo

Post = tuple[str, str]
"""A fleet or a party, and a site where some of it has come."""


def longest_drive(network: Network, site: str) -> float:
    """Return the hours on the move of the longest journey by road from a site and back."""
    ways = network.routes(site, "road", 0.0, "none", ever=True)
    return 2 * max((network.hours(way) for way in ways.values()), default=0.0)


class Duty:
    """The hours driven of all who may leave a site again without a night there.

    Nobody is told from others of the same fleet or party, so whoever leaves is taken for the one
    who has driven most.
    """

    def __init__(self, hours_per_day: float, longest: Callable[[str], float] | None = None) -> None:
        """Begin with everybody rested; a convoy drives so many hours of each day.

        ``longest`` says of a site how long the longest journey from it and back is on the move.
        """
        self.hours_per_day = hours_per_day
        self._longest = longest or (lambda _: math.inf)
        self.night = 24.0 - hours_per_day
        self._came: dict[Post, tuple[tuple[float, float], ...]] = {}

    def before(self, posts: Iterable[Post], t: float) -> float:
        """Return the most hours that any of these may have driven when they leave at hour ``t``.

        Who is yet to come does not leave then.
        """
        return max(
            (
                driven
                for post in posts
                for came, driven in self._came.get(post, ())
                if -EPS <= t - came < self.night - EPS
            ),
            default=0.0,
        )

    def after(self, driven: float, hops: Sequence[Hop]) -> float:
        """Return the hours driven since the last night at the end of a serial."""
        for hop, last in zip(hops, (None, *hops), strict=False):
            if last is not None and hop.depart - last.arrive >= self.night - EPS:
                driven = 0.0
            driven += hop.hours
            # A night on the way is a night as well: what is left is of the last day.
            days = math.ceil(driven / self.hours_per_day - EPS)
            driven -= max(0, days - 1) * self.hours_per_day
        return driven

    def allows(self, driven: float, hops: Sequence[Hop]) -> bool:
        """Say whether who has driven so long reaches the serial's first night in the same day."""
        if driven <= 0:
            return True
        for hop, last in zip(hops, (None, *hops), strict=False):
            if last is not None and hop.depart - last.arrive >= self.night - EPS:
                break
            driven += hop.hours
        return driven <= self.hours_per_day + EPS

    def free(self, post: Post, came: float, driven: float) -> float:
        """Note who has come to a site; return the hour from which they may leave it again.

        Who has driven a quarter of a day at most may leave at once, or who may go anywhere from
        there in what is left of the day; everybody else after a night.
        """
        tired = driven > self.hours_per_day / 4
        if tired and driven + self._longest(post[1]) > self.hours_per_day + EPS:
            return came + self.night
        self.note(post, came, driven)
        return came

    def note(self, post: Post, came: float, driven: float) -> None:
        """Note who has come to a site, and may leave it again at once."""
        if driven > 0:
            self._came[post] = (*self._came.get(post, ()), (came, driven))

    def snapshot(self) -> Undo:
        """Return what puts all hours back as they are now."""
        came = self._came.copy()

        def restore() -> None:
            self._came = came

        return restore
