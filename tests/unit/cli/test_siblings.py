"""Things of one kind are said together."""

import pytest

import exeunt
from exeunt.cli.siblings import gathered, kind_of, line_of, lines_of, parted, refused
from exeunt.errors import Problem
from exeunt.model.outcome import Finding, Violation
from exeunt.model.reason import Reason
from exeunt.words.words import Words


def doubt(lot: str, key: str = "sense.must_fit") -> Finding:
    return Finding(place=f"lots.csv {lot}", field="mass_t", got="9 t", expected=Reason.of(key))


def test_lots_that_nothing_lifts_do_not_hide_the_date_that_is_wrong():
    many = [doubt(f"l{n}") for n in range(40)]
    other = Finding(place="sites.csv a", field="close_by", expected=Reason.of("sense.after"))
    lines = lines_of([*many, other], [f"said {n}" for n in range(41)])
    shown = gathered(lines, Words(), where="--all")
    assert shown == [
        "said 0",
        "said 1",
        "said 2",
        "… and 37 more of this kind (l3, l4, l5, l6 …): --all",
        "said 40",
    ]
    assert len(gathered(lines, Words(), everything=True)) == 41


def test_four_of_a_kind_are_said_as_they_are():
    problems = [exeunt.Problem(place=f"loads.csv row {n}", expected="must be") for n in range(4)]
    assert len(gathered(problems, Words())) == 4
    assert gathered(problems, Words())[-1] == "loads.csv row 3: must be"


@pytest.mark.parametrize(
    ("place", "parts"),
    [
        ("lots.csv row 7", ("lots.csv", "row 7")),
        ("lots.csv stores", ("lots.csv", "stores")),
        ("sheet lots row 7", ("sheet lots", "row 7")),
        ("mission.toml", ("mission.toml", "")),
    ],
)
def test_a_place_is_a_table_and_a_row(place, parts):
    assert parted(place) == parts


def test_violations_of_a_rule_are_of_a_kind_where_they_ask_the_same():
    def violation(what: str) -> Violation:
        message = Reason.of("breach.message_plan", what=Reason.of(what), needed=1, found=2)
        return Violation(rule="beds", where="a", when=None, needed=1, found=2, message=message)

    assert kind_of(violation("breach.beds.what")) == kind_of(violation("breach.beds.what"))
    assert kind_of(violation("breach.beds.what")) != kind_of(violation("breach.yard.what"))


def test_refused_input_is_told_in_the_language_and_those_of_a_kind_together():
    problems = [
        Problem(
            place=f"sites.csv row {n}", field="lat", got="x", expected="must be a finite number"
        )
        for n in range(2, 12)
    ]
    lines = refused(problems, Words("fr"))
    assert lines[0].text == (
        "sites.csv ligne 2 lat\u00a0: «\u00a0x\u00a0»\u00a0; doit être un nombre fini"
    )
    assert {line.kind for line in lines} == {line_of(problems[0]).kind}
    assert len(gathered(lines, Words("fr"))) < len(problems)
