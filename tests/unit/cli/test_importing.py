"""The command that imports."""

import json

import pytest

from tests.support.files.exports import acled, saved, survey
from tests.support.files.tracks import collection, feature


def test_what_was_done_is_said_and_the_mission_still_makes_sense(invoke, tmp_path):
    path = saved(tmp_path / "m")
    file = acled(tmp_path / "e.csv", {}, {"event_id_cnty": "XXX2", "latitude": ""})
    done = invoke("import", "acled", file, path)
    assert done.exit_code == 0
    assert "sample gains 1 incident." in done.stdout
    assert "does not let its data be passed on" in done.stdout
    assert f"Written: {path}" in done.stdout
    assert 'e.csv row 3: got "XXX2", was left out: it has no position' in done.stderr
    assert "traverses_per_month" in done.stderr
    assert invoke("check", path).exit_code == 0


def test_lines_of_a_map_become_legs(invoke, tmp_path):
    path = saved(tmp_path / "m.xlsx", legs=(), incidents=())
    features = (
        feature("LineString", [[0, 16], [1, 16.1]], highway="trunk"),
        feature("LineString", [[1, 16.1], [2, 16]], highway="trunk"),
        feature("Point", [1, 16.1], name="Milestone"),
    )
    (tmp_path / "f.geojson").write_text(collection(*features, license="ODbL"))
    done = invoke("import", "geojson", tmp_path / "f.geojson", path, "--role", "hub")
    assert done.exit_code == 0, done.stderr
    assert "sample gains 1 site, 2 legs." in done.stdout
    assert invoke("check", path).exit_code == 0
    done = invoke("import", "geojson", tmp_path / "f.geojson", path, "--lang", "fr")
    assert done.exit_code == 1
    assert "la mission l'a déjà" in done.stderr


def test_submissions_of_a_survey_become_sites(invoke, tmp_path):
    path, file = saved(tmp_path / "m"), survey(tmp_path / "s.csv", {})
    done = invoke("import", "kobo", file, path, "--column", "note=interviewer")
    assert done.exit_code == 0, done.stderr
    assert "sample gains 1 site." in done.stdout
    assert "delta-nord,Delta Nord,16.5,1.25,base" in (path / "sites.csv").read_text()
    assert invoke("import", "kobo", file, path, "--column", "x=y").exit_code == 2
    assert invoke("import", "kobo", file, path, "--column", "name").exit_code == 2


def test_a_dry_run_says_so_in_french(invoke, tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    done = invoke("import", "acled", file, path, "--dry-run", "--lang", "fr")
    assert done.exit_code == 0
    assert "sample gagne 1 incident." in done.stdout
    assert "Rien n'a été écrit" in done.stdout
    assert "compté sur alpha-bravo" in done.stderr


def test_nothing_new_is_a_no(invoke, tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {"latitude": "1"})
    done = invoke("import", "acled", file, path)
    assert done.exit_code == 1
    assert "Nothing in e.csv is new to sample." in done.stdout


def test_json_has_rows_remarks_and_terms(invoke, tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    done = invoke("import", "acled", file, path, "--json", "--dry-run", "--lang", "fr")
    told = json.loads(done.stdout)
    (row,) = told["added"]["incidents"]
    assert (row["incident"], row["where"], row["date"]) == (
        "acled-XXX1",
        "alpha-bravo",
        "2023-05-06T00:00:00",
    )
    assert told["out"] is None
    assert told["dry_run"]
    assert "acleddata.com" in told["terms"]
    assert any("straight line" in remark["message"] for remark in told["remarks"])


@pytest.mark.parametrize(
    "options", [("--dates", "x"), ("--leg-km", "0"), ("--since", "soon"), ("--precision", "0")]
)
def test_options_that_mean_nothing_are_bad_usage(invoke, tmp_path, options):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    assert invoke("import", "acled", file, path, *options).exit_code == 2


def test_an_unknown_language_is_bad_usage_before_anything_is_written(invoke, tmp_path):
    path, file = saved(tmp_path / "m"), acled(tmp_path / "e.csv", {})
    before = (path / "incidents.csv").read_bytes()
    assert invoke("import", "acled", file, path, "--lang", "de").exit_code == 2
    assert (path / "incidents.csv").read_bytes() == before


def test_a_file_that_is_no_export_is_bad_input(invoke, tmp_path):
    (tmp_path / "e.csv").write_text("")
    done = invoke("import", "acled", tmp_path / "e.csv", saved(tmp_path / "m"))
    assert done.exit_code == 2
    assert "empty file" in done.stderr


def test_options_reach_the_import(invoke, tmp_path):
    path = saved(tmp_path / "m")
    file = acled(
        tmp_path / "e.csv",
        {
            "event_type": "Protests",
            "geo_precision": "3",
            "event_date": "06/05/2021",
            "latitude": "16.3",
        },
    )
    options = ("--also", "protests", "--precision", "3", "--since", "2021-01-01", "--leg-km", "50")
    done = invoke("import", "acled", file, path, *options, "--dates", "day-first", "--doubles")
    assert done.exit_code == 0, done.stderr
    assert "acled-XXX1,2021-05-06" in (path / "incidents.csv").read_text()
