# Everything a person types. Each target does its own set-up and repeats it only when pins change.
#   make run            the app on http://127.0.0.1:8000   (PORT=9000, INSTANCE=DIR, DATABASE_URL=...)
#   make demo          the same with a therapist and made-up clients, in a folder of its own
#   make test           every check, as a change must pass it
#   make quick          style, floors, types and the tests that need no site: under a minute
#   make prove          the proofs at full counts, into a dated report under build/
#   make coverage       how much of the rooms where a fault hurts most is run by tests, with floors
#   make audit          known weaknesses of the pinned packages, and habits of code (needs the network)
#   make bench-upkeep   what visitors notice of purge and mix at a million rows (UPKEEP="--rows 20000 ...")
#   make bench          cost of a page beside a bare form, into build/bench.json
#   make corpus         every file of a folder of questionnaires, taken and scored (OSD_CORPUS=DIR)
#   make format         rewrite the code in the house format
#   make questionnaires  write their list of digests and of licences anew
#   make pictures       draw the floors and take the screenshots of the papers anew
#   make messages       extract the visible strings for translators
#   make lock           pin the requirements anew, with hashes

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.PHONY: run demo test programs style types behaviour quick prove coverage audit bench bench-upkeep corpus format questionnaires pictures messages lock

PORT ?= 8000
INSTANCE ?= instance
DEMO ?= $(if $(filter instance,$(INSTANCE)),build/demo,$(INSTANCE))
OSD_CORPUS ?= ../shared/osd-corpus

BIN := .venv/bin
# Tests below the tables: no app, no database, no browser.
PURE := tests/untrusted tests/vault tests/directory tests/instruments tests/interpretation \
  tests/records tests/brief tests/exchange tests/test_house.py tests/test_templates.py

run: export INSTANCE := $(abspath $(INSTANCE))
run: .venv/run.stamp
	@$(BIN)/flask --app app prepare
	@exec $(BIN)/python -m server --bind 127.0.0.1:$(PORT)

demo: export INSTANCE := $(abspath $(DEMO))
demo: export EVENKEEL_MODE := demo
demo: .venv/run.stamp
	@$(BIN)/flask --app app prepare
	@$(BIN)/flask --app app demo
	@exec $(BIN)/python -m server --bind 127.0.0.1:$(PORT)

test:
	@$(MAKE) --no-print-directory --jobs=2 programs style types behaviour

programs:
	@scripts/install-test-programs

style: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet wellbeing_app

types: style
	$(BIN)/mypy

behaviour: programs style
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4

quick: style types
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 -m "not prove and not browser" $(PURE)

prove: .venv/test.stamp programs
	@mkdir -p build
	@{ date; uname -srm; echo "$$(nproc) processors"; $(BIN)/python --version; \
	   git log -1 --format='commit %h of %cs'; \
	   $(BIN)/pytest -m "prove or hypothesis" --hypothesis-profile=prove --durations=0 -vv; } \
	  | tee "build/prove-$$(date +%F).txt"

coverage: .venv/test.stamp programs
	$(BIN)/coverage erase
	$(BIN)/pytest --numprocesses=auto --maxprocesses=4 -m "not prove and not browser" \
	  --cov --cov-report= --quiet $(PURE) tests/storage tests/aggregates tests/history tests/sharing
	@scripts/coverage-floors

audit:
	@mkdir -p build
	@scripts/audit

bench: .venv/test.stamp
	@mkdir -p build
	$(BIN)/python -m bench

bench-upkeep: .venv/test.stamp
	@mkdir -p build
	$(BIN)/python -m bench.upkeep $(UPKEEP)

corpus: .venv/test.stamp
	$(BIN)/python -m bench.corpus "$(OSD_CORPUS)"

format: .venv/test.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

questionnaires: .venv/test.stamp
	$(BIN)/python -m wellbeing_app.cli.questionnaires manifest
	$(BIN)/python -m wellbeing_app.cli.questionnaires readme

pictures: .venv/test.stamp programs
	$(BIN)/python -m scripts.draw_floors
	$(BIN)/python -m scripts.take_screenshots

messages: .venv/test.stamp
	@mkdir -p build
	$(BIN)/pybabel extract -k lazy_gettext -F pyproject.toml -o build/messages.pot wellbeing_app

lock: .venv/test.stamp
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	  requirements-install.in -o requirements-install.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	  requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	  -c requirements.txt requirements-dev.in -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	  requirements-audit.in -o requirements-audit.txt

.venv/bin/python:
	@python=$$(scripts/find-python) && "$$python" -m venv .venv

.venv/run.stamp: requirements-install.txt requirements.txt | .venv/bin/python
	@echo "Installing what the app needs (once)"
	@scripts/install-requirements requirements.txt
	@touch $@

.venv/test.stamp: requirements-install.txt requirements.txt requirements-dev.txt | .venv/bin/python
	@echo "Installing what the tests need (once)"
	@scripts/install-requirements requirements-dev.txt
	@touch $@
