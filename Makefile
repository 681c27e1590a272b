# Two commands are all there is to know: `make run` and `make test`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.12 python3.11 python3.13 python3; do \
  command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null \
  && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv pip install --python $(BIN)/python --no-deps --require-hashes -q
# On both processors of a small machine; a file stays in one process, its fixtures are made once.
BOTH := -n 2 --dist loadfile

help: ## What there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

$(VENV)/.run: requirements/run.lock requirements/build.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing (about 1.4 GB, once) ..."
	@test -x $(BIN)/uv || $(BIN)/pip install -q --disable-pip-version-check "uv>=0.9,<1"
	@$(UV) -r requirements/build.lock -r requirements/run.lock
	@$(BIN)/pip install -q --no-deps --no-build-isolation --disable-pip-version-check -e .
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements/test.lock
	@$(UV) -r requirements/test.lock
	@touch $@

$(VENV)/.whisper: $(VENV)/.run requirements/whisper.lock
	@$(BIN)/python scripts/install_whisper.py
	@touch $@

install: $(VENV)/.run ## Everything the product needs, into .venv

whisper: $(VENV)/.whisper ## The extra speech engine, openai-whisper

run: $(VENV)/.run ## The demo workspace in the browser
	@$(BIN)/crm models fetch default
	@$(BIN)/crm serve --demo

check: $(VENV)/.test ## The fast checks: format, lint, types, house rules, unit tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports
	@$(BIN)/pytest -q $(BOTH) -m "not engines and not browser and not postgres"

test: check $(VENV)/.whisper ## Everything CI checks
	@$(BIN)/crm models fetch default
	@$(BIN)/python scripts/find_chromium.py
	@$(BIN)/pytest -q $(BOTH) tests/core tests/services --database postgres -m "not engines and not long"
	@$(BIN)/pytest -q tests/engines tests/cli -m "engines"
	@$(BIN)/python -c "from crm_app.cli.prepare import build_front_end as build; build()"
	@$(BIN)/pytest -q $(BOTH) --reruns 1 tests/e2e

peers: requirements/bench.in ## What `make bench` measures finding duplicates beside, into .peers
	@test -x .peers/bin/python || $(PYTHON) -m venv .peers
	@.peers/bin/pip install -q --disable-pip-version-check -r requirements/bench.in

bench: $(VENV)/.test ## Measure, and write docs/benchmarks.md
	@$(BIN)/python -m bench

soak: $(VENV)/.test ## What takes too long for every change
	@$(BIN)/pytest -q tests/soak
	@$(BIN)/pytest -q $(BOTH) tests/api tests/state tests/cli --database postgres -m "not engines"
	@$(BIN)/pytest -q $(BOTH) tests/services --database postgres -m "long"

lock: $(VENV)/.run ## Resolve the requirements anew
	@for n in run test whisper build; do $(BIN)/uv pip compile -q --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --override requirements/overrides.txt \
	  requirements/$$n.in -o requirements/$$n.lock; done

.PHONY: help install whisper run check test peers bench soak lock
