"""The report's clock in a real browser: map, panel and lines say what holds at its moment, and whoever has no pointer keeps their place."""

import json
import re
from itertools import product

import attrs
import pytest

from exeunt.model.hazards import Threat
from exeunt.model.plan import Plan
from tests.support.missions.report_samples import SMALL_TERMS, day, load, small_mission, small_plan
from tests.support.pages.written import html
from tests.support.programs.installed import OUT
from tests.support.programs.visits import MOVE, Visit

pytestmark = pytest.mark.programs

FOCUS = "() => [document.activeElement.tagName, document.activeElement.dataset.key ?? document.activeElement.id, document.activeElement.closest('#story, #week')?.id ?? '']"
AT = "(h) => { const s = document.getElementById('slider'), hours = JSON.parse(document.getElementById('plan-data').textContent).hours; s.value = Math.round(h / hours * s.max); s.dispatchEvent(new Event('input')); }"
STILL = "() => [...document.querySelectorAll('#still-map [data-site], #still-map [data-leg]')].map((e) => [e.className.baseVal, e.querySelector('use')?.getAttribute('transform') ?? Number(e.getAttribute('stroke-width') ?? 0).toFixed(1), e.textContent])"
THREATS = (Threat(leg="alpha-hub", valid_from=day(5), valid_to=day(10), strikes_per_100km=0.05),)


def page_of(name, mission, plan):
    """Write the report of a mission and plan made here."""
    OUT.mkdir(parents=True, exist_ok=True)
    path = OUT / f"{name}.html"
    path.write_text(html(mission, plan, terms=SMALL_TERMS, violations=()), encoding="utf-8")
    return path


def plan_data(page):
    return json.loads(page.locator("#plan-data").text_content())


def held(steps, at):
    return next((value for hour, value in reversed(steps) if hour <= at), 0)


def facts(page):
    """Return the facts of the story that is told."""
    return dict(
        zip(
            page.locator("#story dt").all_inner_texts(),
            page.locator("#story dd").all_inner_texts(),
            strict=True,
        )
    )


def choose(page, name):
    page.locator("#chooser").select_option(label=name)


# what holds


def test_the_whole_plan_is_shown_under_its_highest_threat_and_printed_so_at_any_moment(browsers):
    path = page_of("threatened", small_mission(threats=THREATS), small_plan())
    with Visit(browsers[False], path) as visit:
        page, leg = visit.page, "#still-map .leg[data-leg='alpha-hub']"
        whole = page.evaluate(STILL)
        assert "threat4" in page.locator(leg).get_attribute("class")
        assert "very high threat" in page.locator(f"{leg} title").text_content()
        choose(page, "Alpha – Hub, road")
        assert facts(page)["Threat"].startswith("very high threat")
        page.evaluate(AT, 24)
        assert "threat0" in page.locator(leg).get_attribute("class")
        assert facts(page)["Threat"] == "no threat known"
        assert (
            page.locator(f"{leg} title").text_content()
            == "Alpha – Hub, road; no threat known; permitted: not used"
        )
        page.evaluate(AT, 13 * 24)
        assert (
            page.locator("#still-map [data-site='alpha'] title").text_content()
            == "Alpha, base, closed: 0 people"
        )
        before = page.evaluate(STILL)
        page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
        assert page.evaluate(STILL) == whole
        page.evaluate("() => dispatchEvent(new Event('afterprint'))")
        assert page.evaluate(STILL) == before
        page.locator("[data-whole]").click()
        page.locator("#story .back").click()
        assert page.evaluate(STILL) == whole


def test_the_script_draws_the_whole_plan_as_the_page_was_written(browsers):
    path = page_of("threatened", small_mission(threats=THREATS), small_plan())
    context = browsers[False].new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    written = re.findall(
        r'<(?:line|g)[^>]* class="((?:leg|site) [^"]*)"',
        page.locator("#still-map").inner_html(),
    )
    context.close()
    with Visit(browsers[False], path) as visit:
        assert [
            kind for kind, *_ in visit.page.evaluate(STILL) if kind.startswith(("leg", "site"))
        ] == written


def test_the_panel_says_what_holds_at_every_step_of_the_slider(browsers, reports):
    with Visit(browsers[False], reports("port-run")) as visit:
        page, data = visit.page, plan_data(visit.page)
        site = next(s for s in data["sites"] if s["id"] == "embassy")
        choose(page, site["name"])
        page.locator("#slider").focus()
        said, mine = [], []
        for _ in range(30):
            page.keyboard.press("ArrowRight")
            at = (
                float(page.locator("#slider").input_value())
                * data["hours"]
                / float(page.locator("#slider").get_attribute("max"))
            )
            said.append(facts(page)["People now"].replace(",", ""))
            mine.append(str(held(site["people"], at)))
        assert said == mine
        assert len(set(said)) > 1


