"""The feasibility arithmetic in the sentences of each language."""

import re
from datetime import timedelta
from functools import cache

import attrs
import pytest

from exeunt.feasible.axes import axes
from exeunt.feasible.proofs import NO_WAY
from exeunt.model.feasibility import AIR, IMPOSSIBLE, Feasibility
from exeunt.model.mission import Mission
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.shipped import names
from exeunt.words.catalogue import LANGUAGES
from exeunt.words.feasibility import axis_headers, axis_table, site_headers, site_table
from exeunt.words.feasibility_sentences import lines, reasons, verdict_words
from exeunt.words.words import words
from tests.support.missions.shipped_missions import shipped_axes, shipped_mission

ENGLISH = re.compile(
    r"\b(the|at most|can|cannot|out|axis|loads?|people|weeks?|days?|and|by|trucks|escorts|done|never"
    r"|short|asked|granted|refused|river|road|units?)\b",
    re.IGNORECASE,
)


@cache
def hard_pressed(name: str) -> tuple[Mission, Feasibility]:
    """Return a shipped mission with a deadline that cannot be kept: everything is then said."""
    mission = shipped_mission(name)
    deadline = mission.start + (mission.deadline - mission.start) / 12
    mission = attrs.evolve(mission, deadline=deadline)
    return mission, axes(mission)


def everything(mission: Mission, found: Feasibility, language: str) -> str:
    say = words(mission, language)
    rows = [axis_headers(say), *axis_table(mission, found, say)]
    rows += [site_headers(say), *site_table(mission, found, say)]
    verdicts = [verdict_words(v, say) for v in (found.verdict, found.kit_verdict)]
    text = "\n".join([*lines(mission, found, say), *verdicts, *("\t".join(row) for row in rows)])
    given = [s.name for s in mission.sites] + [p.name for p in mission.parties]
    given += [lot.item for lot in mission.lots]
    for name in sorted({n for n in given if n}, key=len, reverse=True):
        text = text.replace(name, "X")
    return text


BY_AIR_OR_WITHOUT_KIT = {"kabul-2021", "lebanon-2006"}
"""Missions in which no kit goes by surface: what is short of time there is people."""


@pytest.mark.parametrize("name", names())
def test_french_has_no_english(name: str) -> None:
    mission, found = hard_pressed(name)
    if name in BY_AIR_OR_WITHOUT_KIT:
        assert not found.possible
    else:
        assert found.kit_verdict == IMPOSSIBLE
    assert ENGLISH.findall(everything(mission, found, "fr")) == []
    assert ENGLISH.findall(everything(mission, found, "en"))


@pytest.mark.parametrize("name", names())
def test_every_language_says_as_much(name: str) -> None:
    mission, found = hard_pressed(name)
    said = [lines(mission, found, words(mission, language)) for language in LANGUAGES]
    assert len({len(sentences) for sentences in said}) == 1
    assert len(set(said)) == len(LANGUAGES)


@pytest.mark.parametrize(
    ("reason", "english", "french"),
    [
        (
            Reason.of("feasible.party_late", n=1, party="cook", when=NO_WAY),
            "1 person of cook cannot be out at all: no open and permitted way leads out.",
            (
                "1 personne de cook ne peut être sortie du tout : "
                "aucune voie ouverte et autorisée ne mène dehors."
            ),
        ),
        (
            Reason.of("feasible.floor_open", n=1, site=Name("site", "alpha")),
            "Alpha stays open and keeps 1 armed person whose destination is elsewhere.",
            "Alpha reste ouvert et retient 1 militaire armé dont la destination est ailleurs.",
        ),
        (
            Reason.of("feasible.lots_late", n=1200, lots=2),
            "Nor can 1,200 units of 2 other lots.",
            "1 200 unités de 2 autres lots ne le peuvent pas non plus.",
        ),
    ],
)
def test_a_proof_in_two_languages(reason: Reason, english: str, french: str) -> None:
    mission = shipped_mission("tiny")
    assert reasons((reason,), mission, words(mission, "en")) == [english]
    (said,) = reasons((reason,), mission, words(mission, "fr"))
    assert re.sub(r"[\u00a0\u202f]", " ", said) == french


