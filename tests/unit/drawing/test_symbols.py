"""Military symbols."""

from exeunt.drawing.symbols import drawn, serial_code, site_code
from exeunt.papers.convoy_orders import strip_map
from tests.support.pages.paper_world import dossier


def test_symbols_are_drawn_and_have_codes():
    facts = dossier("tiny", symbols=True)
    assert {site_code(facts.mission, s) for s in facts.mission.sites} == {
        "10032000001208020000",
        "10032000001213000000",
        "",
    }
    assert {serial_code(m) for m in facts.movements} == {
        "10031000001636000000",
        "10030100001102000000",
    }
    for code in ("10032000001208020000", "10031000001636000000"):
        svg, width, height = drawn(code, 20.0)
        assert svg.startswith("<svg x=")
        assert width > height > 10
    plain, marked = (
        strip_map.strip_maps(dossier("tiny", symbols=s), facts.movements[0])[0].svg
        for s in (False, True)
    )
    assert marked.count("<svg ") == plain.count("<svg ") + 4
