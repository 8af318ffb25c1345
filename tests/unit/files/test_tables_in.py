"""Rows of a table: what is skipped, what is kept, what decides."""

import attrs
import pytest

from exeunt.errors import InputError
from exeunt.files.missions import read_mission, write_mission
from tests.support.files.sample_files import (
    LEGS,
    MISSION,
    SITES_CSV,
    problems,
    put_rows,
    rows_of,
    small,
    the_problem,
)


def site(tmp_path, header="", row="", **tables):
    """Read the first site of a mission whose header and first row have something more."""
    sites = f"site,name,lat,lon,role{header and ',' + header}\nalpha,Alpha,18.4408,1.4075,base{header and ',' + row}\n"
    return read_mission(small(tmp_path / "m", sites=sites, **tables)).sites[0]


def test_blank_total_and_comment_rows_are_skipped(tmp_path):
    extra = ",,,,\n-,,,,\n# a comment,,,,\nTOTAL,,,,\nSous-total Nord,3,,,\nSomme :,,,,\n"
    assert len(read_mission(small(tmp_path / "m", sites=SITES_CSV + extra)).sites) == 2


def test_a_lone_note_below_is_one_problem(tmp_path):
    problem = the_problem(small(tmp_path / "m", sites=SITES_CSV + "Figures of June\n"))
    assert "whole row" in problem.expected
    assert "`# `" in problem.hint


@pytest.mark.parametrize(
    "word",
    ["", "N/A", "n/a", "-", "\u2013", "TBC", "TBD", "\u00e0 confirmer", "A CONFIRMER", "s.o."],
)
def test_words_for_nothing(tmp_path, word):
    assert site(tmp_path, "beds,receiver", f"{word},{word}").beds is None
    problem = the_problem(small(tmp_path / "n", sites=f"site,lat,lon,role\nalpha,{word},2,base\n"))
    assert "must be given" in problem.expected
    assert problem.field == "lat"


def test_source_and_note_are_kept_as_they_stand(tmp_path):
    found = site(tmp_path, "source,note,assumed", "TBC,-,beds; Lits; yard_teu")
    assert (found.source, found.note, found.assumed) == ("TBC", "-", ("beds", "yard_teu"))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("yes", ("*",)),
        ("oui", ("*",)),
        ("*", ("*",)),
        ("x", ("*",)),
        ("no", ()),
        ("Beds; runway", ("beds", "runway")),
    ],
)
def test_assumed(tmp_path, text, fields):
    assert site(tmp_path, "assumed", text).assumed == fields


def test_assumed_names_columns_there_are(tmp_path):
    with pytest.raises(InputError, match="beds"):
        site(tmp_path, "assumed", "bedz")


def test_keys_stand_once(tmp_path):
    problem = the_problem(small(tmp_path / "m", sites=SITES_CSV + "Alpha,,1,2,base\n"))
    assert problem.place == "sites.csv row 4"
    assert "sites.csv row 2" in problem.hint
    problem = the_problem(
        small(
            tmp_path / "n",
            supplies="supply,site,stock\nfuel,alpha,1\nwater,alpha,1\nfuel,alpha,2\n",
        )
    )
    assert problem.got == "fuel / alpha"


def test_things_named_in_one_column_have_names_apart(tmp_path):
    found = problems(small(tmp_path / "m", legs=LEGS + "alpha,alpha,home,road,150,2\n"))
    assert "site as well" in found[0].expected
    parties, lots = (
        "party,site,count,population\np,alpha,3,troops\n",
        "lot,site,quantity,mass_t,teu,kit_class,owner\np,alpha,1,1,1,general,mission\n",
    )
    assert (
        "a party as well" in the_problem(small(tmp_path / "n", parties=parties, lots=lots)).expected
    )
    assert (
        "meaning of its own"
        in the_problem(small(tmp_path / "o", sites=SITES_CSV + "road,,1,2,hub\n")).expected
    )


def test_columns_can_be_deleted_and_moved(tmp_path):
    write_mission(MISSION, tmp_path / "m")
    rows = rows_of(tmp_path / "m" / "parties.csv")
    keep = [
        i for i, name in enumerate(rows[0]) if name in {"party", "site", "count", "population"}
    ][::-1]
    put_rows(tmp_path / "m" / "parties.csv", [[row[i] for i in keep] for row in rows])
    found = read_mission(tmp_path / "m")
    assert [p.count for p in found.parties] == [900, 40]
    assert attrs.evolve(found, parties=MISSION.parties) == MISSION
