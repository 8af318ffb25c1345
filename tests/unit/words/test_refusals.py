"""What is refused is said in the reader's language: every sentence of reading, writing and importing has its French."""

import ast
import re
from pathlib import Path

import pytest

import exeunt
from exeunt.errors import Problem
from exeunt.words.catalogue import catalogue
from exeunt.words.problems import on_a_line
from exeunt.words.refusals import known_as, placed, refusal, translated
from exeunt.words.words import Words

ENGLISH, FRENCH = Words("en"), Words("fr")
SOURCE = Path(exeunt.__file__).parent
ROOMS = ("api", "documents", "files", "invent", "units")
"""Rooms that refuse in sentences; the others hand on reasons."""
FILLINGS = ("7", "a word")


def templates(tree):
    """Yield what a module expects and advises, each with its blanks filled in several ways, and the line."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="expected" | "hint", value=value):
                yield from filled(value)
            case ast.Assign(targets=[ast.Name(id="expected" | "hint")], value=value):
                yield from filled(value)
            case ast.Constant(value=str(text)) if re.match(r"(must|is ambiguous:) [^\n]*$", text):
                yield node.lineno, {text}


def filled(node):
    """Yield a sentence that stands in the source as itself or with blanks, whichever of two are meant."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield node.lineno, {text}
        case ast.JoinedStr(values=values):
            yield node.lineno, {"".join(pieces(values, filling)) for filling in FILLINGS}
        case ast.IfExp(body=body, orelse=orelse):
            yield from filled(body)
            yield from filled(orelse)
        case ast.BoolOp(values=values):
            for value in values:
                yield from filled(value)


def pieces(values, filling):
    for value in values:
        yield value.value if isinstance(value, ast.Constant) else filling


def parts_of_sentences(tree):
    """Return the texts that stand within a sentence with blanks: they are no sentences by themselves."""
    return {
        value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr)
        for value in node.values
        if isinstance(value, ast.Constant)
    }


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_a_room_is_in_the_catalogue(room):
    missing, seen = [], 0
    for path in sorted((SOURCE / room).rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        within = parts_of_sentences(tree)
        for line, ways in templates(tree):
            seen += 1
            if not ways & within and not any(map(known_as, ways)):
                missing.append(f"{path.relative_to(SOURCE)} {line}: {min(ways)}")
    assert seen
    assert missing == []


def test_every_sentence_is_known_again_with_what_fills_it():
    for key, text in catalogue("en").items():
        if not key.startswith("refused."):
            continue
        given = {"n": "4", "m": "12", "a": "gao", "b": "kidal", "c": "menaka"}
        asked = ENGLISH(key, **given)
        known, found = known_as(asked)
        assert ENGLISH(known, **found) == asked
        if "{" not in text:
            assert catalogue("fr")[known] == translated(asked, FRENCH)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("must be 0 or more", "doit être 0 ou plus"),
        ("must be a whole number in people", "doit être un nombre entier en personnes"),
        ("must be a number in km", "doit être un nombre en km"),
        ("must be a site that exists", "doit être un site qui existe"),
        ("must be at most 200 characters", "doit avoir au plus 200 caractères"),
        ("such as gao, kidal", "par exemple gao, kidal"),
        ("did you mean 'gao'?", "vouliez-vous dire 'gao'\u00a0?"),
        ("must be -90 to 90", "doit être de -90 à 90"),
        ("what no catalogue has", "what no catalogue has"),
    ],
)
def test_a_sentence_with_its_fillings_in_french(english, french):
    assert translated(english, FRENCH) == french


def test_names_and_what_stood_there_stay_as_they_are():
    problem = Problem(
        place="sites.csv row 7",
        field="holding_people",
        got="must be given",
        expected="must be 0 or more",
        hint="did you mean 'must'?",
    )
    told = refusal(problem, FRENCH)
    assert (told.field, told.got) == (problem.field, problem.got)
    assert on_a_line(told, FRENCH) == (
        "sites.csv ligne 7 holding_people\u00a0: «\u00a0must be given\u00a0»\u00a0; "
        "doit être 0 ou plus (vouliez-vous dire 'must'\u00a0?)"
    )
    assert on_a_line(refusal(problem, ENGLISH), ENGLISH) == str(problem)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("sites.csv row 7", "sites.csv ligne 7"),
        ("sheet sites row 7", "feuille sites ligne 7"),
        ("legs.csv header", "legs.csv en-tête"),
        ("output", "sortie"),
        ("folder/row/mission", "folder/row/mission"),
    ],
)
def test_places_in_french(english, french):
    assert placed(english, FRENCH) == french
