"""Make the pictures of the documentation's gallery.

They are of the shipped missions' reports, opened in a browser, and of pages of their papers.

What is made goes into ``docs/gallery``, in no repository: the pictures that ``docs/gallery.md``
shows; with ``--all`` every mission's in every size, scheme and language. Without a browser or an
office there are fewer pictures.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import exeunt
from exeunt.documents import printers
from exeunt.facts.facts import facts
from exeunt.papers import registry
from exeunt.papers.dossier import Dossier
from exeunt.words.words import words

ROOT = Path(__file__).parent.parent
GALLERY, PLANS = ROOT / "docs" / "gallery", ROOT / "out" / "plans"
SHOWN = frozenset(
    re.findall(r"\(gallery/([^)]+)\)", (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8"))
)
"""The files that the gallery's page shows or links to."""
SECONDS = {"mali-2023": 25, "port-run": 15, "littoral": 30}
DATES = (0.08, 0.25, 0.45)
"""Where the slider stands in the pictures of the map at three dates, as shares of the time."""
MOVE = """(v) => {
  const s = document.getElementById('slider');
  s.value = Math.round(s.max * v);
  s.dispatchEvent(new Event('input'));
}"""
ARGUMENTS = ("--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--hide-scrollbars")
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


def planned(name: str) -> tuple[exeunt.LoadedMission, exeunt.Plan]:
    """Return a mission and a plan: the one kept, else a new one."""
    loaded, kept = exeunt.load(name), PLANS / name
    if (kept / "plan.toml").is_file():
        plan = loaded.read(kept)
        if plan.record.mission_hash == loaded.mission.fingerprint:
            return loaded, plan
    # A machine at half its speed may have no plan by then: it gets more time once.
    for limit in (SECONDS[name], 3 * SECONDS[name]):
        plan = loaded.plan(time_limit=limit, seed=0).plan
        if plan is not None:
            break
    else:
        message = f"no plan of {name} in {3 * SECONDS[name]} s"
        raise SystemExit(message)
    loaded.save(plan, kept)
    return loaded, plan


def opened(browser: Browser, path: Path, size: str, scheme: str) -> Page:
    """Open a report and wait for its map."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
    page.goto(path.as_uri())
    page.locator("#map").scroll_into_view_if_needed()
    page.locator(".mapbox.alive").wait_for(timeout=60_000)
    return page


def shot(page: Page, selector: str, name: str) -> None:
    """Take a picture of what is on the screen when an element is at its top."""
    page.evaluate(
        "(s) => { document.documentElement.style.scrollBehavior = 'auto';"
        " document.querySelector(s).scrollIntoView(); }",
        selector,
    )
    page.wait_for_timeout(700)
    page.screenshot(path=GALLERY / f"{name}.png")


def pictures(browser: Browser, stem: str, path: Path, *, every: bool) -> None:
    """Take the pictures of one report: ``every`` one, or those that are shown."""
    for size in SIZES:
        for scheme in ("light", "dark"):
            places = {
                "first": ("body", None),
                **{f"map-{i}": (".mapfigure", share) for i, share in enumerate(DATES, start=1)},
                "lines": ("#time", None),
            }
            wanted = {
                f"{stem}-{size}-{scheme}-{key}": place
                for key, place in places.items()
                if every or f"{stem}-{size}-{scheme}-{key}.png" in SHOWN
            }
            if wanted:
                page = opened(browser, path, size, scheme)
                for name, (selector, share) in wanted.items():
                    if share is not None:
                        page.evaluate(MOVE, share)
                    shot(page, selector, name)
                page.close()
    if every or f"{stem}-print-1.png" in SHOWN:
        page = opened(browser, path, "desktop", "light")
        with tempfile.TemporaryDirectory() as folder:
            printed = Path(folder) / "print.pdf"
            page.pdf(path=printed, format="A4", print_background=True)
            sheets(printed, f"{stem}-print", 3)
        page.close()


def office() -> str | None:
    """Find the office that turns papers into PDF."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def papers(name: str, language: str) -> None:
    """Take the pictures of some papers of a plan.

    They are the largest convoy's order, the last closing's certificate and the movement table.
    """
    program = office()
    if program is None:
        print("no office: papers without pictures")
        return
    loaded, plan = planned(name)
    checked = loaded.check(plan)
    dossier = Dossier(
        facts=facts(loaded.mission, checked.plan, checked.terms, checked.violations),
        say=words(loaded.mission, language),
        printed=datetime.now(UTC).replace(tzinfo=None),
    )
    largest = max(
        dossier.facts.surface, key=lambda m: (len(m.hops) > 1, m.passengers > 0, m.vehicles)
    ).serial
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for paper, end in (
            ("convoy-orders", f"/{largest}.docx"),
            ("closures", "-certificate.docx"),
            ("movement-table", ".xlsx"),
        ):
            piece = [
                piece
                for piece in registry.PAPERS[paper].pieces(dossier)
                if piece.name.endswith(end)
            ][-1]
            made.append(Path(folder) / f"{paper}{Path(piece.name).suffix}")
            printers.save(piece.make(), piece.name, made[-1])
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        subprocess.run(
            [program, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *made],
            check=True,
            capture_output=True,
            timeout=300,
        )
        for path in made:
            sheets(path.with_suffix(".pdf"), f"{name}-{language}-{path.stem}", 3)


def sheets(path: Path, stem: str, most: int) -> None:
    """Turn the first sheets of a PDF into pictures, numbered from 1."""
    if program := shutil.which("pdftoppm"):
        for i in range(1, most + 1):
            done = subprocess.run(
                [
                    program,
                    "-r",
                    "70",
                    "-png",
                    "-singlefile",
                    "-f",
                    str(i),
                    "-l",
                    str(i),
                    path,
                    GALLERY / f"{stem}-{i}",
                ],
                capture_output=True,
                check=False,
            )
            if done.returncode:
                break


def main() -> None:
    """Make the gallery; exit with 1 where its page shows what was not made although it could be."""
    every, made = "--all" in sys.argv[1:], []
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir(parents=True)
    for name in SECONDS:
        loaded, plan = planned(name)
        for language in ("en", "fr"):
            path = GALLERY / f"{name}-{language}.html"
            loaded.report(plan, path, language=language)
            made.append(path)
        loaded.report(plan, GALLERY / f"{name}-redacted.html", redact="standard")
    papers("mali-2023", "en")
    papers("port-run", "fr")
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        print("no browser: reports without pictures")
        return
    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for path in made:
            pictures(browser, path.stem, path, every=every)
        browser.close()
    there = {path.name for path in GALLERY.iterdir()}
    print(f"{len(there)} files in {GALLERY}")
    if office() and (lost := sorted(SHOWN - there)):
        sys.exit(f"shown in docs/gallery.md and not made: {', '.join(lost)}")


if __name__ == "__main__":
    main()
