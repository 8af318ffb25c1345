# exeunt: the two commands a reader needs are `make demo` and `make test`.
# Needs Python 3.11 or later and nothing else; everything is installed into .venv in this folder.

# Tests start Python hundreds of times: what is compiled once is kept, whatever the environment says.
export PYTHONDONTWRITEBYTECODE :=

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DEMO   := out/mali-2023

.DEFAULT_GOAL := help
.PHONY: help demo test web coverage programs long check docs wheel bench bench-extra all lock clean

help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "exeunt needs Python 3.11 or later; name one: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

# Requirements files are complete, so nothing is resolved: what is pinned is what is installed.
INSTALL := $(PIP) install --quiet --no-deps --require-hashes --only-binary :all:

$(VENV)/.main: requirements/main.txt requirements/build.txt pyproject.toml | $(VENV)/bin/python
	$(INSTALL) -r requirements/main.txt
	$(INSTALL) -r requirements/build.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.main
	$(INSTALL) -r requirements/dev.txt
	$(PIP) check
	@touch $@

# What reports carry along is made by the installation; an edit of its sources makes it anew.
WEB := scripts/build_hook.py web/.npmrc $(wildcard web/*.json web/*.mjs web/src/*.js)
$(VENV)/.web: $(WEB) $(VENV)/.main
	$(BIN)/python scripts/build_hook.py
	@touch $@

demo: $(VENV)/.main $(VENV)/.web  ## plan the shipped Mali mission and write its report
	@echo "== Can it be done?"
	$(BIN)/exeunt feasible mali-2023 || [ $$? -eq 1 ]
	@echo "== Plan it (one minute)"
	$(BIN)/exeunt plan mali-2023 --out $(DEMO) --time-limit 60
	@echo "== Check the plan as anybody's"
	$(BIN)/exeunt check mali-2023 $(DEMO)
	$(BIN)/exeunt report mali-2023 $(DEMO) --out $(DEMO)/report.html
	@echo
	@echo "The plan, a folder of tables:   $(CURDIR)/$(DEMO)"
	@echo "The report, open in a browser:  $(CURDIR)/$(DEMO)/report.html"

test: $(VENV)/.dev $(VENV)/.web  ## run the tests; T=PATH or T="-k NAME": only those
	$(BIN)/python -m pytest $(if $(T),$(T),--numprocesses auto --dist worksteal)

web: $(VENV)/.dev  ## lint and test the page's scripts
	scripts/web

programs: $(VENV)/.dev $(VENV)/.web  ## open reports and papers in a browser and an office (Debian: chromium, libreoffice)
	$(BIN)/python -m pytest -m programs --numprocesses auto --dist worksteal

long: $(VENV)/.dev $(VENV)/.web  ## tests of large plans, and both referees against edits of one (minutes)
	$(BIN)/python -m pytest -m "long and not hours" --numprocesses auto --dist worksteal

hours: $(VENV)/.dev $(VENV)/.web  ## the rest of what is done again and again: all upsets, explanations, edits, corruptions (hours)
	$(BIN)/python -m pytest -m hours --numprocesses auto --dist worksteal

coverage: $(VENV)/.dev $(VENV)/.web  ## run the tests and say how much of the code they run
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal --cov --cov-report term:skip-covered

check: $(VENV)/.dev  ## format, lint, types, import contract
	scripts/check

docs: $(VENV)/.dev $(VENV)/.web  ## build the documentation, warnings as errors
	scripts/docs

wheel: $(VENV)/.dev $(VENV)/.web  ## build the wheel, install it elsewhere, do the main job with it
	scripts/wheel

bench: $(VENV)/.dev $(VENV)/.web  ## run the benchmarks (asserting their answers)
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.startup

bench-extra: $(VENV)/.dev  ## install the solvers that `python -m benchmarks versus` measures against
	$(INSTALL) -r requirements/bench.txt

lock: $(VENV)/bin/python  ## pin and hash anew what pyproject.toml asks for (UP=--upgrade: newer releases)
	scripts/lock $(UP)

all: test check web docs wheel  ## all that has to pass

clean:  ## remove what was made here, the virtual environment too
	rm -rf $(VENV) out dist build site src/exeunt/assets web/node_modules .mypy_cache .ruff_cache .import_linter_cache .hypothesis
