"""What a mission and a veil make of a language's words."""

from datetime import datetime

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.facts.veil import Veil
from exeunt.model.attempts import Attempt, Outcome
from exeunt.model.columns import columns
from exeunt.model.figures import Doctrine
from exeunt.model.mission import TABLES
from exeunt.model.prices import Prices
from exeunt.model.reason import Name, Reason
from exeunt.model.stores import Permission
from exeunt.words.words import Words, as_read, known_language, words
from tests.support.missions.report_samples import day, small_mission

WHEN = datetime(2023, 11, 9, 14, 30)
MISSION = small_mission()
LEAVE = Permission(permission="p", mode="road", where="alpha-hub", state="pending", grantor="Lands")


def test_words_of_a_short_mission_are_fine():
    assert words(small_mission(end=day(20))).fine
    assert not words(small_mission()).fine


@pytest.mark.parametrize(
    ("dates", "date", "by"),
    [
        ("full", "9 Nov 2023", "by 9 Nov 2023"),
        ("day", "9 Nov 2023", "by 9 Nov 2023"),
        ("week", "week of 6 Nov 2023", "by the week of 6 Nov 2023"),
        ("month", "November 2023", "by November 2023"),
        ("none", "a date not shown", "by a date not shown"),
    ],
)
def test_dates_are_as_coarse_as_the_veil(dates, date, by):
    say = Words("en", veil=Veil(dates=dates))
    assert (say.date(WHEN), say.by(WHEN)) == (date, by)
    assert say.between(WHEN, WHEN) == date
    assert say.date(None) == "–"


def test_only_words_of_a_short_mission_have_times_of_day():
    assert Words("en", fine=True).date(WHEN) == "9 Nov 2023, 14:30"
    assert Words("en", fine=True, veil=Veil(dates="day")).date(WHEN) == "9 Nov 2023"


def test_strengths_are_ranges_or_not_shown():
    ranged, hidden = (Words("en", veil=Veil(strengths=width)) for width in (100, 0))
    assert Words("en").strengths("convoy", 1) == "1 convoy"
    assert ranged.strengths("convoy", 1) == "0–99 convoys"
    assert ranged.strength(250) == "200–299"
    assert hidden.strength(250) == "not shown"


def test_money_under_a_veil_has_two_digits():
    veiled = Words("en", veil=Veil(routes="none"))
    assert veiled.cost(178_874, "USD") == "180,000 USD"
    assert veiled.cost(4_365_146, "USD") == "4.4 M USD"
    assert Words("en").cost(178_874, "USD") == "178,874 USD"


def test_how_long_a_vacuum_lasts_follows_from_no_coarse_date():
    assert Words("en").vacuum(0.5) == "12 hours of vacuum"
    assert Words("en", veil=Veil(dates="day")).vacuum(3.2) == "vacuum"
    assert Words("en", veil=Veil(dates="month")).vacuum(3.2) == "vacuum"


def test_a_veiled_leg_is_not_named_nor_is_who_grants_it():
    open_, veiled = Words("en"), Words("en", veil=Veil(routes="none"))
    assert open_.where(MISSION, "alpha-hub") == "Alpha – Hub"
    assert veiled.where(MISSION, "alpha-hub") == "one leg"
    assert (open_.grantor(MISSION, LEAVE), veiled.grantor(MISSION, LEAVE)) == ("Lands", "")
    assert veiled.where(MISSION, "port") == "Port"
    assert open_.where(MISSION, "nowhere") == "nowhere"
    assert open_.where(MISSION, "*") == "everywhere"


def test_an_import_is_of_its_supply():
    imports = Permission(permission="i", mode="import", where="fuel", state="granted")
    assert Words("en").permission(MISSION, imports) == "import of fuel"
    assert Words("en").permission(MISSION, LEAVE) == "anything by road, Alpha – Hub"


def test_a_veil_keeps_back_reasons_with_figures_but_not_those_without():
    bare, veiled = Words("en"), Words("en", veil=Veil(strengths=100))
    dear = Reason.of("why.not_worth", km=12, cost=9.0, worth=7.0)
    assert "costs 9 USD or more and would save 7 USD" in bare.reason(dear, MISSION)
    assert veiled.reason(dear, MISSION) == ""
    assert veiled.reason(Reason.of("why.not_moved"), MISSION) == "The plan does not move them."


def test_of_many_permissions_four_are_named():
    many = tuple(Permission(permission=f"p{n}", mode="road", state="pending") for n in range(1, 7))
    reason = Reason.of(
        "why.not_permitted", permissions=tuple(Name("permission", p.permission) for p in many)
    )
    text = Words("en").reason(reason, small_mission(permissions=many))
    assert "p1 (pending), p2 (pending), p3 (pending), p4 (pending) and 2 more" in text


def test_a_unit_is_in_words_with_the_missions_currency():
    assert Words("en").unit("currency/unit", "USD") == "\u202fUSD/unit"
    assert Words("fr").unit("currency/unit", "USD") == "\u202fUSD/unité"
    assert Words("en").unit("", "USD") == ""


def test_a_language_without_words_is_a_problem():
    with pytest.raises(InputError, match="must be one of: en, fr"):
        known_language("xx")


def test_a_mission_is_named_with_the_day_as_of_which_it_was_read():
    then = attrs.evolve(MISSION, as_of=datetime(2023, 7, 1))
    assert as_read(MISSION, words(MISSION)) == MISSION.name
    assert as_read(then, words(then)) == f"{MISSION.name} as known on 1 Jul 2023"
    assert "1er juil. 2023" in as_read(then, words(then, "fr"))


def test_a_mission_is_named_with_what_was_laid_over_it():
    course = attrs.evolve(MISSION, overlays=("a.toml", "b.toml"))
    assert as_read(course, words(course)) == f"{MISSION.name} with a.toml and b.toml"
    assert as_read(course, words(course, "fr")) == f"{MISSION.name} avec a.toml et b.toml"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_unit_of_the_contract_has_a_word(language):
    kinds = (*TABLES.values(), Doctrine, Prices)
    units = {column.unit for kind in kinds for column in columns(kind)}
    assert all(Words(language).unit(unit, "USD") for unit in units if unit)


@pytest.mark.parametrize(
    ("language", "numbers", "text"),
    [
        (
            "en",
            (2, 1),
            "3 movements leave Alpha towards an exit in time, and none can take one more: 2 are full and 1 has nobody aboard who could drive it.",
        ),
        (
            "en",
            (1, 0),
            "1 movement leaves Alpha towards an exit in time, and none can take one more: 1 is full.",
        ),
        (
            "fr",
            (1, 2),
            "3 mouvements partent d’Alpha vers une sortie à temps, et aucun ne peut rien prendre de plus : 1 est complet et 2 n’ont personne à bord pour le conduire.",
        ),
    ],
)
def test_what_was_tried_is_counted_in_the_right_number(language, numbers, text):
    codes = zip(("capacity", "no_driver"), numbers, strict=True)
    attempt = Attempt(
        item="carriers",
        site="alpha",
        outcome=Outcome.REFUSED,
        refusals=tuple((code, n) for code, n in codes if n),
    )
    (reason,) = attempt.reasons(small_mission())
    assert plain(Words(language).reason(reason, small_mission())) == plain(text)


def plain(text):
    """Return a text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
