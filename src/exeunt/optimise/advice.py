"""What a model of a whole mission advises whoever builds plans of it."""

import attrs


@attrs.frozen(kw_only=True)
class Advice:
    """When sites close, what of which kit ends where it is, and who goes by air.

    ``closes`` are hours; ``ends`` are units by lot and site; ``flown`` pairs parties with the sites
    from which they go by air; ``lanes`` are modes, pickups and drops between which kit goes by
    surface. ``cost`` is what the model makes of all that, in currency: no bound.
    """

    closes: dict[str, float]
    ends: dict[tuple[str, str], int]
    flown: frozenset[tuple[str, str]]
    lanes: frozenset[tuple[str, str, str]]
    cost: float

    @property
    def units(self) -> int:
        """How many units of kit go no further than where they are advised to end."""
        return sum(self.ends.values())
