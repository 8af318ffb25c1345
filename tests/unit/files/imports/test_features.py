"""What properties say in a mission's own words."""

from exeunt.files.imports.features import Source, last_part, renamed, text_of, values_of
from exeunt.files.notes import Notes
from exeunt.model.places import Site
from tests.support.files.exports import remarked


def values(properties, but=()):
    notes = Notes()
    return values_of(Site, properties, place="x", but=but, notes=notes), remarked(notes)


def test_properties_are_columns_by_their_names_in_any_language_and_group():
    said = {
        "Lits": "300",
        "camp/Piste": "laterite",
        "yard (TEU)": 12.5,
        "phone": "12",
        "Parking avions": None,
    }
    found, remarks = values(said)
    assert found == {"beds": 300, "runway": "unpaved"} | {
        k: v for k, v in found.items() if k == "yard_teu"
    }
    assert remarks == {}


def test_properties_named_for_fields_are_these():
    said = {"a/code": "1", "b/code": "2", "note": "n", "name": "m"}
    assert renamed(said, [("site", "CODE")]) == {"site": "1", "b/code": "2"} | {
        k: said[k] for k in ("note", "name")
    }
    swapped = renamed(said, [("name", "note"), ("note", "name")])
    assert (swapped["name"], swapped["note"]) == ("n", "m")
    twice = renamed({"code": "7"}, [("site", "code"), ("name", "code")])
    assert twice == {"site": "7", "name": "7"}


def test_the_own_name_of_a_column_comes_before_others():
    assert values({"place": "town", "name": "Gao"})[0] == {"name": "Gao"}
    assert values({"place": "town"}, but=("name",))[0] == {}


def test_what_cannot_be_read_is_left_out_and_said():
    assert values({"beds": "many", "runway": "ice"}) == (
        {},
        {"imports.field": 1} | {"imports.field": 1},
    )
    notes = Notes()
    values_of(Site, {"beds": "many", "runway": "ice"}, place="x", but=(), notes=notes)
    assert [finding.field for finding in notes.remarks] == ["beds", "runway"]


def test_texts_and_names():
    assert text_of({"a/Name": " x  y ", "nom": "z"}, "title", "name") == "x y"
    assert text_of({"name": "N/A"}, "name") == ""
    assert last_part("a/b/c") == "c"
    assert Source(file="f", rights="ODbL").text == "f; ODbL"
    assert Source(file="f").text == "f"
