"""The report in a real browser: what it asks for, what it shows, what happens when somebody uses it, whether all can."""

import itertools
import re
import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe

from exeunt.words.catalogue import catalogue
from tests.support.programs.installed import program
from tests.support.programs.visits import MOVE, SIZES, Visit

pytestmark = pytest.mark.programs

MISSIONS = ("tiny", "port-run", "mali-2023", "littoral")
SHEET = {"width": 703, "height": 1032}
"""What a sheet of A4 has between margins of 12 mm, in CSS pixels."""


def say(language, key):
    return catalogue(language)[key]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", MISSIONS)
def test_no_request_leaves_the_page_and_nothing_is_refused(browsers, reports, name, language):
    path, graphics = reports(name, language), language == "en"
    with Visit(browsers[graphics], path) as visit:
        page = visit.alive() if graphics else visit.page
        page.locator("[data-play]").click()
        page.wait_for_timeout(1500)
        page.locator("[data-open='1']").click()
        page.locator("[data-zoom='2']").click()
        page.mouse.wheel(0, 4000)
        assert {url.split(":")[0] for url in visit.asked} <= {"file", "blob", "data"}
        assert [url for url in visit.asked if url.startswith("file")] == [path.as_uri()]
        known = ("GPU stall", "GL Driver") if graphics else ("WebGL",)
        assert [text for text in visit.said if not any(words in text for words in known)] == []


def test_the_map_shows_the_chosen_time_and_tells_stories(browsers, reports):
    with Visit(browsers[True], reports("mali-2023")) as visit:
        page = visit.alive()
        assert page.locator("#moment").inner_text().startswith("Whole plan")
        before = page.locator("#live-map canvas").screenshot()
        seen = set()
        for share in (0.1, 0.3, 0.5):
            page.evaluate(MOVE, share)
            page.wait_for_timeout(700)
            seen.add(
                (
                    page.locator("#moment").inner_text(),
                    page.locator("#week h3").inner_text(),
                    page.locator("#live-map canvas").screenshot(),
                )
            )
        assert (
            len({moment for moment, _, _ in seen})
            == len({week for _, week, _ in seen})
            == len({picture for _, _, picture in seen} | {before}) - 1
            == 3
        )
        page.evaluate(MOVE, 0.2)
        page.locator("#week button").filter(has_text=re.compile(r"^C-\d+")).first.click()
        assert re.match(r"C-\d+", page.locator("#story h3").inner_text())
        assert "Aboard" in page.locator("#story").inner_text()
        page.locator("#story .back").click()
        assert "Choose a site" in page.locator("#story").inner_text()


def test_a_click_on_the_map_tells_the_story_of_what_is_there(browsers, reports):
    with Visit(browsers[True], reports("mali-2023")) as visit:
        page = visit.alive()
        box = page.locator("#live-map").bounding_box()
        found = set()
        for x, y in itertools.product(range(3, 58, 3), repeat=2):
            page.mouse.click(box["x"] + box["width"] * x / 60, box["y"] + box["height"] * y / 60)
            if page.locator("#story h3").count():
                found.add(page.locator("#story .kind").first.inner_text())
            if {"base", "road", "air"} <= found:
                break
        assert {"base", "road", "air"} <= found, "a base, a leg by road and one by air can be hit"


def test_without_webgl_the_still_map_follows_the_clock(browsers, reports):
    with Visit(browsers[False], reports("mali-2023")) as visit:
        page = visit.page
        page.locator("#map").scroll_into_view_if_needed()
        dot = page.locator("#still-map g[data-site='kidal']")
        assert "full" in dot.get_attribute("class")
        mark = dot.locator("use")
        size = mark.get_attribute("transform")
        assert mark.get_attribute("href") == "#mark-full"
        page.evaluate(MOVE, 0.9)
        assert "closed" in dot.get_attribute("class")
        assert mark.get_attribute("href") == "#mark-closed"
        assert float(mark.get_attribute("transform")[6:-1]) < float(size[6:-1])
        assert page.locator(".mapbox.alive").count() == 0
        dot.click()
        assert page.locator("#story h3").inner_text() == "Kidal"
        assert [text for text in visit.said if "WebGL" not in text and "GPU" not in text] == []


def test_lines_zoom_move_along_and_choose(browsers, reports):
    with Visit(browsers[True], reports("mali-2023")) as visit:
        page = visit.page
        page.locator("#time").scroll_into_view_if_needed()
        whole = page.locator("#window").inner_text()
        labels = page.locator("#lines svg.scale").first.locator("text").all_inner_texts()
        for _ in range(4):
            page.locator("[data-zoom='2']").click()
        assert page.locator("#window").inner_text() != whole
        assert page.locator("#lines svg.scale").first.locator("text").all_inner_texts() != labels
        near = page.locator("#window").inner_text()
        page.locator("#shift").focus()
        page.keyboard.press("End")
        assert page.locator("#window").inner_text() != near
        page.locator("[data-zoom='0']").click()
        assert page.locator("#window").inner_text() == whole
        row = page.locator("li[data-key='gao'] .picture")
        row.click(position={"x": row.bounding_box()["width"] * 0.9, "y": 20})
        assert page.locator("#story h3").inner_text() == "Gao"
        assert "chosen" in page.locator("li[data-key='gao']").get_attribute("class")
        assert not page.locator("#moment").inner_text().startswith("Whole plan")


