"""The first sheet of a printed report holds whatever the plan: long names, many points, both languages."""

import pytest

from exeunt.model.forces import Party
from exeunt.model.legs import Leg
from exeunt.model.outcome import Violation
from exeunt.model.places import Site
from exeunt.model.plan import Closure, Plan, Record, Request, Terms
from exeunt.model.reason import Reason
from exeunt.model.stores import Permission
from tests.support.missions.report_samples import day, small_mission
from tests.support.pages.written import html
from tests.support.programs.installed import OUT
from tests.support.programs.visits import Visit

pytestmark = pytest.mark.programs

HEIGHT = 1032
"""What a sheet of A4 has between margins of 12 mm, in CSS pixels."""
LONG = (
    "Base opérationnelle avancée de la compagnie de protection mixte du secteur septentrional n° {}"
)
SHORT = "Post {}"


def mission(name, sites, *, described):
    """A mission of many sites, permissions and parties, each called by the pattern of ``name``."""
    bases = tuple(
        Site(
            site=f"s{n}",
            name=name.format(n),
            lat=16.0 + n / 10,
            lon=0.0 + n / 7,
            role="base",
            stays_open=n % 4 == 3,
            receiver=name.format(f"{n} R"),
            receiver_ready=day(25),
        )
        for n in range(sites)
    )
    port = Site(site="port", name="Port", lat=14.0, lon=3.0, role="exit")
    return small_mission(
        title=name.format("0, and what it holds until the end of its mandate"),
        description=(name.format("and others") + ". ") * 8 if described else "",
        currency="XOF",
        sites=(*bases, port),
        legs=tuple(
            Leg(
                leg=f"l{n}", origin=f"s{n}", destination="port", mode="road", km=300, travel_hours=9
            )
            for n in range(sites)
        ),
        parties=tuple(
            Party(
                party=f"p{n}",
                name=name.format(f"P{n}"),
                site=f"s{n}",
                count=1_000 + 37 * n,
                population="troops",
            )
            for n in range(sites)
        ),
        lots=(),
        fleets=(),
        air_fleets=(),
        permissions=tuple(
            Permission(
                permission=f"a{n}",
                mode="road",
                where=f"l{n}",
                grantor=name.format(f"G{n}"),
                state="unanswered",
                lead_days=1,
            )
            for n in range(sites)
        ),
    )


def plan(sites, *, closing):
    """Nobody moves, everything is asked for, and ``closing`` sites close before they are taken over."""
    return Plan(
        record=Record(version="0", seed=0, mission_hash="0" * 12, bound=1.0),
        closures=tuple(
            Closure(site=f"s{n}", close=day(2 + n)) for n in range(closing) if n % 4 != 3
        ),
        requests=tuple(Request(permission=f"a{n}", ask_by=day(1 + n % 9)) for n in range(sites)),
    )


def broken(times):
    return tuple(
        Violation(
            rule=rule,
            where="s0",
            when=None,
            needed="10 people",
            found="3 people",
            message=Reason.of("text", text="too few"),
        )
        for rule in ("holding_floor", "stocks")
        for _ in range(times)
    )


CASES = {
    "long": (LONG, 24, 24, True, broken(600)),
    "unbroken": ("X" * 70 + "{}", 24, 9, True, broken(1)),
    "short": (SHORT, 60, 13, False, ()),
    "open": (LONG, 24, 0, False, ()),
}


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("case", CASES)
def test_whatever_the_plan_the_first_sheet_is_enough(browsers, case, language):
    name, sites, closing, described, violations = CASES[case]
    made = mission(name, sites, described=described)
    terms = Terms(
        casualties_move=12_345.678,
        casualties_site=98_765.432,
        money=1.234e14,
        value_lost=9.876e13,
    )
    text = html(
        made, plan(sites, closing=closing), terms=terms, violations=violations, language=language
    )
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"first-sheet-{case}-{language}.html"
    path.write_text(text, encoding="utf-8")
    with Visit(browsers[False], path) as visit:
        page = visit.page
        page.emulate_media(media="print")
        page.set_viewport_size({"width": 703, "height": HEIGHT})
        high = page.evaluate(
            "() => document.querySelector('.first').getBoundingClientRect().height"
        )
        assert high <= HEIGHT
        # The room is used: a sheet half empty would have places for what it counts.
        counted = page.locator(".points .nil").count()
        assert high > HEIGHT / 2 or not counted