def test_many_places_are_counted_and_far_dates_have_their_year() -> None:
    mission = shipped_mission("mali-2023")
    sites = tuple(Name("site", s.site) for s in mission.sites[:6])
    reason = Reason.of(
        "feasible.people_cut",
        n=2,
        places=sites,
        most=1,
        way=Reason.of("feasible.way.all"),
        when=Reason.of("feasible.when.not_before", at=mission.deadline + timedelta(days=366)),
    )
    (said,) = reasons((reason,), mission, words(mission, "en"))
    first = ", ".join(s.name for s in mission.sites[:3])
    assert said.startswith(f"Of 2 people at {first} and 3 other sites at most 1 can be out by all")
    assert said.endswith("all of them not before 1 Jan 2025.")


def test_what_is_only_asked_for_is_said_with_its_if() -> None:
    mission = shipped_mission("tiny")
    found = axes(mission)
    asked = tuple(
        attrs.evolve(a, permission="asked", people_permission="asked") for a in found.axes
    )
    never = tuple(attrs.evolve(a, people_done=None) for a in found.axes if a.mode == AIR)
    shut = tuple(attrs.evolve(a, permission="refused") for a in found.axes)
    say = words(mission, "en")

    def text(changed: tuple[object, ...]) -> str:
        return " ".join(lines(mission, attrs.evolve(found, axes=changed), say))

    assert "not yet permitted, if it is done 9 Jan 00:00; in time." in text(asked)
    assert "never done while it is open" in text(never)
    assert "closed or not permitted before the deadline" in text(shut)


@pytest.mark.parametrize("name", names())
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_called_late_beside_a_verdict_that_shows_nothing(name, language) -> None:
    mission, found = shipped_mission(name), shipped_axes(name)
    text = " ".join(lines(mission, found, words(mission, language)))
    assert found.verdict != IMPOSSIBLE
    assert not re.search(r"\d days? late|jours? de retard", text)


def test_kit_too_slow_by_the_shortest_ways_is_tight_and_not_simply_possible() -> None:
    mission = shipped_mission("port-run")
    found = axes(mission)
    text = " ".join(lines(mission, found, words(mission, "en")))
    assert "not shown impossible, but tight: by the shortest ways" in text
    assert "it would take until 15 Mar 02:45" in text
    assert "alone it would take until 14 Mar 14:14" in text
    never = tuple(attrs.evolve(a, done=None, shortfall_loads=1) for a in found.axes if a.loads)
    said = lines(mission, attrs.evolve(found, axes=never), words(mission, "en"))
    assert "not all of it can go" in said[1]
    proven = attrs.evolve(found, verdict=IMPOSSIBLE, kit_verdict=IMPOSSIBLE)
    assert "days late" in " ".join(lines(mission, proven, words(mission, "en")))


def test_one_day_is_not_called_days() -> None:
    mission = shipped_mission("tiny")
    mission = attrs.evolve(mission, deadline=mission.start + timedelta(days=1))
    found = axes(mission)
    assert "; days available: 1." in " ".join(lines(mission, found, words(mission, "en")))
    assert "jours disponibles : 1." in re.sub(
        r"[\u00a0\u202f]", " ", " ".join(lines(mission, found, words(mission, "fr")))
    )


def test_no_kit_needs_no_verdict() -> None:
    mission = shipped_mission("lebanon-2006")
    assert "shippable" not in " ".join(lines(mission, axes(mission), words(mission, "en")))


def test_an_axis_is_named_by_where_it_leads() -> None:
    mission = shipped_mission("tiny")
    said = lines(mission, axes(mission), words(mission, "en"))
    assert any(s.startswith("Alpha → Bravo: 29 loads") for s in said)
    assert any(s.startswith("Bravo → Port: 29 loads") for s in said)


def test_the_permission_that_blocks_is_named() -> None:
    mission = shipped_mission("tiny")
    asked = Permission(permission="p1", mode="road", where="*", payload="cargo", state="unanswered")
    blocked = attrs.evolve(mission, permissions=(asked,))
    said = lines(blocked, axes(blocked), words(blocked, "en"))
    loads = next(s for s in said if s.startswith("Bravo → Port: 29 loads"))
    assert "not yet permitted" in loads
    assert "What blocks it: cargo by road, everywhere (unanswered)." in loads
    people = next(s for s in said if s.startswith("Bravo → Port: 30 people"))
    assert "What blocks it" not in people


def test_short_missions_have_their_rates_by_the_day_in_tables_too() -> None:
    mission = shipped_mission("tiny")
    say = words(mission, "en")
    assert "A day" in axis_headers(say)
    assert "A week" not in axis_headers(say)
    (row,) = [r for r in axis_table(mission, axes(mission), say) if r[0] == "Bravo → Port"]
    assert row[3] == "2.9"