def test_everything_can_be_reached_and_used_from_the_keyboard(browsers, reports):
    with Visit(browsers[True], reports("tiny")) as visit:
        page = visit.alive()
        page.evaluate("() => { scrollTo(0, 0); document.activeElement.blur(); }")
        reached = []
        for _ in range(120):
            page.keyboard.press("Tab")
            reached.append(
                page.evaluate(
                    "() => [document.activeElement.id || document.activeElement.className, getComputedStyle(document.activeElement).outlineStyle]"
                )
            )
        ids = [name for name, _ in reached]
        assert ids[0] == "skip"
        assert "slider" in ids
        assert all(
            outline != "none" for name, outline in reached if name and "maplibregl" not in name
        )
        page.locator("#slider").focus()
        page.keyboard.press("ArrowRight")
        assert not page.locator("#moment").inner_text().startswith("Whole plan")
        assert (
            page.locator("#slider").get_attribute("aria-valuetext")
            == page.locator("#moment").inner_text()
        )


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("dates", ["day", "week", "month"])
@pytest.mark.parametrize("strengths", ["50", "none"])
def test_the_panel_is_as_coarse_as_the_page(browsers, reports, language, dates, strengths):
    with Visit(
        browsers[False],
        reports("tiny", language, f"dates={dates},routes=full,strengths={strengths}"),
    ) as visit:
        page = visit.page
        labels = {
            key: say(language, f"live.{key}")
            for key in ("closes", "people_now", "people_start", "units_now", "uses")
        }
        cells = (
            page.locator("table[data-table=sites] tbody tr")
            .filter(has_text="Alpha")
            .first.locator("td")
            .all_inner_texts()
        )
        page.locator("#still-map [data-site=alpha]").dispatch_event("click")
        told = dict(
            zip(
                page.locator("#story dt").all_inner_texts(),
                page.locator("#story dd").all_inner_texts(),
                strict=True,
            )
        )
        assert told[labels["closes"]] in cells
        assert told[labels["closes"]] in page.locator("#week").inner_text()
        if strengths == "none":
            assert not {labels[key] for key in ("people_now", "people_start", "units_now")} & set(
                told
            )
        else:
            assert [
                told[labels["people_start"]],
                told[labels["people_now"]],
                told[labels["units_now"]],
            ] == [cells[0], cells[0], cells[1]]
        page.locator("#still-map line.leg").first.dispatch_event("click")
        told = dict(
            zip(
                page.locator("#story dt").all_inner_texts(),
                page.locator("#story dd").all_inner_texts(),
                strict=True,
            )
        )
        uses = page.locator("table[data-table=legs] tbody tr td:last-child").all_text_contents()
        assert told.get(labels["uses"], "–") in uses
        assert visit.said == []


@pytest.mark.parametrize(
    ("name", "language", "redact", "size", "scheme"),
    [
        ("mali-2023", "en", "", "desktop", "light"),
        ("mali-2023", "fr", "", "phone", "dark"),
        ("mali-2023", "en", "standard", "phone", "light"),
        ("port-run", "en", "standard", "desktop", "light"),
        ("port-run", "fr", "", "tablet", "light"),
        ("tiny", "en", "", "desktop", "dark"),
    ],
)
def test_a_tool_for_accessibility_finds_nothing(
    browsers, reports, name, language, redact, size, scheme
):
    graphics = size != "phone"
    with Visit(browsers[graphics], reports(name, language, redact), size, scheme) as visit:
        page = visit.alive() if graphics else visit.page
        page.locator("[data-open='1']").click()
        page.evaluate(MOVE, 0.2)
        found = (
            Axe()
            .run(
                page,
                options={
                    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
                    "resultTypes": ["violations"],
                },
            )
            .response["violations"]
        )
        assert [(v["id"], len(v["nodes"]), v["nodes"][0]["html"][:200]) for v in found] == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", MISSIONS)
def test_it_fits_the_screen(browsers, reports, name, size):
    with Visit(browsers[False], reports(name), size) as visit:
        page = visit.page
        page.locator("[data-open='1']").click()
        assert page.evaluate("() => document.documentElement.scrollWidth") <= SIZES[size][0]
        cut = page.evaluate(
            "() => [...document.querySelectorAll('.card dd, .points li, h1, h2:not(.hidden), .lede')].filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.textContent)"
        )
        assert cut == []


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", MISSIONS[1:])
def test_it_prints_with_the_still_maps_and_fits_its_sheets(
    browsers, reports, tmp_path, name, language
):
    graphics = (name, language) == ("mali-2023", "en")
    with Visit(browsers[graphics], reports(name, language)) as visit:
        page = visit.alive() if graphics else visit.page
        page.emulate_media(media="print")
        page.set_viewport_size(SHEET)
        assert page.locator("#still-map").is_visible()
        assert not page.locator("#live-map").is_visible()
        assert not page.locator("#player").is_visible()
        assert [page.locator(".stills figure").nth(i).is_visible() for i in range(3)] == [True] * 3
        assert page.evaluate("() => document.documentElement.scrollWidth") <= SHEET["width"], (
            "what is wider has the browser print all of it smaller"
        )
        target = tmp_path / "report.pdf"
        page.pdf(path=target, format="A4", print_background=True)
        second = subprocess.run(
            [program("pdftotext"), "-f", "2", "-l", "2", target, "-"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        assert second.startswith(page.locator("#map-h").text_content()), (
            "what a commander reads in a minute is one sheet"
        )


def test_without_script_all_figures_are_still_there(browsers, reports):
    context = browsers[True].new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(reports("mali-2023").as_uri())
    assert page.locator("#still-map svg.map").is_visible()
    assert not page.locator("#player").is_visible()
    assert page.locator("table").count() > 20
    context.close()
