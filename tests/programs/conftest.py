"""Plans whose reports and papers are opened in the programs they are for."""

import pytest
from installed import PLANS

import exeunt

SECONDS = {"tiny": 5, "port-run": 15, "mali-2023": 25, "littoral": 30}
"""How long to plan the missions whose papers are opened here."""


@pytest.fixture(scope="session")
def planned():
    """Return a mission and a plan of it: the one made before for the same mission, else a new one."""
    made = {}

    def give(name):
        if name not in made:
            loaded, kept = exeunt.load(name), PLANS / name
            plan = loaded.read(kept) if (kept / "plan.toml").is_file() else None
            if plan is None or plan.record.mission_hash != loaded.mission.fingerprint or loaded.check(plan).violations:
                plan = loaded.plan(time_limit=SECONDS[name], seed=0).plan
                assert plan is not None, f"no plan of {name} in {SECONDS[name]} s"
                loaded.save(plan, kept)
            made[name] = (loaded, plan)
        return made[name]

    return give