def test_the_map_that_can_be_moved_shows_a_moment_the_same_from_wherever_one_comes(browsers):
    with Visit(
        browsers[True], page_of("threatened", small_mission(threats=THREATS), small_plan())
    ) as visit:
        page = visit.alive()
        pictures = []
        for first in (48, 600):
            page.evaluate(AT, first)
            page.wait_for_timeout(600)
            page.evaluate(AT, 54)
            page.wait_for_timeout(600)
            pictures.append(page.locator("#live-map canvas").screenshot())
        assert pictures[0] == pictures[1]


def test_next_from_a_hub_is_what_boards_there_and_when_it_leaves_there(browsers):
    plan = small_plan()
    plan = attrs.evolve(
        plan, loads=(*plan.loads, load("C-2", "people", "hub-guard", 5, 2, 2, "passenger"))
    )
    with Visit(browsers[False], page_of("hub", small_mission(), plan)) as visit:
        page = visit.page
        choose(page, "Hub")
        next_there = page.locator("#story li")
        assert [text.split()[0] for text in next_there.locator("button").all_inner_texts()] == [
            "C-2"
        ], "C-1 only passes"
        page.evaluate(AT, 9 * 24)
        assert next_there.locator("button").count() == 1, (
            "it is under way, and has not left from here"
        )
        assert next_there.locator("small").inner_text().startswith("12 Mar 2024")
        page.evaluate(AT, 11 * 24 + 6)
        assert next_there.count() == 0


def test_a_movement_is_told_stage_by_stage_with_what_it_carries(browsers):
    with Visit(
        browsers[False], page_of("threatened", small_mission(threats=THREATS), small_plan())
    ) as visit:
        page = visit.page
        page.evaluate(AT, 54)
        page.locator("#week button").filter(has_text="C-1").click()
        stages = page.locator("#story ul").first.locator("li").all_inner_texts()
        assert [text.split("\n")[0] for text in stages] == ["Alpha → Hub", "Hub → Port"]
        assert stages[0].split("\n")[-1] == "2 vehicles, 62 people, 8 TEU, 72 t"


# without a pointer


def test_focus_goes_to_a_story_and_back_to_what_opened_it(browsers, reports):
    with Visit(browsers[True], reports("mali-2023")) as visit:
        page = visit.alive()
        page.evaluate(MOVE, 0.3)
        first = page.locator("#week button[data-key^='serial']").first
        key = first.get_attribute("data-key")
        first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS) == ["H3", "", "story"]
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS) == ["BUTTON", key, "week"]
        choose(page, "Gao")
        page.locator("#story button[data-key]").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate(FOCUS)[::2] == ["H3", "story"]


def test_playing_takes_no_focus_and_is_not_read_aloud(browsers, reports):
    with Visit(browsers[False], reports("mali-2023")) as visit:
        page = visit.page
        page.evaluate(MOVE, 0.2)
        choose(page, "Gao")
        page.locator("#week button").nth(1).focus()
        page.evaluate(
            "() => { window.lost = 0; setInterval(() => { if (!document.activeElement.closest('#week')) { window.lost += 1; } }, 20); }"
        )
        assert page.locator("#moment").get_attribute("aria-live") == "polite"
        week = page.locator("#week h3").inner_text()
        page.evaluate("() => document.querySelector('[data-play]').click()")
        page.wait_for_function(
            "(week) => document.querySelector('#week h3').textContent !== week", arg=week
        )
        page.wait_for_timeout(500)
        assert (
            page.locator("#moment").get_attribute("aria-live")
            == page.locator("#story").get_attribute("aria-live")
            == "off"
        )
        assert page.evaluate("() => window.lost") == 0
        page.evaluate("() => document.querySelector('[data-play]').click()")
        assert page.locator("#moment").get_attribute("aria-live") == "polite"


