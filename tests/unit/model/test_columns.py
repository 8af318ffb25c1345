"""The contract's building block: columns in order, languages, words that become members."""

import attrs
import pytest

from exeunt.model.choices import Mode
from exeunt.model.columns import PROVENANCE, Row, column, columns, header_in, text_in
from exeunt.model.mission import TABLES
from exeunt.model.stores import Permission


@attrs.frozen(kw_only=True)
class Bridge(Row):
    """A table of one column of its own."""

    span: float = column("number", {"en": "Span", "fr": "Portée"}, "Its length.", unit="m")


@pytest.mark.parametrize("row_class", TABLES.values())
def test_where_a_row_s_figures_come_from_stands_behind_what_it_is_about(row_class: type) -> None:
    names = [column.name for column in columns(row_class)]
    assert tuple(names[-len(PROVENANCE) :]) == PROVENANCE


def test_a_column_without_a_default_is_required() -> None:
    span, *provenance = columns(Bridge)
    assert span.required
    assert not any(column.required for column in provenance)


def test_a_text_is_english_where_a_language_has_none() -> None:
    span = columns(Bridge)[0]
    assert [header_in(span, language) for language in ("en", "fr", "xx")] == [
        "Span",
        "Portée",
        "Span",
    ]
    assert text_in({}, "fr") == ""


def test_plain_words_stand_beside_those_of_an_enum_and_unknown_ones_stay() -> None:
    def mode(word: str) -> object:
        return Permission(permission="p", mode=word, state="granted").mode

    assert mode("road") is Mode.ROAD
    assert [mode(word) for word in ("import", "*", "camel")] == ["import", "*", "camel"]


def test_a_guess_is_named_or_all_of_a_row_is_one() -> None:
    assert Bridge(span=1, assumed=("span",)).is_assumed("span")
    assert Bridge(span=1, assumed=("*",)).is_assumed("span")
    assert not Bridge(span=1, assumed=("note",)).is_assumed("span")
