"""The report in a real browser, where there is one: its script runs, its policy refuses nothing of its own, nothing is asked for."""

import shutil
import subprocess

import pytest
from report_samples import SMALL_TERMS, small_mission, small_plan

from exeunt.report.page.html import html

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OPTIONS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run", "--enable-logging=stderr", "--v=0", "--dump-dom")


@pytest.mark.skipif(BROWSER is None, reason="no browser here")
def test_it_opens_and_nothing_is_refused(tmp_path):
    page = tmp_path / "report.html"
    page.write_text(html(small_mission(), small_plan(), terms=SMALL_TERMS, violations=()), encoding="utf-8")
    done = subprocess.run(
        [BROWSER, *OPTIONS, f"--user-data-dir={tmp_path / 'profile'}", page.as_uri()], capture_output=True, text=True, timeout=120, check=True
    )
    assert '<p class="tools">' in done.stdout, "the script has run and shows its buttons"
    assert "CONSOLE" not in done.stderr, "no error and no refused request"