@pytest.mark.parametrize(
    ("language", "label", "groups"),
    [("en", "Site or leg", ["Sites", "Legs"]), ("fr", "Site ou tronçon", ["Sites", "Tronçons"])],
)
def test_any_site_and_leg_can_be_chosen_from_the_keyboard(
    browsers, reports, language, label, groups
):
    with Visit(browsers[True], reports("tiny", language)) as visit:
        page, data = visit.alive(), plan_data(visit.page)
        assert (
            page.evaluate(
                "() => [...document.querySelectorAll('#chooser optgroup')].map((g) => g.label)"
            )
            == groups
        )
        chooser = page.get_by_label(label, exact=True)
        chooser.focus()
        told = []
        for _ in range(len(data["sites"]) + len(data["legs"])):
            page.keyboard.press("ArrowDown")
            told.append(page.locator("#story h3").inner_text())
            assert page.evaluate(FOCUS)[1] == "chooser"
            assert page.locator("#story").get_attribute("aria-live") == "polite"
        assert {s["name"] for s in data["sites"]} < set(told)
        assert {
            f"{data['sites'][x['a']]['name']} – {data['sites'][x['b']]['name']}"
            for x in data["legs"]
        } < set(told)


def test_where_routes_are_veiled_no_leg_can_be_chosen(browsers, reports):
    with Visit(browsers[True], reports("mali-2023", "en", "standard")) as visit:
        page = visit.page
        assert page.evaluate(
            "() => [...document.querySelectorAll('#chooser optgroup')].map((g) => g.label)"
        ) == ["Sites"]
        choose(page, "Gao")
        assert page.locator("#story h3").inner_text() == "Gao"


def test_with_less_motion_it_steps_once_a_second_however_often_it_is_set_going(browsers, reports):
    with Visit(browsers[True], reports("mali-2023"), motion="reduce") as visit:
        page, data = visit.page, plan_data(visit.page)
        for _ in range(5):
            page.evaluate("() => document.querySelector('[data-play]').click()")
        page.wait_for_timeout(1500)
        page.evaluate("() => document.querySelector('[data-play]').click()")
        step = data["hours"] / float(page.locator("#slider").get_attribute("max"))
        assert float(page.locator("#slider").input_value()) * step == pytest.approx(
            data["periods"][1], abs=step
        )


# odd plans


def test_a_mission_across_the_antimeridian_is_one_map(browsers):
    sites = tuple(
        attrs.evolve(s, lon=(s.lon + 359.2) % 360 - 180, lat=s.lat - 32, role="hub")
        for s in small_mission().sites
    )
    path = page_of("across", small_mission(sites=sites), small_plan())
    with Visit(browsers[True], path) as visit:
        page = visit.alive()
        box, found = page.locator("#live-map").bounding_box(), set()
        for x, y in product(range(1, 28), repeat=2):
            page.mouse.click(box["x"] + box["width"] * x / 28, box["y"] + box["height"] * y / 28)
            found |= (
                {page.locator("#story h3").inner_text()}
                if page.locator("#story h3").count()
                else set()
            )
            if {"Alpha", "Hub", "Port"} <= found:
                break
        assert {"Alpha", "Hub", "Port"} <= found
        assert [text for text in visit.said if "GPU" not in text and "GL Driver" not in text] == []


def test_an_address_and_a_serial_with_a_percent_sign_are_found(browsers):
    plan = small_plan()
    odd = {
        "stages": tuple(
            attrs.evolve(s, serial=s.serial.replace("C-1", "50%")) for s in plan.stages
        ),
        "loads": tuple(attrs.evolve(x, serial=x.serial.replace("C-1", "50%")) for x in plan.loads),
    }
    path = page_of("percent", small_mission(), attrs.evolve(plan, **odd))
    with Visit(browsers[False], path) as visit:
        page = visit.page
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#m-50%")
        assert page.locator("#movements").get_attribute("open") is not None
        assert page.locator("#player").is_visible()
        page.evaluate(
            "() => { document.getElementById('movements').open = false; location.hash = ''; }"
        )
        page.evaluate(AT, 54)
        page.locator("#week button").filter(has_text="50%").click()
        page.locator("#story a").click()
        assert page.locator("#movements").get_attribute("open") is not None
        assert page.locator("[id='m-50%']").is_visible()
        assert [text for text in visit.said if "WebGL" not in text and "GPU" not in text] == []


def test_a_mission_of_one_site_can_be_zoomed_and_pointed_at(browsers):
    mission = small_mission(
        sites=small_mission().sites[:1],
        legs=(),
        parties=small_mission().parties[:2],
        fleets=(),
        air_fleets=(),
        permissions=(),
    )
    with Visit(browsers[False], page_of("alone", mission, Plan())) as visit:
        page = visit.page
        assert page.locator("#map").count() == 0
        whole = page.locator("#window").inner_text()
        page.locator("[data-zoom='2']").click()
        assert page.locator("#window").inner_text() != whole
        page.locator("svg.chart").nth(1).hover()
        assert page.locator(".tip").is_visible()
        assert [text for text in visit.said if "WebGL" not in text and "GPU" not in text] == []
