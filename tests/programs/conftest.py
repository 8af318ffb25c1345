"""Plans whose reports and papers are opened in the programs they are for."""

import pytest

import exeunt

SECONDS = {"tiny": 4, "port-run": 15, "mali-2023": 25, "littoral": 40}
"""How long to plan the missions whose papers are opened here."""


@pytest.fixture(scope="session")
def planned():
    """Return a mission and a plan of it, made once a session."""
    made = {}

    def give(name):
        if name not in made:
            loaded = exeunt.load(name)
            outcome = loaded.plan(time_limit=SECONDS[name], seed=0)
            assert outcome.plan is not None, f"no plan of {name} in {SECONDS[name]} s"
            made[name] = (loaded, outcome.plan)
        return made[name]

    return give
