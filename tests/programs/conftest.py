"""Plans whose reports and papers are opened in the programs they are for."""

import fcntl
import re
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

import exeunt
from tests.support.programs.installed import OUT, PLANS, program

SECONDS = {"tiny": 5, "port-run": 15, "mali-2023": 25, "littoral": 30}
"""How long to plan the missions whose papers are opened here."""
WITH_GL, WITHOUT_GL = (
    ("--use-angle=swiftshader", "--enable-unsafe-swiftshader"),
    ("--disable-gpu", "--disable-3d-apis"),
)


@contextmanager
def alone(name):
    """Wait until no other process plans a mission."""
    PLANS.mkdir(parents=True, exist_ok=True)
    with (PLANS / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def planned():
    """Return a mission and a plan of it: the one made before for the same mission, else a new one."""
    made = {}

    def give(name):
        if name not in made:
            loaded, kept = exeunt.load(name), PLANS / name
            with alone(name):
                plan = loaded.read(kept) if (kept / "plan.toml").is_file() else None
                if (
                    plan is None
                    or plan.record.mission_hash != loaded.mission.fingerprint
                    or loaded.check(plan).violations
                ):
                    # A machine at half its speed may have no plan by then: it gets more time once.
                    for limit in (SECONDS[name], 3 * SECONDS[name]):
                        plan = loaded.plan(time_limit=limit, seed=0).plan
                        if plan is not None:
                            break
                    assert plan is not None, f"no plan of {name} in {3 * SECONDS[name]} s"
                    loaded.save(plan, kept)
            made[name] = (loaded, plan)
        return made[name]

    return give


@pytest.fixture(scope="session")
def engine():
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browsers(engine):
    path = program("chromium", "chromium-browser", "google-chrome")
    opened = {
        gl: engine.chromium.launch(executable_path=path, args=list(args))
        for gl, args in ((True, WITH_GL), (False, WITHOUT_GL))
    }
    yield opened
    for browser in opened.values():
        browser.close()


@pytest.fixture(scope="session")
def reports(planned):
    OUT.mkdir(parents=True, exist_ok=True)
    made = {}

    def give(name, language="en", redact=""):
        key = (name, language, redact)
        if key not in made:
            loaded, plan = planned(name)
            path = (
                OUT
                / f"{name}-{language}{'-' + re.sub('[^a-z0-9]+', '-', redact) if redact else ''}.html"
            )
            path.unlink(missing_ok=True)
            loaded.report(plan, path, language=language, redact=redact or None)
            made[key] = path
        return made[key]

    return give
