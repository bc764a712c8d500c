# Needs Python 3.11 or newer with pip and venv; everything else is installed here, in the tree.
# Another interpreter: make PYTHON=python3.12 setup
PYTHON ?= python3

VENV := .venv
BIN := $(VENV)/bin
PRICE_MAPS := .cache/litellm
BENCH_VENV := .venv-bench
INSTALL := -m pip install -qq --disable-pip-version-check --no-input --require-hashes
# Folders that are there: a fresh branch may not have them all.
CODE := $(wildcard bot pricing tests tools benchmarks)
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras

# On all processors; whichever has nothing left takes over from the others.
AT_ONCE := -n auto --dist worksteal
# Where coverage is measured two halves run beside each other instead: with the above, a signal that
# a test sends may stop a worker for good.
COVERAGE := $(CURDIR)/.cache/coverage
COVERED := --cov --cov-report= --cov-fail-under=0
DIALOGS := tests/test_dialogs.py tests/bot/query

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup demo run test check covered-dialogs covered-rest format bench robustness prices price-maps lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/.development ## make .venv with everything needed to work on the code
	@echo "Ready. Next: make demo, make test, make help."

demo: $(VENV)/.run-time ## set up what is needed to run, and answer three questions here in the terminal
	@set -e; for question in \
	    'sonnet-4 10M in 2M out cached' \
	    'price of opus 5.5' \
	    '2M out 10M in claude-sonnet-5-5 vs haiku 5.5, batch'; do \
	    printf '\n> %s\n\n' "$$question"; \
	    $(BIN)/python -m bot ask "$$question"; \
	done
	@printf '\n%s\n%s\n%s\n' \
	    "Ask your own:   $(BIN)/python -m bot ask 'haiku 5.5, 1000 requests, 3k in 500 out each'" \
	    "Run the tests:  make test" \
	    "Set up Slack:   see README.md"

run: $(VENV)/.run-time ## serve Slack (the settings are in README.md)
	@$(BIN)/python -m bot

test: $(VENV)/.development $(PRICE_MAPS)/.installed ## run the tests
	$(BIN)/python -m pytest $(AT_ONCE)

check: $(VENV)/.development $(PRICE_MAPS)/.installed ## what must pass before a change goes in: format, lint, types, imports, tests, coverage
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports --no-logo --cache-dir .cache/import-linter
	@rm -rf '$(COVERAGE)' && mkdir -p '$(COVERAGE)'
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target covered-dialogs covered-rest
	@$(BIN)/coverage combine -q --data-file='$(COVERAGE)/all' '$(COVERAGE)/dialogs' '$(COVERAGE)/rest'
	$(BIN)/coverage report --data-file='$(COVERAGE)/all'

covered-dialogs:
	COVERAGE_FILE='$(COVERAGE)/dialogs' $(BIN)/python -m pytest $(COVERED) $(DIALOGS)

covered-rest:
	COVERAGE_FILE='$(COVERAGE)/rest' $(BIN)/python -m pytest $(COVERED) $(addprefix --ignore=,$(DIALOGS)) tests

format: $(VENV)/.development ## format the code, and mend what the linter can
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

bench: $(BENCH_VENV)/.installed ## measure how long answers take, beside other price libraries
	LITELLM_LOCAL_MODEL_COST_MAP=True $(BENCH_VENV)/bin/python -m benchmarks

robustness: $(VENV)/.development ## ask dialogs again, mistyped and written otherwise, and questions made at random (in about four minutes)
	$(BIN)/python -m tools.robustness --sample 5000
	$(BIN)/python -m tools.compositions
	$(BIN)/python -m tools.relations --sample 400

prices: $(VENV)/.development $(PRICE_MAPS)/.installed ## is the price book still right? compare it with other price lists
	@$(BIN)/python -m tools.check_prices

price-maps: $(PRICE_MAPS)/.installed ## fetch the other price list that tests compare ours with

lock: $(VENV)/.development ## pin the newest versions that pyproject.toml allows, in requirements*.txt
	$(LOCK) --upgrade -o requirements.txt pyproject.toml
	$(LOCK) --upgrade -c requirements.txt --group dev -o requirements-dev.txt pyproject.toml
	$(LOCK) --upgrade -c requirements.txt --group bench -o requirements-bench.txt pyproject.toml
	$(LOCK) --upgrade --no-deps --group price-maps -o requirements-litellm.txt

clean: ## remove everything made here, the environments included
	rm -rf $(VENV) $(BENCH_VENV) .cache .coverage .coverage.* htmlcov .benchmarks build dist
	rm -rf .hypothesis *.egg-info
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

# Each stamp is newer than the requirements it was made from, or it is made again.

$(VENV)/.created:
	$(call make-venv,$(VENV))

$(VENV)/.run-time: requirements.txt | $(VENV)/.created
	@echo "Installing what the app runs on (about half a minute, once) ..."
	@$(BIN)/python $(INSTALL) -r requirements.txt
	@touch $@

# Holds the run-time requirements too, in the same versions.
$(VENV)/.development: requirements-dev.txt | $(VENV)/.created
	@echo "Installing what the app runs on and what developing it needs (about a minute, once) ..."
	@$(BIN)/python $(INSTALL) -r requirements-dev.txt
	@touch $(VENV)/.run-time $@

$(BENCH_VENV)/.installed: requirements-bench.txt
	$(call make-venv,$(BENCH_VENV))
	@echo "Installing what the benchmarks compare with (about a minute, once) ..."
	@$(BENCH_VENV)/bin/python $(INSTALL) -r requirements-bench.txt
	@touch $@

# Only the files: nothing of it is imported.
$(PRICE_MAPS)/.installed: requirements-litellm.txt | $(VENV)/.created
	@rm -rf $(PRICE_MAPS)
	@echo "Fetching the price list that ours is compared with (once) ..."
	@$(BIN)/python $(INSTALL) --no-deps --no-compile --target $(PRICE_MAPS) -r requirements-litellm.txt
	@touch $@

define make-venv
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
    echo "Claude Cost needs Python 3.11 or newer, and $(PYTHON) is: $$($(PYTHON) --version 2>&1)." \
         "Name a newer one: make PYTHON=python3.12 setup" >&2; exit 1; }
@$(PYTHON) -m venv --clear $(1)
@touch $(1)/.created
endef
