"""The maps of a comparison: for each plan one that shows what moved where against the first."""

from collections.abc import Iterator, Mapping

import attrs
from markupsafe import Markup

from exeunt.drawing.contrast import KINDS, Contrast, Lane, band, contrast
from exeunt.drawing.ground import ground as drawn_ground
from exeunt.drawing.marks import marks
from exeunt.drawing.marks import used as mark
from exeunt.drawing.scene import Ground, Shown, of_all, surveyed
from exeunt.drawing.svg import tag
from exeunt.facts.compared import Difference
from exeunt.facts.movements import movements
from exeunt.facts.series import Reading
from exeunt.facts.traffic import Traffic, joint, traffic
from exeunt.words.comparing import Telling

SAMPLE = 7.0
"""Pixels of a band in the legend."""


@attrs.frozen(kw_only=True)
class Sign:
    """A line of the legend: a drawing, and what it means."""

    name: str
    drawn: Markup


@attrs.frozen(kw_only=True)
class Apart:
    """The map of one plan against the first, with its legend."""

    title: str
    sub: str
    svg: Markup
    legend: tuple[Sign, ...]


@attrs.frozen(kw_only=True)
class Contrasts:
    """The maps: ``defs`` is what all of them use, ``shape`` the class of their shape."""

    defs: Markup
    shape: str
    maps: tuple[Apart, ...]
    rows: tuple[Traffic, ...]
    """Axes that the plans travel otherwise, those first where they are furthest apart."""


def contrasts(told: Telling) -> Contrasts | None:
    """Draw the maps; None where there are fewer than two sites, or where nothing differs on one."""
    courses = told.comparison.courses
    mission = joint(courses)
    first = Reading(mission=mission, plan=courses[0].plan)
    ground = surveyed(first, told.say)
    if ground is None:
        return None
    rows = traffic(courses)
    shown = of_all(first, movements(mission, first.plan), told.say)
    drawer = _Drawer(told=told, ground=ground, shown=shown, rows=rows)
    maps = tuple(
        apart
        for number, difference in enumerate(told.comparison.differences, start=1)
        if (apart := drawer.map(number, difference)) is not None
    )
    if not maps:
        return None
    return Contrasts(
        defs=drawn_ground(ground.atlas, ground.frame) + marks(),
        shape=ground.frame.shape,
        maps=maps,
        rows=tuple(row for row in rows if row.differs),
    )


@attrs.frozen(kw_only=True)
class _Drawer:
    """What all maps share: the ground, the sites at the start, and what every plan sends where."""

    told: Telling
    ground: Ground
    shown: Shown
    rows: tuple[Traffic, ...]

    def map(self, number: int, difference: Difference) -> Apart | None:
        """Draw the map of a plan, by its number, against the first; None where nothing differs."""
        say = self.told.say
        found = Contrast(
            lanes=tuple(self.lane(row, number) for row in self.rows),
            closings=self.closings(difference),
            tones=(0, number),
        )
        if found.nothing:
            return None
        names = {"before": difference.before.name, "after": difference.after.name}
        title = say("compare.against", **names)
        desc = say(
            "compare.map.desc",
            axes=say.number(sum(lane.apart > 0 for lane in found.lanes)),
            sites=say.number(len(found.closings)),
        )
        svg = contrast(self.ground, self.shown, found, say, f"apart-{number}", (title, desc))
        return Apart(
            title=title,
            sub=say("compare.map.sub", **names),
            svg=svg,
            legend=tuple(self.legend(found, difference)),
        )

    def lane(self, row: Traffic, number: int) -> Lane:
        """Say of an axis what the first plan and another send over it."""
        say, courses = self.told.say, self.told.comparison.courses
        uses = [
            say(
                "compare.map.use",
                name=courses[one].name,
                travels=say.count("sortie" if row.mode == "air" else "vehicle", row.travels[one]),
                serials=say.count("movement", row.serials[one]),
            )
            for one in (0, number)
        ]
        before, after = row.travels[0], row.travels[number]
        figures = say("compare.map.figures", before=say.amount(before), after=say.amount(after))
        if sum(set(other.ends) == set(row.ends) for other in self.rows) > 1:
            # Beside each other, figures of two modes have to say whose they are.
            figures = f"{say(f'mode.{row.mode}')} {figures}"
        return Lane(
            mode=row.mode,
            ends=row.ends,
            amounts=(before, after),
            story=f"{axis_text(row, self.told)}: {'; '.join(uses)}",
            figures=figures,
        )

    def closings(self, difference: Difference) -> Mapping[str, str]:
        """Say of each site that closes otherwise by how much, or by which plan alone."""
        say = self.told.say
        names = {"before": difference.before.name, "after": difference.after.name}
        said = {}
        for closing in difference.closings:
            if closing.site not in self.ground.mission.site:
                continue
            if closing.before is None:
                said[closing.site] = say("compare.map.closes_now", **names)
            elif closing.days is None:
                said[closing.site] = say("compare.map.closes_no_more", **names)
            else:
                key = "earlier" if closing.days < 0 else "later"
                days = say.lasting(abs(closing.days))
                said[closing.site] = say(f"compare.map.{key}", days=days)
        return said

    def legend(self, found: Contrast, difference: Difference) -> Iterator[Sign]:
        """Yield what the signs of this map mean; those that it does not have are left out."""
        say = self.told.say
        names = (difference.before.name, difference.after.name)
        seen = {(lane.kind, lane.busier) for lane in found.lanes}
        for kind in reversed(KINDS):
            for busier, name in enumerate(names):
                if (kind, busier) in seen:
                    words = say(f"compare.map.{kind}", name=name)
                    yield Sign(name=words, drawn=_sample(kind, busier, found.tones))
        if found.closings:
            ring = tag("circle", r="8", class_="ring")
            dot = tag("g", mark("full", 4.0), class_="site full")
            spot = tag("svg", ring, dot, x="17", y="9", class_="spot")
            yield Sign(name=say("compare.map.ring"), drawn=spot)


def _sample(kind: str, busier: int, tones: tuple[int, int]) -> Markup:
    """Draw a band of a kind as the legend shows it."""
    low = {"unused": 0.0, "same": 1.0, "only": 0.0, "more": 1.0}[kind]
    high = low + (kind in {"more", "only"})
    amounts = (low, high) if busier else (high, low)
    lane = Lane(mode="road", ends=("", ""), amounts=amounts, story="", figures="")
    thick = SAMPLE if lane.apart else 1.6 if kind == "same" else 0.8
    return band(lane, tones, thick, x1="1", x2="33", y1="9", y2="9")


def axis_text(row: Traffic, told: Telling) -> str:
    """Name an axis by its ends and its mode."""
    origin, destination = map(told.site, row.ends)
    ends = told.say("leg_ends", origin=origin, destination=destination)
    return f"{ends} ({told.say(f'mode.{row.mode}')})"
