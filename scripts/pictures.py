"""Take the pictures of a report that README and the documentation's first page show.

``docs/images/report-LANGUAGE.webp`` is its first page, ``map-LANGUAGE.webp`` the map on a day of
the withdrawal. They are in the repository: take them anew when the report looks otherwise. A plan
kept in ``out/plans`` is taken where it fits the mission, else one is made. Chromium is needed.
"""

import base64
import shutil
import sys
import tempfile
from pathlib import Path

from gallery import ARGUMENTS, MOVE, opened, planned
from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).parent.parent / "docs" / "images"
MISSION = "mali-2023"
LANGUAGES = ("en", "fr")
DAY = 0.12
"""Where the slider stands in the picture of the map, as a share of the time."""
LARGEST = 200_000
"""Bytes of a picture at most: README is read where lines are slow."""
QUALITY = 0.86
PACK = """async ([source, quality]) => {
  const image = new Image();
  image.src = source;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'),
    {width: image.naturalWidth, height: image.naturalHeight});
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""
"""A browser packs its own pictures: WebP takes a third of what PNG does."""


def kept(browser: Browser, picture: bytes, name: str) -> None:
    """Write a picture as WebP; a blank page packs it, as a report lets no picture in."""
    source = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
    blank = browser.new_page()
    packed = base64.b64decode(blank.evaluate(PACK, [source, QUALITY]))
    blank.close()
    if len(packed) > LARGEST:
        message = f"{name} has {len(packed):,} bytes, more than {LARGEST:,}"
        raise SystemExit(message)
    (IMAGES / name).write_bytes(packed)
    print(f"{IMAGES / name}: {len(packed):,} bytes")


def main() -> None:
    """Take the pictures of one mission's report in each language."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        message = "no browser: install chromium"
        raise SystemExit(message)
    name = sys.argv[1] if len(sys.argv) > 1 else MISSION
    loaded, plan = planned(name)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        for language in LANGUAGES:
            path = Path(folder) / f"{language}.html"
            loaded.report(plan, path, language=language)
            page = opened(browser, path, "desktop", "light")
            page.evaluate("document.documentElement.style.scrollBehavior = 'auto'; scrollTo(0, 0)")
            page.wait_for_timeout(500)
            kept(browser, page.screenshot(), f"report-{language}.webp")
            page.evaluate(MOVE, DAY)
            page.wait_for_timeout(1500)
            kept(browser, page.locator(".mapfigure").screenshot(), f"map-{language}.webp")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
